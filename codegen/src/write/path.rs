//! Which relative paths may be written, and which may be believed when a manifest names them.

use std::collections::BTreeMap;

use super::{folder, manifest, WriteError};
use crate::GeneratedFile;

/// The checked output: content by relative path, sorted.
pub(super) type Wanted<'a> = BTreeMap<&'a str, &'a str>;

/// The longest path that is accepted, in bytes; file systems allow 255 for each part.
const LONGEST: usize = 1024;

/// Sorts generated files by path and refuses what cannot be written safely.
pub(super) fn check_all(files: &[GeneratedFile]) -> Result<Wanted<'_>, WriteError> {
    let mut wanted = Wanted::new();
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    for file in files {
        check(&file.path)
            .map_err(|reason| WriteError::UnsafePath { path: file.path.clone(), reason })?;
        if let Some(first) = folded.insert(fold(&file.path), &file.path) {
            return Err(collision(first, &file.path));
        }
        wanted.insert(&file.path, &file.content);
    }
    for path in wanted.keys() {
        let mut above = parent(path);
        while !above.is_empty() {
            if let Some(first) = folded.get(&fold(above)) {
                return Err(collision(first, path));
            }
            above = parent(above);
        }
    }
    Ok(wanted)
}

/// Says why a path is not safe to join to the output folder.
pub(super) fn check(path: &str) -> Result<(), &'static str> {
    if path.len() > LONGEST {
        return Err("it is too long");
    }
    if path.chars().any(|character| character.is_control() || matches!(character, '\\' | ':')) {
        return Err("it holds a character that file systems treat specially");
    }
    for part in path.split('/') {
        check_part(part)?;
    }
    let name = name(path);
    if name.eq_ignore_ascii_case(manifest::MANIFEST)
        || name.eq_ignore_ascii_case(manifest::PENDING)
        || folder::is_temporary(name)
    {
        return Err("the name is reserved for bookkeeping");
    }
    Ok(())
}

fn check_part(part: &str) -> Result<(), &'static str> {
    if part.is_empty() {
        return Err("it is absolute or has an empty part");
    }
    // Covers `.` and `..`; Windows also drops dots and spaces from the end of a name.
    if part.ends_with(['.', ' ']) {
        return Err("a part of it ends with a dot or a space");
    }
    if part.eq_ignore_ascii_case(".git") {
        return Err("it lies in a version control folder");
    }
    Ok(())
}

/// The folder part of a relative path; empty at the top.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a relative path.
pub(super) fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The path as a file system sees it that ignores case.
pub(super) fn fold(path: &str) -> String {
    path.to_lowercase()
}

fn collision(first: &str, second: &str) -> WriteError {
    WriteError::Collision { first: first.to_owned(), second: second.to_owned() }
}
