//! The Rust name of everything, assigned once in the order of the model.

use std::collections::{BTreeSet, HashMap};

use super::usage::Usage;
use crate::ir::{SchemaPath, TypeName};
use crate::model::{Model, Shape, ShapeId, ShapeKind};
use crate::names::{self, Scope, Separator};

/// Module names below `operation` and `types` that Rust needs, or that would be a module inside one of
/// the same name.
const TAKEN_MODULES: [&str; 3] = ["mod", "operation", "types"];
/// Methods that every client has.
const CLIENT_METHODS: [&str; 6] = ["builder", "call", "clone", "new", "send", "send_with_metadata"];
/// Endings of the names of inputs and outputs, as modellers use them.
const INPUT_ENDINGS: [&str; 2] = ["Request", "Input"];
const OUTPUT_ENDINGS: [&str; 3] = ["Response", "Output", "Result"];

/// All names of a package.
#[derive(Debug)]
pub(super) struct Naming {
    types: HashMap<ShapeId, TypeName>,
    schemas: HashMap<ShapeId, SchemaPath>,
    operations: HashMap<ShapeId, OperationNames>,
    all_types: BTreeSet<String>,
}

/// The names that belong to an operation.
#[derive(Clone, Debug)]
pub(super) struct OperationNames {
    pub(super) module: String,
    pub(super) method: String,
    pub(super) builder: String,
    pub(super) error: String,
    /// The name of the request, for an operation whose input is `Unit` or has other uses: a request
    /// belongs to one operation.
    pub(super) made_input: Option<String>,
    /// The name of the response, for an operation whose output is `Unit`.
    pub(super) made_output: Option<String>,
}

impl Naming {
    pub(super) fn new(
        model: &Model,
        service: &ShapeId,
        closure: &[&Shape],
        usage: &Usage<'_>,
    ) -> Self {
        let operations = model.operations_of(service);
        let modules = modules(model, service, &operations);
        let mut naming = Self {
            types: HashMap::new(),
            schemas: HashMap::new(),
            operations: HashMap::new(),
            all_types: BTreeSet::new(),
        };
        let mut types = Scope::default();
        let mut files = Scope::with(TAKEN_MODULES);
        let mut statics = Scope::default();
        for shape in closure.iter().filter(|shape| !shape.id.is_prelude()) {
            let model_name = model.name_in(service, &shape.id);
            if has_type(shape) {
                let name = types.take(&type_name(shape, model_name), Separator::Nothing);
                let (type_name, schema) =
                    place(shape, name, usage, &modules, &mut files, &mut statics);
                naming.all_types.insert(type_name.name.clone());
                naming.types.insert(shape.id.clone(), type_name);
                naming.schemas.insert(shape.id.clone(), schema);
            } else if !shape.kind.is_service_type() {
                let name = statics.take(&names::constant(model_name), Separator::Underscore);
                naming.schemas.insert(shape.id.clone(), SchemaPath(format!("schema::{name}")));
            }
        }
        naming.name_operations(model, service, &operations, usage, &modules, &mut types);
        naming
    }

    fn name_operations(
        &mut self,
        model: &Model,
        service: &ShapeId,
        operations: &[&Shape],
        usage: &Usage<'_>,
        modules: &HashMap<ShapeId, String>,
        types: &mut Scope,
    ) {
        let input = usual_ending(model, operations, &INPUT_ENDINGS, true);
        let output = usual_ending(model, operations, &OUTPUT_ENDINGS, false);
        let mut methods = Scope::with(CLIENT_METHODS);
        for operation in operations {
            let camel = names::upper_camel(model.name_in(service, &operation.id));
            let mut take = |ending: &str| {
                let name =
                    types.take(&names::type_name(&format!("{camel}{ending}")), Separator::Nothing);
                self.all_types.insert(name.clone());
                name
            };
            let (builder, error) = (take("Builder"), take("Error"));
            let facts = operation.as_operation();
            let makes_input = facts.is_some_and(|facts| usage.owner(&facts.input.target).is_none());
            let makes_output = facts.is_some_and(|facts| facts.output.target.as_str() == UNIT);
            let made_input = makes_input.then(|| take(input));
            let made_output = makes_output.then(|| take(output));
            let method = methods
                .take(&names::snake(model.name_in(service, &operation.id)), Separator::Underscore);
            let names = OperationNames {
                module: modules.get(&operation.id).cloned().unwrap_or_default(),
                method: names::identifier(&method),
                builder,
                error,
                made_input,
                made_output,
            };
            self.operations.insert(operation.id.clone(), names);
        }
    }

