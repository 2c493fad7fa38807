//! The blocks a text consists of, and the builder that both readers fill.
//!
//! A flat list instead of a tree: nothing here recurses, so no nesting in a model can exhaust the
//! stack, and containers beyond [`DEEPEST`] are left out, so no nesting can blow up the output.

mod builder;
mod table;

pub(super) use builder::Builder;

/// How many quotes, lists and items may stand in each other.
const DEEPEST: usize = 12;

/// Emphasis. Nested emphasis is not kept: it has no use in reference documentation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    #[default]
    Plain,
    Emphasis,
    Strong,
}

/// A stretch of text that looks the same throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) is_code: bool,
    pub(super) style: Style,
    /// Index into [`Document::links`].
    pub(super) link: Option<usize>,
}

impl Run {
    /// Text without any mark-up.
    pub(super) fn plain(text: String) -> Self {
        Self { text, is_code: false, style: Style::Plain, link: None }
    }

    /// Whether two runs differ in nothing but their text.
    pub(super) fn looks_like(&self, other: &Self) -> bool {
        self.is_code == other.is_code && self.style == other.style && self.link == other.link
    }
}

/// What a paragraph, a heading or a table cell consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    Run(Run),
    Break,
}

/// What other blocks can stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    Quote,
    /// With the number of the first item if the list is numbered.
    List(Option<u32>),
    Item,
}

impl Container {
    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::List(_))
    }
}

/// Cells of one row.
pub(super) type Row = Vec<Vec<Inline>>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Open(Container),
    Close,
    Paragraph(Vec<Inline>),
    Heading(usize, Vec<Inline>),
    Code(String),
    /// The first row is the header, perhaps of empty cells.
    Table(Vec<Row>),
    Rule,
}

/// A whole text, ready to be written.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) blocks: Vec<Block>,
    /// Normalised addresses.
    pub(super) links: Vec<String>,
}
