//! Two ways to describe where a search stands: as a set of vertices, and with look-ahead as a
//! formula over vertices.

use super::alphabet::Alphabet;
use super::automaton::{Action, Automaton, Vertex};
use super::formula::{self, Formula, Formulas};
use super::syntax::Assertion;
use super::PatternError;
use std::collections::HashMap;
use std::hash::Hash;

/// What is known about the two sides of a position.
#[allow(clippy::struct_excessive_bools)] // Four independent facts, each asked for by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Surroundings {
    pub(super) at_start: bool,
    pub(super) at_end: bool,
    pub(super) after_word: bool,
    pub(super) before_word: bool,
    /// For each look-behind track, whether it has just reached its end.
    pub(super) behind: Vec<bool>,
}

impl Surroundings {
    fn hold(&self, assertion: Assertion) -> bool {
        match assertion {
            Assertion::Start => self.at_start,
            Assertion::End => self.at_end,
            Assertion::WordBoundary => self.after_word != self.before_word,
            Assertion::NotWordBoundary => self.after_word == self.before_word,
        }
    }
}

/// What reading a code point leads to.
pub(super) enum Outcome<State> {
    Fail,
    Match,
    Go(State),
}

/// A description of where a search stands.
pub(super) trait Search {
    type State: Clone + Eq + Hash;

    fn start(&mut self) -> Result<Self::State, PatternError>;

    /// Makes `state` the one that the next calls speak of.
    fn enter(
        &mut self,
        state: &Self::State,
        surroundings: &Surroundings,
    ) -> Result<(), PatternError>;

    /// Whether the value matches if it ends here.
    fn ends(&mut self) -> Result<bool, PatternError>;

    fn read(&mut self, class: usize) -> Result<Outcome<Self::State>, PatternError>;

    /// How many vertices were looked at so far.
    fn visited(&self) -> u64;
}

/// Follows the vertices that can be reached without reading.
pub(super) struct Closure<'a> {
    automaton: &'a Automaton,
    stamps: Vec<u32>,
    stamp: u32,
    stack: Vec<Vertex>,
    /// The steps found last: set and what follows.
    pub(super) takes: Vec<(usize, Vertex)>,
    /// Whether the last call reached an end.
    pub(super) accepts: bool,
    /// How many vertices were visited so far, over all calls.
    pub(super) visited: u64,
}

impl<'a> Closure<'a> {
    pub(super) fn new(automaton: &'a Automaton) -> Self {
        let stamps = vec![0; automaton.actions.len()];
        Self {
            automaton,
            stamps,
            stamp: 0,
            stack: Vec::new(),
            takes: Vec::new(),
            accepts: false,
            visited: 0,
        }
    }

    pub(super) fn follow(&mut self, from: &[Vertex], surroundings: &Surroundings) {
        self.stamp += 1;
        self.takes.clear();
        self.accepts = false;
        self.stack.extend(from.iter().rev());
        while let Some(vertex) = self.stack.pop() {
            if core::mem::replace(&mut self.stamps[vertex as usize], self.stamp) == self.stamp {
                continue;
            }
            self.visited += 1;
            match self.automaton.actions[vertex as usize] {
                Action::Accept => self.accepts = true,
                Action::Take { set, then } => self.takes.push((set as usize, then)),
                Action::Fork(one, other) => self.stack.extend([other, one]),
                Action::Check { assertion, then } if surroundings.hold(assertion) => {
                    self.stack.push(then);
                }
                Action::Behind { track, negated, then }
                    if surroundings.behind[track as usize] != negated =>
                {
                    self.stack.push(then);
                }
                // Look-ahead is left to `Formula`; no set of vertices is built from such a graph.
                Action::Check { .. } | Action::Behind { .. } | Action::Ahead { .. } => {}
            }
        }
    }

