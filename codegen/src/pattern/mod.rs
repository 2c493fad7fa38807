//! Compiles Smithy `@pattern` traits to static matchers.
//!
//! Smithy 2.0, "Constraint traits", `pattern`: the value is an ECMA-262 regular expression
//! dialect, and it *searches*: `^` and `$` are needed for a match of the whole value. Patterns are
//! read with the `u` flag, or where that fails in the grammar of Annex B, in both cases over code
//! points.
//!
//! The way of a pattern: `parse` to a tree, `automaton` to a graph, `dfa` to a table over
//! the classes of `alphabet`, `minimize`, and `lower` to the nodes of a [`Program`]. A value
//! is matched in one pass, whatever the pattern. Look-ahead becomes conjunction and negation of
//! what is still to match (`formula`), look-behind a search that runs alongside.

mod alphabet;
mod automaton;
mod dfa;
mod escape;
mod formula;
mod fuse;
mod lower;
mod minimize;
mod parse;
mod program;
mod property;
mod runs;
mod set;
mod states;
mod syntax;
#[cfg(test)]
mod tests;

pub use program::{ClassRange, Node, Program};

use std::fmt;

/// A pattern and its matcher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    /// The pattern as the model has it.
    pub source: String,
    /// The grammar that accepts the pattern.
    pub mode: Mode,
    /// The matcher.
    pub program: Program,
}

/// The grammar in which a pattern is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// ECMA-262 with the `u` flag.
    Unicode,
    /// ECMA-262 Annex B, without the flag.
    AnnexB,
}

/// Why a pattern has no static matcher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// No grammar accepts the pattern.
    Syntax {
        /// Byte offset in the pattern.
        offset: usize,
        /// What is wrong there.
        message: String,
    },
    /// The pattern is right, but an automaton cannot match it, or would become too large. An
    /// ECMA-262 engine can match it at run time.
    Unsupported {
        /// The grammar that accepts the pattern.
        mode: Mode,
        /// What the automaton cannot do.
        reason: String,
    },
}

impl PatternError {
    fn unsupported(reason: impl Into<String>) -> Self {
        Self::Unsupported { mode: Mode::Unicode, reason: reason.into() }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { offset, message } => write!(formatter, "{message} (at byte {offset})"),
            Self::Unsupported { reason, .. } => write!(formatter, "no static matcher: {reason}"),
        }
    }
}

impl std::error::Error for PatternError {}

/// Compiles `source`.
///
/// # Errors
///
/// [`PatternError::Syntax`] if neither grammar accepts the pattern; the offset is the one found
/// with the `u` flag. [`PatternError::Unsupported`] for back-references and for patterns whose
/// automaton would become too large.
pub fn compile(source: &str) -> Result<Compiled, PatternError> {
    let (mode, syntax) = match parse::parse(source, Mode::Unicode) {
        Ok(syntax) => (Mode::Unicode, syntax),
        Err(PatternError::Unsupported { reason, .. }) => {
            return Err(PatternError::Unsupported { mode: Mode::Unicode, reason });
        }
        Err(error) => match parse::parse(source, Mode::AnnexB) {
            Ok(syntax) => (Mode::AnnexB, syntax),
            Err(PatternError::Unsupported { reason, .. }) => {
                return Err(PatternError::Unsupported { mode: Mode::AnnexB, reason });
            }
            Err(PatternError::Syntax { .. }) => return Err(error),
        },
    };
    match program(&syntax) {
        Ok(program) => Ok(Compiled { source: source.to_owned(), mode, program }),
        Err(PatternError::Unsupported { reason, .. }) => {
            Err(PatternError::Unsupported { mode, reason })
        }
        Err(error) => Err(error),
    }
}

fn program(syntax: &syntax::Syntax) -> Result<Program, PatternError> {
    let automaton = automaton::Automaton::new(syntax)?;
    let alphabet = alphabet::Alphabet::new(&automaton.sets);
    let table = dfa::determinize(&automaton, &alphabet)?;
    lower::lower(&minimize::minimize(&table), &alphabet)
}
