//! What is wrong with a model: severity, stable code, shape, place, reason and what to do.
//!
//! Diagnostics are collected, never thrown: one run reports every problem it can find.

mod code;
mod explain;
mod render;
mod source;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

pub use code::Code;
pub use explain::{explain, explanations, Explanation, NEXT_FILE};
pub use render::{escape, render_json, render_text, Style};
pub use source::{Position, Source, Sources};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is generated from such a model.
    Error,
    /// Generation goes on; `--strict` turns it into an error.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A place in a model file. Ordered by file, then line, then column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Location {
    /// The name the file was loaded under.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", escape(&self.file), self.line, self.column)
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Diagnostic {
    /// The rule that found it.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What was found and what is expected.
    pub message: String,
    /// The shape or member it is about.
    pub shape: Option<String>,
    /// Where it is.
    pub location: Option<Location>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message.into())
    }

    /// A warning without a place yet.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message.into())
    }

    fn new(code: Code, severity: Severity, message: String) -> Self {
        Self { code, severity, message, shape: None, location: None, help: None }
    }

    /// Says where it is.
    #[must_use]
    pub fn at(mut self, location: Option<Location>) -> Self {
        self.location = location;
        self
    }

    /// Says which shape or member it is about.
    #[must_use]
    pub fn shape(mut self, shape: &(impl ToString + ?Sized)) -> Self {
        self.shape = Some(shape.to_string());
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The order of a report: file, line, column, code; findings without a place come first.
    fn order(&self) -> (&Option<Location>, Code, &Option<String>, &str) {
        (&self.location, self.code, &self.shape, &self.message)
    }
}

/// The findings of one run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No findings yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all findings of another run.
    pub fn append(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// Whether any finding forbids generation.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Number of findings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All findings ordered by file, line, column and code, exact repetitions left out.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.list.iter().collect();
        sorted.sort_by(|left, right| left.order().cmp(&right.order()));
        sorted.dedup();
        sorted.into_iter()
    }

    /// Turns every warning into an error, as `--strict` asks.
    pub fn deny_warnings(&mut self) {
        for diagnostic in &mut self.list {
            diagnostic.severity = Severity::Error;
        }
    }
}
