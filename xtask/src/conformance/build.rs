//! One run of Cargo for all generated crates.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::plan::Suite;
use super::scratch::{program_name, Scratch};
use crate::error::Error;

/// How many lines of a compiler's message a report shows.
const LINES: usize = 12;

/// What Cargo made of the crates, by their names.
#[derive(Debug, Default)]
pub(super) struct Built {
    /// The programs that run the tests.
    pub(super) programs: BTreeMap<String, PathBuf>,
    /// Why there is no program: the compiler's first error.
    pub(super) errors: BTreeMap<String, String>,
}

/// Builds the programs; a crate that does not compile does not keep the others from it.
pub(super) fn build(scratch: &Scratch, suites: &[Suite]) -> Result<Built, Error> {
    let mut built = Built::default();
    if suites.iter().all(|suite| suite.generated.is_none()) {
        return Ok(built);
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.arg("build");
    if !io::stderr().is_terminal() {
        command.arg("--quiet");
    }
    command
        .args(["--workspace", "--keep-going", "--message-format=json", "--target-dir"])
        .arg(scratch.root().join("target"))
        .current_dir(scratch.root())
        // What Cargo set for this program is about another package.
        .env_remove("CARGO_MANIFEST_DIR")
        .stderr(Stdio::inherit());
    let start = |source| Error::Start { command: "cargo build".to_owned(), source };
    let output = command.output().map_err(start)?;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        if let Ok(message) = serde_json::from_str::<Value>(line) {
            take(&message, suites, &mut built);
        }
    }
    if !output.status.success() && built.errors.is_empty() {
        let reason = format!("{}, in {}", output.status, scratch.root().display());
        return Err(Error::Answer { command: "cargo build".to_owned(), reason });
    }
    Ok(built)
}

fn take(message: &Value, suites: &[Suite], built: &mut Built) {
    let text =
        |value: &Value, path: &str| value.pointer(path).and_then(Value::as_str).map(str::to_owned);
    let Some(target) = text(message, "/target/name") else { return };
    let is_of = |suite: &&Suite| {
        target == suite.name.replace('-', "_") || target == program_name(&suite.name)
    };
    let suite = suites.iter().find(is_of);
    match text(message, "/reason").as_deref() {
        Some("compiler-artifact") => {
            if let (Some(suite), Some(program)) = (suite, text(message, "/executable")) {
                built.programs.insert(suite.name.clone(), program.into());
            }
        }
        Some("compiler-message") if text(message, "/message/level").as_deref() == Some("error") => {
            let rendered = text(message, "/message/rendered").unwrap_or_default();
            let reason: Vec<&str> = rendered.lines().take(LINES).collect();
            let reason = reason.join("\n");
            match suite {
                Some(suite) => {
                    built.errors.entry(suite.name.clone()).or_insert(reason);
                }
                // The runtime or this library: nobody's program can be built.
                None => suites.iter().for_each(|suite| {
                    built
                        .errors
                        .entry(suite.name.clone())
                        .or_insert(format!("in `{target}`: {reason}"));
                }),
            }
        }
        _ => {}
    }
}
