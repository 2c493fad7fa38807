//! Checking values against the constraints of the model.
//!
//! A check walks the whole value and collects all that does not hold. It tells of lengths and of
//! what the model says, never of a value.

pub(crate) mod pointer;
mod range;
#[cfg(test)]
mod tests;
mod unique;
mod violation;

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::ControlFlow;

use crate::schema::{Kind, Member, Place};
use crate::shape::{Shape, Structure, Value};
use pointer::{Path, Segment};
pub use violation::{Constraint, Violation, Violations};

/// What is checked, and how far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Whether a value that an enum does not list is a violation. A client leaves this to the
    /// service, which may know values that the client does not.
    pub enums: bool,
    /// The greatest number of levels that values may be nested.
    pub depth: usize,
    /// The greatest number of violations that are collected.
    pub violations: usize,
}

impl Options {
    /// What a client checks before it sends.
    pub const CLIENT: Self = Self { enums: false, depth: 128, violations: 100 };
    /// What a server checks before it answers.
    pub const SERVER: Self = Self { enums: true, ..Self::CLIENT };
}

impl Default for Options {
    fn default() -> Self {
        Self::CLIENT
    }
}

/// Checks every constraint as a client does.
///
/// # Errors
/// All that does not hold, in the order of the model.
pub fn validate(value: &dyn Structure) -> Result<(), Violations> {
    validate_with(value, &Options::CLIENT)
}

/// Checks every constraint as the options say.
///
/// # Errors
/// All that does not hold, in the order of the model.
pub fn validate_with(value: &dyn Structure, options: &Options) -> Result<(), Violations> {
    let mut walk = Walk { options, found: Violations::default() };
    walk.structure(value, Path::ROOT, options.depth.saturating_sub(1));
    if walk.found.is_empty() {
        Ok(())
    } else {
        Err(walk.found)
    }
}

/// A walk through a value. `depth` is the number of levels that may still follow.
struct Walk<'o> {
    options: &'o Options,
    found: Violations,
}

impl Walk<'_> {
    fn report(&mut self, path: Path<'_>, constraint: Constraint) {
        self.found.push(self.options.violations, || Violation::new(path.pointer(), constraint));
    }

    fn structure(&mut self, structure: &dyn Structure, path: Path<'_>, depth: usize) {
        for (index, member) in structure.schema().members().iter().enumerate() {
            let path = path.join(Segment::Name(member.name()));
            match structure.member(index).map_or(Value::Absent, Shape::get) {
                Value::Absent => {
                    if member.is_required() {
                        self.report(path, Constraint::Required);
                    }
                }
                value => self.value(Place::from(member), value, path, depth),
            }
        }
    }

    fn value(&mut self, place: Place, value: Value<'_>, path: Path<'_>, depth: usize) {
        self.constraints(place, value, path, depth);
        let Some(deeper) = depth.checked_sub(1) else {
            if matches!(value, Value::List(_) | Value::Map(_) | Value::Structure(_)) {
                self.report(path, Constraint::Depth(self.options.depth));
            }
            return;
        };
        match (value, place.schema().members()) {
            (Value::Structure(structure), _) => self.structure(structure, path, deeper),
            (Value::List(list), [entry]) => {
                for index in 0..list.len() {
                    let value = list.get(index).map_or(Value::Absent, Shape::get);
                    self.entry(place, entry, value, path.join(Segment::Index(index)), deeper);
                }
            }
            (Value::Map(map), [key, entry]) => {
                let _: ControlFlow<()> = map.visit(&mut |name, shape| {
                    self.constraints(Place::from(key), Value::String(name), path, deeper);
                    self.entry(place, entry, shape.get(), path.join(Segment::Name(name)), deeper);
                    ControlFlow::Continue(())
                });
            }
            _ => {}
        }
    }

    /// An entry of the list or map at `holder`.
    fn entry(
        &mut self,
        holder: Place,
        member: &'static Member,
        value: Value<'_>,
        path: Path<'_>,
        depth: usize,
    ) {
        match value {
            Value::Absent if holder.schema().is_sparse() => {}
            Value::Absent => self.report(path, Constraint::Required),
            value => self.value(Place::from(member), value, path, depth),
        }
    }

    fn constraints(&mut self, place: Place, value: Value<'_>, path: Path<'_>, depth: usize) {
        if let Some(allowed) = place.length() {
            if let Some(actual) = length(value) {
                if allowed.min.is_some_and(|min| actual < min)
                    || allowed.max.is_some_and(|max| actual > max)
                {
                    self.report(path, Constraint::Length { actual, allowed });
                }
            }
        }
        if let Some(allowed) = place.range() {
            if !range::holds(value, allowed) {
                self.report(path, Constraint::Range(allowed));
            }
        }
        match value {
            Value::String(text) => {
                if let Some(pattern) = place.pattern().filter(|pattern| !pattern.is_match(text)) {
                    self.report(path, Constraint::Pattern(pattern.source()));
                }
                if let (true, Kind::Enum(values)) = (self.options.enums, place.schema().kind()) {
                    if !values.contains(&text) {
                        self.report(path, Constraint::Enum(values));
                    }
                }
            }
            Value::Integer(number) => {
                if let (true, Kind::IntEnum(values)) = (self.options.enums, place.schema().kind()) {
                    if !values.iter().any(|value| i64::from(*value) == number) {
                        self.report(path, Constraint::IntEnum(values));
                    }
                }
            }
            Value::List(list) if place.unique_items() && !unique::all_differ(list, depth) => {
                self.report(path, Constraint::UniqueItems);
            }
            _ => {}
        }
    }
}

