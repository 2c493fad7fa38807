//! Matchers for Smithy `@pattern` traits.
//!
//! The generator compiles a pattern (ECMA-262, searched for in the value) to nodes and classes of
//! code points; this module walks them. A value is read once, nothing is allocated, and there is
//! nothing to set up at start.

mod matcher;
#[cfg(test)]
mod tests;

use core::fmt;

/// A compiled pattern. Generated code holds one in a `static`.
///
/// ```
/// use ferrosmith_runtime::pattern::{Node, Pattern};
///
/// /// `^[a-z]+$`
/// static LETTERS: Pattern = Pattern::new(
///     "^[a-z]+$",
///     false,
///     &[('a', 'z', 1)],
///     &[],
///     &[Node::Fail, Node::Row { stay: 0b10, ends: 0b10, to: &[0, 1] }],
/// );
/// assert!(LETTERS.is_match("abc"));
/// assert!(!LETTERS.is_match("abc1"));
/// ```
pub struct Pattern {
    source: &'static str,
    engine: Engine,
}

enum Engine {
    Static(matcher::Matcher),
    #[cfg(feature = "pattern-fallback")]
    Fallback(fallback::Fallback),
}

#[cfg(feature = "pattern-fallback")]
mod fallback;

/// A range of code points and its class: first, last, class.
pub type ClassRange = (char, char, u8);

/// A state of a matcher, or a run of states with one shape.
///
/// Bit masks have one bit a class, and rows one entry a class: the number of the next node. Node 0
/// never matches, and matching starts at node 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// No match, if anything follows.
    Fail,
    /// A match, whatever follows.
    Match,
    /// The value goes on with `text`.
    Text {
        /// What has to come next.
        text: &'static str,
        /// Whether the value matches if it ends after `text`.
        ends: bool,
        /// The node after it.
        then: u16,
    },
    /// The value goes on with `times` code points of the classes in `of`, and not less.
    Exact {
        /// The classes.
        of: u64,
        /// How many code points.
        times: u32,
        /// Whether the value matches if it ends after them.
        ends: bool,
        /// The node after them.
        then: u16,
    },
    /// One state.
    Row {
        /// Classes that lead back to this node, so that a run of them can be skipped.
        stay: u64,
        /// Classes after which the value matches if it ends there.
        ends: u64,
        /// The next node for each class.
        to: &'static [u16],
    },
    /// `times` states that differ only in how many steps are left.
    Count {
        /// Classes that step and lead back to this node.
        stay: u64,
        /// Classes after which the value matches if it ends there.
        ends: u64,
        /// Classes that use up one step. Other classes leave the run.
        step: u64,
        /// How many steps there are on entry. A step to another counting node takes along what
        /// is left; every other way into the node starts anew.
        times: u32,
        /// The next node for each class.
        to: &'static [u16],
        /// The next node for each class that takes the last step.
        last: &'static [u16],
    },
}

impl Pattern {
    /// The matcher with the given nodes. `empty` tells whether the empty value matches. `ascii` and `wide` list the classes of the code points
    /// below and from U+0080, in ascending order; what is not listed has class 0. Class 63 is
    /// reserved.
    #[must_use]
    pub const fn new(
        source: &'static str,
        empty: bool,
        ascii: &[ClassRange],
        wide: &'static [ClassRange],
        nodes: &'static [Node],
    ) -> Self {
        Self { source, engine: Engine::Static(matcher::Matcher::new(empty, ascii, wide, nodes)) }
    }

    /// A pattern that no automaton can match, for an ECMA-262 engine that is set up at first use.
    /// `unicode` is the `u` flag.
    ///
    /// The engine backtracks: its time can grow exponentially with the value. A pattern that the
    /// engine rejects matches every value.
    #[cfg(feature = "pattern-fallback")]
    #[must_use]
    pub const fn fallback(source: &'static str, unicode: bool) -> Self {
        Self { source, engine: Engine::Fallback(fallback::Fallback::new(unicode)) }
    }

    /// Whether the pattern is found in `value`.
    #[must_use]
    pub fn is_match(&self, value: &str) -> bool {
        match &self.engine {
            Engine::Static(matcher) => matcher.is_match(value),
            #[cfg(feature = "pattern-fallback")]
            Engine::Fallback(fallback) => fallback.is_match(self.source, value),
        }
    }

    /// The pattern as the model has it.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Pattern").field(&self.source).finish()
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.source)
    }
}
