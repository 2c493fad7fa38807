//! Structures, unions and enums.

use super::documentation;
use super::literal;
use super::optionality::{self, Facts, Optionality};
use super::{constraints, events, member_schema, traits, Context};
use crate::ir::{
    Definition, Enumeration, EnumerationVariant, Field, IntEnumeration, IntEnumerationVariant,
    Literal, Presence, Role, Structure, Type, TypeName, Union, UnionVariant,
};
use crate::model::traits::{
    CLIENT_OPTIONAL, HTTP_LABEL, IDEMPOTENCY_TOKEN, INPUT, REQUIRED, SENSITIVE, SPARSE, STREAMING,
};
use crate::model::{EnumValue, Member, Shape, ShapeKind, Traits};
use crate::names::{self, Scope, Separator};

/// Methods of builders: a member with such a name gets a setter with a `_`.
const BUILDER_METHODS: [&str; 6] = ["call", "clone", "items", "new", "pages", "send"];

/// The type of a shape that lives below `types/`.
pub(super) fn definition(context: &Context<'_>, shape: &Shape) -> Option<Definition> {
    let name = context.naming.of_type(&shape.id).filter(|name| name.home == "types")?;
    Some(match &shape.kind {
        ShapeKind::Structure(_) => {
            Definition::Structure(structure(context, shape, name.clone(), role(context, shape)))
        }
        ShapeKind::Union(_) => Definition::Union(union(context, shape, name.clone())),
        ShapeKind::Enum(_) => Definition::Enumeration(enumeration(context, shape, name.clone())),
        ShapeKind::IntEnum(_) => {
            Definition::IntEnumeration(int_enumeration(context, shape, name.clone()))
        }
        _ => return None,
    })
}

/// The type of an error structure.
pub(super) fn error(context: &Context<'_>, shape: &Shape) -> Option<Structure> {
    let name = context.naming.of_type(&shape.id).filter(|name| name.home == "error")?;
    Some(structure(context, shape, name.clone(), Role::Error))
}

fn role(context: &Context<'_>, shape: &Shape) -> Role {
    if context.usage.in_requests(&shape.id) || !context.usage.in_responses(&shape.id) {
        Role::Input
    } else {
        Role::Output
    }
}

/// A structure under the name it was given.
pub(super) fn structure(
    context: &Context<'_>,
    shape: &Shape,
    name: TypeName,
    role: Role,
) -> Structure {
    let in_input = role == Role::Request || shape.traits.has(INPUT);
    // An error structure also holds what is known about the call.
    let mut fields_scope =
        if role == Role::Error { Scope::with(["context"]) } else { Scope::default() };
    let mut setters = Scope::with(BUILDER_METHODS);
    let mut fields: Vec<Field> = shape
        .members()
        .filter(|member| events::has_field(context, member))
        .filter_map(|member| field(context, member, in_input, &mut fields_scope, &mut setters))
        .collect();
    for field in &mut fields {
        if let Type::EventStream { errors, .. } = &mut field.kind {
            *errors = events::error_type(context, shape, role);
        }
    }
    let required = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.presence == Presence::Required)
        .map(|(index, _)| index)
        .collect();
    Structure {
        schema: schema_name(context, shape),
        id: shape.id.to_string(),
        documentation: describe_shape(shape, &name.name, "structure"),
        deprecated: deprecated(&shape.traits),
        role,
        required,
        traits: traits::of_shape(context, shape),
        redacted: is_redacted(context, shape),
        streaming: fields.iter().any(|field| field.kind.is_stream()),
        default: fields.iter().all(|field| {
            matches!(field.presence, Presence::Optional | Presence::Default(Literal::Empty))
        }),
        name,
        fields,
    }
}

fn schema_name(context: &Context<'_>, shape: &Shape) -> String {
    let path = context.naming.of_schema(&shape.id).map_or("SCHEMA", |path| path.0.as_str());
    path.rsplit("::").next().unwrap_or("SCHEMA").to_owned()
}

fn field(
    context: &Context<'_>,
    member: &Member,
    in_input: bool,
    fields: &mut Scope,
    setters: &mut Scope,
) -> Option<Field> {
    let target = context.model.target(member)?;
    let kind = member_type(context, member, target)?;
    let default = member.traits.default_value().filter(|_| !member.traits.has(CLIENT_OPTIONAL));
    let default = default.and_then(|node| literal::default_value(node, &kind));
    let facts = Facts {
        client_optional: member.traits.has(CLIENT_OPTIONAL),
        idempotency_token: member.traits.has(IDEMPOTENCY_TOKEN),
        default: default.is_some(),
        required: member.traits.has(REQUIRED),
        // A label has no place in the URI to be left out of, whatever the setting.
        in_input: in_input && !member.traits.has(HTTP_LABEL),
        streaming: kind.is_stream(),
    };
    let presence = match optionality::decide(facts, context.options.input_required) {
        Optionality::Required => Presence::Required,
        Optionality::Optional => Presence::Optional,
        Optionality::Defaulted => Presence::Default(default.unwrap_or(Literal::Empty)),
    };
    let plain_name = member_name(&member.name, fields);
    let setter = setters.take(&plain_name, Separator::Underscore);
    // A clash with one of our methods reads better with a trailing `_` than with a number.
    let setter = if BUILDER_METHODS.contains(&plain_name.as_str()) {
        format!("{plain_name}_")
    } else {
        names::identifier(&setter)
    };
    Some(Field {
        name: names::identifier(&plain_name),
        setter,
        plain_name,
        documentation: constraints::describe(context, member, target),
        deprecated: deprecated(&member.traits),
        kind,
        presence,
        schema: member_schema(context, member)?,
    })
}

