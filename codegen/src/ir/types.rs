//! Types and their members.

use super::schema::{Literal, MemberSchema, SchemaTrait};

/// A type in a file of its own below `types/`.
#[derive(Clone, Debug)]
pub enum Definition {
    /// A structure.
    Structure(Structure),
    /// A union.
    Union(Union),
    /// A set of strings.
    Enumeration(Enumeration),
    /// A set of numbers.
    IntEnumeration(IntEnumeration),
}

/// The name of a generated type and the module that defines it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeName {
    /// The type, such as `ProjectSummary`.
    pub name: String,
    /// The public module to import it from, below the crate: `types`, `error`, or
    /// `operation::create_project`.
    pub home: String,
    /// The private module that holds it, with the schema beside it: `types::project_summary`.
    pub file: String,
}

/// What a structure is for; it decides what users may construct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The input of an operation: plain, with public fields and update syntax.
    Request,
    /// The output of an operation: `non_exhaustive`.
    Response,
    /// An error: `non_exhaustive`, with the context of the response.
    Error,
    /// Part of a request, and perhaps of responses too: plain.
    Input,
    /// Part of responses only: `non_exhaustive`.
    Output,
}

/// A structure.
#[derive(Clone, Debug)]
pub struct Structure {
    /// The type's name.
    pub name: TypeName,
    /// The name of the static that holds its schema, in the same file.
    pub schema: String,
    /// The absolute shape id.
    pub id: String,
    /// What it is, in Markdown.
    pub documentation: String,
    /// A note for the `deprecated` attribute.
    pub deprecated: Option<String>,
    /// What it is for.
    pub role: Role,
    /// The members, in the order of the model.
    pub fields: Vec<Field>,
    /// The indices of the fields that [`Structure::fields`] requires, in the order in which
    /// constructors take them.
    pub required: Vec<usize>,
    /// The traits of the shape.
    pub traits: Vec<SchemaTrait>,
    /// Whether a member is never shown, so that `Debug` cannot be derived.
    pub redacted: bool,
    /// Whether it holds a stream, so that it is neither `Clone` nor `PartialEq`.
    pub streaming: bool,
    /// Whether `Default` can be derived: no member is required and none has a default other than
    /// its type's.
    pub default: bool,
}

/// A member of a structure.
#[derive(Clone, Debug)]
pub struct Field {
    /// The field's name, keyword-safe: `space_name`, `r#type`.
    pub name: String,
    /// The name to use inside a longer one: `type` for `r#type`.
    pub plain_name: String,
    /// The setter's name, free of clashes with the builder's own methods.
    pub setter: String,
    /// What it is, in Markdown, constraints included.
    pub documentation: String,
    /// A note for the `deprecated` attribute.
    pub deprecated: Option<String>,
    /// The type without `Option`.
    pub kind: Type,
    /// Whether it can be left out.
    pub presence: Presence,
    /// Its entry in the schema.
    pub schema: MemberSchema,
}

/// Whether a member can be left out, and what stands for it then.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// It is always there: a plain field, and a stage in builders.
    Required,
    /// It may be absent: an `Option`.
    Optional,
    /// It is always there and starts out with this value.
    Default(Literal),
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// `bool`
    Boolean,
    /// `i8`
    Byte,
    /// `i16`
    Short,
    /// `i32`
    Integer,
    /// `i64`
    Long,
    /// `f32`
    Float,
    /// `f64`
    Double,
    /// `runtime::BigInteger`
    BigInteger,
    /// `runtime::BigDecimal`
    BigDecimal,
    /// `String`
    String,
    /// `runtime::Blob`
    Blob,
    /// `runtime::Timestamp`
    Timestamp,
    /// `runtime::Document`
    Document,
    /// `runtime::Body`, for a streaming blob.
    Stream,
    /// `runtime::EventStream<events>`, or `runtime::EventStream<events, errors>`.
    EventStream {
        /// The union of the events.
        events: TypeName,
        /// What can end the stream, where a service sends it.
        errors: Option<TypeName>,
    },
    /// A structure without members, of a union's member that carries nothing: `runtime::Unit`.
    Unit,
    /// A generated structure or union.
    Aggregate(TypeName),
    /// A generated enum or int enum.
    Enumeration(TypeName),
    /// `Vec<item>`, or `Vec<Option<item>>`.
    List {
        /// The type of an entry.
        item: Box<Type>,
        /// Whether entries may be absent (`sparse`).
        sparse: bool,
    },
    /// `BTreeMap<key, value>`, or `BTreeMap<key, Option<value>>`.
    Map {
        /// `String` or an enumeration.
        key: Box<Type>,
        /// The type of a value.
        value: Box<Type>,
        /// Whether values may be absent (`sparse`).
        sparse: bool,
    },
    /// `Box<inner>`, where a type would contain itself.
    Boxed(Box<Type>),
}

