//! Styles: which files a generated crate consists of. One folder and one line a style.

mod client;
mod types;

use crate::emit::File;
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
    files: fn(&Package) -> Vec<File>,
}

impl Style {
    /// The files of the crate, in a fixed order.
    #[must_use]
    pub fn files(&self, package: &Package) -> Vec<File> {
        (self.files)(package)
    }
}

/// The registry.
static STYLES: &[Style] = &[
    Style { name: "types", summary: "types with validators, without HTTP", speaks: false, files: types::files },
    Style { name: "client", summary: "types, operation builders and a client", speaks: true, files: client::files },
];

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
