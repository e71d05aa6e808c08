//! What a comment says.

use crate::Words;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use postern_domain::ids::{CaseId, LedgerId};
use postern_domain::recovery::{CaseEvent, Disposition};
use postern_domain::time::Timestamp;
use postern_ports::event_store::Recorded;

/// What a ticket is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The case was opened for this ticket.
    Opened,
    /// A supervisor co-signed.
    Approved,
    /// Every gate was met.
    Completed,
    /// The subject could not be verified.
    Refused,
    /// The subject repudiated it, or a reviewer judged it an incident.
    Incident,
}

impl Moment {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Opened, Self::Approved, Self::Completed, Self::Refused, Self::Incident];

    /// What a record of a case is to its ticket; `None` for most.
    pub fn of(event: &CaseEvent) -> Option<Self> {
        match event {
            CaseEvent::CaseOpened(_) => Some(Self::Opened),
            CaseEvent::ApprovalSigned(_) => Some(Self::Approved),
            CaseEvent::CaseCompleted { .. } => Some(Self::Completed),
            CaseEvent::CaseRefused { .. } => Some(Self::Refused),
            CaseEvent::Repudiated { .. } | CaseEvent::CaseReviewed { disposition: Disposition::Incident, .. } => {
                Some(Self::Incident)
            }
            _ => None,
        }
    }

    /// Stable code; words are keyed by it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Approved => "approved",
            Self::Completed => "completed",
            Self::Refused => "refused",
            Self::Incident => "incident",
        }
    }
}

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// By which it is found again: it stands in the comment, and nowhere else.
    pub mark: String,
    /// The ticket, as it was typed.
    pub ticket: String,
    /// The case.
    pub case: CaseId,
    /// The record that it tells of.
    pub position: u64,
    /// What happened.
    pub moment: Moment,
    /// When.
    pub at: Timestamp,
    /// What it says, in sentences.
    pub said: Vec<String>,
    /// The history's checkpoint, as it was signed.
    pub checkpoint: String,
}

impl Comment {
    /// What `moment` of `case` is told as. `checkpoint` is a signed one that covers the record.
    pub fn new(
        words: &Words,
        (ledger, case, moment): (LedgerId, CaseId, Moment),
        ticket: &str,
        record: &Recorded,
        checkpoint: String,
    ) -> Self {
        let hash = record.hash.get(..8).unwrap_or(&record.hash);
        let mark = format!("postern-{ledger}-{}-{hash}", record.position);
        let (short, id, position) = (case.short(), case.to_string(), record.position.to_string());
        let at = record.at.rfc3339().unwrap_or_default();
        let mut said = vec![
            words.say(&format!("ticket-{}", moment.code()), &[("case", short.as_str())]),
            words.say("ticket-case", &[("id", id.as_str()), ("record", position.as_str()), ("at", at.as_str())]),
        ];
        if let Some(stated) = stated(&checkpoint) {
            let args = [("size", stated.size.as_str()), ("root", stated.root.as_str()), ("key", stated.key.as_str())];
            said.push(words.say("ticket-witness", &args));
        }
        let (ticket, position, at) = (ticket.to_owned(), record.position, record.at);
        Self { mark, ticket, case, position, moment, at, said, checkpoint }
    }

    /// The whole comment as plain text.
    pub fn text(&self) -> String {
        format!("{}\n\n{}\n{}", self.said.join("\n"), self.checkpoint.trim_end(), self.mark)
    }
}

/// What a checkpoint states (C2SP tlog-checkpoint), for people.
struct Stated {
    size: String,
    root: String,
    /// The id of the key that signed it, as verifiers print it: eight digits.
    key: String,
}

fn stated(note: &str) -> Option<Stated> {
    let mut lines = note.lines();
    let (_origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
    let signed = note.lines().find_map(|line| line.strip_prefix("— ")?.rsplit_once(' '))?;
    let blob = STANDARD.decode(signed.1).ok()?;
    let key = hex::encode(blob.get(..4)?);
    Some(Stated { size: size.to_owned(), root: root.to_owned(), key })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::Language;
    use postern_domain::ids::{ConsoleId, PersonId};
    use postern_ports::event_store::{Happening, Stream};

    /// A checkpoint by a key with the id 01020304.
    pub const CHECKPOINT: &str = "l.postern.invalid/history\n7\nq83vEjRWeJA=\n\n— l.postern.invalid/history AQIDBKvN\n";

    pub fn comment(ticket: &str) -> Comment {
        let case: CaseId = "00000000-0000-0000-0000-00000012ab34".parse().unwrap();
        let console: ConsoleId = "00000000-0000-0000-0000-00000000000c".parse().unwrap();
        let by: PersonId = "00000000-0000-0000-0000-000000000066".parse().unwrap();
        let at = Timestamp(1_700_000_000_000);
        let event = CaseEvent::CaseRefused { by, note: "not Maya".to_owned(), rules: Vec::new(), at };
        let moment = Moment::of(&event).unwrap();
        let happening = Happening::Case(event);
        let (stream, hash) = (Stream::Case(case), "ab12cd34".repeat(8));
        let record = Recorded { position: 7, stream, seq: 3, at, console, hash, happening };
        let ledger = "00000000-0000-0000-0000-00000000000a".parse().unwrap();
        Comment::new(&Words::english(), (ledger, case, moment), ticket, &record, CHECKPOINT.to_owned())
    }

    #[test]
    fn a_comment_has_its_witness_and_names_nobody() {
        let comment = comment("INC0010001");
        assert_eq!(comment.mark, "postern-00000000-0000-0000-0000-00000000000a-7-ab12cd34");
        let text = comment.text();
        for part in ["C-12AB34", "2023-11-14T22:13:20Z", "7 records", "q83vEjRWeJA=", "01020304"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(text.contains(CHECKPOINT.trim_end()), "the checkpoint can be pasted as it is");
        assert!(text.ends_with(&comment.mark) && !text.contains("Maya"), "{text}");
    }

    #[test]
    fn every_moment_has_its_words_in_every_language() {
        for language in Language::ALL {
            let words = Words::of(language);
            for moment in Moment::ALL {
                let said = words.say(&format!("ticket-{}", moment.code()), &[("case", "C-12AB34")]);
                assert!(said.contains("C-12AB34"), "{said}");
            }
        }
    }

    #[test]
    fn a_checkpoint_that_is_none_states_nothing() {
        for odd in ["", "a\nb", "a\n1\nr\n\n— n !!\n", "a\n1\nr\n\n— n AQI=\n"] {
            assert!(stated(odd).is_none(), "{odd}");
        }
    }
}
