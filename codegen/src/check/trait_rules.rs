//! Known traits: their values, places, and what excludes what.

use std::collections::HashMap;

use super::trait_table::RULES;
use super::{trait_values, Scope};
use crate::diagnostic::Code;
use crate::model::traits::{
    CLIENT_OPTIONAL, ERROR, JSON_NAME, REQUIRED, SPARSE, STREAMING, UNIQUE_ITEMS,
};
use crate::model::{AppliedTrait, Member, Shape, ShapeId, ShapeKind, Traits};

/// What is known of a trait.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub id: &'static str,
    pub place: Place,
    pub form: Form,
    pub excludes: &'static [&'static str],
    pub one_member: bool,
}

/// What the value of a trait looks like.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// An empty object (or `true`, which older tools write).
    Annotation,
    /// Anything; the trait's own check knows better.
    Any,
    Text,
    NonEmptyText,
    Boolean,
    Integer,
    /// A number, or a string that spells one.
    Decimal,
    OneOf(&'static [&'static str]),
    List(&'static Form),
    Map(&'static Form),
    /// Keys, their values, and whether they must be there.
    Object(&'static [(&'static str, Form, bool)]),
}

/// Where a trait may be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Anywhere,
    AnyShape,
    Structure,
    ErrorStructure,
    Operation,
    Service,
    Resource,
    ServiceOrOperation,
    List,
    ListOrMap,
    PlainString,
    StructureOrString,
    BlobOrString,
    BlobOrUnion,
    StreamingBlob,
    DataShape,
    EnumMember,
    StructureMember,
    StructureOrUnionMember,
    StringMember,
    IntegerMember,
    ScalarMember,
    ScalarOrListMember,
    QueryMap,
    HeaderMap,
    EventHeader,
    EventPayload,
    /// These can be applied to a shape or to a member that targets one.
    Measured,
    Numeric,
    Textual,
    Timestamp,
    Defaultable,
}

