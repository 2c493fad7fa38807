//! The invariants of `ARCHITECTURE.md`, each as something that is not there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A source file, by its path below the workspace, with `/` between the parts.
struct File {
    path: String,
    text: String,
}

impl File {
    /// The lines of code, each with its number: no comments, and nothing from the first
    /// `#[cfg(test)]` of a module at the end on.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = self.text.find("#[cfg(test)]\nmod tests {").unwrap_or(self.text.len());
        let lines = self.text.get(..end).unwrap_or_default().lines().enumerate();
        lines
            .map(|(index, line)| (index + 1, line.trim()))
            .filter(|(_, line)| !line.starts_with("//"))
    }

    fn is_test(&self) -> bool {
        self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.ends_with("/testing.rs")
    }

    /// The modules at the top of the crate that the code names: `a` for `crate::a::X`, `a` and `b`
    /// for `crate::{a::X, b}`.
    fn modules(&self) -> BTreeSet<String> {
        let text: String = self.code().map(|(_, line)| line).collect::<Vec<_>>().join(" ");
        let mut modules = BTreeSet::new();
        for (start, root) in text.match_indices("crate::") {
            let rest = &text[start + root.len()..];
            let Some(group) = rest.strip_prefix('{') else {
                modules.insert(first_word(rest));
                continue;
            };
            let mut depth = 0;
            modules.insert(first_word(group));
            for (index, character) in group.char_indices() {
                match character {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        modules.insert(first_word(&group[index + 1..]));
                    }
                    _ => {}
                }
            }
        }
        // What follows the last comma of a group.
        modules.remove("");
        modules
    }

    /// The places where a line of code holds one of these texts.
    fn mentions(&self, texts: &[&str]) -> Vec<String> {
        self.code()
            .filter(|(_, line)| texts.iter().any(|text| line.contains(text)))
            .map(|(number, line)| format!("{}:{number}: {line}", self.path))
            .collect()
    }
}

