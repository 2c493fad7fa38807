//! Headers of messages (Amazon Event Stream Specification, "Headers Format").

use alloc::vec::Vec;
use core::fmt;

use super::FrameError;

/// The value of a header. Its `Debug` form shows the type and not the value, which may be secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum HeaderValue<'a> {
    /// Types 0 (true) and 1 (false).
    Boolean(bool),
    /// Type 2, a number of 8 bits.
    Byte(i8),
    /// Type 3, a number of 16 bits.
    Short(i16),
    /// Type 4, a number of 32 bits.
    Integer(i32),
    /// Type 5, a number of 64 bits.
    Long(i64),
    /// Type 6, up to 32767 bytes.
    Bytes(&'a [u8]),
    /// Type 7, up to 32767 bytes of UTF-8.
    String(&'a str),
    /// Type 8, milliseconds since 1970-01-01T00:00:00Z.
    Timestamp(i64),
    /// Type 9, the 16 bytes of a UUID.
    Uuid([u8; 16]),
}

/// The longest value of a header whose length is written.
const LONGEST_VALUE: usize = (1 << 15) - 1;

impl HeaderValue<'_> {
    /// The number that stands for the type on the wire.
    const fn indicator(&self) -> u8 {
        match self {
            Self::Boolean(true) => 0,
            Self::Boolean(false) => 1,
            Self::Byte(_) => 2,
            Self::Short(_) => 3,
            Self::Integer(_) => 4,
            Self::Long(_) => 5,
            Self::Bytes(_) => 6,
            Self::String(_) => 7,
            Self::Timestamp(_) => 8,
            Self::Uuid(_) => 9,
        }
    }
}

impl fmt::Debug for HeaderValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Boolean(_) => "Boolean",
            Self::Byte(_) => "Byte",
            Self::Short(_) => "Short",
            Self::Integer(_) => "Integer",
            Self::Long(_) => "Long",
            Self::Bytes(_) => "Bytes",
            Self::String(_) => "String",
            Self::Timestamp(_) => "Timestamp",
            Self::Uuid(_) => "Uuid",
        })
    }
}

/// The headers of a message, in its order.
#[derive(Clone, Debug)]
pub struct Headers<'a> {
    rest: &'a [u8],
}

impl<'a> Headers<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }
}

impl<'a> Iterator for Headers<'a> {
    type Item = (&'a str, HeaderValue<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        // A message holds only headers that were read once or that it has written itself.
        if self.rest.is_empty() {
            return None;
        }
        read(&mut self.rest).ok()
    }
}

/// Whether the bytes are headers from end to end.
pub(super) fn check(mut bytes: &[u8]) -> Result<(), FrameError> {
    while !bytes.is_empty() {
        read(&mut bytes)?;
    }
    Ok(())
}

/// Takes the next header off the bytes.
fn read<'a>(rest: &mut &'a [u8]) -> Result<(&'a str, HeaderValue<'a>), FrameError> {
    let [name_length] = array(rest)?;
    let name = take(rest, name_length.into())?;
    let name = core::str::from_utf8(name).map_err(|_| FrameError::HeaderName)?;
    if name.is_empty() {
        return Err(FrameError::HeaderName);
    }
    let [indicator] = array(rest)?;
    let value = match indicator {
        0 => HeaderValue::Boolean(true),
        1 => HeaderValue::Boolean(false),
        2 => HeaderValue::Byte(i8::from_be_bytes(array(rest)?)),
        3 => HeaderValue::Short(i16::from_be_bytes(array(rest)?)),
        4 => HeaderValue::Integer(i32::from_be_bytes(array(rest)?)),
        5 => HeaderValue::Long(i64::from_be_bytes(array(rest)?)),
        6 => HeaderValue::Bytes(counted(rest)?),
        7 => {
            let text = core::str::from_utf8(counted(rest)?);
            HeaderValue::String(text.map_err(|_| FrameError::HeaderText)?)
        }
        8 => HeaderValue::Timestamp(i64::from_be_bytes(array(rest)?)),
        9 => HeaderValue::Uuid(array(rest)?),
        other => return Err(FrameError::HeaderType(other)),
    };
    Ok((name, value))
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8], FrameError> {
    let (taken, after) = rest.split_at_checked(length).ok_or(FrameError::HeaderTruncated)?;
    *rest = after;
    Ok(taken)
}

fn array<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], FrameError> {
    let (taken, after) = rest.split_first_chunk::<N>().ok_or(FrameError::HeaderTruncated)?;
    *rest = after;
    Ok(*taken)
}

fn counted<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], FrameError> {
    let length = u16::from_be_bytes(array(rest)?);
    take(rest, length.into())
}

/// Appends a header.
pub(super) fn write(
    bytes: &mut Vec<u8>,
    name: &str,
    value: HeaderValue<'_>,
) -> Result<(), FrameError> {
    let length = u8::try_from(name.len()).ok().filter(|length| *length > 0);
    let length = length.ok_or(FrameError::HeaderName)?;
    let counted = match value {
        HeaderValue::Bytes(value) => Some(value),
        HeaderValue::String(value) => Some(value.as_bytes()),
        _ => None,
    };
    if counted.is_some_and(|value| value.len() > LONGEST_VALUE) {
        return Err(FrameError::HeaderValueTooLong);
    }
    bytes.push(length);
    bytes.extend_from_slice(name.as_bytes());
    bytes.push(value.indicator());
    if let Some(value) = counted {
        let length = u16::try_from(value.len()).map_err(|_| FrameError::HeaderValueTooLong)?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(value);
    }
    match value {
        HeaderValue::Byte(value) => bytes.extend_from_slice(&value.to_be_bytes()),
        HeaderValue::Short(value) => bytes.extend_from_slice(&value.to_be_bytes()),
        HeaderValue::Integer(value) => bytes.extend_from_slice(&value.to_be_bytes()),
        HeaderValue::Long(value) | HeaderValue::Timestamp(value) => {
            bytes.extend_from_slice(&value.to_be_bytes());
        }
        HeaderValue::Uuid(value) => bytes.extend_from_slice(&value),
        HeaderValue::Boolean(_) | HeaderValue::Bytes(_) | HeaderValue::String(_) => {}
    }
    Ok(())
}
