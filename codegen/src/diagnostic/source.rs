//! Model text and positions in it.

use std::sync::{Arc, OnceLock};

use super::Location;

/// How far apart two remembered positions of a file are at most, in bytes.
///
/// Minified models are one line of many megabytes; counting characters from the start of such a
/// line for every diagnostic would be quadratic.
const CHECKPOINT_BYTES: usize = 1024;

/// The text of one model file and the name it is reported under.
#[derive(Clone, Debug)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    checkpoints: OnceLock<Vec<Checkpoint>>,
}

#[derive(Clone, Copy, Debug)]
struct Checkpoint {
    offset: u32,
    line: u32,
    column: u32,
}

impl Source {
    /// A model file with the name shown in diagnostics (usually its path).
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into(), checkpoints: OnceLock::new() }
    }

    /// The name shown in diagnostics.
    #[must_use]
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column, both from 1 and the column in characters, of a byte offset.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        if offset == 0 {
            return (1, 1);
        }
        let checkpoints = self.checkpoints.get_or_init(|| checkpoints(&self.text));
        let index = checkpoints.partition_point(|checkpoint| checkpoint.offset <= offset);
        let Some(nearest) = index.checked_sub(1).and_then(|index| checkpoints.get(index)) else {
            return (1, 1);
        };
        let between = self.text.as_bytes().get(nearest.offset as usize..offset as usize);
        (nearest.line, nearest.column.saturating_add(characters(between.unwrap_or_default())))
    }

    /// The text of a line (counted from 1) without its line ending.
    #[must_use]
    pub fn line(&self, line: u32) -> Option<&str> {
        let checkpoints = self.checkpoints.get_or_init(|| checkpoints(&self.text));
        let index = checkpoints.partition_point(|checkpoint| checkpoint.line < line);
        let start = checkpoints.get(index).filter(|found| found.line == line)?.offset as usize;
        let rest = self.text.get(start..)?;
        let end = rest.find('\n').unwrap_or(rest.len());
        rest.get(..end).map(|text| text.trim_end_matches('\r'))
    }
}

/// Every line start, and a position every [`CHECKPOINT_BYTES`] within long lines.
fn checkpoints(text: &str) -> Vec<Checkpoint> {
    let mut found = vec![Checkpoint { offset: 0, line: 1, column: 1 }];
    let (mut line, mut column, mut last) = (1_u32, 1_u32, 0_usize);
    for (offset, byte) in text.bytes().enumerate() {
        if starts_character(byte) && offset - last >= CHECKPOINT_BYTES {
            found.push(Checkpoint { offset: to_u32(offset), line, column });
            last = offset;
        }
        if byte == b'\n' {
            line = line.saturating_add(1);
            column = 1;
            last = offset + 1;
            found.push(Checkpoint { offset: to_u32(last), line, column });
        } else if starts_character(byte) {
            column = column.saturating_add(1);
        }
    }
    found
}

fn characters(bytes: &[u8]) -> u32 {
    to_u32(bytes.iter().filter(|byte| starts_character(**byte)).count())
}

fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A place in one of the [`Sources`]: eight bytes, so that every value of a model can have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    source: u32,
    offset: u32,
}

impl Position {
    /// The place of what no file wrote: prelude shapes and members that an upgrade made up.
    pub const NONE: Self = Self { source: u32::MAX, offset: 0 };

    /// The byte `offset` of the source with this index.
    #[must_use]
    pub fn new(source: usize, offset: usize) -> Self {
        Self { source: to_u32(source), offset: to_u32(offset) }
    }

    /// Index of the source.
    #[must_use]
    pub fn source(self) -> usize {
        self.source as usize
    }

    /// Byte offset in the source.
    #[must_use]
    pub fn offset(self) -> u32 {
        self.offset
    }
}

/// The files that one run reads, in the order given.
#[derive(Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
}

impl Sources {
    /// The given files.
    #[must_use]
    pub fn new(list: Vec<Source>) -> Self {
        Self { list }
    }

    /// All files.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.list.iter()
    }

    /// The file with this index.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Source> {
        self.list.get(index)
    }

    /// The first file with this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Source> {
        self.list.iter().find(|source| source.name.as_ref() == name)
    }

    /// File, line and column of a position; `None` for [`Position::NONE`].
    #[must_use]
    pub fn location(&self, position: Position) -> Option<Location> {
        let source = self.get(position.source())?;
        let (line, column) = source.line_column(position.offset());
        Some(Location { file: Arc::clone(source.name()), line, column })
    }
}
