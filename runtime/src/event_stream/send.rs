//! From events to the body of a request.

use core::pin::Pin;
use core::task::{ready, Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::event;
use super::stream::Source;
use super::EventFormat;
use crate::http::{Body, BodyError};
use crate::protocol::EncodeError;
use crate::shape::Structure;

/// The messages of events, each as one chunk.
struct Frames<T> {
    /// A message that goes before all events.
    first: Option<Bytes>,
    events: Source<T>,
    format: &'static dyn EventFormat,
}

/// The body that carries events. It has no known length, since event streams must not announce
/// one (smithy-rpc-v2, "Requests").
pub(super) fn body<T: Structure + 'static>(
    first: Option<Bytes>,
    events: Source<T>,
    format: &'static dyn EventFormat,
) -> Body {
    Body::from_stream(Frames { first, events, format }, None)
}

impl<T: Structure> Stream for Frames<T> {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, BodyError>>> {
        let this = self.get_mut();
        if let Some(first) = this.first.take() {
            return Poll::Ready(Some(Ok(first)));
        }
        let chunk = match ready!(this.events.poll_given(context)) {
            None => return Poll::Ready(None),
            Some(Ok(event)) => encode(&event, this.format),
            Some(Err(error)) => Err(error),
        };
        if chunk.is_err() {
            // A stream with a hole in it is none: what follows is not sent.
            this.events = Source::default();
        }
        Poll::Ready(Some(chunk))
    }
}

fn encode(event: &dyn Structure, format: &dyn EventFormat) -> Result<Bytes, BodyError> {
    let message = event::write(event, format).map_err(unwritable)?;
    message.encode().map_err(|error| {
        unwritable(EncodeError { member: event.schema().name(), reason: event::reason(error) })
    })
}

fn unwritable(error: EncodeError) -> BodyError {
    BodyError::with_source(alloc::format!("an event cannot be sent: {error}"), error)
}
