# Mitteilungen, die nicht hinausgingen, Briefe und die Kanäle dieses Arbeitsplatzes.

event-language_said = Der Betroffene spricht { $language }
event-notice_sent_again = Eine Mitteilung, die vielleicht ankam, wurde ein zweites Mal gesendet, weil jemand es so entschied
event-notice_settled = Eine abgelehnte Mitteilung wurde durch eine andere Adresse erledigt, die informiert wurde

note-no-mail = Es ist kein Mailserver eingerichtet: Niemand kann per Mail informiert werden, und ohne Brief lässt sich keine Wiederherstellung abschließen. Ein Administrator richtet ihn auf der Seite Mitteilungen ein.
note-no-notice-secret = Das Geheimnis { $name } liegt nicht im Schlüsselbund: Auf diesem Weg gehen keine Mitteilungen hinaus. Ein Administrator gibt es auf der Seite Mitteilungen ein.
note-notices-bad = Ein Kanal für Mitteilungen ist nicht brauchbar: { $why }. Ein Administrator berichtigt ihn auf der Seite Mitteilungen.

finding-notices-practice = Mitteilungen des Übungsprofils gehen in sein eigenes Postfach.
finding-mail-serves = Der Mailserver antwortet und lässt diesen Arbeitsplatz ein.
finding-mail-missing = Es ist kein Mailserver eingerichtet: Niemand kann per Mail informiert werden.
finding-mail-missing-next = Richten Sie ihn auf der Seite Mitteilungen ein, oder in der Einstellungsdatei unter `[mail]`.
finding-notice-secret = Das Geheimnis `{ $name }` ist nicht hinterlegt: Auf diesem Weg gehen keine Mitteilungen hinaus.
finding-notice-secret-next = Geben Sie es auf der Seite Mitteilungen ein.
finding-notices-bad = Ein Kanal für Mitteilungen ist nicht brauchbar: { $why }.
finding-notices-bad-next = Berichtigen Sie das Genannte auf der Seite Mitteilungen.
finding-mail-silent = Der Mailserver antwortet nicht: { $why }.
finding-mail-silent-next = Prüfen Sie seinen Namen, seinen Port und das Netz. Mitteilungen warten und werden erneut versucht.
finding-mail-refuses = Der Mailserver lässt diesen Arbeitsplatz nicht ein: { $why }.
finding-mail-refuses-next = Prüfen Sie Benutzer, Passwort und Zertifikat auf der Seite Mitteilungen.
finding-webhook-ready = Telefone erreicht ein Dienst; er wird hier nicht probiert, denn das würde jemandem eine Nachricht senden.
finding-webhook-missing = Es ist kein Dienst für Telefone eingerichtet: Niemand wird per Telefon informiert.
finding-webhook-missing-next = Richten Sie einen ein, wo Konten Telefonnummern haben; sonst braucht jede solche Mitteilung einen Brief.
