## Listen von Fällen: Filter, Seiten, gespeicherte Suchen

cases-filters = Filter
cases-filters-set = { $count ->
    [one] Filter, 1 gesetzt
   *[other] Filter, { $count } gesetzt
}
cases-any = Alle
cases-tier = Stufe
cases-directory = Verzeichnis
cases-agent = Agent
cases-model = Schlüsselmodell
cases-refused = Abgelehnt von Regel
cases-from = Eröffnet ab
cases-to = Eröffnet bis
cases-clear = Filter löschen
cases-or-more = { $count } Fälle oder mehr
cases-more = Weitere Fälle zeigen
cases-reading = Wird gelesen…
cases-open-at = Offen: { $stage }
cases-saved = Gespeicherte Suchen
cases-saved-remove = Gespeicherte Suche „{ $name }“ entfernen
cases-save = Diese Suche speichern
cases-save-words = Auch die Wörter „{ $words }“ behalten
cases-save-hint = Filter bleiben auf diesem Rechner, nur für Sie. Was Sie getippt haben, bleibt nur, wo Sie es sagen.
cases-words = „{ $words }“
cases-refused-by = abgelehnt von { $code }
cases-since = ab { $day }
cases-until = bis { $day }
cases-unlisted = { $count ->
    [one] 1 weiterer beendeter Fall wartet auf eine Nachprüfung.
   *[other] { $count } weitere beendete Fälle warten auf eine Nachprüfung.
}
cases-unlisted-go = Im Verlauf ansehen
