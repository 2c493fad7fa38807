//! The adapters against a real socket: each fact holds for each of them.

mod server;

use core::future::Future;
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::boxed::Box;
use std::string::{String, ToString};
use std::sync::Arc;
use std::time::Instant;
use std::vec::Vec;

use self::server::{Answer, Server};
use super::{Transport, TransportErrorKind};
use crate::client::tests::service::{make, name, put, SERVICE};
use crate::client::{Client, Timeouts};
use crate::error::{ErrorKind, Timeout};
use crate::http::Body;
use crate::retry::RetryPolicy;

const CREATED: &str =
    "HTTP/1.1 201 Created\r\ncontent-length: 9\r\nx-request-id: 7a1c\r\n\r\nname=Demo";

/// Each adapter, with this limit for connecting.
fn adapters(limit: Duration) -> Vec<(&'static str, Arc<dyn Transport>)> {
    let mut adapters: Vec<(&'static str, Arc<dyn Transport>)> = Vec::new();
    #[cfg(feature = "hyper")]
    adapters.push(("hyper", Arc::new(super::HyperTransport::new(Some(limit)).unwrap())));
    #[cfg(feature = "reqwest")]
    {
        let builder = reqwest::Client::builder().connect_timeout(limit).no_proxy();
        adapters.push(("reqwest", Arc::new(super::ReqwestTransport::new(builder).unwrap())));
    }
    adapters
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn client(transport: Arc<dyn Transport>, endpoint: &str) -> Client {
    Client::builder(&SERVICE)
        .transport(transport)
        .endpoint(endpoint)
        .bearer_token("s3cret-token")
        .retry(RetryPolicy::standard().with_base(Duration::from_millis(1)))
        .timeouts(Timeouts::default().with_attempt(Some(Duration::from_millis(300))))
        .build()
        .unwrap()
}

fn each(answers: &[Answer], fact: impl Fn(&'static str, &Server, Client)) {
    for (adapter, transport) in adapters(Duration::from_secs(5)) {
        let server = Server::start(answers);
        let client = client(transport, &server.endpoint());
        fact(adapter, &server, client);
    }
}

#[test]
fn a_call_goes_there_and_back() {
    each(&[Answer::Bytes(CREATED)], |adapter, server, client| {
        let (thing, metadata) = run(client.call(put("Demo")).send_with_metadata()).unwrap();
        assert_eq!(
            (thing.name.as_str(), metadata.request_id()),
            ("Demo", Some("7a1c")),
            "{adapter}"
        );
        let request = server.requests().remove(0);
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("PUT /things HTTP/1.1\r\n"), "{adapter}: {head}");
        let head = head.to_lowercase();
        let host = std::format!("host: {}", server.address);
        for line in [
            "authorization: bearer s3cret-token",
            "user-agent: things/1.0",
            "content-length: 10",
            &host,
        ] {
            assert_eq!(
                head.lines().filter(|found| *found == line).count(),
                1,
                "{adapter}: {line} in {head}"
            );
        }
        assert_eq!(body, "name=Demo\n", "{adapter}");
    });
}

#[test]
fn a_path_arrives_as_it_is_or_not_at_all() {
    let answer = Answer::Bytes("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    each(&[answer], |adapter, server, client| {
        let result = run(client.call(name("Demo")).send());
        let requests = server.requests();
        if adapter == "hyper" {
            result.unwrap();
            assert!(
                requests[0].starts_with("GET /things/%2e%2e?q=a%20b HTTP/1.1\r\n"),
                "{requests:?}"
            );
        } else {
            assert_eq!(result.unwrap_err().kind(), ErrorKind::Configuration, "{adapter}");
            assert!(requests.is_empty(), "{adapter}: {requests:?}");
        }
    });
}

#[test]
fn a_redirect_is_not_followed() {
    for (adapter, transport) in adapters(Duration::from_secs(5)) {
        let elsewhere = Server::start(&[Answer::Bytes(CREATED)]);
        let location = std::format!(
            "HTTP/1.1 302 Found\r\nlocation: {}\r\ncontent-length: 0\r\n\r\n",
            elsewhere.endpoint()
        );
        let server = Server::start(&[Answer::Bytes(location.leak())]);
        let error =
            run(client(transport, &server.endpoint()).call(put("Demo")).send()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Redirect, "{adapter}");
        assert_eq!(server.requests().len(), 1, "{adapter}");
        assert!(elsewhere.requests().is_empty(), "{adapter}");
    }
}

#[test]
fn a_connection_that_drops_is_tried_again_where_twice_is_once() {
    each(&[Answer::Nothing, Answer::Bytes(CREATED)], |adapter, server, client| {
        let (_, metadata) = run(client.call(put("Demo")).send_with_metadata()).unwrap();
        assert_eq!((metadata.attempts(), server.requests().len()), (2, 2), "{adapter}");
    });
    each(&[Answer::Nothing, Answer::Bytes(CREATED)], |adapter, server, client| {
        let error = run(client.call(make("Demo")).send()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{adapter}");
        assert_eq!(server.requests().len(), 1, "{adapter}");
        let mut shown = std::format!("{error} {error:?}");
        let mut next = core::error::Error::source(&error);
        while let Some(source) = next {
            shown = std::format!("{shown} {source} {source:?}");
            next = source.source();
        }
        assert!(!shown.contains("s3cret"), "{adapter}: {shown}");
        assert!(!shown.contains("/keys"), "{adapter}: the path may hold a secret: {shown}");
    });
}

#[test]
fn a_body_that_is_cut_short_is_an_error() {
    let cut = Answer::Bytes("HTTP/1.1 201 Created\r\ncontent-length: 60\r\n\r\nsecret=hunter2");
    each(&[cut], |adapter, _, client| {
        let error = run(client.call(make("Demo")).send()).unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Transport, Some(201)), "{adapter}");
        assert!(
            error.to_string().starts_with("MakeKey: the response was cut short: "),
            "{adapter}: {error}"
        );
        assert!(!std::format!("{error} {error:?}").contains("hunter2"), "{adapter}");
    });
    let cut = Answer::Bytes(
        "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n5\r\nname=\r\n9\r\nDe",
    );
    each(&[cut, Answer::Bytes(CREATED)], |adapter, _, client| {
        assert_eq!(run(client.call(put("Demo")).send()).unwrap().name, "Demo", "{adapter}");
    });
}

