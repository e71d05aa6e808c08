//! Listings that are read one page at a time.

use super::Okta;
use super::answers::{UserRow, nonsense, parse, reason};
use postern_ports::directory::{AccountPage, DirectoryFault, PageMark};
use serde::de::DeserializeOwned;

/// A page of a listing holds no more.
const PAGE: usize = 100;
/// [`PAGE`], as it is asked for.
pub const LIMIT: (&str, &str) = ("limit", "100");
/// What of a user a listing tells.
const FIELDS: &str = "id,profile:(login,firstName,lastName)";

impl Okta {
    /// Users whose sign-in name begins with `beginning`; all, where it is empty.
    pub(super) async fn listed(&self, beginning: &str, from: Option<&PageMark>) -> Result<AccountPage, DirectoryFault> {
        let Some(asked) = beginning_with(beginning) else { return Ok(AccountPage::default()) };
        let mut query = vec![LIMIT, ("fields", FIELDS)];
        if !beginning.is_empty() {
            query.push(("search", asked.as_str()));
        }
        let (rows, next) = self.page::<UserRow>(&["api", "v1", "users"], &query, from).await?;
        let rows: Result<Vec<_>, _> = rows.into_iter().map(UserRow::found).collect();
        Ok(AccountPage { rows: rows?, next })
    }

    /// One page of a listing, and where it goes on: the first, which `query` asks for, or the one that `from` leads to.
    pub(super) async fn page<T: DeserializeOwned + Send>(
        &self,
        segments: &[&str],
        query: &[(&str, &str)],
        from: Option<&PageMark>,
    ) -> Result<(Vec<T>, Option<PageMark>), DirectoryFault> {
        let first = self.at(segments, "");
        let answer = match from {
            Some(mark) => {
                let next = self.access.http().own(&mark.0)?;
                if next.path() != first.path() {
                    return Err(nonsense("a mark of another listing"));
                }
                self.get(next).await?
            }
            None => self.access.read(first, |request| request.query(query)).await?,
        };
        let next = answer.next_link().map(PageMark);
        let rows: Vec<T> = parse(answer.body(reason)?)?;
        if rows.len() > PAGE { Err(nonsense("a page longer than was asked for")) } else { Ok((rows, next)) }
    }
}

/// What asks for sign-in names that begin so; `None` where none does. What could end the text is escaped.
fn beginning_with(beginning: &str) -> Option<String> {
    let named = beginning.chars().count() <= 100 && !beginning.chars().any(char::is_control);
    let escaped = beginning.replace('\\', "\\\\").replace('"', "\\\"");
    named.then(|| format!("profile.login sw \"{escaped}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_cannot_end_its_own_text() {
        assert_eq!(beginning_with("maya").as_deref(), Some("profile.login sw \"maya\""));
        assert_eq!(beginning_with("a\" or \\").as_deref(), Some("profile.login sw \"a\\\" or \\\\\""));
        assert_eq!(beginning_with("a\nb"), None);
        assert_eq!(beginning_with(&"x".repeat(101)), None);
    }
}
