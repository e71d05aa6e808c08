//! What was found by what was typed.

use super::{codes, person_view};
use crate::dto::{FoundCase, FoundDirectory, HitsView};
use postern_application::find::Hits;
use postern_domain::recovery::CaseLine;
use postern_domain::text::shown;

/// Everything that was found.
pub fn hits_view(hits: &Hits) -> HitsView {
    HitsView {
        open: hits.open.iter().map(found_case).collect(),
        ended: hits.ended.iter().map(found_case).collect(),
        people: hits.people.iter().map(person_view).collect(),
        directories: hits
            .directories
            .iter()
            .map(|(id, tenant)| FoundDirectory { id: shown(id), tenant: shown(tenant) })
            .collect(),
    }
}

fn found_case(line: &CaseLine) -> FoundCase {
    FoundCase {
        id: line.case.to_string(),
        short: line.case.short(),
        subject: shown(&line.name),
        login: shown(&line.login),
        reached: codes::stage(line.reached),
        lifecycle: codes::lifecycle(&line.lifecycle),
    }
}
