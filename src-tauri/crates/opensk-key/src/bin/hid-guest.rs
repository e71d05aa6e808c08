//! Inside a virtual machine: OpenSK as a device of the kernel (uhid), and the console's own USB path over /dev/hidraw.
//!
//! Run as root by the machine's first process; `cargo xtask hid` builds the machine and reads what is printed.

#![allow(clippy::print_stdout, reason = "the machine's console is how it tells")]

use futures::future::BoxFuture;
use postern_authenticator::hid::{REPORT, Wire as _, seen};
use postern_authenticator::{Desk, TrustedRoots, UsbKeys};
use postern_domain::assertion::{Expected, verify};
use postern_opensk_key::{OpenSk, OpenSkSettings};
use postern_ports::Authenticators as _;
use postern_ports::authenticator::{
    Again, AskAssertion, KeyFault, KeyId, KeySetting, KeyStep, MadeCredential, MakeCredential, Progress, Verification,
    Wishes,
};
use postern_ports::secrets::Pin;
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const PIN: &str = "482916";
const RP: &str = "login.example.com";
const ORIGIN: &str = "https://login.example.com";

/// The report descriptor of a FIDO key (CTAP 2.1 §11.2.8.2).
const DESCRIPTOR: &[u8] = &[
    0x06, 0xd0, 0xf1, 0x09, 0x01, 0xa1, 0x01, 0x09, 0x20, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, 0x40, 0x81,
    0x02, 0x09, 0x21, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, 0x40, 0x91, 0x02, 0xc0,
];
/// A `struct uhid_event`: its type, and the largest of its bodies.
const EVENT: usize = 4380;
const DESTROY: u32 = 1;
const OUTPUT: u32 = 6;
const CREATE: u32 = 11;
const INPUT: u32 = 12;

/// A key that is plugged into the kernel, until it is pulled.
struct Plugged {
    key: Arc<OpenSk>,
    device: File,
    out: Arc<AtomicBool>,
}

impl Plugged {
    fn new(key: Arc<OpenSk>, serial: &str) -> std::io::Result<Self> {
        let mut device = OpenOptions::new().read(true).write(true).open("/dev/uhid")?;
        let mut event = vec![0u8; EVENT];
        event[..4].copy_from_slice(&CREATE.to_le_bytes());
        event[4..16].copy_from_slice(b"Virtual FIDO");
        // name 128, phys 64, uniq 64
        event[4 + 128 + 64..][..serial.len()].copy_from_slice(serial.as_bytes());
        let at = 4 + 128 + 64 + 64;
        event[at..at + 2].copy_from_slice(&(DESCRIPTOR.len() as u16).to_le_bytes());
        event[at + 2..at + 4].copy_from_slice(&3u16.to_le_bytes());
        event[at + 4..at + 8].copy_from_slice(&0x1209u32.to_le_bytes());
        event[at + 8..at + 12].copy_from_slice(&0xf1d0u32.to_le_bytes());
        event[at + 20..at + 20 + DESCRIPTOR.len()].copy_from_slice(DESCRIPTOR);
        device.write_all(&event)?;
        key.put_back();
        let out = Arc::new(AtomicBool::new(false));
        let (mut to_key, mut from_key) = (key.wire(), key.wire());
        let (mut reads, mut writes) = (device.try_clone()?, device.try_clone()?);
        let gone = out.clone();
        std::thread::spawn(move || {
            let mut event = vec![0u8; EVENT];
            while !gone.load(Ordering::Acquire) {
                let Ok(length) = reads.read(&mut event) else { return };
                if length < 4 + 4096 + 2 || event[..4] != OUTPUT.to_le_bytes() {
                    continue;
                }
                let size = usize::from(u16::from_le_bytes([event[4100], event[4101]]));
                let data = &event[4..4 + size.min(4096)];
                let data = if size == REPORT + 1 { &data[1..] } else { data };
                let mut report = [0u8; REPORT];
                let length = data.len().min(REPORT);
                report[..length].copy_from_slice(&data[..length]);
                if to_key.write(&report).is_err() {
                    return;
                }
            }
        });
        let gone = out.clone();
        std::thread::spawn(move || {
            while !gone.load(Ordering::Acquire) {
                let Ok(answer) = from_key.read(Duration::from_millis(50)) else { return };
                let Some(report) = answer else { continue };
                let mut event = vec![0u8; EVENT];
                event[..4].copy_from_slice(&INPUT.to_le_bytes());
                event[4..6].copy_from_slice(&(REPORT as u16).to_le_bytes());
                event[6..6 + REPORT].copy_from_slice(&report);
                if writes.write_all(&event).is_err() {
                    return;
                }
            }
        });
        Ok(Self { key, device, out })
    }

    fn pull(mut self) -> Arc<OpenSk> {
        self.out.store(true, Ordering::Release);
        self.key.pull();
        let mut event = vec![0u8; EVENT];
        event[..4].copy_from_slice(&DESTROY.to_le_bytes());
        if let Err(error) = self.device.write_all(&event) {
            println!("destroy: {error}");
        }
        self.key.clone()
    }
}

