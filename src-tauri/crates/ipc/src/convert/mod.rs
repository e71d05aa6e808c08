//! Domain -> transport, only here.

mod case;
mod checkpoint;
mod codes;
mod compare;
mod console;
mod desk;
mod drafts;
mod feeds;
mod finding;
mod gates;
mod health;
mod history;
mod incident;
mod lists;
mod looking_back;
mod machines;
mod policy;
mod privacy;
mod quorum;
mod refusal;
mod rules;
mod statement;
mod tables;
mod timeline;

use case::person as person_of;

pub use case::{ReachedNow, case_view};
pub use checkpoint::{checkpoint_view, held_view};
pub use codes::{
    channel_of, cue_answer_of, disposition_of, exception_of, kind_of, outcome_of, pathway_of, reason_of, role_of,
};
pub use compare::compare_view;
pub use console::{abilities, credential_id, key_setting, key_view, person_view, setup_view, stored_view};
pub use desk::{change_of, desk_view, raises_flag, reference_of};
pub use drafts::{draft_form, draft_view};
pub use feeds::{feed_findings, feed_name, feed_view, parked_views};
pub use finding::hits_view;
pub use gates::gate_views;
pub use health::{Found, noted};
pub use history::{case_query, history_choices, history_page};
pub use incident::{finding_of, referenced, report_channel_of};
pub use lists::{account_view, by_urgency, found_accounts, verify_view, work_counts, work_row};
pub use looking_back::{patterns_view, sample_view};
pub use machines::machines_view;
pub use policy::{bounds_of, policy_asks, policy_change, policy_view};
pub use privacy::file_class_of;
pub use quorum::{quorum_alarm, quorum_view};
pub use refusal::refusal;
pub use statement::statement_view;
pub use tables::{form_of, history_table, patterns_table, sample_table, timeline_table, work_table};
pub use timeline::timeline;
