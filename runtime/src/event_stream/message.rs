//! One message of a stream (Amazon Event Stream Specification, "Message Format").

use alloc::vec::Vec;
use core::fmt;

use bytes::Bytes;

use super::header::{self, HeaderValue, Headers};
use super::FrameError;

/// Two lengths and their checksum.
pub(super) const PRELUDE: usize = 12;
/// What a message has besides headers and payload: the prelude, and its own checksum.
pub(super) const OVERHEAD: usize = PRELUDE + 4;
/// The longest headers that may be sent: 128 KiB.
const LONGEST_HEADERS: usize = 131_072;
/// The longest payload that may be sent: 24 MiB.
const LONGEST_PAYLOAD: usize = 25_165_824;

/// A message: headers with names and types, and a payload.
///
/// Its `Debug` form shows the names of the headers and the length of the payload, and no value.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// As they stand on the wire, so that a message of many headers takes no more memory than its
    /// bytes.
    headers: Vec<u8>,
    payload: Bytes,
}

impl Message {
    /// A message without headers.
    #[must_use]
    pub fn new(payload: impl Into<Bytes>) -> Self {
        Self { headers: Vec::new(), payload: payload.into() }
    }

    /// A message from the wire, whose checksums are right.
    pub(super) fn read(headers: &[u8], payload: Bytes) -> Result<Self, FrameError> {
        header::check(headers)?;
        Ok(Self { headers: headers.to_vec(), payload })
    }

    /// Adds a header.
    ///
    /// # Errors
    /// A name or a value that cannot be written, or a name that the message has already.
    pub fn push_header(&mut self, name: &str, value: HeaderValue<'_>) -> Result<(), FrameError> {
        if self.headers().any(|(known, _)| known == name) {
            return Err(FrameError::DuplicateHeader);
        }
        header::write(&mut self.headers, name, value)
    }

    /// The headers, in their order.
    #[must_use]
    pub fn headers(&self) -> Headers<'_> {
        Headers::new(&self.headers)
    }

    /// The header of this name.
    ///
    /// # Errors
    /// There are two of them.
    pub fn header(&self, name: &str) -> Result<Option<HeaderValue<'_>>, FrameError> {
        let mut found = self.headers().filter(|(known, _)| *known == name);
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(FrameError::DuplicateHeader),
            (first, None) => Ok(first.map(|(_, value)| value)),
        }
    }

    /// The payload.
    #[must_use]
    pub const fn payload(&self) -> &Bytes {
        &self.payload
    }

    /// The payload alone.
    #[must_use]
    pub fn into_payload(self) -> Bytes {
        self.payload
    }

    /// The message as it travels.
    ///
    /// # Errors
    /// Headers of more than 128 KiB, or a payload of more than 24 MiB.
    pub fn encode(&self) -> Result<Bytes, FrameError> {
        within(self.headers.len(), LONGEST_HEADERS)?;
        within(self.payload.len(), LONGEST_PAYLOAD)?;
        let total = OVERHEAD + self.headers.len() + self.payload.len();
        let mut bytes = Vec::with_capacity(total);
        bytes.extend_from_slice(&length(total)?.to_be_bytes());
        bytes.extend_from_slice(&length(self.headers.len())?.to_be_bytes());
        bytes.extend_from_slice(&crc32fast::hash(&bytes).to_be_bytes());
        bytes.extend_from_slice(&self.headers);
        bytes.extend_from_slice(&self.payload);
        bytes.extend_from_slice(&crc32fast::hash(&bytes).to_be_bytes());
        Ok(bytes.into())
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("headers", &self.headers().map(|(name, _)| name).collect::<Vec<_>>())
            .field("payload", &format_args!("{} bytes", self.payload.len()))
            .finish()
    }
}

pub(super) fn within(length: usize, limit: usize) -> Result<(), FrameError> {
    if length <= limit {
        return Ok(());
    }
    let count = |number| u64::try_from(number).unwrap_or(u64::MAX);
    Err(FrameError::TooLong { length: count(length), limit: count(limit) })
}

fn length(number: usize) -> Result<u32, FrameError> {
    u32::try_from(number).map_err(|_| FrameError::Lengths)
}
