# Schlüssel: ihre PINs, was sie über sich sagen, was auf ihnen liegt, wie sie zurückgesetzt werden.

nav-keys = Schlüssel

## Das PIN-Fenster, das keine Seite lesen kann

key-waits-pin = PIN-Fenster ist offen
key-pin-window = Das PIN-Fenster ist offen
key-pin-window-of = Das PIN-Fenster ist offen: { $key }
key-pin-window-why = Es wartet auf Sie, und keine Seite sieht, was dort eingegeben wird. Schließen bricht ab.
key-touch-of = Schlüssel berühren: { $key }
pin-window-hint = Die PIN wird in einem eigenen Fenster eingegeben, das keine Seite lesen kann.
pin-change-title = Dieser Schlüssel verlangt zuerst eine neue PIN
pin-change-why = { $key }: Jemand anderes hat die PIN ziehen lassen, oder der Schlüssel soll eine neue verlangen. Wem er gehört, gibt die alte PIN einmal und eine neue zweimal ein.
pin-change-first = Die PIN dieses Schlüssels muss zuerst geändert werden.
pin-change = PIN ändern
pin-changing = PIN wird geändert…
pin-new-typed = Der Betroffene gibt eine PIN ein
pin-new-typed-why = Zweimal, in einem eigenen Fenster. { $count } oder mehr Zeichen; leicht zu erratende PINs werden abgelehnt.
pin-new-drawn = Die Konsole zieht eine PIN
pin-new-drawn-why = Wenn der Betroffene nicht an diesem Schalter ist oder jetzt keine wählen kann. Sie wird beim Erzeugen des Anmeldemittels gezogen, danach einmal in einem eigenen Fenster gezeigt und vom Besitzer bei der ersten Nutzung geändert.
pin-draw = PIN ziehen

## Die Seite der Schlüssel

keypage-lead = Was er über sich sagt und was sich mit ihm tun lässt.
keypage-none = Kein Schlüssel verbunden
keypage-none-why = Stecken Sie einen Sicherheitsschlüssel in diesen Rechner. Nach höchstens zwei Sekunden steht er hier.
keypage-none-doctor = Steckt einer und steht nicht hier? Führen Sie in einem Terminal `postern doctor` aus: Es nennt den Grund und bietet die Lösung an.
keypage-gone = Der Schlüssel wurde abgezogen
keypage-gone-why = Stecken Sie ihn wieder ein oder wählen Sie einen anderen aus der Liste.
keypage-model-unknown = Modell hier nicht bekannt
keypage-identify = Welcher ist es?
keypage-identifying = Wartet auf Berührung…
keypage-identify-why = Jeder verbundene Schlüssel blinkt. Berühren Sie den gemeinten, und er ist gewählt.
keypage-identify-now = Jeder verbundene Schlüssel blinkt jetzt
keypage-identify-touch = Berühren Sie den gemeinten. Nichts wird erzeugt oder geändert.
keypage-identified = Der berührte Schlüssel ist gewählt.
keypage-revoked = Widerrufenes Modell
keypage-blocked = Gesperrt
keypage-new-pin = Neue PIN nötig
keypage-needs-pin = Setzen Sie zuerst eine PIN.
keypage-cannot = Dieser Schlüssel kann das nicht.
keypage-not-told = Nicht genannt
keypage-has-not = Nicht vorhanden
keypage-on = An
keypage-off = Aus

keypage-standing-trusted = Modell ohne Beanstandung
keypage-standing-unknown = Modell nicht gelistet
keypage-standing-no_metadata = Keine Modellliste
keypage-standing-revoked = Widerrufenes Modell
keypage-standing-unknown-title = Die Modellliste nennt dieses Modell nicht
keypage-standing-unknown-why = Niemand hat gesagt, ob es einwandfrei ist oder nicht. Die Signatur seines Herstellers wird trotzdem geprüft, wenn ein Anmeldemittel erzeugt wird, und die Richtlinie sagt, welche Modelle ausgegeben werden dürfen.
keypage-standing-no_metadata-title = Diese Konsole hat keine Modellliste
keypage-standing-no_metadata-why = Ob ein Modell widerrufen wurde, ist hier nicht bekannt. Die Signatur seines Herstellers wird trotzdem geprüft, wenn ein Anmeldemittel erzeugt wird. Ein Administrator kann die Liste der FIDO Alliance laden.
keypage-revoked-title = Dieses Modell ist widerrufen
keypage-revoked-why = Es ist als gebrochen oder gefälscht bekannt. Kein Anmeldemittel wird darauf erzeugt, egal wer es verlangt.
keypage-revoked-next = Ziehen Sie es aus dem Verkehr und geben Sie ein anderes Modell aus.

