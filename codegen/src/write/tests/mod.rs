//! What the functions of this module promise, a file a promise.

mod comparing;
mod foreign_content;
mod hostile_input;
mod interruption;
#[cfg(unix)]
mod symbolic_links;
mod writing;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{compare, write, DifferenceKind, Report, WriteError, WriteOptions};
use crate::GeneratedFile;

type Checked = Result<(), Box<dyn Error>>;

const MANIFEST: &str = super::manifest::MANIFEST;
const PENDING: &str = super::manifest::PENDING;
const FORCE: WriteOptions = WriteOptions { force: true };
const CAREFUL: WriteOptions = WriteOptions { force: false };

fn files(list: &[(&str, &str)]) -> Vec<GeneratedFile> {
    list.iter()
        .map(|(path, content)| GeneratedFile {
            path: (*path).to_owned(),
            content: (*content).to_owned(),
        })
        .collect()
}

fn write_list(out: &Path, list: &[(&str, &str)]) -> Result<Report, WriteError> {
    write(out, &files(list), CAREFUL)
}

/// Every file of a folder with its content, sorted.
fn snapshot(folder: &Path) -> Result<Vec<(PathBuf, String)>, std::io::Error> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(place) = waiting.pop() {
        for entry in fs::read_dir(place)? {
            let path = entry?.path();
            if path.is_dir() && !path.is_symlink() {
                waiting.push(path);
            } else {
                let content = fs::read(&path).unwrap_or_default();
                found.push((path, String::from_utf8_lossy(&content).into_owned()));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Asserts that writing is refused for the expected reason and changes nothing.
fn assert_refused(
    out: &Path,
    list: &[(&str, &str)],
    options: WriteOptions,
    expected: &str,
) -> Checked {
    let before = snapshot(out)?;
    match write(out, &files(list), options) {
        Ok(report) => return Err(format!("written: {report:?}").into()),
        Err(error) => {
            let text = error.to_string();
            assert!(text.contains(expected), "{text:?} lacks {expected:?}");
        }
    }
    assert_eq!(before, snapshot(out)?, "a refused run changed something");
    Ok(())
}

fn kinds(out: &Path, list: &[(&str, &str)]) -> Result<Vec<(String, &'static str)>, WriteError> {
    Ok(compare(out, &files(list))?
        .into_iter()
        .map(|difference| {
            let kind = match difference.kind {
                DifferenceKind::Missing => "missing",
                DifferenceKind::Changed { .. } => "changed",
                DifferenceKind::Orphan => "orphan",
            };
            (difference.path, kind)
        })
        .collect())
}

const FIRST: &[(&str, &str)] = &[
    ("Cargo.toml", "[package]\n"),
    ("src/lib.rs", "//! A crate.\n"),
    ("src/types/flavour.rs", "pub enum Flavour {}\n"),
];
