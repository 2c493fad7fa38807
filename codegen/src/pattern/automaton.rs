//! A pattern as a graph of conditions and steps: a nondeterministic automaton in which look-ahead
//! is a conjunction.

use super::escape::word;
use super::set::CodeSet;
use super::syntax::{Assertion, Syntax};
use super::PatternError;
use std::collections::HashMap;

/// How many vertices a pattern may have. Counted repetitions are unrolled, so this bounds them.
const MOST_VERTICES: usize = 450_000;

/// The number of a vertex.
pub(super) type Vertex = u32;

/// What a vertex does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Action {
    /// The match is complete.
    Accept,
    /// Reads one code point of the set.
    Take { set: u32, then: Vertex },
    /// Goes on in two ways.
    Fork(Vertex, Vertex),
    /// Goes on if the assertion holds here.
    Check { assertion: Assertion, then: Vertex },
    /// Goes on if the track has just reached its end, or has not when negated.
    Behind { track: u32, negated: bool, then: Vertex },
    /// Goes on if `body` matches from here, or does not when negated.
    Ahead { body: Vertex, negated: bool, then: Vertex },
}

/// Vertices that differ only in how many rounds of a repetition are left: the one with more
/// rounds left matches whatever the other one matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Family {
    pub(super) name: u32,
    pub(super) rounds: u32,
}

/// The graph of a whole pattern.
pub(super) struct Automaton {
    pub(super) actions: Vec<Action>,
    /// For each vertex, its family if it has one.
    pub(super) families: Vec<Option<Family>>,
    /// Where the pattern starts.
    pub(super) start: Vertex,
    /// Whether a match can only start at the start of the value.
    pub(super) anchored: bool,
    /// First vertices of the look-behinds, inner ones before those that contain them. A track is
    /// entered anew at every position.
    pub(super) tracks: Vec<Vertex>,
    /// The distinct sets of code points.
    pub(super) sets: Vec<CodeSet>,
    /// Whether `\b` or `\B` occurs; then the set of word characters is among `sets`.
    pub(super) word_set: Option<usize>,
    /// Whether there is look-ahead.
    pub(super) has_ahead: bool,
}

impl Automaton {
    pub(super) fn new(syntax: &Syntax) -> Result<Self, PatternError> {
        let mut builder = Builder::default();
        let accept = builder.add(Action::Accept)?;
        let start = builder.build(syntax, accept)?;
        Ok(Self {
            actions: builder.actions,
            families: builder.families,
            start,
            anchored: syntax.is_anchored(),
            tracks: builder.tracks,
            sets: builder.sets,
            word_set: builder.word_set,
            has_ahead: builder.has_ahead,
        })
    }
}

#[derive(Default)]
struct Builder {
    actions: Vec<Action>,
    families: Vec<Option<Family>>,
    family_names: u32,
    tracks: Vec<Vertex>,
    sets: Vec<CodeSet>,
    set_numbers: HashMap<CodeSet, u32>,
    word_set: Option<usize>,
    has_ahead: bool,
    in_behind: bool,
}

impl Builder {
    fn add(&mut self, action: Action) -> Result<Vertex, PatternError> {
        if self.actions.len() >= MOST_VERTICES {
            return Err(PatternError::unsupported("the repetitions are too large"));
        }
        self.actions.push(action);
        self.families.push(None);
        number(self.actions.len() - 1)
    }

    /// The vertex from which `syntax` and then whatever starts at `then` is matched.
    fn build(&mut self, syntax: &Syntax, then: Vertex) -> Result<Vertex, PatternError> {
        match syntax {
            Syntax::Empty => Ok(then),
            Syntax::Set(set) => {
                let set = self.set_number(set)?;
                self.add(Action::Take { set, then })
            }
            Syntax::Sequence(parts) => {
                parts.iter().rev().try_fold(then, |then, part| self.build(part, then))
            }
            Syntax::Choice(parts) => {
                let mut ways = Vec::with_capacity(parts.len());
                for part in parts {
                    ways.push(self.build(part, then)?);
                }
                let last = ways.pop().unwrap_or(then);
                ways.into_iter().rev().try_fold(last, |rest, way| self.add(Action::Fork(way, rest)))
            }
            Syntax::Repeat { body, least, most } => self.repeat(body, *least, *most, then),
            Syntax::Assertion(assertion) => {
                if matches!(assertion, Assertion::WordBoundary | Assertion::NotWordBoundary) {
                    self.word_set = Some(self.set_number(&word())? as usize);
                }
                self.add(Action::Check { assertion: *assertion, then })
            }
            Syntax::Look { ahead: true, negated, body } => {
                if self.in_behind {
                    return Err(PatternError::unsupported("a look-ahead within a look-behind"));
                }
                self.has_ahead = true;
                let accept = self.add(Action::Accept)?;
                let body = self.build(body, accept)?;
                self.add(Action::Ahead { body, negated: *negated, then })
            }
            Syntax::Look { ahead: false, negated, body } => {
                let outer = core::mem::replace(&mut self.in_behind, true);
                let accept = self.add(Action::Accept)?;
                let first = self.build(body, accept)?;
                self.in_behind = outer;
                let track = number(self.tracks.len())?;
                self.tracks.push(first);
                self.add(Action::Behind { track, negated: *negated, then })
            }
        }
    }

    fn repeat(
        &mut self,
        body: &Syntax,
        least: u32,
        most: Option<u32>,
        then: Vertex,
    ) -> Result<Vertex, PatternError> {
        let mut entry = then;
        match most {
            None => {
                // The loop needs its own number before its body can lead back to it.
                let head = self.add(Action::Fork(then, then))?;
                let round = self.build(body, head)?;
                self.actions[head as usize] = Action::Fork(round, then);
                entry = head;
            }
            Some(most) => {
                let mut base = None;
                for rounds in 1..=most.saturating_sub(least) {
                    let first = self.actions.len();
                    let round = self.build(body, entry)?;
                    entry = self.add(Action::Fork(round, then))?;
                    // Every round makes the same vertices in the same order.
                    let base = if let Some(base) = base {
                        base
                    } else {
                        let fresh = self.family_names;
                        self.family_names += number(self.actions.len() - first)?;
                        *base.insert(fresh)
                    };
                    for (offset, family) in (base..).zip(&mut self.families[first..]) {
                        // An inner repetition has the better claim to its vertices.
                        family.get_or_insert(Family { name: offset, rounds });
                    }
                }
            }
        }
        for _ in 0..least {
            entry = self.build(body, entry)?;
        }
        Ok(entry)
    }

    fn set_number(&mut self, set: &CodeSet) -> Result<u32, PatternError> {
        if let Some(&known) = self.set_numbers.get(set) {
            return Ok(known);
        }
        let fresh = number(self.sets.len())?;
        self.sets.push(set.clone());
        self.set_numbers.insert(set.clone(), fresh);
        Ok(fresh)
    }
}

fn number(index: usize) -> Result<u32, PatternError> {
    u32::try_from(index).map_err(|_| PatternError::unsupported("the pattern is too large"))
}
