# What is not done at the desk: what people do at the directory and say, what the subject enrols, keys of machine
# identities, sign-ins in a browser.

## New case

new-found = Accounts whose name begins so
new-stated-title = This directory is not connected: you state what the account is
new-stated-why = The console cannot ask it. What you write here is recorded as your word, and whoever signs sees that.
new-stated-name = Display name
new-stated-credentials = What signs in there today, one in a line
new-stated-credentials-hint = Every key, passkey, code app and password. All of it is to go.
new-stated-mail = Mail addresses on record, one in a line
new-stated-mail-hint = Each is told that a recovery began and how it ended. May stay empty.
new-stated-first = State the name, and what signs in there today.
new-stated-contacts = This directory tells no contacts. No code can be sent, and no call-back is possible.
new-roles-ask = Does this account administer anything?
new-roles-why = This directory does not tell. Count roles, groups and systems that let it change other accounts. When in doubt: yes.
new-roles-yes = Yes, it administers something
new-roles-no = No, it administers nothing
new-roles-first = Say first whether this account administers anything.
intake-roles = Administers anything
intake-roles-yes = Yes, as the agent says; the directory does not tell
intake-roles-no = No, as the agent says; the directory does not tell

## A person's word

attest-title = Done at the directory by you
attest-lead = The console cannot do this there. Do it, look that it is done, and say so here.
attest-for-ever = The record says for ever that a person said so, and that the console did not see it.
attest-what-block = Block sign-in of { $login } in { $tenant }
attest-what-unblock = Unblock sign-in of { $login } in { $tenant }
attest-what-sessions = End all sessions and tokens of { $login } in { $tenant }
attest-what-revoke = Revoke { $label } of { $login } in { $tenant }
attest-what-enrol = Enrol the key for the subject as { $login } in { $tenant }, and see it listed
attest-note = Where it can be looked up
attest-note-hint = A ticket, or a line of the directory's log.
attest-note-first = Say first where it can be looked up.
attest-done = I did it
attest-done-named = I did it: { $what }
attest-not = It could not be done
attest-not-named = It could not be done: { $what }
attest-busy = Recording…

## Revocation

credential-status-awaits_word = Waits for your word
credential-status-attested = Said, not seen
sessions-status-awaits_word = Waits for your word
sessions-status-attested = Said, not seen
block-status-awaits_word = Waits for your word
block-status-blocked_said = Said, not seen
block-status-unblocked_said = Unblocked, said, not seen
statement-claim-handset = { $count ->
    [one] I have reviewed this recovery and approve revoking 1 credential of { $name } and letting them enrol a passkey of their own device.
   *[other] I have reviewed this recovery and approve revoking { $count } credentials of { $name } and letting them enrol a passkey of their own device.
}
statement-claim-machine = { $count ->
    [one] I have reviewed this recovery and approve revoking 1 credential of { $name } and sealing a new key to its sponsor.
   *[other] I have reviewed this recovery and approve revoking { $count } credentials of { $name } and sealing a new key to its sponsor.
}
say-provisioning-handset = “Open your account's sign-in page on your own device and type the pass that I gave you. Then let the device make a passkey. Tell me when it is done.”
say-provisioning-subject = “Follow the steps of your account with this key, here beside me. The PIN is yours alone. Tell me when it is done.”
say-handover-handset = “Sign out on your device and sign in again with the new passkey, so that we both see that it works.”
revoke-said-at = By a person, { $time }
revoke-count-said = { $gone } of { $all } gone, { $said } said to be gone
revoke-usable-said = Closed, as said
revoke-usable-said-why = the console did not see it
close-fact-said-value = { $gone } of { $all } seen gone, { $said } said to be gone

## Provisioning where the subject enrols

