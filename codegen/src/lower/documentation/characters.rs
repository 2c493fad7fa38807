//! Characters that must not reach a source file: controls, text direction, invisible ones.

use std::borrow::Cow;

/// Tab stops are four columns apart in `CommonMark`, and doc comments may not hold tabs.
const TAB_STOP: usize = 4;

/// What becomes of a character.
enum Fate {
    Keep,
    Space,
    Newline,
    Drop,
}

/// Normalises line ends, expands tabs, turns any other white space into a plain space, and drops
/// control characters, marks of text direction and characters that cannot be seen.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut output = String::with_capacity(text.len());
    let mut column = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\t' {
            let width = TAB_STOP - column % TAB_STOP;
            output.extend(std::iter::repeat_n(' ', width));
            column += width;
            continue;
        }
        match fate(character) {
            Fate::Keep => output.push(character),
            Fate::Space => output.push(' '),
            Fate::Newline => {
                if character == '\r' {
                    characters.next_if_eq(&'\n');
                }
                output.push('\n');
                column = 0;
                continue;
            }
            Fate::Drop => continue,
        }
        column += 1;
    }
    Cow::Owned(output)
}

/// [`clean`], with every line break turned into a space.
pub(super) fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

fn fate(character: char) -> Fate {
    match character {
        ' '..='~' => Fate::Keep,
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Fate::Newline,
        _ if character.is_whitespace() => Fate::Space,
        _ if character.is_control() || is_invisible(character) => Fate::Drop,
        _ => Fate::Keep,
    }
}

/// Formatting characters, fillers and tags: text that a reviewer cannot see.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffc}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}
