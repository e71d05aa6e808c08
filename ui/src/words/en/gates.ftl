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
    [consumer] This consumer is marked so already, or is not on the list.
    [exception] This case has no exception.
    [question] This question was answered, or is not of this case.
    [files] The files of this case are held already, or nobody holds them.
    [person] This person is not on the staff, or was removed.
    [credential] This credential is not of this case.
    [effect] Nothing of this kind waits now.
    [target] This is chosen already, or cannot be chosen any more.
    [recipient] This is recorded already, or no key is drawn for this account any more.
    [quorum] No recovery of an administrator is open.
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
refusal-PRF-08 = This contact cannot be used: it changed less than { $days ->
    [one] 1 day
   *[other] { $days } days
} ago, its age is not known, or it is not from the directory.
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
refusal-APR-05 = Something that is signed for has changed since it was read: no approval holds.
next-APR-05 = A supervisor looks again, and signs what is there now.
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
next-NTF-01 = { $state ->
    [later] They are tried again by themselves. Send them now, or post a letter.
    [failed] Have an administrator look at the notifications in the settings, then send them again.
    [no_channel] No channel reaches the address: set one up in the settings, or post a letter and record its reference.
    [refused] The address refused it. Post a letter and record its reference, or settle it by another address that was told.
    [unknown] Nobody knows whether it arrived: ask the subject. Then send it once more, or post a letter.
   *[other] Send the notices.
}
gate-NTF-02 = Notices at the end
refusal-NTF-02 = { $left ->
    [one] 1 address on record was not told about the new key.
   *[other] { $left } addresses on record were not told about the new key.
}
next-NTF-02 = { $state ->
    [later] They are tried again by themselves. Send them now, or post a letter.
    [failed] Have an administrator look at the notifications in the settings, then send them again.
    [no_channel] No channel reaches the address: set one up in the settings, or post a letter and record its reference.
    [refused] The address refused it. Post a letter and record its reference, or settle it by another address that was told.
    [unknown] Nobody knows whether it arrived: ask the subject. Then send it once more, or post a letter.
   *[other] Send the notices, again where one came back.
}
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
    [question] The question is empty, longer than 500 characters, or holds characters that cannot be shown.
    [period] There is no history of this period yet, or its weeks do not begin on a Monday. Choose a later one.
    [number] At least 1 and at most { $max } cases can be drawn.
    [answer] The answer is empty, longer than 500 characters, or holds characters that cannot be shown.
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
