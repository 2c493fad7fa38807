//! A test's values into generated types.

use ferrosmith_runtime::blob::Blob;
use ferrosmith_runtime::document::{Document, Number};
use ferrosmith_runtime::http::Body;
use ferrosmith_runtime::schema::TimestampFormat;
use ferrosmith_runtime::shape::{Shape, Slot, Structure};
use ferrosmith_runtime::timestamp::Timestamp;

use crate::json::Json;

/// Fills a structure with the members that the test lists.
///
/// # Errors
/// A value does not fit the member, which is a fault of the generated code or of the test.
pub(crate) fn structure(
    structure: &mut dyn Structure,
    values: &Json,
    at: &str,
) -> Result<(), String> {
    let Json::Object(values) = values else {
        return Err(format!("{at}: expected an object of members, got {values}"));
    };
    for (name, value) in values {
        let at = format!("{at}/{name}");
        let schema = structure.schema();
        let Some(index) = schema.members().iter().position(|member| member.name() == name) else {
            return Err(format!("{at}: `{}` has no such member", schema.id()));
        };
        // `null` for a member of a structure says that it is absent.
        if *value == Json::Null {
            continue;
        }
        let shape = structure.member_mut(index);
        fill(
            shape.ok_or_else(|| format!("{at}: the type does not hand out this member"))?,
            value,
            &at,
        )?;
    }
    Ok(())
}

fn fill(shape: &mut dyn Shape, value: &Json, at: &str) -> Result<(), String> {
    let slot = shape.slot();
    let misfit = format!("{at}: expected {}, got {value}", slot.expected());
    let misfit = || misfit.clone();
    match (slot, value) {
        (Slot::Document(place), value) => *place = document(value),
        (Slot::Boolean(place), Json::Boolean(value)) => *place = *value,
        (Slot::Float(place), value) => *place = single(value).ok_or_else(misfit)?,
        (Slot::Double(place), value) => *place = double(value).ok_or_else(misfit)?,
        (Slot::BigInteger(place), Json::Number(text)) => {
            *place = text.parse().map_err(|_| misfit())?;
        }
        (Slot::BigDecimal(place), Json::Number(text)) => {
            *place = text.parse().map_err(|_| misfit())?;
        }
        (Slot::Timestamp(place), Json::Number(text)) => {
            *place = timestamp(text).ok_or_else(misfit)?;
        }
        (Slot::Blob(place), Json::String(text)) => *place = Blob::from(text.as_str()),
        (Slot::Stream(place), Json::String(text)) => *place = Body::from(text.clone()),
        (Slot::List(place), Json::Array(values)) => {
            for (index, value) in values.iter().enumerate() {
                let entry = place.push().ok_or_else(misfit)?;
                // A new entry of a sparse list is `null` until it is filled.
                if *value != Json::Null {
                    fill(entry, value, &format!("{at}/{index}"))?;
                }
            }
        }
        (Slot::Map(place), Json::Object(entries)) => {
            for (key, value) in entries {
                let entry = place.insert(key).ok_or_else(misfit)?;
                if *value != Json::Null {
                    fill(entry, value, &format!("{at}/{key}"))?;
                }
            }
        }
        (Slot::Structure(place), value) => structure(place, value, at)?,
        (slot, Json::String(text)) => slot.set_string(text).map_err(|_| misfit())?,
        (slot, Json::Number(text)) => {
            let number = text.parse().map_err(|_| misfit())?;
            slot.set_integer(number).map_err(|_| misfit())?;
        }
        _ => return Err(misfit()),
    }
    Ok(())
}

/// The single-precision number that a test means: a number, or the name of one without digits.
pub(crate) fn single(value: &Json) -> Option<f32> {
    match value {
        // Not by way of a double, which would round twice.
        Json::Number(text) => text.parse().ok(),
        #[allow(clippy::cast_possible_truncation)] // Infinities and NaN stay what they are.
        _ => double(value).map(|value| value as f32),
    }
}

/// The double that a test means: a number, or the name of one without digits.
pub(crate) fn double(value: &Json) -> Option<f64> {
    match value {
        Json::Number(text) => text.parse().ok(),
        Json::String(text) => match text.as_str() {
            "NaN" => Some(f64::NAN),
            "Infinity" => Some(f64::INFINITY),
            "-Infinity" => Some(f64::NEG_INFINITY),
            _ => None,
        },
        _ => None,
    }
}

/// The moment that a test means: seconds since the epoch, perhaps with a fraction.
pub(crate) fn timestamp(text: &str) -> Option<Timestamp> {
    Timestamp::parse(text, TimestampFormat::EpochSeconds).ok()
}

/// Any value as open content.
pub(crate) fn document(value: &Json) -> Document {
    match value {
        Json::Null => Document::Null,
        Json::Boolean(value) => Document::Boolean(*value),
        Json::Number(text) => {
            let whole = text
                .parse::<u64>()
                .map(Number::from)
                .or_else(|_| text.parse::<i64>().map(Number::from));
            // The grammar of JSON's numbers is a part of Rust's.
            Document::Number(
                whole.unwrap_or_else(|_| Number::from(text.parse::<f64>().unwrap_or(f64::NAN))),
            )
        }
        Json::String(text) => Document::String(text.clone()),
        Json::Array(values) => Document::List(values.iter().map(document).collect()),
        Json::Object(entries) => Document::Map(
            entries.iter().map(|(name, value)| (name.clone(), document(value))).collect(),
        ),
    }
}
