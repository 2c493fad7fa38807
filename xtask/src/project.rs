//! This repository: where it is and what its manifest says.

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::error::Error;

/// The file that marks the root.
pub(crate) const CONFIGURATION: &str = "codegen.toml";

/// The repository that commands work on.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// Looks upward from the package that Cargo runs, or from the current folder without Cargo.
    pub(crate) fn find() -> Result<Self, Error> {
        let start = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => env::current_dir().map_err(Error::io("find", "the current folder"))?,
        };
        let root = start.ancestors().find(|folder| folder.join(CONFIGURATION).is_file());
        match root {
            Some(root) => Ok(Self { root: resolve(root)? }),
            None => Err(Error::Usage(format!(
                "there is no {CONFIGURATION} in {} or above it",
                start.display()
            ))),
        }
    }

    /// The place of a file of the repository.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// The path as short as it can be shown: below the root without it.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }

    /// The runtime's folder as seen from an output folder, with `/` between parts.
    pub(crate) fn runtime_from(&self, out: &Path) -> Result<String, Error> {
        let runtime = self.path("runtime");
        Ok(relative(&resolve(out)?, &runtime).unwrap_or_else(|| runtime.display().to_string()))
    }

    /// The version that all packages of the workspace share.
    pub(crate) fn version(&self) -> Result<String, Error> {
        let path = self.path("Cargo.toml");
        let manifest = read_toml(&path)?;
        manifest
            .get("workspace")
            .and_then(|workspace| workspace.get("package")?.get("version")?.as_str())
            .map(str::to_owned)
            .ok_or_else(|| Error::file(path, "there is no workspace.package.version"))
    }
}

/// Reads a TOML file as plain data.
pub(crate) fn read_toml(path: &Path) -> Result<toml::Table, Error> {
    read_text(path)?.parse().map_err(|error: toml::de::Error| Error::file(path, error))
}

/// Reads a text file whole.
pub(crate) fn read_text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(Error::io("read", path))
}

/// The absolute path without links, dots or double dots; the last parts need not exist.
pub(crate) fn resolve(path: &Path) -> Result<PathBuf, Error> {
    let absolute = std::path::absolute(path).map_err(Error::io("resolve", path))?;
    let existing =
        absolute.ancestors().find_map(|folder| Some((folder, fs::canonicalize(folder).ok()?)));
    let Some((folder, mut resolved)) = existing else {
        return Ok(absolute);
    };
    for part in absolute.strip_prefix(folder).unwrap_or(Path::new("")).components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            other => resolved.push(other),
        }
    }
    Ok(resolved)
}

/// The way from one absolute folder to another; `None` between two drives.
fn relative(from: &Path, to: &Path) -> Option<String> {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
    if shared == 0 {
        return None;
    }
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let down = to.iter().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    Some(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_folders() {
        for (from, to, expected) in [
            ("/a/generated/x", "/a/runtime", "../../runtime"),
            ("/a", "/a/runtime", "runtime"),
            ("/a/runtime", "/a/runtime", "."),
            ("/b", "/a/runtime", "../a/runtime"),
        ] {
            assert_eq!(relative(Path::new(from), Path::new(to)).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_does_not_exist_resolves_below_what_does() -> Result<(), Box<dyn std::error::Error>> {
        let home = tempfile::TempDir::new()?;
        let real = fs::canonicalize(home.path())?;
        assert_eq!(resolve(&home.path().join("new/../other/deep"))?, real.join("other/deep"));
        Ok(())
    }
}