/// The length that the `length` trait speaks of.
fn length(value: Value<'_>) -> Option<u64> {
    let length = match value {
        Value::String(text) => text.chars().count(),
        Value::Blob(blob) => blob.len(),
        Value::List(list) => list.len(),
        Value::Map(map) => map.len(),
        _ => return None,
    };
    u64::try_from(length).ok()
}

/// Collects required members that a reader did not find. A client drops them, since the reader
/// filled them in; a server answers with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    pointers: Vec<String>,
}

impl Missing {
    /// The greatest number of members that are kept.
    pub const LIMIT: usize = 100;

    /// Takes in a member, by its JSON pointer relative to the value being read.
    pub fn push(&mut self, member: &str) {
        if self.pointers.len() < Self::LIMIT {
            let mut pointer = String::new();
            pointer::push(&mut pointer, Segment::Name(member));
            self.pointers.push(pointer);
        }
    }

    /// How many were taken in.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pointers.len()
    }

    /// Whether none was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pointers.is_empty()
    }

    /// Puts a step in front of all pointers from this index on: those that were taken in while
    /// the value at that step was read.
    #[cfg(any(feature = "json", feature = "cbor", feature = "serde"))]
    #[inline]
    pub(crate) fn nest(&mut self, from: usize, segment: Segment<'_>) {
        // Nearly every value has all it needs, and this runs for each of them.
        if self.pointers.len() > from {
            self.nest_new(from, segment);
        }
    }

    #[cfg(any(feature = "json", feature = "cbor", feature = "serde"))]
    fn nest_new(&mut self, from: usize, segment: Segment<'_>) {
        for pointer in self.pointers.iter_mut().skip(from) {
            let mut nested = String::new();
            pointer::push(&mut nested, segment);
            nested.push_str(pointer);
            *pointer = nested;
        }
    }

    /// Forgets the pointers from this index on that begin with this step: the value at that step
    /// came twice, and only the last one counts.
    #[cfg(any(feature = "json", feature = "cbor", feature = "serde"))]
    pub(crate) fn forget(&mut self, from: usize, segment: Segment<'_>) {
        let mut prefix = String::new();
        pointer::push(&mut prefix, segment);
        prefix.push('/');
        let mut index = 0;
        self.pointers.retain(|pointer| {
            index += 1;
            index <= from || !pointer.starts_with(&prefix)
        });
    }

    /// Takes in all that another reader found.
    #[cfg(feature = "rest-json")]
    pub(crate) fn append(&mut self, other: Self) {
        self.pointers.extend(other.pointers);
        self.pointers.truncate(Self::LIMIT);
    }

    /// Takes in all that was found while the value of a member was read.
    #[cfg(feature = "rest-json")]
    pub(crate) fn append_at(&mut self, mut other: Self, member: &str) {
        other.nest(0, Segment::Name(member));
        self.append(other);
    }

    /// The JSON pointers, in the names of the model.
    #[must_use]
    pub fn into_pointers(self) -> Vec<String> {
        self.pointers
    }
}

impl From<Missing> for Violations {
    fn from(missing: Missing) -> Self {
        missing
            .pointers
            .into_iter()
            .map(|pointer| Violation::new(pointer, Constraint::Required))
            .collect()
    }
}
