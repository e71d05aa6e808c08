//! Lists of cases: filters, pages, counts, and that they say what the records say.

use crate::common::{CONSOLE, case, founded, note, opened, signer};
use postern_domain::ids::{CaseId, CredentialId, DirectoryId, EffectId, PersonId};
use postern_domain::recovery::account::Machine;
use postern_domain::recovery::{
    Action, CaseEvent, Disposition, Lifecycle, MachineIdentity, Observation, Stage, Tier, TriedLine,
};
use postern_domain::time::Timestamp;
use postern_ports::case_list::{CaseQuery, Which};
use postern_ports::event_store::{Ask, EventStore, Happening, StoreFault, Stream, Verification};
use postern_store::{SqliteStore, StoreKey};
use std::path::Path;
use uuid::Uuid;

/// Payloads of every kind.
const PAYLOADS: &str = include_str!("../../../domain/tests/scenarios/payloads-v1.jsonl");

const ANNA: PersonId = PersonId(Uuid::from_u128(3));
const OLGA: PersonId = PersonId(Uuid::from_u128(4));

fn payload(kind: &str) -> CaseEvent {
    let line = PAYLOADS.lines().find(|line| line.contains(&format!("\"kind\":\"{kind}\""))).unwrap();
    serde_json::from_str(line).unwrap()
}

fn opened_as(login: &str, directory: &str, tier: Tier, at: i64) -> Happening {
    let Happening::Case(CaseEvent::CaseOpened(mut opened)) = opened(login) else { panic!("an opening") };
    opened.account.directory = DirectoryId::new(directory).unwrap();
    (opened.tier, opened.at) = (tier, Timestamp(at));
    if tier == Tier::Machine {
        opened.account.machine = Some(Machine { sponsor: None, sponsor_login: "sponsor".to_owned() });
    }
    Happening::Case(CaseEvent::CaseOpened(opened))
}

fn sought() -> Happening {
    Happening::Case(CaseEvent::ApprovalSought { by: ANNA, at: Timestamp(7) })
}

fn refused(code: &str) -> Happening {
    let (attempt, codes) = ("complete".to_owned(), vec![code.to_owned()]);
    Happening::Case(CaseEvent::AttemptRefused { by: ANNA, attempt, codes, at: Timestamp(8) })
}

fn cancelled() -> Happening {
    Happening::Case(CaseEvent::CaseCancelled { by: ANNA, note: String::new(), rules: Vec::new(), at: Timestamp(90) })
}

fn taken_over() -> Happening {
    Happening::Case(CaseEvent::CaseTakenOver { by: OLGA, console: CONSOLE, at: Timestamp(9) })
}

async fn open(path: &Path) -> SqliteStore {
    SqliteStore::open(path, &StoreKey::Plain, signer(1)).await.unwrap()
}

async fn add(store: &SqliteStore, n: u128, happenings: Vec<Happening>) {
    let stream = Stream::Case(case(n));
    let seq = store.read(stream).await.unwrap().len() as u64;
    store.append(stream, seq, Timestamp(2), CONSOLE, happenings).await.unwrap();
}

/// Four cases that differ in everything that is asked for, and some that are alike.
async fn filled(path: &Path) -> SqliteStore {
    let store = open(path).await;
    store.append(Stream::Desk, 0, Timestamp(1), CONSOLE, vec![founded()]).await.unwrap();
    add(&store, 10, vec![opened_as("maya", "corp", Tier::Standard, 10), refused("CAS-01"), cancelled()]).await;
    add(&store, 11, vec![opened_as("jonas", "corp", Tier::Privileged, 20), sought(), refused("APR-01")]).await;
    let made = Happening::Case(payload("credential_made"));
    add(&store, 12, vec![opened_as("maya", "plant", Tier::Standard, 30), note("a"), made]).await;
    let reviewed = Happening::Case(payload("case_reviewed"));
    add(&store, 13, vec![opened_as("amina", "plant", Tier::Machine, 40), taken_over(), cancelled(), reviewed]).await;
    store
}

