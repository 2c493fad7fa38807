//! Adds what the reference does not print: the facts of the service contract that the overlay
//! states.

use serde_json::Value;

use super::facts::Facts;
use super::modeled::object;

/// States the service facts next to what was read from the reference.
pub(super) fn add(reference: &mut Facts, service: &Value) {
    let first_word = |key: &str| {
        let text = service[key].as_str().unwrap_or_default();
        let word = text.split([' ', ';']).next().unwrap_or_default();
        word.to_owned()
    };
    reference.state("CodeCatalyst", "protocol", first_word("protocol"));
    reference.state("CodeCatalyst", "authentication", first_word("auth"));
    for aspect in ["readonly", "idempotent"] {
        for operation in strings(&service[aspect]) {
            reference.state(operation, aspect, "yes");
        }
    }
    for (operation, paginated) in object(&service["paginated"]) {
        for (key, member) in object(paginated) {
            let member = member.as_str().unwrap_or_default();
            reference.state(operation, &format!("paginated {key}"), member);
        }
    }
    for (operation, members) in object(&service["required_output_members"]) {
        for member in strings(members) {
            reference.state(&format!("{operation}Response${member}"), "required", "yes");
        }
    }
    for (key, aspect) in [("sensitive", "sensitive"), ("idempotency_tokens", "idempotency token")] {
        for id in strings(&service[key]).flat_map(named) {
            reference.state(&id, aspect, "yes");
        }
    }
    add_error_facts(reference, &service["errors"]);
}

/// The service facts state the following of all errors at once.
fn add_error_facts(reference: &mut Facts, service: &Value) {
    let says = |key: &str, word: &str| {
        let text = service[key].as_str().unwrap_or_default();
        text.split_whitespace().any(|w| w == word)
    };
    let errors: Vec<String> = reference
        .of_aspect("kind")
        .filter(|(_, kind)| *kind == "error")
        .map(|(id, _)| id.to_owned())
        .collect();
    for error in errors {
        let message = format!("{error}$message");
        if says("fault", "client") {
            reference.state(&error, "fault", "client");
        }
        if says("message_member", "string") {
            reference.state(&message, "type", "string");
        }
        reference.state_if(says("message_member", "required"), &message, "required");
    }
    for error in strings(&service["retryable"]) {
        // The only retryable error is the one that throttles, which Smithy tells apart.
        let throttling = error.starts_with("Throttling");
        reference.state(error, "retryable", format!("{{\"throttling\":{throttling}}}"));
    }
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    let items = value.as_array().into_iter().flatten();
    items.filter_map(Value::as_str)
}

/// The structures and members named in a remark: it starts with one, and further members are
/// written `Structure.member`.
fn named(remark: &str) -> Vec<String> {
    remark
        .split_whitespace()
        .enumerate()
        .filter(|(position, word)| *position == 0 || word.contains('.'))
        .map(|(_, word)| word.replace('.', "$"))
        .collect()
}
