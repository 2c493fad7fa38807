//! A stand-in for the service: three operations on projects, over plain HTTP on loopback.
//!
//! It keeps one connection a request, which is all that an example needs.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

use serde_json::{json, Value};

/// How many projects a page has.
const PAGE: usize = 2;
/// The largest body that is read, in bytes.
const LARGEST_BODY: u64 = 64 * 1024;

/// Starts it on a free port of loopback; it runs until the process ends.
pub(crate) fn start() -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        let mut projects = Vec::new();
        for stream in listener.incoming().flatten() {
            // A client that goes away in the middle is its own affair.
            let _ = serve(stream, &mut projects);
        }
    });
    Ok(address)
}

fn serve(stream: TcpStream, projects: &mut Vec<Value>) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = Vec::new();
    reader.by_ref().take(length.min(LARGEST_BODY)).read_to_end(&mut body)?;
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let (status, answer) = answer(method, path, &body, projects);
    respond(reader.get_mut(), status, &answer)
}

fn answer(
    method: &str,
    path: &str,
    body: &Value,
    projects: &mut Vec<Value>,
) -> (&'static str, Value) {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    match (method, parts.as_slice()) {
        ("PUT", ["v1", "spaces", space, "projects"]) => {
            let display_name = body["displayName"].as_str().unwrap_or_default();
            let project = json!({
                "spaceName": space,
                "name": display_name.to_lowercase(),
                "displayName": display_name,
                "description": body["description"],
            });
            projects.push(project.clone());
            ("201 Created", project)
        }
        ("POST", ["v1", "spaces", _, "projects"]) => {
            let start: usize =
                body["nextToken"].as_str().and_then(|token| token.parse().ok()).unwrap_or(0);
            let items: Vec<&Value> = projects.iter().skip(start).take(PAGE).collect();
            let next = start + items.len();
            let token = (next < projects.len()).then(|| next.to_string());
            ("200 OK", json!({ "items": items, "nextToken": token }))
        }
        ("GET", ["v1", "spaces", _, "projects", name]) => {
            match projects.iter().find(|project| project["name"] == *name) {
                Some(project) => ("200 OK", project.clone()),
                None => (
                    "404 Not Found",
                    json!({ "__type": "ResourceNotFoundException", "message": format!("there is no project {name}") }),
                ),
            }
        }
        _ => (
            "404 Not Found",
            json!({ "__type": "ResourceNotFoundException", "message": "the stand-in has only projects" }),
        ),
    }
}

fn respond(stream: &mut TcpStream, status: &str, body: &Value) -> io::Result<()> {
    let body = body.to_string();
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
         x-amzn-requestid: 7a1c0000-stand-in\r\nconnection: close\r\n\r\n{body}"
    )
}
