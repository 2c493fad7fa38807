//! What streams of events add to messages, the same for all protocols.

use http::header::{HeaderValue, ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use http::response::Parts;

use super::reply::context;
use super::Success;
use crate::error::{Detail, ErrorContext, ErrorKind, Failure};
use crate::event_stream::{
    initial_request, meaning, EventFormat, Incoming, Meaning, Message, Messages, MEDIA_TYPE,
};
use crate::http::Body;
use crate::operation::OperationSchema;
use crate::protocol::{Decoded, EncodeError};
use crate::shape::{Shape, Slot, Structure};

/// Puts the events of the input into the body of its request, and asks for those of the output.
pub(super) fn send(
    operation: &'static OperationSchema,
    input: &mut dyn Structure,
    request: &mut http::Request<Body>,
) -> Result<(), EncodeError> {
    let media_type = HeaderValue::from_static(MEDIA_TYPE);
    // A protocol that asks for its own media type asks for that of the stream instead
    // (smithy-rpc-v2-cbor, "Requests").
    if operation.output().events().is_some() && request.headers().contains_key(ACCEPT) {
        request.headers_mut().insert(ACCEPT, media_type.clone());
    }
    let Some(index) = operation.input().events() else { return Ok(()) };
    let Some(Slot::Events(events)) = input.member_mut(index).map(Shape::slot) else {
        return Ok(());
    };
    let name = operation.input().members().get(index).map_or("input", |member| member.name());
    let format = operation.service().protocol.events().ok_or(EncodeError {
        member: name,
        reason: "is a stream of events, which the protocol does not have",
    })?;
    let first = match core::mem::take(request.body_mut()) {
        Body::Bytes(bytes) if format.has_initial_messages() => {
            Some(initial_request(bytes, format)?)
        }
        _ => None,
    };
    *request.body_mut() = events.take_body(first, format);
    request.headers_mut().insert(CONTENT_TYPE, media_type);
    request.headers_mut().remove(CONTENT_LENGTH);
    Ok(())
}

/// What the success of an operation with events consists of. Waits for the first message where
/// that can hold members of the output.
#[cfg(feature = "client")]
pub(super) async fn open(
    operation: &'static OperationSchema,
    head: &Parts,
    body: Body,
    limit: u64,
) -> Result<Success, Failure> {
    let mut messages = Messages::new(body, limit);
    if !begins_with_members(operation) {
        return Ok(Success { body: Body::Empty, messages: Some(messages) });
    }
    let first = messages.next().await;
    let first = first.map_err(|broken| broken.into_failure(context(operation, head)))?;
    Ok(split(first, messages))
}

/// The same for a body that is at hand.
pub(super) fn open_whole(
    operation: &'static OperationSchema,
    head: &Parts,
    body: Body,
) -> Result<Success, Failure> {
    let mut messages = Messages::new(body, u64::MAX);
    if !begins_with_members(operation) {
        return Ok(Success { body: Body::Empty, messages: Some(messages) });
    }
    let first = messages.ready();
    let first = first.map_err(|broken| broken.into_failure(context(operation, head)))?;
    Ok(split(first, messages))
}

/// Whether members of the output come in a message before the events.
fn begins_with_members(operation: &'static OperationSchema) -> bool {
    let format = operation.service().protocol.events();
    format.is_some_and(EventFormat::has_initial_messages) && operation.output().members().len() > 1
}

fn split(first: Option<Message>, mut messages: Messages) -> Success {
    let body = match first {
        Some(message) if matches!(meaning(&message), Ok(Meaning::InitialResponse)) => {
            Body::Bytes(message.into_payload())
        }
        Some(message) => {
            messages.unread(message);
            Body::Empty
        }
        None => Body::Empty,
    };
    Success { body, messages: Some(messages) }
}

/// Hands the events to the output, whose other members have been read.
pub(super) fn attach(
    operation: &'static OperationSchema,
    messages: Messages,
    decoded: &Decoded,
    call: &ErrorContext,
    output: &mut dyn Structure,
) -> Result<(), Failure> {
    let failed = |text: alloc::string::String| {
        Failure::from_detail(call.clone(), ErrorKind::Response, Detail::Text(text))
    };
    // Only optional members of an initial response may be missing (streaming.rst, "Initial message
    // client and server behavior").
    if let Some(pointer) = decoded.missing.first() {
        return Err(failed(alloc::format!(
            "a response that cannot be read: the required member '{pointer}' is missing"
        )));
    }
    let events = operation.output().events().and_then(|index| output.member_mut(index));
    let (Some(Slot::Events(events)), Some(format)) =
        (events.map(Shape::slot), operation.service().protocol.events())
    else {
        return Err(failed("a stream of events, which the protocol does not have".into()));
    };
    // The status is that of the response, which was a success: it says nothing of what ends the
    // stream.
    let context = ErrorContext::new(operation.name())
        .with_request_id(call.request_id().map(Into::into))
        .with_attempts(call.attempts());
    events.receive(Incoming::new(messages, format, context));
    Ok(())
}
