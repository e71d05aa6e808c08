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
