## Two cases side by side

compare-pick = Compare { $case }, { $name }
compare-picked = { $count ->
    [one] 1 case chosen. Choose one more to compare.
   *[other] { $count } cases chosen to compare.
}
compare-go = Compare
compare-choose-two = Choose two cases first.
compare-clear = Choose none
compare-title = Two cases side by side
compare-lead = What a reviewer weighs, from the records of both. Numbers of cases and points in time always differ, so they are not compared.
compare-back = Back to the history
compare-reading = Reading both cases…
compare-opened = Opened { $time }
compare-open = Open in the history
compare-differing = { $count ->
    [0] Nothing differs in { $all } lines.
    [one] 1 of { $all } lines differs.
   *[other] { $count } of { $all } lines differ.
}
compare-only = Only what differs
compare-nothing = Nothing differs
compare-nothing-why = Both cases tell the same in every line. Show all lines to read them.
compare-differs = Differs
compare-same = Same
compare-none = None
compare-part-facts = The case
compare-part-people = Who took part
compare-part-stages = Time per stage
compare-part-rules = Rules that a case does not meet
compare-part-refusals = Rules that refused something
compare-part-evidence = Evidence by kind
compare-part-notices = Who was told
compare-directory = Directory
compare-account = Account
compare-name = Name
compare-tier = Tier
compare-reason = Reason
compare-channel = Channel
compare-signals = Signs of risk
compare-model = Key model
compare-state = How it ended
compare-finding = Disposition
compare-agent = Agent
compare-approvers = Co-signed by
compare-releaser = Released by
compare-reviewer = Reviewed by
compare-unknown-rule = Rule { $code }, not known to this version
compare-notices-intake = Notices that a recovery began
compare-notices-close = Notices about the new key
compare-letters = Letters
compare-attempts = { $count ->
    [one] 1 attempt refused
   *[other] { $count } attempts refused
}
compare-evidence = { $outcome ->
    [confirmed] Confirmed
    [rejected] Rejected
   *[withdrawn] Withdrawn
    }: { $pathway ->
    [visual_match] face compared, live
    [chip_signature] chip signature read
    [code_to_contact] code to a contact
    [directory_check] checked by the directory
    [live_sign_in] signed in, live
    [biometric_comparison] compared with the kept sample
   *[none] not verified
}
compare-sent = { $count ->
    [one] 1 address told
   *[other] { $count } addresses told
}
compare-failed = { $count ->
    [one] 1 notice came back
   *[other] { $count } notices came back
}
compare-owed = { $count ->
    [one] 1 address not told
   *[other] { $count } addresses not told
}
compare-letters-count = { $count ->
    [one] 1 letter
   *[other] { $count } letters
}
