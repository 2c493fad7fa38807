//! Sample values for examples in the documentation.

use super::Context;
use crate::ir::{Presence, Stage, Structure, Type};
use crate::model::{Member, Shape, ShapeKind};

/// How deep samples of structures nest before an example gives up.
const MAX_DEPTH: usize = 6;

/// The setter calls of an example: each stage with a sample value, as Rust text.
///
/// Empty if a member has no short sample, and then the example shows no call.
pub(super) fn stages(
    context: &Context<'_>,
    request: &Structure,
    stages: &[Stage],
) -> Vec<(String, String)> {
    let calls: Option<Vec<(String, String)>> = stages
        .iter()
        .map(|stage| {
            let field = request.fields.get(stage.field)?;
            let member = context.model.lookup(&request.id)?.member(&field.schema.name)?;
            let target = context.model.target(member)?;
            Some((
                field.setter.clone(),
                argument(context, &field.plain_name, &field.kind, member, target, MAX_DEPTH)?,
            ))
        })
        .collect();
    calls.unwrap_or_default()
}

/// A sample as an argument of a setter, which converts what can be converted.
fn argument(
    context: &Context<'_>,
    name: &str,
    kind: &Type,
    member: &Member,
    target: &Shape,
    depth: usize,
) -> Option<String> {
    let library = context.options.crate_name.replace('-', "_");
    let depth = depth.checked_sub(1)?;
    Some(match kind {
        Type::Boxed(inner) => argument(context, name, inner, member, target, depth)?,
        Type::Boolean => "true".to_owned(),
        Type::Byte | Type::Short | Type::Integer | Type::Long => number(member, target),
        Type::Float | Type::Double => format!("{}.0", number(member, target)),
        Type::BigInteger => format!("{library}::BigInteger::from(1)"),
        Type::BigDecimal => format!("{library}::BigDecimal::from(1)"),
        Type::String => format!("{:?}", text(name, member, target)),
        Type::Blob => "\"example\"".to_owned(),
        Type::Timestamp => format!("{library}::Timestamp::EPOCH"),
        Type::Document => format!("{library}::Document::Null"),
        Type::Stream => format!("{library}::Body::default()"),
        Type::EventStream { .. } => format!("{library}::EventStream::new()"),
        Type::Unit => format!("{library}::Unit"),
        Type::Enumeration(_) => enumeration(target)?,
        Type::Aggregate(type_name) => {
            let ShapeKind::Structure(_) = target.kind else { return None };
            let structure =
                super::types::structure(context, target, type_name.clone(), crate::ir::Role::Input);
            let arguments: Option<Vec<String>> = structure
                .required
                .iter()
                .filter_map(|index| structure.fields.get(*index))
                .filter(|field| field.presence == Presence::Required)
                .map(|field| {
                    let member = target.member(&field.schema.name)?;
                    argument(
                        context,
                        &field.plain_name,
                        &field.kind,
                        member,
                        context.model.target(member)?,
                        depth,
                    )
                })
                .collect();
            format!(
                "{library}::{}::{}::new({})",
                type_name.home,
                type_name.name,
                arguments?.join(", ")
            )
        }
        Type::List { item, sparse: false } => {
            let ShapeKind::List(entry) = &target.kind else { return None };
            let entry_target = context.model.target(entry)?;
            format!("[{}]", argument(context, name, item, entry, entry_target, depth)?)
        }
        Type::Map { key, value, sparse: false } => {
            let ShapeKind::Map { key: key_member, value: value_member } = &target.kind else {
                return None;
            };
            let key = argument(
                context,
                "key",
                key,
                key_member,
                context.model.target(key_member)?,
                depth,
            )?;
            let value = argument(
                context,
                "value",
                value,
                value_member,
                context.model.target(value_member)?,
                depth,
            )?;
            format!("[({key}, {value})]")
        }
        Type::List { .. } | Type::Map { .. } => return None,
    })
}

/// The least allowed number from 1 up.
fn number(member: &Member, target: &Shape) -> String {
    let range = member.traits.range().or_else(|| target.traits.range());
    let min = range.and_then(|range| range.min.as_ref().and_then(crate::model::Number::as_i64));
    min.unwrap_or(1).max(1).to_string()
}

/// A text that looks like one of its kind. It is compiled, not sent.
fn text(name: &str, member: &Member, target: &Shape) -> String {
    let pattern = member.traits.pattern().or_else(|| target.traits.pattern()).unwrap_or_default();
    if pattern.contains("{8}-") {
        "3f2b9c1e-5a47-4d0c-9e8a-6b1d2c3f4a5b".to_owned()
    } else if pattern.starts_with("^arn:") || pattern.starts_with("arn:") {
        "arn:aws:service:us-east-1:111122223333:resource/example".to_owned()
    } else {
        format!("example-{}", name.replace('_', "-"))
    }
}

fn enumeration(target: &Shape) -> Option<String> {
    let first = target.members().next()?;
    Some(match first.traits.enum_value() {
        Some(crate::model::EnumValue::String(value)) => format!("{value:?}"),
        Some(crate::model::EnumValue::Integer(value)) => value.to_string(),
        None => format!("{:?}", first.name),
    })
}
