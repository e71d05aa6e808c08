# Worauf gewartet wird, und was angehalten wird.

waiting-any = Warten auf die Konsole, { $seconds } s
waiting-lookUp = Warten auf die Antwort des Verzeichnisses, { $seconds } s
waiting-verify = Der Verlauf wird geprüft, { $seconds } s
waiting-export = Der Fall wird mit seinen Beweisen geschrieben, { $seconds } s
waiting-report = Der Bericht wird mit seinem Beweis geschrieben, { $seconds } s
waiting-try = Warten auf die Antwort des Verzeichnisses, { $seconds } s
waiting-revoke = Widerruf läuft, danach wird zurückgelesen, { $seconds } s
waiting-read_back = Es wird zurückgelesen, was das Verzeichnis sagt, { $seconds } s
waiting-open = Wird geöffnet, { $seconds } s
waiting-stop = Nicht weiter warten
waiting-change = Das wird nicht auf halbem Weg angehalten: Es läuft, bis die Antwort gesehen ist.
refusal-APP-stopped = Sie warten nicht weiter. Dadurch hat sich nichts geändert.
next-APP-stopped = Starten Sie es erneut, wann Sie möchten.
