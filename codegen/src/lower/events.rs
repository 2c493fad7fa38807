//! Streams of events (streaming.rst, "Event streams"): where they are, which errors end them, and
//! what of them is not carried.

use std::collections::HashSet;

use super::Context;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{AuthScheme, Role, TypeName};
use crate::model::traits::STREAMING;
use crate::model::{Member, Shape, ShapeKind};

/// Whether the shape is the union of a stream's events.
pub(super) fn is_stream(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Union(_)) && shape.traits.has(STREAMING)
}

/// Whether a field is made for the member: not for a stream in a crate that sends nothing, since a
/// stream is a way to send and receive, not a value.
pub(super) fn has_field(context: &Context<'_>, member: &Member) -> bool {
    context.speaks || !context.model.target(member).is_some_and(is_stream)
}

/// The streams among the members of a structure.
fn streams<'a>(
    context: &Context<'a>,
    structure: &'a Shape,
) -> impl Iterator<Item = (&'a Member, &'a Shape)> {
    let model = context.model;
    structure
        .members()
        .filter_map(move |member| Some((member, model.target(member)?)))
        .filter(|(_, target)| is_stream(target))
}

/// The errors that the streams of an operation list, which end its calls like its own errors.
pub(super) fn errors<'a>(context: &Context<'a>, operation: &Shape) -> Vec<&'a Shape> {
    let Some(facts) = operation.as_operation() else { return Vec::new() };
    let Some(output) = context.model.get(&facts.output.target) else { return Vec::new() };
    streams(context, output)
        .flat_map(|(_, union)| union.members())
        .filter_map(|event| context.model.target(event))
        .filter(|event| event.traits.error().is_some())
        .collect()
}

/// The type of the errors that end a stream of this structure: those of its operation, or of the
/// service where the structure belongs to several. A request's stream has none.
pub(super) fn error_type(context: &Context<'_>, shape: &Shape, role: Role) -> Option<TypeName> {
    if role == Role::Request || !context.usage.in_responses(&shape.id) {
        return None;
    }
    let (name, home) = match context.usage.owner(&shape.id) {
        Some(owner) => {
            let names = context.naming.of_operation(&owner.operation.id)?;
            (names.error.clone(), format!("operation::{}", names.module))
        }
        None => ("Error".to_owned(), "error".to_owned()),
    };
    Some(TypeName { name, file: home.clone(), home })
}

/// Says what is not carried.
pub(super) fn report(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for operation in context.model.operations_of(&context.service.id) {
        let Some(facts) = operation.as_operation() else { continue };
        let signed = context.speaks && is_signed(context, operation);
        for (reference, is_input) in [(&facts.input, true), (&facts.output, false)] {
            let Some(structure) = context.model.get(&reference.target) else { continue };
            for (member, _) in streams(context, structure) {
                let (message, help) = if !context.speaks {
                    (
                        "the stream of events is left out: the style makes types and carries nothing",
                        "the types of the events are there; the style `client` carries them",
                    )
                } else if is_input && signed {
                    (
                        "the events are sent without signatures",
                        "the request is signed and its events are not: a service that insists refuses them",
                    )
                } else {
                    continue;
                };
                if seen.insert(&member.id) {
                    diagnostics.push(
                        Diagnostic::warning(Code::EVENTS, message)
                            .at(context.model.location(member.position))
                            .shape(&member.id)
                            .help(help),
                    );
                }
            }
        }
    }
}

/// Whether there is no other way to call than with signatures.
fn is_signed(context: &Context<'_>, operation: &Shape) -> bool {
    let auth = super::auth::of_operation(context, operation);
    let schemes = auth.schemes.unwrap_or_else(|| super::auth::of_service(context.service));
    !schemes.is_empty() && schemes.iter().all(|scheme| matches!(scheme, AuthScheme::SigV4 { .. }))
}
