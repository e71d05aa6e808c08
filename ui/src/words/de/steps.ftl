## Seite des Falls

case-crumb = Arbeit
case-case = Fall
case-contained = Eingedämmt { $time }
case-approved = Freigegeben { $time }
case-new-key = Neuer Schlüssel endet auf { $ends }
case-ended = { $lifecycle } { $time }
case-freeze = Jetzt einfrieren
case-freeze-more = Mehr einfrieren
case-cancel = Fall abbrechen
case-timeline = Zeitleiste
case-step = Zurück zum Schritt
case-go-to = Zum Abschnitt { $stage }
case-loading = Fall wird gelesen
case-facts = Angaben zum Fall
case-aside = Angaben zum Fall, Fristen und Schlüssel
case-fact-account = Konto
case-fact-id = Konto-ID
case-fact-directory = Verzeichnis
case-fact-reason = Grund
case-fact-channel = Kanal
case-fact-ticket = Ticket
case-fact-agent = Agent
case-fact-opened = Eröffnet
case-fact-repeats = Wiederholungen
case-fact-inventory = Bestand
case-fact-policy = Richtlinie
case-fact-none = Nicht vorhanden
case-inventory = { $credentials ->
    [one] 1 Anmeldemittel
   *[other] { $credentials } Anmeldemittel
    }, { $sessions ->
    [one] 1 Sitzung
   *[other] { $sessions } Sitzungen
}
case-inventory-nosessions = { $credentials ->
    [one] 1 Anmeldemittel
   *[other] { $credentials } Anmeldemittel
    }, Sitzungen nicht genannt
case-time = Zeit
case-time-approval = Restzeit der Freigabe
case-time-residual = Längstes Restfenster
case-time-over-approval = Die Freigabe ist abgelaufen.
case-time-cue = Restzeit dieser Zufallsprobe
case-time-over-cue = Die Zufallsprobe ist abgelaufen.
case-say = Dem Anrufer sagen
case-say-subject = Dem Betroffenen sagen
case-say-rule = Sagen Sie nie, welche Angaben richtig oder falsch waren. SP 800-63A-4 §3.2.1
case-next = Was als Nächstes geschieht
case-add-note = Notiz hinzufügen
case-cannot-verify = Nicht verifizierbar
case-conflict = Der Fall hat sich geändert, während Sie arbeiteten
case-conflict-stage = Er steht jetzt bei { $stage }, Version { $version }. Ihr letzter Schritt wurde nicht eingetragen. Was Sie eingegeben haben, bleibt erhalten.
case-changed-live = Der Fall hat sich geändert. Er steht bei { $stage }.
case-read-only = Sie können diesen Fall lesen. { $agent } führt ihn weiter.
case-permanent = Was Sie eintragen, ist endgültig.

time-minutes = Noch 5 Minuten: { $what }
time-minute = Noch 1 Minute: { $what }
time-over = Die Zeit ist um: { $what }
time-near = Wenig Zeit übrig

## Schritt Aufnahme

intake-title = Wovon der Fall ausgeht
intake-lead = Aus { $directory } gelesen, als der Fall eröffnet wurde. Vor jedem Widerruf wird erneut gelesen.
intake-subject = Betroffener
intake-contacts = Kontakte des Verzeichnisses
intake-credentials = Gefundene Anmeldemittel
intake-col-credential = Anmeldemittel
intake-col-added = Hinzugefügt
intake-col-plan = Vorgesehen
intake-added-unknown = Nicht genannt
plan-revoke = Widerrufen
plan-keep = Behalten
credential-security_key = Sicherheitsschlüssel
credential-passkey = Passkey
credential-one_time_code = App für Einmalcodes
credential-recovery_codes = Wiederherstellungscodes
credential-password = Passwort
credential-temporary_pass = Einmalpass
credential-other = Anderes

## Schritt Eindämmen

