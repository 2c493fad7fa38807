//! The way of a call, written and compiled once for all operations.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use core::time::Duration;

use http::response::Parts;
use http::{HeaderMap, Method, Uri};

use super::authorization::{prove, Proof};
use super::call::Options;
use super::failed::{uncollected, unsent, Unsuccessful};
use super::{collect, platform, trace, Attempt, Metadata, Settings, Validation};
use crate::error::{ErrorKind, Failure, Timeout};
use crate::exchange::{self, misconfigured, Endpoint, Reads, Success};
use crate::future::{until, BoxFuture};
use crate::http::Body;
use crate::operation::{OperationSchema, Safety};
use crate::protocol::Decoded;
use crate::retry::{retry_after, Decision, Session};
use crate::shape::{Structure, Value};
use crate::validate::validate;

/// A call on its way.
struct Sending<'a> {
    settings: &'a Settings,
    options: &'a Options,
    operation: &'static OperationSchema,
    endpoint: &'a Endpoint,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    /// When the time of the call is up, on the client's clock.
    deadline: Option<Duration>,
}

/// Sends a request, as often as it takes, and reads the response. A modelled error is kept in
/// `reads`, which wins over the failure that is returned then.
pub(super) fn run<'a>(
    settings: &'a Settings,
    options: &'a Options,
    operation: &'static OperationSchema,
    input: &'a mut dyn Structure,
    reads: &'a mut dyn Reads,
) -> BoxFuture<'a, Result<Metadata, Failure>> {
    Box::pin(trace::span(operation, in_time(settings, options, operation, input, reads)))
}

/// Prepares everything, and then races the attempts against the limit of the call.
async fn in_time(
    settings: &Settings,
    options: &Options,
    operation: &'static OperationSchema,
    input: &mut dyn Structure,
    reads: &mut dyn Reads,
) -> Result<Metadata, Failure> {
    check(settings, options, operation)?;
    let repeatable = fill_tokens(settings, input) || operation.safety() != Safety::Unsafe;
    check_constraints(options.validation, operation, input)?;
    let endpoint = options.endpoint.as_ref().unwrap_or(&settings.endpoint);
    let endpoint = &*options.shaping.address(operation, endpoint, input)?;
    let encoded = exchange::encode(operation, endpoint, options.shaping, input)?;
    let (mut head, body) = encoded.into_parts();
    add_headers(&mut head.headers, settings, options);
    let replayable = body.is_replayable();
    let mut session = Session::new(options.retry, settings.budget.clone(), repeatable, replayable);
    let sending = Sending {
        settings,
        options,
        operation,
        endpoint,
        method: head.method,
        uri: head.uri,
        headers: head.headers,
        deadline: options.total.map(|limit| settings.clock.elapsed().saturating_add(limit)),
    };
    let alarm = sending.alarm(options.total)?;
    match until(sending.attempts(body, &mut session, reads), alarm).await {
        Some(result) => result,
        None => Err(timeout(operation, Timeout::Total, options.total, session.attempts())),
    }
}

/// Refuses a call that is set up wrongly.
fn check(
    settings: &Settings,
    options: &Options,
    operation: &'static OperationSchema,
) -> Result<(), Failure> {
    if let Some(reason) = &options.wrong {
        return Err(misconfigured(operation.name(), reason.as_str()));
    }
    if !core::ptr::eq(settings.service, operation.service()) {
        let text = format!("{} is not an operation of {}", operation.name(), settings.service.id);
        return Err(misconfigured(operation.name(), text));
    }
    Ok(())
}

/// Fills each absent idempotency token; says whether the request carries one.
fn fill_tokens(settings: &Settings, input: &mut dyn Structure) -> bool {
    let mut carries = false;
    for (index, member) in input.schema().members().iter().enumerate() {
        if !member.is_idempotency_token() {
            continue;
        }
        let is_empty = match input.member(index).map(|token| token.get()) {
            Some(Value::String(token)) => token.is_empty(),
            Some(Value::Absent) => true,
            _ => continue,
        };
        if is_empty {
            let token = platform::uuid(&*settings.random);
            let filled = input
                .member_mut(index)
                .is_some_and(|place| place.slot().set_string(&token).is_ok());
            carries |= filled;
        } else {
            carries = true;
        }
    }
    carries
}