impl Place {
    fn describe(self) -> &'static str {
        match self {
            Self::Anywhere => "anywhere",
            Self::AnyShape => "to shapes, not to members",
            Self::Structure => "to structures",
            Self::ErrorStructure => "to structures with the `error` trait",
            Self::Operation => "to operations",
            Self::Service => "to services",
            Self::Resource => "to resources",
            Self::ServiceOrOperation => "to services and operations",
            Self::List => "to lists whose items can be compared",
            Self::ListOrMap => "to lists and maps",
            Self::PlainString => "to strings that are not enums",
            Self::StructureOrString => "to structures and strings",
            Self::BlobOrString => "to blobs and strings",
            Self::BlobOrUnion => "to blobs and unions",
            Self::StreamingBlob => "to blobs with the `streaming` trait",
            Self::DataShape => "to data shapes, not to members or operations",
            Self::EnumMember => "to members of enums",
            Self::StructureMember => "to members of structures",
            Self::StructureOrUnionMember => "to members of structures and unions",
            Self::StringMember => "to members of structures that target strings",
            Self::IntegerMember => "to members of structures that target integers",
            Self::ScalarMember => {
                "to members of structures that target a string, number, boolean or timestamp"
            }
            Self::ScalarOrListMember => {
                "to members of structures that target a string, number, boolean or timestamp, or \
                 a list of these"
            }
            Self::QueryMap => "to members that target a map of strings or of lists of strings",
            Self::HeaderMap => "to members that target a map of strings that is not sparse",
            Self::EventHeader => {
                "to members that target a boolean, integer up to long, blob, string or timestamp"
            }
            Self::EventPayload => "to members that target a blob, string, structure or union",
            Self::Measured => "to strings, blobs, lists and maps, and members that target them",
            Self::Numeric => "to numbers and members that target them",
            Self::Textual => "to strings and members that target them",
            Self::Timestamp => "to timestamps and members that target them",
            Self::Defaultable => {
                "to simple types, lists and maps, and structure members that target them"
            }
        }
    }

    fn admits(self, scope: &Scope<'_, '_>, shape: &Shape, member: Option<&Member>) -> bool {
        match member {
            None => self.admits_shape(scope, shape),
            Some(member) => match scope.model.target(member) {
                Some(target) => self.admits_member(scope, shape, target),
                // The missing target is reported already.
                None => true,
            },
        }
    }

    fn admits_shape(self, scope: &Scope<'_, '_>, shape: &Shape) -> bool {
        let kind = &shape.kind;
        match self {
            Self::Anywhere | Self::AnyShape => true,
            Self::Structure => matches!(kind, ShapeKind::Structure(_)),
            Self::ErrorStructure => {
                matches!(kind, ShapeKind::Structure(_)) && shape.traits.has(ERROR)
            }
            Self::Operation => matches!(kind, ShapeKind::Operation(_)),
            Self::Service => matches!(kind, ShapeKind::Service(_)),
            Self::Resource => matches!(kind, ShapeKind::Resource(_)),
            Self::ServiceOrOperation => {
                matches!(kind, ShapeKind::Service(_) | ShapeKind::Operation(_))
            }
            Self::List => match kind {
                ShapeKind::List(member) => scope.model.target(member).is_none_or(|target| {
                    let kind = &target.kind;
                    !matches!(kind, ShapeKind::Float | ShapeKind::Double | ShapeKind::Document)
                }),
                _ => false,
            },
            Self::ListOrMap => matches!(kind, ShapeKind::List(_) | ShapeKind::Map { .. }),
            Self::PlainString => matches!(kind, ShapeKind::String),
            Self::StructureOrString => matches!(kind, ShapeKind::Structure(_)) || kind.is_string(),
            Self::BlobOrString => matches!(kind, ShapeKind::Blob) || kind.is_string(),
            Self::BlobOrUnion => matches!(kind, ShapeKind::Blob | ShapeKind::Union(_)),
            Self::StreamingBlob => matches!(kind, ShapeKind::Blob) && shape.traits.has(STREAMING),
            Self::DataShape => !kind.is_service_type(),
            Self::Measured | Self::Numeric | Self::Textual | Self::Timestamp => {
                self.admits_kind(kind)
            }
            Self::Defaultable => {
                kind.is_simple() || matches!(kind, ShapeKind::List(_) | ShapeKind::Map { .. })
            }
            _ => false,
        }
    }

    /// What a trait of shapes and members alike demands of the shape or of the target.
    fn admits_kind(self, kind: &ShapeKind) -> bool {
        match self {
            Self::Measured => {
                kind.is_string()
                    || matches!(kind, ShapeKind::Blob | ShapeKind::List(_) | ShapeKind::Map { .. })
            }
            Self::Numeric => kind.is_number(),
            Self::Textual => kind.is_string(),
            Self::Timestamp => matches!(kind, ShapeKind::Timestamp),
            _ => false,
        }
    }

    fn admits_member(self, scope: &Scope<'_, '_>, shape: &Shape, target: &Shape) -> bool {
        let in_structure = matches!(shape.kind, ShapeKind::Structure(_));
        let kind = &target.kind;
        match self {
            Self::Anywhere => true,
            Self::EnumMember => {
                matches!(shape.kind, ShapeKind::Enum(_) | ShapeKind::IntEnum(_))
            }
            Self::StructureMember => in_structure,
            Self::StructureOrUnionMember => {
                in_structure || matches!(shape.kind, ShapeKind::Union(_))
            }
            Self::StringMember => in_structure && kind.is_string(),
            Self::IntegerMember => {
                in_structure && matches!(kind, ShapeKind::Integer | ShapeKind::IntEnum(_))
            }
            Self::ScalarMember => in_structure && is_scalar(kind),
            Self::ScalarOrListMember => {
                in_structure && (is_scalar(kind) || item(scope, kind).is_some_and(is_scalar))
            }
            Self::QueryMap => {
                let text = |kind: &ShapeKind| {
                    kind.is_string() || item(scope, kind).is_some_and(ShapeKind::is_string)
                };
                in_structure && map_value(scope, kind).is_some_and(text)
            }
            Self::HeaderMap => {
                in_structure
                    && !target.traits.has(SPARSE)
                    && map_value(scope, kind).is_some_and(ShapeKind::is_string)
            }
            Self::EventHeader => {
                let number = matches!(
                    kind,
                    ShapeKind::Byte | ShapeKind::Short | ShapeKind::Integer | ShapeKind::Long
                );
                let other =
                    matches!(kind, ShapeKind::Boolean | ShapeKind::Blob | ShapeKind::Timestamp);
                in_structure
                    && (number
                        || other
                        || kind.is_string()
                        || matches!(kind, ShapeKind::IntEnum(_)))
            }
            Self::EventPayload => {
                in_structure
                    && (kind.is_string()
                        || matches!(
                            kind,
                            ShapeKind::Blob | ShapeKind::Structure(_) | ShapeKind::Union(_)
                        ))
            }
            Self::Defaultable => {
                let collection = matches!(kind, ShapeKind::List(_) | ShapeKind::Map { .. });
                in_structure && (kind.is_simple() || collection)
            }
            // The prelude lets these two go to members of blobs and strings only in version 1.0.
            Self::BlobOrString => false,
            _ => self.admits_kind(kind),
        }
    }
}

fn is_scalar(kind: &ShapeKind) -> bool {
    kind.is_string()
        || kind.is_number()
        || matches!(kind, ShapeKind::Boolean | ShapeKind::Timestamp)
}

