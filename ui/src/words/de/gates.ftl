## Bedingungen: ein kurzer Name, die Ablehnung und was als Nächstes zu tun ist

gate-INT-01 = Betroffener ist nicht der Agent
refusal-INT-01 = Das ist Ihr eigenes Konto. Niemand stellt sein eigenes Konto wieder her.
next-INT-01 = Lassen Sie einen anderen Agenten den Fall öffnen.
gate-INT-02 = Schulung des Agenten ist gültig
refusal-INT-02 = Ihre Schulung ist abgelaufen, daher können Sie keinen Fall öffnen.
next-INT-02 = Wiederholen Sie die Schulung und lassen Sie sie von einem Administrator eintragen.
gate-INT-03 = Kein anderer offener Fall
refusal-INT-03 = Für dieses Konto ist ein anderer Fall offen. Zwei zugleich könnten einander rückgängig machen.
next-INT-03 = Öffnen Sie diesen Fall aus der Arbeitsliste oder schließen Sie ihn zuerst ab.
gate-SET-01 = Zwei Administratoren
refusal-SET-01 = Vor dem ersten Fall sind zwei Administratoren nötig. Eine Person allein darf die Regeln nicht ändern können.
next-SET-01 = Registrieren Sie den zweiten Administrator in der Einrichtung.
gate-SET-02 = Agenten und Mitzeichner
refusal-SET-02 = { $needed ->
    [one] 1 Aufsicht außer dem Agenten ist nötig
   *[other] { $needed } Aufsichten außer dem Agenten sind nötig
    }, verfügbar: { $enrolled }. Der Fall ließe sich nie freigeben.
next-SET-02 = Registrieren Sie einen Agenten und die fehlenden Aufsichten in der Einrichtung.
gate-SET-03 = Ein Administrator bestätigt
refusal-SET-03 = { $needed ->
    [2] Zwei Administratoren bestätigen einen weiteren, jeder mit eigenem Schlüssel. Niemand macht sich selbst zum zweiten Administrator.
   *[other] Ein schon registrierter Administrator bestätigt eine neue Person mit seinem eigenen Schlüssel.
}
next-SET-03 = Stecken Sie den Schlüssel eines Administrators ein und bestätigen Sie damit.
gate-SET-04 = Eine neue Person
refusal-SET-04 = Diese Personalnummer ist schon registriert. Eine Person hat eine Rolle.
next-SET-04 = Prüfen Sie die Personalnummer oder entfernen Sie die erste Registrierung.
gate-SET-05 = Ein eigener Schlüssel
refusal-SET-05 = Dieser Schlüssel gehört jemand anderem vom Personal. Ein Schlüssel darf nicht für zwei Personen stehen.
next-SET-05 = Nehmen Sie für diese Person einen anderen Schlüssel.
gate-ROL-01 = Rolle erlaubt es
refusal-ROL-01 = { $needed ->
    [agent] Das tut ein Agent. Ihre Rolle umfasst es nicht.
    [supervisor] Das tut eine Aufsicht. Ihre Rolle umfasst es nicht.
    [reviewer] Das tut ein Prüfer. Ihre Rolle umfasst es nicht.
    [administrator] Das tut ein Administrator. Ihre Rolle umfasst es nicht.
   *[other] Ihre Rolle umfasst das nicht.
}
next-ROL-01 = { $needed ->
    [agent] Lassen Sie es einen Agenten mit eigenem Schlüssel tun.
    [supervisor] Lassen Sie es eine Aufsicht mit eigenem Schlüssel tun.
    [reviewer] Lassen Sie es einen Prüfer mit eigenem Schlüssel tun.
    [administrator] Lassen Sie es einen Administrator mit eigenem Schlüssel tun.
   *[other] Fragen Sie jemanden, dessen Rolle es umfasst.
}
gate-ROL-02 = Der Agent des Falls handelt
refusal-ROL-02 = Ein anderer Agent hat diesen Fall geöffnet, daher führt nur er ihn weiter.
next-ROL-02 = Fragen Sie diesen Agenten oder lassen Sie den Fall von einer Aufsicht übergeben.
gate-CAS-01 = Fall ist offen
refusal-CAS-01 = Dieser Fall ist beendet. Sein Verlauf lässt sich nicht ändern.
next-CAS-01 = Öffnen Sie einen neuen Fall, wenn das Konto einen braucht.
gate-CAS-02 = Vorhanden
refusal-CAS-02 = { $what ->
    [case] Dieser Fall steht nicht im Verlauf dieser Konsole.
    [cue] Diese Zufallsprobe ist schon beantwortet oder gehört nicht zu diesem Fall.
    [evidence] Dieser Nachweis ist zurückgezogen oder gehört nicht zu diesem Fall.
    [code] Dieser Code ist schon benutzt oder gehört nicht zu diesem Fall.
    [machine] Das ist keine Maschinenidentität.
    [consumer] Dieser abhängige Dienst ist schon so vermerkt oder steht nicht auf der Liste.
    [exception] Dieser Fall hat keine Ausnahme.
    [question] Diese Frage ist schon beantwortet oder gehört nicht zu diesem Fall.
    [files] Die Dateien dieses Falls werden schon zurückgehalten, oder niemand hält sie zurück.
    [person] Diese Person gehört nicht zum Personal oder wurde entfernt.
    [credential] Dieses Anmeldemittel gehört nicht zu diesem Fall.
    [effect] Von dieser Art steht jetzt nichts aus.
    [target] Das ist schon gewählt oder lässt sich nicht mehr wählen.
    [recipient] Das ist schon eingetragen, oder für dieses Konto wird kein Schlüssel mehr erzeugt.
    [quorum] Keine Wiederherstellung eines Administrators ist offen.
   *[other] Worauf sich das bezieht, gehört nicht zu diesem Fall.
}
next-CAS-02 = Die Seite wird neu gelesen. Versuchen Sie es noch einmal mit dem, was sie jetzt zeigt.
gate-CAS-03 = Der Agent arbeitet noch hier
refusal-CAS-03 = Der Agent dieses Falls gehört nicht mehr zum Personal. Der Fall ist eingefroren, damit nichts von ihm Begonnenes allein weiterläuft.
next-CAS-03 = Ein anderer Agent übernimmt den Fall, und was dem ersten übergeben wurde, zählt nicht mehr.
gate-SYS-01 = Die Warteschlange ist erreichbar
refusal-SYS-01 = Die Warteschlange ist jetzt nicht erreichbar.
next-SYS-01 = Versuchen Sie es später noch einmal. Nichts ist verloren.
gate-VEL-01 = Nicht zu viele Fälle des Betroffenen
refusal-VEL-01 = { $cases ->
    [one] Dieser Betroffene hat 1 Fall im Zeitfenster der Richtlinie.
   *[other] Dieser Betroffene hat { $cases } Fälle im Zeitfenster der Richtlinie.
    } Die Richtlinie erlaubt { $most }. Vielleicht versucht es jemand, bis es gelingt.
