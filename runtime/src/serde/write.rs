//! The view of a value that serde writes.

use core::cell::Cell;
use core::ops::ControlFlow;

use base64::Engine as _;
use serde_core::ser::{SerializeMap as _, SerializeSeq as _};
use serde_core::{Serialize, Serializer};

use super::document::DocumentView;
#[cfg(feature = "cbor")]
use super::tag;
use super::{Codec, Format, Secrets, DEPTH};
use crate::blob::BASE64;
use crate::number::special_name;
use crate::redact::MASK;
use crate::schema::{Kind, Location, Member, Place, TimestampFormat};
use crate::shape::{Shape, Structure, Value};
use crate::timestamp::Timestamp;

/// Which members of the outermost structure are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Members {
    /// All of them.
    All,
    /// Those without an HTTP binding, streams aside.
    #[cfg_attr(not(feature = "rest-json"), allow(dead_code))]
    Body,
    /// All of them, streams aside.
    #[cfg_attr(not(feature = "rpc"), allow(dead_code))]
    Buffered,
    /// Those that an event has neither as its payload nor as its headers.
    #[cfg_attr(not(all(feature = "event-stream", feature = "rest-json")), allow(dead_code))]
    Event,
}

impl Members {
    pub(crate) fn include(self, member: &'static Member) -> bool {
        let in_event = matches!(member.location(), Location::EventHeader | Location::EventPayload);
        match self {
            Self::All => true,
            Self::Buffered => !Place::from(member).is_streaming(),
            // What an event has in a header has no place of its own elsewhere.
            Self::Body => {
                (in_event || member.location() == Location::Document)
                    && !Place::from(member).is_streaming()
            }
            Self::Event => !in_event,
        }
    }
}

/// Why a value cannot be written: the name of the nearest member, and what is wrong with it.
pub(crate) type Unwritable = (&'static str, &'static str);

/// What all views of one value share.
pub(crate) struct Writer {
    codec: Codec,
    failure: Cell<Option<Unwritable>>,
}

impl Writer {
    pub(crate) const fn new(codec: Codec) -> Self {
        Self { codec, failure: Cell::new(None) }
    }

    /// Why writing failed, where it was not the format's fault.
    #[cfg(any(feature = "json", feature = "cbor"))]
    pub(crate) fn failure(&self) -> Option<Unwritable> {
        self.failure.get()
    }

    fn fail<E: serde_core::ser::Error>(&self, member: &'static str, reason: &'static str) -> E {
        self.failure.set(Some((member, reason)));
        E::custom(format_args!("`{member}` {reason}"))
    }
}

/// A value at its place.
pub(crate) struct Wire<'a> {
    place: Place,
    value: Value<'a>,
    /// The name of the nearest member, for messages.
    name: &'static str,
    depth: usize,
    members: Members,
    writer: &'a Writer,
}

impl<'a> Wire<'a> {
    pub(crate) fn root(structure: &'a dyn Structure, members: Members, writer: &'a Writer) -> Self {
        let schema = structure.schema();
        Self {
            members,
            ..Self::new(Place::from(schema), Value::Structure(structure), schema.name(), writer)
        }
    }

    pub(crate) const fn new(
        place: Place,
        value: Value<'a>,
        name: &'static str,
        writer: &'a Writer,
    ) -> Self {
        Self { place, value, name, depth: DEPTH, members: Members::All, writer }
    }

