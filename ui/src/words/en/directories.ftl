# Setting directories up, changes that no case explains, and write access.

## In the settings

dirset-add = Add a directory
dirset-add-practice = See how one is set up
dirset-file = They stand in { $file }. What is changed here is in force at once.
dirset-none = None is configured. No account can be looked up until one is.
dirset-change = Change
dirset-change-named = Change { $name }
dirset-remove = Remove
dirset-remove-named = Remove { $name }
dirset-removing = Removing…
dirset-remove-title = Remove { $name }
dirset-remove-lead = It is taken out of the settings file and used no more.
dirset-remove-cases = Open cases of it cannot go on: whatever they wait for there is not done. What was recorded stays.
dirset-removed = Removed: { $name }.
dirset-not-connected = Not connected
dirset-not-connected-secret = It is connected once its secret is kept.
dirset-secret-kept = Secret kept
dirset-secret-missing = Secret missing
dirset-secret-none = Needs no secret
dirset-secret-person = A person signs in there
dirset-write-held = The desk's own secret changes things there
dirset-write-released = { $count ->
    [0] Write access released per case
    [one] Write access released per case, by 1 key
   *[other] Write access released per case, by { $count } keys
}

## The page

dirset-title = Add a directory
dirset-title-of = Directory { $name }
dirset-lead = Four parts, in this order. Nothing is changed at the directory itself.
dirset-practice = Nothing is set up in practice
dirset-practice-why = The practice profile has a directory of its own. Here you see which kinds there are and what each of them needs; the form and its buttons are for a real desk.
dirset-practice-short = Nothing is set up in practice.
dirset-loading = Reading the settings
dirset-part-kind = 1. What kind of directory it is
dirset-part-guide = 2. What to create there
dirset-part-form = 3. What this desk needs to know
dirset-part-try = 4. Try it
dirset-kind-legend = Kind of directory
dirset-kind-fixed = The kind stays. For another one, remove this directory and add it anew.
dirset-choose-first = Choose the kind first.
dirset-kind-entra = Microsoft Entra ID
dirset-kind-entra-why = Over Microsoft Graph, as an application or as the person who works here.
dirset-kind-okta = Okta
dirset-kind-okta-why = Over its management API, as a service application with a key of its own.
dirset-kind-keycloak = Keycloak 26.2 or later
dirset-kind-keycloak-why = Over its admin API, as the service account of a client. The subject enrols the new key in their own browser.
dirset-kind-privacyidea = privacyIDEA 3.14
dirset-kind-privacyidea-why = Over its API, as an administrator with few rights.
dirset-kind-glewlwyd = Glewlwyd 2.7
dirset-kind-glewlwyd-why = Over its API, as an administrator: the server has no narrower right.
dirset-kind-manual = A directory that the console does not reach
dirset-kind-manual-why = People do every step there, and the record says who said that it was done.

## Guide: Entra

