//! The history: what is asked for, and its pages.

use super::codes;
use crate::dto::{ChoiceView, HistoryChoices, HistoryPageView, HistoryQuery, HistoryRow, WhichCode};
use postern_application::history::HistoryPage;
use postern_domain::ids::{DirectoryId, PersonId};
use postern_domain::recovery::CaseLine;
use postern_domain::staff::Roster;
use postern_domain::text::shown;
use postern_domain::time::Timestamp;
use postern_ports::case_list::{CaseChoices, CaseQuery, Which};

/// Longer than anything that a case is searched by.
const LONGEST: usize = 200;

/// What the window asks for; the name of the field that cannot be, where there is one.
pub fn case_query(asked: &HistoryQuery) -> Result<CaseQuery, &'static str> {
    let directory = asked.directory.as_deref().map(DirectoryId::new).transpose().map_err(|_| "directory")?;
    let agent = asked.agent.as_deref().map(str::parse::<PersonId>).transpose().map_err(|_| "agent")?;
    Ok(CaseQuery {
        text: asked.text.chars().take(LONGEST).collect(),
        which: which(asked.which),
        tier: asked.tier.map(codes::tier_of),
        directory,
        agent,
        model: asked.model.clone(),
        refused_by: asked.refused_by.clone(),
        from: asked.from.map(Timestamp),
        to: asked.to.map(Timestamp),
        sought: false,
        machines: false,
    })
}

fn which(code: WhichCode) -> Which {
    match code {
        WhichCode::All => Which::All,
        WhichCode::Open => Which::Open,
        WhichCode::ToReview => Which::ToReview,
        WhichCode::Reviewed => Which::Reviewed,
        WhichCode::Completed => Which::Completed,
        WhichCode::Refused => Which::Refused,
        WhichCode::Cancelled => Which::Cancelled,
        WhichCode::Incident => Which::Incident,
    }
}

/// A page of the history.
pub fn history_page(page: HistoryPage) -> HistoryPageView {
    HistoryPageView {
        rows: page.cases.iter().map(|case| history_row(&case.line)).collect(),
        next: page.next,
        total: page.total.map(|total| total.count),
        or_more: page.total.is_some_and(|total| total.or_more),
    }
}

fn history_row(line: &CaseLine) -> HistoryRow {
    HistoryRow {
        id: line.case.to_string(),
        short: line.case.short(),
        subject: shown(&line.name),
        login: shown(&line.login),
        directory: shown(line.directory.as_str()),
        reason: super::case::reason_name(line.reason).to_owned(),
        channel: super::case::channel_name(line.channel).to_owned(),
        tier: codes::tier(line.tier),
        lifecycle: codes::lifecycle(&line.lifecycle),
        reached: codes::stage(line.reached),
        reviewed: line.review.map(codes::disposition),
        opened_at: line.opened_at.0,
    }
}

/// What can be chosen; `model` knows what models are called.
pub fn history_choices(
    choices: &CaseChoices,
    roster: &Roster,
    model: impl Fn(&str) -> Option<String>,
) -> HistoryChoices {
    let named = |value: String, name: Option<String>| {
        let name = shown(name.as_deref().unwrap_or(&value));
        ChoiceView { value, name }
    };
    let agents = choices
        .agents
        .iter()
        .map(|agent| named(agent.to_string(), roster.person(*agent).map(|person| person.name.clone())));
    let mut agents: Vec<_> = agents.collect();
    agents.sort_by(|a, b| a.name.cmp(&b.name));
    HistoryChoices {
        directories: choices.directories.iter().map(|id| named(id.clone(), None)).collect(),
        agents,
        models: choices.models.iter().map(|aaguid| named(aaguid.clone(), model(aaguid))).collect(),
        refused_by: choices.refused_by.iter().map(|code| shown(code)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::TierCode;
    use postern_domain::recovery::Tier;

    fn asked() -> HistoryQuery {
        HistoryQuery {
            text: "maya".to_owned(),
            which: WhichCode::ToReview,
            tier: Some(TierCode::Privileged),
            directory: Some("corp".to_owned()),
            agent: Some("00000000-0000-0000-0000-000000000003".to_owned()),
            model: Some("m".to_owned()),
            refused_by: Some("APR-01".to_owned()),
            from: Some(1),
            to: Some(2),
        }
    }

    #[test]
    fn a_query_is_taken_as_it_is_asked() {
        let query = case_query(&asked()).unwrap();
        assert_eq!((query.text.as_str(), query.which, query.tier), ("maya", Which::ToReview, Some(Tier::Privileged)));
        assert_eq!(query.directory, Some(DirectoryId::new("corp").unwrap()));
        assert_eq!(query.agent, "00000000-0000-0000-0000-000000000003".parse::<PersonId>().ok());
        assert_eq!((query.model.as_deref(), query.refused_by.as_deref()), (Some("m"), Some("APR-01")));
        assert_eq!((query.from, query.to, query.sought), (Some(Timestamp(1)), Some(Timestamp(2)), false));
        let long = HistoryQuery { text: "ä".repeat(5_000), ..asked() };
        assert_eq!(case_query(&long).unwrap().text.chars().count(), LONGEST);
    }

    #[test]
    fn what_cannot_be_is_named() {
        assert_eq!(case_query(&HistoryQuery { agent: Some("anna".to_owned()), ..asked() }), Err("agent"));
        assert_eq!(case_query(&HistoryQuery { directory: Some(String::new()), ..asked() }), Err("directory"));
    }
}
