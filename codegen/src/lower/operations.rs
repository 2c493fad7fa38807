//! Operations.

use super::naming::{OperationNames, UNIT};
use super::types::{deprecated, describe, structure};
use super::{constraints, documentation, events, example, pagination, Context};
use crate::ir::{ErrorVariant, Message, Operation, Role, Safety, Stage, Structure, TypeName};
use crate::model::traits::{IDEMPOTENT, READONLY};
use crate::model::uri::Segment;
use crate::model::{Http, Reference, Shape};
use crate::names::{self, Scope, Separator};

/// The operations of the service, resource-bound ones included, in the order of the model.
pub(super) fn operations(context: &Context<'_>) -> Vec<Operation> {
    let operations = context.model.operations_of(&context.service.id);
    operations.into_iter().filter_map(|shape| operation(context, shape)).collect()
}

fn operation(context: &Context<'_>, shape: &Shape) -> Option<Operation> {
    let facts = shape.as_operation()?;
    let names = context.naming.of_operation(&shape.id)?;
    let http = shape.traits.http();
    let mut request = message(context, &facts.input, names, Role::Request)?;
    if let Message::Own(structure) = &mut request {
        structure.documentation = request_documentation(context, shape, structure);
    }
    let stages = stages(request.structure(), http.as_ref());
    let (Message::Own(structure) | Message::Shared(structure)) = &mut request;
    // Constructors ask in the order of the builder.
    structure.required = stages.iter().map(|stage| stage.field).collect();
    let response = message(context, &facts.output, names, Role::Response)?;
    let text = describe(&shape.traits);
    let name = context.model.name_in(&context.service.id, &shape.id).to_owned();
    Some(Operation {
        module: names.module.clone(),
        method: names.method.clone(),
        builder: names.builder.clone(),
        error: names.error.clone(),
        summary: summary(&text, &name),
        documentation: text,
        deprecated: deprecated(&shape.traits),
        http: http.map(|http| (http.method.clone(), uri_text(shape), http.code)),
        safety: safety(shape),
        auth: super::auth::of_operation(context, shape),
        shaping: super::shaping::of_operation(shape),
        errors: errors(context, shape),
        pagination: pagination::pagination(context, shape),
        example: example::stages(context, request.structure(), &stages),
        request,
        response,
        stages,
        name,
    })
}

/// The URI pattern as the model writes it: the checks have parsed it.
fn uri_text(shape: &Shape) -> String {
    let uri = shape.traits.get(crate::model::traits::HTTP).and_then(|node| node.get("uri"));
    uri.and_then(|node| node.as_str()).unwrap_or_default().to_owned()
}

fn safety(shape: &Shape) -> Safety {
    if shape.traits.has(READONLY) {
        Safety::Readonly
    } else if shape.traits.has(IDEMPOTENT) {
        Safety::Idempotent
    } else {
        Safety::Unsafe
    }
}

fn summary(documentation: &str, name: &str) -> String {
    if documentation.is_empty() {
        format!("The operation {}.", documentation::code(name))
    } else {
        documentation::summary(documentation)
    }
}

fn message(
    context: &Context<'_>,
    reference: &Reference,
    names: &OperationNames,
    role: Role,
) -> Option<Message> {
    let shape = context.model.get(&reference.target)?;
    let made = if role == Role::Request { &names.made_input } else { &names.made_output };
    if let Some(name) = made {
        return Some(Message::Own(made_structure(context, shape, names, role, name)));
    }
    let name = context.naming.of_type(&shape.id)?.clone();
    let shared = context.usage.owner(&shape.id).is_none();
    let structure = structure(context, shape, name, role);
    Some(if shared { Message::Shared(structure) } else { Message::Own(structure) })
}

/// A structure that the model does not have for this operation alone: one without members in place
/// of `Unit`, so that members can be added without breaking callers, or a request with the members
/// of an input that has other uses.
fn made_structure(
    context: &Context<'_>,
    shape: &Shape,
    names: &OperationNames,
    role: Role,
    name: &str,
) -> Structure {
    let home = format!("operation::{}", names.module);
    let name = TypeName { name: name.to_owned(), file: home.clone(), home };
    let (schema, words) = match role {
        Role::Request => ("REQUEST", "This request has no members."),
        _ => ("RESPONSE", "This response has no members."),
    };
    let mut made = structure(context, shape, name, role);
    schema.clone_into(&mut made.schema);
    if shape.id.as_str() == UNIT {
        words.clone_into(&mut made.documentation);
    }
    made
}

/// The stages of the builder: required members in the order of the URI, then of the model.
fn stages(request: &Structure, http: Option<&Http>) -> Vec<Stage> {
    let position = |index: &usize| {
        let name = request.fields.get(*index).map(|field| field.schema.name.as_str())?;
        let segments = http.map(|http| &http.uri.segments)?;
        segments.iter().position(|segment| matches!(segment, Segment::Label(label) | Segment::GreedyLabel(label) if **label == *name))
    };
    let mut order = request.required.clone();
    order.sort_by_key(|index| (position(index).unwrap_or(usize::MAX), *index));
    let mut scope = Scope::default();
    order
        .into_iter()
        .filter_map(|index| {
            let field = request.fields.get(index)?;
            let name = scope.take(
                &format!("Needs{}", names::upper_camel(&field.plain_name)),
                Separator::Nothing,
            );
            Some(Stage { name, field: index })
        })
        .collect()
}

fn errors(context: &Context<'_>, shape: &Shape) -> Vec<ErrorVariant> {
    let mut scope = Scope::with(["Other"]);
    let mut errors = context.model.errors_of(&context.service.id, &shape.id);
    for error in events::errors(context, shape) {
        if errors.iter().all(|known| known.id != error.id) {
            errors.push(error);
        }
    }
    errors
        .into_iter()
        .filter_map(|error| {
            let kind = context.naming.of_type(&error.id)?.clone();
            let stem = ["Exception", "Error", "Fault"]
                .iter()
                .find_map(|ending| kind.name.strip_suffix(ending));
            let stem = stem.filter(|stem| !stem.is_empty()).unwrap_or(&kind.name);
            let variant = scope.take(&names::type_name(stem), Separator::Nothing);
            let server = error.traits.error() == Some(crate::model::ErrorKind::Server);
            Some(ErrorVariant {
                predicate: format!("is_{}", names::snake(&variant)),
                code: error.id.name().to_owned(),
                status: error.traits.http_error().unwrap_or(if server { 500 } else { 400 }),
                summary: summary(&describe(&error.traits), &kind.name),
                variant,
                kind,
            })
        })
        .collect()
}

/// What the request is, and a table of its members' constraints.
fn request_documentation(context: &Context<'_>, operation: &Shape, request: &Structure) -> String {
    let mut text = request.documentation.clone();
    if text.is_empty() {
        text = format!("The request of {}.", documentation::code(operation.id.name()));
    }
    let Some(shape) =
        operation.as_operation().and_then(|facts| context.model.get(&facts.input.target))
    else {
        return text;
    };
    let rows: Vec<String> = shape
        .members()
        .filter_map(|member| {
            let cell = constraints::cell(context, member, context.model.target(member)?);
            let field = request.fields.iter().find(|field| field.schema.name == *member.name)?;
            (!cell.is_empty()).then(|| format!("| `{}` | {cell} |", field.plain_name))
        })
        .collect();
    if !rows.is_empty() {
        constraints::paragraph(
            &mut text,
            &format!("| member | constraints |\n|---|---|\n{}", rows.join("\n")),
        );
    }
    text
}
