//! What every way out over the network has in common: whom it trusts, which secret it shows, and what an answer means.

use crate::smtp::is_here;
use postern_ports::Secrets;
use postern_ports::feed::{Trouble, TroubleKind};
use postern_ports::secrets::reveal;
use reqwest::{Certificate, Client, Response, StatusCode, Url, redirect};
use secrecy::SecretString;
use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// The most that is read of an answer.
const MOST: usize = 1 << 20;

/// Settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadOutward {
    /// The address is none.
    #[error("not an address")]
    Malformed,
    /// It is not encrypted, and not on this machine.
    #[error("https is required, except on this machine")]
    Insecure,
    /// A certificate cannot be read, or none at all is trusted.
    #[error("a certificate that cannot be read")]
    Certificate,
}

/// A client that trusts `roots` alone, or the system's where there are none.
pub(crate) fn client(roots: &[Vec<u8>], patience: Duration) -> Result<Client, BadOutward> {
    let mut read = Vec::new();
    for root in roots {
        match Certificate::from_pem_bundle(root).ok().filter(|all| !all.is_empty()) {
            Some(all) => read.extend(all),
            None => read.push(Certificate::from_der(root).map_err(|_| BadOutward::Certificate)?),
        }
    }
    // What authorises is for one address: no redirect is followed. No connection is kept: on one that died meanwhile it
    // would not be known whether a request arrived.
    let builder =
        Client::builder().timeout(patience).redirect(redirect::Policy::none()).no_proxy().pool_max_idle_per_host(0);
    let builder = if roots.is_empty() { builder } else { builder.tls_certs_only(read) };
    builder.build().map_err(|_| BadOutward::Certificate)
}

/// The address, where it may be used: https, or plain http on this machine.
pub(crate) fn usable(url: &str) -> Result<Url, BadOutward> {
    let url = Url::parse(url).map_err(|_| BadOutward::Malformed)?;
    let host = url.host_str().ok_or(BadOutward::Malformed)?;
    if url.scheme() == "https" || (url.scheme() == "http" && is_here(host)) {
        Ok(url)
    } else {
        Err(BadOutward::Insecure)
    }
}

/// An address below `base`; each part is one of a path, whatever stands in it.
pub(crate) fn below(base: &Url, parts: &[&str]) -> Result<Url, Trouble> {
    let mut url = base.clone();
    let fits = url.path_segments_mut().map(|mut path| {
        path.pop_if_empty().extend(parts);
    });
    fits.map(|()| url).map_err(|()| Trouble::of(TroubleKind::Refused, "not an address with a path"))
}

/// The secret called `name`, as it is kept now: whoever changes it starts nothing again.
pub(crate) async fn secret(secrets: &Arc<dyn Secrets>, name: &str) -> Result<SecretString, Trouble> {
    let (from, asked) = (secrets.clone(), name.to_owned());
    let read = tokio::task::spawn_blocking(move || from.read(&asked)).await;
    let read = read.map_err(|_| Trouble::of(TroubleKind::Keyring, "the keyring's thread"))?;
    let kept = read.map_err(|fault| Trouble::of(TroubleKind::Keyring, fault.to_string()))?;
    // Exposed to see that there is one.
    kept.filter(|kept| !reveal(kept).is_empty()).ok_or_else(|| Trouble::of(TroubleKind::NoSecret, name))
}

/// What became of a request.
pub(crate) enum Judged {
    /// 2xx.
    Taken(Box<Response>),
    /// An answer says that it was not taken, and never will be.
    Never(Box<Response>),
    /// An answer says that it was not taken, or it never left.
    NotNow(Trouble),
    /// Nobody knows.
    Unknown(Trouble),
}

/// What an answer means.
pub(crate) fn judged(answer: Result<Response, reqwest::Error>) -> Judged {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return unanswered(&error),
    };
    let status = answer.status();
    let told = |kind| Trouble::of(kind, status.as_str());
    match status {
        _ if status.is_success() => Judged::Taken(Box::new(answer)),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
            Judged::NotNow(told(TroubleKind::Access))
        }
        StatusCode::TOO_MANY_REQUESTS => Judged::NotNow(told(TroubleKind::Busy)),
        StatusCode::REQUEST_TIMEOUT => Judged::Unknown(told(TroubleKind::Busy)),
        _ if status.is_client_error() => Judged::Never(Box::new(answer)),
        // A redirect is not followed, and moves nothing.
        _ if status.is_redirection() => Judged::NotNow(told(TroubleKind::Refused)),
        _ => Judged::Unknown(told(TroubleKind::Busy)),
    }
}

fn unanswered(error: &reqwest::Error) -> Judged {
    if error.is_connect() {
        return Judged::NotNow(if is_tls(error) {
            Trouble::of(TroubleKind::Tls, "its certificate is not trusted")
        } else {
            Trouble::of(TroubleKind::Unreachable, "no connection")
        });
    }
    Judged::Unknown(if error.is_timeout() {
        Trouble::of(TroubleKind::TimedOut, "no answer in time")
    } else {
        Trouble::of(TroubleKind::Unreachable, "the connection broke")
    })
}

/// Whether TLS is what failed. An error of input and output hides the one that it carries.
pub(crate) fn is_tls(error: &(dyn Error + 'static)) -> bool {
    let carried = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    error.is::<rustls::Error>() || carried.is_some_and(|inner| is_tls(inner)) || error.source().is_some_and(is_tls)
}

/// The status of a refusal that the service itself made: it says so in JSON, with `key`. What anything else on the way
/// answers, such as a proxy or another program at a wrong address, refuses nothing for good.
pub(crate) async fn refusal(answer: Response, key: &str) -> Result<StatusCode, Trouble> {
    let status = answer.status();
    let own = json(answer).await.is_ok_and(|body| body.get(key).is_some());
    if own { Ok(status) } else { Err(Trouble::of(TroubleKind::Refused, status.as_str())) }
}

/// The JSON of an answer, read no further than a limit.
pub(crate) async fn json(mut answer: Response) -> Result<serde_json::Value, Trouble> {
    let odd = |what: &str| Trouble::of(TroubleKind::Refused, what);
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|_| odd("an answer that broke off"))? {
        if body.len() + piece.len() > MOST {
            return Err(odd("an answer that is too long"));
        }
        body.extend_from_slice(&piece);
    }
    serde_json::from_slice(&body).map_err(|_| odd("an answer that is not JSON"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_goes_unencrypted_to_another_machine() {
        for (url, bad) in [
            ("https://siem.example.test/events", None),
            ("http://127.0.0.1:9/events", None),
            ("http://siem.example.test/events", Some(BadOutward::Insecure)),
            ("ftp://127.0.0.1/", Some(BadOutward::Insecure)),
            ("siem", Some(BadOutward::Malformed)),
        ] {
            assert_eq!(usable(url).err(), bad, "{url}");
        }
    }

    #[test]
    fn what_stands_in_a_part_stays_one_part() {
        let base = usable("https://desk.example.test/jira/").unwrap();
        let url = below(&base, &["rest", "a/b?c", "comment"]).unwrap();
        assert_eq!(url.as_str(), "https://desk.example.test/jira/rest/a%2Fb%3Fc/comment");
    }

    #[test]
    fn certificates_that_cannot_be_read_are_told() {
        let patience = Duration::from_secs(1);
        assert_eq!(client(&[b"no certificate".to_vec()], patience).err(), Some(BadOutward::Certificate));
        assert!(client(&[], patience).is_ok());
    }
}
