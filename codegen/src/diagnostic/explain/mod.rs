//! What each code means, for people who met it: `explain` prints these.

mod files;
mod generation;
mod graph;
mod http;
mod services;
mod traits;

use super::Code;

/// Stands on a line of its own between the files of an example.
pub const NEXT_FILE: &str = "// next file";

/// What a code means.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// The code.
    pub code: Code,
    /// The rule in a few words.
    pub title: &'static str,
    /// Why there is such a rule and what to do.
    pub meaning: &'static str,
    /// A model that breaks it; [`NEXT_FILE`] separates files. Empty where a file cannot show it.
    pub wrong: &'static str,
    /// The same model put right.
    pub right: &'static str,
}

/// The tables of all phases.
const TABLES: [&[Explanation]; 6] = [
    files::EXPLANATIONS,
    graph::EXPLANATIONS,
    traits::EXPLANATIONS,
    http::EXPLANATIONS,
    services::EXPLANATIONS,
    generation::EXPLANATIONS,
];

/// All explanations, by code.
pub fn explanations() -> impl Iterator<Item = &'static Explanation> {
    TABLES.into_iter().flatten()
}

/// What a code means.
#[must_use]
pub fn explain(code: Code) -> Option<&'static Explanation> {
    explanations().find(|explanation| explanation.code == code)
}
