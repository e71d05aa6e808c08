//! The files of a case, and for how long they are kept.

use crate::dto::{AttachmentView, FileClassCode, FilesHeldView, KeptCode};
use postern_domain::ids::PersonId;
use postern_domain::recovery::retention::{FileClass, Kept, due};
use postern_domain::recovery::{Attachment, Case, Facts};
use postern_domain::staff::Roster;
use postern_domain::text::shown;

/// The files of `case`, erased ones too.
pub fn attachment_views(case: &Case, facts: &Facts<'_>) -> Vec<AttachmentView> {
    case.attachments.iter().map(|one| attachment_view(case, one, facts)).collect()
}

fn attachment_view(case: &Case, one: &Attachment, facts: &Facts<'_>) -> AttachmentView {
    let time = due(case, one.attached.class, facts.policy, facts.now, facts.held);
    let gone = one.erased;
    AttachmentView {
        id: one.attached.id.to_string(),
        name: shown(&one.attached.name),
        size: one.attached.size,
        class: class(one.attached.class),
        by: name(facts.roster, one.by),
        at: one.at.0,
        due: time.at.filter(|_| gone.is_none()).map(|at| at.0),
        kept: if gone.is_none() { time.kept.into_iter().map(kept).collect() } else { Vec::new() },
        erased: gone.is_some(),
        erased_at: gone.map(|gone| gone.at.0),
        erased_by: gone.and_then(|gone| gone.by).map(|by| name(facts.roster, by)),
    }
}

/// Who holds the files of `case`.
pub fn files_held_view(case: &Case, roster: &Roster) -> Option<FilesHeldView> {
    let hold = case.files_held.as_ref()?;
    Some(FilesHeldView { by: name(roster, hold.by), reason: shown(&hold.reason), at: hold.at.0 })
}

fn name(roster: &Roster, id: PersonId) -> String {
    roster.person(id).map(|person| shown(&person.name)).unwrap_or_default()
}

fn class(class: FileClass) -> FileClassCode {
    match class {
        FileClass::Correspondence => FileClassCode::Correspondence,
        FileClass::Evidence => FileClassCode::Evidence,
    }
}

/// The class that a window names.
pub fn file_class_of(code: FileClassCode) -> FileClass {
    match code {
        FileClassCode::Correspondence => FileClass::Correspondence,
        FileClassCode::Evidence => FileClass::Evidence,
    }
}

fn kept(kept: Kept) -> KeptCode {
    match kept {
        Kept::Open => KeptCode::Open,
        Kept::NoTime => KeptCode::NoTime,
        Kept::Waits => KeptCode::Waits,
        Kept::Review => KeptCode::Review,
        Kept::Incident => KeptCode::Incident,
        Kept::Hold => KeptCode::Hold,
        Kept::Held => KeptCode::Held,
    }
}
