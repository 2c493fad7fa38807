//! Values as JSON text, through `serde_json`.
//!
//! The bytes are checked to be UTF-8 once, as a whole, so that no string is checked again; and the
//! parser is asked for its own kind of value only, so that its messages hold no input.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::fmt;

use serde_core::Serialize as _;

pub(crate) use crate::serde::Target;
use crate::serde::{Codec, Context, Format, Members, Unwritable, Wire, Writer};
use crate::shape::Structure;
use crate::validate::Missing;

/// Text that cannot be read, or a value that cannot be written. It never holds a member's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Where: a JSON pointer into the text, or the name of a member.
    pub at: String,
    /// What is wrong, such as `expected a string, found a number at line 1 column 14`.
    pub message: String,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "at '{}': {}", self.at, self.message)
        }
    }
}

impl core::error::Error for JsonError {}

/// The choices of the `serde` feature, with numbers of any size as they stand in the text.
const USER: Codec = Codec { format: Format::Json, ..Codec::USER };

/// Writes a value in wire names, with a mask for each sensitive value.
///
/// # Errors
/// A union whose variant is unknown; values nested too deeply.
pub fn to_vec(value: &dyn Structure) -> Result<Vec<u8>, JsonError> {
    write_members(value, Members::All, USER)
        .map_err(|(member, reason)| JsonError { at: member.into(), message: reason.into() })
}

/// Fills a value, which starts out empty, from text in wire names; members that the model does
/// not know are skipped. The result holds the required members that were missing.
///
/// # Errors
/// Text that is not JSON; a value that does not fit the model; the mask of a sensitive value.
pub fn from_slice(text: &[u8], value: &mut dyn Structure) -> Result<Missing, JsonError> {
    read(text, Target::Members(value, Members::All), USER)
}

/// Writes a view of a value.
pub(crate) fn write(view: &Wire<'_>, writer: &Writer) -> Result<Vec<u8>, Unwritable> {
    let mut bytes = Vec::with_capacity(128);
    match view.serialize(&mut serde_json::Serializer::new(&mut bytes)) {
        Ok(()) => Ok(bytes),
        Err(_) => Err(writer.failure().unwrap_or(("body", "cannot be written as JSON"))),
    }
}

/// Writes the members of a structure as an object.
pub(crate) fn write_members(
    value: &dyn Structure,
    members: Members,
    codec: Codec,
) -> Result<Vec<u8>, Unwritable> {
    let writer = Writer::new(codec);
    write(&Wire::root(value, members, &writer), &writer)
}

/// Reads a text, and tells of the required members that it left out.
pub(crate) fn read(bytes: &[u8], target: Target<'_>, codec: Codec) -> Result<Missing, JsonError> {
    let text = core::str::from_utf8(bytes).map_err(|error| JsonError {
        at: String::new(),
        message: format!("not UTF-8 after byte {}", error.valid_up_to()),
    })?;
    let mut context = Context::new(codec);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = target.fill(&mut context, &mut deserializer);
    match read.and_then(|()| deserializer.end()) {
        Ok(()) => Ok(context.missing),
        Err(error) => Err(JsonError { at: context.at, message: error.to_string() }),
    }
}

#[cfg(test)]
mod tests;
