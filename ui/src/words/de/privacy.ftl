## Dateien eines Falls: wie lange sie aufbewahrt werden, wer sie zurückhält, und was eine Person über sich erfährt

gate-RTN-01 = Eine andere Person gibt Dateien frei
refusal-RTN-01 = Sie halten diese Dateien zurück oder haben den Vorfall gefunden, wegen dem sie bleiben, und können sie deshalb nicht freigeben.
next-RTN-01 = Fragen Sie einen anderen Prüfer oder einen Administrator.
gate-RTN-02 = Niemand hält die Dateien zurück
refusal-RTN-02 = Die Dateien dieses Falls werden zurückgehalten. Solange löscht niemand sie.
next-RTN-02 = Ein anderer Prüfer oder Administrator als der, der sie zurückhält, gibt sie zuerst frei.

policy-evidence_days = Dateien, die Nachweise sind, werden { $value } Tage nach dem Ende eines Falls gelöscht (Lokal P-37).
policy-correspondence_days = Andere Dateien werden { $value } Tage nach dem Ende eines Falls gelöscht (Lokal P-37).
policy-about-evidence_days = Tage nach dem Ende eines Falls, nach denen Dateien gelöscht werden, die Nachweise sind; 0 für nie. Kann fehlen.
policy-about-correspondence_days = Tage nach dem Ende eines Falls, nach denen seine anderen Dateien gelöscht werden; 0 für nie. Kann fehlen.

event-attachment_expired = Der Schlüssel einer Datei wurde vernichtet: Ihre Zeit war um
event-files_held = Dateien zurückgehalten: { $reason }
event-files_released = Dateien freigegeben: { $reason }

finding-files-none = Keine Datei eines Falls wird aufbewahrt.
finding-files-wait = { $count ->
    [one] 1 Datei wird aufbewahrt, bis ihre Zeit um ist, am { $day }.
   *[other] { $count } Dateien werden aufbewahrt, bis ihre Zeit um ist, die erste am { $day }.
}
finding-files-open = { $count ->
    [one] 1 Datei gehört zu einem Fall, der läuft.
   *[other] { $count } Dateien gehören zu Fällen, die laufen.
}
finding-files-held = { $count ->
    [one] 1 Datei wird über ihre Zeit hinaus aufbewahrt: Eine Nachprüfung, ein Vorfall oder eine Zurückhaltung ist offen.
   *[other] { $count } Dateien werden über ihre Zeit hinaus aufbewahrt: Eine Nachprüfung, ein Vorfall oder eine Zurückhaltung ist offen.
}
finding-files-held-next = Prüfen Sie den Fall nach. Eine andere Person als die, die seine Dateien zurückhält, gibt sie frei, sobald nichts sie mehr braucht.
finding-files-over = { $count ->
    [one] Die Zeit von 1 Datei ist um, und sie ist noch da.
   *[other] Die Zeit von { $count } Dateien ist um, und sie sind noch da.
}
finding-files-over-next = Die Konsole löscht sie innerhalb von Minuten. Wo nicht, sagt das Protokoll, warum.
finding-files-no-time = { $count ->
    [one] 1 Datei wird aufbewahrt, bis jemand sie löscht: Die Richtlinie ihres Falls setzt keine Zeit.
   *[other] { $count } Dateien werden aufbewahrt, bis jemand sie löscht: Die Richtlinien ihrer Fälle setzen keine Zeit.
}
finding-files-no-time-next = Nehmen Sie eine Richtlinie an, die evidence_days und correspondence_days setzt. Ein Fall behält die Richtlinie, unter der er begann: Was schon da ist, löscht ein Prüfer.
finding-files-untold = Es war nicht zu sehen, wie lange Dateien aufbewahrt werden.
finding-files-untold-next = Prüfen Sie noch einmal. Das Protokoll sagt, warum.

privacy-class = Was die Datei ist
privacy-class-correspondence = Schriftverkehr
privacy-class-evidence = Nachweis
privacy-due = Wird ab { $time } von selbst gelöscht.
privacy-kept-open = Bleibt, solange der Fall läuft.
privacy-kept-no_time = Bleibt, bis jemand sie löscht: Die Richtlinie setzt keine Zeit.
privacy-kept-waits = Ihre Zeit ist nicht um.
privacy-kept-review = Bleibt länger, solange niemand den Fall nachgeprüft hat.
privacy-kept-incident = Bleibt länger: Ein Prüfer hat einen Vorfall gefunden.
privacy-kept-hold = Bleibt länger: Die Dateien werden zurückgehalten.
privacy-kept-held = Bleibt länger, solange die Arbeit angehalten ist.
privacy-erased-by-time = Gelöscht { $time }: Ihre Zeit war um.
privacy-erased-by = Gelöscht { $time } von { $by }.

privacy-held = Die Dateien dieses Falls werden zurückgehalten
privacy-held-by = { $by }, { $time }: { $reason }
privacy-hold = Dateien zurückhalten
privacy-hold-reason = Warum die Dateien zurückgehalten werden
privacy-hold-hint = Keine davon wird gelöscht, wenn ihre Zeit um ist, bis ein anderer Prüfer oder Administrator sie freigibt. Wer sie zurückhält und warum, steht im Verlauf.
privacy-hold-go = Dateien zurückhalten
privacy-holding = Wird zurückgehalten…
privacy-release = Dateien freigeben
privacy-release-reason = Warum sie freigegeben werden
privacy-release-hint = Ihre Zeit zählt wieder. Wessen Zeit um ist, wird innerhalb von Minuten gelöscht.
privacy-release-go = Dateien freigeben
privacy-releasing = Wird freigegeben…
privacy-say = Sagen Sie zuerst, warum.
privacy-leave = So lassen

privacy-report = Auskunft für die Person
privacy-report-lead = Alles, was der Verlauf über diese Person enthält: eine Seite zum Aushändigen, und dasselbe für Programme.
privacy-report-language = In welcher Sprache
privacy-report-go = Auskunft erstellen
privacy-report-making = Auskunft wird erstellt…
privacy-report-left = Die Auskunft ist erstellt
privacy-report-why = Lesen Sie sie, bevor Sie sie aushändigen: Sie nennt andere mit ihrer Rolle, aber was jemand geschrieben hat, steht da, wie es geschrieben wurde. Löschen Sie danach die Dateien.
