//! The seeds through which serde fills a value.
//!
//! Nothing is kept of the way to a value while reading goes well. Once it fails, each level that
//! is left adds its step to the JSON pointer.

use alloc::string::String;
use core::fmt;

#[cfg(feature = "cbor")]
use serde_core::de::VariantAccess;
use serde_core::de::{DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, Visitor};
use serde_core::Deserializer;

use super::document::DocumentSeed;
use super::entries::{fill_list, fill_map};
use super::key::{KeyText, TextNumber, NUMBER_KEY};
use super::members::fill_members;
#[cfg(feature = "cbor")]
use super::tag::Tagged;
#[cfg(any(feature = "json", feature = "cbor"))]
use super::Format;
use super::{scalar, Codec, Members};
#[cfg(feature = "json")]
use crate::schema::Kind;
use crate::schema::Place;
use crate::shape::{Mismatch, Shape, Slot};
use crate::validate::pointer::{push, Segment};
use crate::validate::Missing;

/// What all seeds of one value share.
pub(crate) struct Context {
    pub(super) codec: Codec,
    /// Required members that were not there.
    pub(crate) missing: Missing,
    /// Where reading failed, if it did.
    pub(crate) at: String,
}

impl Context {
    pub(crate) fn new(codec: Codec) -> Self {
        Self { codec, missing: Missing::default(), at: String::new() }
    }

    /// Puts a step in front of the place where reading failed.
    pub(super) fn failed(&mut self, segment: Segment<'_>) {
        let mut at = String::new();
        push(&mut at, segment);
        at.push_str(&self.at);
        self.at = at;
    }
}

pub(super) fn mismatch<E: Error>(mismatch: Mismatch, found: &str) -> E {
    E::custom(format_args!("{mismatch}, found {found}"))
}

fn deeper<E: Error>(depth: usize) -> Result<usize, E> {
    depth.checked_sub(1).ok_or_else(|| E::custom("values are nested too deeply"))
}

/// Fills one value; the result says whether there was one and not `null`.
pub(crate) struct Fill<'a> {
    pub(super) place: Place,
    pub(super) shape: &'a mut dyn Shape,
    pub(super) context: &'a mut Context,
    pub(super) depth: usize,
}

#[cfg(any(feature = "json", feature = "cbor"))]
impl<'a> Fill<'a> {
    pub(super) fn new(place: Place, shape: &'a mut dyn Shape, context: &'a mut Context) -> Self {
        Self { place, shape, context, depth: super::DEPTH }
    }
}

impl Fill<'_> {
    pub(super) fn done<E: Error>(result: Result<(), Mismatch>, found: &str) -> Result<bool, E> {
        result.map(|()| true).map_err(|error| mismatch(error, found))
    }

    pub(super) fn refuse<E: Error>(self, found: &str) -> Result<bool, E> {
        Self::done(Err(Mismatch { expected: self.shape.slot().expected() }), found)
    }

    /// Whether the place must not get a number that was rounded.
    #[cfg(feature = "json")]
    fn wants_text(&self) -> bool {
        use crate::schema::TimestampFormat::EpochSeconds;
        let codec = self.context.codec;
        codec.format == Format::Json
            && match self.place.schema().kind() {
                Kind::BigInteger | Kind::BigDecimal => true,
                Kind::Timestamp => codec.timestamp_format(self.place) == EpochSeconds,
                _ => false,
            }
    }
}

