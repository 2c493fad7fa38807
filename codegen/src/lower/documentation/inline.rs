//! Prints pieces: escapes text, fences code, wraps emphasis and links around them.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::address;
use super::document::Style;
use super::spelling::ESCAPED;
use super::words::{Kind, Piece};

/// Where the text will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    /// A table cell, where a pipe ends it even between backticks.
    Cell,
}

/// Text that lines can be broken around, but not within.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Atom<'a> {
    pub(super) text: Cow<'a, str>,
    /// Whether the author broke the line in front of it.
    pub(super) is_broken: bool,
}

/// All pieces on one line, safe at its start.
pub(super) fn line(pieces: &[Piece<'_>], links: &[String], place: Place) -> String {
    let mut line = String::new();
    for atom in atoms(pieces, links, place) {
        if line.is_empty() {
            line.push_str(&escape_start(atom.text));
        } else {
            line.push(' ');
            line.push_str(&atom.text);
        }
    }
    line
}

/// Prints pieces as atoms.
pub(super) fn atoms<'a>(pieces: &'a [Piece<'_>], links: &[String], place: Place) -> Vec<Atom<'a>> {
    let mut output = Vec::with_capacity(pieces.len());
    for group in pieces.chunk_by(|left, right| left.link == right.link) {
        let target = group.first().and_then(|piece| piece.link).and_then(|index| links.get(index));
        let tokens = styled(group, place, target.is_some());
        match target {
            None => tokens.into_iter().for_each(|token| push(&mut output, token)),
            Some(target) => push(&mut output, link(group, tokens, target)),
        }
    }
    output
}

/// A printed piece, and how it follows the one before it.
struct Token<'a> {
    text: Cow<'a, str>,
    is_spaced: bool,
    is_broken: bool,
}

fn push<'a>(atoms: &mut Vec<Atom<'a>>, token: Token<'a>) {
    match atoms.last_mut() {
        Some(last) if !token.is_spaced && !token.is_broken => {
            // An exclamation mark would make the link an image.
            let text = last.text.to_mut();
            if token.text.starts_with('[') && text.ends_with('!') {
                text.pop();
                text.push_str("\\!");
            }
            text.push_str(&token.text);
        }
        _ => atoms.push(Atom { text: token.text, is_broken: token.is_broken }),
    }
}

/// One token for a link and all of its text.
fn link<'a>(group: &[Piece<'_>], tokens: Vec<Token<'_>>, target: &str) -> Token<'a> {
    let is_spaced = group.first().is_some_and(|piece| piece.is_spaced);
    let is_broken = group.first().is_some_and(|piece| piece.is_broken);
    let text = if matches!(group, [piece] if piece.text == target) {
        format!("<{target}>")
    } else {
        let mut text = String::from("[");
        for (index, token) in tokens.into_iter().enumerate() {
            if index > 0 && (token.is_spaced || token.is_broken) {
                text.push(' ');
            }
            text.push_str(&token.text);
        }
        text.push_str("](");
        text.push_str(&address::destination(target));
        text.push(')');
        text
    };
    Token { text: text.into(), is_spaced, is_broken }
}

