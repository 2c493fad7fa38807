//! Finds runs of states with one shape in a minimal automaton: what counted repetitions leave.
//!
//! `^[a-z]{1,63}$` has 64 states, of which 62 differ only in how many letters may still follow.
//! `^([a-z]-?){1,63}$` has two interleaved rows of 62.
//! A run is a sequence of levels; each level has at most one state of each *track*, and every
//! state of a track leads to the same tracks of the next level, or out of the run to the same
//! states. A counter and one node a track replace it.

use super::dfa::{FAIL, MATCH};
use super::minimize::Machine;
use std::collections::HashMap;

/// How many tracks a run may have.
const MOST_TRACKS: usize = 12;
/// Shorter runs are not worth a counter.
const LEAST_LEVELS: usize = 3;

/// Where a class leads from every state of a track.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// To this state, outside the run or on its first level.
    State(u32),
    /// To this track, one level on.
    Step(usize),
}

/// The states of a run that differ in their level only.
#[derive(Clone, Debug)]
pub(super) struct Track {
    /// For each class, where it leads and whether the value may end after it.
    pub(super) leads: Vec<(Lead, bool)>,
    /// The state on the first level, if the track has one there.
    pub(super) first: Option<u32>,
    /// The state on the last level, if the track has one there.
    pub(super) last: Option<u32>,
}

/// A run of states with one shape.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) tracks: Vec<Track>,
    pub(super) levels: usize,
}

/// The runs of `machine`, and for each state on a first level its run and track. States that `skip`
/// names belong to none.
pub(super) fn find_runs(
    machine: &Machine,
    skip: &[bool],
) -> (Vec<Run>, HashMap<u32, (usize, usize)>) {
    let sources = sources(machine);
    let mut taken = skip.to_vec();
    taken[FAIL as usize] = true;
    taken[MATCH as usize] = true;
    let mut runs = Vec::new();
    let mut entries = HashMap::new();
    for state in 0..machine.states() {
        if taken[state] {
            continue;
        }
        let state = u32::try_from(state).unwrap_or(u32::MAX);
        let mut targets: Vec<u32> = machine.row(state).iter().map(|step| step.0).collect();
        targets.sort_unstable();
        targets.dedup();
        let found = targets.into_iter().find_map(|next| {
            let mut growth = Growth::new(machine, &sources, &taken);
            growth.grow(state, next)
        });
        if let Some((run, states)) = found {
            for state in states {
                taken[state as usize] = true;
            }
            for (index, track) in run.tracks.iter().enumerate() {
                if let Some(first) = track.first {
                    entries.insert(first, (runs.len(), index));
                }
            }
            runs.push(run);
        }
    }
    (runs, entries)
}

/// For each state the distinct states that lead to it. Only the first few matter: a state with
/// more cannot be inside a run.
pub(super) fn sources(machine: &Machine) -> Vec<Vec<u32>> {
    let mut sources = vec![Vec::new(); machine.states()];
    for state in 2..machine.states() {
        let state = u32::try_from(state).unwrap_or(u32::MAX);
        for &(target, _) in machine.row(state) {
            let list: &mut Vec<u32> = &mut sources[target as usize];
            if list.last() != Some(&state) && list.len() <= MOST_TRACKS {
                list.push(state);
            }
        }
    }
    sources
}

/// A run being built up level by level.
struct Growth<'a> {
    machine: &'a Machine,
    sources: &'a [Vec<u32>],
    taken: &'a [bool],
    /// For each level and track, the state.
    levels: Vec<Vec<Option<u32>>>,
    /// The level and track of each state of `levels`.
    places: HashMap<u32, (usize, usize)>,
    tracks: Vec<Option<Track>>,
}

impl<'a> Growth<'a> {
    fn new(machine: &'a Machine, sources: &'a [Vec<u32>], taken: &'a [bool]) -> Self {
        Self {
            machine,
            sources,
            taken,
            levels: Vec::new(),
            places: HashMap::new(),
            tracks: Vec::new(),
        }
    }

