//! A temporary access pass: what the subject signs in with once, to enrol a passkey of their own.

use super::Entra;
use super::answers::{nonsense, parse};
use postern_domain::ids::AccountId;
use postern_domain::time::{Span, Timestamp};
use postern_ports::directory::{DirectoryFault, Invitation};
use reqwest::Method;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};

/// How long a pass holds, in minutes.
const HOLDS: i64 = 60;

/// A pass that was issued. No `Debug`: it opens an account.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PassRow {
    temporary_access_pass: Option<String>,
    start_date_time: Option<String>,
    created_date_time: Option<String>,
    lifetime_in_minutes: Option<i64>,
}

impl Entra {
    /// Issues a pass. One that is pending is deleted by it: an account has one at most.
    pub(super) async fn pass(&self, account: &AccountId) -> Result<Invitation, DirectoryFault> {
        let body = json!({"lifetimeInMinutes": HOLDS, "isUsableOnce": true});
        let place = ["users", account.as_str(), "authentication", "temporaryAccessPassMethods"];
        invitation(self.change(Method::POST, &place, Some(body)).await?)
    }
}

fn invitation(value: Value) -> Result<Invitation, DirectoryFault> {
    let row: PassRow = parse(value)?;
    let pass = row.temporary_access_pass.filter(|pass| !pass.is_empty());
    let pass = SecretString::from(pass.ok_or_else(|| nonsense("a pass that is not shown"))?);
    let begins = row.start_date_time.or(row.created_date_time).and_then(|at| Timestamp::parse(&at));
    let holds = row.lifetime_in_minutes.filter(|minutes| (0..=43_200).contains(minutes));
    Ok(Invitation { pass: Some(pass), until: begins.zip(holds).map(|(at, n)| at.plus(Span::minutes(n))) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_ports::secrets::reveal;

    #[test]
    fn a_pass_holds_from_its_beginning() {
        // From Graph's own example.
        let issued = json!({
            "@odata.type": "#microsoft.graph.temporaryAccessPassAuthenticationMethod",
            "id": "6f1967b7-15e8-4935-ac26-d50770ed07a7",
            "temporaryAccessPass": "+drkzqAD",
            "createdDateTime": "2022-06-02T16:21:09.765173Z",
            "startDateTime": "2022-06-05T00:00:00Z",
            "lifetimeInMinutes": 60,
            "isUsableOnce": false,
            "isUsable": false,
            "methodUsabilityReason": "NotYetValid",
        });
        let invited = invitation(issued).unwrap();
        // Exposed to be compared.
        assert_eq!(invited.pass.as_ref().map(reveal), Some("+drkzqAD"));
        assert_eq!(invited.until, Timestamp::parse("2022-06-05T01:00:00Z"));
    }

    #[test]
    fn a_pass_that_is_not_shown_is_none() {
        assert!(invitation(json!({"id": "x", "temporaryAccessPass": null})).is_err());
        let endless = json!({"temporaryAccessPass": "x", "lifetimeInMinutes": i64::MAX, "createdDateTime": "now"});
        assert_eq!(invitation(endless).unwrap().until, None);
    }
}