contain-title = Verlorenes einfrieren
contain-lead = Setzt sofort aus, was Sie wählen, und beendet alle Sitzungen. Das lässt sich rückgängig machen; nichts wird gelöscht.
contain-lead-done = Eingefroren { $time }, am Verzeichnis gesehen. Sie können jederzeit mehr einfrieren.
contain-choose = Was ist als verloren gemeldet?
contain-go = Jetzt einfrieren
contain-busy = Wird eingefroren…
contain-effect = Beendet alle Sitzungen und setzt { $count ->
    [0] kein Anmeldemittel aus.
    [one] 1 Anmeldemittel aus.
   *[other] { $count } Anmeldemittel aus.
}
contain-any-time = Braucht keine Mitzeichnung. Um einen verlorenen Schlüssel abschalten zu lassen, muss niemand zeigen, wer er ist.

## Schritt Identitätsprüfung

proof-title-consent = Einwilligung in Video einholen
proof-title-cue = Prüfen, ob das Video live ist
proof-title-evidence = Nachweise der Identität eintragen
proof-title-contradiction = Ein Nachweis wurde verworfen
proof-title-done = Die Identitätsprüfung ist bestanden
proof-title-not-verified = Ein Nachweis ist nicht verifiziert
proof-lead = { $open ->
    [0] Alle { $all } Bedingungen sind erfüllt. Die Aufsicht sieht genau das.
    [one] 1 von { $all } Bedingungen ist offen.
   *[other] { $open } von { $all } Bedingungen sind offen.
}
proof-consent = Einwilligung in die Prüfung per Video
proof-consent-given = Einwilligung erteilt { $time }
proof-consent-why = Der Anrufer muss einwilligen, bevor das Video als Nachweis dient.
proof-consent-go = Einwilligung eintragen
proof-consent-busy = Wird eingetragen…
proof-cue-title = Zufallsprobe { $n }
proof-cue-none = Zufallsprobe
proof-cue-drawn-by = Von der Konsole gezogen
proof-cue-none-why = Die Konsole wählt eine Bewegung, die keine Aufnahme vorhersehen kann. Bitten Sie darum und tragen Sie ein, was Sie gesehen haben.
proof-cue-draw = Zufallsprobe ziehen
proof-cue-draw-another = Neue Zufallsprobe ziehen
proof-cue-drawing = Wird gezogen…
proof-cue-asked = Was haben Sie im Video gesehen?
proof-cue-answered = Eingetragen: { $answer }.
proof-cue-drawn = Gezogen { $time }.
proof-cue-record = Gesehenes eintragen
proof-cue-recording = Wird eingetragen…
proof-cue-choose = Wählen Sie zuerst, was Sie gesehen haben. Keine Antwort ist voreingestellt.
cue-answer-at_once = Sofort ausgeführt
cue-answer-late = Spät oder unklar
cue-answer-not_done = Nicht ausgeführt
cue-answer-expired = Abgelaufen
cue-turn_left_three_fingers = Kopf nach links, drei Finger neben dem Kinn
cue-touch_right_ear = Rechte Hand am rechten Ohr
cue-look_up_open_hand = Blick nach oben, offene Hand neben dem Gesicht
cue-cover_mouth_two_fingers = Zwei Finger quer über dem Mund
cue-nod_hold_pen = Langsames Nicken, ein Stift aufrecht gehalten
cue-tilt_right_thumb_up = Kopf nach rechts geneigt, Daumen hoch
say-cue-turn_left_three_fingers = „Drehen Sie den Kopf langsam nach links und halten Sie dann drei Finger neben Ihr Kinn. Lassen Sie sich Zeit.“
say-cue-touch_right_ear = „Würden Sie mit der rechten Hand Ihr rechtes Ohr berühren und sie einen Moment dort lassen?“
say-cue-look_up_open_hand = „Würden Sie nach oben zur Decke sehen und dann Ihre offene Hand neben das Gesicht halten?“
say-cue-cover_mouth_two_fingers = „Würden Sie zwei Finger quer über den Mund legen und in die Kamera sehen?“
say-cue-nod_hold_pen = „Würden Sie einen Stift nehmen, ihn aufrecht vor sich halten und langsam nicken?“
say-cue-tilt_right_thumb_up = „Würden Sie den Kopf nach rechts neigen und mir daneben einen Daumen nach oben zeigen?“
say-proofing-in_person = „Ich brauche zwei Nachweise dafür, wer Sie sind, zum Beispiel Ihren Pass und Ihren Dienstausweis. Welche Angaben übereinstimmen, sage ich Ihnen nicht.“
say-proofing-video = „Ich möchte Ihre Identität per Video prüfen. Dazu zeigen Sie mir ein Dokument und machen eine kleine Bewegung. Ist Ihnen das recht?“
say-proofing-phone = „Ich rufe Sie unter der Nummer zurück, die das Verzeichnis für Sie führt. Eine Nummer, die Sie mir nennen, kann ich nicht verwenden.“
say-provisioning-drawn = „Ich mache Ihren Schlüssel bereit. Schlüssel und PIN erhalten Sie auf zwei getrennten Wegen. Bevor Sie ihn benutzen können, verlangt er eine eigene PIN von Ihnen.“
say-provisioning = „Wählen Sie eine PIN, die nur Sie kennen, und geben Sie sie selbst ein. Ich sehe weg. Wenn der Schlüssel wartet, berühren Sie die runde Fläche, zweimal.“
say-handover = „Der Schlüssel gehört jetzt Ihnen. Niemand sonst kennt seine PIN. Melden Sie sich hier einmal damit an, damit wir beide sehen, dass er funktioniert.“
say-close = „Ihr neuer Schlüssel funktioniert. An jede Adresse, die wir haben, geht eine Mitteilung. Darin steht, wie Sie widersprechen.“
proof-evidence = Nachweis
proof-evidence-count = { $count ->
    [0] noch nichts eingetragen
    [one] 1 eingetragen
   *[other] { $count } eingetragen
}
proof-evidence-add = Nachweis hinzufügen
proof-never = Zählt nie: Antworten auf persönliche Fragen, Personalnummern, eine Stimme, die Sie kennen.
proof-never-cite = SP 800-63A-4 §2.5.1, SP 800-63B-4 §3.2.3
proof-empty = Noch ist nichts eingetragen. Nötig sind ein überlegener Nachweis, zwei starke oder ein starker und ein ausreichender verschiedener Art.
proof-withdraw = Zurückziehen
proof-withdraw-named = { $kind } zurückziehen
evidence-title = Nachweis hinzufügen
evidence-lead = Tragen Sie ein, was vorgelegt wurde und wie Sie es geprüft haben. Es bleibt im Verlauf.
evidence-kind = Was wurde vorgelegt
evidence-kind-choose = Wählen
evidence-pathway-strength = { $pathway }, { $strength }
evidence-pathway = Wie haben Sie es geprüft
evidence-outcome = Was hat die Prüfung ergeben
evidence-outcome-confirmed = Hält stand
evidence-outcome-rejected = Hält nicht stand
evidence-contact = Welcher Kontakt wurde benutzt
evidence-contact-choose = Einen Kontakt des Verzeichnisses wählen
evidence-save = Eintragen
evidence-saving = Wird eingetragen…
evidence-cancel = Schließen
evidence-group-counts = Zählt, wenn verifiziert
evidence-group-never = Zählt nie, kann nur widersprechen
evidence-passport = Pass
evidence-passport_chip = Pass mit Chip
evidence-national_id = Personalausweis
evidence-driving_licence = Führerschein
evidence-company_badge = Dienstausweis
evidence-call_back = Rückrufcode
evidence-manager_vouched = Wort des Vorgesetzten
evidence-saved_code = Gespeicherter Code
evidence-issued_code = Zugesandter Code
evidence-recovery_contact = Wiederherstellungskontakt
evidence-other_authenticator = Anderer Authenticator
evidence-retained_biometric = Biometrie aus der ersten Identitätsprüfung
evidence-knowledge_answers = Persönliche Antworten
evidence-voice_recognised = Bekannte Stimme
pathway-visual_match = Gesicht verglichen, live
pathway-chip_signature = Chip-Signatur gelesen
pathway-code_to_contact = Code an einen Kontakt
pathway-directory_check = Vom Verzeichnis geprüft
pathway-live_sign_in = Angemeldet, live
pathway-biometric_comparison = Mit aufbewahrter Probe verglichen
pathway-none = Nicht verifiziert
strength-superior = Überlegen
strength-strong = Stark
strength-fair = Ausreichend
strength-none = Zählt nicht
outcome-confirmed = Bestätigt
outcome-rejected = Verworfen
outcome-withdrawn = Zurückgezogen
outcome-not-verified = Nicht verifiziert
evidence-fact-pathway = Prüfweg
evidence-fact-at = Eingetragen
evidence-fact-by = Von
evidence-note-never-counts = Zählt nicht. Es kann dem Anrufer nur widersprechen.
evidence-note-not-verified = Nicht auf einem Prüfweg verifiziert, der dafür zählt.
evidence-note-plain = Zählt in der Klasse { $strength }.

