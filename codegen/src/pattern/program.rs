//! The compiled form of a pattern: plain data, one to one what the generated `static` holds.

/// A static matcher. Node 0 never matches; matching starts at node 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Whether the empty value matches.
    pub empty: bool,
    /// Classes of the code points below U+0080; one that is not listed has class 0.
    pub ascii: Vec<ClassRange>,
    /// Classes of the code points from U+0080 on; one that is not listed has class 0.
    pub wide: Vec<ClassRange>,
    /// The nodes.
    pub nodes: Vec<Node>,
}

/// The class of a range of code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClassRange {
    /// First code point.
    pub first: char,
    /// Last code point.
    pub last: char,
    /// Number of the class, below [`Program::MOST_CLASSES`].
    pub class: u8,
}

/// A state of the matcher, or a run of states with one shape.
///
/// Bit masks have one bit a class, and rows one entry a class: the number of the next node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// No match, if anything follows.
    Fail,
    /// A match, whatever follows.
    Match,
    /// The value goes on with `text`.
    Text {
        /// What has to come next.
        text: String,
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
        to: Vec<u16>,
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
        to: Vec<u16>,
        /// The next node for each class that takes the last step.
        last: Vec<u16>,
    },
}

impl Program {
    /// Masks have 64 bits, and the matcher keeps the last for bytes outside ASCII.
    pub const MOST_CLASSES: usize = 63;

    /// How many bytes the matcher occupies in the finished program, on a 64-bit machine and
    /// without the source text: the lookup table, the ranges and the nodes.
    #[must_use]
    pub fn size(&self) -> usize {
        let nodes: usize = self.nodes.iter().map(Node::size).sum();
        // 256 bytes of lookup table and three slices.
        256 + 3 * 16 + 12 * self.wide.len() + nodes
    }
}

impl Node {
    fn size(&self) -> usize {
        72 + match self {
            Self::Fail | Self::Match | Self::Exact { .. } => 0,
            Self::Text { text, .. } => text.len(),
            Self::Row { to, .. } => 2 * to.len(),
            Self::Count { to, last, .. } => 2 * (to.len() + last.len()),
        }
    }
}
