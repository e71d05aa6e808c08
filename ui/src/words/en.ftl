# Words of the window. Fact first, then reason, then what to do next. One id per sentence; `src/words/words.test.ts`
# fails when an id that the window uses is missing here.

## The console

app-name = Postern
app-tagline = The back gate, as strong as the front one.
app-skip = Skip to content
app-main = Main
app-practice = Practice
app-practice-why = Practice profile: its own staff, keys and directory. No real account is touched.
app-loading = Asking the console
app-loading-slow = The console has not answered for { $seconds } seconds. It may be opening the history, or the keyring may be waiting for you to unlock it.
nav-work = Work
nav-approvals = Approvals
nav-history = History
nav-settings = Settings
nav-count = { $count } open
find-label = Find a case, subject or account
find-placeholder = Case, subject or account
bar-lock = Lock
bar-lock-in = Locks by itself in { $time }
bar-sign-out = Sign out
key-ctrl-k = Ctrl K
key-ctrl-n = Ctrl N
key-ctrl-enter = Ctrl Enter
key-alt-e = Alt E
key-alt-n = Alt N
key-enter = Enter
key-esc = Esc
key-j = J
key-k = K
key-help = ?

role-agent = Agent
role-supervisor = Supervisor
role-reviewer = Reviewer
role-administrator = Administrator
tier-standard = Standard tier
tier-privileged = Privileged tier
tier-machine = Machine identity
channel-in_person = In person
channel-video = Video call
channel-phone = Phone call
reason-lost = Lost key
reason-stolen = Stolen key
reason-damaged = Damaged key
reason-wiped = Wiped key
reason-migrated = Moved to a new device
reason-failed_enrolment = Enrolment failed
lifecycle-open = Open
lifecycle-completed = Completed
lifecycle-refused = Refused
lifecycle-cancelled = Cancelled
disposition-in_order = In order
disposition-concerns = Concerns
disposition-incident = Incident
disposition-in_order-means = The record shows what the rules ask for.
disposition-concerns-means = It holds, but something should be looked at or taught.
disposition-incident-means = It should not have happened. Security takes it from here.
contact-email = E-mail
contact-phone = Phone
contact-post = Letter
contact-days = { $days ->
    [0] Changed today
    [one] Unchanged for 1 day
   *[other] Unchanged for { $days } days
}
contact-unknown = Age not known
contact-usable = Usable for a call-back
contact-unusable = Not usable for a call-back
contact-unusable-why = Needs { $days } days unchanged. Local P-08

stage-intake = Intake
stage-contain = Contain
stage-proofing = Proofing
stage-approval = Approval
stage-revocation = Revocation
stage-provisioning = Provisioning
stage-handover = Handover
stage-notification = Notification
stage-release = Release
stage-close = Close
stage-review = Review
status-done = Done
status-now = In progress
status-blocked = Blocked
status-locked = Locked
status-later = Later
status-skipped = Not needed
stages-title = Stages
stages-of-case = Stages of this case
stages-done = { $done } of { $all } done
stages-summary = { $stage }, { $done } of { $all } stages done
stage-open-gates = { $open } of { $all } checks open
stage-gates-count = { $count ->
    [one] 1 gate
   *[other] { $count } gates
}
stage-locked-approval = Opens when proofing passes
stage-locked-revocation = Opens after the co-signature
stage-locked-provisioning = Opens when all old ones are gone
stage-locked-handover = Opens when the new key is listed
stage-locked-close = Opens when every gate is met
stage-later-contain = Possible at any time
stage-later-review = After the case has ended
gates-opens = What opens { $stage }
gates-close = What closes this case
gates-none = Nothing is asked for here.
gate-met = Met
gate-open = Open
gate-later = Open, later
gate-failed = Failed
level-shall = NIST, shall
level-should = NIST, should
level-local = Local rule, not a NIST rule

## Gates: a short name, the refusal, and what to do next

gate-INT-01 = Subject is not the agent
refusal-INT-01 = This is your own account. Nobody recovers their own account.
next-INT-01 = Ask another agent to open the case.
gate-INT-02 = Agent's training is current
refusal-INT-02 = Your training has lapsed, so you cannot open a case.
next-INT-02 = Take the training again, then ask an administrator to record it.
gate-INT-03 = No other open case
refusal-INT-03 = Another case for this account is open. Two at once could undo each other.
next-INT-03 = Open that case from the work list, or close it first.
gate-SET-01 = Two administrators
refusal-SET-01 = Two administrators are needed before the first case. One person must not be able to change the rules alone.
next-SET-01 = Enrol the second administrator in the set-up.
gate-SET-02 = Agents and co-signers
refusal-SET-02 = { $needed ->
    [one] 1 supervisor other than the agent is needed
   *[other] { $needed } supervisors other than the agent are needed
    }, { $enrolled } can be asked. The case could never be approved.
next-SET-02 = Enrol an agent and the missing supervisors in the set-up.
gate-SET-03 = An administrator confirms
refusal-SET-03 = { $needed ->
    [2] Two administrators must confirm a further one, each with their own key. Nobody makes a second administrator of themselves.
   *[other] An administrator who is already enrolled must confirm a new person with their own key.
}
next-SET-03 = Insert an administrator's key and confirm with it.
gate-SET-04 = A new person
refusal-SET-04 = This staff number is enrolled already. One person has one role.
next-SET-04 = Check the staff number, or remove the first enrolment.
gate-SET-05 = A key of their own
refusal-SET-05 = This key belongs to another member of staff. One key must not be two people.
next-SET-05 = Use another key for this person.
gate-ROL-01 = Role allows it
refusal-ROL-01 = { $needed ->
    [agent] An agent does this. Your role does not include it.
    [supervisor] A supervisor does this. Your role does not include it.
    [reviewer] A reviewer does this. Your role does not include it.
    [administrator] An administrator does this. Your role does not include it.
   *[other] Your role does not include this.
}
next-ROL-01 = { $needed ->
    [agent] Ask an agent to do it with their own key.
    [supervisor] Ask a supervisor to do it with their own key.
    [reviewer] Ask a reviewer to do it with their own key.
    [administrator] Ask an administrator to do it with their own key.
   *[other] Ask somebody whose role includes it.
}
gate-ROL-02 = The case's own agent acts
refusal-ROL-02 = Another agent opened this case, so only they carry it on.
next-ROL-02 = Ask that agent, or a supervisor to hand the case over.
gate-CAS-01 = Case is open
refusal-CAS-01 = This case has ended. Its record cannot be changed.
next-CAS-01 = Open a new case if the account needs one.
gate-CAS-02 = It exists
refusal-CAS-02 = { $what ->
    [case] This case is not in the history of this console.
    [cue] This cue was answered or is not of this case.
    [evidence] This piece of evidence is withdrawn or not of this case.
    [code] This code was used, or is not of this case.
    [machine] This is not a machine identity.
    [exception] This case has no exception.
    [person] This person is not on the staff, or was removed.
    [credential] This credential is not of this case.
    [effect] Nothing of this kind waits now.
    [target] This is chosen already, or cannot be chosen any more.
    [recipient] This is recorded already, or no key is drawn for this account any more.
   *[other] What this refers to is not of this case.
}
next-CAS-02 = The page is read again. Try once more from what it shows now.
gate-CAS-03 = The agent still works here
refusal-CAS-03 = The agent of this case was removed from the staff. The case is frozen, so that nothing they began goes on alone.
next-CAS-03 = Another agent takes the case over, and what was handed to the first one counts no more.
gate-SYS-01 = The queue can be reached
refusal-SYS-01 = The queue cannot be reached now.
next-SYS-01 = Try again later. Nothing is lost.
gate-VEL-01 = The subject is not recovered too often
refusal-VEL-01 = { $cases ->
    [one] This subject has 1 case within the policy's window.
   *[other] This subject has { $cases } cases within the policy's window.
    } The policy allows { $most }. Somebody may be trying until it works.
next-VEL-01 = Tell security. Where harm is near, ask for an exception, which needs more signatures.
gate-VEL-02 = The agent does not open too many cases
refusal-VEL-02 = { $opened ->
    [one] You opened 1 case in the last 24 hours,
   *[other] You opened { $opened } cases in the last 24 hours,
    } as many as the policy allows.
next-VEL-02 = Ask another agent to open this case.
gate-VEL-03 = The supervisor does not sign too often
refusal-VEL-03 = { $signed ->
    [one] You signed 1 time in the last 24 hours,
   *[other] You signed { $signed } times in the last 24 hours,
    } as often as the policy allows. Signatures in a row are read less well.
next-VEL-03 = Ask another supervisor to sign this case.
gate-VEL-04 = The key is not handed out elsewhere
refusal-VEL-04 = { $cases ->
    [one] This key was handed out in 1 other case.
   *[other] This key was handed out in { $cases } other cases.
    } One key must not open several accounts.
next-VEL-04 = Use another key for this subject, and tell security where this one came from.
gate-VEL-05 = Freezing is not abused
refusal-VEL-05 = { $frozen ->
    [one] You froze 1 account in the last 24 hours,
   *[other] You froze { $frozen } accounts in the last 24 hours,
    } as many as the policy allows. Freezing can be used to lock people out.
next-VEL-05 = Ask a supervisor to freeze this account. They always can.
gate-DSK-01 = Enough people sign
refusal-DSK-01 = { $needed ->
    [one] This change needs 1 signature
   *[other] This change needs { $needed } signatures of different people
    }. { $signed } { $signed ->
    [one] counts
   *[other] count
    } here.
