# Was nicht am Schalter geschieht: was Personen am Verzeichnis tun und sagen, was der Betroffene registriert, Schlüssel von
# Maschinenidentitäten, Anmeldungen in einem Browser.

## Neuer Fall

new-found = Konten, deren Name so beginnt
new-stated-title = Dieses Verzeichnis ist nicht angebunden: Sie geben an, was das Konto ist
new-stated-why = Die Konsole kann es nicht fragen. Was Sie hier schreiben, wird als Ihre Aussage eingetragen, und wer unterschreibt, sieht das.
new-stated-name = Anzeigename
new-stated-credentials = Was sich dort heute anmeldet, eines je Zeile
new-stated-credentials-hint = Jeder Schlüssel und Passkey, jede Code-App, jedes Passwort. Alles davon soll weg.
new-stated-mail = Hinterlegte Mailadressen, eine je Zeile
new-stated-mail-hint = Jede erfährt, dass eine Wiederherstellung begonnen hat und wie sie endete. Kann leer bleiben.
new-stated-first = Geben Sie den Namen an, und was sich dort heute anmeldet.
new-stated-contacts = Dieses Verzeichnis nennt keine Kontakte. Kein Code kann gesendet werden, und kein Rückruf ist möglich.
new-roles-ask = Administriert dieses Konto etwas?
new-roles-why = Dieses Verzeichnis sagt es nicht. Rechnen Sie Rollen, Gruppen und Systeme mit, durch die es andere Konten ändern kann. Im Zweifel: ja.
new-roles-yes = Ja, es administriert etwas
new-roles-no = Nein, es administriert nichts
new-roles-first = Sagen Sie zuerst, ob dieses Konto etwas administriert.
intake-roles = Administriert etwas
intake-roles-yes = Ja, wie der Agent sagt; das Verzeichnis sagt es nicht
intake-roles-no = Nein, wie der Agent sagt; das Verzeichnis sagt es nicht

## Die Aussage einer Person

attest-title = Von Ihnen am Verzeichnis getan
attest-lead = Die Konsole kann das dort nicht. Tun Sie es, sehen Sie nach, dass es getan ist, und sagen Sie es hier.
attest-for-ever = Im Verlauf steht für immer, dass eine Person es gesagt und die Konsole es nicht gesehen hat.
attest-what-block = Anmeldung von { $login } in { $tenant } sperren
attest-what-unblock = Anmeldung von { $login } in { $tenant } entsperren
attest-what-sessions = Alle Sitzungen und Tokens von { $login } in { $tenant } beenden
attest-what-revoke = { $label } von { $login } in { $tenant } widerrufen
attest-what-enrol = Schlüssel für den Betroffenen als { $login } in { $tenant } registrieren und gelistet sehen
attest-note = Wo es sich nachlesen lässt
attest-note-hint = Ein Ticket oder eine Zeile im Protokoll des Verzeichnisses.
attest-note-first = Sagen Sie zuerst, wo es sich nachlesen lässt.
attest-done = Von mir getan
attest-done-named = Von mir getan: { $what }
attest-not = Ließ sich nicht tun
attest-not-named = Ließ sich nicht tun: { $what }
attest-busy = Wird eingetragen…

## Widerruf

credential-status-awaits_word = Wartet auf Ihre Aussage
credential-status-attested = Bezeugt, nicht gesehen
sessions-status-awaits_word = Wartet auf Ihre Aussage
sessions-status-attested = Bezeugt, nicht gesehen
block-status-awaits_word = Wartet auf Ihre Aussage
block-status-blocked_said = Bezeugt, nicht gesehen
block-status-unblocked_said = Entsperrt, bezeugt, nicht gesehen
statement-claim-handset = { $count ->
    [one] Ich habe diese Wiederherstellung geprüft und gebe frei, dass 1 Anmeldemittel von { $name } widerrufen wird und { $name } einen Passkey des eigenen Geräts registriert.
   *[other] Ich habe diese Wiederherstellung geprüft und gebe frei, dass { $count } Anmeldemittel von { $name } widerrufen werden und { $name } einen Passkey des eigenen Geräts registriert.
}
statement-claim-machine = { $count ->
    [one] Ich habe diese Wiederherstellung geprüft und gebe frei, dass 1 Anmeldemittel von { $name } widerrufen und ein neuer Schlüssel für den Verantwortlichen versiegelt wird.
   *[other] Ich habe diese Wiederherstellung geprüft und gebe frei, dass { $count } Anmeldemittel von { $name } widerrufen werden und ein neuer Schlüssel für den Verantwortlichen versiegelt wird.
}
say-provisioning-handset = „Öffnen Sie auf Ihrem eigenen Gerät die Anmeldeseite Ihres Kontos und geben Sie den Einmalpass ein, den ich Ihnen genannt habe. Lassen Sie das Gerät dann einen Passkey erzeugen. Sagen Sie mir, wenn es so weit ist.“
say-provisioning-subject = „Folgen Sie mit diesem Schlüssel den Schritten Ihres Kontos, hier neben mir. Die PIN gehört nur Ihnen. Sagen Sie mir, wenn es so weit ist.“
say-handover-handset = „Melden Sie sich auf Ihrem Gerät ab und mit dem neuen Passkey wieder an, damit wir beide sehen, dass er funktioniert.“
revoke-said-at = Von einer Person, { $time }
revoke-count-said = { $gone } von { $all } weg, { $said } als weg bezeugt
revoke-usable-said = Zu, wie bezeugt
revoke-usable-said-why = die Konsole hat es nicht gesehen
close-fact-said-value = { $gone } von { $all } als weg gesehen, { $said } als weg bezeugt