## Schritt Freigabe

approval-title-ask = Aufsicht um Mitzeichnung bitten
approval-title-wait = Warten auf eine Mitzeichnung
approval-title-void = Die Freigabe ist ungültig
approval-title-expired = Die Freigabe ist abgelaufen
approval-title-refused = Eine Aufsicht hat abgelehnt
approval-title-done = Freigegeben
approval-lead-ask = Die Aufsicht liest diesen Fall, wie er ist, und unterschreibt mit eigenem Schlüssel. Jede Änderung danach macht die Freigabe ungültig.
approval-lead-wait = Angefragt um { $time }. Eine Aufsicht öffnet den Fall unter „Freigaben“ und unterschreibt mit eigenem Schlüssel.
approval-lead-done = Der Widerruf ist offen. Eine Änderung an Nachweisen, Bestand oder Kontakten macht die Freigabe ungültig.
approval-ask = Freigabe anfragen
approval-asking = Das Konto wird erneut gelesen…
approval-ask-again = Erneut anfragen
approval-signatures = Unterschriften
approval-signatures-of = { $signed } von { $needed }
approval-waiting = Warten auf Aufsicht { $n }
approval-waiting-why = Jemand anderes als Agent und Betroffener, mit einem anderen Schlüssel
approval-by = Schlüssel endet auf { $ends }, { $time }
approval-ends = Gültig bis { $time }
signature-current = Unterschrieben
signature-voided = Ungültig
signature-expired = Abgelaufen
approval-refused-by = { $by } hat um { $time } abgelehnt
approval-what = Was unterschrieben wird
approval-what-evidence = Nachweis
approval-what-revoke = Zu widerrufen
approval-what-sessions = Sitzungen
approval-what-key = Neuer Schlüssel
approval-what-key-value = Einer, an ein Gerät gebunden, Hersteller vertrauenswürdig
approval-what-sessions-value = Alle beendet
approval-rule = Mitzeichnungen sind eine lokale Regel. NIST verlangt sie nicht.
approval-rule-cite = Lokal P-04

