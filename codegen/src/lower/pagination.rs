//! How the pages of a list are walked (Smithy 2.0, "paginated").

use super::types::type_of;
use super::Context;
use crate::ir::{Items, Pagination, StepInto};
use crate::model::traits::SPARSE;
use crate::model::{PaginationPath, Shape, ShapeKind};

/// What the `paginated` trait of an operation says, merged with the service's.
pub(super) fn pagination(context: &Context<'_>, operation: &Shape) -> Option<Pagination> {
    let facts = context.model.pagination(&context.service.id, &operation.id)?;
    Some(Pagination {
        input_token: facts.input_token.name.to_string(),
        output_token: facts
            .output_token
            .members
            .iter()
            .map(|member| member.name.to_string())
            .collect(),
        items: facts.items.and_then(|path| items(context, operation, &path)),
    })
}

/// The entries of a page: those of a list, or the pairs of a map. Sparse ones stay with the pages,
/// since an absent entry is no item.
fn items(context: &Context<'_>, operation: &Shape, path: &PaginationPath<'_>) -> Option<Items> {
    let target = context.model.target(path.last()?)?;
    if target.traits.has(SPARSE) {
        return None;
    }
    let (key, item) = match &target.kind {
        ShapeKind::List(member) => (None, context.model.target(member)?),
        ShapeKind::Map { key, value } => (
            Some(type_of(context, context.model.target(key)?, false)?),
            context.model.target(value)?,
        ),
        _ => return None,
    };
    Some(Items {
        item: type_of(context, item, false)?,
        key,
        path: steps(context, operation, path)?,
    })
}

/// The way through the generated fields, which have names and options of their own.
fn steps(
    context: &Context<'_>,
    operation: &Shape,
    path: &PaginationPath<'_>,
) -> Option<Vec<StepInto>> {
    let mut container = context.model.get(&operation.as_operation()?.output.target)?;
    let mut steps = Vec::new();
    for member in &path.members {
        let name = context.naming.of_type(&container.id)?.clone();
        let structure = super::types::structure(context, container, name, crate::ir::Role::Output);
        let field = structure.fields.iter().find(|field| field.schema.name == *member.name)?;
        steps.push(StepInto {
            field: field.name.clone(),
            optional: field.presence == crate::ir::Presence::Optional,
        });
        container = context.model.target(member)?;
    }
    Some(steps)
}
