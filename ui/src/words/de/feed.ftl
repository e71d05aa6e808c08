## Was dem Verlauf außen folgt: Ereignisse für die Sicherheit und Kommentare in Tickets

section-feeds = Ereignisse und Tickets
section-lead-feeds = Was diese Konsole der Sicherheit und dem Ticketsystem meldet, wie weit jedes ist und was im Weg steht.

feeds-why = Jedes folgt dem Verlauf für sich. Was nicht weitergegeben werden kann, wartet im Verlauf, und am Schalter wartet niemand darauf.
feeds-none = Nichts wird weitergegeben.
feeds-none-next = Die Einstellungen nennen keine Datei, keinen Syslog-Server, keinen Sammler und kein Ticketsystem: { $file }. Die Anleitung sagt, was dort stehen kann.
feeds-again = Erneut nachsehen
feeds-looking = Wird nachgesehen…
feeds-name-file = Ereignisdatei
feeds-name-syslog = Syslog-Server
feeds-name-collector = Sammler
feeds-name-tickets = Ticketsystem
feeds-state-current = Alles ist weitergegeben
feeds-state-behind = Unterwegs
feeds-state-stands = Es steht still
feeds-to = An
feeds-position = Bestätigt bis
feeds-last = Zuletzt bestätigt
feeds-last-none = Nicht, seit die Konsole läuft
feeds-behind = { $count ->
    [one] 1 Eintrag wartet.
   *[other] { $count } Einträge warten.
}
feeds-since = Seit { $since }, { $tries ->
    [one] einmal versucht.
   *[other] { $tries }-mal versucht.
} Mindestens alle 5 Minuten wird es erneut versucht.
feeds-next = Nächster Schritt:
feeds-trouble-unreachable = Es gibt keine Verbindung ({ $detail }).
feeds-trouble-timed_out = Es kommt rechtzeitig keine Antwort ({ $detail }).
feeds-trouble-tls = Die Verbindung ist nicht sicher ({ $detail }).
feeds-trouble-access = Der Zugang dieses Schalters wird abgelehnt ({ $detail }).
feeds-trouble-busy = Es verlangt Geduld ({ $detail }).
feeds-trouble-refused = Es nimmt nicht an, was es bekommt ({ $detail }).
feeds-trouble-no_secret = Das Geheimnis { $detail } ist nicht hinterlegt.
feeds-trouble-keyring = Der Schlüsselbund antwortet nicht ({ $detail }).
feeds-trouble-disk = Die Datei lässt sich nicht schreiben ({ $detail }).
feeds-trouble-history = Der Verlauf lässt sich dort nicht lesen ({ $detail }).
feeds-next-unreachable = Sehen Sie nach, ob es läuft und ob dieser Rechner es erreicht. Es geht von selbst weiter.
feeds-next-timed_out = Sehen Sie nach, ob es läuft und ob dieser Rechner es erreicht. Was schon ankam, kommt mit derselben Kennung erneut.
feeds-next-tls = Vergleichen Sie das Zertifikat mit der Zertifizierungsstelle in den Einstellungen.
feeds-next-access = Geben Sie das Geheimnis erneut ein, und sehen Sie nach, ob dieser Schalter dort schreiben darf.
feeds-next-busy = Nichts: Es geht von selbst weiter. Hält es an, fragen Sie, wer es betreibt.
feeds-next-refused = Vergleichen Sie die Adresse in den Einstellungen, und fragen Sie, wer es betreibt, was es annimmt.
feeds-next-no_secret = Geben Sie das Geheimnis ein.
feeds-next-keyring = Entsperren Sie den Schlüsselbund.
feeds-next-disk = Sehen Sie nach, ob der Ordner da ist, beschrieben werden darf und Platz hat.
feeds-next-history = Prüfen Sie den Verlauf auf seiner Seite. Nichts wird übergangen.
feeds-secret-kept = Das Geheimnis ist hinterlegt
feeds-secret-missing = Das Geheimnis fehlt
feeds-secret-enter = Geheimnis eingeben
feeds-secret-enter-named = Geheimnis eingeben: { $name }
feeds-secret-busy = Wartet auf das Geheimnis…
feeds-parked = Aufgegebene Tickets
feeds-parked-why = Diese Tickets bekommen keine Kommentare. Ihre Fälle gehen weiter wie immer, und der Verlauf hat alles.
feeds-parked-no_ticket = Die Eingabe ist kein Ticket dieses Systems. Schreiben Sie das Ergebnis dort von Hand, wo es gebraucht wird.
feeds-parked-not_there = Das System kennt dieses Ticket nicht, oder dieser Schalter darf es nicht sehen.
feeds-parked-refused = Das System nimmt dort keinen Kommentar dieses Schalters an.

finding-feed-current = Alles ist weitergegeben: { $name }.
finding-feed-behind = { $name }: { $records ->
    [one] 1 Eintrag wartet.
   *[other] { $records } Einträge warten.
}
finding-feed-behind-next = Nichts steht im Weg: Sehen Sie in einer Minute erneut nach.
finding-feed-stands = { $name } steht still: { $why }. { $records ->
    [one] 1 Eintrag wartet.
   *[other] { $records } Einträge warten.
}
finding-feed-stands-next = Was hilft, steht unter Einstellungen, Ereignisse und Tickets. Bis dahin geht nichts verloren: Der Verlauf behält es.
finding-tickets-parked = { $count ->
    [one] 1 Ticket wurde aufgegeben.
   *[other] { $count } Tickets wurden aufgegeben.
}
finding-tickets-parked-next = Einstellungen, Ereignisse und Tickets nennt sie.

refusal-CFG-feed = Was dem Verlauf außen folgt, lässt sich nicht einrichten ({ $name }): { $why }.
next-CFG-feed = Berichtigen Sie die Einstellungen, und starten Sie erneut.
