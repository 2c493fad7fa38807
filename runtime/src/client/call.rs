//! One call of an operation, with the settings that hold for it alone.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use core::fmt;
use core::time::Duration;

use http::header::{self, HeaderName};
use http::{HeaderMap, HeaderValue};

use super::{send, Client, Items, Metadata, Pages, Validation};
use crate::exchange::{Endpoint, Received, Shaping};
use crate::operation::{Operation, Paginated};
use crate::retry::RetryPolicy;

/// One call of an operation, with the settings that hold for it alone. Nothing happens before
/// [`Call::send`] is awaited.
#[must_use = "nothing is sent before `send` is awaited"]
pub struct Call<O> {
    client: Client,
    request: O,
    options: Box<Options>,
}

/// What a call does differently from its client.
#[derive(Clone)]
pub(super) struct Options {
    pub(super) total: Option<Duration>,
    pub(super) attempt: Option<Duration>,
    pub(super) retry: RetryPolicy,
    pub(super) validation: Validation,
    pub(super) endpoint: Option<Endpoint>,
    pub(super) shaping: Shaping,
    pub(super) headers: HeaderMap,
    /// The first setting that is wrong, to be told when the call is sent.
    pub(super) wrong: Option<String>,
}

impl<O: Operation> Call<O> {
    /// A call of the operation that this is the request of.
    pub fn new(client: &Client, request: O) -> Self {
        let options = Options {
            total: client.0.timeouts.total,
            attempt: client.0.timeouts.attempt,
            retry: client.0.retry,
            validation: client.0.validation,
            endpoint: None,
            shaping: client.0.shaping,
            headers: HeaderMap::new(),
            wrong: None,
        };
        Self { client: client.clone(), request, options: Box::new(options) }
    }

    /// Sets the time limit of the call with all its attempts and pauses; `None` for no limit.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.options.total = limit.into();
        self
    }

    /// Sets the time limit of one attempt; `None` for no limit.
    pub fn attempt_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.options.attempt = limit.into();
        self
    }

    /// Sets how often and how patiently the request is sent again.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.options.retry = retry;
        self
    }

    /// Sets what happens if the request breaks a constraint of the model.
    pub fn validation(mut self, validation: Validation) -> Self {
        self.options.validation = validation;
        self
    }

    /// Sends the request, and the bearer token with it, to this address instead of the client's.
    /// An address that is none ends the call with [`ErrorKind::Configuration`](crate::error::ErrorKind).
    pub fn endpoint(mut self, endpoint: &str) -> Self {
        match Endpoint::parse(endpoint) {
            Ok(endpoint) => self.options.endpoint = Some(endpoint),
            Err(reason) => self.wrong(format!("`endpoint` {reason}")),
        }
        self
    }

    /// Sets whether the operation may put a prefix before the host, as the model says.
    pub fn host_prefix(mut self, on: bool) -> Self {
        self.options.shaping.host_prefix = on;
        self
    }

    /// Sets the least number of bytes that are compressed, where the model lets them, at most
    /// 10,485,760; `None` compresses nothing.
    #[cfg(feature = "compression")]
    pub fn compression(mut self, least: impl Into<Option<u64>>) -> Self {
        self.options.shaping.compression = least.into();
        if let Err(reason) = self.options.shaping.check() {
            self.wrong(format!("`compression` {reason}"));
        }
        self
    }

    /// Adds a header to the request. One that cannot be sent, or that the client itself sets
    /// (`Authorization`, `Host`, and those about length and connection), ends the call with
    /// [`ErrorKind::Configuration`](crate::error::ErrorKind).
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match parse_header(name, value) {
            Ok((name, value)) => {
                self.options.headers.insert(name, value);
            }
            Err(reason) => self.wrong(format!("`header` {reason}")),
        }
        self
    }

    fn wrong(&mut self, reason: String) {
        self.options.wrong.get_or_insert(reason);
    }

    /// Sends the request and waits for the response.
    ///
    /// # Errors
    /// An error of the model, or a [`Failure`](crate::error::Failure) with everything else.
    pub async fn send(self) -> Result<O::Response, O::Error> {
        Ok(self.send_with_metadata().await?.0)
    }

    /// Sends the request and waits for the response and what came along with it.
    ///
    /// # Errors
    /// An error of the model, or a [`Failure`](crate::error::Failure) with everything else.
    pub async fn send_with_metadata(self) -> Result<(O::Response, Metadata), O::Error> {
        // In a box, so that the future of a call stays small however large its request is.
        let Self { client, request, options } = self;
        let mut request = Box::new(request);
        let mut received = Box::new(Received::<O>::new());
        match send::run(&client.0, &options, O::operation(), &mut *request, &mut *received).await {
            Ok(metadata) => Ok((received.output, metadata)),
            Err(failure) => Err(received.into_error(failure)),
        }
    }

    /// The answers page by page, from the page that the request asks for to the last.
    pub fn pages(self) -> Pages<O>
    where
        O: Paginated + Clone,
    {
        Pages::new(self.client, self.request, self.options)
    }

    /// The entries of the list, over all pages.
    pub fn items(self) -> Items<O>
    where
        O: Paginated + Clone,
    {
        Items::new(self.pages())
    }
}

impl<O> Call<O> {
    pub(super) fn with_options(client: Client, request: O, options: Box<Options>) -> Self {
        Self { client, request, options }
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &O::operation().name()).finish_non_exhaustive()
    }
}

/// Headers that are not the caller's to set: they decide who receives the request, who sent it,
/// and where it ends.
const OWN_HEADERS: [HeaderName; 6] = [
    header::AUTHORIZATION,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::HOST,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// A header, or what is wrong with it; the value is not repeated.
pub(super) fn parse_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let parsed = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| "has a name that is not one of HTTP".to_owned())?;
    if OWN_HEADERS.contains(&parsed) {
        return Err(format!("must not set `{parsed}`, which is the client's own"));
    }
    let value = HeaderValue::from_str(value)
        .map_err(|_| format!("has a value for `{parsed}` that cannot be sent"))?;
    Ok((parsed, value))
}
