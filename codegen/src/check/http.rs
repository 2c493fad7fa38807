//! HTTP bindings of operations: URI patterns, labels, status codes, host prefixes, and operations
//! that answer to the same requests (http-bindings.rst, endpoint-traits.rst).

use std::collections::{HashMap, HashSet};

use super::Scope;
use crate::diagnostic::{Code, Position};
use crate::model::traits::{ENDPOINT, HOST_LABEL, HTTP, HTTP_LABEL};
use crate::model::uri::{Segment, UriPattern};
use crate::model::{Http, Node, Operation, Shape};

/// Protocols that cannot send an operation without an `http` trait.
const HTTP_PROTOCOLS: [&str; 2] = ["aws.protocols#restJson1", "aws.protocols#restXml"];

pub(super) fn check(scope: &mut Scope<'_, '_>) {
    for (shape, operation) in scope.operations() {
        if let Some(node) = shape.traits.get(HTTP) {
            uri(scope, shape, node);
            status(scope, shape, node, "code", 100, 999);
        }
        if let Some(http) = shape.traits.http() {
            labels(scope, shape, operation, &http.uri);
        }
        host_prefix(scope, shape, operation);
    }
    for shape in scope.shapes() {
        error_status(scope, shape);
    }
    for service in scope.services.clone() {
        service_operations(scope, service);
    }
}

fn uri(scope: &mut Scope<'_, '_>, shape: &Shape, node: &Node) {
    let Some(found) = node.get("uri") else { return };
    let Some(Err(error)) = found.as_str().map(UriPattern::parse) else {
        return;
    };
    let message =
        format!("the URI pattern {:?} is ill-formed: {error}", found.as_str().unwrap_or_default());
    let help = "write an absolute path such as /spaces/{spaceName}/projects";
    scope.error(Code::URI_PATTERN, found.position, &shape.id, message, help);
}

fn status(scope: &mut Scope<'_, '_>, shape: &Shape, node: &Node, key: &str, low: i64, high: i64) {
    let Some((code, at)) = node.get(key).and_then(|node| Some((node.as_i64()?, node.position)))
    else {
        return;
    };
    if !(low..=high).contains(&code) {
        let message = format!("the status code {code} is not between {low} and {high}");
        scope.error(Code::STATUS_CODE, at, &shape.id, message, "use a code of HTTP");
    }
}

/// `httpError` agrees with `error`: 4xx are the client's, 5xx the server's (http-bindings.rst,
/// "httpError trait").
fn error_status(scope: &mut Scope<'_, '_>, shape: &Shape) {
    let Some(node) = shape.traits.get(crate::model::traits::HTTP_ERROR) else {
        return;
    };
    let (Some(kind), Some(code)) = (shape.traits.error(), node.as_i64()) else {
        return;
    };
    let (low, high, who) = match kind {
        crate::model::ErrorKind::Client => (400, 499, "client"),
        crate::model::ErrorKind::Server => (500, 599, "server"),
    };
    if !(low..=high).contains(&code) {
        let message = format!("{code} is no status of a {who} error");
        let help = format!("use a code from {low} to {high}, or change the `error` trait");
        scope.error(Code::STATUS_CODE, node.position, &shape.id, message, &help);
    }
}

fn labels(scope: &mut Scope<'_, '_>, shape: &Shape, operation: &Operation, uri: &UriPattern) {
    let Some(input) = scope.model.get(&operation.input.target) else {
        return;
    };
    let position = shape.traits.applied(HTTP).map_or(Position::NONE, |applied| applied.position);
    for segment in &uri.segments {
        let (name, greedy) = match segment {
            Segment::Literal(_) => continue,
            Segment::Label(name) => (name, false),
            Segment::GreedyLabel(name) => (name, true),
        };
        let member = input.member(name).filter(|member| member.traits.http_label());
        let Some(member) = member else {
            let message = format!("no member of `{}` is bound to the label `{name}`", input.id);
            let help = format!("add a required member `{name}` with `smithy.api#httpLabel`");
            scope.error(Code::LABEL_WITHOUT_MEMBER, position, &shape.id, message, &help);
            continue;
        };
        let target = scope.model.target(member);
        if greedy && target.is_some_and(|target| !target.kind.is_string()) {
            let message = format!("the greedy label `{name}` is not bound to a string");
            let help = "target a string, or write the label without `+`";
            scope.error(Code::LABEL_MEMBER, member.position, &member.id, message, help);
        }
    }
    for member in input.members().filter(|member| member.traits.http_label()) {
        if !member.traits.required() {
            let message = "a member bound to a label is not required".to_owned();
            let help = "add `smithy.api#required`; without the value there is no URI";
            scope.error(Code::LABEL_MEMBER, member.position, &member.id, message, help);
        }
        if !uri.labels().any(|name| name == member.name.as_ref()) {
            let position =
                member.traits.applied(HTTP_LABEL).map_or(member.position, |at| at.position);
            let message = format!("the URI of `{}` has no label `{}`", shape.id, member.name);
            let help = format!("put {{{}}} into the URI, or remove the trait", member.name);
            scope.error(Code::MEMBER_WITHOUT_LABEL, position, &member.id, message, &help);
        }
    }
}

