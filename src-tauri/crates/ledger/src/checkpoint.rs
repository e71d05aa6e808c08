//! Signed statements of how long a history is and what its root is.
//!
//! Formats: C2SP signed-note 1.0.0, tlog-checkpoint 1.0.0, tlog-cosignature 1.0.1. Ed25519 now; a signature of another
//! kind (an ML-DSA-44 line, type 0x06) is kept as it is and told of as unknown, never refused and never counted.

use crate::record::Hash;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use signed_note::{Note, Signature, key_id};

/// Type byte of an Ed25519 note signature.
const NOTE_KEY: u8 = 0x01;
/// Type byte of a timestamped Ed25519 cosignature.
const COSIGNER_KEY: u8 = 0x04;

/// Type byte of keys whose kind is named after it.
const OTHER_KEY: u8 = 0xff;

/// An Ed25519 public key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// Lower-case hexadecimal, 64 digits.
    pub fn hex(&self) -> String {
        self.0.iter().map(|b| format!("{b:02x}")).collect()
    }

    /// Whether `signature` over `message` is this key's. Strict: no small-order keys, no malleable signatures.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let Ok(key) = ed25519_dalek::VerifyingKey::from_bytes(&self.0) else { return false };
        let Ok(signature) = ed25519_dalek::Signature::from_slice(signature) else { return false };
        key.verify_strict(message, &signature).is_ok()
    }
}

impl std::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.hex())
    }
}

/// What somebody signs with. The private half stays where it is.
pub trait Sign {
    /// The public half.
    fn public_key(&self) -> PublicKey;
    /// An Ed25519 signature over `message`.
    fn sign(&self, message: &[u8]) -> [u8; 64];
}

/// The name of a ledger's log, and of every key that signs for it.
pub fn origin(ledger: &impl std::fmt::Display) -> String {
    format!("{ledger}.postern.invalid/history")
}

/// How long a history is and what its root is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which history: see [`origin`].
    pub origin: String,
    /// Records.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
}

/// Why a text is not a checkpoint that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotACheckpoint {
    /// It is not a signed note.
    #[error("it is not a signed note: a text, an empty line, and lines of signatures")]
    Note,
    /// The text of the note is no checkpoint.
    #[error("the note does not hold a history's name, its size and its root")]
    Text,
    /// None of the signatures is by a key that was expected.
    #[error("none of its signatures is by a key of this history")]
    Unsigned,
    /// A key that was expected did not make the signature that bears its name.
    #[error("the signature in the name of {name} is not that key's")]
    Forged {
        /// The name on the line.
        name: String,
    },
}

/// A signature that verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The name on the line.
    pub name: String,
    /// The key.
    pub key: PublicKey,
    /// When a cosigner says it signed, in seconds since 1970; a log's own signature says no time.
    pub at: Option<u64>,
}

/// A key whose signatures are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownKey {
    /// The name that stands on its lines.
    pub name: String,
    /// The key.
    pub key: PublicKey,
    /// It signs as a witness, with the time.
    pub cosigner: bool,
}

/// A signed checkpoint, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What is stated.
    pub checkpoint: Checkpoint,
    /// Whose signatures verified.
    pub signers: Vec<Signer>,
    /// Names on lines of keys that are not known here, or of a kind that this version does not know.
    pub unknown: Vec<String>,
}

impl Checkpoint {
    /// The text that is signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, BASE64.encode(self.root))
    }

    /// The checkpoint that a note's text states; extension lines are allowed and not looked at.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let read = tlog_tiles::Checkpoint::from_bytes(text).ok()?;
        Some(Self { origin: read.origin().to_owned(), size: read.size(), root: read.hash().0 })
    }

    /// A signed note of this checkpoint, with `signature` by the log's key.
    pub fn signed(&self, key: PublicKey, signature: &[u8; 64]) -> Result<String, NotACheckpoint> {
        let line = note_line(&self.origin, NOTE_KEY, key, signature)?;
        let note = Note::new(self.text().as_bytes(), &[line]).map_err(|_| NotACheckpoint::Note)?;
        text_of(&note)
    }

    /// A signed note of this checkpoint by `signer`.
    pub fn sign(&self, signer: &dyn Sign) -> Result<String, NotACheckpoint> {
        self.signed(signer.public_key(), &signer.sign(self.text().as_bytes()))
    }
}

/// Any text as a signed note, with `signature` by the log's key under `name`. Its first line must not be a history's.
pub fn sign_text(text: &str, name: &str, key: PublicKey, signature: &[u8; 64]) -> Result<String, NotACheckpoint> {
    let line = note_line(name, NOTE_KEY, key, signature)?;
    let note = Note::new(text.as_bytes(), &[line]).map_err(|_| NotACheckpoint::Note)?;
    text_of(&note)
}