async fn found(store: &SqliteStore, query: &CaseQuery) -> Vec<CaseId> {
    let all = store.list_cases(query, None, 100).await.unwrap();
    assert_eq!(store.count_cases(query, 100).await.unwrap() as usize, all.len(), "{query:?}");
    all.into_iter().map(|one| one.line.case).collect()
}

async fn verified(store: &SqliteStore) -> Verification {
    store.verify(Ask::default()).await.unwrap()
}

/// Changes the file as somebody with full access could.
fn edit(path: &Path, statements: &str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(statements).unwrap();
}

#[tokio::test]
async fn a_list_says_what_the_records_say() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(&folder.path().join("history.sqlite")).await;
    let all = store.list_cases(&CaseQuery::default(), None, 10).await.unwrap();
    let [amina, plant, jonas, maya] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((maya.position, maya.seq, maya.line.opened_at), (2, 3, Timestamp(10)));
    assert_eq!(maya.line.lifecycle, Lifecycle::Cancelled(Timestamp(90)));
    assert_eq!((maya.line.login.as_str(), maya.line.review), ("maya", None));
    assert_eq!((jonas.line.tier, jonas.line.reached, jonas.line.sought), (Tier::Privileged, Stage::Approval, true));
    assert_eq!((plant.line.model.as_deref(), plant.line.directory.as_str()), (Some("model"), "plant"));
    assert_eq!((amina.line.agent, amina.line.reached), (OLGA, Stage::Review));
    assert_eq!(amina.line.review, Some(Disposition::InOrder));
    for one in &all {
        let records = store.read(Stream::Case(one.line.case)).await.unwrap();
        let events = records.iter().filter_map(|record| match &record.happening {
            Happening::Case(event) => Some(event),
            Happening::Desk(_) => None,
        });
        assert_eq!(postern_domain::recovery::CaseLine::fold(one.line.case, events).as_ref(), Some(&one.line));
        assert_eq!((one.seq, one.updated_at), (records.len() as u64, records.last().unwrap().at));
    }
    store.close().await;
}

#[tokio::test]
async fn an_incident_is_listed_as_one_and_afterwards_as_it_had_ended() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(&folder.path().join("history.sqlite")).await;
    add(&store, 10, vec![Happening::Case(payload("repudiated"))]).await;
    assert_eq!(found(&store, &CaseQuery::of(Which::Incident)).await, [case(10)]);
    assert_eq!(found(&store, &CaseQuery::of(Which::Cancelled)).await, [case(13)]);
    assert_eq!(found(&store, &CaseQuery::of(Which::Ended)).await, [case(13), case(10)]);
    assert_eq!(verified(&store).await.faults, []);
    add(&store, 10, vec![Happening::Case(payload("incident_disposed"))]).await;
    assert_eq!(found(&store, &CaseQuery::of(Which::Incident)).await, []);
    assert_eq!(found(&store, &CaseQuery::of(Which::Completed)).await, [case(10)]);
    assert_eq!(verified(&store).await.faults, []);
    store.close().await;
}

