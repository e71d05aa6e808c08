# Alles finden.

find-title = Alles finden
find-label = Fall, Seite, Person oder Verzeichnis finden
find-placeholder = Fall, Konto, Seite, Person
find-open = Alles finden
find-hint-agent = Nummer, Konto oder Name eines offenen Falls, eine Seite, jemand vom Personal, ein Verzeichnis.
find-hint-supervisor = Nummer, Konto oder Name eines beliebigen Falls, eine Seite, jemand vom Personal, ein Verzeichnis.
find-hint-reviewer = Nummer, Konto oder Name eines beliebigen Falls, eine Seite, jemand vom Personal, ein Verzeichnis.
find-hint-administrator = Nummer, Konto oder Name eines offenen Falls, eine Seite, jemand vom Personal, ein Verzeichnis.
find-results = Was passt
find-group-open = Offene Fälle
find-group-actions = In diesem Fall
find-group-pages = Seiten
find-group-settings = Einstellungen
find-group-people = Personal
find-group-directories = Verzeichnisse
find-group-ended = Verlauf
find-group-more = Mehr
find-history-for = Im Verlauf nach „{ $words }“ suchen
find-none = Nichts beginnt so. Tippen Sie weniger Buchstaben, oder suchen Sie im Verlauf.
find-count = { $count ->
    [one] 1 passt
   *[other] { $count } passen
}
find-go-stage = Zu { $stage }
find-key-arrows = ↑ ↓
find-key-close = schließen
find-key-new = N
find-key-new-does = Neuer Fall (auf der Arbeitsliste)
