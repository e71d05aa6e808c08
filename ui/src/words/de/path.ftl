# Was nicht jeder Fall braucht: Codes, Besitz, Ausnahmen, Maschinenidentitäten, Briefe.

signal-repeated_requests = In letzter Zeit oft angefragt
signal-contact_changed = Eine Adresse kürzlich geändert
signal-threat_raised = Bedrohungsstufe angehoben
signal-key_of_another = Schlüssel für mehrere Konten vorgelegt
signal-higher_before = Früher auf höherer Stufe
method-repeated_proofing = Identitätsprüfung wiederholt
method-two_codes = Zwei Codes verschiedener Art
method-code_and_authenticator = Ein Code und ein anderer Authenticator
method-trusted_referee = Eine Vertrauensperson
method-sponsor = Anmeldung des Verantwortlichen
exception-trusted_referee = Vertrauensperson
exception-emergency = Notfall


case-frozen = Sein Agent ist ausgeschieden
case-frozen-why = { $agent } ist aus dem Personal ausgeschieden. Ein anderer Agent übernimmt diesen Fall.
case-take-over = Übernehmen
case-taking-over = Wird übernommen…
case-held = Für die Sicherheit angehalten
hold-title = Halt aufheben
hold-lead = Etwas in diesem Fall verlangt, dass die Sicherheit zuerst hinsieht. Heben Sie den Halt auf, wenn Sie es getan haben.
hold-note = Was Sie festgestellt haben
hold-go = Halt aufheben
hold-busy = Wird aufgehoben…
note-filed = Abgelegt unter
note-filed-case = Fall
note-filed-delivery = Zustellung
note-filed-other_desk = Anderer Schalter

codes-title = Wiederherstellungscodes
codes-lead = Die Konsole zieht einen Code und sendet ihn an eine Adresse, die das Verzeichnis schon lange führt. Niemand am Schalter sieht ihn. Geben Sie ein, was der Betroffene vorliest.
codes-wrong = { $wrong } von { $most } falsch
codes-contact = Wiederherstellungskontakt
codes-send = Code senden
codes-send-to = Code senden an { $address }
codes-sending = Wird gesendet…
codes-unusable = Zu neu, oder Alter nicht bekannt
codes-holds = Restzeit des Codes an { $address }
codes-over = Der Code an { $address } ist abgelaufen. Senden Sie einen neuen.
codes-typed = An { $address } gesendeter Code
codes-saved = Gespeicherter Code des Betroffenen
codes-check = Vergleichen
codes-checking = Wird verglichen…
codes-replace-why = Ein gespeicherter Code wurde benutzt. Lassen Sie den Betroffenen am Verzeichnis neue ziehen, bevor der Fall abgeschlossen wird.
codes-replaced = Sie sind ersetzt
codes-replacing = Wird eingetragen…
codes-replaced-at = Gespeicherte Codes ersetzt { $time }

possession-title = Der Betroffene hat einen anderen Authenticator
possession-lead = Zusammen mit einem Code stellt er das Konto wieder her, und er darf bleiben. Der Betroffene meldet sich hier einmal damit am Verzeichnis an.
possession-which = Welches Anmeldemittel des Kontos
possession-go = Damit anmelden
possession-busy = Anmeldung läuft…

evidence-who = Wer bürgt
evidence-relationship = Beziehung zum Betroffenen
evidence-ial = Eigene Identität geprüft auf
evidence-ial-level = IAL { $level }
evidence-ial-hint = Es zählt nur auf dem Ausnahmeweg und nur von jemandem, der mindestens so gut geprüft ist wie das Konto.

exception-ask = Ausnahme beantragen
exception-title = Ausnahme beantragen
exception-lead = Sie verlangt mehr Unterschriften, nie weniger Einträge. Wer unterschreibt, liest, was Sie hier schreiben.
exception-kind = Welche
exception-means-trusted_referee = Eine Vertrauensperson spricht für einen Betroffenen, dessen Nachweise nicht reichen. Nötig sind ein verifizierter Nachweis und das Wort dieser Person.
exception-means-emergency = Schaden droht. Die Wartezeit, die andere Konsole und die Grenze der Fälle sind aufgehoben, aber keine Regel der Standards.
exception-reason = Warum der gewöhnliche Weg nicht reicht
exception-referee = Wer für den Betroffenen spricht oder den Notfall erklärt hat
exception-rationale = Was angesehen und wie entschieden wurde
exception-costs = Was sie kostet
exception-costs-value = { $needed ->
    [one] 1 Unterschrift
   *[other] { $needed } Unterschriften
    } für diesen Fall
exception-go = Beantragen
exception-asking = Wird eingetragen…
exception-is = Ausnahme: { $kind }. { $by }, { $time }
exception-drop = Auf Ausnahme verzichten
exception-dropping = Wird eingetragen…

proof-title-sponsor = Verantwortlichen anmelden lassen
proof-title-consumers = Abhängige Dienste erfassen
machine-needs-sponsor = Eine Maschinenidentität. Ihr Verantwortlicher muss mit eigenem Schlüssel am Schalter sein.
machine-sponsor = Verantwortlicher
machine-sponsor-why = Laut Verzeichnis ist { $login } für diese Identität verantwortlich und meldet sich hier mit eigenem Schlüssel an.
machine-sponsor-go = Verantwortlichen anmelden
machine-sponsor-busy = Anmeldung läuft…
machine-sponsor-seen = Angemeldet { $time }
machine-consumers = Abhängige Dienste
machine-consumers-label = Abhängige Dienste, einer je Zeile
machine-consumers-hint = Sie fallen aus, wenn das alte Anmeldemittel entfernt wird. Wer unterschreibt, sieht diese Liste.
machine-consumers-go = Liste eintragen
machine-consumers-busy = Wird eingetragen…
machine-consumers-listed = { $count ->
    [one] 1 Dienst erfasst
   *[other] { $count } Dienste erfasst
}
machine-overlap = Minuten, in denen Alt und Neu nebeneinander gelten dürfen
machine-overlap-hint = 0 ist am sichersten. Die Richtlinie erlaubt { $most }. Die Aufsichten unterschreiben diese Zahl.
machine-no-overlap = Das alte Anmeldemittel ist weg, bevor das neue entsteht; diese Richtlinie erlaubt keine Überlappung.
trial-title = Alte Anmeldemittel ausprobieren
trial-lead = Jedes muss dort abgelehnt werden, wo es benutzt wurde. Bei einer Maschine genügt das Wort des Verzeichnisses allein nicht.
trial-refused = Abgelehnt
trial-say-refused = Es wurde abgelehnt
trial-say-worked = Es funktioniert noch
trial-here = { $label } auf einem Schlüssel an diesem Schalter ausprobieren
trial-go = Ausprobieren
trial-busy = Wird ausprobiert…

revoke-keep = Behalten
revoke-keep-named = Behalten: { $label }
revoke-not-keep = Nicht behalten
revoke-not-keep-named = Nicht behalten: { $label }
revoke-usable-kept = Bleibt, da hier damit angemeldet

letter-title = Briefe
letter-reference = Referenz des Briefs
letter-go = Brief eintragen
letter-busy = Wird eingetragen…

approval-what-method = Verifiziert durch
approval-no-method = Noch kein vollständiger Weg
