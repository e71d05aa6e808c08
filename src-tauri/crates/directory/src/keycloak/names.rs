//! Names that may stand in a request, and what the identifier of a credential names.

use postern_domain::ids::CredentialId;

/// What is before the alias of an identity provider.
const IDENTITY: &str = "identity/";
/// What is before the type of a credential that another store keeps.
const STORAGE: &str = "storage/";

/// Where a credential is.
#[derive(Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// Kept by the realm, under this identifier.
    Own(&'a str),
    /// The link to an account at the identity provider of this alias.
    Identity(&'a str),
    /// Kept by another store, such as LDAP: it is not removed through Keycloak.
    Elsewhere,
}

impl<'a> Place<'a> {
    /// Where this one is.
    pub fn of(credential: &'a CredentialId) -> Self {
        let id = credential.as_str();
        if id.starts_with(STORAGE) {
            return Self::Elsewhere;
        }
        id.strip_prefix(IDENTITY).map_or(Self::Own(id), Self::Identity)
    }
}

/// The identifier of the link to an account at an identity provider.
pub fn identity(alias: &str) -> String {
    format!("{IDENTITY}{alias}")
}

/// The identifier of a credential of this type that another store keeps.
pub fn storage(kind: &str) -> String {
    format!("{STORAGE}{kind}")
}

/// One plain sign-in name: nothing that Keycloak could read as a wildcard or as another kind of search.
pub fn is_plain_login(login: &str) -> bool {
    !login.is_empty() && is_plain_beginning(login)
}

/// What a sign-in name may begin with; nothing at all is the beginning of all.
pub fn is_plain_beginning(beginning: &str) -> bool {
    beginning.chars().count() <= 255 && beginning.chars().all(|c| c.is_alphanumeric() || "._-+@'".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_plain_name_is_looked_up() {
        for odd in ["", "*", "ma*", "%", "\"maya\"", "maya corp", "id:1", "a/b", "a?b", "a\\b", &"x".repeat(256)] {
            assert!(!is_plain_login(odd), "{odd}");
        }
        for plain in ["maya", "maya@corp.test", "m.o'neil-b+x_1@corp.test", "zoë"] {
            assert!(is_plain_login(plain), "{plain}");
        }
        assert!(is_plain_beginning("") && !is_plain_beginning("m*"));
    }

    #[test]
    fn an_identifier_says_where_it_is() {
        let id = |text: String| CredentialId::new(text).unwrap();
        let (own, link) = (id("6f1c-a".to_owned()), id(identity("google")));
        assert_eq!(Place::of(&own), Place::Own("6f1c-a"));
        assert_eq!(Place::of(&link), Place::Identity("google"));
        assert_eq!(Place::of(&id(storage("password"))), Place::Elsewhere);
    }
}
