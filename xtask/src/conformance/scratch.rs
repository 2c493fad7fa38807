//! The scratch workspace: the generated crates, and beside each the program that runs its tests.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ferrosmith::write::{write, WriteOptions};
use ferrosmith::Runtime;
use ferrosmith_conformance::{Case, Json};

use super::plan::{Generated, Suite};
use crate::error::Error;
use crate::project::{resolve, Project};

/// The scratch workspace.
#[derive(Debug)]
pub(super) struct Scratch {
    root: PathBuf,
    runtime: PathBuf,
    library: PathBuf,
}

impl Scratch {
    /// Below the target folder, so that the next run finds what is built already, or in `keep`.
    pub(super) fn new(project: &Project, keep: Option<&Path>) -> Result<Self, Error> {
        let root = match (keep, env::var_os("CARGO_TARGET_DIR")) {
            (Some(folder), _) => folder.to_path_buf(),
            (None, Some(target)) => PathBuf::from(target).join("conformance"),
            (None, None) => project.path("target").join("conformance"),
        };
        Ok(Self {
            root: resolve(&root)?,
            runtime: project.path("runtime"),
            library: project.path("conformance"),
        })
    }

    /// The folder of the workspace.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// How a generated crate finds the runtime.
    pub(super) fn runtime(&self) -> Runtime {
        Runtime::Path(slashed(&self.runtime))
    }

    /// The file with the tests of a suite.
    pub(super) fn cases(&self, suite: &Suite) -> PathBuf {
        self.program(&suite.name).join("cases.json")
    }

    fn program(&self, name: &str) -> PathBuf {
        self.root.join("programs").join(name)
    }

    /// Writes what has to be built. Files that are right already stay untouched, so that Cargo
    /// does not build them again.
    pub(super) fn write(&self, project: &Project, suites: &[Suite]) -> Result<(), Error> {
        let mut members = Vec::new();
        for suite in suites {
            let Some(generated) = &suite.generated else { continue };
            write(
                &self.root.join("crates").join(&suite.name),
                &generated.files,
                WriteOptions::default(),
            )?;
            let program = self.program(&suite.name);
            replace(&program.join("Cargo.toml"), &self.program_manifest(&suite.name))?;
            replace(&program.join("src/main.rs"), &program_source(suite, generated))?;
            replace(&self.cases(suite), &cases(suite).to_string())?;
            members.push(format!("\"crates/{0}\", \"programs/{0}\"", suite.name));
        }
        replace(&self.root.join("Cargo.toml"), &workspace_manifest(&members))?;
        self.write_lock(project)
    }

    /// The same versions as this repository's, so that what is tested is what it tests with. Cargo
    /// changes its copy, so a second one tells whether the repository's is another one now.
    fn write_lock(&self, project: &Project) -> Result<(), Error> {
        let Ok(lock) = fs::read_to_string(project.path("Cargo.lock")) else { return Ok(()) };
        let taken = self.root.join("repository.lock");
        if fs::read_to_string(&taken).is_ok_and(|text| text == lock) {
            return Ok(());
        }
        replace(&self.root.join("Cargo.lock"), &lock)?;
        replace(&taken, &lock)
    }

    fn program_manifest(&self, name: &str) -> String {
        format!(
            "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2021\"\npublish = false\n\n\
             [dependencies]\n{name} = {{ path = \"../../crates/{name}\", default-features = false }}\n\
             ferrosmith-conformance = {{ path = {:?} }}\n",
            program_name(name),
            slashed(&self.library),
        )
    }
}

/// The name of the program that runs a crate's tests.
pub(super) fn program_name(name: &str) -> String {
    format!("run-{name}")
}

fn workspace_manifest(members: &[String]) -> String {
    // Nobody debugs these programs, and debug information doubles what is written and linked.
    format!(
        "# Written by `cargo xtask conformance`.\n[workspace]\nresolver = \"2\"\nmembers = [{}]\n\n\
         [profile.dev]\ndebug = false\n",
        members.join(", ")
    )
}

/// A table of the operations, and nothing else.
fn program_source(suite: &Suite, generated: &Generated) -> String {
    let mut text = format!(
        "//! Runs the tests of `{}`.\n\nuse ferrosmith_conformance::{{program, run, Run}};\n\n\
         fn find(operation: &str) -> Option<Run> {{\n    Some(match operation {{\n",
        suite.service
    );
    for (operation, path) in &generated.operations {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "        {operation:?} => run::<{path}>,");
    }
    text += "        _ => return None,\n    })\n}\n\nfn main() -> std::process::ExitCode {\n    program(find)\n}\n";
    text
}

fn cases(suite: &Suite) -> Json {
    let cases = suite.cases.iter().map(Case::to_json).collect();
    Json::object([("settings", suite.settings.to_json()), ("cases", Json::Array(cases))])
}

/// Writes a file unless it is right already.
fn replace(path: &Path, text: &str) -> Result<(), Error> {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::io("make", folder))?;
    }
    fs::write(path, text).map_err(Error::io("write", path))
}

fn slashed(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
