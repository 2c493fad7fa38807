//! A file to be written, and how it becomes text.

use std::fmt;

use proc_macro2::TokenStream;

use super::print;
use super::Scope;

/// A file that is still to be made, on whichever thread: tokens cannot change threads.
pub type Draft<'a> = Box<dyn Fn() -> File + Send + Sync + 'a>;

/// A file of a generated crate.
#[derive(Clone, Debug)]
pub struct File {
    /// The path below the crate, with `/`.
    pub path: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Rust.
    Source(Source),
    /// Text as it stands, such as `Cargo.toml`.
    Text(String),
}

/// A Rust file before it is printed.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it comes from, for the first line.
    pub origin: String,
    /// The documentation of the module, in Markdown.
    pub documentation: String,
    /// `#![...]` attributes.
    pub attributes: TokenStream,
    /// Imports.
    pub imports: Vec<TokenStream>,
    /// Everything else.
    pub items: TokenStream,
}

/// Tokens that are not Rust: a fault of an emitter, never of a model.
#[derive(Debug)]
pub struct RenderError {
    /// The file's path below the crate.
    pub path: String,
    /// What the parser says.
    pub message: String,
}

impl File {
    /// A file of text.
    #[must_use]
    pub fn text(path: impl Into<String>, text: String) -> Self {
        Self { path: path.into(), content: Content::Text(text) }
    }

    /// A file of Rust with the imports that its scope has gathered.
    #[must_use]
    pub fn source(
        path: impl Into<String>,
        documentation: impl Into<String>,
        scope: &Scope<'_>,
        items: TokenStream,
    ) -> Self {
        let source = Source {
            origin: scope.package().service.id.clone(),
            documentation: documentation.into(),
            attributes: TokenStream::new(),
            imports: scope.imports(),
            items,
        };
        Self { path: path.into(), content: Content::Source(source) }
    }

    /// The text to be written.
    ///
    /// # Errors
    /// The tokens are not Rust.
    pub fn render(&self) -> Result<String, RenderError> {
        match &self.content {
            Content::Text(text) => Ok(text.clone()),
            Content::Source(source) => print::print(source).map_err(|error| RenderError {
                path: self.path.clone(),
                message: error.to_string(),
            }),
        }
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the tokens of `{}` are not Rust: {}", self.path, self.message)
    }
}

impl std::error::Error for RenderError {}
