use super::*;
use postern_os::FolderSecrets;
use postern_ports::Models as _;
use postern_practice::{PRACTICE_ROOT_NAME, PracticeModel, STAFF_MODEL, metadata};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// 2026-11-20T12:00:00Z.
const NOW: Timestamp = Timestamp(1_795_176_000_000);
const FAR: &str = "2999-12-31";

struct Place {
    folder: tempfile::TempDir,
    sources: Sources,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sources = Sources {
            kept: folder.path().join("metadata.jwt"),
            configured: Some(folder.path().join("configured.jwt")),
            trust: Vec::new(),
            secrets: Arc::new(FolderSecrets::new(folder.path().join("secrets"))),
            number: "metadata-no/desk".to_owned(),
        };
        Self { folder, sources }
    }

    /// A file of a service that is trusted here.
    fn signed(&mut self, no: u64, next_update: &str) -> Vec<u8> {
        self.signed_of(b"a root", no, next_update, NOW)
    }

    fn signed_of(&mut self, root: &[u8], no: u64, next_update: &str, now: Timestamp) -> Vec<u8> {
        let root = root.to_vec();
        let statuses = vec![("FIDO_CERTIFIED_L1", "2024-01-01")];
        let model = PracticeModel { aaguid: STAFF_MODEL, name: "A key", root, statuses };
        let made = metadata(&[model], no, next_update, now).unwrap();
        self.sources.trust.push(made.root);
        made.jws
    }

    fn write(&self, name: &str, content: &[u8]) {
        std::fs::write(self.folder.path().join(name), content).unwrap();
    }

    fn read(&self) -> KnownModels {
        KnownModels::read(&self.sources, false, NOW)
    }

    fn kept(&self) -> Vec<u8> {
        std::fs::read(self.folder.path().join("metadata.jwt")).unwrap()
    }
}

/// Only the kept file.
fn place() -> Place {
    let mut place = Place::new();
    place.sources.configured = None;
    place
}

/// The number of the metadata that are used.
fn no(known: &KnownModels) -> Option<u64> {
    known.book.report(&STAFF_MODEL.to_string(), NOW).map(|report| report.metadata)
}

fn ids(known: &KnownModels) -> Vec<String> {
    known.notes(NOW).into_iter().map(|note| note.id).collect()
}

/// What the only note says.
fn said(known: &KnownModels, arg: &str) -> String {
    let notes = known.notes(NOW);
    assert_eq!(notes.len(), 1, "{notes:?}");
    notes[0].args[arg].clone()
}

#[test]
fn the_newest_file_is_used() {
    for (kept, configured) in [(7, 9), (9, 7), (9, 9)] {
        let mut place = Place::new();
        let files = [place.signed(kept, FAR), place.signed(configured, FAR)];
        place.write("metadata.jwt", &files[0]);
        place.write("configured.jwt", &files[1]);
        // Twice: the older file beside the newest one is no rollback.
        for _ in 0..2 {
            let known = place.read();
            assert_eq!((no(&known), known.notes(NOW)), (Some(9), vec![]));
        }
        assert_eq!(place.sources.seen(), Ok(9));
    }
}

#[test]
fn an_older_file_in_its_place_is_noticed_and_not_used() {
    let mut place = place();
    let (newer, older) = (place.signed(9, FAR), place.signed(7, FAR));
    place.write("metadata.jwt", &newer);
    assert_eq!(no(&place.read()), Some(9));
    place.write("metadata.jwt", &older);
    let known = place.read();
    assert_eq!((no(&known), ids(&known)), (None, vec!["note-metadata-rolled-back".to_owned()]));
    assert_eq!((said(&known, "no"), said(&known, "seen")), ("7".to_owned(), "9".to_owned()));
    std::fs::remove_file(&place.sources.kept).unwrap();
    let known = place.read();
    assert_eq!((no(&known), ids(&known)), (None, vec!["note-metadata-bad".to_owned()]));
    assert!(said(&known, "why").contains("number 9"));
    place.write("metadata.jwt", &newer);
    assert_eq!(no(&place.read()), Some(9));
}

