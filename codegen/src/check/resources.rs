//! Resources: containment, identifiers and lifecycle (service-types.rst, "Resource").

use std::collections::HashMap;

use super::Scope;
use crate::diagnostic::Code;
use crate::model::traits::{IDEMPOTENT, READONLY, RESOURCE_IDENTIFIER};
use crate::model::{Member, Node, Reference, Resource, Shape};

pub(super) fn check(scope: &mut Scope<'_, '_>) {
    containment(scope);
    for shape in scope.shapes() {
        let Some(resource) = shape.as_resource().filter(|_| !shape.is_mixin()) else {
            continue;
        };
        for reference in &resource.resources {
            child(scope, shape, resource, reference);
        }
        let instance = [&resource.put, &resource.read, &resource.update, &resource.delete];
        let instance = instance.into_iter().flatten().chain(&resource.operations);
        for reference in instance {
            instance_operation(scope, shape, resource, reference);
        }
        for reference in [&resource.create, &resource.list].into_iter().flatten() {
            collection_operation(scope, shape, resource, reference);
        }
        for reference in &resource.collection_operations {
            collection_operation(scope, shape, resource, reference);
        }
        lifecycle(scope, shape, resource);
    }
}

/// No resource contains itself: whatever is left once all resources without contained ones are
/// taken away, again and again, does.
fn containment(scope: &mut Scope<'_, '_>) {
    let mut open: HashMap<&str, usize> = HashMap::new();
    let mut containers: HashMap<&str, Vec<&Shape>> = HashMap::new();
    let mut todo: Vec<&Shape> = Vec::new();
    let shapes = scope.shapes();
    for shape in &shapes {
        let Some(resource) = shape.as_resource() else {
            continue;
        };
        let inner = resource.resources.iter().filter_map(|at| scope.model.get(&at.target));
        let mut count = 0;
        for contained in inner.filter(|contained| contained.as_resource().is_some()) {
            containers.entry(contained.id.as_str()).or_default().push(shape);
            count += 1;
        }
        open.insert(shape.id.as_str(), count);
        if count == 0 {
            todo.push(shape);
        }
    }
    while let Some(done) = todo.pop() {
        for container in containers.remove(done.id.as_str()).unwrap_or_default() {
            let Some(count) = open.get_mut(container.id.as_str()) else {
                continue;
            };
            *count = count.saturating_sub(1);
            if *count == 0 {
                todo.push(container);
            }
        }
    }
    for shape in shapes {
        if open.get(shape.id.as_str()).is_some_and(|count| *count > 0) {
            let message = "the resource contains itself, or one that does".to_owned();
            let help = "remove one of the bindings in `resources` on the way";
            scope.error(Code::RESOURCE_CYCLE, shape.position, &shape.id, message, help);
        }
    }
}

/// A contained resource has all identifiers of its container (service-types.rst, "Resource
/// identifiers").
fn child(scope: &mut Scope<'_, '_>, shape: &Shape, resource: &Resource, reference: &Reference) {
    let Some(inner) = scope.model.get(&reference.target).and_then(Shape::as_resource) else {
        return;
    };
    for (name, identifier) in &resource.identifiers {
        let same = inner.identifiers.get(name).is_some_and(|own| own.target == identifier.target);
        if !same {
            let message = format!(
                "`{}` does not have the identifier `{name}` of the resource that contains it",
                reference.target
            );
            let help = "add the identifier with the same target";
            let at = reference.position;
            scope.error(Code::RESOURCE_IDENTIFIERS, at, &shape.id, message, help);
        }
    }
}

/// Whether a member provides an identifier: by its name, or by the `resourceIdentifier` trait.
fn provides(member: &Member, name: &str, identifier: &Reference) -> bool {
    let explicit = member.traits.get(RESOURCE_IDENTIFIER).and_then(Node::as_str);
    let named = explicit.map_or(member.name.as_ref() == name, |explicit| explicit == name);
    named && member.target == identifier.target && member.traits.required()
}

fn provided(scope: &Scope<'_, '_>, operation: &Reference, name: &str, by: &Reference) -> bool {
    let operation = scope.model.get(&operation.target).and_then(Shape::as_operation);
    let input = operation.and_then(|operation| scope.model.get(&operation.input.target));
    input.is_none_or(|input| input.members().any(|member| provides(member, name, by)))
}

fn instance_operation(
    scope: &mut Scope<'_, '_>,
    shape: &Shape,
    resource: &Resource,
    reference: &Reference,
) {
    for (name, identifier) in &resource.identifiers {
        if !provided(scope, reference, name, identifier) {
            let message = format!(
                "the input of `{}` has no required member `{name}` that targets `{}`",
                reference.target, identifier.target
            );
            let help = "an operation on one resource names it: add the member, or mark another \
                        with `smithy.api#resourceIdentifier`";
            let at = reference.position;
            scope.error(Code::RESOURCE_IDENTIFIERS, at, &shape.id, message, help);
        }
    }
}

/// An operation on all resources cannot name a single one (service-types.rst, "Collection
/// operations").
fn collection_operation(
    scope: &mut Scope<'_, '_>,
    shape: &Shape,
    resource: &Resource,
    reference: &Reference,
) {
    let has_input = scope
        .model
        .get(&reference.target)
        .and_then(Shape::as_operation)
        .and_then(|operation| scope.model.get(&operation.input.target))
        .is_some_and(|input| input.members().next().is_some());
    let all = has_input
        && !resource.identifiers.is_empty()
        && resource
            .identifiers
            .iter()
            .all(|(name, identifier)| provided(scope, reference, name, identifier));
    if all {
        let message = format!(
            "the input of `{}` names one resource, but the operation is on all",
            reference.target
        );
        let help = "bind it under `operations`, or make one of the identifiers optional";
        let at = reference.position;
        scope.error(Code::RESOURCE_IDENTIFIERS, at, &shape.id, message, help);
    }
}

fn lifecycle(scope: &mut Scope<'_, '_>, shape: &Shape, resource: &Resource) {
    for (name, reference) in resource.lifecycle() {
        let Some(operation) = scope.model.get(&reference.target) else {
            continue;
        };
        let (needed, trait_name) = match name {
            "read" | "list" => (READONLY, "readonly"),
            "put" | "delete" => (IDEMPOTENT, "idempotent"),
            _ => continue,
        };
        if operation.as_operation().is_some() && !operation.traits.has(needed) {
            let message = format!("the `{name}` operation `{}` is not {trait_name}", operation.id);
            let help = format!("add the trait `{needed}` to the operation");
            scope.error(Code::LIFECYCLE, reference.position, &shape.id, message, &help);
        }
    }
}
