//! Bytes that are no messages, and messages that cannot be bytes.

use core::fmt;

/// Why bytes are no message, or why a message cannot be written. It never holds a header's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FrameError {
    /// The checksum of the lengths is not theirs.
    PreludeChecksum,
    /// The checksum of the message is not its own.
    MessageChecksum,
    /// The headers are announced to be longer than their message.
    Lengths,
    /// The message, its headers or its payload are longer than allowed.
    TooLong {
        /// The number of bytes.
        length: u64,
        /// The greatest number that is allowed.
        limit: u64,
    },
    /// The bytes end within a message.
    Truncated,
    /// The headers end within a header.
    HeaderTruncated,
    /// The name of a header is empty, longer than 255 bytes, or not UTF-8.
    HeaderName,
    /// A header has a type that does not exist.
    HeaderType(u8),
    /// The text of a header is not UTF-8.
    HeaderText,
    /// The value of a header is longer than 32767 bytes.
    HeaderValueTooLong,
    /// A message has two headers of the same name.
    DuplicateHeader,
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PreludeChecksum => "the checksum of a message's lengths is wrong",
            Self::MessageChecksum => "the checksum of a message is wrong",
            Self::Lengths => "the headers of a message are longer than the message",
            Self::TooLong { length, limit } => {
                return write!(f, "a message of {length} bytes where {limit} are allowed");
            }
            Self::Truncated => "the stream ends within a message",
            Self::HeaderTruncated => "the headers of a message end within a header",
            Self::HeaderName => "the name of a header is not one",
            Self::HeaderType(number) => return write!(f, "there is no type {number} of headers"),
            Self::HeaderText => "the text of a header is not UTF-8",
            Self::HeaderValueTooLong => "the value of a header is longer than 32767 bytes",
            Self::DuplicateHeader => "a message has two headers of the same name",
        })
    }
}

impl core::error::Error for FrameError {}
