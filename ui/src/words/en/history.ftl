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
history-report = Save report
history-reporting = Writing the report…
history-reported = Report written, signed by this console
history-reported-digest = Its digest: { $digest }
history-reported-why = It proves itself: postern-audit verify --report checks every byte. It holds no address, no note and no reason; the account and the staff are named.
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
    [co_sign_here] co-signing at this console
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
    [ask_question] asking the agent
    [answer_question] answering a question
    [attach] attaching a file
    [erase_attachment] erasing a file
    [hold_files] holding the files
    [release_files] releasing the files
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
    [move_consumer] recording that a consumer moved
    [try_old_credential] trying the old credential
    [record_letter] recording a letter
    [take_over] taking the case over
    [clear_hold] clearing the hold
    [attest] recording a person's word
    [choose_target] choosing what the subject gets
    [see_enrolled] looking for what the subject enrolled
    [name_recipient] naming who gets the new key
    [release_write] releasing what changes something at the directory
    [repudiate] reporting a repudiation
    [freeze_again] closing the account once more
    [clear_account] letting the account be recovered
    [dispose] saying what an incident was
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
