# Mitteilungen, die nicht hinausgingen, Briefe und die Kanäle dieses Arbeitsplatzes.

event-language_said = Die Person spricht { $language }
event-notice_sent_again = Eine Mitteilung, die vielleicht ankam, wurde ein zweites Mal gesendet, weil eine Person es so wollte
event-notice_settled = Eine abgelehnte Mitteilung wurde durch eine andere Adresse erledigt, die informiert wurde