keypage-facts = Was er über sich sagt
keypage-owner = Gehört
keypage-model = Modell
keypage-aaguid = AAGUID
keypage-firmware = Firmware
keypage-serial = Seriennummer
keypage-serial-none = Nicht genannt: von anderen seines Modells nicht zu unterscheiden
keypage-id = Sein Name hier
keypage-pin = PIN
keypage-pin-value = { $asks ->
    [yes] Gesetzt, eine neue ist nötig. { $tries }
   *[other] Gesetzt. { $tries }
}
keypage-tries-not-told = Versuche unbekannt
keypage-shortest = Kürzeste PIN
keypage-characters = { $count } Zeichen
keypage-built-in = Eigener Sensor
keypage-built-in-on = Eingerichtet
keypage-built-in-off = Nicht eingerichtet
keypage-sensor-value = { $tries ->
    [one] { $state }, noch 1 Versuch
   *[other] { $state }, noch { $tries } Versuche
}
keypage-always = Immer prüfen
keypage-enterprise = Enterprise-Attestierung
keypage-keeps = Behält Anmeldemittel
keypage-keeps-yes = Ja, sie sind ohne Namen auffindbar
keypage-keeps-no = Nein
keypage-room = Platz für
keypage-room-value = { $count ->
    [one] 1 weiteres
   *[other] { $count } weitere
}
keypage-versions = Versionen
keypage-transports = Verbindung über
keypage-algorithms = Signiert mit
keypage-extensions = Erweiterungen
keypage-certifications = Zertifizierungen

keypage-pin-why = Eingabe in einem eigenen Fenster, das keine Seite lesen kann. { $count } oder mehr Zeichen; leicht zu erratende PINs werden abgelehnt.
keypage-pin-asks = Er verlangt eine neue PIN, bevor sonst etwas mit ihm geschieht.
keypage-pin-is-set = Er hat eine PIN: Wer sie kennt, kann sie ändern. Entfernen lässt sie sich nur, indem der Schlüssel zurückgesetzt wird.
keypage-pin-is-not = Er hat noch keine PIN: Es gibt keine zu ändern.
keypage-pin-none-left = Keine Versuche mehr. Nur Zurücksetzen hilft.
keypage-pin-was-set = Die PIN ist gesetzt.
keypage-pin-changed = Die PIN ist geändert.

keypage-settings = Schlüsseleinstellungen
keypage-settings-why = Sie liegen auf dem Schlüssel selbst. Jede verlangt seine PIN.
keypage-setting = Wird geändert…
keypage-setting-done = Der Schlüssel hat die Einstellung übernommen.
keypage-shortest-why = Der Wert kann nur steigen, bis der Schlüssel zurückgesetzt wird. Eine kürzere PIN muss dann geändert werden.
keypage-raise = Erhöhen
keypage-only-up = Geben Sie eine größere Länge an. Der Wert kann nur steigen.
keypage-longest = Mehr als { $count } nimmt kein Schlüssel an.
keypage-force = Neue PIN
keypage-force-why = Wer die PIN kennt, muss sie vor der nächsten Nutzung ändern.
keypage-force-go = Neue PIN verlangen
keypage-asks-already = Er verlangt schon eine.
keypage-always-why = PIN oder Sensor bei jeder Nutzung, ob ein Dienst es verlangt oder nicht.
keypage-always-start = Immer prüfen
keypage-always-stop = Nur auf Verlangen prüfen
keypage-enterprise-why = Dienste, die der Hersteller des Schlüssels mit Ihnen vereinbart hat, sehen damit, welcher Schlüssel es ist. Nur Zurücksetzen macht das rückgängig.
keypage-enterprise-go = Dauerhaft einschalten
keypage-enterprise-stays = Ist eingeschaltet. Nur Zurücksetzen schaltet es aus.

