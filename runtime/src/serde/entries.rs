//! Filling lists and maps.

use alloc::string::String;

use serde_core::de::{DeserializeSeed, Error, MapAccess, SeqAccess};
use serde_core::Deserializer;

use super::key::KeyText;
use super::read::{Context, Fill};
use crate::schema::{Place, Schema};
use crate::shape::{List, Map};
use crate::validate::pointer::Segment;

/// A key in a message is cut off here: it is input, and it can be of any length.
const KEY_LENGTH: usize = 64;

/// An entry of a list, which is added once it is known that there is one.
struct Entry<'a> {
    list: &'a mut dyn List,
    place: Place,
    context: &'a mut Context,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Entry<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let Self { list, place, context, depth } = self;
        let shape =
            list.push().ok_or_else(|| D::Error::custom("the list takes no further entry"))?;
        Fill { place, shape, context, depth }.deserialize(deserializer)
    }
}

pub(super) fn fill_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn List,
    schema: &'static Schema,
    context: &mut Context,
    depth: usize,
    mut sequence: A,
) -> Result<(), A::Error> {
    let [member] = schema.members() else { return Err(A::Error::custom("the list has no model")) };
    let place = Place::from(member);
    list.clear();
    for index in 0.. {
        let before = context.missing.len();
        match sequence.next_element_seed(Entry { list: &mut *list, place, context, depth }) {
            Ok(Some(present)) => {
                context.missing.nest(before, Segment::Index(index));
                if !present && !schema.is_sparse() {
                    list.pop();
                }
            }
            Ok(None) => break,
            Err(error) => {
                context.failed(Segment::Index(index));
                return Err(error);
            }
        }
    }
    Ok(())
}

pub(super) fn fill_map<'de, A: MapAccess<'de>>(
    target: &mut dyn Map,
    schema: &'static Schema,
    context: &mut Context,
    depth: usize,
    mut map: A,
) -> Result<(), A::Error> {
    let [key_member, member] = schema.members() else {
        return Err(A::Error::custom("the map has no model"));
    };
    let place = Place::from(member);
    target.clear();
    let start = context.missing.len();
    let mut key = String::new();
    while map.next_key_seed(KeyText(&mut key))?.is_some() {
        let shape = target
            .insert(&key)
            .ok_or_else(|| A::Error::custom("the map takes no further entry"))?;
        let mut before = context.missing.len();
        if before > start {
            context.missing.forget(start, Segment::Name(&key));
            before = context.missing.len();
        }
        match map.next_value_seed(Fill { place, shape, context, depth }) {
            Ok(present) => {
                context.missing.nest(before, Segment::Name(&key));
                if !present && !schema.is_sparse() {
                    target.remove(&key);
                }
            }
            Err(error) => {
                let end = key.char_indices().nth(KEY_LENGTH).map_or(key.len(), |(end, _)| end);
                let shown = if key_member.is_sensitive() {
                    "*"
                } else {
                    key.as_str().get(..end).unwrap_or_default()
                };
                context.failed(Segment::Name(shown));
                return Err(error);
            }
        }
    }
    Ok(())
}