next-DSK-01 = Let each of them sign with their own key. Two keys of one person count once.
gate-DSK-02 = Two administrators remain
refusal-DSK-02 = Fewer than two administrators would remain. Nobody could change the desk any more.
next-DSK-02 = Enrol another administrator first.
gate-DSK-03 = The policy loosens no rule
refusal-DSK-03 = The setting “{ $setting }” is { $value }, which is looser than its rule allows.
next-DSK-03 = Tighten it. postern-audit policy check names the rule and its bounds.
refusal-DSK-policy = This policy cannot be used. { $what }
next-DSK-policy = Correct what is named, then paste it again. Nothing was changed.
gate-PRF-01 = Enough evidence
refusal-PRF-01 = The evidence is not strong enough: { $pieces ->
    [0] nothing is confirmed yet.
    [one] 1 piece is confirmed and counts.
   *[other] { $pieces } pieces are confirmed and count.
    } Needed are one Superior, two Strong, or one Strong and one Fair of different kinds.
next-PRF-01 = Add a piece that is still missing. A second Fair one does not replace a Strong one.
gate-PRF-02 = Evidence is verified
refusal-PRF-02 = { $pieces ->
    [one] 1 piece was not verified by a pathway that counts for it.
   *[other] { $pieces } pieces were not verified by a pathway that counts for them.
}
next-PRF-02 = Withdraw the piece, and record it again with the pathway that was used.
gate-PRF-03 = Consent to video
refusal-PRF-03 = The caller has not yet agreed to be checked by video.
next-PRF-03 = Read the consent out, and record the answer.
gate-PRF-04 = Nothing contradicts
refusal-PRF-04 = { $pieces ->
    [one] 1 piece of evidence was rejected and still stands.
   *[other] { $pieces } pieces of evidence were rejected and still stand.
    } A case cannot pass against its own evidence.
next-PRF-04 = Refuse the case with “Cannot verify”, or withdraw the piece if it was recorded by mistake.
gate-PRF-05 = Random cue seen
refusal-PRF-05 = { $expired ->
    [yes] This cue has expired. An answer after its time proves nothing.
   *[other] { $seen } of { $needed } random cues were seen at once. A recording could stand in for the caller.
}
next-PRF-05 = Draw a cue, ask for it, and record what you saw.
gate-PRF-06 = Pathway possible here
refusal-PRF-06 = This pathway cannot be used on this channel. Nobody compares a face on the phone, or reads a chip over video.
next-PRF-06 = Choose a pathway that this channel allows, or meet in person.
gate-PRF-07 = It counts
refusal-PRF-07 = Personal answers and known voices never count as evidence. They can be looked up or imitated.
next-PRF-07 = Record it only if it contradicts the caller, and add evidence that counts.
gate-PRF-08 = Contact is usable
refusal-PRF-08 = This contact cannot be used: it changed less than 30 days ago, its age is not known, or it is not from the directory.
next-PRF-08 = Use another contact of the directory, never one that the caller gives.
gate-PRF-09 = The subject is at the desk
refusal-PRF-09 = This policy asks for proofing on site. A call or a video does not do.
next-PRF-09 = Cancel this case, and open one when the subject is at the desk.
gate-PRF-10 = Compared with the kept biometric
refusal-PRF-10 = This account needs a face or fingerprint compared with the sample kept at its first proofing.
next-PRF-10 = Compare it at the desk, and record it as evidence.
gate-PRF-11 = Stronger evidence
refusal-PRF-11 = This case needs two Strong pieces or a Superior one: the account is privileged, or a sign of risk raised its tier.
next-PRF-11 = Add a Strong or a Superior piece, or two codes together with another authenticator of the subject.
gate-PRF-12 = A way that fits the account
refusal-PRF-12 = This account was never proofed, so documents cannot be compared with anything.
next-PRF-12 = Use two codes of different kinds, or a code and another authenticator.
gate-COD-01 = Code in time
refusal-COD-01 = This code has expired. A late code proves nothing.
next-COD-01 = Send a new one, and let the subject read it back within its time.
gate-COD-02 = Tries left
refusal-COD-02 = { $wrong ->
    [one] 1 wrong code was given,
   *[other] { $wrong } wrong codes were given,
    } as many as the policy allows. No code counts in this case any more.
next-COD-02 = Verify the subject in another way, or refuse with “Cannot verify”. A restart gives no new tries.
gate-COD-03 = Saved codes replaced
refusal-COD-03 = A saved code was used, and the subject has no fresh ones yet.
next-COD-03 = Let the subject draw new saved codes at the directory, then record it.
gate-EXC-01 = Referee proofed as well
refusal-EXC-01 = Nobody vouches for the subject who was proofed at least as well as this account asks.
next-EXC-01 = Record who vouches, with their assurance level, or drop the exception.
gate-EXC-02 = Exception is complete
refusal-EXC-02 = The exception does not say enough: why, by whom, and on what grounds.
next-EXC-02 = Fill in all of it. Reviewers will read it.
gate-EXC-03 = Emergencies allowed
refusal-EXC-03 = This policy allows no emergency.
next-EXC-03 = Go on without the exception.
gate-KEP-01 = Kept credentials are proven
refusal-KEP-01 = { $count ->
    [0] This credential did not sign in for this case.
    [one] 1 credential is to be kept that did not sign in for this case.
   *[other] { $count } credentials are to be kept that did not sign in for this case.
    } Nobody knows who holds it.
next-KEP-01 = Let the subject sign in with it here, or do not keep it.
gate-MCH-01 = Sponsor signed in
refusal-MCH-01 = The sponsor of this machine identity has not signed in with their own key.
next-MCH-01 = Let the sponsor sign in here. The directory says who it is.
gate-MCH-02 = Consumers listed
refusal-MCH-02 = What uses this machine identity is not listed.
next-MCH-02 = List each service that uses it. They stop working when the old credential goes.
gate-APR-01 = Co-signed
refusal-APR-01 = A supervisor must co-sign first. { $signed } of { $needed } signed.
next-APR-01 = Ask a supervisor to look at the case and to sign with their own key.
gate-APR-02 = Signer is not the agent
refusal-APR-02 = You opened this case, so you cannot co-sign it.
next-APR-02 = Ask a supervisor who took no part in it.
gate-APR-03 = Signer is not the subject
refusal-APR-03 = This is your own account, so you cannot co-sign the case.
next-APR-03 = Ask another supervisor.
gate-APR-04 = A different signer
refusal-APR-04 = You signed this case already. Each signature needs another person.
next-APR-04 = Ask another supervisor for the next signature.
gate-APR-05 = Nothing changed since
refusal-APR-05 = The approval is void: something that was signed has changed since.
next-APR-05 = Ask the supervisor to look again and to sign what is there now.
gate-APR-06 = Approval in time
refusal-APR-06 = The approval has expired.
next-APR-06 = Ask the supervisor to look again and to sign once more.
gate-APR-07 = Signed at another console
refusal-APR-07 = A privileged case is co-signed at another console than the agent's. This machine could show one thing and sign another.
next-APR-07 = Open the case at another console and sign there.
gate-APR-08 = Statement of this case
refusal-APR-08 = This approval is not for this case, account or signer, so it was not accepted.
next-APR-08 = Read the case again and sign what it shows now.
gate-APR-09 = Signed once
refusal-APR-09 = This request was signed or used already. Each one serves once.
next-APR-09 = Read the case again and sign the new request.
gate-APR-10 = Approval asked for
refusal-APR-10 = Nobody has asked for an approval of this case yet.
next-APR-10 = The agent asks for it once proofing has passed.
gate-APR-11 = A different key
refusal-APR-11 = This key already signed for the case. Each signature needs another key.
next-APR-11 = Sign with a key that is only yours.
gate-APR-12 = Signer belongs to the client
refusal-APR-12 = A privileged case is co-signed by somebody of { $needed }.
next-APR-12 = Ask a supervisor of that organisation.
gate-APR-13 = Signer is not the sponsor
refusal-APR-13 = You sponsor this machine identity, so you cannot co-sign its case.
next-APR-13 = Ask another supervisor.
gate-APR-14 = Signer's training is current
refusal-APR-14 = Your training has lapsed, so you cannot sign.
next-APR-14 = Take the training again, then ask an administrator to record it.
gate-REV-01 = Sign-in blocked
refusal-REV-01 = Sign-in of the account is not seen to be blocked. An account without keys could be enrolled by anybody.
next-REV-01 = Revoke, then read back.
gate-REV-02 = Sessions ended
refusal-REV-02 = The sessions are not seen to have ended.
next-REV-02 = End them again, then read back.
gate-REV-03 = All old ones gone
refusal-REV-03 = { $left ->
    [one] 1 of { $all } old credentials is not seen to be gone.
   *[other] { $left } of { $all } old credentials are not seen to be gone.
    } A new key beside an old one would leave the door open.
next-REV-03 = Revoke what is left, then read back until the directory no longer shows it.
gate-REV-04 = Nothing unexpected
refusal-REV-04 = { $count ->
    [one] 1 credential appeared that this case did not make.
   *[other] { $count } credentials appeared that this case did not make.
    } Somebody may be adding keys while you work.
next-REV-04 = Tell security. Then ask for a new approval, which includes it, and revoke it.
gate-REV-05 = Every outcome known
refusal-REV-05 = { $count ->
    [one] The outcome of 1 call to the directory is not known.
   *[other] The outcome of { $count } calls to the directory is not known.
    } It may or may not have taken effect.
