//! JSON with numbers as they stand in the text: tests hold numbers that no machine type can.

use std::collections::BTreeMap;
use std::fmt;

use ferrosmith_runtime::number::BigDecimal;
use serde_json::value::RawValue;

/// How deep values may nest; no test comes near it, and a damaged file must not end the stack.
const DEEPEST: usize = 256;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, as written.
    Number(String),
    /// Text.
    String(String),
    /// Values in order.
    Array(Vec<Json>),
    /// Values by name.
    Object(BTreeMap<String, Json>),
}

/// Text that is not JSON.
#[derive(Debug)]
pub struct ParseError(String);

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ParseError {}

impl From<serde_json::Error> for ParseError {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

impl Json {
    /// Reads a text.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        from_raw(serde_json::from_str(text)?, DEEPEST)
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The values in order, if it is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(values) => Some(values),
            _ => None,
        }
    }

    /// The values by name, if it is an object.
    #[must_use]
    pub const fn as_object(&self) -> Option<&BTreeMap<String, Self>> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of this name, if it is an object that has one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// An object of these entries.
    #[must_use]
    pub fn object<const N: usize>(entries: [(&str, Self); N]) -> Self {
        Self::Object(entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// Whether both are the same value: numbers count, not how they are written.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => {
                left == right || is_same_number(left, right)
            }
            (Self::Array(left), Self::Array(right)) => {
                left.len() == right.len()
                    && left.iter().zip(right).all(|(left, right)| left.is_same(right))
            }
            (Self::Object(left), Self::Object(right)) => {
                left.len() == right.len()
                    && left
                        .iter()
                        .zip(right)
                        .all(|((name, left), (other, right))| name == other && left.is_same(right))
            }
            _ => self == other,
        }
    }
}

/// Whether two texts are the same number, exactly.
pub(crate) fn is_same_number(left: &str, right: &str) -> bool {
    match (left.parse::<BigDecimal>(), right.parse::<BigDecimal>()) {
        (Ok(left), Ok(right)) => left.compare(&right).is_eq(),
        _ => false,
    }
}

fn from_raw(raw: &RawValue, deeper: usize) -> Result<Json, ParseError> {
    let text = raw.get();
    let Some(deeper) = deeper.checked_sub(1) else {
        return Err(ParseError("it nests too deeply".to_owned()));
    };
    Ok(match text.as_bytes().first() {
        Some(b'{') => {
            let entries: BTreeMap<String, &RawValue> = serde_json::from_str(text)?;
            let read = entries.into_iter().map(|(name, raw)| Ok((name, from_raw(raw, deeper)?)));
            Json::Object(read.collect::<Result<_, ParseError>>()?)
        }
        Some(b'[') => {
            let values: Vec<&RawValue> = serde_json::from_str(text)?;
            Json::Array(
                values.into_iter().map(|raw| from_raw(raw, deeper)).collect::<Result<_, _>>()?,
            )
        }
        Some(b'"') => Json::String(serde_json::from_str(text)?),
        Some(b't' | b'f') => Json::Boolean(serde_json::from_str(text)?),
        Some(b'n') => Json::Null,
        _ => Json::Number(text.to_owned()),
    })
}

/// As JSON without white space.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => value.fmt(f),
            Self::Number(text) => f.write_str(text),
            Self::String(text) => quoted(text).fmt(f),
            Self::Array(values) => {
                f.write_str("[")?;
                for (index, value) in values.iter().enumerate() {
                    f.write_str(if index > 0 { "," } else { "" })?;
                    value.fmt(f)?;
                }
                f.write_str("]")
            }
            Self::Object(entries) => {
                f.write_str("{")?;
                for (index, (name, value)) in entries.iter().enumerate() {
                    f.write_str(if index > 0 { "," } else { "" })?;
                    write!(f, "{}:{value}", quoted(name))?;
                }
                f.write_str("}")
            }
        }
    }
}

fn quoted(text: &str) -> serde_json::Value {
    serde_json::Value::String(text.to_owned())
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_text_and_compare_by_value() -> Result<(), ParseError> {
        let text = r#"{"a":[1.10,null,true,"\u00e9\n"],"b":123456789012345678901234567890}"#;
        let json = Json::parse(text)?;
        assert_eq!(json.to_string(), text.replace("\\u00e9", "é"));
        assert!(json.is_same(&Json::parse(&text.replace("1.10", "11e-1"))?));
        assert!(!json.is_same(&Json::parse(&text.replace("7890}", "7891}"))?));
        Ok(())
    }

    #[test]
    fn what_nests_too_deeply_is_refused() {
        let text = "[".repeat(DEEPEST + 1) + &"]".repeat(DEEPEST + 1);
        assert!(Json::parse(&text).is_err());
    }
}
