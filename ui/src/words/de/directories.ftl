# Verzeichnisse einrichten, Änderungen, die kein Fall erklärt, und Schreibzugriff.

## In den Einstellungen

dirset-add = Verzeichnis hinzufügen
dirset-add-practice = Ansehen, wie man eines einrichtet
dirset-file = Sie stehen in { $file }. Was hier geändert wird, gilt sofort.
dirset-none = Keines ist eingerichtet. Bis dahin lässt sich kein Konto nachschlagen.
dirset-change = Ändern
dirset-change-named = { $name } ändern
dirset-remove = Entfernen
dirset-remove-named = { $name } entfernen
dirset-removing = Wird entfernt…
dirset-remove-title = { $name } entfernen
dirset-remove-lead = Es wird aus der Einstellungsdatei genommen und nicht mehr verwendet.
dirset-remove-cases = Seine offenen Fälle können nicht weitergehen: Worauf sie dort warten, wird nicht getan. Was eingetragen ist, bleibt.
dirset-removed = Entfernt: { $name }.
dirset-not-connected = Nicht angebunden
dirset-not-connected-secret = Es ist angebunden, sobald sein Geheimnis hinterlegt ist.
dirset-secret-kept = Geheimnis hinterlegt
dirset-secret-missing = Geheimnis fehlt
dirset-secret-none = Braucht kein Geheimnis
dirset-secret-person = Eine Person meldet sich dort an
dirset-write-held = Das eigene Geheimnis des Schalters kann dort ändern
dirset-write-released = { $count ->
    [0] Schreibzugriff wird je Fall geöffnet
    [one] Schreibzugriff wird je Fall geöffnet, mit 1 Schlüssel
   *[other] Schreibzugriff wird je Fall geöffnet, mit einem von { $count } Schlüsseln
}

## Die Seite

dirset-title = Verzeichnis hinzufügen
dirset-title-of = Verzeichnis { $name }
dirset-lead = Vier Teile, in dieser Reihenfolge. Am Verzeichnis selbst wird nichts geändert.
dirset-practice = In der Übung wird nichts eingerichtet
dirset-practice-why = Das Übungsprofil hat ein eigenes Verzeichnis. Hier sehen Sie, welche Arten es gibt und was jede braucht; das Formular und seine Schaltflächen sind für einen echten Schalter.
dirset-practice-short = In der Übung wird nichts eingerichtet.
dirset-loading = Einstellungen werden gelesen
dirset-part-kind = 1. Welche Art Verzeichnis es ist
dirset-part-guide = 2. Was dort anzulegen ist
dirset-part-form = 3. Was dieser Schalter wissen muss
dirset-part-try = 4. Testen
dirset-kind-legend = Art des Verzeichnisses
dirset-kind-fixed = Die Art bleibt. Für eine andere entfernen Sie dieses Verzeichnis und fügen es neu hinzu.
dirset-choose-first = Wählen Sie zuerst die Art.
dirset-kind-entra = Microsoft Entra ID
dirset-kind-entra-why = Über Microsoft Graph, als Anwendung oder als die Person, die hier arbeitet.
dirset-kind-okta = Okta
dirset-kind-okta-why = Über seine Verwaltungs-API, als Dienstanwendung mit eigenem Schlüssel.
dirset-kind-keycloak = Keycloak 26.2 oder neuer
dirset-kind-keycloak-why = Über seine Admin-API, als Dienstkonto eines Clients. Der Betroffene registriert den neuen Schlüssel im eigenen Browser.
dirset-kind-privacyidea = privacyIDEA 3.14
dirset-kind-privacyidea-why = Über seine API, als Administrator mit wenigen Rechten.
dirset-kind-glewlwyd = Glewlwyd 2.7
dirset-kind-glewlwyd-why = Über seine API, als Administrator: Ein engeres Recht hat der Server nicht.
dirset-kind-manual = Ein Verzeichnis, das die Konsole nicht erreicht
dirset-kind-manual-why = Personen tun dort jeden Schritt, und der Eintrag sagt, wer gesagt hat, dass er getan ist.

## Anleitung: Entra

