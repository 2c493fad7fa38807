//! What the generator makes of `CodeCatalyst` and what it says of broken models, as one has it in
//! front of one's eyes.
//!
//! A run compares. After an intended change:
//! `INSTA_UPDATE=always cargo test -p ferrosmith-tests --test it snapshots`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ferrosmith::diagnostic::{
    explain, explanations, render_json, render_text, Code, Explanation, Style, NEXT_FILE,
};
use ferrosmith::{generate, plan, validate, InputRequired, Options, Runtime, ServiceFacts, Source};

/// Codes from this number on are of generation: a check alone does not find them.
const GENERATION: u16 = 600;

fn options(style: &str, name: &str) -> Options {
    Options {
        crate_name: name.to_owned(),
        crate_version: "0.1.0".to_owned(),
        style: style.to_owned(),
        service: None,
        runtime: Runtime::Version("0.1.0".to_owned()),
        input_required: InputRequired::Staged,
        strict: false,
        facts: ServiceFacts::default(),
        license: None,
        repository: None,
        description: None,
    }
}

fn codecatalyst() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model");
    ["codecatalyst.json", "codecatalyst.overlay.json"]
        .map(|name| Source::new(name, fs::read_to_string(folder.join(name)).unwrap()))
        .into()
}

/// The text of a file of the generated crate.
fn file(path: &str) -> String {
    let files = generate(codecatalyst(), &options("client", "codecatalyst")).files.unwrap();
    let file = files.into_iter().find(|file| file.path == path);
    file.unwrap_or_else(|| panic!("{path} is not generated")).content
}

#[test]
fn file_list() {
    let files = generate(codecatalyst(), &options("client", "codecatalyst")).files.unwrap();
    let mut paths: Vec<String> = files.into_iter().map(|file| file.path).collect();
    paths.sort();
    insta::assert_snapshot!(paths.join("\n"));
}

#[test]
fn operation() {
    insta::assert_snapshot!(file("src/operation/create_project.rs"));
}

#[test]
fn structure() {
    insta::assert_snapshot!(file("src/types/dev_environment_repository_summary.rs"));
}

#[test]
fn enumeration() {
    insta::assert_snapshot!(file("src/types/user_type.rs"));
}

#[test]
fn union() {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/types/unions/model.json");
    let source = Source::new("model.json", fs::read_to_string(model).unwrap());
    let files = generate(vec![source], &options("types", "unions")).files.unwrap();
    let file = files.into_iter().find(|file| file.path == "src/types/picture.rs").unwrap();
    insta::assert_snapshot!(file.content);
}

#[test]
fn errors() {
    insta::assert_snapshot!(file("src/error.rs"));
}

#[test]
fn client() {
    insta::assert_snapshot!(file("src/client.rs"));
}

#[test]
fn schemas() {
    insta::assert_snapshot!(file("src/schema.rs"));
}

#[test]
fn operation_in_the_intermediate_representation() {
    let (package, diagnostics) = plan(codecatalyst(), &options("client", "codecatalyst"));
    assert!(diagnostics.is_empty());
    let operations = package.unwrap().operations;
    let operation =
        operations.into_iter().find(|operation| operation.name == "CreateProject").unwrap();
    insta::assert_snapshot!(format!("{operation:#?}"));
}

/// What is said of the wrong example of a code, and that the code is in it.
fn report(explanation: &Explanation) -> String {
    let files = explanation.wrong.split(NEXT_FILE).enumerate();
    let sources = files.map(|(index, text)| Source::new(format!("{index}.json"), text)).collect();
    let (diagnostics, sources) = if explanation.code.number() < GENERATION {
        let found = validate(sources, None);
        (found.diagnostics, found.sources)
    } else {
        let outcome = generate(sources, &options("client", "example"));
        (outcome.diagnostics, outcome.sources)
    };
    let text = render_text(&diagnostics, &sources, Style::Plain);
    let code = explanation.code;
    assert!(
        diagnostics.iter().any(|found| found.code == code),
        "the example of {code} says instead:\n{text}"
    );
    text
}

/// The reports on all wrong examples of the codes of one hundred.
fn reports(hundred: u16) -> String {
    let mut text = String::new();
    for explanation in explanations().filter(|found| found.code.number() / 100 == hundred) {
        writeln!(text, "## {} {}\n", explanation.code, explanation.title).unwrap();
        if explanation.wrong.is_empty() {
            text.push_str("(no file can show it)\n\n");
        } else {
            text.push_str(&report(explanation));
        }
    }
    text
}

#[test]
fn diagnostics_of_files() {
    insta::assert_snapshot!(reports(1));
}

#[test]
fn diagnostics_of_the_shape_graph() {
    insta::assert_snapshot!(reports(2));
}

#[test]
fn diagnostics_of_traits() {
    insta::assert_snapshot!(reports(3));
}

#[test]
fn diagnostics_of_http_bindings() {
    insta::assert_snapshot!(reports(4));
}

#[test]
fn diagnostics_of_services() {
    insta::assert_snapshot!(reports(5));
}

#[test]
fn diagnostics_of_generation() {
    insta::assert_snapshot!(reports(6));
}

/// A hundred that no test above renders would go unseen.
#[test]
fn every_code_is_of_a_hundred_that_is_rendered() {
    for explanation in explanations() {
        assert!((1..=6).contains(&(explanation.code.number() / 100)), "{}", explanation.code);
    }
}

#[test]
fn diagnostics_as_json() {
    let wrong = explain(Code::LABEL_WITHOUT_MEMBER).unwrap().wrong;
    let found = validate(vec![Source::new("model.json", wrong)], None);
    insta::assert_snapshot!(render_json(&found.diagnostics));
}

#[test]
fn explanation() {
    let found = explain(Code::LABEL_WITHOUT_MEMBER).unwrap();
    let Explanation { code, title, meaning, wrong, right } = found;
    insta::assert_snapshot!(format!(
        "{code}: {title}\n\n{meaning}\n\nWrong:\n{wrong}\n\nRight:\n{right}"
    ));
}
