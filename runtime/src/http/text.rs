//! Values without members as the text of a label, a query parameter or a header.

use alloc::borrow::Cow;
use alloc::string::{String, ToString as _};

use base64::Engine as _;

use crate::blob::{Blob, BASE64};
use crate::number::{special_name, special_value};
use crate::schema::{Place, TimestampFormat};
use crate::shape::{Mismatch, Slot, Value};
use crate::timestamp::Timestamp;

fn double<T: ToString>(number: &T, value: f64) -> Cow<'static, str> {
    special_name(value)
        .map_or_else(|| Cow::Owned(number.to_string()), |(name, _)| Cow::Borrowed(name))
}

/// The text of a value; nothing for values with members and for what is not there.
pub(crate) fn write(
    value: Value<'_>,
    place: Place,
    timestamps: TimestampFormat,
) -> Option<Cow<'_, str>> {
    Some(match value {
        Value::Boolean(true) => Cow::Borrowed("true"),
        Value::Boolean(false) => Cow::Borrowed("false"),
        Value::Integer(value) => Cow::Owned(value.to_string()),
        Value::Float(value) => double(&value, f64::from(value)),
        Value::Double(value) => double(&value, value),
        Value::BigInteger(value) => Cow::Borrowed(value.as_str()),
        Value::BigDecimal(value) => Cow::Borrowed(value.as_str()),
        Value::String(value) => Cow::Borrowed(value),
        Value::Blob(value) => Cow::Owned(BASE64.encode(value)),
        Value::Timestamp(value) => {
            let format = place.timestamp_format().unwrap_or(timestamps);
            Cow::Owned(value.truncated_to_milliseconds().format(format).to_string())
        }
        _ => return None,
    })
}

/// Reads text into a place.
pub(crate) fn read(
    slot: Slot<'_>,
    text: &str,
    place: Place,
    timestamps: TimestampFormat,
) -> Result<(), Mismatch> {
    let mismatch = Mismatch { expected: slot.expected() };
    match slot {
        Slot::Boolean(target) => *target = text.parse().map_err(|_| mismatch)?,
        Slot::Float(target) => *target = special_or(text).ok_or(mismatch)?,
        Slot::Double(target) => *target = special_or(text).ok_or(mismatch)?,
        Slot::BigInteger(target) => *target = text.parse().map_err(|_| mismatch)?,
        Slot::BigDecimal(target) => *target = text.parse().map_err(|_| mismatch)?,
        Slot::Blob(target) => *target = Blob::from(BASE64.decode(text).map_err(|_| mismatch)?),
        Slot::Timestamp(target) => {
            let format = place.timestamp_format().unwrap_or(timestamps);
            *target = Timestamp::parse(text, format).map_err(|_| mismatch)?;
        }
        slot @ (Slot::Byte(_)
        | Slot::Short(_)
        | Slot::Integer(_)
        | Slot::Long(_)
        | Slot::IntEnumeration(_)) => {
            return slot.set_integer(text.parse().map_err(|_| mismatch)?);
        }
        slot @ (Slot::String(_) | Slot::Enumeration(_)) => return slot.set_string(text),
        _ => return Err(mismatch),
    }
    Ok(())
}

/// A float from its text. Rust reads `inf` and `nan` in many spellings; the specification has one
/// of each.
fn special_or<T: core::str::FromStr + FromDouble>(text: &str) -> Option<T> {
    if let Some(special) = special_value(text) {
        return Some(T::from_double(special));
    }
    if text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')) {
        text.parse().ok()
    } else {
        None
    }
}

/// The floats, made of a special value.
trait FromDouble {
    fn from_double(value: f64) -> Self;
}

impl FromDouble for f64 {
    fn from_double(value: f64) -> Self {
        value
    }
}

impl FromDouble for f32 {
    #[allow(clippy::cast_possible_truncation)] // NaN and the infinities are the same in both.
    fn from_double(value: f64) -> Self {
        value as f32
    }
}

/// Text in base64, for strings with a `mediaType` in a header.
pub(crate) fn to_base64(text: &str) -> String {
    BASE64.encode(text)
}

/// Text that was in base64.
pub(crate) fn from_base64(text: &str) -> Option<String> {
    String::from_utf8(BASE64.decode(text).ok()?).ok()
}
