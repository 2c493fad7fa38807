//! Values as CBOR (RFC 8949), through serde's data model, so that members, unions, lists and maps
//! are walked by the code that JSON goes through. Tags are newtype variants there.
//!
//! The reader and the writer are our own: of the crates, those with half floats and tags bring a
//! procedural macro (through `half` or the derive of `serde`), those without lack one or the other.

mod head;
mod read;
#[cfg(test)]
mod tests;
mod write;

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::fmt;

use serde_core::Serialize as _;

use crate::serde::{Codec, Context, Members, Target, Unwritable, Wire, Writer, DEPTH};
use crate::shape::Structure;
use crate::validate::Missing;

/// Bytes that cannot be read. It never holds a member's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CborError {
    /// Where: a JSON pointer into the value.
    pub(crate) at: String,
    /// What is wrong, such as `expected a string, found a number before byte 14`.
    pub(crate) message: String,
}

/// What is wrong with a data item, or with the value it is to be read into.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault(Cow<'static, str>);

impl Fault {
    const END: Self = Self::new("the end where more is expected");
    const DEPTH: Self = Self::new("values are nested too deeply");
    const BREAK: Self = Self::new("a break where a value is expected");
    const TAG: Self = Self::new("a tag where none is expected");
    const DECIMAL: Self = Self::new("a decimal fraction that is not two whole numbers");
    const UNUSED: Self = Self::new("a kind of value that no shape has");

    const fn new(reason: &'static str) -> Self {
        Self(Cow::Borrowed(reason))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for Fault {}

impl serde_core::de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string().into())
    }
}

impl serde_core::ser::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string().into())
    }
}

/// Writes a view of a value.
pub(crate) fn write(view: &Wire<'_>, writer: &Writer) -> Result<Vec<u8>, Unwritable> {
    let mut encoder = write::Encoder { bytes: Vec::with_capacity(128) };
    match view.serialize(&mut encoder) {
        Ok(()) => Ok(encoder.bytes),
        Err(_) => Err(writer.failure().unwrap_or(("body", "cannot be written as CBOR"))),
    }
}

/// Writes the members of a structure as a map.
pub(crate) fn write_members(
    value: &dyn Structure,
    members: Members,
    codec: Codec,
) -> Result<Vec<u8>, Unwritable> {
    let writer = Writer::new(codec);
    write(&Wire::root(value, members, &writer), &writer)
}

/// Reads one data item, and tells of the required members that it left out.
pub(crate) fn read(bytes: &[u8], target: Target<'_>, codec: Codec) -> Result<Missing, CborError> {
    let mut context = Context::new(codec);
    let mut reader = read::Reader::new(bytes, DEPTH);
    match target.fill(&mut context, &mut reader).and_then(|()| reader.end()) {
        Ok(()) => Ok(context.missing),
        Err(fault) => {
            let message = format!("{fault} before byte {}", reader.position());
            Err(CborError { at: context.at, message })
        }
    }
}