next-VEL-01 = Informieren Sie die Sicherheit. Droht Schaden, beantragen Sie eine Ausnahme; sie braucht mehr Unterschriften.
gate-VEL-02 = Der Agent öffnet nicht zu viele Fälle
refusal-VEL-02 = { $opened ->
    [one] Sie haben in den letzten 24 Stunden 1 Fall geöffnet,
   *[other] Sie haben in den letzten 24 Stunden { $opened } Fälle geöffnet,
    } so viele, wie die Richtlinie erlaubt.
next-VEL-02 = Lassen Sie einen anderen Agenten diesen Fall öffnen.
gate-VEL-03 = Die Aufsicht unterschreibt nicht zu oft
refusal-VEL-03 = { $signed ->
    [one] Sie haben in den letzten 24 Stunden 1 Mal unterschrieben,
   *[other] Sie haben in den letzten 24 Stunden { $signed } Mal unterschrieben,
    } so oft, wie die Richtlinie erlaubt. Bei vielen Unterschriften in Folge liest man weniger genau.
next-VEL-03 = Lassen Sie eine andere Aufsicht diesen Fall unterschreiben.
gate-VEL-04 = Der Schlüssel ist nicht anderswo ausgegeben
refusal-VEL-04 = { $cases ->
    [one] Dieser Schlüssel wurde in 1 anderen Fall ausgegeben.
   *[other] Dieser Schlüssel wurde in { $cases } anderen Fällen ausgegeben.
    } Ein Schlüssel darf nicht mehrere Konten öffnen.
next-VEL-04 = Nehmen Sie für diesen Betroffenen einen anderen Schlüssel und sagen Sie der Sicherheit, woher dieser kam.
gate-VEL-05 = Einfrieren nicht missbraucht
refusal-VEL-05 = { $frozen ->
    [one] Sie haben in den letzten 24 Stunden 1 Konto eingefroren,
   *[other] Sie haben in den letzten 24 Stunden { $frozen } Konten eingefroren,
    } so viele, wie die Richtlinie erlaubt. Mit dem Einfrieren kann man Menschen aussperren.
next-VEL-05 = Lassen Sie eine Aufsicht dieses Konto einfrieren. Sie kann es immer.
gate-DSK-01 = Genug Unterschriften
refusal-DSK-01 = { $needed ->
    [one] Diese Änderung braucht 1 Unterschrift
   *[other] Diese Änderung braucht { $needed } Unterschriften verschiedener Personen
    }. { $signed } { $signed ->
    [one] zählt
   *[other] zählen
    } hier.
next-DSK-01 = Lassen Sie jede Person mit eigenem Schlüssel unterschreiben. Zwei Schlüssel einer Person zählen einmal.
gate-DSK-02 = Zwei Administratoren bleiben
refusal-DSK-02 = Es blieben weniger als zwei Administratoren. Niemand könnte den Schalter mehr ändern.
next-DSK-02 = Registrieren Sie zuerst einen weiteren Administrator.
gate-DSK-03 = Die Richtlinie lockert keine Regel
refusal-DSK-03 = Die Einstellung „{ $setting }“ ist { $value } und damit lockerer, als ihre Regel erlaubt.
next-DSK-03 = Stellen Sie sie strenger ein. postern-audit policy check nennt die Regel und ihre Grenzen.
refusal-DSK-policy = Diese Richtlinie lässt sich nicht verwenden. { $what }
next-DSK-policy = Berichtigen Sie, was genannt ist, und fügen Sie sie erneut ein. Nichts wurde geändert.
gate-PRF-01 = Genug Nachweise
refusal-PRF-01 = Die Nachweise sind nicht stark genug: { $pieces ->
    [0] Noch ist nichts bestätigt.
    [one] 1 Nachweis ist bestätigt und zählt.
   *[other] { $pieces } Nachweise sind bestätigt und zählen.
    } Nötig sind ein überlegener, zwei starke oder ein starker und ein ausreichender verschiedener Art.
