## Case page

case-crumb = Work
case-case = Case
case-contained = Contained { $time }
case-approved = Approved { $time }
case-new-key = New key ends { $ends }
case-ended = { $lifecycle } { $time }
case-freeze = Freeze now
case-freeze-more = Freeze more
case-cancel = Cancel case
case-timeline = Timeline
case-step = Back to the step
case-go-to = Go to { $stage }
case-loading = Reading the case
case-facts = Case facts
case-aside = Case facts, timers and keys
case-fact-account = Account
case-fact-id = Account id
case-fact-directory = Directory
case-fact-reason = Reason
case-fact-channel = Channel
case-fact-ticket = Ticket
case-fact-agent = Agent
case-fact-opened = Opened
case-fact-repeats = Repeats
case-fact-inventory = Inventory
case-fact-policy = Policy
case-fact-none = None
case-inventory = { $credentials ->
    [one] 1 credential
   *[other] { $credentials } credentials
    }, { $sessions ->
    [one] 1 session
   *[other] { $sessions } sessions
}
case-inventory-nosessions = { $credentials ->
    [one] 1 credential
   *[other] { $credentials } credentials
    }, sessions not told
case-time = Time
case-time-approval = Approval ends in
case-time-residual = Longest residual window
case-time-over-approval = The approval has expired.
case-time-cue = This cue expires in
case-time-over-cue = The cue has expired.
case-say = Say to the caller
case-say-subject = Say to the subject
case-say-rule = Never say which details were right or wrong. SP 800-63A-4 §3.2.1
case-next = What happens next
case-add-note = Add note
case-cannot-verify = Cannot verify
case-conflict = The case changed while you worked
case-conflict-stage = It is now at { $stage }, version { $version }. Your last step was not recorded. What you typed is kept.
case-changed-live = The case has changed. It is at { $stage }.
case-read-only = You can read this case. { $agent } carries it on.
case-permanent = What you record is permanent.

time-minutes = 5 minutes left: { $what }
time-minute = 1 minute left: { $what }
time-over = Time is over: { $what }
time-near = Little time left

## Intake step

intake-title = What the case starts from
intake-lead = Read from { $directory } when the case was opened. It is read again before anything is revoked.
intake-subject = Subject
intake-contacts = Contacts of the directory
intake-credentials = Credentials found
intake-col-credential = Credential
intake-col-added = Added
intake-col-plan = Plan
intake-added-unknown = Not told
plan-revoke = Revoke
plan-keep = Keep
credential-security_key = Security key
credential-passkey = Passkey
credential-one_time_code = One-time code app
credential-recovery_codes = Recovery codes
credential-password = Password
credential-temporary_pass = Temporary pass
credential-other = Other

## Contain step

contain-title = Freeze what was lost
contain-lead = Suspends what you choose and ends all sessions, now. It can be undone; nothing is deleted.
contain-lead-done = Frozen { $time }, seen at the directory. You can freeze more at any time.
contain-choose = What was reported lost?
contain-go = Freeze now
contain-busy = Freezing…
contain-effect = Ends all sessions and suspends { $count ->
    [0] no credential.
    [one] 1 credential.
   *[other] { $count } credentials.
}
contain-any-time = Needs no co-signature. Nobody has to prove who they are to have a lost key switched off.

## Proofing step

