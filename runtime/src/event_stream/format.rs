//! How protocols write the payloads of events.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::protocol::{DecodeError, EncodeError};
use crate::schema::Member;
use crate::shape::{Shape, Structure, Value};

/// How a protocol writes the payloads of events, and what goes before the events.
pub trait EventFormat: fmt::Debug + Sync {
    /// The media type of the documents.
    fn media_type(&self) -> &'static str;

    /// Whether the other members of an input or output are the first message of the stream
    /// (Amazon Event Stream Specification, "Initial Message Events"), for protocols without HTTP
    /// bindings.
    fn has_initial_messages(&self) -> bool;

    /// Writes the members of an event that are neither `eventHeader` nor `eventPayload` as a
    /// document.
    ///
    /// # Errors
    /// A value that cannot be written.
    fn write_members(&self, event: &dyn Structure) -> Result<Vec<u8>, EncodeError>;

    /// Writes the value of an `eventPayload` member as a document.
    ///
    /// # Errors
    /// A value that cannot be written.
    fn write_value(
        &self,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<Vec<u8>, EncodeError>;

    /// Reads a document into the members of an event that are neither `eventHeader` nor
    /// `eventPayload`. The result names required members that were missing.
    ///
    /// # Errors
    /// A document that is not what the model says.
    fn read_members(
        &self,
        payload: &[u8],
        event: &mut dyn Structure,
    ) -> Result<Vec<String>, DecodeError>;

    /// Reads a document into an `eventPayload` member.
    ///
    /// # Errors
    /// A document that is not what the model says.
    fn read_value(
        &self,
        payload: &[u8],
        member: &'static Member,
        shape: &mut dyn Shape,
    ) -> Result<Vec<String>, DecodeError>;
}

/// JSON documents.
#[cfg(feature = "rest-json")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct JsonEvents {
    /// The protocol's choices.
    pub(crate) codec: crate::serde::Codec,
    /// Whether the stream begins with a message of the other members.
    pub(crate) initial_messages: bool,
}

#[cfg(feature = "rest-json")]
mod json {
    use super::{DecodeError, EncodeError, EventFormat, JsonEvents, Member, Shape, String};
    use super::{Structure, Value, Vec};
    use crate::json::{self, JsonError, Target};
    use crate::schema::Place;
    use crate::serde::{Members, Unwritable, Wire, Writer};
    use crate::validate::Missing;

    impl EventFormat for JsonEvents {
        fn media_type(&self) -> &'static str {
            "application/json"
        }

        fn has_initial_messages(&self) -> bool {
            self.initial_messages
        }

        fn write_members(&self, event: &dyn Structure) -> Result<Vec<u8>, EncodeError> {
            json::write_members(event, Members::Event, self.codec).map_err(unwritable)
        }

        fn write_value(
            &self,
            member: &'static Member,
            value: Value<'_>,
        ) -> Result<Vec<u8>, EncodeError> {
            let writer = Writer::new(self.codec);
            let view = Wire::new(Place::from(member), value, member.name(), &writer);
            json::write(&view, &writer).map_err(unwritable)
        }

        fn read_members(
            &self,
            payload: &[u8],
            event: &mut dyn Structure,
        ) -> Result<Vec<String>, DecodeError> {
            read(json::read(payload, Target::Members(event, Members::Event), self.codec))
        }

        fn read_value(
            &self,
            payload: &[u8],
            member: &'static Member,
            shape: &mut dyn Shape,
        ) -> Result<Vec<String>, DecodeError> {
            read(json::read(payload, Target::Value(Place::from(member), shape), self.codec))
        }
    }

    fn unwritable((member, reason): Unwritable) -> EncodeError {
        EncodeError { member, reason }
    }

    fn read(read: Result<Missing, JsonError>) -> Result<Vec<String>, DecodeError> {
        read.map(Missing::into_pointers)
            .map_err(|error| DecodeError { at: error.at, message: error.message })
    }
}

/// CBOR documents.
#[cfg(feature = "cbor")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct CborEvents {
    /// The protocol's choices.
    pub(crate) codec: crate::serde::Codec,
}

#[cfg(feature = "cbor")]
mod cbor {
    use super::{CborEvents, DecodeError, EncodeError, EventFormat, Member, Shape, String};
    use super::{Structure, Value, Vec};
    use crate::cbor::{self, CborError};
    use crate::schema::Place;
    use crate::serde::{Members, Target, Unwritable, Wire, Writer};
    use crate::validate::Missing;

    impl EventFormat for CborEvents {
        fn media_type(&self) -> &'static str {
            "application/cbor"
        }

        fn has_initial_messages(&self) -> bool {
            true
        }

        fn write_members(&self, event: &dyn Structure) -> Result<Vec<u8>, EncodeError> {
            cbor::write_members(event, Members::Event, self.codec).map_err(unwritable)
        }

        fn write_value(
            &self,
            member: &'static Member,
            value: Value<'_>,
        ) -> Result<Vec<u8>, EncodeError> {
            let writer = Writer::new(self.codec);
            let view = Wire::new(Place::from(member), value, member.name(), &writer);
            cbor::write(&view, &writer).map_err(unwritable)
        }

        fn read_members(
            &self,
            payload: &[u8],
            event: &mut dyn Structure,
        ) -> Result<Vec<String>, DecodeError> {
            read(cbor::read(payload, Target::Members(event, Members::Event), self.codec))
        }

        fn read_value(
            &self,
            payload: &[u8],
            member: &'static Member,
            shape: &mut dyn Shape,
        ) -> Result<Vec<String>, DecodeError> {
            read(cbor::read(payload, Target::Value(Place::from(member), shape), self.codec))
        }
    }

    fn unwritable((member, reason): Unwritable) -> EncodeError {
        EncodeError { member, reason }
    }

    fn read(read: Result<Missing, CborError>) -> Result<Vec<String>, DecodeError> {
        read.map(Missing::into_pointers)
            .map_err(|error| DecodeError { at: error.at, message: error.message })
    }
}
