//! Prints blocks as Markdown: one way to write each, so that writing twice changes nothing.

use super::document::{Block, Container, Document, Inline, Row};
use super::inline::{self, Place};
use super::words;

/// Columns a line of text may take. With `/// ` in front of it it stays within a hundred.
const WIDTH: usize = 96;

/// Columns that are left for text however deep it stands.
const NARROWEST: usize = 40;

/// Prints a document.
pub(super) fn write(document: &Document) -> String {
    let mut writer = Writer {
        links: &document.links,
        loose: loose_lists(&document.blocks),
        ..Writer::default()
    };
    for (index, block) in document.blocks.iter().enumerate() {
        writer.block(index, block);
    }
    writer.output.truncate(writer.output.trim_end().len());
    writer.output
}

/// An open container.
struct Frame {
    container: Container,
    is_loose: bool,
    /// What items begin with, and the number of the next one.
    mark: char,
    number: u32,
    /// Length of the prefix outside.
    outer: usize,
}

/// What stands in front of a block, in the same container.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Previous {
    #[default]
    Nothing,
    Item,
    Paragraph,
    /// With the mark its items began with.
    List(char),
    Other,
}

#[derive(Default)]
struct Writer<'a> {
    links: &'a [String],
    /// Indices of lists whose items stand apart, ascending.
    loose: Vec<usize>,
    output: String,
    /// What each line begins with.
    prefix: String,
    /// What the next line begins with instead, behind a new marker.
    first: Option<String>,
    frames: Vec<Frame>,
    previous: Previous,
}

