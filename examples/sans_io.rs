//! A request and a response without any transport: bytes in, bytes out.
//!
//! ```text
//! cargo run --example sans_io
//! ```
//!
//! This is all that a program needs which brings its own HTTP, or none: a proxy, a test, a browser
//! worker. With `default-features = false` the crate is no more than this.

use std::error::Error;

use codecatalyst::operation::create_project::CreateProjectRequest;
use codecatalyst::{Body, Exchange};

fn main() -> Result<(), Box<dyn Error>> {
    let request = CreateProjectRequest {
        description: Some("No socket was opened for this".to_owned()),
        ..CreateProjectRequest::new("ExampleCorp", "Demo")
    };
    request.validate()?;

    let message = request.to_http("https://codecatalyst.global.api.aws")?;
    println!("{} {}", message.method(), message.uri());
    for (name, value) in message.headers() {
        println!("{name}: {}", String::from_utf8_lossy(value.as_bytes()));
    }
    if let Body::Bytes(bytes) = message.body() {
        println!("\n{}\n", String::from_utf8_lossy(bytes));
    }

    // What any HTTP library would hand back.
    let answer =
        http::Response::builder().status(201).header("content-type", "application/json").body(
            r#"{"name": "demo", "displayName": "Demo", "spaceName": "ExampleCorp"}"#.into(),
        )?;
    let project = CreateProjectRequest::from_http(answer)?;
    println!("created {} in {}", project.name, project.space_name.unwrap_or_default());

    let refusal = http::Response::builder()
        .status(402)
        .header("x-amzn-errortype", "ServiceQuotaExceededException")
        .header("x-amzn-requestid", "7a1c0000-sans-io")
        .body(r#"{"message": "the space has as many projects as its tier allows"}"#.into())?;
    if let Err(error) = CreateProjectRequest::from_http(refusal) {
        println!("{error}");
        println!("  is it the quota? {}", error.is_service_quota_exceeded());
    }
    Ok(())
}
