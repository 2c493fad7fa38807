//! File operations inside one output folder, by checked relative paths.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::{path, WriteError};

/// How a temporary's name ends; before it stands the process that made it.
const TEMPORARY: &str = ".ferrosmith-tmp";

/// The output folder. Every path given to its methods is relative and was checked by
/// [`path::check`].
pub(super) struct Folder<'a> {
    root: &'a Path,
}

impl<'a> Folder<'a> {
    /// The folder at this place, which need not exist.
    pub(super) fn new(root: &'a Path) -> Self {
        Self { root }
    }

    /// The place of a file in the folder; of the folder itself for the empty path.
    pub(super) fn locate(&self, path: &str) -> PathBuf {
        let mut place = self.root.to_path_buf();
        place.extend(path.split('/').filter(|part| !part.is_empty()));
        place
    }

    /// Refuses a folder that has anything in it besides the temporaries of an interrupted run.
    pub(super) fn refuse_foreign_content(&self) -> Result<(), WriteError> {
        let mut names: Vec<String> =
            self.entries("")?.into_iter().filter(|name| !is_temporary(name)).collect();
        names.sort();
        match names.into_iter().next() {
            Some(found) => Err(WriteError::ForeignFolder { path: self.root.to_path_buf(), found }),
            None => Ok(()),
        }
    }

    /// Refuses a path of which any part, the last included, is a symbolic link.
    pub(super) fn refuse_symbolic_links(&self, path: &str) -> Result<(), WriteError> {
        let mut place = self.root.to_path_buf();
        for part in path.split('/') {
            place.push(part);
            match fs::symlink_metadata(&place) {
                Ok(metadata) if metadata.is_symlink() => {
                    return Err(WriteError::SymbolicLink { path: place });
                }
                Ok(_) => {}
                Err(error) if is_absence(&error) => return Ok(()),
                Err(error) => return Err(WriteError::io("inspect", place)(error)),
            }
        }
        Ok(())
    }

    /// The length of a file; `None` if there is none.
    pub(super) fn length(&self, path: &str) -> Result<Option<u64>, WriteError> {
        let place = self.locate(path);
        match fs::symlink_metadata(&place) {
            Ok(metadata) if metadata.is_file() => Ok(Some(metadata.len())),
            Ok(_) => Err(WriteError::NotAFile { path: place }),
            Err(error) if is_absence(&error) => Ok(None),
            Err(error) => Err(WriteError::io("inspect", place)(error)),
        }
    }

    /// The content of a file; `None` if there is none.
    pub(super) fn read(&self, path: &str) -> Result<Option<Vec<u8>>, WriteError> {
        if self.length(path)?.is_none() {
            return Ok(None);
        }
        let place = self.locate(path);
        match fs::read(&place) {
            Ok(content) => Ok(Some(content)),
            Err(error) if is_absence(&error) => Ok(None),
            Err(error) => Err(WriteError::io("read", place)(error)),
        }
    }

    /// Whether anything, a dangling link included, has this name.
    pub(super) fn holds(&self, path: &str) -> Result<bool, WriteError> {
        let place = self.locate(path);
        match fs::symlink_metadata(&place) {
            Ok(_) => Ok(true),
            Err(error) if is_absence(&error) => Ok(false),
            Err(error) => Err(WriteError::io("inspect", place)(error)),
        }
    }

    /// Makes the file's content exactly this, in one step as seen from outside.
    pub(super) fn replace(&self, path: &str, content: &str) -> Result<(), WriteError> {
        let parent = self.locate(path::parent(path));
        fs::create_dir_all(&parent).map_err(WriteError::io("create", &parent))?;
        let temporary = parent.join(temporary_name(path::name(path)));
        let place = self.locate(path);
        let result =
            write_new(&temporary, content).map_err(WriteError::io("write", &temporary)).and_then(
                |()| fs::rename(&temporary, &place).map_err(WriteError::io("replace", &place)),
            );
        if result.is_err() {
            // The error that is returned is the one to report.
            let _ = fs::remove_file(&temporary);
        }
        result
    }

    /// Gives a file of the folder another name there.
    pub(super) fn rename(&self, from: &str, to: &str) -> Result<(), WriteError> {
        let place = self.locate(to);
        fs::rename(self.locate(from), &place).map_err(WriteError::io("replace", &place))
    }

    /// Removes a file and the folders that are empty without it.
    pub(super) fn remove(&self, path: &str) -> Result<(), WriteError> {
        let place = self.locate(path);
        match fs::remove_file(&place) {
            Err(error) if !is_absence(&error) => {
                return Err(WriteError::io("remove", place)(error))
            }
            _ => {}
        }
        let mut parent = path::parent(path);
        // A folder that is not empty cannot be removed this way, and that ends the loop.
        while !parent.is_empty() && fs::remove_dir(self.locate(parent)).is_ok() {
            parent = path::parent(parent);
        }
        Ok(())
    }

    /// Removes what interrupted runs left in these folders.
    pub(super) fn remove_temporaries(&self, folders: &BTreeSet<&str>) -> Result<(), WriteError> {
        for folder in folders {
            for name in self.entries(folder)? {
                let place = self.locate(folder).join(&name);
                if is_temporary(&name)
                    && place.symlink_metadata().is_ok_and(|found| found.is_file())
                {
                    fs::remove_file(&place).map_err(WriteError::io("remove", &place))?;
                }
            }
        }
        Ok(())
    }

    /// The names in a folder, in no order; none if the folder does not exist. Names that are not
    /// Unicode are shown with replacement characters: no generated file has such a name.
    pub(super) fn entries(&self, path: &str) -> Result<Vec<String>, WriteError> {
        let place = self.locate(path);
        let list = match fs::read_dir(&place) {
            Ok(list) => list,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                // Deeper down this is a file that the plan replaces by a folder.
                return if path.is_empty() {
                    Err(WriteError::NotAFolder { path: place })
                } else {
                    Ok(Vec::new())
                };
            }
            Err(error) => return Err(WriteError::io("list", place)(error)),
        };
        list.map(|entry| {
            entry
                .map(|entry| entry.file_name().to_string_lossy().into_owned())
                .map_err(WriteError::io("list", &place))
        })
        .collect()
    }

    /// Whether this is a folder and not a link to one.
    pub(super) fn is_folder(&self, path: &str) -> bool {
        fs::symlink_metadata(self.locate(path)).is_ok_and(|metadata| metadata.is_dir())
    }
}

/// Whether a file name is that of a temporary: `.<name>.<process>.ferrosmith-tmp`.
pub(super) fn is_temporary(name: &str) -> bool {
    name.strip_prefix('.')
        .and_then(|rest| rest.strip_suffix(TEMPORARY))
        .and_then(|rest| rest.rsplit_once('.'))
        .is_some_and(|(_, process)| {
            !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// The process number keeps two runs apart that write the same folder at the same time.
fn temporary_name(name: &str) -> String {
    format!(".{name}.{}{TEMPORARY}", std::process::id())
}

/// `create_new` follows no link and replaces nothing.
fn write_new(place: &Path, content: &str) -> io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).create_new(true).open(place)?;
    file.write_all(content.as_bytes())
}

/// A path below something that is no folder is as absent as one that does not exist.
fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}
