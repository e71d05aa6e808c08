//! The end of everything this program started: on return, failure, panic, Ctrl-C, SIGTERM and SIGHUP.
//!
//! Children run in process groups of their own, which are listed here; what leaves its group (a daemon) is found by
//! a variable in its environment. Scratch directories are removed here too.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::processes;
use crate::random;
use crate::stop::Stop;

/// Every child carries this variable, with a value of this run.
const MARK: &str = "POSTERN_XTASK_RUN";
const PATIENCE: Duration = Duration::from_secs(5);

static MARK_VALUE: LazyLock<String> =
    LazyLock::new(|| format!("{}-{}", std::process::id(), random::hex(8).unwrap_or_default()));
static INTERRUPTED: AtomicBool = AtomicBool::new(false);
static STARTED: Mutex<Started> =
    Mutex::new(Started { closed: false, packages_under_way: false, groups: Vec::new(), scratch: Vec::new() });

struct Started {
    closed: bool,
    packages_under_way: bool,
    groups: Vec<u32>,
    scratch: Vec<PathBuf>,
}

/// Ends everything when it goes out of scope.
pub struct EndAll;

impl Drop for EndAll {
    fn drop(&mut self) {
        end_all();
    }
}

/// The environment entry that every child of this run carries.
pub fn mark() -> String {
    format!("{MARK}={}", *MARK_VALUE)
}

/// Starts `command` in a process group of its own, unless the end has begun.
pub fn start(command: &mut Command) -> Result<Child, Stop> {
    own_group(command);
    command.env(MARK, &*MARK_VALUE);
    let mut started = started();
    if started.closed {
        return Err(Stop::Failed("interrupted".into()));
    }
    let child = command.spawn().map_err(|e| Stop::failed(command.get_program().display(), e))?;
    started.groups.push(child.id());
    Ok(child)
}

/// Ends what is left of one group, whose leader may be gone already.
pub fn end_group(group: u32) {
    end(&|| processes::in_groups(&[group]));
    started().groups.retain(|other| *other != group);
}

/// Runs `work`, which changes the system's packages: it is never killed, since that leaves dpkg half-way.
pub fn uninterrupted<T>(work: impl FnOnce() -> T) -> T {
    started().packages_under_way = true;
    let done = work();
    started().packages_under_way = false;
    done
}

/// Whether everything is being ended.
pub fn has_begun() -> bool {
    started().closed
}

/// Has `directory` removed at the end.
pub fn remove_at_end(directory: PathBuf) {
    started().scratch.push(directory);
}

/// Ends the living processes that carry `mark`, which an earlier run wrote down and did not live to end.
pub fn end_marked(mark: &str) {
    end(&|| processes::with_variable(mark));
}

/// Ends on Ctrl-C, SIGTERM and SIGHUP, with the closing line of the command `name`.
#[cfg(unix)]
pub fn watch_signals(name: &'static str) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            INTERRUPTED.store(true, Ordering::SeqCst);
            end_all();
            // Whoever reads may be gone as well, and that must not keep this process here.
            let _ = writeln!(std::io::stdout(), "{name}: interrupted, everything it started has been stopped");
            std::process::exit(130);
        }
    });
}

/// Elsewhere the terminal ends the children itself.
#[cfg(not(unix))]
pub fn watch_signals(_: &'static str) {}

/// Leaves the closing words to the signal's own thread, once there was a signal.
pub fn hold_if_interrupted() {
    while INTERRUPTED.load(Ordering::SeqCst) {
        thread::park();
    }
}

fn end_all() {
    let (groups, scratch) = {
        let mut started = started();
        started.closed = true;
        (std::mem::take(&mut started.groups), std::mem::take(&mut started.scratch))
    };
    while started().packages_under_way {
        thread::sleep(Duration::from_millis(100));
    }
    end(&|| processes::in_groups(&groups));
    end_marked(&mark());
    for directory in scratch {
        // It lies in the system's temporary directory: what cannot be removed now is removed there.
        let _ = fs::remove_dir_all(directory);
    }
}

/// Asks, waits a little, then insists.
fn end(living: &dyn Fn() -> Vec<u32>) {
    for name in ["TERM", "KILL"] {
        let alive = living();
        if alive.is_empty() {
            return;
        }
        processes::signal(name, &alive);
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until && !living().is_empty() {
            thread::sleep(Duration::from_millis(50));
        }
    }
}

fn started() -> MutexGuard<'static, Started> {
    STARTED.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}
