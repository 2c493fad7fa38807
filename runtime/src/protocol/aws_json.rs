//! `aws.protocols#awsJson1_0` and `aws.protocols#awsJson1_1`: the input is a JSON object, and a
//! header names the operation.

#[cfg(test)]
mod tests;

use alloc::format;

use http::header::HeaderName;

use super::encoding::{Encoding, Json};
use super::error_body::{self, ErrorBody, Names};
use super::{rpc, DecodeError, Decoded, EncodeError, ErrorSummary, Protocol};
use crate::http::Body;
use crate::operation::OperationSchema;
use crate::shape::Structure;

/// One of the two versions of the protocol, which differ in their content type.
#[derive(Clone, Copy, Debug)]
pub struct AwsJson {
    id: &'static str,
    content_type: &'static str,
}

/// The protocol `aws.protocols#awsJson1_0`.
pub const AWS_JSON_1_0: AwsJson =
    AwsJson { id: "aws.protocols#awsJson1_0", content_type: "application/x-amz-json-1.0" };

/// The protocol `aws.protocols#awsJson1_1`.
pub const AWS_JSON_1_1: AwsJson =
    AwsJson { id: "aws.protocols#awsJson1_1", content_type: "application/x-amz-json-1.1" };

const TARGET: HeaderName = HeaderName::from_static("x-amz-target");
/// Members of inputs and outputs that are not events come in a message before these.
#[cfg(feature = "event-stream")]
static EVENTS: crate::event_stream::JsonEvents =
    crate::event_stream::JsonEvents { codec: rpc::CODEC, initial_messages: true };
const ENCODING: &dyn Encoding = &Json(rpc::CODEC);

impl Protocol for AwsJson {
    fn id(&self) -> &'static str {
        self.id
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
        let target = format!("{}.{}", rpc::service_name(operation), operation.name());
        let mut request = rpc::request("/", &[(TARGET, &target)])?;
        // An operation without input sends an object without members.
        rpc::write_input(&mut request, input, ENCODING, self.content_type)?;
        Ok(request)
    }

    fn is_success(&self, _: &'static OperationSchema, head: &http::response::Parts) -> bool {
        head.status.is_success()
    }

    fn decode_response(
        &self,
        _: &'static OperationSchema,
        head: &http::response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<Decoded, DecodeError> {
        rpc::read_output(head, body, output, ENCODING)
    }

    fn error_summary(&self, head: &http::response::Parts, body: &[u8]) -> ErrorSummary {
        let ErrorBody { name, message } = error_body::read(body, ENCODING, Names::TypeOrCode);
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
        rpc::read_error(head, body, error, ENCODING)
    }
}
