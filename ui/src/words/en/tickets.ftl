## Comments in tickets: what became of a case, for whoever works with its ticket. They name nobody

ticket-opened = Recovery case { $case } was opened for this ticket.
ticket-approved = Recovery case { $case }: a supervisor co-signed.
ticket-completed = Recovery case { $case } is complete: every gate was met.
ticket-refused = Recovery case { $case } ended without a recovery: the subject could not be verified.
ticket-incident = Recovery case { $case } is an incident: its subject says that it was not them, or a review found one. Security is to look into it.
ticket-case = Case { $id }, record { $record }, { $at }.
ticket-witness = The history then had { $size } records with the root { $root }, signed with the key { $key }. This comment is a witness of it: keep it as it is, and compare it with the history on the console's history page.
