## Verlauf

history-title = Verlauf
history-search = Betroffenen, Konto, Fall oder Ticket suchen
history-which = Zeigen
history-which-all = Alle Fälle
history-which-open = Offen
history-which-to_review = Nachzuprüfen
history-which-reviewed = Nachgeprüft
history-case-line = { $tier }, { $channel }, { $reason }
history-count = { $count ->
    [0] Kein Fall gefunden
    [one] 1 Fall
   *[other] { $count } Fälle
}
history-none = Kein Fall passt
history-none-why = Suchen Sie nach Name, Konto, Fallnummer oder Ticket. Durchsucht wird der ganze Verlauf.
history-empty = Noch steht kein Fall im Verlauf
history-empty-why = Fälle erscheinen hier, sobald ein Agent einen eröffnet.
history-choose = Fall wählen
history-choose-why = Seine Zeitleiste zeigt jeden Eintrag mit seinem Beweis.
history-to-review = Nachzuprüfen
history-verify = Jetzt prüfen
history-verifying = Wird geprüft…
history-verifying-of = Wird geprüft, { $percent } % gelesen…
history-verified = { $records ->
    [one] 1 Eintrag ist geprüft, nichts fehlt
   *[other] Alle { $records } Einträge sind geprüft, nichts fehlt
}
history-verified-why = Geprüft { $time }. Das beweist, dass seither nichts geändert wurde, nicht dass stimmt, was eingegeben wurde.
history-verified-start = Geprüft, als die Konsole öffnete. Das beweist, dass seither nichts geändert wurde, nicht dass stimmt, was eingegeben wurde.
history-not-checked = In dieser Sitzung noch nicht geprüft
history-not-checked-why = Die Prüfung rechnet jeden Hash nach und beurteilt jede Entscheidung erneut.
history-faults = { $count ->
    [one] 1 Eintrag besteht die Prüfung nicht: Nummer { $position }
   *[other] { $count } Einträge bestehen die Prüfung nicht, der erste ist Nummer { $position }
}
history-faults-why = { $kind } in { $stream }: { $detail }
history-faults-next = Die Arbeit ruht. Lassen Sie die Datei, wie sie ist, und rufen Sie einen Administrator.
history-export = Exportieren
history-exporting = Wird geschrieben…
history-exported = { $count ->
    [one] Als 1 Datei geschrieben, von dieser Konsole signiert
   *[other] Als { $count } Dateien geschrieben, von dieser Konsole signiert
}
history-exported-why = Der Export ist ohne diese Konsole prüfbar: mit postern-audit verify oder den Werkzeugen, die sein README nennt. Er enthält, was der Fall über Menschen enthält: Geben Sie ihn nur denen, die den Fall lesen dürfen.
history-report = Bericht sichern
history-reporting = Bericht wird geschrieben…
history-reported = Bericht geschrieben, von dieser Konsole signiert
history-reported-digest = Seine Prüfsumme: { $digest }
history-reported-why = Er beweist sich selbst: postern-audit verify --report prüft jedes Byte. Er enthält keine Adresse, keine Notiz und keine Begründung; Konto und Personal sind genannt.
checkpoint-open = Prüfpunkt
checkpoint-title = Prüfpunkte
checkpoint-lead = Ein paar Zeilen, die den ganzen Verlauf festhalten, wie er jetzt ist. Bewahrt sie jemand anders auf, zeigen sie später, ob er umgeschrieben wurde.
checkpoint-close = Zurück zu den Fällen
checkpoint-now = Dieser Verlauf jetzt
checkpoint-now-why = { $count ->
    [one] 1 Eintrag und seine Wurzel, von dieser Konsole signiert. Senden Sie das per E-Mail, fügen Sie es in ein Ticket ein oder scannen Sie es.
   *[other] { $count } Einträge und ihre Wurzel, von dieser Konsole signiert. Senden Sie das per E-Mail, fügen Sie es in ein Ticket ein oder scannen Sie es.
}
checkpoint-text = Der Prüfpunkt als Text
checkpoint-copy = Kopieren
checkpoint-copied-yes = Kopiert.
checkpoint-copied-selected = Markiert: Kopieren Sie mit Strg C.
checkpoint-qr = Der Prüfpunkt als QR-Code
checkpoint-qr-hint = Derselbe Text, für ein Telefon
checkpoint-sign = Mit meinem Schlüssel signieren
checkpoint-sign-why = Ihr Schlüssel steht dann dafür ein, dass Sie diese Wurzel zu dieser Zeit gesehen haben. Signieren Sie nur, was Sie auf diesem Bildschirm lesen.
checkpoint-sign-go = Prüfpunkt signieren
checkpoint-signing = Wird signiert…
checkpoint-again = Neu aufnehmen
checkpoint-proves = Er beweist
checkpoint-proves-text = Dass der Verlauf genau diese Einträge in dieser Reihenfolge enthielt, wenn er wieder vorgelegt wird und der Verlauf noch übereinstimmt.
checkpoint-proves-not = Er beweist nicht
checkpoint-proves-not-text = Was danach kam, was nie eingetragen wurde, oder ob stimmt, was eingegeben wurde. Nur auf diesem Rechner aufbewahrt, beweist er nichts.
checkpoint-other = Ein Prüfpunkt, den jemand aufbewahrt hat
checkpoint-pasted = Hier einfügen
checkpoint-pasted-hint = Ganz, von der Zeile, die auf /history endet, bis zur letzten Signatur.
checkpoint-paste-first = Fügen Sie zuerst einen Prüfpunkt ein.
checkpoint-compare = Mit diesem Verlauf vergleichen
checkpoint-comparing = Wird verglichen…
checkpoint-witness = Für anderen Schalter bezeugen
checkpoint-witnessing = Wird signiert…
checkpoint-witnessed = Von dieser Konsole signiert, mit der Zeit
checkpoint-witnessed-why = Senden Sie ihn zurück an den Schalter, von dem er stammt. Die Signatur sagt, dass er hier zu dieser Zeit vorlag, nicht dass dessen Verlauf stimmt. Geben Sie jenem Schalter den Schlüssel dieser Konsole, auf einem anderen Weg.
checkpoint-witness-key = Der Schlüssel dieser Konsole als Zeuge:
held-consistent = { $size ->
    [one] Sein 1 Eintrag steht in diesem Verlauf, unverändert
   *[other] Seine { $size } Einträge stehen in diesem Verlauf, unverändert
}
held-consistent-means = Nichts davor wurde geändert, entfernt oder dazwischengeschoben. Was danach kam, weiß er nicht.
held-shorter = Einträge fehlen
held-shorter-means = Damals waren es { $size } Einträge, jetzt sind es { $now }: Das Ende wurde entfernt oder eine ältere Kopie eingespielt. Arbeiten Sie nicht weiter und rufen Sie die Sicherheit.
held-diverged = Dieser Verlauf wurde umgeschrieben
held-diverged-means = Die ersten { $size } Einträge sind nicht die von damals. Lassen Sie die Datei, wie sie ist, und rufen Sie die Sicherheit.
held-other = Er gehört zum Verlauf eines anderen Schalters
held-other-means = Er spricht von { $what }. Vergleichen Sie ihn dort; bezeugen können Sie ihn hier.
held-forged = Eine Signatur darauf ist gefälscht
held-forged-means = Sie trägt den Namen { $what } und stammt nicht von dessen Schlüssel. Über diesen Verlauf zeigt das nichts; rufen Sie die Sicherheit.
held-unreadable = Das ist kein ganzer Prüfpunkt
held-unreadable-means = Er ist nicht lesbar: { $what }. Fügen Sie ihn ganz ein, von der Zeile, die auf /history endet, bis zur letzten Signatur.
held-signed = Von der Konsole dieses Verlaufs signiert
held-witnessed = Bezeugt von { $name }, { $time }
held-unknown = Trägt auch den Namen { $name }, dessen Schlüssel hier nicht bekannt ist
attach-title = Dateien
attach-count = { $count ->
    [0] Keine
    [one] 1 Datei
   *[other] { $count } Dateien
}
attach-go = Datei anhängen
attach-choose = Die Datei zum Anhängen
attach-busy = Wird angehängt…
attach-hint = Für das, was ein Prüfer sehen muss: einen unterschriebenen Brief, eine Gesprächsnotiz. Bis 8 MiB. Hängen Sie keine Kopien von Ausweisen an: Was Sie davon gesehen haben, gehört zu den Nachweisen.
attach-none = Keine Datei hängt an diesem Fall.
attach-kib = { $n } KiB
attach-mib = { $n } MiB
attach-save = Kopie speichern
attach-saved = Gespeichert als
attach-erase = Löschen
attach-erase-reason = Warum { $name } gelöscht wird
attach-erase-hint = Ihr Schlüssel wird vernichtet: Niemand liest sie mehr, weder hier noch in Sicherungen ab jetzt. Der Eintrag, dass sie angehängt war, bleibt.
attach-erase-say = Sagen Sie zuerst, warum.
attach-erase-go = Endgültig löschen
attach-keep = Datei behalten
attach-erasing = Wird gelöscht…
attach-erased = Gelöscht
history-timeline = Zeitleiste
history-milestones = { $shown } von { $all } Einträgen, Meilensteine
history-all = { $all ->
    [one] 1 Eintrag
   *[other] { $all } Einträge
}
history-show-all = Alle { $all } zeigen
history-show-milestones = Meilensteine zeigen
history-record = Eintrag { $position }
history-proof = Beweis zu Eintrag { $position }
history-proof-hash = Hash des Eintrags
history-proof-seq = In diesem Fall
history-proof-seq-value = Nummer { $seq }
history-proof-state = Geprüft
history-proof-yes = Mit dem ganzen Verlauf, bis Eintrag { $count }
history-proof-no = In dieser Sitzung noch nicht geprüft
history-verified-word = Geprüft
history-unverified-word = Noch nicht geprüft
history-open-case = Fall öffnen
history-cases = Gefundene Fälle

