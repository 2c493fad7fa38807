//! Responses that are not what the model says.

use codecatalyst::operation::get_dev_environment::GetDevEnvironmentRequest;
use codecatalyst::operation::get_project::{GetProjectError, GetProjectRequest};
use codecatalyst::{ErrorKind, Exchange};
use ferrosmith_runtime::schema::Fault;
use serde_json::json;

use super::{everything_shown, get_project};
use crate::end_to_end::server::{Message, REQUEST_ID};

/// The longest text that an error may have whatever it was sent, in bytes.
const BOUND: usize = 4096;

fn ok(content_type: &str, body: impl Into<Vec<u8>>) -> Message {
    Message::new(200).header("content-type", content_type).body(body)
}

#[tokio::test]
async fn bodies_that_are_not_the_expected_json_are_told_with_an_excerpt() {
    let bodies: [(&str, &[u8]); 16] = [
        ("text", b"hello, world"),
        ("one brace", b"{"),
        ("no end", br#"{"name": "demo"#),
        ("a list", b"[]"),
        ("a text", br#""demo""#),
        ("a number", b"12"),
        ("more than one value", br#"{"name": "demo"} {"name": "other"}"#),
        ("single quotes", b"{'name': 'demo'}"),
        ("a comma too many", br#"{"name": "demo",}"#),
        ("another type", br#"{"name": 12}"#),
        ("a structure for a text", br#"{"name": {"first": "x"}}"#),
        ("a truth value for a text", br#"{"name": true}"#),
        ("a list for a text", br#"{"name": ["demo"]}"#),
        ("bytes that are not UTF-8", b"{\"name\": \"\xff\xfe\"}"),
        ("half of a surrogate pair", br#"{"name": "\ud83e"}"#),
        ("a raw control character", b"{\"name\": \"a\nb\"}"),
    ];
    for (what, body) in bodies {
        let error = get_project(ok("application/json", body)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Response, "{what}: {error}");
        assert_eq!((error.status(), error.request_id()), (Some(200), Some(REQUEST_ID)), "{what}");
        let text = error.to_string();
        assert!(text.starts_with("GetProject: 200 "), "{what}: {text}");
        assert!(text.contains(&format!("{} bytes", body.len())), "{what}: {text}");
        assert!(!text.contains(char::is_control), "{what}: {text:?}");
        let GetProjectError::Other(failure) = &error else { panic!("{what}: {error:?}") };
        assert_eq!(failure.body(), body, "{what}: the body itself is there for those who ask");
        // The beginning of the body, as far as it is printable as it stands.
        let start = String::from_utf8_lossy(&body[..body.len().min(6)]).into_owned();
        assert!(text.contains(&start), "{what}: {text}");
    }
}

#[tokio::test]
async fn a_login_page_is_not_taken_for_an_answer() {
    let page = "<!DOCTYPE html><html><body>Please sign in</body></html>";
    let error = get_project(ok("text/html; charset=utf-8", page)).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Response, Some(200)));
    let text = error.to_string();
    assert!(text.contains("text/html") && text.contains("Please sign in"), "{text}");
}

#[tokio::test]
async fn a_gateway_page_is_a_passing_trouble_with_a_bounded_excerpt() {
    let page = format!(
        "<html><title>502 Bad Gateway</title>{}</html>",
        "<p>so sorry\u{1b}[31m\u{202e}</p>\n".repeat(40_000)
    );
    let error =
        get_project(Message::new(502).header("content-type", "text/html").body(page.clone()))
            .await
            .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service { fault: Fault::Server, retryable: true });
    assert_eq!(
        (error.status(), error.request_id(), error.code()),
        (Some(502), Some(REQUEST_ID), None)
    );
    let text = error.to_string();
    assert!(text.contains("502 Bad Gateway") && text.contains("text/html"), "{text}");
    assert!(
        !text.contains(['\n', '\u{1b}', '\u{202e}']),
        "nothing that moves a terminal: {text:?}"
    );
    assert!(everything_shown(&error).len() < BOUND, "{}", everything_shown(&error).len());
    let GetProjectError::Other(failure) = &error else { panic!("{error:?}") };
    assert_eq!(failure.body(), &page.as_bytes()[..64 * 1024], "what is kept has a bound too");
}

#[tokio::test]
async fn an_error_without_a_body_still_has_its_status() {
    for status in [400, 403, 404, 418, 500, 502, 503, 504, 599] {
        let error = get_project(Message::new(status)).await.unwrap_err();
        assert_eq!((error.status(), error.request_id()), (Some(status), Some(REQUEST_ID)));
        assert!(error.to_string().starts_with(&format!("GetProject: {status}")), "{error}");
        assert!(
            matches!(error, GetProjectError::Other(_)),
            "a status alone is no error of the model: {error:?}"
        );
    }
}

#[tokio::test]
async fn an_unknown_error_keeps_its_code_and_message() {
    let body =
        json!({"message": "brand new", "__type": "com.amazonaws.codecatalyst#BrandNewException"});
    let error = get_project(Message::json(451, &body)).await.unwrap_err();
    assert!(matches!(error, GetProjectError::Other(_)));
    assert_eq!(
        (error.code(), error.message(), error.status()),
        (Some("BrandNewException"), Some("brand new"), Some(451))
    );
    assert_eq!(error.kind(), ErrorKind::Service { fault: Fault::Client, retryable: false });
    assert_eq!(
        error.to_string(),
        format!("GetProject: 451 BrandNewException: brand new (request id {REQUEST_ID})")
    );
}

#[tokio::test]
async fn an_error_of_the_model_that_cannot_be_read_still_tells_its_name() {
    let reply = Message::new(404)
        .header("content-type", "application/json")
        .header("x-amzn-errortype", "ResourceNotFoundException")
        .body("<html>not what it says</html>");
    let error = get_project(reply).await.unwrap_err();
    assert_eq!(
        (error.code(), error.status()),
        (Some("ResourceNotFoundException"), Some(404)),
        "{error:?}"
    );
    assert!(error.to_string().contains("404 ResourceNotFoundException"), "{error}");
}

#[tokio::test]
async fn long_names_and_messages_of_errors_are_cut() {
    let long = "m".repeat(500_000);
    let reply = Message::json(400, &json!({"message": long, "code": "C".repeat(100_000)}));
    let error = get_project(reply).await.unwrap_err();
    assert!(error.to_string().len() < BOUND, "{}", error.to_string().len());
    let reply = Message::json(404, &json!({"message": long}))
        .header("x-amzn-errortype", "ResourceNotFoundException");
    let error = get_project(reply).await.unwrap_err();
    assert!(error.is_resource_not_found());
    assert!(error.to_string().len() < BOUND, "{}", error.to_string().len());
}

#[tokio::test]
async fn lines_of_a_message_cannot_pass_for_lines_of_a_log() {
    let message = "gone\n2026-11-23 INFO all is well\u{1b}[2K\r\u{202e}";
    let reply = Message::json(404, &json!({"message": message}))
        .header("x-amzn-errortype", "ResourceNotFoundException");
    let error = get_project(reply).await.unwrap_err();
    assert_eq!(error.message(), Some(message), "the value is untouched");
    let text = error.to_string();
    assert!(!text.contains(['\n', '\r', '\u{1b}', '\u{202e}']), "{text:?}");
}

#[test]
fn no_change_of_a_byte_makes_reading_panic() {
    let body = json!({
        "name": "demo-project", "spaceName": "ExampleCorp", "displayName": "D \u{1F980} \"q\" \\", "description": "x",
        "new": [1, -2.5e3, true, null, {"a": []}],
    });
    let body = body.to_string().into_bytes();
    let mut refused = 0;
    for index in 0..body.len() {
        for byte in [
            0, b'"', b'\\', b'{', b'[', b']', b'}', b',', b':', b'9', b'e', b'-', b'u', 0x80, 0xc3,
            0xff,
        ] {
            let mut changed = body.clone();
            changed[index] = byte;
            // The same bytes in another implementation say whether this is JSON at all.
            let is_json = serde_json::from_slice::<serde_json::Value>(&changed).is_ok();
            let response =
                http::Response::builder().status(200).header("content-type", "application/json");
            let read = GetProjectRequest::from_http(response.body(changed.clone().into()).unwrap());
            if !is_json {
                let error = read.expect_err(&String::from_utf8_lossy(&changed));
                assert_eq!(error.kind(), ErrorKind::Response);
                refused += 1;
            }
        }
    }
    assert!(refused > 500, "the changes have to hurt: {refused}");
}

#[test]
fn numbers_and_moments_that_do_not_exist_are_refused_by_name() {
    let bad = [
        ("inactivityTimeoutMinutes", "1.5"),
        ("inactivityTimeoutMinutes", "2147483648"),
        ("inactivityTimeoutMinutes", "-2147483649"),
        ("inactivityTimeoutMinutes", "1e400"),
        ("inactivityTimeoutMinutes", "\"15\""),
        ("inactivityTimeoutMinutes", "true"),
        ("inactivityTimeoutMinutes", "[15]"),
        ("lastUpdatedTime", "\"2023-02-30T00:00:00Z\""),
        ("lastUpdatedTime", "\"2023-02-03T25:00:00Z\""),
        ("lastUpdatedTime", "\"2023-02-03\""),
        ("lastUpdatedTime", "\"2023-02-03T01:02:03\""),
        ("lastUpdatedTime", "\"\""),
        ("lastUpdatedTime", "1677906367"),
        ("persistentStorage", "[]"),
        ("persistentStorage", "16"),
        ("repositories", "{}"),
        ("repositories", "\"web\""),
        ("status", "1"),
        ("status", "{}"),
    ];
    for (member, value) in bad {
        let body = format!("{{\"id\": \"x\", \"{member}\": {value}}}");
        let response =
            http::Response::builder().status(200).header("content-type", "application/json");
        let response = response.body(body.into()).unwrap();
        let error =
            GetDevEnvironmentRequest::from_http(response).expect_err(&format!("{member}: {value}"));
        assert_eq!(error.kind(), ErrorKind::Response, "{member}: {value}");
        assert!(error.to_string().contains(&format!("/{member}")), "{value}: {error}");
    }
}
