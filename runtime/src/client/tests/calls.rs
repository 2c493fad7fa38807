//! What is sent, what is refused before anything is sent, and what comes back.

use alloc::string::ToString;
use core::error::Error;
use core::time::Duration;

use super::service::{
    add, make, name, put, reply, Lines, List, Name, Thing, ThingClient, ThingError, SERVICE,
};
use super::time::{FakeTime, START};
use super::{builder, client};
use crate::auth::AuthScheme;
use crate::client::{Client, Timeouts, Validation};
use crate::credentials::Token;
use crate::error::{ErrorKind, Timeout};
use crate::exchange::Exchange;
use crate::operation::ServiceSchema;
use crate::retry::RetryPolicy;
use crate::timestamp::Timestamp;
use crate::transport::canned::CannedTransport;
use crate::transport::{TransportError, TransportErrorKind};

#[test]
fn a_success_brings_the_response_and_what_came_along() {
    let transport =
        CannedTransport::new().response(reply(200, &[("x-request-id", "7a1c")], "name=Demo\n"));
    let time = FakeTime::new();
    let client = client(&transport, &time);
    let (thing, metadata) = time.run(client.call(name("demo")).send_with_metadata()).unwrap();
    assert_eq!(thing, Thing { name: "Demo".into() });
    assert_eq!(
        (metadata.status().as_u16(), metadata.request_id(), metadata.attempts()),
        (200, Some("7a1c"), 1)
    );
}

#[test]
fn path_and_query_are_sent_as_they_are_with_all_headers() {
    let transport = CannedTransport::new().response(reply(200, &[], ""));
    let time = FakeTime::new();
    let client = builder(&transport, &time)
        .endpoint("https://things.test:8443/base/")
        .application("tool/2")
        .header("x-constant", "mine")
        .build()
        .unwrap();
    time.run(client.call(name("demo")).header("X-Call", "one").send()).unwrap();
    let request = &transport.requests()[0];
    assert_eq!(request.uri, "https://things.test:8443/base/things/%2e%2e?q=a%20b");
    assert_eq!(request.headers["user-agent"], "things/1.0 tool/2");
    assert_eq!(request.headers["x-constant"], "mine");
    assert_eq!(request.headers["x-call"], "one");
    assert_eq!(request.headers["authorization"], "Bearer s3cret-token");
    assert!(request.headers["authorization"].is_sensitive());
}

#[test]
fn an_error_of_the_model_is_its_variant_and_tells_the_story() {
    let gone = reply(
        404,
        &[("x-error", "GoneException"), ("x-request-id", "7a1c")],
        "message=no such thing\n",
    );
    let transport = CannedTransport::new().response(gone);
    let time = FakeTime::new();
    let error = time.run(client(&transport, &time).call(name("demo")).send()).unwrap_err();
    assert!(matches!(&error, ThingError::Gone(gone) if gone.message == "no such thing"));
    assert_eq!(error.to_string(), "GetThing: 404 GoneException: no such thing (request id 7a1c)");
    assert_eq!(
        (error.code(), error.status(), error.attempts()),
        (Some("GoneException"), Some(404), 1)
    );
    assert!(!error.kind().is_retryable());
}

#[test]
fn an_error_the_model_does_not_list_tells_the_same_story() {
    let denied = reply(403, &[("x-error", "AccessDeniedException")], "message=not\nyours");
    let transport = CannedTransport::new().response(denied);
    let time = FakeTime::new();
    let error = time.run(client(&transport, &time).call(name("demo")).send()).unwrap_err();
    assert!(
        matches!(&error, ThingError::Other(failure) if failure.body() == b"message=not\nyours")
    );
    assert_eq!(error.to_string(), "GetThing: 403 AccessDeniedException: not");
}

#[test]
fn an_error_of_the_model_that_cannot_be_read_still_says_which() {
    let transport = CannedTransport::new().response(reply(
        404,
        &[("x-error", "GoneException")],
        "neither name nor value",
    ));
    let time = FakeTime::new();
    let error = time.run(client(&transport, &time).call(name("demo")).send()).unwrap_err();
    assert!(matches!(error, ThingError::Other(_)));
    assert_eq!(error.to_string(), "GetThing: 404 GoneException");
    assert_eq!(error.source().unwrap().to_string(), "expected a name and a value");
}

