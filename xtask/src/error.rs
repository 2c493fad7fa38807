//! Why a command could not do its work.

use std::fmt::Display;
use std::io;
use std::path::PathBuf;

use ferrosmith::write::WriteError;

/// Why a command could not do its work; ends in exit code 2.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The command line asks for something that there is not.
    #[error("{0}")]
    Usage(String),
    /// The operating system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io { action: &'static str, path: PathBuf, source: io::Error },
    /// A file does not say what it should.
    #[error("{}: {reason}", path.display())]
    File { path: PathBuf, reason: String },
    /// The output folder was refused, or writing it failed.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Standard output failed, other than by being closed.
    #[error("cannot print: {0}")]
    Print(io::Error),
    /// Another program could not be started.
    #[error("cannot start `{command}`: {source}")]
    Start { command: String, source: io::Error },
    /// Another program answered something else than expected.
    #[error("`{command}` failed: {reason}")]
    Answer { command: String, reason: String },
    /// A thread could not be started.
    #[error("cannot start a thread: {0}")]
    Thread(io::Error),
}

impl Error {
    /// For `map_err`: what was tried on which path.
    pub(crate) fn io(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }

    /// A file that does not say what it should.
    pub(crate) fn file(path: impl Into<PathBuf>, reason: impl Display) -> Self {
        Self::File { path: path.into(), reason: reason.to_string() }
    }
}
