//! Responses that are too long, cut short or of no use.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::Bytes;

use super::service::{make, name, reply};
use super::time::FakeTime;
use super::{builder, client};
use crate::error::ErrorKind;
use crate::http::{Body, BodyError};
use crate::transport::canned::CannedTransport;

/// The same chunk for ever.
struct Endless;

impl futures_core::Stream for Endless {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(Some(Ok(Bytes::from_static(&[b'x'; 1000]))))
    }
}

fn endless(status: u16) -> http::Response<Body> {
    let mut response = reply(status, &[("x-request-id", "7a1c")], "");
    *response.body_mut() = Body::Stream { stream: Box::pin(Endless), length: None };
    response
}

#[test]
fn a_response_without_end_is_given_up_at_the_limit() {
    for status in [200, 400] {
        let transport = CannedTransport::new().response(endless(status));
        let time = FakeTime::new();
        let client = builder(&transport, &time).max_response_bytes(10_500).build().unwrap();
        let error = time.run(client.call(name("demo")).send()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ResponseTooLarge);
        assert_eq!(error.status(), Some(status));
        let text = "GetThing: the response is longer than the 10500 bytes that this client accepts (request id 7a1c)";
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn a_response_may_be_as_long_as_the_limit_and_no_longer() {
    for (limit, fits) in [(9, true), (8, false)] {
        let transport = CannedTransport::new().response(reply(200, &[], "name=Demo"));
        let time = FakeTime::new();
        let client = builder(&transport, &time).max_response_bytes(limit).build().unwrap();
        assert_eq!(time.run(client.call(name("demo")).send()).is_ok(), fits);
    }
}

#[test]
fn a_response_that_announces_too_much_is_not_read() {
    let mut response = endless(200);
    response.headers_mut().insert("content-length", "99999999999".parse().unwrap());
    let transport = CannedTransport::new().response(response);
    let time = FakeTime::new();
    let error = time.run(client(&transport, &time).call(name("demo")).send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge);
}

#[test]
fn a_response_cut_short_says_so_and_shows_nothing_of_it() {
    let cut = reply(201, &[("content-length", "60")], "secret=hunter2");
    let transport = CannedTransport::new().response(cut);
    let time = FakeTime::new();
    let error = time.run(client(&transport, &time).call(make("demo")).send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    let text = "MakeKey: the response was cut short: it has 14 bytes where 60 were announced";
    assert_eq!(error.to_string(), text);
    assert!(!alloc::format!("{error:?}").contains("hunter2"));
}

#[test]
fn a_compressed_response_is_not_held_to_the_length_of_its_header() {
    let headers = [("content-length", "3"), ("content-encoding", "gzip")];
    let transport = CannedTransport::new().response(reply(200, &headers, "name=Demo"));
    let time = FakeTime::new();
    time.run(client(&transport, &time).call(name("demo")).send()).unwrap();
}

#[test]
fn an_error_page_is_told_with_its_beginning() {
    let page = "<html>\n<h1>502 Bad Gateway</h1>\u{1b}[2J</html>";
    let response = reply(502, &[("content-type", "text/html"), ("x-request-id", "7a1c")], page);
    let transport = CannedTransport::new().response(response);
    let time = FakeTime::new();
    let call = client(&transport, &time).call(name("demo")).retry(crate::retry::RetryPolicy::off());
    let error = time.run(call.send()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetThing: 502 and no readable error (content type text/html, 42 bytes): \
         <html>\\n<h1>502 Bad Gateway</h1>\\u{1b}[2J</html> (request id 7a1c)"
    );
    let ThingErrorBody(body) = ThingErrorBody::of(&error);
    assert_eq!(body, page.as_bytes());
}

struct ThingErrorBody<'a>(&'a [u8]);

impl<'a> ThingErrorBody<'a> {
    fn of(error: &'a super::service::ThingError) -> Self {
        match error {
            super::service::ThingError::Other(failure) => Self(failure.body()),
            _ => Self(&[]),
        }
    }
}

#[test]
fn what_is_shown_of_a_body_is_bounded() {
    let page: String = "ä".repeat(1000);
    let mut response = reply(400, &[], "");
    *response.body_mut() = Body::Bytes(page.clone().into());
    let transport = CannedTransport::new().response(response);
    let time = FakeTime::new();
    let error = time.run(client(&transport, &time).call(name("demo")).send()).unwrap_err();
    let shown = error.to_string();
    assert!(shown.ends_with(&alloc::format!("2000 bytes): {}...", "ä".repeat(256))), "{shown}");
    assert_eq!(ThingErrorBody::of(&error).0, page.as_bytes());
}

#[test]
fn what_is_kept_of_a_body_is_bounded() {
    let mut response = reply(400, &[], "");
    *response.body_mut() = Body::Bytes(alloc::vec![b'x'; 1_000_000].into());
    let transport = CannedTransport::new().response(response);
    let time = FakeTime::new();
    let error = time.run(client(&transport, &time).call(name("demo")).send()).unwrap_err();
    assert_eq!(ThingErrorBody::of(&error).0.len(), 65_536);
}

#[test]
fn a_body_that_may_hold_a_secret_is_not_shown() {
    for (status, body) in [(201, "secret hunter2"), (400, "the key hunter2")] {
        let transport = CannedTransport::new().response(reply(status, &[], body));
        let time = FakeTime::new();
        let error = time.run(client(&transport, &time).call(make("demo")).send()).unwrap_err();
        let mut told: Vec<String> = alloc::vec![error.to_string(), alloc::format!("{error:?}")];
        let mut next = core::error::Error::source(&error);
        while let Some(source) = next {
            told.push(source.to_string());
            told.push(alloc::format!("{source:?}"));
            next = source.source();
        }
        assert!(!told.iter().any(|text| text.contains("hunter2")), "{told:?}");
        assert!(told[0].contains(&alloc::format!("{} bytes", body.len())), "{told:?}");
    }
}