event-case_opened = Fall eröffnet für { $account }, Ticket { $ticket }
event-account_reread = Konto erneut gelesen: { $credentials ->
    [one] 1 verwendbares Anmeldemittel
   *[other] { $credentials } verwendbare Anmeldemittel
}
event-contained = Konto eingefroren, bevor jemand verifiziert war
event-code_issued = Wiederherstellungscode gezogen und gesendet: { $method ->
    [issued_code] an eine hinterlegte Adresse
   *[recovery_contact] an einen Wiederherstellungskontakt
}
event-code_matched = Wiederherstellungscode stimmte
event-code_wrong = Wiederherstellungscode war falsch
event-saved_codes_replaced = Gespeicherte Codes ersetzt
event-exception_asked = Ausnahme beantragt, { $kind ->
    [trusted_referee] Vertrauensperson
   *[emergency] Notfall
    }: { $reason }
event-exception_dropped = Auf die Ausnahme verzichtet
event-credential_kept = Altes Anmeldemittel soll bleiben, mit Beweis
event-credential_not_kept = Altes Anmeldemittel soll nicht mehr bleiben
event-sponsor_seen = Verantwortlicher { $login } angemeldet
event-consumers_listed = { $count ->
    [one] 1 abhängiger Dienst erfasst
   *[other] { $count } abhängige Dienste erfasst
}
event-old_credential_refused = Altes Anmeldemittel ausprobiert: abgelehnt
event-old_credential_worked = Altes Anmeldemittel ausprobiert: Es gilt noch
event-risk_seen = Risikozeichen haben die Stufe angehoben: { $signals }
event-letter_sent = Brief gesendet, { $reference }
event-case_taken_over = Von einem anderen Agenten übernommen
event-hold_cleared = Halt aufgehoben: { $note }
event-effect_started = Ein Aufruf an das Verzeichnis begann
event-effect_observed = Der Ausgang eines Aufrufs wurde gesehen
event-intended-block_sign_in = Zu tun: Anmeldung sperren
event-intended-unblock_sign_in = Zu tun: Anmeldung entsperren
event-intended-end_sessions = Zu tun: alle Sitzungen beenden
event-intended-suspend_credential = Zu tun: ein Anmeldemittel aussetzen
event-intended-revoke_credential = Zu tun: ein Anmeldemittel widerrufen
event-intended-submit_credential = Zu tun: ein Anmeldemittel erzeugen und dem Verzeichnis übergeben
event-intended-notice_intake = Zu tun: einer Adresse mitteilen, dass eine Wiederherstellung begonnen hat
event-intended-notice_close = Zu tun: einer Adresse den neuen Schlüssel mitteilen
event-intended-send_code = Zu tun: einen Wiederherstellungscode senden
event-started-block_sign_in = Anmeldung wird gesperrt
event-started-unblock_sign_in = Anmeldung wird entsperrt
event-started-end_sessions = Sitzungen werden beendet
event-started-suspend_credential = Ein Anmeldemittel wird ausgesetzt
event-started-revoke_credential = Ein Anmeldemittel wird widerrufen
event-started-submit_credential = Ein Anmeldemittel wird erzeugt
event-started-notice_intake = Eine Mitteilung wird gesendet
event-started-notice_close = Eine Mitteilung wird gesendet
event-started-send_code = Ein Wiederherstellungscode wird gesendet
event-seen-block_sign_in = Anmeldung gesperrt, zurückgelesen
event-seen-unblock_sign_in = Anmeldung entsperrt, zurückgelesen
event-seen-end_sessions = Sitzungen beendet, zurückgelesen
event-seen-suspend_credential = Anmeldemittel ausgesetzt, zurückgelesen
event-seen-revoke_credential = Anmeldemittel weg, zurückgelesen
event-seen-submit_credential = Neues Anmeldemittel gelistet, zurückgelesen
event-seen-notice_intake = Einer Adresse mitgeteilt, dass eine Wiederherstellung begonnen hat
event-seen-notice_close = Einer Adresse den neuen Schlüssel mitgeteilt
event-seen-send_code = Wiederherstellungscode gesendet
event-failed-block_sign_in = Anmeldung ist nicht gesperrt, zurückgelesen
event-failed-unblock_sign_in = Anmeldung ist noch gesperrt, zurückgelesen
event-failed-end_sessions = Sitzungen sind noch da, zurückgelesen
event-failed-suspend_credential = Anmeldemittel ist noch verwendbar, zurückgelesen
event-failed-revoke_credential = Anmeldemittel ist noch gelistet, zurückgelesen
event-failed-submit_credential = Neues Anmeldemittel ist nicht gelistet, zurückgelesen
event-failed-notice_intake = Mitteilung kam zurück
event-failed-notice_close = Mitteilung kam zurück
event-failed-send_code = Wiederherstellungscode kam zurück
event-unknown-block_sign_in = Anmeldung sperren: Ausgang nicht bekannt
event-unknown-unblock_sign_in = Anmeldung entsperren: Ausgang nicht bekannt
event-unknown-end_sessions = Sitzungen beenden: Ausgang nicht bekannt
event-unknown-suspend_credential = Ein Anmeldemittel aussetzen: Ausgang nicht bekannt
event-unknown-revoke_credential = Ein Anmeldemittel widerrufen: Ausgang nicht bekannt
event-unknown-submit_credential = Ein Anmeldemittel erzeugen: Ausgang nicht bekannt
event-unknown-notice_intake = Eine Mitteilung senden: Ausgang nicht bekannt
event-unknown-notice_close = Eine Mitteilung senden: Ausgang nicht bekannt
event-unknown-send_code = Einen Wiederherstellungscode senden: Ausgang nicht bekannt
event-consent_recorded = Der Anrufer hat in die Prüfung per Video eingewilligt
event-cue_drawn = Zufallsprobe gezogen
event-cue_answered = Zufallsprobe: { $answer ->
    [atonce] sofort ausgeführt
    [at_once] sofort ausgeführt
    [late] spät oder unklar
    [notdone] nicht ausgeführt
    [not_done] nicht ausgeführt
   *[other] { $answer }
}
event-evidence_recorded = Nachweis eingetragen: { $kind ->
    [passport] Pass
    [passport_chip] Pass mit Chip
    [national_id] Personalausweis
    [driving_licence] Führerschein
    [company_badge] Dienstausweis
    [call_back] Rückrufcode
    [manager_vouched] Wort des Vorgesetzten
    [saved_code] gespeicherter Wiederherstellungscode
    [issued_code] zugesandter Wiederherstellungscode
    [recovery_contact] Wiederherstellungskontakt
    [other_authenticator] anderer Authenticator
    [retained_biometric] Biometrie aus der ersten Identitätsprüfung
    [knowledge_answers] persönliche Antworten
    [voice_recognised] bekannte Stimme
   *[other] { $kind }
}
event-evidence_withdrawn = Nachweis zurückgezogen
event-approval_sought = Freigabe angefragt
event-approval_signed = Mitgezeichnet, Schlüssel endet auf { $key }
event-approval_refused = Mitzeichnung abgelehnt: { $reason }
event-key_accepted = Neuer Schlüssel angenommen: { $label }
event-credential_made = Anmeldemittel auf dem neuen Schlüssel (endet auf { $key }) erzeugt und getestet
event-orphan_removed = Anmeldemittel { $key }, Rest eines unterbrochenen Versuchs, vom Schlüssel gelöscht
event-handed_over = Schlüssel dem Betroffenen übergeben
event-release_signed = Konto von einem Prüfer entlassen
event-signed_in_said = Anmeldung mit dem neuen Schlüssel (endet auf { $key }) bezeugt: Die Konsole hat sie nicht gesehen
event-signed_in_live = Betroffener mit dem neuen Schlüssel (endet auf { $key }) angemeldet
event-case_completed = Fall abgeschlossen
event-case_refused = Fall abgelehnt: nicht verifizierbar. { $note }
event-case_cancelled = Fall abgebrochen: { $note }
event-case_reviewed = Nachgeprüft. { $note }
event-note_added = Notiz: { $text }
event-attachment_added = Datei angehängt: { $name }
event-attachment_erased = Der Schlüssel einer Datei wurde vernichtet: { $reason }
event-attempt_refused = Abgelehnt: { $attempt ->
    [contain] Konto einfrieren
    [record_consent] Einwilligung eintragen
    [draw_cue] Zufallsprobe ziehen
    [answer_cue] Zufallsprobe beantworten
    [record_evidence] Nachweis eintragen
    [withdraw_evidence] Nachweis zurückziehen
    [seek_approval] Freigabe anfragen
    [co_sign] mitzeichnen
    [co_sign_here] an dieser Konsole mitzeichnen
    [refuse_approval] Freigabe ablehnen
    [revoke] widerrufen
    [read_back] zurücklesen
    [accept_key] Schlüssel annehmen
    [provision] Anmeldemittel erzeugen
    [hand_over] Übergabe
    [release] Entlassung
    [unblock] Anmeldung entsperren
    [live_sign_in] Live-Anmeldung
    [notify] Mitteilungen senden
    [complete] Fall abschließen
    [cannot_verify] Fall ablehnen
    [cancel] Fall abbrechen
    [review] Nachprüfung
    [add_note] Notiz hinzufügen
    [ask_question] den Agenten fragen
    [answer_question] eine Frage beantworten
    [attach] Datei anhängen
    [erase_attachment] Datei löschen
    [hold_files] Dateien zurückhalten
    [release_files] Dateien freigeben
    [issue_code] Wiederherstellungscode senden
    [check_code] Wiederherstellungscode vergleichen
    [replace_saved_codes] Ersatz gespeicherter Codes eintragen
    [prove_possession] mit anderem Authenticator anmelden
    [ask_exception] Ausnahme beantragen
    [drop_exception] auf Ausnahme verzichten
    [keep_credential] Anmeldemittel behalten
    [do_not_keep] Anmeldemittel nicht mehr behalten
    [prove_sponsor] Anmeldung des Verantwortlichen
    [list_consumers] abhängige Dienste erfassen
    [move_consumer] Umstellung eines abhängigen Dienstes vermerken
    [try_old_credential] altes Anmeldemittel ausprobieren
    [record_letter] Brief eintragen
    [take_over] Fall übernehmen
    [clear_hold] Halt aufheben
    [attest] Aussage eintragen
    [choose_target] wählen, was der Betroffene erhält
    [see_enrolled] nachsehen, was der Betroffene registriert hat
    [name_recipient] nennen, wer den neuen Schlüssel erhält
    [release_write] Schreibzugriff auf das Verzeichnis öffnen
    [repudiate] Widerspruch melden
    [freeze_again] Konto noch einmal schließen
    [clear_account] Wiederherstellung zulassen
    [dispose] sagen, was ein Vorfall war
   *[other] { $attempt }
    }. Regel { $codes }

next-after-intake = Als Nächstes kommen die Nachweise.
next-after-contain = Als Nächstes kommen die Nachweise. Was eingefroren ist, bleibt eingefroren.
next-after-proofing = Die Freigabe öffnet. Eine Aufsicht zeichnet mit eigenem Schlüssel mit.
next-after-approval = Der Widerruf öffnet. Die Anmeldung wird gesperrt, Sitzungen enden, alte Anmeldemittel gehen.
next-after-revocation = Die Bereitstellung öffnet. Der Betroffene erhält, was die Aufsichten unterschrieben haben.
next-after-provisioning = Übergabe. Der Betroffene nimmt den Schlüssel; die Anmeldung wird entsperrt.
next-after-handover = Mitteilungen gehen an jede hinterlegte Adresse.
next-after-notification = Abschluss. Jede Bedingung wird noch einmal beurteilt, über den ganzen Verlauf des Falls.
next-after-release = Übergabe. Die Anmeldung wird nur für den neuen Schlüssel entsperrt.
next-after-close = Ein unbeteiligter Prüfer liest den Verlauf des Falls.
next-after-review = Nichts mehr. Der Verlauf des Falls bleibt.
