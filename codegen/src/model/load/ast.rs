//! The `shapes` of a file (json-ast.rst, "AST shapes").

use std::sync::Arc;

use indexmap::IndexMap;

use super::super::traits::UNIQUE_ITEMS;
use super::super::{
    AppliedTrait, Entry, Member, Members, Node, Object, Operation, Reference, Rename, Resource,
    Service, Shape, ShapeId, ShapeKind, Traits, Value,
};
use super::file::Version;
use super::report::Report;
use super::{merge, Application, Draft};
use crate::diagnostic::{Code, Position};

/// Reads all definitions and applications.
pub(super) fn read_shapes(
    shapes: Object,
    version: Version,
    draft: &mut Draft,
    prelude: &IndexMap<ShapeId, Shape>,
    report: &mut Report<'_>,
) {
    draft.shapes.reserve(shapes.len());
    for entry in shapes {
        let id = ShapeId::unchecked(Arc::clone(&entry.key));
        let position = entry.position;
        let Value::Object(definition) = entry.value.value else {
            wrong_type(&entry.value, &id, "a shape", "an object", report);
            continue;
        };
        let mut reader = Reader { id, position, report };
        let Some(type_name) = reader.type_name(&definition) else {
            continue;
        };
        if type_name.as_ref() == "apply" {
            let traits = reader.application(definition);
            draft.applications.push(Application { target: reader.id, position, traits });
        } else if let Some(shape) = reader.shape(&type_name, definition) {
            // Prelude shapes are known; some tools write them into every model.
            if prelude.contains_key(&shape.id) {
                continue;
            }
            if version == Version::One {
                draft.version_one.insert(shape.id.clone());
            }
            merge::shape(draft, shape, report);
        }
    }
}

fn wrong_type(found: &Node, id: &ShapeId, what: &str, expected: &str, report: &mut Report<'_>) {
    let message = format!("{what} is {expected}, but this is {}", found.kind());
    let help = format!("write {expected} here");
    report.error(Code::PROPERTY_TYPE, found.position, id, message, &help);
}

/// Reads one definition.
struct Reader<'r, 's> {
    id: ShapeId,
    position: Position,
    report: &'r mut Report<'s>,
}

impl Reader<'_, '_> {
    fn wrong(&mut self, found: &Node, what: &str, expected: &str) {
        wrong_type(found, &self.id, what, expected, self.report);
    }

    fn missing(&mut self, property: &str, position: Position) {
        let message = format!("`{property}` is missing");
        let help = format!("add `{property}`");
        self.report.error(Code::MISSING_PROPERTY, position, &self.id, message, &help);
    }

    fn unknown(&mut self, entry: &Entry, owner: &str) {
        let message = format!("{owner} has no property `{}`; it is ignored", entry.key);
        let help = "remove it, or correct its spelling";
        let id = self.id.as_str();
        self.report.warning(Code::UNKNOWN_PROPERTY, entry.position, id, message, help);
    }

    fn type_name(&mut self, definition: &Object) -> Option<Arc<str>> {
        match definition.get("type") {
            None => {
                self.missing("type", self.position);
                None
            }
            Some(Node { value: Value::String(name), .. }) => Some(Arc::clone(name)),
            Some(other) => {
                self.wrong(other, "`type`", "a string");
                None
            }
        }
    }

    fn application(&mut self, definition: Object) -> Vec<AppliedTrait> {
        let mut traits = Vec::new();
        for entry in definition {
            match entry.key.as_ref() {
                "type" => {}
                "traits" => traits = self.trait_list(entry.value),
                _ => self.unknown(&entry, "`apply`"),
            }
        }
        traits
    }

    fn shape(&mut self, type_name: &str, definition: Object) -> Option<Shape> {
        let mut kind = self.empty_kind(type_name, &definition)?;
        let mut traits = Traits::default();
        let mut mixins = Vec::new();
        let (mut member, mut key, mut value) = (None, None, None);
        for entry in definition {
            match entry.key.as_ref() {
                "type" => {}
                "traits" => traits = self.traits(entry.value),
                "mixins" => mixins = self.references(entry.value, "mixins"),
                "member" => member = self.member("member", entry.position, entry.value),
                "key" => key = self.member("key", entry.position, entry.value),
                "value" => value = self.member("value", entry.position, entry.value),
                _ => self.property(&mut kind, type_name, entry),
            }
        }
        // A list or map may leave its members to a mixin.
        let inherits = !mixins.is_empty();
        match &mut kind {
            ShapeKind::List(slot) => self.fill(slot, member, inherits),
            ShapeKind::Map { key: key_slot, value: value_slot } => {
                self.fill(key_slot, key, inherits);
                self.fill(value_slot, value, inherits);
            }
            _ => {}
        }
        if type_name == "set" && !traits.has(UNIQUE_ITEMS) {
            // Sets of version 1.0 are lists of unique items.
            traits.insert(AppliedTrait {
                id: ShapeId::unchecked(UNIQUE_ITEMS),
                value: Arc::new(Node::annotation()),
                position: self.position,
            });
        }
        Some(Shape { id: self.id.clone(), kind, traits, mixins, position: self.position })
    }

