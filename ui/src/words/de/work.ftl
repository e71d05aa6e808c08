## Arbeitsliste

work-title = Ihre Arbeit
work-title-supervisor = Fälle zur Mitzeichnung
work-title-reviewer = Fälle zur Nachprüfung
work-title-administrator = Fälle dieser Konsole
work-lead = { $count ->
    [0] Kein Fall braucht Sie jetzt.
    [one] 1 Fall braucht Sie jetzt.
   *[other] { $count } Fälle brauchen Sie jetzt.
}
work-lead-waiting = { $count ->
    [0] Nichts wartet auf andere.
    [one] 1 wartet auf andere.
   *[other] { $count } warten auf andere.
}
work-new = Neuer Fall
work-new-placeholder = Kontoname
work-new-start = Starten
work-queues = Warteschlangen
work-queue-mine = Braucht Sie
work-queue-approval = Wartet auf Freigabe
work-queue-person = Wartet auf jemanden
work-queue-blocked = Blockiert
work-queue-done = Beendet
work-queue-all = Alle
work-caption = Fälle, die dringendsten zuerst
work-col-subject = Betroffener und Fall
work-col-stage = Abschnitt
work-col-blocks = Was blockiert
work-col-next = Wie weiter
work-col-deadline = Frist
work-col-age = Alter
work-group-needs_you = Braucht Sie jetzt
work-group-approval = Wartet auf Freigabe
work-group-waiting = Wartet auf andere
work-group-blocked = Durch Regel blockiert
work-group-done = Beendet
work-stage-of = { $done } von { $all }
work-stages-done = Erledigte Abschnitte, { $subject }
work-no-deadline = Ohne Frist
work-not-yet = Noch nicht: { $gate }
work-nothing-blocks = Nichts blockiert
work-next-intake = Aufnahme ansehen
work-next-contain = Verlorenes einfrieren
work-next-proofing = Nachweis eintragen
work-next-approval = Eine Aufsicht zeichnet mit
work-next-revocation = Widerrufen, dann zurücklesen
work-next-provisioning = Neuen Schlüssel erzeugen
work-next-handover = Schlüssel übergeben
work-next-notification = Mitteilungen senden
work-next-release = Ein Prüfer entlässt das Konto
work-next-close = Fall abschließen
work-next-review = Ein Prüfer prüft nach
work-empty = Kein Fall braucht Sie.
work-empty-agent = Öffnen Sie einen, wenn jemand anruft.
work-empty-supervisor = Agenten fragen hier an, sobald die Identitätsprüfung bestanden ist.
work-empty-reviewer = Fälle kommen hierher, wenn sie beendet sind.
work-empty-administrator = Agenten öffnen Fälle; hier sehen Sie sie.
work-empty-queue = Nichts in dieser Warteschlange.
work-empty-history = Verlauf ansehen
work-directories = Verzeichnisse
work-up = Erreichbar
work-down = Gestört
work-down-since = Seit { $time }: { $fault }
work-history = Verlauf
work-history-verified = Verifiziert bis Eintrag { $count }
work-history-pending = { $count } Einträge, werden verifiziert
work-keys-move = bewegen
work-keys-open = öffnen
work-keys-new = neuer Fall
work-keys-all = alle Tasten
fault-down = keine Antwort
fault-timed_out = zu langsam
fault-access_refused = weist die Konsole ab
fault-refused = lehnt ab
fault-not_permitted = Recht fehlt
fault-not_there = nichts vorhanden
fault-throttled = bittet um Geduld
fault-not_warranted = nicht gedeckt
fault-nonsense = unlesbare Antworten
fault-wrong_relying_party = falsche Relying Party
fault-unsupported = nicht unterstützt
fault-unknown = nicht bekannt

## Neuer Fall

new-title = Neuer Fall
new-lead = Suchen Sie das Konto, wählen Sie Grund und Weg und beginnen Sie. Am Verzeichnis ändert sich noch nichts.
new-directory = Verzeichnis
new-login = Kontoname
new-login-hint = So, wie das Verzeichnis ihn kennt. Wiederholen Sie nie, was der Anrufer richtig hatte.
new-look-up = Suchen
new-looking = Wird gesucht…
new-none = Kein Konto hat diesen Namen. Lassen Sie den Anrufer ihn buchstabieren; schlagen Sie keinen vor.
new-account-id = Konto-ID
new-credentials = Anmeldemittel
new-sessions = Sitzungen
new-sessions-unknown = Nennt dieses Verzeichnis nicht
new-repeats = Wiederholungen
new-repeats-none = Keine in 90 Tagen
new-repeats-some = { $count ->
    [one] 1 Anfrage in 90 Tagen
   *[other] { $count } Anfragen in 90 Tagen
}
new-contacts = Kontakte im Verzeichnis
new-contacts-none = Das Verzeichnis hat keinen Kontakt. Kein Rückruf ist möglich.
new-reason = Grund
new-channel = Weg der Anfrage
new-ticket = Ticket
new-ticket-hint = Von Ihrem Helpdesk, darf leer bleiben.
new-start = Fall öffnen
new-starting = Wird geöffnet…
new-blocked = Dieser Fall lässt sich nicht öffnen
new-keyboard = Eingabe sucht und geht weiter; Strg Eingabe öffnet den Fall.
new-why-next = Als Nächstes kommen die Nachweise. Der Bestand wird jetzt gelesen und noch einmal, bevor etwas widerrufen wird.
