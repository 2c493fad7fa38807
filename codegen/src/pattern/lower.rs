//! From a minimal automaton to the nodes of a [`Program`].

use super::alphabet::Alphabet;
use super::dfa::{FAIL, MATCH};
use super::fuse;
use super::minimize::Machine;
use super::program::{ClassRange, Node, Program};
use super::runs::{self, Lead, Run};
use super::PatternError;
use std::collections::HashMap;

/// How many nodes a program may have: more would bloat the generated source.
const MOST_NODES: usize = 2_500;

/// The program of a minimal machine.
pub(super) fn lower(machine: &Machine, alphabet: &Alphabet) -> Result<Program, PatternError> {
    let chains = Chains::new(machine, &alphabet.singles());
    let in_chain: Vec<bool> = chains.letters.iter().map(Option::is_some).collect();
    let (runs, entries) = runs::find_runs(machine, &in_chain);
    let mut lowering =
        Lowering { machine, chains, runs, entries, numbers: HashMap::new(), pending: Vec::new() };
    let nodes = lowering.nodes()?;
    let merged = Merge::new(&nodes, machine.classes);
    if merged.count > Program::MOST_CLASSES {
        return Err(PatternError::unsupported("the pattern tells too many code points apart"));
    }
    let (order, ascii, wide) = merged.number(alphabet);
    let nodes = nodes.into_iter().map(|node| node.finish(&merged, &order)).collect();
    let mut nodes = fuse::fuse(nodes);
    mark_loops(&mut nodes);
    let empty = machine.empty;
    Ok(Program { empty, ascii, wide, nodes })
}

/// States from which only one text can follow.
struct Chains {
    /// For each such state its only letter, where that leads, and whether it may be the last.
    letters: Vec<Option<Letter>>,
    /// Whether the state stands within a chain, not at its head.
    inner: Vec<bool>,
}

#[derive(Clone, Copy)]
struct Letter {
    code: char,
    then: u32,
    ends: bool,
}

impl Chains {
    fn new(machine: &Machine, singles: &[Option<char>]) -> Self {
        let mut letters = vec![None; machine.states()];
        for (index, letter) in letters.iter_mut().enumerate().skip(2) {
            let state = u32::try_from(index).unwrap_or(u32::MAX);
            let mut live =
                machine.row(state).iter().zip(singles).filter(|cell| *cell.0 != (FAIL, false));
            if let (Some((&(then, ends), Some(single))), None) = (live.next(), live.next()) {
                *letter = Some(Letter { code: *single, then, ends });
            }
        }
        let mut inner = vec![false; letters.len()];
        for (index, sources) in runs::sources(machine).iter().enumerate() {
            if let [source] = sources[..] {
                let goes_on = letters[source as usize].is_some_and(|letter: Letter| !letter.ends);
                inner[index] =
                    letters[index].is_some() && goes_on && machine.start as usize != index;
            }
        }
        Self { letters, inner }
    }

    /// The text that must follow `state`, where it leads, and whether the value may end there.
    fn text(&self, state: u32) -> Option<(String, u32, bool)> {
        let mut text = String::new();
        let mut next = self.letters[state as usize]?;
        loop {
            text.push(next.code);
            match self.letters[next.then as usize].filter(|_| self.inner[next.then as usize]) {
                Some(another) => next = another,
                None => return Some((text, next.then, next.ends)),
            }
        }
    }
}

/// What a node is made of.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Origin {
    State(u32),
    Track(usize, usize),
}

/// A node over the classes of the alphabet.
enum Draft {
    Done(Node),
    Row {
        ends: Vec<bool>,
        to: Vec<u16>,
    },
    Count {
        alone: bool,
        ends: Vec<bool>,
        times: u32,
        steps: Vec<bool>,
        to: Vec<u16>,
        last: Vec<u16>,
    },
}

struct Lowering<'a> {
    machine: &'a Machine,
    chains: Chains,
    runs: Vec<Run>,
    entries: HashMap<u32, (usize, usize)>,
    numbers: HashMap<Origin, u16>,
    pending: Vec<Origin>,
}

