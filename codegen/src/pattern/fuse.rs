//! Joins nodes that can only follow each other.

use super::program::Node;

/// `nodes` with rows of a single way out turned into exact nodes, and exact nodes of the same
/// classes that can only follow each other joined. Loops must not be marked yet.
pub(super) fn fuse(mut nodes: Vec<Node>) -> Vec<Node> {
    for index in 0..nodes.len() {
        if let Some(exact) = nodes.get(index).and_then(|node| single_way(node, index)) {
            nodes[index] = exact;
        }
    }
    let sources = count_sources(&nodes);
    // From the back, so that a chain grows by all its nodes at once.
    for index in (0..nodes.len()).rev() {
        let Node::Exact { of, times, ends: false, then } = nodes[index] else {
            continue;
        };
        let behind = usize::from(then);
        if let Node::Exact { of: same, times: more, ends, then } = nodes[behind] {
            if same == of && sources[behind] == 1 && behind != index && behind > 1 {
                let times = times.saturating_add(more);
                nodes[index] = Node::Exact { of, times, ends, then };
            }
        }
    }
    reachable(&nodes)
}

/// The exact node that does the same as a row all of whose live classes lead to one node.
fn single_way(node: &Node, index: usize) -> Option<Node> {
    let Node::Row { ends, to, .. } = node else {
        return None;
    };
    let live = |class: &usize| to[*class] != 0 || ends >> class & 1 == 1;
    let of = (0..to.len()).filter(live).fold(0, |mask, class| mask | 1 << class);
    let mut targets = (0..to.len()).filter(live).map(|class| to[class]);
    let then = targets.next()?;
    let uniform = targets.all(|target| target == then) && (*ends == 0 || *ends == of);
    let loops = usize::from(then) == index;
    (uniform && !loops).then_some(Node::Exact { of, times: 1, ends: *ends != 0, then })
}

fn targets(node: &Node) -> Vec<u16> {
    match node {
        Node::Fail | Node::Match => Vec::new(),
        Node::Text { then, .. } | Node::Exact { then, .. } => vec![*then],
        Node::Row { to, .. } => to.clone(),
        Node::Count { to, last, .. } => [to.as_slice(), last.as_slice()].concat(),
    }
}

fn count_sources(nodes: &[Node]) -> Vec<usize> {
    let mut sources = vec![0; nodes.len()];
    for node in nodes {
        for target in targets(node) {
            sources[usize::from(target)] += 1;
        }
    }
    sources
}

/// The nodes that node 1 leads to, numbered anew, behind node 0.
fn reachable(nodes: &[Node]) -> Vec<Node> {
    let mut numbers: Vec<Option<u16>> = vec![None; nodes.len()];
    numbers[0] = Some(0);
    numbers[1] = Some(1);
    let mut order = vec![0, 1];
    let mut done = 1;
    while let Some(&index) = order.get(done) {
        done += 1;
        for target in targets(&nodes[index]) {
            let target = usize::from(target);
            if numbers[target].is_none() {
                numbers[target] = u16::try_from(order.len()).ok();
                order.push(target);
            }
        }
    }
    let renumber = |target: &u16| numbers[usize::from(*target)].unwrap_or(0);
    let rename = |row: &[u16]| row.iter().map(renumber).collect();
    let copy = |index: usize| match nodes[index].clone() {
        Node::Text { text, ends, then } => Node::Text { text, ends, then: renumber(&then) },
        Node::Exact { of, times, ends, then } => {
            Node::Exact { of, times, ends, then: renumber(&then) }
        }
        Node::Row { stay, ends, to } => Node::Row { stay, ends, to: rename(&to) },
        Node::Count { stay, ends, step, times, to, last } => {
            Node::Count { stay, ends, step, times, to: rename(&to), last: rename(&last) }
        }
        node => node,
    };
    order.into_iter().map(copy).collect()
}
