//! Streams of events in the framing `application/vnd.amazon.eventstream`.
//!
//! The lower half knows bytes and messages and waits for nothing: [`Decoder`], [`Message`],
//! [`HeaderValue`], with checksums and limits checked. The upper half turns messages into the
//! events of a model and back, for all protocols alike: an [`EventStream`] is the member of a
//! response that events come out of, or the member of a request that the caller puts them into.
//! What a protocol adds is an [`EventFormat`], the way it writes documents.
//!
//! Events are not signed. Over HTTP/1.1 a stream in both directions works where transport and
//! service read and write at once; a service that asks for HTTP/2 (`eventStreamHttp`) needs a
//! transport that speaks it.

mod decoder;
mod error;
mod event;
mod format;
mod header;
mod message;
mod receive;
mod send;
mod stream;
#[cfg(test)]
mod tests;

pub use self::decoder::Decoder;
pub use self::error::FrameError;
pub use self::format::EventFormat;
pub use self::header::{HeaderValue, Headers};
pub use self::message::Message;
pub use self::receive::Incoming;
pub use self::stream::{EventStream, Events, StreamError};

pub(crate) use self::event::{initial_request, meaning, Meaning};
#[cfg(feature = "cbor")]
#[allow(unused_imports)] // Whether a protocol asks for it depends on the features.
pub(crate) use self::format::CborEvents;
#[cfg(feature = "json")]
#[allow(unused_imports)] // The same.
pub(crate) use self::format::JsonEvents;
pub(crate) use self::receive::Messages;

/// The media type of a stream of events.
pub const MEDIA_TYPE: &str = "application/vnd.amazon.eventstream";
