# Words of the native PIN window, which Rust draws: the web view never says them. `$form` is `none`, `one` or `other`,
# because Rust hands every argument over as text.

pinw-title = Postern: PIN
pinw-key = Security key: { $key }
pinw-facts = What the PIN is for
pinw-cancel = Cancel
pinw-done = Done
pinw-kbd-enter = Enter
pinw-kbd-esc = Esc
pinw-go = Go on
pinw-set = Set the PIN
pinw-change = Change the PIN

## Fields

pinw-field-pin = PIN
pinw-field-old = Present PIN
pinw-field-new = New PIN
pinw-field-repeat = New PIN again
pinw-field-secret = Secret
pinw-show = Show: { $field }
pinw-hide = Hide: { $field }
pinw-hint-pin = It goes to the key and nowhere else.
pinw-hint-secret = No page sees it. Type it here, or paste it.
pinw-hint-new = { $count } or more characters, digits or letters. Only the key keeps it.
pinw-caps = Caps Lock is on.

## Tries

pinw-tries = { $form ->
    [none] No tries left
    [one] 1 of 8 tries left
   *[other] { $count } of 8 tries left
}
pinw-tries-untold = The key does not say how many tries are left
pinw-tries-hint = After 3 wrong in a row, take the key out and put it back. At 0 it is blocked.
pinw-few = { $form ->
    [one] One more wrong PIN blocks this key
   *[other] { $count } more wrong PINs block this key
}
pinw-few-why = Only a reset opens a blocked key, and a reset erases every credential on it. When in doubt, cancel.
pinw-know = { $form ->
    [one] I know this PIN. One more wrong PIN blocks the key.
   *[other] I know this PIN. One more wrong PIN leaves 1 try.
}
pinw-know-first = Tick the box first
pinw-blocked = This key is blocked
pinw-blocked-why = No tries are left. Only a reset opens it, and a reset erases every credential on it.
pinw-blocked-short = No PIN can be tried

## What cannot be submitted

pinw-fault-empty-pin = Type the PIN.
pinw-fault-empty-old = Type the present PIN.
pinw-fault-empty-new = Type a new PIN.
pinw-fault-empty-repeat = Type the new PIN once more.
pinw-fault-empty-secret = Type the secret.
pinw-fault-short = { $form ->
    [one] Too short by 1 character.
   *[other] Too short by { $count } characters.
}
pinw-fault-no_pin = No PIN is this short. No try was used.
pinw-fault-long = Too long for any key: 63 characters at most, fewer with accents.
pinw-fault-weak = Too easy to guess: one character repeated, or a run such as 123456.
pinw-fault-same = This is the present PIN. Choose another one.
pinw-fault-differs = The two PINs differ. Type the new PIN once more.

## A PIN that the console drew

pinw-shown-label = PIN of this key
pinw-shown-spoken = PIN: { $pin }
pinw-shown-once = Shown once. After Done, nobody can see it again.

## What a PIN is asked for

pinw-for-sign_in = Sign in
pinw-for-unlock = Unlock the console
pinw-for-co_sign = Co-sign a recovery
pinw-for-beside = Say who you are, to co-sign here
pinw-for-release = Release a privileged account
pinw-for-review = Sign a disposition
pinw-for-dispose = Sign what an incident was
pinw-for-checkpoint = Sign a checkpoint
pinw-for-provision = Make the new credential
pinw-for-live_sign_in = Sign in with the new key
pinw-for-possession = Prove that you have this key
pinw-for-sponsor = Prove that you are the sponsor
pinw-for-old_credential = Try the old credential
pinw-for-staff_key = Make a key of the staff
pinw-for-confirm = Confirm a member of staff
pinw-for-change = Sign a change of the desk
pinw-for-quorum = Sign the recovery of an administrator
pinw-for-configure = Change a setting of this key
pinw-for-stored = List what is on this key
pinw-for-rename = Rename a credential on this key
pinw-for-delete = Delete a credential from this key
pinw-for-set_pin = Choose a PIN for this key
pinw-for-change_pin = Change the PIN of this key
pinw-for-see_enrolled = Try the key that the subject enrolled
pinw-for-old_secret = Try the old key or secret
pinw-for-mail = Password of the mail server's user
pinw-for-webhook = Secret that requests to the telephone service are signed with
pinw-for-directory = Secret of a directory
pinw-for-feed = Secret for events or tickets
pinw-for-directory_write = Secret that changes something at a directory
pinw-for-protect = Seal what changes something at a directory
pinw-for-release_write = Release what changes something at a directory

## What is signed: the web view cannot draw this

pinw-fact-action = Action
pinw-fact-subject = Subject
pinw-fact-account = Account
pinw-fact-tier = Tier
pinw-fact-digest = Digest
pinw-fact-person = Person
pinw-fact-role = Role
pinw-fact-policy = Policy
pinw-fact-key = Key
pinw-fact-console = Console
pinw-fact-disposition = Disposition
pinw-fact-note = Note
pinw-action-approve = Approve the recovery
pinw-action-approve_here = Approve the recovery, at the agent's console
pinw-action-release = Release the account
pinw-action-review = Judge the closed case
pinw-action-dispose = Say what an incident was

pinw-change-adopt_policy = Adopt a policy
pinw-change-renew_training = Renew somebody's training
pinw-change-remove_staff = Remove somebody of the staff
pinw-change-add_staff_key = Add a second key of somebody
pinw-change-replace_staff_key = Replace a lost key of somebody
pinw-change-raise_threat = Raise the threat level
pinw-change-lower_threat = Lower the threat level
pinw-change-set_security_key = Set security's key
pinw-change-rotate_console_key = Change this console's signing key
pinw-change-quorum = Recover an administrator by a quorum

pinw-drawn = The PIN that was drawn
pinw-drawn-why = Give it to the person who gets the key, on another way than the key. The key asks for another PIN before it is used.

## A temporary pass that was issued

pinw-pass = Temporary pass
pinw-pass-why = Tell it to the subject on another way than the one they called on. It works once and ends by itself.
