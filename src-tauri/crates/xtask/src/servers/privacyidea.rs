//! privacyIDEA, a real directory server, on loopback with an empty database of its own.
//!
//! Policies are the tests' business, over REST; here are only the users that they find.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::{free_port, python, tail};
use crate::child::{self, Running};
use crate::ending;
use crate::place;
use crate::random;
use crate::stop::Stop;

const REQUIREMENTS: &str = include_str!("privacyidea.txt");
const PATIENCE: Duration = Duration::from_secs(90);

/// Name, number, gecos; privacyIDEA reads the latter's third field as `mobile`, the fourth as `phone`, the fifth as `email`.
const USERS: &[(&str, u32, &str)] = &[
    ("alice", 1001, "Alice Adams,,+1 555 0101,,alice@example.test"),
    ("bob", 1002, "Bob Brown,,+1 555 0102,,bob@example.test"),
    ("carol", 1003, "Carol Clark,,+1 555 0103,,carol@example.test"),
    ("dora", 1004, "Dora Dean,,+1 555 0104,,dora@example.test"),
    ("erin", 1005, "Erin Evans,,+1 555 0105,,erin@example.test"),
];

/// How many users the realm `crowd` has.
const CROWD: u32 = 10_000;

/// A running server; it ends when this is dropped.
pub struct PrivacyIdea {
    url: String,
    password: String,
    _server: Running,
}

impl PrivacyIdea {
    /// Installs it where it is not, bootstraps it and waits until it answers.
    pub fn start() -> Result<Self, Stop> {
        let log = place::target().join("servers/privacyidea.log");
        place::make(&place::target().join("servers"))?;
        fs::write(&log, "").map_err(|e| Stop::failed(format_args!("write {}", log.display()), e))?;
        Self::start_logged(&log).inspect_err(|_| {
            // Once the end has begun it fails because we end it, and the closing line must stay the last.
            if !ending::has_begun() {
                println!("{}\n(from {})", tail(&log), log.display());
            }
        })
    }

    fn start_logged(log: &Path) -> Result<Self, Stop> {
        let program = python::environment(REQUIREMENTS, log)?.join("bin/pi-manage");
        let data = place::target().join("servers/privacyidea");
        let password = random::hex(16)?;
        bootstrap(&program, &data, &password, log)?;

        let port = free_port()?;
        let mut command = manage(&program, &data);
        command.args(["run", "-h", "127.0.0.1", "-p", &port.to_string()]);
        child::append_to(&mut command, log)?;
        let mut server = Running::start(&mut command)?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let until = Instant::now() + PATIENCE;
        while !answers(address) {
            if let Some(status) = server.ended() {
                return Err(Stop::failed("privacyIDEA ended before it answered", status));
            }
            if Instant::now() > until {
                return Err(Stop::Failed("privacyIDEA does not answer".into()));
            }
            thread::sleep(Duration::from_millis(200));
        }
        Ok(Self { url: format!("http://{address}"), password, _server: server })
    }

    /// Tells `command` where it is and how to administer it.
    pub fn dress(&self, command: &mut Command) {
        command.env("POSTERN_PRIVACYIDEA_URL", &self.url);
        command.env("POSTERN_PRIVACYIDEA_ADMIN", "admin");
        command.env("POSTERN_PRIVACYIDEA_PASSWORD", &self.password);
    }
}

fn bootstrap(program: &Path, data: &Path, password: &str, log: &Path) -> Result<(), Stop> {
    place::make_empty(data)?;
    write(&data.join("pi.cfg"), &configuration(data)?)?;
    // Nobody signs in with a password: no hash is given.
    let users: String =
        USERS.iter().map(|(name, id, gecos)| format!("{name}:*:{id}:{id}:{gecos}:/home/{name}:/bin/sh\n")).collect();
    write(&data.join("passwd"), &users)?;
    let crowd: String =
        (0..CROWD).map(|n| format!("crowd{n:05}:*:{0}:{0}:Maya Okafor:/:/bin/sh\n", 2000 + n)).collect();
    write(&data.join("crowd"), &crowd)?;
    let resolver = |users: &str| {
        let file = data.join(format!("{users}.json"));
        write(&file, &format!("{{\"fileName\": {:?}}}", data.join(users)))?;
        Ok::<_, Stop>(file.display().to_string())
    };
    let (users, crowd) = (resolver("passwd")?, resolver("crowd")?);
    let calls: [&[&str]; 9] = [
        &["setup", "create_enckey"],
        &["setup", "create_audit_keys"],
        &["setup", "create_tables"],
        &["admin", "add", "admin", "-p", password],
        &["config", "resolver", "create", "corp", "passwdresolver", &users],
        &["config", "realm", "create", "corp", "corp"],
        &["config", "resolver", "create", "crowd", "passwdresolver", &crowd],
        &["config", "realm", "create", "crowd", "crowd"],
        &["config", "realm", "set_default", "corp"],
    ];
    for call in calls {
        child::run_into(manage(program, data).args(call), log)?;
    }
    Ok(())
}

fn configuration(data: &Path) -> Result<String, Stop> {
    let at = |name: &str| data.join(name).display().to_string();
    Ok(format!(
        "SUPERUSER_REALM = ['super']\nSQLALCHEMY_DATABASE_URI = 'sqlite:///' + {:?}\nSECRET_KEY = {:?}\nPI_PEPPER = {:?}\n\
         PI_ENCFILE = {:?}\nPI_AUDIT_KEY_PRIVATE = {:?}\nPI_AUDIT_KEY_PUBLIC = {:?}\nPI_LOGFILE = {:?}\nPI_LOGLEVEL = 20\n",
        at("pi.sqlite"),
        random::hex(24)?,
        random::hex(12)?,
        at("enckey"),
        at("private.pem"),
        at("public.pem"),
        at("privacyidea.log"),
    ))
}

fn manage(program: &Path, data: &Path) -> Command {
    let mut command = child::command(program);
    command.env("PRIVACYIDEA_CONFIGFILE", data.join("pi.cfg")).env("PYTHONUNBUFFERED", "1").current_dir(data);
    command
}

/// Whether the server at `address` answers for its front page, which is a page or leads to one.
fn answers(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<[u8; 10]> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        stream.write_all(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")?;
        let mut start = [0; 10];
        stream.read_exact(&mut start)?;
        Ok(start)
    };
    // `HTTP/1.1 302`, up to the first digit of the status.
    ask().is_ok_and(|start| start.starts_with(b"HTTP/1.") && matches!(start.last(), Some(b'2' | b'3')))
}

fn write(path: &Path, text: &str) -> Result<(), Stop> {
    fs::write(path, text).map_err(|e| Stop::failed(format_args!("write {}", path.display()), e))
}
