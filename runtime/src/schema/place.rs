//! The use of a shape: what the member says of it wins over what the shape says.

use super::{
    Length, Member, Range, Schema, TimestampFormat, Traits, REQUIRES_LENGTH, SENSITIVE, STREAMING,
    UNIQUE_ITEMS,
};
use crate::pattern::Pattern;

/// A shape at the place where it is used: the target's traits, overridden by the member's.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    schema: &'static Schema,
    member: Option<&'static Member>,
}

impl From<&'static Schema> for Place {
    fn from(schema: &'static Schema) -> Self {
        Self { schema, member: None }
    }
}

impl From<&'static Member> for Place {
    fn from(member: &'static Member) -> Self {
        Self { schema: member.target, member: Some(member) }
    }
}

impl Place {
    /// The shape.
    #[must_use]
    pub const fn schema(&self) -> &'static Schema {
        self.schema
    }

    fn first<T>(&self, get: impl Fn(&Traits) -> Option<T>) -> Option<T> {
        self.member.and_then(|member| get(&member.traits)).or_else(|| get(&self.schema.traits))
    }

    fn has(&self, flag: u16) -> bool {
        self.schema.traits.has(flag) || self.member.is_some_and(|member| member.traits.has(flag))
    }

    /// The length constraint, if any.
    #[must_use]
    pub fn length(&self) -> Option<Length> {
        self.first(|traits| {
            (traits.length.min.is_some() || traits.length.max.is_some()).then_some(traits.length)
        })
    }

    /// The range constraint, if any.
    #[must_use]
    pub fn range(&self) -> Option<Range> {
        self.first(|traits| {
            (traits.range.min.is_some() || traits.range.max.is_some()).then_some(traits.range)
        })
    }

    /// The pattern, if any.
    #[must_use]
    pub fn pattern(&self) -> Option<&'static Pattern> {
        self.first(|traits| traits.pattern)
    }

    /// The timestamp format the model asks for, if any; else the protocol's default counts.
    #[must_use]
    pub fn timestamp_format(&self) -> Option<TimestampFormat> {
        self.first(|traits| traits.timestamp_format)
    }

    /// The media type of the content, if the model names one.
    #[must_use]
    pub fn media_type(&self) -> Option<&'static str> {
        self.first(|traits| traits.media_type)
    }

    /// Whether all entries of the list must differ.
    #[must_use]
    pub fn unique_items(&self) -> bool {
        self.has(UNIQUE_ITEMS)
    }

    /// Whether the value is never shown.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        self.has(SENSITIVE)
    }

    /// Whether the value is a stream.
    #[must_use]
    pub fn is_streaming(&self) -> bool {
        self.has(STREAMING)
    }

    /// Whether the length of the stream is sent ahead.
    #[must_use]
    pub fn requires_length(&self) -> bool {
        self.has(REQUIRES_LENGTH)
    }
}
