//! Tests of the whole, one module a subject.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that unwraps says what it expects by failing")]

mod end_to_end;
mod hostile;
mod reference;
