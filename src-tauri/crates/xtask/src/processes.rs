//! Which processes of ours are alive, read from `/proc`, and signals to them through the shell's own `kill`
//! (std sends no signals, and a bare Debian has no `kill` program).

use std::fs;
use std::process::{Command, Stdio};

/// The living processes of the given process groups.
pub fn in_groups(groups: &[u32]) -> Vec<u32> {
    let of_group = |pid: &u32| {
        fs::read_to_string(format!("/proc/{pid}/stat"))
            .ok()
            .and_then(|stat| living_group(&stat))
            .is_some_and(|group| groups.contains(&group))
    };
    all().into_iter().filter(of_group).collect()
}

/// The living processes whose environment holds `variable` (`NAME=value`), whatever group they moved to.
pub fn with_variable(variable: &str) -> Vec<u32> {
    let marked = |pid: &u32| {
        // A zombie's environment reads as empty.
        fs::read(format!("/proc/{pid}/environ"))
            .is_ok_and(|environment| environment.split(|byte| *byte == 0).any(|entry| entry == variable.as_bytes()))
    };
    all().into_iter().filter(marked).collect()
}

/// Sends the signal called `name`.
pub fn signal(name: &str, processes: &[u32]) {
    // One after the other: one that is already gone must not spare the rest.
    let script = r#"for process in "$@"; do kill -s "$0" "$process" 2>/dev/null; done"#;
    let mut sender = Command::new("sh");
    sender.args(["-c", script, name]).args(processes.iter().map(u32::to_string)).stdin(Stdio::null());
    // Nothing to do about a failure: the caller looks at what is still alive.
    let _ = sender.status();
}

fn all() -> Vec<u32> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

/// The process group in a line of `/proc/PID/stat`, unless the process is only a zombie.
fn living_group(stat: &str) -> Option<u32> {
    // The name in parentheses may hold anything, so count from its end: state, parent, group.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    let group = fields.nth(1)?.parse().ok()?;
    (!matches!(state, "Z" | "X")).then_some(group)
}

#[cfg(test)]
mod tests {
    use super::living_group;

    #[test]
    fn a_group_is_read_past_a_name_with_spaces_and_parentheses() {
        assert_eq!(living_group("17 (odd) name)) S 1 42 42 0 -1"), Some(42));
    }

    #[test]
    fn a_zombie_is_not_alive() {
        assert_eq!(living_group("17 (gone) Z 1 42 42 0 -1"), None);
    }
}