    /// The type of a structure, union or enum.
    pub(super) fn of_type(&self, shape: &ShapeId) -> Option<&TypeName> {
        self.types.get(shape)
    }

    /// The schema of a shape.
    pub(super) fn of_schema(&self, shape: &ShapeId) -> Option<&SchemaPath> {
        self.schemas.get(shape)
    }

    /// The names of an operation.
    pub(super) fn of_operation(&self, operation: &ShapeId) -> Option<&OperationNames> {
        self.operations.get(operation)
    }

    /// The names of all types.
    pub(super) fn all_types(&self) -> &BTreeSet<String> {
        &self.all_types
    }
}

/// The shape that stands for nothing.
pub(super) const UNIT: &str = "smithy.api#Unit";

/// The name of a shape's type. The module of errors has an `Error` of its own.
fn type_name(shape: &Shape, model_name: &str) -> String {
    let name = names::type_name(&names::upper_camel(model_name));
    if name == "Error" && shape.traits.error().is_some() {
        "ErrorShape".to_owned()
    } else {
        name
    }
}

fn has_type(shape: &Shape) -> bool {
    matches!(
        shape.kind,
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_)
    )
}

fn modules(model: &Model, service: &ShapeId, operations: &[&Shape]) -> HashMap<ShapeId, String> {
    let mut files = Scope::with(TAKEN_MODULES);
    operations
        .iter()
        .map(|operation| {
            let stem = names::file_stem(&names::snake(model.name_in(service, &operation.id)));
            (operation.id.clone(), files.take(&stem, Separator::Underscore))
        })
        .collect()
}

/// Where a type lives: with its operation, with the errors, or in a file of its own.
fn place(
    shape: &Shape,
    name: String,
    usage: &Usage<'_>,
    modules: &HashMap<ShapeId, String>,
    files: &mut Scope,
    statics: &mut Scope,
) -> (TypeName, SchemaPath) {
    if shape.traits.error().is_some() {
        let schema = statics.take(&names::constant(&name), Separator::Underscore);
        let home = "error".to_owned();
        return (
            TypeName { name, file: home.clone(), home },
            SchemaPath(format!("error::{schema}")),
        );
    }
    let owner = usage
        .owner(&shape.id)
        .and_then(|owner| Some((modules.get(&owner.operation.id)?, owner.is_input)));
    if let Some((module, is_input)) = owner {
        let home = format!("operation::{module}");
        let schema = if is_input { "REQUEST" } else { "RESPONSE" };
        let schema = SchemaPath(format!("{home}::{schema}"));
        return (TypeName { name, file: home.clone(), home }, schema);
    }
    let file = files.take(&names::file_stem(&names::snake(&name)), Separator::Underscore);
    let file = format!("types::{file}");
    let schema = SchemaPath(format!("{file}::SCHEMA"));
    (TypeName { name, home: "types".to_owned(), file }, schema)
}

/// How this model calls its inputs (or outputs), so that one that we make up looks the same.
fn usual_ending<'a>(
    model: &Model,
    operations: &[&Shape],
    endings: &[&'a str],
    input: bool,
) -> &'a str {
    let count = |ending: &str| {
        operations
            .iter()
            .filter_map(|shape| shape.as_operation())
            .map(|operation| if input { &operation.input.target } else { &operation.output.target })
            .filter(|target| {
                target.as_str() != UNIT
                    && model.get(target).is_some_and(|_| target.name().ends_with(ending))
            })
            .count()
    };
    // The first of the most frequent ones: `max_by_key` would take the last.
    endings.iter().rev().copied().max_by_key(|ending| count(ending)).unwrap_or("Request")
}
