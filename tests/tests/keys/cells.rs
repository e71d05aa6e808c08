//! What each operation must do.

use crate::Outcome;
use crate::Outcome::{Blank, Passed};
use crate::outside::Lines;
use crate::rig::{Firmware, Made, ORIGIN, PIN, RP, Rig, ask, first, pin, quiet, sign};
use postern_domain::assertion::{Expected, verify};
use postern_domain::ids::KeyCredentialId;
use postern_ports::Authenticators as _;
use postern_ports::authenticator::{
    Again, Attestation, AttestationVerdict, KeyFault, KeySetting, KeyStep, MadeCredential, MakeCredential, Progress,
    Verification, Wishes,
};
use postern_ports::secrets::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

fn verified(made: &MadeCredential, assertion: &postern_domain::assertion::Assertion, challenge: &[u8]) {
    let public_key = made.public_key.as_ref().unwrap();
    let expected = Expected { challenge, origin: ORIGIN, rp_id: RP, credential: &made.id, public_key };
    verify(assertion, &expected).unwrap();
}

/// The secret of a credential for a salt, got with an assertion that verifies.
async fn secret(rig: &Rig, made: &MadeCredential, salt: u8) -> Result<[u8; 32], KeyFault> {
    let asked = sign(vec![made.id.clone()]);
    let (signed, secret) = rig.desk.assert_with_secret(&first(), asked, [salt; 32], pin(), quiet()).await?;
    verified(made, &signed, &[9; 32]);
    assert_ne!(signed.authenticator_data[32] & 0x80, 0, "what the extension answered is signed");
    // Compared with others.
    let secret = *secret.expose();
    let clear = signed.authenticator_data.windows(secret.len()).any(|part| part == secret);
    assert!(!clear, "it is sealed where it is kept");
    Ok(secret)
}

fn with_hmac_secret() -> Wishes {
    Wishes { hmac_secret: true, ..Wishes::default() }
}

/// Whoever asks knows that it is the same key.
fn same() -> Again<'static> {
    Box::new(|_| Box::pin(async { Ok(()) }))
}

pub async fn describe(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let told = rig.told().await;
    assert_eq!((told.fault, told.pin_set, told.pin_tries), (None, true, Some(8)));
    assert!(told.resident_keys && told.aaguid.is_some() && told.firmware.is_some());
    assert!(told.versions.contains(&"FIDO_2_1".to_owned()), "{:?}", told.versions);
    assert!(told.features.extensions.contains(&"credProtect".to_owned()), "{:?}", told.features);
    assert!(told.features.pin_protocols.contains(&2) && told.features.algorithms.contains(&-7), "{:?}", told.features);
    Passed
}

pub async fn identify(firmware: Firmware) -> Outcome {
    let rig = Rig::new(firmware);
    let asked = Arc::new(AtomicBool::new(false));
    let seen = asked.clone();
    let progress: Progress = Arc::new(move |step| seen.store(step == KeyStep::Touch, Ordering::Release));
    rig.touch_always(false);
    let (found, ()) = tokio::join!(rig.desk.identify(progress), async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(asked.load(Ordering::Acquire), "it asks for a touch");
        rig.touch_always(true);
    });
    assert_eq!(found, Ok(first()));
    Passed
}

pub async fn set_pin(firmware: Firmware) -> Outcome {
    let rig = Rig::new(firmware);
    assert!(!rig.told().await.pin_set);
    assert_eq!(rig.make(1, Wishes::default()).await.err(), Some(KeyFault::NoPin));
    rig.set_pin(PIN).await.unwrap();
    assert!(rig.told().await.pin_set);
    assert_eq!(rig.set_pin("739105").await, Err(KeyFault::PinAlreadySet));
    rig.make(1, Wishes::default()).await.unwrap();
    Passed
}

pub async fn weak_pins(firmware: Firmware) -> Outcome {
    let rig = Rig::new(firmware);
    for weak in ["123", "0000", "1234", "987654", "aaaaaa"] {
        assert_eq!(rig.set_pin(weak).await, Err(KeyFault::PinPolicy), "{weak}");
    }
    assert_eq!(rig.set_pin(&"7".repeat(64)).await, Err(KeyFault::PinPolicy));
    assert!(!rig.told().await.pin_set);
    Passed
}

