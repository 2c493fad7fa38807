//! Smithy 2.0 models in, Rust crates out.
//!
//! Data flows one way: [`model`] reads JSON AST files into one shape graph, [`check`] says what is
//! wrong with it, `lower` decides every name, type and order, `emit` turns the decisions into
//! tokens, and a style says which files there are. Nothing here touches the disk but [`mod@write`].
#![forbid(unsafe_code)]
// A test that unwraps says what it expects by failing there.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod check;
pub mod diagnostic;
pub mod emit;
pub mod ir;
mod lower;
pub mod model;
pub mod names;
mod options;
mod parallel;
pub mod pattern;
pub mod styles;
pub mod write;

pub use diagnostic::Source;
pub use options::{InputRequired, Options, Runtime, ServiceFacts};

use diagnostic::{Code, Diagnostic, Diagnostics, Sources};
use model::{Model, Shape};

/// A file to be written: a relative path with `/` between its parts, and the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// The path below the output folder.
    pub path: String,
    /// The whole text, with `\n` line ends.
    pub content: String,
}

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    /// The files, or `None` if a diagnostic is an error.
    pub files: Option<Vec<GeneratedFile>>,
    /// Everything that was found, errors and warnings.
    pub diagnostics: Diagnostics,
    /// The text that diagnostics point into.
    pub sources: Sources,
}

/// What came of checking a model.
#[derive(Debug)]
pub struct Validation {
    /// Everything that was found, errors and warnings.
    pub diagnostics: Diagnostics,
    /// The text that diagnostics point into.
    pub sources: Sources,
}

/// Reads the sources as one model, checks it and generates the crate of a service.
#[must_use]
pub fn generate(sources: Vec<Source>, options: &Options) -> Outcome {
    let mut diagnostics = Diagnostics::new();
    let model = Model::load(sources, &mut diagnostics);
    let files = files(&model, options, &mut diagnostics);
    Outcome { files, diagnostics, sources: model.into_sources() }
}

/// Reads the sources as one model and says what is wrong with it: with all of it, or with the
/// closure of one service.
#[must_use]
pub fn validate(sources: Vec<Source>, service: Option<&str>) -> Validation {
    let mut diagnostics = Diagnostics::new();
    let model = Model::load(sources, &mut diagnostics);
    match service.map(|name| lower::choose_service(&model, Some(name))) {
        Some(Ok(shape)) => check_model(&model, Some(shape), &mut diagnostics),
        Some(Err(diagnostic)) => diagnostics.push(*diagnostic),
        None => check_model(&model, None, &mut diagnostics),
    }
    Validation { diagnostics, sources: model.into_sources() }
}

/// Reads the sources as one model and decides everything about the crate of a service: what the
/// emitters are given. `None` if a diagnostic is an error.
#[must_use]
pub fn plan(sources: Vec<Source>, options: &Options) -> (Option<ir::Package>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let model = Model::load(sources, &mut diagnostics);
    let package = package(&model, options, &mut diagnostics).map(|(_, package)| package);
    (package, diagnostics)
}

/// The files of a crate, or `None` if something is an error: then nothing is generated at all.
fn files(
    model: &Model,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<GeneratedFile>> {
    let (style, package) = package(model, options, diagnostics)?;
    chosen(render(style, &package), diagnostics)
}

fn package(
    model: &Model,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<(&'static styles::Style, ir::Package)> {
    let found = styles::find(&options.style)
        .zip(chosen(lower::choose_service(model, options.service.as_deref()), diagnostics));
    let Some((style, service)) = found else {
        check_model(model, None, diagnostics);
        return None;
    };
    check_model(model, Some(service), diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let package = lower::lower(model, service, options, style.speaks, diagnostics);
    if options.strict {
        diagnostics.deny_warnings();
    }
    Some((style, package.filter(|_| !diagnostics.has_errors())?))
}

fn render(
    style: &styles::Style,
    package: &ir::Package,
) -> Result<Vec<GeneratedFile>, Box<Diagnostic>> {
    let rendered = parallel::map(&style.files(package), |draft| {
        let file = draft();
        Ok(GeneratedFile { content: file.render()?, path: file.path })
    });
    let rendered: Result<Vec<GeneratedFile>, emit::RenderError> = rendered.into_iter().collect();
    rendered.map_err(|error| {
        let message = format!("the generated `{}` is not Rust: {}", error.path, error.message);
        let help =
            "this is a fault of the generator, not of the model: please report it with the model";
        Box::new(Diagnostic::error(Code::INTERNAL, message).help(help))
    })
}

fn chosen<T>(result: Result<T, Box<Diagnostic>>, diagnostics: &mut Diagnostics) -> Option<T> {
    result.map_err(|diagnostic| diagnostics.push(*diagnostic)).ok()
}

/// Checks what could be read. A file that could not be read at all leaves gaps everywhere, and
/// what would be said of them helps nobody.
fn check_model(model: &Model, service: Option<&Shape>, diagnostics: &mut Diagnostics) {
    let unread = [Code::NOT_JSON, Code::TOO_LARGE, Code::TOO_DEEP, Code::SMITHY_VERSION];
    if diagnostics.iter().any(|diagnostic| unread.contains(&diagnostic.code)) {
        return;
    }
    let protocols: Vec<&str> = lower::PROTOCOLS.iter().map(|protocol| protocol.id).collect();
    let handled =
        check::Handled { protocols: &protocols, auth_schemes: lower::HANDLED_AUTH_SCHEMES };
    check::check(model, service.map(|shape| &shape.id), handled, diagnostics);
}
