//! Each code is made by its wrong example and not by the right one; further cases are in `cases`.

mod cases;

use crate::check::{check, Handled};
use crate::diagnostic::{explain, explanations, Code, Diagnostics, Source, NEXT_FILE};
use crate::model::{Model, ShapeId};

const HANDLED: Handled<'_> = Handled {
    protocols: &["aws.protocols#restJson1"],
    auth_schemes: &["aws.auth#sigv4", "smithy.api#httpBasicAuth"],
};

/// Codes from this number on belong to later phases.
const GENERATION: u16 = 600;

fn run(text: &str) -> Diagnostics {
    let files = text.split(NEXT_FILE).enumerate();
    let sources = files.map(|(index, text)| Source::new(format!("{index}.json"), text)).collect();
    let mut diagnostics = Diagnostics::new();
    let model = Model::load(sources, &mut diagnostics);
    check(&model, None, HANDLED, &mut diagnostics);
    diagnostics
}

/// The codes of a model, each with line and column.
fn codes(text: &str) -> Vec<String> {
    let describe = |found: &crate::diagnostic::Diagnostic| {
        let at = found.location.as_ref().map_or((0, 0), |at| (at.line, at.column));
        format!("{} {}:{}", found.code, at.0, at.1)
    };
    run(text).iter().map(describe).collect()
}

/// The codes of a model of one line of shapes.
fn shapes(shapes: &str) -> Vec<Code> {
    let text = format!("{{\"smithy\":\"2.0\",\"shapes\":{{{shapes}}}}}");
    run(&text).iter().map(|found| found.code).collect()
}

#[test]
fn examples_show_their_codes() {
    let mut wrong = Vec::new();
    for explanation in explanations().filter(|explanation| !explanation.wrong.is_empty()) {
        let code = explanation.code.to_string();
        let found = codes(explanation.wrong);
        if explanation.code.number() >= GENERATION {
            // Later phases report these; the check finds nothing wrong.
            assert!(found.is_empty(), "{code} {found:?}");
        } else if found.is_empty() || !found.iter().all(|found| found.starts_with(&code)) {
            wrong.push(format!("{code}: the wrong example gives {found:?}"));
        }
        let found =
            if explanation.right.is_empty() { Vec::new() } else { codes(explanation.right) };
        if !found.is_empty() {
            wrong.push(format!("{code}: the right example gives {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_is_explained_once_and_in_order() {
    let all: Vec<Code> = explanations().map(|explanation| explanation.code).collect();
    let mut sorted = all.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(all, sorted);
    let source = include_str!("../diagnostic/code.rs");
    let defined = source.matches(": Self = Self(").count();
    assert_eq!(all.len(), defined);
    assert!(Code::parse("fs0101").and_then(explain).is_some());
    assert!(Code::parse("FS9999").and_then(explain).is_none());
}

/// What an example cannot show: texts that are too large, and arguments.
#[test]
fn codes_without_examples() {
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    assert_eq!(codes(&deep), ["FS0103 1:128"]);

    let large = format!("{}{{}}", " ".repeat(4 << 20));
    assert_eq!(codes(&large), ["FS0102 1:1"]);

    let mut diagnostics = Diagnostics::new();
    let model = Model::load(Vec::new(), &mut diagnostics);
    let id = ShapeId::unchecked("example#None");
    check(&model, Some(&id), HANDLED, &mut diagnostics);
    let found: Vec<Code> = diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(found, [Code::UNKNOWN_SERVICE]);

    let mixin = |index: usize| {
        let before = index.checked_sub(1);
        let mixins = before.map(|before| format!(r#"{{"target":"a#M{before}"}}"#));
        format!(
            r#""a#M{index}":{{"type":"structure","mixins":[{}],"members":{{"m{index}":
            {{"target":"smithy.api#String"}}}},"traits":{{"smithy.api#mixin":{{}}}}}}"#,
            mixins.unwrap_or_default()
        )
    };
    let chain: Vec<String> = (0..700).map(mixin).collect();
    assert!(shapes(&chain.join(",")).contains(&Code::MIXIN_GROWTH));
}
