//! Reading, through serde's data model.

use alloc::borrow::Cow;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use serde_core::de::value::{StrDeserializer, U32Deserializer};
use serde_core::de::{DeserializeSeed, EnumAccess, IntoDeserializer as _, MapAccess, SeqAccess};
use serde_core::de::{VariantAccess, Visitor};
use serde_core::{forward_to_deserialize_any, Deserializer};

use super::head::{Head, Input, BREAK, FALSE, NULL, TRUE, UNDEFINED};
use super::Fault;
use crate::number::binary;
use crate::serde::tag::{BIGNUM, DECIMAL, EPOCH, NEGATIVE_BIGNUM};

/// Reads data items one after another.
pub(super) struct Reader<'de> {
    input: Input<'de>,
    /// The number of levels that may still follow.
    depth: usize,
}

impl<'de> Reader<'de> {
    pub(super) const fn new(bytes: &'de [u8], depth: usize) -> Self {
        Self { input: Input::new(bytes), depth }
    }

    pub(super) const fn position(&self) -> usize {
        self.input.position()
    }

    /// Makes sure that nothing follows.
    pub(super) fn end(&self) -> Result<(), Fault> {
        match self.input.peek() {
            None => Ok(()),
            Some(_) => Err(Fault::new("bytes after the value")),
        }
    }

    /// Reads something one level down.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.depth = self.depth.checked_sub(1).ok_or(Fault::DEPTH)?;
        let result = read(self);
        self.depth += 1;
        result
    }

    /// Hands the chunks of bytes or text of unknown length to `each`; the chunks are of the same
    /// type, and have a length (RFC 8949, section 3.2.3).
    fn chunks(
        &mut self,
        length: impl Fn(Head) -> Option<u64>,
        mut each: impl FnMut(&'de [u8]) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        loop {
            match self.input.head()? {
                Head::Break => return Ok(()),
                head => match length(head) {
                    Some(length) => each(self.input.take(length)?)?,
                    None => return Err(Fault::new("a chunk of another type")),
                },
            }
        }
    }

    fn byte_chunks(&mut self) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        self.chunks(chunk_of_bytes, |chunk| {
            bytes.extend_from_slice(chunk);
            Ok(())
        })?;
        Ok(bytes)
    }

    fn text_chunks(&mut self) -> Result<String, Fault> {
        let mut text = String::new();
        self.chunks(chunk_of_text, |chunk| {
            text.push_str(utf8(chunk)?);
            Ok(())
        })?;
        Ok(text)
    }

    /// Whether another item follows in a list or map of so many, which is counted down.
    fn more(&mut self, left: &mut Option<u64>) -> Result<bool, Fault> {
        match left {
            Some(0) => Ok(false),
            Some(left) => {
                *left -= 1;
                Ok(true)
            }
            None if self.input.peek() == Some(BREAK) => {
                self.input.take(1)?;
                *left = Some(0);
                Ok(false)
            }
            None => Ok(true),
        }
    }

    /// Passes over a data item, whatever it is.
    fn skip(&mut self) -> Result<(), Fault> {
        match self.input.head()? {
            Head::Unsigned(_) | Head::Negative(_) | Head::Simple(_) | Head::Float(_) => Ok(()),
            Head::Bytes(Some(length)) => self.input.take(length).map(|_| ()),
            Head::Bytes(None) => self.chunks(chunk_of_bytes, |_| Ok(())),
            Head::Text(Some(length)) => utf8(self.input.take(length)?).map(|_| ()),
            Head::Text(None) => self.chunks(chunk_of_text, |chunk| utf8(chunk).map(|_| ())),
            Head::Tag(_) => self.deeper(Self::skip),
            Head::List(mut left) => self.deeper(|reader| {
                while reader.more(&mut left)? {
                    reader.skip()?;
                }
                Ok(())
            }),
            Head::Map(mut left) => self.deeper(|reader| {
                while reader.more(&mut left)? {
                    reader.skip()?;
                    reader.skip()?;
                }
                Ok(())
            }),
            Head::Break => Err(Fault::BREAK),
        }
    }

    /// The decimal text of a bignum or a decimal fraction, after its tag.
    fn number(&mut self, tag: u32) -> Result<String, Fault> {
        match (tag, self.input.head()?) {
            (BIGNUM | NEGATIVE_BIGNUM, Head::Bytes(length)) => {
                let bytes = match length {
                    Some(length) => Cow::Borrowed(self.input.take(length)?),
                    None => Cow::Owned(self.byte_chunks()?),
                };
                let digits = binary::digits_of(&bytes, tag == NEGATIVE_BIGNUM);
                digits.ok_or(Fault::new("a number with too many digits"))
            }
            (DECIMAL, Head::List(mut left)) => {
                let exponent = self.part(&mut left)?.parse().map_err(|_| Fault::DECIMAL)?;
                let mantissa = self.part(&mut left)?;
                if self.more(&mut left)? {
                    return Err(Fault::DECIMAL);
                }
                Ok(binary::decimal_of(&mantissa, exponent))
            }
            _ => Err(Fault::new("a tag for numbers on another value")),
        }
    }

    /// The decimal text of a whole number in a list.
    fn part(&mut self, left: &mut Option<u64>) -> Result<String, Fault> {
        if !self.more(left)? {
            return Err(Fault::DECIMAL);
        }
        match self.input.head()? {
            Head::Unsigned(value) => Ok(value.to_string()),
            Head::Negative(value) => Ok((-1 - i128::from(value)).to_string()),
            Head::Tag(tag) => match number_tag(tag) {
                Some(tag @ (BIGNUM | NEGATIVE_BIGNUM)) => self.number(tag),
                _ => Err(Fault::DECIMAL),
            },
            _ => Err(Fault::DECIMAL),
        }
    }

    fn tagged<V: Visitor<'de>>(&mut self, tag: u64, visitor: V) -> Result<V::Value, Fault> {
        match number_tag(tag) {
            Some(EPOCH) => {
                self.deeper(|reader| visitor.visit_enum(Tagged { tag: EPOCH, content: reader }))
            }
            Some(tag) => {
                let text = self.number(tag)?;
                let content: StrDeserializer<'_, Fault> = text.as_str().into_deserializer();
                visitor.visit_enum(Tagged { tag, content })
            }
            // A tag that means nothing to us is no reason to give up (RFC 8949, section 3.4).
            None => self.deeper(|reader| reader.deserialize_any(visitor)),
        }
    }
}

