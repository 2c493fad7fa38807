//! Shapes that are mentioned: that they exist and are of a fitting type (aggregate-types.rst,
//! service-types.rst, mixins.rst "Mixins cannot be referenced other than as mixins").

use super::Scope;
use crate::diagnostic::{Code, Position};
use crate::model::{prelude, Member, Reference, Shape, ShapeId, ShapeKind};

pub(super) fn check(scope: &mut Scope<'_, '_>) {
    for shape in scope.shapes() {
        for member in shape.members() {
            member_target(scope, shape, member);
        }
        match &shape.kind {
            ShapeKind::Map { key, .. } => map_key(scope, key),
            ShapeKind::Union(members) | ShapeKind::Enum(members) | ShapeKind::IntEnum(members)
                if members.is_empty() && !shape.is_mixin() =>
            {
                let kind = shape.kind.name();
                let message = format!("the {kind} has no members, so it has no values");
                scope.error(Code::NO_MEMBERS, shape.position, &shape.id, message, "add a member");
            }
            ShapeKind::Operation(operation) => {
                for (what, reference) in
                    [("input", &operation.input), ("output", &operation.output)]
                {
                    reference_type(scope, shape, what, reference, "a structure", |target| {
                        target.as_structure().is_some()
                    });
                }
                errors(scope, shape, &operation.errors);
            }
            ShapeKind::Resource(resource) => {
                for (name, reference) in &resource.identifiers {
                    let what = format!("the identifier `{name}`");
                    reference_type(scope, shape, &what, reference, "a string", |target| {
                        target.kind.is_string()
                    });
                }
                for (name, reference) in &resource.properties {
                    let what = format!("the property `{name}`");
                    reference_type(scope, shape, &what, reference, "a data type", |target| {
                        !target.kind.is_service_type()
                    });
                }
                operations(scope, shape, resource.all_operations());
                resources(scope, shape, &resource.resources);
            }
            ShapeKind::Service(service) => {
                operations(scope, shape, service.operations.iter());
                resources(scope, shape, &service.resources);
                errors(scope, shape, &service.errors);
            }
            _ => {}
        }
    }
}

fn unresolved(scope: &mut Scope<'_, '_>, id: &ShapeId, target: &ShapeId, position: Position) {
    let message = format!("there is no shape `{target}`");
    let relative = !target.as_str().contains('#');
    let help = if relative {
        "shape IDs in JSON are absolute: write `namespace#Name`"
    } else {
        "correct the name, define the shape, or load the file that defines it"
    };
    scope.error(Code::UNRESOLVED_TARGET, position, id, message, help);
}

fn member_target(scope: &mut Scope<'_, '_>, shape: &Shape, member: &Member) {
    // An empty target stands for a member that was missing, which is reported already.
    if member.target.as_str().is_empty() {
        return;
    }
    let Some(target) = scope.model.target(member) else {
        unresolved(scope, &member.id, &member.target, member.target_position);
        return;
    };
    let is_enum = matches!(shape.kind, ShapeKind::Enum(_) | ShapeKind::IntEnum(_));
    let is_unit = target.id.as_str() == prelude::UNIT;
    let position = member.target_position;
    if is_enum && !is_unit {
        let message = format!("an enum member targets `{}`", member.target);
        let help = "members of enums target `smithy.api#Unit`; the value goes to `enumValue`";
        scope.error(Code::TARGET_TYPE, position, &member.id, message, help);
    } else if is_unit && !is_enum && !matches!(shape.kind, ShapeKind::Union(_)) {
        // model.rst, "Unit type"
        let message = "a member targets `smithy.api#Unit` outside a union".to_owned();
        let help = "only union members carry no value; target an empty structure instead";
        scope.error(Code::TARGET_TYPE, position, &member.id, message, help);
    } else if target.kind.is_service_type() {
        let kind = target.kind.name();
        let message = format!("the member targets the {kind} `{}`", target.id);
        let help = "members hold data; target a simple type, list, map, structure or union";
        scope.error(Code::TARGET_TYPE, position, &member.id, message, help);
    } else {
        mixin(scope, &member.id, target, position);
    }
}

fn mixin(scope: &mut Scope<'_, '_>, id: &ShapeId, target: &Shape, position: Position) {
    if target.is_mixin() {
        let message = format!("`{}` is a mixin, which can only be mixed in", target.id);
        let help = "define a shape with that mixin and use it here";
        scope.error(Code::MIXIN_REFERENCED, position, id, message, help);
    }
}

fn map_key(scope: &mut Scope<'_, '_>, key: &Member) {
    let Some(target) = scope.model.target(key) else {
        return;
    };
    if !target.kind.is_string() {
        let message =
            format!("the keys of a map are strings, but this is a {}", target.kind.name());
        let help = "target a string or an enum";
        scope.error(Code::TARGET_TYPE, key.target_position, &key.id, message, help);
    }
}

fn reference_type(
    scope: &mut Scope<'_, '_>,
    shape: &Shape,
    what: &str,
    reference: &Reference,
    expected: &str,
    fits: impl Fn(&Shape) -> bool,
) {
    let Some(target) = scope.model.get(&reference.target) else {
        unresolved(scope, &shape.id, &reference.target, reference.position);
        return;
    };
    if fits(target) {
        mixin(scope, &shape.id, target, reference.position);
    } else {
        let kind = target.kind.name();
        let message = format!("{what} is {expected}, but `{}` is a {kind}", target.id);
        let help = format!("name {expected} here");
        scope.error(Code::TARGET_TYPE, reference.position, &shape.id, message, &help);
    }
}

fn operations<'r>(
    scope: &mut Scope<'_, '_>,
    shape: &Shape,
    references: impl Iterator<Item = &'r Reference>,
) {
    for reference in references {
        reference_type(scope, shape, "a bound operation", reference, "an operation", |target| {
            target.as_operation().is_some()
        });
    }
}

fn resources(scope: &mut Scope<'_, '_>, shape: &Shape, references: &[Reference]) {
    for reference in references {
        reference_type(scope, shape, "a bound resource", reference, "a resource", |target| {
            target.as_resource().is_some()
        });
    }
}

/// Errors are structures with the `error` trait (service-types.rst, "Operation").
fn errors(scope: &mut Scope<'_, '_>, shape: &Shape, references: &[Reference]) {
    for reference in references {
        reference_type(scope, shape, "an error", reference, "a structure", |target| {
            target.as_structure().is_some()
        });
        let Some(target) = scope.model.get(&reference.target) else {
            continue;
        };
        if target.as_structure().is_some() && !target.traits.has(crate::model::traits::ERROR) {
            let message = format!("`{}` is listed as an error but is not marked as one", target.id);
            let help = "add the trait `smithy.api#error` with \"client\" or \"server\"";
            scope.error(Code::NOT_AN_ERROR, reference.position, &shape.id, message, help);
        }
    }
}
