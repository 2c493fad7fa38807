//! The prefix that an operation puts before the host (endpoint-traits.rst, "endpoint trait").

use alloc::string::String;

use crate::protocol::EncodeError;
use crate::shape::{Shape, Structure, Value};

/// The prefix with the members that are its labels filled in.
pub(super) fn expand(pattern: &str, input: &dyn Structure) -> Result<String, EncodeError> {
    let mut prefix = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((literal, after)) = rest.split_once('{') {
        prefix.push_str(literal);
        let (name, after) = after.split_once('}').ok_or(BAD_PATTERN)?;
        push_label(&mut prefix, name, input)?;
        rest = after;
    }
    prefix.push_str(rest);
    Ok(prefix)
}

const BAD_PATTERN: EncodeError =
    EncodeError { member: "hostPrefix", reason: "is a pattern that names no member" };

fn push_label(prefix: &mut String, name: &str, input: &dyn Structure) -> Result<(), EncodeError> {
    let mut members = input.schema().members().iter().enumerate();
    let (index, member) = members.find(|(_, member)| member.name() == name).ok_or(BAD_PATTERN)?;
    let refused = |reason| EncodeError { member: member.name(), reason };
    let text = match input.member(index).map(Shape::get) {
        Some(Value::String(text)) if !text.is_empty() => text,
        _ => return Err(refused("must not be empty: it is a part of the host")),
    };
    // A dot or an escape could name another host than the one that the model means.
    if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return Err(refused(
            "must have letters, digits and hyphens only: it is a part of the host",
        ));
    }
    prefix.push_str(text);
    Ok(())
}