keypage-stored = Anmeldemittel auf dem Schlüssel
keypage-stored-why = Die, die der Schlüssel selbst behält. Um sie aufzulisten, umzubenennen oder zu löschen, verlangt er seine PIN.
keypage-stored-cannot = Dieser Schlüssel kann nicht auflisten, was auf ihm liegt.
keypage-stored-count = { $count ->
    [0] Keine
    [one] 1 Anmeldemittel
   *[other] { $count } Anmeldemittel
}
keypage-stored-room = { $count ->
    [one] Platz für etwa 1 weiteres
   *[other] Platz für etwa { $count } weitere
}
keypage-list = Auflisten
keypage-list-again = Neu auflisten
keypage-listing = Wird gelesen…
keypage-col-at = Für
keypage-col-user = Benutzer
keypage-col-protection = PIN nötig
keypage-protection-1 = Wenn der Dienst es verlangt
keypage-protection-2 = Außer wenn der Dienst es nennt
keypage-protection-3 = Immer
keypage-staff = Personal-Anmeldemittel dieses Schalters
keypage-staff-why = Es wird nicht hier gelöscht. Schlüssel des Personals werden unter „Einstellungen“ ersetzt.
keypage-rename = Umbenennen
keypage-rename-named = { $user } für { $at } umbenennen
keypage-rename-title = Anmeldemittel umbenennen
keypage-rename-lead = Nur die Namen, die der Schlüssel zeigt, ändern sich. { $at } erfährt nichts davon.
keypage-user-name = Benutzername
keypage-display-name = Anzeigename
keypage-rename-same = Ändern Sie zuerst einen Namen.
keypage-rename-long = { $count ->
    [one] 1 Byte zu lang für einen Schlüssel. Buchstaben außerhalb von ASCII brauchen mehr als eines.
   *[other] { $count } Bytes zu lang für einen Schlüssel. Buchstaben außerhalb von ASCII brauchen mehr als eines.
}
keypage-rename-go = Umbenennen
keypage-renaming = Wird umbenannt…
keypage-renamed = Umbenannt: das Anmeldemittel für { $at }.
keypage-delete = Löschen
keypage-delete-named = { $user } für { $at } löschen
keypage-delete-title = Anmeldemittel vom Schlüssel löschen
keypage-delete-lead = Dieser Schlüssel öffnet { $at } dann nicht mehr. Niemand kann das Anmeldemittel zurückholen.
keypage-delete-why = { $at } erfährt nichts davon: Dort bleibt es gelistet, bis jemand es entfernt.
keypage-credential = Anmeldemittel
keypage-keep = Behalten
keypage-delete-go = Endgültig löschen
keypage-deleting = Wird gelöscht…
keypage-deleted = Gelöscht: { $user } für { $at }.

keypage-reset = Schlüssel zurücksetzen
keypage-reset-effect = Löscht jedes Anmeldemittel darauf, die PIN und die Einstellungen. Was er geöffnet hat, öffnet er nicht mehr. Niemand kann das rückgängig machen.
keypage-reset-how = Die meisten Schlüssel lassen es nur in den ersten zehn Sekunden nach dem Einstecken zu. Sie erfahren, wann Sie den Schlüssel abziehen und wieder einstecken; berühren Sie ihn dann, wenn er blinkt.
keypage-reset-open = Schlüssel zurücksetzen
keypage-resetting = Wird zurückgesetzt…
keypage-reset-title = Zurücksetzen: { $key }
keypage-reset-type = Zum Fortfahren { $word } eingeben
keypage-reset-type-first = Zuerst { $word } eingeben.
keypage-reset-go = Endgültig zurücksetzen
keypage-reset-done = Der Schlüssel ist zurückgesetzt. Er hat keine PIN und keine Anmeldemittel.

## Schlüssel des Personals

