//! What makes a model wrong, one file a concern. Each rule cites the section of the specification
//! that it enforces, and reports under a code that [`crate::diagnostic::explain`] explains.

mod bindings;
mod constraints;
mod defaults;
mod enums;
mod http;
mod names;
mod pagination;
mod recursion;
mod resources;
mod schemes;
mod services;
mod streaming;
mod targets;
mod trait_rules;
mod trait_table;
mod trait_values;

#[cfg(test)]
mod tests;

use std::fmt::Display;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Position};
use crate::model::{Model, Shape, ShapeId};

/// What the caller can handle, so that the check can warn of what nobody handles.
///
/// An empty list of protocols or of schemes means that the caller does not care.
#[derive(Clone, Copy, Debug, Default)]
pub struct Handled<'a> {
    /// Identifiers of protocol traits.
    pub protocols: &'a [&'a str],
    /// Identifiers of authentication scheme traits.
    pub auth_schemes: &'a [&'a str],
}

/// Reports everything that is wrong with a model; given a service, only with its closure.
pub fn check(
    model: &Model,
    service: Option<&ShapeId>,
    handled: Handled<'_>,
    diagnostics: &mut Diagnostics,
) {
    let (shapes, services) = match service {
        None => (model.shapes().collect(), model.services().collect()),
        Some(id) => {
            let Some(shape) = model.get(id).filter(|shape| shape.as_service().is_some()) else {
                unknown_service(model, id, diagnostics);
                return;
            };
            let closure = model.closure(id).into_iter();
            (closure.filter(|shape| !shape.id.is_prelude()).collect(), vec![shape])
        }
    };
    let mut scope = Scope { model, shapes, services, diagnostics };
    names::check(&mut scope);
    targets::check(&mut scope);
    trait_rules::check(&mut scope);
    constraints::check(&mut scope);
    enums::check(&mut scope);
    defaults::check(&mut scope);
    recursion::check(&mut scope);
    streaming::check(&mut scope);
    bindings::check(&mut scope);
    http::check(&mut scope);
    services::check(&mut scope);
    resources::check(&mut scope);
    pagination::check(&mut scope);
    schemes::check(&mut scope, handled);
}

fn unknown_service(model: &Model, id: &ShapeId, diagnostics: &mut Diagnostics) {
    let known: Vec<&str> = model.services().map(|shape| shape.id.as_str()).collect();
    let help = match known.as_slice() {
        [] => "the model defines no service".to_owned(),
        known => format!("the services of this model are: {}", known.join(", ")),
    };
    let message = format!("there is no service `{id}`");
    diagnostics.push(Diagnostic::error(Code::UNKNOWN_SERVICE, message).shape(id).help(help));
}

/// What is checked, and where findings go.
struct Scope<'a, 'd> {
    model: &'a Model,
    /// The shapes to check, without the prelude.
    shapes: Vec<&'a Shape>,
    services: Vec<&'a Shape>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Scope<'a, '_> {
    fn error(
        &mut self,
        code: Code,
        position: Position,
        shape: &(impl Display + ?Sized),
        message: impl Into<String>,
        help: &str,
    ) {
        let found = Diagnostic::error(code, message).shape(shape).help(help);
        self.diagnostics.push(found.at(self.model.location(position)));
    }

    fn warning(
        &mut self,
        code: Code,
        position: Position,
        shape: &(impl Display + ?Sized),
        message: impl Into<String>,
        help: &str,
    ) {
        let found = Diagnostic::warning(code, message).shape(shape).help(help);
        self.diagnostics.push(found.at(self.model.location(position)));
    }

    /// The shapes to check, in a form that does not borrow the scope.
    fn shapes(&self) -> Vec<&'a Shape> {
        self.shapes.clone()
    }

    /// The operations to check.
    fn operations(&self) -> Vec<(&'a Shape, &'a crate::model::Operation)> {
        let operation = |shape: &&'a Shape| Some((*shape, shape.as_operation()?));
        self.shapes.iter().filter_map(operation).collect()
    }
}
