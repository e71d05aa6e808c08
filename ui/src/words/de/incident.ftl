# „Das war ich nicht“: Meldungen eines Widerspruchs, was sie schließen und was ein Prüfer feststellt.

lifecycle-incident = Vorfall
work-group-incident = Vorfälle
work-queue-incident = Vorfälle
close-ended-incident = Dieser Fall ist ein Vorfall
signal-incident_open = Teil eines offenen Vorfalls
statement-value-incident_open = Teil eines offenen Vorfalls
attention-say-incident = Einer Wiederherstellung wurde widersprochen
incident-row-open = Der Betroffene widerspricht
incident-row-next = Meldung lesen, nachsehen, ob das Konto geschlossen ist

# Die Meldung.
incident-report = Widerspruch melden
incident-report-lead = Jemand sagt, eine Wiederherstellung sei nicht von ihm gewesen. Halten Sie fest, was gesagt wird. Sie müssen es nicht beurteilen: Das Konto wird sofort geschlossen, und ein Prüfer sagt später, was es war.
incident-reference = Zeichen der Mitteilung
incident-reference-hint = Wie es in der Mitteilung steht, etwa C-12AB34-R.
incident-find = Fall suchen
incident-finding-case = Fall wird gesucht
incident-none = Kein Fall hat dieses Zeichen. Lassen Sie es noch einmal vorlesen.
incident-several = Mehr als ein Fall hat dieses Zeichen. Fragen Sie, wann die Mitteilung kam.
incident-of = { $subject }, { $login }, eröffnet { $time }
incident-who = Wer es sagt
incident-who-hint = Wie sich die Person nennt und woher Sie wissen, dass sie es ist.
incident-channel = Auf welchem Weg
incident-channel-in_person = Am Schalter
incident-channel-phone = Am Telefon
incident-channel-email = Per E-Mail
incident-channel-letter = Per Brief
incident-channel-other = Durch jemand anderen
incident-said = Was gesagt wird
incident-said-hint = Im Wortlaut. Sagen Sie nicht, wer den Fall bearbeitet hat.
incident-closes = Die Anmeldung wird gesperrt, Sitzungen enden, der Schlüssel dieses Falls wird ausgesetzt. Um eine Tür zu schließen, ist keine Freigabe nötig.
incident-go = Melden und Konto schließen
incident-busy = Konto wird geschlossen
incident-cancel = Zurück
incident-missing = Sagen Sie, wer es sagt, auf welchem Weg und was.

# Am Fall.
incident-banner = Widersprochen { $time }
incident-banner-why = Niemand schließt hier etwas ab, entlässt oder entsperrt, bis ein Prüfer sagt, was es war.
incident-over = Widersprochen { $time }: { $finding }
incident-panel = Vorfall
incident-by = Aufgenommen von { $name }
incident-closed = Was das Konto schließt
incident-closed-none = Das Verzeichnis kann von sich aus nichts schließen. Schließen Sie das Konto dort und halten Sie es in einer Notiz fest.
incident-freeze-block_sign_in = Anmeldung gesperrt
incident-freeze-end_sessions = Sitzungen beendet
incident-freeze-suspend_credential = Schlüssel dieses Falls ausgesetzt
incident-status-waits = Nicht begonnen
incident-status-unknown = Noch nicht bekannt
incident-status-done = Gesehen { $time }
incident-status-said = Bezeugt { $time }
incident-status-not_done = Nicht so vorgefunden { $time }
incident-again = Noch einmal schließen
incident-again-busy = Konto wird geschlossen
incident-affected = Andernorts zweimal angesehen, bis dies vorbei ist
incident-affected-why = Jeder Fall, an dem eine davon beteiligt ist, hat die höchste Stufe: mehr Unterschriften, eine andere Konsole, eine Entlassung.
incident-affected-key = Schlüssel { $key }
incident-cleared = { $name } lässt das Konto wiederherstellen: { $note }
incident-held = Kein anderer Fall stellt das Konto wieder her, bis eine unbeteiligte Aufsicht es zulässt.
incident-clear = Wiederherstellung zulassen
incident-clear-lead = Der Betroffene braucht sein Konto, bevor bekannt ist, was dies war. Der nächste Fall hat die höchste Stufe.
incident-clear-note = Aus welchem Grund
incident-clear-go = Zulassen
incident-clear-busy = Wird eingetragen
incident-dispose = Was es war
incident-dispose-why = Mit Ihrem eigenen Schlüssel unterschrieben. Das Konto bleibt geschlossen: Eine weitere Wiederherstellung öffnet es.
incident-finding-unfounded = Unbegründet
incident-finding-unfounded-means = Es war doch der Betroffene.
incident-finding-confirmed = Bestätigt
incident-finding-confirmed-means = Jemand anderes hat das Konto übernommen oder es versucht.
incident-finding-our_error = Unser Fehler
incident-finding-our_error-means = Niemand hat angegriffen: Dem Schalter ist ein Fehler unterlaufen.
incident-note = Was es zeigt
incident-note-hint = Bleibt im Verlauf und wird mit dem Befund unterschrieben.
incident-sign = Befund unterschreiben
incident-sign-busy = Wird unterschrieben
incident-choose-first = Sagen Sie, was es war und was es zeigt.
incident-disposed = { $name } stellte fest { $time }: { $note }

# Die Zeitleiste.
event-repudiated = Widersprochen, durch { $who }: { $said }
event-account_cleared = Das Konto darf durch einen anderen Fall wiederhergestellt werden. { $note }
event-incident_disposed = { $finding ->
    [unfounded] Vorfall unbegründet
    [confirmed] Vorfall bestätigt
   *[other] Vorfall war ein Fehler des Schalters
    }. { $note }

# Regeln.
gate-INC-01 = Ein Vorfall ist offen
refusal-INC-01 = In diesem Fall ist kein Vorfall offen.
next-INC-01 = Lesen Sie in seiner Zeitleiste, wie er ausging.
gate-INC-02 = Kein Vorfall ist offen
refusal-INC-02 = Der Betroffene sagt, dass er es nicht war. Nichts geht weiter, bis ein Prüfer sagt, was es war.
next-INC-02 = Ein unbeteiligter Prüfer liest den Vorfall und unterschreibt, was es war.
gate-INC-03 = Konto ist in keinem offenen Vorfall
refusal-INC-03 = Einer Wiederherstellung dieses Kontos wurde widersprochen, und noch hat niemand gesagt, was es war.
next-INC-03 = Bitten Sie eine Aufsicht, die an jenem Fall nicht beteiligt war, die Wiederherstellung zuzulassen.
gate-INC-04 = Offene Vorfälle sind berücksichtigt
refusal-INC-04 = Jemand, der an diesem Fall beteiligt ist, ist in einem offenen Vorfall, und im Fall steht es noch nicht.
next-INC-04 = Öffnen Sie die Erklärung noch einmal: Der Fall hat dann die höchste Stufe.