next-PRF-01 = Fügen Sie einen noch fehlenden Nachweis hinzu. Ein zweiter ausreichender ersetzt keinen starken.
gate-PRF-02 = Nachweise sind verifiziert
refusal-PRF-02 = { $pieces ->
    [one] 1 Nachweis wurde nicht auf einem Prüfweg verifiziert, der dafür zählt.
   *[other] { $pieces } Nachweise wurden nicht auf einem Prüfweg verifiziert, der dafür zählt.
}
next-PRF-02 = Ziehen Sie den Nachweis zurück und tragen Sie ihn mit dem benutzten Prüfweg neu ein.
gate-PRF-03 = Einwilligung in Video
refusal-PRF-03 = Der Anrufer hat in die Prüfung per Video noch nicht eingewilligt.
next-PRF-03 = Lesen Sie die Einwilligung vor und tragen Sie die Antwort ein.
gate-PRF-04 = Nichts widerspricht
refusal-PRF-04 = { $pieces ->
    [one] 1 Nachweis wurde verworfen und steht noch.
   *[other] { $pieces } Nachweise wurden verworfen und stehen noch.
    } Ein Fall kann nicht gegen seine eigenen Nachweise bestehen.
next-PRF-04 = Lehnen Sie den Fall mit „Nicht verifizierbar“ ab oder ziehen Sie den Nachweis zurück, wenn er irrtümlich eingetragen ist.
gate-PRF-05 = Zufallsprobe gesehen
refusal-PRF-05 = { $expired ->
    [yes] Diese Zufallsprobe ist abgelaufen. Eine Antwort nach ihrer Zeit beweist nichts.
   *[other] Sofort ausgeführte Zufallsproben: { $seen } von { $needed }. Eine Aufnahme könnte den Anrufer ersetzen.
}
next-PRF-05 = Ziehen Sie eine Zufallsprobe, stellen Sie sie und tragen Sie ein, was Sie gesehen haben.
gate-PRF-06 = Prüfweg hier möglich
refusal-PRF-06 = Dieser Prüfweg ist auf diesem Kanal nicht möglich. Niemand vergleicht ein Gesicht am Telefon oder liest einen Chip per Video.
next-PRF-06 = Wählen Sie einen Prüfweg, den dieser Kanal erlaubt, oder treffen Sie sich persönlich.
gate-PRF-07 = Es zählt
refusal-PRF-07 = Persönliche Antworten und bekannte Stimmen zählen nie als Nachweis. Man kann sie nachschlagen oder nachahmen.
next-PRF-07 = Tragen Sie sie nur ein, wenn sie dem Anrufer widersprechen, und fügen Sie Nachweise hinzu, die zählen.
gate-PRF-08 = Kontakt ist verwendbar
refusal-PRF-08 = Dieser Kontakt ist nicht verwendbar: Er wurde vor weniger als { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
} geändert, sein Alter ist nicht bekannt, oder er stammt nicht aus dem Verzeichnis.
next-PRF-08 = Nehmen Sie einen anderen Kontakt aus dem Verzeichnis, nie einen, den der Anrufer nennt.
gate-PRF-09 = Der Betroffene ist am Schalter
refusal-PRF-09 = Diese Richtlinie verlangt die Identitätsprüfung vor Ort. Anruf oder Video genügen nicht.
next-PRF-09 = Brechen Sie diesen Fall ab und öffnen Sie einen, wenn der Betroffene am Schalter ist.
gate-PRF-10 = Mit aufbewahrter Biometrie verglichen
refusal-PRF-10 = Dieses Konto verlangt, dass Gesicht oder Fingerabdruck mit der Probe verglichen wird, die bei der ersten Identitätsprüfung aufbewahrt wurde.
next-PRF-10 = Vergleichen Sie am Schalter und tragen Sie es als Nachweis ein.
gate-PRF-11 = Stärkere Nachweise
refusal-PRF-11 = Dieser Fall braucht zwei starke Nachweise oder einen überlegenen: Das Konto ist privilegiert, oder ein Risikozeichen hat die Stufe angehoben.
next-PRF-11 = Fügen Sie einen starken oder überlegenen Nachweis hinzu oder zwei Codes zusammen mit einem anderen Authenticator des Betroffenen.
gate-PRF-12 = Ein Weg, der zum Konto passt
refusal-PRF-12 = Für dieses Konto wurde die Identität nie geprüft, daher lassen sich Dokumente mit nichts vergleichen.
next-PRF-12 = Nehmen Sie zwei Codes verschiedener Art oder einen Code und einen anderen Authenticator.
gate-COD-01 = Code rechtzeitig
refusal-COD-01 = Dieser Code ist abgelaufen. Ein später Code beweist nichts.
next-COD-01 = Senden Sie einen neuen und lassen Sie ihn vom Betroffenen innerhalb seiner Zeit vorlesen.
gate-COD-02 = Versuche übrig
refusal-COD-02 = { $wrong ->
    [one] 1 falscher Code wurde genannt,
   *[other] { $wrong } falsche Codes wurden genannt,
    } so viele, wie die Richtlinie erlaubt. In diesem Fall zählt kein Code mehr.
