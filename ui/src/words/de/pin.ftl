# Wörter des nativen PIN-Fensters, das Rust zeichnet: die Webansicht sagt sie nie. `$form` ist `none`, `one` oder `other`,
# weil Rust jedes Argument als Text übergibt.

pinw-title = Postern: PIN
pinw-key = Sicherheitsschlüssel: { $key }
pinw-facts = Wofür die PIN ist
pinw-cancel = Abbrechen
pinw-done = Fertig
pinw-kbd-enter = Eingabe
pinw-kbd-esc = Esc
pinw-go = Weiter
pinw-set = PIN setzen
pinw-change = PIN ändern

## Felder

pinw-field-pin = PIN
pinw-field-old = Bisherige PIN
pinw-field-new = Neue PIN
pinw-field-repeat = Neue PIN erneut
pinw-field-secret = Geheimnis
pinw-show = Zeigen: { $field }
pinw-hide = Verbergen: { $field }
pinw-hint-pin = Sie geht an den Schlüssel und nirgends sonst hin.
pinw-hint-secret = Keine Seite sieht es. Hier eingeben oder einfügen.
pinw-hint-new = { $count } oder mehr Zeichen, Ziffern oder Buchstaben. Nur der Schlüssel behält sie.
pinw-caps = Feststelltaste ist an.

## Versuche

pinw-tries = { $form ->
    [none] Keine Versuche mehr
    [one] Noch 1 von 8 Versuchen
   *[other] Noch { $count } von 8 Versuchen
}
pinw-tries-untold = Der Schlüssel sagt nicht, wie viele Versuche übrig sind
pinw-tries-hint = Nach 3 falschen in Folge den Schlüssel abziehen und wieder einstecken. Bei 0 ist er gesperrt.
pinw-few = { $form ->
    [one] Noch eine falsche PIN sperrt diesen Schlüssel
   *[other] Noch { $count } falsche PINs sperren diesen Schlüssel
}
pinw-few-why = Nur Zurücksetzen öffnet einen gesperrten Schlüssel, und das löscht jedes Anmeldemittel darauf. Im Zweifel abbrechen.
pinw-know = { $form ->
    [one] Ich kenne diese PIN. Noch eine falsche PIN sperrt den Schlüssel.
   *[other] Ich kenne diese PIN. Nach einer falschen PIN bleibt 1 Versuch.
}
pinw-know-first = Zuerst Kästchen ankreuzen
pinw-blocked = Dieser Schlüssel ist gesperrt
pinw-blocked-why = Keine Versuche mehr. Nur Zurücksetzen öffnet ihn, und das löscht jedes Anmeldemittel darauf.
pinw-blocked-short = Keine PIN mehr möglich

## Was sich nicht absenden lässt

pinw-fault-empty-pin = Geben Sie die PIN ein.
pinw-fault-empty-old = Geben Sie die bisherige PIN ein.
pinw-fault-empty-new = Geben Sie eine neue PIN ein.
pinw-fault-empty-repeat = Geben Sie die neue PIN noch einmal ein.
pinw-fault-empty-secret = Geben Sie das Geheimnis ein.
pinw-fault-short = { $form ->
    [one] 1 Zeichen zu kurz.
   *[other] { $count } Zeichen zu kurz.
}
pinw-fault-no_pin = So kurz ist keine PIN. Kein Versuch wurde verbraucht.
pinw-fault-long = Für jeden Schlüssel zu lang: höchstens 63 Zeichen, mit Umlauten oder Akzenten weniger.
pinw-fault-weak = Zu leicht zu erraten: ein wiederholtes Zeichen oder eine Reihe wie 123456.
pinw-fault-same = Das ist die bisherige PIN. Wählen Sie eine andere.
pinw-fault-differs = Die beiden PINs unterscheiden sich. Geben Sie die neue PIN noch einmal ein.

## Eine PIN, die die Konsole gezogen hat

pinw-shown-label = PIN dieses Schlüssels
pinw-shown-spoken = PIN: { $pin }
pinw-shown-once = Nur einmal gezeigt. Nach dem Schließen kann sie niemand mehr sehen.

## Wofür eine PIN verlangt wird

