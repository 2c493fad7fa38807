//! What the model says of a shape, as data: one `static` a shape.
//!
//! Everything that walks a value (codecs, validation, redaction) is generic code over these
//! tables, compiled once. A [`Schema`] describes a shape, a [`Member`] its use inside another
//! shape; where both carry the same trait, the member's wins (Smithy 2.0, "Member traits").

mod place;

use crate::pattern::Pattern;

pub use place::Place;

/// A shape of the model.
#[derive(Debug)]
pub struct Schema {
    id: &'static str,
    kind: Kind,
    members: &'static [Member],
    traits: Traits,
}

/// The kind of a shape, named as in the Smithy 2.0 specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// `boolean`
    Boolean,
    /// `byte`
    Byte,
    /// `short`
    Short,
    /// `integer`
    Integer,
    /// `long`
    Long,
    /// `float`
    Float,
    /// `double`
    Double,
    /// `bigInteger`
    BigInteger,
    /// `bigDecimal`
    BigDecimal,
    /// `string`
    String,
    /// `enum`, with the values the model lists.
    Enum(&'static [&'static str]),
    /// `intEnum`, with the values the model lists.
    IntEnum(&'static [i32]),
    /// `blob`
    Blob,
    /// `timestamp`
    Timestamp,
    /// `document`
    Document,
    /// `list`; its only member is the element.
    List,
    /// `map`; its members are the key and the value.
    Map,
    /// `structure`
    Structure,
    /// `union`
    Union,
}

/// The use of a shape inside another one.
#[derive(Debug)]
pub struct Member {
    name: &'static str,
    json_name: Option<&'static str>,
    target: &'static Schema,
    location: Location,
    traits: Traits,
}

/// Where a member travels in an HTTP message (Smithy 2.0, "HTTP bindings").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// In the body, beside the other members without a binding.
    Document,
    /// In a label of the URI (`httpLabel`).
    Label,
    /// In the query parameter of this name (`httpQuery`).
    Query(&'static str),
    /// Each entry of the map is a query parameter (`httpQueryParams`).
    QueryParams,
    /// In the header of this name (`httpHeader`).
    Header(&'static str),
    /// Each entry of the map is a header whose name starts with this (`httpPrefixHeaders`).
    PrefixHeaders(&'static str),
    /// The member is the whole body (`httpPayload`).
    Payload,
    /// The status code of the response (`httpResponseCode`).
    ResponseCode,
    /// In the header of its own name in the message of an event (`eventHeader`); elsewhere like
    /// [`Location::Document`].
    EventHeader,
    /// The member is the whole payload of the message of an event (`eventPayload`); elsewhere like
    /// [`Location::Document`].
    EventPayload,
}

/// How a timestamp is written (`timestampFormat` trait).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// RFC 3339 text in UTC.
    DateTime,
    /// The fixed-length date of RFC 9110, section 5.6.7.
    HttpDate,
    /// Seconds since 1970-01-01T00:00:00Z, with an optional fraction.
    EpochSeconds,
}

/// Which side is at fault for an error (`error` trait).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The caller.
    Client,
    /// The service.
    Server,
}

/// A `length` constraint; its unit depends on the shape: Unicode scalar values of a string,
/// bytes of a blob, entries of a list or map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The least allowed length.
    pub min: Option<u64>,
    /// The greatest allowed length.
    pub max: Option<u64>,
}

/// A `range` constraint, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The least allowed value.
    pub min: Option<Bound>,
    /// The greatest allowed value.
    pub max: Option<Bound>,
}

/// One end of a [`Range`]; whole numbers stay exact beyond the 53 bits of a double.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Decimal(f64),
}

/// Traits that a shape and a member can both carry.
#[derive(Clone, Copy, Debug)]
struct Traits {
    flags: u16,
    length: Length,
    range: Range,
    pattern: Option<&'static Pattern>,
    timestamp_format: Option<TimestampFormat>,
    media_type: Option<&'static str>,
    error: Option<ErrorTraits>,
}

