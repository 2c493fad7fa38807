//! That the tables leave nothing out: every operation twice, every member of the model.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::case::{Case, Form};
use super::{
    access, branches, dev_environment_details, dev_environments, projects, sessions,
    source_repositories, spaces, workflow_runs, workflows,
};

const NAMESPACE: &str = "com.amazonaws.codecatalyst#";

fn all_cases() -> Vec<Case> {
    [
        access::cases(),
        branches::cases(),
        dev_environment_details::cases(),
        dev_environments::cases(),
        projects::cases(),
        sessions::cases(),
        source_repositories::cases(),
        spaces::cases(),
        workflow_runs::cases(),
        workflows::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The shapes of the model, with the overlay's traits at the members they belong to.
struct Model(Map<String, Value>);

impl Model {
    fn read() -> Self {
        let read = |name: &str| -> Value {
            let path = format!("{}/../model/{name}", env!("CARGO_MANIFEST_DIR"));
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
        };
        let mut shapes = read("codecatalyst.json")["shapes"].as_object().unwrap().clone();
        for (id, statement) in read("codecatalyst.overlay.json")["shapes"].as_object().unwrap() {
            let (shape, member) = id
                .split_once('$')
                .map_or((id.as_str(), None), |(shape, member)| (shape, Some(member)));
            let shape = &mut shapes[shape];
            let target = match member {
                Some(member) => &mut shape["members"][member],
                None => shape,
            };
            for (name, value) in statement["traits"].as_object().unwrap() {
                target["traits"][name] = value.clone();
            }
        }
        Self(shapes)
    }

    fn operations(&self) -> BTreeMap<&str, &Value> {
        let operations = self.0.iter().filter(|(_, shape)| shape["type"] == "operation");
        operations.map(|(id, shape)| (id.strip_prefix(NAMESPACE).unwrap(), shape)).collect()
    }

    /// The members of a structure; none for the unit type.
    fn members(&self, id: &str) -> Vec<(&str, &Value)> {
        let members = self.0.get(id).and_then(|shape| shape["members"].as_object());
        members.into_iter().flatten().map(|(name, member)| (name.as_str(), member)).collect()
    }

    /// Notes each member that occurs in the value, as `Structure$member`, and what is in it.
    fn walk(&self, id: &str, value: &Value, seen: &mut BTreeSet<String>) {
        let Some(shape) = self.0.get(id) else { return };
        match shape["type"].as_str().unwrap() {
            "structure" => {
                let object =
                    value.as_object().unwrap_or_else(|| panic!("{id} is not an object: {value}"));
                let known: BTreeMap<&str, &Value> = self.members(id).into_iter().collect();
                for (name, value) in object {
                    let member = known
                        .get(name.as_str())
                        .unwrap_or_else(|| panic!("{id} has no member {name}"));
                    seen.insert(format!("{}${name}", &id[NAMESPACE.len()..]));
                    self.walk(target(member), value, seen);
                }
            }
            "list" => {
                for entry in
                    value.as_array().unwrap_or_else(|| panic!("{id} is not a list: {value}"))
                {
                    self.walk(target(&shape["member"]), entry, seen);
                }
            }
            _ => {}
        }
    }

    /// Every member that can be reached from a structure, as `Structure$member`.
    fn reachable(&self, id: &str, found: &mut BTreeSet<String>) {
        let Some(shape) = self.0.get(id) else { return };
        match shape["type"].as_str().unwrap() {
            "structure" => {
                for (name, member) in self.members(id) {
                    if found.insert(format!("{}${name}", &id[NAMESPACE.len()..])) {
                        self.reachable(target(member), found);
                    }
                }
            }
            "list" => self.reachable(target(&shape["member"]), found),
            _ => {}
        }
    }
}

fn target(member: &Value) -> &str {
    member["target"].as_str().unwrap()
}

fn has(member: &Value, name: &str) -> bool {
    member["traits"].get(format!("smithy.api#{name}")).is_some()
}

/// Notes the members of a request that its target and body hold, as the model binds them.
fn request_members(model: &Model, operation: &Value, case: &Case, seen: &mut BTreeSet<String>) {
    let input = target(&operation["input"]);
    let name = input.rsplit('#').next().unwrap();
    let (path, query) = case.target.split_once('?').unwrap_or((&case.target, ""));
    let pattern = operation["traits"]["smithy.api#http"]["uri"].as_str().unwrap();
    let (pattern, sent): (Vec<&str>, Vec<&str>) =
        (pattern.split('/').collect(), path.split('/').collect());
    assert_eq!(pattern.len(), sent.len(), "{}", case.target);
    for (pattern, sent) in pattern.iter().zip(sent) {
        match pattern.strip_prefix('{').and_then(|label| label.strip_suffix('}')) {
            Some(label) => {
                assert!(!sent.is_empty(), "{}", case.target);
                seen.insert(format!("{name}${label}"));
            }
            None => assert_eq!(*pattern, sent, "{}", case.target),
        }
    }
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (key, _) = parameter.split_once('=').unwrap();
        let members = model.members(input);
        let bound =
            members.iter().find(|(_, member)| member["traits"]["smithy.api#httpQuery"] == key);
        seen.insert(format!(
            "{name}${}",
            bound.unwrap_or_else(|| panic!("nothing is bound to {key}")).0
        ));
    }
    if let Some(body) = &case.body {
        model.walk(input, body, seen);
    }
}

#[test]
fn every_operation_has_a_full_and_a_minimal_exchange() {
    let model = Model::read();
    let operations: Vec<String> =
        model.operations().keys().map(|name| (*name).to_owned()).collect();
    assert_eq!(operations.len(), 38);
    let mut exchanges: BTreeMap<String, Vec<Form>> = BTreeMap::new();
    for case in all_cases() {
        exchanges.entry(case.operation.to_owned()).or_default().push(case.form);
    }
    assert_eq!(exchanges.keys().cloned().collect::<Vec<_>>(), operations);
    for (operation, mut forms) in exchanges {
        forms.sort();
        assert_eq!(forms, [Form::Full, Form::Minimal], "{operation}");
    }
}

#[test]
fn full_requests_set_every_member_and_minimal_ones_the_required() {
    let model = Model::read();
    let operations = model.operations();
    let mut every = 0;
    for case in all_cases() {
        let operation = operations[case.operation];
        let input = target(&operation["input"]);
        let mut seen = BTreeSet::new();
        request_members(&model, operation, &case, &mut seen);
        let mut expected = BTreeSet::new();
        if case.form == Form::Full {
            model.reachable(input, &mut expected);
            every += expected.len();
        } else {
            // A token is not required, and sent all the same: the client makes one up.
            let sent = |member: &Value| has(member, "required") || has(member, "idempotencyToken");
            let required = model.members(input).into_iter().filter(|(_, member)| sent(member));
            let required: Vec<String> =
                required.map(|(name, _)| format!("{}${name}", &input[NAMESPACE.len()..])).collect();
            seen.retain(|name| name.starts_with(&format!("{}$", &input[NAMESPACE.len()..])));
            expected.extend(required);
        }
        assert_eq!(seen, expected, "{} ({:?})", case.operation, case.form);
    }
    println!("{every} members of requests");
}

#[test]
fn full_responses_hold_every_member_and_minimal_ones_the_required() {
    let model = Model::read();
    let operations = model.operations();
    let mut every = 0;
    for case in all_cases() {
        let output = target(&operations[case.operation]["output"]);
        let mut seen = BTreeSet::new();
        model.walk(output, &case.answer, &mut seen);
        let mut expected = BTreeSet::new();
        if case.form == Form::Full {
            model.reachable(output, &mut expected);
            every += expected.len();
        } else {
            let required =
                model.members(output).into_iter().filter(|(_, member)| has(member, "required"));
            expected
                .extend(required.map(|(name, _)| format!("{}${name}", &output[NAMESPACE.len()..])));
            seen.retain(|name| name.starts_with(&format!("{}$", &output[NAMESPACE.len()..])));
        }
        assert_eq!(seen, expected, "{} ({:?})", case.operation, case.form);
    }
    println!("{every} members of responses");
}

#[test]
fn lists_in_full_responses_have_two_entries() {
    fn check(operation: &str, value: &Value) {
        match value {
            Value::Object(members) => {
                for value in members.values() {
                    check(operation, value);
                }
            }
            Value::Array(entries) => {
                // An empty list is the other thing worth reading; one entry shows neither.
                assert_ne!(entries.len(), 1, "{operation}");
                for value in entries {
                    check(operation, value);
                }
            }
            _ => {}
        }
    }
    for case in all_cases().iter().filter(|case| case.form == Form::Full) {
        check(case.operation, &case.answer);
    }
}

#[test]
fn successes_have_the_status_and_requests_the_method_of_the_model() {
    let model = Model::read();
    let operations = model.operations();
    for case in all_cases() {
        let http = &operations[case.operation]["traits"]["smithy.api#http"];
        assert_eq!(http["method"], case.method, "{}", case.operation);
        assert_eq!(
            http["code"].as_u64().unwrap_or(200),
            u64::from(case.status),
            "{}",
            case.operation
        );
    }
}
