//! `aws.protocols#restJson1`: HTTP bindings, and JSON for what has none.

#[cfg(test)]
mod tests;

use alloc::string::{String, ToString as _};

use bytes::Bytes;
use http::header::{HeaderMap, HeaderValue, CONTENT_TYPE};

use super::encoding::{bytes_of, explain, Encoding as _, Json};
use super::error_body::{self, ErrorBody, Names};
use super::{DecodeError, Decoded, EncodeError, ErrorSummary, Protocol};
use crate::http::{header, uri, Body};
use crate::json::{self, Target};
use crate::operation::OperationSchema;
use crate::schema::{Kind, Location, Place, Schema, TimestampFormat};
use crate::serde::{Codec, Format, Members, Secrets, Timestamps, Wire, Writer};
use crate::shape::{Shape, Slot, Structure, Value};
use crate::validate::Missing;

/// The protocol `aws.protocols#restJson1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RestJson;

const CODEC: Codec = Codec {
    json_names: true,
    format: Format::Json,
    quoted_numbers: false,
    timestamps: Timestamps::Modeled(TimestampFormat::EpochSeconds),
    milliseconds: true,
    secrets: Secrets::Shown,
};

/// Members of inputs and outputs have places of their own in HTTP, so no message is theirs.
#[cfg(feature = "event-stream")]
static EVENTS: crate::event_stream::JsonEvents =
    crate::event_stream::JsonEvents { codec: CODEC, initial_messages: false };

const JSON: &str = "application/json";

impl Protocol for RestJson {
    fn id(&self) -> &'static str {
        "aws.protocols#restJson1"
    }

    #[cfg(feature = "event-stream")]
    fn events(&self) -> Option<&'static dyn crate::event_stream::EventFormat> {
        Some(&EVENTS)
    }

    fn encode_request(
        &self,
        operation: &'static OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<http::Request<Body>, EncodeError> {
        let binding = operation
            .http_binding()
            .ok_or(EncodeError { member: "uri", reason: "is not in the model" })?;
        let uri = uri::path_and_query(binding.uri, input)?;
        let mut request = http::Request::new(Body::Empty);
        *request.method_mut() = http::Method::from_bytes(binding.method.as_bytes())
            .map_err(|_| EncodeError { member: "method", reason: "is not one of HTTP" })?;
        *request.uri_mut() = http::Uri::try_from(uri)
            .map_err(|_| EncodeError { member: "uri", reason: "is too long" })?;
        header::write(input, request.headers_mut())?;
        let (body, content_type) = request_body(operation.input(), input)?;
        if let (Some(content_type), false) =
            (content_type, request.headers().contains_key(CONTENT_TYPE))
        {
            let value = HeaderValue::from_str(content_type)
                .map_err(|_| EncodeError { member: "mediaType", reason: "is not one" })?;
            request.headers_mut().insert(CONTENT_TYPE, value);
        }
        *request.body_mut() = body;
        Ok(request)
    }

    fn is_success(
        &self,
        operation: &'static OperationSchema,
        head: &http::response::Parts,
    ) -> bool {
        // A service that answers 202 where the model says 200 means no error by it.
        head.status.is_success()
            || operation.http_binding().is_some_and(|binding| binding.code == head.status.as_u16())
    }

    fn decode_response(
        &self,
        _operation: &'static OperationSchema,
        head: &http::response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<Decoded, DecodeError> {
        let mut missing = Missing::default();
        header::read(&head.headers, output, &mut missing)?;
        status(head, output)?;
        read_body(&head.headers, body, output, &mut missing)?;
        Ok(Decoded { missing: missing.into_pointers() })
    }

    fn error_summary(&self, head: &http::response::Parts, body: &[u8]) -> ErrorSummary {
        let ErrorBody { name, message } = error_body::read(body, &Json(CODEC), Names::TypeOrCode);
        ErrorSummary {
            code: error_body::name_in_header(head).or(name),
            message,
            ..ErrorSummary::default()
        }
    }

    fn decode_error(
        &self,
        head: &http::response::Parts,
        body: &[u8],
        error: &mut dyn Structure,
    ) -> Result<Decoded, DecodeError> {
        let mut missing = Missing::default();
        header::read(&head.headers, error, &mut missing)?;
        read_body(&head.headers, Bytes::copy_from_slice(body).into(), error, &mut missing)?;
        let mut missing = missing.into_pointers();
        error_body::fill_message(body, &Json(CODEC), error, &mut missing);
        Ok(Decoded { missing })
    }
}

