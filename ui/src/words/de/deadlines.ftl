# Was in einem Fall als Nächstes abläuft.

deadlines-cue = Zufallsprobe läuft ab
deadlines-code = Code läuft ab
deadlines-approval = Freigabe endet
deadlines-invitation = Einladung läuft ab
deadlines-overlap = Überlappung von Alt und Neu endet
deadlines-objection = Einspruchsfrist endet
deadlines-residual = Restfenster endet
deadlines-over-cue = Die Zufallsprobe ist abgelaufen
deadlines-over-code = Der Code ist abgelaufen
deadlines-over-approval = Die Freigabe ist abgelaufen
deadlines-over-invitation = Die Einladung ist abgelaufen
deadlines-over-overlap = Die Überlappung ist vorbei
deadlines-over-objection = Die Einspruchsfrist ist vorbei
deadlines-over-residual = Das Restfenster ist vorbei
deadlines-near = Bald
deadlines-over = Vorbei
deadlines-lead = Bis zur nächsten Frist: { $time }, { $what }.
deadlines-lead-over = Eine Frist ist vorbei: { $what }.
