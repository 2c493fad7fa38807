//! Bounds that contradict themselves (constraint-traits.rst, "length trait" and "range trait").

use super::Scope;
use crate::diagnostic::{Code, Position};
use crate::model::decimal::Decimal;
use crate::model::traits::{LENGTH, RANGE};
use crate::model::{ShapeId, Traits};

pub(super) fn check(scope: &mut Scope<'_, '_>) {
    for shape in scope.shapes() {
        bounds(scope, &shape.id, &shape.traits);
        for member in shape.members() {
            bounds(scope, &member.id, &member.traits);
        }
    }
}

fn bounds(scope: &mut Scope<'_, '_>, id: &ShapeId, traits: &Traits) {
    if let Some(length) = traits.length() {
        let position = traits.applied(LENGTH).map_or(Position::NONE, |applied| applied.position);
        match (length.min, length.max) {
            (None, None) => no_bounds(scope, id, "length", position),
            (Some(min), Some(max)) if min > max => {
                crossed(scope, id, "length", &min.to_string(), &max.to_string(), position);
            }
            _ => {}
        }
    }
    if let Some(range) = traits.range() {
        let position = traits.applied(RANGE).map_or(Position::NONE, |applied| applied.position);
        match (range.min, range.max) {
            (None, None) => no_bounds(scope, id, "range", position),
            (Some(min), Some(max))
                if Decimal::parse(min.as_str()) > Decimal::parse(max.as_str()) =>
            {
                crossed(scope, id, "range", min.as_str(), max.as_str(), position);
            }
            _ => {}
        }
    }
}

fn no_bounds(scope: &mut Scope<'_, '_>, id: &ShapeId, name: &str, position: Position) {
    let message = format!("`{name}` has neither `min` nor `max`");
    scope.error(Code::TRAIT_VALUE, position, id, message, "give at least one of the two");
}

fn crossed(
    scope: &mut Scope<'_, '_>,
    id: &ShapeId,
    name: &str,
    min: &str,
    max: &str,
    position: Position,
) {
    let message = format!("`{name}` has the minimum {min} above its maximum {max}");
    let help = "swap or correct the bounds; no value satisfies them";
    scope.error(Code::BOUNDS_ORDER, position, id, message, help);
}
