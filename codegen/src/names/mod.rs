//! Where Rust names are born, and nowhere else: case, keywords, and names that are taken.

mod case;
mod reserved;
mod scope;
#[cfg(test)]
mod tests;

pub use case::{constant, field_words, snake, upper_camel};
pub use reserved::{file_stem, identifier, type_name};
pub use scope::{Scope, Separator};
