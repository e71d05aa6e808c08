//! Text from outside, made harmless to look at.

/// `text` with control, bidirectional and invisible characters shown as `⟨U+202E⟩`.
///
/// A directory's display name can carry characters that reorder or hide what stands beside it.
/// Every sink that shows outside text to a person passes it through here.
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || is_invisible(c) {
            out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0x00AD | 0x061C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xFFF9..=0xFFFB | 0xE0000..=0xE007F)
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn bidirectional_override_is_shown() {
        assert_eq!(shown("admin\u{202e}nimda"), "admin⟨U+202E⟩nimda");
    }

    #[test]
    fn ordinary_names_stay() {
        assert_eq!(shown("Zoë Ångström 李"), "Zoë Ångström 李");
    }
}
