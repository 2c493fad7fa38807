//! Events and messages.

use super::service::{events, silence, Event, Mark, Words};
use super::vectors::{self, bytes};
use crate::event_stream::event::{meaning, read, write, Meaning};
use crate::event_stream::{Decoder, EventFormat, Message};
use crate::protocol::{Protocol as _, RestJson};
use crate::shape::Structure as _;

fn format() -> &'static dyn EventFormat {
    RestJson.events().unwrap()
}

fn message(hex: &str) -> Message {
    let mut decoder = Decoder::new(1 << 20);
    decoder.push(&bytes(hex));
    decoder.next_message().unwrap().unwrap()
}

#[test]
fn events_are_read_and_written() {
    let expected = [
        ("text", vectors::TEXT),
        ("sound", vectors::SOUND),
        ("mood", vectors::MOOD),
        ("words", vectors::WORDS),
        ("mark", vectors::MARK),
        ("end", vectors::END),
    ];
    for ((name, hex), event) in expected.into_iter().zip(events()) {
        assert_eq!(write(&event, format()).unwrap().encode().unwrap(), bytes(hex), "{name}");
        let message = message(hex);
        assert_eq!(meaning(&message), Ok(Meaning::Event(name)));
        let mut found = Event::empty();
        read(&message, name, &mut found, format()).unwrap();
        assert_eq!(found, event);
    }
}

#[test]
fn errors_are_written_as_exceptions() {
    let written = write(&Event::Silence(silence()), format()).unwrap().encode().unwrap();
    assert_eq!(written, bytes(vectors::EXCEPTION));
    assert_eq!(meaning(&message(vectors::EXCEPTION)), Ok(Meaning::Exception("silence")));
}

#[test]
fn an_unknown_event_keeps_its_name_and_cannot_be_sent() {
    let mut found = Event::empty();
    read(&message(vectors::UNKNOWN), "later", &mut found, format()).unwrap();
    assert_eq!(found, Event::Unknown("later".into()));
    let error = write(&found, format()).unwrap_err();
    assert_eq!(error.reason, "is an event that the model does not list");
}

#[test]
fn messages_without_a_meaning_are_refused() {
    for (hex, at) in [
        (vectors::EMPTY, ":message-type"),
        (vectors::NO_MESSAGE_TYPE, ":message-type"),
        (vectors::ODD_MESSAGE_TYPE, ":message-type"),
        (vectors::BINARY_EVENT_TYPE, ":event-type"),
    ] {
        assert_eq!(meaning(&message(hex)).unwrap_err().at, at);
    }
    let mut found = Event::empty();
    let error = read(&message(vectors::WRONG_HEADER), "sound", &mut found, format()).unwrap_err();
    assert_eq!(error.at, "channel");
}

#[test]
fn absent_members_leave_no_trace() {
    let words = write(&Event::Words(Words { words: None }), format()).unwrap();
    assert_eq!((words.headers().count(), words.payload().len()), (2, 0));
    let mark = Mark { seen: None, level: None, rank: None, size: None, key: None, name: None };
    let mark = write(&Event::Mark(mark), format()).unwrap();
    assert_eq!((mark.headers().count(), mark.payload().len()), (2, 0));
}

#[test]
fn a_header_that_is_too_long_is_refused() {
    let name = Some("n".repeat(40_000));
    let mark = Mark { seen: None, level: None, rank: None, size: None, key: None, name };
    let error = write(&Event::Mark(mark), format()).unwrap_err();
    assert_eq!((error.member, error.reason), ("name", "is longer than a header can be"));
}
