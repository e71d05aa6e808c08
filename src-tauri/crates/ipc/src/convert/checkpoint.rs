//! Checkpoints: as text and as QR codes, and what a kept one says.

use crate::dto::{CheckpointView, HeldCode, HeldView, QrView, SignerView};
use postern_application::history::Held;
use postern_domain::text::shown;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// Modules of quiet zone that scanners ask for (ISO/IEC 18004 §9.1).
const QUIET: i32 = 4;

/// A checkpoint with its code; `witness` is this console's key, where it signed as one.
pub fn checkpoint_view(text: String, witness: Option<String>) -> CheckpointView {
    let mut lines = text.lines();
    let origin = lines.next().unwrap_or_default().to_owned();
    let size = lines.next().and_then(|line| line.parse().ok()).unwrap_or(0);
    CheckpointView { qr: qr(&text), text, size, origin, witness }
}

/// The code; `None` where the text is too long for one.
fn qr(text: &str) -> Option<QrView> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let begin = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > begin {
                let _ = write!(path, "M{} {}h{}v1h-{}z", begin + QUIET, y + QUIET, x - begin, x - begin);
            }
            x += 1;
        }
    }
    Some(QrView { size: u32::try_from(code.size() + 2 * QUIET).ok()?, path })
}

/// What a kept checkpoint says, in words' codes.
pub fn held_view(held: Held) -> HeldView {
    let view = |held, size, now, what: &str| HeldView {
        held,
        size,
        now,
        what: shown(what),
        signers: Vec::new(),
        unknown: Vec::new(),
    };
    match held {
        Held::Consistent { size, signers, unknown } => HeldView {
            signers: signers
                .into_iter()
                .map(|(name, at)| SignerView {
                    name: shown(&name),
                    at: at.map(|at| i64::try_from(at).unwrap_or(0).saturating_mul(1000)),
                })
                .collect(),
            unknown: unknown.iter().map(|name| shown(name)).collect(),
            ..view(HeldCode::Consistent, size, size, "")
        },
        Held::Shorter { size, now } => view(HeldCode::Shorter, size, now, ""),
        Held::Diverged { size } => view(HeldCode::Diverged, size, size, ""),
        Held::Other { origin } => view(HeldCode::Other, 0, 0, &origin),
        Held::Forged { name } => view(HeldCode::Forged, 0, 0, &name),
        Held::Unreadable { why } => view(HeldCode::Unreadable, 0, 0, &why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_three_finders_and_a_quiet_zone() {
        let text = "postern/ledger/x\n7\nAAAA\n\n— a b\n";
        let view = checkpoint_view(text.to_owned(), None);
        assert_eq!((view.origin.as_str(), view.size), ("postern/ledger/x", 7));
        let qr = view.qr.unwrap();
        let far = qr.size - 4 - 7;
        for finder in ["M4 4h7v1h-7z".to_owned(), format!("M{far} 4h7v1h-7z"), format!("M4 {far}h7v1h-7z")] {
            assert!(qr.path.contains(&finder), "{finder}");
        }
    }

    #[test]
    fn what_is_too_long_for_a_code_is_still_a_text() {
        let view = checkpoint_view("x".repeat(4000), None);
        assert!(view.qr.is_none() && view.text.len() == 4000);
    }
}
