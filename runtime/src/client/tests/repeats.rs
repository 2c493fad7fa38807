//! Which calls are sent again, and with what.

use alloc::string::ToString;
use alloc::vec::Vec;
use core::time::Duration;
use std::sync::Mutex;

use http::HeaderMap;

use super::service::{add, make, name, put, reply, ThingError};
use super::time::FakeTime;
use super::{builder, client, Fixed};
use crate::client::{Attempt, Hook, Timeouts};
use crate::error::{ErrorKind, Failure};
use crate::http::{Body, BodyError};
use crate::retry::RetryPolicy;
use crate::transport::canned::CannedTransport;
use crate::transport::{TransportError, TransportErrorKind};

fn lost() -> TransportError {
    TransportError::new(TransportErrorKind::Interrupted, "connection reset")
}

#[test]
fn throttling_is_retried_for_every_operation() {
    let transport = CannedTransport::new()
        .response(reply(429, &[], "message=slow down"))
        .response(reply(201, &[], ""));
    let time = FakeTime::new();
    let (_, metadata) =
        time.run(client(&transport, &time).call(make("demo")).send_with_metadata()).unwrap();
    assert_eq!(metadata.attempts(), 2);
}

#[test]
fn a_server_s_bad_moment_is_retried_where_twice_is_once() {
    for status in [500, 502, 503, 504] {
        let replies = || {
            CannedTransport::new().response(reply(status, &[], "")).response(reply(201, &[], ""))
        };
        let (time, transport) = (FakeTime::new(), replies());
        time.run(client(&transport, &time).call(put("demo")).send()).unwrap();
        let (time, transport) = (FakeTime::new(), replies());
        time.run(client(&transport, &time).call(add("demo")).send()).unwrap();
        let (time, transport) = (FakeTime::new(), replies());
        let error = time.run(client(&transport, &time).call(make("demo")).send()).unwrap_err();
        assert_eq!((error.status(), transport.requests().len()), (Some(status), 1));
        assert!(error.kind().is_transient());
    }
}

#[test]
fn a_lost_connection_is_retried_where_twice_is_once() {
    let transport = CannedTransport::new().error(lost()).response(reply(201, &[], ""));
    let time = FakeTime::new();
    time.run(client(&transport, &time).call(put("demo")).send()).unwrap();

    let transport = CannedTransport::new().error(lost()).response(reply(201, &[], ""));
    let error = time.run(client(&transport, &time).call(make("demo")).send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(
        error.to_string(),
        "MakeKey: the connection to things.test failed before a response came: connection reset"
    );
}

#[test]
fn an_error_that_the_model_calls_retryable_is_retried() {
    let busy = || reply(409, &[("x-error", "BusyException")], "message=later");
    let transport = CannedTransport::new().response(busy()).response(busy()).response(busy());
    let time = FakeTime::new();
    let error = time.run(client(&transport, &time).call(make("demo")).send()).unwrap_err();
    assert!(matches!(error, ThingError::Busy(_)));
    assert!(error.kind().is_retryable());
    assert_eq!(error.to_string(), "MakeKey: 409 BusyException: later (3 attempts)");
    assert_eq!(transport.requests().len(), 3);
}

#[test]
fn other_errors_are_not_retried() {
    for status in [400, 401, 403, 404, 409, 501, 505] {
        let transport =
            CannedTransport::new().response(reply(status, &[], "")).response(reply(200, &[], ""));
        let time = FakeTime::new();
        time.run(client(&transport, &time).call(name("demo")).send()).unwrap_err();
        assert_eq!(transport.requests().len(), 1, "{status}");
    }
}

#[test]
fn every_attempt_carries_the_same_body_and_idempotency_token() {
    let transport = CannedTransport::new()
        .error(lost())
        .response(reply(503, &[], ""))
        .response(reply(201, &[], ""))
        .response(reply(201, &[], ""));
    let time = FakeTime::new();
    let client = builder(&transport, &time).random(crate::client::SystemRandom).build().unwrap();
    time.run(client.call(add("demo")).send()).unwrap();
    time.run(client.call(add("demo")).send()).unwrap();
    let bodies: Vec<_> = transport.requests().iter().map(|request| request.body.clone()).collect();
    assert_eq!(bodies[0], bodies[1]);
    assert_eq!(bodies[0], bodies[2]);
    assert_ne!(bodies[0], bodies[3], "another call has another token");
    let text = core::str::from_utf8(&bodies[0]).unwrap();
    let token = text.lines().find_map(|line| line.strip_prefix("clientToken=")).unwrap();
    let shape: Vec<usize> = token.split('-').map(str::len).collect();
    assert_eq!(shape, [8, 4, 4, 4, 12]);
    assert_eq!(&token[14..15], "4", "the version of a random UUID");
    assert!(["8", "9", "a", "b"].contains(&&token[19..20]), "the variant of a random UUID");
}

#[test]
fn a_token_that_the_caller_sets_is_kept() {
    let transport = CannedTransport::new().response(reply(201, &[], ""));
    let time = FakeTime::new();
    let request = super::service::PutOnce { client_token: Some("mine".into()), ..add("demo") };
    time.run(client(&transport, &time).call(request).send()).unwrap();
    assert_eq!(transport.requests()[0].body, "name=demo\nclientToken=mine\n");
}

#[test]
fn a_pause_grows_is_spread_and_honours_what_the_service_asks() {
    let limits = Timeouts::none();
    let pauses = |replies: CannedTransport, drawn: u64| {
        let time = FakeTime::new();
        let settings = builder(&replies, &time).timeouts(limits).random(Fixed(drawn));
        let client = settings.retry(RetryPolicy::standard().with_max_attempts(4)).build().unwrap();
        time.run(client.call(put("demo")).send()).unwrap();
        time.asked()
    };
    let three = || {
        CannedTransport::new()
            .response(reply(503, &[], ""))
            .response(reply(503, &[], ""))
            .response(reply(503, &[], ""))
            .response(reply(201, &[], ""))
    };
    let half = Duration::from_millis(500);
    assert_eq!(pauses(three(), 1 << 63), [half, half * 2, half * 4]);
    assert_eq!(pauses(three(), 0), [Duration::ZERO; 3]);

    let asked = |value: &'static str| {
        let slow = reply(503, &[("retry-after", value)], "");
        pauses(CannedTransport::new().response(slow).response(reply(201, &[], "")), 0)
    };
    assert_eq!(asked("3"), [Duration::from_secs(3)]);
    assert_eq!(asked("Thu, 01 Jan 2026 00:00:05 GMT"), [Duration::from_secs(5)]);
    assert_eq!(asked("Wed, 31 Dec 2025 00:00:05 GMT"), [Duration::ZERO], "a date that has passed");
    assert_eq!(asked("86400"), [Duration::from_secs(20)], "capped by the longest pause");
    assert_eq!(asked("99999999999999999999999"), [Duration::from_secs(20)]);
    assert_eq!(asked("soon"), [Duration::ZERO]);
}

