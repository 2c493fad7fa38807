//! Default values (type-refinement-traits.rst, "default trait"), and whether a value fits a shape.

use super::Scope;
use crate::diagnostic::{Code, Position};
use crate::model::decimal::Decimal;
use crate::model::traits::{DEFAULT, ENUM, ENUM_VALUE, LENGTH, RANGE, SPARSE};
use crate::model::{Member, Model, Node, Shape, ShapeId, ShapeKind, Value};

/// What does not fit.
#[derive(Default)]
pub(super) struct Fit {
    /// Wrong types.
    pub wrong: Vec<(Position, String)>,
    /// Broken constraints.
    pub broken: Vec<(Position, String)>,
}

pub(super) fn check(scope: &mut Scope<'_, '_>) {
    for shape in scope.shapes() {
        if let Some(value) = shape.traits.default_value() {
            default_value(scope, &shape.id, shape, None, value);
        }
        for member in shape.members() {
            let Some(target) = scope.model.target(member) else {
                continue;
            };
            match member.traits.default_value() {
                Some(value) => {
                    if !value.is_null() {
                        default_value(scope, &member.id, target, Some(member), value);
                    }
                    agreement(scope, member, target, value);
                }
                None => missing(scope, shape, member, target),
            }
        }
    }
}

/// A default on the target must be repeated on the member, or set to null there.
fn agreement(scope: &mut Scope<'_, '_>, member: &Member, target: &Shape, value: &Node) {
    let Some(common) = target.traits.default_value() else {
        return;
    };
    // The prelude's primitives only carry theirs for models that are upgraded.
    if target.id.is_prelude() || value.is_null() || value == common {
        return;
    }
    let message = format!("the default differs from that of `{}`", target.id);
    let help = "use the same value, or null for none; another default needs another target";
    scope.error(Code::DEFAULT_TARGET, value.position, &member.id, message, help);
}

fn missing(scope: &mut Scope<'_, '_>, shape: &Shape, member: &Member, target: &Shape) {
    let bound = shape.as_structure().is_some()
        && target.traits.has(DEFAULT)
        && !target.id.is_prelude()
        && !target.traits.has(crate::model::traits::STREAMING);
    if bound {
        let message = format!("`{}` has a default, but the member does not repeat it", target.id);
        let help = "add `smithy.api#default` to the member, with the same value or with null";
        scope.error(Code::DEFAULT_TARGET, member.position, &member.id, message, help);
    }
}

fn default_value(
    scope: &mut Scope<'_, '_>,
    id: &ShapeId,
    shape: &Shape,
    member: Option<&Member>,
    value: &Node,
) {
    let mut found = Fit::default();
    let empty_only = match &value.value {
        Value::Array(elements) => elements.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => true,
    };
    if empty_only || matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)) {
        fit(scope.model, shape, member, value, &mut found);
    } else {
        let reason = format!("the default of a {} is empty", shape.kind.name());
        found.wrong.push((value.position, reason));
    }
    for (position, reason) in found.wrong {
        let help = "correct the value; defaults of lists, maps and documents are empty ones";
        scope.error(Code::DEFAULT_TYPE, position, id, reason, help);
    }
    // A default may break a constraint if that is on purpose (model-validation.rst), and clients
    // do not send what is at its default, so this is no error.
    for (position, reason) in found.broken {
        let help = "correct the value or the constraint";
        scope.warning(Code::DEFAULT_CONSTRAINT, position, id, reason, help);
    }
}

/// Collects what of a value does not fit a shape (model.rst, "Trait node values"). `member` is the
/// one that targets the shape; its constraints come first. Values are at most as deep as JSON
/// texts may be.
pub(super) fn fit(
    model: &Model,
    shape: &Shape,
    member: Option<&Member>,
    value: &Node,
    found: &mut Fit,
) {
    let at = value.position;
    if let Some(expected) = expected_type(shape, value) {
        let reason = format!(
            "expected {expected} for a {}, but this is {}",
            shape.kind.name(),
            value.kind()
        );
        found.wrong.push((at, reason));
        return;
    }
    constraints(shape, member, value, found);
    match (&shape.kind, &value.value) {
        (ShapeKind::List(item), Value::Array(elements)) => {
            for element in elements {
                nested(model, shape, item, element, found);
            }
        }
        (ShapeKind::Map { key, value }, Value::Object(object)) => {
            for entry in object {
                let name = Node::new(Value::String(entry.key.clone()), entry.position);
                nested(model, shape, key, &name, found);
                nested(model, shape, value, &entry.value, found);
            }
        }
        (ShapeKind::Structure(members) | ShapeKind::Union(members), Value::Object(object)) => {
            for entry in object {
                match members.get(&entry.key) {
                    Some(member) => nested(model, shape, member, &entry.value, found),
                    None => found
                        .wrong
                        .push((entry.position, format!("there is no member `{}`", entry.key))),
                }
            }
            let is_union = matches!(shape.kind, ShapeKind::Union(_));
            if is_union && object.len() != 1 {
                found.wrong.push((at, "a union has exactly one member set".to_owned()));
            }
            for member in members.values().filter(|member| member.traits.required()) {
                if !is_union && object.get(&member.name).is_none() {
                    found.wrong.push((at, format!("the member `{}` is missing", member.name)));
                }
            }
        }
        _ => {}
    }
}