/// Tokens of pieces within or outside one link, asterisks included.
fn styled<'a>(pieces: &'a [Piece<'_>], place: Place, in_link: bool) -> Vec<Token<'a>> {
    let mut output: Vec<Token<'_>> = Vec::with_capacity(pieces.len());
    for group in pieces.chunk_by(|left, right| left.style == right.style && !right.is_broken) {
        let mark = match group.first().map_or(Style::Plain, |piece| piece.style) {
            Style::Plain => "",
            Style::Emphasis => "*",
            Style::Strong => "**",
        };
        for (index, piece) in group.iter().enumerate() {
            let opening = if index == 0 { mark } else { "" };
            let closing = if index + 1 == group.len() { mark } else { "" };
            let body = match piece.kind {
                Kind::Text if in_link => Cow::Owned(escape(&curled(&piece.text)).into_owned()),
                Kind::Text => escape(&piece.text),
                Kind::Code if place == Place::Cell => cell_code(&piece.text).into(),
                Kind::Code => code_span(&piece.text).into(),
                Kind::Address => format!("<{}>", piece.text).into(),
            };
            output.push(Token {
                text: if mark.is_empty() {
                    body
                } else {
                    format!("{opening}{body}{closing}").into()
                },
                is_spaced: piece.is_spaced,
                is_broken: piece.is_broken,
            });
        }
    }
    output
}

/// Escapes every character that could mean something. A backtick becomes an entity: behind a
/// backslash it would still count towards a fence for some readers.
fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(|character: char| character == '&' || ESCAPED.contains(&character)) {
        return Cow::Borrowed(text);
    }
    let mut output = String::with_capacity(text.len() + 4);
    let mut previous = ' ';
    for (index, character) in text.char_indices() {
        match character {
            '`' => output.push_str("&#96;"),
            // Tables and text disagree on who reads the second of two backslashes.
            '|' if previous == '\\' => output.push_str("&#124;"),
            '&' if address::starts_entity(text.get(index + 1..).unwrap_or_default()) => {
                output.push_str("\\&");
            }
            _ => {
                if ESCAPED.contains(&character) {
                    output.push('\\');
                }
                output.push(character);
            }
        }
        previous = character;
    }
    Cow::Owned(output)
}

/// Link text with typographic quotes: straight ones around it look like a forgotten code link.
fn curled(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut is_behind_word = false;
    while let Some(character) = characters.next() {
        let is_before_word = characters.peek().is_some_and(|next| next.is_alphanumeric());
        output.push(match character {
            '"' if is_behind_word => '”',
            '"' => '“',
            '\'' if is_behind_word && is_before_word => '\'',
            '\'' if is_behind_word => '’',
            '\'' => '‘',
            _ => character,
        });
        is_behind_word = character.is_alphanumeric() || (is_behind_word && character != '"');
    }
    output
}

/// Text at the start of a line, kept from being read as the start of a block.
pub(super) fn escape_start(atom: Cow<'_, str>) -> Cow<'_, str> {
    let digits = atom.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && matches!(atom.get(digits..), Some("." | ")")) {
        let (number, mark) = atom.split_at(digits);
        return format!("{number}\\{mark}").into();
    }
    let all = |characters: &[char]| atom.trim_start_matches(characters).is_empty();
    if atom.starts_with(['>', '!']) || all(&['#']) || all(&['-', '=', '+', ':']) {
        return format!("\\{atom}").into();
    }
    atom
}

/// A code span of text on one line.
pub(super) fn code_span(text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let is_blank = text.chars().all(|character| character == ' ');
    let is_open = |edge: Option<char>| matches!(edge, Some('`' | ' '));
    if text.is_empty() {
        return "` `".to_owned();
    }
    if !is_blank && (is_open(text.chars().next()) || is_open(text.chars().next_back())) {
        return format!("{fence} {text} {fence}");
    }
    format!("{fence}{text}{fence}")
}

/// A code span for a table cell, where `\|` is a pipe unless a backslash stands in front of it.
pub(super) fn cell_code(text: &str) -> String {
    if !text.contains('|') {
        code_span(text)
    } else if text.contains("\\|") {
        code_element(text)
    } else {
        code_span(&text.replace('|', "\\|"))
    }
}

/// A code span as HTML. Each character that any reader could give a meaning is an entity.
pub(super) fn code_element(text: &str) -> String {
    let mut output = String::from("<code>");
    for character in text.chars() {
        if character.is_ascii_punctuation() && !matches!(character, ',' | ';' | '/' | '?' | '=') {
            // Writing to a string cannot fail.
            let _ = write!(output, "&#{};", u32::from(character));
        } else {
            output.push(character);
        }
    }
    output.push_str("</code>");
    output
}

/// The length of the longest run of a character.
pub(super) fn longest_run(text: &str, character: char) -> usize {
    text.split(|other| other != character).map(str::len).max().unwrap_or(0)
}
