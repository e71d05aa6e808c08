//! Servers that the tests talk to, started for one run.

pub mod glewlwyd;
pub mod keyring;
pub mod outside;
pub mod privacyidea;
mod python;

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::child::Running;
use crate::stop::Stop;

/// The first line that a server prints, by which it says where it is; none where it ends or stays silent.
pub fn first_line(server: &mut Running, patience: Duration) -> Option<String> {
    let output = server.child().stdout.take()?;
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut lines = BufReader::new(output).lines();
        if let Some(Ok(line)) = lines.next() {
            // Nobody waits any more: then the line is of no use.
            let _ = sender.send(line.trim().to_owned());
        }
        // Reads on, so that the server never meets a closed pipe.
        lines.for_each(drop);
    });
    receiver.recv_timeout(patience).ok().filter(|line| !line.is_empty())
}

/// The last lines of a log, to print where its server failed.
pub fn tail(log: &Path) -> String {
    let text = fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len().saturating_sub(30);
    lines.get(from..).unwrap_or_default().join("\n")
}

/// A port that was free a moment ago.
pub fn free_port() -> Result<u16, Stop> {
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    bound.map(|address| address.port()).map_err(|e| Stop::failed("find a free port", e))
}
