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
//! - `event-stream`: streams of events in bodies.
//! - `rest-json`: the protocol `aws.protocols#restJson1`.
//! - `aws-json`: the protocols `aws.protocols#awsJson1_0` and `aws.protocols#awsJson1_1`.
//! - `rpc-v2-cbor`: the protocol `smithy.protocols#rpcv2Cbor`.
//! - `rpc-v2-json`: the protocol `smithy.protocols#rpcv2Json`.
//! - `client`: calls, retries, pages, credentials; `hyper` and `reqwest` are its transports.
//! - `api-key-auth`, `basic-auth`, `sigv4`: schemes of authentication besides bearer tokens.
#![cfg_attr(not(any(feature = "std", test)), no_std)]
#![forbid(unsafe_code)]
// A test that unwraps says what it expects by failing there.
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::float_cmp)
)]

extern crate alloc;

#[cfg(feature = "http")]
pub mod auth;
pub mod blob;
#[cfg(feature = "cbor")]
#[cfg_attr(not(feature = "rpc-v2-cbor"), allow(dead_code))] // Protocols are all who use it.
mod cbor;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "client")]
pub mod credentials;
pub mod document;
pub mod enumeration;
#[cfg(feature = "http")]
pub mod error;
#[cfg(feature = "event-stream")]
pub mod event_stream;
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
#[cfg(any(feature = "json", feature = "cbor", feature = "serde"))]
pub mod serde;
pub mod shape;
#[cfg(test)]
#[allow(dead_code)] // Which of them a test needs depends on the features.
mod testing;
pub mod timestamp;
#[cfg(feature = "client")]
pub mod transport;
pub mod validate;
