//! Finding anything by what is typed: cases, people and directories. Pages of the console are the window's own.

use crate::{Console, Fault};
use postern_domain::recovery::CaseLine;
use postern_domain::staff::{Person, Role};
use postern_ports::case_list::{CaseQuery, Which};

/// So many of a kind are found at most: whoever wants more types more, or looks into the history.
pub const MOST: usize = 8;

/// Longer than anything that is searched by.
const LONGEST: usize = 200;

/// What was found, of each kind.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// Cases that run, newest first.
    pub open: Vec<CaseLine>,
    /// Cases that ended, newest first: for supervisors and reviewers.
    pub ended: Vec<CaseLine>,
    /// Those who work here.
    pub people: Vec<Person>,
    /// Directories: their names and tenants.
    pub directories: Vec<(String, String)>,
}

impl Console {
    /// What fits `text`, for whoever is signed in. The text is kept nowhere.
    pub async fn find(&self, text: &str) -> Result<Hits, Fault> {
        let role = self.actor()?.role();
        let text: String = text.chars().take(LONGEST).collect();
        if text.trim().is_empty() {
            return Ok(Hits::default());
        }
        let ended = match role {
            Role::Supervisor | Role::Reviewer => self.lines(&text, Which::Ended).await?,
            Role::Agent | Role::Administrator => Vec::new(),
        };
        let roster = self.roster().await?;
        let people = roster.people().filter(|person| fits(&text, &[&person.name, &person.staff_number]));
        let directories = self.directories();
        let named = directories.iter().map(|d| (d.id().to_string(), d.tenant().to_owned()));
        Ok(Hits {
            open: self.lines(&text, Which::Open).await?,
            ended,
            people: people.take(MOST).cloned().collect(),
            directories: named.filter(|(id, tenant)| fits(&text, &[id, tenant])).take(MOST).collect(),
        })
    }

    async fn lines(&self, text: &str, which: Which) -> Result<Vec<CaseLine>, Fault> {
        let query = CaseQuery { text: text.to_owned(), ..CaseQuery::of(which) };
        let most = u32::try_from(MOST).unwrap_or(u32::MAX);
        let listed = self.parts().store.list_cases(&query, None, most).await?;
        Ok(listed.into_iter().map(|case| case.line).collect())
    }
}

/// Whether each word of `text` begins a word of one of `names`, as the history is searched.
fn fits(text: &str, names: &[&str]) -> bool {
    let known: Vec<String> = names.iter().flat_map(|name| words(name)).collect();
    let asked = words(text);
    !asked.is_empty() && asked.iter().all(|word| known.iter().any(|one| one.starts_with(word.as_str())))
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn each_word_begins_a_word_of_a_name_in_any_order_and_case() {
        for text in ["ann", "LEE ann", "s-1", "1", "anna lee"] {
            assert!(fits(text, &["Anna-Maria Lee", "S-1"]), "{text}");
        }
        for text in ["nna", "anna smith", "", " ", "%", "lee ."] {
            assert_eq!(fits(text, &["Anna-Maria Lee", "S-1"]), text == "lee .", "{text}");
        }
    }
}
