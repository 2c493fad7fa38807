//! Generated types against a test's values.

use std::ops::ControlFlow;

use bytes::Bytes;
use ferrosmith_runtime::number::BigDecimal;
use ferrosmith_runtime::shape::{List, Map, Shape, Structure, Value};

use crate::json::{is_same_number, Json};
use crate::{fill, show};

/// How a response or an error differs from the test's values.
///
/// `empty` is a fresh value of the same type: a member that the test does not mention must be what
/// it is there, absent or its default. `streams` are the contents of streaming members by index,
/// since a stream can be read only once, and not through a shared reference.
pub(crate) fn differences(
    found: &dyn Structure,
    empty: &dyn Structure,
    streams: &[(usize, Bytes)],
    expected: &Json,
) -> Vec<String> {
    let mut differences = Vec::new();
    let Json::Object(values) = expected else {
        return vec![format!("the test's params are no object: {expected}")];
    };
    for (index, member) in found.schema().members().iter().enumerate() {
        let at = format!("/{}", member.name());
        let wanted = values.get(member.name()).filter(|value| **value != Json::Null);
        if let Some((_, bytes)) = streams.iter().find(|(stream, _)| *stream == index) {
            let wanted = wanted.and_then(Json::as_str).unwrap_or_default();
            if bytes != wanted.as_bytes() {
                let found = String::from_utf8_lossy(bytes);
                differences.push(differs(&at, &wanted, &found));
            }
            continue;
        }
        let found = found.member(index).map_or(Value::Absent, Shape::get);
        if let Some(wanted) = wanted {
            compare(&at, found, wanted, &mut differences);
            continue;
        }
        let usual = show::value(empty.member(index).map_or(Value::Absent, Shape::get));
        let shown = show::value(found);
        if !shown.is_same(&usual) {
            differences.push(differs(&at, &usual, &shown));
        }
    }
    note_unknown(found, values.keys(), "", &mut differences);
    differences
}

fn note_unknown<'a>(
    structure: &dyn Structure,
    names: impl Iterator<Item = &'a String>,
    at: &str,
    differences: &mut Vec<String>,
) {
    let members = structure.schema().members();
    for name in names.filter(|name| !members.iter().any(|member| member.name() == name.as_str())) {
        differences.push(format!("{at}/{name}: `{}` has no such member", structure.schema().id()));
    }
}

fn compare(at: &str, found: Value<'_>, expected: &Json, differences: &mut Vec<String>) {
    match (found, expected) {
        (Value::List(list), Json::Array(values)) if list.len() == values.len() => {
            compare_list(at, list, values, differences);
        }
        (Value::Map(map), Json::Object(entries)) if map.len() == entries.len() => {
            compare_map(at, map, entries, differences);
        }
        (Value::Structure(structure), Json::Object(values)) => {
            for (index, member) in structure.schema().members().iter().enumerate() {
                let at = format!("{at}/{}", member.name());
                let found = structure.member(index).map_or(Value::Absent, Shape::get);
                match values.get(member.name()) {
                    Some(Json::Null) | None if is_default(found) => {}
                    wanted => compare(&at, found, wanted.unwrap_or(&Json::Null), differences),
                }
            }
            note_unknown(structure, values.keys(), at, differences);
        }
        (found, expected) if !is_equal(found, expected) => {
            differences.push(differs(at, expected, &show::value(found)));
        }
        _ => {}
    }
}

fn compare_list(at: &str, list: &dyn List, values: &[Json], differences: &mut Vec<String>) {
    for (index, expected) in values.iter().enumerate() {
        let found = list.get(index).map_or(Value::Absent, Shape::get);
        compare(&format!("{at}/{index}"), found, expected, differences);
    }
}

fn compare_map(
    at: &str,
    map: &dyn Map,
    entries: &std::collections::BTreeMap<String, Json>,
    differences: &mut Vec<String>,
) {
    // The walk is never told to stop, so there is nothing to learn from its end.
    let _ = map.visit(&mut |key, shape| {
        match entries.get(key) {
            Some(expected) => compare(&format!("{at}/{key}"), shape.get(), expected, differences),
            None => differences
                .push(format!("{at}/{key}: not expected, got {}", show::value(shape.get()))),
        }
        ControlFlow::Continue(())
    });
}

fn is_equal(found: Value<'_>, expected: &Json) -> bool {
    match (found, expected) {
        (Value::Absent, Json::Null) => true,
        (Value::Boolean(found), Json::Boolean(expected)) => found == *expected,
        (Value::Integer(found), Json::Number(text)) => is_same_number(&found.to_string(), text),
        (Value::Float(found), expected) => {
            fill::single(expected).is_some_and(|wanted| is_same_double(found.into(), wanted.into()))
        }
        (Value::Double(found), expected) => {
            fill::double(expected).is_some_and(|wanted| is_same_double(found, wanted))
        }
        (Value::BigInteger(found), Json::Number(text)) => is_same_number(found.as_str(), text),
        (Value::BigDecimal(found), Json::Number(text)) => {
            text.parse::<BigDecimal>().is_ok_and(|wanted| found.compare(&wanted).is_eq())
        }
        (Value::String(found), Json::String(text)) => found == text,
        (Value::Blob(found), Json::String(text)) => found.as_bytes() == text.as_bytes(),
        (Value::Timestamp(found), Json::Number(text)) => fill::timestamp(text) == Some(found),
        (Value::Document(_), expected) => show::value(found).is_same(expected),
        _ => false,
    }
}

#[allow(clippy::float_cmp)] // The same number is what is asked for; NaN counts as one.
fn is_same_double(left: f64, right: f64) -> bool {
    left == right || left.is_nan() && right.is_nan()
}

/// Whether the value is one that a missing member leaves behind. Whether the model has another
/// default for the member is not known at this depth; tests that care name the value.
fn is_default(found: Value<'_>) -> bool {
    match found {
        Value::Absent => true,
        Value::Boolean(found) => !found,
        Value::Integer(found) => found == 0,
        Value::Float(found) => found == 0.0,
        Value::Double(found) => found == 0.0,
        Value::String(found) => found.is_empty(),
        Value::Blob(found) => found.is_empty(),
        Value::List(found) => found.is_empty(),
        Value::Map(found) => found.is_empty(),
        Value::Document(found) => found.is_null(),
        Value::Timestamp(found) => found.seconds() == 0 && found.nanoseconds() == 0,
        Value::Structure(found) => {
            found.unknown().is_none()
                && (0..found.schema().members().len())
                    .all(|index| found.member(index).is_none_or(|member| is_default(member.get())))
        }
        _ => false,
    }
}

fn differs(at: &str, expected: &impl ToString, found: &impl ToString) -> String {
    format!("{at}: expected {}, got {}", show::short(expected), show::short(found))
}