/// A field's name: never empty, never starting with a digit.
fn member_name(name: &str, scope: &mut Scope) -> String {
    let snake = names::snake(name);
    let snake = if snake.starts_with(|first: char| first.is_ascii_lowercase()) {
        snake
    } else {
        format!("value_{snake}")
    };
    scope.take(snake.trim_end_matches('_'), Separator::Underscore)
}

/// The Rust type of a member.
fn member_type(context: &Context<'_>, member: &Member, target: &Shape) -> Option<Type> {
    let kind = type_of(context, target, member.traits.has(STREAMING))?;
    let boxed = context.boxed.contains(&member.id);
    Some(if boxed { Type::Boxed(Box::new(kind)) } else { kind })
}

/// The Rust type of a shape. Lists and maps nest as deep as the model nests them, which the
/// checks bound: a list that contains itself is an error of the model.
pub(super) fn type_of(context: &Context<'_>, shape: &Shape, streaming: bool) -> Option<Type> {
    let named = || context.naming.of_type(&shape.id).cloned();
    Some(match &shape.kind {
        ShapeKind::Boolean => Type::Boolean,
        ShapeKind::Byte => Type::Byte,
        ShapeKind::Short => Type::Short,
        ShapeKind::Integer => Type::Integer,
        ShapeKind::Long => Type::Long,
        ShapeKind::Float => Type::Float,
        ShapeKind::Double => Type::Double,
        ShapeKind::BigInteger => Type::BigInteger,
        ShapeKind::BigDecimal => Type::BigDecimal,
        ShapeKind::String => Type::String,
        ShapeKind::Blob if streaming || shape.traits.has(STREAMING) => Type::Stream,
        ShapeKind::Blob => Type::Blob,
        ShapeKind::Timestamp => Type::Timestamp,
        ShapeKind::Document => Type::Document,
        ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => Type::Enumeration(named()?),
        ShapeKind::Union(_) if events::is_stream(shape) => {
            Type::EventStream { events: named()?, errors: None }
        }
        ShapeKind::Structure(_) | ShapeKind::Union(_) => {
            named().map_or(Type::Unit, Type::Aggregate)
        }
        ShapeKind::List(member) => Type::List {
            item: Box::new(type_of(context, context.model.target(member)?, false)?),
            sparse: shape.traits.has(SPARSE),
        },
        ShapeKind::Map { key, value } => Type::Map {
            key: Box::new(type_of(context, context.model.target(key)?, false)?),
            value: Box::new(type_of(context, context.model.target(value)?, false)?),
            sparse: shape.traits.has(SPARSE),
        },
        ShapeKind::Operation(_) | ShapeKind::Resource(_) | ShapeKind::Service(_) => return None,
    })
}

fn union(context: &Context<'_>, shape: &Shape, name: TypeName) -> Union {
    let mut scope = Scope::default();
    let variants: Vec<UnionVariant> = shape
        .members()
        .filter_map(|member| {
            let target = context.model.target(member)?;
            Some(UnionVariant {
                name: variant_name(&member.name, &mut scope),
                documentation: constraints::describe(context, member, target),
                deprecated: deprecated(&member.traits),
                kind: member_type(context, member, target)?,
                schema: member_schema(context, member)?,
            })
        })
        .collect();
    Union {
        schema: schema_name(context, shape),
        id: shape.id.to_string(),
        documentation: describe_shape(shape, &name.name, "union"),
        deprecated: deprecated(&shape.traits),
        unknown: unknown_name(&mut scope),
        traits: traits::of_shape(context, shape),
        redacted: is_redacted(context, shape),
        streaming: variants.iter().any(|variant| variant.kind.is_stream()),
        variants,
        name,
    }
}

