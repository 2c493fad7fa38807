//! The seam between generated types and everything that reads or writes them.
//!
//! A generated type hands out its members by index, in the order of its [`Schema`]: to read
//! ([`Structure::member`]) or to fill ([`Structure::member_mut`]). A value without members shows
//! itself as a [`Value`] and is filled through a [`Slot`]. Codecs, validation and redaction are
//! written once against these traits; all calls are dynamic, so nothing is instantiated per type.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::ControlFlow;

use crate::blob::Blob;
use crate::document::Document;
use crate::number::{BigDecimal, BigInteger};
use crate::schema::Schema;
use crate::timestamp::Timestamp;

/// A value of any shape.
pub trait Shape: Send + Sync {
    /// The value that stands for a missing one: zero, empty, the epoch, an unknown variant, or
    /// the model's default (Smithy 2.0, "Client error correction").
    fn empty() -> Self
    where
        Self: Sized;

    /// The value, to be read.
    fn get(&self) -> Value<'_>;

    /// The place of the value, to be filled. An absent value becomes an empty one first.
    fn slot(&mut self) -> Slot<'_>;

    /// Puts the value back to what [`Shape::empty`] gives, or to absent where that can be.
    fn reset(&mut self);
}

/// A structure or a union: a value with named members.
///
/// A union is read and written like a structure of which exactly one member is present.
pub trait Structure: Send + Sync {
    /// The shape in the model.
    fn schema(&self) -> &'static Schema;

    /// See [`Shape::empty`].
    fn empty() -> Self
    where
        Self: Sized;

    /// The member at this index of the schema; for a union only if it is the one that is set.
    fn member(&self, index: usize) -> Option<&dyn Shape>;

    /// The member at this index of the schema, to be filled; for a union this selects it.
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Shape>;

    /// The name of the set member that the model of this build does not list; unions only.
    fn unknown(&self) -> Option<&str> {
        None
    }

    /// Tells a union that the member which was sent is one it does not know.
    fn set_unknown(&mut self, _name: &str) {}
}

/// An `enum` shape: one of the values of the model, or one that it does not list yet.
pub trait Enumeration: Send + Sync {
    /// Takes the value of this text.
    fn set(&mut self, value: &str);
}

/// An `intEnum` shape: one of the values of the model, or one that it does not list yet.
pub trait IntEnumeration: Send + Sync {
    /// Takes the value of this number.
    fn set(&mut self, value: i32);
}

/// A list of values of one shape.
pub trait List: Send + Sync {
    /// The number of entries.
    fn len(&self) -> usize;

    /// Whether there are no entries.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry at this index.
    fn get(&self, index: usize) -> Option<&dyn Shape>;

    /// Appends an empty entry and hands it out to be filled.
    fn push(&mut self) -> Option<&mut dyn Shape>;

    /// Removes the last entry.
    fn pop(&mut self);

    /// Removes all entries.
    fn clear(&mut self);
}

/// A map from text to values of one shape.
pub trait Map: Send + Sync {
    /// The number of entries.
    fn len(&self) -> usize;

    /// Whether there are no entries.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Shows each entry in the order of the keys, until told to stop.
    fn visit(&self, visit: &mut dyn FnMut(&str, &dyn Shape) -> ControlFlow<()>) -> ControlFlow<()>;

    /// Adds an empty entry, in place of one with the same key, and hands it out to be filled.
    fn insert(&mut self, key: &str) -> Option<&mut dyn Shape>;

    /// Removes the entry with this key.
    fn remove(&mut self, key: &str);

    /// Removes all entries.
    fn clear(&mut self);
}

/// The key of a map: a string, or an `enum` shape.
pub trait Key: Ord + Send + Sync {
    /// The key with this text.
    fn from_text(text: &str) -> Self;

    /// The key's text.
    fn as_text(&self) -> &str;
}