#[test]
fn a_bad_file_is_passed_over_and_told() {
    let mut place = Place::new();
    let good = place.signed(7, FAR);
    place.write("configured.jwt", &good);
    let stranger = metadata(&[], 99, FAR, NOW).unwrap().jws;
    for bad in [&b"<html>"[..], &stranger, &good[1..], b""] {
        place.write("metadata.jwt", bad);
        let known = place.read();
        assert_eq!((no(&known), ids(&known)), (Some(7), vec!["note-metadata-bad".to_owned()]));
        assert!(said(&known, "from").ends_with("metadata.jwt"));
    }
    assert_eq!(place.sources.seen(), Ok(7), "the number of a file that is not believed counts for nothing");
    place.write("metadata.jwt", &good);
    std::fs::remove_file(place.folder.path().join("configured.jwt")).unwrap();
    let known = place.read();
    assert_eq!((no(&known), ids(&known)), (Some(7), vec!["note-metadata-bad".to_owned()]));
    assert!(said(&known, "from").ends_with("configured.jwt"), "what the settings name must be there");
}

#[test]
fn a_file_that_is_out_of_date_is_used_and_told() {
    let mut place = place();
    let file = place.signed(7, "2026-11-18");
    place.write("metadata.jwt", &file);
    let known = place.read();
    assert_eq!((no(&known), ids(&known)), (Some(7), vec!["note-metadata-stale".to_owned()]));
    assert_eq!(said(&known, "day"), "2026-11-19");
    // One that goes out of date while the console is open is told too.
    let file = place.signed(8, "2026-11-20");
    place.write("metadata.jwt", &file);
    let known = place.read();
    assert_eq!(known.notes(NOW), []);
    assert_eq!(known.notes(Timestamp(NOW.0 + 86_400_000))[0].id, "note-metadata-stale");
}

#[test]
fn without_files_nothing_is_known_and_nothing_fails() {
    let mut place = place();
    assert_eq!(ids(&place.read()), ["note-no-metadata"]);
    assert_eq!(ids(&KnownModels::read(&place.sources, true, NOW)), ["note-no-metadata", "note-no-roots"]);
    let file = place.signed(1, FAR);
    place.write("metadata.jwt", &file);
    assert_eq!(KnownModels::read(&place.sources, true, NOW).notes(NOW), [], "the metadata have roots");
}

#[test]
fn metadata_that_attest_practice_keys_are_refused() {
    let mut place = place();
    let file = place.signed_of(format!("0..{PRACTICE_ROOT_NAME}..").as_bytes(), 7, FAR, NOW);
    place.write("metadata.jwt", &file);
    let known = place.read();
    assert_eq!((no(&known), ids(&known)), (None, vec!["note-metadata-bad".to_owned()]));
    assert!(!KnownModels::default().take(&place.sources, &file, NOW));
}

#[test]
fn the_practice_service_is_not_trusted_in_a_real_profile() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::of("desk", Some(home.path())).unwrap();
    let secrets = Arc::new(FolderSecrets::new(paths.secrets()));
    let of = || Sources::of(&MetadataSettings::default(), &paths, secrets.clone(), "desk");
    assert_eq!(of().map(|s| s.trust.len()).unwrap(), 2, "those of the service itself");
    std::fs::create_dir_all(paths.metadata_roots()).unwrap();
    std::fs::write(paths.metadata_roots().join("root.der"), metadata(&[], 1, FAR, NOW).unwrap().root).unwrap();
    assert_eq!(of().map(|_| ()).unwrap_err().code, "CFG-practice_root");
}

#[test]
fn a_configured_file_is_looked_for_beside_the_settings() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::of("desk", Some(home.path())).unwrap();
    let of = |file: &str| {
        let settings = MetadataSettings { file: Some(PathBuf::from(file)), url: None };
        let secrets = Arc::new(FolderSecrets::new(paths.secrets()));
        Sources::of(&settings, &paths, secrets, "desk").unwrap().configured.unwrap()
    };
    assert_eq!(of("blob.jwt"), paths.settings().with_file_name("blob.jwt"));
    let whole = home.path().join("blob.jwt");
    assert_eq!(of(&whole.display().to_string()), whole);
}

