//! What generated code has in common, written once.

mod operation;
mod serde;
mod structure;

use crate::schema::Schema;
use crate::shape::Structure;

#[doc(hidden)]
pub use operation::display_plain;

/// A shape with a Rust type, and its schema.
#[doc(hidden)]
pub trait Described: Structure {
    /// The schema.
    const SCHEMA: &'static Schema;
}
