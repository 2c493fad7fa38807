//! Which shapes requests and responses reach, and which structures belong to one operation.

use std::collections::{HashMap, HashSet};

use crate::model::{Model, Shape, ShapeId};

/// How the shapes of a service are used.
#[derive(Debug, Default)]
pub(super) struct Usage<'a> {
    requests: HashSet<&'a str>,
    responses: HashSet<&'a str>,
    own: HashMap<&'a str, Owner<'a>>,
}

/// The one operation that a structure is the input or output of, when it has no other use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner<'a> {
    pub(super) operation: &'a Shape,
    pub(super) is_input: bool,
}

impl<'a> Usage<'a> {
    pub(super) fn new(model: &'a Model, service: &'a ShapeId, closure: &[&'a Shape]) -> Self {
        let operations = model.operations_of(service);
        let inputs =
            operations.iter().filter_map(|shape| Some(&shape.as_operation()?.input.target));
        let outputs =
            operations.iter().filter_map(|shape| Some(&shape.as_operation()?.output.target));
        let errors = operations
            .iter()
            .flat_map(|shape| model.errors_of(service, &shape.id))
            .map(|shape| &shape.id);
        Self {
            requests: model.reach(inputs).into_iter().map(|shape| shape.id.as_str()).collect(),
            responses: model
                .reach(outputs.chain(errors))
                .into_iter()
                .map(|shape| shape.id.as_str())
                .collect(),
            own: owners(&operations, closure),
        }
    }

    /// Whether a request can hold the shape.
    pub(super) fn in_requests(&self, shape: &ShapeId) -> bool {
        self.requests.contains(shape.as_str())
    }

    /// Whether a response can hold the shape.
    pub(super) fn in_responses(&self, shape: &ShapeId) -> bool {
        self.responses.contains(shape.as_str())
    }

    /// The one operation that the structure belongs to.
    pub(super) fn owner(&self, shape: &ShapeId) -> Option<Owner<'a>> {
        self.own.get(shape.as_str()).copied()
    }
}

/// Structures that are the input or the output of one operation and are mentioned nowhere else.
fn owners<'a>(operations: &[&'a Shape], closure: &[&'a Shape]) -> HashMap<&'a str, Owner<'a>> {
    let mut mentions: HashMap<&str, usize> = HashMap::new();
    for shape in closure {
        for id in shape.neighbours() {
            *mentions.entry(id.as_str()).or_default() += 1;
        }
    }
    let mut own = HashMap::new();
    for &operation in operations {
        let Some(facts) = operation.as_operation() else { continue };
        for (target, is_input) in [(&facts.input.target, true), (&facts.output.target, false)] {
            // `Unit` is nobody's own, however few operations there are.
            if !target.is_prelude() && mentions.get(target.as_str()) == Some(&1) {
                own.insert(target.as_str(), Owner { operation, is_input });
            }
        }
    }
    own
}
