//! Lists that are left as files, over a real store.

use crate::desk::{Desk, codes};
use postern_delivery::list_file;
use postern_domain::ids::CaseId;
use postern_domain::recovery::Command;
use postern_ipc::convert::{history_table, timeline_table};
use postern_ipc::dto::Message;
use postern_ports::case_list::{CaseQuery, Which};
use postern_ports::table::{Form, Table};

/// The agent opens a case and gives it up again.
async fn cancelled(desk: &Desk, note: &str) -> CaseId {
    let id = desk.open_case().await;
    desk.act(id, Command::Cancel { note: note.to_owned() }).await.unwrap();
    id
}

/// Leaves a list; its text, read where it lies.
fn left(desk: &Desk, table: &Table, form: Form) -> String {
    let text = list_file(table, form).unwrap();
    let place = desk.console.leave_list(table.name, form, &text).unwrap();
    let exports = desk.folder.path().join("exports");
    assert!(std::path::Path::new(&place).starts_with(&exports), "{place}");
    let read = std::fs::read_to_string(&place).unwrap();
    assert_eq!(read, text);
    read
}

async fn history(desk: &Desk, query: &CaseQuery) -> Table {
    let whole = desk.console.whole_history(query).await.unwrap();
    history_table(&whole, &desk.console.roster().await.unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_history_is_left_whole_and_as_it_was_narrowed() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let mut ended = Vec::new();
    for _ in 0..3 {
        ended.push(cancelled(&desk, "Called off.").await);
    }
    let open = desk.open_case().await;
    let all = desk.console.whole_history(&CaseQuery::default()).await.unwrap();
    let listed: Vec<CaseId> = all.cases.iter().map(|case| case.line.case).collect();
    assert_eq!((listed, all.cut), (vec![open, ended[2], ended[1], ended[0]], false), "newest first");

    let csv = left(&desk, &history(&desk, &CaseQuery::of(Which::Cancelled)).await, Form::Csv);
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 4, "a header and three cases: {csv}");
    assert!(lines[0].starts_with("case,id,subject,login,directory,reason,"), "{csv}");
    for (line, id) in lines[1..].iter().zip(ended.iter().rev()) {
        assert!(line.starts_with(&format!("{},{id},", id.short())), "{line}");
        assert!(line.contains(",practice,lost,in_person,") && line.contains(",cancelled,"), "{line}");
    }
    let agent = desk.console.roster().await.unwrap();
    let agent = agent.person(desk.case(open).await.agent).unwrap().name.clone();
    let json = left(&desk, &history(&desk, &CaseQuery::of(Which::Open)).await, Form::Json);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["list"], json["rows"].as_array().map(Vec::len)), (&serde_json::json!("history"), Some(1)));
    let row = &json["rows"][0];
    assert_eq!((&row["id"], &row["agent"]), (&serde_json::json!(open.to_string()), &serde_json::json!(agent)));
    assert!(row["ended_at"].is_null() && row["review"].is_null(), "{row}");
    // Nothing is found: still a list, with its header alone.
    let none = CaseQuery { text: "nobody".to_owned(), ..CaseQuery::default() };
    assert_eq!(left(&desk, &history(&desk, &none).await, Form::Csv).lines().count(), 1);
    let files = std::fs::read_dir(desk.folder.path().join("exports")).unwrap().count();
    assert_eq!(files, 3, "no list takes another's place");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_timeline_is_left_with_every_record_and_nothing_that_a_spreadsheet_computes() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = cancelled(&desk, "=1+1").await;
    let (case, records) = (desk.case(id).await, desk.console.records(id).await.unwrap());
    let roster = desk.console.roster().await.unwrap();
    let note = |message: &Message| message.args.get("note").cloned().unwrap_or_else(|| message.id.clone());
    let table = timeline_table(&case, &records, &roster, note);
    assert_eq!(table.rows.len(), records.len());
    let csv = left(&desk, &table, Form::Csv);
    assert!(csv.contains(",'=1+1,") && !csv.contains(",=1+1"), "{csv}");
    assert!(csv.contains(&records[0].hash), "{csv}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_leaves_a_list_without_being_signed_in() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    desk.console.sign_out().await.unwrap();
    assert_eq!(codes(desk.console.whole_history(&CaseQuery::default()).await.map(|_| ())), ["SES-01"]);
    assert_eq!(codes(desk.console.leave_list("history", Form::Csv, "").map(|_| ())), ["SES-01"]);
    assert!(!desk.folder.path().join("exports").exists());
}