#[test]
fn a_slow_reply_ends_with_the_time_limit() {
    each(&[Answer::Late], |adapter, _, client| {
        let start = Instant::now();
        let error = run(client.call(make("Demo")).send()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout(Timeout::Attempt), "{adapter}");
        assert!(start.elapsed() < Duration::from_secs(10), "{adapter}");
    });
}

#[test]
fn a_closed_port_is_a_connection_that_cannot_be_made() {
    for (adapter, transport) in adapters(Duration::from_secs(5)) {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = std::format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let error = run(client(transport, &endpoint).call(make("Demo")).send()).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 3), "{adapter}");
        assert!(
            error.to_string().starts_with("MakeKey: could not connect to 127.0.0.1: "),
            "{adapter}: {error}"
        );
        assert!(error.to_string().contains("refused"), "{adapter}: {error}");
    }
}

#[cfg(feature = "hyper")]
#[test]
fn the_limit_for_connecting_covers_the_handshake() {
    let server = Server::start(&[Answer::Late, Answer::Late, Answer::Late]);
    let transport = super::HyperTransport::new(Some(Duration::from_millis(100))).unwrap();
    let request =
        http::Request::get(std::format!("https://{}/", server.address)).body(Body::Empty).unwrap();
    let error = run(transport.send(request)).unwrap_err();
    // Without certificates on the machine nothing is sent at all.
    if error.kind() != TransportErrorKind::Unsendable {
        assert_eq!(error.kind(), TransportErrorKind::ConnectTimeout, "{error}");
        assert_eq!(error.to_string(), "no connection within 100ms");
    }
}

#[test]
fn without_a_runtime_there_is_an_error_and_no_panic() {
    for (adapter, transport) in adapters(Duration::from_secs(5)) {
        let request = http::Request::get("http://127.0.0.1:9/").body(Body::Empty).unwrap();
        let mut sending = transport.send(request);
        let Poll::Ready(Err(error)) =
            sending.as_mut().poll(&mut Context::from_waker(Waker::noop()))
        else {
            panic!("{adapter} waits for a runtime that is not there");
        };
        assert_eq!(error.kind(), TransportErrorKind::Unsendable, "{adapter}");
    }
}

/// Chunks of a body, from the last to the first.
struct Chunks(Vec<&'static str>);

impl futures_core::Stream for Chunks {
    type Item = Result<bytes::Bytes, crate::http::BodyError>;

    fn poll_next(
        mut self: core::pin::Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop().map(|chunk| Ok(chunk.into())))
    }
}

#[test]
fn a_stream_is_sent_with_its_length_and_received_as_it_comes() {
    for (adapter, transport) in adapters(Duration::from_secs(5)) {
        let server = Server::start(&[Answer::Bytes(CREATED)]);
        let body = Body::from_stream(Chunks(std::vec!["second", "first "]), Some(12));
        let request = http::Request::put(server.endpoint()).body(body).unwrap();
        let received = run(async {
            let response = transport.send(request).await.unwrap();
            assert_eq!(response.body().length(), Some(9), "{adapter}");
            response.into_body().collect(100).await.unwrap()
        });
        assert_eq!(received, "name=Demo", "{adapter}");
        let request: String = server.requests().remove(0);
        assert!(request.to_lowercase().contains("content-length: 12\r\n"), "{adapter}: {request}");
        assert!(request.ends_with("\r\n\r\nfirst second"), "{adapter}: {request}");
    }
}

#[test]
#[cfg(feature = "hyper")]
fn the_default_client_is_complete() {
    let client: Client = Client::builder(&SERVICE).endpoint("https://things.test").build().unwrap();
    let _ = Box::new(client);
}
