//! The format of `codegen.toml` and of a golden case's `case.toml`.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use ferrosmith::{InputRequired, Options, Runtime, ServiceFacts};
use serde::de::DeserializeOwned;
use serde::Deserialize;

use crate::error::Error;
use crate::job::{Job, ModelFile};
use crate::project::{read_text, Project, CONFIGURATION};

/// The version of a crate that does not say.
pub(crate) const FIRST_VERSION: &str = "0.1.0";

/// `codegen.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Configuration {
    #[serde(rename = "crate", default)]
    crates: Vec<CrateEntry>,
}

/// One crate that this repository keeps generated. Paths are relative to the root.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CrateEntry {
    name: String,
    #[serde(default = "first_version")]
    version: String,
    models: Vec<PathBuf>,
    service: Option<String>,
    style: String,
    out: PathBuf,
    #[serde(default)]
    runtime: RuntimeChoice,
    #[serde(default)]
    input_required: InputRequired,
    #[serde(default)]
    strict: bool,
    license: Option<String>,
    repository: Option<String>,
    description: Option<String>,
    #[serde(default)]
    facts: ServiceFacts,
}

/// What a golden case may say in its `case.toml`; the rest follows from where it lies.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CaseEntry {
    pub(crate) service: Option<String>,
    pub(crate) input_required: InputRequired,
    pub(crate) strict: bool,
    pub(crate) license: Option<String>,
    pub(crate) repository: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) facts: ServiceFacts,
}

/// How a generated crate finds the runtime.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RuntimeChoice {
    /// By the path from its folder to this repository's
    #[default]
    Path,
    /// By the version of this repository, from the registry
    Version,
    /// As a copy in its own folder
    Vendored,
}

impl RuntimeChoice {
    /// The choice made concrete for an output folder.
    pub(crate) fn resolve(self, project: &Project, out: &Path) -> Result<Runtime, Error> {
        Ok(match self {
            Self::Path => Runtime::Path(project.runtime_from(out)?),
            Self::Version => Runtime::Version(project.version()?),
            Self::Vendored => Runtime::Vendored,
        })
    }
}

/// The crates that `codegen.toml` lists, in its order.
pub(crate) fn crates(project: &Project) -> Result<Vec<Job>, Error> {
    let path = project.path(CONFIGURATION);
    let configuration: Configuration = read(&path)?;
    check(&configuration.crates).map_err(|reason| Error::file(path, reason))?;
    configuration.crates.into_iter().map(|entry| job(project, entry)).collect()
}

/// Reads a TOML file into its type; unknown keys are errors.
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Result<T, Error> {
    toml::from_str(&read_text(path)?).map_err(|error| Error::file(path, error))
}

fn job(project: &Project, entry: CrateEntry) -> Result<Job, Error> {
    let out = project.path(&entry.out);
    let models = entry
        .models
        .iter()
        .map(|model| ModelFile { shown: model.display().to_string(), path: project.path(model) })
        .collect();
    Ok(Job {
        name: entry.name.clone(),
        models,
        options: Options {
            crate_name: entry.name,
            crate_version: entry.version,
            style: entry.style,
            service: entry.service,
            runtime: entry.runtime.resolve(project, &out)?,
            input_required: entry.input_required,
            strict: entry.strict,
            facts: entry.facts,
            license: entry.license,
            repository: entry.repository,
            description: entry.description,
        },
        out,
    })
}

fn check(entries: &[CrateEntry]) -> Result<(), String> {
    let mut names = BTreeSet::new();
    for (index, entry) in entries.iter().enumerate() {
        let name = &entry.name;
        check_package_name(name)?;
        if !names.insert(name) {
            return Err(format!("two crates have the name `{name}`"));
        }
        if entry.models.is_empty() {
            return Err(format!("crate `{name}` has no models"));
        }
        let is_below_root = entry.out.components().next().is_some()
            && entry.out.components().all(|part| matches!(part, Component::Normal(_)));
        if !is_below_root {
            return Err(format!(
                "crate `{name}`: out = \"{}\" is not a folder below the root",
                entry.out.display()
            ));
        }
        for other in entries.iter().take(index) {
            if entry.out.starts_with(&other.out) || other.out.starts_with(&entry.out) {
                return Err(format!("the folders of `{}` and `{name}` overlap", other.name));
            }
        }
    }
    Ok(())
}

/// A package name that needs no quoting anywhere.
pub(crate) fn check_package_name(name: &str) -> Result<(), String> {
    let is_good = name.len() <= 64
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|part| part.is_ascii_alphanumeric() || matches!(part, '-' | '_'));
    if is_good {
        return Ok(());
    }
    Err(format!(
        "{name:?} is no package name: it takes a letter, then letters, digits, `-` and `_`"
    ))
}

fn first_version() -> String {
    FIRST_VERSION.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with a `codegen.toml` of crates with these names and folders.
    fn reason(crates: &[(&str, &str)]) -> String {
        let text = crates
            .iter()
            .map(|(name, out)| {
                format!(
                    "[[crate]]\nname = {name:?}\nmodels = [\"m.json\"]\nstyle = \"types\"\nout = {out:?}\n"
                )
            })
            .collect::<Vec<_>>()
            .concat();
        match toml::from_str::<Configuration>(&text) {
            Ok(configuration) => check(&configuration.crates).err().unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn crates_are_told_apart() {
        assert_eq!(reason(&[]), "");
        assert_eq!(reason(&[("a", "generated/a"), ("b", "generated/ab")]), "");
        for (crates, expected) in [
            ([("a", "x"), ("a", "y")], "two crates have the name `a`"),
            ([("a", "x"), ("b", "x/y")], "the folders of `a` and `b` overlap"),
            ([("a", "x/y"), ("b", "x")], "the folders of `a` and `b` overlap"),
            ([("a", "x"), ("b", ".")], "is not a folder below the root"),
            ([("a", "x"), ("b", "")], "is not a folder below the root"),
            ([("a", "x"), ("b", "../b")], "is not a folder below the root"),
            ([("a", "x"), ("b", "/b")], "is not a folder below the root"),
            ([("a", "x"), ("../b", "y")], "is no package name"),
        ] {
            let reason = reason(&crates);
            assert!(reason.contains(expected), "{reason:?} lacks {expected:?}");
        }
    }

    #[test]
    fn unknown_keys_are_errors_that_name_the_line() {
        let text =
            "[[crate]]\nname = \"a\"\nmodels = []\nstyle = \"types\"\nout = \"a\"\nstile = 1\n";
        let error = toml::from_str::<Configuration>(text).err().map(|error| error.to_string());
        let error = error.unwrap_or_default();
        assert!(error.contains("line 6") && error.contains("stile"), "{error}");
    }
}