/// What the model says of an error structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorTraits {
    /// Which side is at fault (`error`).
    pub fault: Fault,
    /// The HTTP status code (`httpError`); 400 or 500 by fault when the model gives none.
    pub status: u16,
    /// Whether a client may try again (`retryable`).
    pub retryable: bool,
    /// Whether the service asks the client to slow down (`retryable` with `throttling`).
    pub throttling: bool,
}

const REQUIRED: u16 = 1;
const SENSITIVE: u16 = 1 << 1;
const SPARSE: u16 = 1 << 2;
const UNIQUE_ITEMS: u16 = 1 << 3;
const IDEMPOTENCY_TOKEN: u16 = 1 << 4;
const STREAMING: u16 = 1 << 5;
const REQUIRES_LENGTH: u16 = 1 << 6;

impl Traits {
    const NONE: Self = Self {
        flags: 0,
        length: Length { min: None, max: None },
        range: Range { min: None, max: None },
        pattern: None,
        timestamp_format: None,
        media_type: None,
        error: None,
    };

    const fn has(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }
}

/// The builder functions that shapes and members share.
macro_rules! trait_setters {
    () => {
        /// Marks the value as one that is never shown (`sensitive`).
        #[must_use]
        pub const fn sensitive(mut self) -> Self {
            self.traits.flags |= SENSITIVE;
            self
        }

        /// Sets the least and the greatest length (`length`).
        #[must_use]
        pub const fn length(mut self, min: u64, max: u64) -> Self {
            self.traits.length = Length { min: Some(min), max: Some(max) };
            self
        }

        /// Sets the least length (`length` without `max`).
        #[must_use]
        pub const fn min_length(mut self, min: u64) -> Self {
            self.traits.length = Length { min: Some(min), max: None };
            self
        }

        /// Sets the greatest length (`length` without `min`).
        #[must_use]
        pub const fn max_length(mut self, max: u64) -> Self {
            self.traits.length = Length { min: None, max: Some(max) };
            self
        }

        /// Sets the least and the greatest value (`range`).
        #[must_use]
        pub const fn range(mut self, min: Bound, max: Bound) -> Self {
            self.traits.range = Range { min: Some(min), max: Some(max) };
            self
        }

        /// Sets the least value (`range` without `max`).
        #[must_use]
        pub const fn min(mut self, min: Bound) -> Self {
            self.traits.range = Range { min: Some(min), max: None };
            self
        }

        /// Sets the greatest value (`range` without `min`).
        #[must_use]
        pub const fn max(mut self, max: Bound) -> Self {
            self.traits.range = Range { min: None, max: Some(max) };
            self
        }

        /// Sets the pattern a string must contain a match of (`pattern`).
        #[must_use]
        pub const fn pattern(mut self, pattern: &'static Pattern) -> Self {
            self.traits.pattern = Some(pattern);
            self
        }

        /// Asks for list entries that all differ (`uniqueItems`).
        #[must_use]
        pub const fn unique_items(mut self) -> Self {
            self.traits.flags |= UNIQUE_ITEMS;
            self
        }

        /// Sets how a timestamp is written (`timestampFormat`).
        #[must_use]
        pub const fn timestamp_format(mut self, format: TimestampFormat) -> Self {
            self.traits.timestamp_format = Some(format);
            self
        }

        /// Sets what the content is (`mediaType`).
        #[must_use]
        pub const fn media_type(mut self, media_type: &'static str) -> Self {
            self.traits.media_type = Some(media_type);
            self
        }
    };
}

impl Schema {
    /// A shape without members.
    #[must_use]
    pub const fn simple(id: &'static str, kind: Kind) -> Self {
        Self { id, kind, members: &[], traits: Traits::NONE }
    }

    /// A `string` shape.
    #[must_use]
    pub const fn string(id: &'static str) -> Self {
        Self::simple(id, Kind::String)
    }