enrol-title-invite = Let the subject enrol
enrol-title-awaits = The subject enrols now
enrol-title-done = A new credential is enrolled
enrol-lead-handset = A passkey on their own telephone or computer. No key of the desk is used.
enrol-lead-by_subject = The directory takes a key from the subject's own browser and nowhere else.
enrol-lead-said = The console can neither enrol a key at this directory nor see one. You enrol it there with the subject.
enrol-lead-seen = The directory lists it: { $label }.
enrol-lead-told = { $label }, as { $name } says. The console did not see it.
enrol-card = The subject enrols
enrol-will = What will happen
enrol-will-unblock = Sign-in is unblocked for it, so that they get in.
enrol-will-handset = A temporary pass is shown once, in a window of its own. Tell it to the subject.
enrol-will-handset-then = They sign in with the pass, and the directory asks them to make a passkey.
enrol-will-by_subject = They sign in at the directory with their browser, and it asks for the key that was accepted.
enrol-will-said = Enrol the accepted key for them at the directory, and see it listed there. Then say so here.
enrol-will-look = Then look here whether it is listed. Anything else that turns up stops the case.
enrol-will-try = Then the key is tried here: the same key, of the accepted model, must sign.
enrol-go = Let the subject enrol
enrol-busy = Letting them in…
enrol-awaits = The subject was let in. No new credential was seen yet.
enrol-awaits-pass = A pass was issued and shown once. No new credential was seen yet.
enrol-pass = Pass
enrol-pass-until = Ends { $time }
enrol-pass-over = It has ended. Say that they could not enrol, then let them in again.
enrol-look = Look now
enrol-look-key = Look now and try the key
enrol-looking = Looking…
enrol-could-not = They could not enrol
enrol-could-not-why = Nothing new counts then, and you can let them in again. It is recorded as your word.

## Keys of machine identities

machine-recipient = Who gets the new key
machine-recipient-label = Public key of the sponsor
machine-recipient-hint = It begins with age1, as age-keygen prints it. The new key is sealed to it, and the supervisors sign it.
machine-recipient-go = Record the recipient
machine-recipient-busy = Recording…
machine-recipient-is = Recorded
machine-no-recipient = Nobody yet
proof-title-recipient = Name who gets the new key
drawn-title = Draw the new key
drawn-title-done = The new key is listed by the directory
drawn-lead = The key is drawn here, sealed to the sponsor, and its public half goes to the directory. Nobody at the desk sees it.
drawn-lead-done = Hand the sealed file over next, then try the key.
drawn-card = New key of this machine identity
drawn-recipient = Sealed to
drawn-name = Listed there as
drawn-none = None drawn yet
drawn-go = Draw and hand over the key
drawn-busy = Drawing the key…
drawn-place = The sealed key is left in a file
drawn-place-why = The sponsor takes this file and opens it with age and their own private key. Nobody else can open it.
drawn-place-then = This place is shown until you leave this page.
hand-title-over-drawn = Hand the sealed file to the sponsor
hand-lead-over-drawn = The sponsor takes the file, opens it with age, and puts the key where it is used.
hand-over-check-drawn = The sponsor has the sealed file and can open it
hand-step-over-drawn = Sealed file handed over
hand-step-over-why-drawn = The sponsor opens it with their own private key
hand-title-live-drawn = Try the new key
hand-lead-live-drawn = At the real directory, with the key that was drawn. Then the console forgets it.
hand-title-done-drawn = The new key signs in
hand-step-live-why-drawn = With the key that was drawn
hand-try-new = Try the new key
hand-trying-new = Trying the new key…

approval-what-key-drawn = One, drawn here and sealed to { $recipient }

## Handover of an own device

hand-title-live-handset = Subject signs in once with the new passkey
hand-lead-live-handset = At the real directory, with the passkey that they made.
hand-title-done-handset = The subject signed in with the new passkey
hand-step-live-why-handset = With the passkey that they made
hand-live-said-why-handset = This directory lets nobody but the subject's own browser sign in. Watch them open it and sign in with the new passkey. It is recorded as your word, not as something that the console saw.
hand-live-said-check-handset = I watched the subject sign in with the new passkey

## Trials

