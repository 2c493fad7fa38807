//! What earlier runs wrote: names and content hashes, kept in the output folder itself.

use std::collections::{BTreeMap, BTreeSet};

use super::folder::Folder;
use super::path::{self, Wanted};
use super::WriteError;

/// Names the files that the last finished run wrote.
pub(super) const MANIFEST: &str = ".ferrosmith-manifest.json";

/// Names the files that a run is about to write; becomes the manifest when the run is done.
pub(super) const PENDING: &str = ".ferrosmith-pending.json";

/// The largest manifest that is read; 100 bytes a file make this 80,000 files.
const LARGEST: u64 = 8 * 1024 * 1024;

const GENERATOR: &str = "ferrosmith";

/// The content of a manifest. Nothing in it depends on time, machine or version, so that it only
/// changes when the files do.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    generator: String,
    /// Hash by relative path.
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of these files.
    pub(super) fn of(wanted: &Wanted<'_>) -> Self {
        Self {
            generator: GENERATOR.to_owned(),
            files: wanted
                .iter()
                .map(|(path, content)| ((*path).to_owned(), hash(content.as_bytes())))
                .collect(),
        }
    }

    /// The text of the file: one line a path, so that merges conflict rarely.
    pub(super) fn render(&self) -> String {
        // Strings in a map cannot fail to serialize; an empty manifest would be refused on reading.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    fn parse(text: &[u8]) -> Result<Self, String> {
        let manifest: Self = serde_json::from_slice(text).map_err(|error| error.to_string())?;
        if manifest.generator != GENERATOR {
            return Err(format!("it names the generator {:?}", manifest.generator));
        }
        for path in manifest.files.keys() {
            path::check(path).map_err(|reason| format!("it names {path:?}: {reason}"))?;
        }
        Ok(manifest)
    }
}

/// What the last finished run wrote, together with what an interrupted one may have written.
#[derive(Debug, Default)]
pub(super) struct Recorded {
    files: BTreeMap<String, BTreeSet<String>>,
    text: Option<Vec<u8>>,
    interrupted: bool,
}

impl Recorded {
    /// Reads the folder's manifest and, if a run was interrupted, its plan; `None` without either.
    pub(super) fn read(folder: &Folder<'_>) -> Result<Option<Self>, WriteError> {
        let finished = read_bounded(folder, MANIFEST)?;
        let pending = read_bounded(folder, PENDING)?;
        if finished.is_none() && pending.is_none() {
            return Ok(None);
        }
        let mut recorded = Self { interrupted: pending.is_some(), ..Self::default() };
        for (name, text) in [(MANIFEST, &finished), (PENDING, &pending)] {
            let Some(text) = text else { continue };
            let manifest = Manifest::parse(text)
                .map_err(|reason| WriteError::Manifest { path: folder.locate(name), reason })?;
            for (path, hash) in manifest.files {
                recorded.files.entry(path).or_default().insert(hash);
            }
        }
        recorded.text = finished;
        Ok(Some(recorded))
    }

    /// All recorded paths, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether an earlier run wrote a file of this name.
    pub(super) fn names(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether this content of the file is an earlier run's and not edited since.
    pub(super) fn wrote(&self, path: &str, content: &[u8]) -> bool {
        self.files.get(path).is_some_and(|hashes| hashes.contains(&hash(content)))
    }

    /// Whether the last run was finished and its manifest reads exactly like this.
    pub(super) fn is_complete(&self, manifest: &str) -> bool {
        !self.interrupted && self.text.as_deref() == Some(manifest.as_bytes())
    }

    /// Whether a run was interrupted.
    pub(super) fn is_interrupted(&self) -> bool {
        self.interrupted
    }

    /// The manifest as found.
    pub(super) fn text(&self) -> Option<&[u8]> {
        self.text.as_deref()
    }
}

fn read_bounded(folder: &Folder<'_>, name: &str) -> Result<Option<Vec<u8>>, WriteError> {
    folder.refuse_symbolic_links(name)?;
    if folder.length(name)?.is_some_and(|length| length > LARGEST) {
        return Err(WriteError::Manifest {
            path: folder.locate(name),
            reason: format!("it is larger than {LARGEST} bytes"),
        });
    }
    folder.read(name)
}

/// FNV-1a over 64 bits. It has to notice edits, not attacks: who can write the manifest can hash.
fn hash(content: &[u8]) -> String {
    let hash = content.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}
