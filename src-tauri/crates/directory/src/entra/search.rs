//! Lists of which one page is read at a time, and users by the beginning of their sign-in name.

use super::Entra;
use super::answers::{Page, nonsense, parse, reason};
use postern_domain::ids::AccountId;
use postern_ports::directory::{AccountPage, DirectoryFault, FoundAccount, PageMark};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::form_urlencoded::byte_serialize;

/// A user in a list.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct FoundRow {
    id: String,
    user_principal_name: Option<String>,
    display_name: Option<String>,
}

impl FoundRow {
    fn account(self) -> Result<FoundAccount, DirectoryFault> {
        let login = self.user_principal_name.unwrap_or_default();
        let name = self.display_name.filter(|name| !name.is_empty()).unwrap_or_else(|| login.clone());
        Ok(FoundAccount { id: AccountId::new(self.id).map_err(nonsense)?, login, name })
    }
}

impl Entra {
    /// One page of the list at `place`: the first, as `query` asks for it, or the one that `from` names.
    pub(super) async fn page<T>(
        &self,
        place: &[&str],
        query: &str,
        from: Option<&PageMark>,
    ) -> Result<Page<T>, DirectoryFault>
    where
        T: DeserializeOwned + Send,
    {
        let mut first = self.access.http().at(place);
        let url = match from {
            None => {
                first.set_query(Some(query));
                first
            }
            Some(mark) => {
                let named = self.access.http().own(&mark.0)?;
                if !named.path().eq_ignore_ascii_case(first.path()) {
                    return Err(nonsense("a page of another list"));
                }
                named
            }
        };
        parse(self.access.read(url, |request| request).await?.body(reason)?)
    }

    /// Users whose sign-in name begins with `beginning`.
    pub(super) async fn beginning_with(
        &self,
        beginning: &str,
        from: Option<&PageMark>,
    ) -> Result<AccountPage, DirectoryFault> {
        let page: Page<FoundRow> = self.page(&["users"], &query(beginning), from).await?;
        let rows: Result<Vec<_>, _> = page.value.into_iter().map(FoundRow::account).collect();
        Ok(AccountPage { rows: rows?, next: page.next.map(PageMark) })
    }
}

/// What asks for the first page. Without a beginning, all users are meant.
fn query(beginning: &str) -> String {
    let asked = "$select=id,userPrincipalName,displayName&$top=100";
    if beginning.is_empty() {
        return asked.to_owned();
    }
    let filter = format!("startswith(userPrincipalName,'{}')", beginning.replace('\'', "''"));
    format!("$filter={}&{asked}", escaped(&filter))
}

/// `text` as a value in a query, of which no sign means anything to the address.
pub fn escaped(text: &str) -> String {
    // A space as a plus is a form's spelling: whoever reads an address need not know it.
    byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    #[test]
    fn a_beginning_stays_inside_its_quotes() {
        for beginning in ["maya", "o'neil", "a+b c", "x')&$top=999&$filter=startswith(mail,'", "%27", "ö#"] {
            let mut url = Url::parse("https://graph.microsoft.com/v1.0/users").unwrap();
            url.set_query(Some(&query(beginning)));
            let sent: Vec<_> = url.query_pairs().into_owned().collect();
            let filter = format!("startswith(userPrincipalName,'{}')", beginning.replace('\'', "''"));
            assert_eq!(sent.len(), 3, "{url}");
            assert_eq!(sent[0], ("$filter".to_owned(), filter), "{url}");
            assert_eq!(sent[2], ("$top".to_owned(), "100".to_owned()), "{url}");
        }
        assert!(!query("").contains("$filter"));
    }
}
