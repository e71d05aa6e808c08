//! Making a backup: copied while the history is in use, verified whole, and only then given its name.

use super::verify_history;
use postern_domain::time::Timestamp;
use postern_ports::EventStore as _;
use postern_ports::backup::{Backup, BackupFault, Copied, Copies, Progress};
use postern_ports::event_store::StoreFault;
use std::path::PathBuf;
use std::sync::Arc;

/// Makes a backup in the folder `to`, which is not there yet.
pub async fn back_up<C: Copies>(
    copies: Arc<C>,
    to: PathBuf,
    at: Timestamp,
    mut progress: Progress,
) -> Result<Backup, BackupFault> {
    let (from, place) = (copies.clone(), to.clone());
    blocking(move || from.copy(&place, &mut *progress)).await?;
    let copy = copies.open(&to).await?;
    let found = verify_history(&copy).await;
    let checkpoint = copy.checkpoint().await;
    copies.close(copy).await;
    let found = found?;
    let (records, whole) = (found.size, found.faults.is_empty());
    let copied = Copied { records, whole, checkpoint: checkpoint.ok().flatten(), at };
    let (folder, opens) = blocking(move || copies.finish(&to, &copied)).await?;
    Ok(Backup { folder, records, faults: found.faults, opens })
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupFault> + Send + 'static,
) -> Result<T, BackupFault> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(BackupFault::Store(StoreFault::Failed("the thread that copies failed".to_owned()))))
}