/// The text of a signed note, where one of `keys` signed it under `name`.
pub fn open_text(note: &str, keys: &[KnownKey], name: &str) -> Result<String, NotACheckpoint> {
    let read = Note::from_bytes(note.as_bytes()).map_err(|_| NotACheckpoint::Note)?;
    for line in lines(note).filter(|line| line.name() == name) {
        let known = keys.iter().find(|k| !k.cosigner && k.name == name && id_of(k) == line.id());
        if known.is_some_and(|known| known.key.verifies(read.text(), line.signature())) {
            return String::from_utf8(read.text().to_vec()).map_err(|_| NotACheckpoint::Note);
        }
    }
    Err(NotACheckpoint::Unsigned)
}

/// Adds a witness's signature to a checkpoint, at `time` (seconds since 1970), under the witness's own `name`. The
/// signatures that are there stay; an older one of the same key is replaced.
pub fn cosign(note: &str, name: &str, signer: &dyn Sign, time: u64) -> Result<String, NotACheckpoint> {
    let read = Note::from_bytes(note.as_bytes()).map_err(|_| NotACheckpoint::Note)?;
    Checkpoint::parse(read.text()).ok_or(NotACheckpoint::Text)?;
    let key = signer.public_key();
    let mut blob = time.to_be_bytes().to_vec();
    blob.extend_from_slice(&signer.sign(&cosigned(read.text(), time)));
    with_line(note, &note_line(name, COSIGNER_KEY, key, &blob)?)
}

/// The note with one more signature, in place of an older one of the same key.
fn with_line(note: &str, line: &Signature) -> Result<String, NotACheckpoint> {
    let body = text_of_checkpoint(note)?;
    let mut text = String::new();
    for kept in lines(note) {
        if kept.name() != line.name() || kept.id() != line.id() {
            text.push_str(&line_text(&kept)?);
        }
    }
    text.push_str(&line_text(line)?);
    Ok(format!("{body}\n{text}"))
}

/// Adds a signature of a kind that C2SP has no number for: type 0xff, then the kind's own name (signed-note §Signature
/// types), for `public_key`. The signatures that are there stay; an older one of the same key is replaced.
pub fn add_named(note: &str, kind: &str, name: &str, public_key: &[u8], blob: &[u8]) -> Result<String, NotACheckpoint> {
    let line = Signature::new(name.to_owned(), named_id(kind, name, public_key), blob.to_vec());
    let line = line.map_err(|_| NotACheckpoint::Note)?;
    with_line(note, &line)
}

/// The bytes of the signatures that bear `name` and belong to `public_key` as keys of that kind; whether they verify, the
/// caller knows to say.
pub fn named(note: &str, kind: &str, name: &str, public_key: &[u8]) -> Vec<Vec<u8>> {
    let id = named_id(kind, name, public_key);
    let of_key = lines(note).filter(|line| line.name() == name && line.id() == id);
    of_key.map(|line| line.signature().to_vec()).collect()
}

/// The text of a checkpoint, without its signatures.
pub fn text_of_checkpoint(note: &str) -> Result<String, NotACheckpoint> {
    let read = Note::from_bytes(note.as_bytes()).map_err(|_| NotACheckpoint::Note)?;
    Checkpoint::parse(read.text()).ok_or(NotACheckpoint::Text)?;
    String::from_utf8(read.text().to_vec()).map_err(|_| NotACheckpoint::Note)
}

/// Reads a signed checkpoint. At least one of `keys` must have signed as the log does, and none may be forged.
pub fn open(note: &str, keys: &[KnownKey]) -> Result<Opened, NotACheckpoint> {
    let opened = look_at(note, keys)?;
    if opened.signers.iter().all(|s| s.at.is_some()) {
        return Err(NotACheckpoint::Unsigned);
    }
    Ok(opened)
}

/// Reads a checkpoint for what it states; whose signatures verified is told, and nobody's is asked for.
pub fn look_at(note: &str, keys: &[KnownKey]) -> Result<Opened, NotACheckpoint> {
    let read = Note::from_bytes(note.as_bytes()).map_err(|_| NotACheckpoint::Note)?;
    let checkpoint = Checkpoint::parse(read.text()).ok_or(NotACheckpoint::Text)?;
    let mut opened = Opened { checkpoint, signers: Vec::new(), unknown: Vec::new() };
    for line in lines(note) {
        let known = keys.iter().find(|k| k.name == line.name() && id_of(k) == line.id());
        let Some(known) = known else {
            opened.unknown.push(line.name().to_owned());
            continue;
        };
        let at = verified(known, read.text(), line.signature());
        let at = at.ok_or_else(|| NotACheckpoint::Forged { name: known.name.clone() })?;
        opened.signers.push(Signer { name: known.name.clone(), key: known.key, at });
    }
    Ok(opened)
}

