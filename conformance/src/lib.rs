//! Smithy's protocol tests, run through generated code.
//!
//! A protocol-test model says of an operation which message a request becomes, and which values a
//! message holds. [`collect`] reads these tests from a model as [`Case`]s; a small program per
//! service, made by `cargo xtask conformance`, links the generated crate and hands each case to
//! [`run`], which is generic over the operation's generated types. Values are filled in and
//! compared through the seam that all generated types share, so there is one walk for all of them
//! and no second codec: what is written and read is what the generated crate writes and reads.
#![forbid(unsafe_code)]

mod case;
#[cfg(feature = "model")]
mod collect;
mod fill;
mod json;
mod message;
mod program;
mod report;
mod run;
mod settings;
mod show;
mod values;

pub use case::{Case, Kind};
#[cfg(feature = "model")]
pub use collect::collect;
pub use json::{Json, ParseError};
pub use program::{program, Run};
pub use report::{Outcome, Verdict};
pub use run::run;
pub use settings::Settings;
