## Work list

work-title = Your work
work-title-supervisor = Cases for your co-signature
work-title-reviewer = Cases to review
work-title-administrator = Cases of this console
work-lead = { $count ->
    [0] No case needs you now.
    [one] 1 case needs you now.
   *[other] { $count } cases need you now.
}
work-lead-waiting = { $count ->
    [0] Nothing waits for somebody else.
    [one] 1 waits for somebody else.
   *[other] { $count } wait for somebody else.
}
work-new = New case
work-new-placeholder = Account name
work-new-start = Start
work-queues = Queues
work-queue-mine = Needs you
work-queue-approval = Waiting for approval
work-queue-person = Waiting for a person
work-queue-blocked = Blocked
work-queue-done = Ended
work-queue-all = All
work-caption = Cases, most urgent first
work-col-subject = Subject and case
work-col-stage = Stage
work-col-blocks = What blocks it
work-col-next = What next
work-col-deadline = Deadline
work-col-age = Age
work-group-needs_you = Needs you now
work-group-approval = Waiting for approval
work-group-waiting = Waiting on someone else
work-group-blocked = Blocked by a rule
work-group-done = Ended
work-stage-of = { $done } of { $all }
work-stages-done = Stages done, { $subject }
work-no-deadline = No limit
work-not-yet = Not yet: { $gate }
work-nothing-blocks = Nothing blocks it
work-next-intake = Look at the intake
work-next-contain = Freeze what was lost
work-next-proofing = Record evidence
work-next-approval = A supervisor co-signs
work-next-revocation = Revoke, then read back
work-next-provisioning = Make the new key
work-next-handover = Hand the key over
work-next-notification = Send the notices
work-next-release = A reviewer releases it
work-next-close = Complete the case
work-next-review = A reviewer judges it
work-empty = No case needs you.
work-empty-agent = Open one when somebody calls.
work-empty-supervisor = Agents ask here once proofing has passed.
work-empty-reviewer = Cases come here when they have ended.
work-empty-administrator = Agents open cases; you see them here.
work-empty-queue = Nothing is in this queue.
work-empty-history = Look into the history
work-directories = Directories
work-up = Up
work-down = Down
work-down-since = Since { $time }: { $fault }
work-history = History
work-history-verified = Verified to record { $count }
work-history-pending = { $count } records, being verified
work-keys-move = move
work-keys-open = open
work-keys-new = new case
work-keys-all = all keys
fault-down = no answer
fault-timed_out = too slow
fault-access_refused = refuses this console
fault-refused = refuses
fault-not_permitted = lacks a right
fault-not_there = nothing there
fault-throttled = asks for patience
fault-not_warranted = not covered
fault-nonsense = unreadable answers
fault-wrong_relying_party = wrong relying party
fault-unsupported = not supported
fault-unknown = not known

## New case

new-title = New case
new-lead = Look the account up, choose why and how, and start. Nothing changes at the directory yet.
new-directory = Directory
new-login = Account name
new-login-hint = As the directory knows it. Never repeat back what the caller got right.
new-look-up = Look up
new-looking = Looking up…
new-none = No account has this name. Ask the caller to spell it; do not suggest one.
new-account-id = Account id
new-credentials = Credentials
new-sessions = Sessions
new-sessions-unknown = Not told by this directory
new-repeats = Repeats
new-repeats-none = None in 90 days
new-repeats-some = { $count ->
    [one] 1 request in 90 days
   *[other] { $count } requests in 90 days
}
new-contacts = Contacts of the directory
new-contacts-none = The directory holds no contact. No call-back is possible.
new-reason = Why
new-channel = How did they come
new-ticket = Ticket
new-ticket-hint = Of your help desk, may stay empty.
new-start = Open the case
new-starting = Opening…
new-blocked = This case cannot be opened
new-keyboard = Enter looks up and goes on; Ctrl Enter opens the case.
new-why-next = Evidence comes next. The inventory is read now and again before anything is revoked.
