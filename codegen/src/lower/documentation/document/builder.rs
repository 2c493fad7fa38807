//! Turns the calls of a reader into blocks, whatever order they come in.

use super::super::{address, characters};
use super::table::Table;
use super::{Block, Container, Document, Inline, Run, Style, DEEPEST};

/// Collects blocks. Every call is allowed at any time: HTML closes what it never opened.
#[derive(Debug, Default)]
pub(in super::super) struct Builder {
    document: Document,
    containers: Vec<Container>,
    /// Containers that were left out because they stand too deep.
    skipped: usize,
    /// The container that ended last, and how many blocks there were then.
    closed: Option<(usize, Container)>,
    inline: Vec<Inline>,
    heading: Option<usize>,
    strong: usize,
    emphasis: usize,
    code: usize,
    links: Vec<Option<usize>>,
    preformatted: Option<String>,
    table: Option<Table>,
    label: Option<&'static str>,
}

impl Builder {
    /// Adds text, as far as it may be printed.
    pub(in super::super) fn text(&mut self, text: &str) {
        let text = characters::clean(text);
        if let Some(block) = &mut self.preformatted {
            block.push_str(&text);
            return;
        }
        if text.is_empty() {
            return;
        }
        let run = Run {
            text: text.into_owned(),
            is_code: self.code > 0,
            style: self.style(),
            link: self.links.last().copied().flatten(),
        };
        match self.inline.last_mut() {
            Some(Inline::Run(last)) if last.looks_like(&run) => last.text.push_str(&run.text),
            _ => self.inline.push(Inline::Run(run)),
        }
    }

    /// Adds a code span.
    pub(in super::super) fn code_span(&mut self, text: &str) {
        self.open_code();
        self.text(text);
        self.close_code();
    }

    /// Text is code from here on.
    pub(in super::super) fn open_code(&mut self) {
        self.code += 1;
    }

    /// Ends what [`Self::open_code`] began.
    pub(in super::super) fn close_code(&mut self) {
        self.code = self.code.saturating_sub(1);
    }

    /// Begins emphasis. Inside a code span there is none, or the span would fall apart.
    pub(in super::super) fn open_style(&mut self, style: Style) {
        if self.code > 0 {
            return;
        }
        match style {
            Style::Plain => {}
            Style::Emphasis => self.emphasis += 1,
            Style::Strong => self.strong += 1,
        }
    }

    /// Ends emphasis.
    pub(in super::super) fn close_style(&mut self, style: Style) {
        if self.code > 0 {
            return;
        }
        match style {
            Style::Plain => {}
            Style::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            Style::Strong => self.strong = self.strong.saturating_sub(1),
        }
    }

    /// Begins a link; only its text is kept where the address is none to link to.
    pub(in super::super) fn open_link(&mut self, target: Option<&str>) {
        let target = target.and_then(address::normalise).map(|address| {
            self.document.links.push(address);
            self.document.links.len() - 1
        });
        self.links.push(target);
    }

    /// Ends a link.
    pub(in super::super) fn close_link(&mut self) {
        self.links.pop();
    }

    /// Ends the line but not the paragraph. Two in a row do end the paragraph.
    pub(in super::super) fn line_break(&mut self) {
        if self.preformatted.is_some() {
            self.text("\n");
        } else if self.table.is_some()
            || self.code > 0
            || self.heading.is_some()
            || self.links.last().is_some_and(Option::is_some)
        {
            self.text(" ");
        } else if self.inline.iter().rev().find(|inline| !is_blank(inline)) == Some(&Inline::Break)
        {
            self.end_paragraph();
        } else {
            self.inline.push(Inline::Break);
        }
    }

    /// Ends the paragraph or heading at hand, if there is one.
    pub(in super::super) fn end_paragraph(&mut self) {
        if self.table.is_some() {
            self.text(" ");
            return;
        }
        let level = self.heading.take();
        self.strong = 0;
        self.emphasis = 0;
        self.code = 0;
        self.links.clear();
        let content = trimmed(std::mem::take(&mut self.inline));
        if !content.is_empty() {
            self.block(match level {
                Some(level) => Block::Heading(level, content),
                None => Block::Paragraph(content),
            });
        }
    }

