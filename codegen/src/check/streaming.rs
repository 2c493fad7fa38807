//! Streams (streaming.rst).

use std::collections::HashSet;

use super::Scope;
use crate::diagnostic::{Code, Position};
use crate::model::traits::{HTTP, STREAMING};
use crate::model::{Member, Shape, ShapeKind};

pub(super) fn check(scope: &mut Scope<'_, '_>) {
    let mut top_level: HashSet<&str> = HashSet::new();
    for (shape, operation) in scope.operations() {
        let with_http = shape.traits.has(HTTP);
        for reference in [&operation.input, &operation.output] {
            let Some(structure) = scope.model.get(&reference.target) else {
                continue;
            };
            top_level.insert(structure.id.as_str());
            if with_http {
                bound_to_payload(scope, structure);
            }
        }
    }
    for shape in scope.shapes() {
        let allowed = top_level.contains(shape.id.as_str()) || shape.is_mixin();
        let mut first: Option<&Member> = None;
        for member in shape.members() {
            if !targets_stream(scope, member) {
                continue;
            }
            if !allowed {
                let message = format!("a member targets the stream `{}`", member.target);
                let help = "only members of operation inputs and outputs can be streams";
                report(scope, member, member.target_position, message, help);
            } else if let Some(first) = first {
                let message = format!("`{}` is a stream already", first.name);
                let help = "an input or output has one stream at most";
                report(scope, member, member.position, message, help);
            }
            first = first.or(Some(member));
            required_or_default(scope, member);
        }
        if matches!(shape.kind, ShapeKind::Union(_)) && shape.traits.streaming() {
            events(scope, shape);
        }
    }
}

fn report(scope: &mut Scope<'_, '_>, member: &Member, at: Position, message: String, help: &str) {
    scope.error(Code::STREAMING, at, &member.id, message, help);
}

fn targets_stream(scope: &Scope<'_, '_>, member: &Member) -> bool {
    scope.model.target(member).is_some_and(|target| target.traits.has(STREAMING))
}

fn bound_to_payload(scope: &mut Scope<'_, '_>, structure: &Shape) {
    for member in structure.members() {
        if targets_stream(scope, member) && !member.traits.http_payload() {
            let message = "the stream is not the body".to_owned();
            let help = "add `smithy.api#httpPayload` to the member";
            report(scope, member, member.position, message, help);
        }
    }
}

/// A stream of bytes may be empty, but not missing (streaming.rst, "streaming trait").
fn required_or_default(scope: &mut Scope<'_, '_>, member: &Member) {
    let Some(target) = scope.model.target(member) else {
        return;
    };
    let settled = member.traits.required() || member.traits.default_value().is_some();
    if matches!(target.kind, ShapeKind::Blob) && !settled {
        let message = "the stream is neither required nor has a default".to_owned();
        let help = "add `smithy.api#required`, or `smithy.api#default` with \"\"";
        report(scope, member, member.position, message, help);
    }
}

/// Events are structures, and a payload leaves only headers (streaming.rst, "Event streams").
fn events(scope: &mut Scope<'_, '_>, union: &Shape) {
    for member in union.members() {
        let Some(event) = scope.model.target(member) else {
            continue;
        };
        if event.as_structure().is_none() {
            let message = format!("the event `{}` is a {}", member.name, event.kind.name());
            let help = "members of an event stream target structures";
            report(scope, member, member.target_position, message, help);
            continue;
        }
        if !event.members().any(|member| member.traits.event_payload()) {
            continue;
        }
        for member in event.members() {
            if !member.traits.event_payload() && !member.traits.event_header() {
                let message = "another member is the whole payload of the event".to_owned();
                let help = "add `smithy.api#eventHeader` to the member";
                report(scope, member, member.position, message, help);
            }
        }
    }
}