next-REV-05 = Read back. Nothing is repeated before that.
gate-MCH-03 = Old credential refused
refusal-MCH-03 = { $left ->
    [one] 1 old credential was not tried and refused since it was removed.
   *[other] { $left } old credentials were not tried and refused since they were removed.
}
next-MCH-03 = Try it where it was used, and record that the directory refuses it.
gate-MCH-04 = Overlap is over
refusal-MCH-04 = { $state ->
    [runs] The old and the new credential still work together, or did for longer than was approved.
   *[other] An overlap may last { $most } minutes under this policy.
}
next-MCH-04 = Revoke the old credential within the minutes that were approved. If it is too late, cancel the case and open another.
gate-PRV-01 = Model allowed
refusal-PRV-01 = This key's model is not on the allowed list, or the key does not say what it is.
next-PRV-01 = Use a key from the list.
gate-PRV-02 = PIN long enough
refusal-PRV-02 = This key has no PIN yet, or a PIN that is too short. It needs { $needed } or more characters.
next-PRV-02 = Let the subject set a PIN on the key.
gate-PRV-03 = Bound to one key
refusal-PRV-03 = This credential can be copied to other devices. The account needs one that cannot.
next-PRV-03 = Use a key from the list.
gate-PRV-04 = Test with the new key
refusal-PRV-04 = The new key has not signed the local test. We do not know that it works.
next-PRV-04 = Make the credential with PIN and two touches.
gate-PRV-05 = Listed by the directory
refusal-PRV-05 = The directory is not seen to list the new key.
next-PRV-05 = Read back. If it is missing, make the credential again.
gate-PRV-06 = Maker's word trusted
refusal-PRV-06 = The maker of this key could not be verified. A copy would look the same.
next-PRV-06 = Use a key whose attestation ends at a trusted root.
gate-PRV-07 = A key is accepted
refusal-PRV-07 = No new key is accepted yet.
next-PRV-07 = Insert the new key and accept it.
gate-PRV-08 = One key per case
refusal-PRV-08 = This case has made its key. The approval covers one.
next-PRV-08 = Hand over the key that was made. Another one needs another case.
gate-PRV-09 = Nothing reported against the model
refusal-PRV-09 = The FIDO metadata report this key model as { $status }.
next-PRV-09 = Use a key of another model. Tell security which keys of this one are in use.
gate-PRV-10 = Model certified
refusal-PRV-10 = This key model is certified at level { $level }. The policy asks for { $needed }.
next-PRV-10 = Use a key of a model that is certified higher, or load newer FIDO metadata.
gate-PRV-11 = Model in current metadata
refusal-PRV-11 = No FIDO metadata that is current lists this key model.
next-PRV-11 = Load newer FIDO metadata, or use a key of a model that it lists.
gate-HND-01 = Key handed over
refusal-HND-01 = The subject is not recorded as holding the key. Nobody but them may have key and PIN.
next-HND-01 = Hand the key over and record it.
gate-HND-02 = Sign-in unblocked
refusal-HND-02 = Sign-in of the account is still blocked.
next-HND-02 = Unblock it once the subject holds the key.
gate-HND-03 = Live sign-in seen
refusal-HND-03 = Nobody has signed in with the new key. We do not know that it opens the account.
next-HND-03 = Let the subject sign in once at this desk.
gate-REL-01 = Released by a reviewer
refusal-REL-01 = A reviewer must release a privileged account before sign-in is unblocked.
next-REL-01 = Ask a reviewer who took no part to release it with their own key.
gate-REL-02 = Time to object has passed
refusal-REL-02 = The subject has { $hours } hours to object after the first notice, and they are not over.
next-REL-02 = Wait until they are over. Everything done so far is kept.
gate-REL-03 = Roles stay inactive
refusal-REL-03 = { $count ->
    [one] 1 eligible role was activated while this case ran.
   *[other] { $count } eligible roles were activated while this case ran.
    } Roles come back after the release, not before.
next-REL-03 = Deactivate it at the directory and tell security, then read the account again.
gate-NTF-01 = Notices at intake
refusal-NTF-01 = { $left ->
    [one] 1 address on record was not told that a recovery began.
   *[other] { $left } addresses on record were not told that a recovery began.
}
next-NTF-01 = Send the notices.
gate-NTF-02 = Notices at the end
refusal-NTF-02 = { $left ->
    [one] 1 address on record was not told about the new key.
   *[other] { $left } addresses on record were not told about the new key.
}
next-NTF-02 = Send the notices, again where one came back.
gate-NTF-03 = An address on record
refusal-NTF-03 = The account has no address that a notice reaches.
next-NTF-03 = Send a letter, and record its reference.
gate-NTF-04 = Letter sent
refusal-NTF-04 = A letter is owed: the account is at AAL3, has only a postal address, or its only other address received the code.
next-NTF-04 = Send it to the postal address on record, and record its reference.
gate-NTF-05 = Told by telephone or letter
refusal-NTF-05 = The account has no telephone number, so the proofing must be told by letter.
next-NTF-05 = Send it to the postal address on record, and record its reference.
gate-RVW-01 = Reviewer took no part
refusal-RVW-01 = You took part in this case, so you cannot judge it.
next-RVW-01 = Ask another reviewer.
gate-RVW-02 = Case has ended
refusal-RVW-02 = The case is still open. It is reviewed once it has ended.
next-RVW-02 = Come back when the agent has closed it.
gate-RVW-03 = Not reviewed yet
refusal-RVW-03 = This case is reviewed already.
next-RVW-03 = Read the disposition in its timeline.
gate-AST-01 = Credential known
refusal-AST-01 = The signature is from a credential that does not belong here.
next-AST-01 = Use the key that you were enrolled with.
gate-AST-02 = Client data readable
refusal-AST-02 = The signed client data cannot be read.
next-AST-02 = Try once more. If it happens again, use another key and tell security.
gate-AST-03 = Signed for this purpose
refusal-AST-03 = The key signed something of another type.
next-AST-03 = Try once more. If it happens again, tell security.
gate-AST-04 = Challenge matches
refusal-AST-04 = The signature is over another challenge. It does not belong to this request.
next-AST-04 = Start again, and sign the request on this page.
gate-AST-05 = Origin matches
refusal-AST-05 = The signature was made for another origin.
next-AST-05 = Start again here. If it happens again, tell security.
gate-AST-06 = Authenticator data readable
refusal-AST-06 = The key's own data cannot be read.
next-AST-06 = Try once more, or use another key.
gate-AST-07 = Relying party matches
refusal-AST-07 = The signature was made for another relying party.
next-AST-07 = Start again here. If it happens again, tell security.
gate-AST-08 = Touched
refusal-AST-08 = The key was not touched.
next-AST-08 = Try again and touch the key when it waits.
gate-AST-09 = Checked by PIN
refusal-AST-09 = The key did not check its PIN.
next-AST-09 = Try again with the PIN.
gate-AST-10 = Not copied
refusal-AST-10 = This credential can be copied to other devices.
next-AST-10 = Use a key that cannot be copied.
gate-AST-11 = Signature holds
refusal-AST-11 = The signature does not hold.
next-AST-11 = Try once more. If it happens again, stop and tell security.
gate-AST-12 = Counter goes up
refusal-AST-12 = The key's counter went back. There may be a copy of this key.
next-AST-12 = Stop using this key and tell security.
gate-SES-01 = Somebody signed in
refusal-SES-01 = Nobody is signed in.
next-SES-01 = Sign in with your key.
gate-SES-02 = Not locked
refusal-SES-02 = The console is locked. What you typed is kept.
next-SES-02 = Unlock it with your key.
gate-SES-03 = A staff key
refusal-SES-03 = This key belongs to nobody here.
next-SES-03 = Use the key that you were enrolled with, or ask two administrators.
gate-SES-04 = Same person
refusal-SES-04 = Another person locked this console. Their work is kept for them.
next-SES-04 = Ask them to unlock it, or end their session with “Sign out”.
gate-INP-01 = Field is valid
refusal-INP-01 = { $field ->
    [name] The name is empty, too long, or holds characters that cannot be shown.
    [staff_number] The staff number is empty, too long, or holds characters that cannot be shown.
    [keys] The key could not be enrolled for both sign-in and approval.
    [ticket] The ticket is too long, or holds characters that cannot be shown.
    [reason] The reason is empty, too long, or holds characters that cannot be shown.
    [note] The note is empty, too long, or holds characters that cannot be shown.
    [organisation] The organisation is too long, or holds characters that cannot be shown.
    [referee] Say who speaks for the subject, or who declared the emergency.
    [rationale] Say what was looked at, and how it was decided.
    [consumers] The name of a consumer is empty, too long, or holds characters that cannot be shown.
    [reference] Say who vouches: a name, how they know the subject, and their assurance level, 1 to 3. This goes with vouching only.
    [kind] This kind of evidence is recorded by its own step, not by hand.
    [training_until] Training ends on a date that is still to come, and no later than the policy's year.
    [reported_at] It was reported at a time that is not to come.
    [security_key] The key is not an X25519 public key: 64 digits and letters a to f.
    [contact] A contact belongs to a call-back, and only to that.
    [login] The account name is empty or too long.
    [credentials] Say what signs in there today: one to 30 lines, none longer than 200 characters.
    [mail] A mail address has no @, is too long, or holds characters that cannot be shown.
    [recipient] This is no public key that can be sealed to. It begins with age1.
    [pin] The PIN is empty or too long.
   *[other] The field “{ $field }” cannot be used as it is.
}
next-INP-01 = Change it and try again. What you typed is kept.

## Refusals from outside the rules: keys, directories, the store, the start

