//! By what somebody signed in, as an OpenID provider tells it (`amr`, RFC 8176): what of that counts as proof.

/// Methods by which a key was shown: RFC 8176 §2, and what providers call WebAuthn.
const KEY: &[&str] = &["hwk", "swk", "fido", "pop", "webauthn", "passkey"];
/// Further ones by which something that is held was shown.
const ALSO_HELD: &[&str] = &["otp", "sc"];

/// What a sign-in has to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownBy {
    /// Something that is held (SP 800-63B-4 §3.1): a password alone proves nothing here.
    Held,
    /// A key.
    Key,
}

impl ShownBy {
    /// Whether a sign-in by `methods` shows it. One of which the provider tells no method shows nothing.
    pub fn is_met_by(self, methods: &[String]) -> bool {
        let counts = |method: &str| KEY.contains(&method) || (self == Self::Held && ALSO_HELD.contains(&method));
        methods.iter().any(|method| counts(method))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(needed: ShownBy, methods: &[&str]) -> bool {
        needed.is_met_by(&methods.iter().map(|m| (*m).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_password_shows_nothing_that_is_held() {
        for none in [&[] as &[&str], &["pwd"], &["pwd", "mfa"], &["sms"], &["kba", "geo"]] {
            assert!(!met(ShownBy::Held, none), "{none:?}");
        }
        assert!(met(ShownBy::Held, &["pwd", "otp"]));
    }

    #[test]
    fn a_code_is_held_and_no_key() {
        assert!(!met(ShownBy::Key, &["otp"]) && met(ShownBy::Held, &["otp"]));
        assert!(met(ShownBy::Key, &["hwk"]) && met(ShownBy::Held, &["hwk"]));
    }
}
