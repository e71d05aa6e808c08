## Zwei Fälle nebeneinander

compare-pick = { $case }, { $name } vergleichen
compare-picked = { $count ->
    [one] 1 Fall gewählt. Wählen Sie noch einen zum Vergleichen.
   *[other] { $count } Fälle zum Vergleichen gewählt.
}
compare-go = Vergleichen
compare-choose-two = Wählen Sie zuerst zwei Fälle.
compare-clear = Keinen wählen
compare-title = Zwei Fälle nebeneinander
compare-lead = Was ein Prüfer abwägt, aus den Einträgen beider Fälle. Fallnummern und Zeitpunkte sind immer verschieden und werden nicht verglichen.
compare-back = Zurück zum Verlauf
compare-reading = Beide Fälle werden gelesen…
compare-opened = Eröffnet { $time }
compare-open = Im Verlauf öffnen
compare-differing = { $count ->
    [0] In { $all } Zeilen ist nichts verschieden.
    [one] 1 von { $all } Zeilen ist verschieden.
   *[other] { $count } von { $all } Zeilen sind verschieden.
}
compare-only = Nur was verschieden ist
compare-nothing = Nichts ist verschieden
compare-nothing-why = Beide Fälle sagen in jeder Zeile dasselbe. Zeigen Sie alle Zeilen, um sie zu lesen.
compare-differs = Verschieden
compare-same = Gleich
compare-none = Keine Angabe
compare-part-facts = Der Fall
compare-part-people = Wer beteiligt war
compare-part-stages = Zeit je Abschnitt
compare-part-rules = Regeln, die ein Fall nicht erfüllt
compare-part-refusals = Regeln, die etwas abgelehnt haben
compare-part-evidence = Nachweise nach Art
compare-part-notices = Wer benachrichtigt wurde
compare-directory = Verzeichnis
compare-account = Konto
compare-name = Name
compare-tier = Stufe
compare-reason = Grund
compare-channel = Kanal
compare-signals = Risikozeichen
compare-model = Schlüsselmodell
compare-state = Wie er endete
compare-finding = Befund
compare-agent = Agent
compare-approvers = Mitgezeichnet von
compare-releaser = Entlassen von
compare-reviewer = Nachgeprüft von
compare-unknown-rule = Regel { $code }, dieser Version nicht bekannt
compare-notices-intake = Mitteilungen, dass eine Wiederherstellung begann
compare-notices-close = Mitteilungen über den neuen Schlüssel
compare-letters = Briefe
compare-attempts = { $count ->
    [one] 1 Versuch abgelehnt
   *[other] { $count } Versuche abgelehnt
}
compare-evidence = { $outcome ->
    [confirmed] Bestätigt
    [rejected] Verworfen
   *[withdrawn] Zurückgezogen
    }: { $pathway ->
    [visual_match] Gesicht verglichen, live
    [chip_signature] Chip-Signatur gelesen
    [code_to_contact] Code an einen Kontakt
    [directory_check] vom Verzeichnis geprüft
    [live_sign_in] angemeldet, live
    [biometric_comparison] mit aufbewahrter Probe verglichen
   *[none] nicht verifiziert
}
compare-sent = { $count ->
    [one] 1 Adresse benachrichtigt
   *[other] { $count } Adressen benachrichtigt
}
compare-failed = { $count ->
    [one] 1 Mitteilung kam zurück
   *[other] { $count } Mitteilungen kamen zurück
}
compare-owed = { $count ->
    [one] 1 Adresse nicht benachrichtigt
   *[other] { $count } Adressen nicht benachrichtigt
}
compare-letters-count = { $count ->
    [one] 1 Brief
   *[other] { $count } Briefe
}
