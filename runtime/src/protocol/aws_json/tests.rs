use super::*;
use crate::operation::ServiceSchema;
use crate::protocol::QueryCompatible;
use crate::schema::{Fault, Kind, Member, Schema};
use crate::testing::{structure, Nothing, INTEGER, STRING};

static SERVICE: ServiceSchema = ServiceSchema {
    id: "test.namespace#JsonProtocol",
    version: "1",
    protocol: &AWS_JSON_1_1,
    endpoint: None,
    auth: &[],
    token_variables: &[],
    request_id_headers: &[],
    headers: &[],
    user_agent: "test/1",
};
static UNIT: Schema = Schema::structure("smithy.api#Unit", &[]);
static TIMESTAMP: Schema = Schema::simple("smithy.api#Timestamp", Kind::Timestamp);
static MESSAGE: Schema = Schema::structure("test#Message", &[]).error(Fault::Client, 400);

structure!(Mixed {
    name: Option<String> = Member::new("name", &STRING).json_name("other").label(),
    header: Option<String> = Member::new("header", &STRING).header("X-Header"),
    at: Option<crate::timestamp::Timestamp> = Member::new("at", &TIMESTAMP),
});
structure!(Message {
    message: String = Member::new("message", &STRING).required(),
    code: Option<i32> = Member::new("code", &INTEGER),
});

fn operation(input: &'static Schema) -> &'static OperationSchema {
    let operation =
        OperationSchema::new("Test", &SERVICE, input, &UNIT).http("PUT", "/{name}", 201);
    Box::leak(Box::new(operation))
}

fn head(status: u16, headers: &[(&str, &str)]) -> http::response::Parts {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(()).unwrap().into_parts().0
}

fn header(request: &http::Request<Body>, name: &str) -> Option<String> {
    request.headers().get(name).map(|value| value.to_str().unwrap().to_string())
}

fn text(body: &Body) -> String {
    match body {
        Body::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
        other => format!("{other:?}"),
    }
}

#[test]
fn the_whole_input_is_the_body_whatever_its_bindings() {
    let mut input = Mixed {
        name: Some("a".into()),
        header: Some("b".into()),
        at: crate::timestamp::Timestamp::from_unix(946_845_296, 0),
    };
    let request = AWS_JSON_1_1.encode_request(operation(Mixed::the_schema()), &mut input).unwrap();
    assert_eq!((request.method(), request.uri().to_string()), (&http::Method::POST, "/".into()));
    assert_eq!(header(&request, "X-Amz-Target").as_deref(), Some("JsonProtocol.Test"));
    assert_eq!(header(&request, "Content-Type").as_deref(), Some("application/x-amz-json-1.1"));
    assert_eq!(header(&request, "X-Header"), None);
    assert_eq!(text(request.body()), r#"{"name":"a","header":"b","at":946845296}"#);
}

#[test]
fn no_input_is_an_empty_object() {
    let request = AWS_JSON_1_0.encode_request(operation(&UNIT), &mut Nothing).unwrap();
    assert_eq!(header(&request, "content-type").as_deref(), Some("application/x-amz-json-1.0"));
    assert_eq!(header(&request, "x-amzn-query-mode"), None);
    assert_eq!(text(request.body()), "{}");
}

#[test]
fn responses_are_read_whole_or_not_at_all() {
    let test = operation(&UNIT);
    assert!(AWS_JSON_1_0.is_success(test, &head(200, &[])));
    assert!(!AWS_JSON_1_0.is_success(test, &head(400, &[])));
    let read = |body: &'static str, headers: &[(&str, &str)]| {
        let mut output = Message::empty();
        let decoded =
            AWS_JSON_1_0.decode_response(test, &head(200, headers), body.into(), &mut output);
        decoded.map(|decoded| (output.message, decoded.missing))
    };
    assert_eq!(read(r#"{"message":"a","more":1}"#, &[]), Ok(("a".into(), Vec::new())));
    assert_eq!(read("{}", &[]), Ok((String::new(), vec!["/message".into()])));
    assert_eq!(read("", &[]), Ok((String::new(), vec!["/message".into()])));
    let page = [("content-type", "text/html; charset=utf-8")];
    assert_eq!(read("<p>", &page).unwrap_err().to_string(), "expected JSON, found text/html");
    assert_eq!(read(r#"{"message":1}"#, &page).unwrap_err().at, "/message");
    // Nothing is kept of what an operation without output answers.
    let decoded = AWS_JSON_1_0.decode_response(test, &head(200, &[]), "<p>".into(), &mut Nothing);
    assert_eq!(decoded, Ok(Decoded::default()));
}

#[test]
fn errors_are_named_in_any_of_three_places() {
    let uri = "smithy.example#FooError:http://internal.example.com/coral/";
    for name in
        ["FooError", "FooError:http://internal.example.com/", "smithy.example#FooError", uri]
    {
        for body in [format!(r#"{{"__type":"{name}"}}"#), format!(r#"{{"code":"{name}"}}"#)] {
            let summary = AWS_JSON_1_1.error_summary(&head(400, &[]), body.as_bytes());
            assert_eq!(summary.code.as_deref(), Some("FooError"));
        }
        let summary = AWS_JSON_1_1.error_summary(&head(400, &[("X-Amzn-Errortype", name)]), b"");
        assert_eq!(summary.code.as_deref(), Some("FooError"));
    }
    for body in ["", "<p>", "[]", r#"{"__type":1,"code":2}"#, r#"{"__type":""}"#] {
        let summary = AWS_JSON_1_1.error_summary(&head(500, &[]), body.as_bytes());
        assert_eq!(summary, ErrorSummary::default());
    }
}

#[test]
fn an_error_is_read_with_its_message_in_any_spelling() {
    let body = br#"{"__type":"Message","Message":"gone","code":7}"#;
    let mut error = Message::empty();
    let decoded = AWS_JSON_1_1.decode_error(&head(400, &[]), body, &mut error);
    assert_eq!(decoded, Ok(Decoded::default()));
    assert_eq!(error, Message { message: "gone".into(), code: Some(7) });
    assert_eq!(MESSAGE.name(), "Message");
}

#[test]
fn a_service_that_spoke_query_sends_the_codes_it_had() {
    let protocol = QueryCompatible(AWS_JSON_1_0);
    assert_eq!(protocol.id(), "aws.protocols#awsJson1_0");
    let request = protocol.encode_request(operation(&UNIT), &mut Nothing).unwrap();
    assert_eq!(header(&request, "x-amzn-query-mode").as_deref(), Some("true"));
    let body = br#"{"__type":"test#Message","message":"Hi"}"#;
    for (header, code) in
        [("Customized;Sender", Some("Customized")), ("Customized", None), (";Sender", None)]
    {
        let head = head(400, &[("x-amzn-query-error", header)]);
        let summary = protocol.error_summary(&head, body);
        assert_eq!(summary.code.as_deref(), Some("Message"));
        assert_eq!(summary.query_code.as_deref(), code);
        assert_eq!(protocol.error_summary(&head, b""), ErrorSummary::default());
        assert_eq!(AWS_JSON_1_0.error_summary(&head, body).query_code, None);
    }
}
