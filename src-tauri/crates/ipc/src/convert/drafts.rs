//! Drafts.

use crate::dto::{DraftFormCode, DraftView};
use postern_domain::draft::{Draft, DraftForm};

/// A draft, as it was typed: it goes back into the fields that it came from, and so is not changed.
pub fn draft_view(draft: Draft) -> DraftView {
    DraftView {
        case_id: draft.case.map(|case| case.to_string()),
        form: match draft.form {
            DraftForm::NewCase => DraftFormCode::NewCase,
            DraftForm::Note => DraftFormCode::Note,
            DraftForm::CannotVerify => DraftFormCode::CannotVerify,
            DraftForm::Cancel => DraftFormCode::Cancel,
            DraftForm::ClearHold => DraftFormCode::ClearHold,
            DraftForm::Evidence => DraftFormCode::Evidence,
            DraftForm::Question => DraftFormCode::Question,
            DraftForm::Answers => DraftFormCode::Answers,
            DraftForm::Exception => DraftFormCode::Exception,
        },
        fields: draft.fields,
        at: draft.at.0,
    }
}

/// The form that is meant.
pub fn draft_form(code: DraftFormCode) -> DraftForm {
    match code {
        DraftFormCode::NewCase => DraftForm::NewCase,
        DraftFormCode::Note => DraftForm::Note,
        DraftFormCode::CannotVerify => DraftForm::CannotVerify,
        DraftFormCode::Cancel => DraftForm::Cancel,
        DraftFormCode::ClearHold => DraftForm::ClearHold,
        DraftFormCode::Evidence => DraftForm::Evidence,
        DraftFormCode::Question => DraftForm::Question,
        DraftFormCode::Answers => DraftForm::Answers,
        DraftFormCode::Exception => DraftForm::Exception,
    }
}