refusal-KEY-removed = The key was pulled out. Nothing was made.
next-KEY-removed = Put it back and start this step again.
refusal-KEY-wrong_pin = { $tries ->
    [0] That PIN is not right, and no tries are left.
    [one] That PIN is not right. 1 of 8 tries left.
   *[other] That PIN is not right. { $tries } of 8 tries left.
}
refusal-KEY-wrong_pin-untold = That PIN is not right. The key does not say how many tries are left.
next-KEY-wrong_pin = Start again, and type it once more. After 3 wrong in a row, take the key out and put it back.
refusal-KEY-reinsert = 3 PINs in a row were wrong. The key waits until it has been out.
next-KEY-reinsert = Take the key out, put it back, and try again.
refusal-KEY-blocked = This key is blocked: no PIN tries are left.
next-KEY-blocked = Erase it under “Keys”, with everything on it, or use another key.
refusal-KEY-no_pin = This key has no PIN, so it cannot check who holds it.
next-KEY-no_pin = Set a PIN on it first.
refusal-KEY-pin_already_set = This key has a PIN already.
next-KEY-pin_already_set = Type that PIN. If nobody knows it, use another key.
refusal-KEY-pin_policy = The key did not accept this PIN. It is too short, too long, or too simple.
next-KEY-pin_policy = Choose a longer one.
refusal-KEY-pin_change_required = The PIN of this key must be changed before it is used.
next-KEY-pin_change_required = Change the PIN, here or under “Keys”, then go on.
refusal-KEY-no_touch = No touch for 30 seconds. Nothing was made.
next-KEY-no_touch = Start again, and touch the key when it waits.
refusal-KEY-cancelled = The key work was cancelled. Nothing was made.
next-KEY-cancelled = Start again when ready.
refusal-KEY-no_credential = There is no credential for this on the key.
next-KEY-no_credential = Use the key that was made for it.
refusal-KEY-excluded = This key is bound to somebody already.
next-KEY-excluded = Use a key that is not in use.
refusal-KEY-full = There is no room for another credential on this key.
next-KEY-full = Use another key, or delete a credential from this one under “Keys”.
refusal-KEY-silent = The key does not answer.
next-KEY-silent = Take the key out, put it back, and try again. If it stays silent, use another key.
refusal-KEY-sensor_blocked = The key's sensor took too many tries.
next-KEY-sensor_blocked = Use the PIN; it opens the sensor again.
refusal-KEY-not_recognised = The key did not recognise the finger.
next-KEY-not_recognised = Try again with a clean, dry finger, or use the PIN.
refusal-KEY-too_late = The key was plugged in too long ago for this.
next-KEY-too_late = Take the key out, put it back, and try again within ten seconds.
refusal-KEY-not_now = The key refuses this in its present state.
next-KEY-not_now = Take the key out, put it back, and try again.
refusal-KEY-not_kept = The key said that it is done, and shows something else now.
next-KEY-not_kept = Look at the key below. Try again, or use another key: this one does not keep what it is told.
refusal-KEY-busy = The key is busy with something else.
next-KEY-busy = Wait until it has finished, or take it out and put it back.
refusal-KEY-unsupported = This key cannot do what is asked here.
next-KEY-unsupported = Use a key from the allowed list.
refusal-KEY-device = The key answered in a way that cannot be read.
next-KEY-device = Take it out, put it back, and try again. Otherwise use another key.
refusal-DIR-down = The directory does not answer. Your work is saved.
next-DIR-down = It is asked again every 15 seconds. Try again when it is up.
refusal-DIR-timed_out = The directory took too long. It may or may not have acted.
next-DIR-timed_out = Read back before anything is repeated.
refusal-DIR-access_refused = The directory does not accept this console's credentials.
next-DIR-access_refused = Ask an administrator to renew them.
refusal-DIR-not_permitted = The directory does not permit this console that.
next-DIR-not_permitted = Ask an administrator which right it lacks: the guide of this directory lists what it needs.
refusal-DIR-not_there = The directory has no such account or credential any more.
next-DIR-not_there = Read the account again: somebody may have removed it meanwhile.
refusal-DIR-throttled = The directory asks for patience. Nothing was changed.
next-DIR-throttled = Wait a minute, and try again.
refusal-DIR-refused = The directory refused. Nothing was changed.
next-DIR-refused = Read the account again. If it still refuses, ask the directory's owner.
refusal-DIR-nonsense = The directory answered in a way that cannot be read.
next-DIR-nonsense = Ask the directory's owner whether it was changed or updated.
refusal-DIR-wrong_relying_party = The directory asked for a key at another relying party than the one pinned here.
next-DIR-wrong_relying_party = Stop and tell security: somebody may stand between.
refusal-DIR-unsupported = This directory cannot do that.
next-DIR-unsupported = Ask the directory's owner, and add a note to the case.
refusal-DIR-not_warranted = This call to the directory was not covered by the case.
next-DIR-not_warranted = Read the case again, and start from what it shows.
refusal-STO-full = The disk is full. The last step was not recorded and did not take place.
next-STO-full = Make room, then try again. Nothing was lost.
refusal-STO-read_only = The history can be read but not written.
next-STO-read_only = Ask an administrator for write access to its folder.
refusal-STO-signing_key = The history does not know the key that this console signs with. Nothing was recorded.
next-STO-signing_key = Call an administrator: the keyring of this computer was changed, or this is another computer.
refusal-STO-busy = The history is in use by another program.
next-STO-busy = Close it there, then try again.
refusal-STO-damaged = The history is damaged. It opens for reading only.
next-STO-damaged = Keep the file as it is, and call an administrator: `postern-audit verify` names the first bad record, `restore` puts a backup in its place.
refusal-STO-failed = The history could not be read or written.
next-STO-failed = Try again. If it happens again, call an administrator with the log.
refusal-STO-conflict = The case changed while you worked. Nothing of yours was recorded.
next-STO-conflict = The page shows the case as it is now. Look at it, then try again.
refusal-STO-format = This history was written in the format { $found }. This version knows { $known }.
next-STO-format = Open it with the version that wrote it.
refusal-STO-not_a_store = The file is not a history of Postern, or its key is another one.
next-STO-not_a_store = Check the path in the settings. Do not overwrite the file.
refusal-CFG-settings = The settings file cannot be read: { $message } ({ $file }, line { $line }, column { $column }).
next-CFG-settings = Correct that line and try again. Nothing was opened or changed.
refusal-KRG-locked = The keyring of this computer is locked.
next-KRG-locked = Unlock it, then try again. The history's key is in it.
refusal-KRG-missing = There is no keyring on this computer. The history's key has no safe place.
next-KRG-missing = Install and start a keyring such as gnome-keyring, then try again. An administrator may instead choose files for the keys in postern.toml (secrets.keep = "files"): whoever reads them then has the history.
refusal-KRG-failed = The keyring did not answer: { $why }.
next-KRG-failed = Start it again, then try again.
refusal-KRG-no_key = The key of the history is not in the keyring of this computer ({ $name }).
next-KRG-no_key = If the keyring was lost, bring the recovery sheets together: `postern-audit key recover`. Do not overwrite the file.
refusal-APP-taken = Postern runs already with this profile (process { $process }).
next-APP-taken = Use that window, or close it first.
refusal-APP-folder = The folder of this profile cannot be used: { $why }.
next-APP-folder = Give it to the user who runs Postern, then start again.
refusal-APP-profile = This profile cannot be opened: { $what }.
next-APP-profile = Choose another profile, then start again.
refusal-APP-start = The console could not be prepared: { $why }.
next-APP-start = Start again. If it happens again, call an administrator with the log.
refusal-INT-99 = Something failed inside the console. Nothing more is known here. It is incident { $incident }.
next-INT-99 = Try again. If it happens again, call an administrator with the incident number.
refusal-unknown = This was refused with code { $code }.
next-unknown = Tell an administrator the code.
refusal-next = Next
refusal-also = Also open
refusal-fault = Code { $code }
refusal-code = Rule { $code }
refusal-dismiss = Hide

note-no-roots = No trusted roots for key makers are configured. No new key can be accepted until they are.
note-no-password = The password for the directory { $name } is not in the keyring. The directory cannot be used until it is.
note-secrets-in-files = The keys of this console are files in { $folder }, as its settings say: whoever can read that folder can read the history and write in its name.
note-history-restored = On { $day } a backup was put in place of a history that was lost. Of its { $records } records, those that came after the backup are missing here.
note-no-directory = No directory is configured. No account can be looked up until one is.

refusal-COD-wrong = { $left ->
    [0] That code is not right, and no tries are left.
    [one] That code is not right. 1 try is left in this case.
   *[other] That code is not right. { $left } tries are left in this case.
}
next-COD-wrong = Let the subject read it once more, digit by digit. Say nothing of which digits were right.
## Keys

key-unnamed = Security key
key-ends = ends { $ends }
key-owner = Key of { $owner }
key-firmware = firmware { $version }
key-no-pin = No PIN yet
key-pin-set = PIN set
key-yours = Your session
key-ready = Ready
key-refused = Cannot be used
key-waits-touch = Waits for a touch
key-working = Working
keys-title = Keys at this desk
keys-empty = Port is empty
keys-empty-why = Insert a key
keys-empty-provisioning = The new key is needed now
keys-empty-later = The new key is needed at Provisioning
keys-choose = Which key?
gesture-insert = Insert
gesture-pin = PIN
gesture-touch = Touch
gesture-done = done
gesture-now = now
gesture-next = next
gesture-art-empty = No security key is inserted
gesture-art-pin = The security key is inserted and waits for its PIN
gesture-art-touch = The security key waits for a touch
gesture-art-working = The security key works
pin-tries = { $tries ->
    [0] No tries left
    [one] 1 of 8 tries left
   *[other] { $tries } of 8 tries left
}
pin-tries-hint = After 3 wrong in a row, take the key out and put it back. At 0, only erasing it helps.
pin-set = Set a PIN
pin-setting = Setting the PIN…
key-touch-now = Touch the key now
key-touch-why = It waits for 30 seconds.
key-cancel = Cancel key work
key-working-now = The key is working
key-insert-first = Insert the key first
key-insert-first-why = No key is connected to this desk.

