//! Shapes and members as the rest of the generator sees them: mixins are already flattened.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{ShapeId, Traits};
use crate::diagnostic::Position;

/// A shape of the model.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Its identifier.
    pub id: ShapeId,
    /// Its type and what belongs to that.
    pub kind: ShapeKind,
    /// The traits applied to it, inherited ones included.
    pub traits: Traits,
    /// The mixins it was made from; their members and traits are already here.
    pub mixins: Vec<Reference>,
    /// Where it is defined.
    pub position: Position,
}

/// Members by name, in the order of the specification: those of mixins first.
pub type Members = IndexMap<Arc<str>, Member>;

/// The type of a shape.
#[derive(Clone, Debug)]
pub enum ShapeKind {
    /// Uninterpreted bytes.
    Blob,
    /// A truth value.
    Boolean,
    /// Text.
    String,
    /// 8-bit signed integer.
    Byte,
    /// 16-bit signed integer.
    Short,
    /// 32-bit signed integer.
    Integer,
    /// 64-bit signed integer.
    Long,
    /// Single precision.
    Float,
    /// Double precision.
    Double,
    /// Integer of any size.
    BigInteger,
    /// Decimal of any size.
    BigDecimal,
    /// A point in time.
    Timestamp,
    /// Protocol-agnostic open content.
    Document,
    /// Strings from a list; members hold `enumValue`.
    Enum(Members),
    /// Integers from a list; members hold `enumValue`.
    IntEnum(Members),
    /// A list (or a `set` of Smithy 1.0, then with `uniqueItems`).
    List(Box<Member>),
    /// A map.
    Map {
        /// Its keys.
        key: Box<Member>,
        /// Its values.
        value: Box<Member>,
    },
    /// A fixed set of named members.
    Structure(Members),
    /// Exactly one of several members.
    Union(Members),
    /// An operation.
    Operation(Box<Operation>),
    /// A resource.
    Resource(Box<Resource>),
    /// A service.
    Service(Box<Service>),
}

/// A member of a shape.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its identifier, with the shape that holds it as the container.
    pub id: ShapeId,
    /// Its name; `member`, `key` and `value` in lists and maps.
    pub name: Arc<str>,
    /// What it targets.
    pub target: ShapeId,
    /// The traits applied to it, inherited ones included; those of the target are not.
    pub traits: Traits,
    /// Where it is defined.
    pub position: Position,
    /// Where its target is named.
    pub target_position: Position,
}

/// A mention of another shape.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The shape mentioned.
    pub target: ShapeId,
    /// Where it is mentioned.
    pub position: Position,
}

/// What an operation holds.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Input; `smithy.api#Unit` if there is none.
    pub input: Reference,
    /// Output; `smithy.api#Unit` if there is none.
    pub output: Reference,
    /// Errors of its own; those of the service are not repeated here.
    pub errors: Vec<Reference>,
}

/// What a resource holds.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// Identifiers and their shapes.
    pub identifiers: IndexMap<Arc<str>, Reference>,
    /// Properties and their shapes.
    pub properties: IndexMap<Arc<str>, Reference>,
    /// The lifecycle operation that creates one under a name the service chooses.
    pub create: Option<Reference>,
    /// The lifecycle operation that creates one under a name the caller chooses.
    pub put: Option<Reference>,
    /// The lifecycle operation that reads one.
    pub read: Option<Reference>,
    /// The lifecycle operation that changes one.
    pub update: Option<Reference>,
    /// The lifecycle operation that removes one.
    pub delete: Option<Reference>,
    /// The lifecycle operation that lists them.
    pub list: Option<Reference>,
    /// Further operations on one.
    pub operations: Vec<Reference>,
    /// Further operations on all.
    pub collection_operations: Vec<Reference>,
    /// Resources under this one.
    pub resources: Vec<Reference>,
}

/// What a service holds.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// Version of the service; empty if not given.
    pub version: Arc<str>,
    /// Operations bound directly.
    pub operations: Vec<Reference>,
    /// Resources bound directly.
    pub resources: Vec<Reference>,
    /// Errors that every operation can return.
    pub errors: Vec<Reference>,
    /// Names in the closure that differ from the model's, by shape.
    pub rename: IndexMap<ShapeId, Rename>,
}

/// The name of a shape within one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The new name.
    pub name: Arc<str>,
    /// Where it is given.
    pub position: Position,
}

impl Resource {
    /// The lifecycle operations in the specification's order, with the names of their properties.
    pub fn lifecycle(&self) -> impl Iterator<Item = (&'static str, &Reference)> {
        [
            ("create", &self.create),
            ("put", &self.put),
            ("read", &self.read),
            ("update", &self.update),
            ("delete", &self.delete),
            ("list", &self.list),
        ]
        .into_iter()
        .filter_map(|(name, reference)| Some((name, reference.as_ref()?)))
    }

    /// All operations bound to this resource itself: lifecycle, then instance, then collection.
    pub fn all_operations(&self) -> impl Iterator<Item = &Reference> {
        self.lifecycle()
            .map(|(_, reference)| reference)
            .chain(&self.operations)
            .chain(&self.collection_operations)
    }
}

