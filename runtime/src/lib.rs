//! What every crate that ferrosmith generates calls.
//!
//! Without features there are the parts that need no more than an allocator: [`schema`] (what the
//! model says, as data), [`shape`] (how a value hands out its members), the values themselves,
//! [`validate`], [`pattern`] and [`redact`]. Features add on top and never take away:
//!
//! - `std`: conversions with the standard library's types.
//! - `serde`: `Serialize` and `Deserialize` for generated types.
//! - `json`: reading and writing JSON text.
//! - `http`: messages without transport, and the protocol seam.
//! - `rest-json`: the protocol `aws.protocols#restJson1`.
//! - `client`: calls, retries, pages, credentials; `hyper` and `reqwest` are its transports.
#![cfg_attr(not(any(feature = "std", test)), no_std)]
// A test that unwraps says what it expects by failing there.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::float_cmp))]

extern crate alloc;

pub mod blob;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "client")]
pub mod credentials;
pub mod document;
pub mod enumeration;
#[cfg(feature = "http")]
pub mod error;
#[cfg(feature = "http")]
pub mod exchange;
#[cfg(feature = "client")]
pub mod future;
#[cfg(feature = "http")]
pub mod http;
#[cfg(feature = "json")]
pub mod json;
pub mod macros;
pub mod number;
#[cfg(feature = "http")]
pub mod operation;
pub mod pattern;
pub mod prelude;
#[cfg(feature = "http")]
pub mod protocol;
pub mod redact;
#[cfg(feature = "client")]
pub mod retry;
pub mod schema;
#[cfg(feature = "serde")]
pub mod serde;
pub mod shape;
#[cfg(test)]
#[allow(dead_code)] // Which of them a test needs depends on the features.
mod testing;
pub mod timestamp;
#[cfg(feature = "client")]
pub mod transport;
pub mod validate;
