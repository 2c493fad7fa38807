//! A message that was sent against the one that the test expects.

mod body;
mod cbor;
mod headers;
mod query;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

use crate::case::Case;
use crate::show;

pub(crate) use body::decoded as decoded_body;

/// A message as it would go to the transport.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// How the message differs from what an `httpRequestTests` entry expects.
pub(crate) fn differences(sent: &Sent, case: &Case) -> Vec<String> {
    let mut found = Vec::new();
    let mut expect = |what: &str, expected: Option<&str>, got: &str| {
        if let Some(expected) = expected.filter(|expected| *expected != got) {
            found.push(format!("{what}: expected {expected}, got {got}"));
        }
    };
    expect("method", case.text("method"), sent.method.as_str());
    expect("path", case.text("uri"), sent.uri.path());
    // Without a prefix the host is the one that the client was given.
    let host = case.text("resolvedHost").or_else(|| case.text("host")?.split('/').next());
    expect("host", host, sent.uri.authority().map_or("", |authority| authority.as_str()));
    query::compare(sent.uri.query().unwrap_or_default(), case, &mut found);
    headers::compare(&sent.headers, case, &mut found);
    if let Some(expected) = case.text("body") {
        found.extend(body::difference(expected, case.text("bodyMediaType"), &sent.body));
    }
    found
}

/// The line of a report for two values that should be the same.
fn differs(what: &str, expected: &impl ToString, got: &impl ToString) -> String {
    format!("{what}: expected {}, got {}", show::short(expected), show::short(got))
}
