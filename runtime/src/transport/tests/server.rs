//! A server on this machine that answers each connection with bytes made in advance.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::string::String;
use std::sync::mpsc::{channel, Receiver, Sender};
use std::thread;
use std::time::Duration;
use std::vec::Vec;

/// What happens on one connection after a request was read.
#[derive(Clone, Copy)]
pub(super) enum Answer {
    /// These bytes, and then the end.
    Bytes(&'static str),
    /// The end, without a word.
    Nothing,
    /// A word that comes too late for any test.
    Late,
}

pub(super) struct Server {
    pub(super) address: SocketAddr,
    requests: Receiver<String>,
}

impl Server {
    pub(super) fn start(answers: &[Answer]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, requests) = channel();
        let answers: Vec<Answer> = answers.to_vec();
        thread::spawn(move || {
            for answer in answers {
                let Ok((stream, _)) = listener.accept() else { return };
                let sender = sender.clone();
                thread::spawn(move || serve(stream, answer, &sender));
            }
        });
        Self { address, requests }
    }

    pub(super) fn endpoint(&self) -> String {
        std::format!("http://{}", self.address)
    }

    /// The requests that have come so far.
    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.try_iter().collect()
    }
}

fn serve(mut stream: TcpStream, answer: Answer, requests: &Sender<String>) {
    let request = read_request(&mut stream);
    let _ = requests.send(request);
    match answer {
        Answer::Bytes(bytes) => {
            let _ = stream.write_all(bytes.as_bytes());
        }
        Answer::Nothing => {}
        Answer::Late => thread::sleep(Duration::from_secs(20)),
    }
}

/// The head of a request and as much of a body as it announces.
fn read_request(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    let mut byte = [0];
    while !read.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
        read.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&read).to_lowercase();
    let announced =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    let mut body = std::vec![0; announced.unwrap_or(0)];
    let _ = stream.read_exact(&mut body);
    read.extend(body);
    String::from_utf8_lossy(&read).into_owned()
}
