//! Schemas: what the generated statics say.

/// A shape without a Rust type of its own: an entry of `schema.rs`.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The name of the static.
    pub name: String,
    /// The absolute shape id.
    pub id: String,
    /// What it is.
    pub kind: SchemaKind,
    /// The traits of the shape.
    pub traits: Vec<SchemaTrait>,
}

/// What a shape without a Rust type is.
#[derive(Clone, Debug)]
pub enum SchemaKind {
    /// A simple shape, by the name of the variant of `runtime::schema::Kind`: `String`, `Long`, ...
    Simple(&'static str),
    /// A list.
    List(MemberSchema),
    /// A map.
    Map {
        /// The key.
        key: MemberSchema,
        /// The value.
        value: MemberSchema,
    },
}

/// A static with a schema, as a path below the crate: `schema::NAME_STRING`,
/// `types::project_summary::SCHEMA`, or below the runtime for shapes of the prelude:
/// `runtime::prelude::STRING`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaPath(pub String);

/// A member's entry in the schema of its shape.
#[derive(Clone, Debug)]
pub struct MemberSchema {
    /// The name in the model.
    pub name: String,
    /// The schema of the target.
    pub target: SchemaPath,
    /// The traits of the member.
    pub traits: Vec<SchemaTrait>,
}

/// A trait, as a call on the schema's builder, in the order in which they are printed.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemaTrait {
    /// `.required()`
    Required,
    /// `.json_name("...")`
    JsonName(String),
    /// `.label()`
    Label,
    /// `.query("...")`
    Query(String),
    /// `.query_params()`
    QueryParams,
    /// `.header("...")`
    Header(String),
    /// `.prefix_headers("...")`
    PrefixHeaders(String),
    /// `.payload()`
    Payload,
    /// `.response_code()`
    ResponseCode,
    /// `.event_header()`
    EventHeader,
    /// `.event_payload()`
    EventPayload,
    /// `.length(min, max)`, `.min_length(min)`, `.max_length(max)`
    Length {
        /// The least length.
        min: Option<u64>,
        /// The greatest length.
        max: Option<u64>,
    },
    /// `.range(min, max)`, `.min(min)`, `.max(max)`
    Range {
        /// The least value.
        min: Option<Bound>,
        /// The greatest value.
        max: Option<Bound>,
    },
    /// `.pattern(&pattern::NAME)`: the name of the static below `pattern`.
    Pattern(String),
    /// `.unique_items()`
    UniqueItems,
    /// `.sparse()`
    Sparse,
    /// `.sensitive()`
    Sensitive,
    /// `.idempotency_token()`
    IdempotencyToken,
    /// `.timestamp_format(TimestampFormat::DateTime)`: the name of the variant.
    TimestampFormat(&'static str),
    /// `.media_type("...")`
    MediaType(String),
    /// `.streaming()`
    Streaming,
    /// `.requires_length()`
    RequiresLength,
    /// `.error(Fault::Client, 404)`
    Error {
        /// Whether the server is at fault.
        server: bool,
        /// The HTTP status code.
        status: u16,
    },
    /// `.retryable(throttling)`
    Retryable {
        /// Whether the service asks to slow down.
        throttling: bool,
    },
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Decimal(f64),
}

/// A value written in code: the default of a member.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// The value that `Shape::empty` gives: zero, false, an empty text, list or map.
    Empty,
    /// `true` or `false`
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Decimal(f64),
    /// A text, to be converted into the field's type: a string, a big number, a string enum
    /// (`"...".into()`).
    Text(String),
    /// A variant of an int enum, by number (`Type::from(3)`).
    EnumerationNumber(i32),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A moment: seconds since the epoch, and nanoseconds.
    Timestamp(i64, u32),
    /// A document, as JSON.
    Document(DocumentLiteral),
}

/// A document written in code.
#[derive(Clone, Debug, PartialEq)]
pub enum DocumentLiteral {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Decimal(f64),
    /// A text.
    String(String),
    /// An empty list.
    EmptyList,
    /// An empty map.
    EmptyMap,
}

/// A pattern and what matches it.
#[derive(Clone, Debug)]
pub struct Matcher {
    /// The name of the static.
    pub name: String,
    /// The pattern as the model has it.
    pub source: String,
    /// What matches it.
    pub engine: Engine,
}

/// What matches a pattern.
#[derive(Clone, Debug)]
pub enum Engine {
    /// An automaton, as data.
    Static(crate::pattern::Compiled),
    /// The ECMA-262 engine of the runtime's feature `pattern-fallback`, in this grammar.
    Fallback(crate::pattern::Mode),
}
