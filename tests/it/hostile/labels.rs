//! Values that go into the path: encoded so that they stay one segment, or refused.

use std::sync::Arc;

use codecatalyst::retry::RetryPolicy;
use codecatalyst::transport::{Transport, TransportErrorKind};
use codecatalyst::{Body, Client, ErrorKind, Validation};
use serde_json::json;

use crate::end_to_end::case::{PROJECT, SPACE, TOKEN};
use crate::end_to_end::own_transport::Noting;
use crate::end_to_end::server::{Message, Reply, Server};
use crate::end_to_end::transports::each_transport;

/// Values and their only right spelling in a path: RFC 3986's unreserved characters as they are,
/// every other byte of the UTF-8 text with a percent sign and upper-case digits.
const LABELS: [(&str, &str); 22] = [
    ("a/b", "a%2Fb"),
    ("/", "%2F"),
    ("a%2Fb", "a%252Fb"),
    ("%", "%25"),
    ("a b", "a%20b"),
    ("a+b", "a%2Bb"),
    ("\"quoted\" 'too'", "%22quoted%22%20%27too%27"),
    ("grüße", "gr%C3%BC%C3%9Fe"),
    ("\u{1F980}", "%F0%9F%A6%80"),
    ("e\u{301}", "e%CC%81"),
    (
        "a\r\nX-Evil: 1\r\n\r\nGET / HTTP/1.1",
        "a%0D%0AX-Evil%3A%201%0D%0A%0D%0AGET%20%2F%20HTTP%2F1.1",
    ),
    ("a\nb", "a%0Ab"),
    ("a\0b", "a%00b"),
    ("a?b=c#d", "a%3Fb%3Dc%23d"),
    ("a\\b", "a%5Cb"),
    ("...", "..."),
    (".a", ".a"),
    ("a..", "a.."),
    ("../x", "..%2Fx"),
    ("%2e%2e", "%252e%252e"),
    ("-._~", "-._~"),
    (
        "!*'();:@&=+$,[]{}|^`<>",
        "%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%5B%5D%7B%7D%7C%5E%60%3C%3E",
    ),
];

/// Values that would be another path, whatever is done to them: URL libraries take even the
/// encoded dots for steps.
const REFUSED: [&str; 3] = ["", ".", ".."];

fn client(endpoint: String, transport: Arc<dyn Transport>) -> Client {
    let builder = Client::builder().bearer_token(TOKEN).endpoint(endpoint).transport(transport);
    builder.validation(Validation::Off).retry(RetryPolicy::off()).build().unwrap()
}

#[tokio::test]
async fn labels_stay_one_segment_over_each_transport() {
    for (name, transport) in each_transport() {
        for (label, spelling) in LABELS {
            let reply = || Reply::Close(Message::json(201, &json!({"name": "demo"})).bytes());
            let server = Server::start([reply()]).await;
            let client = client(server.endpoint(), transport.clone());
            let call = client
                .create_source_repository()
                .space_name(label)
                .project_name(PROJECT)
                .name(label);
            call.send().await.unwrap();
            let request = server.only_request();
            let path = format!(
                "/v1/spaces/{spelling}/projects/demo-project/sourceRepositories/{spelling}"
            );
            assert_eq!(request.target, path, "{name}: {label:?}");
            assert_eq!(request.header("x-evil"), None, "{name}: {label:?}");
        }
    }
}

#[tokio::test]
async fn query_values_stay_one_value_over_each_transport() {
    for (name, transport) in each_transport() {
        for (value, spelling) in LABELS.into_iter().chain([("..", ".."), (".", "."), ("", "")]) {
            let server =
                Server::start([Reply::Close(Message::json(200, &json!({})).bytes())]).await;
            client(server.endpoint(), transport.clone())
                .get_user_details()
                .id(value)
                .send()
                .await
                .unwrap();
            assert_eq!(
                server.only_request().target,
                format!("/userDetails?id={spelling}"),
                "{name}: {value:?}"
            );
        }
    }
}

#[tokio::test]
async fn labels_that_would_be_another_path_are_refused_over_each_transport() {
    for (name, transport) in each_transport() {
        for label in REFUSED {
            let server = Server::start([Message::json(200, &json!({"name": "demo"}))]).await;
            let client = client(server.endpoint(), transport.clone());
            let errors = [
                client.get_project().space_name(label).name(PROJECT).send().await.unwrap_err(),
                client.get_project().space_name(SPACE).name(label).send().await.unwrap_err(),
            ];
            for (error, member) in errors.into_iter().zip(["spaceName", "name"]) {
                assert_eq!(error.kind(), ErrorKind::Encode, "{name}: {label:?}: {error}");
                assert!(error.to_string().contains(&format!("`{member}`")), "{name}: {error}");
            }
            let error = client.delete_space().name(label).send().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Encode, "{name}: {label:?}: a deletion above all");
            assert_eq!(server.connections(), 0, "{name}: {label:?}");
        }
    }
}

#[tokio::test]
async fn they_are_refused_with_validation_too_where_the_model_allows_them() {
    // A branch may have any name of 1 to 100 characters, as far as the model goes.
    let noting = Noting::default();
    let client = Client::builder()
        .bearer_token(TOKEN)
        .endpoint("https://example.com")
        .transport(noting.clone());
    let client = client.build().unwrap();
    for label in [".", ".."] {
        let call = client.create_source_repository_branch().space_name(SPACE).project_name(PROJECT);
        let error = call.source_repository_name("web").name(label).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Encode, "{label}");
    }
    assert_eq!(noting.requests().len(), 0);
}

#[tokio::test]
async fn a_transport_never_asks_for_another_path_than_it_was_given() {
    // What no operation sends, handed to the transport itself: URL libraries fold these.
    for path in [
        "/v1/spaces/%2e%2e",
        "/v1/spaces/../x",
        "/v1/spaces/.%2E/x",
        "/v1/./spaces",
        "/v1/%2E/spaces",
    ] {
        for (name, transport) in each_transport() {
            let server = Server::start([Reply::Close(Message::new(200).bytes())]).await;
            let request = http::Request::get(format!("{}{path}", server.endpoint()));
            match transport.send(request.body(Body::Empty).unwrap()).await {
                Ok(_) => assert_eq!(server.only_request().target, path, "{name}"),
                Err(error) => {
                    assert_eq!(
                        (name, error.kind()),
                        ("reqwest", TransportErrorKind::Unsendable),
                        "{path}: {error}"
                    );
                    assert_eq!(server.connections(), 0, "{name}: {path}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_label_longer_than_any_address_is_refused() {
    let noting = Noting::default();
    let client = client("https://example.com".into(), Arc::new(noting.clone()));
    let error = client
        .get_project()
        .space_name("x".repeat(100_000))
        .name(PROJECT)
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Encode | ErrorKind::Configuration), "{error}");
    assert!(error.to_string().len() < 1000, "the value is not repeated");
    assert_eq!(noting.requests().len(), 0);
}

#[tokio::test]
async fn the_path_of_the_endpoint_stays_in_front() {
    for (name, transport) in each_transport() {
        let server =
            Server::start([Reply::Close(Message::json(200, &json!({"name": "demo"})).bytes())])
                .await;
        let client = client(format!("{}/base%2Fpath/v0/", server.endpoint()), transport);
        client.get_project().space_name("a/b").name("c d").send().await.unwrap();
        assert_eq!(
            server.only_request().target,
            "/base%2Fpath/v0/v1/spaces/a%2Fb/projects/c%20d",
            "{name}"
        );
    }
}
