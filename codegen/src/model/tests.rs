//! Loading: the specification's own examples, places, upgrades, and broken input.

mod conformance;
mod merging;
mod mixins;

use crate::diagnostic::{Diagnostics, Source};
use crate::model::uri::{Segment, UriPattern};
use crate::model::{decimal::Decimal, EnumValue, Model, Shape, ShapeKind};

/// Loads files and answers with the model and the codes found.
fn load(files: &[&str]) -> (Model, Vec<String>) {
    let sources = files
        .iter()
        .enumerate()
        .map(|(index, text)| Source::new(format!("{index}.json"), *text))
        .collect();
    let mut diagnostics = Diagnostics::new();
    let model = Model::load(sources, &mut diagnostics);
    let codes = diagnostics.iter().map(|found| found.code.to_string()).collect();
    (model, codes)
}

fn shapes(shapes: &str) -> String {
    format!("{{\"smithy\":\"2.0\",\"shapes\":{{{shapes}}}}}")
}

fn names(shape: Option<&Shape>) -> Vec<String> {
    shape.into_iter().flat_map(Shape::members).map(|member| member.name.to_string()).collect()
}

#[test]
fn values_know_their_places() {
    let text = "{\"smithy\":\"2\", \"metadata\": {\"k\": [1, [ true ],\n {\"é\": -1.50e2 }]}}";
    let (model, codes) = load(&[text]);
    assert_eq!(codes, [""; 0]);
    let list = model.metadata().get("k").and_then(|node| node.as_array()).unwrap_or_default();
    let place =
        |node: &crate::model::Node| model.location(node.position).map(|at| (at.line, at.column));
    let found: Vec<_> = list.iter().map(place).collect();
    assert_eq!(found, [Some((1, 35)), Some((1, 38)), Some((2, 2))]);
    let inner = list.get(1).and_then(|node| node.as_array()).and_then(<[_]>::first);
    assert_eq!(inner.and_then(place), Some((1, 40)));
    let number = list.get(2).and_then(|node| node.get("é"));
    assert_eq!(number.and_then(place), Some((2, 8)));
    let number = number.and_then(|node| node.as_number());
    assert_eq!(number.map(crate::model::Number::as_str), Some("-1.50e2"));
    assert_eq!(number.and_then(crate::model::Number::as_i64), Some(-150));
}

#[test]
fn strict_json() {
    for broken in [
        "",
        "{",
        "{\"a\":1,}",
        "[1 2]",
        "{\"a\" 1}",
        "// x\n{}",
        "{\"a\":01}",
        "{\"a\":.5}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\u{1}\"}",
        "{} {}",
        "{'a':1}",
        "nul",
    ] {
        assert_eq!(load(&[broken]).1, ["FS0101"], "{broken:?}");
    }
}

#[test]
fn decimals_compare_exactly() {
    let order = |left: &str, right: &str| Decimal::parse(left).cmp(&Decimal::parse(right));
    assert!(order("1", "1.0").is_eq());
    assert!(order("1e3", "999.999999999999999999999").is_gt());
    assert!(order("-2", "-1").is_lt());
    assert!(order("-0", "0").is_eq());
    assert!(order("0.05", "0.5").is_lt());
    assert!(order("12345678901234567890123", "12345678901234567890124").is_lt());
    assert_eq!(Decimal::parse("9223372036854775807").and_then(|at| at.to_i64()), Some(i64::MAX));
    assert_eq!(Decimal::parse("9223372036854775808").and_then(|at| at.to_i64()), None);
    assert_eq!(Decimal::parse("12.50").map(|at| at.is_integer()), Some(false));
    assert!(Decimal::parse("1e99999999999999999999").is_none());
    assert!(Decimal::parse("abc").is_none());
}

#[test]
fn uri_patterns() {
    let parsed = UriPattern::parse("/a/{b}/{c+}?x=y&z");
    let segments = vec![
        Segment::Literal("a".to_owned()),
        Segment::Label("b".to_owned()),
        Segment::GreedyLabel("c".to_owned()),
    ];
    let query = vec![("x".to_owned(), "y".to_owned()), ("z".to_owned(), String::new())];
    assert_eq!(parsed, Ok(UriPattern { segments, trailing_slash: false, query }));
    for text in ["/", "/a/", "/a/{b}/{c+}?x=y&z", "/a.b/c", "/a?b"] {
        let shown = UriPattern::parse(text).map(|pattern| pattern.to_string());
        assert_eq!(shown.as_deref(), Ok(text));
    }
}

