# Mitteilungen an die hinterlegten Adressen. Jede sagt, wie man widerspricht (SP 800-63B-4 §4.6).

notice-opened-subject = Jemand hat um die Wiederherstellung Ihres Kontos { $login } gebeten
notice-opened-body =
    Der Helpdesk wurde gebeten, das Konto { $login } wiederherzustellen (Fall { $case }, Zeitpunkt { $at }).

    Wenn Sie das waren, brauchen Sie nichts zu tun. Sie hören wieder von uns, sobald ein neuer Schlüssel eingerichtet ist.

    Wenn Sie das nicht waren, versucht vielleicht jemand, Ihr Konto zu übernehmen. Rufen Sie sofort Ihr Sicherheitsteam an, unter der Nummer, die Sie aus dem Verzeichnis Ihres Unternehmens kennen, nicht unter einer aus einer Nachricht, und nennen Sie den Fall { $case }. Es kann die Wiederherstellung sofort anhalten.
notice-recovered-subject = Ihrem Konto { $login } wurde ein neuer Sicherheitsschlüssel hinzugefügt
notice-recovered-body =
    Der Helpdesk hat das Konto { $login } wiederhergestellt (Fall { $case }, Zeitpunkt { $at }). Ihre bisherigen Schlüssel und Sitzungen wurden entfernt, und ein neuer Sicherheitsschlüssel wurde hinzugefügt.

    Wenn Sie das waren, bewahren Sie den Schlüssel sicher auf und sagen Sie niemandem seine PIN.

    Wenn Sie das nicht waren, rufen Sie sofort Ihr Sicherheitsteam an, unter der Nummer, die Sie aus dem Verzeichnis Ihres Unternehmens kennen, nicht unter einer aus einer Nachricht, und nennen Sie den Fall { $case }. Es kann das Konto sofort sperren.
notice-code-own-subject = Ein Code für die Wiederherstellung Ihres Kontos { $login }
notice-code-own-body =
    Ihr Code ist { $code }. Er gilt bis { $expires }. Der Helpdesk fragt im Fall { $case } danach.

    Nennen Sie ihn nur dem Helpdesk, den Sie selbst angerufen haben.

    Wenn nicht Sie darum gebeten haben, nennen Sie den Code niemandem und rufen Sie sofort Ihr Sicherheitsteam an, unter der Nummer, die Sie aus dem Verzeichnis Ihres Unternehmens kennen.
notice-code-contact-subject = Ein Code für jemanden, der Sie genannt hat: { $login }
notice-code-contact-body =
    { $login } hat Sie als Wiederherstellungskontakt genannt und bittet darum, das eigene Konto wiederherzustellen (Fall { $case }). Der Code ist { $code }. Er gilt bis { $expires }.

    Geben Sie ihn persönlich weiter oder in einem Anruf, in dem Sie wissen, mit wem Sie sprechen. Nennen Sie ihn sonst niemandem.

    Wenn Sie bezweifeln, dass es wirklich diese Person ist, nennen Sie den Code niemandem und rufen Sie das Sicherheitsteam ihres Unternehmens an.
