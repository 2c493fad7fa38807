use std::collections::BTreeMap;

use super::*;
use crate::operation::ServiceSchema;
use crate::schema::{Fault, Member};
use crate::testing::{structure, Choice, CHOICE, INTEGER, STRING, STRING_MAP};

static SERVICE: ServiceSchema = ServiceSchema {
    id: "test#Service",
    version: "1",
    protocol: &RestJson,
    endpoint: None,
    auth: &[],
    token_variables: &[],
    request_id_headers: &[],
    headers: &[],
    user_agent: "test/1",
};
static BLOB: Schema = Schema::simple("smithy.api#Blob", Kind::Blob);
static STREAM: Schema = Schema::simple("test#Stream", Kind::Blob).streaming().requires_length();
static UNIT: Schema = Schema::structure("smithy.api#Unit", &[]);
static NESTED: Schema = Schema::structure("test#Nested", &[]);

structure!(Mixed {
    name: String = Member::new("name", &STRING).required().label(),
    header: Option<String> = Member::new("header", &STRING).header("X-Header"),
    text: Option<String> = Member::new("text", &STRING),
    status: Option<i32> = Member::new("status", &INTEGER).response_code(),
    prefixed: Option<BTreeMap<String, String>> = Member::new("prefixed", &STRING_MAP).prefix_headers(""),
});
structure!(Unbodied {
    header: Option<String> = Member::new("header", &STRING).header("Content-Type"),
});
structure!(Nested { id: String = Member::new("id", &STRING).required() });
structure!(WithStructure {
    nested: Option<Nested> = Member::new("nested", &NESTED).payload(),
});
structure!(WithUnion {
    choice: Option<Choice> = Member::new("choice", &CHOICE).payload(),
});
structure!(WithBlob {
    blob: Option<crate::blob::Blob> = Member::new("blob", &BLOB).payload().media_type("image/jpg"),
});
structure!(WithText {
    text: Option<String> = Member::new("text", &STRING).payload(),
});
structure!(Failure {
    message: String = Member::new("message", &STRING).required(),
    count: Option<i32> = Member::new("count", &INTEGER),
});

/// A stream is not data, so this one is written by hand.
struct WithStream(Body);

static WITH_STREAM: Schema =
    Schema::structure("test#WithStream", &[Member::new("stream", &STREAM).required().payload()]);

impl Structure for WithStream {
    fn schema(&self) -> &'static Schema {
        &WITH_STREAM
    }
    fn empty() -> Self {
        Self(Body::Empty)
    }
    fn member(&self, index: usize) -> Option<&dyn Shape> {
        (index == 0).then_some(&self.0 as &dyn Shape)
    }
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Shape> {
        (index == 0).then_some(&mut self.0 as &mut dyn Shape)
    }
}

