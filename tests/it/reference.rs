//! The model states what the API reference prints, no more and no less.
//!
//! The reference is not part of the repository. Where it is absent, the tests that need it say so
//! and pass.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot read its inputs has nothing better to do than to fail"
)]

mod alterations;
mod corrections;
mod facts;
mod modeled;
mod printed;
mod prose;
mod self_check;
mod service_facts;

use std::fs;
use std::path::Path;
use std::thread;

use serde_json::Value;

use facts::{compare, Facts};

const OPERATIONS: usize = 38;
const DATA_TYPES: usize = 30;
const ERRORS: usize = 6;
/// Members of inputs, outputs, data types and errors.
const MEMBERS: usize = 388;

fn read_file(path: &str) -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()
}

fn model_file(name: &str) -> String {
    read_file(&format!("../model/{name}")).unwrap_or_else(|| panic!("model/{name} is readable"))
}

fn model_json(name: &str) -> Value {
    serde_json::from_str(&model_file(name)).unwrap_or_else(|e| panic!("model/{name}: {e}"))
}

/// The transcription with the overlay applied.
fn merged_model() -> Value {
    let mut model = model_json("codecatalyst.json");
    let problems = modeled::merge(&mut model, &model_json("codecatalyst.overlay.json"));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    model
}

/// A file of the reference, or `None` with a line that says the calling test is skipped.
fn reference_file(name: &str) -> Option<String> {
    let text = read_file(&format!("../../shared/reference/{name}"));
    if text.is_none() {
        println!("skipped: {name} is not present");
    }
    text
}

fn reference_text() -> Option<String> {
    reference_file("codecatalyst-api-reference.txt")
}

/// What the reference and the service facts state, with the listed corrections made.
fn reference_facts() -> Option<Facts> {
    let text = reference_text()?;
    let service = reference_file("codecatalyst-service-facts.json")?;
    let service: Value = serde_json::from_str(&service).expect("the service facts are JSON");
    let mut facts = printed::facts(&printed::read(&text));
    let problems = corrections::correct(&mut facts);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    corrections::anchor(&mut facts);
    service_facts::add(&mut facts, &service);
    Some(facts)
}

fn count_of_kind(facts: &Facts, kinds: &[&str]) -> usize {
    facts.of_aspect("kind").filter(|(_, kind)| kinds.contains(kind)).count()
}

#[test]
fn the_model_says_what_the_reference_says() {
    let Some(reference) = reference_facts() else {
        return;
    };
    let model = modeled::facts(&merged_model());
    let discrepancies = compare(&reference, &model);
    assert!(discrepancies.is_empty(), "{}", discrepancies.join("\n"));
    for facts in [&reference, &model] {
        assert_eq!(count_of_kind(facts, &["operation"]), OPERATIONS);
        assert_eq!(count_of_kind(facts, &["structure"]), DATA_TYPES);
        assert_eq!(count_of_kind(facts, &["error"]), ERRORS);
        assert_eq!(facts.members().count(), MEMBERS);
    }
    println!(
        "{OPERATIONS} operations, {DATA_TYPES} data types, {ERRORS} errors and {MEMBERS} members \
         agree with the reference, {} misprints corrected",
        corrections::CORRECTIONS.len()
    );
}

#[test]
fn an_altered_fact_is_reported_with_its_shape() {
    let Some(reference) = reference_facts() else {
        return;
    };
    for alteration in alterations::ALTERATIONS {
        let mut model = merged_model();
        alteration.make(&mut model);
        let discrepancies = compare(&reference, &modeled::facts(&model));
        assert!(
            discrepancies.iter().any(|d| d.contains(alteration.shape)),
            "{}: nothing reported for {}, only {discrepancies:?}",
            alteration.what,
            alteration.shape
        );
    }
    println!("{} kinds of alteration are reported", alterations::ALTERATIONS.len());
}

/// The table above has one alteration of each kind; this one alters every value of the model that
/// is not prose, one at a time, so no fact is left unguarded.
#[test]
fn every_fact_of_the_model_is_guarded() {
    let Some(reference) = reference_facts() else {
        return;
    };
    let model = merged_model();
    let pointers = alterations::fact_pointers(&model);
    let unguarded_of = |pointers: &[String]| -> Vec<String> {
        let mut model = model.clone();
        let is_unguarded = |pointer: &&String| {
            let (parent, original) = alterations::alter(&mut model, pointer);
            let agrees = compare(&reference, &modeled::facts(&model)).is_empty();
            *model.pointer_mut(parent).expect("the parent is kept") = original;
            agrees
        };
        pointers.iter().filter(is_unguarded).cloned().collect()
    };
    // Reading the whole model for each value takes long enough to share the work.
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let unguarded: Vec<String> = thread::scope(|scope| {
        let share = pointers.len().div_ceil(threads);
        let workers: Vec<_> =
            pointers.chunks(share).map(|pointers| scope.spawn(|| unguarded_of(pointers))).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no worker panics")).collect()
    });
    assert!(unguarded.is_empty(), "{}", unguarded.join("\n"));
    println!("{} values of the model are guarded", pointers.len());
}

#[test]
fn every_shape_and_member_is_documented() {
    let model = merged_model();
    let undocumented = prose::undocumented(&model);
    assert!(undocumented.is_empty(), "{}", undocumented.join("\n"));
}

#[test]
fn documentation_is_not_copied_from_the_reference() {
    let Some(text) = reference_text() else {
        return;
    };
    let copied = prose::copied(&merged_model(), &text);
    assert!(copied.is_empty(), "{}", copied.join("\n"));
}

#[test]
fn the_readme_names_every_contradiction_of_the_reference() {
    let Some(text) = reference_text() else {
        return;
    };
    let readme = model_file("README.md");
    let findings = self_check::findings(&printed::read(&text));
    assert!(
        findings.len() > corrections::CORRECTIONS.len(),
        "the reference is known to contradict itself beyond its misprints"
    );
    let missing: Vec<String> = findings
        .iter()
        .filter(|finding| !finding.is_named_in(&readme))
        .map(ToString::to_string)
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    println!("{} contradictions of the reference are explained", findings.len());
}