## Sign-in and lock

signin-title = Sign in with your key
signin-lead = No password. Your key and its PIN say who you are.
signin-go = Go on
signin-busy = Signing in…
signin-session = The session locks after 15 minutes without use and ends after 12 hours.
signin-session-cite = SP 800-63B-4 §2.3.3
signin-lost = Key lost or not known here?
signin-lost-why = Two administrators can remove it and add a new one. Nobody can do it alone.
signin-history = History verified
signin-history-records = { $count ->
    [one] 1 record, nothing missing
   *[other] { $count } records, nothing missing
}
signin-history-pending = History is being verified
signin-history-pending-why = { $count ->
    [one] 1 record
   *[other] { $count } records
}
signin-history-faults = History is damaged
signin-history-faults-why = { $count ->
    [one] 1 fault. It opens for reading only.
   *[other] { $count } faults. It opens for reading only.
}
signin-directories = { $count ->
    [0] No directory
    [one] 1 directory
   *[other] { $count } directories
}
signin-directories-up = All up
signin-directories-down = Down: { $names }
signin-directories-none = None is configured
signin-console = Console { $version }
signin-console-policy = Policy { $policy }
lock-title = Locked
lock-lead = { $name } locked this console, or 15 minutes passed without use. What was typed is kept.
lock-go = Unlock
lock-busy = Unlocking…
lock-other = Not { $name }? Sign out ends their session; unsaved typing is lost.

## Set-up

setup-title = Set up this console
setup-bar = First set-up of the profile { $profile }
setup-lead = About 10 minutes. You can stop and come back.
setup-steps = Steps
setup-steps-of = Steps of the set-up
setup-step-store = History store
setup-step-store-note = Encrypted, on this computer
setup-step-store-note-practice = On this computer, not encrypted: practice
setup-step-first_administrator = First administrator
setup-step-second_administrator = Second administrator
setup-step-staff = Staff
setup-step-first_administrator-note = Starts the history
setup-step-second_administrator-note = A different person, a different key
setup-step-staff-note = An agent and a supervisor at least
setup-person-note = { $name }, key ends { $ends }
setup-opens = What opens the first case
setup-heading-first_administrator = Add the first administrator
setup-heading-second_administrator = Add the second administrator
setup-heading-staff = Add agents, supervisors and reviewers
setup-heading-done = The first case can be opened
setup-lead-first_administrator = They enrol with their own key. Everyone after them is confirmed by an administrator.
setup-lead-second_administrator = Hand the keyboard over. The first administrator stays and confirms at the end.
setup-lead-staff = Each person enrols with their own key. An administrator confirms each one.
setup-lead-done = Sign in with your key, or add more staff now.
setup-name = Name in the history
setup-name-hint = As reports should show it. It cannot be changed later.
setup-number = Staff number
setup-number-hint = Must differ from everybody else's.
setup-role = Role
setup-role-hint = One role per person. The set-up fixes it for administrators.
setup-key = Their key
setup-key-hint = Must check the person by PIN. It makes two credentials: one to sign in, one to approve.
setup-confirm = Administrator's key
setup-confirm-hint = An administrator who is enrolled already confirms with PIN and touch.
setup-touches = Touches
setup-touches-hint = They are recorded in the history.
setup-touch-new = { $name } touches the new key, twice
setup-touch-new-why = With its PIN
setup-touch-confirm = An administrator confirms with their key
setup-touch-confirm-why = With PIN and one touch
setup-someone = The new person
setup-go = Ask for the touch
setup-busy = Enrolling…
setup-why-closed = Cases stay closed until two administrators, an agent and a supervisor are enrolled.
setup-why-two = Why two
setup-why-two-text = One person must not be able to add staff, change the rules or read the history key alone.
setup-lost = If a key is lost later
setup-lost-text = The other administrator and any supervisor remove it together. Old signatures stay valid for their time.
setup-practice = Only want to look around?
setup-practice-text = The practice profile has its own staff, keys and directory. It never touches a real account. Start Postern with “--profile practice”.
setup-added = { $name } is enrolled.
setup-enrolled = Enrolled so far
setup-pick-first-key = The new person's key is needed. Insert it.
setup-pick-key = Two keys are needed: the new person's and an administrator's. Insert both.

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
work-lead-deadline = The next deadline is in { $time }.
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
deadline-approval = approval ends
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
new-keyboard = Enter looks up; Ctrl Enter opens the case.
new-why-next = Evidence comes next. The inventory is read now and again before anything is revoked.

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

## Dialogs

dialog-close = Close
note-title = Add note
note-lead = Kept in the history with your name. The caller never sees it.
note-text = Note
note-save = Add note
note-saving = Adding…
cannot-title = Cannot verify the caller
cannot-lead = Ends the case as refused. Sign-in stays as it is; what was frozen stays frozen.
cannot-say = Say only: “I cannot verify you today.” Never say which detail failed. SP 800-63A-4 §3.2.1
cannot-note = Note for reviewers
cannot-note-hint = The caller does not see it, may stay empty.
cannot-go = Refuse the case
cannot-busy = Refusing…
cancel-title = Cancel this case
cancel-lead = Ends the case without a recovery. What was revoked stays revoked.
cancel-note = Why
cancel-go = Cancel the case
cancel-busy = Cancelling…
keys-dialog-title = All keys
keys-dialog-lead = Single letters work only while a list has focus.
keys-row-find = Find anything
keys-row-new = New case
keys-row-move = Move, open (in a list)
keys-row-primary = The page's main action
keys-row-evidence = Add evidence
keys-row-note = Add note
keys-row-freeze = Freeze the account
keys-row-lock = Lock
keys-row-column = Next column
keys-row-all = All keys
keys-row-esc = Close, or cancel key work
keys-row-back = Back
keys-combo-move = J, K, Enter
keys-combo-freeze = Ctrl Shift F
keys-combo-lock = Ctrl L
keys-combo-column = F6
keys-combo-back = Alt Left

## Co-sign

cosign-title = Approvals
cosign-waiting = Waiting for you
cosign-requests = Requests
cosign-none = Nothing waits for your co-signature
cosign-none-why = Agents ask here once proofing has passed. You are told at once.
cosign-choose = Choose a request
cosign-choose-why = Read it as a whole. You sign what the page shows, and nothing else.
cosign-exactly = Exactly what you sign
cosign-exactly-why = This page is drawn from the signed bytes. What is not here is not signed.
cosign-show-bytes = Show all { $bytes } bytes
cosign-hide-bytes = Hide the { $bytes } bytes
cosign-sign-rule = You sign with your own key, its PIN and a touch. Local P-04
cosign-change = { $label }: { $value }
cosign-why = Why you are asked
cosign-why-text = { $count ->
    [one] This case needs 1 supervisor with their own key.
   *[other] This case needs { $count } supervisors with their own keys.
}
cosign-why-rule = Local P-04. Not a NIST rule.
cosign-voids = What voids it
cosign-voids-text = Any change to evidence, inventory, contacts or policy. You are told, and sign again or not.
cosign-digest = Digest you sign
cosign-digest-name = SHA-256
cosign-phrase = First and last group, to compare aloud:
cosign-signatures = Signatures
cosign-you = You, { $name }
cosign-you-why = With your key, its PIN and a touch
cosign-ends = Request ends in
cosign-over = The request has ended. Read the case again.
cosign-reread = Read again
cosign-refuse = Refuse, with a reason
cosign-refuse-title = Refuse to co-sign
cosign-refuse-lead = The agent is told that you refused, and why. The case stays open.
cosign-refuse-reason = Reason
cosign-refuse-missing = Say why first; the agent reads it.
cosign-refuse-go = Refuse
cosign-refuse-busy = Refusing…
cosign-go = Co-sign with your key
cosign-busy = Co-signing…
cosign-panel = Your co-signature
cosign-changed = Changed since your last look
cosign-added = Added
cosign-removed = Removed
cosign-changed-word = Changed
cosign-was = Was: { $value }
cosign-seen = { $count ->
    [one] I have seen the change
   *[other] I have seen the { $count } changes
}
cosign-see-first = Look at what changed first, and say that you have seen it.
cosign-done = You co-signed
cosign-done-why = { $signed } of { $needed } signatures. The agent was told. A change to what you signed voids it.
cosign-reading = Drawing the statement from its bytes
statement-claim = I have reviewed this recovery and approve revoking { $count ->
    [one] 1 credential
   *[other] { $count } credentials
    } of { $name } and making { $keys ->
    [one] one new key
   *[other] { $keys } new keys
    } for it.
