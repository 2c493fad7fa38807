//! Styles: which files a generated crate consists of. One folder and one line a style.

mod client;
mod types;

use crate::emit::Draft;
use crate::ir::Package;

/// A kind of crate that can be made from a model.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// What `codegen.toml` and `--style` call it.
    pub name: &'static str,
    /// What it makes, in a few words.
    pub summary: &'static str,
    /// Whether what it makes speaks a protocol, so that the service must have one.
    pub speaks: bool,
    files: for<'a> fn(&'a Package) -> Vec<Draft<'a>>,
}

impl Style {
    /// The files of the crate, in a fixed order.
    #[must_use]
    pub fn files<'a>(&self, package: &'a Package) -> Vec<Draft<'a>> {
        (self.files)(package)
    }
}

/// The registry: one line a style.
static STYLES: &[Style] = &[types::STYLE, client::STYLE];

/// All styles.
#[must_use]
pub fn all() -> &'static [Style] {
    STYLES
}

/// The style of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Style> {
    STYLES.iter().find(|style| style.name == name)
}
