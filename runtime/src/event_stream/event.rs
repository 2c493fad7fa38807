//! Events as messages (Amazon Event Stream Specification, "Amazon Event Semantics"; Smithy 2.0,
//! "Event message serialization").

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use bytes::Bytes;

use super::{EventFormat, FrameError, HeaderValue, Message};
use crate::protocol::{DecodeError, EncodeError};
use crate::schema::{Kind, Location, Member, Place};
use crate::shape::{Mismatch, Shape, Slot, Structure, Value};
use crate::timestamp::Timestamp;

const MESSAGE_TYPE: &str = ":message-type";
const EVENT_TYPE: &str = ":event-type";
const EXCEPTION_TYPE: &str = ":exception-type";
const ERROR_CODE: &str = ":error-code";
const ERROR_MESSAGE: &str = ":error-message";
const CONTENT_TYPE: &str = ":content-type";
const INITIAL_REQUEST: &str = "initial-request";
const INITIAL_RESPONSE: &str = "initial-response";

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning<'m> {
    /// The event of this name.
    Event(&'m str),
    /// The members of the output that are no events.
    InitialResponse,
    /// The modelled error of this name.
    Exception(&'m str),
    /// An error that no model lists.
    Error {
        /// Its name.
        code: &'m str,
        /// What it says.
        message: Option<&'m str>,
    },
}

/// What a message is, by its headers.
pub(crate) fn meaning(message: &Message) -> Result<Meaning<'_>, DecodeError> {
    let required = |name: &str| text(message, name)?.ok_or_else(|| wrong(name, "is missing"));
    Ok(match required(MESSAGE_TYPE)? {
        "event" => match required(EVENT_TYPE)? {
            INITIAL_RESPONSE => Meaning::InitialResponse,
            name => Meaning::Event(name),
        },
        "exception" => Meaning::Exception(required(EXCEPTION_TYPE)?),
        "error" => {
            Meaning::Error { code: required(ERROR_CODE)?, message: text(message, ERROR_MESSAGE)? }
        }
        _ => return Err(wrong(MESSAGE_TYPE, "is none that exists")),
    })
}

fn wrong(header: &str, reason: &str) -> DecodeError {
    DecodeError { at: header.into(), message: format!("the header {reason}") }
}

/// The text of a header.
fn text<'m>(message: &'m Message, name: &str) -> Result<Option<&'m str>, DecodeError> {
    match message.header(name) {
        Ok(Some(HeaderValue::String(text))) => Ok(Some(text)),
        Ok(None) => Ok(None),
        Ok(Some(_)) => Err(wrong(name, "is not text")),
        Err(error) => Err(wrong(name, &error.to_string())),
    }
}

/// The first message of a request: its members that are no events, which the protocol has written.
pub(crate) fn initial_request(
    payload: Bytes,
    format: &dyn EventFormat,
) -> Result<Bytes, EncodeError> {
    let mut message = Message::new(payload);
    let result = message
        .push_header(MESSAGE_TYPE, HeaderValue::String("event"))
        .and_then(|()| message.push_header(EVENT_TYPE, HeaderValue::String(INITIAL_REQUEST)))
        .and_then(|()| message.push_header(CONTENT_TYPE, HeaderValue::String(format.media_type())));
    let encoded = result.and_then(|()| message.encode());
    encoded.map_err(|error| EncodeError { member: "input", reason: reason(error) })
}

