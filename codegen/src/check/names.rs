//! Names: their grammar, and that they differ by more than case (model.rst, "Shape ID ABNF" and
//! "Shape ID conflicts").

use std::collections::HashMap;

use super::Scope;
use crate::diagnostic::Code;
use crate::model::{is_identifier, Shape, ShapeId};

pub(super) fn check(scope: &mut Scope<'_, '_>) {
    let mut by_case: HashMap<String, &ShapeId> = HashMap::new();
    for shape in scope.shapes() {
        if ShapeId::parse(shape.id.as_str()).is_none() || shape.id.member().is_some() {
            let message = format!("{:?} is not a shape ID", shape.id.as_str());
            let help = "write `namespace#Name` with letters, digits and underscores; namespaces \
                        are such names with dots between";
            scope.error(Code::INVALID_IDENTIFIER, shape.position, &shape.id, message, help);
        }
        if let Some(other) = by_case.insert(shape.id.as_str().to_lowercase(), &shape.id) {
            let message = format!("`{}` and `{other}` differ only by case", shape.id);
            let help = "rename one of the two shapes";
            scope.error(Code::SHAPE_CASE, shape.position, &shape.id, message, help);
        }
        members(scope, shape);
    }
}

fn members(scope: &mut Scope<'_, '_>, shape: &Shape) {
    let Some(members) = shape.kind.named_members() else {
        resource_names(scope, shape);
        return;
    };
    let mut by_case: HashMap<String, &str> = HashMap::new();
    for member in members.values() {
        if !is_identifier(&member.name) {
            let message = format!("{:?} is not a member name", member.name);
            let help = "use letters, digits and underscores, a letter first; another name on the \
                        wire is given by `jsonName`, `httpHeader` or `httpQuery`";
            scope.error(Code::INVALID_IDENTIFIER, member.position, &member.id, message, help);
        }
        if let Some(other) = by_case.insert(member.name.to_lowercase(), &member.name) {
            let message =
                format!("the members `{other}` and `{}` differ only by case", member.name);
            let help = "rename one of the two members";
            scope.error(Code::MEMBER_CASE, member.position, &member.id, message, help);
        }
    }
}

fn resource_names(scope: &mut Scope<'_, '_>, shape: &Shape) {
    let Some(resource) = shape.as_resource() else {
        return;
    };
    for (name, reference) in resource.identifiers.iter().chain(&resource.properties) {
        if !is_identifier(name) {
            let message = format!("{name:?} is not a name of an identifier or property");
            let help = "use letters, digits and underscores, a letter first";
            scope.error(Code::INVALID_IDENTIFIER, reference.position, &shape.id, message, help);
        }
    }
}
