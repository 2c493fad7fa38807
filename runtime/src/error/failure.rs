//! Everything that ends a call and is not an error of the model.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::excerpt::{printable, EXCERPT_LENGTH};
use super::{ErrorContext, ErrorKind, Source};
use crate::validate::Violations;

/// What ended a call, where the model does not list it: nothing could be sent, no response came,
/// it could not be read, or the service answered with an error of its own.
///
/// Its text and its `Debug` form tell the story without secrets: a body that could not be read is
/// shown in part, escaped, and not at all where it may hold a sensitive value.
pub struct Failure(Box<Inner>);

struct Inner {
    context: ErrorContext,
    kind: ErrorKind,
    detail: Detail,
    body: Vec<u8>,
    source: Option<Source>,
}

/// What a failure tells besides its kind and context.
pub(crate) enum Detail {
    /// A sentence.
    Text(String),
    /// The constraints that the request breaks.
    Violations(Violations),
    /// The service's own words.
    Service {
        /// The error's name.
        code: Option<String>,
        /// What it says.
        message: Option<String>,
    },
    /// A body that says nothing to us.
    Unreadable(Unreadable),
}

/// A body that could not be read.
pub(crate) struct Unreadable {
    /// What is wrong with it.
    pub(crate) reason: String,
    /// The media type it claims.
    pub(crate) content_type: Option<String>,
    /// Its number of bytes.
    pub(crate) length: usize,
    /// Its beginning, unless it may hold what must not be shown.
    pub(crate) excerpt: Option<String>,
}

impl Unreadable {
    /// Describes a body; its beginning is left out where it may hold a sensitive value.
    pub(crate) fn new(
        reason: impl Into<String>,
        content_type: Option<&str>,
        body: &[u8],
        withheld: bool,
    ) -> Self {
        // Four bytes are the most that a character takes, so this prefix holds the whole excerpt.
        let start = body.get(..EXCERPT_LENGTH * 4 + 4).unwrap_or(body);
        Self {
            reason: reason.into(),
            content_type: content_type.map(|text| printable(text, 100)),
            length: body.len(),
            excerpt: (!withheld && !body.is_empty())
                .then(|| printable(&String::from_utf8_lossy(start), EXCERPT_LENGTH)),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (", self.reason)?;
        match &self.content_type {
            Some(content_type) => write!(f, "content type {content_type}, ")?,
            None => f.write_str("no content type, ")?,
        }
        write!(f, "{} bytes)", self.length)?;
        match &self.excerpt {
            Some(excerpt) => write!(f, ": {excerpt}"),
            None => Ok(()),
        }
    }
}

impl Failure {
    /// The most bytes of a response that a failure keeps: 64 KiB.
    pub const MAX_BODY: usize = 64 * 1024;

    /// A failure of this kind that tells this of itself, in a call of this operation. Meant for
    /// transports of other kinds and for tests; clients make their own.
    #[must_use]
    pub fn new(operation: &'static str, kind: ErrorKind, text: impl Into<String>) -> Self {
        Self::from_detail(ErrorContext::new(operation), kind, Detail::Text(text.into()))
    }

    /// The failure of a call of this operation whose request breaks constraints of the model.
    #[must_use]
    pub fn invalid(operation: &'static str, violations: Violations) -> Self {
        Self::from_detail(
            ErrorContext::new(operation),
            ErrorKind::Validation,
            Detail::Violations(violations),
        )
    }

    pub(crate) fn from_detail(context: ErrorContext, kind: ErrorKind, detail: Detail) -> Self {
        Self(Box::new(Inner { context, kind, detail, body: Vec::new(), source: None }))
    }

    /// Sets the error behind this one.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Keeps the beginning of the response's body for [`Failure::body`].
    #[must_use]
    pub(crate) fn with_body(mut self, body: &[u8]) -> Self {
        self.0.body = body.get(..Self::MAX_BODY).unwrap_or(body).to_vec();
        self
    }

    #[cfg(feature = "client")]
    pub(crate) fn set_attempts(&mut self, attempts: u32) {
        self.0.context.set_attempts(attempts);
    }

    /// What sort of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What is known about the call.
    #[must_use]
    pub fn context(&self) -> &ErrorContext {
        &self.0.context
    }

    /// The name that the service gave its error, if it answered with one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &self.0.detail {
            Detail::Service { code, .. } => code.as_deref(),
            _ => None,
        }
    }

    /// What the service said, if it answered with an error.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match &self.0.detail {
            Detail::Service { message, .. } => message.as_deref(),
            _ => None,
        }
    }

    /// The status code of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.context.status()
    }

    /// The id that the service gave the request, if it named one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.context.request_id()
    }

    /// How often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.context.attempts()
    }

    /// The operation's name.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.0.context.operation()
    }

    /// The constraints that the request breaks, if that is why it was not sent.
    #[must_use]
    pub fn violations(&self) -> Option<&Violations> {
        match &self.0.detail {
            Detail::Violations(violations) => Some(violations),
            _ => None,
        }
    }

    /// The body of the error response or of the one that could not be read, as it came, cut after
    /// [`Failure::MAX_BODY`] bytes; empty if there was none.
    ///
    /// It is not masked: it may hold anything that the service sends, secrets included.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let context = &self.0.context;
        match &self.0.detail {
            Detail::Service { code, message } => {
                return context.story(f, code.as_deref(), message.as_deref())
            }
            Detail::Text(text) => {
                context.prefix(f)?;
                f.write_str(text)?;
            }
            Detail::Violations(violations) => {
                context.prefix(f)?;
                write!(f, "the request is not valid: {violations}")?;
            }
            Detail::Unreadable(body) => {
                context.prefix(f)?;
                if let Some(status) = context.status() {
                    write!(f, "{status} and ")?;
                }
                write!(f, "{body}")?;
            }
        }
        context.suffix(f)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure")
            .field("kind", &self.0.kind)
            .field("context", &self.0.context)
            .field("text", &format_args!("{self}"))
            .finish_non_exhaustive()
    }
}

impl core::error::Error for Failure {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn core::error::Error + 'static))
    }
}
