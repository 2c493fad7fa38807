//! Sets of Unicode scalar values.

/// The last scalar value.
pub(super) const LAST: u32 = 0x10_FFFF;

/// A set of Unicode scalar values, kept as sorted, disjoint, inclusive ranges.
///
/// Surrogates are dropped on the way in: a pattern may name them, but no `str` contains one, so
/// a set without them matches the same values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct CodeSet {
    ranges: Vec<(u32, u32)>,
}

impl CodeSet {
    /// The union of the given inclusive ranges, in any order.
    pub(super) fn from_ranges(ranges: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut parts: Vec<(u32, u32)> = ranges.into_iter().flat_map(without_surrogates).collect();
        parts.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(parts.len());
        for (first, last) in parts {
            match merged.last_mut() {
                Some(previous) if first <= previous.1.saturating_add(1) => {
                    previous.1 = previous.1.max(last);
                }
                _ => merged.push((first, last)),
            }
        }
        Self { ranges: merged }
    }

    /// The set of one code point.
    pub(super) fn single(code: u32) -> Self {
        Self::from_ranges([(code, code)])
    }

    /// Every scalar value.
    pub(super) fn all() -> Self {
        Self::from_ranges([(0, LAST)])
    }

    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    /// The scalar values that are not in this set.
    pub(super) fn complement(&self) -> Self {
        let mut gaps = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 0;
        for &(first, last) in &self.ranges {
            if first > next {
                gaps.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= LAST {
            gaps.push((next, LAST));
        }
        Self::from_ranges(gaps)
    }

    pub(super) fn contains(&self, code: u32) -> bool {
        let after = self.ranges.partition_point(|range| range.0 <= code);
        after > 0 && self.ranges[after - 1].1 >= code
    }
}

/// `range` minus U+D800 to U+DFFF, in at most two parts.
fn without_surrogates((first, last): (u32, u32)) -> impl Iterator<Item = (u32, u32)> {
    let below = (first, last.min(0xD7FF));
    let above = (first.max(0xE000), last.min(LAST));
    [below, above].into_iter().filter(|part| part.0 <= part.1)
}

#[cfg(test)]
mod tests {
    use super::CodeSet;

    #[test]
    fn merges_neighbours_and_drops_surrogates() {
        let set = CodeSet::from_ranges([(0x62, 0x63), (0x61, 0x61), (0xD7FF, 0xE000)]);
        assert_eq!(set.ranges(), [(0x61, 0x63), (0xD7FF, 0xD7FF), (0xE000, 0xE000)]);
        assert_eq!(CodeSet::single(0xDC00), CodeSet::default());
    }

    #[test]
    fn complement_is_its_own_inverse() {
        let set = CodeSet::from_ranges([(0, 0x1F), (0x41, 0x5A), (0x10_FFFF, 0x10_FFFF)]);
        assert_eq!(set.complement().complement(), set);
        assert!(set.complement().contains(0x20) && !set.complement().contains(0x10_FFFF));
        assert_eq!(CodeSet::all().complement(), CodeSet::default());
    }
}
