//! The FIDO Metadata Service's file, fetched. Who signed it is checked by whoever reads it; here it is only kept from
//! coming from another host, from being too large and from never ending.

use crate::http::{limited, unanswered, usable};
use postern_ports::directory::DirectoryFault;
use reqwest::{Client, StatusCode, redirect};
use std::time::Duration;

/// How long the whole file may take: it has about 11 MB.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often an address may lead to another one of its host.
const MOST_REDIRECTS: usize = 4;

/// The file at `url`, of at most `most` bytes. Of a compact JWS it has the shape, no more is known.
///
/// # Errors
///
/// `Down` and `TimedOut` where nothing is known of the file; `Refused` where the address may not be used, leads to
/// another host or has no file; `Nonsense` where what came is too large or not signed text.
pub async fn fetch_metadata(url: &str, most: usize) -> Result<Vec<u8>, DirectoryFault> {
    fetch(url, most, PATIENCE).await
}

async fn fetch(url: &str, most: usize, patience: Duration) -> Result<Vec<u8>, DirectoryFault> {
    let url = usable(url).map_err(|bad| DirectoryFault::Refused(bad.to_string()))?;
    let client = Client::builder()
        .timeout(patience)
        .redirect(within_the_host())
        .no_proxy()
        .build()
        .map_err(|_| DirectoryFault::Down("no client".to_owned()))?;
    let response = client.get(url).send().await.map_err(|e| unanswered(&e))?;
    match response.status() {
        StatusCode::OK => {}
        status if status.is_redirection() => {
            return Err(DirectoryFault::Refused("the address leads elsewhere".to_owned()));
        }
        status if status.is_server_error() => return Err(DirectoryFault::Down(status.to_string())),
        status => return Err(DirectoryFault::Refused(status.to_string())),
    }
    let file = limited(response, most).await?;
    if !is_signed_text(&file) {
        return Err(DirectoryFault::Nonsense("what came is no signed text".to_owned()));
    }
    Ok(file)
}

/// Redirects within one scheme, host and port are followed; any other is answered to as it stands.
fn within_the_host() -> redirect::Policy {
    redirect::Policy::custom(|attempt| {
        let from = attempt.previous();
        let stays = from.last().is_some_and(|url| url.origin() == attempt.url().origin());
        if stays && from.len() <= MOST_REDIRECTS { attempt.follow() } else { attempt.stop() }
    })
}