impl KnownKey {
    /// A log's key.
    pub fn log(name: &str, key: PublicKey) -> Self {
        Self { name: name.to_owned(), key, cosigner: false }
    }

    /// A witness's key.
    pub fn witness(name: &str, key: PublicKey) -> Self {
        Self { name: name.to_owned(), key, cosigner: true }
    }

    /// The key as other verifiers take it: `name+id+base64(type || key)`.
    pub fn vkey(&self) -> String {
        format!("{}+{:08x}+{}", self.name, id_of(self), BASE64.encode(typed(self.kind(), self.key)))
    }

    /// A key from the form that [`KnownKey::vkey`] writes.
    pub fn parse(vkey: &str) -> Option<Self> {
        let (name, rest) = vkey.trim().split_once('+')?;
        let (id, key) = rest.split_once('+')?;
        let bytes = BASE64.decode(key).ok()?;
        let (kind, key) = bytes.split_first()?;
        let cosigner = match *kind {
            NOTE_KEY => false,
            COSIGNER_KEY => true,
            _ => return None,
        };
        let known = Self { name: name.to_owned(), key: PublicKey(key.try_into().ok()?), cosigner };
        let fits = signed_note::is_key_name_valid(name) && u32::from_str_radix(id, 16).ok()? == id_of(&known);
        fits.then_some(known)
    }

    fn kind(&self) -> u8 {
        if self.cosigner { COSIGNER_KEY } else { NOTE_KEY }
    }
}

/// When the signature says it was made, for a cosigner; `Some(None)` for a log. `None` when it does not verify.
#[expect(clippy::option_option, reason = "not verified, verified without a time, verified with one")]
fn verified(known: &KnownKey, text: &[u8], blob: &[u8]) -> Option<Option<u64>> {
    if !known.cosigner {
        return known.key.verifies(text, blob).then_some(None);
    }
    let (time, signature) = blob.split_first_chunk::<8>()?;
    let time = u64::from_be_bytes(*time);
    known.key.verifies(&cosigned(text, time), signature).then_some(Some(time))
}

/// What a witness signs.
fn cosigned(text: &[u8], time: u64) -> Vec<u8> {
    let mut message = format!("cosignature/v1\ntime {time}\n").into_bytes();
    message.extend_from_slice(text);
    message
}

fn typed(kind: u8, key: PublicKey) -> Vec<u8> {
    [&[kind][..], &key.0].concat()
}

fn id_of(known: &KnownKey) -> u32 {
    key_id(&known.name, &typed(known.kind(), known.key))
}

fn named_id(kind: &str, name: &str, public_key: &[u8]) -> u32 {
    key_id(name, &[&[OTHER_KEY], kind.as_bytes(), public_key].concat())
}

fn note_line(name: &str, kind: u8, key: PublicKey, blob: &[u8]) -> Result<Signature, NotACheckpoint> {
    Signature::new(name.to_owned(), key_id(name, &typed(kind, key)), blob.to_vec()).map_err(|_| NotACheckpoint::Note)
}

/// The signature lines of a note that was read before.
fn lines(note: &str) -> impl Iterator<Item = Signature> {
    let block = note.rsplit_once("\n\n").map_or("", |(_, block)| block);
    block.lines().filter_map(|line| Signature::from_bytes(line.as_bytes()).ok())
}

fn line_text(line: &Signature) -> Result<String, NotACheckpoint> {
    String::from_utf8(line.to_bytes()).map_err(|_| NotACheckpoint::Note)
}

