//! The kernel's own path to keys: a small virtual machine with uhid, hidraw, and the guest program of `opensk-key`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::place;
use crate::setup::{self, Scope, unpacked};
use crate::stop::{Outcome, Stop};

/// What the command does, for the help.
pub const ABOUT: &str = "keys through the kernel's hidraw, in QEMU; ends in `hidraw: N operations, 0 failed`";

/// What the machine is made of. Unpacked, not installed: QEMU's packages would push others out.
const PACKAGES: &[&str] = &["qemu-system-x86", "busybox-static", "cpio"];
const MODULES: &[&str] = &["hid.ko", "uhid.ko", "hid-generic.ko"];

const INIT: &str = "#!/bin/busybox sh
/bin/busybox --install -s /bin
mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev
for m in hid uhid hid-generic; do [ -e /mod/$m.ko ] && insmod /mod/$m.ko; done
/hid-guest
poweroff -f
";

/// `cargo xtask hid`.
pub fn run(arguments: &[String]) -> Outcome {
    crate::no_arguments(arguments)?;
    let _lock = Lock::take()?;
    setup::ready(Scope::Tests)?;
    let folder = place::target().join("hid");
    let parts = Parts::gather(&folder)?;
    let mut build = cargo::cargo("build");
    build.args(["-p", "postern-opensk-key", "--bin", "hid-guest"]);
    child::run(&mut build)?;
    let initrd = parts.initrd(&folder, &place::target().join("debug/hid-guest"))?;
    let mut machine = parts.machine(&folder);
    machine.args(["-kernel"]).arg(&parts.kernel).arg("-initrd").arg(initrd);
    let watched = child::run_watching(machine, |line| line.contains("hidraw: "))?;
    let line = watched.kept.last().map(|line| line.trim().to_owned());
    let line = line.ok_or_else(|| Stop::Failed("the machine did not say what it found".into()))?;
    if line.ends_with(" 0 failed") { Ok(line) } else { Err(Stop::Closing(line)) }
}

struct Parts {
    root: PathBuf,
    kernel: PathBuf,
    modules: Vec<PathBuf>,
}

impl Parts {
    /// The packages, unpacked below `folder` once.
    fn gather(folder: &Path) -> Result<Self, Stop> {
        let kernel = kernel_package()?;
        let besides = ["seabios", "qemu-system-data", kernel.as_str()];
        let root = unpacked::packages("a kernel and QEMU", folder, PACKAGES, &besides)?;
        let kernel = files(&root.join("boot"), |name| name.starts_with("vmlinuz-")).pop();
        let kernel = kernel.ok_or_else(|| Stop::Failed("the kernel's package has no kernel".into()))?;
        let version = kernel.file_name().map(|n| n.to_string_lossy().replace("vmlinuz-", "")).unwrap_or_default();
        let hid = root.join("lib/modules").join(version).join("kernel/drivers/hid");
        let modules = MODULES.iter().map(|name| hid.join(name)).filter(|file| file.exists()).collect();
        Ok(Self { root, kernel, modules })
    }

    /// The machine's only file system: busybox, the modules, the program and the libraries it asks for.
    fn initrd(&self, folder: &Path, program: &Path) -> Result<PathBuf, Stop> {
        let tree = folder.join("tree");
        place::make_empty(&tree)?;
        for below in ["bin", "mod", "proc", "sys", "dev"] {
            place::make(&tree.join(below))?;
        }
        let busybox =
            ["bin/busybox", "usr/bin/busybox"].map(|at| self.root.join(at)).into_iter().find(|at| at.exists());
        copy(&busybox.ok_or_else(|| Stop::Failed("there is no busybox".into()))?, &tree.join("bin/busybox"))?;
        for module in &self.modules {
            copy(module, &tree.join("mod").join(module.file_name().unwrap_or_default()))?;
        }
        copy(program, &tree.join("hid-guest"))?;
        for library in libraries(program)? {
            let to = tree.join(library.strip_prefix("/").unwrap_or(&library));
            if let Some(parent) = to.parent() {
                place::make(parent)?;
            }
            copy(&library, &to)?;
        }
        let init = tree.join("init");
        fs::write(&init, INIT).map_err(|e| failed(&init, &e))?;
        fs::set_permissions(&init, fs::Permissions::from_mode(0o755)).map_err(|e| failed(&init, &e))?;
        let initrd = folder.join("initrd");
        let mut pack = child::command("sh");
        pack.current_dir(&tree).env("CPIO", self.binary("cpio")?).env("INITRD", &initrd);
        pack.args(["-c", "find . | \"${CPIO}\" -o -H newc --quiet > \"${INITRD}\""]);
        child::run(&mut pack)?;
        Ok(initrd)
    }

    /// A program of the packages, wherever they put it.
    fn binary(&self, name: &str) -> Result<PathBuf, Stop> {
        let places = ["bin", "usr/bin"].map(|folder| self.root.join(folder).join(name));
        places.into_iter().find(|at| at.exists()).ok_or_else(|| Stop::Failed(format!("there is no {name}")))
    }

    /// QEMU from its unpacked package, without a display or a network.
    fn machine(&self, folder: &Path) -> Command {
        let mut machine = child::command(self.root.join("usr/bin/qemu-system-x86_64"));
        let paths = ["usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu"].map(|at| self.root.join(at));
        machine.env("LD_LIBRARY_PATH", std::env::join_paths(paths).unwrap_or_default());
        machine.current_dir(folder).arg("-L").arg(self.root.join("usr/share/seabios"));
        machine.arg("-L").arg(self.root.join("usr/share/qemu"));
        machine.args([
            "-accel",
            "tcg",
            "-cpu",
            "max",
            "-smp",
            "2",
            "-m",
            "1024",
            "-nographic",
            "-no-reboot",
            "-nic",
            "none",
        ]);
        machine.args(["-append", "console=ttyS0 quiet panic=-1"]);
        machine
    }
}

/// The kernel that Debian's `linux-image-amd64` stands for.
fn kernel_package() -> Result<String, Stop> {
    let mut ask = child::command("apt-cache");
    ask.args(["depends", "--important", "linux-image-amd64"]);
    let told = child::answer(&mut ask).unwrap_or_default();
    let name = told.lines().find_map(|line| line.trim().strip_prefix("Depends: ").map(str::to_owned));
    name.ok_or_else(|| Stop::Failed("apt-cache knows no linux-image-amd64".into()))
}

/// The shared libraries that a program asks for, and its loader.
fn libraries(program: &Path) -> Result<Vec<PathBuf>, Stop> {
    let mut ask = child::command("ldd");
    ask.arg(program);
    let told = child::answer(&mut ask).ok_or_else(|| Stop::Failed("ldd tells no libraries".into()))?;
    Ok(told.split_whitespace().filter(|word| word.starts_with('/')).map(PathBuf::from).collect())
}

fn files(folder: &Path, wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut all: Vec<PathBuf> =
        entries.flatten().filter(|e| wanted(&e.file_name().to_string_lossy())).map(|e| e.path()).collect();
    all.sort_unstable();
    all
}

fn copy(from: &Path, to: &Path) -> Result<(), Stop> {
    fs::copy(from, to).map(|_| ()).map_err(|e| failed(from, &e))
}

fn failed(path: &Path, error: &std::io::Error) -> Stop {
    Stop::Failed(format!("{}: {error}", path.display()))
}
