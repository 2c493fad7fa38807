//! Tokens stay home: where they may go, and what is refused before anything is sent.

use codecatalyst::credentials::{CredentialsError, ProvideToken, Token};
use codecatalyst::retry::RetryPolicy;
use codecatalyst::transport::BoxFuture;
use codecatalyst::{BuildError, Client, ErrorKind, Timestamp};
use serde_json::json;
use tokio::net::TcpSocket;

use super::case::{builder, PROJECT, SPACE, TOKEN};
use super::doubles::{Time, START};
use super::own_transport::Noting;
use super::server::{Message, Reply, Server};
use super::transports::each_transport;

/// A socket that has an address and refuses every connection to it, for as long as it lives.
pub(super) fn refusing() -> TcpSocket {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    socket
}

fn noting(endpoint: &str) -> (Client, Noting) {
    let noting = Noting::default();
    let client = Client::builder()
        .bearer_token(TOKEN)
        .endpoint(endpoint)
        .transport(noting.clone())
        .build()
        .unwrap();
    (client, noting)
}

#[tokio::test]
async fn without_encryption_tokens_go_to_this_machine_only() {
    for endpoint in [
        "http://example.com",
        "http://192.0.2.1:8080",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://notlocalhost",
        "http://[2001:db8::1]",
        "http://0.0.0.0",
        "http://10.0.0.1",
        "http://128.0.0.1",
    ] {
        let (client, noting) = noting(endpoint);
        let error = client.verify_session().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{endpoint}");
        assert_eq!(noting.requests().len(), 0, "{endpoint}");
        assert!(!format!("{error} {error:?}").contains(TOKEN));
    }
    for endpoint in [
        "http://localhost",
        "http://LOCALHOST:1",
        "http://127.0.0.1:8080",
        "http://127.1.2.3",
        "http://[::1]:80",
        "https://example.com",
        "https://192.0.2.1:8443/base",
    ] {
        let (client, noting) = noting(endpoint);
        client.verify_session().send().await.unwrap();
        assert_eq!(
            noting.requests()[0].headers["authorization"],
            format!("Bearer {TOKEN}"),
            "{endpoint}"
        );
        assert!(
            noting.requests()[0].headers["authorization"].is_sensitive(),
            "kept out of logs and header tables"
        );
    }
}

#[tokio::test]
async fn an_address_for_one_call_is_held_to_the_same_rule() {
    let (client, noting) = noting("https://example.com");
    let error =
        client.verify_session().call().endpoint("http://example.com").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    client.verify_session().call().endpoint("https://example.org/base/").send().await.unwrap();
    let requests = noting.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].uri, "https://example.org/base/session");
}

#[tokio::test]
async fn unencrypted_tokens_can_be_asked_for() {
    let noting = Noting::default();
    let client =
        Client::builder().bearer_token(TOKEN).endpoint("http://192.0.2.1").allow_insecure();
    client.transport(noting.clone()).build().unwrap().verify_session().send().await.unwrap();
    assert_eq!(noting.requests().len(), 1);
}

#[tokio::test]
async fn redirects_are_refused_and_the_other_server_hears_nothing() {
    for status in [301, 302, 303, 307, 308] {
        for (name, transport) in each_transport() {
            let other = Server::start([Message::json(200, &json!({"name": "demo"}))]).await;
            let location =
                format!("{}/v1/spaces/ExampleCorp/projects/demo-project", other.endpoint());
            let server = Server::start([Reply::Close(
                Message::new(status).header("location", &location).bytes(),
            )])
            .await;
            let client = builder(&server).transport(transport);
            let call = client.build().unwrap().get_project().space_name(SPACE).name(PROJECT);
            let error = call.send().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Redirect, "{name} {status}: {error}");
            assert_eq!(error.status(), Some(status), "{name}");
            assert!(error.to_string().contains("127.0.0.1"), "{name}: {error}");
            assert_eq!(other.connections(), 0, "{name} {status}");
            assert_eq!(server.requests().len(), 1, "{name} {status}");
        }
    }
}

#[tokio::test]
async fn an_expired_token_is_refused_before_anything_is_sent() {
    let server = Server::start([Message::json(200, &json!({"identity": "x"}))]).await;
    let ending = |seconds| {
        let token =
            Token::new(TOKEN).with_expiry(Timestamp::from_unix(START + seconds, 0).unwrap());
        let client = Client::builder()
            .bearer_token(token)
            .endpoint(server.endpoint())
            .clock(Time::default());
        client.build().unwrap()
    };
    for seconds in [-86_400, -1, 0] {
        let error = ending(seconds).verify_session().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials, "{error}");
        assert!(error.to_string().contains("expired"), "{error}");
        assert_eq!(server.connections(), 0);
    }
    ending(1).verify_session().send().await.unwrap();
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_refused_and_not_repeated() {
    let server = Server::start([Message::new(200)]).await;
    for token in ["", "abc\r\nx-admin: yes", "abc\ndef", "abc\0def"] {
        let client =
            Client::builder().bearer_token(token).endpoint(server.endpoint()).build().unwrap();
        let error = client.verify_session().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials, "{token:?}");
        assert!(!format!("{error} {error:?}").contains("abc"), "{error:?}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn without_a_token_nothing_is_sent_and_the_reason_is_passed_on() {
    struct Nowhere;
    impl ProvideToken for Nowhere {
        fn token(&self, _now: Timestamp) -> BoxFuture<'_, Result<Token, CredentialsError>> {
            Box::pin(std::future::ready(Err(CredentialsError::absent("the drawer is empty"))))
        }
    }
    let server = Server::start([Message::new(200)]).await;
    let client =
        Client::builder().credentials(Nowhere).endpoint(server.endpoint()).build().unwrap();
    let error = client.verify_session().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(error.to_string(), "VerifySession: there is no bearer token: the drawer is empty");
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn nothing_shows_the_token() {
    let server = Server::start([Message::new(503), Message::new(503)]).await;
    let builder = builder(&server).retry(RetryPolicy::off());
    let shown = format!("{builder:?}");
    let client = builder.build().unwrap();
    let call = client.verify_session();
    let error = call.clone().send().await.unwrap_err();
    let shown = format!("{shown} {client:?} {call:?} {:?} {error:?} {error}", call.clone().call());
    assert!(!shown.contains(TOKEN), "{shown}");
}

#[test]
fn a_client_that_cannot_work_is_not_built_and_the_setting_is_named() {
    let setting = |built: Result<Client, BuildError>| built.err().map(|error| error.setting());
    let builder = || Client::builder().bearer_token(TOKEN);
    for endpoint in [
        "",
        "example.com",
        "/path",
        "ftp://example.com",
        "https://",
        "https://user:pass@example.com",
        "https://a b",
    ] {
        assert_eq!(setting(builder().endpoint(endpoint).build()), Some("endpoint"), "{endpoint:?}");
    }
    assert_eq!(setting(builder().header("Authorization", "Basic x").build()), Some("header"));
    assert_eq!(setting(builder().header("x-note", "a\r\nb: c").build()), Some("header"));
    assert_eq!(setting(builder().application("a\nb").build()), Some("application"));
    assert_eq!(setting(builder().build()), None);
}
