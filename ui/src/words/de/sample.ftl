## Fälle zur Nachprüfung ziehen

sample-tabs = Teile des Verlaufs
sample-tab-cases = Fälle
sample-tab-sample = Stichprobe
sample-tab-patterns = Muster
sample-title = Stichprobe zur Nachprüfung
sample-lead = Zieht Fälle eines Zeitraums zur Nachprüfung. Der Verlauf selbst entscheidet, welche: Niemand vom Personal kann sie wählen oder einen heraushalten. Jeder privilegierte Fall wird immer gezogen.
sample-ends = Zeitraum endet
sample-ends-on = Mit dem { $day }
sample-ends-now = Diese Woche, bis jetzt
sample-length = Er umfasst
sample-weeks = { $count ->
    [one] 1 Woche
   *[other] { $count } Wochen
}
sample-number = Fälle nach Rang
sample-number-hint = Neben jedem privilegierten Fall. Wochen beginnen am Montag, 00:00 UTC. Legen Sie Zeitraum und Zahl fest, bevor Sie ziehen: Eine andere Wahl zieht andere.
sample-number-wrong = Wählen Sie eine Zahl von 1 bis { $max }.
sample-draw = Fälle ziehen
sample-drawing = Wird gezogen…
sample-start = Noch ist nichts gezogen
sample-start-why = Wählen Sie einen Zeitraum und wie viele Fälle. Dieselbe Wahl zieht immer dieselben Fälle, für alle.
sample-unsettled = Dieser Zeitraum ist nicht zu Ende
sample-unsettled-why = Bis dahin ändert jeder neue Eintrag die Stichprobe. Für eine Nachprüfung, die zählt, wählen Sie eine Woche, die vorbei ist.
sample-drawn = { $count ->
    [one] 1 Fall gezogen
   *[other] { $count } Fälle gezogen
    } von { $all }, die endeten
sample-waits = { $count ->
    [0] Alle sind nachgeprüft.
    [one] 1 wartet auf Nachprüfung, { $done } nachgeprüft.
   *[other] { $count } warten auf Nachprüfung, { $done } nachgeprüft.
}
sample-none = In diesem Zeitraum endete kein Fall
sample-none-why = Wählen Sie einen längeren Zeitraum oder einen, der später endet.
sample-caption = Gezogene Fälle
sample-col-case = Fall
sample-col-why = Warum er gezogen ist
sample-col-ended = Wie er endete
sample-col-review = Nachprüfung
sample-col-rank = Rang
sample-why-privileged = Privilegiert
sample-why-rank = Nach Rang
sample-to-review = Nachzuprüfen
sample-proof = Noch einmal ziehen
sample-proof-why = Die Stichprobe hängt von nichts ab als von dem, was hier steht. Vergleichen Sie die Wurzel mit einem Prüfpunkt, der anderswo aufgehoben wurde, und ziehen Sie mit postern-audit aus einer beliebigen Kopie des Verlaufs noch einmal.
sample-period = Zeitraum
sample-period-value = { $from } bis { $to }, in UTC
sample-size = Einträge damals
sample-root = Wurzel damals
sample-note = SHA-256 des Prüfpunkts
sample-command = Befehl
sample-by-hand = Wie ein Rang berechnet wird
sample-by-hand-how = Der Rang eines Falls ist SHA-256 über den Text postern/sample/v1, ein Null-Byte, die 32 Bytes der Wurzel und die 16 Bytes der Kennung des Falls. Von den Fällen, die im Zeitraum endeten und nicht privilegiert sind, werden die mit den niedrigsten Rängen gezogen.
