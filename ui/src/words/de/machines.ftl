## Machine identities: the pages of their path, and the list of all

nav-machines = Maschinen

machines-page-sponsor = Verantwortlicher
machines-page-consumers = Dienste und Überlappung
machines-page-new_key = Neuer Schlüssel
machines-page-negative_test = Negativprobe
machines-status-done = Erledigt
machines-status-now = Zu tun
machines-status-waiting = Wartet
machines-status-blocked = Blockiert
machines-status-skipped = Ausgelassen

machines-title-sponsor = Der Verantwortliche steht für diese Identität ein
machines-title-consumers = Abhängige Dienste und Überlappung erfassen
machines-title-new_key = Der neue Schlüssel
machines-title-negative_test = Die alten Anmeldemittel müssen abgelehnt werden

machines-about = Zu dieser Seite
machines-about-what = Wozu sie dient
machines-about-why = Warum
machines-about-then = Danach
machines-about-blocks = Was blockiert
machines-nothing-blocks = Nichts auf dieser Seite
machines-gates = Was diese Seite verlangt

machines-what-sponsor = Jemand, den man fragen kann, bürgt für ein Programm, das sich nicht ausweisen kann.
machines-why-sponsor = Eine Maschine hat kein Gesicht und keinen Pass. Das Verzeichnis nennt eine Person, und nur deren eigener Schlüssel zählt hier. So kann niemand am Schalter für sie sprechen.
machines-then-sponsor = Sie erfassen, was die Identität benutzt. Der Verantwortliche unterschreibt in diesem Fall nicht mit.
machines-what-consumers = Wer unterschreibt, weiß, was ausfällt, wenn das alte Anmeldemittel entfernt wird, und wie lange beide gelten dürfen.
machines-why-consumers = Ein vergessener Dienst fällt nachts aus, und alte Schlüssel bleiben „zur Sicherheit“ liegen. Zwei gültige Anmeldemittel sind zwei Zugänge. Darum ist die Zeit kurz, unterschrieben und läuft sichtbar ab.
machines-then-consumers = Aufsichten unterschreiben diese Liste und diese Zahl. Eine spätere Änderung braucht ihre Unterschriften noch einmal.
machines-what-new_key = Die Identität bekommt ein neues Anmeldemittel, nur für diesen Fall.
machines-why-new_key = Ohne Überlappung ist das alte Anmeldemittel vorher nachweislich weg, damit nie zwei gelten. Ein hier erzeugter Schlüssel wird sofort versiegelt: Am Schalter sieht ihn niemand.
machines-then-new_key = Er wird übergeben, einmal ausprobiert, und jeder Dienst stellt auf ihn um.
machines-what-negative_test = Jedes alte Anmeldemittel wird dort ausprobiert, wo es benutzt wurde. Es muss abgewiesen werden.
machines-why-negative_test = Ein Verzeichnis kann „entfernt“ melden und eine Kopie trotzdem aus einem Zwischenspeicher oder einem zweiten System einlassen. Bei einer Maschine merkt das niemand. Darum wird die Ablehnung gesehen und nicht angenommen.
machines-then-negative_test = Sind alle abgelehnt, geht der Fall mit dem weiter, was auf seinem Weg noch fehlt.

machines-pages = Seiten dieser Maschinenidentität
machines-pages-lead = Jede hat ihren eigenen Teil des Wegs. Sie können sie in beliebiger Reihenfolge öffnen; was möglich ist, sagen die Regeln.
machines-key-first = Hier kommt zuerst der neue Schlüssel
machines-key-first-why = Eine Überlappung von { $minutes } Minuten ist genehmigt. Erzeugen Sie den neuen Schlüssel, stellen Sie die abhängigen Dienste um und widerrufen Sie die alten Anmeldemittel, bevor die Zeit abgelaufen ist.
machines-key-first-go = Zum neuen Schlüssel

machines-list-none = Noch ist nichts erfasst.
machines-consumer-named = Abhängiger Dienst { $n }
machines-consumer-remove = Entfernen
machines-consumer-remove-named = Abhängigen Dienst { $n } entfernen, { $name }
machines-consumer-add = Einen hinzufügen
machines-overlap-none = Keine
machines-overlap-minutes = { $n } min
machines-overlap-hours = { $n } h

machines-overlap-card = Alt und Neu gelten jetzt beide
machines-overlap-left = Zeit für den Widerruf der alten Anmeldemittel
machines-overlap-over = Die Überlappung ist abgelaufen, und ein altes Anmeldemittel gilt noch.
machines-overlap-end = Widerrufen Sie die alten Anmeldemittel, bevor die Zeit abgelaufen ist. Was später geht, lässt sich nicht mehr abschließen: Brechen Sie den Fall dann ab und öffnen Sie einen neuen.
machines-go-revocation = Zum Widerruf