/// Strings with the old trait become enums when every value can have a name.
#[test]
fn enum_traits_are_upgraded() {
    let with = |entries: &str| {
        shapes(&format!(r#""a#E":{{"type":"string","traits":{{"smithy.api#enum":[{entries}]}}}}"#))
    };
    let (model, codes) = load(&[&with(
        r#"{"value":"t2.nano","name":"T2_NANO","documentation":"d"},{"value":"m-4 x"}"#,
    )]);
    assert_eq!(codes, [""; 0]);
    let shape = model.lookup("a#E");
    assert_eq!(names(shape), ["T2_NANO", "m_4_x"]);
    assert!(shape.is_some_and(|shape| shape.traits.is_empty()));
    let first = shape.and_then(|shape| shape.member("T2_NANO"));
    assert_eq!(first.and_then(|member| member.traits.documentation()), Some("d"));
    let values: Vec<_> =
        shape.into_iter().flat_map(Shape::members).map(|at| at.traits.enum_value()).collect();
    let expected = ["t2.nano", "m-4 x"].map(|text| Some(EnumValue::String(text.to_owned())));
    assert_eq!(values, expected);

    let (model, codes) = load(&[&with(r#"{"value":"1"},{"value":"a"}"#)]);
    assert_eq!(codes, ["FS0120"]);
    let shape = model.lookup("a#E");
    assert!(shape.is_some_and(|shape| matches!(shape.kind, ShapeKind::String)));
    assert!(shape.is_some_and(|shape| shape.traits.has("smithy.api#enum")));
}

#[test]
fn enum_members_stand_for_themselves() {
    let (model, _) =
        load(&[&shapes(r#""a#E":{"type":"enum","members":{"A":{"target":"smithy.api#Unit"}}}"#)]);
    let member = model.lookup("a#E").and_then(|shape| shape.member("A"));
    let value = member.and_then(|member| member.traits.enum_value());
    assert_eq!(value, Some(EnumValue::String("A".to_owned())));
}

/// In version 1.0 numbers that are not boxed are zero when absent, and sets are lists.
#[test]
fn version_one_is_upgraded() {
    let (model, codes) = load(&[r#"{"smithy":"1.0","shapes":{
        "a#S":{"type":"structure","members":{
            "plain":{"target":"smithy.api#PrimitiveInteger"},
            "boxed":{"target":"smithy.api#Integer"},
            "own":{"target":"a#N"},
            "ownBoxed":{"target":"a#N","traits":{"smithy.api#box":{}}}}},
        "a#N":{"type":"integer"},
        "a#L":{"type":"set","member":{"target":"smithy.api#String"}}}}"#]);
    assert_eq!(codes, [""; 0]);
    let with_default: Vec<&str> = model
        .lookup("a#S")
        .into_iter()
        .flat_map(Shape::members)
        .filter(|member| member.traits.default_value().is_some_and(|at| !at.is_null()))
        .map(|member| member.name.as_ref())
        .collect();
    assert_eq!(with_default, ["plain", "own"]);
    let list = model.lookup("a#L");
    assert!(list.is_some_and(|list| matches!(list.kind, ShapeKind::List(_))));
    assert!(list.is_some_and(|list| list.traits.unique_items()));
}

#[test]
fn closures_follow_every_binding() {
    let (model, codes) = load(&[&shapes(
        r#""a#V":{"type":"service","version":"1","operations":[{"target":"a#One"}],
            "resources":[{"target":"a#R"}],"errors":[{"target":"a#Err"}]},
        "a#One":{"type":"operation","input":{"target":"a#In"}},
        "a#R":{"type":"resource","read":{"target":"a#Two"},"resources":[{"target":"a#Q"}]},
        "a#Q":{"type":"resource","operations":[{"target":"a#Three"}],
            "collectionOperations":[{"target":"a#Four"}]},
        "a#Two":{"type":"operation"},"a#Three":{"type":"operation"},"a#Four":{"type":"operation"},
        "a#In":{"type":"structure","members":{"in":{"target":"a#In"},"t":{"target":"a#T"}}},
        "a#T":{"type":"string"},"a#Unused":{"type":"string"},
        "a#Err":{"type":"structure","traits":{"smithy.api#error":"client"}}"#,
    )]);
    assert_eq!(codes, [""; 0]);
    let service = crate::model::ShapeId::unchecked("a#V");
    let list = |shapes: Vec<&Shape>| -> Vec<String> {
        shapes.iter().map(|shape| shape.id.name().to_owned()).collect()
    };
    assert_eq!(list(model.operations_of(&service)), ["One", "Two", "Three", "Four"]);
    assert_eq!(list(model.resources_of(&service)), ["R", "Q"]);
    let closure = list(model.closure(&service));
    assert_eq!(closure, ["V", "One", "In", "T", "Unit", "R", "Two", "Q", "Three", "Four", "Err"]);
    let one = crate::model::ShapeId::unchecked("a#One");
    assert_eq!(list(model.errors_of(&service, &one)), ["Err"]);
}
