## What changed since the last look

looked-by-marks = You looked before this start. Of that look only marks of the lines are kept, and no text: what a line said before is not shown.
looked-gone = { $count ->
    [one] 1 line; what it said is not kept
   *[other] { $count } lines; what they said is not kept
}
looked-other = Lines of another kind
