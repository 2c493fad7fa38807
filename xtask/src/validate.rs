//! `cargo xtask validate`: what is wrong with a model.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ferrosmith::diagnostic::{render_json, render_text, Diagnostics, Severity, Style};
use ferrosmith::Validation;

use crate::error::Error;
use crate::job::{read_models, ModelFile};
use crate::{terminal, Verdict};

/// Print what is wrong with a model; errors end in exit code 1
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The files of the model, Smithy 2.0 JSON AST; several are merged
    #[arg(value_name = "FILE", required = true)]
    models: Vec<PathBuf>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For tools: one object a line
    Json,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Error> {
    let models: Vec<_> = arguments.models.iter().map(|path| ModelFile::typed(path)).collect();
    let sources = read_models(&models)?;
    let Validation { mut diagnostics, sources } = ferrosmith::validate(sources, None);
    if arguments.strict {
        diagnostics.deny_warnings();
    }
    let summary = summary(&diagnostics);
    match arguments.format {
        Format::Text => {
            terminal::print(&render_text(&diagnostics, &sources, Style::Colour))?;
            terminal::print(&summary)?;
        }
        Format::Json => {
            terminal::print(&render_json(&diagnostics))?;
            // Tools read standard output; the closing line is for whoever started them.
            terminal::note(&summary)?;
        }
    }
    Ok(if diagnostics.has_errors() { Verdict::Findings } else { Verdict::Fine })
}

fn summary(diagnostics: &Diagnostics) -> String {
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    let warnings = diagnostics.iter().count() - errors;
    format!("{}, {}\n", terminal::count(errors, "error"), terminal::count(warnings, "warning"))
}
