//! Names that may stand in the address of a request, and nothing else.

use super::answers::nonsense;
use postern_domain::ids::CredentialId;
use postern_ports::directory::DirectoryFault;

/// Where methods can be deleted. A password cannot, and other types have no segment for it.
const DELETABLE: [&str; 8] = [
    "fido2Methods",
    "temporaryAccessPassMethods",
    "phoneMethods",
    "microsoftAuthenticatorMethods",
    "softwareOathMethods",
    "emailMethods",
    "windowsHelloForBusinessMethods",
    "platformCredentialMethods",
];

/// One plain user principal name: nothing that Graph could read as a function or another path.
pub fn is_plain_upn(login: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "._-+!^~'".contains(c)) && part != ".."
    };
    login.len() <= 256 && login.split_once('@').is_some_and(|(name, domain)| plain(name) && plain(domain))
}

/// An object's identifier that can stand in a filter.
pub fn object_id(id: &str) -> Result<&str, DirectoryFault> {
    let plain = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    plain.then_some(id).ok_or_else(|| nonsense("the identifier of a user"))
}

/// An identifier of the form that all of Entra's objects and applications have.
pub fn guid(id: &str) -> Option<&str> {
    let plain = id.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    (plain && id.split('-').map(str::len).eq([8, 4, 4, 4, 12])).then_some(id)
}

/// The segment and the identifier of a method that can be deleted.
pub fn deletable(credential: &CredentialId) -> Option<(&str, &str)> {
    let (segment, id) = credential.as_str().split_once('/')?;
    (DELETABLE.contains(&segment) && !id.chars().all(|c| c == '.')).then_some((segment, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_plain_name_is_looked_up() {
        for odd in ["maya", "", "@corp.test", "maya@", "*@corp.test", "maya/x@corp.test", "a@b@c", "$ref@corp.test"] {
            assert!(!is_plain_upn(odd), "{odd}");
        }
        for plain in ["maya@corp.test", "m.o'neil-b@corp.test"] {
            assert!(is_plain_upn(plain), "{plain}");
        }
    }

    #[test]
    fn an_identifier_names_nothing_else() {
        assert!(guid("28c10230-6103-485e-b985-444c60001491").is_some());
        for odd in ["", "28c10230", "28c10230-6103-485e-b985-444c6000149'", "../10230-6103-485e-b985-444c60001491"] {
            assert_eq!(guid(odd), None, "{odd}");
        }
    }

    #[test]
    fn only_what_can_be_deleted_is() {
        let place = |id: &str| deletable(&CredentialId::new(id).unwrap()).map(|(s, i)| (s.to_owned(), i.to_owned()));
        assert_eq!(place("fido2Methods/a/b"), Some(("fido2Methods".to_owned(), "a/b".to_owned())));
        for odd in ["passwordMethods/1", "fido2Methods", "fido2Methods/", "fido2Methods/..", "users/1"] {
            assert_eq!(place(odd), None, "{odd}");
        }
    }
}
