//! Which scheme a call uses, and what it sends.

use alloc::format;
use alloc::string::{String, ToString};
use core::time::Duration;

use super::service::{reply, Lines, Thing, ThingError};
use super::time::FakeTime;
use super::Fixed;
use crate::auth::{ApiKeyPlace, AuthScheme};
use crate::client::{Builder, Client};
use crate::credentials::{AwsCredentials, CredentialsError, ProvideAwsCredentials};
use crate::future::BoxFuture;
use crate::operation::{Operation, OperationSchema, ServiceSchema};
use crate::retry::RetryPolicy;
use crate::schema::Member;
use crate::testing::{structure, STRING};
use crate::timestamp::Timestamp;
use crate::transport::canned::{CannedTransport, Recorded};

const HEADER_KEY: AuthScheme =
    AuthScheme::ApiKey(ApiKeyPlace::Header { name: "X-Api-Key", scheme: None });
const SCHEME_KEY: AuthScheme =
    AuthScheme::ApiKey(ApiKeyPlace::Header { name: "Authorization", scheme: Some("ApiKey") });
const QUERY_KEY: AuthScheme = AuthScheme::ApiKey(ApiKeyPlace::Query { name: "api key" });

pub(super) static VAULT: ServiceSchema = ServiceSchema {
    id: "test#Vault",
    version: "1",
    protocol: &Lines,
    endpoint: Some("https://vault.test"),
    auth: &[AuthScheme::SigV4 { name: "vault" }, AuthScheme::Bearer, AuthScheme::Basic],
    token_variables: &["FERROSMITH_TEST_TOKEN_THAT_IS_NEVER_SET"],
    request_id_headers: &[],
    headers: &[],
    user_agent: "vault/1.0",
};

macro_rules! request {
    ($name:ident $(.$call:ident($($argument:expr),*))*) => {
        structure!($name { name: String = Member::new("name", &STRING) });

        impl Operation for $name {
            type Response = Thing;
            type Error = ThingError;

            fn operation() -> &'static OperationSchema {
                static SCHEMA: OperationSchema = OperationSchema::new(
                    stringify!($name), &VAULT, &crate::client::tests::service::PUT, &crate::client::tests::service::THING,
                ).http("POST", "/things?a=b", 200)$(.$call($($argument),*))*;
                &SCHEMA
            }
        }

        impl $name {
            #[allow(dead_code)] // Some tests choose the name.
            fn make() -> Self {
                Self { name: "demo".into() }
            }
        }
    };
}

pub(super) use request;

request!(AsService);
request!(ByHeaderKey.auth(&[HEADER_KEY]));
request!(BySchemeKey.auth(&[SCHEME_KEY]));
request!(ByQueryKey.auth(&[QUERY_KEY]));
request!(ByPassword.auth(&[AuthScheme::Basic]));
request!(BySignature.auth(&[AuthScheme::SigV4 { name: "vault" }]).idempotent());
request!(Unsigned.auth(&[AuthScheme::SigV4 { name: "vault" }]).unsigned_payload());
request!(Optional.auth(&[AuthScheme::Basic, HEADER_KEY]).optional_auth());
request!(Either.auth(&[AuthScheme::Basic, HEADER_KEY]));
request!(Open.without_auth());

pub(super) fn settings(transport: &CannedTransport) -> Builder<Client> {
    let time = FakeTime::new();
    Client::builder(&VAULT)
        .transport(transport.clone())
        .clock(time.clone())
        .sleep(time)
        .random(Fixed(u64::MAX))
}

/// Sends and returns what was sent, or the text of the error.
fn sent<O>(
    request: O,
    set: impl FnOnce(Builder<Client>) -> Builder<Client>,
) -> Result<Recorded, String>
where
    O: Operation<Response = Thing, Error = ThingError>,
{
    let transport = CannedTransport::new().response(reply(200, &[], ""));
    let client = set(settings(&transport)).build().unwrap();
    match FakeTime::new().run(client.call(request).send()) {
        Ok(_) => Ok(transport.requests()[0].clone()),
        Err(error) => {
            assert!(transport.requests().is_empty(), "nothing is sent");
            let shown = format!("{error:?}");
            assert!(!shown.contains("s3cret"), "{shown}");
            Err(error.to_string())
        }
    }
}