statement-who = Who and what
statement-proof = Proof of identity
statement-removed = What will be removed
statement-made = What will be made
statement-account = Account
statement-directory = Directory
statement-tier = Tier
statement-reason = Reason
statement-channel = Channel
statement-ticket = Ticket
statement-agent = Recovery by
statement-signer = Signer
statement-exception = Exception
statement-exception-reason = Why an exception
statement-exception-referee = Who speaks for it
statement-exception-rationale = On what grounds
statement-signal = Sign of risk
statement-reference = Who vouches
statement-sponsor = Sponsor
statement-consumer = Consumer
statement-method = Verified by
statement-keep = Keep, with proof
statement-overlap = Overlap, in minutes
statement-refusals = Refused before
statement-wrong-codes = Wrong codes
statement-withdrawn = Withdrawn evidence
statement-cues-drawn = Cues drawn
statement-cues = Cues seen
statement-policy = Policy hash
statement-revoke = Revoke
statement-sessions = Sessions
statement-block = Sign-in
statement-new-keys = New keys
statement-rp = Relying party
statement-models = Models
statement-handover = Handover
statement-expires = At the latest
statement-none = None
statement-value-standard = Standard
statement-value-privileged = Privileged
statement-value-lost = Lost key
statement-value-stolen = Stolen key
statement-value-damaged = Damaged key
statement-value-wiped = Wiped key
statement-value-migrated = Moved to a new device
statement-value-failed_enrolment = Enrolment failed
statement-value-in_person = In person
statement-value-video = Video call
statement-value-phone = Phone call
statement-value-all = All ended, with all refresh tokens
statement-value-not_possible = Not possible at this directory
statement-value-until_handover = Blocked until the handover
statement-value-attested = Any model whose maker is trusted
statement-value-attended = Attended, at the agent's desk
statement-value-none = counts for nothing
statement-value-fair = Fair
statement-value-strong = Strong
statement-value-superior = Superior
statement-value-visual_match = face compared, live
statement-value-chip_signature = chip signature read
statement-value-code_to_contact = code to a contact of the directory
statement-value-directory_check = checked by the directory
statement-value-live_sign_in = signed in, live
statement-value-biometric_comparison = compared with the kept sample
statement-value-passport = Passport
statement-value-passport_chip = Passport with chip
statement-value-national_id = National identity card
statement-value-driving_licence = Driving licence
statement-value-company_badge = Company badge
statement-value-call_back = Call-back code
statement-value-manager_vouched = Manager vouched
statement-value-saved_code = Saved recovery code
statement-value-issued_code = Recovery code sent
statement-value-recovery_contact = Recovery contact
statement-value-other_authenticator = Another authenticator
statement-value-retained_biometric = Kept biometric
statement-value-knowledge_answers = Personal answers
statement-value-voice_recognised = Known voice
statement-value-machine = Machine identity
statement-value-trusted_referee = Trusted referee
statement-value-emergency = Emergency
statement-value-repeated_requests = Requested often of late
statement-value-contact_changed = An address changed of late
statement-value-threat_raised = Security raised the threat level
statement-value-key_of_another = Key offered for several accounts
statement-value-higher_before = Of a higher tier before
statement-value-repeated_proofing = Proofing repeated
statement-value-two_codes = Two codes of different kinds
statement-value-code_and_authenticator = A code and another authenticator
statement-value-sponsor = The sponsor's sign-in
statement-value-no_method = In no complete way yet

## History

history-title = History
history-search = Search subject, account, case or ticket
history-which = Show
history-which-all = All cases
history-which-open = Open
history-which-to_review = To review
history-which-reviewed = Reviewed
history-case-line = { $tier }, { $channel }, { $reason }
history-count = { $count ->
    [0] No case found
    [one] 1 case
   *[other] { $count } cases
}
history-none = No case matches
history-none-why = Search by name, account, case number or ticket. The whole history is searched.
history-empty = No case is in the history yet
history-empty-why = Cases appear here as soon as an agent opens one.
history-choose = Choose a case
history-choose-why = Its timeline shows each record with its proof.
history-to-review = To review
history-verify = Verify now
history-verifying = Verifying…
history-verifying-of = Verifying, { $percent } % read…
history-verified = { $records ->
    [one] The 1 record is verified, nothing missing
   *[other] All { $records } records are verified, nothing missing
}
history-verified-why = Checked { $time }. It proves that nothing was changed since, not that what was typed is true.
history-verified-start = Checked when the console opened. It proves that nothing was changed since, not that what was typed is true.
history-not-checked = Not checked in this session yet
history-not-checked-why = Verifying recomputes every hash and judges every decision again.
history-faults = { $count ->
    [one] 1 record fails: number { $position }
   *[other] { $count } records fail, the first is number { $position }
}
history-faults-why = { $kind } in { $stream }: { $detail }
history-faults-next = Work stops. Keep the file as it is, and call an administrator.
history-export = Export
history-exporting = Writing…
history-exported = { $count ->
    [one] Written as 1 file, signed by this console
   *[other] Written as { $count } files, signed by this console
}
history-exported-why = It verifies without this console: with postern-audit verify, or with the tools its README names. It holds what the case holds about people: give it only to whoever may read the case.
checkpoint-open = Checkpoint
checkpoint-title = Checkpoints
checkpoint-lead = A few lines that pin the whole history as it stands. Kept by somebody else, they show later whether it was rewritten.
checkpoint-close = Back to the cases
checkpoint-now = This history now
checkpoint-now-why = { $count ->
    [one] Its 1 record and its root, signed by this console. Mail it, paste it into a ticket, or scan it.
   *[other] Its { $count } records and their root, signed by this console. Mail it, paste it into a ticket, or scan it.
}
checkpoint-text = The checkpoint as text
checkpoint-copy = Copy
checkpoint-copied-yes = Copied.
checkpoint-copied-selected = Selected: copy it with Ctrl C.
checkpoint-qr = The checkpoint as a QR code
checkpoint-qr-hint = The same text, for a phone
checkpoint-sign = Sign it with my key
checkpoint-sign-why = Your key then vouches that you saw this root at this time. Sign only what you read on this screen.
checkpoint-sign-go = Sign checkpoint
checkpoint-signing = Signing…
checkpoint-again = Take it again
checkpoint-proves = It proves
checkpoint-proves-text = That the history held exactly these records in this order, when it is presented again and the history still agrees.
checkpoint-proves-not = It does not prove
checkpoint-proves-not-text = Anything about what came after it, what was never recorded, or whether what was typed is true. Kept only on this computer, it proves nothing.
checkpoint-other = A checkpoint that somebody kept
checkpoint-pasted = Paste it here
checkpoint-pasted-hint = All of it, from the line that ends with /history to the last signature.
checkpoint-paste-first = Paste a checkpoint first.
checkpoint-compare = Compare with this history
checkpoint-comparing = Comparing…
checkpoint-witness = Witness it for another desk
checkpoint-witnessing = Signing…
checkpoint-witnessed = Signed by this console, with the time
checkpoint-witnessed-why = Send it back to the desk it is of. The signature says that it was shown here at this time; not that its history is right. Give that desk this console's key, on another way.
checkpoint-witness-key = This console's key as a witness:
held-consistent = { $size ->
    [one] Its 1 record is in this history, unchanged
   *[other] Its { $size } records are in this history, unchanged
}
held-consistent-means = Nothing before it was changed, taken away or put in between. What came after it, it does not know.
held-shorter = Records are missing
held-shorter-means = There were { $size } records then, and there are { $now } now: the end was taken away, or an older copy was put back. Stop work and call security.
held-diverged = This history was rewritten
held-diverged-means = The first { $size } records are not those of then. Keep the file as it is, and call security.
held-other = It is of another desk's history
held-other-means = It speaks of { $what }. Compare it there; you can witness it here.
held-forged = A signature on it is forged
held-forged-means = It bears the name of { $what }, and that key did not sign it. It shows nothing about this history; call security.
held-unreadable = This is not a whole checkpoint
held-unreadable-means = It cannot be read: { $what }. Paste all of it, from the line that ends with /history to the last signature.
held-signed = Signed by this history's console
held-witnessed = Witnessed by { $name }, { $time }
held-unknown = Also bears the name { $name }, whose key is not known here
attach-title = Files
attach-count = { $count ->
    [0] None
    [one] 1 file
   *[other] { $count } files
}
attach-go = Attach a file
attach-choose = The file to attach
attach-busy = Attaching…
attach-hint = For what a reviewer must see: a signed letter, a note of a call. Up to 8 MiB. Do not attach copies of identity documents: what you saw of them belongs in the evidence.
attach-none = No file is attached to this case.
attach-kib = { $n } KiB
attach-mib = { $n } MiB
attach-save = Save a copy
attach-saved = Saved as
attach-erase = Erase
attach-erase-reason = Why { $name } is erased
attach-erase-hint = Its key is destroyed: nobody reads it any more, here or in backups made from now on. The record that it was attached stays.
attach-erase-say = Say why first.
attach-erase-go = Erase for good
attach-keep = Keep the file
attach-erasing = Erasing…
attach-erased = Erased
history-timeline = Timeline
history-milestones = { $shown } of { $all } records, milestones
history-all = { $all ->
    [one] 1 record
   *[other] { $all } records
}
history-show-all = Show all { $all }
history-show-milestones = Show milestones
history-record = Record { $position }
history-proof = Proof of record { $position }
history-proof-hash = Record hash
history-proof-seq = In this case
history-proof-seq-value = Number { $seq }
history-proof-state = Verified
history-proof-yes = With the whole history, to record { $count }
history-proof-no = Not checked in this session yet
history-verified-word = Verified
history-unverified-word = Not checked yet
history-open-case = Open the case
history-cases = Cases found

