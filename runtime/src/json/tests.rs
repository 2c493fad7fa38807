use std::collections::BTreeMap;

use super::*;
use crate::blob::Blob;
use crate::document::Document;
use crate::number::{BigDecimal, BigInteger};
use crate::schema::{Kind, Member, Schema, TimestampFormat};
use crate::serde::{Secrets, Timestamps};
use crate::shape::Shape;
use crate::testing::{
    structure, Choice, Node, CHOICE, INTEGER, LONG, SECRET, SPARSE, STRING, STRINGS, STRING_MAP,
};
use crate::timestamp::Timestamp;

static BIG: Schema = Schema::simple("smithy.api#BigInteger", Kind::BigInteger);
static DECIMAL: Schema = Schema::simple("smithy.api#BigDecimal", Kind::BigDecimal);
static TIMESTAMP: Schema = Schema::simple("smithy.api#Timestamp", Kind::Timestamp);
static DOUBLE: Schema = Schema::simple("smithy.api#Double", Kind::Double);
static BYTE: Schema = Schema::simple("smithy.api#Byte", Kind::Byte);
static BLOB: Schema = Schema::simple("smithy.api#Blob", Kind::Blob);
static DOCUMENT: Schema = Schema::simple("smithy.api#Document", Kind::Document);
static INNER: Schema = Schema::structure("test#Inner", &[]);
static INNERS: Schema = Schema::list("test#Inners", &[Member::new("member", &INNER)]);
static INNER_MAP: Schema =
    Schema::map("test#InnerMap", &[Member::new("key", &STRING), Member::new("value", &INNER)]);

structure!(Inner {
    id: String = Member::new("id", &STRING).required(),
    count: Option<i32> = Member::new("count", &INTEGER),
});
structure!(Sample {
    name: String = Member::new("name", &STRING).required().json_name("Name"),
    secret: Option<String> = Member::new("secret", &SECRET),
    byte: Option<i8> = Member::new("byte", &BYTE),
    long: Option<i64> = Member::new("long", &LONG),
    double: Option<f64> = Member::new("double", &DOUBLE),
    big: Option<BigInteger> = Member::new("big", &BIG),
    decimal: Option<BigDecimal> = Member::new("decimal", &DECIMAL),
    at: Option<Timestamp> = Member::new("at", &TIMESTAMP),
    on: Option<Timestamp> = Member::new("on", &TIMESTAMP).timestamp_format(TimestampFormat::DateTime),
    blob: Option<Blob> = Member::new("blob", &BLOB),
    document: Option<Document> = Member::new("document", &DOCUMENT),
    tags: Option<Vec<String>> = Member::new("tags", &STRINGS),
    sparse: Option<Vec<Option<String>>> = Member::new("sparse", &SPARSE),
    map: Option<BTreeMap<String, String>> = Member::new("map", &STRING_MAP),
    inner: Option<Inner> = Member::new("inner", &INNER),
    inners: Option<Vec<Inner>> = Member::new("inners", &INNERS),
    inner_map: Option<BTreeMap<String, Inner>> = Member::new("innerMap", &INNER_MAP),
    choice: Option<Choice> = Member::new("choice", &CHOICE),
    header: Option<String> = Member::new("header", &STRING).header("x-header"),
});

const CODEC: Codec = Codec {
    json_names: true,
    format: Format::Json,
    quoted_numbers: false,
    timestamps: Timestamps::Modeled(TimestampFormat::EpochSeconds),
    milliseconds: true,
    secrets: Secrets::Shown,
};

fn read_with(bytes: &[u8], codec: Codec) -> Result<(Sample, Vec<String>), JsonError> {
    let mut sample = <Sample as Structure>::empty();
    let missing = read(bytes, Target::Members(&mut sample, Members::Body), codec)?;
    Ok((sample, missing.into_pointers()))
}

fn sample(text: &str) -> Sample {
    read_with(text.as_bytes(), CODEC).unwrap().0
}

fn failure(text: &str) -> (String, String) {
    let error = read_with(text.as_bytes(), CODEC).unwrap_err();
    (error.at, error.message)
}