    /// What follows, up to the end of the paragraph, is a heading.
    pub(in super::super) fn open_heading(&mut self, level: usize) {
        self.end_paragraph();
        self.heading = Some(level.clamp(1, 6));
    }

    /// A thematic break. Inside a container it would say little and could be taken for an item.
    pub(in super::super) fn rule(&mut self) {
        self.end_paragraph();
        if self.containers.is_empty() && self.table.is_none() && !self.document.blocks.is_empty() {
            self.block(Block::Rule);
        }
    }

    /// Whether text is kept exactly as it is at the moment.
    pub(in super::super) fn is_preformatted(&self) -> bool {
        self.preformatted.is_some()
    }

    /// Begins a block of code.
    pub(in super::super) fn open_preformatted(&mut self) {
        self.end_paragraph();
        self.preformatted = Some(String::new());
    }

    /// Ends a block of code.
    pub(in super::super) fn close_preformatted(&mut self) {
        let Some(text) = self.preformatted.take() else {
            return;
        };
        if self.table.is_some() {
            self.code_span(&text);
        } else if !text.trim().is_empty() {
            self.block(Block::Code(text));
        }
    }

    /// Begins a table; one inside another only adds its text.
    pub(in super::super) fn open_table(&mut self) {
        if let Some(table) = &mut self.table {
            table.nested += 1;
            return;
        }
        self.end_paragraph();
        self.table = Some(Table::default());
    }

    /// Begins a row.
    pub(in super::super) fn row(&mut self) {
        self.end_cell();
        if let Some(table) = self.table.as_mut().filter(|table| table.nested == 0) {
            table.row();
        }
    }

    /// The first row is a header.
    pub(in super::super) fn header(&mut self) {
        if let Some(table) = self.table.as_mut().filter(|table| table.nested == 0) {
            table.header();
        }
    }

    /// Ends the cell at hand if it has text.
    pub(in super::super) fn end_cell(&mut self) {
        if self.inline.iter().any(|inline| !is_blank(inline)) {
            self.close_cell();
        } else if self.table.is_some() {
            self.inline.clear();
        }
    }

    /// Ends a cell, even an empty one.
    pub(in super::super) fn close_cell(&mut self) {
        match &mut self.table {
            Some(table) if table.nested == 0 => {
                table.cell(trimmed(std::mem::take(&mut self.inline)));
                self.strong = 0;
                self.emphasis = 0;
                self.code = 0;
                self.links.clear();
            }
            _ => self.text(" "),
        }
    }

    /// Ends a table.
    pub(in super::super) fn close_table(&mut self) {
        match &mut self.table {
            Some(table) if table.nested > 0 => table.nested -= 1,
            Some(_) => {
                self.end_cell();
                if let Some(rows) = self.table.take().and_then(Table::finish) {
                    self.block(Block::Table(rows));
                }
            }
            None => {}
        }
    }

    /// A quote whose first paragraph begins with a word such as "Note".
    pub(in super::super) fn open_labelled(&mut self, label: &'static str) {
        self.open(Container::Quote);
        if self.table.is_none() {
            self.label = Some(label);
        }
    }

    /// Begins a container, ending the item before it or starting the list around it if need be.
    pub(in super::super) fn open(&mut self, container: Container) {
        self.end_paragraph();
        if self.table.is_some() {
            return;
        }
        if container == Container::Item {
            match self.containers.iter().rposition(|open| *open != Container::Quote) {
                Some(index) if self.containers.get(index) == Some(&Container::Item) => {
                    self.close_down_to(index);
                }
                Some(_) => {}
                None => self.open(Container::List(None)),
            }
        }
        if self.containers.len() >= DEEPEST {
            self.skipped += 1;
            return;
        }
        // Lists in a row are one list whose author closed it too often.
        let list = Container::List(None);
        if container == list && self.closed == Some((self.document.blocks.len(), list)) {
            self.document.blocks.pop();
            self.containers.push(list);
            self.closed = None;
            return;
        }
        if container != Container::Item {
            self.label_alone();
            self.complete_context();
        }
        self.document.blocks.push(Block::Open(container));
        self.containers.push(container);
    }