trial-secret = Try the old key or secret
trial-secret-named = Try the old key or secret: { $label }
trial-secret-why = Whoever has it types it in a window of its own. It is not kept.
trial-lead-person = The old device is at hand. Each of its keys must be refused where it was used.

## What the subject gets

target-title = What the subject gets
target-why = The supervisors sign it, so choose it before the approval. Chosen later, the approval is asked for again.
target-key = A security key of the desk
target-key-why = Handed over here, with a PIN of their own.
target-handset = A passkey on their own telephone or computer
target-handset-why = They enrol it with a temporary pass. It may be copied to their other devices.
target-go = Record the choice
target-busy = Recording…
target-is-already = This is recorded.

## Sign-ins in a browser

browser-go = Sign in with a browser
browser-busy = Waiting for the browser…
browser-why = The directory's own page opens in a browser on this computer. What it tells the console counts: which account, and by what.
browser-waits = The browser is open. The console waits up to five minutes for it to come back.
browser-waits-short = The browser is awaited.

## Gates

gate-INT-04 = Roles are said
refusal-INT-04 = This directory does not tell whether the account administers anything, and nobody said it.
next-INT-04 = Say whether it administers anything. When in doubt: yes.
gate-MCH-05 = Recipient named
refusal-MCH-05 = Nobody is named who gets the new key of this machine identity.
next-MCH-05 = Let the sponsor give their public key, and record it.
gate-PRV-12 = Own device is enough
refusal-PRV-12 = A passkey on the subject's own device is not enough for this account.
next-PRV-12 = Choose a security key of the desk.

## What directories say

refusal-DIR-not_released = What changes something at this directory is not released for this case.
next-DIR-not_released = Ask a supervisor who co-signed this case to release it with their key.
refusal-DIR-sign_in_needed = Nobody is signed in at the directory, so the console can do nothing there.
next-DIR-sign_in_needed = Sign in there from the settings, then start this step again.
fault-not_released = not released
fault-sign_in_needed = waits for a sign-in
ability-search = Find accounts by the beginning of their name
ability-changes = Tell what was changed there
settings-how-subject = The subject does it, and the console reads it back
settings-how-never = The directory has no way to do it
credential-client_key = Client key
credential-client_secret = Client secret

## Timeline

event-said-block_sign_in = Sign-in said to be blocked; the console did not see it. { $note }
event-said-unblock_sign_in = Sign-in said to be unblocked; the console did not see it. { $note }
event-said-end_sessions = Sessions said to be ended; the console did not see it. { $note }
event-said-suspend_credential = Credential said to be suspended; the console did not see it. { $note }
event-said-revoke_credential = Credential said to be gone; the console did not see it. { $note }
event-said-submit_credential = New credential said to be listed; the console did not see it. { $note }
event-said-send_code = Recovery code said to be sent; the console did not see it. { $note }
event-said-notice_intake = Address said to be told that a recovery began; the console did not see it. { $note }
event-said-notice_close = Address said to be told about the new key; the console did not see it. { $note }
event-target_key = Subject is to get a security key of the desk
event-target_handset = Subject is to get a passkey on their own device
event-pass_issued = Temporary pass issued, so that the subject can enrol
event-subject_invited = Subject let in to enrol
event-credential_said = New credential said to be listed: { $label }
event-credential_enrolled = New credential that the subject enrolled, read back: { $label }
event-recipient_named = New key is to be sealed to { $recipient }
event-machine_key_drawn = Key drawn and sealed: { $name }
event-write_released = What changes something at the directory released for this case

## Signed statements

statement-said-privileged = Administers something, as the agent says
statement-account-said = Account stated by the agent, not read
statement-revoked-by = Revoked by
statement-target = What the subject gets
statement-enrolment = Enrolled by
statement-recipient = New key sealed to
statement-value-by_person = A person, who says so: not seen by the console
statement-value-by_subject = The subject, with their own browser
statement-value-handset = A passkey on their own device
statement-value-yes = Yes
statement-value-no = No
