## Drawing cases for review

sample-tabs = Parts of the history
sample-tab-cases = Cases
sample-tab-sample = Sample
sample-tab-patterns = Patterns
sample-title = Sample for review
sample-lead = Draws cases of a period for review. The history itself decides which, so nobody on the staff can choose them or keep one out. Every privileged case is always drawn.
sample-ends = Period ends
sample-ends-on = With { $day }
sample-ends-now = This week, so far
sample-length = It covers
sample-weeks = { $count ->
    [one] 1 week
   *[other] { $count } weeks
}
sample-number = Cases by rank
sample-number-hint = Beside every privileged case. Weeks begin on Monday, 00:00 UTC. Agree on period and number before you draw: another choice draws others.
sample-number-wrong = Choose a number from 1 to { $max }.
sample-draw = Draw cases
sample-drawing = Drawing…
sample-start = Nothing is drawn yet
sample-start-why = Choose a period and how many cases. The same choice always draws the same cases, for everybody.
sample-unsettled = This period is not over
sample-unsettled-why = Each new record changes the draw until it is. For a review that counts, choose a week that has ended.
sample-drawn = { $count ->
    [one] 1 case drawn
   *[other] { $count } cases drawn
    } of { $all } that ended
sample-waits = { $count ->
    [0] All are reviewed.
    [one] 1 waits for review, { $done } reviewed.
   *[other] { $count } wait for review, { $done } reviewed.
}
sample-none = No case ended in this period
sample-none-why = Choose a longer period, or one that ends later.
sample-caption = Cases drawn
sample-col-case = Case
sample-col-why = Why it is drawn
sample-col-ended = How it ended
sample-col-review = Review
sample-col-rank = Rank
sample-why-privileged = Privileged
sample-why-rank = By rank
sample-to-review = To review
sample-proof = Draw it again
sample-proof-why = The draw depends on nothing but what stands here. Compare the root with a checkpoint that was kept elsewhere, and draw again with postern-audit on any copy of the history.
sample-period = Period
sample-period-value = { $from } to { $to }, in UTC
sample-size = Records then
sample-root = Root then
sample-note = Checkpoint’s SHA-256
sample-command = Command
sample-by-hand = How a rank is computed
sample-by-hand-how = A case’s rank is SHA-256 over the text postern/sample/v1, a zero byte, the 32 bytes of the root, and the 16 bytes of the case’s identifier. Of the cases that ended in the period and are not privileged, those with the lowest ranks are drawn.
