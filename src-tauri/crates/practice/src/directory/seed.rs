//! The accounts of the practice directory.

use super::database::{AccountRow, ContactRow, CredentialRow, Database};
use super::{ORIGIN, PracticeFault, RP_ID};
use crate::KeyTray;
use crate::people::{LOST, LOST_PIN, MACHINE, MACHINE_LOST, SAVED_CODE, SPONSOR, STAFF, STAFF_PIN, SUBJECT};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use postern_authenticator::{Desk, TrustedRoots};
use postern_domain::time::{Span, Timestamp};
use postern_ports::authenticator::{KeyFault, KeyId, MakeCredential, Wishes};
use postern_ports::secrets::Pin;
use postern_ports::{Authenticators as _, Entropy};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use webauthn_rs_core::WebauthnCore;
use webauthn_rs_core::proto::{COSEAlgorithm, UserVerificationPolicy};
use webauthn_rs_proto::{
    AttestationConveyancePreference, AuthenticatorAttestationResponseRaw, RegisterPublicKeyCredential,
};

/// Fills an empty practice directory, before it is started, and sets the PINs of the practice keys. The lost key
/// is really registered, by its own firmware. Does nothing when there are accounts.
pub async fn seed(
    folder: &Path,
    tray: Arc<KeyTray>,
    entropy: &dyn Entropy,
    now: Timestamp,
) -> Result<(), PracticeFault> {
    std::fs::create_dir_all(folder)?;
    let database = Database::open(&folder.join("directory.sqlite")).await?;
    if !database.is_empty().await? {
        return Ok(());
    }
    let desk = Desk::new(vec![tray.clone()], TrustedRoots::default());
    for person in &STAFF {
        set_pin(&tray, &desk, person.key, STAFF_PIN).await?;
    }
    for name in [LOST, SPONSOR, MACHINE_LOST] {
        set_pin(&tray, &desk, name, LOST_PIN).await?;
    }
    let id = |n: usize| -> Result<String, PracticeFault> {
        let random = entropy.bytes32().map_err(|e| PracticeFault::Seed(e.to_string()))?;
        Ok(format!("acc-{n}-{}", random[..6].iter().map(|b| format!("{b:02x}")).collect::<String>()))
    };
    let ago = |days: i64| now.0 - Span::days(days).0;
    for (n, seed) in ACCOUNTS.iter().enumerate() {
        let account = AccountRow {
            id: id(n + 1)?,
            login: seed.login.to_owned(),
            name: seed.name.to_owned(),
            privileged: seed.privileged,
            blocked: false,
            sponsor: seed.sponsor.map(str::to_owned),
        };
        database.add_account(&account).await?;
        let own = seed.contacts.iter().map(|c| (c, false));
        for (m, ((channel, address, days), recovery)) in own.chain(seed.friends.iter().map(|c| (c, true))).enumerate() {
            let row = ContactRow {
                id: format!("{}-c{m}", account.id),
                channel: (*channel).to_owned(),
                address: (*address).to_owned(),
                unchanged_since: days.map(ago),
                recovery,
            };
            database.add_contact(&account.id, &row).await?;
        }
        if let Some((name, label)) = seed.key {
            let key = register(&tray, &desk, &account, name, label, now).await?;
            database.add_credential(&account.id, &key).await?;
            database.open_session(&format!("{}-s1", account.id), &account.id, now.0).await?;
            database.open_session(&format!("{}-s2", account.id), &account.id, now.0).await?;
        }
        if seed.sponsor.is_none() {
            let codes = plain(&account, "codes", "recovery_codes", "Recovery codes, 8 left", ago(300));
            database.add_credential(&account.id, &codes).await?;
        }
        if seed.app {
            let app = plain(&account, "otp", "one_time_code", "One-time code app", ago(200));
            database.add_credential(&account.id, &app).await?;
        }
        if seed.login == SUBJECT {
            database.add_saved_code(&account.id, &super::admin::saved_code_hash(SAVED_CODE)).await?;
        }
    }
    Ok(())
}

/// An address, and for how many days it has been unchanged, where that is known.
type Address = (&'static str, &'static str, Option<i64>);

/// A made-up account.
struct Seed {
    login: &'static str,
    name: &'static str,
    privileged: bool,
    /// Sign-in name of whoever answers for it.
    sponsor: Option<&'static str>,
    contacts: &'static [Address],
    friends: &'static [Address],
    /// A key of the tray that is really registered, and its label.
    key: Option<(&'static str, &'static str)>,
    /// It has a one-time code app.
    app: bool,
}

const PLAIN: Seed =
    Seed { login: "", name: "", privileged: false, sponsor: None, contacts: &[], friends: &[], key: None, app: true };

