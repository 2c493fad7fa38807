//! Messages over a client of the `reqwest` crate, with the caller's TLS, proxies and resolver.

use alloc::boxed::Box;

use super::message::{incoming, Outgoing};
use super::{Transport, TransportError, TransportErrorKind};
use crate::error::chain;
use crate::future::BoxFuture;
use crate::http::Body;

/// A transport over the `reqwest` crate.
///
/// It takes a builder and not a ready client, because a client does not tell whether it follows
/// redirects, and one that does would carry tokens to other hosts. Set a connect timeout on the
/// builder: the one of this crate's client has no effect here.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport with these settings, except that redirects are not followed.
    ///
    /// # Errors
    /// What the builder itself refuses, such as TLS that cannot be set up.
    pub fn new(builder: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        match builder.redirect(reqwest::redirect::Policy::none()).build() {
            Ok(client) => Ok(Self { client }),
            Err(error) => Err(TransportError::new(TransportErrorKind::Unsendable, chain(&error))
                .with_source(error)),
        }
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            // Without a runtime its timers and sockets would panic.
            if tokio::runtime::Handle::try_current().is_err() {
                let text = "reqwest needs a Tokio runtime, and there is none on this thread";
                return Err(TransportError::new(TransportErrorKind::Unsendable, text));
            }
            let asked = request.uri().clone();
            let request = request.map(|body| match body {
                Body::Empty => reqwest::Body::from(bytes::Bytes::new()),
                Body::Bytes(bytes) => reqwest::Body::from(bytes),
                stream @ Body::Stream { .. } => reqwest::Body::wrap(Outgoing(stream)),
            });
            let request = reqwest::Request::try_from(request).map_err(explain)?;
            // Its URL type folds `%2e%2e`, among others, which would ask for another path.
            if request.url().path() != asked.path() || request.url().query() != asked.query() {
                let text = "its path or query would not arrive as it is over reqwest";
                return Err(TransportError::new(TransportErrorKind::Unsendable, text));
            }
            let response = self.client.execute(request).await.map_err(explain)?;
            Ok(http::Response::<reqwest::Body>::from(response).map(incoming))
        })
    }
}

/// How far the request got, by reqwest's error.
fn explain(error: reqwest::Error) -> TransportError {
    // The address holds members of the request, which may be secrets.
    let error = error.without_url();
    let kind = match (error.is_builder(), error.is_connect(), error.is_timeout()) {
        (true, ..) => TransportErrorKind::Unsendable,
        (_, true, true) => TransportErrorKind::ConnectTimeout,
        (_, true, false) => TransportErrorKind::Connect,
        _ => TransportErrorKind::Interrupted,
    };
    TransportError::new(kind, chain(&error)).with_source(error)
}