## Bereitstellung, wo der Betroffene registriert

enrol-title-invite = Den Betroffenen registrieren lassen
enrol-title-awaits = Der Betroffene registriert jetzt
enrol-title-done = Ein neues Anmeldemittel ist registriert
enrol-lead-handset = Ein Passkey auf dem eigenen Telefon oder Rechner. Kein Schlüssel des Schalters wird verwendet.
enrol-lead-by_subject = Das Verzeichnis nimmt einen Schlüssel nur aus dem Browser des Betroffenen an, nirgends sonst.
enrol-lead-said = Die Konsole kann an diesem Verzeichnis keinen Schlüssel registrieren und keinen sehen. Sie registrieren ihn dort mit dem Betroffenen.
enrol-lead-seen = Das Verzeichnis listet es: { $label }.
enrol-lead-told = { $label }, wie { $name } sagt. Die Konsole hat es nicht gesehen.
enrol-card = Der Betroffene registriert
enrol-will = Was geschieht
enrol-will-unblock = Die Anmeldung wird dafür entsperrt, damit der Betroffene hineinkommt.
enrol-will-handset = Ein Einmalpass wird einmal gezeigt, in einem eigenen Fenster. Nennen Sie ihn dem Betroffenen.
enrol-will-handset-then = Der Betroffene meldet sich mit dem Einmalpass an, und das Verzeichnis lässt ihn einen Passkey erzeugen.
enrol-will-by_subject = Der Betroffene meldet sich mit seinem Browser am Verzeichnis an, und es fragt nach dem angenommenen Schlüssel.
enrol-will-said = Registrieren Sie den angenommenen Schlüssel für den Betroffenen am Verzeichnis und sehen Sie ihn dort gelistet. Sagen Sie es dann hier.
enrol-will-look = Sehen Sie dann hier nach, ob es gelistet ist. Taucht etwas anderes auf, hält das den Fall an.
enrol-will-try = Dann wird der Schlüssel hier ausprobiert: Derselbe Schlüssel, vom angenommenen Modell, muss signieren.
enrol-go = Betroffenen registrieren lassen
enrol-busy = Wird eingelassen…
enrol-awaits = Der Betroffene ist eingelassen. Noch wurde kein neues Anmeldemittel gesehen.
enrol-awaits-pass = Ein Einmalpass wurde ausgestellt und einmal gezeigt. Noch wurde kein neues Anmeldemittel gesehen.
enrol-pass = Einmalpass
enrol-pass-until = Endet { $time }
enrol-pass-over = Er ist abgelaufen. Tragen Sie ein, dass die Registrierung nicht gelang, und lassen Sie den Betroffenen dann erneut ein.
enrol-look = Jetzt nachsehen
enrol-look-key = Nachsehen und Schlüssel ausprobieren
enrol-looking = Wird nachgesehen…
enrol-could-not = Registrierung gelang nicht
enrol-could-not-why = Dann zählt nichts Neues, und Sie können den Betroffenen erneut einlassen. Es wird als Ihre Aussage eingetragen.

## Schlüssel von Maschinenidentitäten

