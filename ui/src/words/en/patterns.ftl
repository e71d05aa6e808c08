## What many cases show together

patterns-title = Patterns
patterns-lead = What the cases of some weeks show together. A number says that something is worth a look; it does not say why.
patterns-period = Cases opened in
patterns-weeks = { $count ->
    [one] The last week
   *[other] The last { $count } weeks
}
patterns-reading = Reading the cases…
patterns-counted = { $count ->
    [0] No case since { $from }, as of { $time }.
    [one] 1 case since { $from }, as of { $time }.
   *[other] { $count } cases since { $from }, as of { $time }.
}
patterns-empty = No case was opened in these weeks
patterns-empty-why = Choose a longer period. Cases count from the week in which they are opened.
patterns-chart = Chart: { $title }. The numbers are in the table after it.
patterns-no-chart = The chart cannot be drawn here. The numbers are in the table.
patterns-numbers = The numbers as a table
patterns-table-weeks = Recoveries per week, by reason and tier
patterns-by-reason = Recoveries per week, by reason
patterns-by-reason-why = Cases by the week in which they were opened, from Monday, 00:00 UTC. The last week is not over.
patterns-by-tier = Recoveries per week, by tier
patterns-by-tier-why = The same cases by how much is at stake, as it stands now: signs of risk raise a tier.
patterns-stages = Time per stage
patterns-stages-why = In completed cases, from when everything before a stage was done until it was done too; the review from the end of any case. Half of the cases took no longer than the median, nine of ten no longer than the second bar.
patterns-median = Median
patterns-p90 = 9 of 10
patterns-refusals = Refused attempts, by rule
patterns-refusals-why = Steps that a gate refused and the history kept. One attempt can be refused by several rules, and counts for each.
patterns-repeats = Subjects who came back
patterns-repeats-why = Accounts with more than one case in these weeks, by their names. A lost key twice can be bad luck, or somebody who tries again.
patterns-repeats-none = No account had more than one case.
patterns-pairs = Agents and supervisors who mostly sign together
patterns-pairs-why = Pairs with at least 3 cases together that are 80 % or more of the agent’s co-signed cases, by name. This is a signal to look at, and no finding about anybody: shifts, a small desk or one supervisor on duty explain most of them.
patterns-pairs-none = No pair stands out.
patterns-col-week = Week from
patterns-col-all = All
patterns-col-stage = Stage
patterns-col-cases = Cases
patterns-col-rule = Rule
patterns-col-attempts = Attempts
patterns-col-in = Newest cases
patterns-col-subject = Subject
patterns-col-directory = Directory
patterns-col-agent = Agent
patterns-col-supervisor = Supervisor
patterns-col-together = Cases together
patterns-col-share = Share of the agent’s
patterns-together = { $count } of { $all }
patterns-share = { $percent } %
patterns-always = Every one
