//! The accounts of the practice directory.

use super::database::{AccountRow, ContactRow, CredentialRow, Database};
use super::{ORIGIN, PracticeFault, RP_ID};
use crate::KeyTray;
use crate::people::{LOST, LOST_PIN, STAFF, STAFF_PIN};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use postern_authenticator::{Desk, TrustedRoots};
use postern_domain::time::{Span, Timestamp};
use postern_ports::authenticator::{KeyFault, KeyId, MakeCredential};
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
    set_pin(&tray, &desk, LOST, LOST_PIN).await?;
    let id = |n: u8| -> Result<String, PracticeFault> {
        let random = entropy.bytes32().map_err(|e| PracticeFault::Seed(e.to_string()))?;
        Ok(format!("acc-{n}-{}", random[..6].iter().map(|b| format!("{b:02x}")).collect::<String>()))
    };
    let days = |n: i64| Some(now.0 - Span::days(n).0);
    let accounts = [
        (
            1,
            "maya.okafor",
            "Maya Okafor",
            false,
            vec![
                ("email", "maya.okafor@corp.example", days(1_120)),
                ("phone", "+49 30 5550 0118", days(412)),
                ("email", "maya@home.example", days(88)),
            ],
        ),
        (
            2,
            "jonas.lind",
            "Jonas Lind",
            false,
            vec![("email", "jonas.lind@corp.example", days(3)), ("phone", "+46 8 555 0170", None)],
        ),
        (3, "dom.admin", "Domain administrator, EU", true, vec![("email", "dom.admin@corp.example", days(600))]),
        (
            4,
            "agnes.holm",
            "Agnes Holm",
            false,
            vec![("email", "agnes.holm@corp.example", days(700)), ("phone", "+45 55 50 01 99", days(700))],
        ),
    ];
    for (n, login, name, privileged, contacts) in accounts {
        let account =
            AccountRow { id: id(n)?, login: login.to_owned(), name: name.to_owned(), privileged, blocked: false };
        database.add_account(&account).await?;
        for (m, (channel, address, unchanged_since)) in contacts.into_iter().enumerate() {
            let row = ContactRow {
                id: format!("{}-c{m}", account.id),
                channel: channel.to_owned(),
                address: address.to_owned(),
                unchanged_since,
            };
            database.add_contact(&account.id, &row).await?;
        }
        if n == 1 {
            let key = register(&tray, &desk, &account, now).await?;
            database.add_credential(&account.id, &key).await?;
            database.open_session(&format!("{}-s1", account.id), &account.id, now.0).await?;
            database.open_session(&format!("{}-s2", account.id), &account.id, now.0).await?;
        }
        let codes = plain(&account, "codes", "recovery_codes", "Recovery codes, 8 left", now.0 - Span::days(300).0);
        database.add_credential(&account.id, &codes).await?;
        if n != 4 {
            let app = plain(&account, "otp", "one_time_code", "One-time code app", now.0 - Span::days(200).0);
            database.add_credential(&account.id, &app).await?;
        }
    }
    Ok(())
}

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
    tray.insert(LOST)?;
    tray.touch_always(LOST, true);
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
    };
    let key = KeyId(format!("practice-{LOST}"));
    let made = desk.make_credential(&key, ask, Pin::new(LOST_PIN.to_owned()), Arc::new(|_| {})).await;
    tray.pull(LOST);
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
        label: "Security key, blue".to_owned(),
        added_at: now.0 - Span::days(420).0,
        state: "active".to_owned(),
        webauthn_id: Some(id),
        json: Some(serde_json::to_string(&credential).map_err(|e| failed(e.to_string()))?),
    })
}