impl Lowering<'_> {
    /// All nodes, in the order in which a search reaches them.
    fn nodes(&mut self) -> Result<Vec<Draft>, PatternError> {
        let mut nodes = vec![Draft::Done(Node::Fail)];
        if self.machine.start == FAIL {
            nodes.push(Draft::Done(Node::Fail));
        }
        self.number(self.machine.start)?;
        let mut done = 0;
        while let Some(&origin) = self.pending.get(done) {
            done += 1;
            let node = self.node(origin)?;
            nodes.push(node);
        }
        Ok(nodes)
    }

    fn number(&mut self, state: u32) -> Result<u16, PatternError> {
        if state == FAIL {
            return Ok(0);
        }
        match self.entries.get(&state) {
            Some(&(run, track)) => self.number_of(Origin::Track(run, track)),
            None => self.number_of(Origin::State(state)),
        }
    }

    fn number_of(&mut self, origin: Origin) -> Result<u16, PatternError> {
        if let Some(&known) = self.numbers.get(&origin) {
            return Ok(known);
        }
        let fresh = self.pending.len() + 1;
        if fresh > MOST_NODES {
            return Err(PatternError::unsupported("the automaton is too large for a static table"));
        }
        self.pending.push(origin);
        let fresh = u16::try_from(fresh).unwrap_or(u16::MAX);
        self.numbers.insert(origin, fresh);
        Ok(fresh)
    }

    fn node(&mut self, origin: Origin) -> Result<Draft, PatternError> {
        match origin {
            Origin::State(MATCH) => Ok(Draft::Done(Node::Match)),
            Origin::State(state) => {
                if let Some((text, then, ends)) = self.chains.text(state) {
                    let then = self.number(then)?;
                    return Ok(Draft::Done(Node::Text { text, ends, then }));
                }
                let (row, ends): (Vec<u32>, Vec<bool>) =
                    self.machine.row(state).iter().copied().unzip();
                let to =
                    row.into_iter().map(|target| self.number(target)).collect::<Result<_, _>>()?;
                Ok(Draft::Row { ends, to })
            }
            Origin::Track(run, index) => {
                let levels = self.runs[run].levels;
                let track = self.runs[run].tracks[index].clone();
                let mut to = Vec::with_capacity(track.leads.len());
                let mut last = Vec::with_capacity(track.leads.len());
                for (class, lead) in track.leads.iter().enumerate() {
                    match lead.0 {
                        Lead::State(state) => {
                            to.push(self.number(state)?);
                            last.push(0);
                        }
                        Lead::Step(next) => {
                            to.push(self.number_of(Origin::Track(run, next))?);
                            last.push(match track.last {
                                Some(state) => self.number(self.machine.row(state)[class].0)?,
                                None => 0,
                            });
                        }
                    }
                }
                let (steps, ends) = track
                    .leads
                    .iter()
                    .map(|lead| (matches!(lead.0, Lead::Step(_)), lead.1))
                    .unzip();
                let times = u32::try_from(levels).unwrap_or(u32::MAX);
                Ok(Draft::Count {
                    alone: self.runs[run].tracks.len() == 1,
                    ends,
                    times,
                    steps,
                    to,
                    last,
                })
            }
        }
    }
}

/// Classes of the alphabet that no node tells apart any more.
struct Merge {
    /// The merged class of each class.
    merged: Vec<usize>,
    /// A class of each merged class.
    examples: Vec<usize>,
    count: usize,
}

impl Merge {
    fn new(nodes: &[Draft], classes: usize) -> Self {
        let mut known: HashMap<Vec<(u16, u16, bool, bool)>, usize> = HashMap::new();
        let mut merged = Vec::with_capacity(classes);
        let mut examples = Vec::new();
        for class in 0..classes {
            let column = nodes
                .iter()
                .filter_map(|node| match node {
                    Draft::Done(_) => None,
                    Draft::Row { to, ends } => Some((to[class], 0, false, ends[class])),
                    Draft::Count { to, last, steps, ends, .. } => {
                        Some((to[class], last[class], steps[class], ends[class]))
                    }
                })
                .collect();
            let fresh = known.len();
            let number = *known.entry(column).or_insert(fresh);
            if number == fresh {
                examples.push(class);
            }
            merged.push(number);
        }
        Self { merged, examples, count: known.len() }
    }

