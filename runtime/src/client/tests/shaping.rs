//! Prefixes of the host, checksums and compressed requests.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::io::Read as _;

use super::auth::{request, settings, VAULT};
use super::service::{reply, Thing, ThingError};
use super::time::FakeTime;
use crate::client::{Builder, Client};
use crate::operation::{Operation, OperationSchema};
use crate::schema::Member;
use crate::testing::{structure, STRING};
use crate::transport::canned::{CannedTransport, Recorded};

request!(Fixed.without_auth().host_prefix("data."));
request!(Labelled.without_auth().host_prefix("{name}-x.data."));
request!(Bare.without_auth().host_prefix("{name}"));
request!(Checked.without_auth().content_md5());
request!(Compressed.without_auth().compressed());
request!(Both.without_auth().compressed().content_md5());
request!(Locked.host_prefix("data."));

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
        Err(error) => Err(error.to_string()),
    }
}

fn host<O>(request: O, endpoint: &str) -> Result<String, String>
where
    O: Operation<Response = Thing, Error = ThingError>,
{
    let request = sent(request, |client| client.endpoint(endpoint))?;
    Ok(request.uri.authority().unwrap().to_string())
}

fn labelled(name: &str) -> Result<String, String> {
    host(Labelled { name: name.into() }, "https://vault.test:8443/base")
}

#[test]
fn a_prefix_goes_before_the_host_and_nothing_in_between() {
    assert_eq!(host(Fixed::make(), "https://vault.test").as_deref(), Ok("data.vault.test"));
    assert_eq!(labelled("abc").as_deref(), Ok("abc-x.data.vault.test:8443"));
    let bare = host(Bare { name: "a".into() }, "https://vault.test").unwrap();
    assert_eq!(bare, "avault.test");
    let request = sent(Labelled { name: "A1-b".into() }, |client| client).unwrap();
    assert_eq!(request.body, "name=A1-b\n", "a label is a member like any other");
}

#[test]
fn a_label_that_would_name_another_host_is_refused() {
    for wrong in ["a.b", "a/b", "a%2e", "a_b", "\u{e9}", "a b", "a@b", "a:1", "#"] {
        let error = labelled(wrong).unwrap_err();
        assert!(error.contains("`name` must have letters, digits and hyphens only"), "{error}");
        assert!(!error.contains(wrong) || wrong.len() == 1, "{error}");
    }
    assert!(labelled("").unwrap_err().contains("`name` must not be empty"));
    assert!(labelled("-a").unwrap_err().contains("is not a valid name"));
    assert!(labelled(&"a".repeat(61)).is_ok(), "with `-x` it has 63");
    assert!(labelled(&"a".repeat(62)).is_err());
}

#[test]
fn an_address_of_numbers_takes_no_prefix_until_it_is_turned_off() {
    for endpoint in ["http://127.0.0.1:8000", "http://[::1]:8000"] {
        let error = host(Fixed::make(), endpoint).unwrap_err();
        assert!(error.contains("turn `host_prefix` off"), "{error}");
        let set = |client: Builder<Client>| client.endpoint(endpoint).host_prefix(false);
        let request = sent(Fixed::make(), set).unwrap();
        assert_eq!(request.uri.to_string(), [endpoint, "/things?a=b"].concat());
    }
    let transport = CannedTransport::new().response(reply(200, &[], ""));
    let client = settings(&transport).build().unwrap();
    let call = client.call(Labelled { name: "a.b".into() }).host_prefix(false);
    FakeTime::new().run(call.send()).unwrap();
    assert_eq!(transport.requests()[0].uri.host(), Some("vault.test"), "it is not even looked at");
}

#[test]
fn a_name_below_localhost_is_not_this_machine() {
    let set = |client: Builder<Client>| client.endpoint("http://localhost:1").bearer_token("t");
    assert!(sent(Locked::make(), set).unwrap_err().contains("unencrypted to data.localhost"));
    assert!(sent(Locked::make(), |client| set(client).host_prefix(false)).is_ok());
}

/// The digests are those of Python's hashlib.
#[test]
fn the_checksum_is_that_of_the_body() {
    let request = sent(Checked::make(), |client| client).unwrap();
    assert_eq!(request.body, "name=demo\n");
    assert_eq!(request.headers["content-md5"], "cnTifaWcqDK4xNj49N0ckA==");
}

fn unzipped(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(body).read_to_end(&mut plain).unwrap();
    plain
}

#[test]
fn long_bodies_are_compressed() {
    let of = |length: usize| Compressed { name: "x".repeat(length - "name=\n".len()) };
    let request = sent(of(10_239), |client| client).unwrap();
    assert!(!request.headers.contains_key("content-encoding"));
    assert_eq!(request.body.len(), 10_239);
    let request = sent(of(10_240), |client| client).unwrap();
    assert_eq!(request.headers["content-encoding"], "gzip");
    assert!(request.body.len() < 1000);
    assert_eq!(unzipped(&request.body).len(), 10_240);
    let request = sent(of(10_240), |client| client.compression(None)).unwrap();
    assert!(!request.headers.contains_key("content-encoding"));
    let request = sent(Compressed::make(), |client| client.compression(0)).unwrap();
    assert_eq!(unzipped(&request.body), b"name=demo\n");
    let error = settings(&CannedTransport::new()).compression(10_485_761).build().unwrap_err();
    assert_eq!(error.setting(), "compression");
}

#[test]
fn the_checksum_is_that_of_what_is_sent() {
    use base64::Engine as _;
    let request = sent(Both { name: "x".repeat(20_000) }, |client| client).unwrap();
    let digest = base64::engine::general_purpose::STANDARD.encode(md5::compute(&request.body).0);
    assert_eq!(request.headers["content-md5"], digest.as_str());
    assert_eq!(unzipped(&request.body).len(), 20_006);
}
