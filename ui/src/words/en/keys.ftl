# Keys: their PINs, what they say about themselves, what is kept on them, how they are erased.

nav-keys = Keys

## The PIN window, which no page can read

key-waits-pin = PIN window is open
key-pin-window = The PIN window is open
key-pin-window-of = The PIN window is open: { $key }
key-pin-window-why = It waits for you, and no page sees what is typed there. Close it to stop.
key-touch-of = Touch the key: { $key }
pin-window-hint = The PIN is typed in a window of its own, which no page can read.
pin-change-title = This key asks for a new PIN first
pin-change-why = { $key }: somebody else drew its PIN, or it was told to ask. Whoever owns it types the old PIN once and a new one twice.
pin-change-first = The PIN of this key must be changed first.
pin-change = Change the PIN
pin-changing = Changing the PIN…
pin-new-typed = The subject types a PIN
pin-new-typed-why = Twice, in a window of its own. { $count } or more characters; PINs that are easy to guess are refused.
pin-new-drawn = The console draws a PIN
pin-new-drawn-why = For when the subject is not at this desk or cannot choose now. It is drawn when the credential is made, shown once in a window of its own after that, and changed by its owner at first use.
pin-draw = Draw a PIN

## The page of keys

keypage-lead = What it says about itself, and what can be done with it.
keypage-none = No key is connected
keypage-none-why = Plug a security key into this computer. It is listed here within two seconds.
keypage-none-doctor = Is one in, and not listed? Run `postern doctor` in a terminal: it says why, and offers the fix.
keypage-gone = The key was taken out
keypage-gone-why = Put it back, or choose another one from the list.
keypage-model-unknown = Model not known here
keypage-identify = Which one is it?
keypage-identifying = Waiting for a touch…
keypage-identify-why = Every connected key blinks. Touch the one that you mean, and it is chosen.
keypage-identify-now = Every connected key blinks now
keypage-identify-touch = Touch the one that you mean. Nothing is made or changed.
keypage-identified = The key that was touched is chosen.
keypage-revoked = Revoked model
keypage-blocked = Blocked
keypage-new-pin = New PIN needed
keypage-needs-pin = Set a PIN on it first.
keypage-cannot = This key cannot do that.
keypage-not-told = Not told
keypage-has-not = Not on this key
keypage-on = On
keypage-off = Off

keypage-standing-trusted = Model in good standing
keypage-standing-unknown = Model not listed
keypage-standing-no_metadata = No list of models
keypage-standing-revoked = Revoked model
keypage-standing-unknown-title = The list of models does not name this one
keypage-standing-unknown-why = Nobody has said that it is sound, or that it is not. Its maker's signature is still checked when a credential is made, and the policy says which models may be handed out.
keypage-standing-no_metadata-title = This console has no list of models
keypage-standing-no_metadata-why = Whether a model was revoked is not known here. Its maker's signature is still checked when a credential is made. An administrator can load the list of the FIDO Alliance.
keypage-revoked-title = This model is revoked
keypage-revoked-why = It is known to be broken or forged. No credential is made on it, whoever asks.
keypage-revoked-next = Take it out of use, and hand out another model.

keypage-facts = What it says about itself
keypage-owner = Belongs to
keypage-model = Model
keypage-aaguid = AAGUID
keypage-firmware = Firmware
keypage-serial = Serial number
keypage-serial-none = Not told: it cannot be told apart from others of its model
keypage-id = Its name here
keypage-pin = PIN
keypage-pin-value = { $asks ->
    [yes] Set, a new one is needed. { $tries }
   *[other] Set. { $tries }
}
keypage-tries-not-told = Tries not told
keypage-shortest = Shortest PIN
keypage-characters = { $count } characters
keypage-built-in = Its own sensor
keypage-built-in-on = Set up
keypage-built-in-off = Not set up
keypage-sensor-value = { $tries ->
    [one] { $state }, 1 try left
   *[other] { $state }, { $tries } tries left
}
keypage-always = Always verify
keypage-enterprise = Enterprise attestation
keypage-keeps = Keeps credentials
keypage-keeps-yes = Yes, they can be found without a name
keypage-keeps-no = No
keypage-room = Room for
keypage-room-value = { $count ->
    [one] 1 more
   *[other] { $count } more
}
keypage-versions = Versions
keypage-transports = Connects by
keypage-algorithms = Signs with
keypage-extensions = Extensions
keypage-certifications = Certifications

keypage-pin-why = Typed in a window of its own, which no page can read. { $count } or more characters; PINs that are easy to guess are refused.
keypage-pin-asks = It asks for a new PIN before anything else is done with it.
keypage-pin-is-set = It has a PIN: it can be changed by whoever knows it. Nobody can take it away but by erasing the key.
keypage-pin-is-not = It has no PIN yet: there is none to change.
keypage-pin-none-left = No tries are left. Only erasing the key helps.
keypage-pin-was-set = The PIN is set.
keypage-pin-changed = The PIN is changed.

keypage-settings = Settings of the key
keypage-settings-why = Kept on the key itself. Each asks for its PIN.
keypage-setting = Changing it…
keypage-setting-done = The key took the setting.
keypage-shortest-why = It can only go up, until the key is erased. A shorter PIN must then be changed.
keypage-raise = Raise it
keypage-only-up = Give a longer one. It can only go up.
keypage-longest = { $count } is the most that a key takes.
keypage-force = New PIN
keypage-force-why = Before its next use, whoever knows the PIN must change it.
keypage-force-go = Ask for a new PIN
keypage-asks-already = It asks for one already.
keypage-always-why = PIN or sensor at every use, whether a service asks for it or not.
keypage-always-start = Always verify
keypage-always-stop = Verify when asked only
keypage-enterprise-why = Services that your organisation and the key's maker have agreed on are then told which single key it is. Only erasing the key undoes it.
keypage-enterprise-go = Turn it on for good
keypage-enterprise-stays = It is on. Only erasing the key turns it off.

