# Notices to the addresses on record. Each says how to object (SP 800-63B-4 §4.6).

notice-opened-subject = Somebody asked to recover your account { $login }
notice-opened-body = The help desk was asked to recover the account { $login } on { $at } (case { $case }).
notice-opened-own = If this was you, there is nothing to do. You will hear from us again when the recovery is done.
notice-opened-object = If it was not you, somebody may be trying to take your account over: the recovery can be stopped at once.
notice-recovered-subject-key = A new security key was added to your account { $login }
notice-recovered-subject-handset = A new passkey was added to your account { $login }
notice-recovered-subject-enrolled = A new way to sign in was added to your account { $login }
notice-recovered-subject-machine = The machine identity { $login } has a new key
notice-recovered-body = The help desk recovered the account { $login } on { $at } (case { $case }).
notice-went-all = What you signed in with before was removed, and your sessions were ended.
notice-went-some = What you signed in with before was removed, except for what you kept and showed to work, and your sessions were ended.
notice-came-key = One new security key was added.
notice-came-handset = One new passkey on your own device was added.
notice-came-enrolled = One new way to sign in was added, which you enrolled yourself.
notice-came-machine = It signs in with one new key from now on.
notice-own-key = If this was you, keep the key safe and tell nobody its PIN.
notice-own-handset = If this was you, keep the device locked and lend it to nobody.
notice-own-enrolled = If this was you, keep what you enrolled to yourself.
notice-own-machine = If you agreed to this as its sponsor, there is nothing to do.
notice-recovered-object = If it was not you, the account can be blocked at once.
notice-second = You may get this notice twice: nobody knows whether an earlier one arrived. It is about the same recovery.
notice-letter-end = This letter is sent to the postal address that we have on record. Its reference is { $case }.
notice-call-told = Call your security team now: { $security }. If you doubt this message, take the number from your company's directory. Name the reference { $case }.
notice-call-known = Call your security team now, on the number you know from your company's directory and not on one from a message. Name the reference { $case }.
notice-code-own-subject = A code for the recovery of your account { $login }
notice-code-own-body =
    Your code is { $code }. It holds until { $expires }. The help desk asks for it in case { $case }.

    Tell it only to the help desk that you called yourself.

    If it was not you who asked, tell nobody the code. { $call }
notice-code-contact-subject = A code for somebody who named you: { $login }
notice-code-contact-body =
    { $login } named you as a recovery contact and asks to recover their account (case { $case }). The code is { $code }. It holds until { $expires }.

    Hand it to them in person, or on a call in which you know that it is them. Tell nobody else.

    If you doubt that it is them, tell nobody the code and call the security team of their company.
notice-trial-subject = A test of the notices
notice-trial-body =
    An administrator of the help desk tries whether notices arrive here. Nothing happened to any account.

    A notice tells how to object: { $call }
notice-moment = { $day } { $month } { $year }, { $time } ({ $zone })
notice-month-1 = January
notice-month-2 = February
notice-month-3 = March
notice-month-4 = April
notice-month-5 = May
notice-month-6 = June
notice-month-7 = July
notice-month-8 = August
notice-month-9 = September
notice-month-10 = October
notice-month-11 = November
notice-month-12 = December
