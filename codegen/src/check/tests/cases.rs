//! Tiny models that break one rule each, with what they must give.

use super::{codes, shapes};
use crate::diagnostic::Code;

#[track_caller]
fn gives(found: &str, expected: &[Code]) {
    assert_eq!(shapes(found), expected, "{found}");
}

fn operation(http: &str, members: &str) -> String {
    format!(
        r#""a#Op":{{"type":"operation","input":{{"target":"a#In"}},
        "traits":{{"smithy.api#http":{http}}}}},
        "a#In":{{"type":"structure","members":{{{members}}}}}"#
    )
}

fn member(name: &str, target: &str, traits: &str) -> String {
    format!(r#""{name}":{{"target":"{target}","traits":{{{traits}}}}}"#)
}

#[test]
fn places_are_exact() {
    let text = "{\n  \"smithy\": \"2.0\",\n  \"shapes\": {\n    \"a#É\": {\"type\": \"string\"},\n    \
                \"a#S\": {\"type\": \"structure\", \"members\": {\n      \"é\": {\"target\": \"a#Gone\"}}}\n  }\n}";
    assert_eq!(codes(text), ["FS0201 4:5", "FS0201 6:7", "FS0202 6:23"]);
    assert_eq!(codes("{\"smithy\": 2}"), ["FS0105 1:12"]);
    assert_eq!(codes("{\"smithy\": \"2.0\", \"shapes\": [[1, true]]}"), ["FS0106 1:29"]);
    assert_eq!(codes("{\"a\": \"\\ud800\"}").len(), 1);
    assert_eq!(codes(""), ["FS0101 1:1"]);
    assert_eq!(codes("\u{feff}{}"), ["FS0101 1:1"]);
}

#[test]
fn several_problems_in_one_run() {
    let found = codes(
        r#"{"smithy":"9","shapes":{"a#A":{"type":"nothing"},"a#B":{"type":"list"},
        "a#C":{"type":"structure","members":{"x":{"target":7},"y":{"target":"a#D"}}}}}"#,
    );
    let found: Vec<&str> = found.iter().filter_map(|found| found.split(' ').next()).collect();
    assert_eq!(found, ["FS0105", "FS0109", "FS0108", "FS0106", "FS0202"]);
}

