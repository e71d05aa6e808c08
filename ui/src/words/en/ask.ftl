## Questions to the agent of a case

ask-title = Questions
ask-waits = { $count ->
    [one] A question waits
   *[other] { $count } questions wait
}
ask-none-wait = No question waits.
ask-by = { $name } asked, { $time }
ask-answered-by = { $name } answered, { $time }
ask-unanswered = Not answered yet. It blocks nothing.
ask-never-answered = The case ended before it was answered.
ask-answer = Your answer
ask-answer-go = Answer
ask-answering = Answering…
ask-answer-missing = Say something first
ask-answer-hint = Kept in the history with your name, and seen by whoever asked. It blocks nothing, and no signature covers it.
ask-go = Ask a question
ask-dialog = Ask the agent
ask-lead = { $agent } sees it in the case and answers there. It blocks nothing, and is kept in the history with your name.
ask-text = Question
ask-missing = Say what you want to know first
ask-send = Ask
ask-asking = Asking…
ask-key = Alt Q
ask-key-does = Ask a question
event-question_asked = Question: { $text }
event-question_answered = Answer: { $text }
