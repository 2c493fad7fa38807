//! Several files (model.rst, "Merging model files").

use super::{load, shapes};
use crate::model::Node;

#[test]
fn metadata_is_merged() {
    let (model, codes) = load(&[
        r#"{"smithy":"2","metadata":{"foo":["baz","bar"],"qux":"test","validConflict":"hi!"}}"#,
        r#"{"smithy":"2","metadata":{"foo":["lorem"],"lorem":"ipsum","validConflict":"hi!"}}"#,
    ]);
    assert_eq!(codes, [""; 0]);
    let keys: Vec<&str> = model.metadata().iter().map(|entry| entry.key.as_ref()).collect();
    assert_eq!(keys, ["foo", "qux", "validConflict", "lorem"]);
    let foo = model.metadata().get("foo").and_then(Node::as_array).unwrap_or_default();
    let foo: Vec<_> = foo.iter().filter_map(Node::as_str).collect();
    assert_eq!(foo, ["baz", "bar", "lorem"]);
}

#[test]
fn lists_of_traits_are_concatenated() {
    let define = shapes(r#""a#S":{"type":"string","traits":{"smithy.api#tags":["a","b"]}}"#);
    let apply = shapes(r#""a#S":{"type":"apply","traits":{"smithy.api#tags":["c"]}}"#);
    for files in [[define.as_str(), &apply], [&apply, &define]] {
        let (model, codes) = load(&files);
        assert_eq!(codes, [""; 0]);
        let tags = model.lookup("a#S").and_then(|shape| shape.traits.tags());
        assert_eq!(tags.as_deref(), Some(&["a", "b", "c"][..]));
    }
}

#[test]
fn equal_values_are_one_and_the_order_of_keys_does_not_count() {
    let define = shapes(
        r#""a#L":{"type":"list","member":{"target":"smithy.api#String"},
        "traits":{"smithy.api#length":{"min":0,"max":10}}}"#,
    );
    let same =
        shapes(r#""a#L":{"type":"apply","traits":{"smithy.api#length":{"max":10.0,"min":0}}}"#);
    let other = shapes(r#""a#L":{"type":"apply","traits":{"smithy.api#length":{"min":0}}}"#);
    assert_eq!(load(&[&define, &same]).1, [""; 0]);
    assert_eq!(load(&[&define, &other]).1, ["FS0112"]);
    // Defining it again merges the traits, and the same file again changes nothing.
    assert_eq!(load(&[&define, &define]).1, [""; 0]);
}

#[test]
fn traits_reach_members() {
    let define =
        shapes(r#""a#S":{"type":"structure","members":{"m":{"target":"smithy.api#String"}}}"#);
    let apply = shapes(r#""a#S$m":{"type":"apply","traits":{"smithy.api#required":{}}}"#);
    let (model, codes) = load(&[&apply, &define]);
    assert_eq!(codes, [""; 0]);
    let member = model.lookup("a#S").and_then(|shape| shape.member("m"));
    assert!(member.is_some_and(|member| member.traits.required()));
    let lost = shapes(r#""a#S$n":{"type":"apply","traits":{"smithy.api#required":{}}}"#);
    assert_eq!(load(&[&define, &lost]).1, ["FS0113"]);
}