## Schritt Widerruf

revoke-title = Altes widerrufen, dann sehen, dass es weg ist
revoke-title-readback = Zurücklesen, was weg ist
revoke-title-done = Alle alten sind weg
revoke-lead = Jedes zählt erst dann als weg, wenn das Verzeichnis es nicht mehr zeigt.
revoke-col-credential = Anmeldemittel
revoke-col-requested = Angefordert
revoke-col-observed = Gesehen
revoke-col-usable = Noch nutzbar für
revoke-group-credentials = Anmeldemittel
revoke-group-sessions = Anmeldung und Sitzungen
revoke-count-gone = { $gone } von { $all } weg
revoke-block = Anmeldung am Konto
revoke-block-why = Zuerst gesperrt, zuletzt entsperrt
revoke-sessions = Sitzungen und Tokens
revoke-sessions-count = { $count ->
    [one] 1 Sitzung
   *[other] { $count } Sitzungen
}
revoke-sessions-unknown = Anzahl nicht genannt
revoke-go = Widerrufen und Sitzungen beenden
revoke-again = Erneut widerrufen
revoke-busy = Widerruf läuft…
revoke-read-back = Jetzt zurücklesen
revoke-reading = Wird zurückgelesen…
revoke-fix = Lesen Sie zurück. Noch da? Widerrufen Sie es erneut.
revoke-fix-unexpected = Nicht von diesem Fall erzeugt. Informieren Sie die Sicherheit, fragen Sie eine neue Freigabe an und widerrufen Sie es dann.
revoke-not-requested = Noch nicht
revoke-by-directory = Vom Verzeichnis, { $time }
revoke-listed = Gelistet { $time }, { $reads ->
    [one] 1 Mal gelesen
   *[other] { $reads } Mal gelesen
}
revoke-usable-unknown = Unbekannt
revoke-usable-open = Noch nutzbar
revoke-usable-suspended = Jetzt nicht
revoke-usable-suspended-why = lässt sich aufheben
revoke-usable-none = Keine offen
revoke-usable-closed = 0 s
revoke-usable-closed-why = geschlossen
revoke-usable-token = Noch { $time }
revoke-usable-token-why = Zugriffstoken
revoke-added = Hinzugefügt { $day }
revoke-refusal = Die Bereitstellung bleibt geschlossen
revoke-effect = Sperrt die Anmeldung, beendet alle Sitzungen und entfernt { $count ->
    [one] 1 Anmeldemittel.
   *[other] { $count } Anmeldemittel.
    } Das lässt sich nicht rückgängig machen.
