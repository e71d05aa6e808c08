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
