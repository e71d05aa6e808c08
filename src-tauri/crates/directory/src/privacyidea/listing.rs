//! Users in pages: the server sends all of them in one answer, in an order of its own, and a page of them is held.

use super::answers::{listed, named, nonsense, parse};
use crate::sieve::Sieve;
use postern_domain::ids::AccountId;
use postern_ports::directory::{AccountPage, DirectoryFault, FoundAccount, PageMark};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A page holds no more.
const PAGE: usize = 100;
/// What of a user is asked for.
pub const FOUND: &str = "username,givenname,surname";

/// A user in a listing.
#[derive(Debug, Deserialize)]
struct Row {
    username: String,
    givenname: Option<String>,
    surname: Option<String>,
}

impl Row {
    fn account(self) -> Result<FoundAccount, DirectoryFault> {
        let (given, family) = (self.givenname.unwrap_or_default(), self.surname.unwrap_or_default());
        Ok(FoundAccount {
            id: AccountId::new(self.username.clone()).map_err(nonsense)?,
            name: named(&given, &family, &self.username),
            login: self.username,
        })
    }
}

/// Keeps the first names after one, and one more: whether the listing goes on.
pub struct Page {
    beginning: String,
    after: String,
    kept: BTreeMap<String, Value>,
    odd: Option<Value>,
}

impl Page {
    /// One that keeps names which begin with `beginning`, regardless of case: in some stores of users `_` is any letter.
    pub fn sieve(beginning: &str, after: &str) -> Box<dyn Sieve> {
        let (beginning, after) = (beginning.to_lowercase(), after.to_owned());
        Box::new(Self { beginning, after, kept: BTreeMap::new(), odd: None })
    }
}

impl Sieve for Page {
    fn path(&self) -> &'static [&'static str] {
        &["result", "value"]
    }

    fn take(&mut self, element: Value) {
        let Some(name) = element.get("username").and_then(Value::as_str) else {
            // Not left out: the answer is of another shape, and that shows.
            self.odd = Some(element);
            return;
        };
        if name > self.after.as_str() && name.to_lowercase().starts_with(&self.beginning) {
            self.kept.insert(name.to_owned(), element);
            if self.kept.len() > PAGE + 1 {
                self.kept.pop_last();
            }
        }
    }

    fn kept(&mut self) -> Vec<Value> {
        let kept = std::mem::take(&mut self.kept).into_values();
        kept.chain(self.odd.take()).collect()
    }
}

/// A page, from what was kept of an answer. The mark of the next one is the last name: who comes or goes meanwhile moves
/// nobody from one page to another.
pub fn page(value: Value) -> Result<AccountPage, DirectoryFault> {
    let mut rows: Vec<Row> = parse(listed(value)?)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| PageMark(last.username.clone()));
    let rows: Result<_, _> = rows.into_iter().map(Row::account).collect();
    Ok(AccountPage { rows: rows?, next })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sieve;
    use serde_json::json;

    fn read(value: &Value, beginning: &str, after: &str) -> Result<AccountPage, DirectoryFault> {
        let text = value.to_string();
        page(sieve::read(text.as_bytes(), Page::sieve(beginning, after).as_mut()).unwrap())
    }

    #[test]
    fn a_long_list_is_read_page_by_page_in_order() {
        let row = |n: usize| json!({"username": format!("User{n:03}"), "givenname": "Maya", "surname": null});
        let mut rows: Vec<_> = (0..250).rev().map(row).collect();
        // A store took `_` in `user_` for any letter.
        rows.push(json!({"username": "other"}));
        let value = json!({"result": {"status": true, "value": rows}});
        let (mut from, mut sizes, mut last) = (String::new(), Vec::new(), String::new());
        loop {
            let page = read(&value, "user", &from).unwrap();
            for row in &page.rows {
                assert!(row.login > last && row.name == "Maya", "{row:?}");
                last.clone_from(&row.login);
            }
            sizes.push(page.rows.len());
            let Some(next) = page.next else { break };
            from = next.0;
        }
        assert_eq!(sizes, [100, 100, 50]);
        assert_eq!(read(&value, "user", "z").unwrap(), AccountPage::default());
    }

    #[test]
    fn a_page_that_is_just_full_is_the_last() {
        let rows: Vec<_> = (0..PAGE).map(|n| json!({"username": format!("u{n:03}")})).collect();
        let found = read(&json!({"result": {"value": rows}}), "", "").unwrap();
        assert_eq!((found.rows.len(), found.next), (PAGE, None));
    }

    #[test]
    fn a_page_and_one_more_is_what_is_held() {
        let mut sieve = Page::sieve("", "");
        for n in 0..10_000 {
            sieve.take(json!({"username": format!("u{:05}", (n * 7919) % 10_000)}));
        }
        let kept = sieve.kept();
        assert_eq!((kept.len(), &kept[100]["username"]), (PAGE + 1, &json!("u00100")));
    }

    #[test]
    fn an_answer_of_another_shape_or_of_half_of_the_stores_is_a_fault() {
        let odd = read(&json!({"result": {"value": [{"username": "a"}, {"login": "b"}]}}), "", "");
        assert!(matches!(odd, Err(DirectoryFault::Nonsense(_))), "{odd:?}");
        let value = json!({"result": {"status": true, "value": []}, "detail": {"skipped_resolvers": ["ldap"]}});
        assert!(matches!(read(&value, "a", ""), Err(DirectoryFault::Down(_))));
    }
}