credential-status-planned = Zu widerrufen
credential-status-suspended = Ausgesetzt
credential-status-requested = Angefordert
credential-status-reading = Wird gelesen
credential-status-gone = Weg
credential-status-kept = Behalten, erwiesen
credential-status-not_confirmed = Nicht bestätigt
credential-status-unexpected = Unerwartet
credential-status-new = Neuer Schlüssel
sessions-status-planned = Zu beenden
sessions-status-requested = Angefordert
sessions-status-gone = Beendet
sessions-status-gone_token_alive = Beendet, Token gilt noch
sessions-status-not_confirmed = Nicht bestätigt
sessions-status-not_possible = Hier nicht möglich
block-status-not_possible = Hier nicht möglich
block-status-open = Zu sperren
block-status-requested = Angefordert
block-status-blocked = Gesperrt
block-status-unblocked = Entsperrt
block-status-not_confirmed = Nicht bestätigt

## Schritt Bereitstellung

prov-title-key = Neuen Schlüssel einstecken
prov-title-pin = Betroffener setzt eine PIN am neuen Schlüssel
prov-title-accept = Neuen Schlüssel annehmen
prov-title-drawn = Anmeldemittel erzeugen; seine PIN wird gezogen
prov-title-make = Betroffener gibt die PIN des neuen Schlüssels ein
prov-title-failed = Das Verzeichnis zeigt den neuen Schlüssel nicht
prov-title-done = Das Verzeichnis listet den neuen Schlüssel
prov-title-locked = Der neue Schlüssel wartet auf den Widerruf
prov-lead-key = Ein leerer Schlüssel aus Ihrem Vorrat, in diesen Rechner.
prov-lead-pin = Drehen Sie die Tastatur zum Betroffenen und sehen Sie weg. Niemand sonst darf die PIN kennen.
prov-lead-accept = Das Modell wird jetzt geprüft, sein Hersteller beim Erzeugen des Anmeldemittels.
prov-lead-drawn = Die PIN wird jetzt gezogen und gesetzt. Zwei Berührungen folgen: Eine erzeugt das Anmeldemittel, eine testet es. Dann wird die PIN einmal gezeigt.
prov-lead-make = Drehen Sie die Tastatur zum Betroffenen und sehen Sie weg. Zwei Berührungen folgen: Eine erzeugt das Anmeldemittel, eine testet es.
prov-lead-failed = Lesen Sie zuerst zurück. Fehlt er noch, erzeugen Sie das Anmeldemittel erneut.
prov-lead-done = Als Nächstes wird er übergeben. Die Anmeldung bleibt gesperrt, bis der Betroffene ihn hat.
prov-lead-locked = Kein neuer Schlüssel, bevor alle alten weg sind.
prov-panel = Neuer Schlüssel
prov-connected = Verbunden
prov-accepted = Angenommen
prov-key = Neuer Schlüssel
prov-accept = Diesen Schlüssel annehmen
prov-accepting = Schlüssel wird geprüft…
prov-go = Anmeldemittel erzeugen
prov-busy = Anmeldemittel wird erzeugt…
prov-another = Anderen Schlüssel nehmen
prov-progress = Fortschritt
prov-progress-of = { $done } von { $all } erledigt
prov-step-accept_key = Schlüssel prüfen
prov-step-accept_key-why = Modell auf der Liste der erlaubten, PIN gesetzt
prov-step-create = Anmeldemittel erzeugen
prov-step-create-why = PIN und erste Berührung; die Attestierung des Herstellers wird verifiziert
prov-step-local_assertion = Hier testen
prov-step-local_assertion-why = Zweite Berührung; die Signatur wird verifiziert, bevor etwas gesendet wird
prov-step-submit = Dem Verzeichnis übergeben
prov-step-submit-why = Nur Getestetes wird übergeben
prov-step-read_back = Zurücklesen
prov-step-read_back-why = Das Verzeichnis muss das neue Anmeldemittel listen
prov-now = Jetzt
prov-then = Danach
prov-failed = Gescheitert
prov-may = Was dieser Schlüssel sein darf
prov-may-bound = An diesen Schlüssel gebunden, keine Kopien
prov-may-pin = Prüft die Person per PIN
prov-may-maker = Von einem vertrauenswürdigen Hersteller
prov-leaves = Ein Abbruch lässt das Konto ohne Schlüssel zurück, nicht mit dem alten.
prov-nothing-leaves = Die PIN verlässt den Schlüssel nie