event-case_opened = Case opened for { $account }, ticket { $ticket }
event-account_reread = Account read again: { $credentials ->
    [one] 1 usable credential
   *[other] { $credentials } usable credentials
}
event-contained = Account frozen before anybody was verified
event-code_issued = Recovery code drawn and sent: { $method ->
    [issued_code] to an address on record
   *[recovery_contact] to a recovery contact
}
event-code_matched = Recovery code matched
event-code_wrong = Recovery code was wrong
event-saved_codes_replaced = Saved codes replaced
event-exception_asked = Exception asked for, { $kind ->
    [trusted_referee] trusted referee
   *[emergency] emergency
    }: { $reason }
event-exception_dropped = Exception dropped
event-credential_kept = Old credential to be kept, with proof
event-credential_not_kept = Old credential no longer to be kept
event-sponsor_seen = Sponsor { $login } signed in
event-consumers_listed = { $count ->
    [one] 1 consumer listed
   *[other] { $count } consumers listed
}
event-old_credential_refused = Old credential tried: refused
event-old_credential_worked = Old credential tried: it still works
event-risk_seen = Signs of risk raised the tier: { $signals }
event-letter_sent = Letter sent, { $reference }
event-case_taken_over = Taken over by another agent
event-hold_cleared = Hold cleared: { $note }
event-effect_started = A call to the directory began
event-effect_observed = The outcome of a call was seen
event-intended-block_sign_in = To do: block sign-in
event-intended-unblock_sign_in = To do: unblock sign-in
event-intended-end_sessions = To do: end all sessions
event-intended-suspend_credential = To do: suspend a credential
event-intended-revoke_credential = To do: revoke a credential
event-intended-submit_credential = To do: make a credential and hand it to the directory
event-intended-notice_intake = To do: tell an address that a recovery began
event-intended-notice_close = To do: tell an address about the new key
event-intended-send_code = To do: send a recovery code
event-started-block_sign_in = Blocking sign-in
event-started-unblock_sign_in = Unblocking sign-in
event-started-end_sessions = Ending sessions
event-started-suspend_credential = Suspending a credential
event-started-revoke_credential = Revoking a credential
event-started-submit_credential = Making a credential
event-started-notice_intake = Sending a notice
event-started-notice_close = Sending a notice
event-started-send_code = Sending a recovery code
event-seen-block_sign_in = Sign-in blocked, read back
event-seen-unblock_sign_in = Sign-in unblocked, read back
event-seen-end_sessions = Sessions ended, read back
event-seen-suspend_credential = Credential suspended, read back
event-seen-revoke_credential = Credential gone, read back
event-seen-submit_credential = New credential listed, read back
event-seen-notice_intake = Address told that a recovery began
event-seen-notice_close = Address told about the new key
event-seen-send_code = Recovery code sent
event-failed-block_sign_in = Sign-in is not blocked, read back
event-failed-unblock_sign_in = Sign-in is still blocked, read back
event-failed-end_sessions = Sessions are still there, read back
event-failed-suspend_credential = Credential is still usable, read back
event-failed-revoke_credential = Credential is still listed, read back
event-failed-submit_credential = New credential is not listed, read back
event-failed-notice_intake = Notice came back
event-failed-notice_close = Notice came back
event-failed-send_code = Recovery code came back
event-unknown-block_sign_in = Blocking sign-in: outcome not known
event-unknown-unblock_sign_in = Unblocking sign-in: outcome not known
event-unknown-end_sessions = Ending sessions: outcome not known
event-unknown-suspend_credential = Suspending a credential: outcome not known
event-unknown-revoke_credential = Revoking a credential: outcome not known
event-unknown-submit_credential = Making a credential: outcome not known
event-unknown-notice_intake = Sending a notice: outcome not known
event-unknown-notice_close = Sending a notice: outcome not known
event-unknown-send_code = Sending a recovery code: outcome not known
event-consent_recorded = The caller agreed to the video check
event-cue_drawn = Random cue drawn
event-cue_answered = Random cue: { $answer ->
    [atonce] done at once
    [at_once] done at once
    [late] late or unclear
    [notdone] not done
    [not_done] not done
   *[other] { $answer }
}
event-evidence_recorded = Evidence recorded: { $kind ->
    [passport] passport
    [passport_chip] passport with chip
    [national_id] national identity card
    [driving_licence] driving licence
    [company_badge] company badge
    [call_back] call-back code
    [manager_vouched] manager vouched
    [saved_code] saved recovery code
    [issued_code] recovery code sent
    [recovery_contact] recovery contact
    [other_authenticator] another authenticator
    [retained_biometric] biometric kept from the first proofing
    [knowledge_answers] personal answers
    [voice_recognised] known voice
   *[other] { $kind }
}
event-evidence_withdrawn = Evidence withdrawn
event-approval_sought = Approval asked for
event-approval_signed = Co-signed with key ends { $key }
event-approval_refused = Co-signature refused: { $reason }
event-key_accepted = New key accepted: { $label }
event-credential_made = Credential made and tested on the new key, ends { $key }
event-orphan_removed = Credential { $key }, left by an interrupted attempt, deleted from the key
event-handed_over = Key handed to the subject
event-release_signed = Account released by a reviewer
event-signed_in_said = Said to have signed in with the new key, ends { $key }: the console did not see it
event-signed_in_live = Subject signed in with the new key, ends { $key }
event-case_completed = Case completed
event-case_refused = Case refused: cannot verify. { $note }
event-case_cancelled = Case cancelled: { $note }
event-case_reviewed = Reviewed. { $note }
event-note_added = Note: { $text }
event-attachment_added = File attached: { $name }
event-attachment_erased = A file's key was destroyed: { $reason }
event-attempt_refused = Refused: { $attempt ->
    [contain] freezing the account
    [record_consent] recording consent
    [draw_cue] drawing a cue
    [answer_cue] answering a cue
    [record_evidence] recording evidence
    [withdraw_evidence] withdrawing evidence
    [seek_approval] asking for approval
    [co_sign] co-signing
    [refuse_approval] refusing the approval
    [revoke] revoking
    [read_back] reading back
    [accept_key] accepting a key
    [provision] making a credential
    [hand_over] the handover
    [release] the release
    [unblock] unblocking sign-in
    [live_sign_in] the live sign-in
    [notify] sending notices
    [complete] completing the case
    [cannot_verify] refusing the case
    [cancel] cancelling the case
    [review] the review
    [add_note] adding a note
    [attach] attaching a file
    [erase_attachment] erasing a file
    [issue_code] sending a recovery code
    [check_code] checking a recovery code
    [replace_saved_codes] recording that saved codes were replaced
    [prove_possession] signing in with another authenticator
    [ask_exception] asking for an exception
    [drop_exception] dropping the exception
    [keep_credential] keeping a credential
    [do_not_keep] no longer keeping a credential
    [prove_sponsor] the sponsor's sign-in
    [list_consumers] listing consumers
    [try_old_credential] trying the old credential
    [record_letter] recording a letter
    [take_over] taking the case over
    [clear_hold] clearing the hold
    [attest] recording a person's word
    [choose_target] choosing what the subject gets
    [see_enrolled] looking for what the subject enrolled
    [name_recipient] naming who gets the new key
    [release_write] releasing what changes something at the directory
   *[other] { $attempt }
    }. Rule { $codes }

next-after-intake = Evidence comes next.
next-after-contain = Evidence comes next. What is frozen stays frozen.
next-after-proofing = Approval opens. A supervisor co-signs with their own key.
next-after-approval = Revocation opens. Sign-in is blocked, sessions end, old credentials go.
next-after-revocation = Provisioning opens. The subject gets what the supervisors signed.
next-after-provisioning = Handover. The subject takes the key; sign-in is unblocked.
next-after-handover = Notices go to every address on record.
next-after-notification = Close. Every gate is judged again, over the whole record.
next-after-release = Handover. Sign-in is unblocked for the new key only.
next-after-close = A reviewer who took no part reads the record.
next-after-review = Nothing more. The record stays.

## Settings

settings-title = Settings
settings-look = Look
settings-look-why = Kept on this computer, for everybody who signs in here.
settings-theme = Theme
settings-theme-system = As the system
settings-theme-light = Light
settings-theme-dark = Dark
settings-density = Density
settings-density-compact = Compact
settings-density-comfortable = Comfortable
settings-staff = Staff
settings-staff-why = One role per person. Adding or removing someone needs an administrator's key.
settings-col-name = Name
settings-col-role = Role
settings-col-key = Key
settings-col-training = Training valid until
settings-training-over = Lapsed
settings-directories = Directories
settings-abilities = What it can do
settings-how-does = The console does it, and reads it back
settings-how-person = A person does it, and the record says so
settings-how-not_yet = The directory could; the console does not do it yet
ability-look_up = Look an account up
ability-roles = Tell administrative roles
ability-eligible_roles = Tell roles that can be activated
ability-contacts = Tell the addresses on record
ability-contact_age = Tell since when an address is unchanged
ability-credentials = List every credential
ability-last_sign_in = Tell when a credential last signed in
ability-sessions = Tell whether sessions are open
ability-tokens = Tell the tokens of applications
ability-block = Block and unblock sign-in
ability-suspend = Suspend a credential
ability-revoke = Revoke a credential
ability-end_sessions = End all sessions
ability-revoke_tokens = Revoke the tokens of applications
ability-creation_options = Offer a new credential
ability-submit = Take a new credential
ability-temporary_pass = Issue a temporary pass
ability-saved_codes = Check saved recovery codes
ability-sign_in = Let the console try a sign-in
ability-machines = Rotate a machine's credential
settings-about = About
settings-version = Version
settings-profile = Profile
settings-ledger = History
settings-policy = Policy
settings-records = Records
settings-verified = Verified to
settings-not-verified = Not verified yet
settings-shortcuts-on = Use single letters in lists (J, K, ?)