    /// The longest run in which `state` and `next` are on the first two levels of the first
    /// track, and all its states.
    fn grow(&mut self, state: u32, next: u32) -> Option<(Run, Vec<u32>)> {
        self.tracks.push(None);
        if self.taken[next as usize] || !self.put(0, 0, state) || !self.put(1, 0, next) {
            return None;
        }
        self.shape(0, 0)?;
        let mut count = 0;
        while self.level_fits(count) {
            count += 1;
        }
        // The exits must not lead into the run beyond its first level. The way from level to
        // level is checked by `put`, so only ways from the last level are left; they pass `put`
        // too unless they go backwards, which its look at all sources has ruled out.
        let states: Vec<u32> =
            self.levels.iter().take(count).flatten().flatten().copied().collect();
        if count < LEAST_LEVELS || states.len() < self.tracks.len() + 2 {
            return None;
        }
        let inside =
            |state: u32| self.places.get(&state).is_some_and(|place| (1..count).contains(&place.0));
        let mut tracks = Vec::with_capacity(self.tracks.len());
        for (index, track) in self.tracks.iter().enumerate() {
            let mut track = track.clone()?;
            let leads_inside =
                |lead: &(Lead, bool)| matches!(lead.0, Lead::State(state) if inside(state));
            if track.leads.iter().any(leads_inside) {
                return None;
            }
            track.first = self.at(0, index);
            track.last = self.at(count - 1, index);
            tracks.push(track);
        }
        Some((Run { tracks, levels: count }, states))
    }

    fn at(&self, level: usize, track: usize) -> Option<u32> {
        self.levels.get(level)?.get(track).copied().flatten()
    }

    /// Puts `state` on a level and track; fails if it cannot be there.
    fn put(&mut self, level: usize, track: usize, state: u32) -> bool {
        match (self.at(level, track), self.places.get(&state)) {
            (Some(there), _) => return there == state,
            (None, Some(_)) => return false,
            (None, None) => {}
        }
        if self.levels.len() <= level {
            self.levels.resize(level + 1, Vec::new());
        }
        if self.levels[level].len() <= track {
            self.levels[level].resize(track + 1, None);
        }
        self.levels[level][track] = Some(state);
        self.places.insert(state, (level, track));
        true
    }

    /// Derives the shape of `track` from its states on `level` and the next one.
    fn shape(&mut self, track: usize, level: usize) -> Option<()> {
        let (here, next) = (self.at(level, track)?, self.at(level + 1, track)?);
        let mut leads = Vec::with_capacity(self.machine.classes);
        let mut fresh = Vec::new();
        for class in 0..self.machine.classes {
            let ((one, ends), (other, other_ends)) =
                (self.machine.row(here)[class], self.machine.row(next)[class]);
            if ends != other_ends {
                return None;
            }
            if one == other {
                leads.push((Lead::State(one), ends));
                continue;
            }
            if self.taken[one as usize] || self.taken[other as usize] {
                return None;
            }
            let target = match self.places.get(&one) {
                Some(&(there, target)) if there == level + 1 => target,
                Some(_) => return None,
                None => {
                    let target = self.tracks.len();
                    if target == MOST_TRACKS {
                        return None;
                    }
                    self.tracks.push(None);
                    fresh.push(target);
                    self.put(level + 1, target, one);
                    target
                }
            };
            if !self.put(level + 2, target, other) {
                return None;
            }
            leads.push((Lead::Step(target), ends));
        }
        self.tracks[track] = Some(Track { leads, first: None, last: None });
        fresh.into_iter().try_for_each(|target| self.shape(target, level + 1))
    }

    /// Whether all states of `level` have the shapes of their tracks, and none can be reached
    /// past the level before. Puts their targets on the next level.
    fn level_fits(&mut self, level: usize) -> bool {
        let Some(states) = self.levels.get(level).cloned() else {
            return false;
        };
        for (index, state) in states.iter().enumerate() {
            let Some(state) = *state else { continue };
            let Some(track) = self.tracks[index].clone() else {
                return false;
            };
            if self.taken[state as usize] || (level > 0 && !self.only_from(level - 1, state)) {
                return false;
            }
            for (&(lead, expected_ends), &(target, ends)) in
                track.leads.iter().zip(self.machine.row(state))
            {
                let fits = match lead {
                    Lead::State(expected) => target == expected,
                    Lead::Step(track) => self.put(level + 1, track, target),
                };
                if !fits || ends != expected_ends {
                    return false;
                }
            }
        }
        states.iter().any(Option::is_some)
    }

    fn only_from(&self, level: usize, state: u32) -> bool {
        state != self.machine.start
            && self.sources[state as usize]
                .iter()
                .all(|source| self.places.get(source).is_some_and(|place| place.0 == level))
    }
}
