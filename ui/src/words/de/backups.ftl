## Sicherungen des Verlaufs

section-backups = Sicherungen
section-lead-backups = Eine Kopie des Verlaufs, als Ganzes geprüft, aus der diese Konsole wiederherstellbar ist.

backups-last = Die letzte Sicherung
backups-never = Von diesem Verlauf gibt es noch keine Sicherung. Legen Sie jetzt eine an: Ein Datenträger, der ausfällt, nimmt jeden Fall mit.
backups-at = Angelegt
backups-where = In
backups-records = Einträge
backups-gone = Sie ist nicht mehr dort
backups-there = Sie ist dort
backups-since = { $count ->
    [0] Seitdem kam kein Eintrag hinzu.
    [one] Seitdem kam 1 Eintrag hinzu.
   *[other] Seitdem kamen { $count } Einträge hinzu.
}
backups-make = Eine Sicherung anlegen
backups-make-why = Der Verlauf wird im Betrieb kopiert, verschlüsselt wie er ist, und die Kopie als Ganzes geprüft. Tun Sie es täglich.
backups-folder = Ordner dafür
backups-folder-hint = Der ganze Pfad. Den Ordner gibt es noch nicht; am besten liegt er auf einem anderen Datenträger oder Rechner.
backups-folder-say = Erst einen Ordner nennen
backups-go = Sicherung anlegen
backups-busy = Kopie läuft…
backups-copied = { $done } von { $all } Seiten sind kopiert.
backups-verifying = Die Kopie wird jetzt geprüft.
backups-done = Die Sicherung liegt in { $folder }: { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
}, kein Fehler.
backups-faulty = Die Kopie hat { $faults ->
    [one] 1 Fehler
   *[other] { $faults } Fehler
}: Sie liegt in { $folder }
backups-faulty-next = Verlassen Sie sich nicht darauf. Prüfen Sie den Verlauf auf seiner Seite, und behalten Sie die früheren Sicherungen.
backups-opens = Was sie öffnet
backups-opens-anybody = Sie ist nicht verschlüsselt, wie der Verlauf es nicht ist: Wer sie hat, liest sie.
backups-opens-sheets = Ihre Schlüssel liegen bei, versiegelt für die Wiederherstellungsblätter.
backups-opens-keyring = Nur der Schlüsselbund dieses Rechners öffnet sie. Ist er verloren, ist es die Sicherung auch: Drucken Sie Wiederherstellungsblätter.
backups-restore = Eine zurückspielen
backups-restore-why = Zuerst wird die Konsole geschlossen. Was dort liegt, rückt zur Seite und wird nie überschrieben. Sah die Konsole mehr, als die Sicherung enthält, geschieht nichts, bis der Verlust angenommen ist; der Verlauf sagt es von da an selbst.
backups-restore-command = In einem Terminal, bei geschlossener Konsole:
backups-sheets = Wiederherstellungsblätter
backups-sheets-why = Sie bringen die Schlüssel zurück, wo der Schlüsselbund verloren ist: einige zusammen, eines allein nie. Was darauf steht, ist geheim, und dieses Fenster zeigt es nie: Sie entstehen in einem Terminal, werden gedruckt und an ebenso viele Personen verteilt.
backups-copy = Befehl kopieren
backups-copied-command = Der Befehl ist kopiert.
backups-selected = Der Befehl ist markiert. Kopieren Sie ihn mit Strg C.

refusal-BKP-place = Das ist nicht der ganze Pfad eines Ordners.
next-BKP-place = Beginnen Sie an der Wurzel eines Datenträgers, und enden Sie mit einem Namen, den es dort noch nicht gibt.
refusal-BKP-taken = { $folder } gibt es schon. Nichts wird überschrieben.
next-BKP-taken = Nennen Sie einen Ordner, den es noch nicht gibt.
refusal-BKP-folder = Der Ordner ist nicht verwendbar: { $why }.
next-BKP-folder = Nennen Sie einen, in den dieser Benutzer schreiben darf und in dem genug Platz ist.
