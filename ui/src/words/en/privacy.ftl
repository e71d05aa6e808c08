## Files of a case: for how long they are kept, who holds them, and what a person is told that is held about them

gate-RTN-01 = Files are released by another person
refusal-RTN-01 = You hold these files, or you found the incident that keeps them, so you cannot release them.
next-RTN-01 = Ask another reviewer or an administrator.
gate-RTN-02 = Nobody holds the files
refusal-RTN-02 = The files of this case are held. Nobody erases them meanwhile.
next-RTN-02 = Another reviewer or an administrator than whoever holds them releases them first.

policy-evidence_days = Files that are evidence are erased { $value } days after the end of a case (Local P-37).
policy-correspondence_days = Other files are erased { $value } days after the end of a case (Local P-37).
policy-about-evidence_days = Days after the end of a case after which files that are evidence are erased; 0 for never. May be left out.
policy-about-correspondence_days = Days after the end of a case after which its other files are erased; 0 for never. May be left out.

event-attachment_expired = A file's key was destroyed: its time was over
event-files_held = Files held: { $reason }
event-files_released = Files released: { $reason }

finding-files-none = No file of a case is kept.
finding-files-wait = { $count ->
    [one] 1 file is kept until its time is over, on { $day }.
   *[other] { $count } files are kept until their time is over, the first on { $day }.
}
finding-files-open = { $count ->
    [one] 1 file belongs to a case that runs.
   *[other] { $count } files belong to cases that run.
}
finding-files-held = { $count ->
    [one] 1 file is kept beyond its time: a review, an incident or a hold is open.
   *[other] { $count } files are kept beyond their time: a review, an incident or a hold is open.
}
finding-files-held-next = Review the case. Another person than whoever holds its files releases them, once nothing needs them.
finding-files-over = { $count ->
    [one] The time of 1 file is over, and it is still there.
   *[other] The time of { $count } files is over, and they are still there.
}
finding-files-over-next = The console erases them within minutes. Where it does not, the log says why.
finding-files-no-time = { $count ->
    [one] 1 file is kept until somebody erases it: the policy of its case sets no time.
   *[other] { $count } files are kept until somebody erases them: the policies of their cases set no time.
}
finding-files-no-time-next = Adopt a policy that sets evidence_days and correspondence_days. A case keeps the policy that it began under: what is there already, a reviewer erases.
finding-files-untold = It could not be seen for how long files are kept.
finding-files-untold-next = Check again. The log says why.

privacy-class = What the file is
privacy-class-correspondence = Correspondence
privacy-class-evidence = Evidence
privacy-due = Erased by itself from { $time } on.
privacy-kept-open = Kept while the case runs.
privacy-kept-no_time = Kept until somebody erases it: the policy sets no time.
privacy-kept-waits = Its time is not over.
privacy-kept-review = Kept longer while nobody has reviewed the case.
privacy-kept-incident = Kept longer: a reviewer found an incident.
privacy-kept-hold = Kept longer: the files are held.
privacy-kept-held = Kept longer while work is held.
privacy-erased-by-time = Erased { $time }: its time was over.
privacy-erased-by = Erased { $time } by { $by }.

privacy-held = The files of this case are held
privacy-held-by = { $by }, { $time }: { $reason }
privacy-hold = Hold the files
privacy-hold-reason = Why the files are held
privacy-hold-hint = None of them is erased when its time is over, until another reviewer or administrator releases them. Who holds them, and why, stands in the history.
privacy-hold-go = Hold the files
privacy-holding = Holding…
privacy-release = Release the files
privacy-release-reason = Why they are released
privacy-release-hint = Their time counts again. What is past its time is erased within minutes.
privacy-release-go = Release the files
privacy-releasing = Releasing…
privacy-say = Say why first.
privacy-leave = Leave it as it is

privacy-report = Report for the subject
privacy-report-lead = Everything that the history holds about this person: a page to hand out, and the same for programs.
privacy-report-language = In which language
privacy-report-go = Make the report
privacy-report-making = Making the report…
privacy-report-left = The report is made
privacy-report-why = Read it before you hand it out: it names other people by their role, but what somebody typed stands as it was typed. Then delete the files.