impl Writer<'_> {
    fn block(&mut self, index: usize, block: &Block) {
        match block {
            Block::Open(container) => self.open(index, *container),
            Block::Close => self.close(),
            Block::Paragraph(content) => {
                self.separate();
                self.paragraph(content);
                self.previous = Previous::Paragraph;
            }
            Block::Heading(level, content) => {
                self.separate();
                self.heading(*level, content);
                self.previous = Previous::Other;
            }
            Block::Code(text) => {
                self.separate();
                self.code(text);
                self.previous = Previous::Other;
            }
            Block::Table(rows) => {
                self.separate();
                self.table(rows);
                self.previous = Previous::Other;
            }
            Block::Rule => {
                self.separate();
                self.line("---");
                self.previous = Previous::Other;
            }
        }
    }

    fn line(&mut self, text: &str) {
        let first = self.first.take();
        let prefix = first.as_deref().unwrap_or(&self.prefix);
        self.output.push_str(prefix);
        self.output.push_str(text);
        self.output.truncate(self.output.trim_end_matches(' ').len());
        self.output.push('\n');
    }

    /// An empty line between two blocks of the same container.
    fn separate(&mut self) {
        if self.previous != Previous::Nothing {
            self.line("");
        }
    }

    fn open(&mut self, index: usize, container: Container) {
        let outer = self.prefix.len();
        let mut frame = Frame { container, is_loose: false, mark: '-', number: 1, outer };
        match container {
            Container::Quote => {
                self.separate();
                self.mark("> ", "> ");
            }
            Container::List(start) => {
                frame.is_loose = self.loose.binary_search(&index).is_ok();
                frame.number = start.unwrap_or(1);
                frame.mark = self.list_mark(start.is_some());
                let parent_is_tight = self
                    .frames
                    .iter()
                    .rev()
                    .find(|frame| frame.container.is_list())
                    .is_some_and(|list| !list.is_loose);
                let in_item =
                    self.frames.last().is_some_and(|frame| frame.container == Container::Item);
                if !(parent_is_tight && in_item) {
                    self.separate();
                }
            }
            Container::Item => {
                if let Some(list) = self.frames.last_mut() {
                    let marker = if list.container == Container::List(None) {
                        format!("{} ", list.mark)
                    } else {
                        // Nine digits are what a number may have.
                        format!("{}{} ", list.number.min(999_999_999), list.mark)
                    };
                    list.number = list.number.saturating_add(1);
                    if list.is_loose {
                        self.separate();
                    }
                    self.mark(&marker, &" ".repeat(marker.len()));
                }
            }
        }
        self.frames.push(frame);
        self.previous = Previous::Nothing;
    }

    /// What the items of a list begin with: not what those of the list right before it did, or
    /// the two would be one.
    fn list_mark(&self, is_numbered: bool) -> char {
        let (usual, other) = if is_numbered { ('.', ')') } else { ('-', '*') };
        if self.previous == Previous::List(usual) {
            other
        } else {
            usual
        }
    }

    /// Begins the next line with a marker, and those after it with its continuation.
    fn mark(&mut self, marker: &str, continuation: &str) {
        let first = self.first.get_or_insert_with(|| self.prefix.clone());
        first.push_str(marker);
        self.prefix.push_str(continuation);
    }

    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        self.prefix.truncate(frame.outer);
        self.previous = match frame.container {
            Container::Item => Previous::Item,
            Container::List(_) => Previous::List(frame.mark),
            Container::Quote => Previous::Other,
        };
    }

    fn paragraph(&mut self, content: &[Inline]) {
        let width = WIDTH.saturating_sub(self.prefix.chars().count()).max(NARROWEST);
        let mut line = String::new();
        let mut length = 0;
        let content = words::settled(content);
        let pieces = words::pieces(&content);
        for atom in inline::atoms(&pieces, self.links, Place::Paragraph) {
            let atom_length = atom.text.chars().count();
            if atom.is_broken && !line.is_empty() {
                line.push('\\');
            }
            if length > 0 && !atom.is_broken && length + 1 + atom_length <= width {
                line.push(' ');
                line.push_str(&atom.text);
                length += 1 + atom_length;
                continue;
            }
            if length > 0 {
                self.line(&line);
            }
            line.clear();
            line.push_str(&inline::escape_start(atom.text));
            length = line.chars().count();
        }
        self.line(&line);
    }

    fn heading(&mut self, level: usize, content: &[Inline]) {
        let mut line = "#".repeat(level);
        let content = words::settled(content);
        let pieces = words::pieces(&content);
        for atom in inline::atoms(&pieces, self.links, Place::Paragraph) {
            line.push(' ');
            // A number sign at the end would be taken for decoration.
            if atom.text.bytes().all(|byte| byte == b'#') {
                line.push('\\');
            }
            line.push_str(&atom.text);
        }
        self.line(&line);
    }

    /// A block of code, always with a language: without one rustdoc would compile it.
    fn code(&mut self, text: &str) {
        let fence = "`".repeat((inline::longest_run(text, '`') + 1).max(3));
        self.line(&format!("{fence}text"));
        let lines: Vec<_> = text.lines().map(str::trim_end).collect();
        let is_blank = |line: &&&str| line.is_empty();
        let leading = lines.iter().take_while(is_blank).count();
        let trailing = lines.iter().rev().take_while(is_blank).count();
        for line in lines.get(leading..lines.len() - trailing).unwrap_or_default() {
            self.line(line);
        }
        self.line(&fence);
    }

    fn table(&mut self, rows: &[Row]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        for (index, row) in rows.iter().enumerate() {
            let mut line = String::from("|");
            for cell in row {
                let cell = words::settled(cell);
                let text = inline::line(&words::pieces(&cell), self.links, Place::Cell);
                line.push(' ');
                line.push_str(&text);
                line.push_str(" |");
            }
            if index == 0 {
                line.push_str(&"  |".repeat(columns - row.len()));
            }
            self.line(&line);
            if index == 0 {
                self.line(&format!("|{}", " --- |".repeat(columns)));
            }
        }
    }
}

/// Lists of which some item holds more than a paragraph and lists below it.
fn loose_lists(blocks: &[Block]) -> Vec<usize> {
    let mut loose = Vec::new();
    // Index and container of what is open, and how many blocks it holds so far.
    let mut open: Vec<(usize, Container, usize)> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if *block == Block::Close {
            open.pop();
            continue;
        }
        let in_list = open.iter().rev().nth(1).map(|(list, ..)| *list);
        if let Some((_, container, count)) = open.last_mut() {
            let is_plain_list = matches!(block, Block::Open(Container::List(None | Some(1))));
            if *container == Container::Item && *count > 0 && !is_plain_list {
                loose.extend(in_list);
            }
            *count += 1;
        }
        if let Block::Open(container) = block {
            open.push((index, *container, 0));
        }
    }
    loose.sort_unstable();
    loose.dedup();
    loose
}
