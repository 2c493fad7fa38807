use super::*;
use crate::diagnostic::{Diagnostics, Source};
use crate::ir::{Definition, Message, Presence, Type};
use crate::{InputRequired, Options, Runtime, ServiceFacts};

fn options() -> Options {
    Options {
        crate_name: "example".to_owned(),
        crate_version: "0.1.0".to_owned(),
        style: "client".to_owned(),
        service: None,
        runtime: Runtime::Path("runtime".to_owned()),
        input_required: InputRequired::Staged,
        strict: false,
        facts: ServiceFacts::default(),
        license: None,
        repository: None,
        description: None,
    }
}

/// The package of a model with a service `Service`, operations and shapes given as JSON entries.
fn package(operations: &[&str], shapes: &str) -> Package {
    let list: Vec<String> =
        operations.iter().map(|name| format!(r#"{{"target": "a#{name}"}}"#)).collect();
    let text = format!(
        r#"{{"smithy": "2.0", "shapes": {{
            "a#Service": {{"type": "service", "version": "1", "operations": [{}],
                           "traits": {{"aws.protocols#restJson1": {{}}}}}},
            {shapes}
        }}}}"#,
        list.join(", ")
    );
    let mut diagnostics = Diagnostics::new();
    let model = Model::load(vec![Source::new("model.json", text)], &mut diagnostics);
    let service = choose_service(&model, None).unwrap();
    let package = lower(&model, service, &options(), true, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    package.unwrap()
}

fn structure<'a>(package: &'a Package, name: &str) -> &'a crate::ir::Structure {
    package
        .types
        .iter()
        .find_map(|definition| match definition {
            Definition::Structure(structure) if structure.name.name == name => Some(structure),
            _ => None,
        })
        .unwrap()
}

#[test]
fn only_members_that_lead_back_through_structures_are_boxed() {
    let package = package(
        &["Run"],
        r#"
        "a#Run": {"type": "operation", "input": {"target": "a#RunInput"}},
        "a#RunInput": {"type": "structure", "members": {"root": {"target": "a#Node"}}},
        "a#Node": {"type": "structure", "members": {
            "next": {"target": "a#Node"}, "many": {"target": "a#Nodes"}, "other": {"target": "a#Other"},
            "leaf": {"target": "a#Leaf"}}},
        "a#Other": {"type": "structure", "members": {"back": {"target": "a#Node"}}},
        "a#Leaf": {"type": "structure", "members": {}},
        "a#Nodes": {"type": "list", "member": {"target": "a#Node"}}"#,
    );
    let boxed: Vec<&str> = structure(&package, "Node")
        .fields
        .iter()
        .filter(|field| matches!(field.kind, Type::Boxed(_)))
        .map(|field| field.name.as_str())
        .collect();
    assert_eq!(boxed, ["next", "other"]);
    let Message::Own(request) = &package.operations[0].request else { panic!("not its own") };
    assert!(
        !matches!(request.fields[0].kind, Type::Boxed(_)),
        "the way in is not part of the circle"
    );
}

#[test]
fn a_request_belongs_to_one_operation_even_if_the_model_shares_it() {
    let package = package(
        &["First", "Second"],
        r#"
        "a#First": {"type": "operation", "input": {"target": "a#Shared"}, "output": {"target": "a#Shared"}},
        "a#Second": {"type": "operation", "input": {"target": "a#Shared"}},
        "a#Shared": {"type": "structure", "members": {"name": {"target": "smithy.api#String"}}}"#,
    );
    let names: Vec<&str> = package
        .operations
        .iter()
        .map(|operation| operation.request.structure().name.name.as_str())
        .collect();
    assert_eq!(names, ["FirstRequest", "SecondRequest"]);
    assert!(
        matches!(&package.operations[0].response, Message::Shared(shared) if shared.name.name == "Shared")
    );
    assert_eq!(package.operations[1].response.structure().name.name, "SecondResponse");
}

