//! What each connector can do, as its code says, and as the page and the window say.

use super::table::append;
use postern_directory::connectors;
use postern_domain::recovery::account::{Ability, Capabilities, How};
use std::fmt::Write as _;

const BEGIN: &str = "<!-- abilities: written by `cargo xtask directories --update` -->\n";
const END: &str = "<!-- end of abilities -->\n";

fn table() -> String {
    let mut text = String::from("| Ability |");
    let all = connectors();
    for (name, _) in &all {
        write!(text, " {name} |").unwrap();
    }
    write!(text, "\n|---|{}\n", "---|".repeat(all.len())).unwrap();
    for ability in Ability::ALL {
        write!(text, "| `{}` |", ability.code()).unwrap();
        for (_, can) in &all {
            let how = match can(ability) {
                How::Does => "yes",
                How::NotYet => "not yet",
                How::Person => "by a person",
                How::Subject => "by the subject",
                How::Never => "never",
            };
            write!(text, " {how} |").unwrap();
        }
        text.push('\n');
    }
    text
}

#[test]
fn the_page_says_what_the_code_does() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/docs/directories.md");
    let page = std::fs::read_to_string(&file).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    for (name, can) in connectors() {
        for ability in Ability::ALL {
            append(&format!("ability\t{name}\t{}\t{}\n", ability.code(), can(ability).code()));
        }
    }
    if std::env::var_os("POSTERN_DIRECTORIES_UPDATE").is_some() {
        std::fs::write(&file, format!("{before}{BEGIN}{}{END}{after}", table())).unwrap();
    } else {
        assert_eq!(written, table(), "run `cargo xtask directories --update`");
    }
}

#[test]
fn what_is_signed_follows_from_what_the_code_does() {
    for (name, can) in connectors() {
        let signed = Capabilities::of(can, 0);
        let block = matches!(can(Ability::Block), How::Does | How::Person);
        assert_eq!(signed.block_sign_in, block, "{name}");
        assert_eq!(signed.people.block, can(Ability::Block) == How::Person, "{name}");
        assert_eq!(signed.people.roles, can(Ability::Roles) == How::Person, "{name}");
        assert_eq!(signed.people.sessions, can(Ability::EndSessions) == How::Person, "{name}");
        assert_eq!(signed.sign_in_by_person, can(Ability::SignIn) != How::Does, "{name}");
        // Whatever it cannot do, it can show what must be gone and take what was made.
        for needed in [Ability::LookUp, Ability::Credentials, Ability::Revoke] {
            assert!(name == "manual" || can(needed) == How::Does, "{name}: {}", needed.code());
        }
    }
}
