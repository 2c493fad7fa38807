//! The constraints of the model files, and the way from a request, a response or an error to each.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// What a constraint asks for; each end of a length or range counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Constraint {
    LengthMin,
    LengthMax,
    RangeMin,
    RangeMax,
    Pattern,
    Required,
    Enum,
}

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Member(String),
    Entry,
}

/// A constraint at one of the places where it holds.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// The structure where the way starts.
    pub(super) root: String,
    /// The way from there.
    pub(super) route: Vec<Step>,
    /// The member, `Structure$member` or `List$member`.
    pub(super) place: String,
    /// The shape that the member targets.
    pub(super) target: String,
    pub(super) constraint: Constraint,
}

/// What the model files say.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub(super) sites: Vec<Site>,
    /// The members of structures that the walk has seen.
    pub(super) places: BTreeSet<String>,
    /// The members of structures that the files declare.
    pub(super) declared: BTreeSet<String>,
    /// The required members of each structure.
    pub(super) required: BTreeMap<String, Vec<String>>,
}

impl Site {
    /// The JSON pointer of the place.
    pub(super) fn pointer(&self) -> String {
        self.route
            .iter()
            .map(|step| match step {
                Step::Member(name) => format!("/{name}"),
                Step::Entry => "/0".to_owned(),
            })
            .collect()
    }
}

/// Reads the transcription and the overlay.
pub(super) fn read() -> Model {
    let shapes = merged();
    let mut model = Model::default();
    for (id, shape) in &shapes {
        let name = local(id);
        if shape["type"] == "structure" {
            for (member, facts) in members(shape) {
                model.declared.insert(format!("{name}${member}"));
                if facts["traits"].get("smithy.api#required").is_some() {
                    model.required.entry(name.to_owned()).or_default().push(member.clone());
                }
            }
        }
        let is_error = shape["traits"].get("smithy.api#error").is_some();
        let roots: Vec<&str> = if shape["type"] == "operation" {
            ["input", "output"].iter().filter_map(|side| shape[side]["target"].as_str()).collect()
        } else if is_error {
            vec![id]
        } else {
            continue;
        };
        for root in roots.into_iter().filter(|root| *root != "smithy.api#Unit") {
            let mut walk = Walk { shapes: &shapes, root: local(root), model: &mut model };
            walk.structure(root, &[]);
        }
    }
    model
}

struct Walk<'a> {
    shapes: &'a Map<String, Value>,
    root: &'a str,
    model: &'a mut Model,
}

impl Walk<'_> {
    fn structure(&mut self, id: &str, route: &[Step]) {
        assert!(route.len() < 16, "the model has become recursive: {route:?}");
        let shapes = self.shapes;
        for (name, member) in members(&shapes[id]) {
            let route: Vec<Step> =
                route.iter().cloned().chain([Step::Member(name.clone())]).collect();
            let place = format!("{}${name}", local(id));
            self.model.places.insert(place.clone());
            self.member(&place, member, &route);
        }
    }

    fn member(&mut self, place: &str, member: &Value, route: &[Step]) {
        let target = member["target"].as_str().unwrap();
        let empty = Value::Null;
        let shape = self.shapes.get(target).unwrap_or(&empty);
        // A trait of the member replaces that of its target as a whole (Smithy 2.0, "Scope of
        // member traits").
        let applied = |name: &str| {
            let id = format!("smithy.api#{name}");
            let own = member["traits"].get(&id);
            own.or_else(|| shape["traits"].get(&id)).cloned().unwrap_or(Value::Null)
        };
        let (length, range) = (applied("length"), applied("range"));
        let constraints = [
            (Constraint::LengthMin, length.get("min").is_some()),
            (Constraint::LengthMax, length.get("max").is_some()),
            (Constraint::RangeMin, range.get("min").is_some()),
            (Constraint::RangeMax, range.get("max").is_some()),
            (Constraint::Pattern, applied("pattern").is_string()),
            (Constraint::Required, member["traits"].get("smithy.api#required").is_some()),
            (Constraint::Enum, shape["type"] == "enum"),
        ];
        for (constraint, _) in constraints.into_iter().filter(|(_, holds)| *holds) {
            self.model.sites.push(Site {
                root: self.root.to_owned(),
                route: route.to_vec(),
                place: place.to_owned(),
                target: local(target).to_owned(),
                constraint,
            });
        }
        assert!(applied("uniqueItems").is_null(), "uniqueItems has no table here: {place}");
        match shape["type"].as_str() {
            Some("structure") => self.structure(target, route),
            Some("list") => {
                let route: Vec<Step> = route.iter().cloned().chain([Step::Entry]).collect();
                let place = format!("{}$member", local(target));
                self.member(&place, &shape["member"], &route);
            }
            Some("string" | "integer" | "enum" | "timestamp") | None => {}
            Some(other) => panic!("{place}: the walk does not know what a {other} is"),
        }
    }
}

/// The shapes of both files, with the traits of the overlay applied.
fn merged() -> Map<String, Value> {
    let mut model = file("codecatalyst.json");
    for (id, apply) in file("codecatalyst.overlay.json") {
        let (shape, member) =
            id.split_once('$').map_or((id.as_str(), None), |(shape, member)| (shape, Some(member)));
        let mut target = &mut model[shape];
        if let Some(member) = member {
            target = &mut target["members"][member];
        }
        for (name, value) in apply["traits"].as_object().unwrap() {
            target["traits"][name] = value.clone();
        }
    }
    model
}

fn file(name: &str) -> Map<String, Value> {
    let path = format!("{}/../model/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut model: Value = serde_json::from_str(&text).unwrap();
    let Value::Object(shapes) = model["shapes"].take() else {
        panic!("{path} has no shapes");
    };
    shapes
}

fn members(shape: &Value) -> impl Iterator<Item = (&String, &Value)> {
    shape["members"].as_object().into_iter().flatten()
}

fn local(id: &str) -> &str {
    id.rsplit_once('#').map_or(id, |(_, name)| name)
}
