//! Minimisation of a deterministic automaton: Hopcroft's partition refinement.
//!
//! Whether a value may end is a property of the last step, not of the state it leads to. So states
//! are told apart by where they lead and by which steps may be the last ones; `ends` of the state
//! itself does not count. `[a-z]([a-z-]*[a-z])?` needs one looping state that way, not two.

use super::dfa::{Dfa, FAIL, MATCH};
use std::collections::HashMap;

/// An automaton whose steps say whether they may be the last.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Machine {
    pub(super) classes: usize,
    /// Where matching starts.
    pub(super) start: u32,
    /// Whether the empty value matches.
    pub(super) empty: bool,
    /// Row after row: for each class the next state, and whether the value matches if it ends
    /// after this step.
    pub(super) table: Vec<(u32, bool)>,
}

impl Machine {
    pub(super) fn states(&self) -> usize {
        self.table.len() / self.classes
    }

    pub(super) fn row(&self, state: u32) -> &[(u32, bool)] {
        let first = state as usize * self.classes;
        &self.table[first..first + self.classes]
    }
}

/// The smallest machine that matches the same values. States are numbered in the order in which a
/// search reaches them, after `FAIL` and `MATCH`.
pub(super) fn minimize(dfa: &Dfa) -> Machine {
    let blocks = Partition::refine(dfa);
    let mut numbers: Vec<Option<u32>> = vec![None; blocks.spans.len()];
    numbers[blocks.block_of[FAIL as usize]] = Some(FAIL);
    numbers[blocks.block_of[MATCH as usize]] = Some(MATCH);
    let mut small = Machine {
        classes: dfa.classes,
        start: FAIL,
        empty: dfa.ends[dfa.start as usize],
        table: Vec::new(),
    };
    small.table.resize(dfa.classes, (FAIL, false));
    small.table.resize(2 * dfa.classes, (MATCH, true));
    let mut pending: Vec<u32> = Vec::new();
    let mut count = 2;
    let mut number = |state: u32, pending: &mut Vec<u32>| {
        *numbers[blocks.block_of[state as usize]].get_or_insert_with(|| {
            pending.push(state);
            count += 1;
            count - 1
        })
    };
    small.start = number(dfa.start, &mut pending);
    let mut done = 0;
    while let Some(&state) = pending.get(done) {
        done += 1;
        for &target in dfa.row(state) {
            let next = number(target, &mut pending);
            small.table.push((next, dfa.ends[target as usize]));
        }
    }
    small
}

/// States grouped into blocks. `order` lists the states block after block.
struct Partition {
    order: Vec<u32>,
    place: Vec<usize>,
    block_of: Vec<usize>,
    /// For each block its first place, its end, and how many of its states are marked.
    spans: Vec<(usize, usize, usize)>,
}

impl Partition {
    fn refine(dfa: &Dfa) -> Self {
        let states = dfa.ends.len();
        let sources = Sources::new(dfa);
        let mut partition = Self::by_last_steps(dfa);
        let mut waiting: Vec<usize> = (0..partition.spans.len()).collect();
        let mut is_waiting = vec![true; partition.spans.len()];
        let mut splitter: Vec<u32> = Vec::with_capacity(states);
        let mut touched: Vec<usize> = Vec::new();
        while let Some(block) = waiting.pop() {
            is_waiting[block] = false;
            let (first, end, _) = partition.spans[block];
            splitter.clear();
            splitter.extend(&partition.order[first..end]);
            for class in 0..dfa.classes {
                for &target in &splitter {
                    for &source in sources.of(target, class) {
                        partition.mark(source, &mut touched);
                    }
                }
                for block in touched.drain(..) {
                    let Some(fresh) = partition.split(block) else {
                        continue;
                    };
                    is_waiting.push(false);
                    let size = |index: usize| partition.spans[index].1 - partition.spans[index].0;
                    // The smaller half suffices unless the whole was still waiting.
                    let next =
                        if is_waiting[block] || size(fresh) <= size(block) { fresh } else { block };
                    is_waiting[next] = true;
                    waiting.push(next);
                }
            }
        }
        partition
    }

    fn by_last_steps(dfa: &Dfa) -> Self {
        let states = u32::try_from(dfa.ends.len()).unwrap_or(u32::MAX);
        let mut blocks: HashMap<Vec<bool>, usize> = HashMap::new();
        let mut members: Vec<Vec<u32>> = Vec::new();
        for state in 0..states {
            let steps = dfa.row(state).iter().map(|target| dfa.ends[*target as usize]).collect();
            let block = *blocks.entry(steps).or_insert(members.len());
            if block == members.len() {
                members.push(Vec::new());
            }
            members[block].push(state);
        }
        let mut partition = Self {
            order: Vec::with_capacity(dfa.ends.len()),
            place: vec![0; dfa.ends.len()],
            block_of: vec![0; dfa.ends.len()],
            spans: Vec::with_capacity(members.len()),
        };
        for (block, list) in members.into_iter().enumerate() {
            let first = partition.order.len();
            for state in list {
                partition.place[state as usize] = partition.order.len();
                partition.block_of[state as usize] = block;
                partition.order.push(state);
            }
            partition.spans.push((first, partition.order.len(), 0));
        }
        partition
    }

    /// Moves `state` to the marked front part of its block.
    fn mark(&mut self, state: u32, touched: &mut Vec<usize>) {
        let block = self.block_of[state as usize];
        let (first, _, marked) = self.spans[block];
        let from = self.place[state as usize];
        let to = first + marked;
        if from < to {
            return;
        }
        if marked == 0 {
            touched.push(block);
        }
        let other = self.order[to];
        self.order.swap(from, to);
        self.place[state as usize] = to;
        self.place[other as usize] = from;
        self.spans[block].2 += 1;
    }

    /// Makes the marked part of `block` a block of its own, unless all of it is marked.
    fn split(&mut self, block: usize) -> Option<usize> {
        let (first, end, marked) = core::mem::take(&mut self.spans[block]);
        if first + marked == end {
            self.spans[block] = (first, end, 0);
            return None;
        }
        let fresh = self.spans.len();
        self.spans[block] = (first + marked, end, 0);
        self.spans.push((first, first + marked, 0));
        for &state in &self.order[first..first + marked] {
            self.block_of[state as usize] = fresh;
        }
        Some(fresh)
    }
}

/// The transitions backwards: for each class and state, the states that lead there.
struct Sources {
    states: usize,
    firsts: Vec<u32>,
    list: Vec<u32>,
}

impl Sources {
    fn new(dfa: &Dfa) -> Self {
        let states = dfa.ends.len();
        let cells = states * dfa.classes;
        let mut firsts = vec![0_u32; cells + 1];
        let cell = |class: usize, target: u32| class * states + target as usize;
        for (index, &target) in dfa.table.iter().enumerate() {
            firsts[cell(index % dfa.classes, target) + 1] += 1;
        }
        for index in 0..cells {
            firsts[index + 1] += firsts[index];
        }
        let mut next = firsts.clone();
        let mut list = vec![0; cells];
        for (index, &target) in dfa.table.iter().enumerate() {
            let slot = &mut next[cell(index % dfa.classes, target)];
            list[*slot as usize] = u32::try_from(index / dfa.classes).unwrap_or(u32::MAX);
            *slot += 1;
        }
        Self { states, firsts, list }
    }

    fn of(&self, target: u32, class: usize) -> &[u32] {
        let cell = class * self.states + target as usize;
        &self.list[self.firsts[cell] as usize..self.firsts[cell + 1] as usize]
    }
}
