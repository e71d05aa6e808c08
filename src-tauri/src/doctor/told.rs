//! Findings on the command line.

use postern_delivery::Words;
use postern_ipc::dto::{FindingState, FindingView, Message};
use std::process::ExitCode;

/// Prints what was found, each with what helps below it.
#[allow(clippy::print_stdout, reason = "its answer is what it prints")]
pub fn tell(findings: &[FindingView]) {
    if !findings.is_empty() {
        println!("{}", text(findings));
    }
}

/// The same as text.
pub fn text(findings: &[FindingView]) -> String {
    let words = Words::english();
    findings.iter().map(|finding| line(&words, finding)).collect::<Vec<_>>().join("\n")
}

fn line(words: &Words, finding: &FindingView) -> String {
    let state = words.say(state(finding.state), &[]).to_lowercase();
    let next = finding.next.as_ref().map(|next| format!("\n         {}", say(words, next))).unwrap_or_default();
    format!("{state:<9}{}{next}", say(words, &finding.found))
}

fn say(words: &Words, message: &Message) -> String {
    let args: Vec<_> = message.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    words.say(&message.id, &args)
}

const fn state(state: FindingState) -> &'static str {
    match state {
        FindingState::Ok => "finding-state-ok",
        FindingState::Warn => "finding-state-warn",
        FindingState::Bad => "finding-state-bad",
        FindingState::Unknown => "finding-state-unknown",
    }
}

/// 0 where nothing has to be done: what a directory does not tell is no fault.
pub fn exit(findings: &[FindingView]) -> ExitCode {
    let well = |f: &FindingView| matches!(f.state, FindingState::Ok | FindingState::Unknown);
    if findings.iter().all(well) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_ipc::convert::Found;

    #[test]
    fn everything_that_can_be_found_has_words() {
        let words = Words::english();
        for id in Found::ALL.iter().flat_map(|found| found.sentences()) {
            assert_ne!(words.say(id, &[]), format!("[{id}]"));
        }
        for one in [FindingState::Ok, FindingState::Warn, FindingState::Bad, FindingState::Unknown] {
            let word = words.say(state(one), &[]);
            assert!(!word.starts_with('[') && word.len() < 9, "{word} fits its column");
        }
    }
}
