use super::super::Protocol;
use super::*;
use crate::http::Body;
use crate::number::{BigDecimal, BigInteger};
use crate::operation::{OperationSchema, ServiceSchema};
use crate::schema::{Kind, Member, Schema};
use crate::shape::Structure;
use crate::testing::structure;
use crate::timestamp::Timestamp;

static SERVICE: ServiceSchema = ServiceSchema {
    id: "test#RpcV2JsonProtocol",
    version: "1",
    protocol: &RPC_V2_JSON,
    endpoint: None,
    auth: &[],
    token_variables: &[],
    request_id_headers: &[],
    headers: &[],
    user_agent: "test/1",
};
static UNIT: Schema = Schema::structure("smithy.api#Unit", &[]);
static BIG: Schema = Schema::simple("smithy.api#BigInteger", Kind::BigInteger);
static DECIMAL: Schema = Schema::simple("smithy.api#BigDecimal", Kind::BigDecimal);
static TIMESTAMP: Schema = Schema::simple("smithy.api#Timestamp", Kind::Timestamp);

structure!(Numbers {
    big: Option<BigInteger> = Member::new("big", &BIG).json_name("other"),
    decimal: Option<BigDecimal> = Member::new("decimal", &DECIMAL),
    at: Option<Timestamp> = Member::new("at", &TIMESTAMP).timestamp_format(TimestampFormat::DateTime),
});

fn read(body: &'static str) -> Result<Numbers, String> {
    static TEST: OperationSchema = OperationSchema::new("Test", &SERVICE, &UNIT, &UNIT);
    let response = http::Response::builder().header("smithy-protocol", "rpc-v2-json").body(());
    let mut output = Numbers::empty();
    RPC_V2_JSON
        .decode_response(&TEST, &response.unwrap().into_parts().0, body.into(), &mut output)
        .map(|_| output)
        .map_err(|error| error.to_string())
}

fn numbers() -> Numbers {
    Numbers {
        big: "-9223372036854775809".parse().ok(),
        decimal: "0.100000000000000000000001".parse().ok(),
        at: Timestamp::from_unix(946_845_296, 123_000_000),
    }
}

const BODY: &str =
    r#"{"big":"-9223372036854775809","decimal":"0.100000000000000000000001","at":946845296.123}"#;

#[test]
fn numbers_of_any_size_are_strings_and_timestamps_are_seconds() {
    static TEST: OperationSchema =
        OperationSchema::new("Test", &SERVICE, &Schema::structure("test#Numbers", &[]), &UNIT);
    let request = RPC_V2_JSON.encode_request(&TEST, &mut numbers()).unwrap();
    assert_eq!(request.uri(), "/service/RpcV2JsonProtocol/operation/Test");
    for (name, value) in [
        ("smithy-protocol", "rpc-v2-json"),
        ("accept", "application/json"),
        ("content-type", "application/json"),
    ] {
        assert_eq!(request.headers()[name], value);
    }
    assert!(matches!(request.body(), Body::Bytes(bytes) if bytes == BODY));
    assert_eq!(read(BODY), Ok(numbers()));
}

#[test]
fn a_number_that_is_not_quoted_is_understood_without_rounding() {
    let body = r#"{"big":-9223372036854775809,"decimal":0.100000000000000000000001}"#;
    assert_eq!(read(body), Ok(Numbers { at: None, ..numbers() }));
    assert_eq!(read(r#"{"big":"\u0034\u0032"}"#).unwrap().big, "42".parse().ok());
}

#[test]
fn a_string_that_is_no_number_is_refused() {
    for body in [
        r#"{"big":""}"#,
        r#"{"big":"01"}"#,
        r#"{"big":"1.0"}"#,
        r#"{"big":" 1"}"#,
        r#"{"decimal":"+1"}"#,
        r#"{"decimal":"NaN"}"#,
        r#"{"at":"946845296"}"#,
        r#"{"at":"2000-01-02T20:34:56Z"}"#,
    ] {
        let error = read(body).unwrap_err();
        assert!(error.contains("found a string"), "{error}");
    }
}
