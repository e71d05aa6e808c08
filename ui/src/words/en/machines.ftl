## Machine identities: the pages of their path, and the list of all

nav-machines = Machines

machines-page-sponsor = Sponsor
machines-page-consumers = Consumers and overlap
machines-page-new_key = New key
machines-page-negative_test = Negative test
machines-status-done = Done
machines-status-now = To do
machines-status-waiting = Waiting
machines-status-blocked = Blocked
machines-status-skipped = Left out

machines-title-sponsor = The sponsor answers for this identity
machines-title-consumers = List what uses it, and how old and new overlap
machines-title-new_key = The new key
machines-title-negative_test = The old credentials must be refused

machines-about = About this page
machines-about-what = What it is for
machines-about-why = Why
machines-about-then = Then
machines-about-blocks = What blocks
machines-nothing-blocks = Nothing on this page
machines-gates = What this page asks for

machines-what-sponsor = Somebody who can be asked vouches for a program that cannot show who it is.
machines-why-sponsor = A machine has no face and no passport. The directory names a person, and only that person's own key counts here, so nobody at the desk can speak for them.
machines-then-sponsor = You list what uses the identity. The sponsor does not co-sign this case.
machines-what-consumers = Whoever signs knows what stops when the old credential goes, and for how long both may work.
machines-why-consumers = A service that nobody thought of fails at night, and old keys are kept "just in case". Two working credentials are two ways in, so the time is short, signed, and counted.
machines-then-consumers = Supervisors co-sign this list and this number. A change afterwards needs their signatures again.
machines-what-new_key = The identity gets one new credential, for this case only.
machines-why-new_key = Without an overlap the old credential is seen gone first, so that never two work. A key that is drawn here is sealed at once: nobody at the desk sees it.
machines-then-new_key = It is handed over, tried once, and each consumer moves to it.
machines-what-negative_test = Each old credential is tried where it was used. It has to be turned away.
machines-why-negative_test = A directory can say "removed" and still let a copy in from a cache or a second system. For a machine nobody notices, so a refusal is seen, not assumed.
machines-then-negative_test = When all are refused, the case goes on to what is left on its path.

machines-pages = Pages of this machine identity
machines-pages-lead = Each has its own part of the path. You can open them in any order; the rules say what can be done.
machines-key-first = The new key comes first here
machines-key-first-why = An overlap of { $minutes } minutes was approved. Make the new key, move what uses the identity, and revoke the old credentials before the time is over.
machines-key-first-go = Go to the new key

machines-list-none = Nothing is listed yet.
machines-consumer-named = Consumer { $n }
machines-consumer-remove = Remove
machines-consumer-remove-named = Remove consumer { $n }, { $name }
machines-consumer-add = Add one
machines-overlap-none = None
machines-overlap-minutes = { $n } min
machines-overlap-hours = { $n } h

machines-overlap-card = Old and new both work now
machines-overlap-left = Left to revoke the old credentials
machines-overlap-over = The overlap is over, and an old credential still works.
machines-overlap-end = Revoke the old credentials before the time is over. What goes later cannot be completed any more: cancel the case then, and open another.
machines-go-revocation = Go to revocation

machines-moved-title = On their way to the new credential
machines-moved-lead = { $count ->
    [one] { $moved } of 1 consumer moved. It is a note for you and the sponsor: nothing waits for it.
   *[other] { $moved } of { $count } consumers moved. It is a note for you and the sponsor: nothing waits for it.
}
machines-moved-at = Moved { $time }
machines-moved-not = Not moved yet
machines-move = It moved
machines-move-named = It moved: { $name }
machines-move-undo = Not after all
machines-move-undo-named = Not after all: { $name }
machines-move-busy = Recording…

machines-trials = What was tried
machines-trials-none = This identity had no credential that goes, so there is nothing to try.
machines-col-credential = Old credential
machines-col-result = Result
machines-col-when = When
machines-col-seen = Seen by
machines-trial-not_gone = Not gone yet
machines-trial-to_try = To try
machines-trial-refused = Refused
machines-trial-works = Still works
machines-trial-not-tried = Not tried
machines-trial-seen = This console
machines-trial-said = A person says so
machines-blocked-now = Sign-in of this account is blocked now
machines-blocked-now-why = It refuses every credential while that lasts, old or new. Try the old ones once more after sign-in is unblocked.
machines-works = An old credential still works
machines-works-why = { $label } was let in after the directory said that it is gone. Whoever has a copy gets in too.
machines-works-read = Read back, and revoke it again if the directory lists it.
machines-works-elsewhere = If the directory does not list it, look for a cache, a second directory or a copy in the service itself, and close it there.
machines-works-again = Then try it again here. The case cannot be completed before it is refused.

## The list

machines-list-title = Machine identities
machines-list-lead = Every machine identity that had a case at this desk, with what its cases say. It is no list of what the directories hold.
machines-filter = Account, name, directory or sponsor
machines-reading = Reading…
machines-found = { $count ->
    [0] No identity
    [one] 1 identity
   *[other] { $count } identities
}
machines-unlisted = { $count ->
    [one] 1 more fits. Type more of its name.
   *[other] { $count } more fit. Type more of the name.
}
machines-empty = No machine identity had a case yet
machines-empty-why = Look an identity up under Work, New case. Its sponsor must be at the desk with their own key.
machines-unfound = No machine identity fits this text
machines-unfound-why = It looks into account, name, directory and sponsor. An identity without a case is not here.
machines-clear = Show all
machines-col-account = Account
machines-col-sponsor = Sponsor
machines-col-rotated = Last rotation
machines-col-consumers = Consumers
machines-col-state = Now
machines-col-tried = Last negative test
machines-col-do = Next
machines-never = Not here
machines-none-listed = None listed
machines-no-case = No open case
machines-case-open = Case { $short } is open
machines-case-open-named = Case { $short } is open, { $name }
machines-overlap-until = Overlap, { $left } left
machines-overlap-late = Overlap is over, old one works
machines-tried-refused = Refused { $time }
machines-tried-works = Let in { $time }
machines-untried = Not tried
machines-history = { $count ->
    [one] 1 case
   *[other] { $count } cases
}
machines-history-named = { $count ->
    [one] 1 case of { $name }, in the history
   *[other] { $count } cases of { $name }, in the history
}
machines-recover = Recover this identity
machines-recover-named = Recover this identity: { $name }

event-consumer_moved = Consumer moved to the new credential: { $consumer }
event-consumer_not_moved = Consumer not moved after all: { $consumer }