fn text(sample: &Sample) -> String {
    String::from_utf8(write_members(sample, Members::Body, CODEC).unwrap()).unwrap()
}

const FULL: &str = concat!(
    r#"{"Name":"n\u00e9\n","secret":"hunter2","byte":-128,"long":9223372036854775807,"double":0.1,"#,
    r#""big":123456789012345678901234567890,"decimal":-1.50e-400,"at":1515531081.123,"#,
    r#""on":"1985-04-12T23:20:50.52Z","blob":"Zm9v","document":{"a":[1,-1,1.5,null,true,"x"]},"#,
    r#""tags":["a","b"],"sparse":[null,"x"],"map":{"k":"v"},"inner":{"id":"i","count":1},"#,
    r#""inners":[{"id":"j"}],"innerMap":{"k":{"id":"l"}},"choice":{"many":[{"number":1},{"text":"t"}]}}"#
);

#[test]
fn what_is_read_is_written_back() {
    let sample = sample(FULL);
    assert_eq!(sample.big.as_ref().map(BigInteger::as_str), Some("123456789012345678901234567890"));
    assert_eq!(sample.decimal.as_ref().map(BigDecimal::as_str), Some("-1.50e-400"));
    assert_eq!(sample.at, Timestamp::from_unix(1_515_531_081, 123_000_000));
    assert_eq!(text(&sample), FULL.replace("\\u00e9", "é"));
}

