//! Documents in serde's data model.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde_core::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Error as _, SerializeMap as _, SerializeSeq as _};
use serde_core::{Deserializer, Serialize, Serializer};

use super::key::{KeyText, TextNumber, NUMBER_KEY};
use crate::document::Document;
use crate::number::special_name;

/// A document to be written, with the number of levels that may still follow.
pub(super) struct DocumentView<'a> {
    pub(super) document: &'a Document,
    pub(super) depth: usize,
}

impl Serialize for DocumentView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let depth = || {
            self.depth
                .checked_sub(1)
                .ok_or_else(|| S::Error::custom("a document is nested too deeply"))
        };
        match self.document {
            Document::Null => serializer.serialize_unit(),
            Document::Boolean(value) => serializer.serialize_bool(*value),
            Document::Number(number) => {
                match (number.as_u64(), number.as_i64(), special_name(number.as_f64())) {
                    (Some(value), _, _) => serializer.serialize_u64(value),
                    (_, Some(value), _) => serializer.serialize_i64(value),
                    (_, _, Some((name, _))) => serializer.serialize_str(name),
                    _ => serializer.serialize_f64(number.as_f64()),
                }
            }
            Document::String(value) => serializer.serialize_str(value),
            Document::List(values) => {
                let depth = depth()?;
                let mut output = serializer.serialize_seq(Some(values.len()))?;
                for document in values {
                    output.serialize_element(&DocumentView { document, depth })?;
                }
                output.end()
            }
            Document::Map(values) => {
                let depth = depth()?;
                let mut output = serializer.serialize_map(Some(values.len()))?;
                for (name, document) in values {
                    output.serialize_entry(name, &DocumentView { document, depth })?;
                }
                output.end()
            }
        }
    }
}

/// Reads any value, as deep as this many levels.
#[derive(Clone, Copy)]
pub(super) struct DocumentSeed {
    pub(super) depth: usize,
}

impl DocumentSeed {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        let depth =
            self.depth.checked_sub(1).ok_or_else(|| E::custom("values are nested too deeply"))?;
        Ok(Self { depth })
    }
}

impl<'de> DeserializeSeed<'de> for DocumentSeed {
    type Value = Document;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for DocumentSeed {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Document, E> {
        Ok(Document::from(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Document, E> {
        Ok(Document::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Document, E> {
        Ok(Document::from(value))
    }

    #[allow(clippy::cast_precision_loss)] // Documents hold numbers beyond 64 bits as doubles.
    fn visit_i128<E: Error>(self, value: i128) -> Result<Document, E> {
        Ok(i64::try_from(value).map_or_else(|_| Document::from(value as f64), Document::from))
    }

    #[allow(clippy::cast_precision_loss)] // Documents hold numbers beyond 64 bits as doubles.
    fn visit_u128<E: Error>(self, value: u128) -> Result<Document, E> {
        Ok(u64::try_from(value).map_or_else(|_| Document::from(value as f64), Document::from))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Document, E> {
        Ok(Document::from(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Document, E> {
        Ok(Document::from(value))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Document, E> {
        Ok(Document::from(value))
    }

    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Document, E> {
        Err(E::custom("expected a value that a document can hold, found bytes"))
    }

    fn visit_none<E: Error>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_unit<E: Error>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Document, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Document, A::Error> {
        let deeper = self.deeper()?;
        let mut values = Vec::new();
        while let Some(value) = sequence.next_element_seed(deeper)? {
            values.push(value);
        }
        Ok(Document::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let deeper = self.deeper()?;
        let mut values = BTreeMap::new();
        let mut key = String::new();
        while map.next_key_seed(KeyText(&mut key))?.is_some() {
            let value = map.next_value_seed(deeper)?;
            if key == NUMBER_KEY {
                if let Some(number) = value.as_str().and_then(TextNumber::parse) {
                    return Ok(match number {
                        TextNumber::Integer(value) => Document::from(value),
                        TextNumber::Unsigned(value) => Document::from(value),
                        TextNumber::Double(value) => Document::from(value),
                    });
                }
            }
            values.insert(core::mem::take(&mut key), value);
        }
        Ok(Document::Map(values))
    }

    fn visit_enum<A: serde_core::de::EnumAccess<'de>>(self, _: A) -> Result<Document, A::Error> {
        Err(A::Error::custom("expected a value that a document can hold, found an enum"))
    }
}
