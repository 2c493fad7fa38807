//! What older models write differently, brought to Smithy 2.0 terms.

use std::collections::HashSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::super::traits::{
    BOX, CLIENT_OPTIONAL, DEFAULT, DEPRECATED, DOCUMENTATION, ENUM, ENUM_VALUE, REQUIRED,
    STREAMING, TAGS,
};
use super::super::{
    is_identifier, AppliedTrait, Member, Members, Node, Number, Shape, ShapeId, ShapeKind, Traits,
    Value,
};
use super::report::Report;
use crate::diagnostic::{Code, Position};

/// Upgrades all shapes in place.
pub(super) fn upgrade(
    shapes: &mut IndexMap<ShapeId, Shape>,
    version_one: &HashSet<ShapeId>,
    prelude: &IndexMap<ShapeId, Shape>,
    report: &mut Report<'_>,
) {
    if !version_one.is_empty() {
        let defaults = zero_defaults(shapes, version_one, prelude);
        for (shape, member, zero) in defaults {
            let Some(shape) = shapes.get_mut(&shape) else {
                continue;
            };
            let traits = match member {
                Some(name) => shape.member_mut(&name).map(|member| &mut member.traits),
                None => Some(&mut shape.traits),
            };
            if let Some(traits) = traits {
                traits.insert(made_up(DEFAULT, zero, Position::NONE));
            }
        }
    }
    for shape in shapes.values_mut() {
        if matches!(shape.kind, ShapeKind::String) && shape.traits.has(ENUM) {
            enum_shape(shape, report);
        }
        enum_values(shape);
    }
}

fn made_up(id: &str, value: Value, position: Position) -> AppliedTrait {
    AppliedTrait {
        id: ShapeId::unchecked(id),
        value: Arc::new(Node::new(value, position)),
        position,
    }
}

type ZeroDefault = (ShapeId, Option<Arc<str>>, Value);

/// In version 1.0 numbers and booleans that are not boxed have the value zero when absent, which
/// version 2.0 says with `default` (type-refinement-traits.rst, "default trait").
fn zero_defaults(
    shapes: &IndexMap<ShapeId, Shape>,
    version_one: &HashSet<ShapeId>,
    prelude: &IndexMap<ShapeId, Shape>,
) -> Vec<ZeroDefault> {
    let mut found = Vec::new();
    for id in version_one {
        let Some(shape) = shapes.get(id) else {
            continue;
        };
        if !shape.traits.has(BOX) && !shape.traits.has(DEFAULT) {
            found.extend(zero(&shape.kind).map(|zero| (id.clone(), None, zero)));
        }
        for member in shape.as_structure().into_iter().flat_map(IndexMap::values) {
            let Some(target) = shapes.get(&member.target).or_else(|| prelude.get(&member.target))
            else {
                continue;
            };
            let settled = [DEFAULT, CLIENT_OPTIONAL];
            if target.traits.has(BOX) || settled.iter().any(|id| member.traits.has(id)) {
                continue;
            }
            let name = Some(Arc::clone(&member.name));
            if member.traits.has(BOX) {
                // Null says that the default of the target does not count here.
                let overridden = zero(&target.kind).filter(|_| !target.id.is_prelude());
                found.extend(overridden.map(|_| (id.clone(), name, Value::Null)));
                continue;
            }
            let empty_stream = matches!(target.kind, ShapeKind::Blob)
                && target.traits.has(STREAMING)
                && !member.traits.has(REQUIRED);
            let value =
                zero(&target.kind).or_else(|| empty_stream.then(|| Value::String(Arc::from(""))));
            found.extend(value.map(|value| (id.clone(), name, value)));
        }
    }
    found
}

fn zero(kind: &ShapeKind) -> Option<Value> {
    match kind {
        ShapeKind::Boolean => Some(Value::Bool(false)),
        ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::Long
        | ShapeKind::Float
        | ShapeKind::Double => Some(Value::Number(Number::new("0"))),
        _ => None,
    }
}

/// A string with the old `enum` trait becomes an enum shape if every value has a name or can serve
/// as one (type-refinement-traits.rst, "enum trait").
fn enum_shape(shape: &mut Shape, report: &mut Report<'_>) {
    let Some(applied) = shape.traits.applied(ENUM).cloned() else {
        return;
    };
    // An ill-formed value is reported by the check of trait values.
    let Some(entries) = applied.value.as_array() else {
        return;
    };
    let mut members = Members::new();
    for entry in entries {
        let Some(value) = entry.get("value").and_then(Node::as_str) else {
            return;
        };
        let given = entry.get("name").and_then(Node::as_str).map(str::to_owned);
        let name = given.or_else(|| name_of_value(value)).filter(|name| is_identifier(name));
        let unique = name.filter(|name| !members.contains_key(name.as_str()));
        let Some(name) = unique else {
            let message = format!("the value {value:?} of the `enum` trait has no usable name");
            let help =
                "the shape stays a string; give each entry a `name` of its own, or write an \
                        enum shape";
            let id = shape.id.as_str();
            report.warning(Code::ENUM_TRAIT_KEPT, entry.position, id, message, help);
            return;
        };
        let member = enum_member(&shape.id, &name, value, entry);
        members.insert(Arc::clone(&member.name), member);
    }
    shape.traits.remove(ENUM);
    shape.kind = ShapeKind::Enum(members);
}

fn enum_member(id: &ShapeId, name: &str, value: &str, entry: &Node) -> Member {
    let mut traits = Traits::default();
    let position = entry.position;
    traits.insert(made_up(ENUM_VALUE, Value::String(Arc::from(value)), position));
    for (key, id) in [("documentation", DOCUMENTATION), ("tags", TAGS)] {
        if let Some(node) = entry.get(key) {
            traits.insert(made_up(id, node.value.clone(), position));
        }
    }
    if entry.get("deprecated").and_then(Node::as_bool) == Some(true) {
        traits.insert(made_up(DEPRECATED, Node::annotation().value, position));
    }
    Member {
        id: id.with_member(name),
        name: Arc::from(name),
        target: ShapeId::unchecked(super::super::prelude::UNIT),
        traits,
        position,
        target_position: position,
    }
}

/// The value with its separators replaced by underscores.
fn name_of_value(value: &str) -> Option<String> {
    let separator = |character: char| character.is_whitespace() || "-.:/_".contains(character);
    let allowed = |character: char| separator(character) || character.is_ascii_alphanumeric();
    if value.starts_with(|first: char| first.is_ascii_digit()) || !value.chars().all(allowed) {
        return None;
    }
    let mut name = String::with_capacity(value.len());
    for character in value.chars() {
        if !separator(character) || character == '_' {
            name.push(character);
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    Some(name)
}

/// Members of an enum without `enumValue` stand for their names (simple-types.rst, "enum").
fn enum_values(shape: &mut Shape) {
    let ShapeKind::Enum(members) = &mut shape.kind else {
        return;
    };
    for member in members.values_mut() {
        if !member.traits.has(ENUM_VALUE) {
            let value = Value::String(Arc::clone(&member.name));
            member.traits.insert(made_up(ENUM_VALUE, value, member.position));
        }
    }
}
