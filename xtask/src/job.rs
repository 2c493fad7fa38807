//! One crate to generate: from model files to a folder that is written or compared.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ferrosmith::diagnostic::{render_text, Style};
use ferrosmith::write::{compare, write, Difference, DifferenceKind, Report, WriteOptions};
use ferrosmith::{styles, GeneratedFile, Options, Runtime, Source};

use crate::error::Error;
use crate::project::Project;
use crate::{terminal, vendor};

/// The largest model file that is read; positions in it are 32 bits wide.
const LARGEST_MODEL: u64 = 512 * 1024 * 1024;

/// How many diffs are printed of one crate; the names of the other files follow.
const DIFFS_SHOWN: usize = 10;

/// A crate to generate.
#[derive(Debug)]
pub(crate) struct Job {
    /// What it is called in messages.
    pub(crate) name: String,
    pub(crate) models: Vec<ModelFile>,
    pub(crate) out: PathBuf,
    pub(crate) options: Options,
}

/// A model file and the name that diagnostics show for it.
#[derive(Clone, Debug)]
pub(crate) struct ModelFile {
    pub(crate) shown: String,
    pub(crate) path: PathBuf,
}

impl ModelFile {
    /// A file named on the command line, shown as it was typed.
    pub(crate) fn typed(path: &Path) -> Self {
        Self { shown: path.display().to_string(), path: path.to_path_buf() }
    }
}

/// What to do with the files.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mode {
    Write(WriteOptions),
    Compare,
}

/// What came of a job.
#[derive(Debug)]
pub(crate) struct Finished {
    /// Rendered for a terminal; empty if the model is faultless.
    pub(crate) diagnostics: String,
    pub(crate) result: Outcome,
    pub(crate) elapsed: Duration,
}

/// What became of the files.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The model has errors, so there are none.
    Refused,
    Written(Report),
    Compared(Vec<Difference>),
}

impl Finished {
    /// Whether there is something to put right.
    pub(crate) fn has_findings(&self) -> bool {
        match &self.result {
            Outcome::Refused => true,
            Outcome::Written(_) => false,
            Outcome::Compared(differences) => !differences.is_empty(),
        }
    }
}

/// Reads the models, generates, and writes or compares.
pub(crate) fn run(project: &Project, job: &Job, mode: Mode) -> Result<Finished, Error> {
    let start = Instant::now();
    check_style(&job.options.style)?;
    let sources = read_models(&job.models)?;
    let outcome = ferrosmith::generate(sources, &job.options);
    let diagnostics = render_text(&outcome.diagnostics, &outcome.sources, Style::Colour);
    let result = match outcome.files {
        None => Outcome::Refused,
        Some(files) => deliver(project, job, files, mode)?,
    };
    Ok(Finished { diagnostics, result, elapsed: start.elapsed() })
}

fn deliver(
    project: &Project,
    job: &Job,
    mut files: Vec<GeneratedFile>,
    mode: Mode,
) -> Result<Outcome, Error> {
    if job.options.runtime == Runtime::Vendored {
        files.extend(vendor::files(project)?);
    }
    Ok(match mode {
        Mode::Write(options) => Outcome::Written(write(&job.out, &files, options)?),
        Mode::Compare => Outcome::Compared(compare(&job.out, &files)?),
    })
}

/// Reads model files as the library wants them.
pub(crate) fn read_models(models: &[ModelFile]) -> Result<Vec<Source>, Error> {
    models
        .iter()
        .map(|model| Ok(Source::new(model.shown.as_str(), read_model(&model.path)?)))
        .collect()
}

fn read_model(path: &Path) -> Result<String, Error> {
    let file = File::open(path).map_err(Error::io("open", path))?;
    let mut content = Vec::new();
    file.take(LARGEST_MODEL + 1).read_to_end(&mut content).map_err(Error::io("read", path))?;
    if content.len() as u64 > LARGEST_MODEL {
        return Err(Error::file(path, format!("it is larger than {LARGEST_MODEL} bytes")));
    }
    String::from_utf8(content).map_err(|error| {
        Error::file(path, format!("byte {} is not UTF-8", error.utf8_error().valid_up_to()))
    })
}

/// Refuses a style that there is not, and lists those that there are.
pub(crate) fn check_style(name: &str) -> Result<(), Error> {
    if styles::find(name).is_some() {
        return Ok(());
    }
    let mut message = format!("there is no style {name:?}; there are:");
    for style in styles::all() {
        // Writing to a String cannot fail.
        let _ = write!(message, "\n  {:<10} {}", style.name, style.summary);
    }
    Err(Error::Usage(message))
}

/// What came of a job, for people: one line, or one line and the diffs.
pub(crate) fn describe(project: &Project, job: &Job, finished: &Finished) -> String {
    let name = terminal::strong(&job.name);
    let milliseconds = finished.elapsed.as_secs_f64() * 1000.0;
    match &finished.result {
        Outcome::Refused => {
            format!("{name}: {} by its model, nothing written\n", terminal::bad("refused"))
        }
        Outcome::Written(report) => {
            let mut text = format!(
                "{name}: {} written, {} unchanged, {} removed in {} ({milliseconds:.0} ms)\n",
                terminal::count(report.written.len(), "file"),
                report.unchanged,
                report.removed.len(),
                project.shown(&job.out),
            );
            for path in &report.kept {
                let place = project.shown(&job.out.join(path));
                // Writing to a String cannot fail.
                let _ =
                    writeln!(text, "  {place} is no longer generated but was edited, so it stays");
            }
            text
        }
        Outcome::Compared(differences) if differences.is_empty() => {
            format!("{name}: {} ({milliseconds:.0} ms)\n", terminal::good("up to date"))
        }
        Outcome::Compared(differences) => {
            let mut text = format!(
                "{name}: {} in {}\n",
                terminal::bad(&terminal::count(differences.len(), "difference")),
                project.shown(&job.out)
            );
            for (index, difference) in differences.iter().enumerate() {
                text += &describe_difference(difference, index < DIFFS_SHOWN);
            }
            text
        }
    }
}

fn describe_difference(difference: &Difference, with_diff: bool) -> String {
    let path = &difference.path;
    match &difference.kind {
        DifferenceKind::Missing => format!("  missing: {path}\n"),
        DifferenceKind::Orphan => format!("  not generated: {path}\n"),
        DifferenceKind::Changed { diff } if with_diff => {
            format!("  changed: {path}\n{}", terminal::diff(diff))
        }
        DifferenceKind::Changed { .. } => format!("  changed: {path}\n"),
    }
}
