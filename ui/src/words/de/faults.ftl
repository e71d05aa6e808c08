## Ablehnungen außerhalb der Regeln: Schlüssel, Verzeichnisse, Speicher, Start

refusal-KEY-removed = Der Schlüssel wurde abgezogen. Nichts wurde erzeugt.
next-KEY-removed = Stecken Sie ihn wieder ein und beginnen Sie diesen Schritt neu.
refusal-KEY-wrong_pin = { $tries ->
    [0] Diese PIN stimmt nicht, und es ist kein Versuch übrig.
    [one] Diese PIN stimmt nicht. Noch 1 von 8 Versuchen.
   *[other] Diese PIN stimmt nicht. Noch { $tries } von 8 Versuchen.
}
refusal-KEY-wrong_pin-untold = Diese PIN stimmt nicht. Der Schlüssel sagt nicht, wie viele Versuche übrig sind.
next-KEY-wrong_pin = Beginnen Sie neu und geben Sie sie noch einmal ein. Nach 3 falschen in Folge ziehen Sie den Schlüssel ab und stecken ihn wieder ein.
refusal-KEY-reinsert = 3 PINs in Folge waren falsch. Der Schlüssel wartet, bis er abgezogen war.
next-KEY-reinsert = Ziehen Sie den Schlüssel ab, stecken Sie ihn wieder ein und versuchen Sie es erneut.
refusal-KEY-blocked = Dieser Schlüssel ist gesperrt: Es sind keine PIN-Versuche übrig.
next-KEY-blocked = Setzen Sie ihn unter „Schlüssel“ zurück, das löscht alles darauf, oder nehmen Sie einen anderen.
refusal-KEY-no_pin = Dieser Schlüssel hat keine PIN, daher kann er nicht prüfen, wer ihn hält.
next-KEY-no_pin = Setzen Sie zuerst eine PIN.
refusal-KEY-pin_already_set = Dieser Schlüssel hat schon eine PIN.
next-KEY-pin_already_set = Geben Sie diese PIN ein. Kennt sie niemand, nehmen Sie einen anderen Schlüssel.
refusal-KEY-pin_policy = Der Schlüssel hat diese PIN nicht angenommen. Sie ist zu kurz, zu lang oder zu einfach.
next-KEY-pin_policy = Wählen Sie eine längere.
refusal-KEY-pin_change_required = Die PIN dieses Schlüssels muss geändert werden, bevor er benutzt wird.
next-KEY-pin_change_required = Ändern Sie die PIN, hier oder unter „Schlüssel“, dann geht es weiter.
refusal-KEY-no_touch = 30 Sekunden lang keine Berührung. Nichts wurde erzeugt.
next-KEY-no_touch = Beginnen Sie neu und berühren Sie den Schlüssel, wenn er wartet.
refusal-KEY-cancelled = Der Vorgang wurde abgebrochen. Nichts wurde erzeugt.
next-KEY-cancelled = Beginnen Sie neu, wenn Sie bereit sind.
refusal-KEY-no_credential = Auf dem Schlüssel ist kein Anmeldemittel dafür.
next-KEY-no_credential = Nehmen Sie den Schlüssel, der dafür erzeugt wurde.
refusal-KEY-excluded = Dieser Schlüssel ist schon an jemanden gebunden.
next-KEY-excluded = Nehmen Sie einen Schlüssel, der nicht in Gebrauch ist.
refusal-KEY-full = Auf diesem Schlüssel ist kein Platz für ein weiteres Anmeldemittel.
next-KEY-full = Nehmen Sie einen anderen Schlüssel oder löschen Sie ein Anmeldemittel von diesem unter „Schlüssel“.
refusal-KEY-silent = Der Schlüssel antwortet nicht.
next-KEY-silent = Ziehen Sie den Schlüssel ab, stecken Sie ihn wieder ein und versuchen Sie es erneut. Bleibt er stumm, nehmen Sie einen anderen.
refusal-KEY-sensor_blocked = Zu viele Versuche am Sensor des Schlüssels.
next-KEY-sensor_blocked = Nehmen Sie die PIN; sie gibt den Sensor wieder frei.
refusal-KEY-not_recognised = Der Schlüssel hat den Finger nicht erkannt.
next-KEY-not_recognised = Versuchen Sie es mit sauberem, trockenem Finger erneut oder nehmen Sie die PIN.
refusal-KEY-too_late = Dafür steckt der Schlüssel schon zu lange.
next-KEY-too_late = Ziehen Sie den Schlüssel ab, stecken Sie ihn wieder ein und versuchen Sie es innerhalb von zehn Sekunden erneut.
refusal-KEY-not_now = Der Schlüssel lehnt das in seinem jetzigen Zustand ab.
next-KEY-not_now = Ziehen Sie den Schlüssel ab, stecken Sie ihn wieder ein und versuchen Sie es erneut.
refusal-KEY-not_kept = Der Schlüssel hat es als erledigt gemeldet und zeigt jetzt etwas anderes.
next-KEY-not_kept = Sehen Sie sich den Schlüssel unten an. Versuchen Sie es erneut oder nehmen Sie einen anderen: Dieser behält nicht, was man ihm sagt.
refusal-KEY-busy = Der Schlüssel ist mit etwas anderem beschäftigt.
next-KEY-busy = Warten Sie, bis er fertig ist, oder ziehen Sie ihn ab und stecken Sie ihn wieder ein.
refusal-KEY-unsupported = Dieser Schlüssel kann nicht, was hier verlangt ist.
next-KEY-unsupported = Nehmen Sie einen Schlüssel von der Liste der erlaubten.
refusal-KEY-device = Die Antwort des Schlüssels ist nicht lesbar.
next-KEY-device = Ziehen Sie ihn ab, stecken Sie ihn wieder ein und versuchen Sie es erneut. Sonst nehmen Sie einen anderen Schlüssel.
refusal-DIR-down = Das Verzeichnis antwortet nicht. Ihre Arbeit ist gespeichert.
next-DIR-down = Es wird alle 15 Sekunden erneut gefragt. Versuchen Sie es erneut, sobald es antwortet.
refusal-DIR-timed_out = Das Verzeichnis hat zu lange gebraucht. Vielleicht hat es gehandelt, vielleicht nicht.
next-DIR-timed_out = Lesen Sie zurück, bevor etwas wiederholt wird.
refusal-DIR-access_refused = Das Verzeichnis nimmt die Zugangsdaten dieser Konsole nicht an.
next-DIR-access_refused = Lassen Sie sie von einem Administrator erneuern.
refusal-DIR-not_permitted = Das Verzeichnis erlaubt dieser Konsole das nicht.
next-DIR-not_permitted = Fragen Sie einen Administrator, welches Recht fehlt: Die Anleitung zu diesem Verzeichnis nennt, was nötig ist.
refusal-DIR-not_there = Das Verzeichnis hat kein solches Konto oder Anmeldemittel mehr.
next-DIR-not_there = Lesen Sie das Konto erneut: Vielleicht hat es inzwischen jemand entfernt.
refusal-DIR-throttled = Das Verzeichnis bittet um Geduld. Nichts wurde geändert.
next-DIR-throttled = Warten Sie eine Minute und versuchen Sie es erneut.
refusal-DIR-refused = Das Verzeichnis hat abgelehnt. Nichts wurde geändert.
next-DIR-refused = Lesen Sie das Konto erneut. Lehnt das Verzeichnis weiter ab, fragen Sie dessen Betreiber.
refusal-DIR-nonsense = Die Antwort des Verzeichnisses ist nicht lesbar.
next-DIR-nonsense = Fragen Sie den Betreiber des Verzeichnisses, ob es geändert oder aktualisiert wurde.
refusal-DIR-wrong_relying_party = Das Verzeichnis verlangt einen Schlüssel für eine andere Relying Party als die hier festgelegte.
next-DIR-wrong_relying_party = Hören Sie auf und informieren Sie die Sicherheit: Vielleicht steht jemand dazwischen.
refusal-DIR-unsupported = Dieses Verzeichnis kann das nicht.
next-DIR-unsupported = Fragen Sie den Betreiber des Verzeichnisses und fügen Sie dem Fall eine Notiz hinzu.
refusal-DIR-not_warranted = Dieser Aufruf an das Verzeichnis war durch den Fall nicht gedeckt.
next-DIR-not_warranted = Lesen Sie den Fall erneut und beginnen Sie mit dem, was er zeigt.
refusal-STO-full = Die Festplatte ist voll. Der letzte Schritt wurde nicht eingetragen und hat nicht stattgefunden.
next-STO-full = Schaffen Sie Platz und versuchen Sie es erneut. Nichts ist verloren.
refusal-STO-read_only = Der Verlauf lässt sich lesen, aber nicht schreiben.
next-STO-read_only = Lassen Sie sich von einem Administrator Schreibrechte für seinen Ordner geben.
refusal-STO-signing_key = Der Verlauf kennt den Schlüssel nicht, mit dem diese Konsole signiert. Nichts wurde eingetragen.
next-STO-signing_key = Rufen Sie einen Administrator: Der Schlüsselbund dieses Rechners wurde geändert, oder dies ist ein anderer Rechner.
refusal-STO-busy = Ein anderes Programm benutzt den Verlauf.
next-STO-busy = Schließen Sie ihn dort und versuchen Sie es erneut.
refusal-STO-damaged = Der Verlauf ist beschädigt. Er öffnet sich nur zum Lesen.
next-STO-damaged = Lassen Sie die Datei, wie sie ist, und rufen Sie einen Administrator: `postern-audit verify` nennt den ersten schlechten Eintrag, `restore` setzt eine Sicherung an ihre Stelle.
refusal-STO-failed = Der Verlauf ließ sich nicht lesen oder schreiben.
next-STO-failed = Versuchen Sie es erneut. Geschieht es wieder, rufen Sie einen Administrator und zeigen Sie ihm das Protokoll.
refusal-STO-conflict = Der Fall hat sich geändert, während Sie arbeiteten. Von Ihnen wurde nichts eingetragen.
next-STO-conflict = Die Seite zeigt den Fall, wie er jetzt ist. Sehen Sie ihn an und versuchen Sie es erneut.
refusal-STO-format = Dieser Verlauf wurde im Format { $found } geschrieben. Diese Version kennt { $known }.
next-STO-format = Öffnen Sie ihn mit der Version, die ihn geschrieben hat.
refusal-STO-not_a_store = Die Datei ist kein Verlauf von Postern, oder ihr Schlüssel ist ein anderer.
next-STO-not_a_store = Prüfen Sie den Pfad in den Einstellungen. Überschreiben Sie die Datei nicht.
refusal-CFG-settings = Die Einstellungsdatei ist nicht lesbar: { $message } ({ $file }, Zeile { $line }, Spalte { $column }).
next-CFG-settings = Berichtigen Sie diese Zeile und versuchen Sie es erneut. Nichts wurde geöffnet oder geändert.
refusal-KRG-locked = Der Schlüsselbund dieses Rechners ist gesperrt.
next-KRG-locked = Entsperren Sie ihn und versuchen Sie es erneut. Er enthält den Schlüssel des Verlaufs.
refusal-KRG-missing = Auf diesem Rechner gibt es keinen Schlüsselbund. Der Schlüssel des Verlaufs hat keinen sicheren Platz.
next-KRG-missing = Installieren und starten Sie einen Schlüsselbund wie gnome-keyring und versuchen Sie es erneut. Ein Administrator kann stattdessen in postern.toml Dateien für die Schlüssel wählen (secrets.keep = "files"): Wer sie liest, hat dann den Verlauf.
refusal-KRG-failed = Der Schlüsselbund hat nicht geantwortet: { $why }.
next-KRG-failed = Starten Sie ihn neu und versuchen Sie es erneut.
refusal-KRG-no_key = Der Schlüssel des Verlaufs ist nicht im Schlüsselbund dieses Rechners ({ $name }).
next-KRG-no_key = Ist der Schlüsselbund verloren, bringen Sie die Wiederherstellungsblätter zusammen: `postern-audit key recover`. Überschreiben Sie die Datei nicht.
refusal-APP-taken = Postern läuft schon mit diesem Profil (Prozess { $process }).
next-APP-taken = Benutzen Sie dessen Fenster oder schließen Sie es zuerst.
refusal-APP-folder = Der Ordner dieses Profils ist nicht benutzbar: { $why }.
next-APP-folder = Geben Sie ihn dem Benutzer, der Postern ausführt, und starten Sie neu.
refusal-APP-profile = Dieses Profil lässt sich nicht öffnen: { $what }.
next-APP-profile = Wählen Sie ein anderes Profil und starten Sie neu.
refusal-APP-start = Die Konsole ließ sich nicht vorbereiten: { $why }.
next-APP-start = Starten Sie neu. Geschieht es wieder, rufen Sie einen Administrator und zeigen Sie ihm das Protokoll.
refusal-INT-99 = In der Konsole ist etwas gescheitert. Mehr ist hier nicht bekannt. Es ist Störung { $incident }.
next-INT-99 = Versuchen Sie es erneut. Geschieht es wieder, rufen Sie einen Administrator und nennen Sie die Nummer der Störung.
refusal-unknown = Das wurde mit dem Code { $code } abgelehnt.
next-unknown = Nennen Sie einem Administrator den Code.
refusal-next = Weiter
refusal-also = Auch offen
refusal-fault = Code { $code }
refusal-code = Regel { $code }
refusal-dismiss = Ausblenden

