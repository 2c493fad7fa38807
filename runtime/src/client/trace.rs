//! One span a call, with the feature `tracing`; nothing without it. Values of members, headers
//! and bodies never go in.

use core::future::Future;

use super::Metadata;
use crate::error::Failure;
use crate::operation::OperationSchema;

/// Runs a call inside its span, and notes there how it ended.
#[cfg(feature = "tracing")]
pub(super) async fn span(
    operation: &'static OperationSchema,
    call: impl Future<Output = Result<Metadata, Failure>>,
) -> Result<Metadata, Failure> {
    let span = tracing::info_span!(
        "call",
        otel.name = operation.name(),
        otel.kind = "client",
        rpc.system = operation.service().protocol.id(),
        rpc.service = operation.service().id,
        rpc.method = operation.name(),
        http.response.status_code = tracing::field::Empty,
        request_id = tracing::field::Empty,
        attempts = tracing::field::Empty,
        error.type = tracing::field::Empty,
    );
    let result = tracing::Instrument::instrument(call, span.clone()).await;
    let (status, request_id, attempts) = match &result {
        Ok(metadata) => {
            (Some(metadata.status().as_u16()), metadata.request_id(), metadata.attempts())
        }
        Err(failure) => (failure.status(), failure.request_id(), failure.attempts()),
    };
    span.record("attempts", attempts);
    if let Some(status) = status {
        span.record("http.response.status_code", status);
    }
    if let Some(request_id) = request_id {
        span.record("request_id", request_id);
    }
    if let Err(failure) = &result {
        match failure.code() {
            Some(code) => span.record("error.type", code),
            None => span.record("error.type", tracing::field::debug(failure.kind())),
        };
    }
    result
}

/// Runs a call.
#[cfg(not(feature = "tracing"))]
pub(super) fn span(
    _operation: &'static OperationSchema,
    call: impl Future<Output = Result<Metadata, Failure>>,
) -> impl Future<Output = Result<Metadata, Failure>> {
    call
}

/// Notes that an invalid request is sent all the same.
#[cfg(feature = "tracing")]
pub(super) fn invalid(violations: &crate::validate::Violations) {
    tracing::warn!(
        violations = violations.len(),
        "the request breaks constraints of the model and is sent all the same"
    );
}

/// Notes that an invalid request is sent all the same.
#[cfg(not(feature = "tracing"))]
pub(super) fn invalid(_violations: &crate::validate::Violations) {}
