//! What holds of a whole service: bindings, names, renames, inputs and outputs (service-types.rst,
//! "Service closure"; type-refinement-traits.rst, "input trait" and "output trait").

use std::collections::{HashMap, HashSet};

use super::Scope;
use crate::diagnostic::Code;
use crate::model::traits::{INPUT, OUTPUT};
use crate::model::{is_identifier, Model, Shape, ShapeKind};

pub(super) fn check(scope: &mut Scope<'_, '_>) {
    for service in scope.services.clone() {
        bound_twice(scope, service);
        names(scope, service);
        renames(scope, service);
    }
    dedicated(scope);
}

/// Within a service each operation and resource is bound once (service-types.rst, "Service
/// closure").
fn bound_twice(scope: &mut Scope<'_, '_>, service: &Shape) {
    let mut operations: HashMap<&str, &Shape> = HashMap::new();
    for binding in scope.model.bindings_of(&service.id) {
        let target = binding.operation.target.as_str();
        if let Some(first) = operations.insert(target, binding.container) {
            let message = format!("`{target}` is bound to `{}` already", first.id);
            let help = "keep one of the bindings";
            let at = binding.operation.position;
            scope.error(Code::BOUND_TWICE, at, &binding.container.id, message, help);
        }
    }
    let mut resources: HashMap<&str, &Shape> = HashMap::new();
    let inner = scope.model.resources_of(&service.id);
    for container in std::iter::once(service).chain(inner) {
        let bound = match &container.kind {
            ShapeKind::Service(service) => &service.resources,
            ShapeKind::Resource(resource) => &resource.resources,
            _ => continue,
        };
        for reference in bound {
            if let Some(first) = resources.insert(reference.target.as_str(), container) {
                let message = format!("`{}` is bound to `{}` already", reference.target, first.id);
                let help = "keep one of the bindings";
                scope.error(Code::BOUND_TWICE, reference.position, &container.id, message, help);
            }
        }
    }
}

/// Names in a closure differ by more than case, simple types and lists of them aside if they are
/// the same (service-types.rst, "Shape types allowed to conflict in a closure").
fn names(scope: &mut Scope<'_, '_>, service: &Shape) {
    let mut seen: HashMap<String, &Shape> = HashMap::new();
    for shape in scope.model.closure(&service.id) {
        if shape.id.is_prelude() {
            continue;
        }
        let name = scope.model.name_in(&service.id, &shape.id);
        let Some(other) = seen.insert(name.to_lowercase(), shape) else {
            continue;
        };
        if same(scope.model, shape, other) {
            continue;
        }
        let message =
            format!("`{}` and `{}` have the same name in `{}`", other.id, shape.id, service.id);
        let help = if shape.kind.is_service_type() {
            "rename one of the two in the model; operations, resources and services cannot be \
             given another name by `rename`"
        } else {
            "give one of the two another name with `rename` in the service"
        };
        scope.error(Code::NAME_CONFLICT, shape.position, &shape.id, message, help);
    }
}

/// Whether two shapes may share a name. Lists are compared by what they hold, one level at a time.
fn same(model: &Model, one: &Shape, two: &Shape) -> bool {
    let (mut one, mut two) = (one, two);
    let mut seen: HashSet<&str> = HashSet::new();
    loop {
        let traits = |shape: &Shape| -> Vec<(String, crate::model::Value)> {
            let mut list: Vec<_> = shape
                .traits
                .iter()
                .map(|applied| (applied.id.to_string(), applied.value.value.clone()))
                .collect();
            list.sort_by(|left, right| left.0.cmp(&right.0));
            list
        };
        if one.kind.name() != two.kind.name() || traits(one) != traits(two) {
            return false;
        }
        match (&one.kind, &two.kind) {
            (ShapeKind::List(first), ShapeKind::List(second)) => {
                if first.target == second.target || !seen.insert(one.id.as_str()) {
                    return true;
                }
                let (Some(first), Some(second)) = (model.target(first), model.target(second))
                else {
                    return false;
                };
                (one, two) = (first, second);
            }
            (ShapeKind::Enum(_) | ShapeKind::IntEnum(_), _) => return false,
            (kind, _) => return kind.is_simple(),
        }
    }
}

fn renames(scope: &mut Scope<'_, '_>, service: &Shape) {
    let Some(definition) = service.as_service() else {
        return;
    };
    if definition.rename.is_empty() {
        return;
    }
    let closure: HashSet<&str> =
        scope.model.closure(&service.id).iter().map(|shape| shape.id.as_str()).collect();
    for (id, rename) in &definition.rename {
        let target = scope.model.get(id);
        let reason = if id.member().is_some() {
            "members cannot be renamed".to_owned()
        } else if !closure.contains(id.as_str()) {
            format!("`{id}` is not a shape of this service")
        } else if target.is_some_and(|shape| shape.kind.is_service_type()) {
            "services, resources and operations cannot be renamed".to_owned()
        } else if !is_identifier(&rename.name) {
            format!("{:?} is not a shape name", rename.name)
        } else if rename.name.as_ref() == id.name() {
            format!("`{id}` is called that already")
        } else {
            continue;
        };
        let help = "remove or correct the entry of `rename`";
        scope.error(Code::RENAME, rename.position, &service.id, reason, help);
    }
}

/// A structure marked as input or output belongs to one operation and is used for nothing else.
fn dedicated(scope: &mut Scope<'_, '_>) {
    let mut owners: HashMap<&str, &Shape> = HashMap::new();
    for (shape, operation) in scope.operations() {
        let uses = [(&operation.input, INPUT, "output"), (&operation.output, OUTPUT, "input")];
        for (reference, own, other) in uses {
            let Some(target) = scope.model.get(&reference.target) else {
                continue;
            };
            let marked = target.traits.has(INPUT) || target.traits.has(OUTPUT);
            if !marked {
                continue;
            }
            if !target.traits.has(own) {
                let message = format!("`{}` is marked as an {other} only", target.id);
                reuse(scope, shape, reference.position, message);
            } else if let Some(first) = owners.insert(target.id.as_str(), shape) {
                let message = format!("`{}` belongs to `{}` already", target.id, first.id);
                reuse(scope, shape, reference.position, message);
            }
        }
    }
    for shape in scope.shapes() {
        for member in shape.members() {
            let Some(target) = scope.model.target(member) else {
                continue;
            };
            if target.traits.has(INPUT) || target.traits.has(OUTPUT) {
                let message = format!("a member targets `{}`, an input or output", target.id);
                let help = "define a structure of its own for the member";
                let at = member.target_position;
                scope.error(Code::INPUT_OUTPUT_REUSE, at, &member.id, message, help);
            }
        }
    }
}

fn reuse(
    scope: &mut Scope<'_, '_>,
    shape: &Shape,
    position: crate::diagnostic::Position,
    message: String,
) {
    let help =
        "give each operation structures of its own, or remove the `input` and `output` traits";
    scope.error(Code::INPUT_OUTPUT_REUSE, position, &shape.id, message, help);
}