/// Labels of `endpoint` (endpoint-traits.rst, "endpoint trait").
fn host_prefix(scope: &mut Scope<'_, '_>, shape: &Shape, operation: &Operation) {
    let Some(prefix) = shape.traits.endpoint() else {
        return;
    };
    let Some(input) = scope.model.get(&operation.input.target) else {
        return;
    };
    let at = shape.traits.applied(ENDPOINT).map_or(Position::NONE, |applied| applied.position);
    let mut named: HashSet<&str> = HashSet::new();
    let mut rest = prefix;
    let mut well_formed = true;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, remainder)) = after.split_once('}') else {
            well_formed = false;
            break;
        };
        well_formed &= is_host_text(before);
        if !named.insert(name) {
            well_formed = false;
        }
        let bound = input
            .member(name)
            .is_some_and(|member| member.traits.host_label() && member.traits.required());
        if !bound {
            let message =
                format!("no required member of `{}` is the host label `{name}`", input.id);
            let help = format!("add a required member `{name}` with `smithy.api#hostLabel`");
            scope.error(Code::HOST_PREFIX, at, &shape.id, message, &help);
        }
        rest = remainder;
    }
    if !well_formed || !is_host_text(rest) {
        let message = format!("the host prefix {prefix:?} is ill-formed");
        let help = "use letters, digits, `-`, `.` and {labels}, each label once";
        scope.error(Code::HOST_PREFIX, at, &shape.id, message, help);
    }
    for member in input.members().filter(|member| member.traits.host_label()) {
        if !named.contains(member.name.as_ref()) {
            let at = member.traits.applied(HOST_LABEL).map_or(member.position, |at| at.position);
            let message = format!("the host prefix of `{}` does not use the label", shape.id);
            let help = format!("put {{{}}} into the prefix, or remove the trait", member.name);
            scope.error(Code::HOST_PREFIX, at, &member.id, message, &help);
        }
    }
}

fn is_host_text(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
}

fn service_operations(scope: &mut Scope<'_, '_>, service: &Shape) {
    let operations = scope.model.operations_of(&service.id);
    let bound = operations.iter().filter(|shape| shape.traits.has(HTTP)).count();
    let needed = HTTP_PROTOCOLS.iter().any(|protocol| service.traits.has(protocol));
    let mut routes: HashMap<String, &Shape> = HashMap::new();
    for operation in operations {
        if let Some(http) = operation.traits.http() {
            let route = route(&http, operation.traits.endpoint().unwrap_or_default());
            if let Some(other) = routes.insert(route, operation) {
                let position =
                    operation.traits.applied(HTTP).map_or(Position::NONE, |at| at.position);
                let message = format!("`{}` answers to the same requests", other.id);
                let help = "change the method, the path or a constant query parameter of one";
                scope.error(Code::URI_CONFLICT, position, &operation.id, message, help);
            }
        } else if !operation.traits.has(HTTP) && (needed || bound > 0) {
            let message = format!("the operation of `{}` has no `http` trait", service.id);
            let help = "add `smithy.api#http` with a method and a URI";
            if needed {
                scope.error(Code::HTTP_MISSING, operation.position, &operation.id, message, help);
            } else {
                let at = operation.position;
                scope.warning(Code::HTTP_MISSING, at, &operation.id, message, help);
            }
        }
    }
}

/// Requests that a server cannot tell apart have the same text: labels lose their names, and the
/// order of query parameters does not count. A literal beside a label is no conflict, since the
/// more specific pattern wins (http-bindings.rst, "URI pattern conflicts").
fn route(http: &Http, host_prefix: &str) -> String {
    let mut text = format!("{}{} ", host_prefix, http.method);
    for segment in &http.uri.segments {
        text.push('/');
        text.push_str(match segment {
            Segment::Literal(literal) => literal,
            Segment::Label(_) => "{}",
            Segment::GreedyLabel(_) => "{+}",
        });
    }
    let mut query = http.uri.query.clone();
    query.sort();
    for (name, value) in query {
        text.extend(["&", &name, "=", &value]);
    }
    text
}
