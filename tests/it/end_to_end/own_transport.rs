//! A transport as a user would write it, and one that only notes down what it is given.

use std::sync::{Arc, Mutex};

use codecatalyst::transport::{BoxFuture, Transport, TransportError, TransportErrorKind};
use codecatalyst::Body;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One connection a request, HTTP/1.1 by hand, plain text, and a server that closes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OwnTransport;

impl Transport for OwnTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let broken = |error: std::io::Error| {
                TransportError::new(TransportErrorKind::Interrupted, "the socket failed")
                    .with_source(error)
            };
            let authority =
                request.uri().authority().expect("requests have a whole address").as_str();
            let mut stream = TcpStream::connect(authority).await.map_err(|error| {
                TransportError::new(TransportErrorKind::Connect, "no connection").with_source(error)
            })?;
            stream.write_all(&written(&request)).await.map_err(broken)?;
            let mut received = Vec::new();
            stream.read_to_end(&mut received).await.map_err(broken)?;
            parsed(&received).ok_or_else(|| {
                TransportError::new(TransportErrorKind::Interrupted, "no whole head came")
            })
        })
    }
}

fn written(request: &http::Request<Body>) -> Vec<u8> {
    let target = request.uri().path_and_query().expect("requests have a path");
    let host = request.uri().authority().expect("requests have a whole address");
    let mut bytes =
        format!("{} {target} HTTP/1.1\r\nhost: {host}\r\n", request.method()).into_bytes();
    for (name, value) in request.headers() {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    let body: &[u8] = match request.body() {
        Body::Bytes(body) => body,
        Body::Empty => &[],
        Body::Stream { .. } => panic!("no operation here sends a stream"),
    };
    if !body.is_empty() && !request.headers().contains_key("content-length") {
        bytes.extend_from_slice(format!("content-length: {}\r\n", body.len()).as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(body);
    bytes
}

/// The response in these bytes; the connection ends with the body.
fn parsed(bytes: &[u8]) -> Option<http::Response<Body>> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let mut response = http::Response::builder().status(lines.next()?.split(' ').nth(1)?);
    for line in lines {
        let (name, value) = line.split_once(':')?;
        response = response.header(name, value.trim());
    }
    response.body(Body::Bytes(bytes[end + 4..].to_vec().into())).ok()
}

/// Sends nothing, answers with an empty object, and keeps what it was to send.
#[derive(Clone, Default)]
pub(crate) struct Noting(Arc<Mutex<Vec<http::request::Parts>>>);

impl Noting {
    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<http::request::Parts> {
        self.0.lock().unwrap().clone()
    }
}

impl Transport for Noting {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.0.lock().unwrap().push(request.into_parts().0);
        let response = http::Response::builder().header("content-type", "application/json");
        Box::pin(std::future::ready(Ok(response.body(Body::Bytes("{}".into())).unwrap())))
    }
}