dirset-entra-step-1 = Register an application for this desk alone. Its application ID and the tenant's ID go into the form.
dirset-entra-step-2 = Give it a certificate, and keep certificate and RSA key (PKCS#8) in one PEM file: that is the secret, and what signs in never leaves this computer. An application secret does as well, and is weaker.
dirset-entra-step-3 = Add these permissions of Microsoft Graph as application permissions, with an administrator's consent, and no others:
dirset-entra-step-4 = Assign it the role Authentication Administrator; to revoke methods of administrators as well, Privileged Authentication Administrator.
dirset-entra-step-5 = Allow self-service set-up in the tenant's FIDO2 policy, or no key can be enrolled.
dirset-entra-step-6 = An application reaches every account of the tenant, whatever administrative units say. Where they are to hold, let people sign in instead: tick that in the form, register http://127.0.0.1/callback as the address of a public client, and add the permissions as delegated ones, with Application.ReadWrite.All in place of both other permissions on applications.

## Guide: Okta

dirset-okta-step-1 = Create a service application (API Services) for this desk alone. Its client ID goes into the form.
dirset-okta-step-2 = Make a private key, P-256 in PKCS#8 and PEM: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256. It is the secret.
dirset-okta-step-3 = Let the application authenticate with a public key, without DPoP, and enter the public half of that key there. The identifier that it gets (kid) goes into the form.
dirset-okta-step-4 = Grant these scopes and no others. All are asked for at once: where one is missing, Okta lets the console in with none.
dirset-okta-step-5 = Look whether the policies for enrolment permit WebAuthn: factors are listed only where they do, which may depend on where this computer asks from.

## Guide: Keycloak

dirset-keycloak-step-1 = Create a client for this desk alone, in the realm whose users are recovered and not in master, with Client authentication and Service accounts roles and no other flow.
dirset-keycloak-step-2 = Let it sign in with a private key, P-256 in PKCS#8 and PEM: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256. Its authenticator is then Signed JWT with the algorithm ES256 and the one certificate of that key. The client's secret does as well, and is weaker.
dirset-keycloak-step-3 = Assign these roles of the client realm-management to the service account itself, not through a group, and no others. Those for queries come with view-users.
dirset-keycloak-step-4 = Enable the required action Webauthn Register Passwordless. In its WebAuthn policy set the relying-party id, user verification required, attestation direct, and ES256 alone.
dirset-keycloak-step-5 = Save user events (at least UPDATE_CREDENTIAL, REMOVE_CREDENTIAL, FEDERATED_IDENTITY_LINK and REMOVE_FEDERATED_IDENTITY) and admin events. Where the realm saves none, the console cannot see who changed a credential.
dirset-keycloak-step-6 = Leave the lifespan of access tokens at five minutes: a case records it as the time that a token outlives its session.
dirset-keycloak-step-7 = Protect the secret like the server itself: manage-users reaches administrators and can set passwords.

## Guide: privacyIDEA

dirset-privacyidea-step-1 = Create an administrator for this desk alone. The name goes into the form; the password is the secret.
dirset-privacyidea-step-2 = Write an admin policy that gives it these rights and no others:
dirset-privacyidea-step-3 = Let that policy name the realm, no resolver and no user, and hide no columns of the audit log: otherwise the console does not see what changed.
dirset-privacyidea-step-4 = Write an enrolment policy that names the relying party and asks for direct attestation.

## Guide: Glewlwyd

dirset-glewlwyd-step-1 = Create an administrator for this desk alone, with the scope g_admin. The server has no narrower right: protect the password like the server itself.
dirset-glewlwyd-step-2 = Enter the roots of the makers of your keys into the WebAuthn scheme, or it checks no chain. The scheme's name goes into the form.
dirset-glewlwyd-step-3 = Give the users a scope that requires that scheme, or no key can be registered for them.
dirset-glewlwyd-step-4 = For machine identities, set auth-type-client-enabled, allow-non-oidc, request-parameter-allow and client-jwks-parameter = jwks in the first OpenID Connect plugin, and name in each client's property sponsor who answers for it.

## Guide: by hand

dirset-manual-step-1 = Nothing is created: the console does not reach this directory.
dirset-manual-step-2 = Settle who may change something there. They do each step of a case, and say so; the record shows that it was said, not seen.
dirset-manual-step-3 = Find out for which relying-party id and origin keys are enrolled there: keys are made for these and no others.

## What each right is for

dirset-rights = Rights, by their names there
dirset-copy = Copy
dirset-copy-named = Copy { $name }
dirset-copied = Copied: { $name }.
dirset-selected = Selected: copy it with Ctrl C.
dirset-right-AuditLog_Read_All = What changed, by the audit log
dirset-right-GroupMember_Read_All = Roles that come with a group
dirset-right-RoleManagement_Read_Directory = Privileged or not, also by roles that may be activated
dirset-right-User_EnableDisableAccount_All = Blocking and unblocking sign-in
dirset-right-User_Read_All = Look-up and search
dirset-right-User_RevokeSessions_All = Ending sessions
dirset-right-UserAuthMethod-Passkey_ReadWrite_All = Revoking, offering and taking passkeys
dirset-right-UserAuthMethod-TAP_ReadWrite_All = Temporary passes
dirset-right-UserAuthenticationMethod_Read_All = Listing the credentials
dirset-right-UserAuthenticationMethod_ReadWrite_All = Revoking methods other than passkeys
dirset-right-Application_Read_All = Looking machine identities up
dirset-right-Application_ReadWrite_OwnedBy = Rotating keys of applications that this one owns
dirset-right-Application_ReadWrite_All = Rotating keys of applications, where a person signs in
dirset-right-okta_users_read = Look-up, search, the credentials, refresh tokens
dirset-right-okta_roles_read = Privileged or not
dirset-right-okta_users_manage = Revoking, ending sessions, offering and taking keys
dirset-right-okta_logs_read = What changed, by the System Log
dirset-right-view-users = Look-up, search, roles, the credentials, sessions
dirset-right-query-users = Search; comes with view-users
dirset-right-query-groups = Roles of groups; comes with view-users
dirset-right-manage-users = Blocking sign-in, ending sessions, revoking, asking for a key
dirset-right-view-events = What changed, by the events
dirset-right-userlist = Look-up and search
dirset-right-tokenlist = Listing the credentials
dirset-right-enrollPASSKEY = Offering and taking keys
dirset-right-enrollREGISTRATION = Temporary passes
dirset-right-enable = Taking a suspension back
dirset-right-disable = Suspending
dirset-right-delete = Revoking
dirset-right-auditlog = What changed, by the audit log
dirset-right-g_admin = Everything that is done for a user

## The form

dirset-field-id = Name in this console
dirset-help-id = Short, and in the record of every case. It cannot be changed later.
dirset-field-tenant = Name for people
dirset-help-tenant = As pages show it.
dirset-field-tenant_id = Tenant ID
dirset-help-tenant_id = The directory's identifier, from its overview page.
dirset-field-client_id = Client ID
dirset-help-client_id = Of the application or client that was created for this desk.
dirset-field-rp_id = Relying-party id
dirset-help-rp_id = The domain that keys are made for. The console takes no other, whatever the directory says.
dirset-field-origin = Origin
dirset-help-origin = The address of the sign-in page: https and the domain, without a path.
dirset-field-delegated = A person signs in there
dirset-help-delegated = Whoever works here signs in with a browser, and the console may do what they may. No secret is kept then.
dirset-field-url = Address
dirset-help-url = Where it answers. https, unless on this computer.
dirset-field-key_id = Key ID
dirset-help-key_id = The identifier of the public key there (kid).
dirset-field-realm = Realm
dirset-help-realm = The realm whose users are recovered.
dirset-field-action = Required action
dirset-help-action = What the subject is asked to do at the next sign-in. Empty: webauthn-register-passwordless.
dirset-field-admin = Administrator
dirset-help-admin = Whose name this desk acts under.
dirset-field-privileged_logins = Privileged accounts
dirset-help-privileged_logins = Sign-in names, separated by commas. The server knows no roles of its users.
dirset-field-scheme = WebAuthn scheme
dirset-help-scheme = Its name there. New keys are registered with it.
dirset-field-plugins = OpenID Connect plugins
dirset-help-plugins = Their names, separated by commas. Their refresh tokens are revoked.
dirset-optional = Can stay empty.
dirset-missing = Still empty: { $names }.
dirset-taken = { $id } is there already. Change that one, or choose another name.
dirset-secret = Secret
dirset-secret-why = It is typed or pasted in a window of its own, which no page can read, and kept in this computer's safe place for secrets.
dirset-secret-enter = Enter the secret
dirset-secret-again = Enter another secret
dirset-secret-busy = The window waits for the secret
dirset-secret-done = The secret is kept.
dirset-secret-saves = What is above is saved first.
dirset-person = Sign-in there
dirset-person-why = Whoever works here signs in with the browser, once in each session. No secret is kept.
dirset-person-go = Sign in at the directory
dirset-person-busy = The browser waits for you
dirset-person-waits = Sign in where the browser opened, then come back here.
dirset-person-done = You are signed in at the directory.
dirset-save = Save
dirset-saving = Saving…
dirset-saved = Saved: { $name }. It is in force.
dirset-save-why = In force at once. Nothing is started again.
dirset-back = Back to the settings

## The trial

dirset-try-why = Asks the directory as it stands in the form, with the secret that is kept. Nothing there is changed, and nothing is saved.
dirset-try-go = Try it
dirset-try-busy = Asking the directory…
dirset-try-none = Nobody reaches this directory from here: there is nothing to try.
dirset-try-up = It answers, and accepts this desk's access
dirset-try-down = It does not serve: { $fault }
dirset-try-next-access = Renew the secret, then try again.
dirset-try-next-reach = Check address, proxy and certificate authority, then try again.
dirset-try-next-sign-in = Sign in at the directory first, then try again.
dirset-try-next-guide = Compare the form with the steps above, then try again.
dirset-try-untold = It does not tell which rights this access has
dirset-try-untold-why = Compare them with the steps above by hand.
dirset-try-right = This access has the rights that it needs, and no more
dirset-try-lacking = { $count ->
    [one] 1 right is lacking
   *[other] { $count } rights are lacking
}
dirset-try-lacking-why = Each step that needs one of these will be refused:
dirset-try-many = { $count ->
    [one] 1 right too many
   *[other] { $count } rights too many
}
dirset-try-many-why = Take them away: whoever steals this access has them.
dirset-abilities = What this connector can and cannot do

## Write access

dirset-write = Who can change something there
dirset-write-why = The desk's own secret should only read: whoever steals it then changes nothing. What changes something is another secret, sealed under security keys of supervisors. A co-signature opens it, for that one case and until the signature expires.
dirset-write-now = At present
dirset-write-keys = Keys that open it
dirset-write-seal = Seal write access
dirset-write-again = Seal it anew
dirset-write-count = How many keys open it
dirset-write-count-hint = Two at least: with one alone, a lost key locks everybody out. Any one of them is enough to open it.
dirset-write-order = A window asks for the secret that changes something. Then each key asks for its PIN and a touch.
dirset-write-busy = Sealing…
dirset-write-go = Seal it under these keys
dirset-write-cancel = Do not seal it
dirset-write-done = Sealed: { $name }. From now on a co-signature opens it.
dirset-write-first = Save the directory first.
desk-roles-supervisor = a supervisor

rewrite-title = Write access
rewrite-why = The directory takes changes for a case only while the access that you opened lasts. It ends with your signature, or when the console is started again.
rewrite-case = { $name }, { $short }
rewrite-open = Open write access again
rewrite-open-named = Open write access again: { $name }, { $short }
rewrite-close = Leave it closed
rewrite-go = Open it with your key
rewrite-busy = Opening…
rewrite-done = Open again for { $name }, { $short }.

## Changes that no case explains

alarms-title = Changes that no case explains
alarms-why = Somebody changed a credential at a directory without a case: a mistake, a way around this desk, or an attack.
alarms-none = Every change that the directories tell of is explained by a case.
alarms-open = { $count ->
    [one] 1 to look into
   *[other] { $count } to look into
}
alarms-count = { $count ->
    [one] 1 change that no case explains
   *[other] { $count } changes that no case explains
}
alarms-added = Added a credential
alarms-removed = Removed a credential
alarms-altered = Altered a credential
alarms-account = Account
alarms-directory = Directory
alarms-by = Done by, as the directory says
alarms-by-none = It does not say
alarms-at = When
alarms-note = What you found
alarms-note-say = Say what you found first.
alarms-go = Looked into
alarms-go-named = Looked into: { $login }
alarms-busy = Recording…
alarms-done = Recorded for { $login }: looked into.
alarms-judged = Looked into by { $name }, { $at }
alarms-waits = Nobody looked into it

## Refusals

refusal-CFG-kind = There is no such kind of directory.
next-CFG-kind = Choose one of the kinds that the page shows.
refusal-CFG-missing = Something is left out: { $why }.
next-CFG-missing = Fill it in, then try again. Nothing was changed.
refusal-CFG-settings-typed = The settings would not be right: { $why }.
next-CFG-settings-typed = Correct what is named, then try again. Nothing was changed.
refusal-CFG-file = The settings file cannot be read or written: { $why }.
next-CFG-file = Give it to the user who runs Postern, then try again. Nothing was changed.
refusal-CFG-connect = No connection can be made of this: { $why }.
next-CFG-connect = Correct what is named, then try again.
refusal-CFG-secret = The secret of this directory cannot be used: { $why }.
next-CFG-secret = Unlock the keyring of this computer, or enter the secret again.
