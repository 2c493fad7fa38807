//! Responses that end too early, at every byte, and secrets that must not get out that way.

use codecatalyst::operation::create_access_token::CreateAccessTokenError;
use codecatalyst::types::{DevEnvironmentSessionConfiguration, DevEnvironmentSessionType};
use codecatalyst::ErrorKind;
use serde_json::json;

use super::{client, everything_shown};
use crate::end_to_end::case::{PROJECT, SPACE, UUID};
use crate::end_to_end::server::{Message, Reply, Server, REQUEST_ID};

/// No four characters of it occur in anything else here.
const SECRET: &str = "Zq7XwKv9Jp2Lm4Rt8Bd6";

fn assert_no_secret(shown: &str, what: &str) {
    for start in 0..=SECRET.len() - 4 {
        let part = &SECRET[start..start + 4];
        assert!(!shown.contains(part), "{what}: {part} of the secret is shown: {shown}");
    }
}

fn project() -> Message {
    Message::json(
        200,
        &json!({
            "name": "demo-project", "spaceName": "ExampleCorp", "displayName": "Demo", "description": "x \u{1F980}",
        }),
    )
}

fn access_token() -> Message {
    Message::json(
        201,
        &json!({
            "accessTokenId": "a1", "expiresTime": "2023-03-04T05:06:07Z", "name": "laptop", "secret": SECRET,
        }),
    )
}

/// The response cut at each byte: the connection ends in the middle of it.
fn cut_connections(message: &Message) -> Vec<(usize, Reply)> {
    let bytes = message.bytes();
    (0..bytes.len()).map(|end| (end, Reply::Close(bytes[..end].to_vec()))).collect()
}

/// The body cut at each byte, in a message that says this is all of it.
fn cut_bodies(message: &Message) -> Vec<(usize, Reply)> {
    let body = message.bytes()[message.head().len()..].to_vec();
    (0..body.len()).map(|end| (end, message.clone().body(&body[..end]).into())).collect()
}

#[tokio::test]
async fn a_project_cut_off_with_its_connection() {
    let head = project().head().len();
    let server = Server::start::<Reply>([]).await;
    let client = client(&server);
    for (end, reply) in cut_connections(&project()) {
        server.push(reply);
        let error = client.get_project().space_name(SPACE).name(PROJECT).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{end}: {error}");
        let known = if end < head { (None, None) } else { (Some(200), Some(REQUEST_ID)) };
        assert_eq!((error.status(), error.request_id()), known, "{end}: {error}");
        assert!(error.to_string().len() < 1000, "{error}");
    }
    let more_than = project().bytes().len();
    assert_eq!(server.requests().len(), more_than, "each of them was sent once");
}

#[tokio::test]
async fn a_project_cut_off_in_its_text() {
    let server = Server::start::<Reply>([]).await;
    let client = client(&server);
    for (end, reply) in cut_bodies(&project()).into_iter().skip(1) {
        server.push(reply);
        let error = client.get_project().space_name(SPACE).name(PROJECT).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Response, "{end}: {error}");
        assert_eq!((error.status(), error.request_id()), (Some(200), Some(REQUEST_ID)), "{end}");
    }
}

#[tokio::test]
async fn an_access_token_cut_off_with_its_connection_shows_nothing_of_the_secret() {
    let server = Server::start::<Reply>([]).await;
    let client = client(&server);
    let head = access_token().head().len();
    for (end, reply) in cut_connections(&access_token()) {
        server.push(reply);
        let error = client.create_access_token().name("laptop").send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{end}: {error}");
        if end >= head {
            assert_eq!(
                (error.status(), error.request_id()),
                (Some(201), Some(REQUEST_ID)),
                "{end}"
            );
            assert!(error.to_string().contains("cut short"), "{end}: {error}");
        }
        assert_no_secret(&everything_shown(&error), &end.to_string());
    }
}

