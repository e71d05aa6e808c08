## Lists as files

export-list = Save this list as a file
export-as = Save as
export-csv = CSV
export-json = JSON
export-writing = Writing…
export-all-queues = The file holds every queue.
export-table = Table
export-saved = { $count ->
    [0] An empty list is saved, with its header alone:
    [one] 1 row is saved:
   *[other] { $count } rows are saved:
}
export-cut = { $count ->
    [one] There are more. Only the first row is in the file: narrow the list for the rest.
   *[other] There are more. Only the first { $count } are in the file: narrow the list for the rest.
}
export-care = It holds what the list holds about people: give it only to whoever may read the list.
