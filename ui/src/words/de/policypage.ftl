## Seite der Richtlinie

policypage-value = { $value }
policypage-none = keine
policypage-yes = ja
policypage-no = nein
policypage-settings = Einstellungen dieser Richtlinie
policypage-col-setting = Einstellung
policypage-col-value = Wert
policypage-col-bounds = Erlaubt
policypage-col-rule = Regel
policypage-differs = Ausgeliefert: { $value }
policypage-same-as = Wie { $name } ausgeliefert wird.
policypage-differs-from = { $count ->
    [one] 1 Einstellung weicht von { $name } ab, wie es ausgeliefert wird.
   *[other] { $count } Einstellungen weichen von { $name } ab, wie es ausgeliefert wird.
}
policypage-only = Nur Abweichungen zeigen
policypage-asks = Was sie verlangt, in Worten
policypage-asks-why = Jeder Fall behält die Richtlinie, unter der er eröffnet wurde.
policypage-comparing = Vergleich läuft…
policypage-changes = Was sich ändert
policypage-changes-none = Keine Einstellung ändert sich.
policypage-col-from = Jetzt
policypage-col-to = Dann
policypage-weighs-stricter = Strenger
policypage-weighs-looser = Lockerer
policypage-weighs-other = Geändert
policypage-weighs-too_loose = Unter der Regel
policypage-looser = { $count ->
    [one] 1 Einstellung wird lockerer. Wer unterschreibt, steht dafür ein.
   *[other] { $count } Einstellungen werden lockerer. Wer unterschreibt, steht dafür ein.
}
policypage-too-loose = { $count ->
    [one] 1 Einstellung liegt unter der Regel: Diese Richtlinie wird abgelehnt.
   *[other] { $count } Einstellungen liegen unter der Regel: Diese Richtlinie wird abgelehnt.
}