next-COD-02 = Verifizieren Sie den Betroffenen auf andere Weise oder lehnen Sie mit „Nicht verifizierbar“ ab. Ein Neustart bringt keine neuen Versuche.
gate-COD-03 = Gespeicherte Codes ersetzt
refusal-COD-03 = Ein gespeicherter Code wurde benutzt, und der Betroffene hat noch keine neuen.
next-COD-03 = Lassen Sie den Betroffenen am Verzeichnis neue gespeicherte Codes ziehen und tragen Sie es ein.
gate-EXC-01 = Bürge ebenso gut geprüft
refusal-EXC-01 = Für den Betroffenen bürgt niemand, dessen Identität mindestens so gut geprüft ist, wie dieses Konto es verlangt.
next-EXC-01 = Tragen Sie ein, wer bürgt und mit welchem Vertrauensniveau, oder verzichten Sie auf die Ausnahme.
gate-EXC-02 = Ausnahme ist vollständig
refusal-EXC-02 = Die Ausnahme sagt nicht genug: warum, durch wen und mit welcher Begründung.
next-EXC-02 = Füllen Sie alles aus. Prüfer lesen es.
gate-EXC-03 = Notfälle erlaubt
refusal-EXC-03 = Diese Richtlinie erlaubt keinen Notfall.
next-EXC-03 = Machen Sie ohne die Ausnahme weiter.
gate-KEP-01 = Behaltene Anmeldemittel sind erwiesen
refusal-KEP-01 = { $count ->
    [0] Mit diesem Anmeldemittel hat sich niemand für diesen Fall angemeldet.
    [one] 1 Anmeldemittel soll bleiben, mit dem sich niemand für diesen Fall angemeldet hat.
   *[other] { $count } Anmeldemittel sollen bleiben, mit denen sich niemand für diesen Fall angemeldet hat.
    } Niemand weiß, wer darüber verfügt.
next-KEP-01 = Lassen Sie den Betroffenen sich hier damit anmelden oder behalten Sie es nicht.
gate-MCH-01 = Verantwortlicher angemeldet
refusal-MCH-01 = Der Verantwortliche dieser Maschinenidentität hat sich nicht mit eigenem Schlüssel angemeldet.
next-MCH-01 = Lassen Sie den Verantwortlichen sich hier anmelden. Das Verzeichnis sagt, wer es ist.
gate-MCH-02 = Dienste erfasst
refusal-MCH-02 = Was diese Maschinenidentität nutzt, ist nicht erfasst.
next-MCH-02 = Erfassen Sie jeden Dienst, der sie nutzt. Er fällt aus, wenn das alte Anmeldemittel entfernt wird.
gate-APR-01 = Mitgezeichnet
refusal-APR-01 = Eine Aufsicht muss zuerst mitzeichnen. Unterschriften: { $signed } von { $needed }.
next-APR-01 = Lassen Sie eine Aufsicht den Fall ansehen und mit eigenem Schlüssel unterschreiben.
gate-APR-02 = Agent zeichnet nicht mit
refusal-APR-02 = Sie haben diesen Fall geöffnet, daher können Sie ihn nicht mitzeichnen.
next-APR-02 = Fragen Sie eine Aufsicht, die nicht daran beteiligt war.
gate-APR-03 = Betroffener zeichnet nicht mit
refusal-APR-03 = Das ist Ihr eigenes Konto, daher können Sie den Fall nicht mitzeichnen.
next-APR-03 = Fragen Sie eine andere Aufsicht.
gate-APR-04 = Ein anderer Mitzeichner
refusal-APR-04 = Sie haben diesen Fall schon unterschrieben. Jede Unterschrift braucht eine andere Person.
next-APR-04 = Fragen Sie für die nächste Unterschrift eine andere Aufsicht.
gate-APR-05 = Seither nichts geändert
refusal-APR-05 = Seit dem Lesen hat sich etwas geändert, wofür unterschrieben wird: Keine Freigabe gilt.
next-APR-05 = Eine Aufsicht sieht erneut hin und unterschreibt, was jetzt da ist.
gate-APR-06 = Freigabe rechtzeitig
refusal-APR-06 = Die Freigabe ist abgelaufen.
next-APR-06 = Lassen Sie die Aufsicht erneut hinsehen und noch einmal unterschreiben.
gate-APR-07 = An anderer Konsole unterschrieben
refusal-APR-07 = Ein privilegierter Fall wird an einer anderen Konsole als der des Agenten mitgezeichnet. Dieser Rechner könnte eines zeigen und anderes unterschreiben.
next-APR-07 = Öffnen Sie den Fall an einer anderen Konsole und unterschreiben Sie dort.
gate-APR-08 = Erklärung zu diesem Fall
refusal-APR-08 = Diese Freigabe gehört nicht zu diesem Fall, Konto oder Mitzeichner und wurde daher nicht angenommen.
next-APR-08 = Lesen Sie den Fall erneut und unterschreiben Sie, was er jetzt zeigt.
gate-APR-09 = Einmal unterschrieben
refusal-APR-09 = Diese Anfrage ist schon unterschrieben oder benutzt. Jede dient einmal.
next-APR-09 = Lesen Sie den Fall erneut und unterschreiben Sie die neue Anfrage.
gate-APR-10 = Freigabe angefragt
refusal-APR-10 = Noch hat niemand um eine Freigabe dieses Falls gebeten.
next-APR-10 = Der Agent fragt sie an, sobald die Identitätsprüfung bestanden ist.
gate-APR-11 = Ein anderer Schlüssel
refusal-APR-11 = Dieser Schlüssel hat den Fall schon unterschrieben. Jede Unterschrift braucht einen anderen Schlüssel.
next-APR-11 = Unterschreiben Sie mit einem Schlüssel, der nur Ihnen gehört.
gate-APR-12 = Mitzeichner gehört zum Auftraggeber
refusal-APR-12 = Einen privilegierten Fall zeichnet jemand von { $needed } mit.
next-APR-12 = Fragen Sie eine Aufsicht dieser Organisation.
gate-APR-13 = Verantwortlicher zeichnet nicht mit
refusal-APR-13 = Sie sind für diese Maschinenidentität verantwortlich, daher können Sie ihren Fall nicht mitzeichnen.
next-APR-13 = Fragen Sie eine andere Aufsicht.
gate-APR-14 = Schulung des Mitzeichners ist gültig
refusal-APR-14 = Ihre Schulung ist abgelaufen, daher können Sie nicht unterschreiben.
next-APR-14 = Wiederholen Sie die Schulung und lassen Sie sie von einem Administrator eintragen.
gate-REV-01 = Anmeldung gesperrt
refusal-REV-01 = Am Konto ist die Anmeldung nicht nachweislich gesperrt. Für ein Konto ohne Schlüssel könnte jeder einen registrieren.
next-REV-01 = Widerrufen Sie und lesen Sie zurück.
gate-REV-02 = Sitzungen beendet
refusal-REV-02 = Die Sitzungen sind nicht nachweislich beendet.
next-REV-02 = Beenden Sie sie erneut und lesen Sie zurück.
gate-REV-03 = Alle alten weg
refusal-REV-03 = { $left ->
    [one] 1 von { $all } alten Anmeldemitteln ist nicht nachweislich weg.
   *[other] { $left } von { $all } alten Anmeldemitteln sind nicht nachweislich weg.
    } Ein neuer Schlüssel neben einem alten ließe die Tür offen.