staffkey-open = Neuer Schlüssel
staffkey-open-named = Neuer Schlüssel für { $name }
staffkey-title = Neuer Schlüssel für { $name }
staffkey-why = Der bisherige endet auf { $ends }. Zwei Personen unterschreiben mit ihren eigenen Schlüsseln; niemand unterschreibt für sich selbst. Es wird im Verlauf eingetragen.
staffkey-earlier = Der bisherige Schlüssel
staffkey-earlier-hint = Was er früher unterschrieben hat, bleibt gültig.
staffkey-lost-yes = Ersetzen
staffkey-means-yes = Er ist verloren, gestohlen oder defekt. Er öffnet und unterschreibt nichts mehr.
staffkey-lost-no = Behalten und einen zweiten hinzufügen
staffkey-means-no = Beide gehören dieser Person. Jeder von beiden öffnet die Konsole und unterschreibt.
staffkey-choose = Geben Sie an, was aus dem bisherigen Schlüssel wird.
staffkey-say = Geben Sie an, warum er ersetzt wird.
staffkey-reason-hint = Was über den bisherigen Schlüssel bekannt ist und seit wann.
staffkey-new = Der neue Schlüssel
staffkey-replace = Unterschreiben und ersetzen
staffkey-add = Unterschreiben und hinzufügen
staffkey-done = Unterschrieben und eingetragen: neuer Schlüssel für { $name }.
desk-key-own = { $key }: Niemand unterschreibt für sich selbst
desk-pin-windows = { $count ->
    [one] Die PIN wird in einem eigenen Fenster verlangt.
   *[other] Jede PIN wird in einem eigenen Fenster verlangt, eine nach der anderen.
}

## Ablehnungen

gate-KSL-01 = Kein Personalschlüssel
refusal-KSL-01 = Dieser Schlüssel gehört jemandem vom Personal.
next-KSL-01 = Ersetzen Sie ihn zuerst unter „Einstellungen“; das unterschreiben zwei Personen. Dann lässt er sich zurücksetzen.
gate-KSL-02 = Absichtlich eingegeben
refusal-KSL-02 = Das Wort RESET wurde nicht eingegeben. Nichts wurde gelöscht.
next-KSL-02 = Geben Sie es in Großbuchstaben ein und setzen Sie den Schlüssel dann zurück.
gate-KSL-03 = Nicht aus offenem Fall
refusal-KSL-03 = Dieser Schlüssel wurde in einem Fall bereitgestellt, der noch offen ist.
next-KSL-03 = Schließen Sie diesen Fall zuerst ab oder brechen Sie ihn ab.
refusal-KEY-few_tries = Auf diesem Schlüssel sind höchstens 2 PIN-Versuche übrig, und niemand hat bestätigt, dass einer verbraucht werden darf. Keiner wurde verbraucht.
next-KEY-few_tries = Vergewissern Sie sich der PIN, beginnen Sie neu und bestätigen Sie es. Bei 0 hilft nur, den Schlüssel zurückzusetzen.
staffkey-more = { $count ->
    [one] und 1 weiterer
   *[other] und { $count } weitere
}
key-put-back = Schlüssel jetzt abziehen und wieder einstecken
key-put-back-why = Berühren Sie ihn dann, wenn er blinkt. Vorher wird nichts gelöscht. Esc bricht ab.
refusal-KEY-pin_unknown = Dieser Schlüssel hat eine gezogene PIN, die niemand mehr kennt.
next-KEY-pin_unknown = Setzen Sie den Schlüssel auf der Seite Schlüssel zurück. Dann geht es hier weiter: Eine andere PIN wird gezogen.
prov-drawn-hint = Niemand gibt jetzt eine PIN ein. Die gezogene wird einmal gezeigt, nachdem das Anmeldemittel erzeugt ist.

## Die Modellliste, wo sie nicht ist, wie sie sein soll

note-no-metadata = Diese Konsole hat keine Liste der Schlüsselmodelle. Ob ein Modell widerrufen wurde, ist hier nicht bekannt. Ein Administrator kann die Liste der FIDO Alliance laden.
note-metadata-stale = Die Liste der Schlüsselmodelle ist seit { $day } veraltet. Seither widerrufene Modelle sind hier nicht bekannt. Ein Administrator kann eine neuere laden.
note-metadata-bad = Die Liste der Schlüsselmodelle aus { $from } wird nicht benutzt: { $why }. Ein Administrator kann eine andere laden.
note-metadata-rolled-back = Die Liste der Schlüsselmodelle wurde durch eine ältere ersetzt, Nummer { $no }, obwohl schon Nummer { $seen } gesehen wurde. Sie wird nicht benutzt. Ein Administrator klärt, wer sie ersetzt hat, und lädt eine neuere.
