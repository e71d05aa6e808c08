## Was sich seit dem letzten Blick geändert hat

looked-by-marks = Ihr letzter Blick war vor diesem Start. Davon sind nur Kennzeichen der Zeilen gespeichert und kein Text: Was eine Zeile vorher sagte, wird nicht gezeigt.
looked-gone = { $count ->
    [one] 1 Zeile; ihr Text ist nicht gespeichert
   *[other] { $count } Zeilen; ihr Text ist nicht gespeichert
}
looked-other = Zeilen anderer Art