/// What every operation works with.
struct Guest {
    desk: Desk,
    plugged: Option<Plugged>,
    made: Option<MadeCredential>,
}

type Step = for<'a> fn(&'a mut Guest) -> BoxFuture<'a, Result<(), String>>;

const STEPS: &[(&str, Step)] = &[
    ("nothing is plugged in", |g| Box::pin(async move { is(g.desk.connected().await.len(), 0) })),
    ("hot-plug is seen", |g| Box::pin(plug(g))),
    ("the key is listed as doctor lists it", |_| {
        Box::pin(async {
            let all = seen()?;
            is(all.len(), 1)?;
            is((all[0].closed.clone(), all[0].serial.as_deref()), (None, Some("A1")))
        })
    }),
    ("get-info", |g| {
        Box::pin(async move {
            let told = told(g).await?;
            is((told.fault, told.pin_set, told.serial.as_deref()), (None, false, Some("A1")))
        })
    }),
    ("set PIN", |g| Box::pin(async move { shown(g.desk.set_pin(&key(g).await?, Pin::new(PIN.to_owned())).await) })),
    ("make a credential, with extensions", |g| {
        Box::pin(async move {
            let wishes = Wishes { protection: Some(3), hmac_secret: true, ..Wishes::default() };
            let made = shown(g.desk.make_credential(&key(g).await?, ask(wishes), pin(), quiet()).await)?;
            is((made.protection, made.hmac_secret), (Some(3), true))?;
            g.made = Some(made);
            Ok(())
        })
    }),
    ("assertion", |g| {
        Box::pin(async move {
            let made = g.made.as_ref().ok_or("none was made")?;
            let allow = vec![made.id.clone()];
            let asked = AskAssertion { rp_id: RP.into(), origin: ORIGIN.into(), challenge: vec![9; 32], allow };
            let signed = shown(g.desk.assert(&key(g).await?, asked, pin(), quiet()).await)?;
            let public_key = made.public_key.as_ref().ok_or("no public key")?;
            let expected =
                Expected { challenge: &[9; 32], origin: ORIGIN, rp_id: RP, credential: &made.id, public_key };
            verify(&signed, &expected).map(|_| ()).map_err(|e| format!("{e:?}"))
        })
    }),
    ("excluded", |g| {
        Box::pin(async move {
            let mut again = ask(Wishes::default());
            again.exclude = vec![g.made.as_ref().ok_or("none was made")?.id.clone()];
            let refused = g.desk.make_credential(&key(g).await?, again, pin(), quiet()).await.err();
            is(refused, Some(KeyFault::Excluded))
        })
    }),
    ("list credentials", |g| {
        Box::pin(async move { is(shown(g.desk.credentials(&key(g).await?, pin()).await)?.all.len(), 1) })
    }),
    ("wrong PIN", |g| {
        Box::pin(async move {
            let wrong = Verification::Pin(Pin::new("000111".to_owned()));
            let refused = g.desk.credentials(&key(g).await?, wrong).await;
            is(refused, Err(KeyFault::WrongPin { tries: Some(7) }))
        })
    }),
    ("minimum PIN length", |g| {
        Box::pin(async move {
            let setting = KeySetting::MinPinLength { length: 6, tell: Vec::new() };
            shown(g.desk.configure(&key(g).await?, setting, pin()).await)
        })
    }),
    ("keep-alives, then a touch", |g| {
        Box::pin(async move {
            touch_always(g, false);
            let asked = Arc::new(AtomicBool::new(false));
            let seen = asked.clone();
            let progress: Progress = Arc::new(move |step| seen.store(step == KeyStep::Touch, Ordering::Release));
            let id = key(g).await?;
            let held = g.plugged.as_ref().ok_or("none is plugged in")?.key.clone();
            let (made, ()) = tokio::join!(
                g.desk.make_credential(
                    &id,
                    MakeCredential { user_id: vec![8], ..ask(Wishes::default()) },
                    pin(),
                    progress
                ),
                async {
                    tokio::time::sleep(Duration::from_secs(5)).await;
                    held.touch();
                }
            );
            shown(made)?;
            is(asked.load(Ordering::Acquire), true)
        })
    }),
    ("a touch that is cancelled", |g| {
        Box::pin(async move {
            touch_always(g, false);
            let id = key(g).await?;
            let (made, ()) = tokio::join!(g.desk.make_credential(&id, ask(Wishes::default()), pin(), quiet()), async {
                tokio::time::sleep(Duration::from_secs(1)).await;
                g.desk.cancel(&id).await;
            });
            is(made.err(), Some(KeyFault::Cancelled))?;
            touch_always(g, true);
            is(shown(g.desk.credentials(&id, pin()).await)?.all.len(), 2)
        })
    }),
    ("pulled while it waits", |g| {
        Box::pin(async move {
            touch_always(g, false);
            let id = key(g).await?;
            let plugged = g.plugged.take().ok_or("none is plugged in")?;
            let desk = &g.desk;
            let (made, held) = tokio::join!(desk.make_credential(&id, ask(Wishes::default()), pin(), quiet()), async {
                tokio::time::sleep(Duration::from_secs(1)).await;
                plugged.pull()
            });
            is(made.err(), Some(KeyFault::Removed))?;
            gone(g).await?;
            g.plugged = Some(Plugged::new(held, "A1").map_err(|e| e.to_string())?);
            touch_always(g, true);
            come(g).await
        })
    }),
    ("reset after plugging in", |g| {
        Box::pin(async move {
            let id = key(g).await?;
            let (tell, told_to) = tokio::sync::oneshot::channel();
            let tell = std::sync::Mutex::new(Some(tell));
            let progress: Progress = Arc::new(move |step| {
                let tell = tell.lock().ok().and_then(|mut tell| tell.take().filter(|_| step == KeyStep::Insert));
                if let Some(tell) = tell {
                    let _ = tell.send(());
                }
            });
            let plugged = g.plugged.take().ok_or("none is plugged in")?;
            let (done, again) = tokio::join!(g.desk.reset(&id, never(), progress), async {
                told_to.await.map_err(|_| "it was not told to be put back".to_owned())?;
                let held = plugged.pull();
                tokio::time::sleep(Duration::from_secs(2)).await;
                let again = Plugged::new(held, "A1").map_err(|e| e.to_string())?;
                again.key.touch_always(true);
                Ok::<_, String>(again)
            });
            g.plugged = Some(again?);
            shown(done)?;
            is(told(g).await?.pin_set, false)
        })
    }),
    ("identify by touch", |g| {
        Box::pin(async move {
            let id = key(g).await?;
            is(g.desk.identify(quiet()).await, Ok(id))
        })
    }),
    ("pulled while it is idle", |g| {
        Box::pin(async move {
            g.plugged.take().ok_or("none is plugged in")?.pull();
            gone(g).await
        })
    }),
];