/// Three parts in base64url (RFC 7515 §7.1): a page to sign in to a network is told from the file before it is kept.
fn is_signed_text(file: &[u8]) -> bool {
    let parts: Vec<&[u8]> = file.trim_ascii_end().splitn(4, |b| *b == b'.').collect();
    let fits =
        |part: &&[u8]| !part.is_empty() && part.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    parts.len() == 3 && parts.iter().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::{TcpListener, TcpStream};

    const FILE: &str = "eyJh.eyJu.c2ln\n";

    /// What the server does after it sent its answer.
    #[derive(Clone, Copy)]
    enum Then {
        Close,
        GoOnForEver,
        FallSilent,
    }

    /// A server on loopback that answers each path in its way.
    async fn server(answer: fn(&str) -> (String, Then)) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, answer));
            }
        });
        url
    }

    async fn serve(mut stream: TcpStream, answer: fn(&str) -> (String, Then)) {
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            request.push(stream.read_u8().await.unwrap());
        }
        let request = String::from_utf8(request).unwrap();
        let (text, then) = answer(request.split(' ').nth(1).unwrap());
        stream.write_all(text.as_bytes()).await.unwrap();
        match then {
            Then::Close => {}
            Then::GoOnForEver => while stream.write_all(&[b'A'; 4096]).await.is_ok() {},
            Then::FallSilent => std::future::pending().await,
        }
    }

    fn ok(body: &str) -> (String, Then) {
        (format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}"), Then::Close)
    }

    fn to(place: &str) -> (String, Then) {
        (format!("HTTP/1.1 302 Found\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n"), Then::Close)
    }

    async fn fetched(url: &str) -> Result<Vec<u8>, DirectoryFault> {
        fetch(url, 64, Duration::from_secs(5)).await
    }

    fn refused(result: Result<Vec<u8>, DirectoryFault>) -> String {
        match result {
            Err(DirectoryFault::Refused(why)) => why,
            other => panic!("not refused: {other:?}"),
        }
    }

    #[tokio::test]
    async fn a_file_is_fetched_as_it_is() {
        let url = server(|_| ok(FILE)).await;
        assert_eq!(fetch_metadata(&url, 64).await, Ok(FILE.as_bytes().to_vec()));
        assert_eq!(fetch_metadata(&url, FILE.len()).await, Ok(FILE.as_bytes().to_vec()));
    }

    #[tokio::test]
    async fn a_file_that_is_too_large_is_not_read_to_its_end() {
        let url = server(|path| match path {
            "/long" => ok(&format!("{FILE}{}", " ".repeat(64))),
            _ => ("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_owned(), Then::GoOnForEver),
        });
        let url = url.await;
        for path in ["long", "endless"] {
            let found = fetched(&format!("{url}/{path}")).await;
            assert_eq!(found, Err(DirectoryFault::Nonsense("an answer of more than 64 bytes".to_owned())), "{path}");
        }
    }

    #[tokio::test]
    async fn what_is_no_signed_text_is_not_taken() {
        let url = server(|path| match path {
            "/page" => ok("<html>Sign in to this network. Please.</html>"),
            "/two" => ok("eyJh.eyJu"),
            "/four" => ok("eyJh.eyJu.c2ln.c2ln"),
            "/unsigned" => ok("eyJh.eyJu."),
            _ => ok(""),
        });
        let url = url.await;
        for path in ["page", "two", "four", "unsigned", "nothing"] {
            let found = fetched(&format!("{url}/{path}")).await;
            assert_eq!(found, Err(DirectoryFault::Nonsense("what came is no signed text".to_owned())), "{path}");
        }
    }

    #[tokio::test]
    async fn a_status_says_whether_the_file_is_there() {
        let url = server(|path| (format!("HTTP/1.1 {} X\r\nContent-Length: 0\r\n\r\n", &path[1..]), Then::Close)).await;
        for status in ["404", "403", "204"] {
            assert!(refused(fetched(&format!("{url}/{status}")).await).contains(status));
        }
        let down = fetched(&format!("{url}/503")).await;
        assert!(matches!(&down, Err(DirectoryFault::Down(why)) if why.contains("503")), "{down:?}");
    }

    #[tokio::test]
    async fn redirects_stay_with_their_host() {
        let url = server(|path| match path {
            "/file" => ok(FILE),
            "/moved" => to("/file"),
            "/round" => to("/round"),
            "/off" => to("http://localhost:1/file"),
            _ => to("https://127.0.0.1/file"),
        });
        let url = url.await;
        assert_eq!(fetched(&format!("{url}/moved")).await, Ok(FILE.as_bytes().to_vec()));
        for path in ["off", "other-scheme", "round"] {
            assert!(refused(fetched(&format!("{url}/{path}")).await).contains("elsewhere"), "{path}");
        }
    }

    #[tokio::test]
    async fn nothing_is_waited_for_for_ever() {
        let url = server(|path| match path {
            "/begun" => ("HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\neyJh".to_owned(), Then::FallSilent),
            _ => (String::new(), Then::FallSilent),
        });
        let url = url.await;
        for path in ["begun", "silent"] {
            let found = fetch(&format!("{url}/{path}"), 64, Duration::from_millis(200)).await;
            assert_eq!(found, Err(DirectoryFault::TimedOut), "{path}");
        }
    }

    #[tokio::test]
    async fn plain_http_is_for_this_machine_alone() {
        for url in ["http://mds3.fidoalliance.org/", "ftp://127.0.0.1/", "file:///etc/passwd", "mds"] {
            assert!(!refused(fetched(url).await).is_empty(), "{url}");
        }
    }
}
