//! Model and names become IR: every decision is made here, once.

mod auth;
mod constraints;
mod documentation;
mod events;
mod example;
mod literal;
mod naming;
mod nesting;
mod operations;
mod optionality;
mod pagination;
mod patterns;
mod recursion;
mod service;
mod shaping;
#[cfg(test)]
mod tests;
mod traits;
mod types;
mod usage;

use std::collections::HashSet;

use crate::diagnostic::Diagnostics;
use crate::ir::{MemberSchema, Package, Schema, SchemaKind, SchemaPath};
use crate::model::{Member, Model, Shape, ShapeId, ShapeKind};
use crate::Options;

pub(crate) use auth::HANDLED_AUTH_SCHEMES;
pub(crate) use service::{choose_service, PROTOCOLS};

/// What every decision looks at.
struct Context<'a> {
    model: &'a Model,
    service: &'a Shape,
    options: &'a Options,
    /// Whether the style speaks a protocol, and so has something that carries streams.
    speaks: bool,
    usage: usage::Usage<'a>,
    naming: naming::Naming,
    boxed: HashSet<ShapeId>,
    patterns: patterns::Patterns<'a>,
}

/// Decides everything about the crate of a service.
///
/// The model has been checked: where something is missing all the same, that part is left out.
/// Findings of this phase are pushed to `diagnostics`; `None` means that one of them is an error.
/// A service without a protocol that we speak is one only where `protocol_needed`.
#[must_use]
pub(crate) fn lower(
    model: &Model,
    service: &Shape,
    options: &Options,
    protocol_needed: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Package> {
    let closure: Vec<&Shape> = model.closure(&service.id);
    let protocol = service::protocol(model, service, protocol_needed, diagnostics);
    nesting::refuse_deep(model, &closure, diagnostics);
    let usage = usage::Usage::new(model, &service.id, &closure);
    let naming = naming::Naming::new(model, &service.id, &closure, &usage);
    let patterns = patterns::Patterns::new(model, &closure, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let boxed = recursion::boxed_members(model, &closure);
    let speaks = protocol_needed;
    let context = Context { model, service, options, speaks, usage, naming, boxed, patterns };
    events::report(&context, diagnostics);
    let schemas = described(model, &closure)
        .into_iter()
        .filter_map(|shape| schema(&context, shape))
        .collect();
    let types = closure.iter().filter_map(|shape| types::definition(&context, shape)).collect();
    let errors = closure.iter().filter_map(|shape| types::error(&context, shape)).collect();
    let operations = operations::operations(&context);
    let service = service::facts(&context, protocol?, &operations);
    let inside =
        if protocol_needed { "types, validation and a client" } else { "types and validation" };
    Some(Package {
        name: options.crate_name.clone(),
        library: options.crate_name.replace('-', "_"),
        version: options.crate_version.clone(),
        description: options
            .description
            .clone()
            .unwrap_or_else(|| format!("{}: {inside}.", service.plain_title)),
        license: options.license.clone(),
        repository: options.repository.clone(),
        runtime: options.runtime.clone().into(),
        service,
        schemas,
        types,
        errors,
        operations,
        type_names: context.naming.all_types().clone(),
        patterns: context.patterns.into_matchers(),
    })
}

/// The shapes that a type is made of, in the order of the model. What only an identifier or a
/// property of a resource is made of would be a static that nothing mentions.
fn described<'a>(model: &'a Model, closure: &[&'a Shape]) -> Vec<&'a Shape> {
    let types = closure
        .iter()
        .filter(|shape| matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)));
    let reached: HashSet<&str> =
        model.reach(types.map(|shape| &shape.id)).iter().map(|shape| shape.id.as_str()).collect();
    closure.iter().copied().filter(|shape| reached.contains(shape.id.as_str())).collect()
}

/// The schema of a shape that has no Rust type of its own.
fn schema(context: &Context<'_>, shape: &Shape) -> Option<Schema> {
    let name = context.naming.of_schema(&shape.id)?.0.strip_prefix("schema::")?.to_owned();
    let kind = match &shape.kind {
        ShapeKind::List(member) => SchemaKind::List(member_schema(context, member)?),
        ShapeKind::Map { key, value } => SchemaKind::Map {
            key: member_schema(context, key)?,
            value: member_schema(context, value)?,
        },
        kind => SchemaKind::Simple(simple_kind(kind)?),
    };
    Some(Schema { name, id: shape.id.to_string(), kind, traits: traits::of_shape(context, shape) })
}

/// A member's entry in the schema of its container.
fn member_schema(context: &Context<'_>, member: &Member) -> Option<MemberSchema> {
    let target = context.model.target(member)?;
    Some(MemberSchema {
        name: member.name.to_string(),
        target: schema_path(context, target)?,
        traits: traits::of_member(context, member, target),
    })
}

/// The static that describes a shape; shapes of the prelude have theirs in the runtime.
fn schema_path(context: &Context<'_>, shape: &Shape) -> Option<SchemaPath> {
    if let Some(path) = context.naming.of_schema(&shape.id) {
        return Some(path.clone());
    }
    let name = match &shape.kind {
        ShapeKind::Structure(_) => "Unit",
        kind => simple_kind(kind)?,
    };
    Some(SchemaPath(format!("runtime::prelude::{}", crate::names::constant(name))))
}

/// The variant of the runtime's `Kind` for a simple shape.
fn simple_kind(kind: &ShapeKind) -> Option<&'static str> {
    Some(match kind {
        ShapeKind::Blob => "Blob",
        ShapeKind::Boolean => "Boolean",
        ShapeKind::String => "String",
        ShapeKind::Byte => "Byte",
        ShapeKind::Short => "Short",
        ShapeKind::Integer => "Integer",
        ShapeKind::Long => "Long",
        ShapeKind::Float => "Float",
        ShapeKind::Double => "Double",
        ShapeKind::BigInteger => "BigInteger",
        ShapeKind::BigDecimal => "BigDecimal",
        ShapeKind::Timestamp => "Timestamp",
        ShapeKind::Document => "Document",
        _ => return None,
    })
}
