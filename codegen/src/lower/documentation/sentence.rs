//! The first sentence of a text.

use super::document::{Block, Document, Inline, Run};
use super::inline::{self, Place};
use super::words::{self, Kind, Piece};

/// Characters of text, mark-up not counted, that a summary may have.
const LONGEST: usize = 160;

/// Words whose full stop does not end a sentence.
const ABBREVIATIONS: [&str; 14] = [
    "e.g.", "i.e.", "vs.", "cf.", "ca.", "approx.", "fig.", "no.", "incl.", "dr.", "mr.", "mrs.",
    "st.", "viz.",
];

/// The first sentence of the first paragraph, or of the first heading where there is none.
pub(super) fn first(document: &Document) -> String {
    let paragraph = document.blocks.iter().find_map(|block| match block {
        Block::Paragraph(content) => Some(content),
        _ => None,
    });
    let heading = || {
        document.blocks.iter().find_map(|block| match block {
            Block::Heading(_, content) => Some(content),
            _ => None,
        })
    };
    let Some(content) = paragraph.or_else(heading) else {
        return String::new();
    };
    let content = unlinked(content);
    let content = words::settled(&content);
    let pieces = cut(words::pieces(&content));
    inline::line(&pieces, &[], Place::Cell)
}

/// The content without links, and with line breaks as spaces.
fn unlinked(content: &[Inline]) -> Vec<Inline> {
    let mut output: Vec<Inline> = Vec::new();
    for inline in content {
        let run = match inline {
            Inline::Break => Run::plain(" ".to_owned()),
            Inline::Run(run) => Run { link: None, ..run.clone() },
        };
        match output.last_mut() {
            Some(Inline::Run(last)) if last.looks_like(&run) => last.text.push_str(&run.text),
            _ => output.push(Inline::Run(run)),
        }
    }
    output
}

/// The pieces up to the end of the sentence, or up to the longest length.
fn cut(mut pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut length = 0;
    let mut last_gap = 0;
    for index in 0..pieces.len() {
        let Some(piece) = pieces.get(index) else {
            break;
        };
        if !piece.is_glued() {
            last_gap = index;
        }
        length += piece.text.chars().count() + usize::from(index > 0 && piece.is_spaced);
        if length > LONGEST {
            return shortened(pieces, last_gap);
        }
        if ends_sentence(piece, pieces.get(index + 1)) {
            pieces.truncate(index + 1);
            return pieces;
        }
    }
    pieces
}

/// The pieces in front of `end`, or the beginning of the first one, and an ellipsis.
fn shortened(mut pieces: Vec<Piece<'_>>, end: usize) -> Vec<Piece<'_>> {
    if end == 0 {
        pieces.truncate(1);
        if let Some(piece) = pieces.first_mut() {
            piece.text = piece.text.chars().take(LONGEST).collect::<String>().into();
            if piece.kind == Kind::Address {
                piece.kind = Kind::Code;
            }
        }
    } else {
        pieces.truncate(end);
    }
    let Some(last) = pieces.last_mut() else {
        return pieces;
    };
    let mut ellipsis = last.clone();
    ellipsis.text = "…".into();
    if last.kind == Kind::Text {
        let kept = last.text.trim_end_matches([',', ';', ':', '-', '(', '.']);
        last.text = format!("{kept}…").into();
    } else {
        ellipsis.kind = Kind::Text;
        ellipsis.is_spaced = false;
        ellipsis.is_broken = false;
        pieces.push(ellipsis);
    }
    pieces
}

fn ends_sentence(piece: &Piece<'_>, next: Option<&Piece<'_>>) -> bool {
    if piece.kind != Kind::Text || next.is_some_and(Piece::is_glued) {
        return false;
    }
    let word = piece.text.trim_end_matches([')', ']', '"', '\'', '”', '’', '»']);
    if word.ends_with(['!', '?']) {
        return true;
    }
    let begins_small = next
        .is_some_and(|next| next.kind == Kind::Text && next.text.starts_with(char::is_lowercase));
    if !word.ends_with('.') || begins_small {
        return false;
    }
    let bare = word.trim_start_matches(['(', '[', '"', '\'']);
    let is_initial = bare.len() == 2 && bare.starts_with(char::is_uppercase);
    !is_initial && !ABBREVIATIONS.contains(&bare.to_lowercase().as_str())
}
