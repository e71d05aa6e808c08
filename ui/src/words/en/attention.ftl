## Notices on the desktop

attention-title = Notices on this desktop
attention-why = Told once, as a notice of this computer, to whoever is signed in. A notice names nobody, since it may stand on a locked screen. It says one of these, with the short number of the case:
attention-on = Show notices
attention-none = Where the desktop shows no notices, the work list says it all the same.
attention-say-co_sign = A recovery waits for your co-signature
attention-say-question = A question about a recovery waits for your answer
attention-say-answer = Your question about a recovery was answered
attention-say-case = Case { $case }
attention-say-several = { $count } things wait for you
