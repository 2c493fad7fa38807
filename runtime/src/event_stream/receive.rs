//! From the body of a response to events.

use alloc::format;
use alloc::string::String;
#[cfg(feature = "client")]
use core::future::poll_fn;
use core::task::{ready, Context, Poll};

use super::event::{self, Meaning};
use super::{Decoder, EventFormat, FrameError, Message};
use crate::error::{Detail, ErrorContext, ErrorKind, Failure};
use crate::exchange::Fill;
use crate::http::{Body, BodyError, ByteStream};
use crate::protocol::DecodeError;
use crate::schema::Schema;
use crate::shape::Structure;

/// The messages of a body.
pub(crate) struct Messages {
    decoder: Decoder,
    /// A message that was read ahead.
    first: Option<Message>,
    rest: Option<ByteStream>,
}

/// Why there are no more messages.
#[derive(Debug)]
pub(crate) enum Broken {
    /// The bytes are none.
    Frame(FrameError),
    /// The bytes did not come.
    Body(BodyError),
}

impl Messages {
    /// The messages of this body, each of up to so many bytes.
    pub(crate) fn new(body: Body, limit: u64) -> Self {
        let mut decoder = Decoder::new(usize::try_from(limit).unwrap_or(usize::MAX));
        let rest = match body {
            Body::Empty => None,
            Body::Bytes(bytes) => {
                decoder.push(&bytes);
                None
            }
            Body::Stream { stream, .. } => Some(stream),
        };
        Self { decoder, first: None, rest }
    }

    /// Puts a message back, to be the next one.
    pub(crate) fn unread(&mut self, message: Message) {
        self.first = Some(message);
    }

    /// The next message, if there is one among the bytes that have come.
    pub(crate) fn ready(&mut self) -> Result<Option<Message>, Broken> {
        if let Some(message) = self.first.take() {
            return Ok(Some(message));
        }
        self.decoder.next_message().map_err(Broken::Frame)
    }

    /// The next message.
    #[cfg(feature = "client")]
    pub(crate) async fn next(&mut self) -> Result<Option<Message>, Broken> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Message>, Broken>> {
        loop {
            if let Some(message) = self.ready()? {
                return Poll::Ready(Ok(Some(message)));
            }
            let Some(rest) = &mut self.rest else {
                let finished = self.decoder.finish().map_err(Broken::Frame);
                return Poll::Ready(finished.map(|()| None));
            };
            match ready!(rest.as_mut().poll_next(context)) {
                Some(Ok(chunk)) => self.decoder.push(&chunk),
                Some(Err(error)) => return Poll::Ready(Err(Broken::Body(error))),
                None => self.rest = None,
            }
        }
    }
}

impl Broken {
    /// The failure of the call in this context.
    pub(crate) fn into_failure(self, context: ErrorContext) -> Failure {
        match self {
            Self::Frame(error @ FrameError::TooLong { .. }) => {
                failure(context, ErrorKind::ResponseTooLarge, format!("the stream has {error}"))
                    .with_source(error)
            }
            Self::Frame(FrameError::Truncated) => {
                let text = "the stream was cut short: it ends within a message";
                failure(context, ErrorKind::Transport, text.into())
            }
            Self::Frame(error) => {
                failure(context, ErrorKind::Response, format!("no stream of events: {error}"))
                    .with_source(error)
            }
            Self::Body(error) => {
                let text = format!("the stream was cut short: {error}");
                failure(context, ErrorKind::Transport, text).with_source(error)
            }
        }
    }
}

fn failure(context: ErrorContext, kind: ErrorKind, text: String) -> Failure {
    Failure::from_detail(context, kind, Detail::Text(text))
}

/// Keeps the modelled error of this name, if the model lists it, unless it cannot be filled.
pub(crate) type Keep<'k> = dyn FnMut(&str, &mut Fill<'_>) -> Result<(), DecodeError> + 'k;

/// Events on their way in.
pub struct Incoming {
    messages: Messages,
    format: &'static dyn EventFormat,
    context: ErrorContext,
}

impl Incoming {
    pub(crate) fn new(
        messages: Messages,
        format: &'static dyn EventFormat,
        context: ErrorContext,
    ) -> Self {
        Self { messages, format, context }
    }

    /// Reads the next event into a union. A modelled error is given to `keep`, which wins over the
    /// failure that is returned then.
    pub(crate) fn poll(
        &mut self,
        context: &mut Context<'_>,
        event: &mut dyn Structure,
        keep: &mut Keep<'_>,
    ) -> Poll<Option<Result<(), Failure>>> {
        loop {
            let message = match ready!(self.messages.poll(context)) {
                Ok(Some(message)) => message,
                Ok(None) => return Poll::Ready(None),
                Err(broken) => {
                    return Poll::Ready(Some(Err(broken.into_failure(self.context.clone()))))
                }
            };
            let read = match event::meaning(&message) {
                // It may come although the model has no member for it (streaming.rst, "Initial
                // message client and server behavior").
                Ok(Meaning::InitialResponse) => continue,
                Ok(Meaning::Event(name)) => event::read(&message, name, event, self.format),
                Ok(Meaning::Exception(name)) => {
                    return Poll::Ready(Some(Err(self.exception(&message, name, event, keep))))
                }
                Ok(Meaning::Error { code, message }) => {
                    return Poll::Ready(Some(Err(self.service(code, message))))
                }
                Err(error) => Err(error),
            };
            return Poll::Ready(Some(read.map_err(|error| self.unreadable(error))));
        }
    }

    /// The end of the stream by an error that the union lists under this name.
    fn exception(
        &self,
        message: &Message,
        name: &str,
        event: &dyn Structure,
        keep: &mut Keep<'_>,
    ) -> Failure {
        let target = event::member_of(event, name).map(|(_, member)| member.target());
        let code = target.map_or(name, |target| target.name());
        let kept = keep(code, &mut |error| {
            event::read_content(message, error.as_structure_mut(), self.format)?;
            *error.context_mut() = self.context.clone();
            Ok(())
        });
        let traits = target.and_then(Schema::error_traits);
        let kind = ErrorKind::of_response(None, Some(code), traits);
        let detail = Detail::Service { code: Some(code.into()), message: None };
        let failure = Failure::from_detail(self.context.clone(), kind, detail);
        match kept {
            Ok(()) => failure,
            Err(error) => failure.with_source(error),
        }
    }

    fn service(&self, code: &str, message: Option<&str>) -> Failure {
        let detail =
            Detail::Service { code: Some(code.into()), message: message.map(String::from) };
        let kind = ErrorKind::of_response(None, Some(code), None);
        Failure::from_detail(self.context.clone(), kind, detail)
    }

    fn unreadable(&self, error: DecodeError) -> Failure {
        let text = format!("an event that cannot be read: {error}");
        failure(self.context.clone(), ErrorKind::Response, text).with_source(error)
    }
}
