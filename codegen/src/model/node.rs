//! JSON-like values of traits and metadata, each with its place.

use std::sync::Arc;

use crate::diagnostic::Position;

/// A value and where it starts. Equality is of values: places and the order of object keys do not
/// count.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it starts.
    pub position: Position,
}

/// What a [`Node`] holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as written.
    Number(Number),
    /// A string.
    String(Arc<str>),
    /// An array.
    Array(Vec<Node>),
    /// An object.
    Object(Object),
}

/// A number with its text as written, so that no digit is lost.
#[derive(Clone, Debug)]
pub struct Number {
    text: Arc<str>,
}

/// An object: its entries in the order written.
#[derive(Clone, Debug, Default)]
pub struct Object {
    entries: Vec<Entry>,
}

/// One key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: Arc<str>,
    /// Where the key starts.
    pub position: Position,
    /// The value.
    pub value: Node,
}

impl Node {
    /// A value at a place.
    #[must_use]
    pub fn new(value: Value, position: Position) -> Self {
        Self { value, position }
    }

    /// An empty object that no file wrote, the value of an annotation trait.
    #[must_use]
    pub fn annotation() -> Self {
        Self::new(Value::Object(Object::default()), Position::NONE)
    }

    /// A string that no file wrote.
    #[must_use]
    pub fn string(text: &str) -> Self {
        Self::new(Value::String(Arc::from(text)), Position::NONE)
    }

    /// The text, if it is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match &self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The integer, if it is one that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number().and_then(Number::as_i64)
    }

    /// The elements, if it is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The object, if it is one.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The value of a key, if it is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object().and_then(|object| object.get(key))
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// What kind of value it is, with an article, for messages.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }

    /// The same value for `serde_json`, for emission as JSON. Numbers keep their digits where
    /// `serde_json` can hold them.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => serde_json::Value::Bool(*value),
            Value::Number(number) => {
                serde_json::from_str(number.as_str()).unwrap_or(serde_json::Value::Null)
            }
            Value::String(text) => serde_json::Value::String(text.to_string()),
            Value::Array(elements) => elements.iter().map(Self::to_json).collect(),
            Value::Object(object) => {
                object.iter().map(|entry| (entry.key.to_string(), entry.value.to_json())).collect()
            }
        }
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Number {
    /// A number with this text, which is a JSON number.
    pub(crate) fn new(text: &str) -> Self {
        Self { text: Arc::from(text) }
    }

    /// The number as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The integer, if it is one that fits; `1.0` and `1e3` are integers too.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.text.parse().ok().or_else(|| super::decimal::Decimal::parse(&self.text)?.to_i64())
    }

    /// The nearest double.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.text.parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// Whether the number has no fraction, whatever its size.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        super::decimal::Decimal::parse(&self.text).is_some_and(|decimal| decimal.is_integer())
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
            || super::decimal::Decimal::parse(&self.text)
                == super::decimal::Decimal::parse(&other.text)
    }
}

impl Object {
    /// An object with these entries; keys must differ.
    #[must_use]
    pub fn new(entries: Vec<Entry>) -> Self {
        Self { entries }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|entry| entry.key.as_ref() == key).map(|entry| &entry.value)
    }

    /// All entries in the order written.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn sorted(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by(|left, right| left.key.cmp(&right.key));
        entries
    }
}

impl<'a> IntoIterator for &'a Object {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Object {
    type Item = Entry;
    type IntoIter = std::vec::IntoIter<Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        let same =
            |(left, right): (&Entry, &Entry)| left.key == right.key && left.value == right.value;
        self.len() == other.len()
            && (self.entries.iter().zip(&other.entries).all(same)
                || self.sorted().into_iter().zip(other.sorted()).all(same))
    }
}
