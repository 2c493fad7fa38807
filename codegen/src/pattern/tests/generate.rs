//! Values that are likely to tell a right matcher from a wrong one.

use crate::pattern::set::CodeSet;
use crate::pattern::syntax::Syntax;
use crate::pattern::{Node, Program};

/// A small generator of pseudo-random numbers (xorshift), so that a run can be repeated.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `bound`, which must not be zero.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % bound
    }

    fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }
}

/// Letters that sit on the edges of the classes that patterns are made of.
const EDGES: &str = "\0\t\n\u{B}\r\u{1F} !\"$(-./09:;@AFGZ[\\]^_`afgnuz{|}~\u{7F}\u{80}\u{85}\u{A0}\u{AD}\u{B5}\u{DF}\
    \u{E9}\u{130}\u{131}\u{17F}\u{2BC}\u{300}\u{660}\u{1680}\u{180E}\u{2000}\u{200B}\u{200D}\u{2028}\u{2029}\u{202F}\
    \u{20AC}\u{212A}\u{3000}\u{4E00}\u{AC00}\u{D7FF}\u{E000}\u{FEFF}\u{FFFD}\u{FFFF}\u{10000}\u{1D7D8}\u{1F600}\u{10FFFF}";

/// A source of values for one pattern.
pub(super) struct Values<'a> {
    pub(super) random: Random,
    syntax: &'a Syntax,
    program: &'a Program,
    letters: Vec<char>,
    /// How long values may become, roughly.
    pub(super) longest: usize,
}

impl<'a> Values<'a> {
    pub(super) fn new(seed: u64, source: &str, syntax: &'a Syntax, program: &'a Program) -> Self {
        let mut letters: Vec<char> = EDGES.chars().chain(source.chars().cycle().take(64)).collect();
        for range in program.ascii.iter().chain(&program.wide) {
            letters.extend([range.first, range.last]);
            letters.extend(char::from_u32(u32::from(range.first).saturating_sub(1)));
            letters.extend(char::from_u32(u32::from(range.last) + 1));
        }
        Self { random: Random::new(seed), syntax, program, letters, longest: 6 }
    }

    /// The next value.
    pub(super) fn next(&mut self) -> String {
        let mut value = String::new();
        let noise = self.random.one_in(8);
        if noise {
            self.noise(&mut value);
        }
        match self.random.below(8) {
            0 => self.noise(&mut value),
            1..=4 => {
                let strict = self.random.one_in(2);
                self.derive(self.syntax, strict, &mut value);
            }
            _ => self.walk(&mut value),
        }
        if noise && self.random.one_in(2) {
            self.noise(&mut value);
        }
        if self.random.one_in(2) {
            for _ in 0..=self.random.below(2) {
                value = self.mutate(&value);
            }
        }
        value
    }

    fn letter(&mut self) -> char {
        self.letters[self.random.below(self.letters.len())]
    }

    fn noise(&mut self, value: &mut String) {
        for _ in 0..self.random.below(6) {
            value.push(self.letter());
        }
    }

    fn mutate(&mut self, value: &str) -> String {
        let mut letters: Vec<char> = value.chars().collect();
        let place = self.random.below(letters.len() + 1);
        let letter = self.letter();
        match self.random.below(5) {
            0 => letters.insert(place, letter),
            1 if place < letters.len() => letters[place] = letter,
            2 if place < letters.len() => {
                letters.remove(place);
            }
            3 if place < letters.len() => letters.insert(place, letters[place]),
            _ => letters.truncate(place),
        }
        letters.into_iter().collect()
    }

    fn pick(&mut self, set: &CodeSet) -> Option<char> {
        let ranges = set.ranges();
        // Most of a large set is remote; its start is where values live.
        let known = if self.random.one_in(3) { ranges.len() } else { ranges.len().min(4) };
        let (first, last) = *ranges.get(self.random.below(known.max(1)))?;
        let span = usize::try_from(last - first).unwrap_or(0);
        let near = if self.random.one_in(4) { span } else { span.min(127) };
        let offset = match self.random.below(4) {
            0 => 0,
            1 => span,
            _ => self.random.below(near + 1),
        };
        char::from_u32(first + u32::try_from(offset).unwrap_or(0))
    }

