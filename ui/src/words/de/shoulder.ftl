## Mitzeichnen über die Schulter, an der Konsole des Agenten

shoulder-title = Hier mitzeichnen
shoulder-lead = Eine Aufsicht neben Ihnen unterschreibt mit dem eigenen Schlüssel an dieser Konsole. Ihre Sitzung bleibt offen, und der Eintrag sagt, dass hier unterschrieben wurde. Lokal P-34
shoulder-open = Hier mitzeichnen
shoulder-close = Ohne Unterschrift schließen
shoulder-who = Wer zeichnet mit?
shoulder-who-why = Die Aufsicht steckt den eigenen Schlüssel ein und gibt die eigene PIN im PIN-Fenster ein. Wer es ist, sagt der Schlüssel, nicht Sie.
shoulder-who-go = Zeigen, was unterschrieben wird
shoulder-who-busy = Der Schlüssel wird gefragt…
shoulder-as = Für { $name } zum Lesen
shoulder-as-why = Übergeben Sie Maus und Bildschirm. Das PIN-Fenster wiederholt Betroffenen, Stufe, Handlung und Hashwert: vergleichen Sie sie mit dieser Seite.
shoulder-sign-go = Mit Ihrem Schlüssel mitzeichnen
shoulder-sign-busy = Wird mitgezeichnet…
shoulder-over = Diese Anfrage ist abgelaufen. Beginnen Sie neu.
shoulder-done = Hier mitgezeichnet
shoulder-done-why = { $signed } von { $needed } Unterschriften. Der Eintrag sagt, dass an Ihrer Konsole unterschrieben wurde.
shoulder-mark = An der Konsole von { $name }
statement-shoulder = Unterschrieben an der Konsole von
event-approval_signed_here = Über die Schulter mitgezeichnet, an der Konsole von { $host }, Schlüssel endet auf { $key }
gate-APR-15 = Mitzeichnen an dieser Konsole ist erlaubt
refusal-APR-15 = { $why ->
    [tier] Ein privilegierter Fall wird nie an der Konsole des Agenten mitgezeichnet.
    [agent] Nur der Agent dieses Falls lässt eine Aufsicht an seiner Konsole mitzeichnen.
    [step] Wer neben der Sitzung eines anderen steht, zeichnet dort nur mit.
   *[policy] Die Richtlinie dieses Falls erlaubt es nicht, dass eine Aufsicht an der Konsole des Agenten mitzeichnet.
}
next-APR-15 = Bitten Sie eine Aufsicht, sich selbst anzumelden und den Fall unter „Freigaben“ zu öffnen.
policy-over_shoulder = Eine Aufsicht darf an der Konsole des Agenten mitzeichnen, während dessen Sitzung bleibt; der Eintrag sagt es (Lokal P-34).
policy-about-over_shoulder = Ob eine Aufsicht an der Konsole des Agenten mitzeichnen darf, nie bei einem privilegierten Fall. Kann fehlen.
