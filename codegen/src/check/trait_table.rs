//! The prelude's traits as data: where each may be applied, what its value looks like and what it
//! excludes. The rules are those of the prelude's own trait definitions (model.rst, "trait trait")
//! and of the sections that describe each trait.

use super::trait_rules::{Form, Place, Rule};
use crate::model::traits as id;

use Form::{Annotation, Any, Boolean, Decimal, Integer, NonEmptyText, Object, OneOf, Text};

const TEXT: Form = Text;
const ANY: Form = Any;
const NON_EMPTY_TEXT: Form = NonEmptyText;
const TEXTS: Form = Form::List(&TEXT);
const BINDINGS: &[&str] = &[
    id::HTTP_LABEL,
    id::HTTP_QUERY,
    id::HTTP_QUERY_PARAMS,
    id::HTTP_HEADER,
    id::HTTP_PREFIX_HEADERS,
    id::HTTP_PAYLOAD,
    id::HTTP_RESPONSE_CODE,
];
const EXAMPLE_ERROR: Form = Object(&[("shapeId", TEXT, false), ("content", ANY, false)]);
const EXAMPLE: Form = Object(&[
    ("title", TEXT, true),
    ("documentation", TEXT, false),
    ("input", ANY, false),
    ("output", ANY, false),
    ("error", EXAMPLE_ERROR, false),
    ("allowConstraintErrors", Boolean, false),
]);
const ENUM_ENTRY: Form = Object(&[
    ("value", NON_EMPTY_TEXT, true),
    ("name", TEXT, false),
    ("documentation", TEXT, false),
    ("tags", TEXTS, false),
    ("deprecated", Boolean, false),
]);
const REFERENCE: Form = Object(&[
    ("resource", NON_EMPTY_TEXT, true),
    ("ids", Form::Map(&NON_EMPTY_TEXT), false),
    ("service", NON_EMPTY_TEXT, false),
    ("rel", NON_EMPTY_TEXT, false),
]);
const PAGINATED: Form = Object(&[
    ("inputToken", NON_EMPTY_TEXT, false),
    ("outputToken", NON_EMPTY_TEXT, false),
    ("items", NON_EMPTY_TEXT, false),
    ("pageSize", NON_EMPTY_TEXT, false),
]);
const HTTP: Form = Object(&[
    ("method", NON_EMPTY_TEXT, true),
    ("uri", NON_EMPTY_TEXT, true),
    ("code", Integer, false),
]);
const MESSAGE_SINCE: Form = Object(&[("message", TEXT, false), ("since", TEXT, false)]);
const FORMATS: Form = OneOf(&["date-time", "http-date", "epoch-seconds"]);
const COMPRESSION: Form = Object(&[("encodings", TEXTS, true)]);
const API_KEY: Form = Object(&[
    ("name", NON_EMPTY_TEXT, true),
    ("in", OneOf(&["header", "query"]), true),
    ("scheme", NON_EMPTY_TEXT, false),
]);

const fn rule(id: &'static str, place: Place, form: Form) -> Rule {
    Rule { id, place, form, excludes: &[], one_member: false }
}

const fn excluding(rule: Rule, excludes: &'static [&'static str]) -> Rule {
    Rule { excludes, ..rule }
}

/// A trait that at most one member of a structure may have.
const fn one_member(rule: Rule) -> Rule {
    Rule { one_member: true, ..rule }
}

