//! Writing, through serde's data model. Heads take the least number of bytes, and all lengths are
//! told ahead (RFC 8949, section 4.1), except that no number is a half: not every reader knows it.

use alloc::vec::Vec;

use serde_core::ser::{Impossible, SerializeMap, SerializeSeq, SerializeTuple};
use serde_core::{Serialize, Serializer};

use super::head::{BREAK, EIGHT, ENDLESS, FALSE, FOUR, NULL, ONE, TRUE, TWO};
use super::Fault;

const UNSIGNED: u8 = 0;
const NEGATIVE: u8 = 1 << 5;
const BYTES: u8 = 2 << 5;
const TEXT: u8 = 3 << 5;
const LIST: u8 = 4 << 5;
const MAP: u8 = 5 << 5;
const TAG: u8 = 6 << 5;
const SIMPLE: u8 = 7 << 5;

/// Appends data items.
pub(super) struct Encoder {
    pub(super) bytes: Vec<u8>,
}

impl Encoder {
    #[allow(clippy::cast_possible_truncation)] // Each cast is of what was found to fit.
    fn head(&mut self, major: u8, argument: u64) {
        let small = argument as u8;
        match argument {
            0..=23 => self.bytes.push(major | small),
            24..=0xff => self.bytes.extend([major | ONE, small]),
            0x100..=0xffff => {
                self.bytes.push(major | TWO);
                self.bytes.extend((argument as u16).to_be_bytes());
            }
            0x1_0000..=0xffff_ffff => {
                self.bytes.push(major | FOUR);
                self.bytes.extend((argument as u32).to_be_bytes());
            }
            _ => {
                self.bytes.push(major | EIGHT);
                self.bytes.extend(argument.to_be_bytes());
            }
        }
    }

    fn single(&mut self, value: f32) {
        self.bytes.push(SIMPLE | FOUR);
        self.bytes.extend(value.to_be_bytes());
    }

    fn sequence(&mut self, major: u8, length: Option<usize>) -> Compound<'_> {
        match length {
            Some(length) => self.head(major, length as u64),
            None => self.bytes.push(major | ENDLESS),
        }
        Compound { endless: length.is_none(), encoder: self }
    }
}

/// A list or a map that is being written.
pub(super) struct Compound<'a> {
    encoder: &'a mut Encoder,
    endless: bool,
}

impl Compound<'_> {
    fn finish(self) {
        if self.endless {
            self.encoder.bytes.push(BREAK);
        }
    }
}

type Never = Impossible<(), Fault>;

impl<'a> Serializer for &'a mut Encoder {
    type Ok = ();
    type Error = Fault;
    type SerializeSeq = Compound<'a>;
    type SerializeTuple = Compound<'a>;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Compound<'a>;
    type SerializeStruct = Never;
    type SerializeStructVariant = Never;

    fn serialize_bool(self, value: bool) -> Result<(), Fault> {
        self.bytes.push(SIMPLE | if value { TRUE } else { FALSE });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Fault> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Fault> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Fault> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Fault> {
        match u64::try_from(value) {
            Ok(value) => self.head(UNSIGNED, value),
            // -1 - n of a negative n is what the bits of n are when each is turned over.
            Err(_) => self.head(NEGATIVE, (!value).unsigned_abs()),
        }
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Fault> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Fault> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Fault> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Fault> {
        self.head(UNSIGNED, value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Fault> {
        self.single(value);
        Ok(())
    }

    #[allow(clippy::cast_possible_truncation)] // Only a number that stays the same is narrowed.
    fn serialize_f64(self, value: f64) -> Result<(), Fault> {
        let narrow = value as f32;
        if value.is_nan() {
            self.single(f32::NAN);
        } else if f64::from(narrow).to_bits() == value.to_bits() {
            self.single(narrow);
        } else {
            self.bytes.push(SIMPLE | EIGHT);
            self.bytes.extend(value.to_be_bytes());
        }
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Fault> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Fault> {
        self.head(TEXT, value.len() as u64);
        self.bytes.extend_from_slice(value.as_bytes());
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Fault> {
        self.head(BYTES, value.len() as u64);
        self.bytes.extend_from_slice(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Fault> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Fault> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Fault> {
        self.bytes.push(SIMPLE | NULL);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Fault> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Fault> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        value.serialize(self)
    }

    /// A tagged value; see [`crate::serde::Format::Cbor`].
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        tag: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        self.head(TAG, tag.into());
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Compound<'a>, Fault> {
        Ok(self.sequence(LIST, length))
    }

    fn serialize_tuple(self, length: usize) -> Result<Compound<'a>, Fault> {
        Ok(self.sequence(LIST, Some(length)))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Never, Fault> {
        Err(Fault::UNUSED)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Never, Fault> {
        Err(Fault::UNUSED)
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Compound<'a>, Fault> {
        Ok(self.sequence(MAP, length))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Never, Fault> {
        Err(Fault::UNUSED)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Never, Fault> {
        Err(Fault::UNUSED)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

impl SerializeSeq for Compound<'_> {
    type Ok = ();
    type Error = Fault;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        value.serialize(&mut *self.encoder)
    }

    fn end(self) -> Result<(), Fault> {
        self.finish();
        Ok(())
    }
}

impl SerializeTuple for Compound<'_> {
    type Ok = ();
    type Error = Fault;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        value.serialize(&mut *self.encoder)
    }

    fn end(self) -> Result<(), Fault> {
        self.finish();
        Ok(())
    }
}

impl SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = Fault;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Fault> {
        key.serialize(&mut *self.encoder)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        value.serialize(&mut *self.encoder)
    }

    fn end(self) -> Result<(), Fault> {
        self.finish();
        Ok(())
    }
}
