//! A test through the generated types of an operation.
//!
//! Requests go through a client with a transport that only records: what a client adds on top of
//! the protocol (idempotency tokens, host prefixes, checksums, credentials) belongs to the message
//! that the tests describe. Responses go through the sans-IO [`Exchange`], the same reader that a
//! client uses, which needs no request to be made up first.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use ferrosmith_runtime::client::{Client, Random, Timeouts, Validation};
use ferrosmith_runtime::credentials::AwsCredentials;
use ferrosmith_runtime::error::OperationError;
use ferrosmith_runtime::exchange::Exchange;
use ferrosmith_runtime::http::Body;
use ferrosmith_runtime::operation::{Operation, ServiceSchema};
use ferrosmith_runtime::retry::RetryPolicy;
use ferrosmith_runtime::shape::{Slot, Structure, Value};
use ferrosmith_runtime::transport::{BoxFuture, Transport, TransportError, TransportErrorKind};
use http::header::CONTENT_LENGTH;
use http::HeaderValue;

use crate::case::{Case, Kind};
use crate::message::{self, Sent};
use crate::report::Verdict;
use crate::settings::Settings;
use crate::{fill, values, Json};

/// The host that tests without one are sent to.
const HOST: &str = "example.com";
/// The most bytes of a body that is kept; no test comes near it.
const LONGEST_BODY: usize = 1 << 24;
/// How often a future is asked. Nothing here waits for anything, so each is ready at once.
const POLLS: usize = 1000;

/// Runs a test through the generated types of its operation.
#[must_use]
pub fn run<O: Operation>(case: &Case, settings: &Settings) -> Verdict {
    let result = match case.kind {
        _ if !case.applies_to_clients() => return Verdict::NotForClients,
        Kind::Request => request::<O>(case, settings),
        Kind::Response => response::<O>(case),
        Kind::EventStream => return Verdict::Skipped("event streams are not run yet".to_owned()),
        Kind::MalformedRequest => return Verdict::NotForClients,
    };
    let verdict = result.map_or_else(Verdict::Failed, |differences| Verdict::of(&differences));
    match (settings.beyond.get(case.id()), &verdict) {
        (Some(reason), Verdict::Failed(_)) => Verdict::NeedsFacts(reason.clone()),
        _ => verdict,
    }
}

fn request<O: Operation>(case: &Case, settings: &Settings) -> Result<Vec<String>, String> {
    let mut input = <O as Structure>::empty();
    prepare(&mut input, case, settings)?;
    let endpoint =
        settings.endpoints.get(&case.operation).and_then(|member| text_of(&input, member));
    let recorder = Recorder::default();
    let mut call = client(O::operation().service(), case, recorder.clone())?.call(input);
    if let Some(endpoint) = endpoint {
        call = call.endpoint(&endpoint);
    }
    let ended = finish(call.send()).map(|ended| ended.map(drop).map_err(|error| story(&error)));
    match (recorder.take(), ended) {
        (Some(sent), _) => Ok(message::differences(&sent, case)),
        (None, Some(Err(reason))) => Err(format!("nothing was sent: {reason}")),
        (None, _) => Err("nothing was sent".to_owned()),
    }
}

/// Fills the input with the test's values, and with what callers of this service always pass.
fn prepare(input: &mut dyn Structure, case: &Case, settings: &Settings) -> Result<(), String> {
    if let Some(values) = case.parameters() {
        fill::structure(input, values, "")?;
    }
    for (index, member) in input.schema().members().iter().enumerate() {
        let Some(usual) = settings.defaults.get(member.name()) else { continue };
        let Some(place) = input.member_mut(index) else { continue };
        if matches!(place.get(), Value::Absent | Value::String("")) {
            place
                .slot()
                .set_string(usual)
                .map_err(|mismatch| format!("/{}: {mismatch}", member.name()))?;
        }
    }
    Ok(())
}

fn text_of(input: &dyn Structure, member: &str) -> Option<String> {
    let index = input.schema().members().iter().position(|other| other.name() == member)?;
    match input.member(index)?.get() {
        Value::String(text) => Some(text.to_owned()),
        _ => None,
    }
}

