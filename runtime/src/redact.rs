//! Debug output that shows no `sensitive` value.

use alloc::string::String;
use core::fmt::{self, Debug, Formatter};
use core::ops::ControlFlow;

use crate::schema::{Kind, Place};
use crate::shape::{Shape, Structure, Value};

/// What stands for a sensitive value.
pub const MASK: &str = "*** redacted ***";

/// Values nested deeper than this are left out: enough for any message, and no stack overflows.
const DEPTH: usize = 128;

/// Shows a structure as `derive(Debug)` would, with Rust's field names, sensitive values masked,
/// and without the `Some` around optional ones.
///
/// # Errors
/// Those of the formatter.
pub fn debug(value: &dyn Structure, f: &mut Formatter<'_>) -> fmt::Result {
    View { place: Place::from(value.schema()), value: Value::Structure(value), depth: DEPTH }.fmt(f)
}

/// A value at its place, with the number of levels that may still follow.
struct View<'a> {
    place: Place,
    value: Value<'a>,
    depth: usize,
}

impl Debug for View<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if matches!(self.value, Value::Absent) {
            return f.write_str("None");
        }
        if self.place.is_sensitive() {
            return MASK.fmt(f);
        }
        let Some(depth) = self.depth.checked_sub(1) else { return f.write_str("...") };
        match self.value {
            Value::Absent => f.write_str("None"),
            Value::Boolean(value) => value.fmt(f),
            Value::Integer(value) => value.fmt(f),
            Value::Float(value) => value.fmt(f),
            Value::Double(value) => value.fmt(f),
            Value::BigInteger(value) => Debug::fmt(value, f),
            Value::BigDecimal(value) => Debug::fmt(value, f),
            Value::String(value) => value.fmt(f),
            Value::Blob(value) => Debug::fmt(value, f),
            Value::Timestamp(value) => fmt::Display::fmt(&value, f),
            Value::Document(value) => Debug::fmt(value, f),
            Value::List(list) => {
                let mut output = f.debug_list();
                if let [member] = self.place.schema().members() {
                    for index in 0..list.len() {
                        let value = list.get(index).map_or(Value::Absent, Shape::get);
                        output.entry(&View { place: Place::from(member), value, depth });
                    }
                }
                output.finish()
            }
            Value::Map(map) => {
                let [key, member] = self.place.schema().members() else { return f.write_str("{}") };
                // A list of masks would still tell how many secrets there are and in which order.
                if key.is_sensitive() {
                    return MASK.fmt(f);
                }
                let mut output = f.debug_map();
                let _: ControlFlow<()> = map.visit(&mut |name, shape| {
                    output.entry(
                        &name,
                        &View { place: Place::from(member), value: shape.get(), depth },
                    );
                    ControlFlow::Continue(())
                });
                output.finish()
            }
            Value::Structure(structure) => debug_structure(structure, depth, f),
            #[cfg(feature = "http")]
            Value::Stream => f.write_str("Body"),
        }
    }
}

fn debug_structure(structure: &dyn Structure, depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
    let schema = structure.schema();
    let members = || {
        schema.members().iter().enumerate().map(|(index, member)| {
            let value = structure.member(index).map_or(Value::Absent, Shape::get);
            (member.name(), View { place: Place::from(member), value, depth })
        })
    };
    if schema.kind() == Kind::Union {
        if let Some(name) = structure.unknown() {
            return f.debug_tuple("Unknown").field(&name).finish();
        }
        return match members().find(|(_, view)| !matches!(view.value, Value::Absent)) {
            Some((name, view)) => f.debug_tuple(&variant_name(name)).field(&view).finish(),
            None => f.write_str(schema.name()),
        };
    }
    let mut output = f.debug_struct(schema.name());
    for (name, view) in members() {
        output.field(&field_name(name), &view);
    }
    output.finish()
}

/// `spaceName` and `SpaceName` as `space_name`, `vpcID` as `vpc_id`, `HTTPCode` as `http_code`.
fn field_name(name: &str) -> String {
    let mut result = String::new();
    let mut previous: Option<char> = None;
    let mut characters = name.chars().peekable();
    while let Some(character) = characters.next() {
        if character.is_ascii_uppercase() {
            let after_word = previous
                .is_some_and(|before| before.is_ascii_lowercase() || before.is_ascii_digit());
            let before_word = previous.is_some_and(|before| before.is_ascii_uppercase())
                && characters.peek().is_some_and(char::is_ascii_lowercase);
            if after_word || before_word {
                result.push('_');
            }
            result.push(character.to_ascii_lowercase());
        } else {
            result.push(if character == '-' || character == '.' { '_' } else { character });
        }
        previous = Some(character);
    }
    result
}

/// `stringValue` and `string_value` as `StringValue`.
fn variant_name(name: &str) -> String {
    let mut result = String::new();
    for word in name.split(['_', '-', '.']) {
        let mut characters = word.chars();
        result.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        result.push_str(characters.as_str());
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn member_names_become_names_of_rust() {
        for (member, field) in [
            ("spaceName", "space_name"),
            ("SpaceName", "space_name"),
            ("vpcID", "vpc_id"),
            ("HTTPCode", "http_code"),
            ("a", "a"),
            ("already_snake", "already_snake"),
            ("ipV4Address", "ip_v4_address"),
        ] {
            assert_eq!(field_name(member), field);
        }
        assert_eq!(variant_name("stringValue"), "StringValue");
        assert_eq!(variant_name("string_value"), "StringValue");
    }
}
