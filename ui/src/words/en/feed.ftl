## What follows the history outside: events for security, and comments in tickets

section-feeds = Events and tickets
section-lead-feeds = What this console tells security and the ticket system, how far each is, and what stands in the way.

feeds-why = Each follows the history by itself. What cannot be handed on waits in the history, and nobody at the desk waits for it.
feeds-none = Nothing is handed on.
feeds-none-next = The settings name no file, syslog server, collector or ticket system: { $file }. The guide says what to write there.
feeds-again = Look again
feeds-looking = Looking…
feeds-name-file = File of events
feeds-name-syslog = Syslog server
feeds-name-collector = Collector
feeds-name-tickets = Ticket system
feeds-state-current = Everything is handed on
feeds-state-behind = On its way
feeds-state-stands = It stands still
feeds-to = To
feeds-position = Acknowledged up to
feeds-last = Last acknowledged
feeds-last-none = Not since the console runs
feeds-behind = { $count ->
    [one] 1 record waits.
   *[other] { $count } records wait.
}
feeds-since = Since { $since }, { $tries ->
    [one] tried once.
   *[other] tried { $tries } times.
} It is tried again at least every 5 minutes.
feeds-next = Next:
feeds-trouble-unreachable = There is no connection ({ $detail }).
feeds-trouble-timed_out = There is no answer in time ({ $detail }).
feeds-trouble-tls = The connection is not safe ({ $detail }).
feeds-trouble-access = This desk's access is refused ({ $detail }).
feeds-trouble-busy = It asks for patience ({ $detail }).
feeds-trouble-refused = It does not take what it is given ({ $detail }).
feeds-trouble-no_secret = The secret { $detail } is not kept.
feeds-trouble-keyring = The keyring does not serve ({ $detail }).
feeds-trouble-disk = The file cannot be written ({ $detail }).
feeds-trouble-history = The history cannot be read there ({ $detail }).
feeds-next-unreachable = See whether it runs and whether this computer reaches it. It goes on by itself.
feeds-next-timed_out = See whether it runs and whether this computer reaches it. What arrived already comes again with the same identifier.
feeds-next-tls = Compare the certificate with the authority that the settings name.
feeds-next-access = Enter the secret again, and see whether this desk may write there.
feeds-next-busy = Nothing: it goes on by itself. Where it lasts, ask whoever runs it.
feeds-next-refused = Compare the address in the settings, and ask whoever runs it what it takes.
feeds-next-no_secret = Enter the secret.
feeds-next-keyring = Unlock the keyring.
feeds-next-disk = See whether the folder is there, may be written, and has room.
feeds-next-history = Verify the history on its page. Nothing is passed over.
feeds-secret-kept = Its secret is kept
feeds-secret-missing = Its secret is missing
feeds-secret-enter = Enter the secret
feeds-secret-enter-named = Enter the secret: { $name }
feeds-secret-busy = Waiting for the secret…
feeds-parked = Tickets that were given up
feeds-parked-why = These tickets get no comments. Their cases go on as ever, and the history has everything.
feeds-parked-no_ticket = What was typed is no ticket of this system. Write the outcome there by hand where it is needed.
feeds-parked-not_there = The system does not know this ticket, or this desk may not see it.
feeds-parked-refused = The system takes no comment of this desk there.

finding-feed-current = Everything is handed on: { $name }.
finding-feed-behind = { $name }: { $records ->
    [one] 1 record waits.
   *[other] { $records } records wait.
}
finding-feed-behind-next = Nothing stands in the way: look again in a minute.
finding-feed-stands = { $name } stands still: { $why }. { $records ->
    [one] 1 record waits.
   *[other] { $records } records wait.
}
finding-feed-stands-next = Settings, Events and tickets says what helps. Nothing is lost meanwhile: the history keeps it.
finding-tickets-parked = { $count ->
    [one] 1 ticket was given up.
   *[other] { $count } tickets were given up.
}
finding-tickets-parked-next = Settings, Events and tickets names them.

refusal-CFG-feed = What follows the history outside cannot be set up ({ $name }): { $why }.
next-CFG-feed = Correct the settings, and start again.