#[tokio::test]
async fn an_access_token_cut_off_in_its_text_shows_nothing_of_the_secret() {
    let server = Server::start::<Reply>([]).await;
    let client = client(&server);
    for (end, reply) in cut_bodies(&access_token()).into_iter().skip(1) {
        server.push(reply);
        let error = client.create_access_token().name("laptop").send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Response, "{end}: {error}");
        assert_eq!((error.status(), error.request_id()), (Some(201), Some(REQUEST_ID)), "{end}");
        let shown = everything_shown(&error);
        assert!(shown.contains(&format!("{end} bytes")), "{shown}");
        assert_no_secret(&shown, &end.to_string());
        let CreateAccessTokenError::Other(failure) = &error else { panic!("{error:?}") };
        assert_eq!(failure.body().len(), end, "who asks for the body gets it");
    }
}

#[tokio::test]
async fn no_other_broken_answer_shows_the_secret_either() {
    let secret = format!("{{\"secret\": \"{SECRET}\"");
    let replies = [
        Message::new(201).header("content-type", "text/html").body(format!("<p>{SECRET}</p>")),
        Message::json(201, &json!({"secret": {"value": SECRET}})),
        Message::json(201, &json!({"secret": [SECRET]})),
        Message::json(201, &json!({"secret": SECRET, "expiresTime": SECRET})),
        Message::json(201, &json!({"secret": SECRET, "expiresTime": {SECRET: 1}})),
        Message::json(201, &json!([SECRET])),
        Message::json(201, &json!(SECRET)),
        Message::new(502).body(format!("<html>{SECRET}</html>")),
        Message::new(500).header("content-type", "application/json").body(secret.clone()),
        Message::new(400).header("content-type", "application/json").body(secret),
        Message::new(307).header("location", &format!("https://example.com/?secret={SECRET}")),
    ];
    for (index, reply) in replies.into_iter().enumerate() {
        let server = Server::start([reply]).await;
        let error = client(&server).create_access_token().name("laptop").send().await.unwrap_err();
        assert!(error.status().is_some(), "{index}");
        assert_no_secret(&everything_shown(&error), &index.to_string());
    }
}

#[tokio::test]
async fn a_secret_that_arrives_whole_is_there_and_is_not_shown() {
    let server = Server::start([access_token()]).await;
    let response = client(&server).create_access_token().name("laptop").send().await.unwrap();
    assert_eq!(response.secret, SECRET);
    let shown = format!("{response:?} {response:#?}");
    assert_no_secret(&shown, "Debug");
    assert!(shown.contains("laptop"), "only the secret is masked: {shown}");

    let answer = json!({
        "accessDetails": {"streamUrl": format!("wss://x/{SECRET}"), "tokenValue": SECRET},
        "id": UUID, "projectName": PROJECT, "spaceName": SPACE,
    });
    let server = Server::start([Message::json(200, &answer)]).await;
    let configuration = DevEnvironmentSessionConfiguration::new(DevEnvironmentSessionType::Ssh);
    let call = client(&server)
        .start_dev_environment_session()
        .space_name(SPACE)
        .project_name(PROJECT)
        .id(UUID);
    let response = call.session_configuration(configuration).send().await.unwrap();
    assert_eq!(response.access_details.token_value, SECRET);
    assert_no_secret(&format!("{response:?} {:?}", response.access_details), "Debug");
}

#[tokio::test]
async fn a_session_cut_off_in_its_text_shows_nothing_of_its_tokens() {
    let answer = Message::json(
        200,
        &json!({"accessDetails": {"streamUrl": "wss://x", "tokenValue": SECRET}, "id": UUID}),
    );
    let server = Server::start::<Reply>([]).await;
    let client = client(&server);
    for (end, reply) in cut_bodies(&answer).into_iter().skip(1) {
        server.push(reply);
        let configuration = DevEnvironmentSessionConfiguration::new(DevEnvironmentSessionType::Ssh);
        let call =
            client.start_dev_environment_session().space_name(SPACE).project_name(PROJECT).id(UUID);
        let error = call.session_configuration(configuration).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Response, "{end}");
        assert_no_secret(&everything_shown(&error), &end.to_string());
    }
}
