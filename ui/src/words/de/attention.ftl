## Mitteilungen auf dem Desktop

attention-title = Mitteilungen auf diesem Desktop
attention-why = Einmal, als Mitteilung dieses Computers, an die Person, die angemeldet ist. Eine Mitteilung nennt niemanden, denn sie kann auf einem gesperrten Bildschirm stehen. Sie sagt eines davon, mit der Kurznummer des Falls:
attention-on = Mitteilungen zeigen
attention-none = Wo der Desktop keine Mitteilungen zeigt, steht alles in der Arbeitsliste.
attention-say-co_sign = Eine Wiederherstellung wartet auf Ihre Mitzeichnung
attention-say-question = Eine Frage zu einer Wiederherstellung wartet auf Ihre Antwort
attention-say-answer = Ihre Frage zu einer Wiederherstellung ist beantwortet
attention-say-case = Fall { $case }
attention-say-several = { $count } Dinge warten auf Sie
