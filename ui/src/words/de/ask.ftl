## Fragen an den Agenten eines Falls

ask-title = Fragen
ask-waits = { $count ->
    [one] Eine Frage wartet
   *[other] { $count } Fragen warten
}
ask-none-wait = Keine Frage wartet.
ask-by = { $name } hat gefragt, { $time }
ask-answered-by = { $name } hat geantwortet, { $time }
ask-unanswered = Noch nicht beantwortet. Sie hält nichts auf.
ask-never-answered = Der Fall endete, bevor sie beantwortet wurde.
ask-answer = Ihre Antwort
ask-answer-go = Antworten
ask-answering = Antwort wird gespeichert…
ask-answer-missing = Geben Sie zuerst eine Antwort ein
ask-answer-hint = Steht mit Ihrem Namen im Verlauf, und wer gefragt hat, sieht sie. Sie hält nichts auf, und keine Unterschrift umfasst sie.
ask-go = Frage stellen
ask-dialog = Den Agenten fragen
ask-lead = { $agent } sieht die Frage im Fall und antwortet dort. Sie hält nichts auf und steht mit Ihrem Namen im Verlauf.
ask-text = Frage
ask-missing = Geben Sie zuerst Ihre Frage ein
ask-send = Fragen
ask-asking = Frage wird gestellt…
ask-key = Alt Q
ask-key-does = Frage stellen
event-question_asked = Frage: { $text }
event-question_answered = Antwort: { $text }
