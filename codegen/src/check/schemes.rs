//! Protocols and authentication schemes of services (protocol-traits.rst and
//! authentication-traits.rst).

use super::{Handled, Scope};
use crate::diagnostic::Code;
use crate::model::traits::{AUTH, AUTH_DEFINITION, PROTOCOL_DEFINITION};
use crate::model::{AppliedTrait, Node, Shape};

/// Schemes of the prelude, whose definitions are not in the model.
const PRELUDE_SCHEMES: [&str; 4] = [
    "smithy.api#httpBasicAuth",
    "smithy.api#httpDigestAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpApiKeyAuth",
];

/// Well-known schemes whose definitions models mostly leave out.
const KNOWN_SCHEMES: [&str; 2] = ["aws.auth#sigv4", "aws.auth#sigv4a"];

pub(super) fn check(scope: &mut Scope<'_, '_>, handled: Handled<'_>) {
    for service in scope.services.clone() {
        if !handled.protocols.is_empty() {
            unhandled(scope, service, "protocol", is_protocol, handled.protocols);
        }
        if !handled.auth_schemes.is_empty() {
            unhandled(scope, service, "authentication scheme", is_scheme, handled.auth_schemes);
        }
        auth_list(scope, service, service);
        for operation in scope.model.operations_of(&service.id) {
            auth_list(scope, service, operation);
        }
    }
}

fn defined_as(scope: &Scope<'_, '_>, applied: &AppliedTrait, marker: &str) -> bool {
    scope.model.get(&applied.id).is_some_and(|definition| definition.traits.has(marker))
}

fn is_protocol(scope: &Scope<'_, '_>, applied: &AppliedTrait) -> bool {
    let namespace = applied.id.namespace();
    // Some traits of these namespaces only adjust a protocol.
    let well_known = matches!(namespace, "aws.protocols" | "smithy.protocols")
        && !matches!(applied.id.name(), "awsQueryCompatible" | "awsQueryError" | "httpChecksum");
    well_known || defined_as(scope, applied, PROTOCOL_DEFINITION)
}

fn is_scheme(scope: &Scope<'_, '_>, applied: &AppliedTrait) -> bool {
    let id = applied.id.as_str();
    PRELUDE_SCHEMES.contains(&id)
        || KNOWN_SCHEMES.contains(&id)
        || defined_as(scope, applied, AUTH_DEFINITION)
}

fn unhandled(
    scope: &mut Scope<'_, '_>,
    service: &Shape,
    what: &str,
    is_one: fn(&Scope<'_, '_>, &AppliedTrait) -> bool,
    handled: &[&str],
) {
    for applied in &service.traits {
        if is_one(scope, applied) && !handled.contains(&applied.id.as_str()) {
            let message = format!("the {what} `{}` is not supported; it is ignored", applied.id);
            let help = format!("supported are: {}", handled.join(", "));
            let at = applied.position;
            scope.warning(Code::UNHANDLED_SCHEME, at, &service.id, message, &help);
        }
    }
}

/// `auth` only names schemes that the service has (authentication-traits.rst, "auth trait").
fn auth_list(scope: &mut Scope<'_, '_>, service: &Shape, shape: &Shape) {
    let Some(elements) = shape.traits.get(AUTH).and_then(Node::as_array) else {
        return;
    };
    for element in elements {
        let Some(scheme) = element.as_str() else {
            continue;
        };
        if !service.traits.has(scheme) {
            let message = format!("`auth` names `{scheme}`, which `{}` does not have", service.id);
            let help = "add the trait of the scheme to the service, or remove it from the list";
            scope.error(Code::AUTH_LIST, element.position, &shape.id, message, help);
        }
    }
}