next-REV-03 = Widerrufen Sie, was übrig ist, und lesen Sie zurück, bis das Verzeichnis es nicht mehr zeigt.
gate-REV-04 = Nichts Unerwartetes
refusal-REV-04 = { $count ->
    [one] 1 Anmeldemittel ist aufgetaucht, das dieser Fall nicht erzeugt hat.
   *[other] { $count } Anmeldemittel sind aufgetaucht, die dieser Fall nicht erzeugt hat.
    } Vielleicht fügt jemand Schlüssel hinzu, während Sie arbeiten.
next-REV-04 = Informieren Sie die Sicherheit. Fragen Sie dann eine neue Freigabe an, die es einschließt, und widerrufen Sie es.
gate-REV-05 = Jeder Ausgang bekannt
refusal-REV-05 = { $count ->
    [one] Der Ausgang von 1 Aufruf an das Verzeichnis ist nicht bekannt.
   *[other] Der Ausgang von { $count } Aufrufen an das Verzeichnis ist nicht bekannt.
    } Die Wirkung ist ungewiss.
next-REV-05 = Lesen Sie zurück. Vorher wird nichts wiederholt.
gate-MCH-03 = Altes Anmeldemittel abgelehnt
refusal-MCH-03 = { $left ->
    [one] 1 altes Anmeldemittel wurde seit der Entfernung nicht ausprobiert und abgelehnt.
   *[other] { $left } alte Anmeldemittel wurden seit der Entfernung nicht ausprobiert und abgelehnt.
}
next-MCH-03 = Probieren Sie es dort aus, wo es benutzt wurde, und tragen Sie ein, dass das Verzeichnis es ablehnt.
gate-MCH-04 = Überlappung vorbei
refusal-MCH-04 = { $state ->
    [runs] Altes und neues Anmeldemittel gelten noch nebeneinander, oder sie taten es länger als freigegeben.
   *[other] Nach dieser Richtlinie darf eine Überlappung { $most } Minuten dauern.
}
next-MCH-04 = Widerrufen Sie das alte Anmeldemittel innerhalb der freigegebenen Minuten. Ist es zu spät, brechen Sie den Fall ab und öffnen Sie einen neuen.
gate-PRV-01 = Modell erlaubt
refusal-PRV-01 = Das Modell dieses Schlüssels steht nicht auf der Liste der erlaubten, oder der Schlüssel nennt es nicht.
next-PRV-01 = Nehmen Sie einen Schlüssel von der Liste.
gate-PRV-02 = PIN lang genug
refusal-PRV-02 = Dieser Schlüssel hat noch keine PIN oder eine zu kurze. Nötig sind { $needed } Zeichen oder mehr.
next-PRV-02 = Lassen Sie den Betroffenen am Schlüssel eine PIN setzen.
gate-PRV-03 = An Schlüssel gebunden
refusal-PRV-03 = Dieses Anmeldemittel lässt sich auf andere Geräte kopieren. Das Konto braucht eines, bei dem das nicht geht.
next-PRV-03 = Nehmen Sie einen Schlüssel von der Liste.
gate-PRV-04 = Test mit dem neuen Schlüssel
refusal-PRV-04 = Der neue Schlüssel hat den lokalen Test nicht signiert. Ob er funktioniert, ist nicht bekannt.
next-PRV-04 = Erzeugen Sie das Anmeldemittel mit PIN und zwei Berührungen.
gate-PRV-05 = Im Verzeichnis gelistet
refusal-PRV-05 = Das Verzeichnis listet den neuen Schlüssel nicht nachweislich.
next-PRV-05 = Lesen Sie zurück. Fehlt er, erzeugen Sie das Anmeldemittel erneut.
gate-PRV-06 = Hersteller vertrauenswürdig
refusal-PRV-06 = Der Hersteller dieses Schlüssels ließ sich nicht verifizieren. Eine Kopie sähe genauso aus.
next-PRV-06 = Nehmen Sie einen Schlüssel, dessen Attestierung zu einer vertrauenswürdigen Wurzel führt.
gate-PRV-07 = Schlüssel angenommen
refusal-PRV-07 = Noch ist kein neuer Schlüssel angenommen.
next-PRV-07 = Stecken Sie den neuen Schlüssel ein und nehmen Sie ihn an.
gate-PRV-08 = Ein Schlüssel je Fall
refusal-PRV-08 = Dieser Fall hat seinen Schlüssel erzeugt. Die Freigabe gilt für einen.
next-PRV-08 = Übergeben Sie den erzeugten Schlüssel. Ein weiterer braucht einen weiteren Fall.
gate-PRV-09 = Nichts gegen das Modell gemeldet
refusal-PRV-09 = Die FIDO-Metadaten melden dieses Schlüsselmodell als { $status }.
next-PRV-09 = Nehmen Sie einen Schlüssel eines anderen Modells. Sagen Sie der Sicherheit, welche Schlüssel dieses Modells in Gebrauch sind.
gate-PRV-10 = Modell zertifiziert
refusal-PRV-10 = Dieses Schlüsselmodell ist auf Niveau { $level } zertifiziert. Die Richtlinie verlangt { $needed }.
next-PRV-10 = Nehmen Sie einen Schlüssel eines höher zertifizierten Modells oder laden Sie neuere FIDO-Metadaten.
gate-PRV-11 = Modell in aktuellen Metadaten
refusal-PRV-11 = Keine aktuellen FIDO-Metadaten führen dieses Schlüsselmodell.
next-PRV-11 = Laden Sie neuere FIDO-Metadaten oder nehmen Sie einen Schlüssel eines Modells, das sie führen.
gate-HND-01 = Schlüssel übergeben
refusal-HND-01 = Dass der Betroffene den Schlüssel hat, ist nicht eingetragen. Nur er darf Schlüssel und PIN haben.
next-HND-01 = Übergeben Sie den Schlüssel und tragen Sie es ein.
gate-HND-02 = Anmeldung entsperrt
refusal-HND-02 = Die Anmeldung am Konto ist noch gesperrt.
next-HND-02 = Entsperren Sie sie, sobald der Betroffene den Schlüssel hat.
gate-HND-03 = Anmeldung live gesehen
refusal-HND-03 = Mit dem neuen Schlüssel hat sich niemand angemeldet. Ob er das Konto öffnet, ist nicht bekannt.
next-HND-03 = Lassen Sie den Betroffenen sich einmal an diesem Schalter anmelden.
gate-REL-01 = Von einem Prüfer entlassen
refusal-REL-01 = Ein Prüfer muss ein privilegiertes Konto entlassen, bevor die Anmeldung entsperrt wird.
next-REL-01 = Lassen Sie es einen unbeteiligten Prüfer mit eigenem Schlüssel entlassen.
gate-REL-02 = Zeit zum Widersprechen ist vorbei
refusal-REL-02 = Der Betroffene hat nach der ersten Mitteilung { $hours } Stunden zum Widersprechen, und sie sind nicht vorbei.
next-REL-02 = Warten Sie, bis sie vorbei sind. Alles bisher Getane bleibt erhalten.
gate-REL-03 = Rollen bleiben inaktiv
refusal-REL-03 = { $count ->
    [one] 1 aktivierbare Rolle wurde aktiviert, während dieser Fall lief.
   *[other] { $count } aktivierbare Rollen wurden aktiviert, während dieser Fall lief.
    } Rollen kommen nach der Entlassung zurück, nicht davor.
