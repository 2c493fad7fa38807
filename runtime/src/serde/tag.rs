//! Values that CBOR tags (RFC 8949, section 3.4), in serde's terms newtype variants of an enum
//! whose index is the tag.

use alloc::string::String;
use alloc::vec::Vec;

use serde_core::de::DeserializeSeed;
use serde_core::{Deserializer, Serialize, Serializer};

use super::key::KeyText;
use super::read::Fill;
use super::scalar;
use crate::number::binary;
use crate::schema::Kind;
use crate::timestamp::Timestamp;

/// Seconds since the epoch.
pub(crate) const EPOCH: u32 = 1;
/// A whole number of any size, not negative.
pub(crate) const BIGNUM: u32 = 2;
/// The same, of -1 minus the number.
pub(crate) const NEGATIVE_BIGNUM: u32 = 3;
/// A power of ten and what it is multiplied by.
pub(crate) const DECIMAL: u32 = 4;

/// The content of a tag. The reader hands over a number of any size as its decimal text, and no
/// tags but those above.
pub(super) struct Tagged<'a> {
    pub(super) tag: u32,
    pub(super) fill: Fill<'a>,
}

impl<'de> DeserializeSeed<'de> for Tagged<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let Self { tag, fill } = self;
        match (tag, fill.place.schema().kind()) {
            (EPOCH, Kind::Timestamp) => fill.deserialize(deserializer),
            (EPOCH, _) => fill.refuse("a timestamp"),
            _ => {
                let mut text = String::new();
                KeyText(&mut text).deserialize(deserializer)?;
                Fill::done(scalar::set_raw(fill.shape.slot(), &text), "a number")
            }
        }
    }
}

/// Writes a timestamp, of which the wire has no more than milliseconds.
pub(super) fn write_epoch<S: Serializer>(
    value: Timestamp,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if value.nanoseconds() == 0 {
        serializer.serialize_newtype_variant("", EPOCH, "", &value.seconds())
    } else {
        serializer.serialize_newtype_variant("", EPOCH, "", &value.to_double())
    }
}

/// A number of any size, to be written.
pub(super) enum Number {
    Whole(Bignum),
    Decimal(i64, Mantissa),
}

impl Number {
    /// The number with this text; nothing if that has too many digits.
    pub(super) fn whole(text: &str) -> Option<Self> {
        Bignum::parse(text).map(Self::Whole)
    }

    /// The same, as a power of ten and what it is multiplied by.
    pub(super) fn decimal(text: &str) -> Option<Self> {
        let (digits, exponent) = binary::parts_of(text)?;
        let small = digits.parse().ok().map(Mantissa::Integer);
        let mantissa = small.or_else(|| Bignum::parse(&digits).map(Mantissa::Bignum))?;
        Some(Self::Decimal(exponent, mantissa))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Whole(value) => value.serialize(serializer),
            Self::Decimal(exponent, mantissa) => {
                serializer.serialize_newtype_variant("", DECIMAL, "", &(exponent, mantissa))
            }
        }
    }
}

pub(super) enum Mantissa {
    Integer(i64),
    Bignum(Bignum),
}

impl Serialize for Mantissa {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Bignum(value) => value.serialize(serializer),
        }
    }
}

pub(super) struct Bignum {
    negative: bool,
    bytes: Vec<u8>,
}

impl Bignum {
    fn parse(digits: &str) -> Option<Self> {
        binary::bytes_of(digits).map(|(negative, bytes)| Self { negative, bytes })
    }
}

impl Serialize for Bignum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tag = if self.negative { NEGATIVE_BIGNUM } else { BIGNUM };
        serializer.serialize_newtype_variant("", tag, "", &Bytes(&self.bytes))
    }
}

struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}