fn check_constraints(
    validation: Validation,
    operation: &'static OperationSchema,
    input: &dyn Structure,
) -> Result<(), Failure> {
    if validation == Validation::Off {
        return Ok(());
    }
    match validate(input) {
        Err(violations) if validation == Validation::Reject => {
            Err(Failure::invalid(operation.name(), violations))
        }
        Err(violations) => {
            trace::invalid(&violations);
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// Adds the headers of the client and of the call. What the model binds to a header stays.
fn add_headers(headers: &mut HeaderMap, settings: &Settings, options: &Options) {
    let mut added = settings.headers.clone();
    for (name, value) in &options.headers {
        added.insert(name.clone(), value.clone());
    }
    for (name, value) in &added {
        headers.entry(name).or_insert_with(|| value.clone());
    }
}

impl Sending<'_> {
    /// Sends until it succeeds or there is no point in going on.
    async fn attempts(
        &self,
        mut body: Body,
        session: &mut Session,
        reads: &mut dyn Reads,
    ) -> Result<Metadata, Failure> {
        let proof = prove(self.settings, self.operation, self.endpoint).await?;
        loop {
            let number = session.start();
            let attempt =
                Attempt { operation: self.operation, number, method: &self.method, uri: &self.uri };
            let request = self.request(&attempt, &proof, next_body(&mut body))?;
            let ended = match self.once(request, number, reads).await {
                Ok((head, decoded)) => {
                    session.succeeded();
                    self.settings.hooks.iter().for_each(|hook| hook.after(&attempt, &head));
                    return Ok(self.metadata(head, decoded, number));
                }
                Err(ended) => ended,
            };
            self.settings
                .hooks
                .iter()
                .for_each(|hook| hook.on_error(&attempt, &ended.failed.failure));
            let drawn = self.settings.random.next();
            match session.failed(ended.outcome(), self.time_left(), drawn) {
                Decision::GiveUp(_) => return Err(ended.failed.settle(self.operation, reads)),
                Decision::Retry(pause) => {
                    if let Some(alarm) = self.alarm(Some(pause))? {
                        alarm.await;
                    }
                }
            }
        }
    }

    /// The message of one attempt.
    fn request(
        &self,
        attempt: &Attempt<'_>,
        proof: &Proof,
        body: Body,
    ) -> Result<http::Request<Body>, Failure> {
        let mut request = http::Request::new(body);
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        self.settings.hooks.iter().for_each(|hook| hook.before(attempt, request.headers_mut()));
        proof.add_to(&mut request, self.operation, self.settings.clock.now())?;
        Ok(request)
    }

    /// Sends once and reads what comes back, within the limit of an attempt.
    async fn once(
        &self,
        request: http::Request<Body>,
        number: u32,
        reads: &mut dyn Reads,
    ) -> Result<(Parts, Decoded), Unsuccessful> {
        let alarm = self.alarm(self.options.attempt)?;
        let received = until(self.receive(request), alarm).await;
        let outcome = match received {
            Some(Ok((head, success))) => self.read(head, success, number, reads),
            Some(Err(ended)) => Err(ended),
            None => {
                Err(timeout(self.operation, Timeout::Attempt, self.options.attempt, number).into())
            }
        };
        outcome.map_err(|mut ended| {
            ended.failed.failure.set_attempts(number);
            ended
        })
    }

    /// Sends once and waits for the response, with its body unless that is a stream.
    async fn receive(
        &self,
        request: http::Request<Body>,
    ) -> Result<(Parts, Success), Unsuccessful> {
        let sent = self.settings.transport.send(request).await;
        let response = sent.map_err(|error| unsent(self.operation, self.endpoint, error))?;
        let (head, body) = response.into_parts();
        if self.is_success(&head) && collect::is_streaming(self.operation) {
            let limit = self.settings.max_response_bytes;
            let success = Success::open(self.operation, &head, body, limit).await?;
            return Ok((head, success));
        }
        let announced = collect::announced_length(&self.method, head.status, &head.headers);
        let limit = self.settings.max_response_bytes;
        match collect::collect(body, announced, limit).await {
            Ok(bytes) => Ok((head, Body::Bytes(bytes).into())),
            Err(error) => Err(uncollected(exchange::context(self.operation, &head), error, limit)),
        }
    }

    fn read(
        &self,
        head: Parts,
        success: Success,
        number: u32,
        reads: &mut dyn Reads,
    ) -> Result<(Parts, Decoded), Unsuccessful> {
        let context = exchange::context(self.operation, &head).with_attempts(number);
        if self.is_success(&head) {
            let decoded =
                exchange::read_success(self.operation, &head, success, &context, reads.output())?;
            return Ok((head, decoded));
        }
        let retry_after = retry_after(&head.headers, self.settings.clock.now());
        let bytes = match success.body {
            Body::Bytes(bytes) => bytes,
            Body::Empty | Body::Stream { .. } => bytes::Bytes::new(),
        };
        let failed = exchange::read_error(self.operation, head, bytes, context, reads);
        Err(Unsuccessful { failed, retry_after })
    }

    fn is_success(&self, head: &Parts) -> bool {
        self.operation.service().protocol.is_success(self.operation, head)
    }

    fn metadata(&self, head: Parts, decoded: Decoded, attempts: u32) -> Metadata {
        Metadata {
            status: head.status,
            request_id: exchange::request_id(self.settings.service, &head),
            headers: head.headers,
            attempts,
            missing: decoded.missing,
        }
    }

    /// How much is left of the call's time limit.
    fn time_left(&self) -> Option<Duration> {
        Some(self.deadline?.saturating_sub(self.settings.clock.elapsed()))
    }

    /// A future that is ready after this long.
    fn alarm(&self, after: Option<Duration>) -> Result<Option<BoxFuture<'static, ()>>, Failure> {
        let Some(after) = after else { return Ok(None) };
        let refuse = |reason: String| misconfigured(self.operation.name(), reason);
        let sleep = self.settings.sleep.as_deref();
        let sleep =
            sleep.ok_or_else(|| refuse("time limits and retries need `sleep` to be set".into()))?;
        sleep.sleep(after).map(Some).map_err(|error| refuse(format!("there is no timer: {error}")))
    }
}

/// The body of the next attempt; a stream can be had once.
fn next_body(body: &mut Body) -> Body {
    match body {
        Body::Bytes(bytes) => Body::Bytes(bytes.clone()),
        Body::Empty => Body::Empty,
        Body::Stream { .. } => core::mem::take(body),
    }
}

fn timeout(
    operation: &'static OperationSchema,
    limit: Timeout,
    after: Option<Duration>,
    attempts: u32,
) -> Failure {
    let after = after.unwrap_or_default();
    let text = match limit {
        Timeout::Attempt => {
            format!("no complete response within {after:?}, the time limit of an attempt")
        }
        Timeout::Connect | Timeout::Total => {
            format!("not done within {after:?}, the time limit of the call")
        }
    };
    let mut failure = Failure::new(operation.name(), ErrorKind::Timeout(limit), text);
    failure.set_attempts(attempts);
    failure
}
