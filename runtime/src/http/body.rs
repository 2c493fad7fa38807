//! The body of a message: nothing, bytes at hand, or a stream.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{ready, Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

/// A stream of chunks.
pub type ByteStream = Pin<Box<dyn Stream<Item = Result<Bytes, BodyError>> + Send + Sync>>;

/// The body of a request or of a response.
///
/// Only an empty body or one of bytes can be sent again, so only such requests are retried.
#[derive(Default)]
pub enum Body {
    /// No body.
    #[default]
    Empty,
    /// Bytes at hand.
    Bytes(Bytes),
    /// Chunks that arrive over time.
    Stream {
        /// The chunks.
        stream: ByteStream,
        /// The number of bytes to come, where it is known.
        length: Option<u64>,
    },
}

/// Why the rest of a body cannot be had.
#[derive(Debug)]
pub struct BodyError {
    message: String,
    source: Option<Box<dyn core::error::Error + Send + Sync>>,
}

impl BodyError {
    /// An error that nothing else caused.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// An error with what caused it.
    #[must_use]
    pub fn with_source(
        message: impl Into<String>,
        source: impl Into<Box<dyn core::error::Error + Send + Sync>>,
    ) -> Self {
        Self { message: message.into(), source: Some(source.into()) }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for BodyError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl Body {
    /// A body of chunks that arrive over time; `length` is their number of bytes, where known.
    pub fn from_stream(
        stream: impl Stream<Item = Result<Bytes, BodyError>> + Send + Sync + 'static,
        length: Option<u64>,
    ) -> Self {
        Self::Stream { stream: Box::pin(stream), length }
    }

    /// The number of bytes, where it is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match self {
            Self::Empty => Some(0),
            Self::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Self::Stream { length, .. } => *length,
        }
    }

    /// Whether the body can be sent again.
    #[must_use]
    pub const fn is_replayable(&self) -> bool {
        !matches!(self, Self::Stream { .. })
    }

    /// All bytes of the body, unless there are more than the limit allows.
    #[must_use]
    pub fn collect(self, limit: usize) -> Collect {
        Collect { body: self, limit, collected: Vec::new() }
    }
}

/// Bytes are told of by their number: they may be secret, and they are many.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            Self::Bytes(bytes) => write!(f, "Bytes({} bytes)", bytes.len()),
            Self::Stream { length: Some(length), .. } => write!(f, "Stream({length} bytes)"),
            Self::Stream { length: None, .. } => f.write_str("Stream"),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        if bytes.is_empty() {
            Self::Empty
        } else {
            Self::Bytes(bytes)
        }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

/// The future of [`Body::collect`].
#[derive(Debug)]
pub struct Collect {
    body: Body,
    limit: usize,
    collected: Vec<u8>,
}

impl Future for Collect {
    type Output = Result<Bytes, BodyError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { body, limit, collected } = &mut *self;
        let too_long =
            || Err(BodyError::new(alloc::format!("the body is longer than {limit} bytes")));
        match body {
            Body::Empty => Poll::Ready(Ok(Bytes::new())),
            Body::Bytes(bytes) if bytes.len() > *limit => Poll::Ready(too_long()),
            Body::Bytes(bytes) => Poll::Ready(Ok(core::mem::take(bytes))),
            Body::Stream { stream, .. } => loop {
                match ready!(stream.as_mut().poll_next(context)) {
                    None => break Poll::Ready(Ok(core::mem::take(collected).into())),
                    Some(Err(error)) => break Poll::Ready(Err(error)),
                    Some(Ok(chunk)) if chunk.len() > limit.saturating_sub(collected.len()) => {
                        break Poll::Ready(too_long());
                    }
                    Some(Ok(chunk)) => collected.extend_from_slice(&chunk),
                }
            },
        }
    }
}
