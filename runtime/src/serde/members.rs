//! Filling structures.

use core::fmt;

use serde_core::de::{
    DeserializeSeed, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_core::Deserializer;

use super::key::{refuse, Name};
use super::read::{mismatch, Context, Fill};
use super::union::fill_union;
use super::{Members, DEPTH};
use crate::schema::{Kind, Place};
use crate::shape::{Mismatch, Structure};
use crate::validate::pointer::Segment;

/// Fills the members of the outermost structure.
pub(crate) struct Root<'a> {
    pub(crate) structure: &'a mut dyn Structure,
    pub(crate) members: Members,
    pub(crate) context: &'a mut Context,
}

impl<'de> DeserializeSeed<'de> for Root<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Root<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        fill_members(self.structure, self.members, self.context, DEPTH - 1, map)
    }

    refuse! { "an object", (); visit_str(&str) => "a string"; }
    refuse! { seq, "an object", () }
    refuse! { others, "an object", () }
}

/// Which members came; models with more than 64 members are rare.
#[derive(Default)]
struct Seen {
    first: u64,
    more: alloc::collections::BTreeSet<usize>,
}

impl Seen {
    fn contains(&self, index: usize) -> bool {
        if index < 64 {
            self.first & (1 << index) != 0
        } else {
            self.more.contains(&index)
        }
    }

    fn set(&mut self, index: usize, present: bool) {
        match (index < 64, present) {
            (true, true) => self.first |= 1 << index,
            (true, false) => self.first &= !(1 << index),
            (false, true) => drop(self.more.insert(index)),
            (false, false) => drop(self.more.remove(&index)),
        }
    }
}

pub(super) fn fill_members<'de, A: MapAccess<'de>>(
    structure: &mut dyn Structure,
    members: Members,
    context: &mut Context,
    depth: usize,
    mut map: A,
) -> Result<(), A::Error> {
    let schema = structure.schema();
    if schema.kind() == Kind::Union {
        return fill_union(structure, schema, context, depth, map);
    }
    let codec = context.codec;
    let start = context.missing.len();
    let mut seen = Seen::default();
    let mut expected = 0;
    while let Some(found) =
        map.next_key_seed(Name { schema, members, codec, expected, unknown: None })?
    {
        let known = found.and_then(|index| Some((index, schema.members().get(index)?)));
        let Some((index, member)) = known else {
            map.next_value::<IgnoredAny>()?;
            continue;
        };
        expected = index + 1;
        let Some(shape) = structure.member_mut(index) else {
            map.next_value::<IgnoredAny>()?;
            continue;
        };
        if seen.contains(index) {
            shape.reset();
            context.missing.forget(start, Segment::Name(member.name()));
        }
        let before = context.missing.len();
        let fill = Fill { place: Place::from(member), shape, context, depth };
        match map.next_value_seed(fill) {
            Ok(present) => {
                context.missing.nest(before, Segment::Name(member.name()));
                seen.set(index, present);
            }
            Err(error) => {
                context.failed(Segment::Name(codec.name(member)));
                return Err(error);
            }
        }
    }
    for (index, member) in schema.members().iter().enumerate() {
        if member.is_required() && members.include(member) && !seen.contains(index) {
            context.missing.push(member.name());
        }
    }
    Ok(())
}
