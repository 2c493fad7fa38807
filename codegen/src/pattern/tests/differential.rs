//! Compares the matcher with an independent ECMA-262 engine.

use super::generate::Values;
use super::load::load;
use crate::pattern::{compile, parse, property, Mode, PatternError};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// What a comparison found.
#[derive(Default)]
struct Findings {
    values: u64,
    matches: u64,
    longest: usize,
    /// Disagreements that a newer version of Unicode explains.
    newer: u64,
    disagreements: Vec<String>,
}

/// Compares on `count` values derived from `source` with the given seed. Patterns that neither
/// engine can do are compared on whether they are rejected.
fn compare(source: &str, count: u64, seed: u64) -> Findings {
    let mut findings = Findings::default();
    let flags = |unicode| regress::Flags { unicode, ..regress::Flags::default() };
    let compiled = match compile(source) {
        Ok(compiled) => compiled,
        Err(PatternError::Syntax { .. }) => {
            if [true, false]
                .iter()
                .any(|unicode| regress::Regex::with_flags(source, flags(*unicode)).is_ok())
            {
                findings.disagreements.push(format!("{source}: rejected here only"));
            }
            return findings;
        }
        Err(PatternError::Unsupported { .. }) => return findings,
    };
    let unicode = compiled.mode == Mode::Unicode;
    let other = match regress::Regex::with_flags(source, flags(unicode)) {
        Ok(other) => other,
        Err(error) => {
            findings.disagreements.push(format!("{source}: accepted here only: {error}"));
            return findings;
        }
    };
    let Ok(syntax) = parse::parse(source, compiled.mode) else {
        return findings;
    };
    let pattern = load(&compiled);
    let mut values = Values::new(seed, source, &syntax, &compiled.program);
    let mut patient = true;
    let mut slowest = Duration::ZERO;
    let begun = Instant::now();
    for round in 0..count {
        if begun.elapsed() > Duration::from_secs(2) {
            break;
        }
        let value = values.next();
        let start = Instant::now();
        let expected = other.find(&value).is_some();
        let elapsed = start.elapsed();
        // The other engine backtracks: values grow only as long as it keeps up.
        slowest = slowest.max(elapsed);
        if elapsed > Duration::from_millis(2) {
            patient = false;
            values.longest = (values.longest / 2).max(4);
        } else if round % 16 == 15 {
            if patient && slowest < Duration::from_micros(50) {
                values.longest = (values.longest + values.longest / 8 + 1).min(1 << 13);
            }
            slowest = Duration::ZERO;
        }
        findings.values += 1;
        findings.matches += u64::from(expected);
        findings.longest = findings.longest.max(value.len());
        if pattern.is_match(&value) == expected {
            continue;
        }
        if is_newer(&value) {
            findings.newer += 1;
        } else {
            findings.disagreements.push(format!("{source}: {value:?} should be {expected}"));
            break;
        }
    }
    findings
}

/// Whether `value` has a code point that is assigned in the other engine's version of Unicode but
/// not yet in that of our tables.
fn is_newer(value: &str) -> bool {
    let unassigned = property::lookup("Cn", None).unwrap_or_default();
    let Ok(other) = regress::Regex::with_flags("^\\p{Cn}$", "u") else {
        return false;
    };
    value.chars().any(|letter| {
        unassigned.contains(u32::from(letter)) && other.find(&letter.to_string()).is_none()
    })
}