machine-recipient = Wer den neuen Schlüssel erhält
machine-recipient-label = Öffentlicher Schlüssel des Verantwortlichen
machine-recipient-hint = Er beginnt mit age1, wie age-keygen ihn ausgibt. Der neue Schlüssel wird für ihn versiegelt, und die Aufsichten unterschreiben ihn.
machine-recipient-go = Empfänger eintragen
machine-recipient-busy = Wird eingetragen…
machine-recipient-is = Eingetragen
machine-no-recipient = Noch niemand
proof-title-recipient = Nennen, wer den neuen Schlüssel erhält
drawn-title = Den neuen Schlüssel erzeugen
drawn-title-done = Das Verzeichnis listet den neuen Schlüssel
drawn-lead = Der Schlüssel wird hier erzeugt und für den Verantwortlichen versiegelt, und seine öffentliche Hälfte geht an das Verzeichnis. Niemand am Schalter sieht ihn.
drawn-lead-done = Übergeben Sie als Nächstes die versiegelte Datei und probieren Sie dann den Schlüssel aus.
drawn-card = Neuer Schlüssel dieser Maschinenidentität
drawn-recipient = Versiegelt für
drawn-name = Dort gelistet als
drawn-none = Noch keiner erzeugt
drawn-go = Schlüssel erzeugen und übergeben
drawn-busy = Schlüssel wird erzeugt…
drawn-place = Der versiegelte Schlüssel liegt in einer Datei
drawn-place-why = Der Verantwortliche nimmt diese Datei und öffnet sie mit age und dem eigenen privaten Schlüssel. Niemand sonst kann sie öffnen.
drawn-place-then = Dieser Ort wird gezeigt, bis Sie diese Seite verlassen.
hand-title-over-drawn = Dem Verantwortlichen die versiegelte Datei übergeben
hand-lead-over-drawn = Der Verantwortliche nimmt die Datei, öffnet sie mit age und bringt den Schlüssel dorthin, wo er benutzt wird.
hand-over-check-drawn = Der Verantwortliche hat die versiegelte Datei und kann sie öffnen
hand-step-over-drawn = Versiegelte Datei übergeben
hand-step-over-why-drawn = Der Verantwortliche öffnet sie mit dem eigenen privaten Schlüssel
hand-title-live-drawn = Den neuen Schlüssel ausprobieren
hand-lead-live-drawn = Am echten Verzeichnis, mit dem hier erzeugten Schlüssel. Danach vergisst die Konsole ihn.
hand-title-done-drawn = Anmeldung mit dem neuen Schlüssel gelingt
hand-step-live-why-drawn = Mit dem hier erzeugten Schlüssel
hand-try-new = Neuen Schlüssel ausprobieren
hand-trying-new = Wird ausprobiert…

approval-what-key-drawn = Einer, hier erzeugt und versiegelt für { $recipient }

## Übergabe eines eigenen Geräts

hand-title-live-handset = Der Betroffene meldet sich einmal mit dem neuen Passkey an
hand-lead-live-handset = Am echten Verzeichnis, mit dem selbst erzeugten Passkey.
hand-title-done-handset = Der Betroffene hat sich mit dem neuen Passkey angemeldet
hand-step-live-why-handset = Mit dem selbst erzeugten Passkey
hand-live-said-why-handset = An diesem Verzeichnis kann sich nur der eigene Browser des Betroffenen anmelden. Sehen Sie zu, wie er ihn öffnet und sich mit dem neuen Passkey anmeldet. Das wird als Ihre Aussage eingetragen, nicht als etwas, das die Konsole gesehen hat.
hand-live-said-check-handset = Ich habe gesehen, wie sich der Betroffene mit dem neuen Passkey angemeldet hat

## Versuche

trial-secret = Altes Anmeldemittel ausprobieren
trial-secret-named = Altes Anmeldemittel ausprobieren: { $label }
trial-secret-why = Wer Schlüssel oder Geheimnis hat, gibt es in einem eigenen Fenster ein. Es wird nicht aufbewahrt.
trial-lead-person = Das alte Gerät ist zur Hand. Jeder seiner Schlüssel muss dort abgelehnt werden, wo er benutzt wurde.

## Was der Betroffene erhält

target-title = Was der Betroffene erhält
target-why = Die Aufsichten unterschreiben es, also wählen Sie es vor der Freigabe. Später gewählt, wird die Freigabe erneut angefragt.
target-key = Ein Sicherheitsschlüssel des Schalters
target-key-why = Hier übergeben, mit eigener PIN.
target-handset = Ein Passkey auf dem eigenen Telefon oder Rechner
target-handset-why = Der Betroffene registriert ihn mit einem Einmalpass. Er kann auf weitere Geräte kopiert werden.
target-go = Wahl eintragen
target-busy = Wird eingetragen…
target-is-already = Das ist eingetragen.

## Anmeldungen in einem Browser

browser-go = Mit Browser anmelden
browser-busy = Warten auf den Browser…
browser-why = Die eigene Seite des Verzeichnisses öffnet sich in einem Browser auf diesem Rechner. Was sie der Konsole sagt, zählt: welches Konto, und womit.
browser-waits = Der Browser ist offen. Die Konsole wartet bis zu fünf Minuten, dass er zurückkommt.
browser-waits-short = Der Browser wird erwartet.

