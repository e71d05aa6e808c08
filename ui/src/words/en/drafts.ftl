# What was typed and not submitted.

drafts-restored = You typed this before ({ $time }).
drafts-discard = Discard it
