//! Contents of attachments: files beside the history, each encrypted with a key of its own.
//!
//! A file is XChaCha20-Poly1305 under a key that encrypts nothing else (so the nonce is zero), with the attachment's id as
//! associated data. The key and the salt of the commitment are a row of the table `attachments`: without them the file is
//! noise, and the commitment in the record tells nothing.

use crate::backup;
use crate::fault::{driver_fault, store_fault};
use crate::scan::Source;
use crate::schema::ATTACHMENTS;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use postern_domain::canonical::Digest;
use postern_domain::ids::{AttachmentId, CaseId};
use postern_ports::event_store::{Attaching, Content, StoreFault, committed};
use rusqlite::OptionalExtension as _;
use sqlx::Row as _;
use sqlx::sqlite::SqlitePool;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The folder beside the history.
pub const FOLDER: &str = "attachments";

fn file_of(history: &Path, id: AttachmentId) -> PathBuf {
    history.with_file_name(FOLDER).join(id.to_string())
}

fn failed(error: std::io::Error) -> StoreFault {
    if error.kind() == ErrorKind::StorageFull { StoreFault::Full } else { StoreFault::Failed(error.to_string()) }
}

fn sealed(id: AttachmentId, key: &[u8], content: &[u8]) -> Result<Vec<u8>, StoreFault> {
    let cipher = XChaCha20Poly1305::new_from_slice(key).map_err(|_| StoreFault::Failed("a key's length".to_owned()))?;
    let payload = Payload { msg: content, aad: id.0.as_bytes() };
    cipher.encrypt(&XNonce::default(), payload).map_err(|_| StoreFault::Failed("the file is too long".to_owned()))
}

fn opened(id: AttachmentId, key: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let cipher = XChaCha20Poly1305::new_from_slice(key).ok()?;
    cipher.decrypt(&XNonce::default(), Payload { msg: sealed, aad: id.0.as_bytes() }).ok()
}

/// Writes the file, synced, then the row with its key.
pub async fn attach(pool: &SqlitePool, history: &Path, file: Attaching) -> Result<(), StoreFault> {
    let (id, key) = (file.id, file.key);
    let path = file_of(history, id);
    let (content, salt, case) = (file.content, file.salt, file.case);
    let written = tokio::task::spawn_blocking(move || {
        let sealed = sealed(id, &key, &content)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(failed)?;
        let mut made = std::fs::File::create_new(&path).map_err(failed)?;
        made.write_all(&sealed).map_err(failed)?;
        drop(made);
        backup::sync(&path)
    });
    written.await.unwrap_or_else(|_| Err(StoreFault::Failed("the writer failed".to_owned())))?;
    let mut connection = pool.acquire().await.map_err(|e| store_fault(&e))?;
    sqlx::query(ATTACHMENTS).execute(&mut *connection).await.map_err(|e| store_fault(&e))?;
    sqlx::query("INSERT INTO attachments (id, stream, key, salt) VALUES (?, ?, ?, ?)")
        .bind(id.0.as_bytes().to_vec())
        .bind(case.0.as_bytes().to_vec())
        .bind(key.to_vec())
        .bind(salt.to_vec())
        .execute(&mut *connection)
        .await
        .map_err(|e| store_fault(&e))?;
    Ok(())
}

/// Marks the row.
pub async fn doom(pool: &SqlitePool, id: AttachmentId) -> Result<(), StoreFault> {
    sqlx::query("UPDATE attachments SET doomed = 1 WHERE id = ?")
        .bind(id.0.as_bytes().to_vec())
        .execute(pool)
        .await
        .map(|_| ())
        .map_err(|e| store_fault(&e))
}

/// Deletes the row, with its bytes overwritten in the file and in its log, then the content.
pub async fn forget(pool: &SqlitePool, history: &Path, id: AttachmentId) -> Result<(), StoreFault> {
    let mut connection = pool.acquire().await.map_err(|e| store_fault(&e))?;
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_master WHERE name = 'attachments'")
        .fetch_one(&mut *connection)
        .await
        .map_err(|e| store_fault(&e))?;
    if tables == 1 {
        sqlx::query("PRAGMA secure_delete = ON").execute(&mut *connection).await.map_err(|e| store_fault(&e))?;
        sqlx::query("DELETE FROM attachments WHERE id = ?")
            .bind(id.0.as_bytes().to_vec())
            .execute(&mut *connection)
            .await
            .map_err(|e| store_fault(&e))?;
        // The write-ahead log still holds the key: it goes into the file, and is cut off.
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut *connection).await.map_err(|e| store_fault(&e))?;
    }
    match std::fs::remove_file(file_of(history, id)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failed(error)),
        _ => Ok(()),
    }
}

