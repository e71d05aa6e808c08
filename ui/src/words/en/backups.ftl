## Backups of the history

section-backups = Backups
section-lead-backups = A copy of the history, verified whole, from which this console can be given back.

backups-last = The last backup
backups-never = No backup of this history was made yet. Make one now: a disk that fails takes every case with it.
backups-at = Made
backups-where = In
backups-records = Records
backups-gone = It is not there any more
backups-there = It is there
backups-since = { $count ->
    [0] Nothing was recorded since.
    [one] 1 record came since.
   *[other] { $count } records came since.
}
backups-make = Make a backup
backups-make-why = The history is copied while it is in use, encrypted as it is, and the copy is verified whole. Do it every day.
backups-folder = Folder for it
backups-folder-hint = Its whole path. It is not there yet, and is best on another disk or machine.
backups-folder-say = Name a folder first
backups-go = Make the backup
backups-busy = Copying…
backups-copied = { $done } of { $all } pages are copied.
backups-verifying = The copy is verified now.
backups-done = The backup is in { $folder }: { $count ->
    [one] 1 record
   *[other] { $count } records
}, no fault.
backups-faulty = The copy has { $faults ->
    [one] 1 fault
   *[other] { $faults } faults
}: it is in { $folder }
backups-faulty-next = Do not rely on it. Verify the history on its page, and keep the backups of before.
backups-opens = What opens it
backups-opens-anybody = It is not encrypted, as the history is not: whoever has it can read it.
backups-opens-sheets = Its keys are with it, sealed for the recovery sheets.
backups-opens-keyring = It opens with the keyring of this computer alone. Where that is lost, the backup is lost too: print recovery sheets.
backups-restore = Putting one back
backups-restore-why = The console is closed first. What is there is moved aside, never overwritten. Where the console saw more than the backup holds, nothing happens until the loss is accepted, and the history says so itself from then on.
backups-restore-command = In a terminal, with the console closed:
backups-sheets = Recovery sheets
backups-sheets-why = They bring the keys back where the keyring is lost: some of them together, one alone never. What they show is a secret, and this window never shows it: they are made in a terminal, printed, and given to as many people.
backups-copy = Copy the command
backups-copied-command = The command is copied.
backups-selected = The command is selected. Copy it with Ctrl C.

refusal-BKP-place = This is not the whole path of a folder.
next-BKP-place = Begin at the root of a disk, and end with a name that is not there yet.
refusal-BKP-taken = { $folder } is there already. Nothing is overwritten.
next-BKP-taken = Name a folder that is not there yet.
refusal-BKP-folder = The folder cannot be used: { $why }.
next-BKP-folder = Name one that this user may write to, with enough room.