#[test]
fn a_key_travels_in_its_header_or_parameter() {
    let request = sent(ByHeaderKey::make(), |client| client.api_key("s3cret")).unwrap();
    assert_eq!(request.headers["x-api-key"], "s3cret");
    assert!(request.headers["x-api-key"].is_sensitive());
    assert!(!request.headers.contains_key("authorization"));
    let request = sent(BySchemeKey::make(), |client| client.api_key("s3cret")).unwrap();
    assert_eq!(request.headers["authorization"], "ApiKey s3cret");
    let request = sent(ByQueryKey::make(), |client| client.api_key("s3cret&x/\u{e9}")).unwrap();
    assert_eq!(request.uri, "https://vault.test/things?a=b&api%20key=s3cret%26x%2F%C3%A9");
    assert!(!format!("{request:?}").contains("s3cret"), "{request:?}");
}

#[test]
fn a_password_travels_in_base64() {
    let set = |client: Builder<Client>| client.basic_auth("Aladdin", "open sesame");
    let request = sent(ByPassword::make(), set).unwrap();
    assert_eq!(request.headers["authorization"], "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assert!(request.headers["authorization"].is_sensitive());
    let wrong = sent(ByPassword::make(), |client| client.basic_auth("a:b", "s3cret"));
    assert_eq!(wrong.unwrap_err(), "ByPassword: the user name must not have a colon");
}

fn keys() -> AwsCredentials {
    AwsCredentials::new("AKIDEXAMPLE", "s3cret")
}

#[test]
fn a_signature_covers_the_message_as_it_is_sent() {
    let set = |client: Builder<Client>| {
        client.aws_credentials(keys().with_session_token("session")).region("eu-north-1")
    };
    let request = sent(BySignature::make(), set).unwrap();
    let authorization = request.headers["authorization"].to_str().unwrap();
    assert!(authorization.contains("/eu-north-1/vault/aws4_request"), "{authorization}");
    assert!(
        authorization.contains("SignedHeaders=host;x-amz-date;x-amz-security-token,"),
        "{authorization}"
    );
    assert!(!request.headers.contains_key("x-amz-content-sha256"));
    let request = sent(Unsigned::make(), set).unwrap();
    assert_eq!(request.headers["x-amz-content-sha256"], "UNSIGNED-PAYLOAD");
}

#[test]
fn keys_that_cannot_be_used_are_refused() {
    let region = |client: Builder<Client>| client.region("eu-north-1");
    let expired = keys().with_expiry(Timestamp::EPOCH);
    let refused = sent(BySignature::make(), |client| region(client).aws_credentials(expired));
    assert!(refused.unwrap_err().contains("the access key expired at 1970"));
    let empty = AwsCredentials::new("AKID", "");
    let refused = sent(BySignature::make(), |client| region(client).aws_credentials(empty));
    assert_eq!(refused.unwrap_err(), "BySignature: the access key is empty");
    let broken = AwsCredentials::new("AKID\n", "s3cret");
    let refused = sent(BySignature::make(), |client| region(client).aws_credentials(broken));
    assert_eq!(
        refused.unwrap_err(),
        "BySignature: the access key or the region has characters that cannot be sent"
    );
}

#[test]
fn what_the_caller_set_decides_among_the_schemes() {
    let request = sent(AsService::make(), |client| client.bearer_token("t0ken")).unwrap();
    assert_eq!(request.headers["authorization"], "Bearer t0ken");
    let both = |client: Builder<Client>| {
        client.bearer_token("t0ken").aws_credentials(keys()).region("eu-north-1")
    };
    let request = sent(AsService::make(), both).unwrap();
    let authorization = request.headers["authorization"].to_str().unwrap();
    assert!(authorization.starts_with("AWS4-HMAC-SHA256 "), "the service prefers it");
    let request = sent(Open::make(), both).unwrap();
    assert!(!request.headers.contains_key("authorization"));
}

/// Has no keys, or cannot say.
struct None_(bool);

impl ProvideAwsCredentials for None_ {
    fn credentials(&self, _: Timestamp) -> BoxFuture<'_, Result<AwsCredentials, CredentialsError>> {
        let error = if self.0 {
            CredentialsError::absent("look elsewhere")
        } else {
            CredentialsError::failed("the file is broken")
        };
        alloc::boxed::Box::pin(core::future::ready(Err(error)))
    }
}