/// Shapes that between them reach every part of the compiler.
const SHAPES: &[&str] = &[
    "^[a-zA-Z0-9]+(?:[-_\\.][a-zA-Z0-9]+)*$",
    "^(?!.*[.]git$)[\\w\\-.]*$",
    "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
    "^(us(?:-gov)?|af|ap|ca|cn|eu|sa)-(central|(?:north|south)?(?:east|west)?)-(\\d+)$",
    "^$|^[a-zA-Z0-9]+(?:[-_\\.][a-zA-Z0-9]+)*$",
    "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
    "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
    "[0-9]{3,5}",
    "a$|^b|c",
    "\\bfoo\\b|\\Bbar\\B",
    "(a*)*b",
    "^(a|aa)+$",
    "^((ab){2,3}c?){2,4}$",
    "(?<=a)b(?!c)",
    "(?<!ab+)c",
    "(?<=(?<!x)a{2})b",
    "^(?=.*\\d)(?=.*[A-Z])(?=.*[a-z]).{4,8}$",
    "^(?!^[0-9]+$)([a-zA-Z0-9_-]+)$",
    "(?=a(?!b(?=c)))a.",
    "(?:(?!ab)[abc]){2,}$",
    "^((25[0-5]|(2[0-4]|1\\d|[1-9]|)\\d)\\.?\\b){4}$",
    "^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$",
    "^\\P{M}\\p{M}{0,2}$",
    "^[\\u{1F600}-\\u{1F64F}\\uD83D\\uDE80\\x41\\cJ]+$",
    "^[^]$|^[]x",
    "^.{2,5}$",
    "^\\s\\S\\w\\W\\d\\D$",
    "^[\\w-a]+$",
    "a{,2}|^{|x{1",
    "\\1(\\2)[\\08\\c_\\c*]|\\c!|\\101",
    "(?:-|[a-c]){2,3}?x*?$",
    "^(([a-c]{1,3}\\.){1,3}[a-c]{1,3}|[x-z]{4})?$",
    "(?!a)*b",
    "^(?=.{3,20}$).+@.+[.].+$",
    "[a-c]{1,20}([a-d]{3}-){0,5}[a-d]{1,9}$",
];

#[test]
fn agrees_with_another_engine() {
    for (index, shape) in SHAPES.iter().enumerate() {
        let findings = compare(shape, 3_000, index as u64 + 1);
        assert!(findings.disagreements.is_empty(), "{:#?}", findings.disagreements);
    }
}

/// The patterns of public models, if they are beside the repository.
fn corpus() -> Option<Vec<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/patterns.json");
    let Ok(text) = std::fs::read_to_string(&file) else {
        eprintln!("skipped: {} is absent", file.display());
        return None;
    };
    serde_json::from_str(&text).ok()
}

#[test]
fn compiles_public_patterns() {
    let Some(patterns) = corpus() else { return };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sizes = Vec::new();
    for pattern in &patterns {
        let kind = match compile(pattern) {
            Ok(compiled) => {
                sizes.push(compiled.program.size());
                "static"
            }
            Err(PatternError::Syntax { .. }) => "syntax",
            Err(PatternError::Unsupported { .. }) => "unsupported",
        };
        *counts.entry(kind).or_default() += 1;
    }
    sizes.sort_unstable();
    eprintln!("{counts:?}, median size {:?}", sizes.get(sizes.len() / 2));
    assert!(sizes.len() * 100 >= patterns.len() * 98, "{counts:?}");
    assert!(sizes.get(sizes.len() / 2).is_some_and(|median| *median < 1024));
}

/// `PATTERN_VALUES` values for each public pattern, with `PATTERN_SEED`. Of `PATTERN_SHARDS` equal
/// parts of the patterns it takes number `PATTERN_SHARD`; what it takes by itself is a sample.
#[test]
fn agrees_on_public_patterns() {
    let Some(patterns) = corpus() else { return };
    let number = |name: &str, otherwise| {
        std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok()).unwrap_or(otherwise)
    };
    let (count, seed) = (number("PATTERN_VALUES", 40), number("PATTERN_SEED", 1));
    let (shard, shards) = (number("PATTERN_SHARD", 0), number("PATTERN_SHARDS", 31));
    let mut total = Findings::default();
    for (_, pattern) in (0..).zip(&patterns).filter(|entry: &(u64, _)| entry.0 % shards == shard) {
        let start = Instant::now();
        let findings = compare(pattern, count, seed);
        if start.elapsed() > Duration::from_secs(5) {
            eprintln!("{:?} for {pattern}", start.elapsed());
        }
        total.values += findings.values;
        total.matches += findings.matches;
        total.newer += findings.newer;
        total.longest = total.longest.max(findings.longest);
        findings.disagreements.iter().for_each(|one| eprintln!("{one}"));
        total.disagreements.extend(findings.disagreements);
    }
    eprintln!(
        "{} values, {} of them match, longest {} bytes, {} depend on the version of Unicode",
        total.values, total.matches, total.longest, total.newer
    );
    assert!(total.disagreements.is_empty());
}
