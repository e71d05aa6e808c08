## Listen als Dateien

export-list = Diese Liste als Datei sichern
export-as = Sichern als
export-csv = CSV
export-json = JSON
export-writing = Wird geschrieben…
export-all-queues = Die Datei enthält alle Warteschlangen.
export-table = Tabelle
export-saved = { $count ->
    [0] Eine leere Liste ist gesichert, nur mit ihrer Kopfzeile:
    [one] 1 Zeile ist gesichert:
   *[other] { $count } Zeilen sind gesichert:
}
export-cut = { $count ->
    [one] Es gibt mehr. Nur die erste Zeile steht in der Datei: Grenzen Sie die Liste für den Rest ein.
   *[other] Es gibt mehr. Nur die ersten { $count } stehen in der Datei: Grenzen Sie die Liste für den Rest ein.
}
export-care = Sie enthält über Menschen, was die Liste enthält: Geben Sie sie nur an jemanden, der die Liste lesen darf.
