//! The history, page by page.

use crate::{Console, Fault};
use postern_ports::case_list::{CaseChoices, CaseQuery, ListedCase};

/// How many cases a page holds.
const PAGE: u32 = 50;

/// Where counting what a search for words finds ends: a letter alone begins a word of nearly every case.
const COUNTED: u32 = 10_000;

/// A page of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryPage {
    /// Cases, newest first.
    pub cases: Vec<ListedCase>,
    /// What the page after this one is asked for with; `None` where this is the last.
    pub next: Option<u64>,
    /// How many cases there are; told with the first page.
    pub total: Option<Total>,
}

/// How many cases were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// So many.
    pub count: u32,
    /// Or more: counting ended there.
    pub or_more: bool,
}

impl Console {
    /// The cases that `query` asks for, from the newest on, or after the page that told `next`.
    pub async fn history(&self, query: &CaseQuery, next: Option<u64>) -> Result<HistoryPage, Fault> {
        self.actor()?;
        let store = &self.parts().store;
        let mut cases = store.list_cases(query, next, PAGE + 1).await?;
        let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let more = cases.len() > page;
        cases.truncate(page);
        let last = cases.last().map(|case| case.position);
        let total = match next {
            Some(_) => None,
            None => {
                let most = if query.text.trim().is_empty() { u32::MAX } else { COUNTED };
                let count = store.count_cases(query, most).await?;
                Some(Total { count, or_more: count == most })
            }
        };
        Ok(HistoryPage { next: last.filter(|_| more), cases, total })
    }

    /// What the cases of the history can be told apart by.
    pub async fn history_choices(&self) -> Result<CaseChoices, Fault> {
        self.actor()?;
        Ok(self.parts().store.case_choices().await?)
    }
}
