//! Findings as text for people and as JSON for tools.

use std::fmt::Write as _;

use super::{Diagnostic, Diagnostics, Location, Severity, Sources};

/// Longest part of a source line that is shown, in characters; models may be one long line.
const EXCERPT_CHARACTERS: usize = 120;

/// How text is rendered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// No escape sequences.
    #[default]
    Plain,
    /// ANSI colours, for a terminal.
    Colour,
}

impl Style {
    fn paint(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Colour => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}

/// All findings in report order, each with its source line where `sources` has it.
#[must_use]
pub fn render_text(diagnostics: &Diagnostics, sources: &Sources, style: Style) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        render_one(&mut out, diagnostic, sources, style);
        out.push('\n');
    }
    out
}

/// All findings in report order as JSON, one object a line.
#[must_use]
pub fn render_json(diagnostics: &Diagnostics) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        // A diagnostic is strings and numbers only, so this cannot fail; should it ever, the
        // finding is still reported by its code.
        let line = serde_json::to_string(diagnostic)
            .unwrap_or_else(|_| format!("{{\"code\":\"{}\"}}", diagnostic.code));
        for character in line.chars() {
            if is_deceptive(character) {
                // All of them lie in the basic plane, where four digits are enough.
                push(&mut out, format_args!("\\u{:04x}", u32::from(character)));
            } else {
                out.push(character);
            }
        }
        out.push('\n');
    }
    out
}

fn render_one(out: &mut String, diagnostic: &Diagnostic, sources: &Sources, style: Style) {
    let colour = match diagnostic.severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
    };
    let head = style.paint(colour, &format!("{}[{}]", diagnostic.severity, diagnostic.code));
    let message = style.paint("1", &format!(": {}", escape(&diagnostic.message)));
    push(out, format_args!("{head}{message}\n"));
    let gutter = diagnostic.location.as_ref().map_or(1, |location| location.line.to_string().len());
    if let Some(location) = &diagnostic.location {
        let arrow = style.paint("1;34", &format!("{:gutter$}-->", ""));
        push(out, format_args!("{arrow} {location}\n"));
        render_excerpt(out, location, sources, gutter, style);
    }
    let notes = [("shape", diagnostic.shape.as_ref()), ("help", diagnostic.help.as_ref())];
    for (label, text) in notes {
        if let Some(text) = text {
            let equals = style.paint("1;34", &format!("{:gutter$} =", ""));
            push(out, format_args!("{equals} {label}: {}\n", escape(text)));
        }
    }
}

fn render_excerpt(out: &mut String, at: &Location, sources: &Sources, gutter: usize, style: Style) {
    let Some(line) = sources.named(&at.file).and_then(|source| source.line(at.line)) else {
        return;
    };
    let column = (at.column.saturating_sub(1)) as usize;
    // Long lines are cut to a window that keeps the place in its first third.
    let skipped = if column < EXCERPT_CHARACTERS { 0 } else { column - EXCERPT_CHARACTERS / 3 };
    let before: String = line.chars().skip(skipped).take(column - skipped).collect();
    let after: String = line
        .chars()
        .skip(column)
        .take(EXCERPT_CHARACTERS.saturating_sub(column - skipped))
        .collect();
    let before = escape(&before.replace('\t', " "));
    let bar = style.paint("1;34", &format!("{:gutter$} |", ""));
    let number = style.paint("1;34", &format!("{:gutter$} |", at.line));
    let indent = " ".repeat(before.chars().count());
    let caret = style.paint("1;31", "^");
    push(out, format_args!("{bar}\n{number} {before}{}\n", escape(&after.replace('\t', " "))));
    push(out, format_args!("{bar} {indent}{caret}\n"));
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(text);
}

/// The text with control characters, bidirectional controls and other invisible marks spelled out,
/// so that what a model says cannot rearrange or forge a report.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_deceptive(character) {
            push(&mut out, format_args!("\\u{{{:x}}}", u32::from(character)));
        } else {
            out.push(character);
        }
    }
    out
}

fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}
