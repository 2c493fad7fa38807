//! Splits content into words, and decides which of them are text, code and addresses.

use std::borrow::Cow;

use super::document::{Inline, Run, Style};
use super::{address, spelling};

/// What a piece is printed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Code,
    /// An address, itself the text of the link.
    Address,
}

/// A word, a part of one, or a whole code span.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub(super) kind: Kind,
    pub(super) text: Cow<'a, str>,
    pub(super) style: Style,
    pub(super) link: Option<usize>,
    /// Whether white space stands in front of it.
    pub(super) is_spaced: bool,
    /// Whether it begins a line by the author's will.
    pub(super) is_broken: bool,
}

impl Piece<'_> {
    /// Whether the piece follows the one before it without a gap.
    pub(super) fn is_glued(&self) -> bool {
        !self.is_spaced && !self.is_broken
    }
}

/// Splits content, once [`settled`], into pieces that can be printed side by side.
pub(super) fn pieces(content: &[Inline]) -> Vec<Piece<'_>> {
    let mut splitter = Splitter::default();
    for inline in content {
        match inline {
            Inline::Break => splitter.is_broken = true,
            Inline::Run(run) if run.is_code => splitter.code(run),
            Inline::Run(run) => splitter.run(run),
        }
    }
    let mut pieces = splitter.pieces;
    drop_style_of_code(&mut pieces);
    joined(pieces)
}

/// Content whose emphasis is sure to be recognised: letters may not touch the asterisks from
/// outside. What cannot be emphasised loses its style and joins the text around it.
pub(super) fn settled(content: &[Inline]) -> Cow<'_, [Inline]> {
    let is_plain =
        |inline: &Inline| !matches!(inline, Inline::Run(run) if run.style != Style::Plain);
    if content.iter().all(is_plain) {
        return Cow::Borrowed(content);
    }
    let mut output: Vec<Inline> = Vec::with_capacity(content.len());
    let mut rest = content;
    while !rest.is_empty() {
        let length = 1 + rest
            .windows(2)
            .take_while(|pair| matches!(pair, [left, right] if are_alike(left, right)))
            .count();
        let (group, behind) = rest.split_at(length);
        let is_plain = !can_be_emphasised(output.last(), group, behind.first());
        for inline in group {
            let mut inline = inline.clone();
            if let Inline::Run(run) = &mut inline {
                if is_plain {
                    run.style = Style::Plain;
                }
            }
            match (output.last_mut(), &inline) {
                (Some(Inline::Run(last)), Inline::Run(run)) if last.looks_like(run) => {
                    last.text.push_str(&run.text);
                }
                _ => output.push(inline),
            }
        }
        rest = behind;
    }
    Cow::Owned(output)
}

/// Whether two neighbours share their asterisks.
fn are_alike(left: &Inline, right: &Inline) -> bool {
    match (left, right) {
        (Inline::Run(left), Inline::Run(right)) => {
            left.style == right.style && left.link == right.link
        }
        _ => false,
    }
}

/// Whether a group has words to emphasise, and neighbours that allow it.
fn can_be_emphasised(before: Option<&Inline>, group: &[Inline], after: Option<&Inline>) -> bool {
    let (Some(Inline::Run(first)), Some(Inline::Run(last))) = (group.first(), group.last()) else {
        return false;
    };
    let has_words = group.iter().any(|inline| {
        matches!(inline, Inline::Run(run)
            if !run.is_code && run.text.contains(char::is_alphanumeric))
    });
    first.style != Style::Plain
        && has_words
        && (first.text.starts_with(char::is_whitespace)
            || is_free(before, first, |text| text.chars().next_back()))
        && (last.text.ends_with(char::is_whitespace)
            || is_free(after, last, |text| text.chars().next()))
}

/// Whether the character of a neighbour that touches `run` leaves its asterisks alone.
fn is_free(neighbour: Option<&Inline>, run: &Run, edge: impl Fn(&str) -> Option<char>) -> bool {
    let Some(Inline::Run(other)) = neighbour else {
        return true;
    };
    match edge(&other.text) {
        None => true,
        Some(touching) if touching.is_whitespace() => true,
        Some(_) if other.link != run.link => true,
        Some(_) if other.style != Style::Plain => false,
        Some(_) if other.is_code => true,
        Some(touching) => touching.is_ascii_punctuation() && !spelling::ESCAPED.contains(&touching),
    }
}

#[derive(Default)]
struct Splitter<'a> {
    pieces: Vec<Piece<'a>>,
    is_spaced: bool,
    is_broken: bool,
}

