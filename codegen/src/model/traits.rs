//! The traits of a shape or member, in order, as written.

use std::sync::Arc;

use super::{Node, ShapeId};
use crate::diagnostic::Position;

/// Identifiers of the prelude's traits that this crate reads.
macro_rules! trait_ids {
    ($($(#[$meta:meta])* $name:ident = $id:literal;)*) => {
        $(#[doc = concat!("`", $id, "`")] pub const $name: &str = $id;)*
    };
}

trait_ids! {
    ADDED_DEFAULT = "smithy.api#addedDefault";
    AUTH = "smithy.api#auth";
    AUTH_DEFINITION = "smithy.api#authDefinition";
    BOX = "smithy.api#box";
    CLIENT_OPTIONAL = "smithy.api#clientOptional";
    DEFAULT = "smithy.api#default";
    DEPRECATED = "smithy.api#deprecated";
    DOCUMENTATION = "smithy.api#documentation";
    ENDPOINT = "smithy.api#endpoint";
    ENUM = "smithy.api#enum";
    ENUM_VALUE = "smithy.api#enumValue";
    ERROR = "smithy.api#error";
    EVENT_HEADER = "smithy.api#eventHeader";
    EVENT_PAYLOAD = "smithy.api#eventPayload";
    EXAMPLES = "smithy.api#examples";
    EXTERNAL_DOCUMENTATION = "smithy.api#externalDocumentation";
    HOST_LABEL = "smithy.api#hostLabel";
    HTTP = "smithy.api#http";
    HTTP_CHECKSUM_REQUIRED = "smithy.api#httpChecksumRequired";
    HTTP_ERROR = "smithy.api#httpError";
    HTTP_HEADER = "smithy.api#httpHeader";
    HTTP_LABEL = "smithy.api#httpLabel";
    HTTP_PAYLOAD = "smithy.api#httpPayload";
    HTTP_PREFIX_HEADERS = "smithy.api#httpPrefixHeaders";
    HTTP_QUERY = "smithy.api#httpQuery";
    HTTP_QUERY_PARAMS = "smithy.api#httpQueryParams";
    HTTP_RESPONSE_CODE = "smithy.api#httpResponseCode";
    IDEMPOTENCY_TOKEN = "smithy.api#idempotencyToken";
    IDEMPOTENT = "smithy.api#idempotent";
    INPUT = "smithy.api#input";
    INTERNAL = "smithy.api#internal";
    JSON_NAME = "smithy.api#jsonName";
    LENGTH = "smithy.api#length";
    MEDIA_TYPE = "smithy.api#mediaType";
    MIXIN = "smithy.api#mixin";
    NESTED_PROPERTIES = "smithy.api#nestedProperties";
    NO_REPLACE = "smithy.api#noReplace";
    NOT_PROPERTY = "smithy.api#notProperty";
    OPTIONAL_AUTH = "smithy.api#optionalAuth";
    OUTPUT = "smithy.api#output";
    PAGINATED = "smithy.api#paginated";
    PATTERN = "smithy.api#pattern";
    PRIVATE = "smithy.api#private";
    PROPERTY = "smithy.api#property";
    PROTOCOL_DEFINITION = "smithy.api#protocolDefinition";
    RANGE = "smithy.api#range";
    READONLY = "smithy.api#readonly";
    REFERENCES = "smithy.api#references";
    REQUEST_COMPRESSION = "smithy.api#requestCompression";
    REQUIRED = "smithy.api#required";
    REQUIRES_LENGTH = "smithy.api#requiresLength";
    RESOURCE_IDENTIFIER = "smithy.api#resourceIdentifier";
    RETRYABLE = "smithy.api#retryable";
    SENSITIVE = "smithy.api#sensitive";
    SINCE = "smithy.api#since";
    SPARSE = "smithy.api#sparse";
    STREAMING = "smithy.api#streaming";
    SUPPRESS = "smithy.api#suppress";
    TAGS = "smithy.api#tags";
    TIMESTAMP_FORMAT = "smithy.api#timestampFormat";
    TITLE = "smithy.api#title";
    TRAIT = "smithy.api#trait";
    UNIQUE_ITEMS = "smithy.api#uniqueItems";
    UNIT_TYPE = "smithy.api#unitType";
    UNSTABLE = "smithy.api#unstable";
    SIGV4 = "aws.auth#sigv4";
    HTTP_CHECKSUM = "aws.protocols#httpChecksum";
    UNSIGNED_PAYLOAD = "aws.auth#unsignedPayload";
    WAITABLE = "smithy.waiters#waitable";
    HTTP_REQUEST_TESTS = "smithy.test#httpRequestTests";
    HTTP_RESPONSE_TESTS = "smithy.test#httpResponseTests";
    HTTP_MALFORMED_REQUEST_TESTS = "smithy.test#httpMalformedRequestTests";
}

/// One applied trait. Values are shared, since mixins hand the same value to many shapes.
#[derive(Clone, Debug)]
pub struct AppliedTrait {
    /// The trait.
    pub id: ShapeId,
    /// Its value.
    pub value: Arc<Node>,
    /// Where it is applied.
    pub position: Position,
}

/// The traits of a shape or member.
#[derive(Clone, Debug, Default)]
pub struct Traits {
    list: Vec<AppliedTrait>,
}

impl Traits {
    /// The value of a trait, given its absolute identifier.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Node> {
        self.applied(id).map(|applied| applied.value.as_ref())
    }

    /// Whether a trait is applied.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.applied(id).is_some()
    }

    /// A trait with its place.
    #[must_use]
    pub fn applied(&self, id: &str) -> Option<&AppliedTrait> {
        self.list.iter().find(|applied| applied.id.as_str() == id)
    }

    /// All traits in order.
    pub fn iter(&self) -> std::slice::Iter<'_, AppliedTrait> {
        self.list.iter()
    }

    /// Number of traits.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Traits whose identifiers differ.
    pub(crate) fn from_distinct(list: Vec<AppliedTrait>) -> Self {
        Self { list }
    }

    /// Applies a trait, replacing an earlier value.
    pub(crate) fn insert(&mut self, applied: AppliedTrait) {
        match self.list.iter_mut().find(|present| present.id == applied.id) {
            Some(present) => *present = applied,
            None => self.list.push(applied),
        }
    }

    /// Takes a trait away.
    pub(crate) fn remove(&mut self, id: &str) -> Option<AppliedTrait> {
        let index = self.list.iter().position(|applied| applied.id.as_str() == id)?;
        Some(self.list.remove(index))
    }
}

impl<'a> IntoIterator for &'a Traits {
    type Item = &'a AppliedTrait;
    type IntoIter = std::slice::Iter<'a, AppliedTrait>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
