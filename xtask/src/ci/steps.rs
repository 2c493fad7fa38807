//! Which steps there are.

use super::metadata::{Metadata, Package};
use crate::codegen;

/// One step of continuous integration.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) name: String,
    pub(super) work: Work,
}

/// What a step does.
#[derive(Debug)]
pub(super) enum Work {
    /// Cargo with arguments and variables.
    Cargo { arguments: Vec<String>, environment: Vec<(&'static str, &'static str)> },
    /// This program's own `codegen`.
    Codegen(codegen::Arguments),
    /// The licences, bans and sources of `deny.toml`.
    Licences,
}

impl Work {
    /// What to type in order to repeat the step.
    pub(super) fn command(&self) -> String {
        match self {
            Self::Codegen(_) => "cargo xtask codegen --check".to_owned(),
            Self::Licences => "cargo xtask ci".to_owned(),
            Self::Cargo { arguments, environment } => {
                let mut words: Vec<String> =
                    environment.iter().map(|(name, value)| format!("{name}='{value}'")).collect();
                words.push("cargo".to_owned());
                words.extend(arguments.iter().cloned());
                words.join(" ")
            }
        }
    }
}

/// All steps: what fails quickly comes first.
pub(super) fn all(metadata: &Metadata, full: bool, has_cargo_deny: bool) -> Vec<Step> {
    let mut steps = vec![
        step("format", &format_arguments(metadata)),
        Step {
            name: "generated code".to_owned(),
            work: Work::Codegen(codegen::Arguments::check()),
        },
        Step { name: "licences".to_owned(), work: Work::Licences },
    ];
    if has_cargo_deny {
        steps.push(step(
            "cargo-deny",
            &["deny", "--all-features", "check", "bans", "licenses", "sources"],
        ));
    }
    steps.push(step(
        "clippy",
        &["clippy", "--workspace", "--all-targets", "--all-features", "--", "--deny", "warnings"],
    ));
    let mut tests = step("tests", &["test", "--workspace"]);
    // A snapshot that changed fails, here as in continuous integration.
    set(&mut tests, "INSTA_UPDATE", "no");
    steps.push(tests);
    for package in metadata.members().filter(|package| has_feature_checks(package)) {
        steps.extend(feature_steps(package, full));
    }
    let mut documentation =
        step("documentation", &["doc", "--workspace", "--all-features", "--no-deps"]);
    set(&mut documentation, "RUSTDOCFLAGS", "--deny warnings");
    steps.push(documentation);
    steps
}

/// Generated code has its own printer, which rustfmt need not agree with.
fn format_arguments(metadata: &Metadata) -> Vec<&str> {
    let mut arguments = vec!["fmt", "--check"];
    for package in metadata.members().filter(|package| !package.is_generated()) {
        arguments.extend(["--package", &package.name]);
    }
    arguments
}

/// Users choose features of the runtime and of the crates we keep, not of tools and goldens.
fn has_feature_checks(package: &Package) -> bool {
    package.name == "ferrosmith-runtime"
        || (package.is_generated() && package.is_below("generated"))
}

/// Features that others share and nobody turns on alone: without those there is unused code.
const INTERNAL: [&str; 2] = ["rpc", "rpc-v2"];

fn feature_steps(package: &Package, full: bool) -> Vec<Step> {
    let names = package.features.keys().map(String::as_str).filter(|name| !INTERNAL.contains(name));
    feature_sets(names, full)
        .into_iter()
        .map(|features| {
            // Clippy rather than check: it can deny warnings without building dependencies anew.
            let mut arguments = vec!["clippy", "--package", &package.name];
            let shown = match &features {
                None => "default features".to_owned(),
                Some(list) => {
                    arguments.push("--no-default-features");
                    if list.is_empty() {
                        "no features".to_owned()
                    } else {
                        list.clone()
                    }
                }
            };
            if let Some(list) = features.as_deref().filter(|list| !list.is_empty()) {
                arguments.extend(["--features", list]);
            }
            arguments.extend(["--", "--deny", "warnings"]);
            step(&format!("{} with {shown}", package.name), &arguments)
        })
        .collect()
}

/// `None` for the default, otherwise the features without it: none, each alone, and if asked for
/// each pair.
fn feature_sets<'a>(features: impl Iterator<Item = &'a str>, full: bool) -> Vec<Option<String>> {
    let features: Vec<&str> = features.filter(|feature| *feature != "default").collect();
    let mut sets = vec![None, Some(String::new())];
    for (index, feature) in features.iter().enumerate() {
        sets.push(Some((*feature).to_owned()));
        if full {
            let pairs = features.iter().skip(index + 1);
            sets.extend(pairs.map(|other| Some(format!("{feature},{other}"))));
        }
    }
    sets
}

fn step(name: &str, arguments: &[&str]) -> Step {
    Step {
        name: name.to_owned(),
        work: Work::Cargo {
            arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect(),
            environment: Vec::new(),
        },
    }
}

fn set(step: &mut Step, name: &'static str, value: &'static str) {
    if let Work::Cargo { environment, .. } = &mut step.work {
        environment.push((name, value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_checked_alone_and_if_asked_for_in_pairs() {
        let features = ["a", "b", "default"];
        let shown = |full| {
            feature_sets(features.into_iter(), full)
                .into_iter()
                .map(|set| set.unwrap_or_else(|| "default".to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(shown(false), ["default", "", "a", "b"]);
        assert_eq!(shown(true), ["default", "", "a", "a,b", "b"]);
    }

    #[test]
    fn a_failed_step_says_how_to_repeat_it() {
        let mut documentation = step("documentation", &["doc", "--no-deps"]);
        set(&mut documentation, "RUSTDOCFLAGS", "--deny warnings");
        assert_eq!(
            documentation.work.command(),
            "RUSTDOCFLAGS='--deny warnings' cargo doc --no-deps"
        );
    }
}
