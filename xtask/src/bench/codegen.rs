//! How long a model takes to become a crate, and how that grows with the model.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use clap::Args;
use ferrosmith::{InputRequired, Options, Runtime, ServiceFacts, Source};
use serde::{Deserialize, Serialize};

use crate::config::FIRST_VERSION;
use crate::error::Error;
use crate::project::Project;
use crate::{terminal, Verdict};

/// Where the real service models are, as seen from the repository.
const MODELS: &str = "../shared/conformance/aws-models";

/// Generation in memory, from the text of a model to the text of all files
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Models to measure; by default those of the folder of real service models and our own
    #[arg(value_name = "FILE")]
    models: Vec<PathBuf>,
    /// Counted runs of each model; the median is printed
    #[arg(long, default_value_t = 7)]
    runs: usize,
    /// Measure the given files as one model in this process, and print the figures as JSON
    #[arg(long, hide = true)]
    alone: bool,
}

/// What one model takes.
#[derive(Debug, Serialize, Deserialize)]
struct Figures {
    model_bytes: usize,
    files: usize,
    lines: usize,
    milliseconds: f64,
    /// The largest memory that the process has had, in KiB; where the system tells.
    peak_memory: Option<u64>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Error> {
    if arguments.alone {
        let figures = measure(&arguments.models, arguments.runs)?;
        let text =
            serde_json::to_string(&figures).map_err(|error| Error::Usage(error.to_string()))?;
        terminal::print(&format!("{text}\n"))?;
        return Ok(Verdict::Fine);
    }
    let models = models(&arguments.models)?;
    let mut table = String::from(
        "model                              MB   files    lines       ms   MB/s   ms/MB   peak MB\n",
    );
    for model in &models {
        let figures = in_a_process_of_its_own(model, arguments.runs)?;
        table.push_str(&row(&name(model), &figures));
    }
    terminal::print(&table)?;
    Ok(Verdict::Fine)
}

/// Each entry is the files of one model.
fn models(given: &[PathBuf]) -> Result<Vec<Vec<PathBuf>>, Error> {
    if !given.is_empty() {
        return Ok(given.iter().map(|path| vec![path.clone()]).collect());
    }
    let project = Project::find()?;
    let own = ["model/codecatalyst.json", "model/codecatalyst.overlay.json"];
    let mut models = vec![own.iter().map(|path| project.path(path)).collect()];
    let folder = project.path(MODELS);
    let Ok(entries) = fs::read_dir(&folder) else {
        terminal::note(&format!("skipped: {} is not there\n", project.shown(&folder)))?;
        return Ok(models);
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort_by_cached_key(|path| {
        (fs::metadata(path).map_or(0, |facts| facts.len()), path.clone())
    });
    models.extend(paths.into_iter().map(|path| vec![path]));
    Ok(models)
}

/// A process of its own a model, so that its peak of memory is its own too.
fn in_a_process_of_its_own(model: &[PathBuf], runs: usize) -> Result<Figures, Error> {
    let this = std::env::current_exe().map_err(Error::io("find", "this program"))?;
    let output = Command::new(this)
        .args(["bench", "codegen", "--alone", "--runs", &runs.to_string()])
        .args(model)
        .output()
        .map_err(Error::io("start", "this program again"))?;
    serde_json::from_slice(&output.stdout).map_err(|_| {
        let text = String::from_utf8_lossy(&output.stderr);
        Error::Usage(format!("{} could not be measured: {}", name(model), text.trim()))
    })
}

fn measure(model: &[PathBuf], runs: usize) -> Result<Figures, Error> {
    let mut texts = Vec::new();
    for path in model {
        let text = fs::read_to_string(path).map_err(Error::io("read", path))?;
        texts.push((path.display().to_string(), text));
    }
    let options = options();
    let mut times = Vec::new();
    let (mut files, mut lines) = (0, 0);
    for _ in 0..runs.max(1) {
        let sources =
            texts.iter().map(|(name, text)| Source::new(name.as_str(), text.as_str())).collect();
        let start = Instant::now();
        let outcome = ferrosmith::generate(sources, &options);
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        let Some(generated) = outcome.files else {
            return Err(Error::Usage(
                "the model has errors: `cargo xtask validate` tells which".to_owned(),
            ));
        };
        files = generated.len();
        lines = generated.iter().map(|file| file.content.lines().count()).sum();
    }
    times.sort_by(f64::total_cmp);
    Ok(Figures {
        model_bytes: texts.iter().map(|(_, text)| text.len()).sum(),
        files,
        lines,
        milliseconds: times.get(times.len() / 2).copied().unwrap_or_default(),
        peak_memory: peak_memory(),
    })
}

fn options() -> Options {
    Options {
        crate_name: "measured".to_owned(),
        crate_version: FIRST_VERSION.to_owned(),
        style: "client".to_owned(),
        service: None,
        runtime: Runtime::Version(FIRST_VERSION.to_owned()),
        input_required: InputRequired::Staged,
        strict: false,
        facts: ServiceFacts::default(),
        license: None,
        repository: None,
        description: None,
    }
}

/// The high-water mark that Linux keeps of a process.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn name(model: &[PathBuf]) -> String {
    let first = model.first().and_then(|path| path.file_stem());
    first.map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

#[allow(clippy::cast_precision_loss, reason = "sizes of models are far below 2^53")]
fn row(name: &str, figures: &Figures) -> String {
    let megabytes = figures.model_bytes as f64 / 1e6;
    let memory = figures
        .peak_memory
        .map_or_else(|| "?".to_owned(), |peak| format!("{:.0}", peak as f64 / 1024.0));
    format!(
        "{name:<32} {megabytes:>5.2} {:>7} {:>8} {:>8.1} {:>6.1} {:>7.1} {memory:>9}\n",
        figures.files,
        figures.lines,
        figures.milliseconds,
        megabytes * 1000.0 / figures.milliseconds,
        figures.milliseconds / megabytes,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_how_much_model_a_second_was_read() {
        let figures = Figures {
            model_bytes: 2_000_000,
            files: 3,
            lines: 40,
            milliseconds: 100.0,
            peak_memory: Some(2048),
        };
        let row = row("demo", &figures);
        let words: Vec<&str> = row.split_whitespace().collect();
        assert_eq!(words, ["demo", "2.00", "3", "40", "100.0", "20.0", "50.0", "2"]);
    }

    #[test]
    fn a_model_is_called_by_its_file() {
        assert_eq!(name(&[PathBuf::from("a/polly-2016.json")]), "polly-2016");
    }
}
