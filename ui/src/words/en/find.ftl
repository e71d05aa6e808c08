# Finding anything.

find-title = Find anything
find-label = Find a case, a page, a person or a directory
find-placeholder = Case, account, page, person
find-open = Find anything
find-hint-agent = A number, an account or a name of an open case, a page, a person of the staff, a directory.
find-hint-supervisor = A number, an account or a name of any case, a page, a person of the staff, a directory.
find-hint-reviewer = A number, an account or a name of any case, a page, a person of the staff, a directory.
find-hint-administrator = A number, an account or a name of an open case, a page, a person of the staff, a directory.
find-results = What fits
find-group-open = Open cases
find-group-actions = In this case
find-group-pages = Pages
find-group-settings = Settings
find-group-people = Staff
find-group-directories = Directories
find-group-ended = History
find-group-more = More
find-history-for = Search the history for “{ $words }”
find-none = Nothing begins so. Type fewer letters, or search the history.
find-count = { $count ->
    [one] 1 fits
   *[other] { $count } fit
}
find-go-stage = Go to { $stage }
find-key-arrows = ↑ ↓
find-key-close = close
find-key-new = N
find-key-new-does = New case (on the work list)
