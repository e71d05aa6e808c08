//! What a console remembers of its history where whoever swaps the store does not reach it.

use crate::desk::Desk;
use postern_application::Fault;
use postern_domain::staff::Profile;
use postern_ports::EventStore as _;
use postern_ports::event_store::{Ask, StoreFault};
use std::sync::Arc;

/// Kinds and positions of what is wrong.
async fn wrong(desk: &Desk) -> Vec<(String, u64)> {
    let found = desk.console.look_over(Ask::default()).await.unwrap();
    found.faults.into_iter().map(|f| (f.kind, f.position)).collect()
}

fn same(practice: Arc<postern_directory::Practice>) -> Arc<dyn postern_ports::Directory> {
    practice
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_copy_that_was_put_back_is_noticed() {
    let desk = Desk::open().await;
    let history = desk.folder.path().join("history.sqlite");
    let copy = desk.folder.path().join("copy.sqlite");
    desk.console.remember().await.unwrap();
    assert_eq!(wrong(&desk).await, []);
    // Everything that was appended is in the file: the copy is whole.
    desk.store.close().await;
    std::fs::copy(&history, &copy).unwrap();
    let desk = desk.reopen_with(same).await;
    desk.approved_case().await;
    desk.console.remember().await.unwrap();
    let size = desk.store.size().await.unwrap();
    assert_eq!(wrong(&desk).await, []);
    desk.store.close().await;
    let newer = desk.folder.path().join("newer.sqlite");
    std::fs::rename(&history, &newer).unwrap();
    std::fs::copy(&copy, &history).unwrap();
    let desk = desk.reopen_with(same).await;
    assert_eq!(wrong(&desk).await, [("checkpoint".to_owned(), size)]);
    // The newer one is put back: all is well again.
    desk.store.close().await;
    std::fs::rename(&newer, &history).unwrap();
    let desk = desk.reopen_with(same).await;
    assert_eq!(wrong(&desk).await, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_history_that_is_gone_is_not_founded_again() {
    let desk = Desk::open().await;
    desk.console.remember().await.unwrap();
    desk.store.close().await;
    for entry in std::fs::read_dir(desk.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_string_lossy().starts_with("history.sqlite") {
            std::fs::remove_file(path).unwrap();
        }
    }
    let (store, console) = desk.unfounded().await;
    let refused = console.found(Profile::Practice).await;
    assert!(matches!(refused, Err(Fault::Store(StoreFault::Damaged { position: 0, .. }))), "{refused:?}");
    assert_eq!(store.size().await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_appended_is_remembered_by_itself() {
    let desk = Desk::open().await;
    let going_on = desk.console.go_on_remembering(|fault| panic!("{fault}"));
    let appended = async {
        desk.sign_in("agent").await;
        for _ in 0..100 {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            let kept = desk.console.parts().memory.last().unwrap();
            if kept == desk.store.checkpoint().await.unwrap() {
                return;
            }
        }
        panic!("it was not remembered");
    };
    tokio::select! {
        () = appended => {}
        () = going_on => {}
    }
}
