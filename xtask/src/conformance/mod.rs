//! `cargo xtask conformance`: Smithy's protocol tests, run through generated crates.
//!
//! Every service of every model becomes a crate and a small program that knows its operations,
//! both members of one scratch workspace, so that one Cargo run builds them all and the next one
//! only what changed. The programs run the tests; this command prints what they say.

mod build;
mod plan;
mod prune;
mod report;
mod scratch;
mod settings;

use std::path::PathBuf;
use std::process::Command;

use clap::{Args, ValueEnum};
use ferrosmith_conformance::{Json, Outcome, Verdict as Judgement};

use crate::error::Error;
use crate::project::Project;
use crate::{parallel, terminal, Verdict};

use build::Built;
use plan::Suite;

/// Run Smithy's protocol tests through generated clients
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Protocol-test models, Smithy 2.0 JSON AST, each a model of its own
    #[arg(value_name = "FILE", required = true)]
    models: Vec<PathBuf>,
    /// How to print the results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Run only the tests of operations whose name contains this
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    operation_filter: String,
    /// Facts that tests assume and models do not hold; by default `conformance/settings.toml`
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Where to keep the generated crates; by default below the target folder
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For tools: one object a test and line
    Json,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Error> {
    let project = Project::find()?;
    let scratch = scratch::Scratch::new(&project, arguments.keep.as_deref())?;
    let usual = project.path("conformance/settings.toml");
    let settings = settings::read(arguments.settings.as_deref().unwrap_or(&usual))?;
    let mut suites = Vec::new();
    for found in parallel::map(&arguments.models, |model| plan::suites(&scratch, model, &settings))?
    {
        suites.extend(found?);
    }
    for suite in &mut suites {
        suite.retain(|case| case.operation.contains(&arguments.operation_filter));
    }
    plan::tell_apart(&mut suites);
    scratch.write(&project, &suites)?;
    let built = build::build(&scratch, &suites)?;
    let results = parallel::map(&suites, |suite| results(&scratch, suite, &built))?;
    let results: Vec<report::Results<'_>> = suites
        .iter()
        .zip(results)
        .map(|(suite, outcomes)| Ok(report::Results { suite, outcomes: outcomes? }))
        .collect::<Result<_, Error>>()?;
    let (text, total) = report::render(&results);
    match arguments.format {
        Format::Text => terminal::print(&text)?,
        Format::Json => {
            terminal::print(&report::json(&results))?;
            // Tools read standard output; the closing line is for whoever started them.
            terminal::note(&total.line())?;
        }
    }
    Ok(if total.failed > 0 { Verdict::Findings } else { Verdict::Fine })
}

/// What became of a suite's tests: what its program says, and what kept it from being run.
fn results(
    scratch: &scratch::Scratch,
    suite: &Suite,
    built: &Built,
) -> Result<Vec<Outcome>, Error> {
    let program = match (&suite.generated, built.programs.get(&suite.name)) {
        (None, _) => None,
        (Some(_), Some(program)) => Some(program),
        (Some(_), None) => {
            let reason =
                built.errors.get(&suite.name).map_or("see what Cargo printed", String::as_str);
            let reason = format!("the generated crate does not compile: {reason}");
            return Ok(all(suite, &Judgement::Failed(reason)));
        }
    };
    let mut outcomes: Vec<Outcome> = match program {
        Some(program) => {
            let command = program.display().to_string();
            let start = |source| Error::Start { command: command.clone(), source };
            let output = Command::new(program).arg(scratch.cases(suite)).output().map_err(start)?;
            if !output.status.success() {
                let reason = format!(
                    "{} ({})",
                    String::from_utf8_lossy(&output.stderr).trim(),
                    output.status
                );
                return Err(Error::Answer { command, reason });
            }
            let text = String::from_utf8_lossy(&output.stdout);
            let read = |line: &str| Outcome::from_json(&Json::parse(line).ok()?);
            let outcomes: Option<Vec<Outcome>> = text.lines().map(read).collect();
            let reason = "it printed something that is no result".to_owned();
            outcomes.ok_or(Error::Answer { command, reason })?
        }
        None => Vec::new(),
    };
    outcomes.extend(suite.refused());
    Ok(outcomes)
}

fn all(suite: &Suite, judgement: &Judgement) -> Vec<Outcome> {
    suite
        .cases
        .iter()
        .map(|case| {
            let judgement = if case.applies_to_clients() {
                judgement.clone()
            } else {
                Judgement::NotForClients
            };
            Outcome::new(case, judgement)
        })
        .collect()
}