fn number_tag(tag: u64) -> Option<u32> {
    let tag = u32::try_from(tag).ok()?;
    [EPOCH, BIGNUM, NEGATIVE_BIGNUM, DECIMAL].contains(&tag).then_some(tag)
}

fn chunk_of_bytes(head: Head) -> Option<u64> {
    match head {
        Head::Bytes(length) => length,
        _ => None,
    }
}

fn chunk_of_text(head: Head) -> Option<u64> {
    match head {
        Head::Text(length) => length,
        _ => None,
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, Fault> {
    core::str::from_utf8(bytes).map_err(|_| Fault::new("text that is not UTF-8"))
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.input.head()? {
            Head::Unsigned(value) => visitor.visit_u64(value),
            Head::Negative(value) => match i64::try_from(value) {
                Ok(value) => visitor.visit_i64(-1 - value),
                Err(_) => visitor.visit_i128(-1 - i128::from(value)),
            },
            Head::Bytes(Some(length)) => visitor.visit_borrowed_bytes(self.input.take(length)?),
            Head::Bytes(None) => visitor.visit_bytes(&self.byte_chunks()?),
            Head::Text(Some(length)) => visitor.visit_borrowed_str(utf8(self.input.take(length)?)?),
            Head::Text(None) => visitor.visit_str(&self.text_chunks()?),
            Head::List(left) => self.deeper(|reader| visitor.visit_seq(Items { reader, left })),
            Head::Map(left) => self.deeper(|reader| visitor.visit_map(Items { reader, left })),
            Head::Tag(tag) => self.tagged(tag, visitor),
            Head::Simple(FALSE) => visitor.visit_bool(false),
            Head::Simple(TRUE) => visitor.visit_bool(true),
            Head::Simple(NULL | UNDEFINED) => visitor.visit_unit(),
            Head::Simple(_) => Err(Fault::new("a simple value that means nothing here")),
            Head::Float(value) => visitor.visit_f64(value),
            Head::Break => Err(Fault::BREAK),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        const SIMPLE: u8 = 7 << 5;
        match self.input.peek() {
            Some(byte) if byte == SIMPLE | NULL || byte == SIMPLE | UNDEFINED => {
                self.input.take(1)?;
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

/// The items of a list, or the pairs of a map. Their number is not handed on: nothing is to be
/// reserved for what may never come.
struct Items<'a, 'de> {
    reader: &'a mut Reader<'de>,
    left: Option<u64>,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        if self.reader.more(&mut self.left)? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        seed.deserialize(&mut *self.reader)
    }
}

/// A tag and its content.
struct Tagged<D> {
    tag: u32,
    content: D,
}

impl<'de, D: Deserializer<'de, Error = Fault>> EnumAccess<'de> for Tagged<D> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        let tag: U32Deserializer<Fault> = self.tag.into_deserializer();
        seed.deserialize(tag).map(|variant| (variant, self))
    }
}

impl<'de, D: Deserializer<'de, Error = Fault>> VariantAccess<'de> for Tagged<D> {
    type Error = Fault;

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(self.content)
    }

    fn unit_variant(self) -> Result<(), Fault> {
        Err(Fault::TAG)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(Fault::TAG)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Fault> {
        Err(Fault::TAG)
    }
}
