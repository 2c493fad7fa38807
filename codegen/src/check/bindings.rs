//! HTTP bindings of members: what is left for the body, and names that clash (http-bindings.rst,
//! "httpPayload", "httpHeader", "httpPrefixHeaders" and "httpQuery").

use std::collections::{HashMap, HashSet};

use super::Scope;
use crate::diagnostic::{Code, Position};
use crate::model::traits::{HTTP_HEADER, HTTP_PREFIX_HEADERS, HTTP_QUERY};
use crate::model::{Member, Shape, Traits};

/// Headers that HTTP, the transport or authentication set (http-bindings.rst, "Restricted HTTP
/// headers").
const RESERVED_HEADERS: [&str; 14] = [
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "max-forwards",
    "proxy-authenticate",
    "server",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "www-authenticate",
];

pub(super) fn check(scope: &mut Scope<'_, '_>) {
    let mut seen: HashSet<&str> = HashSet::new();
    for (shape, operation) in scope.operations() {
        let Some(http) = shape.traits.http() else {
            continue;
        };
        if let Some(input) = scope.model.get(&operation.input.target) {
            payload(scope, input, true);
            for (name, _) in &http.uri.query {
                constant_query(scope, shape, input, name);
            }
        }
        let replies = std::iter::once(&operation.output).chain(&operation.errors);
        for reference in replies {
            let Some(reply) = scope.model.get(&reference.target) else {
                continue;
            };
            if seen.insert(reply.id.as_str()) {
                payload(scope, reply, false);
            }
        }
    }
    for shape in scope.shapes() {
        if shape.as_structure().is_some() {
            headers(scope, shape);
            queries(scope, shape);
        }
    }
}

fn position(traits: &Traits, id: &str) -> Position {
    traits.applied(id).map_or(Position::NONE, |applied| applied.position)
}

fn payload(scope: &mut Scope<'_, '_>, shape: &Shape, is_input: bool) {
    let Some(payload) = shape.members().find(|member| member.traits.http_payload()) else {
        return;
    };
    let in_body = |member: &&Member| {
        let traits = &member.traits;
        let elsewhere = traits.http_header().is_some()
            || traits.http_prefix_headers().is_some()
            || if is_input {
                traits.http_label()
                    || traits.http_query().is_some()
                    || traits.http_query_params()
                    || traits.host_label()
            } else {
                traits.http_response_code()
            };
        !elsewhere && !traits.http_payload()
    };
    for member in shape.members().filter(in_body) {
        let message =
            format!("the body is `{}` alone, so there is no place for this member", payload.name);
        let help = "bind the member to a header, label or query parameter, or remove `httpPayload`";
        scope.error(Code::PAYLOAD_CONFLICT, member.position, &member.id, message, help);
    }
}

fn constant_query(scope: &mut Scope<'_, '_>, operation: &Shape, input: &Shape, name: &str) {
    for member in input.members().filter(|member| member.traits.http_query() == Some(name)) {
        let message =
            format!("the URI of `{}` already sets the query parameter `{name}`", operation.id);
        let help = "bind the member to another parameter";
        let at = position(&member.traits, HTTP_QUERY);
        scope.error(Code::BINDING_CLASH, at, &member.id, message, help);
    }
}

fn headers(scope: &mut Scope<'_, '_>, shape: &Shape) {
    let mut seen: HashMap<String, &Member> = HashMap::new();
    let prefixed = shape.members().find_map(|member| {
        let prefix = member.traits.http_prefix_headers()?;
        Some((member, prefix.to_ascii_lowercase()))
    });
    if let Some((member, prefix)) = &prefixed {
        if !prefix.is_empty() && !is_token(prefix) {
            let at = position(&member.traits, HTTP_PREFIX_HEADERS);
            not_a_header(scope, member, prefix, at);
        }
    }
    for member in shape.members() {
        let Some(header) = member.traits.http_header().filter(|header| !header.is_empty()) else {
            continue;
        };
        let at = position(&member.traits, HTTP_HEADER);
        let lower = header.to_ascii_lowercase();
        if !is_token(header) {
            not_a_header(scope, member, header, at);
        } else if RESERVED_HEADERS.contains(&lower.as_str()) {
            let message = format!("the header `{header}` belongs to HTTP itself");
            let help = "choose another name; transports may set or refuse this one";
            scope.warning(Code::HEADER_NAME, at, &member.id, message, help);
        }
        if let Some((other, prefix)) = &prefixed {
            if !prefix.is_empty() && lower.starts_with(prefix.as_str()) {
                let message =
                    format!("the header `{header}` begins with the prefix of `{}`", other.name);
                let help = "rename the header or the prefix, or a reader cannot tell them apart";
                scope.error(Code::BINDING_CLASH, at, &member.id, message, help);
            }
        }
        if let Some(other) = seen.insert(lower, member) {
            let message = format!("`{}` is bound to the header `{header}` too", other.name);
            let help = "give each member a header of its own";
            scope.error(Code::BINDING_CLASH, at, &member.id, message, help);
        }
    }
}

fn not_a_header(scope: &mut Scope<'_, '_>, member: &Member, name: &str, at: Position) {
    let message = format!("{name:?} is not a header name");
    let help = "use letters, digits and any of !#$%&'*+-.^_`|~";
    scope.error(Code::HEADER_NAME, at, &member.id, message, help);
}

/// RFC 9110, section 5.6.2.
fn is_token(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn queries(scope: &mut Scope<'_, '_>, shape: &Shape) {
    let mut seen: HashMap<&str, &Member> = HashMap::new();
    for member in shape.members() {
        let Some(name) = member.traits.http_query() else {
            continue;
        };
        if let Some(other) = seen.insert(name, member) {
            let message = format!("`{}` is bound to the query parameter `{name}` too", other.name);
            let help = "give each member a parameter of its own";
            let at = position(&member.traits, HTTP_QUERY);
            scope.error(Code::BINDING_CLASH, at, &member.id, message, help);
        }
    }
}
