//! Values of enums (simple-types.rst, "enum" and "intEnum").

use std::collections::HashMap;

use super::Scope;
use crate::diagnostic::Code;
use crate::model::traits::ENUM_VALUE;
use crate::model::{EnumValue, Members, ShapeKind};

pub(super) fn check(scope: &mut Scope<'_, '_>) {
    for shape in scope.shapes() {
        match &shape.kind {
            ShapeKind::Enum(members) => values(scope, members, "a string"),
            ShapeKind::IntEnum(members) => values(scope, members, "a 32-bit integer"),
            _ => {}
        }
    }
}

fn values(scope: &mut Scope<'_, '_>, members: &Members, expected: &str) {
    let mut seen: HashMap<EnumValue, &str> = HashMap::new();
    for member in members.values() {
        let Some(applied) = member.traits.applied(ENUM_VALUE) else {
            let message = "a member of an intEnum has no value".to_owned();
            let help = "add the trait `smithy.api#enumValue`";
            scope.error(Code::ENUM_VALUES, member.position, &member.id, message, help);
            continue;
        };
        let value = member.traits.enum_value().filter(|value| {
            matches!(value, EnumValue::String(_)) == (expected == "a string")
                && *value != EnumValue::String(String::new())
        });
        let Some(value) = value else {
            let found = applied.value.kind();
            let message = format!("the value is {expected} that is not empty, but this is {found}");
            let help = "correct the value of `smithy.api#enumValue`";
            scope.error(Code::ENUM_VALUES, applied.position, &member.id, message, help);
            continue;
        };
        if let Some(other) = seen.insert(value, &member.name) {
            let message = format!("the member has the same value as `{other}`");
            let help = "give each member a value of its own";
            scope.error(Code::ENUM_VALUES, applied.position, &member.id, message, help);
        }
    }
}
