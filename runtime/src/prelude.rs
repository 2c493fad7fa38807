//! The shapes that every Smithy model has (Smithy 2.0, "Prelude").

use crate::schema::{Kind, Schema};
use crate::shape::{Shape, Structure};

macro_rules! prelude {
    ($($name:ident = $id:literal, $kind:ident;)*) => {
        $(#[doc = concat!("`", $id, "`")] pub static $name: Schema = Schema::simple($id, Kind::$kind);)*
    };
}

prelude! {
    BLOB = "smithy.api#Blob", Blob;
    BOOLEAN = "smithy.api#Boolean", Boolean;
    STRING = "smithy.api#String", String;
    BYTE = "smithy.api#Byte", Byte;
    SHORT = "smithy.api#Short", Short;
    INTEGER = "smithy.api#Integer", Integer;
    LONG = "smithy.api#Long", Long;
    FLOAT = "smithy.api#Float", Float;
    DOUBLE = "smithy.api#Double", Double;
    BIG_INTEGER = "smithy.api#BigInteger", BigInteger;
    BIG_DECIMAL = "smithy.api#BigDecimal", BigDecimal;
    TIMESTAMP = "smithy.api#Timestamp", Timestamp;
    DOCUMENT = "smithy.api#Document", Document;
}

/// `smithy.api#Unit`
pub static UNIT: Schema = Schema::structure("smithy.api#Unit", &[]);

/// A structure without members, for a union's member that carries nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unit;

impl Structure for Unit {
    fn schema(&self) -> &'static Schema {
        &UNIT
    }

    fn empty() -> Self {
        Self
    }

    fn member(&self, _index: usize) -> Option<&dyn Shape> {
        None
    }

    fn member_mut(&mut self, _index: usize) -> Option<&mut dyn Shape> {
        None
    }
}