fn first_word(text: &str) -> String {
    let is_part = |character: &char| character.is_alphanumeric() || *character == '_';
    text.trim_start().chars().take_while(is_part).collect()
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The Rust sources below a folder of the workspace.
fn sources(folder: &str) -> Vec<File> {
    let mut files = Vec::new();
    collect(&workspace().join(folder), folder, &mut files);
    assert!(!files.is_empty(), "there are no sources in {folder}");
    files
}

fn collect(folder: &Path, shown: &str, files: &mut Vec<File>) {
    for entry in
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
    {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy();
        let shown = format!("{shown}/{name}");
        if path.is_dir() {
            collect(&path, &shown, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(File { path: shown, text: fs::read_to_string(&path).unwrap() });
        }
    }
}

fn mentions(files: &[File], texts: &[&str]) -> Vec<String> {
    files.iter().filter(|file| !file.is_test()).flat_map(|file| file.mentions(texts)).collect()
}

const NOTHING: [String; 0] = [];

#[test]
fn an_emitter_reads_neither_the_model_nor_options_and_makes_no_names() {
    for file in ["codegen/src/emit", "codegen/src/styles"].into_iter().flat_map(sources) {
        let modules = file.modules();
        for forbidden in ["model", "check", "names", "lower", "options", "Options"] {
            assert!(!modules.contains(forbidden), "{} imports {forbidden}", file.path);
        }
    }
}

/// The test above would see nothing if it could not read imports.
#[test]
fn imports_are_read_in_every_form() {
    let text = "use crate::a::X;\n// use crate::no;\nuse crate::{\n    b::{c, d},\n    e, f::Y,\n};\nlet x = crate::g::h();\n";
    let file = File { path: "x.rs".to_owned(), text: text.to_owned() };
    assert_eq!(file.modules(), ["a", "b", "e", "f", "g"].map(str::to_owned).into());
}

#[test]
fn only_names_knows_the_case_of_names() {
    let others: Vec<File> = sources("codegen/src")
        .into_iter()
        .filter(|file| !file.path.starts_with("codegen/src/names/"))
        .collect();
    assert_eq!(mentions(&others, &["use heck", " heck::", "(heck::"]), NOTHING);
    assert_ne!(
        mentions(&sources("codegen/src/names"), &["use heck", " heck::", "(heck::"]),
        NOTHING,
        "names are made elsewhere by now"
    );
}

#[test]
fn only_write_touches_the_disk() {
    let others: Vec<File> = sources("codegen/src")
        .into_iter()
        .filter(|file| !file.path.starts_with("codegen/src/write/"))
        .collect();
    assert_eq!(
        mentions(&others, &["std::fs", "fs::", "std::env", "std::process", "std::net"]),
        NOTHING
    );
    assert_ne!(
        mentions(&sources("codegen/src/write"), &["std::fs"]),
        NOTHING,
        "files are written elsewhere by now"
    );
}

#[test]
fn no_style_imports_another() {
    let styles: Vec<String> = folders("codegen/src/styles");
    assert!(styles.len() >= 2, "{styles:?}");
    for style in &styles {
        let files = sources(&format!("codegen/src/styles/{style}"));
        for other in styles.iter().filter(|other| *other != style) {
            let forbidden = [format!("styles::{other}"), format!("super::{other}")];
            let forbidden: Vec<&str> = forbidden.iter().map(String::as_str).collect();
            assert_eq!(mentions(&files, &forbidden), NOTHING);
        }
    }
}

/// The phases, each of which may import those before it. `ir` holds compiled patterns, and
/// `pattern` and `names` stand on nothing.
const PHASES: [&str; 10] =
    ["diagnostic", "model", "pattern", "check", "names", "ir", "lower", "emit", "styles", "write"];

#[test]
fn imports_only_point_up_the_list_of_phases() {
    let folder = workspace().join("codegen/src");
    for (index, phase) in PHASES.iter().enumerate() {
        let mut files = Vec::new();
        if folder.join(phase).is_dir() {
            files.extend(sources(&format!("codegen/src/{phase}")));
        }
        if let Ok(text) = fs::read_to_string(folder.join(format!("{phase}.rs"))) {
            files.push(File { path: format!("codegen/src/{phase}.rs"), text });
        }
        assert!(!files.is_empty(), "there is no {phase}");
        for file in files.iter().filter(|file| !file.is_test()) {
            for later in PHASES.iter().skip(index + 1) {
                assert!(!file.modules().contains(*later), "{} imports {later}", file.path);
            }
        }
    }
}

/// A phase that is missing in the list above would be free to import anything.
#[test]
fn every_module_of_the_generator_is_a_phase_or_the_pipeline() {
    let pipeline = ["lib", "options", "parallel"];
    let names: BTreeSet<String> = fs::read_dir(workspace().join("codegen/src"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| !pipeline.contains(&name.as_str()))
        .collect();
    assert_eq!(names, PHASES.iter().map(|phase| (*phase).to_owned()).collect());
}

#[test]
fn no_file_is_longer_than_600_lines() {
    for folder in ["codegen", "runtime", "xtask", "conformance", "tests/it", "examples"] {
        for file in sources(folder) {
            let lines = file.text.lines().count();
            assert!(lines <= 600, "{} has {lines} lines", file.path);
        }
    }
}

#[test]
fn nothing_panics_outside_of_tests() {
    let ways = [
        ".unwrap()",
        ".expect(",
        ".unwrap_err()",
        ".expect_err(",
        "panic!(",
        "todo!(",
        "unimplemented!(",
        "unreachable!(",
        "assert!(",
        "assert_eq!(",
        "assert_ne!(",
    ];
    for folder in ["codegen/src", "runtime/src", "xtask/src"] {
        // The cursor over the text of a date expects characters, and returns an error without them.
        let is_harmless =
            |place: &String| place.contains("debug_assert") || place.contains("cursor.expect(");
        let found: Vec<String> = mentions(&sources(folder), &ways)
            .into_iter()
            .filter(|place| !is_harmless(place))
            .collect();
        assert_eq!(found, NOTHING);
    }
}

#[test]
fn a_generated_crate_runs_nothing_at_build_time_and_has_no_engine_for_patterns() {
    let manifest =
        fs::read_to_string(workspace().join("generated/codecatalyst/Cargo.toml")).unwrap();
    assert!(!workspace().join("generated/codecatalyst/build.rs").exists());
    for forbidden in ["build-dependencies", "build =", "proc-macro", "links"] {
        assert!(!manifest.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn with_default_features_there_are_at_most_50_crates() {
    check_tree(&[], 50);
}

#[test]
fn without_default_features_there_are_at_most_15_crates() {
    let tree = check_tree(&["--no-default-features"], 15);
    for forbidden in ["tokio", "hyper", "rustls", "ring", "syn", "quote", "proc-macro2"] {
        assert!(!tree.contains(forbidden), "{forbidden} in {tree:?}");
    }
}

/// The packages that a program with `codecatalyst` consists of, itself left out.
fn check_tree(features: &[&str], limit: usize) -> BTreeSet<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .current_dir(workspace())
        .args([
            "tree",
            "--package",
            "codecatalyst",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .args(features)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let tree: BTreeSet<String> =
        text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    assert!(tree.contains("codecatalyst") && tree.contains("ferrosmith-runtime"), "{tree:?}");
    assert!(tree.len() <= limit, "{} crates: {tree:?}", tree.len());
    for forbidden in [
        "regex",
        "regex-automata",
        "regress",
        "fancy-regex",
        "ferrosmith",
        "serde_derive",
        "native-tls",
    ] {
        assert!(!tree.contains(forbidden), "{forbidden} in {tree:?}");
    }
    tree
}

#[test]
fn the_generated_crate_has_at_most_15_000_lines() {
    let lines: usize =
        sources("generated/codecatalyst").iter().map(|file| file.text.lines().count()).sum();
    assert!(lines <= 15_000, "{lines} lines");
}

fn folders(folder: &str) -> Vec<String> {
    let entries =
        fs::read_dir(workspace().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect()
}
