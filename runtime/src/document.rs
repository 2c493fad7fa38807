//! Open content, the `document` shape.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

/// A value without a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Document {
    /// Nothing.
    #[default]
    Null,
    /// A truth value.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// Text.
    String(String),
    /// Values in order.
    List(Vec<Document>),
    /// Values by name.
    Map(BTreeMap<String, Document>),
}

/// A number of a [`Document`]: whole numbers of 64 bits are exact, all others are doubles.
#[derive(Clone, Copy, PartialEq)]
pub struct Number(Repr);

/// A number that is not negative is always `Unsigned`, so that equal numbers compare equal.
#[derive(Clone, Copy, PartialEq)]
enum Repr {
    Unsigned(u64),
    Negative(i64),
    Double(f64),
}

impl Number {
    /// The number, if it is whole and fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self.0 {
            Repr::Unsigned(value) => i64::try_from(value).ok(),
            Repr::Negative(value) => Some(value),
            Repr::Double(_) => None,
        }
    }

    /// The number, if it is whole and not negative.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match self.0 {
            Repr::Unsigned(value) => Some(value),
            Repr::Negative(_) | Repr::Double(_) => None,
        }
    }

    /// The number as the nearest double.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // The nearest double is what was asked for.
    pub fn as_f64(&self) -> f64 {
        match self.0 {
            Repr::Unsigned(value) => value as f64,
            Repr::Negative(value) => value as f64,
            Repr::Double(value) => value,
        }
    }

    /// Whether the number is kept as a double.
    #[must_use]
    pub fn is_double(&self) -> bool {
        matches!(self.0, Repr::Double(_))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Repr::Unsigned(value) => value.fmt(f),
            Repr::Negative(value) => value.fmt(f),
            // Debug keeps `1.0` apart from `1`, and uses exponents where they are shorter.
            Repr::Double(value) => write!(f, "{value:?}"),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self(Repr::Unsigned(value))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(u64::try_from(value).map_or(Repr::Negative(value), Repr::Unsigned))
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self(Repr::Double(value))
    }
}

impl Document {
    /// Whether there is nothing.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The truth value, if it is one.
    #[must_use]
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn as_number(&self) -> Option<Number> {
        match self {
            Self::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// The whole number, if it is one that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number().and_then(|number| number.as_i64())
    }

    /// The whole number, if it is one that is not negative.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number().and_then(|number| number.as_u64())
    }

    /// The number as the nearest double, if it is one.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number().map(|number| number.as_f64())
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(value) => Some(value),
            _ => None,
        }
    }

    /// The values in order, if it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Document]> {
        match self {
            Self::List(values) => Some(values),
            _ => None,
        }
    }

    /// The values by name, if it is a map.
    #[must_use]
    pub const fn as_map(&self) -> Option<&BTreeMap<String, Document>> {
        match self {
            Self::Map(values) => Some(values),
            _ => None,
        }
    }

    /// The value of this name, if it is a map that has one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Document> {
        self.as_map()?.get(name)
    }

    /// The value at this index, if it is a list that is long enough.
    #[must_use]
    pub fn at(&self, index: usize) -> Option<&Document> {
        self.as_list()?.get(index)
    }
}

/// As JSON without white space; a double that JSON has no number for is a string.
impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => value.fmt(f),
            Self::Number(Number(Repr::Double(value))) if !value.is_finite() => f.write_str(
                crate::number::special_name(*value).map_or("null", |(_, quoted)| quoted),
            ),
            Self::Number(value) => value.fmt(f),
            Self::String(value) => write_string(f, value),
            Self::List(values) => {
                f.write_char('[')?;
                for (index, value) in values.iter().enumerate() {
                    if index > 0 {
                        f.write_char(',')?;
                    }
                    value.fmt(f)?;
                }
                f.write_char(']')
            }
            Self::Map(values) => {
                f.write_char('{')?;
                for (index, (name, value)) in values.iter().enumerate() {
                    if index > 0 {
                        f.write_char(',')?;
                    }
                    write_string(f, name)?;
                    f.write_char(':')?;
                    value.fmt(f)?;
                }
                f.write_char('}')
            }
        }
    }
}

/// Text as RFC 8259, section 7 wants it: quotes, backslashes and control characters are escaped.
fn write_string(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            '\0'..='\u{1f}' => write!(f, "\\u{:04x}", u32::from(character))?,
            _ => f.write_char(character)?,
        }
    }
    f.write_char('"')
}

/// Implements `From` for types that have an obvious document.
macro_rules! document_from {
    ($($type:ty: $value:ident => $document:expr;)*) => {$(
        impl From<$type> for Document {
            fn from($value: $type) -> Self {
                $document
            }
        }
    )*};
}

document_from! {
    bool: value => Self::Boolean(value);
    i8: value => Self::Number(i64::from(value).into());
    i16: value => Self::Number(i64::from(value).into());
    i32: value => Self::Number(i64::from(value).into());
    i64: value => Self::Number(value.into());
    u8: value => Self::Number(u64::from(value).into());
    u16: value => Self::Number(u64::from(value).into());
    u32: value => Self::Number(u64::from(value).into());
    u64: value => Self::Number(value.into());
    f32: value => Self::Number(f64::from(value).into());
    f64: value => Self::Number(value.into());
    Number: value => Self::Number(value);
    &str: value => Self::String(value.into());
    String: value => Self::String(value);
    BTreeMap<String, Document>: values => Self::Map(values);
}

impl<T: Into<Document>> From<Option<T>> for Document {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Document>> From<Vec<T>> for Document {
    fn from(values: Vec<T>) -> Self {
        values.into_iter().collect()
    }
}

impl<T: Into<Document>> FromIterator<T> for Document {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<String>, T: Into<Document>> FromIterator<(K, T)> for Document {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(values: I) -> Self {
        Self::Map(values.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString as _;

    use super::*;

    #[test]
    fn whole_numbers_of_64_bits_stay_exact() {
        assert_eq!(Document::from(u64::MAX).as_u64(), Some(u64::MAX));
        assert_eq!(Document::from(i64::MIN).as_i64(), Some(i64::MIN));
        assert_eq!(Document::from(5_i64), Document::from(5_u64));
        assert_eq!(Document::from(1.5).as_f64(), Some(1.5));
        assert_eq!(Document::from(1.0).as_i64(), None);
    }

    #[test]
    fn it_is_shown_as_json() {
        let document: Document = [
            ("a\"\n\u{1}", Document::from(vec![1, 2])),
            ("b", Document::from(f64::NAN)),
            ("c", Document::from(None::<bool>)),
        ]
        .into_iter()
        .collect();
        assert_eq!(document.to_string(), r#"{"a\"\n\u0001":[1,2],"b":"NaN","c":null}"#);
        assert_eq!(
            document.get("a\"\n\u{1}").and_then(|list| list.at(1)).and_then(Document::as_i64),
            Some(2)
        );
    }
}
