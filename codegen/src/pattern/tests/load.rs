//! Turns a compiled pattern into a run-time matcher without a detour through source text.

use crate::pattern::{self, Compiled};
use ferrosmith_runtime::pattern::{Node, Pattern};

/// The matcher that the generated source would hold. Its memory is never given back, as that of a
/// `static` is not.
pub(super) fn load(compiled: &Compiled) -> Pattern {
    let ranges = |ranges: &[pattern::ClassRange]| {
        leak(ranges.iter().map(|range| (range.first, range.last, range.class)).collect())
    };
    let nodes = compiled.program.nodes.iter().map(|node| match node {
        pattern::Node::Fail => Node::Fail,
        pattern::Node::Match => Node::Match,
        pattern::Node::Text { text, ends, then } => {
            Node::Text { text: Box::leak(text.clone().into_boxed_str()), ends: *ends, then: *then }
        }
        pattern::Node::Exact { of, times, ends, then } => {
            Node::Exact { of: *of, times: *times, ends: *ends, then: *then }
        }
        pattern::Node::Row { stay, ends, to } => {
            Node::Row { stay: *stay, ends: *ends, to: leak(to.clone()) }
        }
        pattern::Node::Count { stay, ends, step, times, to, last } => Node::Count {
            stay: *stay,
            ends: *ends,
            step: *step,
            times: *times,
            to: leak(to.clone()),
            last: leak(last.clone()),
        },
    });
    Pattern::new(
        Box::leak(compiled.source.clone().into_boxed_str()),
        compiled.program.empty,
        ranges(&compiled.program.ascii),
        ranges(&compiled.program.wide),
        leak(nodes.collect()),
    )
}

fn leak<T>(list: Vec<T>) -> &'static [T] {
    Box::leak(list.into_boxed_slice())
}
