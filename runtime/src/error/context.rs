//! What is known about the call that an error ended.

use alloc::string::String;
use core::fmt;

use super::excerpt::printable;
use crate::schema::{Member, Schema};
use crate::shape::{Structure, Value};

/// The longest part of a service's message that an error's text repeats, in characters.
const MESSAGE_LENGTH: usize = 1024;

/// What is known about the call that an error ended. Empty for an error that no call has made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorContext {
    operation: &'static str,
    status: Option<u16>,
    code: Option<String>,
    request_id: Option<String>,
    attempts: u32,
}

impl ErrorContext {
    /// The context of a call of this operation, before anything was sent.
    #[must_use]
    pub const fn new(operation: &'static str) -> Self {
        Self { operation, status: None, code: None, request_id: None, attempts: 0 }
    }

    /// Sets the status code of the response.
    #[must_use]
    pub const fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Sets the code of the error, where it is not the error's name (`awsQueryCompatible`).
    #[must_use]
    pub fn with_code(mut self, code: Option<String>) -> Self {
        self.code = code;
        self
    }

    /// Sets the id that the service gave the request.
    #[must_use]
    pub fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.request_id = request_id;
        self
    }

    /// Sets how often the request was sent.
    #[must_use]
    pub const fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    #[cfg(feature = "client")]
    pub(super) fn set_attempts(&mut self, attempts: u32) {
        self.attempts = attempts;
    }

    /// The operation's name; empty if no call has made the error.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.operation
    }

    /// The status code of the response, if there was one.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        self.status
    }

    /// The code of the error, where it is not the error's name (`awsQueryCompatible`).
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The id that the service gave the request, if it named one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// How often the request was sent.
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Writes `Operation: status code: message (request id ...)`, as far as each part is known.
    pub(super) fn story(
        &self,
        f: &mut fmt::Formatter<'_>,
        code: Option<&str>,
        message: Option<&str>,
    ) -> fmt::Result {
        self.prefix(f)?;
        match (self.status, code) {
            (Some(status), Some(code)) => {
                write!(f, "{status} {}", printable(code, MESSAGE_LENGTH))?;
            }
            (Some(status), None) => write!(f, "{status}")?,
            (None, Some(code)) => write!(f, "{}", printable(code, MESSAGE_LENGTH))?,
            (None, None) => f.write_str("error")?,
        }
        if let Some(message) = message.filter(|message| !message.is_empty()) {
            write!(f, ": {}", printable(message, MESSAGE_LENGTH))?;
        }
        self.suffix(f)
    }

    /// Writes the operation that the story is about.
    pub(super) fn prefix(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.operation.is_empty() {
            Ok(())
        } else {
            write!(f, "{}: ", self.operation)
        }
    }

    /// Writes what helps to find the call in the service's logs.
    pub(super) fn suffix(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let request_id = self.request_id.as_deref().map(|id| printable(id, 128));
        match (request_id, self.attempts) {
            (Some(id), 0 | 1) => write!(f, " (request id {id})"),
            (Some(id), attempts) => write!(f, " (request id {id}, {attempts} attempts)"),
            (None, 0 | 1) => Ok(()),
            (None, attempts) => write!(f, " ({attempts} attempts)"),
        }
    }
}

/// The text of the member that services put their message in, unless it must not be shown.
pub(super) fn message_of(error: &dyn Structure) -> Option<&str> {
    let (index, _) = message_member(error.schema())?;
    if hides_message(error) {
        return None;
    }
    match error.member(index)?.get() {
        Value::String(message) => Some(message),
        _ => None,
    }
}

/// Whether the model marks the message, or the whole error, as a secret.
pub(super) fn hides_message(error: &dyn Structure) -> bool {
    let schema = error.schema();
    schema.is_sensitive() || message_member(schema).is_some_and(|(_, member)| member.is_sensitive())
}

fn message_member(schema: &'static Schema) -> Option<(usize, &'static Member)> {
    schema.members().iter().enumerate().find(|(_, member)| {
        let name = member.name();
        name.eq_ignore_ascii_case("message") || name.eq_ignore_ascii_case("errorMessage")
    })
}