    /// The final order of the merged classes, and the ranges of all but the first. The class with
    /// the most ranges comes first, as it need not be listed.
    fn number(&self, alphabet: &Alphabet) -> (Vec<usize>, Vec<ClassRange>, Vec<ClassRange>) {
        let mut ranges: Vec<(u32, u32, usize)> = Vec::new();
        let halves = alphabet.ranges.iter().flat_map(|&(first, last, class)| {
            [(first, last.min(0x7F), class), (first.max(0x80), last, class)]
        });
        for (first, last, class) in halves.filter(|range| range.0 <= range.1) {
            let class = self.merged[class];
            match ranges.last_mut() {
                // U+D7FF and U+E000 are neighbours as far as a `char` can tell.
                Some(previous) if previous.2 == class && first != 0x80 => previous.1 = last,
                _ => ranges.push((first, last, class)),
            }
        }
        let mut weights = vec![0; self.count];
        for &(.., class) in &ranges {
            weights[class] += 1;
        }
        let unlisted = (0..self.count).rev().max_by_key(|class| weights[*class]).unwrap_or(0);
        let mut order = vec![unlisted];
        let mut listed = [Vec::new(), Vec::new()];
        for (first, last, class) in ranges.into_iter().filter(|range| range.2 != unlisted) {
            let position = order.iter().position(|known| *known == class).unwrap_or_else(|| {
                order.push(class);
                order.len() - 1
            });
            let class = u8::try_from(position).unwrap_or(u8::MAX);
            if let (Some(start), Some(end)) = (char::from_u32(first), char::from_u32(last)) {
                listed[usize::from(first >= 0x80)].push(ClassRange {
                    first: start,
                    last: end,
                    class,
                });
            }
        }
        let [ascii, wide] = listed;
        (order, ascii, wide)
    }
}

impl Draft {
    /// The node over the final classes, without its loops marked.
    fn finish(self, merge: &Merge, order: &[usize]) -> Node {
        let columns = || order.iter().map(|merged| merge.examples[*merged]);
        let pick = |row: &[u16]| columns().map(|class| row[class]).collect();
        let choose = |bits: &[bool]| mask(columns().map(|class| bits[class]));
        match self {
            Self::Done(node) => node,
            Self::Row { ends, to } => Node::Row { stay: 0, ends: choose(&ends), to: pick(&to) },
            Self::Count { alone, ends, times, steps, to, last } => {
                let (ends, step) = (choose(&ends), choose(&steps));
                let node =
                    Node::Count { stay: 0, ends, step, times, to: pick(&to), last: pick(&last) };
                if alone {
                    node.simplified()
                } else {
                    node
                }
            }
        }
    }
}

impl Node {
    /// A counting node that fails unless all its steps are taken becomes an exact one. It must be
    /// alone in its run, for an exact node takes over no count.
    fn simplified(self) -> Self {
        let Self::Count { ends: 0, step, times, ref to, ref last, .. } = self else {
            return self;
        };
        let steps = |class: &usize| step >> class & 1 == 1;
        let only_steps = (0..to.len()).all(|class| steps(&class) || to[class] == 0);
        let mut exits = (0..to.len()).filter(steps).map(|class| last[class]);
        match exits.next() {
            Some(then) if only_steps && exits.all(|exit| exit == then) => {
                let of = step;
                Self::Exact { of, times, ends: false, then }
            }
            _ => self,
        }
    }
}

fn mask(bits: impl Iterator<Item = bool>) -> u64 {
    bits.enumerate().fold(0, |mask, (index, bit)| mask | u64::from(bit) << index)
}

/// Marks the classes with which a node leads to itself.
fn mark_loops(nodes: &mut [Node]) {
    for (index, node) in nodes.iter_mut().enumerate() {
        let back = |to: &[u16]| mask(to.iter().map(|target| usize::from(*target) == index));
        match node {
            Node::Row { stay, to, .. } => *stay = back(to),
            Node::Count { stay, step, to, .. } => *stay = back(to) & *step,
            _ => {}
        }
    }
}