    /// The vertices reached by reading `class` from the steps found last.
    pub(super) fn read(&self, class: usize, alphabet: &Alphabet, into: &mut Vec<Vertex>) {
        let found = self.takes.iter().filter(|take| alphabet.contains(take.0, class));
        into.extend(found.map(|take| take.1));
    }
}

/// The state is the set of vertices of which one has to match the rest.
pub(super) struct VertexSets<'a> {
    automaton: &'a Automaton,
    alphabet: &'a Alphabet,
    pub(super) closure: Closure<'a>,
}

impl<'a> VertexSets<'a> {
    pub(super) fn new(automaton: &'a Automaton, alphabet: &'a Alphabet) -> Self {
        Self { automaton, alphabet, closure: Closure::new(automaton) }
    }
}

impl Search for VertexSets<'_> {
    type State = Box<[Vertex]>;

    fn start(&mut self) -> Result<Self::State, PatternError> {
        Ok(Box::new([self.automaton.start]))
    }

    fn enter(
        &mut self,
        state: &Self::State,
        surroundings: &Surroundings,
    ) -> Result<(), PatternError> {
        self.closure.follow(state, surroundings);
        Ok(())
    }

    fn ends(&mut self) -> Result<bool, PatternError> {
        Ok(self.closure.accepts)
    }

    fn read(&mut self, class: usize) -> Result<Outcome<Self::State>, PatternError> {
        if self.closure.accepts {
            return Ok(Outcome::Match);
        }
        let mut next = Vec::new();
        self.closure.read(class, self.alphabet, &mut next);
        if !self.automaton.anchored {
            next.push(self.automaton.start);
        }
        if next.is_empty() {
            return Ok(Outcome::Fail);
        }
        self.closure.visited += next.len() as u64;
        keep_strongest(&mut next, self.automaton);
        Ok(Outcome::Go(next.into()))
    }

    fn visited(&self) -> u64 {
        self.closure.visited
    }
}

/// Sorts, and of each family keeps the vertex with the most rounds left: the others match nothing
/// that it does not.
pub(super) fn keep_strongest(vertices: &mut Vec<Vertex>, automaton: &Automaton) {
    if vertices.len() < 2 {
        return;
    }
    vertices.sort_unstable();
    vertices.dedup();
    let family = |vertex: &Vertex| automaton.families[*vertex as usize];
    let mut strongest: HashMap<u32, u32> = HashMap::new();
    for family in vertices.iter().filter_map(family) {
        let rounds = strongest.entry(family.name).or_insert(0);
        *rounds = family.rounds.max(*rounds);
    }
    if !strongest.is_empty() {
        vertices.retain(|vertex| {
            family(vertex).is_none_or(|family| strongest.get(&family.name) == Some(&family.rounds))
        });
    }
}

/// The state is a formula over the vertices that match the rest.
pub(super) struct VertexFormulas<'a> {
    automaton: &'a Automaton,
    alphabet: &'a Alphabet,
    formulas: Formulas,
    state: Formula,
    surroundings: Surroundings,
    visited: u64,
}

impl<'a> VertexFormulas<'a> {
    pub(super) fn new(automaton: &'a Automaton, alphabet: &'a Alphabet) -> Self {
        let surroundings = Surroundings::default();
        Self {
            automaton,
            alphabet,
            formulas: Formulas::new(),
            state: formula::FALSE,
            surroundings,
            visited: 0,
        }
    }

    fn advance(&mut self, class: Option<usize>) -> Result<Formula, PatternError> {
        let mut reading = Reading {
            automaton: self.automaton,
            alphabet: self.alphabet,
            surroundings: &self.surroundings,
            class,
            known: HashMap::new(),
            path: HashMap::new(),
        };
        let mut replace =
            |formulas: &mut Formulas, vertex| Ok(reading.vertex(formulas, vertex, 0)?.0);
        let result = self.formulas.substitute(self.state, &mut replace, &mut HashMap::new(), 0);
        // Formulas cost more than sets: hashing for each vertex and decision.
        self.visited += 8 * reading.known.len() as u64;
        result
    }
}

