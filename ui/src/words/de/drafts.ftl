# Was getippt und nicht abgeschickt wurde.

drafts-restored = Das haben Sie früher getippt ({ $time }).
drafts-discard = Verwerfen
