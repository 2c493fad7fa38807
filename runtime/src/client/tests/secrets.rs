//! Nothing that is secret shows in a `Debug` form.

use alloc::format;

use super::service::{name, reply, Hidden, ThingError};
use super::time::FakeTime;
use super::{builder, client};
use crate::credentials::{first_of, StaticToken, Token};
use crate::transport::canned::CannedTransport;

#[test]
fn no_debug_form_shows_the_token() {
    let transport =
        CannedTransport::new().response(reply(200, &[("x-secret", "s3cret-header")], ""));
    let time = FakeTime::new();
    let builder = builder(&transport, &time);
    let settings = format!("{builder:?}");
    let client = builder.build().unwrap();
    let call = format!("{client:?} {:?}", client.call(name("s3cret-name")));
    let (_, metadata) = time.run(client.call(name("demo")).send_with_metadata()).unwrap();
    let message = format!(
        "{metadata:?} {transport:?} {:?}",
        transport.requests()[0].headers["authorization"]
    );
    let token = Token::new("s3cret-token");
    let fixed = StaticToken::new(token.clone());
    let chain = first_of(alloc::vec![alloc::boxed::Box::new(fixed.clone())]);
    let shown = format!("{settings} {call} {message} {token:?} {fixed:?} {chain:?}");
    assert!(!shown.contains("s3cret"), "{shown}");
    assert_eq!(
        metadata.headers()["x-secret"],
        "s3cret-header",
        "what is asked for by name is there"
    );
}

#[test]
fn a_token_that_cannot_be_a_header_is_not_repeated() {
    for secret in ["s3cret\ntoken", ""] {
        let transport = CannedTransport::new();
        let time = FakeTime::new();
        let client = builder(&transport, &time).bearer_token(secret).build().unwrap();
        let error = time.run(client.call(name("demo")).send()).unwrap_err();
        assert_eq!(error.kind(), crate::error::ErrorKind::Credentials);
        assert!(!format!("{error} {error:?}").contains("s3cret"));
        assert!(transport.requests().is_empty());
    }
}

#[test]
fn a_message_that_the_model_calls_secret_is_not_shown() {
    let hidden = reply(400, &[("x-error", "HiddenException")], "message=hunter2");
    let unreadable = reply(400, &[("x-error", "HiddenException")], "message=hunter2\nno pair");
    let transport = CannedTransport::new().response(hidden).response(unreadable);
    let time = FakeTime::new();
    let client = client(&transport, &time);
    let error = time.run(client.call(name("demo")).send()).unwrap_err();
    assert_eq!(format!("{error}"), "GetThing: 400 HiddenException");
    assert!(matches!(error, ThingError::Hidden(Hidden { message, .. }) if message == "hunter2"));
    let error = time.run(client.call(name("demo")).send()).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}
