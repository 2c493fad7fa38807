//! What small models become, file by file.
//!
//! Each folder `tests/cases/<style>/<case>` holds a model and the crate that it has to become, which
//! is a member of the workspace and so is compiled, checked by clippy and documented with the rest.
//! After an intended change: `cargo xtask codegen --goldens`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ferrosmith::diagnostic::{render_text, Style};
use ferrosmith::write::{compare, DifferenceKind};
use ferrosmith::{generate, InputRequired, Options, Runtime, ServiceFacts, Source};
use serde::Deserialize;

const UPDATE: &str = "cargo xtask codegen --goldens";

/// What a case may say in its `case.toml`.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    service: Option<String>,
    input_required: InputRequired,
    strict: bool,
    license: Option<String>,
    repository: Option<String>,
    description: Option<String>,
    facts: ServiceFacts,
}

/// One test a case, and the list of all.
macro_rules! cases {
    ($($style:ident { $($case:ident),* $(,)? })*) => {
        const CASES: &[(&str, &str)] = &[$($((stringify!($style), stringify!($case)),)*)*];

        $(mod $style {
            $(#[test]
            fn $case() {
                super::check(stringify!($style), stringify!($case));
            })*
        })*
    };
}

// A folder has hyphens where its name here has underscores.
cases! {
    types {
        collections,
        constraints,
        defaults,
        documentation,
        enums,
        optionality,
        pattern_fallback,
        scalars,
        sensitive,
        structures,
        unions,
    }
    client {
        anonymous,
        auth_schemes,
        checksum_compression,
        event_streams,
        host_prefix,
        http_bindings,
        idempotency,
        naming,
        no_auth,
        optional_inputs,
        optionality,
        pagination,
        resources,
        sensitive,
    }
}

#[test]
fn every_folder_is_a_test() {
    let root = root();
    let mut found = BTreeSet::new();
    for style in folders(&root) {
        for case in folders(&root.join(&style)) {
            found.insert((style.clone(), case));
        }
    }
    let listed: BTreeSet<(String, String)> =
        CASES.iter().map(|(style, case)| ((*style).to_owned(), folder_name(case))).collect();
    assert_eq!(found, listed);
}

fn check(style: &str, case: &str) {
    let folder = root().join(style).join(folder_name(case));
    let options = options(style, case, &folder);
    let outcome = generate(sources(&folder), &options);
    let report = render_text(&outcome.diagnostics, &outcome.sources, Style::Plain);
    let Some(files) = outcome.files else {
        panic!("{style}/{case} is refused:\n{report}");
    };
    assert_eq!(report, "", "a golden model is beyond reproach");
    let mut differences = String::new();
    for difference in compare(&folder.join("expected"), &files).unwrap() {
        match difference.kind {
            DifferenceKind::Missing => writeln!(differences, "{}: missing", difference.path),
            DifferenceKind::Orphan => {
                writeln!(differences, "{}: nothing generates it", difference.path)
            }
            DifferenceKind::Changed { diff } => {
                writeln!(differences, "{}:\n{diff}", difference.path)
            }
        }
        .unwrap();
    }
    assert!(
        differences.is_empty(),
        "{differences}\nif all of this is intended: {UPDATE} {style}/{}",
        folder_name(case)
    );
}

pub(crate) fn options(style: &str, case: &str, folder: &Path) -> Options {
    let settings = fs::read_to_string(folder.join("case.toml")).unwrap_or_default();
    let settings: Settings = toml::from_str(&settings).unwrap();
    Options {
        crate_name: format!("golden-{style}-{}", folder_name(case)),
        crate_version: "0.1.0".to_owned(),
        style: style.to_owned(),
        service: settings.service,
        runtime: Runtime::Path("../../../../../runtime".to_owned()),
        input_required: settings.input_required,
        strict: settings.strict,
        facts: settings.facts,
        license: settings.license,
        repository: settings.repository,
        description: settings.description,
    }
}

/// The one model of a case, or its models in the order of their names.
pub(crate) fn sources(folder: &Path) -> Vec<Source> {
    let single = folder.join("model.json");
    let mut paths = vec![single];
    if !paths[0].is_file() {
        paths = entries(&folder.join("models"));
        paths.sort();
    }
    paths
        .iter()
        .map(|path| {
            let shown = path.strip_prefix(folder).unwrap().display().to_string();
            Source::new(shown, fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// Where the cases are.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

fn folder_name(case: &str) -> String {
    case.replace('_', "-")
}

fn folders(folder: &Path) -> Vec<String> {
    let folders = entries(folder).into_iter().filter(|path| path.is_dir());
    folders.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.unwrap().path()).collect()
}
