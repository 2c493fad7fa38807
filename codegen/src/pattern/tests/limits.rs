//! Hostile patterns end in an error or a small matcher, quickly and without a deep stack.

use super::load::load;
use crate::pattern::{compile, PatternError};
use std::time::{Duration, Instant};

/// Far above what is expected, so that a busy machine does not fail the test.
const PATIENCE: Duration = Duration::from_secs(20);

fn unsupported(source: &str) -> bool {
    let start = Instant::now();
    let result = compile(source);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    matches!(result, Err(PatternError::Unsupported { .. }))
}

#[test]
fn deep_groups_are_an_error() {
    for opener in ["(", "(?:", "(?=", "(?<!", "(?<a>"] {
        let source = opener.repeat(10_000) + &")".repeat(10_000);
        assert!(matches!(compile(&source), Err(PatternError::Syntax { .. })), "{opener}");
    }
    let source = "(".repeat(150) + "a" + &")+".repeat(150);
    assert!(compile(&source).is_ok());
}

#[test]
fn huge_counts_are_refused() {
    for source in [
        "a{1000000000}",
        "^(a{1000}){1000}$",
        "^(((a{100}b?){100}c?){100}d?){100}$",
        "^[ab]*a[ab]{40}$",
        "^(?=.*a.{30})(?=.*b.{31}).*$",
        "(?=(a?){5000}b)[ab]",
        "(?<=a[ab]{60})c",
    ] {
        assert!(unsupported(source), "{source}");
    }
}

#[test]
fn huge_counts_of_nothing_are_nothing() {
    for source in
        ["^(?:){1000000000}$", "^(?:^){999999999}$", "^a{0,0}$", "^(?:a{0}){9,999999999}$"]
    {
        let pattern = load(&compile(source).unwrap_or_else(|error| panic!("{source}: {error}")));
        assert!(pattern.is_match("") && !pattern.is_match("a"), "{source}");
    }
}

#[test]
fn counts_cost_no_states() {
    for source in ["^[a-z]{1,20000}$", "^.{0,9999}$", "^[a-z]([a-z-]{0,8000}[a-z])?$"] {
        let compiled = compile(source).unwrap_or_else(|error| panic!("{source}: {error}"));
        assert!(compiled.program.nodes.len() < 12, "{source}: {:#?}", compiled.program);
    }
}

#[test]
fn matching_does_not_backtrack() {
    let value = "a".repeat(1 << 20);
    for source in ["(a*)*b", "^(a|aa)+$", "^(a+)+$", "(a|a)*c", "^(?=(a+)+$).*b"] {
        let pattern = load(&compile(source).unwrap_or_else(|error| panic!("{source}: {error}")));
        let start = Instant::now();
        let expected = source.ends_with("+$");
        assert_eq!(pattern.is_match(&value), expected, "{source}");
        assert!(start.elapsed() < PATIENCE, "{source}");
    }
}
