# What the subject takes home, in the subject's language, and the dialog that prints it.

handout-open = Print hand-out
handout-title = Hand-out for the subject
handout-lead = In the subject's language. It holds no secret.
handout-language = The subject speaks
handout-print = Print
handout-head = Your new way to sign in
handout-what = The help desk let you back into { $login } on { $day }. What you signed in with before works no more.
handout-key = You sign in with: { $key }.
handout-next = From now on
handout-keep = Keep the key with you. Its PIN is yours alone: nobody needs it to help you.
handout-keep-handset = Your own device signs you in now. Keep its screen lock on.
handout-second = Set up a second key soon, and keep it in another place. Losing one is no trouble then.
handout-never = Nobody from the help desk asks you for a PIN or a code by phone or mail.
handout-object = This was not you?
handout-object-how = Call your security team at the number you know, at once, and name { $case }. Do not use a number from a message.
