//! What a check found, and how it is told.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::schema::{Bound, Length, Range};

/// A constraint of the model that does not hold, with the facts that are safe to show.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Constraint {
    /// A required member, or an entry of a list or map that must not be `null`, is missing.
    Required,
    /// The length is out of bounds.
    Length {
        /// The length found: Unicode scalar values of a string, bytes of a blob, entries of a list or map.
        actual: u64,
        /// What the model allows.
        allowed: Length,
    },
    /// The number is out of bounds.
    Range(Range),
    /// The text holds no match of this pattern.
    Pattern(&'static str),
    /// Two entries of the list are the same.
    UniqueItems,
    /// The text is none of these values.
    Enum(&'static [&'static str]),
    /// The number is none of these values.
    IntEnum(&'static [i32]),
    /// The value is nested deeper than this many levels.
    Depth(usize),
}

/// One constraint that does not hold, and where. It never holds the value itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    path: String,
    constraint: Constraint,
}

impl Violation {
    /// A violation at this JSON pointer (RFC 6901), in the names of the model.
    #[must_use]
    pub fn new(path: impl Into<String>, constraint: Constraint) -> Self {
        Self { path: path.into(), constraint }
    }

    /// Where: a JSON pointer (RFC 6901) in the names of the model. A key of a map is told of at
    /// the path of the map.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The constraint.
    #[must_use]
    pub const fn constraint(&self) -> &Constraint {
        &self.constraint
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            Self::Decimal(value) => value.fmt(f),
        }
    }
}

/// Writes the end of a message about a least and a greatest value.
fn write_bounds<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    min: Option<T>,
    max: Option<T>,
) -> fmt::Result {
    match (min, max) {
        (Some(min), Some(max)) => write!(f, "between {min} and {max}, inclusive"),
        (Some(min), None) => write!(f, "greater than or equal to {min}"),
        (None, Some(max)) => write!(f, "less than or equal to {max}"),
        (None, None) => f.write_str("unbounded"),
    }
}

fn write_values<T: fmt::Display>(f: &mut fmt::Formatter<'_>, values: &[T]) -> fmt::Result {
    f.write_str("satisfy enum value set: [")?;
    for (index, value) in values.iter().enumerate() {
        write!(f, "{}{value}", if index > 0 { ", " } else { "" })?;
    }
    f.write_str("]")
}

/// The texts of `smithy.framework#ValidationException`, as the protocol tests have them.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Value ")?;
        if let Constraint::Length { actual, .. } = self.constraint {
            write!(f, "with length {actual} ")?;
        }
        write!(f, "at '{}' failed to satisfy constraint: Member must ", self.path)?;
        match self.constraint {
            Constraint::Required => f.write_str("not be null"),
            Constraint::Length { allowed, .. } => {
                f.write_str("have length ")?;
                write_bounds(f, allowed.min, allowed.max)
            }
            Constraint::Range(range) => {
                f.write_str("be ")?;
                write_bounds(f, range.min, range.max)
            }
            Constraint::Pattern(source) => {
                write!(f, "satisfy regular expression pattern: {source}")
            }
            Constraint::UniqueItems => f.write_str("have unique values"),
            Constraint::Enum(values) => write_values(f, values),
            Constraint::IntEnum(values) => write_values(f, values),
            Constraint::Depth(limit) => write!(f, "not be nested deeper than {limit} levels"),
        }
    }
}

/// All that a check found, in the order of the model; never empty when it is an error.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Violations {
    list: Vec<Violation>,
    truncated: bool,
}

impl Violations {
    /// Takes a violation in, unless there are as many as the limit allows.
    pub(super) fn push(&mut self, limit: usize, violation: impl FnOnce() -> Violation) {
        if self.list.len() < limit {
            self.list.push(violation());
        } else {
            self.truncated = true;
        }
    }

    /// The violations, in the order of the model.
    pub fn iter(&self) -> core::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether there were more than the limit allowed to be collected.
    #[must_use]
    pub const fn is_truncated(&self) -> bool {
        self.truncated
    }
}

impl FromIterator<Violation> for Violations {
    fn from_iter<I: IntoIterator<Item = Violation>>(violations: I) -> Self {
        Self { list: violations.into_iter().collect(), truncated: false }
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = alloc::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = core::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One after the other, with `; ` between them.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.list.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            violation.fmt(f)?;
        }
        if self.truncated {
            f.write_str("; and more")?;
        }
        Ok(())
    }
}

impl core::error::Error for Violations {}
