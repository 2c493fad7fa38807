//! How the bodies of messages are written and read, whatever the protocol around them.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use bytes::Bytes;
use http::header::{HeaderMap, CONTENT_TYPE};

use super::{DecodeError, EncodeError};
use crate::http::Body;
use crate::serde::{Codec, Members, Target};
use crate::shape::Structure;
use crate::validate::Missing;

/// How a structure becomes bytes and comes back from them.
pub(super) trait Encoding: fmt::Debug + Sync {
    /// The name of the format, in the upper case that people write it in.
    fn name(&self) -> &'static str;

    /// Writes all members but streams.
    fn write(&self, value: &dyn Structure) -> Result<Vec<u8>, EncodeError>;

    /// Fills all members but streams, and tells of the required ones that were missing.
    fn read(&self, body: &[u8], value: &mut dyn Structure) -> Result<Missing, DecodeError>;
}

/// JSON as these choices have it.
#[cfg(feature = "json")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Json(pub(super) Codec);

#[cfg(feature = "json")]
impl Encoding for Json {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn write(&self, value: &dyn Structure) -> Result<Vec<u8>, EncodeError> {
        crate::json::write_members(value, Members::Buffered, self.0)
            .map_err(|(member, reason)| EncodeError { member, reason })
    }

    fn read(&self, body: &[u8], value: &mut dyn Structure) -> Result<Missing, DecodeError> {
        crate::json::read(body, Target::Members(value, Members::Buffered), self.0)
            .map_err(|error| DecodeError { at: error.at, message: error.message })
    }
}

/// CBOR as these choices have it.
#[cfg(feature = "cbor")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Cbor(pub(super) Codec);

#[cfg(feature = "cbor")]
impl Encoding for Cbor {
    fn name(&self) -> &'static str {
        "CBOR"
    }

    fn write(&self, value: &dyn Structure) -> Result<Vec<u8>, EncodeError> {
        crate::cbor::write_members(value, Members::Buffered, self.0)
            .map_err(|(member, reason)| EncodeError { member, reason })
    }

    fn read(&self, body: &[u8], value: &mut dyn Structure) -> Result<Missing, DecodeError> {
        crate::cbor::read(body, Target::Members(value, Members::Buffered), self.0)
            .map_err(|error| DecodeError { at: error.at, message: error.message })
    }
}

/// The bytes of a body that is not handed out as a stream.
pub(super) fn bytes_of(body: Body) -> Result<Bytes, DecodeError> {
    match body {
        Body::Empty => Ok(Bytes::new()),
        Body::Bytes(bytes) => Ok(bytes),
        Body::Stream { .. } => Err(DecodeError {
            at: String::new(),
            message: "the body must be collected before it is read".into(),
        }),
    }
}

/// Says what came instead, where a body could not be read from its very start and does not claim
/// to be in the format: a page of a proxy, most of the time.
pub(super) fn explain(error: DecodeError, format: &str, headers: &HeaderMap) -> DecodeError {
    match foreign_type(headers, format) {
        Some(found) if error.at.is_empty() => {
            DecodeError { at: String::new(), message: format!("expected {format}, found {found}") }
        }
        _ => error,
    }
}

/// The media type of a body that does not claim to be in the format.
fn foreign_type(headers: &HeaderMap, format: &str) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence: String = value.split(';').next()?.trim().chars().take(64).collect();
    let essence = essence.to_ascii_lowercase();
    (!essence.contains(&format.to_ascii_lowercase())).then_some(essence)
}
