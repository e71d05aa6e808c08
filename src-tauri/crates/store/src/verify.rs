//! Recomputing everything that the store holds, and naming what is wrong.

use crate::codec;
use crate::fault::store_fault;
use crate::sqlite::{hex, unsigned};
use futures::TryStreamExt as _;
use postern_domain::canonical;
use postern_ledger::{Chain, Header};
use postern_ports::event_store::{Happening, RecordFault, StoreFault, Verification};
use sqlx::{Row as _, SqlitePool, sqlite::SqliteRow};
use std::collections::{BTreeMap, BTreeSet};

/// Hashes, links, order, payloads, and the case list against the records.
pub async fn verify(pool: &SqlitePool) -> Result<Verification, StoreFault> {
    let mut chain = Chain::default();
    let mut faults = Vec::new();
    let mut words: BTreeMap<[u8; 16], ((String, String), i64)> = BTreeMap::new();
    let mut updated: BTreeMap<[u8; 16], i64> = BTreeMap::new();
    let mut acts = BTreeSet::new();
    let mut records = 0u64;
    let mut rows = sqlx::query(
        "SELECT position, stream, seq, at, console, previous, previous_in_stream, hash, payload FROM records ORDER BY position",
    )
    .fetch(pool);
    while let Some(row) = rows.try_next().await.map_err(|e| store_fault(&e))? {
        records += 1;
        let Some((header, hash, payload)) = read(&row) else {
            let position = unsigned(row.get::<i64, _>(0));
            faults.push(fault(position, "unknown", "shape", "a column has the wrong length"));
            continue;
        };
        let stream = codec::stream_name(header.stream);
        for damage in chain.push(&header, hash, &payload) {
            faults.push(fault(damage.position, &stream, damage.kind.code(), &hex(&hash)));
        }
        check_payload(&header, &payload, &mut words, &mut faults);
        acts.extend(act_of(&header, &payload));
        updated.insert(header.stream, header.at);
    }
    drop(rows);
    check_cases(pool, &chain, &words, &updated, &mut faults).await?;
    check_acts(pool, acts, &mut faults).await?;
    let head = if records == 0 { String::new() } else { hex(&chain.head()) };
    Ok(Verification { records, head, faults })
}

fn read(row: &SqliteRow) -> Option<(Header, [u8; 32], Vec<u8>)> {
    let header = Header {
        position: unsigned(row.get::<i64, _>(0)),
        stream: row.get::<Vec<u8>, _>(1).try_into().ok()?,
        seq: unsigned(row.get::<i64, _>(2)),
        at: row.get(3),
        console: row.get::<Vec<u8>, _>(4).try_into().ok()?,
        previous: row.get::<Vec<u8>, _>(5).try_into().ok()?,
        previous_in_stream: row.get::<Vec<u8>, _>(6).try_into().ok()?,
    };
    Some((header, row.get::<Vec<u8>, _>(7).try_into().ok()?, row.get(8)))
}

fn fault(position: u64, stream: &str, kind: &str, detail: &str) -> RecordFault {
    RecordFault { position, stream: stream.to_owned(), kind: kind.to_owned(), detail: detail.to_owned() }
}

fn check_payload(
    header: &Header,
    payload: &[u8],
    words: &mut BTreeMap<[u8; 16], ((String, String), i64)>,
    faults: &mut Vec<RecordFault>,
) {
    let stream = codec::stream_of(header.stream);
    let name = codec::stream_name(header.stream);
    match codec::decode(stream, payload) {
        Err(detail) => faults.push(fault(header.position, &name, "payload", &detail)),
        Ok(happening) => {
            let value: Option<serde_json::Value> = serde_json::from_slice(payload).ok();
            if value.and_then(|v| canonical::bytes(&v).ok()).as_deref() != Some(payload) {
                faults.push(fault(header.position, &name, "payload", "not in canonical form"));
            }
            if let (postern_ports::event_store::Stream::Case(case), Happening::Case(event)) = (stream, &happening)
                && let Some(text) = codec::search_text(case, event)
            {
                words.insert(header.stream, (text, header.at));
            }
        }
    }
}

/// Position, person, kind, time and stream of an act.
type Act = (u64, Vec<u8>, String, i64, Vec<u8>);

fn act_of(header: &Header, payload: &[u8]) -> Option<Act> {
    let Ok(Happening::Case(event)) = codec::decode(codec::stream_of(header.stream), payload) else { return None };
    let (person, kind) = codec::act(&event)?;
    Some((header.position, person.0.as_bytes().to_vec(), kind.to_owned(), header.at, header.stream.to_vec()))
}

async fn check_acts(pool: &SqlitePool, told: BTreeSet<Act>, faults: &mut Vec<RecordFault>) -> Result<(), StoreFault> {
    let rows = sqlx::query("SELECT position, person, kind, at, stream FROM acts")
        .fetch_all(pool)
        .await
        .map_err(|e| store_fault(&e))?;
    let listed: BTreeSet<Act> = rows
        .iter()
        .map(|row| (unsigned(row.get::<i64, _>(0)), row.get(1), row.get(2), row.get(3), row.get(4)))
        .collect();
    if listed != told {
        faults.push(fault(0, "acts", "projection", "the list of acts does not say what the records say"));
    }
    Ok(())
}

async fn check_cases(
    pool: &SqlitePool,
    chain: &Chain,
    words: &BTreeMap<[u8; 16], ((String, String), i64)>,
    updated: &BTreeMap<[u8; 16], i64>,
    faults: &mut Vec<RecordFault>,
) -> Result<(), StoreFault> {
    let rows = sqlx::query("SELECT stream, last_seq, head, opened_at, updated_at, words, account FROM cases")
        .fetch_all(pool)
        .await
        .map_err(|e| store_fault(&e))?;
    let mut listed = 0usize;
    for row in &rows {
        let Ok(stream) = <[u8; 16]>::try_from(row.get::<Vec<u8>, _>(0)) else {
            faults.push(fault(0, "unknown", "projection", "a line of the case list has no case"));
            continue;
        };
        listed += 1;
        let name = codec::stream_name(stream);
        let right = chain
            .stream(&stream)
            .is_some_and(|(seq, head)| unsigned(row.get::<i64, _>(1)) == seq && row.get::<Vec<u8>, _>(2) == head)
            && words.get(&stream).is_some_and(|((text, account), at)| {
                *text == row.get::<String, _>(5) && *account == row.get::<String, _>(6) && *at == row.get::<i64, _>(3)
            })
            && updated.get(&stream) == Some(&row.get::<i64, _>(4));
        if !right {
            faults.push(fault(0, &name, "projection", "the case list does not say what the records say"));
        }
    }
    let cases = chain.streams().filter(|(stream, _)| **stream != [0; 16]).count();
    if cases != listed {
        faults.push(fault(
            0,
            "cases",
            "projection",
            &format!("{cases} cases in the records, {listed} in the case list"),
        ));
    }
    Ok(())
}