#[tokio::test]
async fn cases_are_found_by_everything_that_is_asked_for_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(&folder.path().join("history.sqlite")).await;
    let ask = CaseQuery::default;
    let text = |text: &str| CaseQuery { text: text.to_owned(), ..CaseQuery::default() };
    let directory = |name: &str| Some(DirectoryId::new(name).unwrap());
    let expected: &[(CaseQuery, &[u128])] = &[
        (ask(), &[13, 12, 11, 10]),
        (CaseQuery::of(Which::Open), &[12, 11]),
        (CaseQuery::of(Which::Ended), &[13, 10]),
        (CaseQuery::of(Which::ToReview), &[10]),
        (CaseQuery::of(Which::Reviewed), &[13]),
        (CaseQuery::of(Which::Cancelled), &[13, 10]),
        (CaseQuery::of(Which::Completed), &[]),
        (CaseQuery::of(Which::Refused), &[]),
        (text("MAY"), &[12, 10]),
        (text("maya plant"), &[12]),
        (text("%"), &[]),
        (CaseQuery { which: Which::Open, ..text("maya") }, &[12]),
        (CaseQuery { tier: Some(Tier::Privileged), ..ask() }, &[11]),
        (CaseQuery { directory: directory("corp"), ..ask() }, &[11, 10]),
        (CaseQuery { directory: directory("corp"), tier: Some(Tier::Standard), ..ask() }, &[10]),
        (CaseQuery { agent: Some(OLGA), ..ask() }, &[13]),
        (CaseQuery { agent: Some(ANNA), which: Which::Open, ..ask() }, &[12, 11]),
        (CaseQuery { model: Some("model".to_owned()), ..ask() }, &[12]),
        (CaseQuery { refused_by: Some("APR-01".to_owned()), ..ask() }, &[11]),
        (CaseQuery { refused_by: Some("APR-01".to_owned()), ..text("maya") }, &[]),
        (CaseQuery { sought: true, ..ask() }, &[11]),
        (CaseQuery { machines: true, ..ask() }, &[13]),
        (CaseQuery { machines: true, ..text("maya") }, &[]),
        (CaseQuery { machines: true, ..CaseQuery::of(Which::Open) }, &[]),
        (CaseQuery { from: Some(Timestamp(20)), ..ask() }, &[13, 12, 11]),
        (CaseQuery { to: Some(Timestamp(20)), ..ask() }, &[10]),
        (CaseQuery { from: Some(Timestamp(20)), to: Some(Timestamp(40)), ..ask() }, &[12, 11]),
        (CaseQuery { from: Some(Timestamp(20)), ..text("maya") }, &[12]),
        (CaseQuery { from: Some(Timestamp(99)), ..ask() }, &[]),
    ];
    for (query, cases) in expected {
        let cases: Vec<CaseId> = cases.iter().map(|n| case(*n)).collect();
        assert_eq!(found(&store, query).await, cases, "{query:?}");
    }
    let choices = store.case_choices().await.unwrap();
    assert_eq!(choices.directories, ["corp", "plant"]);
    assert_eq!((choices.agents, choices.models), (vec![ANNA, OLGA], vec!["model".to_owned()]));
    assert_eq!(choices.refused_by, ["APR-01", "CAS-01"]);
    store.close().await;
}

#[tokio::test]
async fn pages_follow_each_other_without_a_gap_while_cases_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(&folder.path().join("history.sqlite")).await;
    for n in 20..43 {
        add(&store, n, vec![opened("maya"), note("a")]).await;
    }
    for text in ["", "maya"] {
        let query = CaseQuery { text: text.to_owned(), ..CaseQuery::default() };
        let whole = found(&store, &query).await;
        let (mut read, mut before) = (Vec::new(), None);
        loop {
            let page = store.list_cases(&query, before, 7).await.unwrap();
            assert!(page.len() <= 7);
            let Some(last) = page.last() else { break };
            before = Some(last.position);
            read.extend(page.iter().map(|one| one.line.case));
            // Somebody opens a case meanwhile: it is newer than everything that is still to come.
            add(&store, 100 + before.map_or(0, u128::from) + 1000 * text.len() as u128, vec![opened("maya")]).await;
        }
        assert_eq!(read, whole);
    }
    let all = CaseQuery::default();
    assert_eq!(store.count_cases(&all, 5).await.unwrap(), 5, "counting ends where it is told to");
    store.close().await;
}

#[tokio::test]
async fn a_history_of_before_gets_its_lines_when_it_is_opened_to_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    let store = filled(&path).await;
    let (all, choices) = (CaseQuery::default(), store.case_choices().await.unwrap());
    let was = store.list_cases(&all, None, 10).await.unwrap();
    store.close().await;
    edit(&path, "DROP TABLE lines; DROP TABLE lines_refused; ALTER TABLE tip DROP COLUMN listed");
    // Who only reads it makes nothing, is told so, and finds nothing wrong.
    let store = SqliteStore::open_read_only(&path, &StoreKey::Plain).await.unwrap();
    assert!(matches!(store.list_cases(&all, None, 10).await, Err(StoreFault::Failed(_))));
    assert_eq!(verified(&store).await.faults, []);
    store.close().await;
    let store = open(&path).await;
    assert_eq!(store.list_cases(&all, None, 10).await.unwrap(), was);
    assert_eq!(store.case_choices().await.unwrap(), choices);
    add(&store, 11, vec![cancelled()]).await;
    assert_eq!(found(&store, &CaseQuery::of(Which::ToReview)).await, [case(11), case(10)]);
    assert_eq!(verified(&store).await.faults, []);
    store.close().await;
}

