//! Facts about an API, in a form that a printed reference and a Smithy model share.

use std::collections::{BTreeMap, BTreeSet};

/// What a source says about one shape or member: the shape ID (`Shape` or `Shape$member`, without
/// namespace), the aspect, and the value.
///
/// A flat table makes the comparison symmetrical: whatever one side states and the other side
/// lacks is a discrepancy, whichever side it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    table: BTreeMap<String, BTreeMap<String, String>>,
    /// For members of a model: the shape that states the facts, to name it in discrepancies.
    targets: BTreeMap<String, String>,
}

impl Facts {
    pub(super) fn state(&mut self, id: &str, aspect: &str, value: impl Into<String>) {
        let aspects = self.table.entry(id.to_owned()).or_default();
        aspects.insert(aspect.to_owned(), value.into());
    }

    pub(super) fn state_if(&mut self, condition: bool, id: &str, aspect: &str) {
        if condition {
            self.state(id, aspect, "yes");
        }
    }

    pub(super) fn target(&mut self, id: &str, target: &str) {
        self.targets.insert(id.to_owned(), target.to_owned());
    }

    pub(super) fn get(&self, id: &str, aspect: &str) -> Option<&str> {
        self.table.get(id)?.get(aspect).map(String::as_str)
    }

    /// Every value stated for an aspect, with the ID it is stated for.
    pub(super) fn of_aspect<'a>(
        &'a self,
        aspect: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.table
            .iter()
            .filter_map(move |(id, aspects)| Some((id.as_str(), aspects.get(aspect)?.as_str())))
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.table.iter().flat_map(|(id, aspects)| {
            let stated = aspects.iter();
            stated.map(|(aspect, value)| (id.as_str(), aspect.as_str(), value.as_str()))
        })
    }

    /// IDs of all members, sorted.
    pub(super) fn members(&self) -> impl Iterator<Item = &str> {
        self.of_aspect("type").map(|(id, _)| id)
    }

    fn describe(&self, id: &str) -> String {
        self.targets.get(id).map_or_else(|| id.to_owned(), |target| format!("{id} (a {target})"))
    }
}

/// Discrepancies between what the reference and the model state, none when they agree.
pub(super) fn compare(reference: &Facts, model: &Facts) -> Vec<String> {
    let mut found = Vec::new();
    for (id, aspect, printed) in reference.iter() {
        let modeled = model.get(id, aspect);
        if modeled == Some(printed) {
            continue;
        }
        let shape = model.describe(id);
        found.push(match modeled {
            Some(modeled) => format!(
                "{shape}: {aspect} is `{printed}` in the reference but `{modeled}` in the model"
            ),
            None => {
                format!("{shape}: {aspect} `{printed}` of the reference is missing from the model")
            }
        });
    }
    for (id, aspect, modeled) in model.iter() {
        if reference.get(id, aspect).is_none() {
            let shape = model.describe(id);
            found.push(format!(
                "{shape}: {aspect} `{modeled}` of the model is not in the reference"
            ));
        }
    }
    found
}

/// Bounds in one notation for both sides, such as `1..63`, `1..` or `..10`.
pub(super) fn bounds(min: Option<i64>, max: Option<i64>) -> Option<String> {
    if min.is_none() && max.is_none() {
        return None;
    }
    let text = |bound: Option<i64>| bound.map_or_else(String::new, |value| value.to_string());
    Some(format!("{}..{}", text(min), text(max)))
}

/// Values in one notation for both sides. They are a set: their order says nothing.
pub(super) fn value_set<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let values: BTreeSet<&str> = values.collect();
    Vec::from_iter(values).join(" | ")
}