next-REL-03 = Deaktivieren Sie sie am Verzeichnis, informieren Sie die Sicherheit und lesen Sie das Konto erneut.
gate-NTF-01 = Mitteilungen zu Beginn
refusal-NTF-01 = { $left ->
    [one] 1 hinterlegter Adresse wurde nicht mitgeteilt, dass eine Wiederherstellung begonnen hat.
   *[other] { $left } hinterlegten Adressen wurde nicht mitgeteilt, dass eine Wiederherstellung begonnen hat.
}
next-NTF-01 = { $state ->
    [later] Sie werden von selbst erneut versucht. Senden Sie sie jetzt, oder senden Sie einen Brief.
    [failed] Lassen Sie einen Administrator die Mitteilungen in den Einstellungen ansehen und senden Sie sie dann erneut.
    [no_channel] Kein Kanal erreicht die Adresse: Richten Sie in den Einstellungen einen ein, oder senden Sie einen Brief und tragen Sie seine Referenz ein.
    [refused] Die Adresse hat sie abgelehnt. Senden Sie einen Brief und tragen Sie seine Referenz ein, oder erledigen Sie sie durch eine andere Adresse, die informiert wurde.
    [unknown] Niemand weiß, ob sie angekommen ist: Fragen Sie den Betroffenen. Senden Sie sie dann noch einmal, oder senden Sie einen Brief.
   *[other] Senden Sie die Mitteilungen.
}
gate-NTF-02 = Mitteilungen am Ende
refusal-NTF-02 = { $left ->
    [one] 1 hinterlegter Adresse wurde der neue Schlüssel nicht mitgeteilt.
   *[other] { $left } hinterlegten Adressen wurde der neue Schlüssel nicht mitgeteilt.
}
next-NTF-02 = { $state ->
    [later] Sie werden von selbst erneut versucht. Senden Sie sie jetzt, oder senden Sie einen Brief.
    [failed] Lassen Sie einen Administrator die Mitteilungen in den Einstellungen ansehen und senden Sie sie dann erneut.
    [no_channel] Kein Kanal erreicht die Adresse: Richten Sie in den Einstellungen einen ein, oder senden Sie einen Brief und tragen Sie seine Referenz ein.
    [refused] Die Adresse hat sie abgelehnt. Senden Sie einen Brief und tragen Sie seine Referenz ein, oder erledigen Sie sie durch eine andere Adresse, die informiert wurde.
    [unknown] Niemand weiß, ob sie angekommen ist: Fragen Sie den Betroffenen. Senden Sie sie dann noch einmal, oder senden Sie einen Brief.
   *[other] Senden Sie die Mitteilungen, erneut, wo eine zurückkam.
}
gate-NTF-03 = Eine hinterlegte Adresse
refusal-NTF-03 = Das Konto hat keine Adresse, die eine Mitteilung erreicht.
next-NTF-03 = Senden Sie einen Brief und tragen Sie seine Referenz ein.
gate-NTF-04 = Brief gesendet
refusal-NTF-04 = Ein Brief ist fällig: Das Konto liegt auf AAL3, hat nur eine Postanschrift, oder seine einzige andere Adresse hat den Code erhalten.
next-NTF-04 = Senden Sie ihn an die hinterlegte Postanschrift und tragen Sie seine Referenz ein.
gate-NTF-05 = Per Telefon oder Brief mitgeteilt
refusal-NTF-05 = Das Konto hat keine Telefonnummer, daher muss ein Brief die Identitätsprüfung mitteilen.
next-NTF-05 = Senden Sie ihn an die hinterlegte Postanschrift und tragen Sie seine Referenz ein.
gate-RVW-01 = Prüfer war nicht beteiligt
refusal-RVW-01 = Sie waren an diesem Fall beteiligt, daher können Sie ihn nicht beurteilen.
next-RVW-01 = Fragen Sie einen anderen Prüfer.
gate-RVW-02 = Fall ist beendet
refusal-RVW-02 = Der Fall ist noch offen. Nachgeprüft wird er, sobald er beendet ist.
next-RVW-02 = Kommen Sie zurück, wenn der Agent ihn abgeschlossen hat.
gate-RVW-03 = Noch nicht nachgeprüft
refusal-RVW-03 = Dieser Fall ist schon nachgeprüft.
next-RVW-03 = Lesen Sie den Befund in seiner Zeitleiste.
gate-AST-01 = Anmeldemittel bekannt
refusal-AST-01 = Die Signatur stammt von einem Anmeldemittel, das nicht hierher gehört.
next-AST-01 = Nehmen Sie den Schlüssel, mit dem Sie registriert sind.
gate-AST-02 = Client-Daten lesbar
refusal-AST-02 = Die signierten Client-Daten sind nicht lesbar.
next-AST-02 = Versuchen Sie es noch einmal. Geschieht es wieder, nehmen Sie einen anderen Schlüssel und informieren Sie die Sicherheit.
gate-AST-03 = Für diesen Zweck signiert
refusal-AST-03 = Der Schlüssel hat etwas anderer Art signiert.
next-AST-03 = Versuchen Sie es noch einmal. Geschieht es wieder, informieren Sie die Sicherheit.
gate-AST-04 = Challenge stimmt
refusal-AST-04 = Die Signatur gilt einer anderen Challenge. Sie gehört nicht zu dieser Anfrage.
next-AST-04 = Beginnen Sie neu und signieren Sie die Anfrage auf dieser Seite.
gate-AST-05 = Origin stimmt
refusal-AST-05 = Die Signatur wurde für einen anderen Origin erstellt.
next-AST-05 = Beginnen Sie hier neu. Geschieht es wieder, informieren Sie die Sicherheit.
gate-AST-06 = Authenticator-Daten lesbar
refusal-AST-06 = Die eigenen Daten des Schlüssels sind nicht lesbar.
next-AST-06 = Versuchen Sie es noch einmal oder nehmen Sie einen anderen Schlüssel.
gate-AST-07 = Relying Party stimmt
refusal-AST-07 = Die Signatur wurde für eine andere Relying Party erstellt.
next-AST-07 = Beginnen Sie hier neu. Geschieht es wieder, informieren Sie die Sicherheit.
gate-AST-08 = Berührt
refusal-AST-08 = Der Schlüssel wurde nicht berührt.
next-AST-08 = Versuchen Sie es noch einmal und berühren Sie den Schlüssel, wenn er wartet.
gate-AST-09 = Per PIN geprüft
refusal-AST-09 = Der Schlüssel hat seine PIN nicht geprüft.
next-AST-09 = Versuchen Sie es noch einmal mit der PIN.
gate-AST-10 = Nicht kopiert
refusal-AST-10 = Dieses Anmeldemittel lässt sich auf andere Geräte kopieren.
next-AST-10 = Nehmen Sie einen Schlüssel, der sich nicht kopieren lässt.
gate-AST-11 = Signatur ist gültig
refusal-AST-11 = Die Signatur ist nicht gültig.
next-AST-11 = Versuchen Sie es noch einmal. Geschieht es wieder, hören Sie auf und informieren Sie die Sicherheit.
gate-AST-12 = Zähler steigt
refusal-AST-12 = Der Zähler des Schlüssels ging zurück. Vielleicht gibt es eine Kopie dieses Schlüssels.
next-AST-12 = Benutzen Sie diesen Schlüssel nicht mehr und informieren Sie die Sicherheit.
gate-SES-01 = Jemand ist angemeldet
refusal-SES-01 = Niemand ist angemeldet.
next-SES-01 = Melden Sie sich mit Ihrem Schlüssel an.
gate-SES-02 = Nicht gesperrt
refusal-SES-02 = Die Konsole ist gesperrt. Was Sie eingegeben haben, bleibt erhalten.
next-SES-02 = Entsperren Sie sie mit Ihrem Schlüssel.
gate-SES-03 = Personalschlüssel
refusal-SES-03 = Dieser Schlüssel gehört hier niemandem.
next-SES-03 = Nehmen Sie den Schlüssel, mit dem Sie registriert sind, oder fragen Sie zwei Administratoren.
gate-SES-04 = Dieselbe Person
refusal-SES-04 = Eine andere Person hat diese Konsole gesperrt. Ihre Arbeit bleibt für sie erhalten.
next-SES-04 = Bitten Sie diese Person, zu entsperren, oder beenden Sie deren Sitzung mit „Abmelden“.
gate-INP-01 = Feld ist gültig
refusal-INP-01 = { $field ->
    [name] Der Name ist leer, zu lang oder enthält nicht darstellbare Zeichen.
    [staff_number] Die Personalnummer ist leer, zu lang oder enthält nicht darstellbare Zeichen.
    [keys] Der Schlüssel ließ sich nicht zugleich für Anmeldung und Freigabe registrieren.
    [ticket] Das Ticket ist zu lang oder enthält nicht darstellbare Zeichen.
    [reason] Der Grund ist leer, zu lang oder enthält nicht darstellbare Zeichen.
    [note] Die Notiz ist leer, zu lang oder enthält nicht darstellbare Zeichen.
    [question] Die Frage ist leer, länger als 500 Zeichen oder enthält nicht darstellbare Zeichen.
    [period] Aus diesem Zeitraum gibt es noch keinen Verlauf, oder seine Wochen beginnen nicht montags. Wählen Sie einen späteren.
    [number] Es lassen sich mindestens 1 und höchstens { $max } Fälle ziehen.
    [answer] Die Antwort ist leer, länger als 500 Zeichen oder enthält nicht darstellbare Zeichen.
    [organisation] Die Organisation ist zu lang oder enthält nicht darstellbare Zeichen.
    [referee] Geben Sie an, wer für den Betroffenen spricht oder wer den Notfall erklärt hat.
    [rationale] Geben Sie an, was angesehen und wie entschieden wurde.
    [consumers] Der Name eines abhängigen Dienstes ist leer, zu lang oder enthält nicht darstellbare Zeichen.
    [reference] Geben Sie an, wer bürgt: Name, Beziehung zum Betroffenen und Vertrauensniveau, 1 bis 3. Das gehört nur zum Bürgen.
    [kind] Diese Art Nachweis wird in einem eigenen Schritt eingetragen, nicht von Hand.
    [training_until] Die Schulung endet an einem künftigen Tag, spätestens nach dem Jahr, das die Richtlinie gewährt.
    [reported_at] Gemeldet wurde es zu einer Zeit, die nicht in der Zukunft liegt.
    [security_key] Der Schlüssel ist kein öffentlicher X25519-Schlüssel: 64 Ziffern und Buchstaben von a bis f.
    [contact] Ein Kontakt gehört zu einem Rückruf, und nur dazu.
    [login] Der Kontoname ist leer oder zu lang.
    [credentials] Geben Sie an, was sich dort heute anmeldet: 1 bis 30 Zeilen, keine länger als 200 Zeichen.
    [mail] Eine Mailadresse hat kein @, ist zu lang oder enthält nicht darstellbare Zeichen.
    [recipient] Das ist kein öffentlicher Schlüssel, für den sich versiegeln lässt. Er beginnt mit age1.
    [pin] Die PIN ist leer oder zu lang.
   *[other] Das Feld „{ $field }“ ist so nicht verwendbar.
}
next-INP-01 = Ändern Sie es und versuchen Sie es noch einmal. Was Sie eingegeben haben, bleibt erhalten.
