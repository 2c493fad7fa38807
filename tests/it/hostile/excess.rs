//! Too much of everything: nesting, bytes, entries.

use codecatalyst::operation::get_project::GetProjectError;
use codecatalyst::ErrorKind;
use serde_json::json;

use super::get_project;
use crate::end_to_end::case::{builder, PROJECT, SPACE};
use crate::end_to_end::server::{Message, Reply, Server};
use crate::end_to_end::transports::each_transport;

const LEVELS: usize = 100_000;

fn nested(open: &str, middle: &str, close: &str) -> String {
    format!("{}{middle}{}", open.repeat(LEVELS), close.repeat(LEVELS))
}

/// Bodies that nest where the model has a text, where it has nothing, and from the first byte;
/// whole ones and ones that never close.
fn nestings() -> Vec<(&'static str, String)> {
    vec![
        (
            "lists in an unknown member",
            format!(r#"{{"name": "x", "new": {}}}"#, nested("[", "", "]")),
        ),
        (
            "objects in an unknown member",
            format!(r#"{{"name": "x", "new": {}}}"#, nested(r#"{"a":"#, "1", "}")),
        ),
        ("lists for a text", format!(r#"{{"name": {}}}"#, nested("[", "", "]"))),
        ("objects for a text", format!(r#"{{"name": {}}}"#, nested(r#"{"name":"#, "1", "}"))),
        ("nothing but lists", nested("[", "", "]")),
        ("nothing but objects", nested(r#"{"name":"#, "1", "}")),
        ("lists that never close", "[".repeat(LEVELS)),
        (
            "an unknown member that never closes",
            format!(r#"{{"new": {}"#, r#"{"a":"#.repeat(LEVELS)),
        ),
    ]
}

fn json_of(status: u16, body: String) -> Message {
    Message::new(status).header("content-type", "application/json").body(body)
}

#[tokio::test]
async fn deep_nesting_in_a_success_is_passed_over_or_an_error_and_never_a_crash() {
    for (what, body) in nestings() {
        let is_unknown = body.starts_with(r#"{"name": "x", "new""#);
        let error = match get_project(json_of(200, body)).await {
            // What the model does not know is not kept, so its depth costs nothing.
            Ok(project) => {
                assert!(is_unknown && project.name == "x", "{what}");
                continue;
            }
            Err(error) => error,
        };
        assert_eq!((error.kind(), error.status()), (ErrorKind::Response, Some(200)), "{what}");
        assert!(error.to_string().len() < 2000, "{what}");
    }
}

#[tokio::test]
async fn deep_nesting_in_an_error_leaves_the_status_and_the_name() {
    for (what, body) in nestings() {
        let error = get_project(json_of(400, body.clone())).await.unwrap_err();
        assert_eq!(error.status(), Some(400), "{what}: {error}");
        let reply = json_of(404, body).header("x-amzn-errortype", "ResourceNotFoundException");
        let error = get_project(reply).await.unwrap_err();
        assert_eq!(
            (error.status(), error.code()),
            (Some(404), Some("ResourceNotFoundException")),
            "{what}"
        );
        assert!(error.to_string().len() < 2000, "{what}");
    }
}

#[tokio::test]
async fn nesting_that_people_use_is_no_trouble() {
    let mut deep = json!("x");
    for _ in 0..50 {
        deep = json!([{"a": deep}]);
    }
    let project =
        get_project(Message::json(200, &json!({"new": deep, "name": "demo"}))).await.unwrap();
    assert_eq!(project.name, "demo");
}

/// The first bytes of responses that never end, each way a body can be sent.
fn endless() -> [(&'static str, Reply); 3] {
    let chunked =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    let closing = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{\"name\": \"";
    let text = "x".repeat(16 * 1024);
    [
        ("chunks", Reply::Endless(chunked.into(), format!("4000\r\n{text}\r\n").into())),
        ("until the connection closes", Reply::Endless(closing.into(), text.clone().into())),
        ("an error", Reply::Endless(closing.replace("200 OK", "400 Bad").into(), text.into())),
    ]
}

#[tokio::test]
async fn a_response_without_end_is_given_up_at_the_limit() {
    for (name, transport) in each_transport().into_iter().filter(|(name, _)| *name != "own") {
        for (what, reply) in endless() {
            let server = Server::start([reply]).await;
            let builder = builder(&server).transport(transport.clone());
            let client = builder.max_response_bytes(1_000_000).build().unwrap();
            let error =
                client.get_project().space_name(SPACE).name(PROJECT).send().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::ResponseTooLarge, "{name}, {what}: {error}");
            assert!(matches!(error.status(), Some(200 | 400)), "{name}, {what}");
            assert!(error.to_string().contains("1000000 bytes"), "{name}, {what}: {error}");
            assert_eq!(server.requests().len(), 1, "asking again would bring the same");
        }
    }
}

#[tokio::test]
async fn a_response_that_announces_too_much_is_not_even_read() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 18446744073709551615\r\n\r\n";
    let server = Server::start([Reply::Bytes(head.into())]).await;
    let error = super::client(&server)
        .get_project()
        .space_name(SPACE)
        .name(PROJECT)
        .send()
        .await
        .unwrap_err();
    // hyper refuses such a length itself; either way the call ends without the body.
    assert!(matches!(error.kind(), ErrorKind::ResponseTooLarge | ErrorKind::Transport), "{error}");

    let head =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 70000000\r\n\r\n";
    let server = Server::start([Reply::Bytes(head.into())]).await;
    let error = super::client(&server)
        .get_project()
        .space_name(SPACE)
        .name(PROJECT)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge, "64 MiB are the default: {error}");
}

#[tokio::test]
async fn the_limit_itself_is_allowed() {
    let message = Message::json(200, &json!({"name": "demo"}));
    let length = (message.bytes().len() - message.head().len()) as u64;
    for (limit, fits) in [(length, true), (length - 1, false)] {
        let server = Server::start([message.clone()]).await;
        let builder = builder(&server).max_response_bytes(limit);
        let result =
            builder.build().unwrap().get_project().space_name(SPACE).name(PROJECT).send().await;
        match result {
            Ok(project) => assert!(fits && project.name == "demo"),
            Err(error) => assert!(!fits && error.kind() == ErrorKind::ResponseTooLarge, "{error}"),
        }
    }
}

#[tokio::test]
async fn a_failure_keeps_no_more_of_a_body_than_it_says() {
    let error = get_project(json_of(200, format!("[{}]", "1,".repeat(500_000)))).await.unwrap_err();
    let GetProjectError::Other(failure) = &error else { panic!("{error:?}") };
    assert_eq!(failure.body().len(), 64 * 1024);
}
