## Schlüssel

key-unnamed = Sicherheitsschlüssel
key-ends = endet auf { $ends }
key-owner = Schlüssel von { $owner }
key-firmware = Firmware { $version }
key-no-pin = Noch keine PIN
key-pin-set = PIN gesetzt
key-yours = Ihre Sitzung
key-ready = Bereit
key-refused = Nicht verwendbar
key-waits-touch = Wartet auf Berührung
key-working = Arbeitet
keys-title = Schlüssel am Schalter
keys-empty = Anschluss ist leer
keys-empty-why = Schlüssel einstecken
keys-empty-provisioning = Der neue Schlüssel ist jetzt nötig
keys-empty-later = Der neue Schlüssel ist bei der Bereitstellung nötig
keys-choose = Welcher Schlüssel?
gesture-insert = Einstecken
gesture-pin = PIN
gesture-touch = Berühren
gesture-done = fertig
gesture-now = jetzt
gesture-next = danach
gesture-art-empty = Kein Sicherheitsschlüssel ist eingesteckt
gesture-art-pin = Der Sicherheitsschlüssel ist eingesteckt und wartet auf seine PIN
gesture-art-touch = Der Sicherheitsschlüssel wartet auf eine Berührung
gesture-art-working = Der Sicherheitsschlüssel arbeitet
pin-tries = { $tries ->
    [0] Keine Versuche mehr
    [one] Noch 1 von 8 Versuchen
   *[other] Noch { $tries } von 8 Versuchen
}
pin-tries-hint = Nach 3 falschen in Folge den Schlüssel abziehen und wieder einstecken. Bei 0 hilft nur Zurücksetzen.
pin-set = PIN setzen
pin-setting = PIN wird gesetzt…
key-touch-now = Schlüssel jetzt berühren
key-touch-why = Er wartet 30 Sekunden.
key-cancel = Vorgang abbrechen
key-working-now = Der Schlüssel arbeitet
key-insert-first = Zuerst den Schlüssel einstecken
key-insert-first-why = An diesem Schalter ist kein Schlüssel verbunden.

## Anmelden und Sperren

signin-title = Mit Ihrem Schlüssel anmelden
signin-lead = Kein Passwort. Ihr Schlüssel und seine PIN sagen, wer Sie sind.
signin-go = Weiter
signin-busy = Anmeldung läuft…
signin-session = Die Sitzung sperrt sich nach 15 Minuten ohne Nutzung und endet nach 12 Stunden.
signin-session-cite = SP 800-63B-4 §2.3.3
signin-lost = Schlüssel verloren oder hier unbekannt?
signin-lost-why = Zwei Administratoren können ihn entfernen und einen neuen hinzufügen. Niemand kann es allein.
signin-history = Verlauf verifiziert
signin-history-records = { $count ->
    [one] 1 Eintrag, nichts fehlt
   *[other] { $count } Einträge, nichts fehlt
}
signin-history-pending = Verlauf wird verifiziert
signin-history-pending-why = { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
}
signin-history-faults = Verlauf ist beschädigt
signin-history-faults-why = { $count ->
    [one] 1 Fehler. Er öffnet sich nur zum Lesen.
   *[other] { $count } Fehler. Er öffnet sich nur zum Lesen.
}
signin-directories = { $count ->
    [0] Kein Verzeichnis
    [one] 1 Verzeichnis
   *[other] { $count } Verzeichnisse
}
signin-directories-up = Alle erreichbar
signin-directories-down = Gestört: { $names }
signin-directories-none = Keines eingerichtet
signin-console = Konsole { $version }
signin-console-policy = Richtlinie { $policy }
lock-title = Gesperrt
lock-lead = { $name } hat diese Konsole gesperrt, oder sie blieb 15 Minuten ungenutzt. Was eingegeben wurde, bleibt erhalten.
lock-go = Entsperren
lock-busy = Wird entsperrt…
lock-other = Nicht { $name }? Abmelden beendet die Sitzung; nicht gespeicherte Eingaben gehen verloren.

## Einrichtung

