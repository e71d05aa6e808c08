# "That was not me": reports of repudiations, what they close, and what a reviewer finds.

lifecycle-incident = Incident
work-group-incident = Incidents
work-queue-incident = Incidents
close-ended-incident = This case is an incident
signal-incident_open = Part of an open incident
statement-value-incident_open = Part of an open incident
attention-say-incident = A recovery was reported as not the subject’s
incident-row-open = Reported as not the subject’s
incident-row-next = Read the report, see that the account is closed

# The report.
incident-report = Report a repudiation
incident-report-lead = Somebody says that a recovery was not theirs. Take down what they say. You need not judge it: the account is closed at once, and a reviewer says later what it was.
incident-reference = Reference of the notice
incident-reference-hint = As it stands in the notice, such as C-12AB34-R.
incident-find = Find the case
incident-finding-case = Finding the case
incident-none = No case has this reference. Have it read out once more.
incident-several = More than one case has this reference. Ask when the notice came.
incident-of = { $subject }, { $login }, opened { $time }
incident-who = Who says so
incident-who-hint = As they name themselves, and how you know that it is them.
incident-channel = By which channel
incident-channel-in_person = At the desk
incident-channel-phone = On the telephone
incident-channel-email = By mail
incident-channel-letter = By letter
incident-channel-other = Through somebody else
incident-said = What they say
incident-said-hint = In their words. Do not tell them who worked on the case.
incident-closes = Sign-in is blocked, sessions end, and the key of this case is suspended. No approval is needed to close a door.
incident-go = Report and close the account
incident-busy = Closing the account
incident-cancel = Back
incident-missing = Say who says so, by which channel, and what.

# At the case.
incident-banner = Reported as not the subject’s, { $time }
incident-banner-why = Nobody completes, releases or unblocks anything here until a reviewer says what it was.
incident-over = Reported as not the subject’s, { $time }: { $finding }
incident-panel = Incident
incident-by = Taken down by { $name }
incident-closed = What closes the account
incident-closed-none = The directory can close nothing by itself. Close the account there, and say so in a note.
incident-freeze-block_sign_in = Sign-in blocked
incident-freeze-end_sessions = Sessions ended
incident-freeze-suspend_credential = Key of this case suspended
incident-status-waits = Not begun
incident-status-unknown = Not known yet
incident-status-done = Seen { $time }
incident-status-said = Said to be done { $time }
incident-status-not_done = Seen not to be so { $time }
incident-again = Close it once more
incident-again-busy = Closing the account
incident-affected = Looked at twice elsewhere, until this is over
incident-affected-why = Every case in which one of them takes part is of the highest tier: more signatures, another console, a release.
incident-affected-key = Key { $key }
incident-cleared = { $name } lets the account be recovered: { $note }
incident-held = The account is not recovered by another case until a supervisor who had no part in this one lets it.
incident-clear = Let the account be recovered
incident-clear-lead = The subject needs their account back before it is known what this was. The next case is of the highest tier.
incident-clear-note = On what grounds
incident-clear-go = Let it be recovered
incident-clear-busy = Recording
incident-dispose = What it was
incident-dispose-why = Signed with your own key. The account stays closed: another recovery opens it.
incident-finding-unfounded = Unfounded
incident-finding-unfounded-means = It was the subject after all.
incident-finding-confirmed = Confirmed
incident-finding-confirmed-means = Somebody else took the account over, or tried to.
incident-finding-our_error = Our error
incident-finding-our_error-means = Nobody attacked: the desk made a mistake.
incident-note = What shows it
incident-note-hint = Kept in the record, and signed with the finding.
incident-sign = Sign the finding
incident-sign-busy = Signing
incident-choose-first = Say what it was, and what shows it.
incident-disposed = { $name } found { $time }: { $note }

# The timeline.
event-repudiated = Reported as not the subject’s, by { $who }: { $said }
event-account_cleared = The account may be recovered by another case. { $note }
event-incident_disposed = { $finding ->
    [unfounded] Incident unfounded
    [confirmed] Incident confirmed
   *[other] Incident was an error of the desk
    }. { $note }

# Rules.
gate-INC-01 = An incident is open
refusal-INC-01 = No incident of this case is open.
next-INC-01 = Read in its timeline how it ended.
gate-INC-02 = No incident is open
refusal-INC-02 = The subject says that this was not them. Nothing goes on until a reviewer says what it was.
next-INC-02 = A reviewer who had no part in the case reads the incident and signs what it was.
gate-INC-03 = Account is in no open incident
refusal-INC-03 = A recovery of this account was reported as not the subject’s, and nobody said yet what it was.
next-INC-03 = Ask a supervisor who had no part in that case to let the account be recovered.
gate-INC-04 = Open incidents are weighed
refusal-INC-04 = Somebody who takes part in this case is in an open incident, and the case does not say so yet.
next-INC-04 = Open the statement again: the case is then of the highest tier.