fn client(
    service: &'static ServiceSchema,
    case: &Case,
    recorder: Recorder,
) -> Result<Client, String> {
    Client::builder(service)
        .endpoint(format!("https://{}", case.text("host").unwrap_or(HOST)))
        .transport(recorder)
        .random(Zeros)
        // The tests send values that break constraints, to see how they are written.
        .validation(Validation::Off)
        .retry(RetryPolicy::off())
        .timeouts(Timeouts::none())
        // Credentials of every kind: which of them a service takes is its model's affair.
        .bearer_token("conformance")
        .api_key("conformance")
        .basic_auth("conformance", "conformance")
        .aws_credentials(AwsCredentials::new("conformance", "conformance"))
        .region("us-east-1")
        .build()
        .map_err(|error| error.to_string())
}

fn response<O: Operation>(case: &Case) -> Result<Vec<String>, String> {
    let message = canned(case)?;
    let expected = case.parameters().cloned().unwrap_or_else(|| Json::object([]));
    match (O::from_http(message), case.error.as_deref()) {
        (Ok(mut response), None) => {
            let streams = streams(&mut response)?;
            let empty = <O::Response as Structure>::empty();
            Ok(values::differences(&response, &empty, &streams, &expected))
        }
        (Ok(_), Some(error)) => Err(format!("expected the error {error}, got a response")),
        (Err(error), None) => Err(format!("expected a response, got an error: {}", story(&error))),
        (Err(error), Some(wanted)) => {
            let Ok(modeled) = error.as_modeled() else {
                return Err(format!("expected the error {wanted}, got another: {}", story(&error)));
            };
            if modeled.schema().id() != wanted {
                return Err(format!("expected the error {wanted}, got {}", modeled.schema().id()));
            }
            let mut differences = Vec::new();
            // The only way to an empty error is by its name.
            let _ = O::Error::modeled(modeled.schema().name(), &mut |empty| {
                let (found, empty) = (modeled.as_structure(), empty.as_structure());
                differences = values::differences(found, empty, &[], &expected);
            });
            Ok(differences)
        }
    }
}

/// The message of a response test.
fn canned(case: &Case) -> Result<http::Response<Bytes>, String> {
    let Some(Json::Number(code)) = case.test.get("code") else {
        return Err("the test has no code".to_owned());
    };
    let mut builder = http::Response::builder().status(code.as_str());
    for (name, value) in case.headers() {
        builder = builder.header(name, value);
    }
    let body =
        message::decoded_body(case.text("body").unwrap_or_default(), case.text("bodyMediaType"))?;
    builder.body(body.into()).map_err(|error| format!("the test's message is none: {error}"))
}

/// Reads the streaming members of a response.
fn streams(response: &mut dyn Structure) -> Result<Vec<(usize, Bytes)>, String> {
    let mut contents = Vec::new();
    for index in 0..response.schema().members().len() {
        let Some(shape) = response.member_mut(index) else { continue };
        if !matches!(shape.get(), Value::Stream) {
            continue;
        }
        if let Slot::Stream(body) = shape.slot() {
            let collected = finish(std::mem::take(body).collect(LONGEST_BODY));
            let bytes = collected.ok_or("a stream does not end")?.map_err(|error| story(&error))?;
            contents.push((index, bytes));
        }
    }
    Ok(contents)
}

/// An error with what caused it.
fn story(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        let cause = error.to_string();
        // Many texts repeat their cause.
        if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
        next = error.source();
    }
    text
}

/// Drives a future that waits for nothing.
fn finish<F: Future>(future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    (0..POLLS).find_map(|_| match future.as_mut().poll(&mut context) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    })
}

/// Zeros only: idempotency tokens become the one that all tests assume,
/// `00000000-0000-4000-8000-000000000000`.
struct Zeros;

impl Random for Zeros {
    fn next(&self) -> u64 {
        0
    }
}

/// A transport that keeps the message and sends nothing.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Option<Sent>>>);

impl Recorder {
    fn take(&self) -> Option<Sent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Transport for Recorder {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let refuse = |text: String| TransportError::new(TransportErrorKind::Unsendable, text);
            let (mut head, body) = request.into_parts();
            // Transports tell the length of a body that they know, as HTTP libraries do.
            if let (false, Some(length)) = (matches!(body, Body::Empty), body.length()) {
                head.headers.entry(CONTENT_LENGTH).or_insert(HeaderValue::from(length));
            }
            let body =
                body.collect(LONGEST_BODY).await.map_err(|error| refuse(error.to_string()))?;
            let sent = Sent { method: head.method, uri: head.uri, headers: head.headers, body };
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(sent);
            Err(refuse("the message is kept, not sent".to_owned()))
        })
    }
}
