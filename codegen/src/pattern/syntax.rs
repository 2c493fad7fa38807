//! The syntax tree of a pattern: what the parser makes and the automaton builder reads.

use super::set::CodeSet;

/// A parsed pattern. Captures and laziness are gone: neither changes whether a value matches.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Syntax {
    /// Matches the empty string.
    Empty,
    /// One code point of a set.
    Set(CodeSet),
    /// One after the other.
    Sequence(Vec<Syntax>),
    /// One of several.
    Choice(Vec<Syntax>),
    /// `body` from `least` to `most` times; `None` is without end.
    Repeat {
        /// What is repeated.
        body: Box<Syntax>,
        /// Lower bound.
        least: u32,
        /// Upper bound, if there is one.
        most: Option<u32>,
    },
    /// A condition on the position.
    Assertion(Assertion),
    /// Look-ahead or look-behind.
    Look {
        /// Whether it reads what follows, not what precedes.
        ahead: bool,
        /// Whether it holds when its body does not match.
        negated: bool,
        /// What is looked for.
        body: Box<Syntax>,
    },
}

/// ECMA-262 `Assertion` without look-around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assertion {
    /// `^` without the `m` flag.
    Start,
    /// `$` without the `m` flag.
    End,
    /// `\b`.
    WordBoundary,
    /// `\B`.
    NotWordBoundary,
}

impl Syntax {
    /// Whether every match begins at the start of the value, so that no search is needed.
    pub(super) fn is_anchored(&self) -> bool {
        match self {
            Self::Assertion(assertion) => *assertion == Assertion::Start,
            Self::Sequence(parts) => parts
                .iter()
                .find(|part| part.can_consume() || part.is_anchored())
                .is_some_and(Self::is_anchored),
            Self::Choice(parts) => !parts.is_empty() && parts.iter().all(Self::is_anchored),
            Self::Repeat { body, least, .. } => *least > 0 && body.is_anchored(),
            Self::Empty | Self::Set(_) | Self::Look { .. } => false,
        }
    }

    /// Whether a match can be longer than nothing.
    pub(super) fn can_consume(&self) -> bool {
        match self {
            Self::Set(_) => true,
            Self::Sequence(parts) | Self::Choice(parts) => parts.iter().any(Self::can_consume),
            Self::Repeat { body, most, .. } => *most != Some(0) && body.can_consume(),
            Self::Empty | Self::Assertion(_) | Self::Look { .. } => false,
        }
    }

    /// `body{least,most}`, with nested repetitions folded where the language stays the same.
    pub(super) fn repeat(body: Self, least: u32, most: Option<u32>) -> Self {
        if most == Some(0) || matches!(body, Self::Empty) {
            return Self::Empty;
        }
        if !body.can_consume() {
            // Repeating a condition adds nothing, and an optional condition is none.
            return if least == 0 { Self::Empty } else { body };
        }
        match body {
            body if (least, most) == (1, Some(1)) => body,
            // `(a+){m,n}` is `a{m,}` and `(a*){m,n}` is `a*`: the first round can take all.
            Self::Repeat { body, least: inner @ 0..=1, most: None } => {
                Self::Repeat { body, least: least * inner, most: None }
            }
            body => Self::Repeat { body: Box::new(body), least, most },
        }
    }
}
