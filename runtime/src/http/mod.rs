//! HTTP messages: the [`Body`] that requests and responses carry.
//!
//! Where members travel in a message is the same for all protocols with HTTP bindings, so paths,
//! queries and headers are written and read here; bodies are the protocol's.

mod body;
#[cfg(feature = "rest-json")]
pub(crate) mod header;
#[cfg(all(test, feature = "rest-json"))]
mod tests;
#[cfg(feature = "rest-json")]
mod text;
#[cfg(feature = "rest-json")]
pub(crate) mod uri;

pub use body::{Body, BodyError, ByteStream, Collect};