## Schritt Entlassung

release-title = Ein Prüfer entlässt das Konto
release-title-done = Entlassen
release-lead = Privilegierte Konten bleiben gesperrt, bis ein unbeteiligter Prüfer den Verlauf angesehen hat.
release-wait = Warten auf einen Prüfer
release-wait-why = Er öffnet diesen Fall aus seiner Arbeitsliste und unterschreibt mit eigenem Schlüssel.
release-go = Mit Ihrem Schlüssel entlassen
release-busy = Wird entlassen…
release-at = Entlassen { $time }

## Schritt Übergabe

hand-title-over = Schlüssel dem Betroffenen übergeben
hand-title-unblock = Anmeldung entsperren
hand-title-live = Betroffener meldet sich einmal mit dem neuen Schlüssel an
hand-title-done = Der Betroffene hat sich mit dem neuen Schlüssel angemeldet
hand-lead-over = Der Betroffene ist hier, hat den Schlüssel und kennt als Einziger die PIN.
hand-lead-unblock = Die Anmeldung war während der ganzen Wiederherstellung gesperrt. Nur der neue Schlüssel öffnet sie jetzt.
hand-lead-live = Am echten Verzeichnis, mit dem Schlüssel, den er mitnimmt.
hand-lead-done = Gesehen { $time }. Als Nächstes gehen die Mitteilungen hinaus.
hand-step-over = Schlüssel übergeben
hand-step-over-why = Begleitet: Der Betroffene steht an diesem Schalter
hand-step-unblock = Anmeldung entsperrt
hand-step-unblock-why = Am Verzeichnis zurückgelesen
hand-step-live = Anmeldung live gesehen
hand-step-live-why = PIN und Berührung durch den Betroffenen
hand-over = Übergabe eintragen
hand-over-busy = Wird eingetragen…
hand-over-check = Der Betroffene hat den Schlüssel und kennt als Einziger die PIN
hand-unblock = Anmeldung entsperren
hand-unblock-busy = Wird entsperrt…
hand-live = Mit dem neuen Schlüssel anmelden
hand-live-busy = Anmeldung läuft…
hand-live-said = Anmeldung als geschehen eintragen
hand-live-said-why = Bei diesem Verzeichnis kann sich nur der Betroffene im eigenen Browser anmelden. Sehen Sie zu, wie er den Browser öffnet und sich mit dem neuen Schlüssel anmeldet: PIN und Berührung. Eingetragen wird es als Ihr Wort, nicht als etwas, das die Konsole gesehen hat.
hand-live-said-check = Ich habe zugesehen, wie sich der Betroffene mit dem neuen Schlüssel angemeldet hat
hand-live-said-first = Sehen Sie zuerst zu, wie sich der Betroffene anmeldet.
hand-step-live-said = { $said ->
    [yes] Von { $name } gesagt; die Konsole hat es nicht gesehen
   *[no] Im eigenen Browser des Betroffenen; vom Agenten gesagt
}
hand-steps = Übergabe, Schritt für Schritt

