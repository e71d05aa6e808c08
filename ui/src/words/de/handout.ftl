# Was der Betroffene mitnimmt, in seiner Sprache, und der Dialog, der es druckt.

handout-open = Merkblatt drucken
handout-title = Merkblatt für den Betroffenen
handout-lead = In der Sprache des Betroffenen. Es enthält kein Geheimnis.
handout-language = Der Betroffene spricht
handout-print = Drucken
handout-head = So melden Sie sich jetzt an
handout-what = Der Helpdesk hat Ihnen am { $day } den Zugang zu { $login } wiedergegeben. Womit Sie sich vorher angemeldet haben, gilt nicht mehr.
handout-key = Sie melden sich an mit: { $key }.
handout-next = Ab jetzt
handout-keep = Tragen Sie den Schlüssel bei sich. Seine PIN gehört nur Ihnen: Niemand braucht sie, um Ihnen zu helfen.
handout-keep-handset = Ihr eigenes Gerät meldet Sie jetzt an. Lassen Sie seine Bildschirmsperre eingeschaltet.
handout-second = Richten Sie bald einen zweiten Schlüssel ein und bewahren Sie ihn anderswo auf. Dann bringt ein Verlust Sie nicht in Not.
handout-never = Niemand vom Helpdesk fragt Sie am Telefon oder per Mail nach einer PIN oder einem Code.
handout-object = Das waren nicht Sie?
handout-object-how = Rufen Sie sofort Ihr Sicherheitsteam unter der Nummer an, die Sie kennen, und nennen Sie { $case }. Verwenden Sie keine Nummer aus einer Nachricht.
