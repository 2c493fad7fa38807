//! Who may call, and how callers prove it (authentication-traits.rst, aws-auth.rst).

use std::collections::BTreeSet;

use super::Context;
use crate::ir::{Auth, AuthScheme, Operation};
use crate::model::traits::{AUTH, OPTIONAL_AUTH, UNSIGNED_PAYLOAD};
use crate::model::{Node, Shape};

/// A scheme that clients can carry: one line of the registry.
struct Scheme {
    /// The shape id of its trait.
    id: &'static str,
    /// What clients need to know, read from the trait's value.
    read: fn(&Node) -> Option<AuthScheme>,
}

/// All of them, by id: the order in which a service without `auth` prefers its own.
const SCHEMES: [Scheme; 4] = [
    Scheme { id: HANDLED_AUTH_SCHEMES[0], read: sigv4 },
    Scheme { id: HANDLED_AUTH_SCHEMES[1], read: api_key },
    Scheme { id: HANDLED_AUTH_SCHEMES[2], read: |_| Some(AuthScheme::Basic) },
    Scheme { id: HANDLED_AUTH_SCHEMES[3], read: |_| Some(AuthScheme::Bearer) },
];

/// The schemes that clients can carry.
pub(crate) const HANDLED_AUTH_SCHEMES: &[&str] = &[
    "aws.auth#sigv4",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpBearerAuth",
];

fn sigv4(value: &Node) -> Option<AuthScheme> {
    Some(AuthScheme::SigV4 { name: value.get("name")?.as_str()?.to_owned() })
}

fn api_key(value: &Node) -> Option<AuthScheme> {
    let text = |key: &str| value.get(key).and_then(Node::as_str).map(str::to_owned);
    let name = text("name")?;
    Some(match text("in").as_deref() {
        Some("query") => AuthScheme::QueryKey { name },
        _ => AuthScheme::HeaderKey { name, scheme: text("scheme") },
    })
}

/// What the service's own traits offer to a list of schemes, in its order.
fn listed(service: &Shape, ids: &[&str]) -> Vec<AuthScheme> {
    let read = |id: &&str| {
        let scheme = SCHEMES.iter().find(|scheme| scheme.id == *id)?;
        (scheme.read)(service.traits.get(scheme.id)?)
    };
    ids.iter().filter_map(read).collect()
}

/// The schemes of operations that say nothing of their own. Without a list, all of the service
/// count; the order in which the service has them in the model means nothing, so it is by id.
pub(super) fn of_service(service: &Shape) -> Vec<AuthScheme> {
    let ids = service.traits.auth();
    listed(service, ids.as_deref().unwrap_or(HANDLED_AUTH_SCHEMES))
}

/// How an operation is called.
pub(super) fn of_operation(context: &Context<'_>, operation: &Shape) -> Auth {
    let default = of_service(context.service);
    let own = operation.traits.get(AUTH).and_then(|_| operation.traits.auth());
    let schemes = own.map(|ids| listed(context.service, &ids)).filter(|own| *own != default);
    let effective = schemes.as_ref().unwrap_or(&default);
    let signs = effective.iter().any(|scheme| matches!(scheme, AuthScheme::SigV4 { .. }));
    Auth {
        // Where there is nothing to prove anyway, nothing needs to be said of it.
        optional: !effective.is_empty() && operation.traits.has(OPTIONAL_AUTH),
        unsigned_payload: signs && operation.traits.has(UNSIGNED_PAYLOAD),
        schemes,
    }
}

/// Every scheme that some operation can be called with.
pub(super) fn used<'a>(
    service: &'a [AuthScheme],
    operations: &'a [Operation],
) -> impl Iterator<Item = &'a AuthScheme> {
    let own = operations.iter().filter_map(|operation| operation.auth.schemes.as_ref()).flatten();
    service.iter().chain(own)
}

/// The features of the runtime that these schemes need.
pub(super) fn features<'a>(
    schemes: impl Iterator<Item = &'a AuthScheme>,
) -> BTreeSet<&'static str> {
    let feature = |scheme: &AuthScheme| match scheme {
        AuthScheme::Bearer => None,
        AuthScheme::Basic => Some("basic-auth"),
        AuthScheme::HeaderKey { .. } | AuthScheme::QueryKey { .. } => Some("api-key-auth"),
        AuthScheme::SigV4 { .. } => Some("sigv4"),
    };
    schemes.filter_map(feature).collect()
}
