//! Boolean formulas over vertices, as reduced ordered binary decision diagrams.
//!
//! With look-ahead a state of the search is no longer a set of vertices ("one of these matches
//! the rest") but a formula ("this one and not that one"). The diagram is canonical, so equal
//! states are found equal and their number stays finite.

use super::automaton::Vertex;
use super::PatternError;
use std::collections::HashMap;

/// A formula: the number of its root.
pub(super) type Formula = u32;

/// The formula that never holds.
pub(super) const FALSE: Formula = 0;
/// The formula that always holds.
pub(super) const TRUE: Formula = 1;

/// How many decisions may be computed.
const MOST_WORK: u32 = 250_000;
/// How deep a diagram may be. The operations recurse, three of them into each other, and without
/// optimisation that many frames have to fit the stack of a thread, 2 MiB.
const DEEPEST: usize = 300;

/// `if variable { high } else { low }`
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Decision {
    variable: Vertex,
    high: Formula,
    low: Formula,
}

/// All formulas of one construction.
pub(super) struct Formulas {
    decisions: Vec<Decision>,
    known: HashMap<Decision, Formula>,
    results: HashMap<(Formula, Formula, Formula), Formula>,
    work: u32,
}

impl Formulas {
    pub(super) fn new() -> Self {
        // Two places are taken by the constants, whose variable comes after all others.
        let constant = Decision { variable: Vertex::MAX, high: FALSE, low: FALSE };
        Self {
            decisions: vec![constant; 2],
            known: HashMap::new(),
            results: HashMap::new(),
            work: 0,
        }
    }

    /// The formula "`vertex` matches the rest".
    pub(super) fn variable(&mut self, vertex: Vertex) -> Formula {
        self.decision(Decision { variable: vertex, high: TRUE, low: FALSE })
    }

    pub(super) fn not(&mut self, one: Formula) -> Result<Formula, PatternError> {
        self.choose(one, FALSE, TRUE, 0)
    }

    pub(super) fn and(&mut self, one: Formula, other: Formula) -> Result<Formula, PatternError> {
        self.choose(one, other, FALSE, 0)
    }

    pub(super) fn or(&mut self, one: Formula, other: Formula) -> Result<Formula, PatternError> {
        self.choose(one, TRUE, other, 0)
    }

    /// `formula` with every variable replaced by what `replace` gives for it.
    pub(super) fn substitute(
        &mut self,
        formula: Formula,
        replace: &mut impl FnMut(&mut Self, Vertex) -> Result<Formula, PatternError>,
        done: &mut HashMap<Formula, Formula>,
        depth: usize,
    ) -> Result<Formula, PatternError> {
        if formula <= TRUE {
            return Ok(formula);
        }
        if let Some(&known) = done.get(&formula) {
            return Ok(known);
        }
        check_depth(depth)?;
        let Decision { variable, high, low } = self.decisions[formula as usize];
        let condition = replace(self, variable)?;
        let high = self.substitute(high, replace, done, depth + 1)?;
        let low = self.substitute(low, replace, done, depth + 1)?;
        let result = self.choose(condition, high, low, 0)?;
        done.insert(formula, result);
        Ok(result)
    }

    /// `if condition { yes } else { no }`
    fn choose(
        &mut self,
        condition: Formula,
        yes: Formula,
        no: Formula,
        depth: usize,
    ) -> Result<Formula, PatternError> {
        match (condition, yes, no) {
            (TRUE, yes, _) => return Ok(yes),
            (FALSE, _, no) => return Ok(no),
            (condition, TRUE, FALSE) => return Ok(condition),
            (_, yes, no) if yes == no => return Ok(yes),
            _ => {}
        }
        if let Some(&known) = self.results.get(&(condition, yes, no)) {
            return Ok(known);
        }
        check_depth(depth)?;
        self.work += 1;
        if self.work > MOST_WORK {
            return Err(PatternError::unsupported("look-around makes too many combinations"));
        }
        let top = [condition, yes, no].map(|part| self.decisions[part as usize].variable);
        let variable = top.into_iter().min().unwrap_or(Vertex::MAX);
        let [condition_high, yes_high, no_high] =
            [condition, yes, no].map(|part| self.branch(part, variable).0);
        let [condition_low, yes_low, no_low] =
            [condition, yes, no].map(|part| self.branch(part, variable).1);
        let high = self.choose(condition_high, yes_high, no_high, depth + 1)?;
        let low = self.choose(condition_low, yes_low, no_low, depth + 1)?;
        let result = self.decision(Decision { variable, high, low });
        self.results.insert((condition, yes, no), result);
        Ok(result)
    }

    fn branch(&self, formula: Formula, variable: Vertex) -> (Formula, Formula) {
        let decision = self.decisions[formula as usize];
        if formula > TRUE && decision.variable == variable {
            (decision.high, decision.low)
        } else {
            (formula, formula)
        }
    }

    fn decision(&mut self, decision: Decision) -> Formula {
        if decision.high == decision.low {
            return decision.high;
        }
        if let Some(&known) = self.known.get(&decision) {
            return known;
        }
        let fresh = Formula::try_from(self.decisions.len()).unwrap_or(Formula::MAX);
        self.decisions.push(decision);
        self.known.insert(decision, fresh);
        fresh
    }
}

pub(super) fn check_depth(depth: usize) -> Result<(), PatternError> {
    if depth > DEEPEST {
        return Err(PatternError::unsupported("look-around over long repetitions"));
    }
    Ok(())
}
