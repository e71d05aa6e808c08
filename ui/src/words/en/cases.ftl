## Lists of cases: filters, pages, saved searches

cases-filters = Filters
cases-filters-set = { $count ->
    [one] Filters, 1 set
   *[other] Filters, { $count } set
}
cases-any = Any
cases-tier = Tier
cases-directory = Directory
cases-agent = Agent
cases-model = Key model
cases-refused = Refused by rule
cases-from = Opened from
cases-to = Opened until
cases-clear = Clear the filters
cases-or-more = { $count } cases or more
cases-more = Show more cases
cases-reading = Reading…
cases-open-at = Open: { $stage }
cases-saved = Saved searches
cases-saved-remove = Remove the saved search “{ $name }”
cases-save = Save this search
cases-save-words = Keep the words “{ $words }” too
cases-save-hint = Filters are kept on this computer, for you alone. What you typed is kept only where you say so.
cases-words = “{ $words }”
cases-refused-by = refused by { $code }
cases-since = from { $day }
cases-until = until { $day }
cases-unlisted = { $count ->
    [one] 1 more ended case waits for a review.
   *[other] { $count } more ended cases wait for a review.
}
cases-unlisted-go = See them in the history