dirset-entra-step-1 = Registrieren Sie eine Anwendung allein für diesen Schalter. Ihre Anwendungs-ID und die ID des Mandanten kommen in das Formular.
dirset-entra-step-2 = Geben Sie ihr ein Zertifikat und bewahren Sie Zertifikat und RSA-Schlüssel (PKCS#8) in einer PEM-Datei auf: Das ist das Geheimnis, und was anmeldet, verlässt diesen Rechner nie. Ein Anwendungsgeheimnis geht auch und ist schwächer.
dirset-entra-step-3 = Fügen Sie diese Berechtigungen von Microsoft Graph als Anwendungsberechtigungen hinzu, mit der Zustimmung eines Administrators, und keine weiteren:
dirset-entra-step-4 = Weisen Sie ihr die Rolle Authentication Administrator zu; um auch Methoden von Administratoren zu widerrufen, Privileged Authentication Administrator.
dirset-entra-step-5 = Erlauben Sie in der FIDO2-Richtlinie des Mandanten Allow self-service set-up, sonst lässt sich kein Schlüssel registrieren.
dirset-entra-step-6 = Eine Anwendung erreicht jedes Konto des Mandanten, was auch immer Verwaltungseinheiten (administrative units) sagen. Wo sie gelten sollen, lassen Sie stattdessen Personen sich anmelden: Haken Sie das im Formular an, registrieren Sie http://127.0.0.1/callback als Adresse eines öffentlichen Clients und fügen Sie die Berechtigungen als delegierte hinzu, mit Application.ReadWrite.All anstelle der beiden anderen Berechtigungen für Anwendungen.

## Anleitung: Okta

dirset-okta-step-1 = Legen Sie eine Dienstanwendung (API Services) allein für diesen Schalter an. Ihre Client-ID kommt in das Formular.
dirset-okta-step-2 = Erzeugen Sie einen privaten Schlüssel, P-256 in PKCS#8 und PEM: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256. Er ist das Geheimnis.
dirset-okta-step-3 = Lassen Sie die Anwendung sich mit einem öffentlichen Schlüssel ausweisen, ohne DPoP, und tragen Sie dort die öffentliche Hälfte dieses Schlüssels ein. Die Kennung, die sie erhält (kid), kommt in das Formular.
dirset-okta-step-4 = Gewähren Sie diese Scopes und keine weiteren. Alle werden auf einmal verlangt: Fehlt einer, lässt Okta die Konsole mit keinem ein.
dirset-okta-step-5 = Sehen Sie nach, ob die Richtlinien für die Registrierung WebAuthn erlauben: Nur dann werden Faktoren gelistet, und das kann davon abhängen, von wo dieser Rechner fragt.

## Anleitung: Keycloak

dirset-keycloak-step-1 = Legen Sie einen Client allein für diesen Schalter an, in dem Realm, dessen Benutzer wiederhergestellt werden, und nicht in master, mit Client authentication und Service accounts roles und keinem anderen Flow.
dirset-keycloak-step-2 = Lassen Sie ihn sich mit einem privaten Schlüssel anmelden, P-256 in PKCS#8 und PEM: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256. Sein Authenticator ist dann Signed JWT mit dem Algorithmus ES256 und dem einen Zertifikat dieses Schlüssels. Das Geheimnis des Clients geht auch und ist schwächer.
dirset-keycloak-step-3 = Weisen Sie diese Rollen des Clients realm-management dem Dienstkonto selbst zu, nicht über eine Gruppe, und keine weiteren. Die für Abfragen kommen mit view-users.
dirset-keycloak-step-4 = Schalten Sie die erforderliche Aktion (Required action) Webauthn Register Passwordless ein. Setzen Sie in ihrer WebAuthn-Richtlinie die Relying-Party-ID, user verification required, attestation direct, und allein ES256.
dirset-keycloak-step-5 = Speichern Sie User events (mindestens UPDATE_CREDENTIAL, REMOVE_CREDENTIAL, FEDERATED_IDENTITY_LINK und REMOVE_FEDERATED_IDENTITY) und Admin events. Speichert der Realm keine, sieht die Konsole nicht, wer ein Anmeldemittel geändert hat.
dirset-keycloak-step-6 = Lassen Sie die Lebensdauer der Zugriffstokens bei fünf Minuten: Ein Fall trägt sie als die Zeit ein, um die ein Token seine Sitzung überdauert.
dirset-keycloak-step-7 = Schützen Sie das Geheimnis wie den Server selbst: manage-users reicht bis zu Administratoren und kann Passwörter setzen.

## Anleitung: privacyIDEA

dirset-privacyidea-step-1 = Legen Sie einen Administrator allein für diesen Schalter an. Der Name kommt in das Formular; das Passwort ist das Geheimnis.
dirset-privacyidea-step-2 = Schreiben Sie eine Admin-Richtlinie, die ihm diese Rechte gibt und keine weiteren:
dirset-privacyidea-step-3 = Lassen Sie diese Richtlinie den Realm nennen, aber keinen Resolver und keinen Benutzer, und keine Spalten des Audit-Logs verbergen: Sonst sieht die Konsole nicht, was sich geändert hat.
dirset-privacyidea-step-4 = Schreiben Sie eine Richtlinie für die Registrierung, die die Relying Party nennt und direkte Attestierung verlangt.

## Anleitung: Glewlwyd

dirset-glewlwyd-step-1 = Legen Sie einen Administrator allein für diesen Schalter an, mit dem Scope g_admin. Ein engeres Recht hat der Server nicht: Schützen Sie das Passwort wie den Server selbst.
dirset-glewlwyd-step-2 = Tragen Sie die Wurzeln der Hersteller Ihrer Schlüssel in das WebAuthn-Schema ein, sonst prüft es keine Kette. Der Name des Schemas kommt in das Formular.
dirset-glewlwyd-step-3 = Geben Sie den Benutzern einen Scope, der dieses Schema verlangt, sonst lässt sich für sie kein Schlüssel registrieren.
dirset-glewlwyd-step-4 = Für Maschinenidentitäten setzen Sie auth-type-client-enabled, allow-non-oidc, request-parameter-allow und client-jwks-parameter = jwks im ersten OpenID-Connect-Plugin und nennen in der Eigenschaft sponsor jedes Clients, wer für ihn verantwortlich ist.

## Anleitung: von Hand

dirset-manual-step-1 = Nichts wird angelegt: Die Konsole erreicht dieses Verzeichnis nicht.
dirset-manual-step-2 = Legen Sie fest, wer dort etwas ändern darf. Diese Personen tun jeden Schritt eines Falls und sagen es; der Eintrag zeigt, dass es gesagt und nicht gesehen wurde.
dirset-manual-step-3 = Finden Sie heraus, für welche Relying-Party-ID und welchen Origin dort Schlüssel registriert werden: Für diese werden Schlüssel erzeugt und für keine anderen.

## Wofür jedes Recht da ist

dirset-rights = Rechte, mit ihren Namen dort
dirset-copy = Kopieren
dirset-copy-named = { $name } kopieren
dirset-copied = Kopiert: { $name }.
dirset-selected = Markiert: Kopieren Sie mit Strg C.
dirset-right-AuditLog_Read_All = Was sich geändert hat, nach dem Audit-Log
dirset-right-GroupMember_Read_All = Rollen, die mit einer Gruppe kommen
dirset-right-RoleManagement_Read_Directory = Privilegiert oder nicht, auch durch aktivierbare Rollen
dirset-right-User_EnableDisableAccount_All = Anmeldung sperren und entsperren
dirset-right-User_Read_All = Nachschlagen und Suchen
dirset-right-User_RevokeSessions_All = Sitzungen beenden
dirset-right-UserAuthMethod-Passkey_ReadWrite_All = Passkeys widerrufen, anbieten und annehmen
dirset-right-UserAuthMethod-TAP_ReadWrite_All = Einmalpässe
dirset-right-UserAuthenticationMethod_Read_All = Anmeldemittel listen
dirset-right-UserAuthenticationMethod_ReadWrite_All = Andere Methoden als Passkeys widerrufen
dirset-right-Application_Read_All = Maschinenidentitäten nachschlagen
dirset-right-Application_ReadWrite_OwnedBy = Schlüssel von Anwendungen erneuern, die dieser gehören
dirset-right-Application_ReadWrite_All = Schlüssel von Anwendungen erneuern, wo sich eine Person anmeldet
dirset-right-okta_users_read = Nachschlagen, Suchen, Anmeldemittel, Refresh-Tokens
dirset-right-okta_roles_read = Privilegiert oder nicht
dirset-right-okta_users_manage = Widerrufen, Sitzungen beenden, Schlüssel anbieten und annehmen
dirset-right-okta_logs_read = Was sich geändert hat, nach dem System Log
dirset-right-view-users = Nachschlagen, Suchen, Rollen, Anmeldemittel, Sitzungen
dirset-right-query-users = Suchen; kommt mit view-users
dirset-right-query-groups = Rollen von Gruppen; kommt mit view-users
dirset-right-manage-users = Anmeldung sperren, Sitzungen beenden, widerrufen, nach einem Schlüssel fragen
dirset-right-view-events = Was sich geändert hat, nach den Ereignissen
dirset-right-userlist = Nachschlagen und Suchen
dirset-right-tokenlist = Anmeldemittel listen
dirset-right-enrollPASSKEY = Schlüssel anbieten und annehmen
dirset-right-enrollREGISTRATION = Einmalpässe
dirset-right-enable = Aussetzung aufheben
dirset-right-disable = Aussetzen
dirset-right-delete = Widerrufen
dirset-right-auditlog = Was sich geändert hat, nach dem Audit-Log
dirset-right-g_admin = Alles, was für einen Benutzer getan wird

## Das Formular

dirset-field-id = Name in dieser Konsole
dirset-help-id = Kurz, und im Verlauf jedes Falls. Er lässt sich später nicht ändern.
dirset-field-tenant = Name für Menschen
dirset-help-tenant = Wie Seiten es zeigen.
dirset-field-tenant_id = Mandanten-ID
dirset-help-tenant_id = Die Kennung des Verzeichnisses, von seiner Übersichtsseite.
dirset-field-client_id = Client-ID
dirset-help-client_id = Der Anwendung oder des Clients, angelegt für diesen Schalter.
dirset-field-rp_id = Relying-Party-ID
dirset-help-rp_id = Die Domain, für die Schlüssel erzeugt werden. Die Konsole nimmt keine andere, was auch immer das Verzeichnis sagt.
dirset-field-origin = Origin
dirset-help-origin = Die Adresse der Anmeldeseite: https und die Domain, ohne Pfad.
dirset-field-delegated = Eine Person meldet sich dort an
dirset-help-delegated = Wer hier arbeitet, meldet sich mit einem Browser an, und die Konsole darf, was diese Person darf. Dann wird kein Geheimnis aufbewahrt.
dirset-field-url = Adresse
dirset-help-url = Wo es antwortet. https, außer auf diesem Rechner.
dirset-field-key_id = Schlüssel-ID
dirset-help-key_id = Die Kennung des öffentlichen Schlüssels dort (kid).
dirset-field-realm = Realm
dirset-help-realm = Der Realm, dessen Benutzer wiederhergestellt werden.
dirset-field-action = Erforderliche Aktion
dirset-help-action = Was der Betroffene bei der nächsten Anmeldung tun soll. Leer: webauthn-register-passwordless.
dirset-field-admin = Administrator
dirset-help-admin = Unter wessen Namen dieser Schalter handelt.
dirset-field-privileged_logins = Privilegierte Konten
dirset-help-privileged_logins = Anmeldenamen, durch Kommas getrennt. Der Server kennt keine Rollen seiner Benutzer.
dirset-field-scheme = WebAuthn-Schema
dirset-help-scheme = Sein Name dort. Neue Schlüssel werden damit registriert.
dirset-field-plugins = OpenID-Connect-Plugins
dirset-help-plugins = Ihre Namen, durch Kommas getrennt. Ihre Refresh-Tokens werden widerrufen.
dirset-optional = Kann leer bleiben.
dirset-missing = Noch leer: { $names }.
dirset-taken = { $id } gibt es schon. Ändern Sie jenes oder wählen Sie einen anderen Namen.
dirset-secret = Geheimnis
dirset-secret-why = Es wird in einem eigenen Fenster eingegeben oder eingefügt, das keine Seite lesen kann, und dort aufbewahrt, wo dieser Rechner Geheimnisse sicher hält.
dirset-secret-enter = Geheimnis eingeben
dirset-secret-again = Anderes Geheimnis eingeben
dirset-secret-busy = Das Fenster wartet auf das Geheimnis
dirset-secret-done = Das Geheimnis ist hinterlegt.
dirset-secret-saves = Was oben steht, wird zuerst gespeichert.
dirset-person = Anmeldung dort
dirset-person-why = Wer hier arbeitet, meldet sich mit dem Browser an, einmal in jeder Sitzung. Kein Geheimnis wird aufbewahrt.
dirset-person-go = Am Verzeichnis anmelden
dirset-person-busy = Der Browser wartet auf Sie
dirset-person-waits = Melden Sie sich dort an, wo der Browser sich geöffnet hat, und kommen Sie dann hierher zurück.
dirset-person-done = Sie sind am Verzeichnis angemeldet.
dirset-save = Speichern
dirset-saving = Wird gespeichert…
dirset-saved = Gespeichert: { $name }. Es gilt.
dirset-save-why = Gilt sofort. Nichts wird neu gestartet.
dirset-back = Zurück zu den Einstellungen

## Der Test

dirset-try-why = Fragt das Verzeichnis, wie es im Formular steht, mit dem hinterlegten Geheimnis. Dort wird nichts geändert, und nichts wird gespeichert.
dirset-try-go = Testen
dirset-try-busy = Verzeichnis wird gefragt…
dirset-try-none = Niemand erreicht dieses Verzeichnis von hier: Es gibt nichts zu testen.
dirset-try-up = Es antwortet und nimmt den Zugang dieses Schalters an
dirset-try-down = Es leistet nicht, was es soll: { $fault }
dirset-try-next-access = Erneuern Sie das Geheimnis und testen Sie erneut.
dirset-try-next-reach = Prüfen Sie Adresse, Proxy und Zertifizierungsstelle und testen Sie erneut.
dirset-try-next-sign-in = Melden Sie sich zuerst am Verzeichnis an und testen Sie erneut.
dirset-try-next-guide = Vergleichen Sie das Formular mit den Schritten oben und testen Sie erneut.
dirset-try-untold = Es sagt nicht, welche Rechte dieser Zugang hat
dirset-try-untold-why = Vergleichen Sie sie von Hand mit den Schritten oben.
dirset-try-right = Dieser Zugang hat die Rechte, die er braucht, und keine weiteren
dirset-try-lacking = { $count ->
    [one] 1 Recht fehlt
   *[other] { $count } Rechte fehlen
}
dirset-try-lacking-why = Jeder Schritt, der eines davon braucht, wird abgelehnt:
dirset-try-many = { $count ->
    [one] 1 Recht zu viel
   *[other] { $count } Rechte zu viel
}
dirset-try-many-why = Nehmen Sie sie weg: Wer diesen Zugang stiehlt, hat sie.
dirset-abilities = Was diese Anbindung kann und was nicht

## Schreibzugriff

dirset-write = Wer dort etwas ändern kann
dirset-write-why = Das eigene Geheimnis des Schalters sollte nur lesen: Wer es stiehlt, ändert dann nichts. Was etwas ändert, ist ein anderes Geheimnis, versiegelt unter Sicherheitsschlüsseln der Aufsichten. Eine Mitzeichnung öffnet es, für diesen einen Fall und bis die Unterschrift abläuft.
dirset-write-now = Derzeit
dirset-write-keys = Schlüssel, die es öffnen
dirset-write-seal = Schreibzugriff versiegeln
dirset-write-again = Neu versiegeln
dirset-write-count = Wie viele Schlüssel es öffnen
dirset-write-count-hint = Mindestens zwei: Bei nur einem sperrt ein verlorener Schlüssel alle aus. Jeder einzelne genügt zum Öffnen.
dirset-write-order = Ein Fenster fragt nach dem Geheimnis, das etwas ändert. Dann fragt jeder Schlüssel nach seiner PIN und einer Berührung.
dirset-write-busy = Wird versiegelt…
dirset-write-go = Unter diesen Schlüsseln versiegeln
dirset-write-cancel = Nicht versiegeln
dirset-write-done = Versiegelt: { $name }. Ab jetzt öffnet es eine Mitzeichnung.
dirset-write-first = Speichern Sie zuerst das Verzeichnis.
desk-roles-supervisor = Aufsicht

rewrite-title = Schreibzugriff
rewrite-why = Das Verzeichnis nimmt Änderungen für einen Fall nur an, solange der Zugriff gilt, den Sie geöffnet haben. Er endet, wenn Ihre Unterschrift abläuft oder die Konsole neu startet.
rewrite-case = { $name }, { $short }
rewrite-open = Schreibzugriff wieder öffnen
rewrite-open-named = Schreibzugriff wieder öffnen: { $name }, { $short }
rewrite-close = Geschlossen lassen
rewrite-go = Mit Ihrem Schlüssel öffnen
rewrite-busy = Wird geöffnet…
rewrite-done = Wieder offen für { $name }, { $short }.

## Änderungen, die kein Fall erklärt

alarms-title = Änderungen, die kein Fall erklärt
alarms-why = Jemand hat an einem Verzeichnis ein Anmeldemittel ohne Fall geändert: ein Versehen, ein Weg um diesen Schalter herum oder ein Angriff.
alarms-none = Jede Änderung, die die Verzeichnisse nennen, erklärt ein Fall.
alarms-open = { $count ->
    [one] 1 zu untersuchen
   *[other] { $count } zu untersuchen
}
alarms-count = { $count ->
    [one] 1 Änderung, die kein Fall erklärt
   *[other] { $count } Änderungen, die kein Fall erklärt
}
alarms-added = Anmeldemittel hinzugefügt
alarms-removed = Anmeldemittel entfernt
alarms-altered = Anmeldemittel verändert
alarms-account = Konto
alarms-directory = Verzeichnis
alarms-by = Getan von, wie das Verzeichnis sagt
alarms-by-none = Es sagt es nicht
alarms-at = Wann
alarms-note = Was Sie festgestellt haben
alarms-note-say = Sagen Sie zuerst, was Sie festgestellt haben.
alarms-go = Untersucht
alarms-go-named = Untersucht: { $login }
alarms-busy = Wird eingetragen…
alarms-done = Eingetragen für { $login }: untersucht.
alarms-judged = Untersucht von { $name }, { $at }
alarms-waits = Niemand hat es untersucht

## Ablehnungen

refusal-CFG-kind = Diese Art Verzeichnis gibt es nicht.
next-CFG-kind = Wählen Sie eine der Arten, die die Seite zeigt.
refusal-CFG-missing = Etwas fehlt: { $why }.
next-CFG-missing = Ergänzen Sie es und versuchen Sie es erneut. Nichts wurde geändert.
refusal-CFG-settings-typed = Die Einstellungen wären nicht richtig: { $why }.
next-CFG-settings-typed = Berichtigen Sie, was genannt ist, und versuchen Sie es erneut. Nichts wurde geändert.
refusal-CFG-file = Die Einstellungsdatei lässt sich nicht lesen oder schreiben: { $why }.
next-CFG-file = Machen Sie den Benutzer, der Postern ausführt, zu ihrem Eigentümer und versuchen Sie es erneut. Nichts wurde geändert.
refusal-CFG-connect = Daraus lässt sich keine Verbindung herstellen: { $why }.
next-CFG-connect = Berichtigen Sie, was genannt ist, und versuchen Sie es erneut.
refusal-CFG-secret = Das Geheimnis dieses Verzeichnisses ist nicht verwendbar: { $why }.
next-CFG-secret = Entsperren Sie den Schlüsselbund dieses Rechners oder geben Sie das Geheimnis erneut ein.
