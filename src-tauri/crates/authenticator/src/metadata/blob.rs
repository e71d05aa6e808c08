//! The payload (§3.1.6): one entry at a time, so that one bad entry spoils no other.

use super::entry::{Entry, read as read_entry};
use super::{Day, MOST_ENTRIES, Metadata, MetadataFault, Model};
use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Place;
use std::fmt;
use uuid::Uuid;

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Payload {
    no: u64,
    next_update: String,
    entries: Entries,
}

#[derive(Default)]
struct Entries {
    models: BTreeMap<Uuid, Model>,
    skipped: usize,
    too_many: bool,
}

/// Reads a payload whose signature was checked.
pub(super) fn read(payload: &[u8]) -> Result<Metadata, MetadataFault> {
    let payload: Payload = serde_json::from_slice(payload).map_err(|e| MetadataFault::Malformed(e.to_string()))?;
    let Some(next_update) = Day::read(&payload.next_update) else {
        return Err(MetadataFault::Malformed("its nextUpdate is no date".to_owned()));
    };
    let Entries { models, skipped, too_many } = payload.entries;
    if too_many {
        return Err(MetadataFault::TooLarge { limit: MOST_ENTRIES, unit: "entries" });
    }
    Ok(Metadata { no: payload.no, next_update, models, skipped })
}

impl Entries {
    fn add(&mut self, entry: Entry) {
        match entry {
            Entry::OtherFamily => {}
            Entry::Unreadable => self.skipped += 1,
            Entry::Model(aaguid, model) => match self.models.entry(aaguid) {
                Place::Vacant(place) => {
                    place.insert(*model);
                }
                // Each model has one entry. A second one raises nothing, but what it has against the model stays.
                Place::Occupied(mut place) => {
                    self.skipped += 1;
                    place.get_mut().reports.extend(model.reports.into_iter().filter(|r| r.status.refuses()));
                }
            },
        }
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(OneByOne)
    }
}

struct OneByOne;

impl<'de> Visitor<'de> for OneByOne {
    type Value = Entries;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Entries, A::Error> {
        let mut entries = Entries::default();
        let mut seen = 0;
        while let Some(entry) = list.next_element()? {
            seen += 1;
            if seen > MOST_ENTRIES {
                entries.too_many = true;
                while list.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
            entries.add(read_entry(&entry));
        }
        Ok(entries)
    }
}
