//! Heads of responses that are too long, too many, or no heads at all.

use std::time::Duration;

use codecatalyst::retry::RetryPolicy;
use codecatalyst::ErrorKind;

use super::{everything_shown, get_project};
use crate::end_to_end::case::{builder, PROJECT, SPACE};
use crate::end_to_end::server::{Message, Reply, Server};
use crate::end_to_end::transports::each_transport;

/// A head with these lines, and the body that goes with a success.
fn with_lines(lines: &str) -> Vec<u8> {
    let body = r#"{"name": "demo"}"#;
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n{lines}\r\n{body}", body.len()).into_bytes()
}

fn many_headers() -> Vec<u8> {
    let lines: Vec<String> = (0..20_000).map(|number| format!("x-{number}: y\r\n")).collect();
    with_lines(&lines.concat())
}

#[tokio::test]
async fn heads_that_are_not_http_end_the_call() {
    let heads: Vec<(&str, Vec<u8>)> = vec![
        ("no protocol", b"hello\r\n\r\n".to_vec()),
        ("another protocol", b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()),
        ("a version that does not exist", b"HTTP/9.9 200 OK\r\n\r\n".to_vec()),
        ("a status of four digits", b"HTTP/1.1 2000 OK\r\n\r\n".to_vec()),
        ("a status of letters", b"HTTP/1.1 abc OK\r\n\r\n".to_vec()),
        ("a header without a colon", with_lines("no colon\r\n")),
        ("a header without a name", with_lines(": value\r\n")),
        ("a zero byte in a header", with_lines("x-a: b\0c\r\n")),
        ("two lengths", with_lines("content-length: 3\r\n")),
        ("a negative length", b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n".to_vec()),
        (
            "a chunk without a length",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n".to_vec(),
        ),
        ("20,000 headers", many_headers()),
        ("a header of two megabytes", with_lines(&format!("x-a: {}\r\n", "y".repeat(2_000_000)))),
    ];
    for (what, head) in heads {
        let error = get_project(Reply::Close(head)).await.expect_err(what);
        assert!(
            matches!(error.kind(), ErrorKind::Transport | ErrorKind::Response),
            "{what}: {error}"
        );
        assert!(everything_shown(&error).len() < 8192, "{what}");
    }
}

#[tokio::test]
async fn a_head_without_end_is_given_up() {
    let endless = [
        ("headers", Reply::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"x-a: b\r\n".repeat(1000))),
        ("one header", Reply::Endless(b"HTTP/1.1 200 OK\r\nx-a: ".to_vec(), b"b".repeat(10_000))),
        ("the status line", Reply::Endless(b"HTTP/1.1 200 ".to_vec(), b"b".repeat(10_000))),
    ];
    for (what, reply) in endless {
        let error = get_project(reply).await.expect_err(what);
        assert_eq!(error.kind(), ErrorKind::Transport, "{what}: {error}");
    }
}

#[tokio::test]
async fn provisional_responses_without_end_are_stopped_by_the_time_limit() {
    let reply = Reply::Endless(Vec::new(), b"HTTP/1.1 103 Early\r\n\r\n".to_vec());
    let server = Server::start([reply]).await;
    let client = builder(&server).retry(RetryPolicy::off());
    let call = client.build().unwrap().get_project().space_name(SPACE).name(PROJECT).call();
    let error = call.attempt_timeout(Duration::from_millis(100)).send().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Timeout(_) | ErrorKind::Transport), "{error}");
}

#[tokio::test]
async fn a_request_id_is_shown_on_one_line_and_cut() {
    for (sent, most) in [("i".repeat(10_000), 200), ("a\tb\u{fc}\u{202e}c".to_owned(), 200)] {
        let reply = Message::new(500).without_request_id().header("x-amzn-requestid", &sent);
        let error = get_project(reply).await.unwrap_err();
        let id = error.request_id().unwrap();
        assert!(id.len() <= most, "{}", id.len());
        assert!(!id.contains(char::is_control), "{id:?}");
        assert!(!error.to_string().contains('\u{202e}'), "{error}");
    }
    let reply = Message::new(500).without_request_id().header("x-amz-request-id", "the-other-name");
    assert_eq!(get_project(reply).await.unwrap_err().request_id(), Some("the-other-name"));
}

#[tokio::test]
async fn a_strange_error_header_is_data_and_nothing_else() {
    for code in [
        "",
        ":",
        "#",
        "a#b#c:d",
        " ResourceNotFoundException ",
        "\u{fc}\u{fc}",
        "../../x",
        &"C".repeat(50_000),
    ] {
        let error =
            get_project(Message::new(404).header("x-amzn-errortype", code)).await.unwrap_err();
        assert_eq!(error.status(), Some(404), "{code}");
        assert!(error.to_string().len() < 4096, "{code}");
    }
}

#[tokio::test]
async fn heads_that_are_not_http_end_the_call_over_each_transport() {
    for (name, transport) in each_transport() {
        for head in [b"hello\r\n\r\n".to_vec(), b"HTTP/1.1 200 OK".to_vec(), Vec::new()] {
            let server = Server::start([Reply::Close(head)]).await;
            let builder = builder(&server).transport(transport.clone());
            let call = builder.retry(RetryPolicy::off()).build().unwrap().verify_session();
            let error = call.send().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Transport, "{name}: {error}");
        }
    }
}
