//! A real window, driven over WebDriver as a person would use it: by what stands on the page.

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use std::cell::Cell;
use std::io::Write as _;
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything on a page may take before the journey gives up.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// A window over a folder of its own.
pub struct Window {
    client: Client,
    driver: Child,
    home: tempfile::TempDir,
    pictures: Option<Pictures>,
    /// What somebody of the staff pressed, chose or filled in so far.
    inputs: Cell<u32>,
    /// What is open is a collection of parts: what a page should be as a whole is not asked of it.
    parts: Cell<bool>,
}

struct Pictures {
    folder: PathBuf,
    count: u32,
}

/// Why a journey cannot run here, when it cannot.
pub fn missing() -> Option<String> {
    let binary = std::env::var_os("POSTERN_BIN").map(PathBuf::from);
    if !binary.as_deref().is_some_and(Path::is_file) {
        return Some("POSTERN_BIN names no console".to_owned());
    }
    if std::env::var_os("DISPLAY").is_none() {
        return Some("there is no display".to_owned());
    }
    let driver = Command::new("WebKitWebDriver").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if driver.is_err() { Some("WebKitWebDriver is not installed".to_owned()) } else { None }
}

/// Writes a line for the command that started the journeys, where it asked for that.
fn tell(line: &str) {
    if let Some(file) = std::env::var_os("POSTERN_JOURNEYS_TOLD") {
        let file = std::fs::File::options().create(true).append(true).open(file);
        writeln!(file.unwrap(), "{line}").unwrap();
    }
}

impl Window {
    /// Opens the console on the practice profile, in a folder of its own.
    pub async fn open(arguments: &[&str]) -> Self {
        Self::open_over(tempfile::tempdir().unwrap(), arguments).await
    }

    /// Opens the console over a folder that is there already.
    pub async fn open_over(home: tempfile::TempDir, arguments: &[&str]) -> Self {
        Self::open_within(home, arguments, &[]).await
    }

    /// Opens the console over a folder, with variables of its own in its environment.
    pub async fn open_within(home: tempfile::TempDir, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let binary = std::env::var("POSTERN_BIN").unwrap();
        Self::open_as(&binary, home, arguments, variables).await
    }

