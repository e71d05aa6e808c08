//! Lines on paper: how wide a text is, and where it breaks. No shaping: a letter is a glyph, and what is written otherwise is
//! shown by its number.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};
use std::collections::BTreeMap;

/// One face of the font that is in the file.
pub(super) struct Face {
    /// The font.
    pub font: Font,
    /// Each letter with its glyph and how far it goes, as a part of the size.
    glyphs: BTreeMap<char, (u32, f32)>,
}

impl Face {
    /// The ordinary face.
    pub fn regular() -> Option<Self> {
        Self::of(dejavu::sans_condensed::regular())
    }

    /// The bold face.
    pub fn bold() -> Option<Self> {
        Self::of(dejavu::sans_condensed::bold())
    }

    fn of(data: &'static [u8]) -> Option<Self> {
        let read = FontRef::new(data).ok()?;
        let (charmap, metrics) = (read.charmap(), read.glyph_metrics(Size::unscaled(), LocationRef::default()));
        let font = Font::new(data.into(), 0)?;
        let em = font.units_per_em();
        let mut glyphs = BTreeMap::new();
        for letter in (' '..='\u{2bff}').chain('\u{fb00}'..='\u{fb06}').filter(|c| is_plain(*c)) {
            let glyph = charmap.map(letter).filter(|glyph| glyph.to_u32() != 0);
            if let Some((glyph, advance)) = glyph.and_then(|glyph| Some((glyph, metrics.advance_width(glyph)?))) {
                glyphs.insert(letter, (glyph.to_u32(), advance / em));
            }
        }
        Some(Self { font, glyphs })
    }

    /// The text with every letter that the face does not have, or that is not written from left to right one by one, as its
    /// number.
    pub fn printable(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            if self.glyphs.contains_key(&letter) {
                out.push(letter);
            } else {
                out.push_str(&format!("⟨U+{:04X}⟩", u32::from(letter)));
            }
        }
        out
    }

    /// How wide a text is.
    fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|letter| self.advance(letter, size)).sum()
    }

    fn advance(&self, letter: char, size: f32) -> f32 {
        self.glyphs.get(&letter).map_or(0.0, |(_, advance)| advance * size)
    }

    /// The text in lines that are no wider than `width`: broken at spaces, and within a word that is wider than a line.
    pub fn lines(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let (mut line, mut used) = (String::new(), 0.0_f32);
        for word in self.printable(text).split_inclusive(' ') {
            let room = self.width(word.trim_end(), size);
            if used + room > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            for letter in word.chars() {
                let step = self.advance(letter, size);
                // A space at the end of a line may stand in the margin.
                if letter != ' ' && used + step > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push(letter);
                used += step;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// A printable line as glyphs.
    pub fn glyphs(&self, line: &str) -> Vec<KrillaGlyph> {
        let glyph = |(at, letter): (usize, char)| {
            let (id, advance) = self.glyphs.get(&letter)?;
            let range = at..at + letter.len_utf8();
            Some(KrillaGlyph::new(GlyphId::new(*id), *advance, 0.0, 0.0, 0.0, range, None))
        };
        line.char_indices().filter_map(glyph).collect()
    }
}

/// Latin, Greek, Cyrillic, Armenian, and signs: scripts whose letters stand one beside another.
fn is_plain(letter: char) -> bool {
    let ordinary =
        !letter.is_control() && !matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}');
    ordinary && matches!(letter, ' '..='\u{58f}' | '\u{1e00}'..='\u{2bff}' | '\u{fb00}'..='\u{fb06}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_wider_than_they_may_be_and_lose_nothing() {
        let face = Face::regular().unwrap();
        let text = format!("short words and {} then some more", "0a".repeat(80));
        let lines = face.lines(&text, 8.0, 120.0);
        assert!(lines.len() > 4);
        assert_eq!(lines.concat(), text);
        for line in &lines {
            assert!(face.width(line.trim_end(), 8.0) <= 120.01, "{line}");
        }
        assert_eq!(face.lines("", 8.0, 120.0), Vec::<String>::new());
    }

    #[test]
    fn what_the_face_cannot_write_is_shown_by_its_number() {
        let face = Face::regular().unwrap();
        assert_eq!(face.printable("Zoë Ångström …"), "Zoë Ångström …");
        assert_eq!(face.printable("李"), "⟨U+674E⟩");
        assert_eq!(face.printable("אב"), "⟨U+05D0⟩⟨U+05D1⟩", "written from right to left");
        assert_eq!(face.glyphs("ä…").len(), 2);
        for face in [face, Face::bold().unwrap()] {
            let used = "⟨⟩…—’–§äöüßÄÖÜ“”„";
            assert_eq!(face.printable(used), used);
        }
    }
}