/// All rules.
pub(super) const RULES: &[Rule] = &[
    // Constraints (constraint-traits.rst).
    rule(id::LENGTH, Place::Measured, Object(&[("min", Integer, false), ("max", Integer, false)])),
    rule(id::RANGE, Place::Numeric, Object(&[("min", Decimal, false), ("max", Decimal, false)])),
    rule(id::PATTERN, Place::Textual, Text),
    excluding(rule(id::UNIQUE_ITEMS, Place::List, Annotation), &[id::SPARSE]),
    rule(id::ENUM, Place::PlainString, Form::List(&ENUM_ENTRY)),
    // Type refinement (type-refinement-traits.rst).
    rule(id::REQUIRED, Place::StructureMember, Annotation),
    rule(id::DEFAULT, Place::Defaultable, Any),
    rule(id::ADDED_DEFAULT, Place::StructureMember, Annotation),
    rule(id::CLIENT_OPTIONAL, Place::StructureMember, Annotation),
    rule(id::ENUM_VALUE, Place::EnumMember, Any),
    excluding(rule(id::ERROR, Place::Structure, OneOf(&["client", "server"])), &[id::TRAIT]),
    excluding(rule(id::INPUT, Place::Structure, Annotation), &[id::OUTPUT, id::ERROR]),
    excluding(rule(id::OUTPUT, Place::Structure, Annotation), &[id::INPUT, id::ERROR]),
    excluding(rule(id::SPARSE, Place::ListOrMap, Annotation), &[id::UNIQUE_ITEMS]),
    rule(
        id::MIXIN,
        Place::AnyShape,
        Object(&[("localTraits", TEXTS, false), ("interface", Boolean, false)]),
    ),
    // Behavior (behavior-traits.rst).
    one_member(rule(id::IDEMPOTENCY_TOKEN, Place::StringMember, Annotation)),
    excluding(rule(id::IDEMPOTENT, Place::Operation, Any), &[id::READONLY]),
    excluding(rule(id::READONLY, Place::Operation, Annotation), &[id::IDEMPOTENT]),
    rule(id::RETRYABLE, Place::ErrorStructure, Object(&[("throttling", Boolean, false)])),
    rule(id::PAGINATED, Place::ServiceOrOperation, PAGINATED),
    rule(id::REQUEST_COMPRESSION, Place::Operation, COMPRESSION),
    // Documentation (documentation-traits.rst).
    rule(id::DOCUMENTATION, Place::Anywhere, Text),
    rule(id::DEPRECATED, Place::Anywhere, MESSAGE_SINCE),
    rule(id::EXTERNAL_DOCUMENTATION, Place::Anywhere, Form::Map(&NON_EMPTY_TEXT)),
    rule(id::EXAMPLES, Place::Operation, Form::List(&EXAMPLE)),
    rule(id::INTERNAL, Place::Anywhere, Annotation),
    rule(id::PRIVATE, Place::Anywhere, Annotation),
    rule(id::SENSITIVE, Place::DataShape, Annotation),
    rule(id::SINCE, Place::Anywhere, Text),
    rule(id::TAGS, Place::Anywhere, TEXTS),
    rule(id::TITLE, Place::Anywhere, Text),
    rule(id::UNSTABLE, Place::Anywhere, Annotation),
    rule(id::SUPPRESS, Place::Anywhere, TEXTS),
    // HTTP bindings (http-bindings.rst).
    rule(id::HTTP, Place::Operation, HTTP),
    rule(id::HTTP_ERROR, Place::ErrorStructure, Integer),
    // Whether the member is required and a label exists is checked with the URI.
    excluding(rule(id::HTTP_LABEL, Place::ScalarMember, Annotation), BINDINGS),
    excluding(rule(id::HTTP_QUERY, Place::ScalarOrListMember, NonEmptyText), BINDINGS),
    one_member(excluding(rule(id::HTTP_QUERY_PARAMS, Place::QueryMap, Annotation), BINDINGS)),
    excluding(rule(id::HTTP_HEADER, Place::ScalarOrListMember, NonEmptyText), BINDINGS),
    one_member(excluding(rule(id::HTTP_PREFIX_HEADERS, Place::HeaderMap, Text), BINDINGS)),
    one_member(excluding(rule(id::HTTP_PAYLOAD, Place::StructureMember, Annotation), BINDINGS)),
    one_member(excluding(rule(id::HTTP_RESPONSE_CODE, Place::IntegerMember, Annotation), BINDINGS)),
    rule(id::HTTP_CHECKSUM_REQUIRED, Place::Operation, Annotation),
    // Streaming (streaming.rst). One stream a structure is checked there.
    rule(id::STREAMING, Place::BlobOrUnion, Annotation),
    rule(id::REQUIRES_LENGTH, Place::StreamingBlob, Annotation),
    excluding(rule(id::EVENT_HEADER, Place::EventHeader, Annotation), &[id::EVENT_PAYLOAD]),
    one_member(excluding(
        rule(id::EVENT_PAYLOAD, Place::EventPayload, Annotation),
        &[id::EVENT_HEADER],
    )),
    // Protocols (protocol-traits.rst) and endpoints (endpoint-traits.rst).
    rule(id::JSON_NAME, Place::StructureOrUnionMember, Text),
    rule(id::MEDIA_TYPE, Place::BlobOrString, NonEmptyText),
    rule(id::TIMESTAMP_FORMAT, Place::Timestamp, FORMATS),
    rule(id::ENDPOINT, Place::Operation, Object(&[("hostPrefix", NON_EMPTY_TEXT, true)])),
    rule(id::HOST_LABEL, Place::StringMember, Annotation),
    // Authentication (authentication-traits.rst).
    rule(id::AUTH, Place::ServiceOrOperation, TEXTS),
    rule(id::OPTIONAL_AUTH, Place::Operation, Annotation),
    rule("smithy.api#httpBasicAuth", Place::Service, Annotation),
    rule("smithy.api#httpDigestAuth", Place::Service, Annotation),
    rule("smithy.api#httpBearerAuth", Place::Service, Annotation),
    rule("smithy.api#httpApiKeyAuth", Place::Service, API_KEY),
    rule(id::SIGV4, Place::Service, Object(&[("name", NON_EMPTY_TEXT, true)])),
    rule(id::UNSIGNED_PAYLOAD, Place::Operation, Annotation),
    // Resources (resource-traits.rst).
    rule(id::RESOURCE_IDENTIFIER, Place::StringMember, NonEmptyText),
    rule(id::REFERENCES, Place::StructureOrString, Form::List(&REFERENCE)),
    rule(id::NO_REPLACE, Place::Resource, Annotation),
    rule(id::PROPERTY, Place::StructureMember, Object(&[("name", TEXT, false)])),
    one_member(rule(id::NESTED_PROPERTIES, Place::StructureMember, Annotation)),
];
