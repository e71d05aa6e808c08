//! The frozen format, byte by byte: `vectors/record-v1.json` never changes. A test that fails here is a broken format.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test may fail by panicking")]

use ed25519_dalek::{Signer as _, SigningKey};
use postern_ledger::{
    Checkpoint, Edge, Hash, Header, KnownKey, Nodes, PublicKey, Sign, Written, check_consistency, check_inclusion,
    consistency, cosign, decode, encode, inclusion, leaf, leaf_of, node, open, origin,
};
use serde_json::{Value, json};
use std::fmt::Write as _;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/record-v1.json");
const LEDGER: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

struct Key(SigningKey);

impl Sign for Key {
    fn public_key(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }
    fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

struct Leaves(Vec<Hash>);

impl Nodes for Leaves {
    fn node(&self, level: u8, n: u64) -> Option<Hash> {
        if level == 0 {
            return self.0.get(usize::try_from(n).ok()?).copied();
        }
        Some(node(&self.node(level - 1, 2 * n)?, &self.node(level - 1, 2 * n + 1)?))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

/// Ten records of the desk and of two cases, with payloads that a careless writer would get wrong.
fn records() -> Vec<(Header, Vec<u8>)> {
    let payloads = [
        r#"{"kind":"founded"}"#,
        "{}",
        r#"{"a":1,"b":[true,null,"x"]}"#,
        r#"{"largest":9007199254740991,"smallest":-9007199254740991}"#,
        "{\"text\":\"caf\u{e9} \u{20ac} \u{1f511} \u{2028}\"}",
        r#"{"text":"tab\tquote\"backslash\\control\u0001"}"#,
        r#"{"Z":1,"_":2,"a":3}"#,
        r#"{"empty":""}"#,
        r#"{"long":"................................................................................................"}"#,
        r#"{"kind":"case_completed"}"#,
    ];
    let mut heads = std::collections::BTreeMap::new();
    let mut all = Vec::new();
    for (position, payload) in (1u64..).zip(payloads) {
        let stream = match position % 3 {
            1 => [0; 16],
            2 => [0x11; 16],
            _ => [0x22; 16],
        };
        let (seq, previous) = heads.get(&stream).copied().unwrap_or((0u64, [0; 32]));
        let at = 1_700_000_000_000 + i64::try_from(position).unwrap() * 1_500;
        let header = Header { position, stream, seq: seq + 1, at, console: [0xc0; 16], previous };
        heads.insert(stream, (seq + 1, leaf(&header, payload.as_bytes())));
        all.push((header, payload.as_bytes().to_vec()));
    }
    all
}

fn vectors() -> Value {
    let all = records();
    let leaves = Leaves(all.iter().map(|(header, payload)| leaf(header, payload)).collect());
    let mut edge = Edge::default();
    let mut roots = vec![hex(&edge.root())];
    for leaf in &leaves.0 {
        edge.push(*leaf);
        roots.push(hex(&edge.root()));
    }
    let console = Key(SigningKey::from_bytes(&[7; 32]));
    let witness = Key(SigningKey::from_bytes(&[8; 32]));
    let checkpoint = Checkpoint { origin: origin(&LEDGER), size: 10, root: edge.root() };
    let note = checkpoint.sign(&console).unwrap();
    let hashes = inclusion(10, 5, &leaves).unwrap();
    json!({
        "records": all.iter().map(|(header, payload)| json!({
            "position": header.position, "stream": hex(&header.stream), "seq": header.seq, "at": header.at,
            "console": hex(&header.console), "previous": hex(&header.previous),
            "payload": String::from_utf8(payload.clone()).unwrap(),
            "bytes": hex(&encode(header, payload).unwrap()),
            "leaf": hex(&leaf(header, payload)),
        })).collect::<Vec<_>>(),
        "roots": roots,
        "console_seed": hex(&[7; 32]), "console_vkey": KnownKey::log(&origin(&LEDGER), console.public_key()).vkey(),
        "witness_seed": hex(&[8; 32]),
        "witness_vkey": KnownKey::witness("witness.example", witness.public_key()).vkey(),
        "checkpoint": note,
        "cosigned": cosign(&note, "witness.example", &witness, 1_700_000_060).unwrap(),
        "tlog_proof_of_record_6": Written { index: 5, hashes, checkpoint: note.clone() }.text(),
        "consistency_7_to_10": consistency(10, 7, &leaves).unwrap().iter().map(|h| hex(h)).collect::<Vec<_>>(),
    })
}

#[test]
fn the_format_is_the_one_that_was_frozen() {
    let made = serde_json::to_string_pretty(&vectors()).unwrap() + "\n";
    if std::env::var_os("POSTERN_FREEZE_VECTORS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors")).unwrap();
        std::fs::write(FILE, &made).unwrap();
    }
    assert_eq!(std::fs::read_to_string(FILE).unwrap(), made);
}

#[test]
fn the_vectors_are_read_as_a_stranger_would() {
    let read: Value = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let bytes = |value: &Value| -> Vec<u8> {
        let hex = text(value);
        (0..hex.len() / 2).map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).unwrap()).collect()
    };
    for record in read["records"].as_array().unwrap() {
        let whole = bytes(&record["bytes"]);
        let (header, payload) = decode(&whole).unwrap();
        assert_eq!(header.position, record["position"].as_u64().unwrap());
        assert_eq!(payload, text(&record["payload"]).as_bytes());
        assert_eq!(leaf_of(&whole).to_vec(), bytes(&record["leaf"]));
    }
    let root: Hash = bytes(&read["roots"][10]).try_into().unwrap();
    let known = [&read["console_vkey"], &read["witness_vkey"]].map(|key| KnownKey::parse(&text(key)).unwrap());
    let opened = open(&text(&read["cosigned"]), &known).unwrap();
    assert_eq!((opened.checkpoint.size, opened.checkpoint.root), (10, root));
    assert_eq!(opened.signers.iter().map(|s| s.at).collect::<Vec<_>>(), [None, Some(1_700_000_060)]);
    let proof = Written::parse(&text(&read["tlog_proof_of_record_6"])).unwrap();
    let sixth: Hash = bytes(&read["records"][5]["leaf"]).try_into().unwrap();
    check_inclusion(&proof.hashes, 10, &root, proof.index, &sixth).unwrap();
    let way: Vec<Hash> =
        read["consistency_7_to_10"].as_array().unwrap().iter().map(|h| bytes(h).try_into().unwrap()).collect();
    let seventh: Hash = bytes(&read["roots"][7]).try_into().unwrap();
    check_consistency(&way, 10, &root, 7, &seventh).unwrap();
}