    /// Ends the innermost container of this kind. An item never ends the list it stands in.
    pub(in super::super) fn close(&mut self, container: Container) {
        self.end_paragraph();
        if self.table.is_some() {
            return;
        }
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let found = self.containers.iter().rposition(|open| {
            *open == container
                || (container.is_list() && open.is_list())
                || (container == Container::Item && open.is_list())
        });
        let Some(index) = found else { return };
        let is_outer_list = container == Container::Item
            && self.containers.get(index).is_some_and(|open| open.is_list());
        if !is_outer_list {
            self.close_down_to(index);
        }
        self.label = None;
    }

    /// Closes whatever is open and hands out the blocks.
    pub(in super::super) fn finish(mut self) -> Document {
        self.close_preformatted();
        if let Some(table) = &mut self.table {
            table.nested = 0;
        }
        self.close_table();
        self.end_paragraph();
        self.close_down_to(0);
        while self.document.blocks.last() == Some(&Block::Rule) {
            self.document.blocks.pop();
        }
        self.document
    }

    fn style(&self) -> Style {
        if self.strong > 0 {
            Style::Strong
        } else if self.emphasis > 0 {
            Style::Emphasis
        } else {
            Style::Plain
        }
    }

    /// Adds a block where it belongs, behind the label that waits for it.
    fn block(&mut self, block: Block) {
        self.complete_context();
        match (self.label.take(), block) {
            (Some(label), Block::Paragraph(paragraph)) => {
                let mut content = vec![label_run(label), Inline::Run(Run::plain(" ".to_owned()))];
                content.extend(paragraph);
                self.document.blocks.push(Block::Paragraph(content));
            }
            (label, block) => {
                self.label = label;
                self.label_alone();
                self.document.blocks.push(block);
            }
        }
    }

    /// The label as a paragraph, in front of what cannot take it up.
    fn label_alone(&mut self) {
        if let Some(label) = self.label.take() {
            let content = vec![label_run(label)];
            self.document.blocks.push(Block::Paragraph(content));
        }
    }

    /// A list can only hold items: whatever else stands in it gets one.
    fn complete_context(&mut self) {
        if self.containers.last().is_some_and(|open| open.is_list()) {
            self.document.blocks.push(Block::Open(Container::Item));
            self.containers.push(Container::Item);
        }
    }

    /// Ends containers until `length` are left, dropping those without content.
    fn close_down_to(&mut self, length: usize) {
        while self.containers.len() > length {
            let Some(container) = self.containers.pop() else {
                return;
            };
            if let Some(Block::Open(_)) = self.document.blocks.last() {
                self.document.blocks.pop();
            } else {
                self.document.blocks.push(Block::Close);
                self.closed = Some((self.document.blocks.len(), container));
            }
        }
    }
}

fn label_run(label: &str) -> Inline {
    Inline::Run(Run { style: Style::Strong, ..Run::plain(format!("{label}:")) })
}

fn is_blank(inline: &Inline) -> bool {
    matches!(inline, Inline::Run(run) if run.text.trim().is_empty())
}

/// Content without line breaks and blank runs at its edges.
fn trimmed(mut content: Vec<Inline>) -> Vec<Inline> {
    let is_void = |inline: &Inline| *inline == Inline::Break || is_blank(inline);
    while content.last().is_some_and(is_void) {
        content.pop();
    }
    let leading = content.iter().take_while(|inline| is_void(inline)).count();
    content.drain(..leading);
    content
}