    fn fill(&mut self, slot: &mut Member, found: Option<Member>, inherits: bool) {
        match found {
            Some(member) => *slot = member,
            None if inherits => {}
            None => {
                let name = Arc::clone(&slot.name);
                self.missing(&name, self.position);
            }
        }
    }

    /// A member to be filled in: its target is empty until then.
    fn placeholder(&self, name: &str) -> Member {
        Member {
            id: self.id.with_member(name),
            name: Arc::from(name),
            target: ShapeId::unchecked(""),
            traits: Traits::default(),
            position: self.position,
            target_position: self.position,
        }
    }

    fn empty_kind(&mut self, type_name: &str, definition: &Object) -> Option<ShapeKind> {
        Some(match type_name {
            "blob" => ShapeKind::Blob,
            "boolean" => ShapeKind::Boolean,
            "string" => ShapeKind::String,
            "byte" => ShapeKind::Byte,
            "short" => ShapeKind::Short,
            "integer" => ShapeKind::Integer,
            "long" => ShapeKind::Long,
            "float" => ShapeKind::Float,
            "double" => ShapeKind::Double,
            "bigInteger" => ShapeKind::BigInteger,
            "bigDecimal" => ShapeKind::BigDecimal,
            "timestamp" => ShapeKind::Timestamp,
            "document" => ShapeKind::Document,
            "enum" => ShapeKind::Enum(Members::new()),
            "intEnum" => ShapeKind::IntEnum(Members::new()),
            "list" | "set" => ShapeKind::List(Box::new(self.placeholder("member"))),
            "map" => ShapeKind::Map {
                key: Box::new(self.placeholder("key")),
                value: Box::new(self.placeholder("value")),
            },
            "structure" => ShapeKind::Structure(Members::new()),
            "union" => ShapeKind::Union(Members::new()),
            "operation" => {
                let unit = Reference {
                    target: ShapeId::unchecked(super::super::prelude::UNIT),
                    position: self.position,
                };
                ShapeKind::Operation(Box::new(Operation {
                    input: unit.clone(),
                    output: unit,
                    errors: Vec::new(),
                }))
            }
            "resource" => ShapeKind::Resource(Box::default()),
            "service" => ShapeKind::Service(Box::default()),
            other => {
                let message = format!("there is no shape type {other:?}");
                let position = definition.get("type").map_or(self.position, |node| node.position);
                let help =
                    "use one of Smithy's types, such as `structure`, `string` or `operation`";
                self.report.error(Code::SHAPE_TYPE, position, &self.id, message, help);
                return None;
            }
        })
    }