/// Rows that are marked.
pub async fn doomed(pool: &SqlitePool) -> Result<Vec<(AttachmentId, CaseId)>, StoreFault> {
    listed(pool, "SELECT id, stream FROM attachments WHERE doomed = 1").await
}

/// Every row, marked or not.
pub async fn kept(pool: &SqlitePool) -> Result<Vec<(AttachmentId, CaseId)>, StoreFault> {
    listed(pool, "SELECT id, stream FROM attachments").await
}

async fn listed(pool: &SqlitePool, asked: &'static str) -> Result<Vec<(AttachmentId, CaseId)>, StoreFault> {
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_master WHERE name = 'attachments'")
        .fetch_one(pool)
        .await
        .map_err(|e| store_fault(&e))?;
    if tables == 0 {
        return Ok(Vec::new());
    }
    let rows = sqlx::query(asked).fetch_all(pool).await.map_err(|e| store_fault(&e))?;
    let read = |bytes: Vec<u8>| Uuid::from_slice(&bytes).unwrap_or_default();
    Ok(rows.iter().map(|row| (AttachmentId(read(row.get(0))), CaseId(read(row.get(1))))).collect())
}

/// Key and salt of an attachment.
pub type Secret = (Vec<u8>, Vec<u8>);

/// Key and salt of an attachment; `None` where they are gone.
pub fn secret(source: &Source, id: AttachmentId) -> Result<Option<Secret>, StoreFault> {
    let connection = source.connect()?;
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_master WHERE name = 'attachments'", [], |row| row.get(0))
        .map_err(|e| driver_fault(&e))?;
    if tables == 0 {
        return Ok(None);
    }
    let found = connection.query_row("SELECT key, salt FROM attachments WHERE id = ?1", [id.0.as_bytes()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    });
    found.optional().map_err(|e| driver_fault(&e))
}

/// A row: id, stream, key, salt, whether it is marked.
pub type Row = (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, i64);

/// Every row that can be read, for a copy of the history.
pub fn secrets(source: &Source) -> Vec<Row> {
    let read = || {
        let connection = source.connect()?;
        let mut statement = connection
            .prepare("SELECT id, stream, key, salt, doomed FROM attachments")
            .map_err(|e| driver_fault(&e))?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
            .map_err(|e| driver_fault(&e))?;
        Ok::<_, StoreFault>(rows.map_while(Result::ok).collect())
    };
    read().unwrap_or_default()
}

/// The content, checked.
pub fn content(source: &Source, id: AttachmentId, commitment: Digest) -> Result<Content, StoreFault> {
    let Some((key, salt)) = secret(source, id)? else { return Ok(Content::Erased) };
    let sealed = match std::fs::read(file_of(source.path(), id)) {
        Ok(sealed) => sealed,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Content::Missing),
        Err(error) => return Err(failed(error)),
    };
    let Some(content) = opened(id, &key, &sealed) else { return Ok(Content::Other) };
    Ok(if committed(&salt, &content) == commitment { Content::There(content) } else { Content::Other })
}

/// Copies the contents beside one history to beside another; what is there already and the same stays.
pub fn copy_contents(from: &Path, to: &Path) -> Result<(), StoreFault> {
    let (from, to) = (from.with_file_name(FOLDER), to.with_file_name(FOLDER));
    let listed = match std::fs::read_dir(&from) {
        Ok(listed) => listed,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    std::fs::create_dir_all(&to).map_err(failed)?;
    for entry in listed {
        let entry = entry.map_err(failed)?;
        let file = to.join(entry.file_name());
        if !entry.file_type().map_err(failed)?.is_file() {
            continue;
        }
        let content = std::fs::read(entry.path()).map_err(failed)?;
        if std::fs::read(&file).is_ok_and(|there| there == content) {
            continue;
        }
        std::fs::write(&file, content).map_err(failed)?;
        backup::sync(&file)?;
    }
    Ok(())
}
