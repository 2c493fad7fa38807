//! Replies made in advance, for tests without a network.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

use super::{Transport, TransportError, TransportErrorKind};
use crate::future::BoxFuture;
use crate::http::Body;

/// A transport that answers with replies made in advance, in their order, and keeps the requests.
/// Clones share both, so a test can keep one and give the other to a client.
#[derive(Clone, Default)]
pub struct CannedTransport(Arc<Mutex<Exchanges>>);

#[derive(Default)]
struct Exchanges {
    replies: VecDeque<Reply>,
    requests: Vec<Recorded>,
}

/// What a canned transport answers to one request.
enum Reply {
    Response(http::Response<Body>),
    Error(TransportError),
    Never,
}

impl fmt::Debug for CannedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exchanges = self.lock();
        f.debug_struct("CannedTransport")
            .field("replies", &exchanges.replies.len())
            .field("requests", &exchanges.requests)
            .finish()
    }
}

/// A request that a canned transport was given. A body that was a stream is not read.
#[derive(Clone)]
pub struct Recorded {
    /// The method.
    pub method: Method,
    /// The whole address.
    pub uri: Uri,
    /// The headers, with the `Authorization` header marked as sensitive.
    pub headers: HeaderMap,
    /// The body, as far as it was at hand.
    pub body: Bytes,
}

impl fmt::Debug for Recorded {
    // Query and body stay out: they may hold what must not be shown, such as an API key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded")
            .field("method", &self.method)
            .field("path", &self.uri.path())
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

impl CannedTransport {
    /// A transport without replies; a request without one left gets an error.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers the next request with this status, content type `application/json` and this body.
    #[must_use]
    pub fn json(self, status: u16, body: impl Into<Bytes>) -> Self {
        let mut response = http::Response::new(Body::Bytes(body.into()));
        // A number that is no status code becomes 500, which no test expects.
        *response.status_mut() =
            http::StatusCode::from_u16(status).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
        let json = http::HeaderValue::from_static("application/json");
        response.headers_mut().insert(http::header::CONTENT_TYPE, json);
        self.response(response)
    }

    /// Answers the next request with this response.
    #[must_use]
    pub fn response(self, response: http::Response<Body>) -> Self {
        self.push(Reply::Response(response))
    }

    /// Ends the next request with this error.
    #[must_use]
    pub fn error(self, error: TransportError) -> Self {
        self.push(Reply::Error(error))
    }

    /// Never answers the next request.
    #[must_use]
    pub fn silence(self) -> Self {
        self.push(Reply::Never)
    }

    /// The requests so far, in their order.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.lock().requests.clone()
    }

    fn push(self, reply: Reply) -> Self {
        self.lock().replies.push_back(reply);
        self
    }

    fn lock(&self) -> MutexGuard<'_, Exchanges> {
        // Nothing in here can panic half-way, so what a panicking thread left behind is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for CannedTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let (head, body) = request.into_parts();
        let body = match body {
            Body::Bytes(bytes) => bytes,
            Body::Empty | Body::Stream { .. } => Bytes::new(),
        };
        let recorded = Recorded { method: head.method, uri: head.uri, headers: head.headers, body };
        let mut exchanges = self.lock();
        exchanges.requests.push(recorded);
        let reply = exchanges.replies.pop_front();
        drop(exchanges);
        Box::pin(async move {
            match reply {
                Some(Reply::Response(response)) => Ok(response),
                Some(Reply::Error(error)) => Err(error),
                Some(Reply::Never) => core::future::pending().await,
                None => {
                    let text = "the canned transport has no reply left";
                    Err(TransportError::new(TransportErrorKind::Unsendable, text))
                }
            }
        })
    }
}
