//! Why no response came.

use alloc::string::String;
use core::fmt;

use crate::error::Source;

/// Why no response came, and how far the request got.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    source: Option<Source>,
}

/// How far a request got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The transport cannot send it and will not be able to later; nothing was sent.
    Unsendable,
    /// No connection could be made; nothing was sent.
    Connect,
    /// Connecting took too long; nothing was sent.
    ConnectTimeout,
    /// The connection failed; a part of the request, or all of it, may have been sent.
    Interrupted,
}

impl TransportError {
    /// An error of this kind. The message must not repeat headers or bodies.
    #[must_use]
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    /// Sets the error behind this one.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// How far the request got.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn core::error::Error + 'static))
    }
}