pinw-for-sign_in = Anmelden
pinw-for-unlock = Konsole entsperren
pinw-for-co_sign = Wiederherstellung mitzeichnen
pinw-for-beside = Sagen, wer Sie sind, um hier mitzuzeichnen
pinw-for-release = Privilegiertes Konto entlassen
pinw-for-review = Befund unterschreiben
pinw-for-dispose = Unterschreiben, was ein Vorfall war
pinw-for-checkpoint = Prüfpunkt unterschreiben
pinw-for-provision = Neues Anmeldemittel erzeugen
pinw-for-live_sign_in = Mit dem neuen Schlüssel anmelden
pinw-for-possession = Besitz dieses Schlüssels beweisen
pinw-for-sponsor = Beweisen, dass Sie verantwortlich sind
pinw-for-old_credential = Altes Anmeldemittel testen
pinw-for-staff_key = Schlüssel des Personals erzeugen
pinw-for-confirm = Jemanden vom Personal bestätigen
pinw-for-change = Änderung am Schalter unterschreiben
pinw-for-quorum = Wiederherstellung eines Administrators unterschreiben
pinw-for-configure = Einstellung dieses Schlüssels ändern
pinw-for-stored = Inhalt dieses Schlüssels auflisten
pinw-for-rename = Anmeldemittel auf diesem Schlüssel umbenennen
pinw-for-delete = Anmeldemittel von diesem Schlüssel löschen
pinw-for-set_pin = PIN für diesen Schlüssel wählen
pinw-for-change_pin = PIN dieses Schlüssels ändern
pinw-for-see_enrolled = Vom Betroffenen registrierten Schlüssel testen
pinw-for-old_secret = Alten Schlüssel oder altes Geheimnis testen
pinw-for-mail = Passwort des Benutzers am Mailserver
pinw-for-webhook = Geheimnis, mit dem Anfragen an den Telefondienst signiert werden
pinw-for-directory = Geheimnis eines Verzeichnisses
pinw-for-feed = Geheimnis für Ereignisse oder Tickets
pinw-for-directory_write = Geheimnis, das an einem Verzeichnis etwas ändert
pinw-for-protect = Versiegeln, was an einem Verzeichnis etwas ändert
pinw-for-release_write = Entsiegeln, was an einem Verzeichnis etwas ändert

## Was unterschrieben wird: die Webansicht kann das nicht zeichnen

pinw-fact-action = Handlung
pinw-fact-subject = Betroffener
pinw-fact-account = Konto
pinw-fact-tier = Stufe
pinw-fact-digest = Hashwert
pinw-fact-person = Person
pinw-fact-role = Rolle
pinw-fact-policy = Richtlinie
pinw-fact-key = Schlüssel
pinw-fact-console = Konsole
pinw-fact-disposition = Befund
pinw-fact-note = Notiz
pinw-action-approve = Wiederherstellung freigeben
pinw-action-approve_here = Wiederherstellung freigeben, an der Konsole des Agenten
pinw-action-release = Konto entlassen
pinw-action-review = Beendeten Fall beurteilen
pinw-action-dispose = Sagen, was ein Vorfall war

pinw-change-adopt_policy = Richtlinie annehmen
pinw-change-renew_training = Schulung einer Person erneuern
pinw-change-remove_staff = Person aus dem Personal entfernen
pinw-change-add_staff_key = Zweiten Schlüssel einer Person hinzufügen
pinw-change-replace_staff_key = Verlorenen Schlüssel einer Person ersetzen
pinw-change-raise_threat = Bedrohungsstufe erhöhen
pinw-change-lower_threat = Bedrohungsstufe senken
pinw-change-set_security_key = Schlüssel der Sicherheit festlegen
pinw-change-rotate_console_key = Signierschlüssel dieser Konsole wechseln
pinw-change-quorum = Einen Administrator durch ein Quorum wiederherstellen

pinw-drawn = Die gezogene PIN
pinw-drawn-why = Geben Sie sie der Person, die den Schlüssel bekommt, auf einem anderen Weg als den Schlüssel. Der Schlüssel verlangt eine andere PIN, bevor er benutzt wird.

## Ein ausgegebener Einmalpass

pinw-pass = Einmalpass
pinw-pass-why = Nennen Sie ihn dem Betroffenen auf einem anderen Weg als dem des Anrufs. Er gilt einmal und läuft von selbst ab.
