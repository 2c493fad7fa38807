//! Values that go into headers and bodies, and requests that must not be sent at all.

use codecatalyst::operation::create_project::CreateProjectError;
use codecatalyst::{Attempt, ErrorKind, Hook, Validation};
use serde_json::json;

use super::client;
use crate::end_to_end::case::{builder, check_headers, PROJECT, SPACE, TOKEN};
use crate::end_to_end::server::{Message, Server};

fn made() -> Message {
    Message::json(201, &json!({"name": "demo"}))
}

#[tokio::test]
async fn headers_that_would_be_more_than_one_are_refused() {
    let server = Server::start([made()]).await;
    let client = client(&server);
    let bad = [
        ("x-note", "a\r\nx-evil: 1"),
        ("x-note", "a\nb"),
        ("x-note", "a\rb"),
        ("x-note", "a\0b"),
        ("x-note", "\u{7f}"),
        ("x-note\r\nx-evil", "1"),
        ("x note", "1"),
        ("x-note:", "1"),
        ("", "1"),
        ("x-n\u{f6}te", "1"),
        ("authorization", "Bearer other"),
        ("Host", "example.com"),
        ("content-length", "0"),
        ("transfer-encoding", "chunked"),
        ("connection", "x-note"),
        ("upgrade", "h2c"),
    ];
    for (name, value) in bad {
        let error = client.verify_session().call().header(name, value).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{name:?}: {value:?}");
        assert!(!error.to_string().contains("evil"), "{error}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_header_of_the_caller_is_one_more_header() {
    let server = Server::start([Message::json(200, &json!({}))]).await;
    let call = client(&server).verify_session().call().header("x-note", "a: b, \"c\"");
    call.send().await.unwrap();
    assert_eq!(server.only_request().header("x-note"), Some("a: b, \"c\""));
}

#[tokio::test]
async fn a_hook_cannot_replace_the_token() {
    struct Replacing;
    impl Hook for Replacing {
        fn before(&self, _attempt: &Attempt<'_>, headers: &mut http::HeaderMap) {
            assert!(!headers.contains_key("authorization"), "hooks do not see the token");
            headers.insert("authorization", http::HeaderValue::from_static("Bearer other"));
            headers.insert("x-trace", http::HeaderValue::from_static("1"));
        }
    }
    let server = Server::start([Message::json(200, &json!({}))]).await;
    let builder = builder(&server).hook(Replacing);
    builder.build().unwrap().verify_session().send().await.unwrap();
    let request = server.only_request();
    assert_eq!(request.header("authorization"), Some(&*format!("Bearer {TOKEN}")));
    assert_eq!(request.header("x-trace"), Some("1"));
}

#[tokio::test]
async fn texts_in_a_body_arrive_as_they_are() {
    for text in [
        "\"",
        "\\",
        "\\\"",
        "\0",
        "\u{1}\u{1f}\u{7f}",
        "\r\n",
        "\u{2028}\u{2029}",
        "\u{1F980}",
        "\u{feff}",
        "</script>",
        "\\u0041",
        "\",\"admin\":true,\"x\":\"",
        "{\"a\":1}",
        "",
    ] {
        let server = Server::start([made()]).await;
        let call = client(&server).create_project().space_name(SPACE).display_name(text).call();
        call.validation(Validation::Off).send().await.unwrap();
        let request = server.only_request();
        assert_eq!(request.json(), json!({"displayName": text}));
        check_headers(text, &request, &server, true);
    }
}

#[tokio::test]
async fn a_request_that_breaks_the_model_is_not_sent_and_every_reason_is_told() {
    let server = Server::start([made()]).await;
    let call = client(&server)
        .create_project()
        .space_name("x")
        .display_name("!")
        .description("?".repeat(201));
    let error = call.send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
    let CreateProjectError::Other(failure) = &error else { panic!("{error:?}") };
    let paths: Vec<String> = failure
        .violations()
        .unwrap()
        .iter()
        .map(|violation| violation.path().to_string())
        .collect();
    // Length and pattern of each description, name and display name.
    assert_eq!(
        paths,
        ["/spaceName", "/description", "/description", "/displayName", "/displayName"]
    );
    assert!(
        error.to_string().contains("Member must have length between 3 and 63, inclusive"),
        "{error}"
    );
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn the_caller_decides_whether_the_model_is_asked() {
    for validation in [Validation::Off, Validation::Warn] {
        let server = Server::start([made()]).await;
        let call = client(&server).create_project().space_name("x").display_name("!").call();
        call.validation(validation).send().await.unwrap();
        assert_eq!(server.only_request().target, "/v1/spaces/x/projects");
    }
}

#[tokio::test]
async fn an_invalid_token_of_the_caller_is_not_replaced() {
    // 65 characters where the operation allows 64: not sent, rather than sent with another token.
    let server = Server::start([made()]).await;
    let call = client(&server).start_workflow_run().space_name(SPACE).project_name(PROJECT);
    let call =
        call.workflow_id("0f1e2d3c-4b5a-4697-8877-66554433aabb").client_token("a".repeat(65));
    assert_eq!(call.send().await.unwrap_err().kind(), ErrorKind::Validation);
    assert_eq!(server.connections(), 0);
}
