//! Why a folder was not written or could not be compared.

use std::io;
use std::path::PathBuf;

/// Why a folder was not written or could not be compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The operating system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried: `read`, `create` and so on.
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// A generated path is not one that may be written.
    #[error("refusing to write the generated path {path:?}: {reason}")]
    UnsafePath {
        /// The path, as generated.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two generated paths exclude each other.
    #[error("the generated paths {first:?} and {second:?} cannot exist side by side")]
    Collision {
        /// One of them.
        first: String,
        /// The other.
        second: String,
    },
    /// The output folder is a file or something stranger.
    #[error("{} is not a folder", path.display())]
    NotAFolder {
        /// The output folder.
        path: PathBuf,
    },
    /// The output folder has content and no manifest.
    #[error(
        "{} holds {found:?} and no {manifest}: it does not look like the work of ferrosmith; \
         choose another folder, or force it",
        path.display(),
        manifest = super::manifest::MANIFEST
    )]
    ForeignFolder {
        /// The output folder.
        path: PathBuf,
        /// One of the entries in it.
        found: String,
    },
    /// A file that no earlier run wrote stands where a generated one belongs.
    #[error(
        "{} was not written by ferrosmith and would be replaced; move it away, or force it",
        path.display()
    )]
    ForeignFile {
        /// The file.
        path: PathBuf,
    },
    /// A generated path leads through a symbolic link, and so perhaps out of the folder.
    #[error("{} is a symbolic link; ferrosmith does not write through links", path.display())]
    SymbolicLink {
        /// The link.
        path: PathBuf,
    },
    /// Something that is neither a file nor a folder stands where a generated file belongs.
    #[error("{} is not a regular file", path.display())]
    NotAFile {
        /// The obstacle.
        path: PathBuf,
    },
    /// The manifest of an earlier run cannot be trusted.
    #[error(
        "{} is damaged: {reason}; restore it, or delete it and force the next run",
        path.display()
    )]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

impl WriteError {
    /// For `map_err`: what was tried on which path.
    pub(super) fn io(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }
}
