//! Tests of the whole, one module a subject.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that unwraps says what it expects by failing"
)]

mod architecture;
mod constraints;
mod determinism;
mod end_to_end;
mod freestanding;
mod goldens;
mod hostile;
mod reference;
mod snapshots;