/// A union.
#[derive(Clone, Debug)]
pub struct Union {
    /// The type's name.
    pub name: TypeName,
    /// The name of the static that holds its schema, in the same file.
    pub schema: String,
    /// The absolute shape id.
    pub id: String,
    /// What it is, in Markdown.
    pub documentation: String,
    /// A note for the `deprecated` attribute.
    pub deprecated: Option<String>,
    /// The members, in the order of the model.
    pub variants: Vec<UnionVariant>,
    /// The name of the variant for a member that the model does not list.
    pub unknown: String,
    /// The traits of the shape.
    pub traits: Vec<SchemaTrait>,
    /// Whether a member is never shown, so that `Debug` cannot be derived.
    pub redacted: bool,
    /// Whether it holds a stream, so that it is neither `Clone` nor `PartialEq`.
    pub streaming: bool,
}

/// A member of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// The variant's name.
    pub name: String,
    /// What it is, in Markdown, constraints included.
    pub documentation: String,
    /// A note for the `deprecated` attribute.
    pub deprecated: Option<String>,
    /// The type it carries.
    pub kind: Type,
    /// Its entry in the schema.
    pub schema: MemberSchema,
}

/// A set of strings.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// The type's name.
    pub name: TypeName,
    /// The name of the static that holds its schema, in the same file.
    pub schema: String,
    /// The absolute shape id.
    pub id: String,
    /// What it is, in Markdown.
    pub documentation: String,
    /// A note for the `deprecated` attribute.
    pub deprecated: Option<String>,
    /// The values, in the order of the model.
    pub variants: Vec<EnumerationVariant>,
    /// The name of the variant for a value that the model does not list.
    pub unknown: String,
    /// The traits of the shape.
    pub traits: Vec<SchemaTrait>,
}

/// A value of a set of strings.
#[derive(Clone, Debug)]
pub struct EnumerationVariant {
    /// The variant's name.
    pub name: String,
    /// The text on the wire.
    pub value: String,
    /// What it is, in Markdown.
    pub documentation: String,
    /// A note for the `deprecated` attribute.
    pub deprecated: Option<String>,
}

/// A set of numbers.
#[derive(Clone, Debug)]
pub struct IntEnumeration {
    /// The type's name.
    pub name: TypeName,
    /// The name of the static that holds its schema, in the same file.
    pub schema: String,
    /// The absolute shape id.
    pub id: String,
    /// What it is, in Markdown.
    pub documentation: String,
    /// A note for the `deprecated` attribute.
    pub deprecated: Option<String>,
    /// The values, in the order of the model.
    pub variants: Vec<IntEnumerationVariant>,
    /// The name of the variant for a value that the model does not list.
    pub unknown: String,
    /// The traits of the shape.
    pub traits: Vec<SchemaTrait>,
}

/// A value of a set of numbers.
#[derive(Clone, Debug)]
pub struct IntEnumerationVariant {
    /// The variant's name.
    pub name: String,
    /// The number on the wire.
    pub value: i32,
    /// What it is, in Markdown.
    pub documentation: String,
    /// A note for the `deprecated` attribute.
    pub deprecated: Option<String>,
}

impl Type {
    /// Whether it is a stream, of bytes or of events.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Stream | Self::EventStream { .. })
    }
}

impl Definition {
    /// The type's name.
    #[must_use]
    pub fn name(&self) -> &TypeName {
        match self {
            Self::Structure(structure) => &structure.name,
            Self::Union(union) => &union.name,
            Self::Enumeration(enumeration) => &enumeration.name,
            Self::IntEnumeration(enumeration) => &enumeration.name,
        }
    }
}