fn item<'a>(scope: &Scope<'a, '_>, kind: &ShapeKind) -> Option<&'a ShapeKind> {
    match kind {
        ShapeKind::List(member) => scope.model.target(member).map(|target| &target.kind),
        _ => None,
    }
}

fn map_value<'a>(scope: &Scope<'a, '_>, kind: &ShapeKind) -> Option<&'a ShapeKind> {
    match kind {
        ShapeKind::Map { value, .. } => scope.model.target(value).map(|target| &target.kind),
        _ => None,
    }
}

pub(super) fn check(scope: &mut Scope<'_, '_>) {
    let rules: HashMap<&str, &Rule> = RULES.iter().map(|rule| (rule.id, rule)).collect();
    for shape in scope.shapes() {
        applied(scope, &rules, shape, None, &shape.id, &shape.traits);
        for member in shape.members() {
            applied(scope, &rules, shape, Some(member), &member.id, &member.traits);
        }
        exclusive_members(scope, &rules, shape);
        json_names(scope, shape);
    }
}

fn applied(
    scope: &mut Scope<'_, '_>,
    rules: &HashMap<&str, &Rule>,
    shape: &Shape,
    member: Option<&Member>,
    id: &ShapeId,
    traits: &Traits,
) {
    for applied in traits {
        let Some(rule) = rules.get(applied.id.as_str()) else {
            trait_values::check_defined(scope, id, applied);
            continue;
        };
        trait_values::check(scope, id, applied, rule.form);
        if !rule.place.admits(scope, shape, member) {
            misplaced(scope, shape, member, id, applied, rule.place);
        }
        for excluded in rule.excludes {
            // Each pair is reported once, at the trait that comes later in the alphabet.
            if applied.id.as_str() > *excluded && traits.has(excluded) {
                let message = format!("`{}` and `{excluded}` exclude each other", applied.id);
                let help = "remove one of the two";
                scope.error(Code::TRAITS_EXCLUDE, applied.position, id, message, help);
            }
        }
    }
}

fn misplaced(
    scope: &mut Scope<'_, '_>,
    shape: &Shape,
    member: Option<&Member>,
    id: &ShapeId,
    applied: &AppliedTrait,
    place: Place,
) {
    let found = match member.and_then(|member| scope.model.target(member)) {
        Some(target) => {
            format!("a member of a {} that targets a {}", shape.kind.name(), target.kind.name())
        }
        None => format!("a {}", shape.kind.name()),
    };
    let message = format!("`{}` applies {}, but this is {found}", applied.id, place.describe());
    let help = match applied.id.as_str() {
        UNIQUE_ITEMS => "remove the trait; floats and documents have no reliable equality",
        REQUIRED | CLIENT_OPTIONAL => {
            "remove the trait; items and values are never null unless the list or map is `sparse`"
        }
        _ => "remove the trait, or apply it to a fitting shape",
    };
    scope.error(Code::TRAIT_PLACE, applied.position, id, message, help);
}

fn exclusive_members(scope: &mut Scope<'_, '_>, rules: &HashMap<&str, &Rule>, shape: &Shape) {
    if shape.as_structure().is_none() {
        return;
    }
    let mut first: HashMap<&str, &Member> = HashMap::new();
    for member in shape.members() {
        for applied in &member.traits {
            let exclusive = rules.get(applied.id.as_str()).is_some_and(|rule| rule.one_member);
            if !exclusive {
                continue;
            }
            if let Some(other) = first.get(applied.id.as_str()) {
                let message = format!(
                    "only one member may have `{}`, but `{}` has it too",
                    applied.id, other.name
                );
                let help = "remove it from one of the members";
                scope.error(Code::EXCLUSIVE_MEMBERS, applied.position, &member.id, message, help);
            } else {
                first.insert(applied.id.as_str(), member);
            }
        }
    }
}

/// No two members may have one name in JSON (protocol-traits.rst, "jsonName trait").
fn json_names(scope: &mut Scope<'_, '_>, shape: &Shape) {
    if !matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)) {
        return;
    }
    let mut seen: HashMap<&str, &Member> = HashMap::new();
    for member in shape.members() {
        let name = member.traits.json_name().unwrap_or(&member.name);
        let Some(other) = seen.insert(name, member) else {
            continue;
        };
        let position =
            member.traits.applied(JSON_NAME).map_or(member.position, |applied| applied.position);
        let message =
            format!("the members `{}` and `{}` are both {name:?} in JSON", other.name, member.name);
        let help = "give one of them another `jsonName`";
        scope.error(Code::JSON_NAME_CLASH, position, &member.id, message, help);
    }
}