    /// An `enum` shape with the values the model lists.
    #[must_use]
    pub const fn enumeration(id: &'static str, values: &'static [&'static str]) -> Self {
        Self::simple(id, Kind::Enum(values))
    }

    /// An `intEnum` shape with the values the model lists.
    #[must_use]
    pub const fn int_enumeration(id: &'static str, values: &'static [i32]) -> Self {
        Self::simple(id, Kind::IntEnum(values))
    }

    /// A `list` shape; `members` is its one member.
    #[must_use]
    pub const fn list(id: &'static str, members: &'static [Member; 1]) -> Self {
        Self { id, kind: Kind::List, members, traits: Traits::NONE }
    }

    /// A `map` shape; `members` are its key and its value.
    #[must_use]
    pub const fn map(id: &'static str, members: &'static [Member; 2]) -> Self {
        Self { id, kind: Kind::Map, members, traits: Traits::NONE }
    }

    /// A `structure` shape with its members in the order of the model.
    #[must_use]
    pub const fn structure(id: &'static str, members: &'static [Member]) -> Self {
        Self { id, kind: Kind::Structure, members, traits: Traits::NONE }
    }

    /// A `union` shape with its members in the order of the model.
    #[must_use]
    pub const fn union(id: &'static str, members: &'static [Member]) -> Self {
        Self { id, kind: Kind::Union, members, traits: Traits::NONE }
    }

    trait_setters!();

    /// Allows `null` entries in a list or map (`sparse`).
    #[must_use]
    pub const fn sparse(mut self) -> Self {
        self.traits.flags |= SPARSE;
        self
    }

    /// Marks the blob as one that is not buffered, or the union as the events of a stream
    /// (`streaming`).
    #[must_use]
    pub const fn streaming(mut self) -> Self {
        self.traits.flags |= STREAMING;
        self
    }

    /// Marks the stream as one whose length is sent ahead (`requiresLength`).
    #[must_use]
    pub const fn requires_length(mut self) -> Self {
        self.traits.flags |= REQUIRES_LENGTH;
        self
    }

    /// Marks the structure as an error (`error`, `httpError`).
    #[must_use]
    pub const fn error(mut self, fault: Fault, status: u16) -> Self {
        self.traits.error =
            Some(ErrorTraits { fault, status, retryable: false, throttling: false });
        self
    }

    /// Marks the error as one after which a client may try again (`retryable`).
    #[must_use]
    pub const fn retryable(mut self, throttling: bool) -> Self {
        if let Some(mut error) = self.traits.error {
            error.retryable = true;
            error.throttling = throttling;
            self.traits.error = Some(error);
        }
        self
    }

    /// The absolute shape id, `namespace#Name`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The shape's name without its namespace.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.id.rsplit_once('#').map_or(self.id, |(_, name)| name)
    }

    /// The kind of the shape.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The members, in the order of the model.
    #[must_use]
    pub const fn members(&self) -> &'static [Member] {
        self.members
    }

    /// Whether entries of the list or map may be `null`.
    #[must_use]
    pub const fn is_sparse(&self) -> bool {
        self.traits.has(SPARSE)
    }

    /// Whether values of the shape are never shown.
    #[must_use]
    pub const fn is_sensitive(&self) -> bool {
        self.traits.has(SENSITIVE)
    }

    /// What the model says of the error, for an error structure.
    #[must_use]
    pub const fn error_traits(&self) -> Option<ErrorTraits> {
        self.traits.error
    }

    /// The index of the member that is the whole HTTP body (`httpPayload`).
    #[must_use]
    pub fn payload(&self) -> Option<usize> {
        self.members.iter().position(|member| member.location == Location::Payload)
    }

    /// The index of the member that is a stream of events (`streaming` union).
    #[must_use]
    pub fn events(&self) -> Option<usize> {
        self.members.iter().position(|member| {
            member.target.kind == Kind::Union && Place::from(member).is_streaming()
        })
    }

    /// Whether a value of this shape can hold a `sensitive` one, at any depth.
    #[must_use]
    pub fn holds_sensitive(&'static self) -> bool {
        // Models are small and this runs on error paths only, so a list of what was seen will do.
        let mut seen: alloc::vec::Vec<&'static Schema> = alloc::vec![self];
        let mut next = 0;
        while let Some(schema) = seen.get(next).copied() {
            next += 1;
            if schema.is_sensitive() {
                return true;
            }
            for member in schema.members {
                if member.is_sensitive() {
                    return true;
                }
                if !seen.iter().any(|known| core::ptr::eq(*known, member.target)) {
                    seen.push(member.target);
                }
            }
        }
        false
    }
}