proof-title-consent = Ask for consent to video
proof-title-cue = Check that the video is live
proof-title-evidence = Record evidence of identity
proof-title-contradiction = A piece of evidence was rejected
proof-title-done = Proofing has passed
proof-title-not-verified = One piece is not verified
proof-lead = { $open ->
    [0] All { $all } checks are met. The supervisor sees exactly this.
    [one] 1 of { $all } checks is open.
   *[other] { $open } of { $all } checks are open.
}
proof-consent = Consent to the video check
proof-consent-given = Consent given { $time }
proof-consent-why = The caller must agree before the video is used as evidence.
proof-consent-go = Record consent
proof-consent-busy = Recording…
proof-cue-title = Random cue { $n }
proof-cue-none = Random cue
proof-cue-drawn-by = Drawn by the console
proof-cue-none-why = The console chooses a movement that no recording can foresee. Ask for it, and record what you saw.
proof-cue-draw = Draw a cue
proof-cue-draw-another = Draw another cue
proof-cue-drawing = Drawing…
proof-cue-asked = What did you see on the video?
proof-cue-answered = Recorded: { $answer }.
proof-cue-drawn = Drawn { $time }.
proof-cue-record = Record what you saw
proof-cue-recording = Recording…
proof-cue-choose = Choose what you saw first. No answer is preset.
cue-answer-at_once = Done at once
cue-answer-late = Late or unclear
cue-answer-not_done = Not done
cue-answer-expired = Expired
cue-turn_left_three_fingers = Head to the left, three fingers beside the chin
cue-touch_right_ear = Right hand on the right ear
cue-look_up_open_hand = Look up, open hand beside the face
cue-cover_mouth_two_fingers = Two fingers across the mouth
cue-nod_hold_pen = Nod slowly, a pen held upright
cue-tilt_right_thumb_up = Head tilted to the right, thumb up
say-cue-turn_left_three_fingers = “Please turn your head slowly to the left, then hold up three fingers next to your chin. Take your time.”
say-cue-touch_right_ear = “Please touch your right ear with your right hand, and keep it there for a moment.”
say-cue-look_up_open_hand = “Please look up at the ceiling, then hold your open hand next to your face.”
say-cue-cover_mouth_two_fingers = “Please put two fingers across your mouth, and look into the camera.”
say-cue-nod_hold_pen = “Please take a pen, hold it upright in front of you, and nod slowly.”
say-cue-tilt_right_thumb_up = “Please tilt your head to the right, and give me a thumbs up next to it.”
say-proofing-in_person = “I need to see two proofs of who you are, for example your passport and your company badge. I will not tell you which details match.”
say-proofing-video = “I would like to check your identity by video. I will ask you for a document and for a small movement. Is that all right with you?”
say-proofing-phone = “I will call you back on the number that the directory holds for you. I cannot use a number that you give me.”
say-provisioning-drawn = “I make your key ready. You get it and a PIN on two ways. Before you can use it, it asks you for a PIN of your own.”
say-provisioning = “Choose a PIN that only you know and type it yourself. I am looking away. When the key waits, touch the disc, twice.”
say-handover = “The key is yours now. Nobody else knows its PIN. Sign in with it once, here, so that we both see that it works.”
say-close = “Your new key works. You will get a notice at every address we hold, which says how to object.”
proof-evidence = Evidence
proof-evidence-count = { $count ->
    [0] nothing recorded yet
    [one] 1 recorded
   *[other] { $count } recorded
}
proof-evidence-add = Add evidence
proof-never = Never counts: answers to personal questions, employee numbers, a voice you know.
proof-never-cite = SP 800-63A-4 §2.5.1, SP 800-63B-4 §3.2.3
proof-empty = Nothing is recorded yet. One Superior piece, two Strong ones, or a Strong and a Fair one of different kinds are needed.
proof-withdraw = Withdraw
proof-withdraw-named = Withdraw { $kind }
evidence-title = Add evidence
evidence-lead = Record what was shown and how you checked it. It stays in the history.
evidence-kind = What was shown
evidence-kind-choose = Choose
evidence-pathway-strength = { $pathway }, { $strength }
evidence-pathway = How did you check it
evidence-outcome = What did the check show
evidence-outcome-confirmed = It holds
evidence-outcome-rejected = It does not hold
evidence-contact = Which contact was used
evidence-contact-choose = Choose a contact of the directory
evidence-save = Record
evidence-saving = Recording…
evidence-cancel = Close
evidence-group-counts = Counts, when verified
evidence-group-never = Never counts, can only contradict
evidence-passport = Passport
evidence-passport_chip = Passport with chip
evidence-national_id = National identity card
evidence-driving_licence = Driving licence
evidence-company_badge = Company badge
evidence-call_back = Call-back code
evidence-manager_vouched = Manager vouched
evidence-saved_code = Saved recovery code
evidence-issued_code = Recovery code sent
evidence-recovery_contact = Recovery contact
evidence-other_authenticator = Another authenticator
evidence-retained_biometric = Biometric kept from the first proofing
evidence-knowledge_answers = Personal answers
evidence-voice_recognised = Known voice
pathway-visual_match = Face compared, live
pathway-chip_signature = Chip signature read
pathway-code_to_contact = Code to a contact
pathway-directory_check = Checked by the directory
pathway-live_sign_in = Signed in, live
pathway-biometric_comparison = Compared with the kept sample
pathway-none = Not verified
strength-superior = Superior
strength-strong = Strong
strength-fair = Fair
strength-none = Counts for nothing
outcome-confirmed = Confirmed
outcome-rejected = Rejected
outcome-withdrawn = Withdrawn
outcome-not-verified = Not verified
evidence-fact-pathway = Pathway
evidence-fact-at = Recorded
evidence-fact-by = By
evidence-note-never-counts = Counts for nothing. It can only contradict the caller.
evidence-note-not-verified = Not verified by a pathway that counts for it.
evidence-note-plain = Counts as { $strength }.

