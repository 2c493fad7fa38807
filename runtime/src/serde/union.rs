//! Filling unions.

use alloc::string::String;
use core::fmt;

use serde_core::de::{
    DeserializeSeed, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_core::Deserializer;

use super::key::Name;
use super::read::{Context, Fill};
use super::Members;
use crate::schema::{Place, Schema};
use crate::shape::Structure;
use crate::validate::pointer::Segment;

/// A member of a union: only one that is not `null` is selected.
struct Variant<'a> {
    structure: &'a mut dyn Structure,
    index: usize,
    place: Place,
    context: &'a mut Context,
    depth: usize,
}

impl<'a> Variant<'a> {
    fn fill<E: Error>(self) -> Result<Fill<'a>, E> {
        let Self { structure, index, place, context, depth } = self;
        match structure.member_mut(index) {
            Some(shape) => Ok(Fill { place, shape, context, depth }),
            None => Err(E::custom("the variant of the union cannot be filled")),
        }
    }
}

/// Writes the methods of a visitor that selects the variant and leaves the value to it.
macro_rules! pass_on {
    ($($method:ident($type:ty))*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<bool, E> {
            self.fill()?.$method(value)
        }
    )*};
}

impl<'de> DeserializeSeed<'de> for Variant<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for Variant<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that the model allows")
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.fill()?.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.fill()?.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<bool, A::Error> {
        self.fill()?.visit_seq(sequence)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<bool, A::Error> {
        self.fill()?.visit_map(map)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variants: A) -> Result<bool, A::Error> {
        self.fill()?.visit_enum(variants)
    }

    pass_on! {
        visit_bool(bool) visit_i64(i64) visit_u64(u64) visit_i128(i128) visit_u128(u128) visit_f64(f64)
        visit_str(&str) visit_bytes(&[u8])
    }
}

pub(super) fn fill_union<'de, A: MapAccess<'de>>(
    structure: &mut dyn Structure,
    schema: &'static Schema,
    context: &mut Context,
    depth: usize,
    mut map: A,
) -> Result<(), A::Error> {
    const ONE: &str = "expected exactly one member of a union";
    let codec = context.codec;
    let mut unknown = String::new();
    let mut found = false;
    let members = Members::All;
    while let Some(key) = map.next_key_seed(Name {
        schema,
        members,
        codec,
        expected: 0,
        unknown: Some(&mut unknown),
    })? {
        let present = match key.and_then(|index| Some((index, schema.members().get(index)?))) {
            Some((index, member)) => {
                let before = context.missing.len();
                let place = Place::from(member);
                match map.next_value_seed(Variant {
                    structure: &mut *structure,
                    index,
                    place,
                    context,
                    depth,
                }) {
                    Ok(present) => {
                        context.missing.nest(before, Segment::Name(member.name()));
                        present
                    }
                    Err(error) => {
                        context.failed(Segment::Name(codec.name(member)));
                        return Err(error);
                    }
                }
            }
            // Some services send the name of the structure along.
            None if unknown == "__type" => {
                map.next_value::<IgnoredAny>()?;
                false
            }
            None => {
                let present = map.next_value::<Option<IgnoredAny>>()?.is_some();
                if present {
                    structure.set_unknown(&unknown);
                }
                present
            }
        };
        if found && present {
            return Err(A::Error::custom(ONE));
        }
        found |= present;
    }
    if found {
        Ok(())
    } else {
        Err(A::Error::custom(ONE))
    }
}
