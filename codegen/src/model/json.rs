//! JSON text to values with places.
//!
//! Parsing is `serde_json`'s: strict (escapes, surrogates, control characters, numbers), bounded in
//! depth, and already needed elsewhere. It reads through a reader that counts bytes, and the count
//! is the place; parsers with places of their own are laxer or add a dependency.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::{Entry, Node, Number, Object, Value};
use crate::diagnostic::Position;

/// Up to this many keys an object is searched for duplicates key by key, beyond it by hash.
const LINEAR_KEYS: usize = 12;

/// Why a text is no JSON.
#[derive(Debug)]
pub(super) struct JsonError {
    /// What the parser says.
    pub message: String,
    /// Where it stopped.
    pub position: Position,
    /// Whether the text is only too deeply nested.
    pub too_deep: bool,
}

/// A parsed text.
#[derive(Debug)]
pub(super) struct Parsed {
    /// The value.
    pub node: Node,
    /// Keys that an object has twice; the first value counts.
    pub duplicates: Vec<(Arc<str>, Position)>,
}

/// Strings that occur often, such as keys and shape IDs, kept once.
pub(super) type Interner = RefCell<HashSet<Arc<str>>>;

/// Parses a text; `source` is the index that positions refer to.
pub(super) fn parse(text: &str, source: usize, names: &Interner) -> Result<Parsed, JsonError> {
    let read = Cell::new(0);
    let context =
        Context { text, source, read: &read, names, duplicates: RefCell::new(Vec::new()) };
    let reader = Counting { rest: text.as_bytes(), read: &read };
    let mut deserializer = serde_json::Deserializer::from_reader(reader);
    let root = ValueSeed { context: &context, peeked: false };
    let result = root.deserialize(&mut deserializer);
    let result = result.and_then(|node| deserializer.end().map(|()| node));
    match result {
        Ok(node) => Ok(Parsed { node, duplicates: context.duplicates.into_inner() }),
        Err(error) => Err(explain(&error, &context)),
    }
}

fn explain(error: &serde_json::Error, context: &Context<'_>) -> JsonError {
    let text = error.to_string();
    // The parser's own place is in bytes; ours is added when the finding is shown.
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    let end_of_text = error.is_eof();
    let read = context.read.get();
    let offset = if end_of_text { context.text.len() } else { read.saturating_sub(1) };
    JsonError {
        message: message.to_owned(),
        position: Position::new(context.source, offset),
        too_deep: message.contains("recursion limit"),
    }
}

/// Reads from memory and counts.
struct Counting<'a> {
    rest: &'a [u8],
    read: &'a Cell<usize>,
}

impl Read for Counting<'_> {
    #[inline]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.rest.read(buffer)?;
        self.read.set(self.read.get() + count);
        Ok(count)
    }
}

struct Context<'a> {
    text: &'a str,
    source: usize,
    read: &'a Cell<usize>,
    names: &'a Interner,
    duplicates: RefCell<Vec<(Arc<str>, Position)>>,
}

impl Context<'_> {
    /// Where the next token starts. Before keys and elements the parser has already looked at its
    /// first byte; after a colon it has not.
    fn start(&self, peeked: bool) -> usize {
        let read = self.read.get();
        if peeked {
            return read.saturating_sub(1);
        }
        let rest = self.text.as_bytes().get(read..).unwrap_or_default();
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        read + rest.iter().take_while(blank).count()
    }

    fn intern(&self, name: &str) -> Arc<str> {
        let mut names = self.names.borrow_mut();
        if let Some(known) = names.get(name) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(name);
        names.insert(Arc::clone(&new));
        new
    }
}

struct ValueSeed<'c, 'a> {
    context: &'c Context<'a>,
    peeked: bool,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_, '_> {
    type Value = Node;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let start = self.context.start(self.peeked);
        let value = deserializer.deserialize_any(ValueVisitor { context: self.context, start })?;
        Ok(Node::new(value, Position::new(self.context.source, start)))
    }
}

struct ValueVisitor<'c, 'a> {
    context: &'c Context<'a>,
    start: usize,
}

impl ValueVisitor<'_, '_> {
    /// The number as it is written, of which the parser only hands over the value.
    fn number(&self) -> Value {
        let rest = self.context.text.get(self.start..).unwrap_or_default();
        let part =
            |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
        let end = rest.bytes().position(|byte| !part(byte)).unwrap_or(rest.len());
        Value::Number(Number::new(rest.get(..end).unwrap_or_default()))
    }
}

impl<'de> Visitor<'de> for ValueVisitor<'_, '_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(self.number())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(self.number())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(self.number())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        // Shape IDs are short and repeat; documentation is neither.
        let repeats = text.len() < 64 && text.contains('#');
        let text = if repeats { self.context.intern(text) } else { Arc::from(text) };
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut elements = Vec::new();
        let context = self.context;
        while let Some(element) = access.next_element_seed(ValueSeed { context, peeked: true })? {
            elements.push(element);
        }
        Ok(Value::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let context = self.context;
        let mut entries: Vec<Entry> = Vec::new();
        let mut keys: HashSet<Arc<str>> = HashSet::new();
        while let Some((key, position)) = access.next_key_seed(KeySeed { context })? {
            let value = access.next_value_seed(ValueSeed { context, peeked: false })?;
            if entries.len() == LINEAR_KEYS {
                keys.extend(entries.iter().map(|entry| Arc::clone(&entry.key)));
            }
            let duplicate = if entries.len() < LINEAR_KEYS {
                entries.iter().any(|entry| entry.key == key)
            } else {
                !keys.insert(Arc::clone(&key))
            };
            if duplicate {
                context.duplicates.borrow_mut().push((key, position));
            } else {
                entries.push(Entry { key, position, value });
            }
        }
        Ok(Value::Object(Object::new(entries)))
    }
}

struct KeySeed<'c, 'a> {
    context: &'c Context<'a>,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_, '_> {
    type Value = (Arc<str>, Position);

    fn deserialize<D: serde::Deserializer<'de>>(self, key: D) -> Result<Self::Value, D::Error> {
        let start = self.context.start(true);
        let name = key.deserialize_str(KeyVisitor { context: self.context })?;
        Ok((name, Position::new(self.context.source, start)))
    }
}

struct KeyVisitor<'c, 'a> {
    context: &'c Context<'a>,
}

impl Visitor<'_> for KeyVisitor<'_, '_> {
    type Value = Arc<str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E>(self, text: &str) -> Result<Arc<str>, E> {
        Ok(self.context.intern(text))
    }
}
