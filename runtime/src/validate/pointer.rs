//! JSON pointers (RFC 6901), built only once something is found.

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

/// A place inside a value, as a list on the stack from the inside out.
#[derive(Clone, Copy)]
pub(crate) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    segment: Segment<'a>,
}

/// One step of a path.
#[derive(Clone, Copy)]
pub(crate) enum Segment<'a> {
    /// The value that the walk began with.
    Root,
    /// A member, or an entry of a map.
    Name(&'a str),
    /// An entry of a list.
    Index(usize),
}

impl<'a> Path<'a> {
    pub(crate) const ROOT: Self = Self { parent: None, segment: Segment::Root };

    pub(crate) const fn join(&'a self, segment: Segment<'a>) -> Self {
        Self { parent: Some(self), segment }
    }

    /// The path as text, from the outside in.
    pub(crate) fn pointer(&self) -> String {
        let mut steps = Vec::new();
        let mut next = Some(self);
        while let Some(path) = next {
            steps.push(path.segment);
            next = path.parent;
        }
        let mut pointer = String::new();
        for segment in steps.into_iter().rev() {
            push(&mut pointer, segment);
        }
        pointer
    }
}

/// Appends a step, with `~` and `/` escaped (RFC 6901, section 3).
pub(crate) fn push(pointer: &mut String, segment: Segment<'_>) {
    match segment {
        Segment::Root => {}
        Segment::Index(index) => {
            pointer.push('/');
            pointer.push_str(&index.to_string());
        }
        Segment::Name(name) => {
            pointer.push('/');
            for character in name.chars() {
                match character {
                    '~' => pointer.push_str("~0"),
                    '/' => pointer.push_str("~1"),
                    _ => pointer.push(character),
                }
            }
        }
    }
}