## Approval step

approval-title-ask = Ask a supervisor to co-sign
approval-title-wait = Waiting for a co-signature
approval-title-void = The approval is void
approval-title-expired = The approval has expired
approval-title-refused = A supervisor refused
approval-title-done = Approved
approval-lead-ask = They read this case as it is and sign it with their own key. Any change after that voids it.
approval-lead-wait = Asked at { $time }. A supervisor opens the case under “Approvals” and signs with their own key.
approval-lead-done = Revocation is open. A change to evidence, inventory or contacts voids the approval.
approval-ask = Ask for approval
approval-asking = Reading the account again…
approval-ask-again = Ask again
approval-signatures = Signatures
approval-signatures-of = { $signed } of { $needed }
approval-waiting = Waiting for supervisor { $n }
approval-waiting-why = Another person than the agent and the subject, with another key
approval-by = Key ends { $ends }, { $time }
approval-ends = Valid until { $time }
signature-current = Signed
signature-voided = Void
signature-expired = Expired
approval-refused-by = { $by } refused at { $time }
approval-what = What will be signed
approval-what-evidence = Evidence
approval-what-revoke = To revoke
approval-what-sessions = Sessions
approval-what-key = New key
approval-what-key-value = One, bound to one device, trusted maker
approval-what-sessions-value = All ended
approval-rule = Co-signatures are a local rule. NIST does not ask for them.
approval-rule-cite = Local P-04

## Revocation step

revoke-title = Revoke what is old, then see it gone
revoke-title-readback = Read back what is gone
revoke-title-done = Every old one is gone
revoke-lead = Each one counts as gone only when the directory no longer shows it.
revoke-col-credential = Credential
revoke-col-requested = Requested
revoke-col-observed = Observed
revoke-col-usable = Still usable for
revoke-group-credentials = Credentials
revoke-group-sessions = Sign-in and sessions
revoke-count-gone = { $gone } of { $all } gone
revoke-block = Sign-in of the account
revoke-block-why = Blocked first, unblocked last
revoke-sessions = Sessions and tokens
revoke-sessions-count = { $count ->
    [one] 1 session
   *[other] { $count } sessions
}
revoke-sessions-unknown = Number not told
revoke-go = Revoke and end sessions
revoke-again = Revoke again
revoke-busy = Revoking…
revoke-read-back = Read back now
revoke-reading = Reading back…
revoke-fix = Read back. Still there? Revoke it again.
revoke-fix-unexpected = This case did not make it. Tell security, ask for a new approval, then revoke it.
revoke-not-requested = Not yet
revoke-by-directory = By directory, { $time }
revoke-listed = Listed { $time }, { $reads ->
    [one] 1 read
   *[other] { $reads } reads
}
revoke-usable-unknown = Unknown
revoke-usable-open = Still usable
revoke-usable-suspended = Not now
revoke-usable-suspended-why = can be undone
revoke-usable-none = None open
revoke-usable-closed = 0 s
revoke-usable-closed-why = closed
revoke-usable-token = { $time } left
revoke-usable-token-why = access token
revoke-added = Added { $day }
revoke-refusal = Provisioning stays closed
revoke-effect = Blocks sign-in, ends all sessions, and removes { $count ->
    [one] 1 credential.
   *[other] { $count } credentials.
    } This cannot be undone.
