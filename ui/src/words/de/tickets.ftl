## Kommentare in Tickets: was aus einem Fall wurde, für alle, die mit dem Ticket arbeiten. Sie nennen niemanden

ticket-opened = Der Wiederherstellungsfall { $case } wurde zu diesem Ticket eröffnet.
ticket-approved = Wiederherstellungsfall { $case }: Eine Aufsicht hat mitgezeichnet.
ticket-completed = Der Wiederherstellungsfall { $case } ist abgeschlossen: Jede Bedingung war erfüllt.
ticket-refused = Der Wiederherstellungsfall { $case } endete ohne Wiederherstellung: Die Identität des Betroffenen ließ sich nicht prüfen.
ticket-incident = Wiederherstellungsfall { $case } ist ein Vorfall: Der Betroffene war es nach eigener Aussage nicht, oder die Nachprüfung ergab einen. Die Sicherheit geht ihm nach.
ticket-case = Fall { $id }, Eintrag { $record }, { $at }.
ticket-witness = Der Verlauf hatte damals { $size } Einträge mit der Wurzel { $root }, unterschrieben mit dem Schlüssel { $key }. Dieser Kommentar ist sein Zeuge: Lassen Sie ihn, wie er ist, und vergleichen Sie ihn auf der Verlaufsseite der Konsole mit dem Verlauf.