#[test]
fn members_with_an_http_binding_are_not_in_the_body() {
    let sample = Sample { header: Some("x".into()), ..<Sample as Structure>::empty() };
    assert_eq!(text(&sample), r#"{"Name":""}"#);
    assert_eq!(super::tests::sample(r#"{"Name":"n","header":"x"}"#).header, None);
}

#[test]
fn json_name_counts_only_where_the_protocol_says_so() {
    let codec = Codec { json_names: false, ..CODEC };
    let (read, _) = read_with(br#"{"name":"n","Name":"other"}"#, codec).unwrap();
    assert_eq!(read.name, "n");
    assert_eq!(write_members(&read, Members::Body, codec).unwrap(), br#"{"name":"n"}"#);
}

#[test]
fn missing_required_members_are_told_of() {
    let (sample, missing) = read_with(
        br#"{"inner":{},"inners":[{"id":"a"},{"id":null}],"innerMap":{"a/b":{},"c":null}}"#,
        CODEC,
    )
    .unwrap();
    assert_eq!(missing, ["/inner/id", "/inners/1/id", "/innerMap/a~1b/id", "/name"]);
    assert_eq!(sample.name, "");
    assert_eq!(sample.inner_map.unwrap().keys().collect::<Vec<_>>(), ["a/b"]);
}

#[test]
fn of_a_member_that_comes_twice_the_last_one_counts() {
    let sample = sample(
        r#"{"Name":"a","inner":{"count":1},"tags":["x"],"Name":"b","inner":{"id":"i"},"tags":["y"]}"#,
    );
    assert_eq!(sample.name, "b");
    assert_eq!(sample.inner, Some(Inner { id: "i".into(), count: None }));
    assert_eq!(sample.tags, Some(vec!["y".into()]));
    let (_, missing) = read_with(br#"{"Name":"a","inner":{},"inner":{"id":"i"}}"#, CODEC).unwrap();
    assert_eq!(missing, [""; 0]);
    let (_, missing) =
        read_with(br#"{"Name":"a","innerMap":{"k":{},"k":{"id":"i"},"l":{}}}"#, CODEC).unwrap();
    assert_eq!(missing, ["/innerMap/l/id"]);
    let (sample, missing) =
        read_with(br#"{"Name":"a","Name":null,"inner":{"id":"i"},"inner":null}"#, CODEC).unwrap();
    assert_eq!(
        (sample.name.as_str(), sample.inner, missing),
        ("", None, vec!["/name".to_string()])
    );
}

#[test]
fn null_in_a_dense_list_or_map_is_dropped() {
    let sample =
        sample(r#"{"Name":"n","tags":["a",null,"b"],"map":{"a":null,"b":"c"},"sparse":[null]}"#);
    assert_eq!(sample.tags, Some(vec!["a".into(), "b".into()]));
    assert_eq!(sample.map, Some(BTreeMap::from([("b".into(), "c".into())])));
    assert_eq!(sample.sparse, Some(vec![None]));
}

#[test]
fn a_union_has_exactly_one_member() {
    let choice = |text: &str| sample(&format!(r#"{{"Name":"n","choice":{text}}}"#)).choice;
    assert_eq!(choice(r#"{"number":1}"#), Some(Choice::Number(1)));
    assert_eq!(
        choice(r#"{"__type":"x#Choice","number":null,"text":"t","many":null}"#),
        Some(Choice::Text("t".into()))
    );
    assert_eq!(choice(r#"{"new":{"a":[1]},"old":null}"#), Some(Choice::Unknown("new".into())));
    assert_eq!(choice("null"), None);
    for wrong in [
        "{}",
        r#"{"number":null}"#,
        r#"{"number":1,"text":"t"}"#,
        r#"{"number":1,"new":2}"#,
        r#"{"new":1,"number":2}"#,
    ] {
        let (at, message) = failure(&format!(r#"{{"choice":{wrong}}}"#));
        assert_eq!(at, "/choice");
        assert!(message.starts_with("expected exactly one member of a union"), "{message}");
    }
}

#[test]
fn an_unknown_variant_cannot_be_written() {
    let sample =
        Sample { choice: Some(Choice::Unknown("new".into())), ..<Sample as Structure>::empty() };
    let (member, reason) = write_members(&sample, Members::All, CODEC).unwrap_err();
    assert_eq!((member, reason), ("choice", "is a union whose variant the model does not list"));
}

#[test]
fn numbers_fit_or_are_refused() {
    for (member, value) in [
        ("byte", "128"),
        ("byte", "1.5"),
        ("byte", "\"1\""),
        ("byte", "true"),
        ("long", "9223372036854775808"),
        ("long", "1e30"),
        ("double", "\"1\""),
        ("double", "\"inf\""),
        ("double", "\"nan\""),
        ("big", "1.5"),
        ("big", "1e3"),
        ("big", "\"1\""),
        ("decimal", "\"1\""),
        ("at", "\"1515531081\""),
        ("at", "1e13"),
        ("on", "1515531081"),
        ("blob", "\"=\""),
        ("blob", "1"),
        ("tags", "{}"),
        ("inner", "[]"),
        ("map", "[1]"),
    ] {
        let (at, message) = failure(&format!(r#"{{"{member}":{value}}}"#));
        assert_eq!(at, format!("/{member}"), "{message}");
        assert!(
            message.starts_with("expected ") && message.contains("at line 1 column "),
            "{message}"
        );
    }
    let sample = sample(r#"{"Name":"n","byte":1.0,"long":1e3,"double":"-Infinity"}"#);
    assert_eq!(
        (sample.byte, sample.long, sample.double),
        (Some(1), Some(1000), Some(f64::NEG_INFINITY))
    );
    assert_eq!(
        text(&Sample { double: Some(f64::NAN), ..<Sample as Structure>::empty() }),
        r#"{"Name":"","double":"NaN"}"#
    );
}

#[test]
fn errors_say_where() {
    assert_eq!(
        failure(r#"{"inners":[{"id":"a"},{"id":7}]}"#),
        ("/inners/1/id".into(), "expected a string, found a number at line 1 column 29".into())
    );
    assert_eq!(failure(r#"{"innerMap":{"a/b":{"id":[]}}}"#).0, "/innerMap/a~1b/id");
    assert_eq!(failure(r#""hunter2""#).1, "expected an object, found a string at line 1 column 9");
    let long = "k".repeat(10_000);
    assert_eq!(failure(&format!(r#"{{"map":{{"{long}":1}}}}"#)).0.len(), "/map/".len() + 64);
}

#[test]
fn timestamps_are_cut_to_milliseconds() {
    let at = Timestamp::from_unix(1_515_531_081, 123_456_789);
    let sample = Sample { at, on: at, ..<Sample as Structure>::empty() };
    assert_eq!(text(&sample), r#"{"Name":"","at":1515531081.123,"on":"2018-01-09T20:51:21.123Z"}"#);
    assert_eq!(super::tests::sample(r#"{"Name":"n","at":1515531081.123456789}"#).at, at);
}

#[test]
fn a_text_that_ends_early_is_an_error_that_shows_no_value() {
    let full = FULL.replace("hunter2", "hunter2hunter2");
    for end in 0..full.len() {
        let Err(error) = read_with(&full.as_bytes()[..end], CODEC) else { panic!("{end}") };
        assert!(!format!("{error:?}").contains("hunter"), "{error:?}");
    }
}

#[test]
fn errors_never_show_a_value() {
    for value in [
        "\"hunter2\"",
        "31337",
        "-31337.5",
        "[\"hunter2\"]",
        "{\"hunter2\":31337}",
        "true",
        "\"hunter2",
    ] {
        for member in [
            "Name", "byte", "double", "big", "decimal", "at", "on", "blob", "tags", "map", "inner",
            "choice",
        ] {
            if let Err(error) = read_with(format!(r#"{{"{member}":{value}}}"#).as_bytes(), CODEC) {
                let shown = format!("{error:?}");
                assert!(!shown.contains("31337") && !error.message.contains("hunter2"), "{shown}");
            }
        }
    }
}

#[test]
fn hostile_texts_are_errors() {
    let deep =
        |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    let nested = [
        deep("[", "]"),
        deep(r#"{"a":"#, "}"),
        format!(r#"{{"document":{}}}"#, deep("[", "]")),
        format!(r#"{{"choice":{}}}"#, deep(r#"{"many":["#, "]}")),
        format!(r#"{{"big":{}}}"#, "[".repeat(100_000)),
    ];
    for text in &nested {
        assert!(read_with(text.as_bytes(), CODEC).is_err());
    }
    // What is skipped needs no stack.
    assert!(
        read_with(format!(r#"{{"Name":"n","new":{}}}"#, deep("[", "]")).as_bytes(), CODEC).is_ok()
    );
    for text in [
        r#"{"Name":"\ud800"}"#,
        r#"{"Name":"\udc00\ud800"}"#,
        r#"{"Name":"a"}}"#,
        r#"{"Name":"a",}"#,
        "",
        "\u{feff}{}",
        "nul",
    ] {
        assert!(read_with(text.as_bytes(), CODEC).is_err(), "{text}");
    }
    assert_eq!(
        read_with(b"{\"Name\":\"\xff\"}", CODEC).unwrap_err().message,
        "not UTF-8 after byte 9"
    );
    let digits = "9".repeat(100_000);
    assert!(read_with(format!(r#"{{"long":{digits}}}"#).as_bytes(), CODEC).is_err());
    assert!(read_with(format!(r#"{{"at":{digits}}}"#).as_bytes(), CODEC).is_err());
    assert_eq!(sample(&format!(r#"{{"Name":"n","big":{digits}}}"#)).big.unwrap().as_str(), digits);
}

#[test]
fn values_nested_too_deeply_cannot_be_written() {
    let mut node = Node { children: Vec::new() };
    for _ in 0..63 {
        node = Node { children: vec![node] };
    }
    assert!(write_members(&node, Members::All, CODEC).is_ok());
    for _ in 0..1000 {
        node = Node { children: vec![node] };
    }
    assert_eq!(
        write_members(&node, Members::All, CODEC),
        Err(("children", "is nested too deeply"))
    );
    let mut document = Document::Null;
    for _ in 0..1000 {
        document = Document::List(vec![document]);
    }
    let sample = Sample { document: Some(document), ..<Sample as Structure>::empty() };
    assert!(write_members(&sample, Members::All, CODEC).is_err());
}

#[test]
fn more_than_64_members_are_kept_track_of() {
    static MEMBERS: [Member; 100] = {
        const ONE: Member = Member::new("m", &STRING).required();
        let mut members = [ONE; 100];
        members[70] = Member::new("seventy", &STRING).required();
        members[99] = Member::new("last", &STRING).required();
        members
    };
    static WIDE: Schema = Schema::structure("test#Wide", &MEMBERS);
    struct Wide(Vec<String>);
    impl Structure for Wide {
        fn schema(&self) -> &'static Schema {
            &WIDE
        }
        fn empty() -> Self {
            Self(vec![String::new(); 100])
        }
        fn member(&self, index: usize) -> Option<&dyn Shape> {
            self.0.as_slice().get(index).map(|member| member as &dyn Shape)
        }
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn Shape> {
            self.0.get_mut(index).map(|member| member as &mut dyn Shape)
        }
    }
    let mut wide = <Wide as Structure>::empty();
    let text = br#"{"seventy":"a","last":"b","last":null}"#;
    let missing =
        read(text, Target::Members(&mut wide, Members::All), CODEC).unwrap().into_pointers();
    assert_eq!(wide.0[70], "a");
    assert_eq!(missing.len(), 99);
    assert!(!missing.iter().any(|pointer| pointer == "/seventy"));
    assert_eq!(missing.last().map(String::as_str), Some("/last"));
}

#[test]
fn numbers_of_any_size_survive_and_secrets_stay_masked() {
    let mut value = <Sample as Structure>::empty();
    let text = br#"{"Name":"n","secret":"hunter2","big":123456789012345678901234567890,"on":"1970-01-01T00:00:00Z"}"#;
    assert!(from_slice(text, &mut value).unwrap().is_empty());
    let written = String::from_utf8(to_vec(&value).unwrap()).unwrap();
    assert_eq!(written, String::from_utf8_lossy(text).replace("hunter2", crate::redact::MASK));
    let error = from_slice(written.as_bytes(), &mut value).unwrap_err();
    assert_eq!(
        error.to_string().split(',').next(),
        Some("at '/secret': expected a secret and not its mask")
    );
}

#[test]
fn numbers_are_read_where_another_crate_asked_for_arbitrary_precision() {
    // What `serde_json` hands over then, written out as the object that it looks like.
    let number = |text: &str| format!(r#"{{"$serde_json::private::Number":"{text}"}}"#);
    let text = format!(
        r#"{{"Name":"n","byte":{},"double":{},"document":[{}]}}"#,
        number("5"),
        number("1e3"),
        number("7")
    );
    let read = sample(&text);
    assert_eq!((read.byte, read.double), (Some(5), Some(1000.0)));
    assert_eq!(read.document, Some(Document::from(vec![7])));
    assert_eq!(failure(r#"{"byte":{"$serde_json::private::Number":"hunter2"}}"#).0, "/byte");
}

#[test]
fn whatever_is_accepted_is_json() {
    // A generator of Lehmer's kind: the same mutations on every machine.
    let mut state = 1_u64;
    let mut next = |limit: usize| {
        state = state * 48_271 % 0x7fff_ffff;
        usize::try_from(state).unwrap() % limit
    };
    let marks = br#"{}[]",:\0123456789.eE+-ntfu "#;
    let mut accepted = 0;
    for _ in 0..30_000 {
        let mut bytes = FULL.as_bytes().to_vec();
        for _ in 0..=next(2) {
            let at = next(bytes.len());
            match next(3) {
                0 => bytes[at] = marks[next(marks.len())],
                1 => bytes.insert(at, marks[next(marks.len())]),
                _ => drop(bytes.remove(at)),
            }
        }
        if read_with(&bytes, CODEC).is_ok() {
            accepted += 1;
            // A decimal of any size is fine here, and out of range for a tree of values.
            match serde_json::from_slice::<serde_json::Value>(&bytes) {
                Ok(_) => {}
                Err(error) => assert!(
                    error.to_string().starts_with("number out of range"),
                    "{error}: {}",
                    String::from_utf8_lossy(&bytes)
                ),
            }
        }
    }
    assert!(accepted > 1000);
}