credential-status-planned = To revoke
credential-status-suspended = Suspended
credential-status-requested = Requested
credential-status-reading = Reading
credential-status-gone = Gone
credential-status-kept = Kept with proof
credential-status-not_confirmed = Not confirmed
credential-status-unexpected = Unexpected
credential-status-new = New key
sessions-status-planned = To end
sessions-status-requested = Requested
sessions-status-gone = Ended
sessions-status-gone_token_alive = Ended, token alive
sessions-status-not_confirmed = Not confirmed
sessions-status-not_possible = Not possible here
block-status-not_possible = Not possible here
block-status-open = To block
block-status-requested = Requested
block-status-blocked = Blocked
block-status-unblocked = Unblocked
block-status-not_confirmed = Not confirmed

## Provisioning step

prov-title-key = Insert the new key
prov-title-pin = Subject sets a PIN on the new key
prov-title-accept = Accept the new key
prov-title-drawn = Make the credential; its PIN is drawn
prov-title-make = Subject types the PIN of the new key
prov-title-failed = The directory does not show the new key
prov-title-done = The new key is listed by the directory
prov-title-locked = The new key waits for revocation
prov-lead-key = A blank key from your stock, into this computer.
prov-lead-pin = Turn the keyboard to the subject and look away. Nobody else may know the PIN.
prov-lead-accept = The model is checked now, its maker when the credential is made.
prov-lead-drawn = The PIN is drawn and set now. Two touches follow: one makes the credential, one tests it. Then the PIN is shown once.
prov-lead-make = Turn the keyboard to the subject and look away. Two touches follow: one makes the credential, one tests it.
prov-lead-failed = Read back first. If it is still missing, make the credential again.
prov-lead-done = Hand it over next. Sign-in stays blocked until the subject holds it.
prov-lead-locked = No new key before every old one is gone.
prov-panel = New key
prov-connected = Connected
prov-accepted = Accepted
prov-key = New key
prov-accept = Accept this key
prov-accepting = Checking the key…
prov-go = Make the credential
prov-busy = Making the credential…
prov-another = Use another key
prov-progress = Progress
prov-progress-of = { $done } of { $all } done
prov-step-accept_key = Check the key
prov-step-accept_key-why = Model on the allowed list, PIN set
prov-step-create = Make the credential
prov-step-create-why = PIN and first touch; the maker's attestation is verified
prov-step-local_assertion = Test it here
prov-step-local_assertion-why = Second touch; the signature is verified before anything is sent
prov-step-submit = Hand it to the directory
prov-step-submit-why = Only what was tested is submitted
prov-step-read_back = Read back
prov-step-read_back-why = The directory must list the new credential
prov-now = Now
prov-then = Then
prov-failed = Failed
prov-may = What this key may be
prov-may-bound = Bound to this key, no copies
prov-may-pin = Checks the person by PIN
prov-may-maker = From a maker that is trusted
prov-leaves = Cancelling leaves the account without a key, not with the old one.
prov-nothing-leaves = The PIN never leaves the key

## Release step

release-title = A reviewer releases the account
release-title-done = Released
release-lead = Privileged accounts stay blocked until a reviewer who took no part has looked at the record.
release-wait = Waiting for a reviewer
release-wait-why = They open this case from their work list and sign with their own key.
release-go = Release with your key
release-busy = Releasing…
release-at = Released { $time }

