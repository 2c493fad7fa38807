//! The member of a request or response that carries events.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use core::fmt;
use core::future::poll_fn;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{ready, Context, Poll};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;

use super::{send, EventFormat, Incoming};
use crate::error::{ErrorKind, Failure, ModeledError, OperationError};
use crate::http::{Body, BodyError};
use crate::schema::Schema;
use crate::shape::{Shape, Slot, Structure, Value};

/// Events of a union, in their order: those that a service sends, or those that a caller gives.
///
/// In a response it is a stream of results: events, and at its end perhaps the error `E` that
/// ended it, after which nothing follows. An event that this build of the model does not list is
/// the union's unknown variant.
///
/// In a request it holds the events to send: [`EventStream::from_stream`] takes them from wherever
/// they come, at the pace at which they can be sent. Such a request is sent once and not repeated.
///
/// A stream that a caller has made hands out its events too, so that tests can make responses.
pub struct EventStream<T, E = Failure> {
    source: Source<T>,
    errors: PhantomData<fn() -> E>,
}

/// Where events come from.
pub(super) enum Source<T> {
    /// They are at hand.
    Ready(VecDeque<T>),
    /// The caller makes them. The lock is never taken: it lets a stream that is not `Sync` be a
    /// part of a value that is.
    Given(Mutex<GivenStream<T>>),
    /// The service sends them.
    Received(Box<Incoming>),
}

type GivenStream<T> = Pin<Box<dyn Stream<Item = Result<T, BodyError>> + Send>>;

impl<T> Default for Source<T> {
    fn default() -> Self {
        Self::Ready(VecDeque::new())
    }
}

impl<T> Source<T> {
    /// The next event of a caller.
    pub(super) fn poll_given(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<T, BodyError>>> {
        match self {
            Self::Ready(events) => Poll::Ready(events.pop_front().map(Ok)),
            Self::Given(stream) => {
                let stream = stream.get_mut().unwrap_or_else(PoisonError::into_inner);
                stream.as_mut().poll_next(context)
            }
            Self::Received(_) => {
                let text = "the events of a response must be passed on one by one";
                Poll::Ready(Some(Err(BodyError::new(text))))
            }
        }
    }
}

impl<T, E> EventStream<T, E> {
    /// No events.
    #[must_use]
    pub fn new() -> Self {
        Self::of(Source::default())
    }

    /// These events and no more.
    #[must_use]
    pub fn from_events(events: impl IntoIterator<Item = T>) -> Self {
        Self::of(Source::Ready(events.into_iter().collect()))
    }

    const fn of(source: Source<T>) -> Self {
        Self { source, errors: PhantomData }
    }
}

impl<T: 'static, E> EventStream<T, E> {
    /// The events of this stream, each sent as soon as it is there.
    #[must_use]
    pub fn from_stream(events: impl Stream<Item = T> + Send + 'static) -> Self {
        Self::from_try_stream(Unfailing(Box::pin(events)))
    }

    /// The events of this stream, which may fail: then the request is given up.
    #[must_use]
    pub fn from_try_stream(
        events: impl Stream<Item = Result<T, BodyError>> + Send + 'static,
    ) -> Self {
        Self::of(Source::Given(Mutex::new(Box::pin(events))))
    }
}