impl ShapeKind {
    /// Smithy's name of the type, as in the JSON AST.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Blob => "blob",
            Self::Boolean => "boolean",
            Self::String => "string",
            Self::Byte => "byte",
            Self::Short => "short",
            Self::Integer => "integer",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::BigInteger => "bigInteger",
            Self::BigDecimal => "bigDecimal",
            Self::Timestamp => "timestamp",
            Self::Document => "document",
            Self::Enum(_) => "enum",
            Self::IntEnum(_) => "intEnum",
            Self::List(_) => "list",
            Self::Map { .. } => "map",
            Self::Structure(_) => "structure",
            Self::Union(_) => "union",
            Self::Operation(_) => "operation",
            Self::Resource(_) => "resource",
            Self::Service(_) => "service",
        }
    }

    /// Whether it is one of the simple types (enums included).
    #[must_use]
    pub fn is_simple(&self) -> bool {
        !self.is_aggregate() && !self.is_service_type()
    }

    /// Whether it is a list, map, structure or union.
    #[must_use]
    pub fn is_aggregate(&self) -> bool {
        matches!(self, Self::List(_) | Self::Map { .. } | Self::Structure(_) | Self::Union(_))
    }

    /// Whether it is a service, resource or operation.
    #[must_use]
    pub fn is_service_type(&self) -> bool {
        matches!(self, Self::Operation(_) | Self::Resource(_) | Self::Service(_))
    }

    /// Whether it is a string or an enum.
    #[must_use]
    pub fn is_string(&self) -> bool {
        matches!(self, Self::String | Self::Enum(_))
    }

    /// Whether it is a number of any type, `intEnum` included.
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.is_integer() || matches!(self, Self::Float | Self::Double | Self::BigDecimal)
    }

    /// Whether it is an integer of any size, `intEnum` included.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        matches!(
            self,
            Self::Byte
                | Self::Short
                | Self::Integer
                | Self::Long
                | Self::BigInteger
                | Self::IntEnum(_)
        )
    }

    /// The named members of a structure, union or enum.
    #[must_use]
    pub fn named_members(&self) -> Option<&Members> {
        match self {
            Self::Structure(members)
            | Self::Union(members)
            | Self::Enum(members)
            | Self::IntEnum(members) => Some(members),
            _ => None,
        }
    }

    pub(crate) fn named_members_mut(&mut self) -> Option<&mut Members> {
        match self {
            Self::Structure(members)
            | Self::Union(members)
            | Self::Enum(members)
            | Self::IntEnum(members) => Some(members),
            _ => None,
        }
    }
}

impl Shape {
    /// All members in order; those of lists and maps too.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        let (first, second, named) = match &self.kind {
            ShapeKind::List(member) => (Some(member.as_ref()), None, None),
            ShapeKind::Map { key, value } => (Some(key.as_ref()), Some(value.as_ref()), None),
            kind => (None, None, kind.named_members()),
        };
        first.into_iter().chain(second).chain(named.into_iter().flat_map(IndexMap::values))
    }

    /// A member by name.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Member> {
        match &self.kind {
            ShapeKind::List(member) => (name == "member").then_some(member.as_ref()),
            ShapeKind::Map { key, value } => match name {
                "key" => Some(key),
                "value" => Some(value),
                _ => None,
            },
            kind => kind.named_members().and_then(|members| members.get(name)),
        }
    }

    pub(crate) fn member_mut(&mut self, name: &str) -> Option<&mut Member> {
        match &mut self.kind {
            ShapeKind::List(member) => (name == "member").then_some(member.as_mut()),
            ShapeKind::Map { key, value } => match name {
                "key" => Some(key),
                "value" => Some(value),
                _ => None,
            },
            kind => kind.named_members_mut().and_then(|members| members.get_mut(name)),
        }
    }

    /// The operation, if it is one.
    #[must_use]
    pub fn as_operation(&self) -> Option<&Operation> {
        match &self.kind {
            ShapeKind::Operation(operation) => Some(operation),
            _ => None,
        }
    }

    /// The resource, if it is one.
    #[must_use]
    pub fn as_resource(&self) -> Option<&Resource> {
        match &self.kind {
            ShapeKind::Resource(resource) => Some(resource),
            _ => None,
        }
    }

    /// The service, if it is one.
    #[must_use]
    pub fn as_service(&self) -> Option<&Service> {
        match &self.kind {
            ShapeKind::Service(service) => Some(service),
            _ => None,
        }
    }

    /// The members, if it is a structure.
    #[must_use]
    pub fn as_structure(&self) -> Option<&Members> {
        match &self.kind {
            ShapeKind::Structure(members) => Some(members),
            _ => None,
        }
    }

    /// Whether this shape only exists to be mixed into others, so nothing is generated for it.
    #[must_use]
    pub fn is_mixin(&self) -> bool {
        self.traits.has(super::traits::MIXIN)
    }

    /// Whether this shape defines a trait.
    #[must_use]
    pub fn is_trait_definition(&self) -> bool {
        self.traits.has(super::traits::TRAIT)
    }
}