fn nested(model: &Model, shape: &Shape, member: &Member, value: &Node, found: &mut Fit) {
    if value.is_null() && shape.traits.has(SPARSE) {
        return;
    }
    if let Some(target) = model.target(member) {
        fit(model, target, Some(member), value, found);
    }
}

fn expected_type(shape: &Shape, value: &Node) -> Option<&'static str> {
    let text = value.as_str();
    let within = |low: i64, high: i64| value.as_i64().is_some_and(|at| (low..=high).contains(&at));
    let spelled = text.is_some_and(|text| Decimal::parse(text).is_some());
    let special = text.is_some_and(|text| ["NaN", "Infinity", "-Infinity"].contains(&text));
    let (fits, expected) = match &shape.kind {
        ShapeKind::Blob => (text.is_some(), "a base64 string"),
        ShapeKind::String | ShapeKind::Enum(_) => (text.is_some(), "a string"),
        ShapeKind::Boolean => (value.as_bool().is_some(), "true or false"),
        ShapeKind::Byte => (within(-128, 127), "an integer from -128 to 127"),
        ShapeKind::Short => (within(-32_768, 32_767), "an integer of 16 bits"),
        ShapeKind::Integer | ShapeKind::IntEnum(_) => {
            (within(i32::MIN.into(), i32::MAX.into()), "an integer of 32 bits")
        }
        ShapeKind::Long => (within(i64::MIN, i64::MAX), "an integer of 64 bits"),
        ShapeKind::BigInteger => {
            let integer = value.as_number().is_some_and(crate::model::Number::is_integer);
            (integer || spelled, "an integer")
        }
        ShapeKind::BigDecimal => (value.as_number().is_some() || spelled, "a number"),
        ShapeKind::Float | ShapeKind::Double => {
            (value.as_number().is_some() || special, "a number, \"NaN\" or \"Infinity\"")
        }
        ShapeKind::Timestamp => {
            (value.as_number().is_some() || text.is_some_and(is_date_time), "a timestamp")
        }
        ShapeKind::List(_) => (value.as_array().is_some(), "an array"),
        ShapeKind::Map { .. } | ShapeKind::Union(_) => (value.as_object().is_some(), "an object"),
        ShapeKind::Structure(_) => {
            (value.as_object().is_some() || value.as_bool() == Some(true), "an object")
        }
        _ => (true, ""),
    };
    (!fits).then_some(expected)
}

/// Whether the text looks like RFC 3339 in UTC; dates are not checked against the calendar.
fn is_date_time(text: &str) -> bool {
    let shape: String = text
        .chars()
        .map(|character| if character.is_ascii_digit() { '0' } else { character })
        .collect();
    let fraction =
        shape.strip_prefix("0000-00-00T00:00:00").and_then(|rest| rest.strip_suffix('Z'));
    fraction.is_some_and(|rest| {
        let digits = rest.strip_prefix('.').unwrap_or(rest);
        rest.is_empty()
            || (digits != rest && !digits.is_empty() && digits.chars().all(|d| d == '0'))
    })
}

fn constraints(shape: &Shape, member: Option<&Member>, value: &Node, found: &mut Fit) {
    let at = value.position;
    let traits = |id| {
        let own = member.map(|member| &member.traits).filter(|traits| traits.has(id));
        own.unwrap_or(&shape.traits)
    };
    let measured = matches!(
        shape.kind,
        ShapeKind::String | ShapeKind::Enum(_) | ShapeKind::List(_) | ShapeKind::Map { .. }
    );
    if let Some(length) = traits(LENGTH).length().filter(|_| measured) {
        let count = match &value.value {
            Value::String(text) => text.chars().count(),
            Value::Array(elements) => elements.len(),
            Value::Object(object) => object.len(),
            _ => 0,
        };
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        if length.min.is_some_and(|min| count < min) || length.max.is_some_and(|max| count > max) {
            found.broken.push((at, format!("the length {count} is outside the `length` allowed")));
        }
    }
    if let (Some(range), Some(number)) = (traits(RANGE).range(), value.as_number()) {
        let number = Decimal::parse(number.as_str());
        let bound = |bound: Option<crate::model::Number>| {
            bound.and_then(|bound| Decimal::parse(bound.as_str()))
        };
        let below = bound(range.min).is_some_and(|min| number.as_ref() < Some(&min));
        let above = bound(range.max).is_some_and(|max| number.as_ref() > Some(&max));
        if below || above {
            found.broken.push((at, "the value is outside the `range` allowed".to_owned()));
        }
    }
    if let ShapeKind::Enum(members) | ShapeKind::IntEnum(members) = &shape.kind {
        let known = members.values().any(|member| member.traits.get(ENUM_VALUE) == Some(value));
        if !known {
            found.wrong.push((at, format!("the value is none of `{}`", shape.id)));
        }
    }
    if let (Some(entries), Some(text)) =
        (shape.traits.get(ENUM).and_then(Node::as_array), value.as_str())
    {
        let known = |entry: &Node| entry.get("value").and_then(Node::as_str) == Some(text);
        if !entries.iter().any(known) {
            found.wrong.push((at, format!("the value is none of `{}`", shape.id)));
        }
    }
}
