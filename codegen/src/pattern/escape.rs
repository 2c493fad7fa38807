//! Escapes and character classes of ECMA-262 patterns, in both grammars.

use super::parse::Parser;
use super::property::{self, PropertyError};
use super::set::CodeSet;
use super::PatternError;

/// What an escape outside a class stands for.
pub(super) enum Escape {
    /// One code point.
    Code(u32),
    /// A set of code points.
    Set(CodeSet),
    /// `\b`, or `\B` when negated.
    WordBoundary(bool),
    /// A back-reference, which has been noted as unsupported.
    Reference,
}

/// One member of a class: a code point, which can end a range, or a set, which cannot.
enum Member {
    Code(u32),
    Set(CodeSet),
}

impl Parser<'_> {
    /// The escape whose `\` is at `start` and has been read.
    pub(super) fn escape(&mut self, start: usize) -> Result<Escape, PatternError> {
        match self.peek() {
            Some('b') => {
                self.position += 1;
                return Ok(Escape::WordBoundary(false));
            }
            Some('B') => {
                self.position += 1;
                return Ok(Escape::WordBoundary(true));
            }
            Some('k') if self.named => {
                self.position += 1;
                return self.named_reference(start);
            }
            Some('1'..='9') if self.numbered_reference(start)? => return Ok(Escape::Reference),
            _ => {}
        }
        Ok(match self.character_escape(start, false)? {
            Member::Code(code) => Escape::Code(code),
            Member::Set(set) => Escape::Set(set),
        })
    }

    fn named_reference(&mut self, start: usize) -> Result<Escape, PatternError> {
        if !self.eat("<") {
            return Err(Self::error_at(start, "a named back-reference without a name"));
        }
        let name = self.group_name()?;
        if !self.outline.names.contains(&name) {
            return Err(Self::error_at(start, "a back-reference to no group"));
        }
        self.note_unsupported("a back-reference");
        Ok(Escape::Reference)
    }

    /// Reads a numbered back-reference. Annex B takes a number above the count of groups for
    /// something else, and then nothing is read.
    fn numbered_reference(&mut self, start: usize) -> Result<bool, PatternError> {
        let before = self.position;
        let number = self.number().unwrap_or(u32::MAX);
        if number <= self.outline.captures {
            self.note_unsupported("a back-reference");
            return Ok(true);
        }
        if self.unicode {
            return Err(Self::error_at(start, "a back-reference to no group"));
        }
        self.position = before;
        Ok(false)
    }

    /// `CharacterClassEscape` or `CharacterEscape`.
    fn character_escape(&mut self, start: usize, in_class: bool) -> Result<Member, PatternError> {
        let Some(next) = self.next() else {
            return Err(Self::error_at(start, "a `\\` at the end"));
        };
        let code = match next {
            'd' => return Ok(Member::Set(digits())),
            'D' => return Ok(Member::Set(digits().complement())),
            's' => return Ok(Member::Set(white_space())),
            'S' => return Ok(Member::Set(white_space().complement())),
            'w' => return Ok(Member::Set(word())),
            'W' => return Ok(Member::Set(word().complement())),
            'p' | 'P' if self.unicode => return self.property(start, next == 'P').map(Member::Set),
            'f' => 0x0C,
            'n' => 0x0A,
            'r' => 0x0D,
            't' => 0x09,
            'v' => 0x0B,
            'c' => return self.control(start, in_class).map(Member::Code),
            '0' if !self.peek().is_some_and(|digit| digit.is_ascii_digit()) => 0,
            '0'..='7' if !self.unicode => self.octal(next),
            'x' => match self.hexadecimal(2) {
                Some(code) => code,
                None => self.identity(start, next)?,
            },
            'u' => match self.unicode_escape(start)? {
                Some(code) => code,
                None => self.identity(start, next)?,
            },
            'k' if self.named => return Err(Self::error_at(start, "an unknown escape")),
            '-' if self.unicode && in_class => u32::from('-'),
            other => self.identity(start, other)?,
        };
        Ok(Member::Code(code))
    }

    /// `IdentityEscape`: with the `u` flag for syntax characters and `/` only.
    fn identity(&self, start: usize, escaped: char) -> Result<u32, PatternError> {
        if self.unicode && !r"^$\.*+?()[]{}|/".contains(escaped) {
            return Err(Self::error_at(start, "an unknown escape"));
        }
        Ok(u32::from(escaped))
    }

    /// The rest of `\c`.
    fn control(&mut self, start: usize, in_class: bool) -> Result<u32, PatternError> {
        let wider = in_class && !self.unicode;
        match self.peek() {
            Some(letter)
                if letter.is_ascii_alphabetic()
                    || (wider && (letter.is_ascii_digit() || letter == '_')) =>
            {
                self.position += 1;
                Ok(u32::from(letter) % 32)
            }
            _ if self.unicode => Err(Self::error_at(start, "`\\c` without a letter")),
            _ => {
                // Annex B: the `\` stands for itself and the `c` is read again.
                self.position = start + 1;
                Ok(u32::from('\\'))
            }
        }
    }

    /// Annex B `LegacyOctalEscapeSequence`: at most three digits and at most 0o377.
    fn octal(&mut self, first: char) -> u32 {
        let mut code = first.to_digit(8).unwrap_or(0);
        let more = if first <= '3' { 2 } else { 1 };
        for _ in 0..more {
            let Some(digit) = self.peek().and_then(|next| next.to_digit(8)) else {
                break;
            };
            self.position += 1;
            code = code * 8 + digit;
        }
        code
    }

    /// Exactly `count` hexadecimal digits, or nothing is read.
    fn hexadecimal(&mut self, count: usize) -> Option<u32> {
        let text = self.rest().get(..count)?;
        if !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let code = u32::from_str_radix(text, 16).ok()?;
        self.position += count;
        Some(code)
    }

    /// What follows `\u`; nothing when Annex B takes the `u` for itself.
    fn unicode_escape(&mut self, start: usize) -> Result<Option<u32>, PatternError> {
        if self.unicode && self.eat("{") {
            let digits: String = self.rest().chars().take_while(char::is_ascii_hexdigit).collect();
            self.position += digits.len();
            let significant = digits.trim_start_matches('0');
            // An empty rest of `{0}` is zero, of `{}` an error.
            let code = match significant {
                "" if !digits.is_empty() => Some(0),
                text if text.len() <= 6 => u32::from_str_radix(text, 16).ok(),
                _ => None,
            };
            return match code.filter(|code| *code <= 0x10_FFFF) {
                Some(code) if self.eat("}") => Ok(Some(code)),
                _ => Err(Self::error_at(start, "an invalid code point")),
            };
        }
        let Some(lead) = self.hexadecimal(4) else {
            return Ok(None);
        };
        let after = self.position;
        if self.unicode && (0xD800..0xDC00).contains(&lead) && self.eat("\\u") {
            match self.hexadecimal(4) {
                Some(trail) if (0xDC00..0xE000).contains(&trail) => {
                    return Ok(Some(0x1_0000 + ((lead - 0xD800) << 10) + (trail - 0xDC00)));
                }
                _ => self.position = after,
            }
        }
        Ok(Some(lead))
    }

    /// What follows `\p` or `\P`.
    fn property(&mut self, start: usize, negated: bool) -> Result<CodeSet, PatternError> {
        let expression = self
            .rest()
            .strip_prefix('{')
            .and_then(|rest| rest.split_once('}'))
            .map(|found| found.0);
        let Some(expression) = expression.map(str::to_owned) else {
            return Err(Self::error_at(start, "`\\p` without a property in braces"));
        };
        self.position += expression.len() + 2;
        let (name, value) = match expression.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (expression.as_str(), None),
        };
        match property::lookup(name, value) {
            Ok(set) if negated => Ok(set.complement()),
            Ok(set) => Ok(set),
            Err(PropertyError::Unknown) => Err(Self::error_at(start, "an unknown property")),
            Err(PropertyError::NoData) => {
                self.note_unsupported(format!("no data for the property `{expression}`"));
                Ok(CodeSet::default())
            }
        }
    }

    /// A group name and its closing `>`: ECMA-262 `RegExpIdentifierName`.
    pub(super) fn group_name(&mut self) -> Result<String, PatternError> {
        let mut name = String::new();
        loop {
            let start = self.position;
            let code = match self.next() {
                Some('>') if !name.is_empty() => return Ok(name),
                Some('\\') if self.eat("u") => {
                    // Escapes in names follow the `u` grammar in both modes.
                    let unicode = core::mem::replace(&mut self.unicode, true);
                    let code = self.unicode_escape(start);
                    self.unicode = unicode;
                    code?.and_then(char::from_u32)
                }
                other => other,
            };
            let allowed = |letter: &char| {
                "$_".contains(*letter)
                    || (!name.is_empty() && "\u{200C}\u{200D}".contains(*letter))
                    || property::identifier(!name.is_empty()).contains(u32::from(*letter))
            };
            match code.filter(allowed) {
                Some(letter) => name.push(letter),
                None => return Err(Self::error_at(start, "an invalid group name")),
            }
        }
    }

    /// The class whose `[` is at `start` and has been read.
    pub(super) fn class(&mut self, start: usize) -> Result<CodeSet, PatternError> {
        let negated = self.eat("^");
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        loop {
            let first_at = self.position;
            let Some(first) = self.class_member()? else {
                break;
            };
            // `-` makes a range unless the class ends behind it.
            if !self.rest().starts_with('-') || self.rest().starts_with("-]") {
                ranges.extend(first.ranges());
                continue;
            }
            self.position += 1;
            let Some(last) = self.class_member()? else {
                return Err(Self::error_at(start, "the class is not closed"));
            };
            match (first, last) {
                (Member::Code(first), Member::Code(last)) if first <= last => {
                    ranges.push((first, last));
                }
                (Member::Code(_), Member::Code(_)) => {
                    return Err(Self::error_at(first_at, "the range is out of order"));
                }
                _ if self.unicode => {
                    return Err(Self::error_at(first_at, "a range between sets"));
                }
                (first, last) => {
                    // Annex B `CharacterRangeOrUnion`: both and the `-` itself.
                    ranges.extend(first.ranges());
                    ranges.extend(last.ranges());
                    ranges.push((0x2D, 0x2D));
                }
            }
        }
        if !self.eat("]") {
            return Err(Self::error_at(start, "the class is not closed"));
        }
        let set = CodeSet::from_ranges(ranges);
        Ok(if negated { set.complement() } else { set })
    }

    /// The next member, or nothing at the end of the class or of the source.
    fn class_member(&mut self) -> Result<Option<Member>, PatternError> {
        let start = self.position;
        match self.peek() {
            None | Some(']') => return Ok(None),
            Some('\\') => self.position += 1,
            Some(other) => {
                self.position += other.len_utf8();
                return Ok(Some(Member::Code(u32::from(other))));
            }
        }
        if self.eat("b") {
            return Ok(Some(Member::Code(0x08)));
        }
        self.character_escape(start, true).map(Some)
    }
}

impl Member {
    fn ranges(self) -> Vec<(u32, u32)> {
        match self {
            Self::Code(code) => vec![(code, code)],
            Self::Set(set) => set.ranges().to_vec(),
        }
    }
}

fn digits() -> CodeSet {
    CodeSet::from_ranges([(0x30, 0x39)])
}

/// ECMA-262 `WordCharacters` without the `i` flag.
pub(super) fn word() -> CodeSet {
    CodeSet::from_ranges([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
}

/// ECMA-262 `WhiteSpace` and `LineTerminator`: unlike Unicode's `White_Space` it has U+FEFF and
/// lacks U+0085.
fn white_space() -> CodeSet {
    CodeSet::from_ranges([
        (0x09, 0x0D),
        (0x20, 0x20),
        (0xA0, 0xA0),
        (0x1680, 0x1680),
        (0x2000, 0x200A),
        (0x2028, 0x2029),
        (0x202F, 0x202F),
        (0x205F, 0x205F),
        (0x3000, 0x3000),
        (0xFEFF, 0xFEFF),
    ])
}
