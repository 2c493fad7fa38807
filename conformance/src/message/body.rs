//! Bodies, compared by what their media type says they are.

use base64::engine::general_purpose::STANDARD;
use base64::Engine as _;

use super::{cbor, differs};
use crate::json::Json;
use crate::show;

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Json,
    Cbor,
    Bytes,
}

impl Format {
    fn of(media_type: Option<&str>) -> Self {
        let essence = media_type.and_then(|text| text.split(';').next()).unwrap_or_default().trim();
        match essence {
            "application/json" => Self::Json,
            "application/cbor" => Self::Cbor,
            _ if essence.ends_with("+json") => Self::Json,
            _ => Self::Bytes,
        }
    }
}

/// The bytes of a test's body; those of binary formats are written in base64.
///
/// # Errors
/// The test's body is not what its media type says.
pub(crate) fn decoded(body: &str, media_type: Option<&str>) -> Result<Vec<u8>, String> {
    match Format::of(media_type) {
        Format::Cbor => {
            STANDARD.decode(body).map_err(|error| format!("the test's body is not base64: {error}"))
        }
        Format::Json | Format::Bytes => Ok(body.as_bytes().to_vec()),
    }
}

/// How a body differs from the expected one.
pub(super) fn difference(expected: &str, media_type: Option<&str>, sent: &[u8]) -> Option<String> {
    let wanted = match decoded(expected, media_type) {
        Ok(wanted) => wanted,
        Err(reason) => return Some(reason),
    };
    if wanted == sent {
        return None;
    }
    match Format::of(media_type) {
        // No body is not the same as any value.
        Format::Json if !expected.is_empty() => json(expected, sent),
        Format::Cbor if !expected.is_empty() => match (cbor::decode(&wanted), cbor::decode(sent)) {
            (Ok(wanted), Ok(got)) => {
                (!wanted.is_same(&got)).then(|| differs("body", &wanted, &got))
            }
            (Err(reason), _) => Some(format!("the test's body is not CBOR: {reason}")),
            (_, Err(reason)) => {
                Some(format!("body: expected CBOR, got {}: {reason}", hexadecimal(sent)))
            }
        },
        Format::Cbor => Some(format!("body: expected none, got {}", hexadecimal(sent))),
        Format::Json | Format::Bytes => {
            Some(differs("body", &quoted(expected.as_bytes()), &quoted(sent)))
        }
    }
}

fn json(expected: &str, sent: &[u8]) -> Option<String> {
    let wanted = match Json::parse(expected) {
        Ok(wanted) => wanted,
        Err(reason) => return Some(format!("the test's body is not JSON: {reason}")),
    };
    let text = String::from_utf8_lossy(sent);
    match Json::parse(&text) {
        Ok(got) => (!wanted.is_same(&got)).then(|| differs("body", &wanted, &got)),
        Err(reason) => {
            Some(format!("body: expected {}, got {text:?}: {reason}", show::short(&wanted)))
        }
    }
}

fn quoted(bytes: &[u8]) -> String {
    format!("{:?}", String::from_utf8_lossy(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return "nothing".to_owned();
    }
    show::short(&show::hexadecimal(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_compares_by_value() {
        let json = Some("application/json");
        assert_eq!(difference(r#"{"a": 1, "b": [1.0]}"#, json, br#"{"b":[1],"a":1}"#), None);
        assert!(difference("{}", json, b"").is_some());
        assert!(difference("", json, b"{}").is_some());
        assert!(difference("{}", None, b"{ }").is_some());
    }

    #[test]
    fn cbor_compares_by_value() {
        let cbor = Some("application/cbor");
        // An empty map, of indefinite and of definite length.
        assert_eq!(difference("v/8=", cbor, &[0xa0]), None);
        // NaN in half and in double precision.
        assert_eq!(difference("+X4A", cbor, &[0xfb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0]), None);
        assert!(difference("v/8=", cbor, &[0x80]).is_some());
    }
}
