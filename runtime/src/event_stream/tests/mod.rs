//! Tests of streams of events.

mod frames;
#[cfg(feature = "rest-json")]
mod messages;
#[cfg(feature = "rest-json")]
mod service;
#[cfg(feature = "rest-json")]
mod streams;
mod vectors;
