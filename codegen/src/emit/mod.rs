//! From decided facts to code: one emitter a kind of item, each a pure function from an item of
//! [`crate::ir`] to tokens.
//!
//! Nothing here reads a model, makes a name or weighs an option.

pub(crate) mod auth;
pub mod client;
pub mod crates;
pub mod enumeration;
pub mod error;
pub mod library;
pub mod manifest;
pub mod operation;
pub mod pagination;
pub mod pattern;
pub mod schema;
pub mod stage;
pub mod structure;
pub mod union;

mod docs;
mod file;
mod literal;
mod parameter;
mod print;
mod scope;
mod shaping;
mod table;
#[cfg(test)]
mod tests;
mod types;

pub use file::{Content, Draft, File, RenderError, Source};
pub use scope::Scope;

use proc_macro2::TokenStream;
use quote::quote;

/// Code that is already text: a name, or a path of names.
///
/// What does not even consist of tokens becomes a string literal, which no place that takes a name
/// accepts: the file then fails to parse, and that is reported with its path.
pub(crate) fn code(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|_| quote!(#text))
}
