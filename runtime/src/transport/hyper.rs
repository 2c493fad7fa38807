//! Messages over hyper, with rustls for TLS: HTTP/1.1, connections kept and reused.

use alloc::boxed::Box;
use alloc::format;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::sync::OnceLock;

use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::{ClientConfig, RootCertStore};
use tower_service::Service;

use super::message::{incoming, Outgoing};
use super::{Transport, TransportError, TransportErrorKind};
use crate::error::{chain, Source};
use crate::future::BoxFuture;
use crate::http::Body;

/// The default transport: hyper on Tokio, rustls with ring.
///
/// Servers are trusted by the certificates of the operating system, so that a company's own
/// authority counts and a withdrawn one does not, without a new build of the program.
#[derive(Clone, Debug)]
pub struct HyperTransport {
    client: Client<TimedConnector, Outgoing>,
    /// Why no server can be trusted, if that is so. Unencrypted endpoints work all the same.
    distrust: Option<alloc::string::String>,
}

impl HyperTransport {
    /// A transport that gives up connecting, TLS included, after this time.
    ///
    /// # Errors
    /// The TLS library refuses its own defaults.
    pub fn new(connect_timeout: Option<Duration>) -> Result<Self, TransportError> {
        let (configuration, distrust) = configuration()?;
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(configuration)
            .https_or_http()
            .enable_http1()
            .build();
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .build(TimedConnector { connector, limit: connect_timeout });
        Ok(Self { client, distrust })
    }
}

/// How TLS is spoken, and why no server can be trusted, if that is so.
type Configuration = (ClientConfig, Option<alloc::string::String>);

/// The configuration of TLS. The system's roots of trust are read from disk once a process:
/// they are hundreds of files, and programs do build a client a request.
fn configuration() -> Result<Configuration, TransportError> {
    static SHARED: OnceLock<Configuration> = OnceLock::new();
    if let Some(shared) = SHARED.get() {
        return Ok(shared.clone());
    }
    // The provider is named, since rustls panics if it has to choose between two that other
    // crates of the program have turned on.
    let provider = alloc::sync::Arc::new(rustls::crypto::ring::default_provider());
    let versions = || {
        ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(|error| {
                let text = format!("TLS cannot be set up: {error}");
                TransportError::new(TransportErrorKind::Unsendable, text).with_source(error)
            })
    };
    let (verifier, distrust) = match versions()?.with_native_roots() {
        Ok(verifier) => (verifier, None),
        Err(error) => {
            (versions()?.with_root_certificates(RootCertStore::empty()), Some(error.to_string()))
        }
    };
    let configuration = (verifier.with_no_client_auth(), distrust);
    // Without roots the next client looks again: they may have been installed by then.
    if configuration.1.is_none() {
        let _ = SHARED.set(configuration.clone());
    }
    Ok(configuration)
}

impl Transport for HyperTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            // Without a runtime hyper would panic when it looks up the host.
            if tokio::runtime::Handle::try_current().is_err() {
                return Err(unsendable(
                    "hyper needs a Tokio runtime, and there is none on this thread",
                ));
            }
            let encrypted = request.uri().scheme() == Some(&http::uri::Scheme::HTTPS);
            if let Some(reason) = self.distrust.as_ref().filter(|_| encrypted) {
                return Err(unsendable(reason.as_str()));
            }
            match self.client.request(request.map(Outgoing)).await {
                Ok(response) => Ok(response.map(incoming)),
                Err(error) => Err(explain(error)),
            }
        })
    }
}

fn unsendable(text: &str) -> TransportError {
    TransportError::new(TransportErrorKind::Unsendable, text)
}

/// How far the request got, by hyper's error.
fn explain(error: Error) -> TransportError {
    let kind = if is_slow_connect(&error) {
        TransportErrorKind::ConnectTimeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Interrupted
    };
    // The outermost text only says which part of hyper it was.
    let text = core::error::Error::source(&error).map_or_else(|| chain(&error), chain);
    TransportError::new(kind, text).with_source(error)
}

fn is_slow_connect(error: &Error) -> bool {
    let mut next = core::error::Error::source(error);
    while let Some(source) = next {
        if source.is::<SlowConnect>() {
            return true;
        }
        next = source.source();
    }
    false
}

/// Connects within a time limit, from the name's look-up to the end of the TLS handshake.
#[derive(Clone, Debug)]
struct TimedConnector {
    connector: HttpsConnector<HttpConnector>,
    limit: Option<Duration>,
}

/// Connecting took too long.
#[derive(Debug)]
struct SlowConnect(Duration);

impl core::fmt::Display for SlowConnect {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "no connection within {:?}", self.0)
    }
}

impl core::error::Error for SlowConnect {}

impl Service<http::Uri> for TimedConnector {
    type Response = <HttpsConnector<HttpConnector> as Service<http::Uri>>::Response;
    type Error = Source;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Source>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Source>> {
        self.connector.poll_ready(context)
    }

    fn call(&mut self, uri: http::Uri) -> Self::Future {
        let connecting = self.connector.call(uri);
        let limit = self.limit;
        Box::pin(async move {
            match limit {
                None => connecting.await,
                Some(limit) => match tokio::time::timeout(limit, connecting).await {
                    Ok(connected) => connected,
                    Err(_) => Err(Box::new(SlowConnect(limit)) as Source),
                },
            }
        })
    }
}