setup-title = Diese Konsole einrichten
setup-bar = Ersteinrichtung des Profils { $profile }
setup-lead = Etwa 10 Minuten. Sie können aufhören und später weitermachen.
setup-steps = Schritte
setup-steps-of = Schritte der Einrichtung
setup-step-store = Verlaufsspeicher
setup-step-store-note = Verschlüsselt, auf diesem Rechner
setup-step-store-note-practice = Auf diesem Rechner, nicht verschlüsselt: Übung
setup-step-first_administrator = Erster Administrator
setup-step-second_administrator = Zweiter Administrator
setup-step-staff = Personal
setup-step-first_administrator-note = Beginnt den Verlauf
setup-step-second_administrator-note = Eine andere Person, ein anderer Schlüssel
setup-step-staff-note = Mindestens ein Agent und eine Aufsicht
setup-person-note = { $name }, Schlüssel endet auf { $ends }
setup-opens = Was den ersten Fall öffnet
setup-heading-first_administrator = Ersten Administrator hinzufügen
setup-heading-second_administrator = Zweiten Administrator hinzufügen
setup-heading-staff = Agenten, Aufsichten und Prüfer hinzufügen
setup-heading-done = Der erste Fall kann geöffnet werden
setup-lead-first_administrator = Er registriert sich mit dem eigenen Schlüssel. Jede weitere Person bestätigt ein Administrator.
setup-lead-second_administrator = Geben Sie die Tastatur weiter. Der erste Administrator bleibt dabei und bestätigt am Ende.
setup-lead-staff = Jede Person registriert sich mit dem eigenen Schlüssel. Ein Administrator bestätigt jede.
setup-lead-done = Melden Sie sich mit Ihrem Schlüssel an oder fügen Sie jetzt weiteres Personal hinzu.
setup-name = Name im Verlauf
setup-name-hint = So, wie Berichte ihn zeigen sollen. Er lässt sich später nicht ändern.
setup-number = Personalnummer
setup-number-hint = Muss sich von allen anderen unterscheiden.
setup-role = Rolle
setup-role-hint = Eine Rolle je Person. Bei Administratoren legt die Einrichtung sie fest.
setup-key = Schlüssel der Person
setup-key-hint = Muss die Person mit PIN prüfen. Darauf entstehen zwei Anmeldemittel: eines zum Anmelden, eines zum Freigeben.
setup-confirm = Administratorschlüssel
setup-confirm-hint = Ein schon registrierter Administrator bestätigt mit PIN und Berührung.
setup-touches = Berührungen
setup-touches-hint = Sie werden im Verlauf eingetragen.
setup-touch-new = { $name } berührt den neuen Schlüssel zweimal
setup-touch-new-why = Mit seiner PIN
setup-touch-confirm = Ein Administrator bestätigt mit dem eigenen Schlüssel
setup-touch-confirm-why = Mit PIN und einer Berührung
setup-someone = Die neue Person
setup-go = Berührung anfordern
setup-busy = Wird registriert…
setup-why-closed = Fälle bleiben geschlossen, bis zwei Administratoren, ein Agent und eine Aufsicht registriert sind.
setup-why-two = Warum zwei
setup-why-two-text = Niemand darf allein Personal hinzufügen, die Regeln ändern oder den Schlüssel des Verlaufs lesen können.
setup-lost = Geht später ein Schlüssel verloren
setup-lost-text = Der andere Administrator und eine beliebige Aufsicht entfernen ihn gemeinsam. Alte Unterschriften bleiben für ihre Zeit gültig.
setup-practice = Nur umsehen?
setup-practice-text = Das Übungsprofil hat eigenes Personal, eigene Schlüssel und ein eigenes Verzeichnis. Es berührt nie ein echtes Konto. Starten Sie Postern mit „--profile practice“.
setup-added = { $name } ist registriert.
setup-enrolled = Bisher registriert
setup-pick-first-key = Der Schlüssel der neuen Person ist nötig. Stecken Sie ihn ein.
setup-pick-key = Zwei Schlüssel sind nötig: der der neuen Person und der eines Administrators. Stecken Sie beide ein.
