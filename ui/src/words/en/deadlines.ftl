# What counts down next in a case.

deadlines-cue = cue expires
deadlines-code = code expires
deadlines-approval = approval ends
deadlines-invitation = invitation expires
deadlines-overlap = old and new overlap ends
deadlines-objection = time to object ends
deadlines-residual = residual window ends
deadlines-over-cue = The cue has expired
deadlines-over-code = The code has expired
deadlines-over-approval = The approval has ended
deadlines-over-invitation = The invitation has expired
deadlines-over-overlap = The overlap is over
deadlines-over-objection = The time to object is over
deadlines-over-residual = The residual window is over
deadlines-near = Near
deadlines-over = Over
deadlines-lead = The next deadline is in { $time }: { $what }.
deadlines-lead-over = A deadline has passed: { $what }.
