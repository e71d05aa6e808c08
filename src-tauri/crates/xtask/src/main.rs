//! `cargo xtask`: sets the machine up, then builds, shows and tests Postern.
//!
//! Every command installs what it misses, works as root or not, with and without a display, leaves no process behind
//! and ends in one summary line. It exits 0 when all is well, 1 on a failure, 2 on a wrong command line, 3 where this
//! machine lacks something that only its owner can give it, 130 when interrupted.
//!
//! Deliberately absent: any crate of the workspace (this one sets up what they need to compile), and any rule about
//! recoveries.

#![allow(clippy::print_stdout, reason = "printing progress is this program's job")]

use std::env;
use std::process::ExitCode;

mod bench;
mod cargo;
mod child;
mod deliveries;
mod directories;
mod display;
mod ending;
mod explore;
mod full;
mod fuzz;
mod gallery;
mod hid;
mod journeys;
mod keys;
mod ledger;
mod lock;
mod mutants;
mod package;
mod place;
mod processes;
mod random;
mod rules;
mod run;
mod servers;
mod session;
mod setup;
mod stamp;
mod steps;
mod stop;
mod surroundings;
mod tally;
mod test;
mod tour;
mod types;
mod ui;
mod with;

use stop::{Outcome, Stop};

struct Entry {
    name: &'static str,
    about: &'static str,
    action: fn(&[String]) -> Outcome,
}

const COMMANDS: &[Entry] = &[
    Entry { name: "run", about: run::ABOUT, action: run::run },
    Entry { name: "tour", about: tour::ABOUT, action: tour::run },
    Entry { name: "journeys", about: journeys::ABOUT, action: journeys::run },
    Entry { name: "gallery", about: gallery::ABOUT, action: gallery::run },
    Entry { name: "test", about: test::ABOUT, action: test::run },
    Entry { name: "full", about: full::ABOUT, action: full::run },
    Entry { name: "explore", about: explore::ABOUT, action: explore::run },
    Entry { name: "rules", about: rules::ABOUT, action: rules::run },
    Entry { name: "mutants", about: mutants::ABOUT, action: mutants::run },
    Entry { name: "tamper", about: ledger::TAMPER, action: ledger::tamper },
    Entry { name: "kill", about: ledger::KILL, action: ledger::kill },
    Entry { name: "outside", about: ledger::OUTSIDE, action: ledger::outside },
    Entry { name: "deliveries", about: deliveries::ABOUT, action: deliveries::run },
    Entry { name: "hid", about: hid::ABOUT, action: hid::run },
    Entry { name: "fuzz", about: fuzz::ABOUT, action: fuzz::run },
    Entry { name: "directories", about: directories::ABOUT, action: directories::run },
    Entry { name: "keys", about: keys::ABOUT, action: keys::run },
    Entry { name: "bench", about: bench::ABOUT, action: bench::run },
    Entry { name: "with", about: with::ABOUT, action: with::run },
    Entry { name: "setup", about: setup::ABOUT, action: setup::run },
    Entry { name: "ui", about: ui::ABOUT, action: ui::run },
    Entry { name: "types", about: types::ABOUT, action: types::run },
    Entry { name: "package", about: package::ABOUT, action: package::run },
    Entry { name: "help", about: "this list", action: help },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let name = arguments.first().map_or("help", String::as_str);
    let name = if matches!(name, "-h" | "--help") { "help" } else { name };
    let Some(entry) = COMMANDS.iter().find(|entry| entry.name == name) else {
        println!("xtask: no command `{name}`; `cargo xtask help` lists them");
        return ExitCode::from(2);
    };

    ending::watch_signals(entry.name);
    let outcome = {
        // Ends every child even where a panic unwinds through here.
        let _all = ending::EndAll;
        (entry.action)(arguments.get(1..).unwrap_or_default())
    };
    ending::hold_if_interrupted();
    match outcome {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(stop) => {
            println!("{}", stop.summary(entry.name));
            stop.exit_code()
        }
    }
}

fn help(_: &[String]) -> Outcome {
    println!("Postern's own commands. Each installs what it misses and leaves no process behind.\n");
    for entry in COMMANDS {
        println!("  cargo xtask {:<8} {}", entry.name, entry.about);
    }
    println!();
    Ok("help: start with `cargo xtask run` to see the console, `cargo xtask test` to run every check".into())
}

/// Refuses arguments where a command takes none.
fn no_arguments(arguments: &[String]) -> Result<(), Stop> {
    match arguments.first() {
        None => Ok(()),
        Some(first) => Err(Stop::Usage(format!("does not understand `{first}`"))),
    }
}
