//! Parser of ECMA-262 patterns: section "Patterns" (22.2.1) and, for Annex B, section B.1.2.
//!
//! It is our own because the crates at hand parse another dialect (`regex-syntax`), keep their
//! tree private (`regress`) or bring a compiler toolchain along (`oxc_regular_expression`).

use super::escape::Escape;
use super::set::CodeSet;
use super::syntax::{Assertion, Syntax};
use super::{Mode, PatternError};
use std::collections::BTreeSet;

/// How deep groups may nest. Deeper ones would endanger the stack, here and in a fallback engine.
const DEEPEST: usize = 200;

/// The tree of `source` in the grammar of `mode`.
pub(super) fn parse(source: &str, mode: Mode) -> Result<Syntax, PatternError> {
    let outline = Outline::of(source);
    let mut parser = Parser {
        source,
        position: 0,
        unicode: mode == Mode::Unicode,
        // With a named group, Annex B reads `\k` as the `u` grammar does.
        named: mode == Mode::Unicode || !outline.names.is_empty(),
        outline,
        depth: 0,
        unsupported: None,
    };
    let (syntax, _) = parser.disjunction()?;
    if parser.peek().is_some() {
        return Err(parser.error("a `)` closes no group"));
    }
    match parser.unsupported {
        Some(reason) => Err(PatternError::unsupported(reason)),
        None => Ok(syntax),
    }
}

pub(super) struct Parser<'a> {
    source: &'a str,
    pub(super) position: usize,
    pub(super) unicode: bool,
    pub(super) named: bool,
    pub(super) outline: Outline,
    depth: usize,
    unsupported: Option<String>,
}

/// What a look ahead over the whole source finds: how many groups capture, and their names.
/// Back-references need both before the groups themselves are parsed.
pub(super) struct Outline {
    pub(super) captures: u32,
    pub(super) names: BTreeSet<String>,
}

impl Outline {
    fn of(source: &str) -> Self {
        let mut outline = Self { captures: 0, names: BTreeSet::new() };
        let mut in_class = false;
        let mut rest = source;
        while let Some(next) = rest.chars().next() {
            let tail = rest.get(next.len_utf8()..).unwrap_or_default();
            rest = tail;
            match next {
                '\\' => {
                    rest = rest
                        .get(rest.chars().next().map_or(0, char::len_utf8)..)
                        .unwrap_or_default();
                }
                '[' => in_class = true,
                ']' => in_class = false,
                '(' if !in_class && !tail.starts_with('?') => outline.captures += 1,
                '(' if !in_class => {
                    if let Some(name) =
                        tail.strip_prefix("?<").filter(|name| !name.starts_with(['=', '!']))
                    {
                        outline.captures += 1;
                        outline.names.insert(name.split('>').next().unwrap_or_default().to_owned());
                    }
                }
                _ => {}
            }
        }
        outline
    }
}

/// Names of the groups that can take part in one match together.
type Names = BTreeSet<String>;

