//! Signatures of AWS's published test messages, and of others as botocore 1.43 computes them.

use alloc::format;
use alloc::vec::Vec;

use super::Signer;
use crate::credentials::AwsCredentials;
use crate::http::Body;
use crate::timestamp::Timestamp;

/// 2015-08-30T12:36:00Z, the moment of the published messages.
const NOW: i64 = 1_440_938_160;

struct Case {
    method: &'static str,
    uri: &'static str,
    headers: &'static [(&'static str, &'static str)],
    body: &'static str,
    session: Option<&'static str>,
    unsigned: bool,
}

const PLAIN: Case = Case {
    method: "GET",
    uri: "https://example.amazonaws.com/",
    headers: &[],
    body: "",
    session: None,
    unsigned: false,
};

fn signed(case: &Case, region: &str, service: &str) -> http::Request<Body> {
    let mut request = http::Request::builder().method(case.method).uri(case.uri);
    for (name, value) in case.headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::from(case.body)).unwrap();
    let mut credentials =
        AwsCredentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    if let Some(session) = case.session {
        credentials = credentials.with_session_token(session);
    }
    let signer =
        Signer { credentials: &credentials, region, service, unsigned_payload: case.unsigned };
    signer.sign(&mut request, Timestamp::saturating_from_unix(NOW, 999_000_000)).unwrap();
    request
}

fn check(case: &Case, names: &str, signature: &str) {
    let request = signed(case, "us-east-1", "service");
    let expected = format!(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
         SignedHeaders={names}, Signature={signature}"
    );
    assert_eq!(request.headers()["authorization"], expected.as_str());
    assert!(request.headers()["authorization"].is_sensitive());
    assert_eq!(request.headers()["x-amz-date"], "20150830T123600Z");
}

#[test]
fn the_published_plain_message() {
    check(
        &PLAIN,
        "host;x-amz-date",
        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    );
}

#[test]
fn the_published_message_with_parameters_out_of_order() {
    let uri = "https://example.amazonaws.com/?Param2=value2&Param1=value1";
    check(
        &Case { uri, ..PLAIN },
        "host;x-amz-date",
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    );
}

#[test]
fn paths_are_escaped_again_parameters_sorted_and_blanks_collapsed() {
    let case = Case {
        method: "PUT",
        uri: "https://example.amazonaws.com/a%20b/%E1%88%B4/c%3Ad/%2Fx~?x=1&b=%20y&a=2&b=%09z",
        headers: &[("content-type", "application/json"), ("x-thing", "  two   spaces ")],
        body: r#"{"a":1}"#,
        ..PLAIN
    };
    check(
        &case,
        "content-type;host;x-amz-date;x-thing",
        "c23ee71f6b2b95c95e19535ca78a4892ab5f124727c152b46156bb0561653c60",
    );
}

#[test]
fn empty_and_dot_segments_do_not_count() {
    check(
        &Case { uri: "https://example.amazonaws.com/a//b/./c/", ..PLAIN },
        "host;x-amz-date",
        "e831ebc7260d07fb5c2c3bab4448ff6f2091c5c3bc8749b79e53d01778633b5e",
    );
}

#[test]
fn an_unusual_port_is_part_of_the_host_and_the_user_agent_is_not_signed() {
    let signature = "7ee77609cdc65076eafd0998152ca9cf9d295d08607059dd271285ca6e072eb7";
    let headers = &[("user-agent", "me/1")];
    let uri = "https://example.amazonaws.com:8443/things?flag=&Flag=";
    check(&Case { uri, headers, ..PLAIN }, "host;x-amz-date", signature);
    // A parameter without `=` is one with an empty value.
    let uri = "https://example.amazonaws.com:8443/things?flag&Flag";
    check(&Case { uri, ..PLAIN }, "host;x-amz-date", signature);
}

#[test]
fn the_usual_port_is_not_part_of_the_host() {
    check(
        &Case { uri: "https://example.amazonaws.com:443/", ..PLAIN },
        "host;x-amz-date",
        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    );
}

#[test]
fn a_session_token_is_sent_and_signed() {
    let case = Case {
        method: "POST",
        headers: &[("content-type", "application/x-www-form-urlencoded")],
        body: "Param1=value1",
        session: Some("AQoDYXdzEPT//////////wEXAMPLE"),
        ..PLAIN
    };
    check(
        &case,
        "content-type;host;x-amz-date;x-amz-security-token",
        "8493eec9266f0a781a5dbe2b9921b0d4c09d733b7abf635e26a6a707af4c2779",
    );
    let request = signed(&case, "us-east-1", "service");
    let token = &request.headers()["x-amz-security-token"];
    assert_eq!(token, "AQoDYXdzEPT//////////wEXAMPLE");
    assert!(token.is_sensitive());
}

#[test]
fn an_unsigned_body_says_so_in_a_signed_header() {
    let case = Case {
        method: "PUT",
        uri: "https://example.amazonaws.com/up",
        headers: &[("content-type", "application/octet-stream")],
        body: "whatever",
        unsigned: true,
        ..PLAIN
    };
    check(
        &case,
        "content-type;host;x-amz-content-sha256;x-amz-date",
        "3057ddabeeb2714aee9f2348ee88761f6437825199442d80245c66c16e8d1c83",
    );
    let request = signed(&case, "us-east-1", "service");
    assert_eq!(request.headers()["x-amz-content-sha256"], "UNSIGNED-PAYLOAD");
}

#[test]
fn region_and_service_are_part_of_the_scope() {
    let case = Case {
        method: "POST",
        uri: "https://lambda.eu-central-1.amazonaws.com/2015-03-31/functions/f/invocations",
        body: "{}",
        ..PLAIN
    };
    let request = signed(&case, "eu-central-1", "lambda");
    assert_eq!(
        request.headers()["authorization"],
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-central-1/lambda/aws4_request, \
         SignedHeaders=host;x-amz-date, \
         Signature=5bc587d461484273790f29e8b5b72f49b86d6906577897cc7df922df2c513674"
    );
}

#[test]
fn signing_again_replaces_what_was_there() {
    let credentials =
        AwsCredentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    let mut request = signed(&PLAIN, "us-east-1", "service");
    let signer = Signer {
        credentials: &credentials,
        region: "us-east-1",
        service: "service",
        unsigned_payload: false,
    };
    let before = request.headers()["authorization"].clone();
    signer.sign(&mut request, Timestamp::saturating_from_unix(NOW + 60, 0)).unwrap();
    assert_ne!(request.headers()["authorization"], before);
    signer.sign(&mut request, Timestamp::saturating_from_unix(NOW, 0)).unwrap();
    let all: Vec<_> = request.headers().get_all("authorization").iter().collect();
    assert_eq!(all, [&before]);
}

#[test]
fn credentials_with_line_breaks_are_refused_without_repeating_them() {
    let credentials = AwsCredentials::new("AKID\nEXAMPLE", "secret");
    let mut request = http::Request::new(Body::Empty);
    let signer = Signer {
        credentials: &credentials,
        region: "us-east-1",
        service: "service",
        unsigned_payload: false,
    };
    let refused = signer.sign(&mut request, Timestamp::saturating_from_unix(NOW, 0));
    assert_eq!(refused, Err("has characters that cannot be sent"));
}
