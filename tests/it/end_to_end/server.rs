//! A small HTTP/1.1 server that notes down what it is sent and answers with what it was given.

use std::collections::VecDeque;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// The id that every answer carries unless it says otherwise.
pub(crate) const REQUEST_ID: &str = "7a1c3f4e-0b52-4c1d-9a77-2d8e6f5b1c90";

/// The server. It ends with the runtime of the test that started it.
pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    replies: Mutex<VecDeque<Reply>>,
    requests: Mutex<Vec<Recorded>>,
    connections: AtomicUsize,
    arrived: Notify,
}

/// What the server does once a request has come.
pub(crate) enum Reply {
    /// Sends this and keeps the connection.
    Bytes(Vec<u8>),
    /// Sends this and closes the connection.
    Close(Vec<u8>),
    /// Sends the first part, and then the second over and over until the client leaves.
    Endless(Vec<u8>, Vec<u8>),
    /// Sends nothing and waits for the client to leave.
    Silence,
}

impl From<Message> for Reply {
    fn from(message: Message) -> Self {
        Self::Bytes(message.bytes())
    }
}

/// A response in the making.
#[derive(Clone)]
pub(crate) struct Message {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Message {
    /// A response without a body.
    pub(crate) fn new(status: u16) -> Self {
        Self {
            status,
            headers: vec![("x-amzn-requestid".into(), REQUEST_ID.into())],
            body: Vec::new(),
        }
    }

    /// A response as the service sends it.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::new(status).header("content-type", "application/json").body(body.to_string())
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(crate) fn without_request_id(mut self) -> Self {
        self.headers.retain(|(name, _)| name != "x-amzn-requestid");
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// The head of the message, with the number of bytes that its body has.
    pub(crate) fn head(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} Canned\r\n", self.status).into_bytes();
        for (name, value) in &self.headers {
            head.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        head.extend_from_slice(format!("content-length: {}\r\n\r\n", self.body.len()).as_bytes());
        head
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.head();
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

/// A request as it was sent.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Recorded {
    /// The value of a header that occurs at most once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "the header {name} was sent twice: {:?}", self.headers);
        value
    }

    /// The names of all headers, in lower case and sorted.
    pub(crate) fn header_names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        names.sort();
        names
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!("the body is not JSON: {error}: {}", String::from_utf8_lossy(&self.body))
        })
    }
}

impl Server {
    /// A server that gives these replies in this order, and then a status that no test expects.
    pub(crate) async fn start<R: Into<Reply>>(replies: impl IntoIterator<Item = R>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::default());
        shared.replies.lock().unwrap().extend(replies.into_iter().map(Into::into));
        let accepting = shared.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                accepting.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, accepting.clone()));
            }
        });
        Self { address, shared }
    }

    /// `http://127.0.0.1:port`
    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Adds a reply after those that are left.
    pub(crate) fn push(&self, reply: impl Into<Reply>) {
        self.shared.replies.lock().unwrap().push_back(reply.into());
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Recorded> {
        self.shared.requests.lock().unwrap().clone()
    }

    /// The request, if there was exactly one.
    pub(crate) fn only_request(&self) -> Recorded {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.remove(0)
    }

    /// A future that is ready once the next request has arrived whole; for one waiter at a time.
    pub(crate) fn arrival(&self) -> impl Future<Output = ()> + Send + 'static {
        let shared = self.shared.clone();
        async move { shared.arrived.notified().await }
    }

    /// How often anyone has connected.
    pub(crate) fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }
}

async fn serve(mut stream: TcpStream, shared: Arc<Shared>) {
    let mut buffer = Vec::new();
    while let Some(request) = read_request(&mut stream, &mut buffer).await {
        shared.requests.lock().unwrap().push(request);
        shared.arrived.notify_one();
        let reply = shared.replies.lock().unwrap().pop_front();
        // A client that has gone away is part of some tests, so failures to write are not told.
        match reply.unwrap_or_else(|| Message::new(418).into()) {
            Reply::Bytes(bytes) => {
                let _ = stream.write_all(&bytes).await;
            }
            Reply::Close(bytes) => {
                let _ = stream.write_all(&bytes).await;
                let _ = stream.shutdown().await;
                return;
            }
            Reply::Endless(first, again) => {
                let _ = stream.write_all(&first).await;
                while stream.write_all(&again).await.is_ok() {}
                return;
            }
            Reply::Silence => {
                while stream.read(&mut [0]).await.is_ok_and(|count| count > 0) {}
                return;
            }
        }
    }
}

/// The next request on this connection; nothing once the client has closed it.
async fn read_request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Recorded> {
    let end = loop {
        if let Some(position) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break position;
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(buffer[..end].to_vec()).expect("the head of a request is text");
    let mut lines = head.split("\r\n");
    let (method, rest) = lines.next()?.split_once(' ')?;
    let (target, version) = rest.rsplit_once(' ')?;
    assert_eq!(version, "HTTP/1.1");
    let headers: Vec<(String, String)> = lines
        .map(|line| line.split_once(':').unwrap_or_else(|| panic!("not a header: {line:?}")))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let mut request =
        Recorded { method: method.into(), target: target.into(), headers, body: Vec::new() };
    assert_eq!(request.header("transfer-encoding"), None, "the length of every body is known");
    let length: usize =
        request.header("content-length").map_or(0, |length| length.parse().unwrap());
    while buffer.len() < end + 4 + length {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    request.body = buffer[end + 4..end + 4 + length].to_vec();
    buffer.drain(..end + 4 + length);
    Some(request)
}
