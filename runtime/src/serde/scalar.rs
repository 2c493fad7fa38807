//! Filling a place with a value that has no members.

use base64::Engine as _;

use super::{Codec, Format, Secrets};
use crate::blob::{Blob, BASE64};
use crate::document::Document;
use crate::number::{special_value, BigDecimal, BigInteger};
use crate::redact::MASK;
use crate::schema::{Place, TimestampFormat};
use crate::shape::{Mismatch, Slot};
use crate::timestamp::Timestamp;

const MASKED: Mismatch = Mismatch { expected: "a secret and not its mask" };

pub(super) fn set_integer(
    slot: Slot<'_>,
    value: i64,
    place: Place,
    codec: Codec,
) -> Result<(), Mismatch> {
    match slot {
        Slot::Timestamp(target)
            if codec.timestamp_format(place) == TimestampFormat::EpochSeconds =>
        {
            *target = Timestamp::from_unix(value, 0).ok_or(Mismatch { expected: "a timestamp" })?;
            Ok(())
        }
        slot => slot.set_integer(value),
    }
}

/// A whole number beyond `i64`.
#[allow(clippy::cast_precision_loss)] // The nearest double is what a double can be.
pub(super) fn set_unsigned(slot: Slot<'_>, value: u64) -> Result<(), Mismatch> {
    match slot {
        Slot::BigInteger(target) => *target = BigInteger::from(value),
        Slot::BigDecimal(target) => *target = BigDecimal::from(value),
        Slot::Document(target) => *target = Document::from(value),
        slot @ (Slot::Float(_) | Slot::Double(_)) => return slot.set_double(value as f64),
        slot => return Err(Mismatch { expected: slot.expected() }),
    }
    Ok(())
}

/// A number with a fraction or an exponent; `1.0` is a whole number, `1.5` is not.
// A double below 2^53 with nothing after the point is a whole number exactly.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::float_cmp)]
pub(super) fn set_double(
    slot: Slot<'_>,
    value: f64,
    place: Place,
    codec: Codec,
) -> Result<(), Mismatch> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let mismatch = Mismatch { expected: slot.expected() };
    match slot {
        Slot::Timestamp(target)
            if codec.timestamp_format(place) == TimestampFormat::EpochSeconds =>
        {
            let timestamp = Timestamp::from_double(value).ok_or(mismatch)?;
            // A double of our days tells milliseconds apart, and not nanoseconds.
            *target =
                if codec.milliseconds { timestamp.rounded_to_milliseconds() } else { timestamp };
        }
        Slot::BigDecimal(target) => *target = BigDecimal::try_from(value).map_err(|_| mismatch)?,
        slot @ (Slot::Float(_) | Slot::Double(_) | Slot::Document(_)) => {
            return slot.set_double(value)
        }
        slot if value.abs() <= EXACT && (value as i64) as f64 == value => {
            return slot.set_integer(value as i64)
        }
        _ => return Err(mismatch),
    }
    Ok(())
}

#[inline]
pub(super) fn set_string(
    slot: Slot<'_>,
    text: &str,
    place: Place,
    codec: Codec,
) -> Result<(), Mismatch> {
    if codec.secrets == Secrets::Masked && text == MASK && place.is_sensitive() {
        return Err(MASKED);
    }
    // Most members are strings, and a string takes any text.
    if let Slot::String(target) = slot {
        *target = text.into();
        return Ok(());
    }
    set_text(slot, text, place, codec)
}

/// Text for what is not a string: a number's special value, base64, a timestamp, an enum.
fn set_text(slot: Slot<'_>, text: &str, place: Place, codec: Codec) -> Result<(), Mismatch> {
    let mismatch = Mismatch { expected: slot.expected() };
    match slot {
        // What has a form of its own in CBOR is not text there.
        slot if codec.format == Format::Cbor => return slot.set_string(text),
        Slot::Float(_) | Slot::Double(_) => {
            return slot.set_double(special_value(text).ok_or(mismatch)?)
        }
        Slot::Blob(target) => *target = Blob::from(BASE64.decode(text).map_err(|_| mismatch)?),
        Slot::Timestamp(target) => match codec.timestamp_format(place) {
            TimestampFormat::EpochSeconds => return Err(mismatch),
            format => *target = Timestamp::parse(text, format).map_err(|_| mismatch)?,
        },
        // The form in which formats without numbers of any size hold one.
        Slot::BigInteger(target) if codec.format == Format::Any => {
            *target = text.parse().map_err(|_| mismatch)?;
        }
        Slot::BigDecimal(target) if codec.format == Format::Any => {
            *target = text.parse().map_err(|_| mismatch)?;
        }
        slot => return slot.set_string(text),
    }
    Ok(())
}

/// Text of a number as JSON has it, for places that must not round.
#[cfg(any(feature = "json", feature = "cbor"))]
pub(super) fn set_raw(slot: Slot<'_>, text: &str) -> Result<(), Mismatch> {
    let mismatch = Mismatch { expected: slot.expected() };
    match slot {
        Slot::BigInteger(target) => *target = text.parse().map_err(|_| mismatch)?,
        Slot::BigDecimal(target) => *target = text.parse().map_err(|_| mismatch)?,
        Slot::Timestamp(target) => {
            *target =
                Timestamp::parse(text, TimestampFormat::EpochSeconds).map_err(|_| mismatch)?;
        }
        _ => return Err(mismatch),
    }
    Ok(())
}
