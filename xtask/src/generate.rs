//! `cargo xtask generate`: any model, any folder.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ferrosmith::write::WriteOptions;
use ferrosmith::{InputRequired, Options, ServiceFacts};

use crate::config::{check_package_name, RuntimeChoice, FIRST_VERSION};
use crate::error::Error;
use crate::job::{self, Job, Mode, ModelFile};
use crate::project::{resolve, Project};
use crate::{codegen, Verdict};

/// Generate a crate from any model
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A file of the model, Smithy 2.0 JSON AST; several are merged
    #[arg(long = "model", value_name = "FILE", required = true, num_args = 1..)]
    models: Vec<PathBuf>,
    /// What to generate, such as `types` or `client`
    #[arg(long)]
    style: String,
    /// The folder of the crate: a new one, an empty one, or one that was generated before
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The name of the crate; by default that of the folder
    #[arg(long, value_name = "CRATE")]
    name: Option<String>,
    /// The service's shape ID, for a model with several
    #[arg(long, value_name = "ID")]
    service: Option<String>,
    /// How the crate finds the runtime
    #[arg(long, value_enum, default_value_t = RuntimeChoice::Path)]
    runtime: RuntimeChoice,
    /// What a required member of an input becomes
    #[arg(long, value_enum, default_value_t = InputChoice::Staged)]
    input_required: InputChoice,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// Write into a folder with other content and replace files of the same name; nothing is removed
    #[arg(long)]
    force: bool,
}

/// The command line's spelling of [`InputRequired`].
#[derive(Clone, Copy, Debug, ValueEnum)]
enum InputChoice {
    /// A stage of the builder, so that leaving it out does not compile
    Staged,
    /// An `Option`, as the Smithy specification has it for clients
    Optional,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Error> {
    job::check_style(&arguments.style)?;
    let project = Project::find()?;
    let job = Job {
        name: crate_name(arguments)?,
        models: arguments.models.iter().map(|path| ModelFile::typed(path)).collect(),
        out: arguments.out.clone(),
        options: options(arguments, &project)?,
    };
    let mode = Mode::Write(WriteOptions { force: arguments.force });
    let finished = job::run(&project, &job, mode)?;
    codegen::report(&project, &job, &finished)?;
    Ok(if finished.has_findings() { Verdict::Findings } else { Verdict::Fine })
}

fn options(arguments: &Arguments, project: &Project) -> Result<Options, Error> {
    Ok(Options {
        crate_name: crate_name(arguments)?,
        crate_version: FIRST_VERSION.to_owned(),
        style: arguments.style.clone(),
        service: arguments.service.clone(),
        runtime: arguments.runtime.resolve(project, &arguments.out)?,
        input_required: match arguments.input_required {
            InputChoice::Staged => InputRequired::Staged,
            InputChoice::Optional => InputRequired::Optional,
        },
        strict: arguments.strict,
        facts: ServiceFacts::default(),
        license: None,
        repository: None,
        description: None,
    })
}

fn crate_name(arguments: &Arguments) -> Result<String, Error> {
    if let Some(name) = &arguments.name {
        check_package_name(name).map_err(Error::Usage)?;
        return Ok(name.clone());
    }
    let folder = resolve(&arguments.out)?;
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    check_package_name(&name)
        .map_err(|reason| Error::Usage(format!("{reason}; give one with --name")))?;
    Ok(name)
}
