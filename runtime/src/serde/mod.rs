//! Reading and writing values through serde's data model.
//!
//! One view of a value is `Serialize`, one seed fills a value: both walk members by index, so they
//! are instantiated once per format and not once per type. No error of theirs holds an input
//! value: serde's own messages would, so no visitor leaves a method to its default.
//!
//! Formats must describe themselves, as JSON, CBOR, YAML and TOML do.

mod document;
mod entries;
mod key;
mod members;
mod read;
mod scalar;
#[cfg(feature = "cbor")]
pub(crate) mod tag;
#[cfg(test)]
mod tests;
mod union;
mod write;

use serde_core::de::{DeserializeSeed as _, Error as _};
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::schema::{Member, Place, TimestampFormat};
#[cfg(any(feature = "json", feature = "cbor"))]
use crate::shape::Shape;
use crate::shape::Structure;

use members::Root;
pub(crate) use read::Context;
#[cfg(any(feature = "json", feature = "cbor"))]
use read::Fill;
#[cfg(any(feature = "json", feature = "cbor"))]
pub(crate) use write::Unwritable;
pub(crate) use write::{Members, Wire, Writer};

/// The choices that protocols make differently.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Codec {
    /// Whether `jsonName` counts.
    pub(crate) json_names: bool,
    /// What the format is able to say.
    pub(crate) format: Format,
    /// Whether JSON holds a number of any size as a string.
    pub(crate) quoted_numbers: bool,
    /// How timestamps are written.
    pub(crate) timestamps: Timestamps,
    /// Whether timestamps are cut to milliseconds, as the specification asks of the wire.
    pub(crate) milliseconds: bool,
    /// How sensitive values are written.
    pub(crate) secrets: Secrets,
}

/// What a format is able to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// The one of the caller's choice: text and doubles, at least.
    Any,
    /// `serde_json`, which takes and hands out numbers of any size as text.
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    Json,
    /// Our own CBOR: bytes, doubles without digits, and tags, which are newtype variants whose
    /// index is the tag.
    #[cfg_attr(not(feature = "cbor"), allow(dead_code))]
    Cbor,
}

/// How timestamps are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timestamps {
    /// As the model says, and in this format where it says nothing.
    Modeled(TimestampFormat),
    /// In this format, whatever the model says.
    #[cfg_attr(not(feature = "rpc-v2"), allow(dead_code))]
    Fixed(TimestampFormat),
}

/// How sensitive values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Secrets {
    /// As they are.
    Shown,
    /// As a mask that is not read back.
    Masked,
}

impl Codec {
    /// What `Serialize` and `Deserialize` of generated types do.
    pub(crate) const USER: Self = Self {
        json_names: true,
        format: Format::Any,
        quoted_numbers: false,
        timestamps: Timestamps::Modeled(TimestampFormat::DateTime),
        milliseconds: false,
        secrets: Secrets::Masked,
    };

    fn name(self, member: &Member) -> &'static str {
        if self.json_names {
            member.wire_name()
        } else {
            member.name()
        }
    }

    fn timestamp_format(self, place: Place) -> TimestampFormat {
        match self.timestamps {
            Timestamps::Modeled(format) => place.timestamp_format().unwrap_or(format),
            Timestamps::Fixed(format) => format,
        }
    }
}

/// What is filled from a message.
#[cfg(any(feature = "json", feature = "cbor"))]
#[cfg_attr(not(feature = "http"), allow(dead_code))] // Messages are what protocols read.
pub(crate) enum Target<'a> {
    /// The members of a structure.
    Members(&'a mut dyn Structure, Members),
    /// A value of any shape.
    #[cfg_attr(not(any(feature = "rest-json", feature = "event-stream")), allow(dead_code))]
    Value(Place, &'a mut dyn Shape),
}

#[cfg(any(feature = "json", feature = "cbor"))]
impl Target<'_> {
    /// Fills the target.
    pub(crate) fn fill<'de, D: Deserializer<'de>>(
        self,
        context: &mut Context,
        deserializer: D,
    ) -> Result<(), D::Error> {
        match self {
            Self::Members(structure, members) => {
                Root { structure, members, context }.deserialize(deserializer)
            }
            Self::Value(place, shape) => {
                Fill::new(place, shape, context).deserialize(deserializer).map(|_| ())
            }
        }
    }
}

/// The greatest number of levels that values may be nested, in both directions.
pub(crate) const DEPTH: usize = 128;

/// Writes a value in wire names, with a mask for each sensitive value.
///
/// # Errors
/// Those of the serializer; a union whose variant is unknown; values nested too deeply.
pub fn serialize<S: Serializer>(value: &dyn Structure, serializer: S) -> Result<S::Ok, S::Error> {
    let writer = Writer::new(Codec::USER);
    Wire::root(value, Members::All, &writer).serialize(serializer)
}

/// Reads a value in wire names. Members that the model does not know are skipped.
///
/// # Errors
/// Those of the deserializer; a value that does not fit the model; a required member that is
/// missing; the mask of a sensitive value.
pub fn deserialize<'de, T: Structure, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut value = T::empty();
    fill(&mut value, deserializer)?;
    Ok(value)
}

fn fill<'de, D: Deserializer<'de>>(
    value: &mut dyn Structure,
    deserializer: D,
) -> Result<(), D::Error> {
    let mut context = Context::new(Codec::USER);
    let read = Root { structure: value, members: Members::All, context: &mut context }
        .deserialize(deserializer);
    match (read, context.missing.into_pointers().into_iter().next()) {
        (Ok(()), None) => Ok(()),
        (Ok(()), Some(pointer)) => {
            Err(D::Error::custom(format_args!("the required member '{pointer}' is missing")))
        }
        (Err(error), _) if context.at.is_empty() => Err(error),
        (Err(error), _) => Err(D::Error::custom(format_args!("at '{}': {error}", context.at))),
    }
}

/// A value that is written with its secrets in full.
///
/// Wrap a value in it on purpose, where the output is as secret as the value.
#[derive(Clone, Copy)]
pub struct WithSecrets<'a>(pub &'a dyn Structure);

impl Serialize for WithSecrets<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let writer = Writer::new(Codec { secrets: Secrets::Shown, ..Codec::USER });
        Wire::root(self.0, Members::All, &writer).serialize(serializer)
    }
}
