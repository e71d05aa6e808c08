//! Glewlwyd, a real directory server, on loopback with an empty database of its own, from Debian's packages.
//!
//! Its schemes, scopes and users are the tests' business, over REST; here is only the administrator that its own SQL makes.

use std::fs;
use std::io::Read as _;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::{free_port, tail};
use crate::child::{self, Running};
use crate::ending;
use crate::place;
use crate::setup::unpacked;
use crate::stop::Stop;

const PATIENCE: Duration = Duration::from_secs(30);
/// Makes a database from a file of SQL: python3 is there for privacyIDEA already.
const MAKE: &str =
    "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\nc.executescript(open(sys.argv[2]).read())\nc.commit()\n";

/// A running server; it ends when this is dropped.
pub struct Glewlwyd {
    url: String,
    _server: Running,
}

impl Glewlwyd {
    /// Unpacks it where it is not, makes an empty database and waits until it answers.
    pub fn start() -> Result<Self, Stop> {
        let log = place::target().join("servers/glewlwyd.log");
        place::make(&place::target().join("servers"))?;
        fs::write(&log, "").map_err(|e| Stop::failed(format_args!("write {}", log.display()), e))?;
        Self::start_logged(&log).inspect_err(|_| {
            if !ending::has_begun() {
                println!("{}\n(from {})", tail(&log), log.display());
            }
        })
    }

    fn start_logged(log: &Path) -> Result<Self, Stop> {
        let root = unpacked::packages("Glewlwyd", &place::target().join("glewlwyd"), &["glewlwyd"], &[])?;
        let data = place::target().join("servers/glewlwyd");
        place::make_empty(&data)?;
        let database = data.join("glewlwyd.db");
        let mut make = child::command("python3");
        make.args(["-c", MAKE])
            .arg(&database)
            .arg(root.join("usr/share/dbconfig-common/data/glewlwyd/install/sqlite3"));
        child::run_into(&mut make, log)?;

        let port = free_port()?;
        let configuration = data.join("glewlwyd.conf");
        let text = configured(&root, &database, port)?;
        fs::write(&configuration, text).map_err(|e| Stop::failed("write its configuration", e))?;
        let mut command = child::command(root.join("usr/bin/glewlwyd"));
        let libraries = ["usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "usr/lib"].map(|at| root.join(at));
        command.env("LD_LIBRARY_PATH", std::env::join_paths(libraries).unwrap_or_default());
        command.arg(format!("--config-file={}", configuration.display()));
        child::append_to(&mut command, log)?;
        let mut server = Running::start(&mut command)?;
        let until = Instant::now() + PATIENCE;
        while TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).is_err() {
            if let Some(status) = server.ended() {
                return Err(Stop::failed("Glewlwyd ended before it answered", status));
            }
            if Instant::now() > until {
                return Err(Stop::Failed("Glewlwyd does not answer".into()));
            }
            thread::sleep(Duration::from_millis(50));
        }
        // Its cookies are for this name alone.
        Ok(Self { url: format!("http://localhost:{port}"), _server: server })
    }

    /// Tells `command` where it is and how to administer it.
    pub fn dress(&self, command: &mut Command) {
        command.env("POSTERN_GLEWLWYD_URL", &self.url);
        command.env("POSTERN_GLEWLWYD_ADMIN", "admin");
        command.env("POSTERN_GLEWLWYD_PASSWORD", "password");
    }
}

/// The package's sample, with this place and this port.
fn configured(root: &Path, database: &Path, port: u16) -> Result<String, Stop> {
    let sample = root.join("usr/share/doc/glewlwyd/glewlwyd.conf.sample.gz");
    let mut unzip = child::command("gzip");
    unzip.arg("-dc").arg(&sample).stdout(std::process::Stdio::piped());
    let mut running = Running::start(&mut unzip)?;
    let mut text = String::new();
    if let Some(mut out) = running.child().stdout.take() {
        out.read_to_string(&mut text).map_err(|e| Stop::failed("read Glewlwyd's sample", e))?;
    }
    let line = |line: &str| match line.split('=').next().map(str::trim) {
        Some("port") => format!("port={port}"),
        Some("#bind_address") => "bind_address=\"127.0.0.1\"".to_owned(),
        Some("external_url") => format!("external_url=\"http://localhost:{port}\""),
        Some("cookie_secure") => "cookie_secure=0".to_owned(),
        _ => line
            .replace("\"/usr/", &format!("\"{}/usr/", root.display()))
            .replace("/var/cache/glewlwyd/glewlwyd.db", &database.display().to_string()),
    };
    Ok(text.lines().map(|l| line(l) + "\n").collect())
}
