//! A table while it is being read.

use super::{Inline, Row};

/// Cells beyond this one are appended to it: a table this wide is unreadable, and rows that are
/// filled up to the widest one must not multiply the size of the output.
const WIDEST: usize = 32;

/// Rows and cells read so far.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Row>,
    has_header: bool,
    /// Tables inside this one, which only contribute their text.
    pub(super) nested: usize,
}

impl Table {
    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.rows.push(Row::new());
    }

    /// Marks the row at hand as the header if it is the first one.
    pub(super) fn header(&mut self) {
        self.has_header |= self.rows.len() <= 1;
    }

    /// Adds a cell to the row at hand.
    pub(super) fn cell(&mut self, content: Vec<Inline>) {
        if self.rows.is_empty() {
            self.row();
        }
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        let is_full = row.len() >= WIDEST;
        match row.last_mut() {
            Some(last) if is_full => last.extend(content),
            _ => row.push(content),
        }
    }

    /// The rows, header first, or nothing for a table without text.
    pub(super) fn finish(self) -> Option<Vec<Row>> {
        let mut rows = self.rows;
        for row in &mut rows {
            while row.last().is_some_and(Vec::is_empty) {
                row.pop();
            }
        }
        let header = if self.has_header && !rows.is_empty() { rows.remove(0) } else { Row::new() };
        rows.retain(|row| !row.is_empty());
        if rows.is_empty() && header.is_empty() {
            return None;
        }
        rows.insert(0, header);
        Some(rows)
    }
}
