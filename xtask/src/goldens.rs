//! The golden cases: `tests/cases/<style>/<case>/`, each with what it is generated from
//! (`model.json`, or every `.json` file of `models/` in the order of their names), what may differ
//! from the default options (`case.toml`), and what it has to become (`expected/`).

use std::fs;
use std::path::{Path, PathBuf};

use ferrosmith::Options;

use crate::config::{self, CaseEntry, RuntimeChoice, FIRST_VERSION};
use crate::error::Error;
use crate::job::{Job, ModelFile};
use crate::project::Project;

/// All golden cases, by style and name.
pub(crate) fn cases(project: &Project) -> Result<Vec<Job>, Error> {
    let mut jobs = Vec::new();
    for (style, folder) in folders(&project.path("tests/cases"))? {
        for (case, folder) in folders(&folder)? {
            jobs.push(job(project, &style, &case, &folder)?);
        }
    }
    Ok(jobs)
}

fn job(project: &Project, style: &str, case: &str, folder: &Path) -> Result<Job, Error> {
    let settings = folder.join("case.toml");
    let entry: CaseEntry =
        if settings.is_file() { config::read(&settings)? } else { CaseEntry::default() };
    let out = folder.join("expected");
    // Unique among all packages, as the golden crates are members of the workspace.
    let crate_name = format!("golden-{style}-{case}").replace('_', "-");
    config::check_package_name(&crate_name).map_err(|reason| Error::file(folder, reason))?;
    let models = models(folder)?
        .into_iter()
        .map(|path| ModelFile { shown: project.shown(&path), path })
        .collect();
    Ok(Job {
        name: format!("{style}/{case}"),
        models,
        options: Options {
            crate_name,
            crate_version: FIRST_VERSION.to_owned(),
            style: style.to_owned(),
            service: entry.service,
            runtime: RuntimeChoice::Path.resolve(project, &out)?,
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

fn models(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let single = folder.join("model.json");
    if single.is_file() {
        return Ok(vec![single]);
    }
    let mut found: Vec<PathBuf> = entries(&folder.join("models"))?
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    found.sort();
    if found.is_empty() {
        return Err(Error::file(folder, "there is neither a model.json nor a models folder"));
    }
    Ok(found)
}

/// The folders in a folder with their names, sorted; none if it does not exist.
fn folders(folder: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    let mut found: Vec<(String, PathBuf)> = entries(folder)?
        .into_iter()
        .filter(|path| path.is_dir())
        .filter_map(|path| Some((path.file_name()?.to_string_lossy().into_owned(), path)))
        .collect();
    found.sort();
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    fs::read_dir(folder)
        .map_err(Error::io("list", folder))?
        .map(|entry| entry.map(|entry| entry.path()).map_err(Error::io("list", folder)))
        .collect()
}
