//! Connections that break, and servers that say nothing for too long.

use std::time::Duration;

use codecatalyst::retry::RetryPolicy;
use codecatalyst::{Client, ErrorKind, Timeouts};
use ferrosmith_runtime::error::Timeout;
use serde_json::json;

use super::case::{PROJECT, SPACE, TOKEN};
use super::doubles::{Time, LIMIT};
use super::retries::client;
use super::server::{Message, Reply, Server};

#[tokio::test]
async fn a_connection_lost_before_the_answer_is_made_anew_where_that_is_safe() {
    let answer = Message::json(200, &json!({"name": "demo"}));
    let replies = [Reply::Close(Vec::new()), Reply::Close(b"HTTP/1.1 20".to_vec()), answer.into()];
    let (server, time) = (Server::start(replies).await, Time::default());
    let call = client(&server, &time).get_project().space_name(SPACE).name(PROJECT).call();
    let (response, metadata) = call.send_with_metadata().await.unwrap();
    assert_eq!((response.name.as_str(), metadata.attempts()), ("demo", 3));
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn a_connection_lost_in_the_middle_of_the_answer_is_made_anew_where_that_is_safe() {
    let answer = Message::json(200, &json!({"name": "demo"}));
    let half = answer.bytes()[..answer.bytes().len() - 5].to_vec();
    let (server, time) =
        (Server::start([Reply::Close(half), answer.into()]).await, Time::default());
    let response =
        client(&server, &time).get_project().space_name(SPACE).name(PROJECT).send().await.unwrap();
    assert_eq!(response.name, "demo");
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_lost_connection_ends_a_call_that_is_not_idempotent() {
    let whole = Message::json(201, &json!({"secret": "s"})).bytes();
    for sent in [0, 10, whole.len() - 1] {
        let (server, time) =
            (Server::start([Reply::Close(whole[..sent].to_vec())]).await, Time::default());
        let error =
            client(&server, &time).create_access_token().name("x").send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{sent}: {error}");
        assert_eq!(server.requests().len(), 1, "{sent}");
    }
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_whatever_the_call_is() {
    let refused = super::safety::refusing();
    let time = Time::default();
    let client = Client::builder()
        .bearer_token(TOKEN)
        .endpoint(format!("http://{}", refused.local_addr().unwrap()))
        .clock(time.clone())
        .sleep(time.clone())
        .timeouts(Timeouts::none())
        .build()
        .unwrap();
    let error = client.create_access_token().name("x").send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 3));
    assert_eq!(time.pauses().len(), 2);
}

#[tokio::test]
async fn a_server_that_never_answers_costs_one_attempt() {
    let answer = Message::json(200, &json!({"name": "demo"}));
    let (server, time) = (Server::start([Reply::Silence, answer.into()]).await, Time::default());
    // The limit of the first attempt is over as soon as the server has the request.
    time.set_alarm(server.arrival());
    let call = client(&server, &time).get_project().space_name(SPACE).name(PROJECT).call();
    let (_, metadata) = call.attempt_timeout(LIMIT).send_with_metadata().await.unwrap();
    assert_eq!(metadata.attempts(), 2);
}

#[tokio::test]
async fn a_timeout_ends_a_call_that_is_not_idempotent() {
    let (server, time) = (Server::start([Reply::Silence]).await, Time::default());
    time.set_alarm(server.arrival());
    let call = client(&server, &time).create_access_token().name("x").call();
    let error = call.attempt_timeout(LIMIT).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(Timeout::Attempt));
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
    assert!(error.kind().is_transient());
}

#[tokio::test]
async fn a_body_that_stops_half_way_is_a_timeout_too() {
    let message = Message::json(200, &json!({"name": "demo"}));
    let half = message.bytes()[..message.bytes().len() - 3].to_vec();
    let (server, time) = (Server::start([Reply::Bytes(half)]).await, Time::default());
    time.set_alarm(server.arrival());
    let call = client(&server, &time).get_project().space_name(SPACE).name(PROJECT).call();
    let error = call.attempt_timeout(LIMIT).retry(RetryPolicy::off()).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(Timeout::Attempt));
}

#[tokio::test]
async fn the_limit_of_the_call_ends_it_between_attempts_too() {
    let (server, time) = (Server::start([Reply::Silence]).await, Time::default());
    time.set_alarm(server.arrival());
    let error = client(&server, &time)
        .get_project()
        .space_name(SPACE)
        .name(PROJECT)
        .call()
        .timeout(LIMIT)
        .send()
        .await;
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(Timeout::Total));
    assert_eq!(server.requests().len(), 1);
    assert!(error.to_string().contains("3600s"), "{error}");
}

#[tokio::test]
async fn the_default_timer_keeps_the_limits() {
    let limits = Timeouts::none().with_attempt(Some(Duration::from_millis(20)));
    let server = Server::start([Reply::Silence, Reply::Silence]).await;
    let client = Client::builder()
        .bearer_token(TOKEN)
        .endpoint(server.endpoint())
        .timeouts(limits)
        .retry(RetryPolicy::standard().with_max_attempts(2).with_base(Duration::ZERO))
        .build()
        .unwrap();
    let error = client.get_project().space_name(SPACE).name(PROJECT).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(Timeout::Attempt));
    assert_eq!(error.attempts(), 2);
    let total = client.get_project().space_name(SPACE).name(PROJECT).call().attempt_timeout(None);
    server.push(Reply::Silence);
    let error = total.timeout(Duration::from_millis(20)).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(Timeout::Total));
}

#[tokio::test]
async fn a_connection_that_was_closed_while_idle_is_not_used_again() {
    // Nothing of the second request may go to waste on it: that call is never sent twice.
    let made = json!({"accessTokenId": "a", "expiresTime": "2023-03-04T05:06:07Z", "name": "x", "secret": "s"});
    for _ in 0..20 {
        let first = Message::json(200, &json!({"name": "demo"})).bytes();
        let replies = [Reply::Close(first), Message::json(201, &made).into()];
        let (server, time) = (Server::start(replies).await, Time::default());
        let client = client(&server, &time);
        client.get_project().space_name(SPACE).name(PROJECT).send().await.unwrap();
        client.create_access_token().name("x").send().await.unwrap();
        assert_eq!((server.requests().len(), server.connections()), (2, 2));
    }
}

#[tokio::test]
async fn a_connection_that_stays_open_is_used_again() {
    let replies = [json!({"name": "one"}), json!({"name": "two"}), json!({"name": "three"})];
    let server = Server::start(replies.iter().map(|answer| Message::json(200, answer))).await;
    let client = client(&server, &Time::default());
    for name in ["one", "two", "three"] {
        let project =
            client.clone().get_project().space_name(SPACE).name(PROJECT).send().await.unwrap();
        assert_eq!(project.name, name);
    }
    assert_eq!(server.connections(), 1);
}