impl Member {
    /// A member that travels in the body under its own name.
    #[must_use]
    pub const fn new(name: &'static str, target: &'static Schema) -> Self {
        Self { name, json_name: None, target, location: Location::Document, traits: Traits::NONE }
    }

    trait_setters!();

    /// Sets the name used in JSON (`jsonName`).
    #[must_use]
    pub const fn json_name(mut self, name: &'static str) -> Self {
        self.json_name = Some(name);
        self
    }

    /// Marks the member as one that must be present (`required`).
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.traits.flags |= REQUIRED;
        self
    }

    /// Marks the member as the one that makes a repeated call safe (`idempotencyToken`).
    #[must_use]
    pub const fn idempotency_token(mut self) -> Self {
        self.traits.flags |= IDEMPOTENCY_TOKEN;
        self
    }

    /// Binds the member to the label of its name in the URI (`httpLabel`).
    #[must_use]
    pub const fn label(mut self) -> Self {
        self.location = Location::Label;
        self
    }

    /// Binds the member to a query parameter (`httpQuery`).
    #[must_use]
    pub const fn query(mut self, name: &'static str) -> Self {
        self.location = Location::Query(name);
        self
    }

    /// Binds each entry of the map to a query parameter (`httpQueryParams`).
    #[must_use]
    pub const fn query_params(mut self) -> Self {
        self.location = Location::QueryParams;
        self
    }

    /// Binds the member to a header (`httpHeader`).
    #[must_use]
    pub const fn header(mut self, name: &'static str) -> Self {
        self.location = Location::Header(name);
        self
    }

    /// Binds each entry of the map to a header with this prefix (`httpPrefixHeaders`).
    #[must_use]
    pub const fn prefix_headers(mut self, prefix: &'static str) -> Self {
        self.location = Location::PrefixHeaders(prefix);
        self
    }

    /// Makes the member the whole body (`httpPayload`).
    #[must_use]
    pub const fn payload(mut self) -> Self {
        self.location = Location::Payload;
        self
    }

    /// Binds the member to the status code of the response (`httpResponseCode`).
    #[must_use]
    pub const fn response_code(mut self) -> Self {
        self.location = Location::ResponseCode;
        self
    }

    /// Binds the member to a header of an event (`eventHeader`).
    #[must_use]
    pub const fn event_header(mut self) -> Self {
        self.location = Location::EventHeader;
        self
    }

    /// Makes the member the whole payload of an event (`eventPayload`).
    #[must_use]
    pub const fn event_payload(mut self) -> Self {
        self.location = Location::EventPayload;
        self
    }

    /// The name in the model.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The name in JSON: the model's, unless `jsonName` says otherwise.
    #[must_use]
    pub const fn wire_name(&self) -> &'static str {
        match self.json_name {
            Some(name) => name,
            None => self.name,
        }
    }

    /// The shape that the member targets.
    #[must_use]
    pub const fn target(&self) -> &'static Schema {
        self.target
    }

    /// Where the member travels in an HTTP message.
    #[must_use]
    pub const fn location(&self) -> Location {
        self.location
    }

    /// Whether the member must be present.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.traits.has(REQUIRED)
    }

    /// Whether the member makes a repeated call safe.
    #[must_use]
    pub const fn is_idempotency_token(&self) -> bool {
        self.traits.has(IDEMPOTENCY_TOKEN)
    }

    /// Whether the value is never shown, by the member or by its target.
    #[must_use]
    pub const fn is_sensitive(&self) -> bool {
        self.traits.has(SENSITIVE) || self.target.is_sensitive()
    }
}
