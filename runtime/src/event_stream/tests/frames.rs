//! Bytes and messages.

use std::format;
use std::string::ToString as _;
use std::vec::Vec;

use super::vectors::{bytes, ALL_TYPES, EMPTY, TEXT};
use crate::event_stream::{Decoder, FrameError, HeaderValue, Message};

const LIMIT: usize = 1 << 20;

fn decode(bytes: &[u8]) -> Result<Vec<Message>, FrameError> {
    let mut decoder = Decoder::new(LIMIT);
    decoder.push(bytes);
    let mut messages = Vec::new();
    while let Some(message) = decoder.next_message()? {
        messages.push(message);
    }
    decoder.finish().map(|()| messages)
}

/// The bytes with right checksums, whatever the lengths say.
fn sealed(total: u32, headers: u32, rest: &[u8]) -> Vec<u8> {
    let mut bytes: Vec<u8> = [total.to_be_bytes(), headers.to_be_bytes()].concat();
    bytes.extend(crc32fast::hash(&bytes).to_be_bytes());
    bytes.extend(rest);
    bytes.extend(crc32fast::hash(&bytes).to_be_bytes());
    bytes
}

fn with_headers(headers: &[u8]) -> Vec<u8> {
    let length = u32::try_from(headers.len()).unwrap();
    sealed(length + 16, length, headers)
}

#[test]
fn every_type_of_header_is_read_and_written() {
    let uuid = core::array::from_fn(|index| u8::try_from(index).unwrap());
    let headers = [
        ("yes", HeaderValue::Boolean(true)),
        ("no", HeaderValue::Boolean(false)),
        ("byte", HeaderValue::Byte(-7)),
        ("short", HeaderValue::Short(-300)),
        ("integer", HeaderValue::Integer(70_000)),
        ("long", HeaderValue::Long(-5_000_000_000)),
        ("bytes", HeaderValue::Bytes(&[0, 255])),
        ("text", HeaderValue::String("hé")),
        ("moment", HeaderValue::Timestamp(1_700_000_000_123)),
        ("id", HeaderValue::Uuid(uuid)),
    ];
    let mut made = Message::new("payload");
    for (name, value) in headers {
        made.push_header(name, value).unwrap();
    }
    assert_eq!(made.encode().unwrap(), bytes(ALL_TYPES));
    let read = decode(&bytes(ALL_TYPES)).unwrap();
    assert_eq!(read, [made]);
    assert!(read[0].headers().eq(headers));
    assert_eq!(read[0].header("text"), Ok(Some(HeaderValue::String("hé"))));
    assert_eq!(read[0].header("none"), Ok(None));
    assert_eq!(read[0].payload(), "payload");
    assert!(!format!("{:?} {:?}", read[0], read[0].headers().next()).contains("hé"));
}

#[test]
fn bytes_may_come_in_any_pieces() {
    let all = [bytes(EMPTY), bytes(ALL_TYPES), bytes(TEXT)].concat();
    let whole = decode(&all).unwrap();
    assert_eq!(whole.len(), 3);
    for size in 1..all.len() {
        let mut decoder = Decoder::new(LIMIT);
        let mut messages = Vec::new();
        for piece in all.chunks(size) {
            decoder.push(piece);
            while let Some(message) = decoder.next_message().unwrap() {
                messages.push(message);
            }
        }
        decoder.finish().unwrap();
        assert_eq!(messages, whole);
    }
}

#[test]
fn a_message_cut_anywhere_is_an_error() {
    let all = bytes(ALL_TYPES);
    for end in 1..all.len() {
        assert_eq!(decode(&all[..end]), Err(FrameError::Truncated));
    }
}

#[test]
fn every_flipped_bit_is_noticed() {
    let all = bytes(ALL_TYPES);
    for bit in 0..all.len() * 8 {
        let mut altered = all.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        let expected =
            if bit < 96 { FrameError::PreludeChecksum } else { FrameError::MessageChecksum };
        assert_eq!(decode(&altered), Err(expected));
    }
}

