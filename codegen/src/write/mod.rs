//! Puts generated files into a folder, or says how the folder differs from them.
//!
//! This is the only module of the generator that touches the disk. What it promises:
//!
//! - A file whose content is already right is not touched.
//! - A file changes by a rename of a temporary beside it, never half.
//! - Only files that an earlier run wrote are removed, and only as long as nobody has edited them:
//!   the manifest remembers names and content hashes.
//! - A folder with content that no manifest accounts for is refused, unless `force` is set. Force
//!   replaces files of the same name; it removes nothing.
//! - No path leaves the folder: absolute paths, `..` and symbolic links are refused, in generated
//!   names and in manifests alike.
//! - A run that was interrupted is finished by the next: its plan was recorded before its first
//!   change and becomes the manifest after its last.
//!
//! Renames protect against a killed process. There is no `fsync`, so after a power failure a file
//! may be empty; the next run sees that its content is wrong and writes it again.

mod compare;
mod error;
mod folder;
mod manifest;
mod path;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;

use crate::GeneratedFile;

pub use compare::{compare, Difference, DifferenceKind};
pub use error::WriteError;

use folder::Folder;
use manifest::{Manifest, Recorded};
use path::Wanted;

/// How [`write()`] treats a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WriteOptions {
    /// Write into a folder although it has content that no earlier run wrote, and replace files
    /// there that have the name of a generated one.
    pub force: bool,
}

/// What [`write()`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or have new content, sorted.
    pub written: Vec<String>,
    /// Number of files that were right already.
    pub unchanged: usize,
    /// Files of an earlier run that are no longer generated, sorted.
    pub removed: Vec<String>,
    /// Files of an earlier run that are no longer generated but were edited since, so they stayed.
    pub kept: Vec<String>,
}

impl Report {
    /// Whether the folder was right already.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// Makes the generated part of the folder `out` exactly `files`.
///
/// Everything that can be refused is refused before the first change.
///
/// # Errors
///
/// See [`WriteError`]; each names the path it is about.
pub fn write(
    out: &Path,
    files: &[GeneratedFile],
    options: WriteOptions,
) -> Result<Report, WriteError> {
    let wanted = path::check_all(files)?;
    let folder = Folder::new(out);
    let recorded = Recorded::read(&folder)?;
    if recorded.is_none() && !options.force {
        folder.refuse_foreign_content()?;
    }
    let recorded = recorded.unwrap_or_default();
    let report = plan(&folder, &wanted, &recorded, options)?;

    let manifest = Manifest::of(&wanted).render();
    if report.is_unchanged() && recorded.is_complete(&manifest) {
        return Ok(report);
    }
    folder.remove_temporaries(&touched_folders(&wanted, &recorded))?;
    folder.replace(manifest::PENDING, &manifest)?;
    // Removal comes first: on a file system that ignores case the old name of a renamed file is
    // also its new one.
    for path in &report.removed {
        folder.remove(path)?;
    }
    for path in &report.written {
        if let Some(content) = wanted.get(path.as_str()) {
            folder.replace(path, content)?;
        }
    }
    folder.rename(manifest::PENDING, manifest::MANIFEST)?;
    Ok(report)
}

/// What has to be done, without doing any of it.
fn plan(
    folder: &Folder<'_>,
    wanted: &Wanted<'_>,
    recorded: &Recorded,
    options: WriteOptions,
) -> Result<Report, WriteError> {
    let mut report = Report::default();
    for path in recorded.paths() {
        if wanted.contains_key(path) {
            continue;
        }
        folder.refuse_symbolic_links(path)?;
        match folder.read(path)? {
            Some(content) if recorded.wrote(path, &content) => report.removed.push(path.to_owned()),
            Some(_) => report.kept.push(path.to_owned()),
            None => {}
        }
    }
    let removed: BTreeSet<String> = report.removed.iter().map(|path| path::fold(path)).collect();
    for (path, content) in wanted {
        folder.refuse_symbolic_links(path)?;
        let found = folder.read(path)?;
        let is_right = found.as_deref() == Some(content.as_bytes());
        if is_right && !removed.contains(&path::fold(path)) {
            report.unchanged += 1;
            continue;
        }
        if found.is_some() && !is_right && !options.force && !recorded.names(path) {
            return Err(WriteError::ForeignFile { path: folder.locate(path) });
        }
        report.written.push((*path).to_owned());
    }
    Ok(report)
}

/// The folders, relative to the output folder, in which an earlier run may have left temporaries.
fn touched_folders<'a>(wanted: &Wanted<'a>, recorded: &'a Recorded) -> BTreeSet<&'a str> {
    wanted.keys().copied().chain(recorded.paths()).map(path::parent).chain([""]).collect()
}
