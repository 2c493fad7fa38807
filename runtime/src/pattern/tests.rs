//! The walk over hand-written nodes. Patterns from source are tested with the generator.

use super::{Node, Pattern};
use std::format;

/// `^(?:[a-c]{3}-){1,2}é$`, written out.
static MIXED: Pattern = Pattern::new(
    "^(?:[a-c]{3}-){1,2}é$",
    false,
    &[('-', '-', 2), ('a', 'c', 1)],
    &[('é', 'é', 3)],
    &[
        Node::Fail,
        Node::Exact { of: 0b10, times: 3, ends: false, then: 2 },
        Node::Text { text: "-", ends: false, then: 3 },
        Node::Row { stay: 0, ends: 0b1000, to: &[0, 4, 0, 0] },
        Node::Exact { of: 0b10, times: 2, ends: false, then: 5 },
        Node::Text { text: "-é", ends: true, then: 0 },
    ],
);

/// `^[a-z]{2,4}$|^\d`
static COUNTED: Pattern = Pattern::new(
    r"^[a-zà]{2,4}$|^\d",
    false,
    &[('0', '9', 2), ('a', 'z', 1)],
    &[('à', 'à', 1)],
    &[
        Node::Fail,
        Node::Row { stay: 0, ends: 0b100, to: &[0, 2, 3] },
        Node::Count {
            stay: 0b10,
            ends: 0b10,
            step: 0b10,
            times: 3,
            to: &[0, 2, 0],
            last: &[0, 0, 0],
        },
        Node::Match,
    ],
);

#[test]
fn walks_texts_and_exact_nodes() {
    assert!(MIXED.is_match("abc-é") && MIXED.is_match("abc-abc-é"));
    for value in
        ["", "abc", "ab-é", "abd-é", "abc-", "abc-e", "abc-éé", "abc-abc-", "éé", "ab\u{e9}"]
    {
        assert!(!MIXED.is_match(value), "{value}");
    }
}

#[test]
fn counts_code_points() {
    for value in ["ab", "abcd", "àà", "àbàb", "1", "1 whatever"] {
        assert!(COUNTED.is_match(value), "{value}");
    }
    for value in ["", "a", "à", "abcde", "àààààà", "ab1", "a b", "-"] {
        assert!(!COUNTED.is_match(value), "{value}");
    }
}

#[test]
fn broken_nodes_do_not_match() {
    static BROKEN: Pattern = Pattern::new(
        "",
        false,
        &[('a', 'z', 200)],
        &[],
        &[Node::Fail, Node::Row { stay: 0, ends: 0, to: &[7] }],
    );
    assert!(!BROKEN.is_match("b") && !BROKEN.is_match("1") && !BROKEN.is_match("11"));
}

#[test]
fn prints_its_source() {
    assert_eq!(COUNTED.source(), r"^[a-zà]{2,4}$|^\d");
    assert_eq!(format!("{COUNTED}"), r"^[a-zà]{2,4}$|^\d");
    assert_eq!(format!("{MIXED:?}"), r#"Pattern("^(?:[a-c]{3}-){1,2}é$")"#);
}

#[cfg(feature = "pattern-fallback")]
#[test]
fn falls_back_to_an_engine() {
    static TWICE: Pattern = Pattern::fallback(r"^(a+)-\1$", true);
    static INVALID: Pattern = Pattern::fallback("(", true);
    assert!(TWICE.is_match("aa-aa") && !TWICE.is_match("aa-a"));
    assert!(INVALID.is_match("anything"));
}
