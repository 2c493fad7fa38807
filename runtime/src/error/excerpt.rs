//! Text from outside, made fit to be shown: bounded, on one line, without control characters.

use alloc::string::String;
use core::fmt::Write;

/// The longest part of a body that an error shows, in characters.
pub(crate) const EXCERPT_LENGTH: usize = 256;

/// The text with everything escaped that could move the cursor, break the line or hide other
/// text, and cut after this many characters of the original.
pub(crate) fn printable(text: &str, limit: usize) -> String {
    let mut shown = String::new();
    for (index, character) in text.chars().enumerate() {
        if index == limit {
            shown.push_str("...");
            break;
        }
        match character {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            hidden if is_hidden(hidden) => {
                // Writing to a string cannot fail.
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(hidden));
            }
            plain => shown.push(plain),
        }
    }
    shown
}

/// Control characters, line separators, and the marks that turn the direction of text.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// An error and the errors behind it, in one line; one that only repeats the end of what was
/// said is left out.
#[cfg(feature = "client")]
pub(crate) fn chain(error: &(dyn core::error::Error + 'static)) -> String {
    let mut said = printable(&alloc::string::ToString::to_string(error), 1024);
    let mut next = error.source();
    // Sources form a list in practice; the bound guards against one that contains itself.
    for _ in 0..16 {
        let Some(source) = next else { break };
        let text = printable(&alloc::string::ToString::to_string(source), 1024);
        if !said.ends_with(&text) {
            said.push_str(": ");
            said.push_str(&text);
        }
        next = source.source();
    }
    said
}
