//! How a folder differs from what would be generated.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

use super::folder::{is_temporary, Folder};
use super::manifest::{self, Manifest, Recorded};
use super::path::{self, Wanted};
use super::WriteError;
use crate::diagnostic::escape;
use crate::GeneratedFile;

/// The longest diff of one file, in lines; a diff is there to recognise the change, not to read it.
const DIFF_LINES: usize = 80;

/// The longest line of a diff, in characters.
const LINE_CHARACTERS: usize = 200;

/// The largest text that is diffed, in bytes.
const DIFF_BYTES: usize = 4 * 1024 * 1024;

/// How long the search for a short diff may take; after that a longer one has to do.
const DIFF_TIME: Duration = Duration::from_millis(200);

/// One file that is not what would be generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Relative to the compared folder, with `/` between parts.
    pub path: String,
    /// How it differs.
    pub kind: DifferenceKind,
}

/// How a file differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// It would be generated and is not there.
    Missing,
    /// It is there with another content.
    Changed {
        /// A unified diff from what is there to what would be generated, bounded in length.
        diff: String,
    },
    /// It is there and would not be generated.
    ///
    /// That is what an earlier run wrote, and every Rust source that Cargo would compile without
    /// being told to: below a `src` folder with generated files in it, or as `build.rs` at the
    /// top. Other files of the folder belong to whoever put them there.
    Orphan,
}

/// Compares the folder `out` with `files` and its manifest with theirs; changes nothing.
///
/// The differences are sorted by path.
///
/// # Errors
///
/// See [`WriteError`]; each names the path it is about.
pub fn compare(out: &Path, files: &[GeneratedFile]) -> Result<Vec<Difference>, WriteError> {
    let wanted = path::check_all(files)?;
    let folder = Folder::new(out);
    folder.entries("")?;
    let recorded = Recorded::read(&folder)?.unwrap_or_default();

    let mut differences = Vec::new();
    for (path, content) in &wanted {
        folder.refuse_symbolic_links(path)?;
        let found = folder.read(path)?;
        differences.extend(difference(path, found.as_deref(), content));
    }
    let text = Manifest::of(&wanted).render();
    differences.extend(difference(manifest::MANIFEST, recorded.text(), &text));
    let orphans = orphans(&folder, &wanted, &recorded)?;
    differences
        .extend(orphans.into_iter().map(|path| Difference { path, kind: DifferenceKind::Orphan }));
    differences.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(differences)
}

fn difference(path: &str, found: Option<&[u8]>, content: &str) -> Option<Difference> {
    let kind = match found {
        None => DifferenceKind::Missing,
        Some(found) if found == content.as_bytes() => return None,
        Some(found) => DifferenceKind::Changed { diff: unified_diff(path, found, content) },
    };
    Some(Difference { path: path.to_owned(), kind })
}

fn orphans(
    folder: &Folder<'_>,
    wanted: &Wanted<'_>,
    recorded: &Recorded,
) -> Result<BTreeSet<String>, WriteError> {
    let mut found = BTreeSet::new();
    if recorded.is_interrupted() {
        found.insert(manifest::PENDING.to_owned());
    }
    for path in recorded.paths().chain(["build.rs"]) {
        if !wanted.contains_key(path) && folder.holds(path)? {
            found.insert(path.to_owned());
        }
    }
    let mut waiting = source_roots(wanted);
    while let Some(place) = waiting.pop_last() {
        folder.refuse_symbolic_links(&place)?;
        for name in folder.entries(&place)? {
            let path = format!("{place}/{name}");
            if folder.is_folder(&path) {
                waiting.insert(path);
            } else if (has_rust_extension(&name) || is_temporary(&name))
                && !wanted.contains_key(path.as_str())
            {
                found.insert(path);
            }
        }
    }
    Ok(found)
}

fn has_rust_extension(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("rs"))
}

/// The outermost `src` folders that generated files lie in.
fn source_roots(wanted: &Wanted<'_>) -> BTreeSet<String> {
    wanted
        .keys()
        .filter_map(|path| {
            let parts: Vec<&str> = path::parent(path).split('/').collect();
            let at = parts.iter().position(|part| *part == "src")?;
            parts.get(..=at).map(|parts| parts.join("/"))
        })
        .collect()
}

fn unified_diff(path: &str, found: &[u8], content: &str) -> String {
    if found.len() > DIFF_BYTES || content.len() > DIFF_BYTES {
        return format!("{} bytes are there, {} would be generated\n", found.len(), content.len());
    }
    let found = String::from_utf8_lossy(found);
    let diff = TextDiff::configure().timeout(DIFF_TIME).diff_lines(found.as_ref(), content);
    let unified = diff
        .unified_diff()
        .context_radius(3)
        .header(path, &format!("{path} (generated)"))
        .to_string();
    // Not `lines()`: a carriage return may be all that differs, and has to show.
    let mut lines = unified.split_terminator('\n');
    let mut bounded = String::new();
    for line in lines.by_ref().take(DIFF_LINES) {
        bounded.push_str(&printable(line));
        bounded.push('\n');
    }
    let omitted = lines.count();
    if omitted > 0 {
        // Writing to a String cannot fail.
        let _ = writeln!(bounded, "... and {omitted} more lines");
    }
    bounded
}

/// A line of the diff, cut where it is too long, with nothing in it that could steer a terminal.
fn printable(line: &str) -> String {
    let cut: String = line.chars().take(LINE_CHARACTERS).collect();
    let mark = if cut.len() < line.len() { "..." } else { "" };
    let escaped: Vec<String> = cut.split('\t').map(escape).collect();
    format!("{}{mark}", escaped.join("\t"))
}
