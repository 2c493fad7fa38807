//! `cargo xtask codegen`: what `codegen.toml` lists, and the golden cases of the tests.

use clap::Args;
use ferrosmith::write::WriteOptions;

use crate::error::Error;
use crate::job::{self, Finished, Job, Mode};
use crate::project::{Project, CONFIGURATION};
use crate::{config, goldens, parallel, terminal, Verdict};

/// Generate the crates that codegen.toml lists
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Compare the crates and the golden cases instead of writing; differences end in exit code 1
    #[arg(long)]
    check: bool,
    /// Only the golden cases in tests/cases; without --check this updates them
    #[arg(long)]
    goldens: bool,
    /// Replace files of the same name that ferrosmith did not write
    #[arg(long, conflicts_with = "check")]
    force: bool,
    /// Only these crates or golden cases (`style/case`)
    #[arg(value_name = "NAME")]
    names: Vec<String>,
}

impl Arguments {
    /// `--check` and nothing else.
    pub(crate) fn check() -> Self {
        Self { check: true, goldens: false, force: false, names: Vec::new() }
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Error> {
    let project = Project::find()?;
    let mut batches = Vec::new();
    if !arguments.goldens {
        batches.push((config::crates(&project)?, "cargo xtask codegen"));
    }
    if arguments.goldens || arguments.check {
        batches.push((goldens::cases(&project)?, "cargo xtask codegen --goldens"));
    }
    select(&mut batches, &arguments.names)?;
    let mode = if arguments.check {
        Mode::Compare
    } else {
        Mode::Write(WriteOptions { force: arguments.force })
    };
    let mut verdict = Verdict::Fine;
    for (jobs, command) in &batches {
        if run_all(&project, jobs, mode, command)? == Verdict::Findings {
            verdict = Verdict::Findings;
        }
    }
    Ok(verdict)
}

/// Keeps the jobs that were asked for; all without a name.
fn select(batches: &mut [(Vec<Job>, &str)], names: &[String]) -> Result<(), Error> {
    let known: Vec<String> =
        batches.iter().flat_map(|(jobs, _)| jobs).map(|job| job.name.clone()).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        let known = if known.is_empty() { "nothing".to_owned() } else { known.join(", ") };
        return Err(Error::Usage(format!(
            "there is no {unknown:?} to generate; {CONFIGURATION} and the golden cases name {known}"
        )));
    }
    if !names.is_empty() {
        for (jobs, _) in batches {
            jobs.retain(|job| names.contains(&job.name));
        }
    }
    Ok(())
}

fn run_all(project: &Project, jobs: &[Job], mode: Mode, command: &str) -> Result<Verdict, Error> {
    let results = parallel::map(jobs, |job| job::run(project, job, mode))?;
    let mut failure = None;
    let mut stale = false;
    let mut verdict = Verdict::Fine;
    for (job, result) in jobs.iter().zip(results) {
        match result {
            Ok(finished) => {
                report(project, job, &finished)?;
                if finished.has_findings() {
                    verdict = Verdict::Findings;
                    stale |= matches!(finished.result, job::Outcome::Compared(_));
                }
            }
            // The other crates are reported before the first failure ends the command.
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    if stale {
        let command = terminal::strong(&format!("`{command}`"));
        terminal::print(&format!("run {command} to bring this up to date\n"))?;
    }
    failure.map_or(Ok(verdict), Err)
}

/// Prints what came of one job: findings to standard error, the result to standard output.
pub(crate) fn report(project: &Project, job: &Job, finished: &Finished) -> Result<(), Error> {
    terminal::note(&finished.diagnostics)?;
    terminal::print(&job::describe(project, job, finished))
}
