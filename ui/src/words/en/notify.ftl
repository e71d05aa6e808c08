# Notices that did not go out, letters, and the channels of this desk.

event-language_said = The subject speaks { $language }
event-notice_sent_again = A notice that may have arrived was sent a second time, since a person said so
event-notice_settled = A refused notice was settled by another address that was told
