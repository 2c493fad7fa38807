//! What a call writes into logs: one span that tells the story, and nothing that is a secret.

use std::cell::RefCell;
use std::fmt::{Debug, Write};
use std::future::Future;

use codecatalyst::{ErrorKind, Validation};
use serde_json::json;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};

use super::client;
use crate::end_to_end::case::{PROJECT, SPACE, TOKEN};
use crate::end_to_end::server::{Message, Server, REQUEST_ID};

const SECRET: &str = "Zq7XwKv9Jp2Lm4Rt8Bd6";

thread_local! {
    /// What the test on this thread has seen, while it looks.
    static LOG: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Writes down every span and event with all its fields, at every level, for threads that look.
///
/// It is the subscriber of the whole process: what tracing remembers about a place in the code
/// holds for all threads, so one for each test would be blind to places that another test was the
/// first to reach.
struct Log;

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

fn line(start: &str, fields: impl FnOnce(&mut Line<'_>)) {
    LOG.with_borrow_mut(|log| {
        if let Some(text) = log {
            text.push_str(start);
            fields(&mut Line(text));
            text.push('\n');
        }
    });
}

impl Subscriber for Log {
    fn register_callsite(&self, _metadata: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, _metadata: &Metadata<'_>) -> bool {
        LOG.with_borrow(Option::is_some)
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        line(&format!("span {}", span.metadata().name()), |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, values: &Record<'_>) {
        line("record", |line| values.record(line));
    }

    fn event(&self, event: &Event<'_>) {
        line("event", |line| event.record(line));
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

/// Runs the calls, and gives what was logged meanwhile.
async fn logged(calls: impl Future<Output = ()>) -> String {
    LOG.set(Some(String::new()));
    calls.await;
    LOG.take().unwrap()
}

/// Makes sure that this process logs calls: another test may be reaching the place where their
/// span is made for the first time at this very moment, without a subscriber.
async fn start_logging() {
    // Another test of this file may have been here before.
    let _ = tracing::subscriber::set_global_default(Log);
    for _ in 0..1000 {
        tracing::callsite::rebuild_interest_cache();
        let server = Server::start([Message::new(204)]).await;
        let log =
            logged(async { drop(client(&server).verify_session().send().await.unwrap()) }).await;
        if log.contains("span call") {
            return;
        }
    }
    panic!("calls are not logged");
}

#[tokio::test]
async fn secrets_stay_out_of_logs() {
    let made = json!({"accessTokenId": "a", "expiresTime": "2023-03-04T05:06:07Z", "name": "x", "secret": SECRET});
    let whole = Message::json(201, &made);
    let body = made.to_string().into_bytes();
    let cut = (1..body.len()).step_by(7).map(|end| whole.clone().body(&body[..end]));
    let replies: Vec<Message> = std::iter::once(whole.clone()).chain(cut).collect();
    let count = replies.len();
    start_logging().await;
    let server = Server::start(replies).await;
    let log = logged(async {
        let client = client(&server);
        client.create_access_token().name("a-private-name").send().await.unwrap();
        for _ in 1..count {
            client.create_access_token().name("a-private-name").send().await.unwrap_err();
        }
    })
    .await;
    assert_eq!(log.matches("span call").count(), count, "one span a call: {log}");
    for start in 0..=SECRET.len() - 4 {
        assert!(!log.contains(&SECRET[start..start + 4]), "{log}");
    }
    assert!(!log.contains(TOKEN) && !log.contains("a-private-name"), "{log}");
}

#[tokio::test]
async fn the_span_of_a_call_tells_what_became_of_it() {
    let gone = Message::json(404, &json!({"message": "private"}))
        .header("x-amzn-errortype", "ResourceNotFoundException");
    let server = Server::start([gone]).await;
    start_logging().await;
    let log = logged(async {
        let call = client(&server).get_project().space_name(SPACE).name(PROJECT).call();
        let error = call.validation(Validation::Warn).send().await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Service { .. }));
    })
    .await;
    for fact in ["GetProject", "404", REQUEST_ID, "attempts=1", "ResourceNotFoundException"] {
        assert!(log.contains(fact), "{fact}: {log}");
    }
    assert!(
        !log.contains("private") && !log.contains(PROJECT),
        "values of members stay out: {log}"
    );
}
