//! Smithy RPC v2, whatever the format: the path names the operation, and a header the protocol.

use alloc::format;
use alloc::string::String;

use http::header::{HeaderName, ACCEPT};

use super::encoding::Encoding;
use super::error_body::{self, ErrorBody, Names};
use super::{rpc, DecodeError, Decoded, EncodeError, ErrorSummary, Protocol};
use crate::http::Body;
use crate::operation::OperationSchema;
use crate::shape::Structure;

/// One of the protocols of the family.
#[derive(Clone, Copy, Debug)]
pub struct RpcV2 {
    /// The shape id of the protocol's trait.
    pub(super) id: &'static str,
    /// The name in the header `smithy-protocol`.
    pub(super) name: &'static str,
    pub(super) content_type: &'static str,
    pub(super) encoding: &'static dyn Encoding,
    #[cfg(feature = "event-stream")]
    pub(super) events: &'static dyn crate::event_stream::EventFormat,
}

const PROTOCOL: HeaderName = HeaderName::from_static("smithy-protocol");

/// The input of an operation without one, which sends no body.
const UNIT: &str = "smithy.api#Unit";

impl RpcV2 {
    /// Whether the response is in the protocol of the request. Nothing else of one that is not
    /// may be looked at ("Operation response deserialization").
    fn is_spoken_in(&self, head: &http::response::Parts) -> bool {
        head.headers.get(PROTOCOL).is_some_and(|name| name == self.name)
    }

    fn check(&self, head: &http::response::Parts) -> Result<(), DecodeError> {
        if self.is_spoken_in(head) {
            return Ok(());
        }
        Err(DecodeError {
            at: String::new(),
            message: format!("the header `{PROTOCOL}` is not `{}`", self.name),
        })
    }
}

impl Protocol for RpcV2 {
    fn id(&self) -> &'static str {
        self.id
    }

    #[cfg(feature = "event-stream")]
    fn events(&self) -> Option<&'static dyn crate::event_stream::EventFormat> {
        Some(self.events)
    }

    fn encode_request(
        &self,
        operation: &'static OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<http::Request<Body>, EncodeError> {
        let service = rpc::service_name(operation);
        let path = format!("/service/{service}/operation/{}", operation.name());
        let headers = [(PROTOCOL, self.name), (ACCEPT, self.content_type)];
        let mut request = rpc::request(&path, &headers)?;
        if operation.input().id() != UNIT {
            rpc::write_input(&mut request, input, self.encoding, self.content_type)?;
        }
        Ok(request)
    }

    fn is_success(&self, _: &'static OperationSchema, head: &http::response::Parts) -> bool {
        head.status == http::StatusCode::OK
    }

    fn decode_response(
        &self,
        _: &'static OperationSchema,
        head: &http::response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<Decoded, DecodeError> {
        self.check(head)?;
        rpc::read_output(head, body, output, self.encoding)
    }

    fn error_summary(&self, head: &http::response::Parts, body: &[u8]) -> ErrorSummary {
        if !self.is_spoken_in(head) {
            return ErrorSummary::default();
        }
        // Neither the header nor the field `code` may name the error in these protocols.
        let ErrorBody { name, message } = error_body::read(body, self.encoding, Names::Type);
        ErrorSummary { code: name, message, ..ErrorSummary::default() }
    }

    fn decode_error(
        &self,
        head: &http::response::Parts,
        body: &[u8],
        error: &mut dyn Structure,
    ) -> Result<Decoded, DecodeError> {
        self.check(head)?;
        rpc::read_error(head, body, error, self.encoding)
    }
}
