//! What the feature `tracing` tells, and what it keeps to itself.

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt::Debug;
use std::sync::Mutex;
use std::thread::ThreadId;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};

use super::client;
use super::service::{make, name, reply};
use super::time::FakeTime;
use crate::client::Validation;
use crate::transport::canned::CannedTransport;

/// Keeps every span, field and event of one thread as a line: the default subscriber is the whole
/// program's, and other tests run beside this one.
#[derive(Clone)]
struct Lines {
    thread: ThreadId,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Visit for Lines {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.lines.lock().unwrap().push(format!("{}={value:?}", field.name()));
    }
}

impl Subscriber for Lines {
    fn register_callsite(&self, _metadata: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        std::thread::current().id() == self.thread
            && metadata.target().starts_with("ferrosmith_runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.lines.lock().unwrap().push(format!("span {}", span.metadata().name()));
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

#[test]
fn a_call_is_one_span_without_values() {
    let lines = Lines { thread: std::thread::current().id(), lines: Arc::default() };
    tracing::dispatcher::set_global_default(tracing::Dispatch::new(lines.clone())).unwrap();
    let transport = CannedTransport::new()
        .response(reply(429, &[], ""))
        .response(reply(201, &[("x-request-id", "7a1c")], "secret=hunter2"))
        .response(reply(404, &[("x-error", "GoneException")], "message=hunter2"));
    let time = FakeTime::new();
    let client = client(&transport, &time);
    let take = || core::mem::take(&mut *lines.lines.lock().unwrap());

    time.run(client.call(make("value")).send()).unwrap();
    let told = take();
    assert_eq!(told.iter().filter(|line| line.starts_with("span ")).count(), 1, "{told:?}");
    for line in [
        "otel.name=\"MakeKey\"",
        "rpc.service=\"test#Things\"",
        "rpc.method=\"MakeKey\"",
        "http.response.status_code=201",
        "attempts=2",
        "request_id=\"7a1c\"",
    ] {
        assert!(told.iter().any(|told| told == line), "{line} in {told:?}");
    }

    time.run(client.call(name("x!")).validation(Validation::Warn).send()).unwrap_err();
    let mut all = take();
    assert!(all.iter().any(|line| line == "error.type=\"GoneException\""), "{all:?}");
    assert!(all.iter().any(|line| line == "violations=1"), "{all:?}");
    all.extend(told);
    let all = all.concat();
    for secret in ["s3cret", "hunter2", "value\"", "x!"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}
