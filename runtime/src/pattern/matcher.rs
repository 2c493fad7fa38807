//! The walk through the nodes of a pattern.

use super::{ClassRange, Node};

/// The class of all bytes outside ASCII: they have to be decoded first.
const WIDE: u8 = 63;

pub(super) struct Matcher {
    empty: bool,
    /// The class of each byte.
    classes: [u8; 256],
    wide: &'static [ClassRange],
    nodes: &'static [Node],
}

impl Matcher {
    pub(super) const fn new(
        empty: bool,
        ascii: &[ClassRange],
        wide: &'static [ClassRange],
        nodes: &'static [Node],
    ) -> Self {
        let mut classes = [0; 256];
        let mut byte = 0x80;
        while byte < 256 {
            classes[byte] = WIDE;
            byte += 1;
        }
        let mut index = 0;
        while index < ascii.len() {
            let (first, last, class) = ascii[index];
            let mut code = first as usize;
            while code <= last as usize && code < 0x80 {
                classes[code] = class;
                code += 1;
            }
            index += 1;
        }
        Self { empty, classes, wide, nodes }
    }

    pub(super) fn is_match(&self, value: &str) -> bool {
        if value.is_empty() {
            return self.empty;
        }
        let mut walk = Walk { matcher: self, value, rest: value.as_bytes(), left: 0 };
        let mut number: u16 = 1;
        // Something is left to read whenever a node is entered.
        while let Some(node) = self.nodes.get(usize::from(number)) {
            let (next, ends) = match *node {
                Node::Fail => return false,
                Node::Match => return true,
                Node::Text { text, ends, then } => {
                    if !walk.text(text) {
                        return false;
                    }
                    (then, ends)
                }
                Node::Exact { of, times, ends, then } => {
                    if !walk.exact(of, times) {
                        return false;
                    }
                    (then, ends)
                }
                Node::Row { stay, ends, to } => {
                    walk.skip(stay, usize::MAX);
                    if walk.rest.is_empty() {
                        return has(ends, walk.last_class());
                    }
                    let class = walk.read();
                    (entry(to, class), has(ends, class))
                }
                Node::Count { stay, ends, step, times, to, last } => {
                    let left = walk.steps_left(times);
                    let left = left - walk.skip(stay, left - 1);
                    if walk.rest.is_empty() {
                        return has(ends, walk.last_class());
                    }
                    let class = walk.read();
                    let row = if has(step, class) { walk.step(left, to, last) } else { to };
                    (entry(row, class), has(ends, class))
                }
            };
            if walk.rest.is_empty() {
                return ends;
            }
            number = next;
        }
        false
    }

    /// Whether all of `bytes` are ASCII and of the classes in `mask`.
    fn all(&self, bytes: &[u8], mask: u64) -> bool {
        let class = |byte: &u8| self.classes[usize::from(*byte)];
        if bytes.len() < 4 {
            return bytes.iter().all(|byte| has(mask, class(byte)));
        }
        // Without an early exit the bytes do not wait for each other, and most values pass.
        let bits = bytes.iter().fold(1, |bits, byte| bits & mask >> (class(byte) & 63));
        bits == 1
    }

    #[inline]
    fn class(&self, letter: char) -> u8 {
        if letter.is_ascii() {
            return self.classes[letter as usize & 0x7F];
        }
        let after = self.wide.partition_point(|range| range.0 <= letter);
        match after.checked_sub(1).and_then(|index| self.wide.get(index)) {
            Some(&(_, last, class)) if letter <= last => class,
            _ => 0,
        }
    }
}

/// The next node; a row that is too short fails.
fn entry(row: &[u16], class: u8) -> u16 {
    row.get(usize::from(class)).copied().unwrap_or(0)
}

/// Whether `class` is in the mask.
fn has(mask: u64, class: u8) -> bool {
    mask >> (class & 63) & 1 == 1
}

/// A position in a value.
struct Walk<'a> {
    matcher: &'a Matcher,
    value: &'a str,
    /// What is still to be read.
    rest: &'a [u8],
    /// Steps left that the next counting node takes over; none if it is to start anew.
    left: usize,
}

impl<'a> Walk<'a> {
    fn text(&mut self, text: &str) -> bool {
        let text = text.as_bytes();
        match self.rest.get(text.len()..) {
            // Texts are short: comparing in place beats a call of `memcmp`.
            Some(rest) if self.rest.iter().zip(text).all(|(one, other)| one == other) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Reads `times` code points if all are of the classes in `of`.
    fn exact(&mut self, of: u64, times: u32) -> bool {
        let times = usize::try_from(times).unwrap_or(usize::MAX);
        if let Some((part, rest)) = self.rest.get(..times).zip(self.rest.get(times..)) {
            if self.matcher.all(part, of) {
                self.rest = rest;
                return true;
            }
        }
        self.skip(of, times) == times
    }

    /// Reads one code point and gives its class.
    fn read(&mut self) -> u8 {
        let Some((byte, rest)) = self.rest.split_first() else {
            return 0;
        };
        let class = self.matcher.classes[usize::from(*byte)];
        if class == WIDE {
            let (class, rest) = self.wide();
            self.rest = rest;
            return class;
        }
        self.rest = rest;
        class
    }

    /// The class of the last code point of the value.
    fn last_class(&self) -> u8 {
        match self.value.chars().next_back() {
            Some(letter) => self.matcher.class(letter),
            None => 0,
        }
    }

    /// The class of the next code point, outside ASCII, and what follows it.
    #[cold]
    fn wide(&self) -> (u8, &'a [u8]) {
        let position = self.value.len() - self.rest.len();
        let mut letters = self.value.get(position..).unwrap_or_default().chars();
        let class = letters.next().map_or(0, |letter| self.matcher.class(letter));
        (class, letters.as_str().as_bytes())
    }

    /// Reads code points of the classes in `stay`, at most `most`, and gives their number.
    fn skip(&mut self, stay: u64, most: usize) -> usize {
        let classes = &self.matcher.classes;
        let part = self.rest.get(..most).unwrap_or(self.rest);
        let stops = |byte: &u8| !has(stay, classes[usize::from(*byte)]);
        let Some(run) = part.iter().position(stops) else {
            self.rest = self.rest.get(part.len()..).unwrap_or_default();
            return part.len();
        };
        self.rest = self.rest.get(run..).unwrap_or_default();
        if self.rest.first().is_some_and(u8::is_ascii) || stay == 0 {
            return run;
        }
        run + self.skip_wide(stay, most - run)
    }

    /// Goes on with `skip` where the next code point is outside ASCII.
    #[cold]
    fn skip_wide(&mut self, stay: u64, most: usize) -> usize {
        let position = self.value.len() - self.rest.len();
        let text = self.value.get(position..).unwrap_or_default();
        let mut letters = text.chars();
        let mut count = 0;
        while count < most {
            let mut next = letters.clone();
            match next.next() {
                Some(letter) if has(stay, self.matcher.class(letter)) => letters = next,
                _ => break,
            }
            count += 1;
        }
        self.rest = letters.as_str().as_bytes();
        count
    }

    /// The steps a counting node starts with. Never zero, so that one can be taken off.
    fn steps_left(&mut self, times: u32) -> usize {
        match core::mem::take(&mut self.left) {
            0 => usize::try_from(times).unwrap_or(usize::MAX).max(1),
            left => left,
        }
    }

    /// Takes one step off and gives the row to go on with.
    fn step<'b>(&mut self, left: usize, to: &'b [u16], last: &'b [u16]) -> &'b [u16] {
        self.left = left - 1;
        if self.left == 0 {
            last
        } else {
            to
        }
    }
}
