//! Reads the same facts from a Smithy JSON AST as `printed` reads from the reference.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::facts::{bounds, value_set, Facts};

pub(super) const NAMESPACE: &str = "com.amazonaws.codecatalyst#";

/// Applies the overlay to the transcription.
///
/// Both must be disjoint: a trait in two files is either noise or a conflict, so it is returned
/// as a problem, as is an `apply` to something that does not exist.
pub(super) fn merge(model: &mut Value, overlay: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    for (id, apply) in object(&overlay["shapes"]) {
        if apply["type"] != "apply" {
            problems.push(format!("{id}: the overlay holds more than `apply`"));
        }
        let Some(traits) = traits_mut(model, id) else {
            problems.push(format!("{id}: the overlay applies traits to nothing"));
            continue;
        };
        for (name, value) in object(&apply["traits"]) {
            if traits.insert(name.clone(), value.clone()).is_some() {
                problems.push(format!("{id}: {name} is in the model and in the overlay"));
            }
        }
    }
    problems
}

fn traits_mut<'a>(model: &'a mut Value, id: &str) -> Option<&'a mut Map<String, Value>> {
    let (shape, member) = id.split_once('$').map_or((id, None), |(s, m)| (s, Some(m)));
    let mut target = model.get_mut("shapes")?.get_mut(shape)?;
    if let Some(member) = member {
        target = target.get_mut("members")?.get_mut(member)?;
    }
    let traits = target.as_object_mut()?.entry("traits");
    traits.or_insert_with(|| Value::Object(Map::new())).as_object_mut()
}

/// The entries of a JSON object; none when the value is something else or absent.
pub(super) fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// Everything the model states, in terms of `Facts`.
pub(super) fn facts(model: &Value) -> Facts {
    let mut reader =
        Reader { shapes: &model["shapes"], facts: Facts::default(), used: BTreeSet::new() };
    for (id, shape) in object(reader.shapes) {
        reader.read_shape(local(id), shape);
    }
    for (id, shape) in object(reader.shapes) {
        let unused = shape["type"] != "service" && !reader.used.contains(id.as_str());
        reader.facts.state_if(unused, local(id), "unused shape");
    }
    reader.facts
}

/// A shape ID without the namespace of the model; prelude IDs keep theirs.
fn local(id: &str) -> &str {
    id.strip_prefix(NAMESPACE).unwrap_or(id)
}

struct Reader<'a> {
    shapes: &'a Value,
    facts: Facts,
    used: BTreeSet<&'a str>,
}

impl<'a> Reader<'a> {
    fn read_shape(&mut self, name: &str, shape: &'a Value) {
        match shape["type"].as_str() {
            Some("service") => self.read_service(name, shape),
            Some("operation") => self.read_operation(name, shape),
            Some("structure") => self.read_structure(name, shape),
            Some("list") => self.mark_used(&shape["member"]),
            // Simple shapes and enums state nothing on their own; the members that target them do.
            Some("string" | "integer" | "timestamp" | "enum") => {}
            other => self.facts.state(name, "unexpected shape type", other.unwrap_or("none")),
        }
    }

    fn mark_used(&mut self, reference: &'a Value) {
        self.used.extend(reference["target"].as_str());
    }

    fn read_service(&mut self, name: &str, shape: &'a Value) {
        self.facts.state(name, "version", text(&shape["version"]));
        for operation in shape["operations"].as_array().into_iter().flatten() {
            self.mark_used(operation);
        }
        for (id, value) in object(&shape["traits"]) {
            match id.as_str() {
                "smithy.api#documentation" | "smithy.api#title" => {}
                "smithy.api#httpBearerAuth" => self.facts.state(name, "authentication", id),
                "aws.protocols#restJson1" => self.facts.state(name, "protocol", id),
                _ => self.unexpected_trait(name, id, value),
            }
        }
    }

    fn read_operation(&mut self, name: &str, shape: &'a Value) {
        self.facts.state(name, "kind", "operation");
        for (key, suffix) in [("input", "Request"), ("output", "Response")] {
            self.mark_used(&shape[key]);
            // The reference has no word for input and output structures: only the names differ
            // from the house rule when something is wrong.
            let target = local(shape[key]["target"].as_str().unwrap_or("none"));
            let expected = format!("{name}{suffix}");
            if target != expected && !(key == "input" && target == "smithy.api#Unit") {
                self.facts.state(name, key, target);
            }
        }
        for error in shape["errors"].as_array().into_iter().flatten() {
            self.mark_used(error);
            let id = error["target"].as_str().unwrap_or_default();
            let status = &self.shapes[id]["traits"]["smithy.api#httpError"];
            self.facts.state(name, &format!("error {}", local(id)), text(status));
        }
        for (id, value) in object(&shape["traits"]) {
            match id.as_str() {
                "smithy.api#documentation" => {}
                "smithy.api#http" => {
                    for key in ["method", "uri", "code"] {
                        self.facts.state(name, key, text(&value[key]));
                    }
                }
                "smithy.api#readonly" => self.facts.state(name, "readonly", "yes"),
                "smithy.api#idempotent" => self.facts.state(name, "idempotent", "yes"),
                "smithy.api#paginated" => {
                    for (key, member) in object(value) {
                        self.facts.state(name, &format!("paginated {key}"), text(member));
                    }
                }
                _ => self.unexpected_trait(name, id, value),
            }
        }
    }