pub async fn change_pin(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let (old, new) = (Pin::new(PIN.to_owned()), Pin::new("p\u{e4}ss-7391".to_owned()));
    let wrong = rig.desk.change_pin(&first(), Pin::new("000111".to_owned()), new.clone()).await;
    assert_eq!(wrong, Err(KeyFault::WrongPin { tries: Some(7) }));
    assert_eq!(rig.desk.change_pin(&first(), old.clone(), Pin::new("1111".to_owned())).await, Err(KeyFault::PinPolicy));
    assert_eq!(rig.told().await.pin_tries, Some(7), "a weak new PIN tries no old one");
    rig.desk.change_pin(&first(), old, new).await.unwrap();
    assert_eq!(rig.told().await.pin_tries, Some(8));
    // Typed decomposed, it is the same PIN.
    let decomposed = Verification::Pin(Pin::new("pa\u{308}ss-7391".to_owned()));
    rig.make_as(ask(1, Wishes::default()), decomposed).await.unwrap();
    Passed
}

pub async fn wrong_pin_to_lock_out(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let wrong = || Verification::Pin(Pin::new("000111".to_owned()));
    let mut left = 8;
    loop {
        let fault = rig.make_as(ask(1, Wishes::default()), wrong()).await.err().unwrap();
        left -= 1;
        match fault {
            KeyFault::WrongPin { tries } => assert_eq!(tries, Some(left)),
            KeyFault::Reinsert => {
                assert_eq!(
                    rig.make(1, Wishes::default()).await.err(),
                    Some(KeyFault::Reinsert),
                    "the right one neither"
                );
                rig.replug().await;
                assert_eq!(rig.told().await.pin_tries, Some(left), "it remembers");
            }
            KeyFault::Blocked => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(left, 0);
    rig.replug().await;
    assert_eq!(rig.told().await.pin_tries, Some(0));
    assert_eq!(rig.make(1, Wishes::default()).await.err(), Some(KeyFault::Blocked));
    Passed
}

pub async fn min_pin_length(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let setting = |length| KeySetting::MinPinLength { length, tell: vec![RP.to_owned()] };
    rig.desk.configure(&first(), setting(8), pin()).await.unwrap();
    let told = rig.told().await;
    assert_eq!((told.min_pin_length, told.force_pin_change), (8, true), "the PIN has six");
    assert_eq!(rig.make(1, Wishes::default()).await.err(), Some(KeyFault::PinChangeRequired));
    let (old, new) = (Pin::new(PIN.to_owned()), Pin::new("48291635".to_owned()));
    assert_eq!(
        rig.desk.change_pin(&first(), old.clone(), Pin::new("739105".to_owned())).await,
        Err(KeyFault::PinPolicy)
    );
    rig.desk.change_pin(&first(), old, new.clone()).await.unwrap();
    let wishes = Wishes { min_pin_length: true, ..Wishes::default() };
    let made = rig.make_as(ask(1, wishes), new.clone().into()).await.unwrap();
    assert_eq!(rig.desk.configure(&first(), setting(6), new.into()).await, Err(KeyFault::PinPolicy), "never shorter");
    match made.min_pin_length {
        Some(length) => assert_eq!(length, 8),
        None => assert!(!rig.told().await.features.extensions.contains(&"minPinLength".to_owned())),
    }
    Passed
}

pub async fn force_pin_change(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    rig.desk.configure(&first(), KeySetting::ForcePinChange, pin()).await.unwrap();
    assert!(rig.told().await.force_pin_change);
    assert_eq!(rig.make(1, Wishes::default()).await.err(), Some(KeyFault::PinChangeRequired));
    assert_eq!(rig.desk.credentials(&first(), pin()).await, Err(KeyFault::PinChangeRequired));
    rig.desk.change_pin(&first(), Pin::new(PIN.to_owned()), Pin::new("739105".to_owned())).await.unwrap();
    assert!(!rig.told().await.force_pin_change);
    Passed
}

pub async fn always_verify(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let had = rig.told().await.features.always_verify;
    let done = rig.desk.configure(&first(), KeySetting::ToggleAlwaysVerify, pin()).await;
    if had.is_none() {
        assert_eq!(done, Err(KeyFault::Unsupported("alwaysUv".to_owned())));
        return Blank("has no alwaysUv");
    }
    done.unwrap();
    assert_eq!(rig.told().await.features.always_verify, Some(true));
    rig.desk.configure(&first(), KeySetting::ToggleAlwaysVerify, pin()).await.unwrap();
    assert_eq!(rig.told().await.features.always_verify, Some(false));
    Passed
}

pub async fn enterprise_attestation(firmware: Firmware) -> Outcome {
    let made = Made { enterprise: Some(vec![RP.to_owned()]), ..Made::default() };
    let rig = Rig::made(firmware, made);
    rig.set_pin(PIN).await.unwrap();
    let wishes = Wishes { attestation: Attestation::Vendor, ..Wishes::default() };
    let not_yet = rig.make(1, wishes.clone()).await.err();
    assert_eq!(not_yet, Some(KeyFault::Unsupported("enterprise attestation".to_owned())));
    if rig.told().await.features.enterprise_attestation.is_none() {
        let refused = rig.desk.configure(&first(), KeySetting::EnterpriseAttestation, pin()).await;
        assert_eq!(refused, Err(KeyFault::Unsupported("enterprise attestation".to_owned())));
        return Blank("has no enterprise attestation");
    }
    rig.desk.configure(&first(), KeySetting::EnterpriseAttestation, pin()).await.unwrap();
    let made = rig.make(1, wishes).await.unwrap();
    assert!(
        made.enterprise && matches!(made.attestation, AttestationVerdict::Trusted { .. }),
        "{:?}",
        made.attestation
    );
    let direct = rig.make(2, Wishes::default()).await.unwrap();
    assert!(!direct.enterprise && direct.attested_as.is_none());
    let again = rig.make(3, Wishes { attestation: Attestation::Vendor, ..Wishes::default() }).await.unwrap();
    assert!(made.attested_as.is_some() && again.attested_as == made.attested_as, "one key, one certificate");
    Passed
}

pub async fn reset(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let made = rig.make(1, Wishes::default()).await.unwrap();
    // Asked for while others look at the key; one that takes it as its first command only is put back, and erased as it comes.
    let looks = async {
        loop {
            rig.desk.connected().await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let (tell, step) = tokio::sync::oneshot::channel();
    let tell = std::sync::Mutex::new(Some(tell));
    let progress: Progress = Arc::new(move |step| {
        if step == KeyStep::Insert
            && let Some(tell) = tell.lock().unwrap().take()
        {
            tell.send(()).unwrap();
        }
    });
    let erased = async {
        let id = first();
        let done = rig.desk.reset(&id, same(), progress);
        tokio::pin!(done);
        tokio::select! {
            done = &mut done => (done, false),
            _ = step => {
                rig.replug().await;
                (done.await, true)
            }
        }
    };
    let (done, put_back) = tokio::select! {
        () = looks => unreachable!("it looks for ever"),
        ended = erased => ended,
    };
    done.unwrap();
    assert!(put_back || firmware == Firmware::FidoAuthenticator);
    let told = rig.told().await;
    assert_eq!((told.fault, told.pin_set), (None, false));
    rig.set_pin(PIN).await.unwrap();
    let gone = rig.desk.assert(&first(), sign(vec![made.id]), pin(), quiet()).await;
    assert_eq!(gone, Err(KeyFault::NoCredential));
    Passed
}

pub async fn make_with_extensions(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let wishes = Wishes { protection: Some(3), hmac_secret: true, ..Wishes::default() };
    let made = rig.make(1, wishes).await.unwrap();
    assert_eq!((made.protection, made.hmac_secret), (Some(3), true));
    assert!(made.user_verified && !made.backup_eligible && made.algorithm == Some(-7));
    let listed = rig.desk.credentials(&first(), pin()).await.unwrap();
    assert_eq!(listed.all[0].protection, Some(3));
    // Not discoverable: usable, and not listed.
    let bare = rig.make(2, Wishes { discoverable: false, ..Wishes::default() }).await.unwrap();
    assert_eq!(rig.desk.credentials(&first(), pin()).await.unwrap().all.len(), 1);
    rig.desk.assert(&first(), sign(vec![bare.id]), pin(), quiet()).await.unwrap();
    Passed
}

pub async fn excluded(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let made = rig.make(1, Wishes { protection: Some(3), ..Wishes::default() }).await.unwrap();
    let mut again = ask(2, Wishes::default());
    again.exclude = vec![KeyCredentialId(vec![1; 64]), made.id];
    assert_eq!(rig.make_as(again, pin()).await.err(), Some(KeyFault::Excluded));
    assert_eq!(rig.desk.credentials(&first(), pin()).await.unwrap().all.len(), 1);
    Passed
}

pub async fn excluded_from_a_long_list(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let made = rig.make(1, Wishes { protection: Some(3), ..Wishes::default() }).await.unwrap();
    let mut again = ask(2, Wishes::default());
    again.exclude = (0..40u8).map(|n| KeyCredentialId(vec![n; 64])).collect();
    rig.make_as(again.clone(), pin()).await.expect("none of these is on it");
    again.exclude.push(made.id);
    assert_eq!(rig.make_as(again, pin()).await.err(), Some(KeyFault::Excluded));
    Passed
}

pub async fn direct_attestation(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let made = rig.make(1, Wishes::default()).await.unwrap();
    if firmware == Firmware::OpenSk {
        assert!(matches!(made.attestation, AttestationVerdict::Untrusted { .. }), "{:?}", made.attestation);
        return Blank("its test build attests with the credential's own key");
    }
    assert!(matches!(made.attestation, AttestationVerdict::Trusted { .. }), "{:?}", made.attestation);
    assert_eq!(Some(made.aaguid), rig.told().await.aaguid);
    Passed
}

pub async fn algorithms(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let offered = rig.told().await.features.algorithms;
    for (user, algorithm) in (1..).zip(&offered) {
        let mut wanted = ask(user, Wishes::default());
        wanted.algorithms = vec![*algorithm];
        assert_eq!(rig.make_as(wanted, pin()).await.unwrap().algorithm, Some(*algorithm));
    }
    let mut foreign = ask(99, Wishes::default());
    foreign.algorithms = vec![-65535];
    assert!(matches!(rig.make_as(foreign.clone(), pin()).await.err(), Some(KeyFault::Unsupported(_))));
    // The directory's order decides among what the key has.
    foreign.algorithms = vec![-65535, -7];
    assert_eq!(rig.make_as(foreign, pin()).await.unwrap().algorithm, Some(-7));
    Passed
}

pub async fn assertion(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let made = rig.make(1, Wishes { protection: Some(3), ..Wishes::default() }).await.unwrap();
    let signed = rig.desk.assert(&first(), sign(vec![made.id.clone()]), pin(), quiet()).await.unwrap();
    verified(&made, &signed, &[9; 32]);
    let other = sign(vec![KeyCredentialId(vec![1; 64])]);
    assert_eq!(rig.desk.assert(&first(), other, pin(), quiet()).await, Err(KeyFault::NoCredential));
    Passed
}

pub async fn every_assertion(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let made = [rig.make(1, Wishes::default()).await.unwrap(), rig.make(2, Wishes::default()).await.unwrap()];
    let all = rig.desk.assert_each(&first(), sign(Vec::new()), pin(), quiet()).await.unwrap();
    assert_eq!(all.len(), 2);
    for (signed, (made, user)) in all.iter().zip([(&made[1], 2u32), (&made[0], 1)]) {
        assert_eq!(signed.user_id.as_deref(), Some(&user.to_be_bytes()[..]), "newest first");
        assert_eq!(signed.user_name.as_deref(), Some(format!("user-{user}").as_str()));
        verified(made, &signed.assertion, &[9; 32]);
    }
    Passed
}

pub async fn hmac_secret_at_assertion(firmware: Firmware) -> Outcome {
    for first_protocol in [false, true] {
        let rig = Rig::made(firmware, Made { first_protocol, ..Made::default() });
        let protocols = rig.told().await.features.pin_protocols;
        assert_eq!(protocols.contains(&2), !first_protocol, "which of them it speaks");
        rig.set_pin(PIN).await.unwrap();
        let one = rig.make(1, with_hmac_secret()).await.unwrap();
        let bare = Wishes { discoverable: false, ..with_hmac_secret() };
        let others = [rig.make(2, with_hmac_secret()).await.unwrap(), rig.make(3, bare).await.unwrap()];
        assert!(one.hmac_secret && others.iter().all(|made| made.hmac_secret));
        let attests = firmware == Firmware::FidoAuthenticator;
        let trusted = matches!(one.attestation, AttestationVerdict::Trusted { .. });
        assert_eq!(trusted, attests, "asking for a secret costs no attestation: {:?}", one.attestation);
        let first_salt = secret(&rig, &one, 5).await.unwrap();
        assert_eq!(secret(&rig, &one, 5).await.unwrap(), first_salt);
        let mut all = vec![first_salt, secret(&rig, &one, 6).await.unwrap()];
        for made in &others {
            all.push(secret(&rig, made, 5).await.unwrap());
        }
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 4, "each salt and each credential has another");
        rig.replug().await;
        assert_eq!(secret(&rig, &one, 5).await.unwrap(), first_salt, "it outlasts the power");
    }
    Passed
}

pub async fn hmac_secret_refused(firmware: Firmware) -> Outcome {
    let refused = || Err(KeyFault::Unsupported("hmac-secret".to_owned()));
    let rig = Rig::made(firmware, Made { no_hmac_secret: true, ..Made::default() });
    rig.set_pin(PIN).await.unwrap();
    let made = rig.make(1, with_hmac_secret()).await.unwrap();
    assert!(!made.hmac_secret, "a credential is made all the same");
    rig.touch_always(false);
    assert_eq!(secret(&rig, &made, 5).await, refused(), "and nobody touched it");
    let rig = Rig::made(firmware, Made { no_answer: true, ..Made::default() });
    rig.set_pin(PIN).await.unwrap();
    let made = rig.make(1, Wishes::default()).await.unwrap();
    assert_eq!(secret(&rig, &made, 5).await, refused());
    // What neither firmware does by itself: it computes a secret for a credential that was made without one.
    let rig = Rig::with_pin(firmware).await;
    let made = rig.make(1, Wishes::default()).await.unwrap();
    assert!(!made.hmac_secret && secret(&rig, &made, 5).await.is_ok());
    let other = sign(vec![KeyCredentialId(vec![1; 64])]);
    let none = rig.desk.assert_with_secret(&first(), other, [5; 32], pin(), quiet()).await;
    assert_eq!(none.err(), Some(KeyFault::NoCredential));
    let wrong = Verification::Pin(Pin::new("000111".to_owned()));
    let none = rig.desk.assert_with_secret(&first(), sign(vec![made.id]), [5; 32], wrong, quiet()).await;
    assert_eq!(none.err(), Some(KeyFault::WrongPin { tries: Some(7) }));
    Passed
}

pub async fn list_credentials(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    assert_eq!(rig.desk.credentials(&first(), pin()).await.unwrap().all, Vec::new());
    let made = rig.make(1, Wishes::default()).await.unwrap();
    let mut elsewhere = ask(2, Wishes::default());
    elsewhere.rp_id = "another.example".to_owned();
    elsewhere.origin = "https://another.example".to_owned();
    rig.make_as(elsewhere, pin()).await.unwrap();
    rig.make(3, Wishes::default()).await.unwrap();
    let listed = rig.desk.credentials(&first(), pin()).await.unwrap();
    let mut names: Vec<_> = listed.all.iter().map(|c| (c.rp_id.as_str(), c.user_name.as_str())).collect();
    names.sort_unstable();
    assert_eq!(names, [("another.example", "user-2"), (RP, "user-1"), (RP, "user-3")]);
    assert!(listed.all.iter().any(|c| c.id == made.id && c.user_id == 1u32.to_be_bytes()));
    assert!(listed.room.is_some_and(|room| room > 0));
    Passed
}

pub async fn rename_credential(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    rig.make(1, Wishes::default()).await.unwrap();
    let mut credential = rig.desk.credentials(&first(), pin()).await.unwrap().all.remove(0);
    credential.user_name = "new-name".to_owned();
    credential.user_display_name = "New name".to_owned();
    rig.desk.rename_credential(&first(), &credential, pin()).await.unwrap();
    let listed = rig.desk.credentials(&first(), pin()).await.unwrap().all.remove(0);
    assert_eq!((listed.user_name.as_str(), listed.user_display_name.as_str()), ("new-name", "New name"));
    Passed
}

pub async fn delete_credential(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let (one, two) = (rig.make(1, Wishes::default()).await.unwrap(), rig.make(2, Wishes::default()).await.unwrap());
    rig.desk.delete_credential(&first(), &one.id, pin()).await.unwrap();
    let left = rig.desk.credentials(&first(), pin()).await.unwrap().all;
    assert_eq!(left.into_iter().map(|c| c.id).collect::<Vec<_>>(), [two.id]);
    assert_eq!(rig.desk.delete_credential(&first(), &one.id, pin()).await, Err(KeyFault::NoCredential));
    let gone = rig.desk.assert(&first(), sign(vec![one.id]), pin(), quiet()).await;
    assert_eq!(gone, Err(KeyFault::NoCredential));
    Passed
}

pub async fn holds(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let made = rig.make(1, Wishes { protection: Some(3), ..Wishes::default() }).await.unwrap();
    rig.touch_always(false);
    let asked = [KeyCredentialId(vec![1; 64]), made.id.clone(), KeyCredentialId(vec![2; 5000])];
    let held = rig.desk.holds(&first(), RP, &asked, pin()).await.unwrap();
    assert_eq!(held, [made.id], "and nobody touched it");
    assert_eq!(rig.desk.holds(&first(), RP, &[], pin()).await, Ok(Vec::new()));
    Passed
}

pub async fn pin_protocol_1(firmware: Firmware) -> Outcome {
    let rig = Rig::made(firmware, Made { first_protocol: true, ..Made::default() });
    assert_eq!(rig.told().await.features.pin_protocols, [1]);
    rig.set_pin(PIN).await.unwrap();
    let made = rig.make(1, Wishes::default()).await.unwrap();
    let signed = rig.desk.assert(&first(), sign(vec![made.id.clone()]), pin(), quiet()).await.unwrap();
    verified(&made, &signed, &[9; 32]);
    assert_eq!(rig.desk.credentials(&first(), pin()).await.unwrap().all.len(), 1);
    rig.desk.change_pin(&first(), Pin::new(PIN.to_owned()), Pin::new("739105".to_owned())).await.unwrap();
    Passed
}

pub async fn pin_protocol_2(firmware: Firmware) -> Outcome {
    let rig = Rig::new(firmware);
    assert!(rig.told().await.features.pin_protocols.contains(&2));
    rig.set_pin(PIN).await.unwrap();
    rig.make(1, Wishes::default()).await.unwrap();
    Passed
}

pub async fn built_in_verification(firmware: Firmware) -> Outcome {
    let rig = Rig::made(firmware, Made { finger: true, ..Made::default() });
    rig.set_pin(PIN).await.unwrap();
    if rig.told().await.features.built_in_verification != Some(true) {
        let refused = rig.make_as(ask(1, Wishes::default()), Verification::BuiltIn).await.err();
        assert_eq!(refused, Some(KeyFault::Unsupported("built-in user verification".to_owned())));
        return Blank("has no sensor that verifies");
    }
    assert!(rig.told().await.sensor_tries.is_some());
    let made = rig.make_as(ask(1, Wishes::default()), Verification::BuiltIn).await.unwrap();
    assert!(made.user_verified);
    let signed = rig.desk.assert(&first(), sign(vec![made.id.clone()]), Verification::BuiltIn, quiet()).await.unwrap();
    verified(&made, &signed, &[9; 32]);
    Passed
}

pub async fn no_space(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    for user in 0..500 {
        match rig.make(user, Wishes::default()).await {
            Ok(_) => {}
            Err(fault) => {
                assert_eq!(fault, KeyFault::Full);
                let listed = rig.desk.credentials(&first(), pin()).await.unwrap();
                assert_eq!(listed.all.len(), user as usize);
                // One may free less than one needs: the files of a key have blocks.
                for old in &listed.all[..listed.all.len() / 2] {
                    rig.desk.delete_credential(&first(), &old.id, pin()).await.unwrap();
                    match rig.make(user, Wishes::default()).await {
                        Err(KeyFault::Full) => {}
                        made => {
                            made.unwrap();
                            return Passed;
                        }
                    }
                }
                panic!("half of them were deleted, and there is no room");
            }
        }
    }
    panic!("500 credentials");
}

pub async fn cancelled_touch(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    rig.touch_always(false);
    let (made, ()) = tokio::join!(rig.make(1, Wishes::default()), async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        rig.desk.cancel(&first()).await;
    });
    assert_eq!(made.err(), Some(KeyFault::Cancelled));
    rig.touch_always(true);
    // It is free again, once it has given up.
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(rig.desk.credentials(&first(), pin()).await.unwrap().all, Vec::new());
    rig.desk.cancel(&first()).await;
    rig.make(1, Wishes::default()).await.expect("a cancel while nothing runs ends nothing later");
    Passed
}

pub async fn no_touch(firmware: Firmware) -> Outcome {
    if firmware == Firmware::OpenSk {
        return Blank("its test clock does not move, so it never gives up by itself");
    }
    let rig = Rig::with_pin(firmware).await;
    rig.touch_always(false);
    assert_eq!(rig.make(1, Wishes::default()).await.err(), Some(KeyFault::NoTouch));
    rig.touch_always(true);
    rig.make(1, Wishes::default()).await.unwrap();
    Passed
}

pub async fn pulled_while_it_waits(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    rig.touch_always(false);
    let (made, ()) = tokio::join!(rig.make(1, Wishes::default()), async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        rig.pull();
    });
    assert_eq!(made.err(), Some(KeyFault::Removed));
    assert_eq!(rig.desk.connected().await.len(), 0);
    rig.replug().await;
    assert_eq!(rig.desk.credentials(&first(), pin()).await.unwrap().all, Vec::new());
    Passed
}

/// Credentials of every algorithm and kind, and what they sign, judged by an implementation that was not written here.
pub async fn checked_by_fido2(firmware: Firmware) -> Outcome {
    let rig = Rig::with_pin(firmware).await;
    let attests = firmware == Firmware::FidoAuthenticator;
    let root = attests.then(|| rig.root());
    let mut lines = Lines::default();
    let offered = rig.told().await.features.algorithms;
    let wishes = [
        Wishes::default(),
        Wishes { protection: Some(3), hmac_secret: true, min_pin_length: true, ..Wishes::default() },
        Wishes { discoverable: false, ..Wishes::default() },
    ];
    let mut user = 0;
    for algorithm in offered {
        for wish in &wishes {
            user += 1;
            let asked = MakeCredential { algorithms: vec![algorithm], ..ask(user, wish.clone()) };
            let made = rig.make_as(asked.clone(), pin()).await.unwrap();
            assert_eq!(made.algorithm, Some(algorithm));
            lines.made(firmware, &asked, &made, root.as_deref());
            let signed = rig.desk.assert(&first(), sign(vec![made.id.clone()]), pin(), quiet()).await.unwrap();
            lines.signed(firmware, &made, &signed, &[9; 32]);
            if made.hmac_secret {
                let asked = sign(vec![made.id.clone()]);
                let both = rig.desk.assert_with_secret(&first(), asked, [5; 32], pin(), quiet()).await;
                let (signed, _) = both.unwrap();
                lines.signed(firmware, &made, &signed, &[9; 32]);
            }
        }
    }
    let Some((count, last, said)) = lines.judged() else {
        println!("no Python with fido2 here: POSTERN_OUTSIDE_PYTHON names none");
        return Blank("there is no fido2 on this machine");
    };
    assert!(count >= 6, "{count}");
    assert_eq!(last, format!("{count} results, 0 disagreements"), "{said}");
    Passed
}
