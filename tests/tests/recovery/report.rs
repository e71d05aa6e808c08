//! The case report, on the command line: it proves itself, and no byte of it can be changed.

use crate::desk::{Desk, note, signer};
use postern_delivery::report::{Medium, Report};
use postern_domain::ids::CaseId;
use postern_domain::recovery::Case;
use postern_ledger::{KnownKey, PublicKey, open_text, origin, sign_text};
use postern_ports::Signer as _;
use postern_ports::case_proof::CaseProof;
use postern_store::{check_report, sign_report};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What must not be in a report.
const NOTE: &str = "she sounded tired and spoke of a trip";
const FILE: &str = "letter-of-maya.txt";

/// A whole recovery that was reviewed, with its history closed, and the command line over it.
struct Told {
    binary: OsString,
    desk: Desk,
    id: CaseId,
    case: Case,
}

/// What the command line said.
struct Said {
    code: Option<i32>,
    out: String,
    error: String,
}

impl Told {
    async fn new() -> Option<Self> {
        let Some(binary) = std::env::var_os("POSTERN_AUDIT_BIN") else {
            eprintln!("skipped: POSTERN_AUDIT_BIN is not set (`cargo xtask test` sets it)");
            return None;
        };
        let desk = Desk::open().await;
        let id = desk.approved_case().await;
        desk.act(id, note(NOTE)).await.unwrap();
        desk.attach(id, FILE, b"a letter to the desk").await;
        desk.revoke(id).await.unwrap();
        desk.accept_blank(id).await.unwrap();
        desk.provision(id).await.unwrap();
        desk.finish(id).await.unwrap();
        desk.review(id).await.unwrap();
        let case = desk.case(id).await;
        desk.store.close().await;
        Some(Self { binary, desk, id, case })
    }

    fn at(&self, name: &str) -> PathBuf {
        self.desk.folder.path().join(name)
    }

    fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Said {
        let mut command = Command::new(&self.binary);
        command.args(arguments).args(["--profile", "practice", "--secrets"]).arg(self.at("secrets"));
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Said { code: output.status.code(), out: text(output.stdout), error: text(output.stderr) }
    }

    /// Writes a report from the store: as `kind` says, `--html` or `--pdf`.
    fn write(&self, kind: &str, file: &Path, language: &str) -> Said {
        let (short, store) = (self.id.short(), self.at("history.sqlite"));
        let all: [&OsStr; 8] = [
            "report".as_ref(),
            short.as_ref(),
            "--store".as_ref(),
            store.as_ref(),
            kind.as_ref(),
            file.as_ref(),
            "--language".as_ref(),
            language.as_ref(),
        ];
        self.run(&all)
    }

    fn verify(&self, file: &Path, more: &[&OsStr]) -> Said {
        let mut all: Vec<&OsStr> = vec!["verify".as_ref(), "--report".as_ref(), file.as_ref()];
        all.extend(more);
        self.run(&all)
    }
}

/// Whether a file is a report that holds.
fn holds(file: &[u8]) -> bool {
    let read = Report::read(file);
    read.is_ok_and(|r| check_report(&r.proof, r.digest, r.signed.as_deref(), None).is_empty())
}

/// Where every byte is changed in turn: which of these still hold.
fn survivors(file: &[u8], places: &[usize]) -> Vec<usize> {
    let (left, right) = places.split_at(places.len() / 2);
    let look = |places: &[usize]| {
        let mut changed = file.to_vec();
        let mut holding = Vec::new();
        for (n, at) in places.iter().enumerate() {
            let bit = if n.is_multiple_of(2) { 0x01 } else { 0x20 };
            changed[*at] ^= bit;
            if holds(&changed) {
                holding.push(*at);
            }
            changed[*at] ^= bit;
        }
        holding
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| look(right));
        let mut all = look(left);
        all.extend(other.join().unwrap());
        all
    })
}

