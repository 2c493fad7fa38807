//! Streams as members of requests and responses.

use core::future::Future;
use core::pin::{pin, Pin};
use core::task::{Context, Poll, Waker};
use std::format;
use std::string::ToString as _;
use std::vec::Vec;

use bytes::Bytes;
use futures_core::Stream;

use super::service::{events, Event, RestInput, RestOutput, RpcInput, TalkError};
use super::vectors::{self, bytes};
use crate::error::ErrorKind;
use crate::event_stream::{EventStream, Events as _};
use crate::exchange::Exchange as _;
use crate::http::{Body, BodyError};
#[cfg(feature = "canned")]
use crate::operation::Operation as _;
use crate::shape::{Shape as _, Slot, Value};

/// What a future that never waits gives.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

fn joined(parts: &[&str]) -> Vec<u8> {
    parts.iter().flat_map(|hex| bytes(hex)).collect()
}

const ALL: [&str; 6] =
    [vectors::TEXT, vectors::SOUND, vectors::MOOD, vectors::WORDS, vectors::MARK, vectors::END];

fn rest(parts: &[&str]) -> EventStream<Event, TalkError> {
    answer(&joined(parts)).unwrap().events
}

fn answer(body: &[u8]) -> Result<RestOutput, TalkError> {
    let response = http::Response::builder()
        .header("x-name", "n")
        .header("x-request-id", "r1")
        .body(Bytes::copy_from_slice(body));
    RestInput::from_http(response.unwrap())
}

/// A stream of these, one at a time, with a wait before each.
struct Slow<T>(Vec<T>, bool);

impl<T: Unpin> Stream for Slow<T> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let this = self.get_mut();
        this.1 = !this.1;
        if this.1 {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready((!this.0.is_empty()).then(|| this.0.remove(0)))
    }
}

/// Everything that a body sends, and how often it was asked.
fn sent(body: Body) -> Result<Vec<u8>, BodyError> {
    let mut collect = pin!(body.collect(1 << 20));
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..100 {
        if let Poll::Ready(bytes) = collect.as_mut().poll(&mut context) {
            return bytes.map(Into::into);
        }
    }
    panic!("it never ends")
}

#[test]
fn a_response_hands_out_its_events() {
    let mut response = answer(&joined(&ALL)).unwrap();
    assert_eq!(response.name.as_deref(), Some("n"));
    for event in events() {
        assert_eq!(now(response.events.try_next()).unwrap(), Some(event));
    }
    assert!(now(response.events.next()).is_none());
    assert!(now(response.events.next()).is_none());
}

#[test]
fn an_initial_response_that_nobody_expects_is_passed_over() {
    let mut stream = rest(&[vectors::INITIAL_RESPONSE, vectors::UNKNOWN]);
    assert_eq!(now(stream.try_next()).unwrap(), Some(Event::Unknown("later".into())));
    assert!(now(stream.next()).is_none());
}

#[test]
fn a_modelled_error_ends_the_stream_as_one_of_the_operation() {
    let mut stream = rest(&[vectors::END, vectors::EXCEPTION, vectors::END]);
    assert!(now(stream.try_next()).unwrap().is_some());
    let error = now(stream.try_next()).unwrap_err();
    assert!(error.is_silence());
    assert_eq!(error.to_string(), "Talk: SilenceException: hush (request id r1)");
    assert!(now(stream.next()).is_none());
}

