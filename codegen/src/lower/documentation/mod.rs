//! Text of `smithy.api#documentation` traits, turned into Markdown that is safe to print as a doc comment.
//!
//! The text is hostile until proven otherwise, so none of it is passed through. It is read, as HTML
//! or as `CommonMark`, into a short list of blocks of our own; one writer then prints the blocks and
//! escapes whatever it has not made itself. What rustdoc or Clippy could trip over (code without a
//! language, links to nowhere, raw HTML, names without backticks) therefore cannot reach a
//! generated file, however the source spells it.
//!
//! ```text
//! text -> characters -> html / commonmark -> document -> inline, words, address -> writer
//! ```

mod address;
mod characters;
mod commonmark;
mod document;
mod html;
mod inline;
mod sentence;
mod spelling;
#[cfg(test)]
mod tests;
mod words;
mod writer;

use document::{Document, Inline, Run};
use inline::Place;

/// Turns documentation text, `CommonMark` or HTML, into Markdown for a doc comment.
///
/// The result is trimmed, wrapped, free of control characters, and empty where the source says
/// nothing. Print each line behind `/// ` or as one `#[doc = " ..."]`.
#[must_use]
pub(super) fn markdown(source: &str) -> String {
    writer::write(&read(source))
}

/// The first sentence of a text on one line, without links, at most about 160 characters long.
///
/// Safe inside a table cell as well as in a paragraph.
#[must_use]
pub(super) fn summary(markdown: &str) -> String {
    sentence::first(&read(markdown))
}

/// Plain text as one line of Markdown, safe inside a table cell as well as in a sentence.
#[must_use]
pub(super) fn inline(text: &str) -> String {
    let run = Run::plain(characters::clean(text).into_owned());
    let content = [Inline::Run(run)];
    inline::line(&words::pieces(&content), &[], Place::Cell)
}

/// Text as a code span that nothing in the text can end, in a sentence or in a table cell.
///
/// Line breaks become spaces. Text with a pipe is written as `<code>` with entities, because a pipe
/// between backticks still ends a table cell; where the span is known to stand in a table,
/// [`cell_code`] reads better.
#[must_use]
pub(super) fn code(text: &str) -> String {
    let text = characters::one_line(text);
    if text.contains('|') {
        inline::code_element(&text)
    } else {
        inline::code_span(&text)
    }
}

/// [`code`] for a table cell and nowhere else: pipes are escaped the way tables want it.
#[must_use]
pub(super) fn cell_code(text: &str) -> String {
    inline::cell_code(&characters::one_line(text))
}

/// Reads a text in the language it seems to be written in.
fn read(source: &str) -> Document {
    let source = characters::clean(source);
    if commonmark::is_better_read_as_html(&source) {
        html::read(&source)
    } else {
        commonmark::read(&source)
    }
}
