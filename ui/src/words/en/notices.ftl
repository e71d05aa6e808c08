# Notices to the addresses on record. Each says how to object (SP 800-63B-4 §4.6).

notice-opened-subject = Somebody asked to recover your account { $login }
notice-opened-body =
    At { $at } the help desk was asked to recover the account { $login } (case { $case }).

    If this was you, there is nothing to do. You will hear from us again when a new key is in place.

    If it was not you, somebody may be trying to take your account over. Call your security team now, on the number you know from your company's directory and not on one from a message, and name the case { $case }. They can stop the recovery at once.
notice-recovered-subject = A new security key was added to your account { $login }
notice-recovered-body =
    At { $at } the help desk recovered the account { $login } (case { $case }). The keys and sessions you had before were removed, and one new security key was added.

    If this was you, keep the key safe and do not tell anybody its PIN.

    If it was not you, call your security team now, on the number you know from your company's directory and not on one from a message, and name the case { $case }. They can block the account at once.
notice-code-own-subject = A code for the recovery of your account { $login }
notice-code-own-body =
    Your code is { $code }. It holds until { $expires }. The help desk asks for it in case { $case }.

    Tell it only to the help desk that you called yourself.

    If it was not you who asked, tell nobody the code and call your security team now, on the number you know from your company's directory.
notice-code-contact-subject = A code for somebody who named you: { $login }
notice-code-contact-body =
    { $login } named you as a recovery contact and asks to recover their account (case { $case }). The code is { $code }. It holds until { $expires }.

    Hand it to them in person, or on a call in which you know that it is them. Tell nobody else.

    If you doubt that it is them, tell nobody the code and call the security team of their company.