impl Search for VertexFormulas<'_> {
    type State = Formula;

    fn start(&mut self) -> Result<Formula, PatternError> {
        Ok(self.formulas.variable(self.automaton.start))
    }

    fn enter(&mut self, state: &Formula, surroundings: &Surroundings) -> Result<(), PatternError> {
        self.state = *state;
        self.surroundings.clone_from(surroundings);
        Ok(())
    }

    fn ends(&mut self) -> Result<bool, PatternError> {
        Ok(self.advance(None)? == formula::TRUE)
    }

    fn read(&mut self, class: usize) -> Result<Outcome<Formula>, PatternError> {
        let mut next = self.advance(Some(class))?;
        if !self.automaton.anchored {
            let again = self.formulas.variable(self.automaton.start);
            next = self.formulas.or(next, again)?;
        }
        Ok(match next {
            formula::FALSE => Outcome::Fail,
            formula::TRUE => Outcome::Match,
            next => Outcome::Go(next),
        })
    }

    fn visited(&self) -> u64 {
        self.visited
    }
}

/// One step of formulas: what each vertex becomes when `class` (or the end) comes next.
struct Reading<'a> {
    automaton: &'a Automaton,
    alphabet: &'a Alphabet,
    surroundings: &'a Surroundings,
    class: Option<usize>,
    known: HashMap<Vertex, Formula>,
    /// Vertices on the way from the first call, with their depth.
    path: HashMap<Vertex, usize>,
}

impl Reading<'_> {
    /// The formula, and the least depth of a vertex on the path that it was cut off at. A result
    /// that was cut off holds on this path only and is not remembered.
    fn vertex(
        &mut self,
        formulas: &mut Formulas,
        vertex: Vertex,
        depth: usize,
    ) -> Result<(Formula, usize), PatternError> {
        if let Some(&known) = self.known.get(&vertex) {
            return Ok((known, usize::MAX));
        }
        if let Some(&cut) = self.path.get(&vertex) {
            // Coming round without reading adds nothing (ECMA-262 `RepeatMatcher`, step 2.b).
            return Ok((formula::FALSE, cut));
        }
        formula::check_depth(depth)?;
        self.path.insert(vertex, depth);
        let next = depth + 1;
        let (result, cut) = match self.automaton.actions[vertex as usize] {
            Action::Accept => (formula::TRUE, usize::MAX),
            Action::Take { set, then } => match self.class {
                Some(class) if self.alphabet.contains(set as usize, class) => {
                    (formulas.variable(then), usize::MAX)
                }
                _ => (formula::FALSE, usize::MAX),
            },
            Action::Fork(one, other) => {
                let (one, first_cut) = self.vertex(formulas, one, next)?;
                let (other, second_cut) = self.vertex(formulas, other, next)?;
                (formulas.or(one, other)?, first_cut.min(second_cut))
            }
            Action::Check { assertion, then } if self.surroundings.hold(assertion) => {
                self.vertex(formulas, then, next)?
            }
            Action::Behind { track, negated, then }
                if self.surroundings.behind[track as usize] != negated =>
            {
                self.vertex(formulas, then, next)?
            }
            Action::Check { .. } | Action::Behind { .. } => (formula::FALSE, usize::MAX),
            Action::Ahead { body, negated, then } => {
                let (body, body_cut) = self.vertex(formulas, body, next)?;
                let condition = if negated { formulas.not(body)? } else { body };
                let (then, cut) = self.vertex(formulas, then, next)?;
                (formulas.and(condition, then)?, cut.min(body_cut))
            }
        };
        self.path.remove(&vertex);
        if cut < depth {
            return Ok((result, cut));
        }
        self.known.insert(vertex, result);
        Ok((result, usize::MAX))
    }
}
