## Seiten der Einstellungen

section-people = Personal und Schlüssel
section-lead-people = Wer an diesem Schalter arbeitet, mit welchen Schlüsseln, und bis wann die Schulung gilt.
section-policy = Richtlinie
section-lead-policy = Was dieser Schalter von jeder Wiederherstellung verlangt, und wie weit das änderbar ist.
section-directories = Verzeichnisse
section-lead-directories = Wo Konten leben, ob jedes Verzeichnis antwortet, und was die Konsole dort kann.
section-desk = Dieser Schalter
section-lead-desk = Änderungen, die kein Fall erklärt, die Bedrohungsstufe, und die Schlüssel der Sicherheit und dieser Konsole.
section-health = Zustand
section-lead-health = Ob diese Konsole ihre Arbeit tun kann: Schlüssel, Verlauf und Verzeichnisse, und was hilft, wo sie es nicht kann.
section-computer = Dieser Rechner
section-lead-computer = Wie das Fenster hier aussieht und spricht, und welche Konsole das ist.

look-language = Sprache
look-contrast = Kontrast
look-contrast-system = Wie das System
look-contrast-more = Mehr