/// Where `part` stands in the file, each time.
fn places_of(file: &[u8], part: &[u8]) -> Vec<usize> {
    memchr::memmem::find_iter(file, part).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_proves_itself_and_fails_when_any_byte_is_changed() {
    let Some(told) = Told::new().await else { return };
    let file = told.at("report.html");
    let written = told.write("--html", &file, "en");
    assert_eq!(written.code, Some(0), "{}{}", written.out, written.error);
    assert!(written.out.contains("signed by this console"), "{}", written.out);
    assert_eq!(told.write("--html", &file, "en").code, Some(2), "it is there already");
    let checked = told.verify(&file, &[]);
    let last = format!("{} records, 0 faults", told.case.seq);
    assert_eq!((checked.code, checked.out.lines().last()), (Some(0), Some(last.as_str())), "{}", checked.out);

    // Against the store that it came from, and the key that it was signed with; another key's word is not taken.
    let (store, key) = (told.at("history.sqlite"), checked.out.lines().find_map(|l| l.strip_prefix("key ")).unwrap());
    assert_eq!(told.verify(&file, &[store.as_ref(), "--key".as_ref(), key.as_ref()]).code, Some(0));
    let stranger = told.verify(&file, &["--key".as_ref(), "stranger+00000000+AAAA".as_ref()]);
    assert!(stranger.code == Some(1) && stranger.out.contains("key that was named"), "{}", stranger.out);
    assert_eq!(told.verify(&told.at("nowhere.html"), &[]).code, Some(2));

    let bytes = std::fs::read(&file).unwrap();
    assert!(holds(&bytes));
    let mut places: Vec<usize> = (0..bytes.len()).step_by(97).collect();
    let sections = places_of(&bytes, b"<section id=");
    assert_eq!(sections.len(), 11, "facts, nine sections, and the proof");
    places.extend(sections.iter().flat_map(|at| [at + 14, at + 80, at + 200]));
    // The signature at the end of the proof, byte by byte.
    let end = places_of(&bytes, b"</script>")[0];
    places.extend(end - 260..end);
    assert_eq!(survivors(&bytes, &places), Vec::<usize>::new());
    // Nothing is added, and nothing is cut.
    assert!(!holds(&bytes[..bytes.len() - 1]) && !holds(&[&bytes[..], b" "].concat()));
}

/// The report with another heading, signed with a key of somebody's own: all else that it needs is in the true one.
fn forged(report: &Report, folder: &Path) -> Vec<u8> {
    let (own, name) = (signer(folder), origin(&report.proof.ledger));
    let key = PublicKey(own.key().0);
    let keys: Vec<KnownKey> = report.proof.keys.iter().filter_map(|key| KnownKey::parse(key)).collect();
    let text = open_text(&report.proof.checkpoint, &keys, &name).unwrap();
    let checkpoint = sign_text(&text, &name, key, &own.sign(text.as_bytes())).unwrap();
    let proof = CaseProof { checkpoint, keys: vec![KnownKey::log(&name, key).vkey()], ..report.proof.clone() };
    let mut model = report.model.clone();
    model.title.push_str(", in order");
    let forged = Report::new(model, proof).unwrap();
    let note = sign_report(&forged.proof, forged.digest, &*own).unwrap();
    forged.signed_with(note).file(Medium::Html).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_by_a_strangers_key_is_none_of_the_store() {
    let Some(told) = Told::new().await else { return };
    let (file, store) = (told.at("report.html"), told.at("history.sqlite"));
    assert_eq!(told.write("--html", &file, "en").code, Some(0));
    let report = Report::read(&std::fs::read(&file).unwrap()).unwrap();
    let stranger = tempfile::tempdir().unwrap();
    std::fs::write(&file, forged(&report, stranger.path())).unwrap();
    // By itself it holds: a report brings the key along that it is signed with.
    assert_eq!(told.verify(&file, &[]).code, Some(0));
    let checked = told.verify(&file, &[store.as_ref()]);
    assert!(checked.code == Some(1) && checked.out.contains("no console of the store"), "{}", checked.out);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paper_proves_itself_and_fails_when_any_byte_is_changed() {
    let Some(told) = Told::new().await else { return };
    let file = told.at("report.pdf");
    let written = told.write("--pdf", &file, "de");
    assert_eq!(written.code, Some(0), "{}{}", written.out, written.error);
    let (store, checked) = (told.at("history.sqlite"), told.verify(&file, &[]));
    let last = format!("{} records, 0 faults", told.case.seq);
    assert_eq!((checked.code, checked.out.lines().last()), (Some(0), Some(last.as_str())), "{}", checked.out);
    assert_eq!(told.verify(&file, &[store.as_ref()]).code, Some(0));

    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7") && holds(&bytes));
    let mut places: Vec<usize> = (0..bytes.len()).step_by(97).collect();
    // Behind the head of some objects of every kind: pages, fonts, tags, the attached proof.
    let objects = places_of(&bytes, b" 0 obj");
    assert!(objects.len() > 200, "{}", objects.len());
    places.extend(objects.iter().step_by(9).map(|at| at + 8).filter(|at| *at < bytes.len()));
    assert_eq!(survivors(&bytes, &places), Vec::<usize>::new());
    assert!(!holds(&bytes[..bytes.len() - 1]) && !holds(&[&bytes[..], b"\n"].concat()));

    // The same proof as the page's: page and paper say one thing.
    let page = told.at("report.html");
    assert_eq!(told.write("--html", &page, "de").code, Some(0));
    let read = Report::read(&std::fs::read(&page).unwrap());
    assert_eq!(Report::read(&bytes), read);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_tells_of_the_case_and_not_what_people_wrote() {
    let Some(told) = Told::new().await else { return };
    let (english, german) = (told.at("report.html"), told.at("bericht.html"));
    assert_eq!(told.write("--html", &english, "en").code, Some(0));
    assert_eq!(told.write("--html", &german, "de").code, Some(0));
    let other = told.write("--html", &told.at("rapport.html"), "fr");
    assert!(other.code == Some(2) && other.error.contains("en or de"), "{}", other.error);
    assert_eq!(told.verify(&german, &[]).code, Some(0));
    let (text, translated) = (std::fs::read_to_string(&english).unwrap(), std::fs::read_to_string(&german).unwrap());
    for shown in [told.id.short().as_str(), "maya.okafor", "REV-03", "SP 800-63B-4 §4.5", "PR.AA-01", "NHI1:2025"] {
        assert!(text.contains(shown) && translated.contains(shown), "{shown}");
    }
    let signed = &told.case.approvals[0];
    let statement = postern_domain::recovery::statement::Statement::challenge(&signed.statement);
    assert!(text.contains(&statement.hex()) && text.contains(&statement.phrase()));
    for record in ["[report", "[gate", "[rule", "[event", "[evidence", "[pathway", "[stage", "[contact", "⟨U+"] {
        assert!(!text.contains(record) && !translated.contains(record), "{record}: a sentence is missing");
    }
    assert!(translated.contains("<html lang=\"de\">") && translated.contains("Fallbericht"));
    let mut private: Vec<String> = told.case.addresses().into_iter().map(|contact| contact.address).collect();
    private.extend([NOTE, FILE, "Checked against the ticket."].map(str::to_owned));
    for secret in private {
        assert!(!text.contains(&secret) && !translated.contains(&secret), "{secret}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_is_made_of_an_export_and_of_no_damaged_one() {
    let Some(told) = Told::new().await else { return };
    let (store, folder, file) = (told.at("history.sqlite"), told.at("export"), told.at("report.html"));
    let short = told.id.short();
    let export: [&OsStr; 5] = ["export".as_ref(), store.as_ref(), short.as_ref(), "--to".as_ref(), folder.as_ref()];
    assert_eq!(told.run(&export).code, Some(0));
    let write = |case: &str, file: &Path| {
        let all: [&OsStr; 6] =
            ["report".as_ref(), case.as_ref(), "--export".as_ref(), folder.as_ref(), "--html".as_ref(), file.as_ref()];
        told.run(&all)
    };
    let other = write("C-000000", &file);
    assert!(other.code == Some(2) && other.error.contains("another case"), "{}", other.error);
    let made = write(&short, &file);
    assert_eq!(made.code, Some(0), "{}", made.error);
    let direct = told.at("direct.html");
    assert_eq!(told.write("--html", &direct, "en").code, Some(0));
    assert_eq!(std::fs::read(&file).unwrap(), std::fs::read(&direct).unwrap(), "the same records, the same report");
    assert_eq!(told.verify(&file, &[folder.as_ref()]).code, Some(0));

    // Where no key of the history is at hand nobody signs, and verification says so.
    let unsigned = told.at("unsigned.html");
    let all: [&OsStr; 6] =
        ["report".as_ref(), short.as_ref(), "--export".as_ref(), folder.as_ref(), "--html".as_ref(), unsigned.as_ref()];
    let output = Command::new(&told.binary).args(all).args(["--secrets", "nowhere"]).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("not signed"));
    let checked = told.verify(&unsigned, &[]);
    assert!(checked.code == Some(1) && checked.out.contains("no console signed it"), "{}", checked.out);

    let record = std::fs::read_dir(folder.join("records")).unwrap().next().unwrap().unwrap().path();
    let mut bytes = std::fs::read(&record).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&record, bytes).unwrap();
    let damaged = write(&short, &told.at("damaged.html"));
    assert!(damaged.code == Some(2) && damaged.error.contains("faults"), "{}", damaged.error);
}