## Schritt Benachrichtigung

notify-title = Jede hinterlegte Adresse benachrichtigen
notify-title-done = Jede Adresse ist benachrichtigt
notify-lead = Der Betroffene kann widersprechen, auch wenn jemand anderes angerufen hat. Jede Mitteilung sagt, wie.
notify-go = Mitteilungen senden
notify-again = Erneut senden
notify-busy = Wird gesendet…
notify-col-address = Adresse
notify-col-phase = Wann
notify-col-status = Mitteilung
notify-phase-intake = Bei der Aufnahme
notify-phase-close = Am Ende
notice-owed = Zu senden
notice-sent = Gesendet
notice-failed = Zurückgekommen
notice-not_needed = Auf anderem Kanal
notify-sent-at = { $time }
notify-early = Mitteilungen über den neuen Schlüssel gehen hinaus, sobald das Verzeichnis ihn listet.
notify-none = Keine Adresse ist hinterlegt. Niemand kann benachrichtigt werden.

## Schritt Abschluss

close-title = Fall abschließen
close-lead = Alle { $all } Bedingungen sind erfüllt. Der Abschluss beendet den Fall endgültig; danach sieht ihn ein Prüfer an.
close-go = Fall abschließen
close-busy = Jede Bedingung wird erneut geprüft…
close-refused = Dieser Fall lässt sich noch nicht abschließen
close-refused-why = Offene Bedingungen: { $open } von { $all }. Nichts wurde geändert, und nichts Eingegebenes ist verloren.
close-open = Offene Bedingungen
close-open-order = in der Reihenfolge des Wegs
close-met = { $count ->
    [one] 1 Bedingung ist erfüllt
   *[other] { $count } Bedingungen sind erfüllt
}
close-nobody = Niemand kann eine Bedingung überspringen, gleich in welcher Rolle. Der Ausnahmeweg fügt Unterschriften hinzu.
close-done = Dieser Fall ist abgeschlossen
close-done-why = Jede Bedingung war über den ganzen Verlauf erfüllt, um { $time }.
close-done-next = Als Nächstes sieht ihn ein Prüfer an, unter „Verlauf“.
close-ended-refused = Dieser Fall wurde abgelehnt
close-ended-cancelled = Dieser Fall wurde abgebrochen
close-ended-why = Beendet { $time }. Sein Verlauf bleibt. Ein Prüfer sieht ihn an.
close-open-short = Offen: { $gates }
close-facts = Was getan wurde
close-fact-gone = Alte Anmeldemittel
close-fact-gone-value = { $gone } von { $all } nachweislich weg
close-fact-key = Neuer Schlüssel
close-fact-live = Anmeldung live
close-fact-notices = Mitteilungen
close-fact-notices-value = { $sent } gesendet

## Schritt Nachprüfung

review-title = Ein Prüfer beurteilt den Fall
review-title-done = Nachgeprüft
review-lead = Jemand Unbeteiligtes liest den Verlauf, verifiziert ihn und unterschreibt den Befund.
review-wait = Warten auf einen Prüfer
review-wait-why = Der Fall wartet unter „Verlauf“ auf die Nachprüfung.
review-open = Im Verlauf nachprüfen
review-by = { $by }, { $time }
review-panel = Ihren Befund unterschreiben
review-panel-why = Sie unterschreiben über den ganzen Fall mit Ihrem eigenen Schlüssel. Später lässt sich das nicht ändern.
review-disposition = Was haben Sie festgestellt?
review-choose-first = Geben Sie zuerst an, was Sie festgestellt haben.
review-note = Notiz
review-note-hint = Was jemand wissen sollte, der dies später liest; kann leer bleiben.
review-go = Befund unterschreiben
review-busy = Wird unterschrieben…
review-start = Befund unterschreiben
review-close = Nicht jetzt
