//! A body brought into memory, up to a limit.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::future::poll_fn;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::HeaderMap;

use crate::error::chain;
use crate::http::{Body, BodyError};
use crate::operation::OperationSchema;
use crate::schema::Place;

/// Why a body could not be brought into memory.
#[derive(Debug)]
pub(super) enum CollectError {
    /// It is longer than allowed.
    TooLarge,
    /// The connection failed.
    Broken(BodyError),
    /// It ended, but not where it should.
    Cut(String),
}

impl CollectError {
    /// What happened, in words that say nothing of the content.
    pub(super) fn text(&self, limit: u64) -> String {
        match self {
            Self::TooLarge => {
                format!("the response is longer than the {limit} bytes that this client accepts")
            }
            Self::Broken(error) => format!("the response was cut short: {}", chain(error)),
            Self::Cut(text) => format!("the response was cut short: {text}"),
        }
    }
}

/// Brings a body into memory.
pub(super) async fn collect(
    body: Body,
    announced: Option<u64>,
    limit: u64,
) -> Result<Bytes, CollectError> {
    if announced.is_some_and(|announced| announced > limit) {
        return Err(CollectError::TooLarge);
    }
    let bytes = match body {
        Body::Empty => Bytes::new(),
        Body::Bytes(bytes) => bytes,
        Body::Stream { mut stream, .. } => {
            let mut first = Bytes::new();
            let mut rest: Vec<u8> = Vec::new();
            while let Some(chunk) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
                let chunk = chunk.map_err(CollectError::Broken)?;
                let so_far = first.len() + rest.len();
                if u64::try_from(so_far.saturating_add(chunk.len())).unwrap_or(u64::MAX) > limit {
                    return Err(CollectError::TooLarge);
                }
                // Most responses are one chunk, which needs no copy.
                if so_far == 0 {
                    first = chunk;
                } else {
                    if rest.is_empty() {
                        rest.extend_from_slice(&first);
                        first = Bytes::new();
                    }
                    rest.extend_from_slice(&chunk);
                }
            }
            if rest.is_empty() {
                first
            } else {
                Bytes::from(rest)
            }
        }
    };
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    match announced {
        _ if length > limit => Err(CollectError::TooLarge),
        Some(announced) if announced != length => Err(CollectError::Cut(format!(
            "it has {length} bytes where {announced} were announced"
        ))),
        _ => Ok(bytes),
    }
}

/// The number of bytes that a response says its body has, where that can be relied on: transports
/// that undo a `Content-Encoding` hand out another number than the header tells.
pub(super) fn announced_length(
    method: &http::Method,
    status: http::StatusCode,
    headers: &HeaderMap,
) -> Option<u64> {
    let bodiless = *method == http::Method::HEAD || matches!(status.as_u16(), 204 | 304);
    if bodiless || headers.contains_key(CONTENT_ENCODING) {
        return None;
    }
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.trim().parse().ok()
}

/// Whether the body of a success is handed out as a stream, of bytes or of events.
pub(super) fn is_streaming(operation: &OperationSchema) -> bool {
    operation.output().members().iter().any(|member| Place::from(member).is_streaming())
}
