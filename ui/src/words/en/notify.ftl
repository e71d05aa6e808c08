# Notices that did not go out, letters, and the channels of this desk.

event-language_said = The subject speaks { $language }
event-notice_sent_again = A notice that may have arrived was sent a second time, since a person said so
event-notice_settled = A refused notice was settled by another address that was told

note-no-mail = No mail server is set up: nobody can be told by mail, and no recovery can be completed without a letter. An administrator sets one up on the page Notifications.
note-no-notice-secret = The secret { $name } is not in the keyring: notices do not go out that way. An administrator enters it on the page Notifications.
note-notices-bad = A channel for notices cannot be used: { $why }. An administrator corrects it on the page Notifications.

finding-notices-practice = Notices of the practice profile go to its own mailbox.
finding-mail-serves = The mail server answers, and lets this desk in.
finding-mail-missing = No mail server is set up: nobody can be told by mail.
finding-mail-missing-next = Set one up on the page Notifications, or in the settings file under `[mail]`.
finding-notice-secret = The secret `{ $name }` is not kept: notices do not go out that way.
finding-notice-secret-next = Enter it on the page Notifications.
finding-notices-bad = A channel for notices cannot be used: { $why }.
finding-notices-bad-next = Correct what is named on the page Notifications.
finding-mail-silent = The mail server does not answer: { $why }.
finding-mail-silent-next = Check its name, its port and the network. Notices wait, and are tried again.
finding-mail-refuses = The mail server does not let this desk in: { $why }.
finding-mail-refuses-next = Check user, password and certificate on the page Notifications.
finding-webhook-ready = Telephones are reached by a service; it is not tried here, since that would text somebody.
finding-webhook-missing = No service for telephones is set up: nobody is told by telephone.
finding-webhook-missing-next = Set one up where accounts have telephone numbers; else every such notice needs a letter.