#[test]
fn the_only_operation_without_input_has_a_request_all_the_same() {
    let package = package(&["Ping"], r#""a#Ping": {"type": "operation"}"#);
    assert_eq!(package.operations[0].request.structure().name.name, "PingRequest");
}

#[test]
fn stages_follow_the_uri_and_then_the_model() {
    let package = package(
        &["Put"],
        r#"
        "a#Put": {"type": "operation", "input": {"target": "a#PutInput"},
                  "traits": {"smithy.api#http": {"method": "PUT", "uri": "/{outer}/{inner}"}}},
        "a#PutInput": {"type": "structure", "members": {
            "body": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}},
            "inner": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},
            "outer": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},
            "extra": {"target": "smithy.api#String"}}}"#,
    );
    let stages: Vec<&str> =
        package.operations[0].stages.iter().map(|stage| stage.name.as_str()).collect();
    assert_eq!(stages, ["NeedsOuter", "NeedsInner", "NeedsBody"]);
}

#[test]
fn members_that_differ_only_in_spelling_get_fields_of_their_own() {
    let package = package(
        &["Run"],
        r#"
        "a#Run": {"type": "operation", "input": {"target": "a#RunInput"}},
        "a#RunInput": {"type": "structure", "members": {
            "fooBar": {"target": "smithy.api#String"}, "foo_bar": {"target": "smithy.api#String"},
            "type": {"target": "smithy.api#String"}, "self": {"target": "smithy.api#String"},
            "send": {"target": "smithy.api#String"}, "_1": {"target": "smithy.api#String"}}}"#,
    );
    let fields = &package.operations[0].request.structure().fields;
    let names: Vec<(&str, &str)> =
        fields.iter().map(|field| (field.name.as_str(), field.setter.as_str())).collect();
    assert_eq!(
        names,
        [
            ("foo_bar", "foo_bar"),
            ("foo_bar_2", "foo_bar_2"),
            ("r#type", "r#type"),
            ("self_", "self_"),
            ("send", "send_"),
            ("value_1", "value_1"),
        ]
    );
}

#[test]
fn a_sensitive_value_in_a_list_redacts_the_structure_that_holds_the_list() {
    let package = package(
        &["Run"],
        r#"
        "a#Run": {"type": "operation", "input": {"target": "a#RunInput"}},
        "a#RunInput": {"type": "structure", "members": {"holder": {"target": "a#Holder"}}},
        "a#Holder": {"type": "structure", "members": {"secrets": {"target": "a#Secrets"}}},
        "a#Secrets": {"type": "list", "member": {"target": "a#Secret"}},
        "a#Secret": {"type": "string", "traits": {"smithy.api#sensitive": {}}}"#,
    );
    assert!(structure(&package, "Holder").redacted);
    let Message::Own(request) = &package.operations[0].request else { panic!("not its own") };
    assert!(!request.redacted, "a structure hides its own members");
}

#[test]
fn a_modelled_unknown_keeps_its_name() {
    let package = package(
        &["Run"],
        r#"
        "a#Run": {"type": "operation", "input": {"target": "a#RunInput"}},
        "a#RunInput": {"type": "structure", "members": {"kind": {"target": "a#Kind"}}},
        "a#Kind": {"type": "enum", "members": {"UNKNOWN": {"target": "smithy.api#Unit"}}}"#,
    );
    let Definition::Enumeration(kind) = &package.types[0] else { panic!("not an enum") };
    assert_eq!(
        (kind.variants[0].name.as_str(), kind.unknown.as_str()),
        ("Unknown", "UnknownValue")
    );
}

#[test]
fn required_is_dropped_from_inputs_on_demand_but_never_from_a_label() {
    let text = r#"{"smithy": "2.0", "shapes": {
        "a#Service": {"type": "service", "version": "1", "operations": [{"target": "a#Get"}],
                      "traits": {"aws.protocols#restJson1": {}}},
        "a#Get": {"type": "operation", "input": {"target": "a#GetInput"},
                  "traits": {"smithy.api#http": {"method": "POST", "uri": "/{id}"}}},
        "a#GetInput": {"type": "structure", "traits": {"smithy.api#input": {}}, "members": {
            "id": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},
            "body": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}}}}
    }}"#;
    let mut diagnostics = Diagnostics::new();
    let model = Model::load(vec![Source::new("model.json", text)], &mut diagnostics);
    let service = choose_service(&model, None).unwrap();
    let options = Options { input_required: InputRequired::Optional, ..options() };
    let package = lower(&model, service, &options, true, &mut diagnostics).unwrap();
    let fields = &package.operations[0].request.structure().fields;
    assert_eq!(
        (&fields[0].presence, &fields[1].presence),
        (&Presence::Required, &Presence::Optional)
    );
}
