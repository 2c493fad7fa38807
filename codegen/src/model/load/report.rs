//! Shorthand for reporting while a model is still being put together.

use std::fmt::Display;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Position, Sources};

/// Where findings go, with what turns a position into file, line and column.
pub(super) struct Report<'a> {
    pub sources: &'a Sources,
    pub diagnostics: &'a mut Diagnostics,
}

impl Report<'_> {
    /// Reports an error about a shape; `help` says what to do.
    pub(super) fn error(
        &mut self,
        code: Code,
        position: Position,
        shape: &(impl Display + ?Sized),
        message: String,
        help: &str,
    ) {
        self.push(Diagnostic::error(code, message), position, Some(shape.to_string()), help);
    }

    /// Reports an error about a file.
    pub(super) fn file_error(
        &mut self,
        code: Code,
        position: Position,
        message: String,
        help: &str,
    ) {
        self.push(Diagnostic::error(code, message), position, None, help);
    }

    /// Reports a warning; an empty `shape` is none.
    pub(super) fn warning(
        &mut self,
        code: Code,
        position: Position,
        shape: &str,
        message: String,
        help: &str,
    ) {
        let shape = Some(shape.to_owned()).filter(|shape| !shape.is_empty());
        self.push(Diagnostic::warning(code, message), position, shape, help);
    }

    fn push(&mut self, found: Diagnostic, position: Position, shape: Option<String>, help: &str) {
        let mut found = found.at(self.sources.location(position)).help(help);
        found.shape = shape;
        self.diagnostics.push(found);
    }
}
