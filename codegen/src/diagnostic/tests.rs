//! How findings look.

use super::{
    escape, render_json, render_text, Code, Diagnostic, Diagnostics, Position, Source, Sources,
    Style,
};

fn example() -> (Diagnostics, Sources) {
    let sources = Sources::new(vec![Source::new("m.json", "{\n\t\"é\": \"x\u{202e}\"\n}\n")]);
    let mut diagnostics = Diagnostics::new();
    let at = sources.location(Position::new(0, 9));
    let finding = Diagnostic::error(Code::TRAIT_VALUE, "bad \u{7}value").shape("a#B$é");
    diagnostics.push(finding.at(at).help("correct it"));
    diagnostics.push(Diagnostic::warning(Code::RENAME, "no place"));
    (diagnostics, sources)
}

#[test]
fn text() {
    let (diagnostics, sources) = example();
    let expected = "warning[FS0504]: no place\n\n\
                    error[FS0301]: bad \\u{7}value\n \
                    --> m.json:2:7\n  \
                    |\n\
                    2 |  \"é\": \"x\\u{202e}\"\n  \
                    |       ^\n  \
                    = shape: a#B$é\n  \
                    = help: correct it\n\n";
    assert_eq!(render_text(&diagnostics, &sources, Style::Plain), expected);
    let coloured = render_text(&diagnostics, &sources, Style::Colour);
    assert!(coloured.contains("\u{1b}[1;31merror[FS0301]\u{1b}[0m"));
}

#[test]
fn json() {
    let (diagnostics, _) = example();
    let text = render_json(&diagnostics);
    let lines: Vec<serde_json::Value> =
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    assert_eq!(lines.len(), 2);
    let last = lines.last().cloned().unwrap_or_default();
    assert_eq!(last["code"], "FS0301");
    assert_eq!(last["severity"], "error");
    assert_eq!(last["location"]["line"], 2);
    assert_eq!(last["location"]["column"], 7);
    assert_eq!(last["message"], "bad \u{7}value");
}

#[test]
fn long_lines_are_cut() {
    let line = format!("{}\"x\"{}", "a".repeat(5_000), "b".repeat(5_000));
    let sources = Sources::new(vec![Source::new("m.json", line)]);
    let mut diagnostics = Diagnostics::new();
    let at = sources.location(Position::new(0, 5_000));
    assert_eq!(at.as_ref().map(|at| at.column), Some(5_001));
    diagnostics.push(Diagnostic::error(Code::NOT_JSON, "m").at(at));
    let text = render_text(&diagnostics, &sources, Style::Plain);
    assert!(text.lines().all(|line| line.chars().count() < 140), "{text}");
    assert!(text.contains("aaa\"x\"bbb"));
}

#[test]
fn order_and_strictness() {
    let (mut diagnostics, _) = example();
    diagnostics.push(Diagnostic::warning(Code::RENAME, "no place"));
    assert_eq!(diagnostics.iter().count(), 2);
    diagnostics.deny_warnings();
    assert!(diagnostics.iter().all(|found| found.severity == super::Severity::Error));
}

#[test]
fn deceptive_characters_are_spelled_out() {
    assert_eq!(
        escape("a\u{202e}\u{200b}\n\u{1b}[31mé🦀"),
        "a\\u{202e}\\u{200b}\\u{a}\\u{1b}[31mé🦀"
    );
}

#[test]
fn columns_count_characters_in_long_lines_too() {
    let text = "é".repeat(3_000);
    let source = Source::new("m", text.as_str());
    assert_eq!(source.line_column(5_000), (1, 2_501));
    let source = Source::new("m", format!("a\r\n{text}\nb"));
    assert_eq!(source.line(1), Some("a"));
    assert_eq!(source.line_column(3 + 6_000 + 1), (3, 1));
    assert_eq!(source.line(3), Some("b"));
    assert_eq!(source.line(4), None);
}