    fn read_structure(&mut self, name: &str, shape: &'a Value) {
        let mut kind = "structure";
        for (id, value) in object(&shape["traits"]) {
            match id.as_str() {
                "smithy.api#documentation" => {}
                "smithy.api#input" => kind = "input",
                "smithy.api#output" => kind = "output",
                "smithy.api#error" => {
                    kind = "error";
                    self.facts.state(name, "fault", text(value));
                }
                "smithy.api#httpError" => self.facts.state(name, "status", text(value)),
                "smithy.api#retryable" => self.facts.state(name, "retryable", value.to_string()),
                "smithy.api#sensitive" => self.facts.state(name, "sensitive", "yes"),
                _ => self.unexpected_trait(name, id, value),
            }
        }
        self.facts.state(name, "kind", kind);
        for (member, value) in object(&shape["members"]) {
            self.read_member(&format!("{name}${member}"), value);
        }
    }

    fn read_member(&mut self, id: &str, member: &'a Value) {
        self.mark_used(member);
        let target = member["target"].as_str().unwrap_or_default();
        let shape = &self.shapes[target];
        self.facts.target(id, local(target));
        self.facts.state(id, "type", self.type_of(target));
        // What a list of strings prints as its length is the length of each string, and what it
        // prints as array members is the length of the list itself.
        let is_list = shape["type"] == "list";
        let element = &self.shapes[shape["member"]["target"].as_str().unwrap_or_default()];
        if is_list {
            self.state_constraints(id, element);
            self.state_length(id, "array members", shape);
        } else {
            self.state_constraints(id, shape);
        }
        // A constraint on the member replaces the one of the shape it targets.
        self.state_constraints(id, member);
        for (trait_id, value) in object(&member["traits"]) {
            match trait_id.as_str() {
                "smithy.api#documentation"
                | "smithy.api#length"
                | "smithy.api#range"
                | "smithy.api#pattern" => {}
                "smithy.api#required" => self.facts.state(id, "required", "yes"),
                "smithy.api#httpLabel" => self.facts.state(id, "binding", "label"),
                "smithy.api#httpQuery" => {
                    self.facts.state(id, "binding", format!("query {}", text(value)));
                }
                "smithy.api#idempotencyToken" => self.facts.state(id, "idempotency token", "yes"),
                _ => self.unexpected_trait(id, trait_id, value),
            }
        }
    }

    /// Constraints of a member, or of the simple shape that a member targets.
    fn state_constraints(&mut self, id: &str, shape: &'a Value) {
        if shape["type"] == "structure" {
            return;
        }
        self.state_length(id, "length", shape);
        let traits = &shape["traits"];
        if let Some(range) = span(&traits["smithy.api#range"]) {
            self.facts.state(id, "range", range);
        }
        if let Some(pattern) = traits["smithy.api#pattern"].as_str() {
            self.facts.state(id, "pattern", pattern);
        }
        // `sensitive` may not be applied to a member, only to what it targets.
        let is_sensitive = traits.get("smithy.api#sensitive").is_some();
        self.facts.state_if(is_sensitive, id, "sensitive");
        if shape["type"] == "enum" {
            let members = object(&shape["members"]);
            let values = members
                .map(|(_, member)| &member["traits"]["smithy.api#enumValue"])
                .map(|value| value.as_str().unwrap_or("a value that is not a string"));
            self.facts.state(id, "values", value_set(values));
        }
    }

    fn state_length(&mut self, id: &str, aspect: &str, shape: &Value) {
        if let Some(length) = span(&shape["traits"]["smithy.api#length"]) {
            self.facts.state(id, aspect, length);
        }
    }

    fn type_of(&self, target: &str) -> String {
        let shape = &self.shapes[target];
        match shape["type"].as_str() {
            Some("structure") => local(target).to_owned(),
            Some("list") => {
                let element = shape["member"]["target"].as_str().unwrap_or_default();
                format!("list of {}", self.type_of(element))
            }
            Some("timestamp") => match shape["traits"]["smithy.api#timestampFormat"].as_str() {
                Some("date-time") => "timestamp".to_owned(),
                other => format!("timestamp {}", other.unwrap_or("of no stated format")),
            },
            Some(simple) => simple.to_owned(),
            // The prelude shapes the model targets directly.
            None => match target {
                "smithy.api#String" => "string".to_owned(),
                "smithy.api#Integer" => "integer".to_owned(),
                "smithy.api#Boolean" => "boolean".to_owned(),
                other => format!("unknown {other}"),
            },
        }
    }

    /// A trait this comparison does not know could carry a fact that nothing checks.
    fn unexpected_trait(&mut self, id: &str, trait_id: &str, value: &Value) {
        self.facts.state(id, trait_id, value.to_string());
    }
}

/// Strings without their quotes, other values as JSON.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn span(value: &Value) -> Option<String> {
    bounds(value["min"].as_i64(), value["max"].as_i64())
}
