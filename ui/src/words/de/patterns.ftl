## Was viele Fälle zusammen zeigen

patterns-title = Muster
patterns-lead = Was die Fälle einiger Wochen zusammen zeigen. Eine Zahl sagt, dass etwas einen Blick wert ist; sie sagt nicht, warum.
patterns-period = Fälle, eröffnet in
patterns-weeks = { $count ->
    [one] der letzten Woche
   *[other] den letzten { $count } Wochen
}
patterns-reading = Fälle werden gelesen…
patterns-counted = { $count ->
    [0] Kein Fall seit { $from }, Stand { $time }.
    [one] 1 Fall seit { $from }, Stand { $time }.
   *[other] { $count } Fälle seit { $from }, Stand { $time }.
}
patterns-empty = In diesen Wochen wurde kein Fall eröffnet
patterns-empty-why = Wählen Sie einen längeren Zeitraum. Fälle zählen ab der Woche, in der sie eröffnet werden.
patterns-chart = Diagramm: { $title }. Die Zahlen stehen in der Tabelle danach.
patterns-no-chart = Das Diagramm lässt sich hier nicht zeichnen. Die Zahlen stehen in der Tabelle.
patterns-numbers = Die Zahlen als Tabelle
patterns-table-weeks = Wiederherstellungen je Woche, nach Grund und Stufe
patterns-by-reason = Wiederherstellungen je Woche, nach Grund
patterns-by-reason-why = Fälle nach der Woche, in der sie eröffnet wurden, ab Montag, 00:00 UTC. Die letzte Woche ist nicht zu Ende.
patterns-by-tier = Wiederherstellungen je Woche, nach Stufe
patterns-by-tier-why = Dieselben Fälle danach, wie viel auf dem Spiel steht, nach heutigem Stand: Anzeichen von Risiko heben eine Stufe.
patterns-stages = Zeit je Abschnitt
patterns-stages-why = In abgeschlossenen Fällen, von da an, als alles vor einem Abschnitt erledigt war, bis auch er erledigt war; die Nachprüfung vom Ende jedes Falls an. Die Hälfte der Fälle brauchte nicht länger als der Median, neun von zehn nicht länger als der zweite Balken.
patterns-median = Median
patterns-p90 = 9 von 10
patterns-refusals = Abgelehnte Versuche, nach Regel
patterns-refusals-why = Schritte, die eine Bedingung ablehnte und der Verlauf aufhob. Mehrere Regeln können einen Versuch ablehnen; er zählt bei jeder.
patterns-repeats = Betroffene, die wiederkamen
patterns-repeats-why = Konten mit mehr als einem Fall in diesen Wochen, nach Namen. Zweimal ein verlorener Schlüssel kann Pech sein oder jemand, der es noch einmal versucht.
patterns-repeats-none = Kein Konto hatte mehr als einen Fall.
patterns-pairs = Agenten und Aufsichten, die meist zusammen zeichnen
patterns-pairs-why = Paare mit mindestens 3 gemeinsamen Fällen, die 80 % oder mehr der mitgezeichneten Fälle des Agenten sind, nach Namen. Das ist ein Anlass hinzusehen und kein Befund über jemanden: Schichten, ein kleiner Schalter oder nur eine Aufsicht im Dienst erklären die meisten.
patterns-pairs-none = Kein Paar fällt auf.
patterns-col-week = Woche ab
patterns-col-all = Alle
patterns-col-stage = Abschnitt
patterns-col-cases = Fälle
patterns-col-rule = Regel
patterns-col-attempts = Versuche
patterns-col-in = Neueste Fälle
patterns-col-subject = Betroffener
patterns-col-directory = Verzeichnis
patterns-col-agent = Agent
patterns-col-supervisor = Aufsicht
patterns-col-together = Gemeinsame Fälle
patterns-col-share = Anteil beim Agenten
patterns-together = { $count } von { $all }
patterns-share = { $percent } %
patterns-always = Jeder
