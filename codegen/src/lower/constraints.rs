//! Constraints, in words: for the documentation of members.

use super::{documentation, Context};
use crate::model::traits::{IDEMPOTENCY_TOKEN, REQUIRED, SENSITIVE, UNIQUE_ITEMS};
use crate::model::{Member, Shape, ShapeKind};

/// What a member is, and what its value must satisfy.
pub(super) fn describe(context: &Context<'_>, member: &Member, target: &Shape) -> String {
    let mut text = super::types::describe(&member.traits);
    if text.is_empty() {
        text = target.traits.documentation().map(documentation::markdown).unwrap_or_default();
    }
    if text.is_empty() {
        text = format!("The member {} of the model.", documentation::code(&member.name));
    }
    if member.traits.has(IDEMPOTENCY_TOKEN) {
        paragraph(&mut text, "Idempotency token: a client fills it in when it is left out, and keeps it over retries.");
    }
    let sentences = sentences(context, member, target, documentation::code);
    if !sentences.is_empty() {
        paragraph(&mut text, &sentences.join(" "));
    }
    text
}

/// One cell of a table of constraints: `required; length 3 to 63`.
pub(super) fn cell(context: &Context<'_>, member: &Member, target: &Shape) -> String {
    let mut parts: Vec<String> = Vec::new();
    if member.traits.has(REQUIRED) {
        parts.push("required".to_owned());
    }
    let sentences = sentences(context, member, target, documentation::cell_code);
    parts.extend(sentences.iter().map(|sentence| lower_first(sentence.trim_end_matches('.'))));
    parts.join("; ")
}

fn lower_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn sentences(
    context: &Context<'_>,
    member: &Member,
    target: &Shape,
    code: fn(&str) -> String,
) -> Vec<String> {
    let traits = [&member.traits, &target.traits];
    let has = |id| traits.iter().any(|traits| traits.has(id));
    let mut sentences = Vec::new();
    if let Some(length) = traits.iter().find_map(|traits| traits.length()) {
        // `0 to 1 entries`, but `at least 1 entry`.
        let is_one = [length.min, length.max].iter().flatten().all(|bound| *bound == 1);
        let unit = unit(&target.kind, is_one);
        let text =
            bounds(length.min.map(|min| min.to_string()), length.max.map(|max| max.to_string()));
        sentences.extend(text.map(|text| format!("Length: {text} {unit}.")));
    }
    if let Some(range) = traits.iter().find_map(|traits| traits.range()) {
        let text = bounds(
            range.min.map(|min| min.as_str().to_owned()),
            range.max.map(|max| max.as_str().to_owned()),
        );
        sentences.extend(text.map(|text| format!("Range: {text}.")));
    }
    let pattern = traits
        .iter()
        .find_map(|traits| traits.pattern())
        .filter(|_| matches!(target.kind, ShapeKind::String));
    if let Some(pattern) = pattern.filter(|pattern| context.patterns.name(pattern).is_some()) {
        sentences.push(format!("Pattern: {}.", code(pattern)));
    }
    if has(UNIQUE_ITEMS) {
        sentences.push("Entries must differ.".to_owned());
    }
    if has(SENSITIVE) {
        sentences.push("Secret: never shown in debug output or errors.".to_owned());
    }
    sentences
}

fn bounds(min: Option<String>, max: Option<String>) -> Option<String> {
    Some(match (min, max) {
        (Some(min), Some(max)) if min == max => format!("exactly {min}"),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => return None,
    })
}

fn unit(kind: &ShapeKind, is_one: bool) -> &'static str {
    match (kind, is_one) {
        (ShapeKind::Blob, true) => "byte",
        (ShapeKind::Blob, false) => "bytes",
        (ShapeKind::List(_) | ShapeKind::Map { .. }, true) => "entry",
        (ShapeKind::List(_) | ShapeKind::Map { .. }, false) => "entries",
        (_, true) => "character",
        (_, false) => "characters",
    }
}

/// Adds a paragraph.
pub(super) fn paragraph(text: &mut String, added: &str) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(added);
}