#[tokio::main]
async fn main() {
    let desk = Desk::new(vec![Arc::new(UsbKeys::watch())], TrustedRoots::default());
    let mut guest = Guest { desk, plugged: None, made: None };
    let mut failed = 0;
    for (name, step) in STEPS {
        match tokio::time::timeout(Duration::from_secs(120), step(&mut guest)).await {
            Ok(Ok(())) => println!("hid: passed {name}"),
            Ok(Err(why)) => {
                failed += 1;
                println!("hid: FAILED {name}: {why}");
            }
            Err(_) => {
                failed += 1;
                println!("hid: FAILED {name}: it hangs");
            }
        }
    }
    println!("hidraw: {} operations, {failed} failed", STEPS.len());
}

fn is<T: PartialEq + std::fmt::Debug>(found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{found:?} instead of {expected:?}")) }
}

fn shown<T>(result: Result<T, KeyFault>) -> Result<T, String> {
    result.map_err(|fault| fault.to_string())
}

async fn plug(guest: &mut Guest) -> Result<(), String> {
    let key = Arc::new(OpenSk::power(OpenSkSettings::default()).map_err(|e| e.to_string())?);
    key.touch_always(true);
    guest.plugged = Some(Plugged::new(key, "A1").map_err(|e| e.to_string())?);
    come(guest).await
}

fn touch_always(guest: &Guest, always: bool) {
    if let Some(plugged) = &guest.plugged {
        plugged.key.touch_always(always);
    }
}

async fn count(guest: &Guest, wanted: usize) -> Result<(), String> {
    for _ in 0..200 {
        if guest.desk.connected().await.len() == wanted {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(format!("there are not {wanted} keys"))
}

async fn come(guest: &Guest) -> Result<(), String> {
    count(guest, 1).await
}

async fn gone(guest: &Guest) -> Result<(), String> {
    count(guest, 0).await
}

async fn told(guest: &Guest) -> Result<postern_ports::authenticator::KeyDescription, String> {
    guest.desk.connected().await.into_iter().next().ok_or_else(|| "no key".to_owned())
}

async fn key(guest: &Guest) -> Result<KeyId, String> {
    Ok(told(guest).await?.id)
}

/// Its serial number shows that it is the same key: nobody is asked.
fn never() -> Again<'static> {
    Box::new(|_| Box::pin(async { Err(KeyFault::Removed) }))
}

fn quiet() -> Progress {
    Arc::new(|_| {})
}

fn pin() -> Verification {
    Verification::Pin(Pin::new(PIN.to_owned()))
}

fn ask(wishes: Wishes) -> MakeCredential {
    MakeCredential {
        rp_id: RP.to_owned(),
        rp_name: "Example".to_owned(),
        origin: ORIGIN.to_owned(),
        challenge: vec![7; 32],
        user_id: vec![1],
        user_name: "user".to_owned(),
        user_display_name: "User".to_owned(),
        algorithms: vec![-7],
        exclude: Vec::new(),
        wishes,
    }
}
