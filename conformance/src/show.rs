//! Values as a person reads them in a report.

use std::ops::ControlFlow;

use ferrosmith_runtime::document::Document;
use ferrosmith_runtime::shape::{Shape, Structure, Value};

use crate::json::Json;

/// How many characters of a value a report shows.
const SHOWN: usize = 300;

/// The value in the terms of a test's `params`.
pub(crate) fn value(value: Value<'_>) -> Json {
    match value {
        Value::Absent => Json::Null,
        Value::Boolean(value) => Json::Boolean(value),
        Value::Integer(value) => Json::Number(value.to_string()),
        Value::Float(value) => float(value.is_finite(), value.to_string()),
        Value::Double(value) => float(value.is_finite(), value.to_string()),
        Value::BigInteger(value) => Json::Number(value.to_string()),
        Value::BigDecimal(value) => Json::Number(value.to_string()),
        Value::String(text) => text.into(),
        Value::Blob(blob) => String::from_utf8_lossy(blob).as_ref().into(),
        Value::Timestamp(moment) => match moment.nanoseconds() {
            0 => Json::Number(moment.seconds().to_string()),
            _ => Json::String(format!("{moment:?}")),
        },
        Value::Document(open) => document(open),
        Value::List(list) => Json::Array(
            (0..list.len()).map(|index| list.get(index).map_or(Json::Null, shape)).collect(),
        ),
        Value::Map(map) => {
            let mut entries = std::collections::BTreeMap::new();
            // The walk is never told to stop, so there is nothing to learn from its end.
            let _ = map.visit(&mut |key, entry| {
                entries.insert(key.to_owned(), shape(entry));
                ControlFlow::Continue(())
            });
            Json::Object(entries)
        }
        Value::Structure(inner) => structure(inner),
        _ => Json::String("<stream>".to_owned()),
    }
}

fn shape(entry: &dyn Shape) -> Json {
    value(entry.get())
}

/// A structure without its absent members.
pub(crate) fn structure(structure: &dyn Structure) -> Json {
    let members =
        structure.schema().members().iter().enumerate().filter_map(
            |(index, member)| match structure.member(index)?.get() {
                Value::Absent => None,
                found => Some((member.name().to_owned(), value(found))),
            },
        );
    let unknown = structure.unknown().map(|name| (name.to_owned(), Json::from("<unknown member>")));
    Json::Object(members.chain(unknown).collect())
}

fn float(finite: bool, text: String) -> Json {
    if finite {
        return Json::Number(text);
    }
    Json::String(text.replace("inf", "Infinity"))
}

fn document(open: &Document) -> Json {
    Json::parse(&open.to_string()).unwrap_or(Json::Null)
}

/// Bytes, two digits each.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// A text short enough for a report.
pub(crate) fn short(text: &impl ToString) -> String {
    let text = text.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => {
            format!("{}... ({} bytes)", str::get(&text, ..end).unwrap_or_default(), text.len())
        }
        None => text,
    }
}
