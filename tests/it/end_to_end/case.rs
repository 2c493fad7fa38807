//! One exchange: a call, what must be on the wire for it, what comes back, and how that reads.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use codecatalyst::error::Error;
use codecatalyst::transport::HyperTransport;
use codecatalyst::{Client, ClientBuilder, Timestamp};
use serde_json::Value;

use super::server::{Message, Recorded, Server};

/// The token of every call in these tests.
pub(crate) const TOKEN: &str = "token-of-the-tests";
/// Stands in an expected body for a generated idempotency token.
pub(crate) const GENERATED: &str = "(a version 4 UUID)";
/// The space and the project of most calls.
pub(crate) const SPACE: &str = "ExampleCorp";
pub(crate) const PROJECT: &str = "demo-project";
/// Identifiers with nothing in common.
pub(crate) const UUID: &str = "0f1e2d3c-4b5a-4697-8877-66554433aabb";
pub(crate) const OTHER_UUID: &str = "11112222-3333-4444-5555-666677778888";

/// Whether a request sets every member or only those it must.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    Full,
    Minimal,
}

type Answer = Pin<Box<dyn Future<Output = Result<Value, Error>>>>;

/// An exchange.
pub(crate) struct Case {
    pub(crate) operation: &'static str,
    pub(crate) form: Form,
    pub(crate) method: &'static str,
    pub(crate) target: String,
    pub(crate) body: Option<Value>,
    pub(crate) status: u16,
    pub(crate) answer: Value,
    call: Box<dyn FnOnce(Client) -> Answer>,
}

/// A case in which every member of the request is set, and every member of the response comes.
pub(crate) fn full(operation: &'static str) -> Draft {
    Draft {
        operation,
        form: Form::Full,
        method: "",
        target: String::new(),
        body: None,
        status: 0,
        answer: Value::Null,
    }
}

/// A case in which everything is left out that may be.
pub(crate) fn minimal(operation: &'static str) -> Draft {
    Draft { form: Form::Minimal, ..full(operation) }
}

/// A case in the making: everything but the call.
pub(crate) struct Draft {
    operation: &'static str,
    form: Form,
    method: &'static str,
    target: String,
    body: Option<Value>,
    status: u16,
    answer: Value,
}

impl Draft {
    /// The method and the target that must be sent.
    pub(crate) fn sends(mut self, method: &'static str, target: impl Into<String>) -> Self {
        (self.method, self.target) = (method, target.into());
        self
    }

    /// The body that must be sent; without it none may be.
    pub(crate) fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// What the service answers.
    pub(crate) fn answers(mut self, status: u16, answer: Value) -> Self {
        (self.status, self.answer) = (status, answer);
        self
    }