/// The message of the event that a union holds.
pub(crate) fn write(
    event: &dyn Structure,
    format: &dyn EventFormat,
) -> Result<Message, EncodeError> {
    let set = event.schema().members().iter().enumerate().find_map(|(index, member)| {
        match event.member(index)?.get() {
            Value::Structure(content) => Some((member, content)),
            _ => None,
        }
    });
    let (member, content) = set.ok_or(EncodeError {
        member: event.schema().name(),
        reason: "is an event that the model does not list",
    })?;
    let (content_type, payload) = write_payload(content, format)?;
    let is_error = member.target().error_traits().is_some();
    let (kind, header) =
        if is_error { ("exception", EXCEPTION_TYPE) } else { ("event", EVENT_TYPE) };
    let mut message = Message::new(payload);
    let failed = |error| EncodeError { member: member.name(), reason: reason(error) };
    message.push_header(MESSAGE_TYPE, HeaderValue::String(kind)).map_err(failed)?;
    message.push_header(header, HeaderValue::String(member.name())).map_err(failed)?;
    if let Some(content_type) = content_type {
        message.push_header(CONTENT_TYPE, HeaderValue::String(content_type)).map_err(failed)?;
    }
    write_headers(content, &mut message)?;
    Ok(message)
}

/// Why a message cannot be written, to follow the name of a member.
pub(crate) const fn reason(error: FrameError) -> &'static str {
    match error {
        FrameError::HeaderName => "has a name that no header can have",
        FrameError::HeaderValueTooLong => "is longer than a header can be",
        FrameError::DuplicateHeader => "has the name of another header",
        _ => "is longer than a message can be",
    }
}

fn write_headers(content: &dyn Structure, message: &mut Message) -> Result<(), EncodeError> {
    for (index, member) in content.schema().members().iter().enumerate() {
        if member.location() != Location::EventHeader {
            continue;
        }
        let refused = |reason| EncodeError { member: member.name(), reason };
        let value = content.member(index).map_or(Value::Absent, Shape::get);
        if matches!(value, Value::Absent) {
            continue;
        }
        let value = header_value(value, member).ok_or(refused("cannot be an event's header"))?;
        message.push_header(member.name(), value).map_err(|error| refused(reason(error)))?;
    }
    Ok(())
}

fn header_value<'v>(value: Value<'v>, member: &Member) -> Option<HeaderValue<'v>> {
    Some(match value {
        Value::Boolean(value) => HeaderValue::Boolean(value),
        Value::Integer(value) => match member.target().kind() {
            Kind::Byte => HeaderValue::Byte(i8::try_from(value).ok()?),
            Kind::Short => HeaderValue::Short(i16::try_from(value).ok()?),
            Kind::Long => HeaderValue::Long(value),
            _ => HeaderValue::Integer(i32::try_from(value).ok()?),
        },
        Value::Blob(value) => HeaderValue::Bytes(value.as_bytes()),
        Value::String(value) => HeaderValue::String(value),
        Value::Timestamp(value) => HeaderValue::Timestamp(milliseconds(value)?),
        _ => return None,
    })
}

fn milliseconds(value: Timestamp) -> Option<i64> {
    let fraction = i64::from(value.nanoseconds() / 1_000_000);
    value.seconds().checked_mul(1000)?.checked_add(fraction)
}

/// The payload of an event and its media type.
fn write_payload(
    content: &dyn Structure,
    format: &dyn EventFormat,
) -> Result<(Option<&'static str>, Bytes), EncodeError> {
    let members = content.schema().members();
    let Some((index, member)) = explicit_payload(members) else {
        // Members that are all headers leave no document; a structure without members is one.
        if !members.is_empty() && members.iter().all(is_header) {
            return Ok((None, Bytes::new()));
        }
        return Ok((Some(format.media_type()), format.write_members(content)?.into()));
    };
    let or = |default| Some(Place::from(member).media_type().unwrap_or(default));
    Ok(match content.member(index).map_or(Value::Absent, Shape::get) {
        Value::Absent => (None, Bytes::new()),
        Value::Blob(value) => (or("application/octet-stream"), value.to_bytes()),
        Value::String(value) => (or("text/plain"), Bytes::copy_from_slice(value.as_bytes())),
        value => (Some(format.media_type()), format.write_value(member, value)?.into()),
    })
}

fn explicit_payload(members: &'static [Member]) -> Option<(usize, &'static Member)> {
    members.iter().enumerate().find(|(_, member)| member.location() == Location::EventPayload)
}

fn is_header(member: &Member) -> bool {
    member.location() == Location::EventHeader
}