#[test]
fn a_pause_that_outlasts_the_call_is_not_begun() {
    let slow = reply(503, &[("retry-after", "15")], "");
    let transport = CannedTransport::new().response(slow).response(reply(201, &[], ""));
    let time = FakeTime::new();
    let call = client(&transport, &time).call(put("demo")).timeout(Duration::from_secs(15));
    let error = time.run(call.send()).unwrap_err();
    assert_eq!(error.status(), Some(503), "the reason is told, not the time limit");
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn calls_share_a_budget_and_success_refills_it() {
    let transport = CannedTransport::new()
        .response(reply(503, &[], ""))
        .response(reply(400, &[], ""))
        .response(reply(503, &[], ""))
        .response(reply(201, &[], ""));
    let time = FakeTime::new();
    let client = client(&transport, &time);
    time.run(client.clone().call(put("demo")).send()).unwrap_err();
    assert_eq!(client.0.budget.left(), 495, "a retry that was of no use");
    time.run(client.call(put("demo")).send()).unwrap();
    assert_eq!(client.0.budget.left(), 495, "a retry that helped is paid back");
}

#[test]
fn retries_can_be_turned_off_for_a_call() {
    let transport =
        CannedTransport::new().response(reply(503, &[], "")).response(reply(201, &[], ""));
    let time = FakeTime::new();
    let call = client(&transport, &time).call(put("demo")).retry(RetryPolicy::off());
    time.run(call.send()).unwrap_err();
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn a_response_that_breaks_off_counts_as_a_lost_connection() {
    let broken = || {
        let chunks = Chunks(alloc::vec![Err(BodyError::new("reset")), Ok("name=".into())]);
        let mut response = reply(200, &[], "");
        *response.body_mut() =
            Body::Stream { stream: alloc::boxed::Box::pin(chunks), length: None };
        response
    };
    let transport =
        CannedTransport::new().response(broken()).response(reply(200, &[], "name=whole"));
    let time = FakeTime::new();
    assert_eq!(
        time.run(client(&transport, &time).call(name("demo")).send()).unwrap().name,
        "whole"
    );
}

/// Chunks from the last to the first.
struct Chunks(Vec<Result<bytes::Bytes, BodyError>>);

impl futures_core::Stream for Chunks {
    type Item = Result<bytes::Bytes, BodyError>;

    fn poll_next(
        mut self: core::pin::Pin<&mut Self>,
        _context: &mut core::task::Context<'_>,
    ) -> core::task::Poll<Option<Self::Item>> {
        core::task::Poll::Ready(self.0.pop())
    }
}

#[derive(Default)]
struct Log(Mutex<Vec<alloc::string::String>>);

impl Hook for alloc::sync::Arc<Log> {
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) {
        assert!(headers.get("authorization").is_none(), "hooks do not see the token");
        headers.insert("x-attempt", attempt.number().into());
        self.0.lock().unwrap().push(alloc::format!(
            "before {} {}",
            attempt.operation().name(),
            attempt.number()
        ));
    }

    fn after(&self, attempt: &Attempt<'_>, response: &http::response::Parts) {
        self.0.lock().unwrap().push(alloc::format!(
            "after {} {}",
            attempt.number(),
            response.status.as_u16()
        ));
    }

    fn on_error(&self, attempt: &Attempt<'_>, failure: &Failure) {
        self.0.lock().unwrap().push(alloc::format!("error {} {failure}", attempt.number()));
    }
}

#[test]
fn a_hook_sees_each_attempt() {
    let log = alloc::sync::Arc::new(Log::default());
    let transport = CannedTransport::new().error(lost()).response(reply(201, &[], ""));
    let time = FakeTime::new();
    let client = builder(&transport, &time).hook(log.clone()).build().unwrap();
    time.run(client.call(put("demo")).send()).unwrap();
    let seen = log.0.lock().unwrap().clone();
    assert_eq!(
        seen,
        [
            "before PutThing 1",
            "error 1 PutThing: the connection to things.test failed before a response came: connection reset",
            "before PutThing 2",
            "after 2 201",
        ]
    );
    assert_eq!(transport.requests()[1].headers["x-attempt"], "2");
}
