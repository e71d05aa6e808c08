//! Programs that this one runs: in a process group of their own, ended with their whole group.

use std::env;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::ending;
use crate::place;
use crate::stop::Stop;

/// How long a finished program's output may stay open because something it started still holds it.
const STRAGGLERS: Duration = Duration::from_secs(2);

/// A program in the repository's root, without input and without what `cargo run` put in our environment.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(place::root()).stdin(Stdio::null());
    // Build scripts watch these: handed on, they would rebuild what a plain `cargo build` has built.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") || text == "CARGO" {
            command.env_remove(&name);
        }
    }
    command
}

/// A running program; its group ends when this is dropped.
pub struct Running {
    child: Child,
}

impl Running {
    /// Starts `command`.
    pub fn start(command: &mut Command) -> Result<Self, Stop> {
        ending::start(command).map(|child| Self { child })
    }

    /// The program's own handle, for its pipes.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Whether it has ended, and how.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Waits for its end.
    pub fn wait(&mut self) -> Result<ExitStatus, Stop> {
        let status = self.child.wait().map_err(|e| Stop::failed("wait for a program", e));
        ending::hold_if_interrupted();
        status
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        ending::end_group(self.child.id());
        // Reaps it; there is nobody to tell.
        let _ = self.child.wait();
    }
}

/// Runs `command` with its output on our terminal.
pub fn run(command: &mut Command) -> Result<(), Stop> {
    let status = Running::start(command)?.wait()?;
    succeeded(command, status)
}

/// Runs `command` with its output appended to the file `log`.
pub fn run_into(command: &mut Command, log: &Path) -> Result<(), Stop> {
    append_to(command, log)?;
    run(command)
}

/// Sends the output of `command` to the end of the file `log`.
pub fn append_to(command: &mut Command, log: &Path) -> Result<(), Stop> {
    let told = |e| Stop::failed(format_args!("write {}", log.display()), e);
    let file = File::options().create(true).append(true).open(log).map_err(told)?;
    command.stdout(file.try_clone().map_err(told)?).stderr(file);
    Ok(())
}

/// What `command` prints, when it is there and succeeds.
pub fn answer(command: &mut Command) -> Option<String> {
    let mut running = Running::start(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null())).ok()?;
    let mut bytes = Vec::new();
    running.child().stdout.take()?.read_to_end(&mut bytes).ok()?;
    running.wait().ok()?.success().then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// A watched program's end.
pub struct Watched {
    /// Whether it succeeded.
    pub result: Result<(), Stop>,
    /// The lines that were asked for, colours removed.
    pub kept: Vec<String>,
}

/// Runs `command` with its output on our terminal as it comes, and keeps the lines that `keep` names.
pub fn run_watching(mut command: Command, keep: fn(&str) -> bool) -> Result<Watched, Stop> {
    let pipe = |e: io::Error| Stop::failed("open a pipe", e);
    let (reader, writer) = io::pipe().map_err(pipe)?;
    command.stdout(writer.try_clone().map_err(pipe)?).stderr(writer);
    let mut running = Running::start(&mut command)?;
    let program = command.get_program().to_owned();
    let shown = words(&command);
    // Holds the pipe's writing ends, without whose closing the reader below would never finish.
    drop(command);

    let (sender, lines) = mpsc::channel();
    thread::spawn(move || copy(reader, keep, &sender));
    let result = running.wait().and_then(|status| ended_well(&program, &shown, status));
    drop(running);
    let mut kept = Vec::new();
    while let Ok(line) = lines.recv_timeout(STRAGGLERS) {
        kept.push(line);
    }
    Ok(Watched { result, kept })
}

fn copy(mut from: impl Read, keep: fn(&str) -> bool, sender: &mpsc::Sender<String>) {
    let mut buffer = [0_u8; 8192];
    let mut line = Vec::new();
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        let chunk = buffer.get(..count).unwrap_or_default();
        let mut terminal = io::stdout().lock();
        // A closed terminal must not end the run: its result still counts.
        let _ = terminal.write_all(chunk).and_then(|()| terminal.flush());
        for byte in chunk {
            if *byte != b'\n' {
                line.push(*byte);
                continue;
            }
            let text = plain(&String::from_utf8_lossy(&line));
            if keep(&text) {
                let _ = sender.send(text);
            }
            line.clear();
        }
    }
}

/// `text` without terminal colours and without space at its ends.
fn plain(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        kept.push_str(before);
        rest = after.split_once(|end: char| end.is_ascii_alphabetic()).map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.trim().to_owned()
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<(), Stop> {
    ended_well(command.get_program(), &words(command), status)
}

fn ended_well(program: &OsStr, words: &str, status: ExitStatus) -> Result<(), Stop> {
    let name = Path::new(program).file_name().unwrap_or(program).display();
    if status.success() { Ok(()) } else { Err(Stop::Failed(format!("`{name}{words}` ended with {status}"))) }
}

/// The first arguments, enough to recognise a command by; later ones may be long or secret.
fn words(command: &Command) -> String {
    command.get_args().take(2).map(|argument| format!(" {}", argument.display())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_removed() {
        assert_eq!(plain(" \u{1b}[1m\u{1b}[32m12 passed\u{1b}[39m (12)"), "12 passed (12)");
    }

    #[test]
    fn kept_lines_come_from_both_streams_and_a_failure_is_told() {
        let mut script = command("sh");
        script.args(["-c", "echo one; echo two >&2; echo other; exit 4"]);
        let watched = run_watching(script, |line| line != "other").unwrap();
        assert_eq!(watched.kept, ["one", "two"]);
        assert!(watched.result.is_err());
    }

    #[test]
    fn a_program_that_left_something_behind_does_not_hold_us_up() {
        let mut script = command("sh");
        script.args(["-c", "sleep 60 & echo left"]);
        let started = std::time::Instant::now();
        let watched = run_watching(script, |_| true).unwrap();
        assert_eq!(watched.kept, ["left"]);
        assert!(started.elapsed() < Duration::from_secs(10));
    }
}
