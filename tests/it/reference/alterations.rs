//! Ways to falsify the model, for the proof that the comparison notices each of them.

use serde_json::{json, Map, Value};

use super::modeled::NAMESPACE;

pub(super) struct Alteration {
    pub(super) what: &'static str,
    /// The shape whose definition is altered, which the report has to name.
    pub(super) shape: &'static str,
    /// JSON pointer below the definition of the shape.
    pub(super) at: &'static str,
    pub(super) edit: Edit,
}

pub(super) enum Edit {
    Text(&'static str),
    Number(i64),
    Remove,
    Rename(&'static str),
    /// Adds an empty trait, or a member that targets a string.
    Add(&'static str),
    DropLast,
}

use Edit::{Add, DropLast, Number, Remove, Rename, Text};

const fn alteration(
    what: &'static str,
    shape: &'static str,
    at: &'static str,
    edit: Edit,
) -> Alteration {
    Alteration { what, shape, at, edit }
}

#[rustfmt::skip]
pub(super) const ALTERATIONS: &[Alteration] = &[
    alteration("rename a member", "CreateProjectRequest", "/members/displayName", Rename("title")),
    alteration("drop a member", "EventLogEntry", "/members/requestId", Remove),
    alteration("add a member", "GetSpaceResponse", "/members", Add("owner")),
    alteration("change a type", "EmailAddress", "/members/verified/target", Text("smithy.api#String")),
    alteration("change an element type", "FilterValueList", "/member/target", Text("smithy.api#Integer")),
    alteration("point to another structure", "WorkflowSummary", "/members/definition/target", Text("com.amazonaws.codecatalyst#WorkflowDefinition")),
    alteration("lower a minimum length", "NameString", "/traits/smithy.api#length/min", Number(2)),
    alteration("raise a maximum length", "BranchName", "/traits/smithy.api#length/max", Number(101)),
    alteration("drop a maximum length", "PageToken", "/traits/smithy.api#length/max", Remove),
    alteration("drop the length of a member", "GetWorkflowRequest", "/members/projectName/traits/smithy.api#length", Remove),
    alteration("raise the minimum of a range", "InactivityTimeoutMinutes", "/traits/smithy.api#range/min", Number(1)),
    alteration("raise the maximum of a range", "ListEventLogsRequest", "/members/maxResults/traits/smithy.api#range/max", Number(251)),
    alteration("drop a range", "StorageSizeInGiB", "/traits/smithy.api#range", Remove),
    alteration("raise list bounds", "IdeList", "/traits/smithy.api#length/max", Number(2)),
    alteration("drop list bounds", "WorkflowSortCriteriaList", "/traits/smithy.api#length", Remove),
    alteration("change a pattern", "RegionName", "/traits/smithy.api#pattern", Text("^[a-z-]+$")),
    alteration("drop the anchors of a pattern", "UserName", "/traits/smithy.api#pattern", Text("[a-zA-Z0-9_.-]{3,100}")),
    alteration("drop a pattern", "Uuid", "/traits/smithy.api#pattern", Remove),
    alteration("drop an enum value", "WorkflowRunStatus", "/members/ABANDONED", Remove),
    alteration("change an enum value", "InstanceType", "/members/DEV_STANDARD1_SMALL/traits/smithy.api#enumValue", Text("dev.standard2.small")),
    alteration("make a member optional", "RepositoryInput", "/members/repositoryName/traits/smithy.api#required", Remove),
    alteration("make a member required", "Filter", "/members/comparisonOperator/traits", Add("smithy.api#required")),
    alteration("make a response member required", "GetProjectResponse", "/members/description/traits", Add("smithy.api#required")),
    alteration("change a method", "UpdateSpace", "/traits/smithy.api#http/method", Text("PUT")),
    alteration("change a URI", "GetSpace", "/traits/smithy.api#http/uri", Text("/v2/spaces/{name}")),
    alteration("change a status code", "CreateProject", "/traits/smithy.api#http/code", Number(200)),
    alteration("rename a query parameter", "GetUserDetailsRequest", "/members/userName/traits/smithy.api#httpQuery", Text("user")),
    alteration("drop a query binding", "ListWorkflowsRequest", "/members/nextToken/traits/smithy.api#httpQuery", Remove),
    alteration("drop a label binding", "DeleteSpaceRequest", "/members/name/traits/smithy.api#httpLabel", Remove),
    alteration("drop an error", "VerifySession", "/errors", DropLast),
    alteration("change the status of an error", "ConflictException", "/traits/smithy.api#httpError", Number(412)),
    alteration("change the fault of an error", "ThrottlingException", "/traits/smithy.api#error", Text("server")),
    alteration("drop the retryability of an error", "ThrottlingException", "/traits/smithy.api#retryable", Remove),
    alteration("drop an operation", "VerifySession", "", Remove),
    alteration("leave an operation out of the service", "VerifySession", "!", DropLast),
    alteration("drop a data type", "Ide", "", Remove),
    alteration("rename a data type", "UserIdentity", "", Rename("Actor")),
    alteration("target an input directly", "GetProject", "/input/target", Text("smithy.api#Unit")),
    alteration("change a timestamp format", "DateTime", "/traits/smithy.api#timestampFormat", Text("epoch-seconds")),
    alteration("drop a pagination", "ListSpaces", "/traits/smithy.api#paginated", Remove),
    alteration("drop an idempotency token", "StartWorkflowRunRequest", "/members/clientToken/traits/smithy.api#idempotencyToken", Remove),
    alteration("declare a mutation read-only", "DeleteSpace", "/traits", Add("smithy.api#readonly")),
    alteration("expose a secret", "AccessTokenSecret", "/traits/smithy.api#sensitive", Remove),
    alteration("add a trait nothing prints", "SpaceSummary", "/members/name/traits", Add("smithy.api#default")),
];

impl Alteration {
    /// Makes the alteration; panics when the table and the model do not fit each other.
    pub(super) fn make(&self, model: &mut Value) {
        let shape = format!("/shapes/{NAMESPACE}{}", self.shape);
        // "!" stands for the list of operations in the service, where the shape is the last.
        let pointer = match self.at {
            "!" => format!("/shapes/{NAMESPACE}CodeCatalyst/operations"),
            at => format!("{shape}{at}"),
        };
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
        let parent =
            model.pointer_mut(parent).unwrap_or_else(|| panic!("{}: no {parent}", self.what));
        let value = parent.get_mut(key).unwrap_or_else(|| panic!("{}: no {pointer}", self.what));
        match self.edit {
            Text(text) => replace(value, json!(text)),
            Number(number) => replace(value, json!(number)),
            Remove => drop(remove(parent, key)),
            Rename(name) => {
                let moved = remove(parent, key);
                let name = match self.at {
                    "" => format!("{NAMESPACE}{name}"),
                    _ => name.to_owned(),
                };
                entries(parent).insert(name, moved);
            }
            Add(name) => {
                let added = match self.at {
                    "/members" => json!({ "target": "smithy.api#String" }),
                    _ => json!({}),
                };
                let previous = entries(value).insert(name.to_owned(), added);
                assert!(previous.is_none(), "{}: already there", self.what);
            }
            DropLast => drop(value.as_array_mut().and_then(Vec::pop)),
        }
    }
}

fn replace(value: &mut Value, by: Value) {
    assert_ne!(*value, by, "the alteration changes something");
    *value = by;
}

fn entries(value: &mut Value) -> &mut Map<String, Value> {
    value.as_object_mut().expect("the value is an object")
}

fn remove(parent: &mut Value, key: &str) -> Value {
    entries(parent).remove(key).expect("the key is there")
}

/// JSON pointers to every value that states a fact: strings and numbers, and the empty objects
/// that mark a trait.
pub(super) fn fact_pointers(model: &Value) -> Vec<String> {
    let mut pointers = Vec::new();
    collect(&model["shapes"], "/shapes", &mut pointers);
    pointers
}

fn collect(value: &Value, pointer: &str, pointers: &mut Vec<String>) {
    let is_prose =
        ["documentation", "title"].iter().any(|id| pointer.ends_with(&format!("/smithy.api#{id}")));
    if is_prose {
        return;
    }
    match value {
        Value::Object(map) if !map.is_empty() => {
            // Members of an enum target the unit type by definition.
            let is_enum_member = map.get("target").is_some_and(|t| t == "smithy.api#Unit")
                && pointer.contains("/members/");
            for (key, value) in map {
                if !(is_enum_member && key == "target") {
                    collect(value, &format!("{pointer}/{key}"), pointers);
                }
            }
        }
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                collect(item, &format!("{pointer}/{position}"), pointers);
            }
        }
        // The members of an empty structure are not a fact on their own.
        Value::Object(_) if pointer.ends_with("/members") => {}
        _ => pointers.push(pointer.to_owned()),
    }
}

/// Changes the value at the pointer, or drops a trait that has none. Returns the object or array
/// that held the value with its pointer, to put it back as it was.
pub(super) fn alter<'a>(model: &mut Value, pointer: &'a str) -> (&'a str, Value) {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
    let original = model.pointer(parent).expect("the pointer is valid").clone();
    let value = model.pointer_mut(pointer).expect("the pointer is valid");
    match value {
        Value::String(text) => text.push('x'),
        Value::Number(number) => *value = json!(number.as_i64().unwrap_or_default() + 1),
        Value::Bool(flag) => *flag = !*flag,
        _ => {
            let parent = model.pointer_mut(parent).expect("the pointer is valid");
            remove(parent, key);
        }
    }
    (parent, original)
}
