//! The one form of a message that both sides hash: method, path, query, headers, hash of the body,
//! a line each.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use http::header::{
    HeaderName, AUTHORIZATION, CONNECTION, CONTENT_LENGTH, EXPECT, HOST, TRANSFER_ENCODING,
    USER_AGENT,
};
use http::{HeaderMap, Uri};

use crate::http::Body;

/// Headers that are set or changed after signing, by the transport or on the way.
const LEFT_OUT: [HeaderName; 7] = [
    AUTHORIZATION,
    CONNECTION,
    CONTENT_LENGTH,
    EXPECT,
    TRANSFER_ENCODING,
    USER_AGENT,
    HeaderName::from_static("x-amzn-trace-id"),
];

/// The canonical form, and the names of the headers in it.
pub(super) fn request(request: &http::Request<Body>, content_hash: &str) -> (Vec<u8>, String) {
    let headers = headers(request.headers(), request.uri());
    let mut names = String::new();
    for name in headers.keys() {
        if !names.is_empty() {
            names.push(';');
        }
        names.push_str(name);
    }
    let mut text = Vec::new();
    for line in [request.method().as_str(), &path(request.uri()), &query(request.uri())] {
        text.extend_from_slice(line.as_bytes());
        text.push(b'\n');
    }
    for (name, value) in &headers {
        text.extend_from_slice(name.as_bytes());
        text.push(b':');
        text.extend_from_slice(value);
        text.push(b'\n');
    }
    text.push(b'\n');
    text.extend_from_slice(names.as_bytes());
    text.push(b'\n');
    text.extend_from_slice(content_hash.as_bytes());
    (text, names)
}

/// The path without empty and dot segments, each of the others escaped once more: the other side
/// does not undo the escapes of the URI before it hashes.
fn path(uri: &Uri) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in uri.path().split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment),
        }
    }
    let mut text = String::from("/");
    for (index, segment) in segments.iter().enumerate() {
        if index > 0 {
            text.push('/');
        }
        escape(segment.as_bytes(), &mut text);
    }
    if uri.path().ends_with('/') && !segments.is_empty() {
        text.push('/');
    }
    text
}

/// The parameters of the query, sorted, each with the same escapes.
fn query(uri: &Uri) -> String {
    let escaped = |part: &str| {
        let mut text = String::new();
        escape(&unescape(part), &mut text);
        text
    };
    let mut pairs: Vec<(String, String)> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (escaped(name), escaped(value)))
        .collect();
    pairs.sort();
    let mut text = String::new();
    for (name, value) in &pairs {
        if !text.is_empty() {
            text.push('&');
        }
        text.extend([name, "=", value]);
    }
    text
}

/// Headers by name, with the values of each on one line and blanks collapsed.
fn headers<'a>(headers: &'a HeaderMap, uri: &Uri) -> BTreeMap<&'a str, Vec<u8>> {
    let mut lines: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for name in headers.keys().filter(|name| !LEFT_OUT.contains(name)) {
        let mut line = Vec::new();
        for (index, value) in headers.get_all(name).iter().enumerate() {
            if index > 0 {
                line.push(b',');
            }
            collapse(value.as_bytes(), &mut line);
        }
        lines.insert(name.as_str(), line);
    }
    lines.insert(HOST.as_str(), host(uri).into_bytes());
    lines
}

fn collapse(value: &[u8], line: &mut Vec<u8>) {
    let words = value.split(|byte| matches!(byte, b' ' | b'\t')).filter(|word| !word.is_empty());
    for (index, word) in words.enumerate() {
        if index > 0 {
            line.push(b' ');
        }
        line.extend_from_slice(word);
    }
}

/// What a transport sends as `Host`: the port only where it is not the scheme's own.
fn host(uri: &Uri) -> String {
    let mut text = String::from(uri.host().unwrap_or_default());
    let usual = match uri.scheme_str() {
        Some("http") => 80,
        _ => 443,
    };
    if let Some(port) = uri.port().filter(|port| port.as_u16() != usual) {
        text.push(':');
        text.push_str(port.as_str());
    }
    text
}

/// Percent-encodes all but the unreserved characters of RFC 3986, section 2.3.
fn escape(bytes: &[u8], text: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) {
            text.push(char::from(*byte));
        } else {
            let digit = |half: u8| char::from(DIGITS[usize::from(half & 0xf)]);
            text.extend(['%', digit(byte >> 4), digit(*byte)]);
        }
    }
}

/// Undoes percent-encoding; what is none stays.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digit =
            |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let code = match after {
            [high, low, ..] if *first == b'%' => digit(high).zip(digit(low)),
            _ => None,
        };
        if let Some((high, low)) = code {
            bytes.push(high << 4 | low);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    bytes
}