impl<'de> DeserializeSeed<'de> for Fill<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        #[cfg(feature = "json")]
        if self.wants_text() {
            let raw = <&serde_json::value::RawValue as serde_core::Deserialize>::deserialize(
                deserializer,
            )?;
            let quotes =
                self.context.codec.quoted_numbers && self.place.schema().kind() != Kind::Timestamp;
            let found = match raw.get().as_bytes().first() {
                Some(b'n') => return Ok(false),
                Some(b'"') if quotes => {
                    let mut text = String::new();
                    KeyText(&mut text)
                        .deserialize(&mut serde_json::Deserializer::from_str(raw.get()))
                        .map_err(D::Error::custom)?;
                    return Self::done(scalar::set_raw(self.shape.slot(), &text), "a string");
                }
                Some(b'"') => "a string",
                Some(b'-' | b'0'..=b'9') => "a number",
                Some(b'{') => "an object",
                Some(b'[') => "a list",
                _ => "true or false",
            };
            return Self::done(scalar::set_raw(self.shape.slot(), raw.get()), found);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Fill<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that the model allows")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        Self::done(self.shape.slot().set_boolean(value), "true or false")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<bool, E> {
        Self::done(
            scalar::set_integer(self.shape.slot(), value, self.place, self.context.codec),
            "a number",
        )
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<bool, E> {
        match i64::try_from(value) {
            Ok(value) => self.visit_i64(value),
            Err(_) => Self::done(scalar::set_unsigned(self.shape.slot(), value), "a number"),
        }
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<bool, E> {
        match (i64::try_from(value), self.shape.slot()) {
            (Ok(value), _) => self.visit_i64(value),
            (_, Slot::BigInteger(target)) => {
                *target = value.into();
                Ok(true)
            }
            (_, Slot::BigDecimal(target)) => {
                *target = value.into();
                Ok(true)
            }
            // Doubles reach further than integers, and one without a fraction may come as a whole
            // number (Smithy RPC v2 CBOR, "Numeric type serialization").
            #[allow(clippy::cast_precision_loss)]
            (_, slot @ (Slot::Float(_) | Slot::Double(_))) => {
                Self::done(slot.set_double(value as f64), "a number")
            }
            _ => self.refuse("a number"),
        }
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<bool, E> {
        match (u64::try_from(value), i128::try_from(value)) {
            (Ok(value), _) => self.visit_u64(value),
            (_, Ok(value)) => self.visit_i128(value),
            _ => self.refuse("a number"),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<bool, E> {
        Self::done(
            scalar::set_double(self.shape.slot(), value, self.place, self.context.codec),
            "a number",
        )
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<bool, E> {
        self.visit_str(value)
    }

    #[inline]
    fn visit_str<E: Error>(self, value: &str) -> Result<bool, E> {
        Self::done(
            scalar::set_string(self.shape.slot(), value, self.place, self.context.codec),
            "a string",
        )
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<bool, E> {
        match self.shape.slot() {
            Slot::Blob(target) => {
                *target = value.into();
                Ok(true)
            }
            _ => self.refuse("bytes"),
        }
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        self.visit_unit()
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        // A document that is `null` is one all the same, but it looks like one that is missing.
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<bool, A::Error> {
        let depth = deeper(self.depth)?;
        match self.shape.slot() {
            Slot::List(list) => {
                fill_list(list, self.place.schema(), self.context, depth, sequence).map(|()| true)
            }
            Slot::Document(target) => {
                let mut values = alloc::vec::Vec::new();
                while let Some(value) = sequence.next_element_seed(DocumentSeed { depth })? {
                    values.push(value);
                }
                *target = values.into();
                Ok(true)
            }
            slot => Self::done(Err(Mismatch { expected: slot.expected() }), "a list"),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let depth = deeper(self.depth)?;
        match self.shape.slot() {
            Slot::Structure(structure) => {
                fill_members(structure, Members::All, self.context, depth, map).map(|()| true)
            }
            Slot::Map(target) => {
                fill_map(target, self.place.schema(), self.context, depth, map).map(|()| true)
            }
            Slot::Document(target) => {
                *target = DocumentSeed { depth: self.depth }.visit_map(map)?;
                Ok(true)
            }
            slot => {
                let mismatched =
                    Self::done(Err(Mismatch { expected: slot.expected() }), "an object");
                let mut text = String::new();
                if map.next_key_seed(KeyText(&mut text))?.is_none() || text != NUMBER_KEY {
                    return mismatched;
                }
                map.next_value_seed(KeyText(&mut text))?;
                match TextNumber::parse(&text) {
                    Some(TextNumber::Integer(value)) => self.visit_i64(value),
                    Some(TextNumber::Unsigned(value)) => self.visit_u64(value),
                    Some(TextNumber::Double(value)) => self.visit_f64(value),
                    None => mismatched,
                }
            }
        }
    }

    #[cfg_attr(not(feature = "cbor"), allow(unused_variables))]
    fn visit_enum<A: EnumAccess<'de>>(self, variants: A) -> Result<bool, A::Error> {
        #[cfg(feature = "cbor")]
        if self.context.codec.format == Format::Cbor {
            let (tag, content) = variants.variant()?;
            return VariantAccess::newtype_variant_seed(content, Tagged { tag, fill: self });
        }
        self.refuse("an enum")
    }
}
