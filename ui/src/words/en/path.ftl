# What not every case needs: codes, possession, exceptions, machine identities, letters.

signal-repeated_requests = Requested often of late
signal-contact_changed = An address changed of late
signal-threat_raised = Threat level raised
signal-key_of_another = Key offered for several accounts
signal-higher_before = Of a higher tier before
method-repeated_proofing = Proofing repeated
method-two_codes = Two codes of different kinds
method-code_and_authenticator = A code and another authenticator
method-trusted_referee = A trusted referee
method-sponsor = The sponsor's sign-in
exception-trusted_referee = Trusted referee
exception-emergency = Emergency


case-frozen = Its agent left the staff
case-frozen-why = { $agent } left the staff. Another agent takes this case over.
case-take-over = Take over
case-taking-over = Taking over…
case-held = Held for security
hold-title = Clear the hold
hold-lead = Something in this case asks security to look first. Clear it when you have.
hold-note = What you found
hold-go = Clear the hold
hold-busy = Clearing…
note-filed = Filed under
note-filed-case = Case
note-filed-delivery = Delivery
note-filed-other_desk = Other desk

codes-title = Recovery codes
codes-lead = The console draws a code and sends it to an address that the directory has long held. Nobody at the desk sees it. Type what the subject reads back.
codes-wrong = { $wrong } of { $most } wrong
codes-contact = Recovery contact
codes-send = Send a code
codes-send-to = Send a code to { $address }
codes-sending = Sending…
codes-unusable = Too new, or its age is not known
codes-holds = Code to { $address } holds for
codes-over = The code to { $address } has expired. Send another one.
codes-typed = Code sent to { $address }
codes-saved = Saved code of the subject
codes-check = Compare
codes-checking = Comparing…
codes-replace-why = A saved code was used. Let the subject draw new ones at the directory before the case closes.
codes-replaced = They are replaced
codes-replacing = Recording…
codes-replaced-at = Saved codes replaced { $time }

possession-title = The subject has another authenticator
possession-lead = With a code it recovers the account, and it may be kept. The subject signs in with it here, once, at the directory.
possession-which = Which of the account's credentials
possession-go = Sign in with it
possession-busy = Signing in…

evidence-who = Who vouches
evidence-relationship = How they know the subject
evidence-ial = Their own identity was proofed at
evidence-ial-level = IAL { $level }
evidence-ial-hint = It counts on the exception path only, and only from somebody proofed at least as well as the account.

exception-ask = Ask for an exception
exception-title = Ask for an exception
exception-lead = It asks for more signatures, never for fewer records. Whoever signs reads what you write here.
exception-kind = Which
exception-means-trusted_referee = Somebody trusted speaks for a subject whose evidence is short. One verified piece and their word are needed.
exception-means-emergency = Harm is near. The wait, the other console and the limit of cases are set aside, and none of the standards' rules.
exception-reason = Why the ordinary path does not do
exception-referee = Who speaks for the subject, or declared the emergency
exception-rationale = What was looked at, and how it was decided
exception-costs = What it costs
exception-costs-value = { $needed ->
    [one] 1 signature
   *[other] { $needed } signatures
    } for this case
exception-go = Ask for it
exception-asking = Recording…
exception-is = Exception: { $kind }. { $by }, { $time }
exception-drop = Drop the exception
exception-dropping = Dropping…

proof-title-sponsor = Let the sponsor sign in
proof-title-consumers = List what uses it
machine-needs-sponsor = A machine identity. Its sponsor must be at the desk with their own key.
machine-sponsor = Sponsor
machine-sponsor-why = The directory names { $login } as answering for this identity. They sign in here with their own key.
machine-sponsor-go = Sponsor signs in
machine-sponsor-busy = Signing in…
machine-sponsor-seen = Signed in { $time }
machine-consumers = What uses it
machine-consumers-label = Consumers, one in each line
machine-consumers-hint = They stop when the old credential goes. Whoever signs sees this list.
machine-consumers-go = Record the list
machine-consumers-busy = Recording…
machine-consumers-listed = { $count ->
    [one] 1 consumer listed
   *[other] { $count } consumers listed
}
machine-overlap = Minutes in which old and new may both work
machine-overlap-hint = 0 is safest. The policy allows { $most }. The supervisors sign this number.
machine-no-overlap = The old credential goes before the new one is made; this policy allows no overlap.
trial-title = Try the old credentials
trial-lead = Each must be refused where it was used. The directory's word alone is not enough for a machine.
trial-refused = Refused
trial-say-refused = It was refused
trial-say-worked = It still works
trial-here = Try { $label } on a key at this desk
trial-go = Try it
trial-busy = Trying…

revoke-keep = Keep it
revoke-keep-named = Keep it: { $label }
revoke-not-keep = Do not keep it
revoke-not-keep-named = Do not keep it: { $label }
revoke-usable-kept = Stays, having signed in here

letter-title = Letters
letter-reference = Reference of the letter
letter-go = Record the letter
letter-busy = Recording…

approval-what-method = Verified by
approval-no-method = No complete way yet
