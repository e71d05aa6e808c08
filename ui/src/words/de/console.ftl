## Die Konsole

app-name = Postern
app-tagline = Die Hinterpforte, so stark wie das Haupttor.
app-skip = Zum Inhalt springen
app-main = Hauptmenü
app-practice = Übung
app-practice-why = Übungsprofil: eigenes Personal, eigene Schlüssel, eigenes Verzeichnis. Kein echtes Konto ist berührt.
app-loading = Konsole wird gefragt
app-loading-slow = Die Konsole antwortet seit { $seconds } Sekunden nicht. Vielleicht öffnet sie den Verlauf, oder der Schlüsselbund wartet darauf, dass Sie ihn entsperren.
nav-work = Arbeit
nav-approvals = Freigaben
nav-history = Verlauf
nav-settings = Einstellungen
nav-count = { $count } offen
bar-lock = Sperren
bar-lock-in = Sperrt sich von selbst in { $time }
bar-sign-out = Abmelden
span-days = { $n } T.
span-hours = { $hours } h { $minutes }
span-minutes = { $n } min
key-ctrl-k = Strg K
key-ctrl-n = Strg N
key-ctrl-enter = Strg Eingabe
key-alt-e = Alt E
key-alt-n = Alt N
key-enter = Eingabe
key-esc = Esc
key-j = J
key-k = K
key-help = ?

role-agent = Agent
role-supervisor = Aufsicht
role-reviewer = Prüfer
role-administrator = Administrator
tier-standard = Standardstufe
tier-privileged = Privilegierte Stufe
tier-machine = Maschinenidentität
channel-in_person = Persönlich
channel-video = Videoanruf
channel-phone = Telefonanruf
reason-lost = Schlüssel verloren
reason-stolen = Schlüssel gestohlen
reason-damaged = Schlüssel beschädigt
reason-wiped = Schlüssel gelöscht
reason-migrated = Wechsel auf ein neues Gerät
reason-failed_enrolment = Registrierung gescheitert
lifecycle-open = Offen
lifecycle-completed = Abgeschlossen
lifecycle-refused = Abgelehnt
lifecycle-cancelled = Abgebrochen
disposition-in_order = In Ordnung
disposition-concerns = Bedenken
disposition-incident = Vorfall
disposition-in_order-means = Der Verlauf zeigt, was die Regeln verlangen.
disposition-concerns-means = Er hält stand, aber etwas ist genauer anzusehen oder zu schulen.
disposition-incident-means = Der Fall hätte nicht geschehen dürfen. Ab hier übernimmt die Sicherheit.
contact-email = E-Mail
contact-phone = Telefon
contact-post = Brief
contact-days = { $days ->
    [0] Heute geändert
    [one] Seit 1 Tag unverändert
   *[other] Seit { $days } Tagen unverändert
}
contact-unknown = Alter nicht bekannt
contact-usable = Für Rückruf verwendbar
contact-unusable = Nicht für Rückruf verwendbar
contact-unusable-why = Muss { $days } Tage unverändert sein. Lokal P-08

stage-intake = Aufnahme
stage-contain = Eindämmen
stage-proofing = Identitätsprüfung
stage-approval = Freigabe
stage-revocation = Widerruf
stage-provisioning = Bereitstellung
stage-handover = Übergabe
stage-notification = Benachrichtigung
stage-release = Entlassung
stage-close = Abschluss
stage-review = Nachprüfung
status-done = Erledigt
status-now = In Arbeit
status-blocked = Blockiert
status-locked = Gesperrt
status-later = Später
status-skipped = Nicht nötig
stages-title = Abschnitte
stages-of-case = Abschnitte dieses Falls
stages-done = { $done } von { $all } erledigt
stages-summary = { $stage }, { $done } von { $all } Abschnitten erledigt
stage-open-gates = { $open } von { $all } Bedingungen offen
stage-gates-count = { $count ->
    [one] 1 Bedingung
   *[other] { $count } Bedingungen
}
stage-locked-approval = Öffnet nach Identitätsprüfung
stage-locked-revocation = Öffnet nach der Mitzeichnung
stage-locked-provisioning = Öffnet, wenn alle alten weg sind
stage-locked-handover = Öffnet, wenn der neue Schlüssel gelistet ist
stage-locked-close = Öffnet, wenn jede Bedingung erfüllt ist
stage-later-contain = Jederzeit möglich
stage-later-review = Nach dem Ende des Falls
gates-opens = Was { $stage } öffnet
gates-close = Was diesen Fall abschließt
gates-none = Hier ist nichts verlangt.
gate-met = Erfüllt
gate-open = Offen
gate-later = Offen, später
gate-failed = Verfehlt
level-shall = NIST, muss
level-should = NIST, sollte
level-local = Lokale Regel, keine NIST-Regel