const ACCOUNTS: [Seed; 6] = [
    Seed {
        login: SUBJECT,
        name: "Maya Okafor",
        contacts: &[
            ("email", "maya.okafor@corp.example", Some(1_120)),
            ("phone", "+49 30 5550 0118", Some(412)),
            ("email", "maya@home.example", Some(88)),
        ],
        friends: &[("phone", "+49 30 5550 0244", Some(300))],
        key: Some((LOST, "Security key, blue")),
        ..PLAIN
    },
    Seed {
        login: "jonas.lind",
        name: "Jonas Lind",
        contacts: &[("email", "jonas.lind@corp.example", Some(3)), ("phone", "+46 8 555 0170", None)],
        key: Some((SPONSOR, "Security key, green")),
        ..PLAIN
    },
    Seed {
        login: "dom.admin",
        name: "Domain administrator, EU",
        privileged: true,
        contacts: &[("email", "dom.admin@corp.example", Some(600))],
        ..PLAIN
    },
    Seed {
        login: "agnes.holm",
        name: "Agnes Holm",
        contacts: &[("email", "agnes.holm@corp.example", Some(700)), ("phone", "+45 55 50 01 99", Some(700))],
        app: false,
        ..PLAIN
    },
    Seed {
        login: "lena.fischer",
        name: "Lena Fischer",
        contacts: &[("email", "lena.fischer@corp.example", Some(900)), ("phone", "+43 1 555 0142", Some(900))],
        ..PLAIN
    },
    Seed {
        login: MACHINE,
        name: "Code-signing service",
        sponsor: Some("jonas.lind"),
        contacts: &[("email", "signing-owners@corp.example", Some(500))],
        key: Some((MACHINE_LOST, "Key in the signing rack")),
        app: false,
        ..PLAIN
    },
];

fn plain(account: &AccountRow, id: &str, kind: &str, label: &str, added_at: i64) -> CredentialRow {
    CredentialRow {
        id: format!("{}-{id}", account.id),
        kind: kind.to_owned(),
        label: label.to_owned(),
        added_at,
        state: "active".to_owned(),
        webauthn_id: None,
        json: None,
    }
}

async fn set_pin(tray: &KeyTray, desk: &Desk, name: &str, pin: &str) -> Result<(), PracticeFault> {
    tray.insert(name)?;
    let done = desk.set_pin(&KeyId(format!("practice-{name}")), Pin::new(pin.to_owned())).await;
    tray.pull(name);
    match done {
        Ok(()) | Err(KeyFault::PinAlreadySet) => Ok(()),
        Err(fault) => Err(PracticeFault::Seed(fault.to_string())),
    }
}

async fn register(
    tray: &KeyTray,
    desk: &Desk,
    account: &AccountRow,
    name: &str,
    label: &str,
    now: Timestamp,
) -> Result<CredentialRow, PracticeFault> {
    let failed = |what: String| PracticeFault::Seed(what);
    let origin = url::Url::parse(ORIGIN).map_err(|e| failed(e.to_string()))?;
    let core = WebauthnCore::new_unsafe_experts_only(
        "Practice directory",
        RP_ID,
        vec![origin],
        Duration::from_secs(60),
        None,
        None,
    );
    let builder = core
        .new_challenge_register_builder(account.id.as_bytes(), &account.login, &account.name)
        .map_err(|e| failed(format!("{e:?}")))?
        .attestation(AttestationConveyancePreference::Direct)
        .user_verification_policy(UserVerificationPolicy::Required)
        .require_resident_key(true)
        .credential_algorithms(vec![COSEAlgorithm::ES256]);
    let (challenge, state) = core.generate_challenge_register(builder).map_err(|e| failed(format!("{e:?}")))?;
    tray.insert(name)?;
    tray.touch_always(name, true);
    let ask = MakeCredential {
        rp_id: RP_ID.to_owned(),
        rp_name: "Practice directory".to_owned(),
        origin: ORIGIN.to_owned(),
        challenge: challenge.public_key.challenge.to_vec(),
        user_id: account.id.as_bytes().to_vec(),
        user_name: account.login.clone(),
        user_display_name: account.name.clone(),
        algorithms: vec![-7],
        exclude: Vec::new(),
        wishes: Wishes::default(),
    };
    let key = KeyId(format!("practice-{name}"));
    let made = desk.make_credential(&key, ask, Pin::new(LOST_PIN.to_owned()).into(), Arc::new(|_| {})).await;
    tray.pull(name);
    let made = made.map_err(|e| failed(e.to_string()))?;
    let id = URL_SAFE_NO_PAD.encode(&made.id.0);
    let response = RegisterPublicKeyCredential {
        id: id.clone(),
        raw_id: made.id.0,
        response: AuthenticatorAttestationResponseRaw {
            attestation_object: made.attestation_object,
            client_data_json: made.client_data_json,
            transports: None,
        },
        type_: "public-key".to_owned(),
        extensions: Default::default(),
    };
    let credential = core.register_credential(&response, &state, None).map_err(|e| failed(format!("{e:?}")))?;
    Ok(CredentialRow {
        id: format!("{}-key", account.id),
        kind: "security_key".to_owned(),
        label: label.to_owned(),
        added_at: now.0 - Span::days(420).0,
        state: "active".to_owned(),
        webauthn_id: Some(id),
        json: Some(serde_json::to_string(&credential).map_err(|e| failed(e.to_string()))?),
    })
}