## Handover step

hand-title-over = Hand the key to the subject
hand-title-unblock = Unblock sign-in
hand-title-live = Subject signs in once with the new key
hand-title-done = The subject signed in with the new key
hand-lead-over = The subject is here, holds the key, and alone knows its PIN.
hand-lead-unblock = Sign-in was blocked for the whole recovery. Only the new key opens it now.
hand-lead-live = At the real directory, with the key they take away.
hand-lead-done = Seen { $time }. Notices go out next.
hand-step-over = Key handed over
hand-step-over-why = Attended: the subject stands at this desk
hand-step-unblock = Sign-in unblocked
hand-step-unblock-why = Read back at the directory
hand-step-live = Live sign-in seen
hand-step-live-why = PIN and touch by the subject
hand-over = Record the handover
hand-over-busy = Recording…
hand-over-check = The subject holds the key and alone knows its PIN
hand-unblock = Unblock sign-in
hand-unblock-busy = Unblocking…
hand-live = Sign in with the new key
hand-live-busy = Signing in…
hand-live-said = Record that they signed in
hand-live-said-why = This directory lets nobody but the subject's own browser sign in. Watch them open it and sign in with the new key: PIN and touch. It is recorded as your word, not as something that the console saw.
hand-live-said-check = I watched the subject sign in with the new key
hand-live-said-first = Watch the subject sign in first.
hand-step-live-said = { $said ->
    [yes] Said by { $name }; the console did not see it
   *[no] At the subject's own browser; said by the agent
}
hand-steps = Handover, step by step

## Notification step

notify-title = Tell every address on record
notify-title-done = Every address was told
notify-lead = The subject can object even if somebody else made the call. Each notice says how.
notify-go = Send the notices
notify-again = Send again
notify-busy = Sending…
notify-col-address = Address
notify-col-phase = When
notify-col-status = Notice
notify-phase-intake = At intake
notify-phase-close = At the end
notice-owed = To send
notice-sent = Sent
notice-failed = Came back
notice-not_needed = By another channel
notify-sent-at = { $time }
notify-early = Notices about the new key go out once the directory lists it.
notify-none = No address is on record. Nobody can be told.

## Close step

close-title = Complete the case
close-lead = All { $all } gates are met. Completing ends the case for good; a reviewer looks at it afterwards.
close-go = Complete case
close-busy = Judging every gate again…
close-refused = This case cannot be completed yet
close-refused-why = { $open } of { $all } gates are open. Nothing was changed and nothing you typed is lost.
close-open = Open gates
close-open-order = in the order of the path
close-met = { $count ->
    [one] 1 gate is met
   *[other] { $count } gates are met
}
close-nobody = No one can skip a gate, whatever their role. The exception path adds signatures.
close-done = This case is completed
close-done-why = Every gate was met over the whole record, at { $time }.
close-done-next = A reviewer looks at it next, under “History”.
close-ended-refused = This case was refused
close-ended-cancelled = This case was cancelled
close-ended-why = Ended { $time }. Its record stays. A reviewer looks at it.
close-open-short = Open: { $gates }
close-facts = What was done
close-fact-gone = Old credentials
close-fact-gone-value = { $gone } of { $all } seen gone
close-fact-key = New key
close-fact-live = Live sign-in
close-fact-notices = Notices
close-fact-notices-value = { $sent } sent

## Review step

review-title = A reviewer judges the case
review-title-done = Reviewed
review-lead = Somebody who took no part reads the record, verifies it, and signs what they found.
review-wait = Waiting for a reviewer
review-wait-why = The case is in their review queue under “History”.
review-open = Review in the history
review-by = { $by }, { $time }
review-panel = Sign your disposition
review-panel-why = You sign over the whole case with your own key. It cannot be changed later.
review-disposition = What did you find?
review-choose-first = Say what you found first.
review-note = Note
review-note-hint = What a later reader should know, may stay empty.
review-go = Sign disposition
review-busy = Signing…
review-start = Sign disposition
review-close = Not now
