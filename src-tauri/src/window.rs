//! The one window. It shows the console's own pages and nothing else.

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Url, WebviewUrl, WebviewWindowBuilder};

/// Opens the window, on the gallery of components where that is wanted and there is one. Navigation to anywhere else, and
/// new windows, are refused.
pub fn open(app: &AppHandle, gallery: bool) -> tauri::Result<()> {
    let page = if gallery && cfg!(feature = "practice") { "index.html#gallery" } else { "index.html" };
    WebviewWindowBuilder::new(app, "main", WebviewUrl::App(page.into()))
        .title("Postern")
        .inner_size(1280.0, 800.0)
        .min_inner_size(640.0, 480.0)
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .devtools(cfg!(feature = "practice"))
        .build()?;
    Ok(())
}

fn is_own(url: &Url) -> bool {
    matches!((url.scheme(), url.host_str()), ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_pages_are_shown() {
        for (url, own) in [
            ("tauri://localhost/index.html", true),
            ("http://tauri.localhost/index.html", true),
            ("https://example.org/", false),
            ("http://localhost:8080/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
        ] {
            assert_eq!(Url::parse(url).is_ok_and(|u| is_own(&u)), own, "{url}");
        }
    }
}