impl<'a> Splitter<'a> {
    fn push(&mut self, kind: Kind, text: impl Into<Cow<'a, str>>, run: &Run) {
        let text = text.into();
        // Mark-up leaves gaps in front of punctuation that no author meant.
        if matches!(&*text, "." | "," | ";") && !self.is_broken && !self.pieces.is_empty() {
            self.is_spaced = false;
        }
        if text.is_empty() {
            return;
        }
        self.pieces.push(Piece {
            kind,
            text,
            style: if kind == Kind::Address { Style::Plain } else { run.style },
            link: run.link,
            is_spaced: std::mem::take(&mut self.is_spaced),
            is_broken: std::mem::take(&mut self.is_broken),
        });
    }

    /// A code span. White space around it stands outside, and inside it counts once.
    fn code(&mut self, run: &Run) {
        self.is_spaced |= run.text.starts_with(char::is_whitespace);
        let words: Vec<_> = run.text.split_whitespace().collect();
        self.push(Kind::Code, words.join(" "), run);
        self.is_spaced |= run.text.ends_with(char::is_whitespace);
    }

    fn run(&mut self, run: &'a Run) {
        let mut rest = run.text.as_str();
        while !rest.is_empty() {
            let trimmed = rest.trim_start();
            self.is_spaced |= trimmed.len() < rest.len();
            let end = trimmed.find(char::is_whitespace).unwrap_or(trimmed.len());
            let (word, behind) = trimmed.split_at(end);
            self.word(word, run);
            rest = behind;
        }
    }

    /// A word: its punctuation stays text, its core may be code or an address.
    fn word(&mut self, word: &'a str, run: &Run) {
        if spelling::is_ordinary(word) {
            self.push(Kind::Text, word, run);
            return;
        }
        let behind_lead = word.trim_start_matches(is_opening);
        let (lead, _) = word.split_at(word.len() - behind_lead.len());
        let mut core = core(behind_lead);
        let mut trail = behind_lead.get(core.len()..).unwrap_or_default();
        if spelling::needs_code(trail) {
            core = behind_lead;
            trail = "";
        }
        if is_web_address(core) {
            let kind = match address::normalise(core) {
                // The text of a link may not hold another link.
                Some(_) if run.link.is_some() => Kind::Text,
                Some(address) if address == core => Kind::Address,
                _ => Kind::Code,
            };
            self.push(Kind::Text, lead, run);
            self.push(kind, core, run);
            self.push(Kind::Text, trail, run);
        } else if spelling::needs_code(core) || spelling::needs_code(word) {
            self.push(Kind::Text, lead, run);
            self.push(Kind::Code, core, run);
            self.push(Kind::Text, trail, run);
        } else {
            self.push(Kind::Text, word, run);
        }
    }
}

fn is_web_address(word: &str) -> bool {
    ["http://", "https://"].into_iter().any(|scheme| {
        word.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    }) && address::is_clean(word)
}

fn is_opening(character: char) -> bool {
    matches!(character, '(' | '[' | '"' | '\'' | '“' | '‘' | '«' | ',' | ';')
}

fn is_closing(character: char) -> bool {
    matches!(
        character,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '"' | '\'' | '”' | '’' | '»'
    )
}

/// A word, behind its opening punctuation, without the punctuation of the sentence around it. Brackets that close within the word
/// what they opened there belong to it.
fn core(start: &str) -> &str {
    let mut balance = [0_i64; 2];
    let mut balanced = 0;
    for (index, character) in start.char_indices() {
        match character {
            '(' => balance[0] += 1,
            '[' => balance[1] += 1,
            ')' => balance[0] -= 1,
            ']' => balance[1] -= 1,
            _ => continue,
        }
        if matches!(character, ')' | ']') && balance == [0, 0] {
            balanced = index + 1;
        }
    }
    let mut end = start.trim_end_matches(is_closing);
    for possessive in ["'s", "’s"] {
        end = end.strip_suffix(possessive).unwrap_or(end);
    }
    // An address in quotes or a call such as `find()` is cut no shorter than its brackets.
    let length = end.len().max(balanced);
    start.get(..length).unwrap_or(end)
}

/// A group of nothing but code gains nothing from asterisks.
fn drop_style_of_code(pieces: &mut [Piece<'_>]) {
    for group in pieces.chunk_by_mut(|left, right| {
        left.style == right.style && left.link == right.link && !right.is_broken
    }) {
        let has_words = |piece: &Piece<'_>| {
            piece.kind != Kind::Code && piece.text.contains(char::is_alphanumeric)
        };
        if !group.iter().any(has_words) {
            for piece in group {
                piece.style = Style::Plain;
            }
        }
    }
}

/// Joins code spans that touch, since the backticks between them would be read as one fence.
fn joined(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut output: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match output.last_mut() {
            Some(last)
                if last.kind == Kind::Code
                    && piece.kind == Kind::Code
                    && piece.is_glued()
                    && last.link == piece.link =>
            {
                last.text.to_mut().push_str(&piece.text);
            }
            _ => output.push(piece),
        }
    }
    output
}