    /// A value that `syntax` was written for, or nearly so when not `strict`.
    fn derive(&mut self, syntax: &Syntax, strict: bool, value: &mut String) {
        if value.len() > 4 * self.longest {
            return;
        }
        let slip = !strict && self.random.one_in(24);
        match syntax {
            Syntax::Set(_) if slip => value.push(self.letter()),
            Syntax::Set(set) => value.extend(self.pick(set)),
            Syntax::Sequence(parts) => {
                for part in parts {
                    self.derive(part, strict, value);
                }
            }

            Syntax::Choice(parts) => {
                let part = &parts[self.random.below(parts.len())];
                self.derive(part, strict, value);
            }
            Syntax::Repeat { body, least, most } => {
                let least = *least as usize;
                let most = most.map_or(least + 5, |most| most as usize);
                let times = match self.random.below(8) {
                    0 | 1 => least,
                    2 => least + 1,
                    3 => most,
                    4 => most.saturating_sub(1),
                    5 if !strict => most + 1,
                    6 if !strict => least.saturating_sub(1),
                    _ => least + self.random.below(most.saturating_sub(least).min(8) + 1),
                };
                for _ in 0..times.min(self.longest) {
                    self.derive(body, strict, value);
                }
            }
            Syntax::Look { body, .. } if self.random.one_in(6) => self.derive(body, strict, value),
            Syntax::Empty | Syntax::Assertion(_) | Syntax::Look { .. } => {}
        }
    }

    /// A walk through the matcher, with counts exhausted more often than chance would.
    fn walk(&mut self, value: &mut String) {
        let mut node = 1;
        let mut left = 0;
        for _ in 0..4 * self.longest {
            match self.program.nodes.get(usize::from(node)) {
                None | Some(Node::Fail | Node::Match) => return,
                Some(Node::Text { text, then, .. }) => {
                    value.push_str(text);
                    node = *then;
                }
                Some(Node::Exact { of, times, then, .. }) => {
                    let to: Vec<u16> =
                        (0..63).map(|class| u16::from(of >> class & 1 == 1)).collect();
                    let slip = self.random.one_in(8);
                    for _ in usize::from(slip)..(*times as usize).min(4 * self.longest) {
                        let class = self.live_class(&to);
                        self.push_class(class, value);
                    }
                    node = *then;
                }
                Some(Node::Row { to, .. }) => {
                    let class = self.live_class(to);
                    self.push_class(class, value);
                    node = to[class];
                    if self.random.one_in(40) {
                        return;
                    }
                }
                Some(Node::Count { step, times, to, last, .. }) => {
                    if left == 0 {
                        left = *times;
                    }
                    let class = self.live_class(to);
                    self.push_class(class, value);
                    if step >> class & 1 == 0 {
                        (node, left) = (to[class], 0);
                    } else {
                        left -= 1;
                        node = if left == 0 { last[class] } else { to[class] };
                    }
                    if self.random.one_in(40) {
                        return;
                    }
                }
            }
        }
    }

    fn live_class(&mut self, to: &[u16]) -> usize {
        let mut class = self.random.below(to.len());
        if to[class] == 0 && !self.random.one_in(16) {
            let live: Vec<usize> = (0..to.len()).filter(|class| to[*class] != 0).collect();
            if !live.is_empty() {
                class = live[self.random.below(live.len())];
            }
        }
        class
    }

    fn push_class(&mut self, class: usize, value: &mut String) {
        let listed = |letter: char| {
            let ranges = self.program.ascii.iter().chain(&self.program.wide);
            let found = ranges.filter(|range| range.first <= letter && letter <= range.last);
            found.map(|range| usize::from(range.class)).next().unwrap_or(0)
        };
        let known: Vec<(u32, u32)> = self
            .program
            .ascii
            .iter()
            .chain(&self.program.wide)
            .filter(|range| usize::from(range.class) == class)
            .map(|range| (u32::from(range.first), u32::from(range.last)))
            .collect();
        let unlisted: Vec<char> = if class == 0 {
            self.letters.iter().copied().filter(|letter| listed(*letter) == 0).collect()
        } else {
            Vec::new()
        };
        if known.is_empty() {
            if !unlisted.is_empty() {
                value.push(unlisted[self.random.below(unlisted.len())]);
            }
            return;
        }
        let set = CodeSet::from_ranges(known);
        value.extend(self.pick(&set));
    }
}
