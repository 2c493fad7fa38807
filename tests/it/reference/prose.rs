//! Documentation of the model: that there is some, and that it was written for the model.

use std::collections::HashSet;

use serde_json::Value;

use super::modeled::object;

const DOCUMENTATION: &str = "smithy.api#documentation";

/// A run of this many words in common with the reference is a copy.
const COPIED_WORDS: usize = 8;

/// Shapes and members that can carry documentation.
///
/// The member of a list is left out: it has no name of its own, and what there is to say about
/// the elements is said at the list and at the shape of the elements.
fn documentable(model: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    for (id, shape) in object(&model["shapes"]) {
        found.push((id.clone(), shape));
        for (member, value) in object(&shape["members"]) {
            found.push((format!("{id}${member}"), value));
        }
    }
    found
}

fn documentation(value: &Value) -> &str {
    value["traits"][DOCUMENTATION].as_str().unwrap_or_default()
}

pub(super) fn undocumented(model: &Value) -> Vec<String> {
    documentable(model)
        .into_iter()
        .filter(|(_, value)| documentation(value).trim().is_empty())
        .map(|(id, _)| id)
        .collect()
}

/// Documentation that shares a run of words with the reference.
///
/// Only letters and digits count: case, line breaks, punctuation and Markdown do not make a
/// sentence one's own. Runs rather than whole sentences are compared, so that neither a changed
/// ending nor two sentences made one hides a copy.
pub(super) fn copied(model: &Value, reference: &str) -> Vec<String> {
    let reference = words(reference);
    let printed: HashSet<&[String]> = reference.windows(COPIED_WORDS).collect();
    let mut found = Vec::new();
    for (id, value) in documentable(model) {
        let written = words(documentation(value));
        if let Some(run) = written.windows(COPIED_WORDS).find(|w| printed.contains(w)) {
            found.push(format!("{id}: \"{}\"", run.join(" ")));
        }
    }
    found
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
