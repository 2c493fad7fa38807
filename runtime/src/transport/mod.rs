//! How messages travel: a trait of one method, and adapters behind features.

#[cfg(feature = "canned")]
pub mod canned;
mod error;
#[cfg(feature = "hyper")]
mod hyper;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod message;
#[cfg(feature = "reqwest")]
mod reqwest;

use alloc::sync::Arc;

use crate::http::Body;

pub use self::error::{TransportError, TransportErrorKind};
#[cfg(feature = "hyper")]
pub use self::hyper::HyperTransport;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
pub use crate::future::BoxFuture;

/// Carries a request to a service and brings back the response.
///
/// An implementation must send the path and the query as they are and must not follow redirects,
/// since the request may carry a token that is meant for one host only. Retries, pauses and the
/// limits of an attempt are not its business; the limit for connecting is.
pub trait Transport: Send + Sync {
    /// Sends a request. Dropping the future gives up the exchange.
    ///
    /// # Errors
    /// No response came. The error says how far the request got, which decides about retries.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).send(request)
    }
}

#[cfg(all(test, feature = "canned", any(feature = "hyper", feature = "reqwest")))]
mod tests;