#[tokio::test]
async fn lines_that_a_version_of_before_left_behind_are_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    filled(&path).await.close().await;
    // It appends, and knows nothing of lines: they stay where they were, and so does how far they go.
    edit(&path, "UPDATE lines SET lifecycle = 'open', ended_at = NULL WHERE position = 2; UPDATE tip SET listed = 3");
    let store = SqliteStore::open_read_only(&path, &StoreKey::Plain).await.unwrap();
    assert_eq!(verified(&store).await.faults, [], "nobody is shown them");
    assert!(store.count_cases(&CaseQuery::default(), 10).await.is_err());
    store.close().await;
    let store = open(&path).await;
    assert_eq!(found(&store, &CaseQuery::of(Which::Ended)).await, [case(13), case(10)]);
    assert_eq!(verified(&store).await.faults, []);
    store.close().await;
}

#[tokio::test]
async fn lines_of_an_earlier_form_are_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    filled(&path).await.close().await;
    // A version of before does not know this form, makes lines of its own and marks them under another name.
    edit(
        &path,
        "DROP INDEX lines_machines; ALTER TABLE lines DROP COLUMN machine; ALTER TABLE lines DROP COLUMN kind;
         ALTER TABLE tip ADD COLUMN lines INTEGER; UPDATE tip SET lines = size",
    );
    let store = SqliteStore::open_read_only(&path, &StoreKey::Plain).await.unwrap();
    assert_eq!(verified(&store).await.faults, [], "nobody is shown them");
    assert!(store.count_cases(&CaseQuery::default(), 10).await.is_err());
    store.close().await;
    let store = open(&path).await;
    assert_eq!(found(&store, &CaseQuery { machines: true, ..CaseQuery::default() }).await, [case(13)]);
    add(&store, 14, vec![opened_as("robot", "plant", Tier::Machine, 50)]).await;
    assert_eq!(found(&store, &CaseQuery { machines: true, ..CaseQuery::default() }).await, [case(14), case(13)]);
    assert_eq!(verified(&store).await.faults, []);
    store.close().await;
}

/// A machine's case in which a key was made under an overlap of 30 minutes, and the old one tried.
fn rotated(at: i64, refused: bool) -> Vec<Happening> {
    let effect = EffectId(Uuid::from_u128(7));
    let consumers = vec!["payroll".to_owned(), "nightly batch".to_owned()];
    let action = Action::SubmitCredential;
    let credential = CredentialId::new("old").unwrap();
    [
        CaseEvent::ConsumersListed { consumers, overlap_minutes: 30, by: ANNA, at: Timestamp(at) },
        CaseEvent::EffectIntended { effect, action, by: ANNA, at: Timestamp(at) },
        CaseEvent::EffectObserved {
            effect,
            observation: Observation::AsIntended,
            at: Timestamp(at + 1),
            residual_until: None,
        },
        CaseEvent::ConsumerMoved { consumer: "payroll".to_owned(), moved: true, by: ANNA, at: Timestamp(at + 2) },
        CaseEvent::OldCredentialTried { credential, refused, observed: true, by: ANNA, at: Timestamp(at + 3) },
    ]
    .into_iter()
    .map(Happening::Case)
    .collect()
}

#[tokio::test]
async fn the_lines_of_its_cases_tell_of_a_machine_identity() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(&folder.path().join("history.sqlite")).await;
    let robot = |at| vec![opened_as("robot", "corp", Tier::Machine, at)];
    add(&store, 20, robot(100)).await;
    add(&store, 20, rotated(200, false)).await;
    add(&store, 20, vec![cancelled()]).await;
    add(&store, 21, robot(300)).await;
    add(&store, 21, rotated(400, true)).await;
    let query = CaseQuery { machines: true, ..CaseQuery::default() };
    let listed = store.list_cases(&query, None, 10).await.unwrap();
    let all = MachineIdentity::all(listed.iter().map(|one| &one.line));
    let [amina, robot] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((amina.login.as_str(), amina.cases, amina.rotated_at, amina.open), ("amina", 1, None, None));
    assert_eq!((robot.login.as_str(), robot.sponsor.as_str()), ("robot", "sponsor"));
    assert_eq!((robot.cases, robot.consumers, robot.open), (2, 2, Some(case(21))));
    assert_eq!(robot.rotated_at, Some(Timestamp(401)));
    assert_eq!(robot.overlap_until, Some(Timestamp(401 + 30 * 60_000)));
    assert_eq!(robot.tried, Some(TriedLine { refused: true, at: Timestamp(403) }));
    assert_eq!(verified(&store).await.faults, []);
    store.close().await;
}

