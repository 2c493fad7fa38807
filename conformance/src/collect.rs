//! The tests of a model.

use std::collections::HashSet;

use ferrosmith::model::{Model, Node, Shape, ShapeId, Value};

use crate::case::{Case, Kind};
use crate::json::Json;

/// The tests of a service, in the order of its operations; those of an error follow the first
/// operation that can end with it.
#[must_use]
pub fn collect(model: &Model, service: &ShapeId) -> Vec<Case> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut cases = Vec::new();
    for operation in model.operations_of(service) {
        let name = model.name_in(service, &operation.id);
        cases.extend(tests(operation, name, None));
        for error in model.errors_of(service, &operation.id) {
            if seen.insert(error.id.as_str()) {
                cases.extend(tests(error, name, Some(error.id.as_str())));
            }
        }
    }
    cases
}

fn tests(shape: &Shape, operation: &str, error: Option<&str>) -> Vec<Case> {
    let of_kind = |kind: Kind| {
        let entries =
            shape.traits.get(kind.trait_id()).and_then(Node::as_array).unwrap_or_default();
        entries.iter().map(move |test| Case {
            kind,
            operation: operation.to_owned(),
            error: error.map(str::to_owned),
            test: json(test),
        })
    };
    Kind::ALL.into_iter().flat_map(of_kind).collect()
}

/// The node with its numbers as written. Nodes come from a reader that bounds their depth.
fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Boolean(*value),
        Value::Number(number) => Json::Number(number.as_str().to_owned()),
        Value::String(text) => Json::String(text.to_string()),
        Value::Array(values) => Json::Array(values.iter().map(json).collect()),
        Value::Object(object) => Json::Object(
            object.iter().map(|entry| (entry.key.to_string(), json(&entry.value))).collect(),
        ),
    }
}
