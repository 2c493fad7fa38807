//! What Cargo knows about the packages of the workspace and below it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use super::cargo;
use crate::error::Error;
use crate::project::Project;

/// The part of `cargo metadata` that the steps need.
#[derive(Debug, Deserialize)]
pub(super) struct Metadata {
    pub(super) packages: Vec<Package>,
    workspace_members: Vec<String>,
}

/// One package, of the workspace or from elsewhere.
#[derive(Debug, Deserialize)]
pub(super) struct Package {
    id: String,
    pub(super) name: String,
    pub(super) version: String,
    pub(super) license: Option<String>,
    /// Where it comes from; nothing for packages of the workspace.
    pub(super) source: Option<String>,
    manifest_path: PathBuf,
    pub(super) features: BTreeMap<String, Vec<String>>,
}

impl Metadata {
    /// Asks Cargo, for all features and all platforms.
    pub(super) fn read(project: &Project) -> Result<Self, Error> {
        let arguments = ["metadata", "--format-version", "1", "--all-features"];
        let command = || format!("cargo {}", arguments.join(" "));
        let output = cargo(project)
            .args(arguments)
            .output()
            .map_err(|source| Error::Start { command: command(), source })?;
        if !output.status.success() {
            let reason = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(Error::Answer { command: command(), reason });
        }
        serde_json::from_slice(&output.stdout)
            .map_err(|error| Error::Answer { command: command(), reason: error.to_string() })
    }

    /// The packages of the workspace, in its order.
    pub(super) fn members(&self) -> impl Iterator<Item = &Package> {
        self.workspace_members
            .iter()
            .filter_map(|id| self.packages.iter().find(|package| package.id == *id))
    }
}

impl Package {
    /// Whether ferrosmith wrote it: then its folder has a manifest of what it wrote.
    pub(super) fn is_generated(&self) -> bool {
        self.manifest_path.with_file_name(".ferrosmith-manifest.json").is_file()
    }

    /// Whether it lies below a folder of this name.
    pub(super) fn is_below(&self, folder: &str) -> bool {
        self.manifest_path.components().any(|part| part.as_os_str() == folder)
    }
}