    /// The call. It gives the typed response back as JSON, written down field by field, which has
    /// to be what the service sent.
    pub(crate) fn call<F>(self, call: impl FnOnce(Client) -> F + 'static) -> Case
    where
        F: Future<Output = Result<Value, Error>> + 'static,
    {
        let Self { operation, form, method, target, body, status, answer } = self;
        Case {
            operation,
            form,
            method,
            target,
            body,
            status,
            answer,
            call: Box::new(|client| Box::pin(call(client))),
        }
    }
}

thread_local! {
    // Each test has a thread of its own. Setting up TLS reads all certificates of the system, which
    // takes longer than anything else here, so it is done once a test and not once a client.
    static HYPER: HyperTransport = HyperTransport::new(Some(Duration::from_secs(5))).unwrap();
}

/// A client of this server in the making, over the default transport.
pub(crate) fn builder(server: &Server) -> ClientBuilder {
    let transport = HYPER.with(HyperTransport::clone);
    Client::builder().bearer_token(TOKEN).endpoint(server.endpoint()).transport(transport)
}

/// Runs each case against a server of its own.
pub(crate) async fn run_all(cases: Vec<Case>) {
    for case in cases {
        let server = Server::start([Message::json(case.status, &case.answer)]).await;
        let client = builder(&server).build().unwrap();
        run(case, client, &server).await;
    }
}

/// Runs a case through this client, against the server that has its answer.
pub(crate) async fn run(case: Case, client: Client, server: &Server) {
    let name = format!("{} ({:?})", case.operation, case.form);
    let read = (case.call)(client).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    let request = server.only_request();
    assert_eq!(request.method, case.method, "{name}");
    assert_eq!(request.target, case.target, "{name}");
    check_headers(&name, &request, server, case.body.is_some());
    match &case.body {
        Some(expected) => assert_body(&name, &request.json(), expected),
        None => assert!(request.body.is_empty(), "{name}: {request:?}"),
    }
    assert_eq!(
        without_nulls(read),
        case.answer,
        "{name}: the response as it was read, and as it was sent"
    );
}

/// Exactly the headers that a call needs, with exactly their values.
pub(crate) fn check_headers(name: &str, request: &Recorded, server: &Server, has_body: bool) {
    let length = request.body.len().to_string();
    assert_eq!(request.header("authorization"), Some(&*format!("Bearer {TOKEN}")), "{name}");
    assert_eq!(request.header("host"), Some(&*server.address().to_string()), "{name}");
    let agent = request.header("user-agent").unwrap_or_default();
    assert!(
        agent
            .strip_prefix("codecatalyst/")
            .is_some_and(|version| version.starts_with(|digit: char| digit.is_ascii_digit())),
        "{name}: {agent}"
    );
    // reqwest asks for anything if nobody asks for something.
    assert!(
        matches!(request.header("accept"), None | Some("*/*" | "application/json")),
        "{name}: {request:?}"
    );
    if has_body {
        assert_eq!(request.header("content-type"), Some("application/json"), "{name}");
        assert_eq!(request.header("content-length"), Some(&*length), "{name}");
    } else {
        assert_eq!(request.header("content-type"), None, "{name}");
        assert_eq!(request.header("content-length").unwrap_or("0"), "0", "{name}");
    }
    let known = ["accept", "authorization", "content-length", "content-type", "host", "user-agent"];
    for sent in request.header_names() {
        assert!(known.contains(&sent.as_str()), "{name}: nobody asked for the header {sent}");
    }
}

/// Compares bodies by value, with a generated token where one is expected.
fn assert_body(name: &str, sent: &Value, expected: &Value) {
    let mut expected = expected.clone();
    if let Some(token) = expected.get_mut("clientToken").filter(|token| *token == GENERATED) {
        let generated = sent["clientToken"].as_str().unwrap_or_default();
        assert!(is_random_uuid(generated), "{name}: {generated:?}");
        *token = generated.into();
    }
    assert_eq!(sent, &expected, "{name}");
}

/// Whether the text is a UUID of version 4 (RFC 9562, section 5.4).
pub(crate) fn is_random_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    lengths == [8, 4, 4, 4, 12]
        && text.chars().all(|character| character == '-' || character.is_ascii_hexdigit())
        && groups[2].starts_with('4')
        && groups[3].starts_with(['8', '9', 'a', 'b'])
}

/// The value without members that are `null`: what a response does not have.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, member)| !member.is_null())
            .map(|(name, member)| (name, without_nulls(member)))
            .collect(),
        Value::Array(entries) => entries.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

/// Moments as the service writes them, and what they are: seconds since the epoch and nanoseconds.
/// Worked out with another program than the one under test.
pub(crate) const MOMENTS: [(&str, i64, u32); 7] = [
    ("2023-03-04T05:06:07.089+00:00", 1_677_906_367, 89_000_000),
    ("2024-02-29T23:59:59+00:00", 1_709_251_199, 0),
    ("2022-12-31T18:30:00.5+00:00", 1_672_511_400, 500_000_000),
    ("2024-07-01T02:00:00+02:00", 1_719_792_000, 0),
    ("2021-01-01T01:01:01Z", 1_609_462_861, 0),
    ("2026-11-23T10:20:30.250+00:00", 1_795_429_230, 250_000_000),
    ("2023-10-26T14:15:16.000001+00:00", 1_698_329_716, 1_000),
];

/// The text of [`MOMENTS`] that stands for exactly this moment; `null` for none.
pub(crate) fn moment(read: impl Into<Option<Timestamp>>) -> Value {
    let Some(read) = read.into() else { return Value::Null };
    let found = MOMENTS.iter().find(|(_, seconds, fraction)| {
        (*seconds, *fraction) == (read.seconds(), read.nanoseconds())
    });
    found
        .map_or_else(|| format!("no moment of the table: {read}"), |(text, ..)| (*text).to_owned())
        .into()
}

/// The moment 2026-11-23T10:20:30.25Z and a little: on the wire a moment ends with its
/// milliseconds (Smithy 2.0, `timestampFormat`, `date-time`).
pub(crate) fn with_fraction() -> Timestamp {
    Timestamp::from_unix(1_795_429_230, 250_000_999).unwrap()
}

/// The moment 2024-02-29T23:59:59Z.
pub(crate) fn leap_day() -> Timestamp {
    Timestamp::from_unix(1_709_251_199, 0).unwrap()
}