    fn inner<'b>(
        &'b self,
        member: &'static Member,
        value: Value<'b>,
        name: &'static str,
        depth: usize,
    ) -> Wire<'b> {
        Wire {
            place: Place::from(member),
            value,
            name,
            depth,
            members: Members::All,
            writer: self.writer,
        }
    }

    fn structure<S: Serializer>(
        &self,
        structure: &dyn Structure,
        depth: usize,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let schema = structure.schema();
        if schema.kind() == Kind::Union && structure.unknown().is_some() {
            return Err(self
                .writer
                .fail(self.name, "is a union whose variant the model does not list"));
        }
        let present = || {
            schema
                .members()
                .iter()
                .enumerate()
                .filter(|(_, member)| self.members.include(member))
                .filter_map(|(index, member)| match structure.member(index)?.get() {
                    Value::Absent => None,
                    #[cfg(feature = "http")]
                    Value::Stream => None,
                    value => Some((member, value)),
                })
        };
        // JSON needs no count ahead, and other formats do; counting walks the members once more.
        let count =
            if self.writer.codec.format == Format::Json { None } else { Some(present().count()) };
        let mut map = serializer.serialize_map(count)?;
        for (member, value) in present() {
            map.serialize_entry(
                self.writer.codec.name(member),
                &self.inner(member, value, member.name(), depth),
            )?;
        }
        map.end()
    }

    fn double<S: Serializer>(&self, value: f64, serializer: S) -> Result<S::Ok, S::Error> {
        match special_name(value) {
            Some((name, _)) if self.writer.codec.format != Format::Cbor => {
                serializer.serialize_str(name)
            }
            _ => serializer.serialize_f64(value),
        }
    }

    fn timestamp<S: Serializer>(&self, value: Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        let codec = self.writer.codec;
        let value = if codec.milliseconds { value.truncated_to_milliseconds() } else { value };
        #[cfg(feature = "cbor")]
        if codec.format == Format::Cbor {
            return tag::write_epoch(value, serializer);
        }
        match codec.timestamp_format(self.place) {
            TimestampFormat::EpochSeconds if value.nanoseconds() == 0 => {
                serializer.serialize_i64(value.seconds())
            }
            TimestampFormat::EpochSeconds => serializer.serialize_f64(value.to_double()),
            format => serializer.collect_str(&value.format(format)),
        }
    }

    /// A number of any size: as it stands where the format takes it, else as an integer of 64 bits
    /// where it is one, else as a string.
    #[cfg_attr(not(feature = "json"), allow(clippy::unused_self))]
    fn number<S: Serializer>(&self, text: &str, serializer: S) -> Result<S::Ok, S::Error> {
        if self.writer.codec.quoted_numbers {
            return serializer.serialize_str(text);
        }
        #[cfg(feature = "json")]
        if self.writer.codec.format == Format::Json {
            let raw = serde_json::value::RawValue::from_string(text.into())
                .map_err(|_| self.writer.fail(self.name, "is not a number"))?;
            return raw.serialize(serializer);
        }
        #[cfg(feature = "cbor")]
        if self.writer.codec.format == Format::Cbor {
            let number = match self.value {
                Value::BigInteger(_) => tag::Number::whole(text),
                _ => tag::Number::decimal(text),
            };
            let number =
                number.ok_or_else(|| self.writer.fail(self.name, "has too many digits"))?;
            return number.serialize(serializer);
        }
        match (text.parse(), text.parse()) {
            (Ok(value), _) => serializer.serialize_i64(value),
            (_, Ok(value)) => serializer.serialize_u64(value),
            _ => serializer.serialize_str(text),
        }
    }
}

impl Serialize for Wire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let codec = self.writer.codec;
        if codec.secrets == Secrets::Masked
            && self.place.is_sensitive()
            && !matches!(self.value, Value::Absent)
        {
            return serializer.serialize_str(MASK);
        }
        let deeper = || {
            self.depth
                .checked_sub(1)
                .ok_or_else(|| self.writer.fail(self.name, "is nested too deeply"))
        };
        match self.value {
            Value::Absent => serializer.serialize_none(),
            Value::Boolean(value) => serializer.serialize_bool(value),
            Value::Integer(value) => serializer.serialize_i64(value),
            Value::Float(value) if value.is_finite() => serializer.serialize_f32(value),
            Value::Float(value) => self.double(f64::from(value), serializer),
            Value::Double(value) => self.double(value, serializer),
            Value::BigInteger(value) => self.number(value.as_str(), serializer),
            Value::BigDecimal(value) => self.number(value.as_str(), serializer),
            Value::String(value) => serializer.serialize_str(value),
            Value::Blob(value) if codec.format == Format::Cbor => serializer.serialize_bytes(value),
            Value::Blob(value) => serializer.serialize_str(&BASE64.encode(value)),
            Value::Timestamp(value) => self.timestamp(value, serializer),
            Value::Document(document) => {
                DocumentView { document, depth: self.depth }.serialize(serializer)
            }
            Value::Structure(structure) => self.structure(structure, deeper()?, serializer),
            Value::List(list) => {
                let depth = deeper()?;
                let [member] = self.place.schema().members() else {
                    return Err(self
                        .writer
                        .fail(self.name, "is a list that the model does not know"));
                };
                let mut output = serializer.serialize_seq(Some(list.len()))?;
                for index in 0..list.len() {
                    let value = list.get(index).map_or(Value::Absent, Shape::get);
                    output.serialize_element(&self.inner(member, value, self.name, depth))?;
                }
                output.end()
            }
            Value::Map(map) => {
                let depth = deeper()?;
                let [key, member] = self.place.schema().members() else {
                    return Err(self
                        .writer
                        .fail(self.name, "is a map that the model does not know"));
                };
                if codec.secrets == Secrets::Masked && key.is_sensitive() {
                    return serializer.serialize_str(MASK);
                }
                let mut output = serializer.serialize_map(Some(map.len()))?;
                let mut result = Ok(());
                let _: ControlFlow<()> = map.visit(&mut |name, shape| {
                    result = output
                        .serialize_entry(name, &self.inner(member, shape.get(), self.name, depth));
                    if result.is_ok() {
                        ControlFlow::Continue(())
                    } else {
                        ControlFlow::Break(())
                    }
                });
                result?;
                output.end()
            }
            #[cfg(feature = "http")]
            Value::Stream => Err(self.writer.fail(self.name, "is a stream")),
        }
    }
}
