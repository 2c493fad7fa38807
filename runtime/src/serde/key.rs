//! The names of members and the keys of maps.

use alloc::string::String;
use core::fmt;

use serde_core::de::{DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, Visitor};
use serde_core::Deserializer;

use super::read::mismatch;
use super::{Codec, Members};
use crate::schema::{Member, Schema};
use crate::shape::Mismatch;

/// Writes the methods of a visitor that takes nothing but what the others take.
macro_rules! refuse {
    ($expected:literal, $value:ty; $($method:ident($type:ty) => $found:literal;)*) => {$(
        fn $method<E: Error>(self, _: $type) -> Result<$value, E> {
            Err(mismatch(Mismatch { expected: $expected }, $found))
        }
    )*};
    (seq, $expected:literal, $value:ty) => {
        fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<$value, A::Error> {
            Err(mismatch(Mismatch { expected: $expected }, "a list"))
        }
    };
    (others, $expected:literal, $value:ty) => {
        refuse! { $expected, $value;
            visit_bool(bool) => "true or false";
            visit_i64(i64) => "a number";
            visit_u64(u64) => "a number";
            visit_i128(i128) => "a number";
            visit_u128(u128) => "a number";
            visit_f64(f64) => "a number";
            visit_bytes(&[u8]) => "bytes";
        }

        fn visit_none<E: Error>(self) -> Result<$value, E> {
            Err(mismatch(Mismatch { expected: $expected }, "null"))
        }

        fn visit_unit<E: Error>(self) -> Result<$value, E> {
            Err(mismatch(Mismatch { expected: $expected }, "null"))
        }

        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<$value, D::Error> {
            deserializer.deserialize_any(self)
        }

        fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<$value, D::Error> {
            deserializer.deserialize_any(self)
        }

        fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<$value, A::Error> {
            Err(mismatch(Mismatch { expected: $expected }, "an enum"))
        }
    };
}
pub(super) use refuse;

/// The key under which `serde_json` hands over the text of a number once any crate of the program
/// has turned its feature `arbitrary_precision` on, which changes it for all of them.
pub(super) const NUMBER_KEY: &str = "$serde_json::private::Number";

/// A number by its text.
pub(super) enum TextNumber {
    Integer(i64),
    Unsigned(u64),
    Double(f64),
}

impl TextNumber {
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Ok(value) = text.parse() {
            return Some(Self::Integer(value));
        }
        if let Ok(value) = text.parse() {
            return Some(Self::Unsigned(value));
        }
        crate::number::Decimal::parse(text)?;
        text.parse().ok().map(Self::Double)
    }
}

/// Copies a key.
pub(super) struct KeyText<'a>(pub(super) &'a mut String);

impl<'de> DeserializeSeed<'de> for KeyText<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for KeyText<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        self.0.clear();
        self.0.push_str(key);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(mismatch(Mismatch { expected: "a string" }, "an object"))
    }

    refuse! { seq, "a string", () }
    refuse! { others, "a string", () }
}

/// Finds the member of a name, and hands an unknown name to `unknown` where that is wanted.
pub(super) struct Name<'a> {
    pub(super) schema: &'static Schema,
    pub(super) members: Members,
    pub(super) codec: Codec,
    /// The member that comes next if the members come in the order of the model.
    pub(super) expected: usize,
    pub(super) unknown: Option<&'a mut String>,
}

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Name<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<usize>, E> {
        let members = self.schema.members();
        let found = |member: &'static Member| {
            self.codec.name(member) == name && self.members.include(member)
        };
        if members.get(self.expected).is_some_and(found) {
            return Ok(Some(self.expected));
        }
        let index = members.iter().position(found);
        if let (None, Some(unknown)) = (index, self.unknown) {
            unknown.clear();
            unknown.push_str(name);
        }
        Ok(index)
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Option<usize>, A::Error> {
        Err(mismatch(Mismatch { expected: "a string" }, "an object"))
    }

    refuse! { seq, "a string", Option<usize> }
    refuse! { others, "a string", Option<usize> }
}
