## Page of the policy

policypage-value = { $value }
policypage-none = none
policypage-yes = yes
policypage-no = no
policypage-settings = Settings of this policy
policypage-col-setting = Setting
policypage-col-value = Value
policypage-col-bounds = May be
policypage-col-rule = Rule
policypage-differs = Ships as: { $value }
policypage-same-as = As { $name } ships.
policypage-differs-from = { $count ->
    [one] 1 setting differs from { $name } as it ships.
   *[other] { $count } settings differ from { $name } as it ships.
}
policypage-only = Show only what differs
policypage-asks = What it asks, in words
policypage-asks-why = Every case keeps the policy that it was opened under.
policypage-comparing = Comparing…
policypage-changes = What changes
policypage-changes-none = No setting changes.
policypage-col-from = Now
policypage-col-to = Then
policypage-weighs-stricter = Stricter
policypage-weighs-looser = Looser
policypage-weighs-other = Changed
policypage-weighs-too_loose = Below the rule
policypage-looser = { $count ->
    [one] 1 setting becomes looser. Whoever signs answers for it.
   *[other] { $count } settings become looser. Whoever signs answers for them.
}
policypage-too-loose = { $count ->
    [one] 1 setting goes below the rule: this policy is refused.
   *[other] { $count } settings go below the rule: this policy is refused.
}