#[test]
fn lengths_are_checked_before_anything_is_kept() {
    for (total, headers, expected) in [
        (0, 0, FrameError::Lengths),
        (15, 0, FrameError::Lengths),
        (16, 1, FrameError::Lengths),
        (20, u32::MAX, FrameError::Lengths),
        (u32::MAX, 0, FrameError::TooLong { length: u32::MAX.into(), limit: 1 << 20 }),
        ((1 << 20) + 1, 0, FrameError::TooLong { length: (1 << 20) + 1, limit: 1 << 20 }),
    ] {
        assert_eq!(decode(&sealed(total, headers, &[])), Err(expected), "{total} {headers}");
    }
    // The longest one that is allowed is waited for.
    assert_eq!(decode(&sealed(1 << 20, 0, &[])), Err(FrameError::Truncated));
}

#[test]
fn headers_that_are_none_are_refused() {
    for (headers, expected) in [
        (&[0, 0][..], FrameError::HeaderName),
        (&[1, 0xff, 0], FrameError::HeaderName),
        (&[1], FrameError::HeaderTruncated),
        (&[2, b'a'], FrameError::HeaderTruncated),
        (&[1, b'a'], FrameError::HeaderTruncated),
        (&[1, b'a', 5, 0, 0], FrameError::HeaderTruncated),
        (&[1, b'a', 7, 0], FrameError::HeaderTruncated),
        (&[1, b'a', 7, 0xff, 0xff, b'x'], FrameError::HeaderTruncated),
        (&[1, b'a', 7, 0, 1, 0xff], FrameError::HeaderText),
        (&[1, b'a', 9, 0], FrameError::HeaderTruncated),
        (&[1, b'a', 10], FrameError::HeaderType(10)),
        (&[1, b'a', 255], FrameError::HeaderType(255)),
    ] {
        assert_eq!(decode(&with_headers(headers)), Err(expected), "{headers:?}");
    }
    let twice = decode(&with_headers(&[1, b'a', 0, 1, b'a', 1])).unwrap();
    assert_eq!(twice[0].header("a"), Err(FrameError::DuplicateHeader));
}

#[test]
fn arbitrary_bytes_do_no_harm() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..20_000 {
        let mut noise = [0; 64];
        for byte in &mut noise {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            *byte = state.to_le_bytes()[0] & 15;
        }
        let _ = decode(&noise);
        // Behind right checksums the noise reaches the headers.
        if let Ok(messages) = decode(&with_headers(&noise)) {
            assert!(messages[0].headers().count() > 0);
        }
    }
}

#[test]
fn an_error_stays() {
    let mut decoder = Decoder::new(LIMIT);
    decoder.push(&[0; 12]);
    assert_eq!(decoder.next_message(), Err(FrameError::PreludeChecksum));
    decoder.push(&bytes(EMPTY));
    assert_eq!(decoder.next_message(), Err(FrameError::PreludeChecksum));
    assert_eq!(decoder.finish(), Err(FrameError::PreludeChecksum));
}

#[test]
fn what_cannot_be_written_is_refused() {
    let mut message = Message::default();
    assert_eq!(message.push_header("", HeaderValue::Byte(1)), Err(FrameError::HeaderName));
    let long = "n".repeat(256);
    assert_eq!(message.push_header(&long, HeaderValue::Byte(1)), Err(FrameError::HeaderName));
    let value = "v".repeat(32_768);
    assert_eq!(
        message.push_header("a", HeaderValue::String(&value)),
        Err(FrameError::HeaderValueTooLong)
    );
    message.push_header("a", HeaderValue::String(&value[1..])).unwrap();
    assert_eq!(
        message.push_header("a", HeaderValue::Boolean(true)),
        Err(FrameError::DuplicateHeader)
    );
    for name in ["b", "c", "d", "e"] {
        message.push_header(name, HeaderValue::String(&value[1..])).unwrap();
    }
    assert!(matches!(message.encode(), Err(FrameError::TooLong { limit: 131_072, .. })));
    assert!(Message::new(std::vec![0; 25_165_824]).encode().is_ok());
    let error = Message::new(std::vec![0; 25_165_825]).encode().unwrap_err();
    assert_eq!(error.to_string(), "a message of 25165825 bytes where 25165824 are allowed");
}