/// The body of a request and its content type.
fn request_body(
    schema: &'static Schema,
    input: &mut dyn Structure,
) -> Result<(Body, Option<&'static str>), EncodeError> {
    let unwritable = |(member, reason)| EncodeError { member, reason };
    let Some((index, member)) = payload(schema) else {
        if schema.members().iter().any(|member| member.location() == Location::Document) {
            let bytes = json::write_members(input, Members::Body, CODEC).map_err(unwritable)?;
            return Ok((Body::Bytes(bytes.into()), Some(JSON)));
        }
        return Ok((Body::Empty, None));
    };
    let place = Place::from(member);
    let or = |default| Some(place.media_type().unwrap_or(default));
    let bytes = match input.member(index).map_or(Value::Absent, Shape::get) {
        Value::Absent if place.schema().kind() == Kind::Structure => {
            return Ok((Body::Bytes(Bytes::from_static(b"{}")), Some(JSON)));
        }
        Value::Absent => return Ok((Body::Empty, None)),
        Value::Stream => {
            let Some(Slot::Stream(stream)) = input.member_mut(index).map(Shape::slot) else {
                return Ok((Body::Empty, None));
            };
            let body = core::mem::take(stream);
            if matches!(body, Body::Empty) {
                return Ok((body, None));
            }
            if place.requires_length() && body.length().is_none() {
                return Err(EncodeError {
                    member: member.name(),
                    reason: "must be a stream of a known length",
                });
            }
            return Ok((body, or("application/octet-stream")));
        }
        Value::Blob(blob) => return Ok((blob.to_bytes().into(), or("application/octet-stream"))),
        Value::String(text) => {
            return Ok((Bytes::copy_from_slice(text.as_bytes()).into(), or("text/plain")))
        }
        value => {
            let writer = Writer::new(CODEC);
            json::write(&Wire::new(place, value, member.name(), &writer), &writer)
                .map_err(unwritable)?
        }
    };
    Ok((Body::Bytes(bytes.into()), Some(JSON)))
}

fn payload(schema: &'static Schema) -> Option<(usize, &'static crate::schema::Member)> {
    schema.members().iter().enumerate().find(|(_, member)| member.location() == Location::Payload)
}

fn status(head: &http::response::Parts, output: &mut dyn Structure) -> Result<(), DecodeError> {
    let mut members = output.schema().members().iter();
    let Some(index) = members.position(|member| member.location() == Location::ResponseCode) else {
        return Ok(());
    };
    let Some(shape) = output.member_mut(index) else { return Ok(()) };
    shape
        .slot()
        .set_integer(head.status.as_u16().into())
        .map_err(|mismatch| DecodeError { at: "status".into(), message: mismatch.to_string() })
}

fn read_body(
    headers: &HeaderMap,
    body: Body,
    output: &mut dyn Structure,
    missing: &mut Missing,
) -> Result<(), DecodeError> {
    let schema = output.schema();
    let Some((index, member)) = payload(schema) else {
        let body = bytes_of(body)?;
        let is_body = |location| location == Location::Document;
        if !schema.members().iter().any(|member| is_body(member.location())) {
            return Ok(());
        }
        // A body that is not there has none of the members.
        let bytes: &[u8] = if body.is_empty() { b"{}" } else { &body };
        return read_json(headers, bytes, Target::Members(output, Members::Body), missing);
    };
    let place = Place::from(member);
    let Some(shape) = output.member_mut(index) else { return Ok(()) };
    if place.is_streaming() {
        // Events are nobody's body: they come after the head has been read.
        if let Slot::Stream(target) = shape.slot() {
            *target = body;
        }
        return Ok(());
    }
    let bytes = bytes_of(body)?;
    let kind = place.schema().kind();
    let is_bytes = matches!(kind, Kind::Blob | Kind::String | Kind::Enum(_));
    if bytes.is_empty() {
        if member.is_required() && !is_bytes {
            missing.push(member.name());
        }
        return Ok(());
    }
    if !is_bytes {
        let mut inner = Missing::default();
        read_json(headers, &bytes, Target::Value(place, shape), &mut inner)?;
        missing.append_at(inner, member.name());
        return Ok(());
    }
    let failed = |message: String| DecodeError { at: String::new(), message };
    match shape.slot() {
        Slot::Blob(target) => *target = bytes.into(),
        slot => {
            let text =
                core::str::from_utf8(&bytes).map_err(|_| failed("the body is not UTF-8".into()))?;
            slot.set_string(text).map_err(|mismatch| failed(mismatch.to_string()))?;
        }
    }
    Ok(())
}

fn read_json(
    headers: &HeaderMap,
    bytes: &[u8],
    target: Target<'_>,
    missing: &mut Missing,
) -> Result<(), DecodeError> {
    let found = json::read(bytes, target, CODEC).map_err(|error| {
        let error = DecodeError { at: error.at, message: error.message };
        explain(error, Json(CODEC).name(), headers)
    })?;
    missing.append(found);
    Ok(())
}
