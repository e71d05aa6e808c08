//! What stands in the memory of a journey's processes, looked at from outside.

use memchr::memmem::Finder;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader};
use std::os::unix::fs::FileExt as _;

const PAGE: usize = 4096;
/// Pages that are asked about at once.
const STEP: usize = 16 * 1024;
/// Bits of an entry of `pagemap`: the page is in memory, or swapped out.
const THERE: u64 = 0b11 << 62;

/// The processes of a group whose names start with one of these.
pub fn processes(group: u32, names: &[&str]) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Some(process) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        let name = fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
        if group_of(process) == Some(group) && names.iter().any(|one| name.starts_with(one)) {
            found.push((process, name.trim().to_owned()));
        }
    }
    found
}

/// The group of a process.
pub fn group_of(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name before it stands in brackets and may hold anything.
    stat.rsplit_once(')')?.1.split_whitespace().nth(2)?.parse().ok()
}

/// How often each text stands in the memory of a process, as UTF-8 or as UTF-16.
pub fn count<const N: usize>(process: u32, texts: [&str; N]) -> io::Result<[usize; N]> {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let finders = texts.map(|text| [Finder::new(text).into_owned(), Finder::new(&wide(text)).into_owned()]);
    let mut found = [0; N];
    let mut look = |run: &mut Vec<u8>| {
        for (found, finders) in found.iter_mut().zip(&finders) {
            *found += finders.iter().map(|finder| finder.find_iter(run).count()).sum::<usize>();
        }
        run.clear();
    };
    let memory = File::open(format!("/proc/{process}/mem"))?;
    let pages = File::open(format!("/proc/{process}/pagemap"))?;
    for line in BufReader::new(File::open(format!("/proc/{process}/maps"))?).lines() {
        let Some((start, end)) = writable(&line?) else { continue };
        // A text may lie across pages: those that follow one another are looked at as one.
        let mut run = Vec::new();
        for at in (start..end).step_by(STEP * PAGE) {
            for (page, there) in present(&pages, at, end)? {
                let had = run.len();
                if there {
                    run.resize(had + PAGE, 0);
                }
                // What a device or the kernel put there cannot be read.
                if !there || memory.read_exact_at(&mut run[had..], page).is_err() {
                    run.truncate(had);
                    look(&mut run);
                }
            }
        }
        look(&mut run);
    }
    Ok(found)
}

/// The pages from `at` on, and whether each is there. The web's processes reserve far more than they ever use: of a stretch
/// without any page, one is told.
fn present(pages: &File, at: u64, end: u64) -> io::Result<Vec<(u64, bool)>> {
    let size = PAGE as u64;
    let mut entries = vec![0; STEP.min(((end - at) / size) as usize) * 8];
    pages.read_exact_at(&mut entries, at / size * 8)?;
    let (entries, _) = entries.as_chunks::<8>();
    let is_there = |entry: &[u8; 8]| u64::from_ne_bytes(*entry) & THERE != 0;
    // Whether all of them are alike is quick to see.
    if entries[1..] == entries[..entries.len() - 1] && !is_there(&entries[0]) {
        return Ok(vec![(at, false)]);
    }
    Ok((at..).step_by(PAGE).zip(entries.iter().map(is_there)).collect())
}

/// A mapping's range, unless it is a file that nothing was written into, or the kernel's own.
fn writable(line: &str) -> Option<(u64, u64)> {
    let mut fields = line.split_whitespace();
    let (start, end) = fields.next()?.split_once('-')?;
    let may = fields.next()?;
    let is_file = fields.nth(2)? != "0";
    let is_own = fields.next() != Some("[vsyscall]");
    let number = |text| u64::from_str_radix(text, 16).ok();
    (may.starts_with('r') && is_own && (may.contains('w') || !is_file)).then_some((number(start)?, number(end)?))
}