    /// A property that only some types have.
    fn property(&mut self, kind: &mut ShapeKind, type_name: &str, entry: Entry) {
        let key = Arc::clone(&entry.key);
        match kind {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members)
                if key.as_ref() == "members" =>
            {
                self.members(members, entry.value);
            }
            ShapeKind::Operation(operation) => self.operation(operation, entry),
            ShapeKind::Resource(resource) => self.resource(resource, entry),
            ShapeKind::Service(service) => self.service(service, entry),
            _ => self.unknown(&entry, type_name),
        }
    }

    fn operation(&mut self, operation: &mut Operation, entry: Entry) {
        match entry.key.as_ref() {
            "input" => {
                if let Some(reference) = self.reference(entry.value, "`input`") {
                    operation.input = reference;
                }
            }
            "output" => {
                if let Some(reference) = self.reference(entry.value, "`output`") {
                    operation.output = reference;
                }
            }
            "errors" => operation.errors = self.references(entry.value, "errors"),
            _ => self.unknown(&entry, "an operation"),
        }
    }

    fn resource(&mut self, resource: &mut Resource, entry: Entry) {
        match entry.key.as_ref() {
            "create" => resource.create = self.reference(entry.value, "`create`"),
            "put" => resource.put = self.reference(entry.value, "`put`"),
            "read" => resource.read = self.reference(entry.value, "`read`"),
            "update" => resource.update = self.reference(entry.value, "`update`"),
            "delete" => resource.delete = self.reference(entry.value, "`delete`"),
            "list" => resource.list = self.reference(entry.value, "`list`"),
            "operations" => resource.operations = self.references(entry.value, "operations"),
            "collectionOperations" => {
                resource.collection_operations =
                    self.references(entry.value, "collectionOperations");
            }
            "resources" => resource.resources = self.references(entry.value, "resources"),
            "identifiers" => {
                resource.identifiers = self.named_references(entry.value, "identifiers");
            }
            "properties" => resource.properties = self.named_references(entry.value, "properties"),
            _ => self.unknown(&entry, "a resource"),
        }
    }

    fn service(&mut self, service: &mut Service, entry: Entry) {
        match entry.key.as_ref() {
            "version" => match entry.value.value {
                Value::String(version) => service.version = version,
                _ => self.wrong(&entry.value, "`version`", "a string"),
            },
            "operations" => service.operations = self.references(entry.value, "operations"),
            "resources" => service.resources = self.references(entry.value, "resources"),
            "errors" => service.errors = self.references(entry.value, "errors"),
            "rename" => {
                for (key, position, value) in self.object(entry.value, "`rename`") {
                    let Value::String(name) = value.value else {
                        self.wrong(&value, "a new name", "a string");
                        continue;
                    };
                    service.rename.insert(ShapeId::unchecked(key), Rename { name, position });
                }
            }
            _ => self.unknown(&entry, "a service"),
        }
    }

    fn object(&mut self, node: Node, what: &str) -> Vec<(Arc<str>, Position, Node)> {
        if let Value::Object(object) = node.value {
            object.into_iter().map(|entry| (entry.key, entry.position, entry.value)).collect()
        } else {
            self.wrong(&node, what, "an object");
            Vec::new()
        }
    }

    fn members(&mut self, members: &mut Members, node: Node) {
        for (name, position, value) in self.object(node, "`members`") {
            if let Some(member) = self.member(&name, position, value) {
                members.insert(name, member);
            }
        }
    }

    fn member(&mut self, name: &str, position: Position, node: Node) -> Option<Member> {
        let start = node.position;
        let Value::Object(object) = node.value else {
            self.wrong(&node, &format!("the member `{name}`"), "an object");
            return None;
        };
        let mut target = None;
        let mut traits = Traits::default();
        for entry in object {
            match entry.key.as_ref() {
                "target" => target = Some(self.target(entry.value)?),
                "traits" => traits = self.traits(entry.value),
                _ => self.unknown(&entry, "a member"),
            }
        }
        let Some(target) = target else {
            self.missing("target", start);
            return None;
        };
        Some(Member {
            id: self.id.with_member(name),
            name: Arc::from(name),
            target: target.target,
            traits,
            position,
            target_position: target.position,
        })
    }

    fn target(&mut self, node: Node) -> Option<Reference> {
        let Value::String(target) = node.value else {
            self.wrong(&node, "`target`", "a string");
            return None;
        };
        Some(Reference { target: ShapeId::unchecked(target), position: node.position })
    }

    /// A shape reference: an object with only a `target` (json-ast.rst, "AST shape reference").
    fn reference(&mut self, node: Node, what: &str) -> Option<Reference> {
        let position = node.position;
        let Value::Object(object) = node.value else {
            self.wrong(&node, what, "an object with a `target`");
            return None;
        };
        let mut target = None;
        for entry in object {
            if entry.key.as_ref() == "target" {
                target = Some(self.target(entry.value)?);
            } else {
                self.unknown(&entry, "a shape reference");
            }
        }
        if target.is_none() {
            self.missing("target", position);
        }
        target
    }

    fn references(&mut self, node: Node, what: &str) -> Vec<Reference> {
        let Value::Array(elements) = node.value else {
            self.wrong(&node, &format!("`{what}`"), "an array");
            return Vec::new();
        };
        let element = format!("an element of `{what}`");
        elements.into_iter().filter_map(|node| self.reference(node, &element)).collect()
    }

    fn named_references(&mut self, node: Node, what: &str) -> IndexMap<Arc<str>, Reference> {
        let mut found = IndexMap::new();
        for (name, _, value) in self.object(node, &format!("`{what}`")) {
            if let Some(reference) = self.reference(value, &format!("an entry of `{what}`")) {
                found.insert(name, reference);
            }
        }
        found
    }

    fn traits(&mut self, node: Node) -> Traits {
        Traits::from_distinct(self.trait_list(node))
    }

    fn trait_list(&mut self, node: Node) -> Vec<AppliedTrait> {
        let entries = self.object(node, "`traits`");
        let applied = |(id, position, value): (Arc<str>, Position, Node)| AppliedTrait {
            id: ShapeId::unchecked(id),
            value: Arc::new(value),
            position,
        };
        entries.into_iter().map(applied).collect()
    }
}
