//! The commands of this repository; `cargo xtask --help` lists them.
//!
//! One module a command. Exit codes: 0 fine, 1 findings, 2 usage or input and output.

mod bench;
mod ci;
mod codegen;
mod config;
mod conformance;
mod error;
mod explain;
mod generate;
mod goldens;
mod job;
mod parallel;
mod project;
mod terminal;
mod validate;
mod vendor;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use error::Error;

/// Generates Rust crates from Smithy models, and keeps this repository in order.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Codegen(codegen::Arguments),
    Generate(generate::Arguments),
    Validate(validate::Arguments),
    Explain(explain::Arguments),
    Conformance(conformance::Arguments),
    Bench(bench::Arguments),
    Ci(ci::Arguments),
}

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Fine,
    Findings,
}

fn main() -> ExitCode {
    match run(&Arguments::parse().command) {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Findings) => ExitCode::from(1),
        Err(error) => {
            // When even standard error is closed, the exit code has to do.
            let _ = terminal::note(&format!("{}: {error}\n", terminal::bad("error")));
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command) -> Result<Verdict, Error> {
    match command {
        Command::Codegen(arguments) => codegen::run(arguments),
        Command::Generate(arguments) => generate::run(arguments),
        Command::Validate(arguments) => validate::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Conformance(arguments) => conformance::run(arguments),
        Command::Bench(arguments) => bench::run(arguments),
        Command::Ci(arguments) => ci::run(arguments),
    }
}