machines-moved-title = Umstellung auf das neue Anmeldemittel
machines-moved-lead = { $count ->
    [one] { $moved } von 1 Dienst umgestellt. Das ist ein Vermerk für Sie und den Verantwortlichen: Nichts wartet darauf.
   *[other] { $moved } von { $count } Diensten umgestellt. Das ist ein Vermerk für Sie und den Verantwortlichen: Nichts wartet darauf.
}
machines-moved-at = Umgestellt { $time }
machines-moved-not = Noch nicht umgestellt
machines-move = Umgestellt
machines-move-named = Umgestellt: { $name }
machines-move-undo = Doch nicht
machines-move-undo-named = Doch nicht: { $name }
machines-move-busy = Wird eingetragen…

machines-trials = Was ausprobiert wurde
machines-trials-none = Diese Identität hatte kein Anmeldemittel, das entfernt wird. Es gibt nichts auszuprobieren.
machines-col-credential = Altes Anmeldemittel
machines-col-result = Ergebnis
machines-col-when = Wann
machines-col-seen = Gesehen von
machines-trial-not_gone = Noch nicht entfernt
machines-trial-to_try = Auszuprobieren
machines-trial-refused = Abgelehnt
machines-trial-works = Funktioniert noch
machines-trial-not-tried = Nicht ausprobiert
machines-trial-seen = Dieser Konsole
machines-trial-said = Eine Person sagt es
machines-blocked-now = Die Anmeldung dieses Kontos ist jetzt gesperrt
machines-blocked-now-why = Solange das gilt, wird jedes Anmeldemittel abgelehnt, ob alt oder neu. Probieren Sie die alten noch einmal aus, sobald die Anmeldung entsperrt ist.
machines-works = Ein altes Anmeldemittel funktioniert noch
machines-works-why = { $label } wurde eingelassen, nachdem das Verzeichnis es als entfernt gemeldet hat. Wer eine Kopie hat, kommt ebenfalls hinein.
machines-works-read = Lesen Sie zurück und widerrufen Sie es noch einmal, wenn das Verzeichnis es auflistet.
machines-works-elsewhere = Listet das Verzeichnis es nicht auf, suchen Sie nach einem Zwischenspeicher, einem zweiten Verzeichnis oder einer Kopie im Dienst selbst und schließen Sie es dort.
machines-works-again = Probieren Sie es danach hier noch einmal aus. Vorher lässt sich der Fall nicht abschließen.

## The list

machines-list-title = Maschinenidentitäten
machines-list-lead = Jede Maschinenidentität, die an diesem Schalter einen Fall hatte, mit dem, was ihre Fälle sagen. Es ist keine Liste dessen, was die Verzeichnisse enthalten.
machines-filter = Konto, Name, Verzeichnis oder Verantwortlicher
machines-reading = Wird gelesen…
machines-found = { $count ->
    [0] Keine Identität
    [one] 1 Identität
   *[other] { $count } Identitäten
}
machines-unlisted = { $count ->
    [one] 1 weitere passt. Geben Sie mehr von ihrem Namen ein.
   *[other] { $count } weitere passen. Geben Sie mehr vom Namen ein.
}
machines-empty = Noch keine Maschinenidentität hatte einen Fall
machines-empty-why = Suchen Sie eine Identität unter Arbeit, Neuer Fall. Ihr Verantwortlicher muss mit eigenem Schlüssel am Schalter sein.
machines-unfound = Zu diesem Text passt keine Maschinenidentität
machines-unfound-why = Gesucht wird in Konto, Name, Verzeichnis und Verantwortlichem. Eine Identität ohne Fall steht nicht hier.
machines-clear = Alle zeigen
machines-col-account = Konto
machines-col-sponsor = Verantwortlicher
machines-col-rotated = Letzter Wechsel
machines-col-consumers = Abhängige Dienste
machines-col-state = Jetzt
machines-col-tried = Letzte Negativprobe
machines-col-do = Weiter
machines-never = Nicht hier
machines-none-listed = Keine erfasst
machines-no-case = Kein offener Fall
machines-case-open = Fall { $short } ist offen
machines-case-open-named = Fall { $short } ist offen, { $name }
machines-overlap-until = Überlappung, noch { $left }
machines-overlap-late = Überlappung abgelaufen, altes gilt noch
machines-tried-refused = Abgelehnt { $time }
machines-tried-works = Eingelassen { $time }
machines-untried = Nicht ausprobiert
machines-history = { $count ->
    [one] 1 Fall
   *[other] { $count } Fälle
}
machines-history-named = { $count ->
    [one] 1 Fall von { $name }, im Verlauf
   *[other] { $count } Fälle von { $name }, im Verlauf
}
machines-recover = Diese Identität wiederherstellen
machines-recover-named = Diese Identität wiederherstellen: { $name }

event-consumer_moved = Dienst auf das neue Anmeldemittel umgestellt: { $consumer }
event-consumer_not_moved = Dienst doch nicht umgestellt: { $consumer }