## Bedingungen

gate-INT-04 = Rollen sind angegeben
refusal-INT-04 = Dieses Verzeichnis sagt nicht, ob das Konto etwas administriert, und niemand hat es angegeben.
next-INT-04 = Sagen Sie, ob es etwas administriert. Im Zweifel: ja.
gate-MCH-05 = Empfänger genannt
refusal-MCH-05 = Niemand ist genannt, der den neuen Schlüssel dieser Maschinenidentität erhält.
next-MCH-05 = Lassen Sie den Verantwortlichen seinen öffentlichen Schlüssel geben und tragen Sie ihn ein.
gate-PRV-12 = Eigenes Gerät genügt
refusal-PRV-12 = Ein Passkey auf dem eigenen Gerät des Betroffenen genügt für dieses Konto nicht.
next-PRV-12 = Wählen Sie einen Sicherheitsschlüssel des Schalters.

## Was Verzeichnisse sagen

refusal-DIR-not_released = Der Schreibzugriff auf dieses Verzeichnis ist für diesen Fall nicht geöffnet.
next-DIR-not_released = Lassen Sie ihn von einer Aufsicht, die diesen Fall mitgezeichnet hat, mit eigenem Schlüssel öffnen.
refusal-DIR-sign_in_needed = Am Verzeichnis ist niemand angemeldet, daher kann die Konsole dort nichts tun.
next-DIR-sign_in_needed = Melden Sie sich dort über die Einstellungen an und beginnen Sie diesen Schritt neu.
fault-not_released = kein Schreibzugriff
fault-sign_in_needed = wartet auf eine Anmeldung
ability-search = Konten am Anfang ihres Namens finden
ability-changes = Nennen, was dort geändert wurde
settings-how-subject = Der Betroffene tut es, und die Konsole liest es zurück
settings-how-never = Das Verzeichnis hat keinen Weg dafür
credential-client_key = Client-Schlüssel
credential-client_secret = Client-Geheimnis

## Zeitleiste

event-said-block_sign_in = Anmeldung als gesperrt bezeugt; die Konsole hat es nicht gesehen. { $note }
event-said-unblock_sign_in = Anmeldung als entsperrt bezeugt; die Konsole hat es nicht gesehen. { $note }
event-said-end_sessions = Sitzungen als beendet bezeugt; die Konsole hat es nicht gesehen. { $note }
event-said-suspend_credential = Anmeldemittel als ausgesetzt bezeugt; die Konsole hat es nicht gesehen. { $note }
event-said-revoke_credential = Anmeldemittel als weg bezeugt; die Konsole hat es nicht gesehen. { $note }
event-said-submit_credential = Neues Anmeldemittel als gelistet bezeugt; die Konsole hat es nicht gesehen. { $note }
event-said-send_code = Wiederherstellungscode als gesendet bezeugt; die Konsole hat es nicht gesehen. { $note }
event-said-notice_intake = Mitteilung an eine Adresse zu Beginn der Wiederherstellung bezeugt; die Konsole hat es nicht gesehen. { $note }
event-said-notice_close = Mitteilung an eine Adresse über den neuen Schlüssel bezeugt; die Konsole hat es nicht gesehen. { $note }
event-target_key = Betroffener soll einen Sicherheitsschlüssel des Schalters erhalten
event-target_handset = Betroffener soll einen Passkey auf dem eigenen Gerät erhalten
event-pass_issued = Einmalpass ausgestellt, damit der Betroffene registrieren kann
event-subject_invited = Betroffener zum Registrieren eingelassen
event-credential_said = Neues Anmeldemittel als gelistet bezeugt: { $label }
event-credential_enrolled = Neues Anmeldemittel, vom Betroffenen registriert, zurückgelesen: { $label }
event-recipient_named = Neuer Schlüssel wird versiegelt für { $recipient }
event-machine_key_drawn = Schlüssel erzeugt und versiegelt: { $name }
event-write_released = Schreibzugriff auf das Verzeichnis für diesen Fall geöffnet

## Signierte Erklärungen

statement-said-privileged = Administriert etwas, wie der Agent sagt
statement-account-said = Konto vom Agenten angegeben, nicht gelesen
statement-revoked-by = Widerrufen durch
statement-target = Was der Betroffene erhält
statement-enrolment = Registriert durch
statement-recipient = Neuer Schlüssel versiegelt für
statement-value-by_person = Eine Person, die es sagt: von der Konsole nicht gesehen
statement-value-by_subject = Der Betroffene, mit eigenem Browser
statement-value-handset = Ein Passkey auf dem eigenen Gerät
statement-value-yes = Ja
statement-value-no = Nein