#[test]
fn recursion() {
    let structure = |name: &str, members: &str| {
        format!(r#""a#{name}":{{"type":"structure","members":{{{members}}}}}"#)
    };
    let required = r#""smithy.api#required":{}"#;
    // A list on the way ends the recursion, even if everything is required.
    let list = r#""a#L":{"type":"list","member":{"target":"a#S"}}"#;
    gives(&format!("{},{list}", structure("S", &member("l", "a#L", required))), &[]);
    // Who only requires such a structure is not to blame.
    let inner = structure("S", &member("s", "a#S", required));
    let outer = structure("T", &member("s", "a#S", required));
    gives(&format!("{inner},{outer}"), &[Code::RECURSION]);
    gives(r#""a#L":{"type":"list","member":{"target":"a#L"}}"#, &[Code::RECURSION]);
    let union = |extra: &str| {
        format!(r#""a#U":{{"type":"union","members":{{"u":{{"target":"a#U"}}{extra}}}}}"#)
    };
    gives(&union(""), &[Code::RECURSION]);
    gives(&union(r#","n":{"target":"smithy.api#String"}"#), &[]);
}

#[test]
fn uri_labels() {
    let label = r#""smithy.api#httpLabel":{},"smithy.api#required":{}"#;
    let uri = |uri: &str| format!(r#"{{"method":"GET","uri":"{uri}"}}"#);
    let with = |path: &str, target: &str| operation(&uri(path), &member("a", target, label));
    gives(&with("/x/{a}/y?z=1&w", "smithy.api#String"), &[]);
    gives(&with("/x/{a+}", "smithy.api#String"), &[]);
    gives(&with("/x/{a+}", "smithy.api#Integer"), &[Code::LABEL_MEMBER]);
    gives(&with("/x/{a}", "smithy.api#Blob"), &[Code::TRAIT_PLACE]);
    for bad in ["/x?", "//x", "/x{a}", "/{a}/{a}", "/{a+}/{b}", "/x?{a}", "/x#y", "/../{a}", "/{}"]
    {
        gives(&with(bad, "smithy.api#String"), &[Code::URI_PATTERN]);
    }
}

#[test]
fn trait_values_and_places() {
    let string = |traits: &str| format!(r#""a#S":{{"type":"string","traits":{{{traits}}}}}"#);
    gives(&string(r#""smithy.api#pattern":1"#), &[Code::TRAIT_VALUE]);
    gives(&string(r#""smithy.api#length":{"min":-1.5}"#), &[Code::TRAIT_VALUE]);
    gives(&string(r#""smithy.api#length":{}"#), &[Code::TRAIT_VALUE]);
    gives(&string(r#""smithy.api#range":{"min":1}"#), &[Code::TRAIT_PLACE]);
    gives(&string(r#""smithy.api#required":{}"#), &[Code::TRAIT_PLACE]);
    gives(&string(r#""smithy.api#tags":["a",1]"#), &[Code::TRAIT_VALUE]);
    gives(&string(r#""unknown#trait":{"anything":[1]}"#), &[]);
    let number = r#""a#N":{"type":"bigDecimal","traits":{"smithy.api#range":
        {"min":"10.00000000000000000001","max":"10.0"}}}"#;
    gives(number, &[Code::BOUNDS_ORDER]);
}

#[test]
fn traits_that_the_model_defines_are_checked() {
    let definition = r#""a#t":{"type":"structure","members":{"n":{"target":"smithy.api#Integer",
        "traits":{"smithy.api#required":{}}}},"traits":{"smithy.api#trait":{}}},"#;
    let with = |value: &str| {
        format!(r#"{definition}"a#S":{{"type":"string","traits":{{"a#t":{value}}}}}"#)
    };
    gives(&with(r#"{"n":1}"#), &[]);
    gives(&with(r#"{"n":"1"}"#), &[Code::TRAIT_VALUE]);
    gives(&with("{}"), &[Code::TRAIT_VALUE]);
}

#[test]
fn defaults() {
    let with = |target: &str, value: &str| {
        let traits = format!(r#""smithy.api#default":{value}"#);
        let member = member("m", target, &traits);
        format!(r#""a#S":{{"type":"structure","members":{{{member}}}}}"#)
    };
    gives(&with("smithy.api#Byte", "127"), &[]);
    gives(&with("smithy.api#Byte", "128"), &[Code::DEFAULT_TYPE]);
    gives(&with("smithy.api#Timestamp", "\"1985-04-12T23:20:50.52Z\""), &[]);
    gives(&with("smithy.api#Timestamp", "\"yesterday\""), &[Code::DEFAULT_TYPE]);
    gives(&with("smithy.api#Document", "[]"), &[]);
    gives(&with("smithy.api#Document", "[1]"), &[Code::DEFAULT_TYPE]);
    gives(&with("smithy.api#Boolean", "null"), &[]);
    let list = r#","a#L":{"type":"list","member":{"target":"smithy.api#String"}}"#;
    gives(&format!("{}{list}", with("a#L", "[]")), &[]);
    gives(&format!("{}{list}", with("a#L", "[\"a\"]")), &[Code::DEFAULT_TYPE]);
    let suit = r#","a#E":{"type":"enum","members":{"A":{"target":"smithy.api#Unit"}}}"#;
    gives(&format!("{}{suit}", with("a#E", "\"A\"")), &[]);
    gives(&format!("{}{suit}", with("a#E", "\"B\"")), &[Code::DEFAULT_TYPE]);
}

/// What loading makes of a model of version 1.0 is sound.
#[test]
fn version_one() {
    let text = r#"{"smithy":"1.0","shapes":{"a#N":{"type":"integer"},
        "a#S":{"type":"structure","members":{"plain":{"target":"smithy.api#PrimitiveInteger"},
        "own":{"target":"a#N"},"boxed":{"target":"a#N","traits":{"smithy.api#box":{}}}}}}}"#;
    assert_eq!(codes(text), [""; 0]);
}

#[test]
fn streams() {
    let stream = r#","a#B":{"type":"blob","traits":{"smithy.api#streaming":{}}}"#;
    let required = r#""smithy.api#required":{}"#;
    let http = r#"{"method":"PUT","uri":"/x"}"#;
    let payload = format!(r#"{required},"smithy.api#httpPayload":{{}}"#);
    gives(&format!("{}{stream}", operation(http, &member("b", "a#B", &payload))), &[]);
    gives(
        &format!("{}{stream}", operation(http, &member("b", "a#B", required))),
        &[Code::STREAMING],
    );
    let nested = r#""a#S":{"type":"structure","members":{"b":{"target":"a#B",
        "traits":{"smithy.api#required":{}}}}}"#;
    gives(&format!("{nested}{stream}"), &[Code::STREAMING]);
}

/// `first`, then one shape for each number below `count`, given the number before it.
fn chain(first: &str, count: usize, link: impl Fn(usize, usize) -> String) -> String {
    let links = (1..count).map(|index| link(index, index - 1));
    std::iter::once(first.to_owned()).chain(links).collect::<Vec<_>>().join(",")
}

/// Chains that are longer than a call stack is deep.
#[test]
fn long_chains() {
    let count = 20_000;
    let lists = chain(r#""a#S0":{"type":"string"}"#, count, |index, before| {
        format!(r#""a#S{index}":{{"type":"list","member":{{"target":"a#S{before}"}}}}"#)
    });
    gives(&lists, &[]);
    let resources = chain(r#""a#R0":{"type":"resource"}"#, count, |index, before| {
        format!(r#""a#R{index}":{{"type":"resource","resources":[{{"target":"a#R{before}"}}]}}"#)
    });
    let last = count - 1;
    let service = format!(
        r#""a#V":{{"type":"service","version":"1","resources":[{{"target":"a#R{last}"}}]}}"#
    );
    gives(&format!("{resources},{service}"), &[]);
    let mixin = r#""traits":{"smithy.api#mixin":{}}"#;
    let first = format!(r#""a#M0":{{"type":"string",{mixin}}}"#);
    let mixins = chain(&first, count, |index, before| {
        format!(r#""a#M{index}":{{"type":"string","mixins":[{{"target":"a#M{before}"}}],{mixin}}}"#)
    });
    gives(&mixins, &[]);
    let structure = |index: usize, next: usize| {
        format!(
            r#""a#S{index}":{{"type":"structure","members":{{"n":{{"target":"a#S{next}",
            "traits":{{"smithy.api#required":{{}}}}}}}}}}"#
        )
    };
    let circle = chain(&structure(0, last), count, structure);
    assert_eq!(shapes(&circle).len(), count);
}