#[tokio::test]
async fn every_line_that_is_edited_is_found() {
    let edits = [
        "UPDATE lines SET directory = 'other' WHERE position = 2",
        "UPDATE lines SET login = 'nobody' WHERE position = 2",
        "UPDATE lines SET name = 'nobody' WHERE position = 2",
        "UPDATE lines SET reason = 'stolen' WHERE position = 2",
        "UPDATE lines SET channel = 'phone' WHERE position = 2",
        "UPDATE lines SET tier = 'standard'",
        "UPDATE lines SET agent = zeroblob(16)",
        "UPDATE lines SET reached = 'close'",
        "UPDATE lines SET sought = 1",
        "UPDATE lines SET lifecycle = 'completed'",
        "UPDATE lines SET opened_at = 1",
        "UPDATE lines SET ended_at = 1",
        "UPDATE lines SET review = 'in_order'",
        "UPDATE lines SET model = NULL",
        "UPDATE lines SET kind = 'machine' WHERE position = 2",
        "UPDATE lines SET kind = 'person'",
        "UPDATE lines SET machine = NULL",
        "UPDATE lines SET machine = replace(machine, 'sponsor\"', 'somebody\"') WHERE machine IS NOT NULL",
        "UPDATE lines SET position = 99 WHERE position = 2",
        "DELETE FROM lines WHERE position = 2",
        "INSERT INTO lines SELECT 99, directory, login, name, reason, channel, tier, agent, reached, sought, lifecycle,
            opened_at, ended_at, review, model, kind, machine FROM lines WHERE position = 2",
        "UPDATE lines_refused SET code = 'X-1' WHERE position = 2",
        "DELETE FROM lines_refused",
        "INSERT INTO lines_refused VALUES ('X-1', 2)",
    ];
    for statement in edits {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.sqlite");
        filled(&path).await.close().await;
        edit(&path, statement);
        let store = SqliteStore::open_read_only(&path, &StoreKey::Plain).await.unwrap();
        let faults = verified(&store).await.faults;
        assert!(faults.iter().any(|f| f.kind == "projection"), "{statement}: {faults:?}");
        store.close().await;
    }
}

#[tokio::test]
async fn lines_that_later_records_moved_are_checked_with_those_records_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    let store = filled(&path).await;
    let size = store.size().await.unwrap();
    let since = Some((size, store.root(size).await.unwrap().unwrap()));
    add(&store, 11, vec![refused("APR-02"), cancelled()]).await;
    add(&store, 14, vec![opened("pedro")]).await;
    let later = move |store: SqliteStore| async move {
        let faults = store.verify(Ask { since, ..Ask::default() }).await.unwrap().faults;
        store.close().await;
        faults
    };
    assert_eq!(later(store).await, []);
    for (n, statement) in [
        "UPDATE lines SET lifecycle = 'open', ended_at = NULL WHERE login = 'jonas'",
        "DELETE FROM lines WHERE login = 'pedro'",
        "DELETE FROM lines_refused WHERE code = 'APR-02'",
    ]
    .into_iter()
    .enumerate()
    {
        let copy = folder.path().join(format!("copy-{n}.sqlite"));
        std::fs::copy(&path, &copy).unwrap();
        edit(&copy, statement);
        let faults = later(SqliteStore::open_read_only(&copy, &StoreKey::Plain).await.unwrap()).await;
        assert!(faults.iter().any(|f| f.kind == "projection"), "{statement}: {faults:?}");
    }
}
