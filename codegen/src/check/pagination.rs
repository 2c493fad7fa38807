//! Pagination (behavior-traits.rst, "paginated trait").

use super::Scope;
use crate::diagnostic::{Code, Position};
use crate::model::traits::PAGINATED;
use crate::model::{Member, Operation, Paginated, Shape, ShapeKind};

pub(super) fn check(scope: &mut Scope<'_, '_>) {
    if scope.services.is_empty() {
        for (shape, operation) in scope.operations() {
            if let Some(own) = shape.traits.paginated() {
                members(scope, shape, operation, &own, false);
            }
        }
    }
    for service in scope.services.clone() {
        for shape in scope.model.operations_of(&service.id) {
            let merged = scope.model.merged_pagination(&service.id, shape);
            if let (Some(merged), Some(operation)) = (merged, shape.as_operation()) {
                members(scope, shape, operation, &merged, true);
            }
        }
    }
}

fn members(
    scope: &mut Scope<'_, '_>,
    shape: &Shape,
    operation: &Operation,
    paginated: &Paginated,
    complete: bool,
) {
    let at = shape.traits.applied(PAGINATED).map_or(Position::NONE, |applied| applied.position);
    let names = [("inputToken", &paginated.input_token), ("outputToken", &paginated.output_token)];
    for (property, name) in names {
        if complete && name.is_none() {
            let message = format!("neither the operation nor the service says `{property}`");
            let help = "add it to one of the two `paginated` traits";
            scope.error(Code::PAGINATION, at, &shape.id, message, help);
        }
    }
    if let Some(name) = &paginated.input_token {
        if let Some(member) = input(scope, shape, operation, "inputToken", name, at) {
            if member.traits.required() {
                let message =
                    format!("the token `{name}` is required, but the first page has none");
                let help = "remove `smithy.api#required` from the member";
                scope.error(Code::PAGINATION, at, &member.id, message, help);
            }
            token(scope, shape, member, at);
        }
    }
    if let Some(path) = &paginated.output_token {
        if let Some(member) = output(scope, shape, operation, "outputToken", path, at) {
            token(scope, shape, member, at);
        }
    }
    if let Some(path) = &paginated.items {
        let member = output(scope, shape, operation, "items", path, at);
        let kind = member.and_then(|member| scope.model.target(member)).map(|found| &found.kind);
        if kind.is_some_and(|kind| !matches!(kind, ShapeKind::List(_) | ShapeKind::Map { .. })) {
            let message = format!("`items` names `{path}`, which is neither a list nor a map");
            scope.error(Code::PAGINATION, at, &shape.id, message, "name a list or map");
        }
    }
    if let Some(name) = &paginated.page_size {
        let member = input(scope, shape, operation, "pageSize", name, at);
        let kind = member.and_then(|member| scope.model.target(member)).map(|found| &found.kind);
        if kind.is_some_and(|kind| !kind.is_integer()) {
            let message = format!("`pageSize` names `{name}`, which is not an integer");
            scope.warning(Code::PAGINATION, at, &shape.id, message, "name an integer");
        }
    }
}

fn token(scope: &mut Scope<'_, '_>, shape: &Shape, member: &Member, at: Position) {
    let Some(target) = scope.model.target(member) else {
        return;
    };
    if !target.kind.is_string() {
        let message =
            format!("the token `{}` is a {}, not a string", member.name, target.kind.name());
        scope.warning(Code::PAGINATION, at, &shape.id, message, "target a string");
    }
}

fn input<'a>(
    scope: &mut Scope<'a, '_>,
    shape: &Shape,
    operation: &Operation,
    property: &str,
    name: &str,
    at: Position,
) -> Option<&'a Member> {
    let input = scope.model.get(&operation.input.target)?;
    let member = input.member(name);
    if member.is_none() {
        let message = format!("`{property}` names `{name}`, but `{}` has no such member", input.id);
        let help = "correct the name; paths are only allowed into the output";
        scope.error(Code::PAGINATION, at, &shape.id, message, help);
    }
    member
}

fn output<'a>(
    scope: &mut Scope<'a, '_>,
    shape: &Shape,
    operation: &Operation,
    property: &str,
    path: &str,
    at: Position,
) -> Option<&'a Member> {
    let mut current = scope.model.get(&operation.output.target)?;
    let mut found = None;
    for name in path.split('.') {
        let member = Some(current).filter(|at| at.as_structure().is_some());
        let Some(member) = member.and_then(|structure| structure.member(name)) else {
            let message =
                format!("`{property}` names `{path}`, but `{}` has no member `{name}`", current.id);
            let help = "correct the path; it leads from the output structure inwards";
            scope.error(Code::PAGINATION, at, &shape.id, message, help);
            return None;
        };
        found = Some(member);
        current = scope.model.target(member)?;
    }
    found
}
