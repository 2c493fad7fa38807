//! Attempts that did not bring a success.

use alloc::format;
use alloc::string::ToString;
use core::time::Duration;

use super::collect::CollectError;
use crate::error::{printable, Detail, ErrorContext, ErrorKind, Failure, Timeout};
use crate::exchange::{Endpoint, Failed};
use crate::operation::OperationSchema;
use crate::retry::Outcome;
use crate::transport::{TransportError, TransportErrorKind};

/// An attempt that did not bring a success, and how long the service asks to wait.
pub(super) struct Unsuccessful {
    pub(super) failed: Failed,
    pub(super) retry_after: Option<Duration>,
}

impl From<Failed> for Unsuccessful {
    fn from(failed: Failed) -> Self {
        Self { failed, retry_after: None }
    }
}

impl From<Failure> for Unsuccessful {
    fn from(failure: Failure) -> Self {
        Failed::from(failure).into()
    }
}

impl Unsuccessful {
    /// What the decision about another attempt needs to know.
    pub(super) fn outcome(&self) -> Outcome {
        Outcome {
            kind: self.failed.failure.kind(),
            modeled_retryable: self.failed.is_modeled_retryable(),
            retry_after: self.retry_after,
        }
    }
}

/// The failure of an attempt that brought no response.
pub(super) fn unsent(
    operation: &'static OperationSchema,
    endpoint: &Endpoint,
    error: TransportError,
) -> Unsuccessful {
    let host = printable(endpoint.host(), 255);
    let told = printable(&error.to_string(), 1024);
    let (kind, text) = match error.kind() {
        TransportErrorKind::Unsendable => {
            (ErrorKind::Configuration, format!("the request cannot be sent: {told}"))
        }
        TransportErrorKind::Connect => {
            (ErrorKind::Connect, format!("could not connect to {host}: {told}"))
        }
        TransportErrorKind::ConnectTimeout => (
            ErrorKind::Timeout(Timeout::Connect),
            format!("could not connect to {host} in time: {told}"),
        ),
        TransportErrorKind::Interrupted => (
            ErrorKind::Transport,
            format!("the connection to {host} failed before a response came: {told}"),
        ),
    };
    Failure::new(operation.name(), kind, text).with_source(error).into()
}

/// The failure of an attempt whose response did not come to its end.
pub(super) fn uncollected(context: ErrorContext, error: CollectError, limit: u64) -> Unsuccessful {
    let text = error.text(limit);
    let kind = match error {
        CollectError::TooLarge => ErrorKind::ResponseTooLarge,
        CollectError::Broken(_) | CollectError::Cut(_) => ErrorKind::Transport,
    };
    let failure = Failure::from_detail(context, kind, Detail::Text(text));
    match error {
        CollectError::Broken(source) => failure.with_source(source).into(),
        CollectError::TooLarge | CollectError::Cut(_) => failure.into(),
    }
}