fn enumeration(context: &Context<'_>, shape: &Shape, name: TypeName) -> Enumeration {
    let mut scope = Scope::default();
    let variants: Vec<EnumerationVariant> = shape
        .members()
        .filter_map(|member| {
            let value = match member.traits.enum_value() {
                Some(EnumValue::String(value)) => value,
                // A member without the trait has its name as its value (Smithy 2.0, "enum").
                None => member.name.to_string(),
                Some(EnumValue::Integer(_)) => return None,
            };
            Some(EnumerationVariant {
                name: variant_name(&member.name, &mut scope),
                documentation: value_documentation(member, &value),
                deprecated: deprecated(&member.traits),
                value,
            })
        })
        .collect();
    Enumeration {
        schema: schema_name(context, shape),
        id: shape.id.to_string(),
        documentation: describe_shape(shape, &name.name, "enum"),
        deprecated: deprecated(&shape.traits),
        unknown: unknown_name(&mut scope),
        traits: traits::of_shape(context, shape),
        variants,
        name,
    }
}

fn int_enumeration(context: &Context<'_>, shape: &Shape, name: TypeName) -> IntEnumeration {
    let mut scope = Scope::default();
    let variants: Vec<IntEnumerationVariant> = shape
        .members()
        .filter_map(|member| {
            let Some(EnumValue::Integer(value)) = member.traits.enum_value() else { return None };
            Some(IntEnumerationVariant {
                name: variant_name(&member.name, &mut scope),
                documentation: value_documentation(member, &value.to_string()),
                deprecated: deprecated(&member.traits),
                value,
            })
        })
        .collect();
    IntEnumeration {
        schema: schema_name(context, shape),
        id: shape.id.to_string(),
        documentation: describe_shape(shape, &name.name, "enum"),
        deprecated: deprecated(&shape.traits),
        unknown: unknown_name(&mut scope),
        traits: traits::of_shape(context, shape),
        variants,
        name,
    }
}

fn variant_name(name: &str, scope: &mut Scope) -> String {
    let camel = names::upper_camel(name);
    let camel = if camel.starts_with(|first: char| first.is_ascii_uppercase()) {
        camel
    } else {
        format!("Value{camel}")
    };
    let camel = if camel == "Self" { "SelfShape".to_owned() } else { camel };
    scope.take(&camel, Separator::Nothing)
}

/// The variant for what the model does not list; a model may have an `UNKNOWN` of its own.
fn unknown_name(scope: &mut Scope) -> String {
    let preferred = scope.take("Unknown", Separator::Nothing);
    if preferred == "Unknown" {
        preferred
    } else {
        scope.take("UnknownValue", Separator::Nothing)
    }
}

fn value_documentation(member: &Member, value: &str) -> String {
    let documentation = describe(&member.traits);
    if documentation.is_empty() {
        format!("The value {}.", documentation::code(value))
    } else {
        documentation
    }
}

/// The documentation of a shape; a type of a crate always has one.
fn describe_shape(shape: &Shape, name: &str, kind: &str) -> String {
    let text = describe(&shape.traits);
    if text.is_empty() {
        format!("The {kind} {} of the model.", documentation::code(name))
    } else {
        text
    }
}

/// The documentation of a shape in Markdown, with what else the model says about using it.
pub(super) fn describe(traits: &Traits) -> String {
    let mut text = traits.documentation().map(documentation::markdown).unwrap_or_default();
    for (name, address) in traits.external_documentation().unwrap_or_default() {
        if address.starts_with("https://") || address.starts_with("http://") {
            let link = documentation::markdown(&format!("[{name}](<{address}>)"));
            constraints::paragraph(&mut text, &format!("See {link}."));
        }
    }
    if let Some(since) = traits.since() {
        constraints::paragraph(&mut text, &format!("Since {}.", documentation::inline(since)));
    }
    if traits.has(crate::model::traits::UNSTABLE) {
        constraints::paragraph(&mut text, "This may still change.");
    }
    text
}

/// A note for the `deprecated` attribute. rustc parses `since`, so it becomes part of the note.
pub(super) fn deprecated(traits: &Traits) -> Option<String> {
    let facts = traits.deprecated()?;
    Some(match (facts.message, facts.since) {
        (Some(message), Some(since)) => format!("since {since}: {message}"),
        (Some(message), None) => message,
        (None, Some(since)) => format!("since {since}"),
        (None, None) => "the model marks this as deprecated".to_owned(),
    })
}

/// Whether the structure or union holds a `@sensitive` value that is not inside another
/// structure, which redacts its own.
fn is_redacted(context: &Context<'_>, shape: &Shape) -> bool {
    let mut pending: Vec<(&Traits, &Shape)> = shape
        .members()
        .filter_map(|member| Some((&member.traits, context.model.target(member)?)))
        .collect();
    let mut seen = Vec::new();
    while let Some((traits, target)) = pending.pop() {
        if traits.has(SENSITIVE) || target.traits.has(SENSITIVE) {
            return true;
        }
        if matches!(target.kind, ShapeKind::List(_) | ShapeKind::Map { .. })
            && !seen.contains(&&target.id)
        {
            seen.push(&target.id);
            pending.extend(
                target
                    .members()
                    .filter_map(|member| Some((&member.traits, context.model.target(member)?))),
            );
        }
    }
    shape.traits.has(SENSITIVE)
}