/// The index of the union's member of this name, and the member.
pub(crate) fn member_of(event: &dyn Structure, name: &str) -> Option<(usize, &'static Member)> {
    event.schema().members().iter().enumerate().find(|(_, member)| member.name() == name)
}

/// Reads a message into the event of this name; one that the model does not list becomes the
/// union's unknown one.
pub(crate) fn read(
    message: &Message,
    name: &str,
    event: &mut dyn Structure,
    format: &dyn EventFormat,
) -> Result<(), DecodeError> {
    let Some((index, _)) = member_of(event, name) else {
        event.set_unknown(name);
        return Ok(());
    };
    match event.member_mut(index).map(Shape::slot) {
        Some(Slot::Structure(content)) => read_content(message, content, format).map(drop),
        _ => Err(wrong(EVENT_TYPE, "names an event that is no structure")),
    }
}

/// Reads headers and payload of a message into a structure. The result names required members
/// that were missing.
pub(crate) fn read_content(
    message: &Message,
    content: &mut dyn Structure,
    format: &dyn EventFormat,
) -> Result<Vec<String>, DecodeError> {
    let members = content.schema().members();
    for (index, member) in members.iter().enumerate().filter(|(_, member)| is_header(member)) {
        let value = message.header(member.name());
        let value = value.map_err(|error| wrong(member.name(), &error.to_string()))?;
        if let (Some(value), Some(shape)) = (value, content.member_mut(index)) {
            fill(shape.slot(), value).map_err(|mismatch| DecodeError {
                at: member.name().into(),
                message: format!("{mismatch}, found another header value"),
            })?;
        }
    }
    read_payload(message.payload(), content, format)
}

fn fill(slot: Slot<'_>, value: HeaderValue<'_>) -> Result<(), Mismatch> {
    match (slot, value) {
        (slot, HeaderValue::Boolean(value)) => slot.set_boolean(value),
        (slot, HeaderValue::Byte(value)) => slot.set_integer(value.into()),
        (slot, HeaderValue::Short(value)) => slot.set_integer(value.into()),
        (slot, HeaderValue::Integer(value)) => slot.set_integer(value.into()),
        (slot, HeaderValue::Long(value)) => slot.set_integer(value),
        (slot, HeaderValue::String(value)) => slot.set_string(value),
        (Slot::Blob(place), HeaderValue::Bytes(value)) => {
            *place = value.into();
            Ok(())
        }
        (Slot::Timestamp(place), HeaderValue::Timestamp(value)) => {
            let nanoseconds = u32::try_from(value.rem_euclid(1000) * 1_000_000).unwrap_or_default();
            *place = Timestamp::from_unix(value.div_euclid(1000), nanoseconds)
                .ok_or(Mismatch { expected: "a moment of the years 1 to 9999" })?;
            Ok(())
        }
        (slot, _) => Err(Mismatch { expected: slot.expected() }),
    }
}

fn read_payload(
    payload: &Bytes,
    content: &mut dyn Structure,
    format: &dyn EventFormat,
) -> Result<Vec<String>, DecodeError> {
    let members = content.schema().members();
    let Some((index, member)) = explicit_payload(members) else {
        if payload.is_empty() || members.iter().all(is_header) {
            return Ok(Vec::new());
        }
        return format.read_members(payload, content);
    };
    let Some(shape) = content.member_mut(index) else { return Ok(Vec::new()) };
    let failed = |message: String| DecodeError { at: member.name().into(), message };
    match member.target().kind() {
        Kind::Blob => {
            if let Slot::Blob(place) = shape.slot() {
                *place = payload.clone().into();
            }
        }
        Kind::String | Kind::Enum(_) => {
            let text = core::str::from_utf8(payload)
                .map_err(|_| failed("the payload is not UTF-8".into()))?;
            shape.slot().set_string(text).map_err(|mismatch| failed(mismatch.to_string()))?;
        }
        _ if payload.is_empty() => {}
        _ => return format.read_value(payload, member, shape),
    }
    Ok(Vec::new())
}
