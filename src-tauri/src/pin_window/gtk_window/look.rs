//! The colours and shapes of the product, as GTK's style sheet. The colours are those of the pages, from the same file.
//!
//! Everything stands below the class `pinw`, so that no other window changes. Sizes of text are points: they grow with
//! the desktop's text size.

use gtk::gdk;
use gtk::prelude::*;

/// The pages' tokens. This reads no CSS but `--name: #colour;`, block by block.
const TOKENS: &str = include_str!("../../../../ui/src/lib/styles/tokens.css");
const SHEET: &str = include_str!("look.css");

const LIGHT: &str = ":root {";
const DARK: &str = ":root[data-theme='dark'] {";
const MORE_CONTRAST: &str = "@media (prefers-contrast: more) {";

/// Dresses the PIN window in the theme asked for, or in the desktop's. Take it off again with [`undress`].
pub fn dress(dark: Option<bool>) -> Option<gtk::CssProvider> {
    let screen = gdk::Screen::default()?;
    let provider = gtk::CssProvider::new();
    let desktop = Desktop::ask();
    if let Err(error) = provider.load_from_data(sheet(dark.unwrap_or(desktop.dark), desktop.more_contrast).as_bytes()) {
        tracing::warn!(%error, "the PIN window is shown without its colours");
    }
    gtk::StyleContext::add_provider_for_screen(&screen, &provider, gtk::STYLE_PROVIDER_PRIORITY_APPLICATION);
    Some(provider)
}

/// Takes the theme away: the next window may need another one.
pub fn undress(provider: &gtk::CssProvider) {
    if let Some(screen) = gdk::Screen::default() {
        gtk::StyleContext::remove_provider_for_screen(&screen, provider);
    }
}

/// The colour of a token, for what is drawn by hand.
pub fn colour(widget: &impl IsA<gtk::Widget>, token: &str) -> gdk::RGBA {
    let context = widget.style_context();
    context.lookup_color(&format!("pinw-{token}")).unwrap_or_else(|| context.color(context.state()))
}

/// What the desktop prefers.
struct Desktop {
    dark: bool,
    more_contrast: bool,
}

impl Desktop {
    fn ask() -> Self {
        let theme = gtk::Settings::default().and_then(|s| s.gtk_theme_name()).unwrap_or_default();
        // There are many ways to ask for a dark theme; bright text is what they have in common.
        let text = gtk::Label::new(None).style_context().lookup_color("theme_fg_color");
        let dark = text.is_some_and(|text| text.red() + text.green() + text.blue() > 1.5);
        Self { dark, more_contrast: theme.to_lowercase().contains("highcontrast") }
    }
}

fn sheet(dark: bool, more_contrast: bool) -> String {
    let theme = if dark { DARK } else { LIGHT };
    let mut colours = block(TOKENS, LIGHT);
    colours.extend(block(TOKENS, theme));
    if let (true, Some((_, more))) = (more_contrast, TOKENS.split_once(MORE_CONTRAST)) {
        colours.extend(block(more, theme));
    }
    // GTK takes the last of two definitions, as pages do.
    let mut sheet: String =
        colours.iter().map(|(name, colour)| format!("@define-color pinw-{name} {colour};\n")).collect();
    sheet.push_str(SHEET);
    sheet
}

/// The colours of the first block with this head.
fn block<'a>(css: &'a str, head: &str) -> Vec<(&'a str, &'a str)> {
    let inside = css.split_once(head).and_then(|(_, rest)| rest.split_once('}')).map_or("", |(inside, _)| inside);
    let named = inside.split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "));
    named.filter(|(_, value)| value.starts_with('#')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_of_the_sheet_is_one_of_the_pages_in_every_theme() {
        for (dark, more_contrast) in [(false, false), (true, false), (false, true), (true, true)] {
            let sheet = sheet(dark, more_contrast);
            for used in SHEET.split("@pinw-").skip(1) {
                let name: String = used.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                assert!(sheet.contains(&format!("@define-color pinw-{name} #")), "{name}");
            }
        }
    }

    #[test]
    fn each_theme_has_its_own_ground() {
        let last = |dark, more| {
            let sheet = sheet(dark, more);
            let (_, rest) = sheet.rsplit_once("@define-color pinw-surface ").unwrap();
            rest.split(';').next().unwrap().to_owned()
        };
        assert_eq!(last(false, false), "#ffffff");
        assert_eq!(last(true, false), "#161a21");
        assert_eq!(last(true, true), "#000000");
    }
}