fn operation(input: &'static Schema) -> &'static OperationSchema {
    Box::leak(Box::new(
        OperationSchema::new("Test", &SERVICE, input, &UNIT).http("PUT", "/test", 200),
    ))
}

fn request(input: &mut dyn Structure) -> http::Request<Body> {
    RestJson.encode_request(operation(input.schema()), input).unwrap()
}

fn text(body: &Body) -> &str {
    match body {
        Body::Bytes(bytes) => core::str::from_utf8(bytes).unwrap(),
        _ => "",
    }
}

fn sent(input: &mut dyn Structure) -> (Option<String>, String) {
    let request = request(input);
    let content_type =
        request.headers().get(CONTENT_TYPE).map(|value| value.to_str().unwrap().to_string());
    (content_type, text(request.body()).to_string())
}

fn head(status: u16, headers: &[(&str, &str)]) -> http::response::Parts {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(()).unwrap().into_parts().0
}

fn received<T: Structure>(
    headers: &[(&str, &str)],
    body: &'static str,
) -> Result<(T, Vec<String>), DecodeError> {
    let mut output = <T as Structure>::empty();
    let decoded = RestJson.decode_response(
        operation(&UNIT),
        &head(201, headers),
        body.into(),
        &mut output,
    )?;
    Ok((output, decoded.missing))
}

#[test]
fn members_go_where_the_model_binds_them() {
    static MIXED: std::sync::OnceLock<&'static OperationSchema> = std::sync::OnceLock::new();
    let operation = MIXED.get_or_init(|| {
        let schema = OperationSchema::new("Mixed", &SERVICE, Mixed::the_schema(), &UNIT);
        Box::leak(Box::new(schema.http("PUT", "/v1/{name}?list", 201)))
    });
    let mut input = Mixed {
        name: "a b".into(),
        header: Some("H".into()),
        prefixed: Some(BTreeMap::from([
            ("x-header".into(), "the other wins".into()),
            ("x-more".into(), "M".into()),
        ])),
        ..<Mixed as Structure>::empty()
    };
    let request = RestJson.encode_request(operation, &mut input).unwrap();
    assert_eq!(
        (request.method().as_str(), request.uri().to_string().as_str()),
        ("PUT", "/v1/a%20b?list")
    );
    assert_eq!(
        (&request.headers()["x-header"], &request.headers()["x-more"]),
        (&"H".parse().unwrap(), &"M".parse().unwrap())
    );
    // There are members for the body, and none is present.
    assert_eq!(text(request.body()), "{}");
    assert_eq!(request.headers()[CONTENT_TYPE], JSON);
    input.name = String::new();
    let error = RestJson.encode_request(operation, &mut input).unwrap_err();
    assert_eq!(error.to_string(), "`name` must not be empty: it is a part of the path");
}

#[test]
fn bodies_and_their_types_follow_the_payload() {
    let typed = |content_type: &str, body: &str| (Some(content_type.to_string()), body.to_string());
    let nothing = (None, String::new());
    assert_eq!(sent(&mut Unbodied { header: None }), nothing);
    assert_eq!(sent(&mut WithStructure { nested: None }), typed(JSON, "{}"));
    assert_eq!(
        sent(&mut WithStructure { nested: Some(Nested { id: "i".into() }) }),
        typed(JSON, r#"{"id":"i"}"#)
    );
    assert_eq!(sent(&mut WithUnion { choice: None }), nothing);
    assert_eq!(
        sent(&mut WithUnion { choice: Some(Choice::Number(1)) }),
        typed(JSON, r#"{"number":1}"#)
    );
    assert_eq!(sent(&mut WithBlob { blob: None }), nothing);
    assert_eq!(sent(&mut WithBlob { blob: Some("1234".into()) }), typed("image/jpg", "1234"));
    assert_eq!(sent(&mut WithText { text: Some("t".into()) }), typed("text/plain", "t"));
    assert_eq!(sent(&mut Unbodied { header: Some("x/y".into()) }), typed("x/y", ""));
}

#[test]
fn a_stream_is_moved_and_not_read() {
    struct Never;
    impl futures_core::Stream for Never {
        type Item = Result<Bytes, crate::http::BodyError>;
        fn poll_next(
            self: core::pin::Pin<&mut Self>,
            _: &mut core::task::Context<'_>,
        ) -> core::task::Poll<Option<Self::Item>> {
            panic!("it was read")
        }
    }
    let mut input = WithStream(Body::from_stream(Never, Some(3)));
    let sent = request(&mut input);
    assert!(
        matches!(sent.body(), Body::Stream { length: Some(3), .. })
            && matches!(input.0, Body::Empty)
    );
    assert_eq!(sent.headers()[CONTENT_TYPE], "application/octet-stream");
    let mut input = WithStream(Body::from_stream(Never, None));
    let error = RestJson.encode_request(operation(&WITH_STREAM), &mut input).unwrap_err();
    assert_eq!(error.to_string(), "`stream` must be a stream of a known length");
    let mut output = WithStream(Body::Empty);
    let body = Body::from_stream(Never, None);
    RestJson.decode_response(operation(&UNIT), &head(200, &[]), body, &mut output).unwrap();
    assert!(matches!(output.0, Body::Stream { .. }));
    assert!(RestJson
        .decode_response(
            operation(&UNIT),
            &head(200, &[]),
            Body::from_stream(Never, None),
            &mut Nested { id: String::new() }
        )
        .is_err());
}

#[test]
fn responses_are_read_from_all_places() {
    let (mixed, missing) = received::<Mixed>(&[("X-Header", "H")], r#"{"text":"t"}"#).unwrap();
    assert_eq!(
        (mixed.header.as_deref(), mixed.text.as_deref(), mixed.status),
        (Some("H"), Some("t"), Some(201))
    );
    assert_eq!(mixed.prefixed, Some(BTreeMap::from([("x-header".into(), "H".into())])));
    assert_eq!(missing, [""; 0]);
    assert_eq!(received::<Nested>(&[], "").unwrap().1, ["/id"]);
    assert_eq!(received::<WithStructure>(&[], "{}").unwrap().1, ["/nested/id"]);
    assert_eq!(received::<WithStructure>(&[], "").unwrap().0.nested, None);
    assert_eq!(received::<WithBlob>(&[], "").unwrap().0.blob, None);
    assert_eq!(received::<WithText>(&[], "t").unwrap().0.text.as_deref(), Some("t"));
    // Nothing of this output is in the body, so it can be anything.
    assert!(received::<Unbodied>(&[], "<html>").is_ok());
}

#[test]
fn a_page_that_is_no_json_is_called_that() {
    let error =
        received::<Nested>(&[("content-type", "Text/HTML; charset=utf-8")], "<html>").unwrap_err();
    assert_eq!(error.to_string(), "expected JSON, found text/html");
    let error = received::<Nested>(&[("content-type", "application/json")], "<html>").unwrap_err();
    assert!(error.to_string().contains("line 1 column 1"), "{error}");
    assert!(received::<Nested>(&[("content-type", "text/plain")], r#"{"id":"i"}"#).is_ok());
}

#[test]
fn the_name_of_an_error_is_found_wherever_it_is() {
    // Those of the protocol tests, "RestJsonFooErrorUsing...".
    for text in [
        "FooError",
        "FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
        "aws.protocoltests.restjson#FooError",
        "aws.protocoltests.restjson#FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
    ] {
        let head_with = head(500, &[("X-Amzn-Errortype", text)]);
        assert_eq!(RestJson.error_summary(&head_with, b"").code.as_deref(), Some("FooError"));
        for field in ["__type", "code"] {
            let body = format!(r#"{{"{field}":"{text}","Message":"m","nested":{{"__type":"Other"}}}}"#);
            let summary = RestJson.error_summary(&head(500, &[]), body.as_bytes());
            assert_eq!((summary.code.as_deref(), summary.message.as_deref()), (Some("FooError"), Some("m")));
        }
    }
    for body in ["", "<html>", "[]", r#"{"code":7,"message":{}}"#, "{"] {
        assert_eq!(
            RestJson.error_summary(&head(500, &[]), body.as_bytes()),
            ErrorSummary::default()
        );
    }
}

#[test]
fn the_message_of_an_error_is_taken_from_any_spelling() {
    static FAILURE: Schema = Schema::structure("test#Failure", &[]).error(Fault::Client, 400);
    assert_eq!(FAILURE.error_traits().map(|traits| traits.status), Some(400));
    for (body, message, missing) in [
        (r#"{"message":"m","count":1}"#, "m", 0),
        (r#"{"Message":"m","count":1}"#, "m", 0),
        (r#"{"errorMessage":"m","count":1}"#, "m", 0),
        (r#"{"message":"","Message":"m","count":1}"#, "", 0),
        (r#"{"count":1}"#, "", 1),
    ] {
        let mut failure = <Failure as Structure>::empty();
        let decoded =
            RestJson.decode_error(&head(400, &[]), body.as_bytes(), &mut failure).unwrap();
        assert_eq!(
            (failure.message.as_str(), failure.count, decoded.missing.len()),
            (message, Some(1), missing)
        );
    }
}

#[test]
fn any_success_code_is_a_success() {
    for (status, success) in [(200, true), (202, true), (304, false), (404, false), (500, false)] {
        assert_eq!(RestJson.is_success(operation(&UNIT), &head(status, &[])), success);
    }
}
