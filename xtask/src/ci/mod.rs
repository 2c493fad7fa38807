//! `cargo xtask ci`: everything that has to hold before a change goes in, in the order of cost.

mod licences;
mod metadata;
mod steps;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clap::Args;

use crate::error::Error;
use crate::project::Project;
use crate::{terminal, Verdict};

use metadata::Metadata;
use steps::Work;

/// Run what continuous integration runs, and stop at the first failure
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Also check every pair of features, which takes much longer
    #[arg(long)]
    full: bool,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Error> {
    let project = Project::find()?;
    let metadata = Metadata::read(&project)?;
    let steps = steps::all(&metadata, arguments.full, has_cargo_deny(&project));
    let start = Instant::now();
    for (index, step) in steps.iter().enumerate() {
        let heading = format!("[{}/{}] {}", index + 1, steps.len(), step.name);
        let command = step.work.command();
        terminal::note(&format!("{}: {command}\n", terminal::strong(&heading)))?;
        let begin = Instant::now();
        let verdict = perform(&project, &metadata, &step.work)?;
        let elapsed = seconds(begin.elapsed());
        if verdict == Verdict::Findings {
            terminal::note(&format!(
                "{}: {} after {elapsed}; to repeat it: {command}\n",
                terminal::strong(&heading),
                terminal::bad("failed"),
            ))?;
            return Ok(Verdict::Findings);
        }
        let passed = terminal::good("passed");
        terminal::note(&format!("{}: {passed} in {elapsed}\n", terminal::strong(&heading)))?;
    }
    terminal::print(&format!(
        "{}: {} in {}\n",
        terminal::good("ci passed"),
        terminal::count(steps.len(), "step"),
        seconds(start.elapsed())
    ))?;
    Ok(Verdict::Fine)
}

fn perform(project: &Project, metadata: &Metadata, work: &Work) -> Result<Verdict, Error> {
    match work {
        // Not a process of its own: `cargo test` may just have replaced this executable.
        Work::Codegen(arguments) => crate::codegen::run(arguments),
        Work::Licences => licences::run(project, metadata),
        Work::Cargo { arguments, environment } => {
            let status = cargo(project)
                .args(arguments)
                .envs(environment.iter().copied())
                .status()
                .map_err(|source| Error::Start { command: work.command(), source })?;
            Ok(if status.success() { Verdict::Fine } else { Verdict::Findings })
        }
    }
}

/// Cargo at the root of the repository, without input, as if started by hand.
fn cargo(project: &Project) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(project.path("")).stdin(Stdio::null());
    // Cargo tells this process which package it runs. Build scripts that watch these variables
    // would run again, and all that depends on them would be built again, at every change between
    // `cargo xtask ci` and a plain `cargo test`.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name.as_ref());
        }
    }
    command
}

fn has_cargo_deny(project: &Project) -> bool {
    cargo(project)
        .args(["deny", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}
