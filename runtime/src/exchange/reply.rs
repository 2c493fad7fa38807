//! Messages written and read: what becomes of a request before it is sent, and of a response
//! after it has come. No waiting, no sending.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::response::Parts;
use http::Uri;

use super::{misconfigured, Endpoint, Reads, Shaping, Success};
use crate::error::{printable, Detail, ErrorContext, ErrorKind, Failure, Unreadable};
use crate::http::Body;
use crate::operation::{OperationSchema, ServiceSchema};
use crate::protocol::{Decoded, EncodeError};
use crate::schema::ErrorTraits;
use crate::shape::Structure;

/// An attempt that did not bring a success.
pub(crate) struct Failed {
    pub(crate) failure: Failure,
    modeled: Option<Box<Modeled>>,
}

/// A response that holds an error of the model, which is read once nobody tries again.
struct Modeled {
    name: String,
    head: Parts,
    body: Bytes,
    #[cfg_attr(not(feature = "client"), allow(dead_code))] // Only a client asks.
    traits: Option<ErrorTraits>,
}

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Self {
        Self { failure, modeled: None }
    }
}

impl Failed {
    /// Whether the model itself says of this error that a client may try again.
    #[cfg(feature = "client")]
    pub(crate) fn is_modeled_retryable(&self) -> bool {
        self.modeled
            .as_ref()
            .and_then(|modeled| modeled.traits)
            .is_some_and(|traits| traits.retryable)
    }

    /// Ends the call with this: reads the error of the model, if it is one. If that cannot be
    /// read, the failure stays and says what the service said.
    pub(crate) fn settle(
        self,
        operation: &'static OperationSchema,
        reads: &mut dyn Reads,
    ) -> Failure {
        let Self { failure, modeled } = self;
        let Some(modeled) = modeled else { return failure };
        let kept = reads.keep(&modeled.name, &mut |error| {
            let protocol = operation.service().protocol;
            protocol.decode_error(&modeled.head, &modeled.body, error.as_structure_mut())?;
            *error.context_mut() = failure.context().clone();
            Ok(())
        });
        match kept {
            Ok(()) => failure,
            Err(error) => failure.with_source(error),
        }
    }
}

/// The request as a message to this address.
pub(crate) fn encode(
    operation: &'static OperationSchema,
    endpoint: &Endpoint,
    shaping: Shaping,
    input: &mut dyn Structure,
) -> Result<http::Request<Body>, Failure> {
    let encoded = operation.service().protocol.encode_request(operation, input);
    #[cfg(feature = "event-stream")]
    let encoded = encoded.and_then(|mut request| {
        super::events::send(operation, input, &mut request)?;
        Ok(request)
    });
    let mut request = encoded.map_err(|error| unsendable(operation, error))?;
    let uri = endpoint.join(request.uri()).map_err(|error| {
        misconfigured(operation.name(), format!("the request has no address: {error}"))
    })?;
    *request.uri_mut() = uri;
    shaping.finish(operation, &mut request)?;
    Ok(request)
}

/// The failure of a request that cannot be written.
pub(crate) fn unsendable(operation: &'static OperationSchema, error: EncodeError) -> Failure {
    let text = format!("the request cannot be sent: {error}");
    Failure::new(operation.name(), ErrorKind::Encode, text).with_source(error)
}

/// What a response tells about the call, before it is read.
pub(crate) fn context(operation: &'static OperationSchema, head: &Parts) -> ErrorContext {
    ErrorContext::new(operation.name())
        .with_status(head.status.as_u16())
        .with_request_id(request_id(operation.service(), head))
}

/// The id that the service gave the request.
pub(crate) fn request_id(service: &ServiceSchema, head: &Parts) -> Option<String> {
    let header = service.request_id_headers.iter().find_map(|name| head.headers.get(*name))?;
    // An id is short; anything else in its place is cut rather than carried along.
    Some(printable(&String::from_utf8_lossy(header.as_bytes()), 128))
}

/// Reads a success.
pub(crate) fn read_success(
    operation: &'static OperationSchema,
    head: &Parts,
    success: Success,
    context: &ErrorContext,
    output: &mut dyn Structure,
) -> Result<Decoded, Failed> {
    let body = success.body;
    let kept = match &body {
        Body::Bytes(bytes) => bytes.clone(),
        Body::Empty | Body::Stream { .. } => Bytes::new(),
    };
    let decoded = operation.service().protocol.decode_response(operation, head, body, output);
    let decoded = decoded.map_err(|error| {
        let reason = format!("a response that cannot be read: {error}");
        let detail = unreadable(operation, reason, head, &kept);
        Failure::from_detail(context.clone(), ErrorKind::Response, detail)
            .with_body(&kept)
            .with_source(error)
    })?;
    #[cfg(feature = "event-stream")]
    if let Some(messages) = success.messages {
        super::events::attach(operation, messages, &decoded, context, output)?;
    }
    Ok(decoded)
}

/// Reads what a response says of an error, but not yet the members of one of the model.
pub(crate) fn read_error(
    operation: &'static OperationSchema,
    head: Parts,
    body: Bytes,
    context: ErrorContext,
    reads: &dyn Reads,
) -> Failed {
    let summary = operation.service().protocol.error_summary(&head, &body);
    let known =
        summary.code.as_deref().and_then(|code| Some((code.to_owned(), reads.class(code)?)));
    if known.is_none() && head.status.is_redirection() {
        return Failure::from_detail(
            context,
            ErrorKind::Redirect,
            Detail::Text(redirection(&head)),
        )
        .into();
    }
    let traits = known.as_ref().and_then(|(_, class)| class.traits);
    let hides_message = known.as_ref().is_some_and(|(_, class)| class.hides_message);
    let status = Some(head.status.as_u16());
    let query_code = summary.query_code;
    let kind = ErrorKind::of_codes(status, summary.code.as_deref(), query_code.as_deref(), traits);
    let context = context.with_code(query_code.clone());
    let detail = match (query_code.or(summary.code), summary.message) {
        (None, None) => unreadable(operation, "no readable error".to_owned(), &head, &body),
        (code, message) => Detail::Service { code, message: message.filter(|_| !hides_message) },
    };
    let failure = Failure::from_detail(context, kind, detail).with_body(&body);
    let modeled = known.map(|(name, _)| Box::new(Modeled { name, head, body, traits }));
    Failed { failure, modeled }
}

/// The description of a body that says nothing to us.
fn unreadable(operation: &OperationSchema, reason: String, head: &Parts, body: &[u8]) -> Detail {
    let content_type =
        head.headers.get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()));
    Detail::Unreadable(Unreadable::new(
        reason,
        content_type.as_deref(),
        body,
        operation.holds_sensitive(),
    ))
}

/// Says where a redirect points to, without the parts that may be meant for nobody else.
fn redirection(head: &Parts) -> String {
    let target =
        head.headers.get(LOCATION).and_then(|value| value.to_str().ok()?.parse::<Uri>().ok());
    let status = head.status.as_u16();
    match target.as_ref().and_then(Uri::host) {
        Some(host) => {
            format!("{status} points to {}, and redirects are not followed", printable(host, 255))
        }
        None => format!("{status} points elsewhere, and redirects are not followed"),
    }
}
