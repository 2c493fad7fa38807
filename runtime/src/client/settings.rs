//! What callers decide about a call: time limits, and what to do with an invalid request.

use core::time::Duration;

/// What a client does with a request that breaks a constraint of the model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Validation {
    /// It is not sent: the call ends with [`ErrorKind::Validation`](crate::error::ErrorKind).
    #[default]
    Reject,
    /// It is sent; with the feature `tracing` a warning says so, naming the number of violations.
    Warn,
    /// Nothing is checked.
    Off,
}

/// Time limits. `None` means that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// For making a connection, TLS included; 5 seconds by default. It is kept by the transport,
    /// so it has no effect on one that was handed to the builder ready-made.
    pub connect: Option<Duration>,
    /// For one attempt, from the connection to the last byte of the body; 30 seconds by default.
    /// Where the body is handed out as a stream, it ends with the head of the response.
    pub attempt: Option<Duration>,
    /// For the call with all its attempts and pauses; 120 seconds by default.
    pub total: Option<Duration>,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Some(Duration::from_secs(5)),
            attempt: Some(Duration::from_secs(30)),
            total: Some(Duration::from_secs(120)),
        }
    }
}

impl Timeouts {
    /// No time limits at all.
    #[must_use]
    pub const fn none() -> Self {
        Self { connect: None, attempt: None, total: None }
    }

    /// Sets the limit for making a connection.
    #[must_use]
    pub const fn with_connect(mut self, limit: Option<Duration>) -> Self {
        self.connect = limit;
        self
    }

    /// Sets the limit for one attempt.
    #[must_use]
    pub const fn with_attempt(mut self, limit: Option<Duration>) -> Self {
        self.attempt = limit;
        self
    }

    /// Sets the limit for the whole call.
    #[must_use]
    pub const fn with_total(mut self, limit: Option<Duration>) -> Self {
        self.total = limit;
        self
    }
}
