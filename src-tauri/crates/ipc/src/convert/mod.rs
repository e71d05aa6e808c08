//! Domain -> transport, only here.

mod case;
mod checkpoint;
mod codes;
mod console;
mod desk;
mod feeds;
mod gates;
mod health;
mod history;
mod lists;
mod looking_back;
mod policy;
mod refusal;
mod rules;
mod statement;
mod timeline;

pub use case::{ReachedNow, case_view};
pub use checkpoint::{checkpoint_view, held_view};
pub use codes::{
    channel_of, cue_answer_of, disposition_of, exception_of, kind_of, outcome_of, pathway_of, reason_of, role_of,
};
pub use console::{abilities, credential_id, key_setting, key_view, person_view, setup_view, stored_view};
pub use desk::{change_of, desk_view, raises_flag, reference_of};
pub use feeds::{feed_findings, feed_name, feed_view, parked_views};
pub use gates::gate_views;
pub use health::{Found, noted};
pub use history::{case_query, history_choices, history_page};
pub use lists::{account_view, found_accounts, verify_view, work_counts, work_row};
pub use looking_back::{patterns_view, sample_view};
pub use policy::{bounds_of, policy_asks, policy_change, policy_view};
pub use refusal::refusal;
pub use statement::statement_view;
