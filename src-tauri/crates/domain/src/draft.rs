//! What somebody typed and did not submit: for how long it is kept, and how much of it. No secret is ever typed into one of
//! these forms.

use crate::ids::CaseId;
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A draft is kept so long after it was last typed in.
pub const KEPT: Span = Span::days(7);

/// So many drafts of one person are kept, the ones typed last.
pub const MOST: usize = 50;

/// So many characters a draft may have, and so many fields.
const LONGEST: usize = 20_000;
const MOST_FIELDS: usize = 60;

/// A form whose text is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftForm {
    /// A case that is not opened yet.
    NewCase,
    /// A note. Where it is filed is not kept.
    Note,
    /// Why a subject cannot be verified.
    CannotVerify,
    /// Why a case is given up.
    Cancel,
    /// What security found of a hold.
    ClearHold,
    /// A piece of evidence.
    Evidence,
    /// A question to the agent.
    Question,
    /// Answers, by the question.
    Answers,
    /// An exception.
    Exception,
}

/// What was typed into one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Of which case; `None` before there is one.
    pub case: Option<CaseId>,
    /// Into which form.
    pub form: DraftForm,
    /// What, by the field.
    pub fields: BTreeMap<String, String>,
    /// When it was last typed in.
    pub at: Timestamp,
}

impl Draft {
    /// Whether nothing is typed.
    pub fn is_blank(&self) -> bool {
        self.fields.values().all(|text| text.trim().is_empty())
    }

    /// Whether it is small enough to be kept.
    pub fn fits(&self) -> bool {
        let length: usize = self.fields.iter().map(|(name, text)| name.chars().count() + text.chars().count()).sum();
        self.fields.len() <= MOST_FIELDS && length <= LONGEST
    }
}

/// Those of `drafts` that are still kept at `now`.
pub fn current(drafts: Vec<Draft>, now: Timestamp) -> Vec<Draft> {
    drafts.into_iter().filter(|draft| now.since(draft.at) < KEPT).collect()
}

/// `drafts` with `draft` in place of the one of the same form of the same case; a blank one only takes that away.
pub fn with(drafts: Vec<Draft>, draft: Draft) -> Vec<Draft> {
    let now = draft.at;
    let mut all = current(drafts, now);
    all.retain(|one| one.case != draft.case || one.form != draft.form);
    if !draft.is_blank() {
        all.push(draft);
    }
    let spare = all.len().saturating_sub(MOST);
    all.split_off(spare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn draft(case: u128, form: DraftForm, text: &str, at: Timestamp) -> Draft {
        let fields = BTreeMap::from([("text".to_owned(), text.to_owned())]);
        Draft { case: Some(CaseId(Uuid::from_u128(case))), form, fields, at }
    }

    #[test]
    fn a_draft_takes_the_place_of_the_one_of_its_form_and_case_alone() {
        let of = |case, form, text| draft(case, form, text, NOW);
        let all = vec![of(1, DraftForm::Note, "old"), of(1, DraftForm::Cancel, "c"), of(2, DraftForm::Note, "other")];
        let new = of(1, DraftForm::Note, "new");
        assert_eq!(with(all.clone(), new.clone()), [all[1].clone(), all[2].clone(), new]);
        // Submitted, or taken back letter by letter.
        assert_eq!(with(all.clone(), of(1, DraftForm::Note, " \n")), [all[1].clone(), all[2].clone()]);
    }

    #[test]
    fn a_draft_is_kept_for_seven_days() {
        let old = draft(1, DraftForm::Note, "n", NOW);
        let last = Timestamp(NOW.plus(KEPT).0 - 1);
        assert_eq!(current(vec![old.clone()], last), std::slice::from_ref(&old));
        assert_eq!(current(vec![old.clone()], NOW.plus(KEPT)), []);
        let new = draft(2, DraftForm::Note, "n", NOW.plus(KEPT));
        assert_eq!(with(vec![old], new.clone()), [new]);
    }

    #[test]
    fn the_ones_typed_last_are_kept() {
        let mut all = Vec::new();
        for n in 0..60 {
            all = with(all, draft(n, DraftForm::Note, "n", NOW));
        }
        assert_eq!(all.len(), MOST);
        assert_eq!(all.first().and_then(|one| one.case), Some(CaseId(Uuid::from_u128(10))));
    }

    #[test]
    fn a_draft_has_its_limits() {
        let long = |length: usize| draft(1, DraftForm::Note, &"ä".repeat(length), NOW).fits();
        assert!(long(LONGEST - "text".len()));
        assert!(!long(LONGEST));
        let fields = |n: usize| (0..n).map(|n| (n.to_string(), String::new())).collect();
        let many = |n| Draft { fields: fields(n), ..draft(1, DraftForm::Answers, "", NOW) }.fits();
        assert!(many(MOST_FIELDS));
        assert!(!many(MOST_FIELDS + 1));
    }
}