/// A value to be read.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Value<'a> {
    /// The optional value is not there.
    Absent,
    /// `boolean`
    Boolean(bool),
    /// `byte`, `short`, `integer`, `long` and `intEnum`
    Integer(i64),
    /// `float`
    Float(f32),
    /// `double`
    Double(f64),
    /// `bigInteger`
    BigInteger(&'a BigInteger),
    /// `bigDecimal`
    BigDecimal(&'a BigDecimal),
    /// `string` and `enum`
    String(&'a str),
    /// `blob`
    Blob(&'a Blob),
    /// `timestamp`
    Timestamp(Timestamp),
    /// `document`
    Document(&'a Document),
    /// `list`
    List(&'a dyn List),
    /// `map`
    Map(&'a dyn Map),
    /// `structure` and `union`
    Structure(&'a dyn Structure),
    /// A `streaming` blob or union, which codecs leave alone.
    #[cfg(feature = "http")]
    Stream,
}

/// A place to be filled.
#[non_exhaustive]
pub enum Slot<'a> {
    /// `boolean`
    Boolean(&'a mut bool),
    /// `byte`
    Byte(&'a mut i8),
    /// `short`
    Short(&'a mut i16),
    /// `integer`
    Integer(&'a mut i32),
    /// `long`
    Long(&'a mut i64),
    /// `float`
    Float(&'a mut f32),
    /// `double`
    Double(&'a mut f64),
    /// `bigInteger`
    BigInteger(&'a mut BigInteger),
    /// `bigDecimal`
    BigDecimal(&'a mut BigDecimal),
    /// `string`
    String(&'a mut String),
    /// `enum`
    Enumeration(&'a mut dyn Enumeration),
    /// `intEnum`
    IntEnumeration(&'a mut dyn IntEnumeration),
    /// `blob`
    Blob(&'a mut Blob),
    /// `timestamp`
    Timestamp(&'a mut Timestamp),
    /// `document`
    Document(&'a mut Document),
    /// `list`
    List(&'a mut dyn List),
    /// `map`
    Map(&'a mut dyn Map),
    /// `structure` and `union`
    Structure(&'a mut dyn Structure),
    /// A `streaming` blob.
    #[cfg(feature = "http")]
    Stream(&'a mut crate::http::Body),
    /// A stream of events.
    #[cfg(feature = "event-stream")]
    Events(&'a mut dyn crate::event_stream::Events),
}

/// What a value was expected to be and is not. It never holds the value itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// What would have been right, such as `a whole number from -128 to 127`.
    pub expected: &'static str,
}

impl core::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl Slot<'_> {
    /// What the place takes, for messages.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        match self {
            Self::Boolean(_) => "true or false",
            Self::Byte(_) => "a whole number from -128 to 127",
            Self::Short(_) => "a whole number from -32768 to 32767",
            Self::Integer(_) | Self::IntEnumeration(_) => "a whole number of 32 bits",
            Self::Long(_) => "a whole number of 64 bits",
            Self::Float(_) | Self::Double(_) => "a number, \"NaN\", \"Infinity\" or \"-Infinity\"",
            Self::BigInteger(_) => "a whole number",
            Self::BigDecimal(_) => "a number",
            Self::String(_) | Self::Enumeration(_) => "a string",
            Self::Blob(_) => "a string of base64",
            Self::Timestamp(_) => "a timestamp",
            Self::Document(_) => "any value",
            Self::List(_) => "a list",
            Self::Map(_) | Self::Structure(_) => "an object",
            #[cfg(feature = "http")]
            Self::Stream(_) => "a stream",
            #[cfg(feature = "event-stream")]
            Self::Events(_) => "a stream of events",
        }
    }

    const fn mismatch(expected: &'static str) -> Mismatch {
        Mismatch { expected }
    }

    /// Fills the place with a truth value.
    ///
    /// # Errors
    /// The place takes something else.
    pub fn set_boolean(self, value: bool) -> Result<(), Mismatch> {
        let expected = self.expected();
        match self {
            Self::Boolean(place) => *place = value,
            Self::Document(place) => *place = Document::Boolean(value),
            _ => return Err(Self::mismatch(expected)),
        }
        Ok(())
    }

    /// Fills the place with a whole number.
    ///
    /// # Errors
    /// The place takes something else, or a smaller number.
    pub fn set_integer(self, value: i64) -> Result<(), Mismatch> {
        let expected = self.expected();
        let mismatch = || Self::mismatch(expected);
        match self {
            Self::Byte(place) => *place = i8::try_from(value).map_err(|_| mismatch())?,
            Self::Short(place) => *place = i16::try_from(value).map_err(|_| mismatch())?,
            Self::Integer(place) => *place = i32::try_from(value).map_err(|_| mismatch())?,
            Self::Long(place) => *place = value,
            Self::IntEnumeration(place) => place.set(i32::try_from(value).map_err(|_| mismatch())?),
            // A wire number without a fraction is a number all the same: the nearest float is meant.
            #[allow(clippy::cast_precision_loss)]
            Self::Float(place) => *place = value as f32,
            #[allow(clippy::cast_precision_loss)]
            Self::Double(place) => *place = value as f64,
            Self::BigInteger(place) => *place = BigInteger::from(value),
            Self::BigDecimal(place) => *place = BigDecimal::from(value),
            Self::Document(place) => *place = Document::from(value),
            _ => return Err(mismatch()),
        }
        Ok(())
    }

    /// Fills the place with a number that may have a fraction.
    ///
    /// # Errors
    /// The place takes something else; a whole number is not rounded to.
    pub fn set_double(self, value: f64) -> Result<(), Mismatch> {
        let expected = self.expected();
        match self {
            #[allow(clippy::cast_possible_truncation)]
            Self::Float(place) => *place = value as f32,
            Self::Double(place) => *place = value,
            Self::Document(place) => *place = Document::from(value),
            _ => return Err(Self::mismatch(expected)),
        }
        Ok(())
    }

    /// Fills the place with text as it stands, for strings and enums.
    ///
    /// # Errors
    /// The place takes something else.
    pub fn set_string(self, value: &str) -> Result<(), Mismatch> {
        match self {
            Self::String(place) => *place = value.into(),
            Self::Enumeration(place) => place.set(value),
            Self::Document(place) => *place = Document::String(value.into()),
            other => return Err(Self::mismatch(other.expected())),
        }
        Ok(())
    }
}

/// Implements [`Shape`] for a type that is one variant of [`Value`] and [`Slot`].
macro_rules! scalar {
    ($($type:ty: $empty:expr, $value:ident($self:ident => $get:expr), $slot:ident;)*) => {$(
        impl Shape for $type {
            fn empty() -> Self {
                $empty
            }

            fn get(&self) -> Value<'_> {
                let $self = self;
                Value::$value($get)
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::$slot(self)
            }

            fn reset(&mut self) {
                *self = Self::empty();
            }
        }
    )*};
}

scalar! {
    bool: false, Boolean(value => *value), Boolean;
    i8: 0, Integer(value => i64::from(*value)), Byte;
    i16: 0, Integer(value => i64::from(*value)), Short;
    i32: 0, Integer(value => i64::from(*value)), Integer;
    i64: 0, Integer(value => *value), Long;
    f32: 0.0, Float(value => *value), Float;
    f64: 0.0, Double(value => *value), Double;
    BigInteger: BigInteger::default(), BigInteger(value => value), BigInteger;
    BigDecimal: BigDecimal::default(), BigDecimal(value => value), BigDecimal;
    String: String::new(), String(value => value), String;
    Blob: Blob::default(), Blob(value => value), Blob;
    Timestamp: Timestamp::EPOCH, Timestamp(value => *value), Timestamp;
    Document: Document::Null, Document(value => value), Document;
}

#[cfg(feature = "http")]
impl Shape for crate::http::Body {
    fn empty() -> Self {
        Self::Empty
    }

    fn get(&self) -> Value<'_> {
        Value::Stream
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Stream(self)
    }

    fn reset(&mut self) {
        *self = Self::Empty;
    }
}

impl<T: Structure> Shape for T {
    fn empty() -> Self {
        <T as Structure>::empty()
    }

    fn get(&self) -> Value<'_> {
        Value::Structure(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Structure(self)
    }

    fn reset(&mut self) {
        *self = <T as Structure>::empty();
    }
}

impl<T: Structure> Structure for Box<T> {
    fn schema(&self) -> &'static Schema {
        (**self).schema()
    }

    fn empty() -> Self {
        Self::new(<T as Structure>::empty())
    }

    fn member(&self, index: usize) -> Option<&dyn Shape> {
        (**self).member(index)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Shape> {
        (**self).member_mut(index)
    }

    fn unknown(&self) -> Option<&str> {
        (**self).unknown()
    }

    fn set_unknown(&mut self, name: &str) {
        (**self).set_unknown(name);
    }
}

impl<T: Shape> Shape for Option<T> {
    fn empty() -> Self {
        None
    }

    fn get(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Absent, Shape::get)
    }

    fn slot(&mut self) -> Slot<'_> {
        self.get_or_insert_with(T::empty).slot()
    }

    fn reset(&mut self) {
        *self = None;
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn empty() -> Self {
        Self::new()
    }

    fn get(&self) -> Value<'_> {
        Value::List(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }

    fn reset(&mut self) {
        self.clear();
    }
}

impl<T: Shape> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, index: usize) -> Option<&dyn Shape> {
        self.as_slice().get(index).map(|entry| entry as &dyn Shape)
    }

    fn push(&mut self) -> Option<&mut dyn Shape> {
        self.push(T::empty());
        self.last_mut().map(|entry| entry as &mut dyn Shape)
    }

    fn pop(&mut self) {
        self.pop();
    }

    fn clear(&mut self) {
        self.clear();
    }
}

impl<K: Key, T: Shape> Shape for BTreeMap<K, T> {
    fn empty() -> Self {
        Self::new()
    }

    fn get(&self) -> Value<'_> {
        Value::Map(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }

    fn reset(&mut self) {
        self.clear();
    }
}

impl<K: Key, T: Shape> Map for BTreeMap<K, T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn visit(&self, visit: &mut dyn FnMut(&str, &dyn Shape) -> ControlFlow<()>) -> ControlFlow<()> {
        self.iter().try_for_each(|(key, value)| visit(key.as_text(), value))
    }

    fn insert(&mut self, key: &str) -> Option<&mut dyn Shape> {
        let entry = self.entry(K::from_text(key)).or_insert_with(T::empty);
        entry.reset();
        Some(entry)
    }

    fn remove(&mut self, key: &str) {
        self.remove(&K::from_text(key));
    }

    fn clear(&mut self) {
        self.clear();
    }
}

impl Key for String {
    fn from_text(text: &str) -> Self {
        text.into()
    }

    fn as_text(&self) -> &str {
        self
    }
}