#[test]
fn the_next_scheme_is_tried_where_there_is_nothing_but_not_after_a_failure() {
    let absent =
        |client: Builder<Client>| client.bearer_token("t0ken").aws_credentials(None_(true));
    let request = sent(AsService::make(), absent).unwrap();
    assert_eq!(request.headers["authorization"], "Bearer t0ken");
    let failed =
        |client: Builder<Client>| client.bearer_token("t0ken").aws_credentials(None_(false));
    assert_eq!(sent(AsService::make(), failed).unwrap_err(), "AsService: the file is broken");
}

#[test]
fn without_credentials_the_error_says_what_to_set() {
    assert_eq!(
        sent(Either::make(), |client| client).unwrap_err(),
        "Either: there is no credential: set `basic_auth`, or set `api_key`"
    );
    assert_eq!(
        sent(ByHeaderKey::make(), |client| client).unwrap_err(),
        "ByHeaderKey: there is no API key: set `api_key`"
    );
    let request = sent(Optional::make(), |client| client).unwrap();
    assert!(!request.headers.contains_key("authorization"), "it may be called by anybody");
}

#[test]
fn no_scheme_sends_its_secret_unencrypted() {
    let refused = |error: String| error.contains("would travel unencrypted to vault.test");
    let open = |client: Builder<Client>| client.endpoint("http://vault.test");
    assert!(refused(sent(ByHeaderKey::make(), |c| open(c).api_key("s3cret")).unwrap_err()));
    assert!(refused(sent(ByPassword::make(), |c| open(c).basic_auth("a", "s3cret")).unwrap_err()));
    let keys = |client| open(client).aws_credentials(keys()).region("eu-north-1");
    assert!(refused(sent(BySignature::make(), keys).unwrap_err()));
    assert!(sent(BySignature::make(), |client| keys(client).allow_insecure()).is_ok());
    let local = |client: Builder<Client>| client.endpoint("http://127.0.0.1:1").api_key("s3cret");
    assert!(sent(ByHeaderKey::make(), local).is_ok());
    assert!(sent(Optional::make(), open).is_ok(), "nothing secret is sent");
    assert!(refused(sent(Optional::make(), |c| open(c).api_key("s3cret")).unwrap_err()));
}

#[test]
fn every_attempt_is_signed_for_its_own_time() {
    let busy = || reply(503, &[], "");
    let transport =
        CannedTransport::new().response(busy()).response(busy()).response(reply(200, &[], ""));
    let time = FakeTime::new();
    let client = settings(&transport)
        .clock(time.clone())
        .sleep(time.clone())
        .aws_credentials(keys())
        .region("eu-north-1")
        .retry(RetryPolicy::standard().with_base(Duration::from_secs(5)))
        .build()
        .unwrap();
    time.run(client.call(BySignature::make()).send()).unwrap();
    let dates: alloc::collections::BTreeSet<String> = transport
        .requests()
        .iter()
        .map(|request| request.headers["x-amz-date"].to_str().unwrap().to_string())
        .collect();
    assert_eq!(dates.len(), 3);
}

#[test]
fn the_settings_show_no_secret() {
    let transport = CannedTransport::new();
    let builder = settings(&transport)
        .api_key("s3cret")
        .basic_auth("s3cret-user", "s3cret")
        .aws_credentials(keys());
    let shown = format!("{builder:?}");
    let shown = format!("{shown} {:?}", builder.build().unwrap());
    assert!(!shown.contains("s3cret"), "{shown}");
    let refused = sent(ByHeaderKey::make(), |client| client.api_key("s3cret\n"));
    assert_eq!(refused.unwrap_err(), "ByHeaderKey: the API key has characters that cannot be sent");
}