#[test]
fn what_is_fetched_is_checked_kept_and_used() {
    let mut place = place();
    let files = [7, 9, 8].map(|no| place.signed(no, FAR));
    place.write("metadata.jwt", b"spoilt");
    let known = place.read();
    assert_eq!(ids(&known), ["note-metadata-bad"]);
    assert!(known.take(&place.sources, &files[0], NOW));
    assert_eq!((no(&known), known.notes(NOW), place.kept()), (Some(7), vec![], files[0].clone()));
    assert!(known.take(&place.sources, &files[1], NOW) && known.take(&place.sources, &files[1], NOW));
    for (bad, note) in [(&files[2][..], "note-metadata-rolled-back"), (b"<html>", "note-metadata-bad")] {
        assert!(!known.take(&place.sources, bad, NOW));
        assert_eq!((no(&known), ids(&known), place.kept()), (Some(9), vec![note.to_owned()], files[1].clone()));
    }
    assert!(known.take(&place.sources, &files[1], NOW));
    assert_eq!((known.notes(NOW), place.sources.seen()), (vec![], Ok(9)));
    assert_eq!(no(&place.read()), Some(9));
}

#[test]
fn metadata_that_cannot_be_kept_are_used_all_the_same() {
    let mut place = place();
    let file = place.signed(7, FAR);
    place.sources.kept = place.folder.path().join("nowhere/metadata.jwt");
    let known = place.read();
    assert!(known.take(&place.sources, &file, NOW));
    assert_eq!((no(&known), place.sources.seen()), (Some(7), Ok(0)), "what is not kept cannot be rolled back");
}

#[test]
fn a_number_that_no_record_can_hold_is_refused() {
    let mut place = place();
    let files = [GREATEST + 1, GREATEST].map(|no| place.signed(no, FAR));
    let known = KnownModels::default();
    assert!(!known.take(&place.sources, &files[0], NOW) && known.take(&place.sources, &files[1], NOW));
}

#[test]
fn without_the_number_nothing_is_believed() {
    let mut place = place();
    let file = place.signed(7, FAR);
    place.write("metadata.jwt", &file);
    place.sources.secrets.write(&place.sources.number, &SecretString::from("seven".to_owned())).unwrap();
    let known = place.read();
    assert_eq!((no(&known), ids(&known)), (None, vec!["note-metadata-bad".to_owned()]));
    assert_eq!(said(&known, "from"), "metadata-no/desk");
}

#[tokio::test]
async fn an_address_is_asked_and_what_it_sends_is_used() {
    let mut place = place();
    let file = place.signed_of(b"a root", 7, FAR, SystemClock.now());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let sent = [&b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"[..], &file].concat();
    let serving = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            request.push(stream.read_u8().await.unwrap());
        }
        stream.write_all(&sent).await.unwrap();
    });
    let Place { folder, sources } = place;
    let (known, sources) = (Arc::new(KnownModels::default()), Arc::new(sources));
    assert!(fetch(known.clone(), sources.clone(), &url).await);
    serving.await.unwrap();
    assert_eq!((no(&known), sources.seen()), (Some(7), Ok(7)));
    // Nobody answers any more: what is here stays, and nothing is said.
    assert!(!fetch(known.clone(), sources.clone(), &url).await);
    assert_eq!((no(&known), known.notes(NOW)), (Some(7), vec![]));
    // An address that may not be used is told.
    assert!(!fetch(known.clone(), sources, "http://mds3.fidoalliance.org/").await);
    assert_eq!((said(&known, "from").as_str(), no(&known)), (ADDRESS, Some(7)));
    drop(folder);
}

#[test]
fn every_note_has_its_words() {
    let words = postern_delivery::Words::english();
    for id in ["note-no-metadata", "note-metadata-stale", "note-metadata-bad", "note-metadata-rolled-back"] {
        assert_ne!(words.say(id, &[]), format!("[{id}]"));
    }
}