note-no-roots = Keine vertrauenswürdigen Wurzeln für Schlüsselhersteller sind eingerichtet. Bis dahin wird kein neuer Schlüssel angenommen.
note-no-password = Das Passwort für das Verzeichnis { $name } ist nicht im Schlüsselbund. Bis dahin ist das Verzeichnis nicht benutzbar.
note-secrets-in-files = Die Schlüssel dieser Konsole sind Dateien in { $folder }, wie in ihren Einstellungen festgelegt: Wer diesen Ordner lesen kann, kann den Verlauf lesen und in ihrem Namen schreiben.
note-history-restored = Am { $day } wurde eine Sicherung an die Stelle eines verlorenen Verlaufs gesetzt. Von seinen { $records } Einträgen fehlen hier alle, die nach der Sicherung kamen.
note-no-directory = Kein Verzeichnis ist eingerichtet. Bis dahin lässt sich kein Konto suchen.

refusal-COD-wrong = { $left ->
    [0] Dieser Code stimmt nicht, und es ist kein Versuch übrig.
    [one] Dieser Code stimmt nicht. In diesem Fall ist noch 1 Versuch übrig.
   *[other] Dieser Code stimmt nicht. In diesem Fall sind noch { $left } Versuche übrig.
}
next-COD-wrong = Lassen Sie den Betroffenen ihn noch einmal vorlesen, Ziffer für Ziffer. Sagen Sie nicht, welche Ziffern stimmten.
