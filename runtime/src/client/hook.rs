//! A look at each attempt.

use http::{HeaderMap, Method, Uri};

use crate::error::Failure;
use crate::operation::OperationSchema;

/// One sending of a request.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    pub(crate) operation: &'static OperationSchema,
    pub(crate) number: u32,
    pub(crate) method: &'a Method,
    pub(crate) uri: &'a Uri,
}

impl<'a> Attempt<'a> {
    /// The operation that is called.
    #[must_use]
    pub fn operation(&self) -> &'static OperationSchema {
        self.operation
    }

    /// 1 for the first attempt of the call.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &'a Method {
        self.method
    }

    /// The address. Its path and query hold members of the request.
    #[must_use]
    pub fn uri(&self) -> &'a Uri {
        self.uri
    }
}

/// Sees each attempt: `before`, and then either `after` or `on_error`. All of them do nothing
/// unless written.
pub trait Hook: Send + Sync {
    /// Before the request is sent. Headers may be added; the bearer token is not among them, it
    /// is added afterwards.
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) {
        let _ = (attempt, headers);
    }

    /// After an attempt that brought a success.
    fn after(&self, attempt: &Attempt<'_>, response: &http::response::Parts) {
        let _ = (attempt, response);
    }

    /// After an attempt that brought anything else. A later attempt may still succeed.
    fn on_error(&self, attempt: &Attempt<'_>, failure: &Failure) {
        let _ = (attempt, failure);
    }
}
