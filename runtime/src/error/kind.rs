//! What sort of thing went wrong, and whether trying again can help.

use crate::schema::{ErrorTraits, Fault};

/// What sort of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request breaks a constraint of the model; nothing was sent.
    Validation,
    /// The request cannot be written as a message at all; nothing was sent.
    Encode,
    /// A setting is missing or wrong; nothing was sent.
    Configuration,
    /// There is no usable token; nothing was sent.
    Credentials,
    /// No connection could be made; nothing was sent.
    Connect,
    /// It took too long.
    Timeout(Timeout),
    /// The connection failed after the request, or a part of it, may have been sent.
    Transport,
    /// The response is not what the model says.
    Response,
    /// The response is longer than the client accepts.
    ResponseTooLarge,
    /// The service pointed to another place, which is never followed.
    Redirect,
    /// The service answered with an error.
    Service {
        /// Which side is at fault.
        fault: Fault,
        /// Whether the same request may succeed later.
        retryable: bool,
    },
    /// The service asks to slow down.
    Throttling,
    /// A list of pages does not end: a page token came twice.
    Pagination,
}

/// Which time limit was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Timeout {
    /// The one for making a connection.
    Connect,
    /// The one for a single attempt.
    Attempt,
    /// The one for the call with all its attempts and pauses.
    Total,
}

/// Error codes by which services ask to slow down, whatever the status.
const THROTTLING_CODES: &[&str] = &[
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// Error codes that stand for a passing trouble, whatever the status.
const TRANSIENT_CODES: &[&str] = &["RequestTimeout", "RequestTimeoutException"];

impl ErrorKind {
    /// Whether the service asks to slow down.
    #[must_use]
    pub const fn is_throttling(self) -> bool {
        matches!(self, Self::Throttling)
    }

    /// Whether the trouble may pass by itself: connections, timeouts, a server's bad moment.
    #[must_use]
    pub const fn is_transient(self) -> bool {
        matches!(
            self,
            Self::Connect
                | Self::Timeout(_)
                | Self::Transport
                | Self::Service { retryable: true, .. }
        )
    }

    /// Whether the same request may succeed later. Whether it may be *sent* again without asking
    /// is another question, which [`crate::retry`] answers.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        self.is_throttling() || self.is_transient()
    }

    /// The kind of an error response that knows the error by two codes, either of which may tell
    /// that trying again can help.
    pub(crate) fn of_codes(
        status: Option<u16>,
        code: Option<&str>,
        query_code: Option<&str>,
        traits: Option<ErrorTraits>,
    ) -> Self {
        let kind = Self::of_response(status, code, traits);
        match query_code {
            Some(_) if !kind.is_throttling() => Self::of_response(status, query_code, traits),
            _ => kind,
        }
    }

    /// The kind of an error response, by its status, its code and, for a modelled error, the
    /// traits of its shape.
    #[must_use]
    pub fn of_response(
        status: Option<u16>,
        code: Option<&str>,
        traits: Option<ErrorTraits>,
    ) -> Self {
        let listed = |codes: &[&str]| code.is_some_and(|code| codes.contains(&code));
        let fault = match (traits, status) {
            (Some(traits), _) => traits.fault,
            (None, Some(500..)) => Fault::Server,
            (None, _) => Fault::Client,
        };
        if traits.is_some_and(|traits| traits.throttling)
            || status == Some(429)
            || listed(THROTTLING_CODES)
        {
            return Self::Throttling;
        }
        let retryable = traits.is_some_and(|traits| traits.retryable)
            || matches!(status, Some(500 | 502 | 503 | 504))
            || listed(TRANSIENT_CODES);
        Self::Service { fault, retryable }
    }
}
