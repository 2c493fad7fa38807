//! Setting one member of a value that is valid otherwise.

use ferrosmith_runtime::schema::{Kind, Schema};
use ferrosmith_runtime::shape::{Slot, Structure, Value as Read};

use super::enums;
use super::model::Step;

/// What a place is set to.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Text(String),
    Number(i64),
    /// This many valid entries.
    Entries(usize),
}

/// Gives every member that cannot be absent a valid value.
pub(super) fn make_valid(structure: &mut dyn Structure) {
    for (index, member) in structure.schema().members().iter().enumerate() {
        let is_absent =
            structure.member(index).is_none_or(|member| matches!(member.get(), Read::Absent));
        if !is_absent {
            fill(structure.member_mut(index).unwrap().slot(), member.target());
        }
    }
}

fn fill(slot: Slot<'_>, schema: &'static Schema) {
    match slot {
        Slot::Structure(structure) => make_valid(structure),
        Slot::Enumeration(place) => place.set(enums::find(schema.name()).unwrap().1[0]),
        Slot::String(place) => valid_text(schema).clone_into(place),
        // Numbers are zero, lists empty and times the epoch: all within their bounds.
        _ => {}
    }
}

/// A text that breaks no constraint of the shape.
fn valid_text(schema: &Schema) -> &'static str {
    match schema.name() {
        "Uuid" => "01234567-89ab-cdef-0123-456789abcdef",
        "RegionName" => "us-east-1",
        _ => "abc",
    }
}

/// Sets the place at the end of the way.
pub(super) fn set(structure: &mut dyn Structure, route: &[Step], content: &Content) {
    let (slot, schema) = member_at(structure, route);
    match content {
        Content::Text(text) => slot.set_string(text).unwrap(),
        Content::Number(number) => slot.set_integer(*number).unwrap(),
        Content::Entries(count) => {
            let Slot::List(list) = slot else {
                panic!("{} is a {:?}", schema.id(), schema.kind());
            };
            list.clear();
            for _ in 0..*count {
                fill(list.push().unwrap().slot(), schema.members()[0].target());
            }
        }
    }
}

/// The structure at the end of the way.
pub(super) fn structure_at<'a>(
    structure: &'a mut dyn Structure,
    route: &[Step],
) -> &'a mut dyn Structure {
    if route.is_empty() {
        return structure;
    }
    match member_at(structure, route) {
        (Slot::Structure(inner), _) => inner,
        (_, schema) => panic!("{} is a {:?}", schema.id(), schema.kind()),
    }
}

fn member_at<'a>(structure: &'a mut dyn Structure, route: &[Step]) -> (Slot<'a>, &'static Schema) {
    let Some((Step::Member(name), rest)) = route.split_first() else {
        panic!("{route:?} does not start with a member");
    };
    let members = structure.schema().members();
    let index = members.iter().position(|member| member.name() == name).unwrap();
    descend(structure.member_mut(index).unwrap().slot(), members[index].target(), rest)
}

fn descend<'a>(
    slot: Slot<'a>,
    schema: &'static Schema,
    route: &[Step],
) -> (Slot<'a>, &'static Schema) {
    match (slot, route.split_first()) {
        (slot, None) => (slot, schema),
        (Slot::List(list), Some((Step::Entry, rest))) => {
            assert_eq!(schema.kind(), Kind::List);
            list.clear();
            descend(list.push().unwrap().slot(), schema.members()[0].target(), rest)
        }
        (Slot::Structure(structure), Some((Step::Member(_), _))) => {
            make_valid(structure);
            member_at(structure, route)
        }
        _ => panic!("{route:?} does not fit {}", schema.id()),
    }
}