#[test]
fn an_invalid_request_is_not_sent_unless_that_is_asked_for() {
    let transport =
        CannedTransport::new().response(reply(200, &[], "")).response(reply(200, &[], ""));
    let time = FakeTime::new();
    let client = client(&transport, &time);
    let error = time.run(client.call(name("x")).send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
    assert!(error.to_string().starts_with("GetThing: the request is not valid: "), "{error}");
    assert!(error.to_string().contains("'/name'"), "{error}");
    assert!(
        matches!(&error, ThingError::Other(failure) if failure.violations().unwrap().len() == 1)
    );
    assert!(transport.requests().is_empty());
    for validation in [Validation::Warn, Validation::Off] {
        time.run(client.call(name("x")).validation(validation).send()).unwrap();
    }
    assert_eq!(transport.requests().len(), 2);
}

#[test]
fn what_cannot_be_written_is_an_error_whatever_the_validation() {
    let transport = CannedTransport::new();
    let time = FakeTime::new();
    let call = client(&transport, &time).call(put("..")).validation(Validation::Off);
    let error = time.run(call.send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encode);
    assert_eq!(
        error.to_string(),
        "PutThing: the request cannot be sent: `name` must not be a dot segment"
    );
    assert!(transport.requests().is_empty());
}

#[test]
fn a_redirect_is_an_error_and_nothing_goes_to_the_other_host() {
    let moved = reply(307, &[("location", "https://elsewhere.test/take?token=abc")], "");
    let transport = CannedTransport::new().response(moved).response(reply(200, &[], ""));
    let time = FakeTime::new();
    let error = time.run(client(&transport, &time).call(name("demo")).send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert_eq!(
        error.to_string(),
        "GetThing: 307 points to elsewhere.test, and redirects are not followed"
    );
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn tokens_travel_encrypted_or_stay_on_this_machine() {
    let exposed = [
        "http://things.test",
        "http://localhost.things.test",
        "http://10.0.0.1",
        "http://[::2]:80",
    ];
    for endpoint in exposed {
        let transport = CannedTransport::new().response(reply(200, &[], ""));
        let time = FakeTime::new();
        let client = builder(&transport, &time).endpoint(endpoint).build().unwrap();
        let error = time.run(client.call(name("demo")).send()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{endpoint}");
        assert!(error.to_string().contains("unencrypted"), "{error}");
        assert!(transport.requests().is_empty());
        let allowed =
            builder(&transport, &time).endpoint(endpoint).allow_insecure().build().unwrap();
        time.run(allowed.call(name("demo")).send()).unwrap();
    }
    for endpoint in
        ["http://localhost:8080", "http://127.0.0.1", "http://127.9.9.9", "http://[::1]:80"]
    {
        let transport = CannedTransport::new().response(reply(200, &[], ""));
        let time = FakeTime::new();
        let client = builder(&transport, &time).endpoint(endpoint).build().unwrap();
        time.run(client.call(name("demo")).send()).unwrap();
    }
}

#[test]
fn the_endpoint_of_a_call_is_held_to_the_same_rule() {
    let transport = CannedTransport::new();
    let time = FakeTime::new();
    let call = client(&transport, &time).call(name("demo")).endpoint("http://things.test");
    assert_eq!(time.run(call.send()).unwrap_err().kind(), ErrorKind::Configuration);
    assert!(transport.requests().is_empty());
}

#[test]
fn an_expired_token_is_not_sent() {
    for (expires, sent) in [(START, 0), (START - 1, 0), (START + 1, 1)] {
        let transport = CannedTransport::new().response(reply(200, &[], ""));
        let time = FakeTime::new();
        let token =
            Token::new("s3cret-token").with_expiry(Timestamp::from_unix(expires, 0).unwrap());
        let client = builder(&transport, &time).bearer_token(token).build().unwrap();
        let result = time.run(client.call(name("demo")).send());
        assert_eq!(transport.requests().len(), sent);
        if let Err(error) = result {
            assert_eq!(error.kind(), ErrorKind::Credentials);
            assert!(
                error.to_string().starts_with("GetThing: the bearer token expired at 2"),
                "{error}"
            );
        }
    }
}

#[test]
fn without_a_token_the_error_says_where_to_put_one() {
    let transport = CannedTransport::new();
    let time = FakeTime::new();
    let settings =
        Client::builder(&SERVICE).endpoint("https://things.test").transport(transport.clone());
    let settings =
        settings.credentials(crate::credentials::EnvironmentTokens(SERVICE.token_variables));
    let client: Client = settings.clock(time.clone()).sleep(time.clone()).build().unwrap();
    let error = time.run(client.call(name("demo")).send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(
        error.to_string(),
        "GetThing: there is no bearer token: set the environment variable FERROSMITH_TEST_TOKEN_THAT_IS_NEVER_SET"
    );
    assert!(transport.requests().is_empty());
}

#[test]
fn wrong_settings_of_a_call_are_told_when_it_is_sent() {
    let transport = CannedTransport::new();
    let time = FakeTime::new();
    let client = client(&transport, &time);
    for call in [
        client.call(name("demo")).header("Authorization", "Bearer other"),
        client.call(name("demo")).header("x-break", "a\r\nx-more: b"),
        client.call(name("demo")).header("no name", "a"),
        client.call(name("demo")).endpoint("things.test"),
        client.call(name("demo")).endpoint("https://user:password@things.test"),
        client.call(name("demo")).endpoint("ftp://things.test"),
    ] {
        let error = time.run(call.send()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(!error.to_string().contains("other"), "{error}");
        assert!(!error.to_string().contains("password@"), "{error}");
    }
    assert!(transport.requests().is_empty());
}

#[test]
fn a_builder_names_the_setting_that_is_missing_or_wrong() {
    let transport = CannedTransport::new();
    let time = FakeTime::new();
    let named = |result: Result<Client, crate::client::BuildError>| result.unwrap_err().setting();
    let ready = || builder(&transport, &time);
    assert_eq!(named(Client::builder(&SERVICE).transport(transport.clone()).build()), "endpoint");
    assert_eq!(named(ready().endpoint("no address").build()), "endpoint");
    assert_eq!(named(ready().endpoint("https://things.test/?a=b").build()), "endpoint");
    assert_eq!(named(ready().header("host", "other").build()), "header");
    assert_eq!(named(ready().header("x", "line\nbreak").build()), "header");
    assert_eq!(named(ready().application("line\nbreak").build()), "application");
    #[cfg(not(any(feature = "hyper", feature = "reqwest")))]
    {
        let without = Client::builder(&SERVICE).endpoint("https://things.test");
        assert_eq!(named(without.build()), "transport");
        let without =
            Client::builder(&SERVICE).endpoint("https://things.test").transport(transport.clone());
        assert_eq!(named(without.build()), "sleep");
    }
}

#[test]
fn nothing_waits_where_nothing_may() {
    let transport = CannedTransport::new().response(reply(200, &[], ""));
    let time = FakeTime::new();
    let settings = builder(&transport, &time).timeouts(Timeouts::none()).retry(RetryPolicy::off());
    time.run(settings.build().unwrap().call(name("demo")).send()).unwrap();
    assert!(time.asked().is_empty());
}

#[test]
fn an_attempt_that_takes_too_long_is_given_up_and_repeated_if_that_is_safe() {
    let transport = CannedTransport::new().silence().response(reply(200, &[], "name=late"));
    let time = FakeTime::new();
    let (_, metadata) =
        time.run(client(&transport, &time).call(name("demo")).send_with_metadata()).unwrap();
    assert_eq!(metadata.attempts(), 2);

    let transport = CannedTransport::new().silence().response(reply(201, &[], ""));
    let time = FakeTime::new();
    let call = client(&transport, &time).call(make("demo")).attempt_timeout(Duration::from_secs(7));
    let error = time.run(call.send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(Timeout::Attempt));
    assert_eq!(
        error.to_string(),
        "MakeKey: no complete response within 7s, the time limit of an attempt"
    );
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn a_call_that_takes_too_long_ends_between_attempts_too() {
    let transport = CannedTransport::new().silence().silence().silence();
    let time = FakeTime::new();
    let call = client(&transport, &time).call(name("demo")).timeout(Duration::from_secs(45));
    let error = time.run(call.send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(Timeout::Total));
    assert_eq!(error.attempts(), 2);
    assert_eq!(
        error.to_string(),
        "GetThing: not done within 45s, the time limit of the call (2 attempts)"
    );
}

#[test]
fn a_connection_that_cannot_be_made_is_told_with_its_host() {
    let refused = || {
        TransportError::new(TransportErrorKind::Connect, "connection refused")
            .with_source("os error 111")
    };
    let transport = CannedTransport::new().error(refused()).error(refused()).error(refused());
    let time = FakeTime::new();
    let error = time.run(client(&transport, &time).call(make("demo")).send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!(
        error.to_string(),
        "MakeKey: could not connect to things.test: connection refused (3 attempts)"
    );
    assert_eq!(error.source().unwrap().source().unwrap().to_string(), "os error 111");
}

#[test]
fn a_client_does_not_send_the_operations_of_another_service() {
    static OTHER: ServiceSchema = ServiceSchema {
        id: "test#Other",
        version: "1",
        protocol: &Lines,
        endpoint: Some("https://other.test"),
        auth: &[AuthScheme::Bearer],
        token_variables: &[],
        request_id_headers: &[],
        headers: &[],
        user_agent: "other/1",
    };
    let transport = CannedTransport::new();
    let time = FakeTime::new();
    let settings = Client::builder(&OTHER)
        .transport(transport.clone())
        .clock(time.clone())
        .sleep(time.clone());
    let client: Client = settings.bearer_token("t").build().unwrap();
    let error = time.run(client.call(name("demo")).send()).unwrap_err();
    assert_eq!(error.to_string(), "GetThing: GetThing is not an operation of test#Other");
    assert!(transport.requests().is_empty());
}

#[test]
fn messages_can_be_had_without_sending_them() {
    let request = name("demo").to_http("https://things.test/base").unwrap();
    assert_eq!(request.uri(), "https://things.test/base/things/%2e%2e?q=a%20b");
    assert!(request.headers().get("authorization").is_none());
    let response = http::Response::builder().status(200).body("name=Demo".into()).unwrap();
    assert_eq!(Name::from_http(response).unwrap().name, "Demo");
    let gone = http::Response::builder()
        .status(404)
        .header("x-error", "GoneException")
        .body("message=no".into());
    let error = Name::from_http(gone.unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "GetThing: 404 GoneException: no");
}

#[test]
fn the_future_of_a_call_is_small_and_moves_between_threads() {
    fn size<T: Send>(future: &T) -> usize {
        size_of_val(future)
    }
    let transport = CannedTransport::new();
    let time = FakeTime::new();
    let client = client(&transport, &time);
    assert!(size(&client.call(add("demo")).send()) < 512);
    assert!(size(&client.call(add("demo")).send_with_metadata()) < 512);
    assert!(size(&client.call(List { next_token: None }).items().try_collect()) < 512);
}

#[test]
fn a_client_of_a_service_wraps_the_one_for_all() {
    let transport =
        CannedTransport::new().response(reply(200, &[], "")).response(reply(200, &[], ""));
    let time = FakeTime::new();
    let settings = ThingClient::builder().endpoint("https://things.test").bearer_token("t");
    let client = settings
        .transport(transport.clone())
        .clock(time.clone())
        .sleep(time.clone())
        .build()
        .unwrap();
    time.run(client.send(name("demo"))).unwrap();
    let (_, metadata) = time.run(client.send_with_metadata(name("demo"))).unwrap();
    assert_eq!(metadata.attempts(), 1);
    assert_eq!(transport.requests().len(), 2);
}