## Trouble

trouble-title = Postern cannot start
trouble-lead = Nothing was opened or changed.
trouble-retry = Try again
trouble-retrying = Starting…
rescue-title = The history is damaged
rescue-lead = It opens for reading only. Nobody can sign in until it is mended or replaced by a copy that verifies.
rescue-first = First bad record
rescue-kind = Damage
rescue-detail = Seen
rescue-stream = In
rescue-next = Keep the file as it is. Call an administrator; `postern-audit verify` gives the whole list.
rescue-verify = Verify again

## Practice tray

tray-title = Practice tray
tray-show = Show the practice tray
tray-hide = Hide the practice tray
tray-keys = Keys
tray-mail = Mailbox
tray-mail-lead = What the practice directory's people were sent. Nothing leaves this computer.
tray-mail-count = Mailbox, { $count }
tray-teach = Teach
tray-teach-title = What can go wrong
tray-teach-lead = The practice directory is a real relying party: what happens here happens there.
tray-teach-try = Try it
tray-teach-add = Add one
tray-insert = Insert
tray-pull = Pull out
tray-touch-named = Touch { $name }
tray-waits = { $name } waits for a touch
tray-inserted = Inserted: { $names }
tray-none = No key is inserted.
tray-pin = PIN { $pin }
tray-saved-code = Her saved code: 7K2M-9QXT-4HRD-8VNC
tray-mail-none = No message yet. Notices of practice cases land here.
tray-mail-to = To { $to }
tray-teach-login = Account name
tray-teach-lost = Try the lost key at the directory
tray-teach-lost-why = Signs in as a finder of the lost key would. Do it before and after revocation.
tray-teach-sneak = Add a credential behind the console's back
tray-teach-sneak-why = As an attacker with directory rights would, in the middle of a case.
tray-teach-down = Stop the directory
tray-teach-down-why = Nothing is lost: the console says what it waits for, and goes on when it answers again.
tray-teach-stop = Stop it
tray-teach-up = Start it again
tray-silent = The practice directory does not answer.
tray-teach-busy = Trying…
tray-try-in = The lost key was let in. Whoever finds it owns the account.
tray-try-out = The lost key was refused.
tray-sneak-done = A credential was added. The console must notice it at the next read-back.
hint-agent = Agent
hint-supervisor = Supervisor
hint-reviewer = Reviewer
hint-administrator = Administrator
hint-subject = For the subject
hint-lost = Reported lost
hint-sponsor = Answers for a machine

## Policies, for the command line

policy-too-loose = { $name } is { $value }. It must be { $bounds }; no policy goes below the rule.
policy-bounds-text = some text
policy-bounds-number = { $least } to { $most }
policy-bounds-switch = true or false
policy-bounds-models = a list of AAGUIDs, lower-case with hyphens
policy-every-tier = Every tier
policy-evidence = Evidence: one Superior piece, two Strong ones, or a Strong and a Fair one of different kinds (SP 800-63A-4 §4.2.2). Knowledge answers and known voices never count (§2.5.1).
policy-on_site_proofing = Proofing on site only: no call, no video (SP 800-63A-4 §4.3.1).
policy-video_cues = On video: consent, and { $cues } random cue or more, done at once within { $minutes } minutes of being drawn (SP 800-63A-4 §3.14).
policy-approvals = Approval: { $count } of the supervisors, each with their own key, valid for { $minutes } minutes and void after any change (Local P-04, P-05).
policy-privileged_on_other_console = Approved on another console than the agent's (Local P-06).
policy-release = A reviewer signs a release before sign-in is unblocked (Local P-15).
policy-revocation = Every old credential seen gone and every session ended before a new key is made (SP 800-63B-4 §4.5, §5.1).
policy-contact_unchanged_days = A contact counts when the directory has held it unchanged for { $value } days (Local P-08).
policy-repeat_days = Another request for the same subject within { $value } days is told as a repeat (Local P-03).
policy-min_pin_length = The new key asks for a PIN of { $value } characters or more (SP 800-63B-4 §3.2.10).
policy-new_keys = New keys made in one case: { $value } (Local P-18).
policy-any-model = Any key model whose maker's attestation is trusted, none that can be copied (SP 800-63B-4 §2.3.2, §3.2.4).
policy-allowed_models = Key models: { $value }, none that can be copied (SP 800-63B-4 §2.3.2, §3.2.4).
policy-denied_models = Never a key of these models: { $value } (SP 800-63B-4 §3.2.4).
policy-model_level = Only key models that FIDO certified at level { $value } or higher (Local P-31).
policy-metadata_required = Only key models that current FIDO metadata list (Local P-31).
policy-about-denied_models = Key models that are never taken, by AAGUID. May be left out.
policy-about-model_level = FIDO certification level that a key model needs, 0 to 3. May be left out.
policy-about-metadata_required = Whether a key is taken only where current FIDO metadata list its model. May be left out.
policy-about-version = Version of this list of settings.
policy-about-name = Name and date, for people.
policy-about-on_site_proofing = Whether proofing is done on site only.
policy-about-approvals_standard = Supervisors who sign a standard case.
policy-about-approvals_privileged = Supervisors who sign a privileged case, no fewer than a standard one.
policy-about-approval_minutes = Minutes for which a co-signature holds.
policy-about-privileged_on_other_console = Whether a privileged case is approved on another console than the agent's.
policy-about-contact_unchanged_days = Days for which a contact must be unchanged to count.
policy-about-video_cues = Random cues that a video check needs.
policy-about-cue_minutes = Minutes in which a drawn cue may be answered.
policy-about-repeat_days = Days in which another request counts as a repeat.
policy-about-min_pin_length = Shortest PIN of a new key, in characters.
policy-about-allowed_models = AAGUIDs of the key models that may be handed out; none means every trusted one.
policy-about-new_keys = New keys made in one case.
policy-bounds-any_text = some text or none
policy-account = Accounts are taken to be proofed at IAL { $ial } and to sign in at AAL { $aal } (SP 800-63B-4 §4.2.2).
policy-never_proofed = Accounts were never proofed: recovery is by codes, or by a code and another authenticator, and never by documents (SP 800-63B-4 §4.2.2.1).
policy-evidence-ial1 = Evidence: one piece that was validated (SP 800-63A-4 §4.1.2). Knowledge answers and known voices never count (§2.5.1).
policy-biometric = A face or fingerprint compared on site with the sample kept from the first proofing, and no codes (SP 800-63B-4 §4.2.2.3).
policy-codes = Recovery codes: two of different kinds, or one and another authenticator. { $digits } digits, { $attempts } wrong ones in a case, { $phone } minutes by telephone, { $mail } hours by mail (SP 800-63B-4 §4.2.1.2, §4.2.2.2).
policy-no_codes = No recovery codes.
policy-privileged_strong_evidence = Evidence: two Strong pieces, a Superior one, or two codes and another authenticator (Local P-21).
policy-client_organisation = Approved by somebody of { $value } (Local P-24).
policy-privileged_wait_hours = { $value } hours to object between the first notice and the unblocking (Local P-19).
policy-machine = The sponsor signs in with their own key, consumers are listed, and the old credential is tried and refused (Local P-26).
policy-no_overlap = The old credential is gone before the new one is made (Local P-26).
policy-overlap_minutes = Old and new credential may work together for { $value } minutes, under the approval (Local P-26).
policy-raise_after_repeats = { $value } other cases of the subject within { $days } days raise the tier to privileged (Local P-03).
policy-velocity = Within the window: { $subject } cases of one subject. Within 24 hours: { $agent } cases opened by one agent, { $signatures } signatures by one supervisor, { $freezes } accounts frozen by one agent. One key is handed out in { $key } cases at most (Local P-22).
policy-exception = An exception needs { $value } more signatures (Local P-27).
policy-emergency_allowed = An emergency may set aside the wait, the other console and the subject's limit, never a rule of the standards (Local P-27).
policy-emergency_forbidden = No emergency sets a rule aside (Local P-27).
policy-retention_days = Records are kept for { $value } days (SP 800-63B-4 §2.4.2).
policy-about-account_ial = Identity assurance level at which the accounts were proofed, 0 for never.
policy-about-account_aal = Authentication assurance level at which the accounts sign in.
policy-about-recovery_codes = Whether recovery codes may verify a subject.
policy-about-code_digits = Digits of a recovery code that is sent.
policy-about-code_attempts = Wrong codes in one case after which none counts any more.
policy-about-code_phone_minutes = Minutes for which a code by telephone holds.
policy-about-code_mail_hours = Hours for which a code by mail holds.
policy-about-privileged_strong_evidence = Whether a privileged case needs two Strong pieces or a Superior one.
policy-about-client_organisation = Organisation of the approvers of privileged cases, where the desk is outsourced.
policy-about-privileged_wait_hours = Hours that a privileged subject has to object before sign-in is unblocked.
policy-about-exception_signatures = More signatures that an exception needs.
policy-about-emergency_allowed = Whether an emergency may set local rules aside.
policy-about-raise_after_repeats = Other cases of a subject from which the tier is raised.
policy-about-subject_cases = Cases of one subject within the days of repeats.
policy-about-agent_cases_per_day = Cases that one agent opens in 24 hours.
policy-about-signatures_per_day = Co-signatures that one supervisor gives in 24 hours.
policy-about-freezes_per_day = Accounts that one agent freezes in 24 hours.
policy-about-key_cases = Cases in which one key is handed out.
policy-about-overlap_minutes = Minutes for which a machine identity's old credential may live beside its new one.
policy-about-retention_days = Days for which the records of a case are kept.