impl Parser<'_> {
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn rest(&self) -> &str {
        self.source.get(self.position..).unwrap_or_default()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.position += next.len_utf8();
        Some(next)
    }

    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.position += text.len();
        }
        found
    }

    pub(super) fn error(&self, message: &str) -> PatternError {
        Self::error_at(self.position, message)
    }

    pub(super) fn error_at(offset: usize, message: &str) -> PatternError {
        PatternError::Syntax { offset, message: message.to_owned() }
    }

    /// Remembers the first construct that no automaton can do. Parsing goes on, because a syntax
    /// error further on is the more important finding.
    pub(super) fn note_unsupported(&mut self, reason: impl Into<String>) {
        self.unsupported.get_or_insert_with(|| reason.into());
    }

    fn disjunction(&mut self) -> Result<(Syntax, Names), PatternError> {
        if self.depth >= DEEPEST {
            return Err(self.error(&format!("groups are nested more than {DEEPEST} deep")));
        }
        self.depth += 1;
        let mut choices = Vec::new();
        let mut names = Names::new();
        loop {
            let (choice, more) = self.alternative()?;
            choices.push(choice);
            // A name may come back in another alternative: only one of them takes part.
            names.extend(more);
            if !self.eat("|") {
                break;
            }
        }
        self.depth -= 1;
        let single = choices.len() == 1;
        let syntax = if single { choices.swap_remove(0) } else { Syntax::Choice(choices) };
        Ok((syntax, names))
    }

    fn alternative(&mut self) -> Result<(Syntax, Names), PatternError> {
        let mut parts = Vec::new();
        let mut names = Names::new();
        while self.peek().is_some_and(|next| next != '|' && next != ')') {
            let start = self.position;
            let (part, more) = self.term()?;
            for name in more {
                if !names.insert(name) {
                    return Err(Self::error_at(start, "a group name is used twice"));
                }
            }
            match part {
                Syntax::Empty => {}
                Syntax::Sequence(inner) => parts.extend(inner),
                part => parts.push(part),
            }
        }
        let syntax = match parts.len() {
            0 => Syntax::Empty,
            1 => parts.swap_remove(0),
            _ => Syntax::Sequence(parts),
        };
        Ok((syntax, names))
    }

    fn term(&mut self) -> Result<(Syntax, Names), PatternError> {
        let start = self.position;
        let (atom, names, quantifiable) = self.atom()?;
        let Some((least, most)) = self.quantifier()? else {
            return Ok((atom, names));
        };
        if !quantifiable {
            return Err(Self::error_at(start, "a condition cannot be repeated"));
        }
        Ok((Syntax::repeat(atom, least, most), names))
    }

    /// An atom or an assertion, and whether a quantifier may follow.
    fn atom(&mut self) -> Result<(Syntax, Names, bool), PatternError> {
        let plain = |syntax| Ok((syntax, Names::new(), true));
        let condition = |assertion| Ok((Syntax::Assertion(assertion), Names::new(), false));
        let start = self.position;
        let Some(next) = self.next() else {
            return plain(Syntax::Empty);
        };
        match next {
            '^' => condition(Assertion::Start),
            '$' => condition(Assertion::End),
            '.' => plain(Syntax::Set(line_terminators().complement())),
            '(' => self.group(start),
            '[' => self.class(start).and_then(|set| plain(Syntax::Set(set))),
            '\\' => match self.escape(start)? {
                Escape::WordBoundary(false) => condition(Assertion::WordBoundary),
                Escape::WordBoundary(true) => condition(Assertion::NotWordBoundary),
                Escape::Code(code) => plain(Syntax::Set(CodeSet::single(code))),
                Escape::Set(set) => plain(Syntax::Set(set)),
                Escape::Reference => plain(Syntax::Empty),
            },
            '*' | '+' | '?' => Err(Self::error_at(start, "nothing to repeat")),
            '{' if self.unicode => Err(Self::error_at(start, "nothing to repeat")),
            '{' => {
                // Annex B `InvalidBracedQuantifier`: `{1}` is no text, but `{` alone is.
                self.position = start;
                if self.quantifier()?.is_some() {
                    return Err(Self::error_at(start, "nothing to repeat"));
                }
                self.position = start + 1;
                plain(Syntax::Set(CodeSet::single(u32::from('{'))))
            }
            ']' | '}' if self.unicode => {
                Err(Self::error_at(start, "a lone bracket must be escaped"))
            }
            other => plain(Syntax::Set(CodeSet::single(u32::from(other)))),
        }
    }

    fn group(&mut self, start: usize) -> Result<(Syntax, Names, bool), PatternError> {
        let look =
            [("?=", true, false), ("?!", true, true), ("?<=", false, false), ("?<!", false, true)];
        let kind = look.into_iter().find(|(opener, ..)| self.eat(opener));
        let mut own = None;
        if kind.is_none() && !self.eat("?:") && self.eat("?") {
            if self.eat("<") {
                own = Some(self.group_name()?);
            } else {
                self.modifiers(start)?;
            }
        }
        let (body, mut names) = self.disjunction()?;
        if !self.eat(")") {
            return Err(Self::error_at(start, "the group is not closed"));
        }
        if own.is_some_and(|name| !names.insert(name)) {
            return Err(Self::error_at(start, "a group name is used twice"));
        }
        Ok(match kind {
            None => (body, names, true),
            Some((_, ahead, negated)) => {
                let body = Box::new(body);
                // Annex B lets look-ahead be repeated, for old web pages.
                (Syntax::Look { ahead, negated, body }, names, ahead && !self.unicode)
            }
        })
    }

    /// `(?ims-ims:`, from the 2025 edition on.
    fn modifiers(&mut self, start: usize) -> Result<(), PatternError> {
        let flags: String = self.rest().chars().take_while(|next| "ims-".contains(*next)).collect();
        self.position += flags.len();
        let letters = flags.replacen('-', "", 1);
        let distinct = letters.chars().collect::<BTreeSet<_>>().len() == letters.len();
        if letters.is_empty() || letters.contains('-') || !distinct || !self.eat(":") {
            return Err(Self::error_at(start, "a group begins with `(?` and no known sign"));
        }
        self.note_unsupported("a group changes the flags");
        Ok(())
    }

    /// The lower and upper bound of a quantifier, if one comes next.
    fn quantifier(&mut self) -> Result<Option<(u32, Option<u32>)>, PatternError> {
        let start = self.position;
        let bounds = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.braces(start),
            _ => return Ok(None),
        };
        self.position += 1;
        self.eat("?");
        Ok(Some(bounds))
    }

    fn braces(&mut self, start: usize) -> Result<Option<(u32, Option<u32>)>, PatternError> {
        self.position += 1;
        let least = self.number();
        let most =
            if self.eat(",") { self.number().map(Some).or(Some(None)) } else { least.map(Some) };
        match (least, most) {
            (Some(least), Some(most)) if self.eat("}") => {
                if most.is_some_and(|most| most < least) {
                    return Err(Self::error_at(start, "the bounds are out of order"));
                }
                self.eat("?");
                // A bound that does not fit is longer than any value.
                Ok(Some((least, most.filter(|most| *most < u32::MAX))))
            }
            _ if self.unicode => Err(Self::error_at(start, "an incomplete quantifier")),
            _ => {
                self.position = start;
                Ok(None)
            }
        }
    }

    /// A decimal number; one that does not fit becomes the greatest.
    pub(super) fn number(&mut self) -> Option<u32> {
        let mut number = None;
        while let Some(digit) = self.peek().and_then(|next| next.to_digit(10)) {
            self.position += 1;
            number = Some(number.unwrap_or(0_u32).saturating_mul(10).saturating_add(digit));
        }
        number
    }
}

/// ECMA-262 `LineTerminator`.
fn line_terminators() -> CodeSet {
    CodeSet::from_ranges([(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)])
}
