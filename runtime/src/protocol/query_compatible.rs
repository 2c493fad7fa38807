//! `aws.protocols#awsQueryCompatible`: services that used to speak `aws.protocols#awsQuery`, and
//! whose callers still know errors by the codes that they had there.

use alloc::string::String;

use http::header::{HeaderName, HeaderValue};

use super::{DecodeError, Decoded, EncodeError, ErrorSummary, Protocol};
use crate::http::Body;
use crate::operation::OperationSchema;
use crate::shape::Structure;

/// A protocol with the codes of errors that the service had before.
#[derive(Clone, Copy, Debug)]
pub struct QueryCompatible<P>(pub P);

const MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");
const ERROR: HeaderName = HeaderName::from_static("x-amzn-query-error");

/// The code in the header, which holds `code;fault`.
fn query_code(head: &http::response::Parts) -> Option<String> {
    let (code, _) = head.headers.get(ERROR)?.to_str().ok()?.split_once(';')?;
    let code = code.trim();
    (!code.is_empty()).then(|| code.into())
}

impl<P: Protocol> Protocol for QueryCompatible<P> {
    fn id(&self) -> &'static str {
        self.0.id()
    }

    #[cfg(feature = "event-stream")]
    fn events(&self) -> Option<&'static dyn crate::event_stream::EventFormat> {
        self.0.events()
    }

    fn encode_request(
        &self,
        operation: &'static OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<http::Request<Body>, EncodeError> {
        let mut request = self.0.encode_request(operation, input)?;
        request.headers_mut().insert(MODE, HeaderValue::from_static("true"));
        Ok(request)
    }

    fn is_success(
        &self,
        operation: &'static OperationSchema,
        head: &http::response::Parts,
    ) -> bool {
        self.0.is_success(operation, head)
    }

    fn decode_response(
        &self,
        operation: &'static OperationSchema,
        head: &http::response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<Decoded, DecodeError> {
        self.0.decode_response(operation, head, body, output)
    }

    fn error_summary(&self, head: &http::response::Parts, body: &[u8]) -> ErrorSummary {
        let summary = self.0.error_summary(head, body);
        // A response that the protocol does not know as its own has no codes either.
        if summary == ErrorSummary::default() {
            return summary;
        }
        ErrorSummary { query_code: query_code(head), ..summary }
    }

    fn decode_error(
        &self,
        head: &http::response::Parts,
        body: &[u8],
        error: &mut dyn Structure,
    ) -> Result<Decoded, DecodeError> {
        self.0.decode_error(head, body, error)
    }
}
