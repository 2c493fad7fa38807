//! What protocols have in common whose body is the whole input, or the whole output.

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue, CONTENT_TYPE};

use super::encoding::{bytes_of, explain, Encoding};
use super::error_body;
use super::{DecodeError, Decoded, EncodeError};
use crate::http::Body;
use crate::operation::OperationSchema;
use crate::schema::{Schema, TimestampFormat};
use crate::serde::{Codec, Format, Members, Secrets, Timestamps};
use crate::shape::Structure;
use crate::validate::Missing;

/// The choices that these protocols share. HTTP bindings and `jsonName` mean nothing to them.
pub(super) const CODEC: Codec = Codec {
    json_names: false,
    format: Format::Json,
    quoted_numbers: false,
    timestamps: Timestamps::Modeled(TimestampFormat::EpochSeconds),
    milliseconds: true,
    secrets: Secrets::Shown,
};

/// The name of the operation's service in the model, without its namespace.
pub(super) fn service_name(operation: &OperationSchema) -> &'static str {
    let id = operation.service().id;
    id.rsplit_once('#').map_or(id, |(_, name)| name)
}

/// A request to this path with these headers and no body.
pub(super) fn request(
    path: &str,
    headers: &[(HeaderName, &str)],
) -> Result<http::Request<Body>, EncodeError> {
    let mut request = http::Request::new(Body::Empty);
    *request.method_mut() = http::Method::POST;
    *request.uri_mut() = http::Uri::try_from(path)
        .map_err(|_| EncodeError { member: "operation", reason: "has a name that fits no URI" })?;
    for (name, value) in headers {
        let value = HeaderValue::from_str(value).map_err(|_| EncodeError {
            member: "operation",
            reason: "has a name that fits no header",
        })?;
        request.headers_mut().insert(name, value);
    }
    Ok(request)
}

/// Makes the input the body of a request.
pub(super) fn write_input(
    request: &mut http::Request<Body>,
    input: &dyn Structure,
    encoding: &dyn Encoding,
    content_type: &'static str,
) -> Result<(), EncodeError> {
    *request.body_mut() = Body::Bytes(encoding.write(input)?.into());
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    Ok(())
}

/// Reads the body of a success.
pub(super) fn read_output(
    head: &http::response::Parts,
    body: Body,
    output: &mut dyn Structure,
    encoding: &dyn Encoding,
) -> Result<Decoded, DecodeError> {
    let body = bytes_of(body)?;
    if output.schema().members().is_empty() {
        // Nothing of it would be kept, so it need not even be readable.
        return Ok(Decoded::default());
    }
    let missing = if body.is_empty() {
        missing_all(output.schema())
    } else {
        read(&head.headers, &body, output, encoding)?
    };
    Ok(Decoded { missing: missing.into_pointers() })
}

/// Reads the body of a modelled error.
pub(super) fn read_error(
    head: &http::response::Parts,
    body: &[u8],
    error: &mut dyn Structure,
    encoding: &dyn Encoding,
) -> Result<Decoded, DecodeError> {
    let Decoded { mut missing } =
        read_output(head, Bytes::copy_from_slice(body).into(), error, encoding)?;
    error_body::fill_message(body, encoding, error, &mut missing);
    Ok(Decoded { missing })
}

fn read(
    headers: &HeaderMap,
    body: &[u8],
    output: &mut dyn Structure,
    encoding: &dyn Encoding,
) -> Result<crate::validate::Missing, DecodeError> {
    encoding.read(body, output).map_err(|error| explain(error, encoding.name(), headers))
}

/// A body that is not there has none of the members.
fn missing_all(schema: &'static Schema) -> Missing {
    let mut missing = Missing::default();
    let members = schema.members().iter();
    for member in members.filter(|member| member.is_required() && Members::Buffered.include(member))
    {
        missing.push(member.name());
    }
    missing
}