keypage-stored = Credentials on the key
keypage-stored-why = The ones that the key keeps itself. To list, rename or delete them, it asks for its PIN.
keypage-stored-cannot = This key cannot list what is on it.
keypage-stored-count = { $count ->
    [0] None
    [one] 1 credential
   *[other] { $count } credentials
}
keypage-stored-room = { $count ->
    [one] room for about 1 more
   *[other] room for about { $count } more
}
keypage-list = List them
keypage-list-again = List again
keypage-listing = Reading…
keypage-col-at = For
keypage-col-user = User
keypage-col-protection = PIN needed
keypage-protection-1 = If the service asks
keypage-protection-2 = Unless the service names it
keypage-protection-3 = Always
keypage-staff = Staff credential of this desk
keypage-staff-why = It is not deleted here. Staff keys are replaced under “Settings”.
keypage-rename = Rename
keypage-rename-named = Rename { $user } for { $at }
keypage-rename-title = Rename a credential
keypage-rename-lead = Only the names that the key shows change. { $at } does not learn of it.
keypage-user-name = User name
keypage-display-name = Display name
keypage-rename-same = Change a name first.
keypage-rename-long = { $count ->
    [one] 1 byte too long for a key. Letters outside ASCII take more than one.
   *[other] { $count } bytes too long for a key. Letters outside ASCII take more than one.
}
keypage-rename-go = Rename it
keypage-renaming = Renaming…
keypage-renamed = Renamed: the credential for { $at }.
keypage-delete = Delete
keypage-delete-named = Delete { $user } for { $at }
keypage-delete-title = Delete a credential from the key
keypage-delete-lead = This key does not open { $at } any more. Nobody can bring the credential back.
keypage-delete-why = { $at } does not learn of it: there it is still listed until somebody removes it.
keypage-credential = Credential
keypage-keep = Keep it
keypage-delete-go = Delete it for good
keypage-deleting = Deleting…
keypage-deleted = Deleted: { $user } for { $at }.

keypage-reset = Erase the key
keypage-reset-effect = Erases every credential on it, its PIN and its settings. What it opened, it does not open any more. Nobody can undo this.
keypage-reset-how = Most keys accept it for ten seconds after they are plugged in. You are told when to take the key out and put it back; then touch it when it blinks.
keypage-reset-open = Erase this key
keypage-resetting = Erasing…
keypage-reset-title = Erase: { $key }
keypage-reset-type = Type { $word } to go on
keypage-reset-type-first = Type { $word } first.
keypage-reset-go = Erase it for good
keypage-reset-done = The key is erased. It has no PIN and no credentials.

## Keys of the staff

staffkey-open = Another key
staffkey-open-named = Another key for { $name }
staffkey-title = Another key for { $name }
staffkey-why = Their key ends { $ends }. Two people sign with their own keys; nobody signs for themselves. It is recorded in the history.
staffkey-earlier = The earlier key
staffkey-earlier-hint = What it signed before stays valid.
staffkey-lost-yes = Replace it
staffkey-means-yes = It is lost, stolen or broken. It opens and signs nothing any more.
staffkey-lost-no = Keep it, and add a second key
staffkey-means-no = Both are theirs. Either one opens the console and signs.
staffkey-choose = Say what becomes of the earlier key.
staffkey-say = Say why it is replaced.
staffkey-reason-hint = What is known of the earlier key, and since when.
staffkey-new = The new key
staffkey-replace = Sign and replace the key
staffkey-add = Sign and add the key
staffkey-done = Signed and recorded: another key for { $name }.
desk-key-own = { $key }: nobody signs for themselves
desk-pin-windows = { $count ->
    [one] The PIN is asked for in a window of its own.
   *[other] Each PIN is asked for in a window of its own, one after the other.
}

## Refusals

gate-KSL-01 = Not a staff key
refusal-KSL-01 = This key belongs to somebody of the staff.
next-KSL-01 = Replace it under “Settings” first, which two people sign. Then it can be erased.
gate-KSL-02 = Typed on purpose
refusal-KSL-02 = The word RESET was not typed. Nothing was erased.
next-KSL-02 = Type it in capitals, then erase the key.
gate-KSL-03 = Not of an open case
refusal-KSL-03 = This key was provisioned in a case that is still open.
next-KSL-03 = Complete or cancel that case first.
refusal-KEY-few_tries = 2 or fewer PIN tries are left on this key, and nobody confirmed that one may be used. None was.
next-KEY-few_tries = Make sure of the PIN, then start again and confirm it. At 0 only erasing the key helps.
staffkey-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
key-put-back = Take the key out and put it back now
key-put-back-why = Then touch it when it blinks. Nothing is erased before that. Esc gives up.
refusal-KEY-pin_unknown = This key has a PIN that was drawn and that nobody knows any more.
next-KEY-pin_unknown = Erase the key on the page Keys. Then go on here: another PIN is drawn.
prov-drawn-hint = Nobody types a PIN now. The one that is drawn is shown once, after the credential is made.

## The list of models, where it is not as it should be

note-no-metadata = This console has no list of key models. Whether a model was revoked is not known here. An administrator can load the list of the FIDO Alliance.
note-metadata-stale = The list of key models is out of date since { $day }. Models that were revoked since are not known here. An administrator can load a newer one.
note-metadata-bad = The list of key models from { $from } is not used: { $why }. An administrator can load another one.
note-metadata-rolled-back = The list of key models was replaced by an older one, number { $no }, where number { $seen } was seen before. It is not used. An administrator finds out who replaced it, and loads a newer one.
