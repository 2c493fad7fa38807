//! Classes of code points that no set of a pattern tells apart.

use super::set::CodeSet;
use std::collections::HashMap;

/// Words of 64 classes: one bit a class.
type Bits = Vec<u64>;

/// The partition of all scalar values into classes `0..size`.
pub(super) struct Alphabet {
    /// Inclusive ranges in ascending order with their class; together they cover every scalar.
    pub(super) ranges: Vec<(u32, u32, usize)>,
    /// How many classes there are.
    pub(super) size: usize,
    /// For each set of the pattern, its classes.
    members: Vec<Bits>,
}

impl Alphabet {
    /// The coarsest partition in which each of `sets` is a union of classes.
    pub(super) fn new(sets: &[CodeSet]) -> Self {
        let mut events: Vec<(u32, usize)> = Vec::new();
        for (index, set) in sets.iter().enumerate() {
            for &(first, last) in set.ranges() {
                events.push((first, index));
                events.push((last + 1, index));
            }
        }
        // Cuts around the surrogates keep them out of every range.
        events.sort_unstable();
        let words = sets.len() / 64 + 1;
        let mut current: Bits = vec![0; words];
        let mut classes: HashMap<Bits, usize> = HashMap::new();
        let mut ranges: Vec<(u32, u32, usize)> = Vec::new();
        let mut add = |first: u32, end: u32, current: &Bits| {
            if first >= end {
                return;
            }
            let fresh = classes.len();
            let class = match classes.get(current) {
                Some(&class) => class,
                None => *classes.entry(current.clone()).or_insert(fresh),
            };
            ranges.push((first, end - 1, class));
        };
        let mut next = 0;
        for (code, index) in events {
            for (first, end) in scalar_parts(next, code) {
                add(first, end, &current);
            }
            next = code;
            current[index / 64] ^= 1 << (index % 64);
        }
        for (first, end) in scalar_parts(next, super::set::LAST + 1) {
            add(first, end, &current);
        }
        let size = classes.len();
        let mut members = vec![vec![0; size / 64 + 1]; sets.len()];
        for (signature, class) in classes {
            for (index, member) in members.iter_mut().enumerate() {
                if signature[index / 64] >> (index % 64) & 1 == 1 {
                    member[class / 64] |= 1 << (class % 64);
                }
            }
        }
        Self { ranges, size, members }
    }

    /// Whether the set with number `set` holds the code points of `class`.
    pub(super) fn contains(&self, set: usize, class: usize) -> bool {
        self.members[set][class / 64] >> (class % 64) & 1 == 1
    }

    /// For each class its only code point, if it has but one.
    pub(super) fn singles(&self) -> Vec<Option<char>> {
        let mut singles = vec![None; self.size];
        let mut seen = vec![false; self.size];
        for &(first, last, class) in &self.ranges {
            let one = if first == last && !seen[class] { char::from_u32(first) } else { None };
            singles[class] = one;
            seen[class] = true;
        }
        singles
    }
}

/// The half-open range without the surrogates.
fn scalar_parts(first: u32, end: u32) -> [(u32, u32); 2] {
    [(first, end.min(0xD800)), (first.max(0xE000), end)]
}
