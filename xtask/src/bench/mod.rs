//! `cargo xtask bench`: figures, each measured in the run that prints it.

mod codegen;

use clap::{Args, Subcommand};

use crate::error::Error;
use crate::Verdict;

/// Measure, and print a table; for figures that mean something build with `--release`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    part: Part,
}

#[derive(Debug, Subcommand)]
enum Part {
    Codegen(codegen::Arguments),
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Error> {
    match &arguments.part {
        Part::Codegen(arguments) => codegen::run(arguments),
    }
}
