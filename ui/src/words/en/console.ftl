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
bar-lock = Lock
bar-lock-in = Locks by itself in { $time }
bar-sign-out = Sign out
span-days = { $n } d
span-hours = { $hours } h { $minutes }
span-minutes = { $n } min
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
