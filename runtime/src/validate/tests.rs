use std::collections::BTreeMap;

use super::*;
use crate::blob::Blob;
use crate::schema::{Bound, Schema};
use crate::testing::{
    structure, Choice, Node, CHOICE, INTEGER, SPARSE, STRING, STRINGS, STRING_MAP,
};

static NAME: Schema = Schema::string("test#Name").length(3, 63);
static BLOB: Schema = Schema::simple("test#Blob", Kind::Blob).max_length(2);
static LETTER: Schema = Schema::enumeration("test#Letter", &["abc", "def"]);
static DIGIT: Schema = Schema::int_enumeration("test#Digit", &[1, 2]);
static SHORT_KEYS: Schema = Schema::map(
    "test#ShortKeys",
    &[Member::new("key", &STRING).max_length(2), Member::new("value", &NAME)],
);

structure!(Inner {
    hi: Option<String> = Member::new("hi", &STRING).required(),
});
structure!(Sample {
    space_name: Option<String> = Member::new("spaceName", &NAME).required(),
    count: i32 = Member::new("count", &INTEGER).range(Bound::Integer(0), Bound::Integer(8)),
    ratio: f64 = Member::new("ratio", &INTEGER).max(Bound::Decimal(6.6)),
    blob: Blob = Member::new("blob", &BLOB),
    letter: String = Member::new("letter", &LETTER),
    digit: i32 = Member::new("digit", &DIGIT),
    unique: Vec<String> = Member::new("unique", &STRINGS).unique_items(),
    keys: BTreeMap<String, String> = Member::new("keys", &SHORT_KEYS),
    dense: Vec<Option<String>> = Member::new("dense", &STRINGS).min_length(1),
    sparse: Vec<Option<String>> = Member::new("sparse", &SPARSE),
    odd: BTreeMap<String, Option<String>> = Member::new("odd~/name", &STRING_MAP),
    inner: Vec<Inner> = Member::new("inner", &INNERS),
    choice: Choice = Member::new("choice", &CHOICE),
});

static INNER: Schema = Schema::structure("test#Inner", &[]);
static INNERS: Schema = Schema::list("test#Inners", &[Member::new("member", &INNER)]);

fn fine() -> Sample {
    Sample {
        space_name: Some("ExampleCorp".into()),
        letter: "abc".into(),
        digit: 1,
        dense: vec![Some("x".into())],
        ..<Sample as Structure>::empty()
    }
}

fn messages(sample: &Sample) -> Vec<String> {
    match validate_with(sample, &Options::SERVER) {
        Ok(()) => Vec::new(),
        Err(violations) => violations.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn a_value_that_keeps_every_constraint_passes() {
    assert_eq!(messages(&fine()), [""; 0]);
    assert_eq!(validate(&fine()), Ok(()));
}

#[test]
fn messages_are_those_of_the_protocol_tests() {
    type Case = (fn(&mut Sample), &'static str);
    let cases: [Case; 14] = [
        (|s| s.space_name = None, "Value at '/spaceName' failed to satisfy constraint: Member must not be null"),
        (
            |s| s.space_name = Some("é".into()),
            "Value with length 1 at '/spaceName' failed to satisfy constraint: Member must have length between 3 and 63, inclusive",
        ),
        (|s| s.count = 9, "Value at '/count' failed to satisfy constraint: Member must be between 0 and 8, inclusive"),
        (|s| s.ratio = 6.7, "Value at '/ratio' failed to satisfy constraint: Member must be less than or equal to 6.6"),
        (
            |s| s.blob = Blob::from("abc"),
            "Value with length 3 at '/blob' failed to satisfy constraint: Member must have length less than or equal to 2",
        ),
        (|s| s.letter = "x".into(), "Value at '/letter' failed to satisfy constraint: Member must satisfy enum value set: [abc, def]"),
        (|s| s.digit = 3, "Value at '/digit' failed to satisfy constraint: Member must satisfy enum value set: [1, 2]"),
        (
            |s| s.unique = vec!["a".into(), "b".into(), "a".into()],
            "Value at '/unique' failed to satisfy constraint: Member must have unique values",
        ),
        (
            |s| drop(s.keys.insert("long".into(), "value".into())),
            "Value with length 4 at '/keys' failed to satisfy constraint: Member must have length less than or equal to 2",
        ),
        (
            |s| drop(s.keys.insert("a".into(), "v".into())),
            "Value with length 1 at '/keys/a' failed to satisfy constraint: Member must have length between 3 and 63, inclusive",
        ),
        (|s| s.dense = vec![None], "Value at '/dense/0' failed to satisfy constraint: Member must not be null"),
        (
            |s| s.dense = vec![],
            "Value with length 0 at '/dense' failed to satisfy constraint: Member must have length greater than or equal to 1",
        ),
        (
            |s| drop(s.odd.insert("a/~b".into(), None)),
            "Value at '/odd~0~1name/a~1~0b' failed to satisfy constraint: Member must not be null",
        ),
        (|s| s.inner = vec![Inner { hi: None }], "Value at '/inner/0/hi' failed to satisfy constraint: Member must not be null"),
    ];
    for (spoil, message) in cases {
        let mut sample = fine();
        spoil(&mut sample);
        assert_eq!(messages(&sample), [message]);
    }
}

#[test]
fn a_sparse_list_may_hold_nothing() {
    assert_eq!(messages(&Sample { sparse: vec![None, Some("x".into())], ..fine() }), [""; 0]);
}

#[test]
fn everything_is_collected_up_to_the_limit() {
    let sample = Sample { space_name: None, dense: vec![None; 1000], ..fine() };
    let violations = validate(&sample).unwrap_err();
    assert_eq!(violations.len(), Options::CLIENT.violations);
    assert!(violations.is_truncated());
    assert!(violations.to_string().ends_with("; and more"));
    let violations = validate(&Sample { space_name: None, count: 9, ..fine() }).unwrap_err();
    assert_eq!(
        violations.iter().map(Violation::path).collect::<Vec<_>>(),
        ["/spaceName", "/count"]
    );
}

#[test]
fn a_client_leaves_enum_values_to_the_service() {
    assert_eq!(validate(&Sample { letter: "new".into(), digit: 7, ..fine() }), Ok(()));
}

#[test]
fn nesting_is_bounded() {
    let mut node = Node { children: Vec::new() };
    for _ in 0..63 {
        node = Node { children: vec![node] };
    }
    // Two levels each, the structure and its list: 128.
    assert_eq!(validate(&node), Ok(()));
    for _ in 0..1000 {
        node = Node { children: vec![node] };
    }
    let violations = validate(&node).unwrap_err();
    assert_eq!(
        violations.iter().map(Violation::constraint).collect::<Vec<_>>(),
        [&Constraint::Depth(128)]
    );
}

#[test]
fn missing_members_become_violations() {
    let mut missing = Missing::default();
    missing.push("a/b");
    for _ in 0..200 {
        missing.push("c");
    }
    assert_eq!(missing.len(), Missing::LIMIT);
    let violations = Violations::from(missing);
    assert_eq!(
        violations.iter().next().map(ToString::to_string).as_deref(),
        Some("Value at '/a~1b' failed to satisfy constraint: Member must not be null")
    );
}
