//! What is kept under the console's own secret: commitments to recovery codes, the marks of covert flags, and what a page
//! knows the lines of a statement again by.

use crate::{Console, Fault};
use hmac::{Hmac, Mac as _};
use postern_domain::canonical::Digest;
use postern_domain::ids::CaseId;
use postern_domain::recovery::Case;
use postern_domain::recovery::event::Seal;
use postern_domain::time::Span;
use postern_ports::secrets::RecoveryCode;
use sha2::Sha256;

/// How far the clock may fall behind what was recorded before work is held.
const SKEW: Span = Span::minutes(2);
/// A sealed byte: ephemeral public key, tag, and the byte.
const SEALED: usize = 49;

impl Console {
    fn keyed(&self, purpose: &str, parts: &[&[u8]]) -> Option<Hmac<Sha256>> {
        // Exposed to compute under it; what comes out does not tell it.
        let mut mac = Hmac::<Sha256>::new_from_slice(self.parts().secret.expose().as_bytes()).ok()?;
        mac.update(purpose.as_bytes());
        for part in parts {
            mac.update(&[0]);
            mac.update(part);
        }
        Some(mac)
    }

    /// The commitment to `code`, which is sent by effect `number` of `case`.
    pub(crate) fn commitment(&self, case: CaseId, contact: &str, code: &RecoveryCode) -> Result<Digest, Fault> {
        let parts: [&[u8]; 3] = [case.0.as_bytes(), contact.as_bytes(), code.expose().as_bytes()];
        let mac = self.keyed("postern/code/v1", &parts).ok_or(Fault::Internal("console secret"))?;
        Ok(Digest(mac.finalize().into_bytes().into()))
    }

    /// Whether `code` is the one committed to, compared in constant time.
    pub(crate) fn is_committed(&self, case: CaseId, contact: &str, code: &RecoveryCode, kept: Digest) -> bool {
        let parts: [&[u8]; 3] = [case.0.as_bytes(), contact.as_bytes(), code.expose().as_bytes()];
        self.keyed("postern/code/v1", &parts).is_some_and(|mac| mac.verify_slice(&kept.0).is_ok())
    }

    fn mark(&self, case: CaseId, number: usize, flag: bool) -> Option<Hmac<Sha256>> {
        self.keyed("postern/mark/v1", &[case.0.as_bytes(), &number.to_be_bytes(), &[u8::from(flag)]])
    }

    /// The seal of the next note of `case`: as long, and to others the same, with the flag as without.
    pub(crate) async fn seal(&self, case: &Case, flag: bool) -> Result<Seal, Fault> {
        let mark = self.mark(case.id, case.marks.len(), flag).ok_or(Fault::Internal("console secret"))?;
        let roster = self.roster().await?;
        let key = roster.security_key().and_then(public_key);
        let sealed = match key {
            Some(key) => self.parts().entropy.seal(&key, &[u8::from(flag)])?,
            None => {
                let mut random = self.parts().entropy.bytes32()?.to_vec();
                random.extend(self.parts().entropy.bytes32()?);
                random.truncate(SEALED);
                random
            }
        };
        Ok(Seal { sealed, mark: Digest(mark.finalize().into_bytes().into()) })
    }

    /// What a page knows a line of a statement of `case` again by, without keeping what it says: a mark of its label, a dot, and
    /// a mark of the line. Whoever has the marks alone learns neither.
    pub fn line_mark(&self, case: CaseId, label: &str, value: &str) -> Option<String> {
        let marked = |purpose: &str, parts: &[&[u8]], digits: usize| {
            let digest = Digest(self.keyed(purpose, parts)?.finalize().into_bytes().into());
            digest.hex().get(..digits).map(str::to_owned)
        };
        let (case, label) = (case.0.as_bytes(), label.as_bytes());
        let of_label = marked("postern/line-label/v1", &[case, label], 8)?;
        let of_line = marked("postern/line/v1", &[case, label, value.as_bytes()], 32)?;
        Some(format!("{of_label}.{of_line}"))
    }

    /// Whether a covert flag holds the case, and security has not looked into it yet.
    pub fn holds(&self, case: &Case) -> bool {
        let raised = |(number, kept): (usize, &Digest)| {
            self.mark(case.id, number, true).is_some_and(|mac| mac.verify_slice(&kept.0).is_ok())
        };
        case.marks.iter().enumerate().skip(case.marks_cleared).any(raised)
    }

    /// Whether the clock fell behind what was recorded: a clock set back opens nothing.
    pub(crate) fn clock_is_astray(&self) -> bool {
        self.now().since(self.parts().clock.now()).0 > SKEW.0
    }
}

fn public_key(hex: &str) -> Option<[u8; 32]> {
    let bytes: Option<Vec<u8>> = (0..32).map(|n| u8::from_str_radix(hex.get(2 * n..2 * n + 2)?, 16).ok()).collect();
    bytes?.try_into().ok()
}
