//! From the automaton to a deterministic one: a table with a row a state and a column a class.

use super::alphabet::Alphabet;
use super::automaton::{Automaton, Vertex};
use super::states::{
    keep_strongest, Closure, Outcome, Search, Surroundings, VertexFormulas, VertexSets,
};
use super::PatternError;
use std::collections::HashMap;

/// The state from which nothing matches.
pub(super) const FAIL: u32 = 0;
/// The state from which everything matches.
pub(super) const MATCH: u32 = 1;

/// How many cells the table may have before it is minimised.
const MOST_CELLS: usize = 400_000;
/// How many vertices the construction may visit.
const MOST_VISITS: u64 = 2_000_000;

/// A deterministic automaton over the classes of an alphabet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dfa {
    pub(super) classes: usize,
    /// Where matching starts.
    pub(super) start: u32,
    /// Row after row: the next state for each class.
    pub(super) table: Vec<u32>,
    /// For each state, whether the value matches if it ends there.
    pub(super) ends: Vec<bool>,
}

impl Dfa {
    pub(super) fn row(&self, state: u32) -> &[u32] {
        let first = state as usize * self.classes;
        &self.table[first..first + self.classes]
    }
}

/// The automaton of `automaton` over `alphabet`, not yet minimal.
pub(super) fn determinize(automaton: &Automaton, alphabet: &Alphabet) -> Result<Dfa, PatternError> {
    if automaton.has_ahead {
        Explorer::new(automaton, alphabet, VertexFormulas::new(automaton, alphabet)).explore()
    } else {
        Explorer::new(automaton, alphabet, VertexSets::new(automaton, alphabet)).explore()
    }
}

/// A state of the deterministic automaton under construction.
#[derive(Clone, PartialEq, Eq, Hash)]
struct State<S> {
    search: S,
    at_start: bool,
    after_word: bool,
    /// For each look-behind, the vertices it has reached.
    tracks: Vec<Box<[Vertex]>>,
}

struct Explorer<'a, S: Search> {
    automaton: &'a Automaton,
    alphabet: &'a Alphabet,
    search: S,
    closure: Closure<'a>,
    numbers: HashMap<State<S::State>, u32>,
    pending: Vec<State<S::State>>,
    dfa: Dfa,
}

impl<'a, S: Search> Explorer<'a, S> {
    fn new(automaton: &'a Automaton, alphabet: &'a Alphabet, search: S) -> Self {
        let classes = alphabet.size;
        let mut table = vec![FAIL; classes];
        table.resize(2 * classes, MATCH);
        Self {
            automaton,
            alphabet,
            search,
            closure: Closure::new(automaton),
            numbers: HashMap::new(),
            pending: Vec::new(),
            dfa: Dfa { classes, start: FAIL, table, ends: vec![false, true] },
        }
    }

    fn explore(mut self) -> Result<Dfa, PatternError> {
        let first = State {
            search: self.search.start()?,
            at_start: true,
            after_word: false,
            tracks: self.automaton.tracks.iter().map(|track| Box::from([*track])).collect(),
        };
        self.dfa.start = self.number(first)?;
        let mut done = 0;
        while let Some(state) = self.pending.get(done).cloned() {
            done += 1;
            self.expand(&state)?;
        }
        Ok(self.dfa)
    }

    /// The number of `state`, which is queued when it is new.
    fn number(&mut self, state: State<S::State>) -> Result<u32, PatternError> {
        if let Some(&known) = self.numbers.get(&state) {
            return Ok(known);
        }
        let fresh = u32::try_from(self.pending.len() + 2).unwrap_or(u32::MAX);
        if (self.pending.len() + 2) * self.dfa.classes > MOST_CELLS {
            return Err(PatternError::unsupported("the automaton has too many states"));
        }
        self.pending.push(state.clone());
        self.numbers.insert(state, fresh);
        Ok(fresh)
    }

    fn expand(&mut self, state: &State<S::State>) -> Result<(), PatternError> {
        let first = self.dfa.table.len();
        self.dfa.table.resize(first + self.dfa.classes, FAIL);
        let end = self.surroundings(state, None);
        self.search.enter(&state.search, &end)?;
        let ends = self.search.ends()?;
        self.dfa.ends.push(ends);

        let word_set = self.automaton.word_set;
        let sides: &[bool] = if word_set.is_some() { &[false, true] } else { &[false] };
        for &before_word in sides {
            let here = self.surroundings(state, Some(before_word));
            let tracks = self.track_steps(state, &here);
            self.search.enter(&state.search, &here)?;
            for class in 0..self.dfa.classes {
                let is_word = word_set.is_some_and(|set| self.alphabet.contains(set, class));
                if is_word != before_word {
                    continue;
                }
                self.dfa.table[first + class] = match self.search.read(class)? {
                    Outcome::Fail => FAIL,
                    Outcome::Match => MATCH,
                    Outcome::Go(search) => {
                        let tracks = self.advance_tracks(&tracks, class);
                        self.number(State { search, at_start: false, after_word: is_word, tracks })?
                    }
                };
            }
        }
        if self.closure.visited + self.search.visited() > MOST_VISITS {
            return Err(PatternError::unsupported("the automaton takes too long to build"));
        }
        Ok(())
    }

    /// What surrounds the position of `state` when a word character, another one, or (`None`)
    /// nothing follows.
    fn surroundings(&mut self, state: &State<S::State>, before_word: Option<bool>) -> Surroundings {
        let mut here = Surroundings {
            at_start: state.at_start,
            at_end: before_word.is_none(),
            after_word: state.after_word,
            before_word: before_word == Some(true),
            behind: vec![false; state.tracks.len()],
        };
        // Inner look-behinds come first, so what an outer one asks for is known by then.
        for (index, track) in state.tracks.iter().enumerate() {
            self.closure.follow(track, &here);
            here.behind[index] = self.closure.accepts;
        }
        here
    }

    /// For each look-behind, the steps it can take from here.
    fn track_steps(
        &mut self,
        state: &State<S::State>,
        here: &Surroundings,
    ) -> Vec<Vec<(usize, Vertex)>> {
        let mut steps = Vec::with_capacity(state.tracks.len());
        for track in &state.tracks {
            self.closure.follow(track, here);
            steps.push(self.closure.takes.clone());
        }
        steps
    }

    fn advance_tracks(&self, steps: &[Vec<(usize, Vertex)>], class: usize) -> Vec<Box<[Vertex]>> {
        let mut tracks = Vec::with_capacity(steps.len());
        for (takes, &start) in steps.iter().zip(&self.automaton.tracks) {
            let found = takes.iter().filter(|take| self.alphabet.contains(take.0, class));
            let mut next: Vec<Vertex> = found.map(|take| take.1).collect();
            next.push(start);
            keep_strongest(&mut next, self.automaton);
            tracks.push(next.into());
        }
        tracks
    }
}
