# Mitteilungen an die hinterlegten Adressen. Jede sagt, wie man widerspricht (SP 800-63B-4 §4.6).

notice-opened-subject = Jemand hat um die Wiederherstellung Ihres Kontos { $login } gebeten
notice-opened-body = Der Helpdesk wurde am { $at } gebeten, das Konto { $login } wiederherzustellen (Fall { $case }).
notice-opened-own = Wenn Sie das waren, brauchen Sie nichts zu tun. Sie hören wieder von uns, sobald die Wiederherstellung abgeschlossen ist.
notice-opened-object = Wenn Sie das nicht waren, versucht vielleicht jemand, Ihr Konto zu übernehmen: Die Wiederherstellung lässt sich sofort anhalten.
notice-recovered-subject-key = Ihrem Konto { $login } wurde ein neuer Sicherheitsschlüssel hinzugefügt
notice-recovered-subject-handset = Ihrem Konto { $login } wurde ein neuer Passkey hinzugefügt
notice-recovered-subject-enrolled = Ihrem Konto { $login } wurde ein neuer Weg zur Anmeldung hinzugefügt
notice-recovered-subject-machine = Die Maschinenidentität { $login } hat einen neuen Schlüssel
notice-recovered-body = Der Helpdesk hat das Konto { $login } am { $at } wiederhergestellt (Fall { $case }).
notice-went-all = Womit Sie sich bisher angemeldet haben, wurde entfernt, und Ihre Sitzungen wurden beendet.
notice-went-some = Womit Sie sich bisher angemeldet haben, wurde entfernt, außer dem, was Sie behalten und vorgeführt haben, und Ihre Sitzungen wurden beendet.
notice-came-key = Ein neuer Sicherheitsschlüssel wurde hinzugefügt.
notice-came-handset = Ein neuer Passkey auf Ihrem eigenen Gerät wurde hinzugefügt.
notice-came-enrolled = Ein neuer Weg zur Anmeldung wurde hinzugefügt, den Sie selbst eingerichtet haben.
notice-came-machine = Sie meldet sich von jetzt an mit einem neuen Schlüssel an.
notice-own-key = Wenn Sie das waren, bewahren Sie den Schlüssel sicher auf und sagen Sie niemandem seine PIN.
notice-own-handset = Wenn Sie das waren, halten Sie das Gerät gesperrt und verleihen Sie es nicht.
notice-own-enrolled = Wenn Sie das waren, behalten Sie für sich, was Sie eingerichtet haben.
notice-own-machine = Wenn Sie dem als verantwortliche Person zugestimmt haben, brauchen Sie nichts zu tun.
notice-recovered-object = Wenn Sie das nicht waren, lässt sich das Konto sofort sperren.
notice-second = Vielleicht erhalten Sie diese Mitteilung zweimal: Niemand weiß, ob eine frühere angekommen ist. Es geht um dieselbe Wiederherstellung.
notice-letter-end = Dieser Brief geht an die Postanschrift, die bei uns hinterlegt ist. Seine Referenz ist { $case }.
notice-call-told = Rufen Sie sofort Ihr Sicherheitsteam an: { $security }. Wenn Sie an dieser Nachricht zweifeln, nehmen Sie die Nummer aus dem Verzeichnis Ihres Unternehmens. Nennen Sie die Referenz { $case }.
notice-call-known = Rufen Sie sofort Ihr Sicherheitsteam an, unter der Nummer, die Sie aus dem Verzeichnis Ihres Unternehmens kennen, nicht unter einer aus einer Nachricht. Nennen Sie die Referenz { $case }.
notice-code-own-subject = Ein Code für die Wiederherstellung Ihres Kontos { $login }
notice-code-own-body =
    Ihr Code ist { $code }. Er gilt bis { $expires }. Der Helpdesk fragt im Fall { $case } danach.

    Nennen Sie ihn nur dem Helpdesk, den Sie selbst angerufen haben.

    Wenn nicht Sie darum gebeten haben, nennen Sie den Code niemandem. { $call }
notice-code-contact-subject = Ein Code für jemanden, der Sie genannt hat: { $login }
notice-code-contact-body =
    { $login } hat Sie als Wiederherstellungskontakt genannt und bittet darum, das eigene Konto wiederherzustellen (Fall { $case }). Der Code ist { $code }. Er gilt bis { $expires }.

    Geben Sie ihn persönlich weiter oder in einem Anruf, in dem Sie wissen, mit wem Sie sprechen. Nennen Sie ihn sonst niemandem.

    Wenn Sie bezweifeln, dass es wirklich diese Person ist, nennen Sie den Code niemandem und rufen Sie das Sicherheitsteam ihres Unternehmens an.
notice-trial-subject = Eine Probe der Mitteilungen
notice-trial-body =
    Ein Administrator des Helpdesks probiert, ob Mitteilungen hier ankommen. Mit keinem Konto ist etwas geschehen.

    Eine Mitteilung sagt, wie man widerspricht: { $call }
notice-moment = { $day }. { $month } { $year }, { $time } Uhr ({ $zone })
notice-month-1 = Januar
notice-month-2 = Februar
notice-month-3 = März
notice-month-4 = April
notice-month-5 = Mai
notice-month-6 = Juni
notice-month-7 = Juli
notice-month-8 = August
notice-month-9 = September
notice-month-10 = Oktober
notice-month-11 = November
notice-month-12 = Dezember