    /// The same with another program in the console's place: one that starts it.
    pub async fn open_as(
        binary: &str,
        home: tempfile::TempDir,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("POSTERN_HOME", home.path())
            // What a page keeps, such as its language, is the journey's own.
            .env("XDG_DATA_HOME", home.path().join("web"))
            .envs(variables.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // A group of its own, so that its end is the end of the console too.
            .process_group(0)
            .spawn()
            .unwrap();
        let options = serde_json::json!({"binary": binary, "args": arguments});
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
        let url = format!("http://127.0.0.1:{port}");
        let started = Instant::now();
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            let connecting = builder.capabilities(capabilities.clone()).connect(&url);
            match tokio::time::timeout(PATIENCE, connecting).await {
                Ok(Ok(client)) => break client,
                failed => {
                    assert!(started.elapsed() < PATIENCE, "the window did not open: {failed:?}");
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
            }
        };
        let pictures = std::env::var_os("POSTERN_TOUR_DIR").map(|folder| Pictures { folder: folder.into(), count: 0 });
        Self { client, driver, home, pictures, inputs: Cell::new(0), parts: Cell::new(false) }
    }

    /// The folder that the console keeps everything in.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The process group of the console and its web view.
    pub fn group(&self) -> u32 {
        self.driver.id()
    }

    /// Closes the window as a person would, and keeps the folder.
    pub async fn close(mut self) -> tempfile::TempDir {
        if let Err(error) = self.client.clone().close().await {
            eprintln!("closing the window: {error}");
        }
        self.end();
        let empty = tempfile::tempdir().unwrap();
        std::mem::replace(&mut self.home, empty)
    }

    /// Looks at the page in both themes: no accessibility fault, and a picture of each where pictures are asked for.
    pub async fn picture(&mut self, name: &str) {
        if let Some(pictures) = &mut self.pictures {
            pictures.count += 1;
        }
        for theme in ["light", "dark"] {
            self.paint(theme).await;
            self.accessible(&format!("{name}, {theme}")).await;
            let Some(pictures) = &self.pictures else { continue };
            let folder = if theme == "light" { pictures.folder.clone() } else { pictures.folder.join(theme) };
            std::fs::create_dir_all(&folder).unwrap();
            let png = self.client.screenshot().await.unwrap();
            std::fs::write(folder.join(format!("{:02}-{name}.png", pictures.count)), png).unwrap();
        }
        // As it is for who asks for more contrast, and for who reads from right to left.
        self.mark("contrast", "more").await;
        self.mark("dir", "rtl").await;
        self.paint("light").await;
        self.accessible(&format!("{name}, more contrast, right to left")).await;
        self.mark("contrast", "").await;
        self.mark("dir", "").await;
        self.paint("").await;
        tell(&format!("page\t{name}"));
    }

    /// Looks at the page as it stands: no accessibility fault, and a picture where pictures are asked for.
    pub async fn see(&mut self, name: &str) {
        self.settle().await;
        self.accessible(name).await;
        if let Some(pictures) = &mut self.pictures {
            pictures.count += 1;
            std::fs::create_dir_all(&pictures.folder).unwrap();
            let png = self.client.screenshot().await.unwrap();
            std::fs::write(pictures.folder.join(format!("{:02}-{name}.png", pictures.count)), png).unwrap();
        }
        tell(&format!("page\t{name}"));
    }

    /// Waits until what was changed is drawn: a picture right after a change can be of the page before it.
    pub async fn settle(&self) {
        let script = "const [done] = arguments; \
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 120)));";
        self.client.execute_async(script, vec![]).await.unwrap();
    }

    /// Sets what a page's root says of itself, and keeps what it said; nothing sets that again.
    async fn mark(&self, what: &str, value: &str) {
        let script = "const [what, value] = arguments; const root = document.documentElement; \
            const name = what === 'dir' ? 'dir' : 'data-' + what; const kept = 'data-kept-' + what; \
            if (value) { root.setAttribute(kept, root.getAttribute(name) ?? ''); root.setAttribute(name, value); } \
            else { root.setAttribute(name, root.getAttribute(kept) ?? ''); root.removeAttribute(kept); }";
        self.client.execute(script, vec![serde_json::json!(what), serde_json::json!(value)]).await.unwrap();
    }

    /// Nothing on the page keeps anybody from using it.
    async fn accessible(&self, what: &str) {
        let faults = self.accessibility_faults().await;
        assert!(faults.is_empty(), "{what}:\n{}", faults.join("\n"));
    }

    /// Looks at the page at 640 CSS pixels, which is what 200 % zoom leaves: nothing is cut off sideways.
    pub async fn narrow(&self, name: &str) {
        self.client.set_window_size(640, 800).await.unwrap();
        self.paint("light").await;
        let script = "return [innerWidth, ...[...document.querySelectorAll('body *')] \
            .filter((e) => e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1 \
                && !e.closest('.vh, .sprite, .tablewrap, .skip')) \
            .map((e) => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right))];";
        self.accessible(&format!("{name}, narrow")).await;
        let found = self.client.execute(script, vec![]).await.unwrap();
        let found = found.as_array().unwrap();
        assert_eq!(found[0], 640, "{name}: the window did not become narrow");
        if let Some(pictures) = &self.pictures {
            let folder = pictures.folder.join("narrow");
            std::fs::create_dir_all(&folder).unwrap();
            let png = self.client.screenshot().await.unwrap();
            std::fs::write(folder.join(format!("{:02}-{name}.png", pictures.count)), png).unwrap();
        }
        assert_eq!(found.len(), 1, "{name} is cut off at 640 pixels: {:?}", &found[1..]);
        self.client.set_window_size(1280, 800).await.unwrap();
        self.paint("").await;
    }

    /// Shows the page in a theme; the empty one is the person's own choice.
    async fn paint(&self, theme: &str) {
        let script = "const [theme] = arguments; const root = document.documentElement; \
            root.dataset.own ??= root.dataset.theme ?? ''; const want = theme || root.dataset.own; \
            if (want) root.dataset.theme = want; else delete root.dataset.theme; if (!theme) delete root.dataset.own;";
        self.client.execute(script, vec![serde_json::json!(theme)]).await.unwrap();
        self.settle().await;
    }

    /// The driver's client.
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// Runs a script with arguments; what it returns.
    pub async fn run(&self, script: &str, arguments: Vec<serde_json::Value>) -> serde_json::Value {
        self.client.execute(script, arguments).await.unwrap()
    }

    /// Whether the heading of a step has the focus.
    pub async fn focused_heading(&self) -> bool {
        let script = "return document.activeElement?.matches('h1, h2, h3') ? 'yes' : 'no';";
        self.script(script).await == "yes"
    }

    /// Brings axe onto the page, where it is not yet.
    pub async fn axe(&self) {
        let there = self.client.execute("return typeof window.axe === 'object';", vec![]).await.unwrap();
        if there != serde_json::json!(true) {
            let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
            let source = std::fs::read_to_string(&axe).unwrap_or_else(|e| panic!("{}: {e}", axe.display()));
            // The page's policy forbids inline scripts, so axe comes through the driver.
            self.client.execute(&format!("{source}; window.axe = axe;"), vec![]).await.unwrap();
        }
    }

    /// What axe finds on the page, one line each.
    async fn accessibility_faults(&self) -> Vec<String> {
        self.axe().await;
        let script = "const done = arguments[1]; \
            window.axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } }, \
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', ...(arguments[0] ? [] : ['best-practice'])] }).then( \
            (found) => done(found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`))), \
            (error) => done([String(error)]));";
        let found = self.client.execute_async(script, vec![serde_json::json!(self.parts.get())]).await.unwrap();
        found.as_array().into_iter().flatten().filter_map(|line| line.as_str().map(str::to_owned)).collect()
    }

    /// From here on what is open is a collection of parts, or is not any more.
    pub fn looks_at_parts(&self, parts: bool) {
        self.parts.set(parts);
    }

    /// Counts on from `inputs`.
    pub fn count_from(&self, inputs: u32) {
        self.inputs.set(inputs);
    }

    /// How many deliberate inputs it took so far: buttons pressed, fields filled in, choices made. What is done with a
    /// key in the practice tray is done with the hand, and PINs are typed by whose they are.
    pub fn inputs(&self) -> u32 {
        self.inputs.get()
    }

    /// Tells how many inputs a routine recovery takes.
    pub fn tell_inputs(&self) {
        eprintln!("a routine recovery takes an agent {} inputs", self.inputs());
        tell(&format!("inputs\t{}", self.inputs()));
    }

    /// Somebody of the staff did something with what has this test id.
    fn note_input(&self, id: &str) {
        if !id.starts_with("tray-") && id != "mail-item" {
            self.inputs.set(self.inputs.get() + 1);
        }
    }

    /// Makes the journey leave no pictures.
    pub fn without_pictures(mut self) -> Self {
        self.pictures = None;
        self
    }

    fn locator(id: &str) -> String {
        format!("[data-testid=\"{id}\"]")
    }

    /// The element with this test id, once it is on the page.
    pub async fn find(&self, id: &str) -> Element {
        let selector = Self::locator(id);
        let started = Instant::now();
        loop {
            if let Ok(element) = self.client.find(Locator::Css(&selector)).await
                && element.is_displayed().await.unwrap_or(false)
            {
                return element;
            }
            if started.elapsed() > PATIENCE {
                self.fail(&format!("{id} is not on the page")).await;
            }
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }

    /// Whether it is on the page now.
    pub async fn shows(&self, id: &str) -> bool {
        match self.client.find(Locator::Css(&Self::locator(id))).await {
            Ok(element) => element.is_displayed().await.unwrap_or(false),
            Err(_) => false,
        }
    }

    /// Waits until `test` holds.
    pub async fn until<F: AsyncFn(&Self) -> bool>(&self, what: &str, test: F) {
        let started = Instant::now();
        while !test(self).await {
            if started.elapsed() > PATIENCE {
                self.fail(&format!("never {what}")).await;
            }
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }

    /// Presses it, once it can be pressed.
    pub async fn press(&self, id: &str) {
        let started = Instant::now();
        loop {
            let element = self.find(id).await;
            let usable = element.attr("aria-disabled").await.ok().flatten().as_deref() != Some("true")
                && element.attr("disabled").await.ok().flatten().is_none();
            if usable && element.click().await.is_ok() {
                self.note_input(id);
                return;
            }
            // A person would scroll to it.
            let scroll = "document.querySelector(arguments[0])?.scrollIntoView({ block: 'center' });";
            let _ = self.client.execute(scroll, vec![serde_json::json!(Self::locator(id))]).await;
            if started.elapsed() > PATIENCE {
                self.fail(&format!("{id} cannot be pressed")).await;
            }
            tokio::time::sleep(Duration::from_millis(80)).await;
        }
    }

    /// Presses it although it says that it is not available.
    pub async fn press_anyway(&self, id: &str) {
        let element = self.find(id).await;
        let _ = element.click().await;
    }

    /// Presses the first `inside` within the element with this test id whose `attribute` is `value`.
    pub async fn press_in(&self, id: &str, attribute: &str, value: &str, inside: &str) {
        let selector = format!("[data-testid=\"{id}\"][{attribute}=\"{value}\"] {inside}");
        let started = Instant::now();
        loop {
            if let Ok(element) = self.client.find(Locator::Css(&selector)).await
                && element.click().await.is_ok()
            {
                self.note_input(id);
                return;
            }
            if started.elapsed() > PATIENCE {
                self.fail(&format!("{selector} cannot be pressed")).await;
            }
            tokio::time::sleep(Duration::from_millis(80)).await;
        }
    }

    /// Clicks the first element of a selector; whether it could.
    pub async fn click_css(&self, selector: &str) -> bool {
        match self.client.find(Locator::Css(selector)).await {
            Ok(element) => element.click().await.is_ok(),
            Err(_) => false,
        }
    }

    /// Types into a field, replacing what was there.
    pub async fn write(&self, id: &str, text: &str) {
        let field = self.find(id).await;
        let _ = field.clear().await;
        field.send_keys(text).await.unwrap();
        self.note_input(id);
    }

    /// Pastes a text of several lines.
    pub async fn paste(&self, id: &str, text: &str) {
        self.find(id).await;
        let script = "const [id, text] = arguments; const field = document.querySelector(`[data-testid=\"${id}\"]`); \
            field.value = text; field.dispatchEvent(new Event('input', { bubbles: true }));";
        self.client.execute(script, vec![serde_json::json!(id), serde_json::json!(text)]).await.unwrap();
        self.note_input(id);
    }

    /// Types into the first field of a selector, replacing what was there.
    pub async fn write_css(&self, selector: &str, text: &str) {
        let field = self.client.find(Locator::Css(selector)).await.unwrap();
        let _ = field.clear().await;
        field.send_keys(text).await.unwrap();
        self.note_input(selector);
    }

    /// Runs a script on the page; the text that it returns.
    pub async fn script(&self, script: &str) -> String {
        let answer = self.client.execute(script, vec![]).await.unwrap();
        answer.as_str().unwrap_or_default().to_owned()
    }

    /// Chooses an option of a select by its value.
    pub async fn choose(&self, id: &str, value: &str) {
        let field = self.find(id).await;
        // A person would scroll to it.
        let scroll = "document.querySelector(arguments[0])?.scrollIntoView({ block: 'center' });";
        let _ = self.client.execute(scroll, vec![serde_json::json!(Self::locator(id))]).await;
        field.select_by_value(value).await.unwrap();
        self.note_input(id);
    }

    /// An attribute of it.
    pub async fn attribute(&self, id: &str, name: &str) -> Option<String> {
        self.find(id).await.attr(name).await.unwrap()
    }

    /// What stands in a field.
    pub async fn value(&self, id: &str) -> String {
        self.find(id).await.prop("value").await.unwrap().unwrap_or_default()
    }

    /// The text of it as the page is now; nothing where it is not there.
    pub async fn text_now(&self, id: &str) -> String {
        match self.client.find(Locator::Css(&Self::locator(id))).await {
            Ok(element) => element.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// The text of it.
    pub async fn text(&self, id: &str) -> String {
        self.find(id).await.text().await.unwrap_or_default()
    }

    /// Gives up: what was expected, what stands on the page, and a picture of it where pictures are wanted.
    pub async fn fail(&self, what: &str) -> ! {
        if let Some(folder) = std::env::var_os("POSTERN_TOUR_DIR") {
            let path = PathBuf::from(folder).join("failed").join(format!("{}.png", std::process::id()));
            if let (Ok(()), Ok(png)) = (std::fs::create_dir_all(path.parent().unwrap()), self.client.screenshot().await)
            {
                let _ = std::fs::write(&path, png);
                eprintln!("picture: {}", path.display());
            }
        }
        panic!("{what}:\n{}", self.words().await);
    }

    /// All text of the page.
    pub async fn words(&self) -> String {
        match self.client.find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    /// Calls a command as a page that was taken over could, and does not wait: a key may have to be touched first.
    pub async fn invoke_later(&self, command: &str, arguments: serde_json::Value) {
        let script = "const [command, args] = arguments; const told = (what) => { document.body.dataset.told = JSON.stringify(what); }; delete document.body.dataset.told; window.__TAURI_INTERNALS__.invoke(command, args).then((ok) => told({ ok }), (refused) => told({ refused }));";
        self.client.execute(script, vec![serde_json::json!(command), arguments]).await.unwrap();
    }

    /// What came back from `invoke_later`, once it did.
    pub async fn told(&self) -> Option<serde_json::Value> {
        let told = self.client.execute("return document.body.dataset.told ?? null;", vec![]).await.unwrap();
        told.as_str().map(|text| serde_json::from_str(text).unwrap())
    }

    /// Calls a command as a page that was taken over could; answers what came back, refusals too.
    pub async fn invoke(&self, command: &str, arguments: serde_json::Value) -> serde_json::Value {
        let script = "const [command, args, done] = arguments; window.__TAURI_INTERNALS__.invoke(command, args).then((ok) => done({ ok }), (refused) => done({ refused }));";
        self.client.execute_async(script, vec![serde_json::json!(command), arguments]).await.unwrap()
    }
}

impl Window {
    /// Ends the driver and whatever it started.
    fn end(&mut self) {
        let group = format!("-{}", self.group());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.driver.wait();
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.end();
    }
}