impl<T: Structure, E: OperationError> EventStream<T, E> {
    /// The next event; nothing after the last one or after an error.
    pub async fn next(&mut self) -> Option<Result<T, E>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// The next event; nothing after the last one.
    ///
    /// # Errors
    /// The service ended the stream with an error, or the rest of it could not be had.
    pub async fn try_next(&mut self) -> Result<Option<T>, E> {
        self.next().await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, E>>> {
        let polled = match &mut self.source {
            Source::Received(incoming) => ready!(receive(incoming, context)),
            given => ready!(given.poll_given(context)).map(|event| {
                event.map_err(|error| {
                    let text = alloc::format!("the stream was cut short: {error}");
                    Failure::new("", ErrorKind::Transport, text).with_source(error).into()
                })
            }),
        };
        if !matches!(polled, Some(Ok(_))) {
            self.source = Source::default();
        }
        Poll::Ready(polled)
    }
}

/// The next event from a service. What depends on the types is no more than making values of them.
fn receive<T: Structure, E: OperationError>(
    incoming: &mut Incoming,
    context: &mut Context<'_>,
) -> Poll<Option<Result<T, E>>> {
    let mut event = <T as Structure>::empty();
    let mut kept = None;
    let polled = ready!(incoming.poll(context, &mut event, &mut |name, fill| {
        let mut filled = Ok(());
        kept = E::modeled(name, &mut |error: &mut dyn ModeledError| filled = fill(error));
        if filled.is_err() {
            kept = None;
        }
        filled
    }));
    Poll::Ready(polled.map(|read| match (read, kept) {
        (Ok(()), _) => Ok(event),
        (Err(_), Some(error)) => Err(error),
        (Err(failure), None) => Err(failure.into()),
    }))
}

/// A stream of events as one of results.
struct Unfailing<S>(Pin<Box<S>>);

impl<S: Stream> Stream for Unfailing<S> {
    type Item = Result<S::Item, BodyError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().0.as_mut().poll_next(context).map(|event| event.map(Ok))
    }
}

impl<T: Structure, E: OperationError> Stream for EventStream<T, E> {
    type Item = Result<T, E>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

// Events are moved in and out; none is ever pinned where it lies.
impl<T, E> Unpin for EventStream<T, E> {}
impl<T> Unpin for Source<T> {}

impl<T, E> Default for EventStream<T, E> {
    fn default() -> Self {
        Self::new()
    }
}

/// Events are told of by where they come from: they may be secret, and some are yet to come.
impl<T, E> fmt::Debug for EventStream<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Source::Ready(events) => write!(f, "EventStream({} events)", events.len()),
            Source::Given(_) | Source::Received(_) => f.write_str("EventStream"),
        }
    }
}

/// An [`EventStream`] whatever its events: what protocols and generic code see of it.
pub trait Events: Send + Sync {
    /// Appends an empty event, to be filled, unless the events come from a stream.
    fn push(&mut self) -> Option<&mut dyn Structure>;

    /// Takes the events out, as the body that carries them. `first` is a message that goes before
    /// them.
    fn take_body(&mut self, first: Option<Bytes>, format: &'static dyn EventFormat) -> Body;

    /// Takes the events from a response.
    fn receive(&mut self, incoming: Incoming);

    /// The next event, or the error that ends the stream.
    fn poll_event(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Box<dyn Structure>, StreamError>>>;
}

/// The error that ended a stream, whatever the operation.
#[derive(Debug)]
pub struct StreamError {
    /// Its shape, if the model lists it.
    pub schema: Option<&'static Schema>,
    /// The error itself.
    pub error: crate::error::Source,
}

impl<T: Structure + 'static, E: OperationError> Events for EventStream<T, E> {
    fn push(&mut self) -> Option<&mut dyn Structure> {
        let Source::Ready(events) = &mut self.source else { return None };
        events.push_back(<T as Structure>::empty());
        events.back_mut().map(|event| event as &mut dyn Structure)
    }

    fn take_body(&mut self, first: Option<Bytes>, format: &'static dyn EventFormat) -> Body {
        send::body(first, core::mem::take(&mut self.source), format)
    }

    fn receive(&mut self, incoming: Incoming) {
        self.source = Source::Received(Box::new(incoming));
    }

    fn poll_event(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Box<dyn Structure>, StreamError>>> {
        let polled = ready!(self.poll(context));
        Poll::Ready(polled.map(|event| match event {
            Ok(event) => Ok(Box::new(event) as Box<dyn Structure>),
            Err(error) => Err(StreamError {
                schema: error.as_modeled().ok().map(Structure::schema),
                error: Box::new(error),
            }),
        }))
    }
}

impl<T: Structure + 'static, E: OperationError> Shape for EventStream<T, E> {
    fn empty() -> Self {
        Self::new()
    }

    fn get(&self) -> Value<'_> {
        Value::Stream
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Events(self)
    }

    fn reset(&mut self) {
        *self = Self::new();
    }
}
