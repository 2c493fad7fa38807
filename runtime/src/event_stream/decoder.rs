//! Bytes in, messages out.

use bytes::{Buf as _, BytesMut};

use super::message::{within, Message, OVERHEAD, PRELUDE};
use super::FrameError;

/// Reads messages from bytes that arrive in pieces of any size. It waits for nothing.
///
/// It keeps the bytes that were pushed and not yet taken, at most one message of the allowed length
/// for a caller who takes all messages before pushing more; memory follows the bytes that came and
/// never the length that a message claims. After an error it stays at that error, since nobody
/// knows where the next message would begin.
#[derive(Debug)]
pub struct Decoder {
    buffer: BytesMut,
    limit: usize,
    failed: Option<FrameError>,
}

impl Decoder {
    /// A decoder of messages of up to this many bytes.
    ///
    /// The specification bounds headers and payload, and leaves it to services to insist on that;
    /// a client's bound is a matter of its own memory.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { buffer: BytesMut::new(), limit, failed: None }
    }

    /// Takes in bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.failed.is_none() {
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// The next message, if all of it has come.
    ///
    /// # Errors
    /// The bytes are no message, or one that is longer than allowed.
    pub fn next_message(&mut self) -> Result<Option<Message>, FrameError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.take().inspect_err(|error| {
            self.failed = Some(*error);
            self.buffer = BytesMut::new();
        })
    }

    /// Says that there will be no more bytes.
    ///
    /// # Errors
    /// They ended within a message.
    pub fn finish(&self) -> Result<(), FrameError> {
        match self.failed {
            Some(error) => Err(error),
            None if self.buffer.is_empty() => Ok(()),
            None => Err(FrameError::Truncated),
        }
    }

    fn take(&mut self) -> Result<Option<Message>, FrameError> {
        let Some(prelude) = self.buffer.first_chunk::<PRELUDE>() else { return Ok(None) };
        let Some((mut lengths, checksum)) = prelude.split_last_chunk::<4>() else {
            return Ok(None);
        };
        if crc32fast::hash(lengths) != u32::from_be_bytes(*checksum) {
            return Err(FrameError::PreludeChecksum);
        }
        let mut length = || usize::try_from(lengths.get_u32()).unwrap_or(usize::MAX);
        let (total, headers) = (length(), length());
        within(total, self.limit)?;
        if total.checked_sub(OVERHEAD).is_none_or(|rest| headers > rest) {
            return Err(FrameError::Lengths);
        }
        if self.buffer.len() < total {
            return Ok(None);
        }
        let mut message = self.buffer.split_to(total);
        let checksum = message.split_off(total - 4).get_u32();
        if crc32fast::hash(&message) != checksum {
            return Err(FrameError::MessageChecksum);
        }
        message.advance(PRELUDE);
        let headers = message.split_to(headers);
        Message::read(&headers, message.freeze()).map(Some)
    }
}
