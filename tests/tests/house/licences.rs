use super::{metadata, text};

fn list(toml: &str, start: &str) -> Vec<String> {
    let from = toml.find(start).unwrap_or_else(|| panic!("no {start}"));
    let body = &toml[from + start.len()..];
    let end = body.find("\n]").unwrap();
    body[..end].split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// A licence expression holds when one of its alternatives is made of allowed licences only.
fn holds(expression: &str, allowed: &[String]) -> bool {
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    plain.split(" OR ").any(|choice| choice.split(" AND ").all(|one| allowed.iter().any(|a| a == one.trim())))
}

#[test]
fn every_licence_is_allowed() {
    let allowed = list(&text(".cargo/deny.toml"), "allow = [");
    for package in metadata().packages {
        let Some(licence) = &package.license else {
            assert!(package.license_file.is_some(), "{} names no licence", package.name);
            continue;
        };
        assert!(holds(licence, &allowed), "{} is under {licence}", package.name);
    }
}

#[test]
fn no_banned_crate_is_used() {
    let toml = text(".cargo/deny.toml");
    let banned: Vec<&str> = toml
        .lines()
        .filter(|l| l.contains("crate = \"") && !l.contains("wrappers"))
        .filter_map(|l| l.split('"').nth(1))
        .collect();
    assert!(banned.len() >= 5, "{banned:?}");
    let resolved = metadata().resolve.unwrap();
    for node in &resolved.nodes {
        for name in &banned {
            assert!(!node.id.repr.contains(&format!("#{name}@")), "{name} is banned");
        }
    }
}