fn text_of(note: &Note) -> Result<String, NotACheckpoint> {
    String::from_utf8(note.to_bytes()).map_err(|_| NotACheckpoint::Note)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::Signer as _;

    struct Key(ed25519_dalek::SigningKey);

    impl Sign for Key {
        fn public_key(&self) -> PublicKey {
            PublicKey(self.0.verifying_key().to_bytes())
        }
        fn sign(&self, message: &[u8]) -> [u8; 64] {
            self.0.sign(message).to_bytes()
        }
    }

    fn key(n: u8) -> Key {
        Key(ed25519_dalek::SigningKey::from_bytes(&[n; 32]))
    }

    fn checkpoint() -> Checkpoint {
        Checkpoint { origin: origin(&"ledger"), size: 7, root: [3; 32] }
    }

    fn log(n: u8) -> KnownKey {
        KnownKey::log(&origin(&"ledger"), key(n).public_key())
    }

    #[test]
    fn a_signed_checkpoint_opens_with_its_key() {
        let note = checkpoint().sign(&key(1)).unwrap();
        let opened = open(&note, &[log(2), log(1)]).unwrap();
        assert_eq!(opened.checkpoint, checkpoint());
        assert_eq!(opened.signers, [Signer { name: origin(&"ledger"), key: key(1).public_key(), at: None }]);
    }

    #[test]
    fn another_implementation_opens_it_too() {
        let note = checkpoint().sign(&key(1)).unwrap();
        let verifier = signed_note::StandardVerifier::new(&log(1).vkey()).unwrap();
        let verifiers = signed_note::VerifierList::new(vec![Box::new(verifier)]);
        let (verified, _) = Note::from_bytes(note.as_bytes()).unwrap().verify(&verifiers).unwrap();
        assert_eq!(verified.len(), 1);
    }

    #[test]
    fn a_key_of_somebody_else_does_not_open_it() {
        let note = checkpoint().sign(&key(1)).unwrap();
        assert_eq!(open(&note, &[log(2)]), Err(NotACheckpoint::Unsigned));
        assert_eq!(look_at(&note, &[]).unwrap().unknown, [origin(&"ledger")]);
    }

    #[test]
    fn a_changed_number_is_a_forgery() {
        let note = checkpoint().sign(&key(1)).unwrap().replace("\n7\n", "\n8\n");
        assert_eq!(open(&note, &[log(1)]), Err(NotACheckpoint::Forged { name: origin(&"ledger") }));
    }

    #[test]
    fn a_witness_signs_beside_the_log_and_says_when() {
        let note = checkpoint().sign(&key(1)).unwrap();
        let witness = KnownKey::witness("desk-2.example", key(5).public_key());
        let once = cosign(&note, "desk-2.example", &key(5), 1_700_000_000).unwrap();
        let twice = cosign(&once, "desk-2.example", &key(5), 1_700_000_060).unwrap();
        let opened = open(&twice, &[log(1), witness.clone()]).unwrap();
        let at: Vec<_> = opened.signers.iter().map(|s| s.at).collect();
        assert_eq!(at, [None, Some(1_700_000_060)]);
        // A witness alone is not the log.
        assert_eq!(open(&twice, std::slice::from_ref(&witness)), Err(NotACheckpoint::Unsigned));
        // Its time is signed, too.
        let line = twice.lines().last().unwrap().to_owned();
        let (head, blob) = line.rsplit_once(' ').unwrap();
        let mut bytes = BASE64.decode(blob).unwrap();
        bytes[11] ^= 1;
        let forged = twice.replace(&line, &format!("{head} {}", BASE64.encode(bytes)));
        assert_eq!(look_at(&forged, &[witness]), Err(NotACheckpoint::Forged { name: "desk-2.example".to_owned() }));
    }

    #[test]
    fn a_line_of_an_unknown_kind_is_kept_and_not_counted() {
        let note = checkpoint().sign(&key(1)).unwrap();
        let other = Signature::new(origin(&"ledger"), 0x0606_0606, vec![6; 2420]).unwrap();
        let both = format!("{note}{}", String::from_utf8(other.to_bytes()).unwrap());
        let opened = open(&both, &[log(1)]).unwrap();
        assert_eq!(opened.unknown, [origin(&"ledger")]);
        let cosigned = cosign(&both, "w.example", &key(5), 5).unwrap();
        assert!(cosigned.contains(&String::from_utf8(other.to_bytes()).unwrap()));
    }

    #[test]
    fn a_signature_of_a_named_kind_is_found_by_its_key_alone() {
        let note = checkpoint().sign(&key(1)).unwrap();
        let once = add_named(&note, "kind-v1", "desk/staff", b"public", b"older").unwrap();
        let note = add_named(&once, "kind-v1", "desk/staff", b"public", b"signature").unwrap();
        assert_eq!(named(&note, "kind-v1", "desk/staff", b"public"), [b"signature".to_vec()]);
        for (kind, name, key) in [
            ("kind-v2", "desk/staff", &b"public"[..]),
            ("kind-v1", "desk/other", b"public"),
            ("kind-v1", "desk/staff", b"another"),
        ] {
            assert!(named(&note, kind, name, key).is_empty(), "{kind} {name}");
        }
        let opened = open(&note, &[log(1)]).unwrap();
        assert_eq!((opened.signers.len(), opened.unknown), (1, vec!["desk/staff".to_owned()]));
    }

    #[test]
    fn keys_are_written_and_read() {
        for known in [log(1), KnownKey::witness("w.example", key(2).public_key())] {
            assert_eq!(KnownKey::parse(&known.vkey()), Some(known));
        }
        for bad in ["", "a+b", "a+00000000+AQID", "name+zz+AAAA"] {
            assert_eq!(KnownKey::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_is_no_checkpoint_is_told_apart() {
        assert_eq!(look_at("", &[]), Err(NotACheckpoint::Note));
        assert_eq!(look_at("hello\n\n— a AAAAAAA=\n", &[]), Err(NotACheckpoint::Text));
    }
}