#[test]
fn other_errors_end_the_stream_as_failures() {
    for (part, text) in [
        (vectors::ERROR, "Talk: InternalError: sorry (request id r1)"),
        (vectors::FOREIGN_EXCEPTION, "Talk: other (request id r1)"),
        (vectors::BAD_EXCEPTION, "Talk: SilenceException (request id r1)"),
    ] {
        let error = now(rest(&[part]).try_next()).unwrap_err();
        assert!(matches!(&error, TalkError::Other(_)));
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn a_broken_stream_ends_with_what_is_wrong() {
    let whole = joined(&[vectors::END, vectors::TEXT]);
    let first = bytes(vectors::END).len();
    for end in first + 1..whole.len() {
        let mut stream = answer(&whole[..end]).unwrap().events;
        assert!(now(stream.try_next()).unwrap().is_some());
        let error = now(stream.try_next()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert!(now(stream.next()).is_none());
    }
    let mut altered = whole;
    altered[first + 40] ^= 1;
    let mut stream = answer(&altered).unwrap().events;
    assert!(now(stream.try_next()).unwrap().is_some());
    let error = now(stream.try_next()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(error.to_string().contains("the checksum of a message is wrong"));
    let error = now(rest(&[vectors::WRONG_HEADER]).try_next()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(!error.to_string().contains("two"));
}

#[test]
fn a_required_member_must_come_before_the_events() {
    let response = http::Response::new(Bytes::from(bytes(vectors::END)));
    let error = RestInput::from_http(response).unwrap_err();
    assert!(error.to_string().contains("the required member '/name' is missing"));
}

#[test]
fn a_request_sends_its_events_as_they_come() {
    let stream = EventStream::from_stream(Slow(events(), false));
    assert_eq!(format!("{stream:?}"), "EventStream");
    let request = RestInput { name: Some("n".into()), events: stream };
    let message = request.to_http("https://example.com").unwrap();
    assert_eq!(message.headers()["content-type"], "application/vnd.amazon.eventstream");
    assert_eq!(message.headers()["x-name"], "n");
    assert!(!message.headers().contains_key("accept"));
    assert!(!message.body().is_replayable());
    assert_eq!(message.body().length(), None);
    assert_eq!(sent(message.into_body()).unwrap(), joined(&ALL));
}

#[test]
fn a_request_without_bindings_begins_with_its_members() {
    let request = RpcInput { name: Some("n".into()), events: EventStream::from_events(events()) };
    let message = request.to_http("https://example.com").unwrap();
    assert_eq!(message.headers()["accept"], "application/vnd.amazon.eventstream");
    let expected = [joined(&[vectors::INITIAL_REQUEST]), joined(&ALL)].concat();
    assert_eq!(sent(message.into_body()).unwrap(), expected);
}

#[test]
fn a_response_without_bindings_begins_with_its_members() {
    let reply = |parts: &[&str]| http::Response::new(Bytes::from(joined(parts)));
    let response = RpcInput::from_http(reply(&[vectors::INITIAL_RESPONSE, vectors::END]));
    let mut response = response.unwrap();
    assert_eq!(response.name.as_deref(), Some("n"));
    assert!(matches!(now(response.events.try_next()), Ok(Some(Event::End(_)))));
    assert!(now(response.events.next()).is_none());
    let error = RpcInput::from_http(reply(&[vectors::END])).unwrap_err();
    assert!(error.to_string().contains("'/name' is missing"));
}

#[test]
fn an_event_that_cannot_be_sent_ends_the_request() {
    let unknown = Event::Unknown("later".into());
    let events = [events().remove(5), unknown, events().remove(5)];
    let request = RestInput { name: None, events: EventStream::from_events(events) };
    let message = request.to_http("https://example.com").unwrap();
    let error = sent(message.into_body()).unwrap_err();
    assert!(error.to_string().starts_with("an event cannot be sent: "));
    let failing = Slow(std::vec![Err(BodyError::new("lost"))], false);
    let request = RestInput { name: None, events: EventStream::from_try_stream(failing) };
    let message = request.to_http("https://example.com").unwrap();
    assert_eq!(sent(message.into_body()).unwrap_err().to_string(), "lost");
}

#[test]
fn code_that_knows_no_types_can_fill_and_read_streams() {
    let mut stream: EventStream<Event, TalkError> = EventStream::new();
    assert!(matches!(stream.get(), Value::Stream));
    let Slot::Events(slot) = stream.slot() else { panic!("no slot") };
    let event = slot.push().unwrap();
    let Some(Slot::Structure(words)) = event.member_mut(3).map(|shape| shape.slot()) else {
        panic!("no structure")
    };
    words.member_mut(0).unwrap().slot().set_string("said").unwrap();
    assert_eq!(format!("{stream:?}"), "EventStream(1 events)");
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(Some(Ok(event))) = stream.poll_event(&mut context) else { panic!("none") };
    assert!(event.member(3).is_some());
    let mut stream = rest(&[vectors::EXCEPTION]);
    let Poll::Ready(Some(Err(error))) = stream.poll_event(&mut context) else { panic!("none") };
    assert_eq!(error.schema.map(crate::schema::Schema::id), Some("test#SilenceException"));
}

#[cfg(feature = "canned")]
#[test]
fn a_client_hands_out_events_before_all_have_come() {
    use crate::client::{Client, Timeouts};
    use crate::retry::RetryPolicy;
    use crate::transport::canned::CannedTransport;

    let pieces = joined(&[vectors::INITIAL_RESPONSE, vectors::END, vectors::EXCEPTION]);
    let pieces = pieces.chunks(7).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    let body = Body::from_stream(Slow(pieces, false), None);
    let transport = CannedTransport::new().response(http::Response::new(body));
    let client: Client = Client::builder(RpcInput::operation().service())
        .endpoint("https://talk.test")
        .transport(transport)
        .timeouts(Timeouts::none())
        .retry(RetryPolicy::off())
        .build()
        .unwrap();
    let request = RpcInput { name: None, events: EventStream::new() };
    let mut response = patiently(client.call(request).send()).unwrap();
    assert_eq!(response.name.as_deref(), Some("n"));
    assert!(matches!(patiently(response.events.try_next()), Ok(Some(Event::End(_)))));
    assert!(patiently(response.events.try_next()).unwrap_err().is_silence());
}

/// What a future gives that is woken each time it waits.
#[cfg(feature = "canned")]
fn patiently<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("it never ends")
}
