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
