use super::super::{ErrorSummary, Protocol};
use super::*;
use crate::http::Body;
use crate::operation::{OperationSchema, ServiceSchema};
use crate::schema::{Kind, Member, Schema};
use crate::shape::Structure;
use crate::testing::{structure, Nothing, NOTHING, STRING};

static SERVICE: ServiceSchema = ServiceSchema {
    id: "test.namespace#RpcV2Protocol",
    version: "1",
    protocol: &RPC_V2_CBOR,
    endpoint: None,
    auth: &[],
    token_variables: &[],
    request_id_headers: &[],
    headers: &[],
    user_agent: "test/1",
};
static UNIT: Schema = Schema::structure("smithy.api#Unit", &[]);
static BLOB: Schema = Schema::simple("smithy.api#Blob", Kind::Blob);

structure!(Message {
    message: Option<String> = Member::new("message", &STRING),
    code: Option<crate::blob::Blob> = Member::new("code", &BLOB),
});

const SPOKEN: (&str, &str) = ("Smithy-Protocol", "rpc-v2-cbor");

fn operation(input: &'static Schema) -> &'static OperationSchema {
    let operation = OperationSchema::new("Test", &SERVICE, input, &UNIT).http("PUT", "/", 201);
    Box::leak(Box::new(operation))
}

fn head(status: u16, headers: &[(&str, &str)]) -> http::response::Parts {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(()).unwrap().into_parts().0
}

fn header<'a>(request: &'a http::Request<Body>, name: &str) -> Option<&'a str> {
    request.headers().get(name).map(|value| value.to_str().unwrap())
}

#[test]
fn the_path_names_the_operation_and_the_body_is_the_input() {
    let mut input = Message { message: Some("Hi".into()), code: None };
    let request = RPC_V2_CBOR.encode_request(operation(Message::the_schema()), &mut input).unwrap();
    assert_eq!(request.method(), http::Method::POST);
    assert_eq!(request.uri(), "/service/RpcV2Protocol/operation/Test");
    assert_eq!(header(&request, "smithy-protocol"), Some("rpc-v2-cbor"));
    assert_eq!(header(&request, "accept"), Some("application/cbor"));
    assert_eq!(header(&request, "content-type"), Some("application/cbor"));
    assert_eq!(header(&request, "x-amz-target"), None);
    assert!(matches!(request.body(), Body::Bytes(bytes) if &bytes[..] == b"\xa1\x67message\x62Hi"));
}

#[test]
fn only_an_operation_without_input_sends_no_body() {
    let request = RPC_V2_CBOR.encode_request(operation(&UNIT), &mut Nothing).unwrap();
    assert!(matches!(request.body(), Body::Empty));
    assert_eq!(header(&request, "content-type"), None);
    assert_eq!(header(&request, "accept"), Some("application/cbor"));
    let request = RPC_V2_CBOR.encode_request(operation(&NOTHING), &mut Nothing);
    assert!(matches!(request.unwrap().body(), Body::Bytes(bytes) if &bytes[..] == b"\xa0"));
}

#[test]
fn a_response_in_another_protocol_is_not_looked_at() {
    let body = b"\xa1\x66__type\x68test#Foo";
    for headers in [&[][..], &[("smithy-protocol", "rpc-v2-json")]] {
        let mut output = Message::empty();
        let read = RPC_V2_CBOR.decode_response(
            operation(&UNIT),
            &head(200, headers),
            Body::Bytes(body[..].into()),
            &mut output,
        );
        assert_eq!(read.unwrap_err().message, "the header `smithy-protocol` is not `rpc-v2-cbor`");
        assert_eq!(RPC_V2_CBOR.error_summary(&head(400, headers), body), ErrorSummary::default());
        assert!(RPC_V2_CBOR.decode_error(&head(400, headers), body, &mut output).is_err());
    }
    let summary = RPC_V2_CBOR.error_summary(&head(400, &[SPOKEN]), body);
    assert_eq!(summary.code.as_deref(), Some("Foo"));
}

#[test]
fn a_success_is_200_and_its_body_may_be_empty() {
    let test = operation(&UNIT);
    assert!(RPC_V2_CBOR.is_success(test, &head(200, &[])));
    assert!(!RPC_V2_CBOR.is_success(test, &head(201, &[])));
    let read = |body: &'static [u8], headers: &[(&str, &str)]| {
        let mut output = Message::empty();
        let head = head(200, headers);
        RPC_V2_CBOR.decode_response(test, &head, body.into(), &mut output).map(|_| output.message)
    };
    assert_eq!(read(b"", &[SPOKEN]), Ok(None));
    assert_eq!(read(b"\xbf\xff", &[SPOKEN]), Ok(None));
    assert_eq!(read(b"\xa1\x67message\x62Hi", &[SPOKEN]), Ok(Some("Hi".into())));
    let page = [SPOKEN, ("content-type", "text/html")];
    assert_eq!(read(b"<p>", &page).unwrap_err().to_string(), "expected CBOR, found text/html");
}

#[test]
fn only_the_type_names_an_error() {
    let named = [SPOKEN, ("x-amzn-errortype", "Wrong")];
    let head = head(400, &named);
    // The field `code` holds bytes here, which no name is made of.
    let body = b"\xa3\x66__type\x6ctest#Message\x67message\x62Hi\x64code\x41\xff";
    let summary = RPC_V2_CBOR.error_summary(&head, body);
    assert_eq!(summary.code.as_deref(), Some("Message"));
    assert_eq!(summary.message.as_deref(), Some("Hi"));
    let mut error = Message::empty();
    RPC_V2_CBOR.decode_error(&head, body, &mut error).unwrap();
    assert_eq!(error, Message { message: Some("Hi".into()), code: Some(b"\xff".into()) });
    let summary = RPC_V2_CBOR.error_summary(&head, b"\xa1\x64code\x63Foo");
    assert_eq!(summary, ErrorSummary::default());
}

#[test]
fn a_format_of_the_model_does_not_count() {
    static TIMESTAMP: Schema = Schema::simple("test#Timestamp", Kind::Timestamp)
        .timestamp_format(TimestampFormat::DateTime);
    structure!(Dated {
        at: Option<crate::timestamp::Timestamp> = Member::new("at", &TIMESTAMP),
    });
    let mut input = Dated { at: crate::timestamp::Timestamp::from_unix(1, 0) };
    let request = RPC_V2_CBOR.encode_request(operation(Dated::the_schema()), &mut input).unwrap();
    assert!(matches!(request.body(), Body::Bytes(bytes) if &bytes[..] == b"\xa1\x62at\xc1\x01"));
}
