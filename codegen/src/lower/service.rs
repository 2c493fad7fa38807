//! Facts of the service: protocol, authentication, and what the configuration says.

use super::{documentation, Context};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Protocol, Service};
use crate::model::traits::{STREAMING, TITLE};
use crate::model::{Model, Shape, ShapeId, ShapeKind};

/// The protocols that the runtime speaks, the preferred one first.
pub(crate) const PROTOCOLS: &[Protocol] = &[Protocol {
    id: "aws.protocols#restJson1",
    path: "RestJson",
    feature: "rest-json",
    http_bindings: true,
}];

/// The authentication schemes that clients can carry.
pub(crate) const HANDLED_AUTH_SCHEMES: &[&str] = &["smithy.api#httpBearerAuth"];

/// The service to generate: the one that was asked for, or the only one.
///
/// # Errors
/// A diagnostic that says which services there are.
pub(crate) fn choose_service<'a>(model: &'a Model, wanted: Option<&str>) -> Result<&'a Shape, Box<Diagnostic>> {
    let services: Vec<&Shape> = model.services().collect();
    let names = || services.iter().map(|shape| format!("`{}`", shape.id)).collect::<Vec<_>>().join(", ");
    match (wanted, services.as_slice()) {
        (Some(wanted), _) => {
            let found = services.iter().find(|shape| shape.id.as_str() == wanted || shape.id.name() == wanted);
            found.copied().ok_or_else(|| {
                let message = format!("there is no service `{wanted}`");
                Box::new(Diagnostic::error(Code::UNKNOWN_SERVICE, message).help(format!("the model has {}", names())))
            })
        }
        (None, [service]) => Ok(service),
        (None, []) => Err(Box::new(
            Diagnostic::error(Code::UNKNOWN_SERVICE, "the model has no service")
                .help("types, clients and servers are generated for the closure of a service shape: add one"),
        )),
        (None, _) => Err(Box::new(
            Diagnostic::error(Code::UNKNOWN_SERVICE, format!("the model has several services: {}", names()))
                .help("say which one with `--service`, or `service` in codegen.toml"),
        )),
    }
}

/// The first protocol of the service that the runtime speaks. What nobody speaks needs none, and
/// then any will do.
pub(super) fn protocol(model: &Model, service: &Shape, needed: bool, diagnostics: &mut Diagnostics) -> Option<Protocol> {
    let found = PROTOCOLS.iter().find(|protocol| service.traits.has(protocol.id));
    if found.is_some() || !needed {
        return found.or(PROTOCOLS.first()).copied();
    }
    let known = PROTOCOLS.iter().map(|protocol| format!("`{}`", protocol.id)).collect::<Vec<_>>().join(", ");
    diagnostics.push(
        Diagnostic::error(Code::NO_PROTOCOL, "the service has no protocol that clients can speak".to_owned())
            .at(model.location(service.position))
            .shape(&service.id)
            .help(format!("apply one of {known} to the service")),
    );
    None
}

/// Event streams are not generated yet: better said than made up.
pub(super) fn refuse_event_streams(model: &Model, closure: &[&Shape], diagnostics: &mut Diagnostics) {
    for shape in closure {
        if matches!(shape.kind, ShapeKind::Union(_)) && shape.traits.has(STREAMING) {
            diagnostics.push(
                Diagnostic::error(Code::UNSUPPORTED, "event streams are not supported")
                    .at(model.location(shape.position))
                    .shape(&shape.id)
                    .help("leave out the operations that use it"),
            );
        }
    }
}

/// Whether a call of the operation carries credentials (Smithy 2.0, "Authentication traits").
pub(super) fn needs_auth(context: &Context<'_>, operation: &Shape) -> bool {
    let list = operation.traits.auth().or_else(|| context.service.traits.auth());
    let chosen = list.is_none_or(|schemes| schemes.iter().any(|scheme| HANDLED_AUTH_SCHEMES.contains(scheme)));
    bearer_auth(context) && chosen
}

fn bearer_auth(context: &Context<'_>) -> bool {
    HANDLED_AUTH_SCHEMES.iter().any(|scheme| context.service.traits.has(scheme))
}

/// What the configuration and the model say of the service.
pub(super) fn facts(context: &Context<'_>, protocol: Protocol) -> Service {
    let service = context.service;
    let id: &ShapeId = &service.id;
    let facts = &context.options.facts;
    let title = service.traits.get(TITLE).and_then(|node| node.as_str()).unwrap_or(id.name());
    Service {
        id: id.to_string(),
        title: documentation::inline(title),
        plain_title: title.chars().filter(|letter| !letter.is_control()).collect(),
        version: service.as_service().map(|service| service.version.to_string()).unwrap_or_default(),
        documentation: super::types::describe(&service.traits),
        protocol,
        endpoint: facts.endpoint.clone(),
        token_variables: facts.token_variables.clone(),
        request_id_headers: facts.request_id_headers.clone(),
        headers: facts.headers.clone(),
        validation: facts.validation,
        bearer_auth: bearer_auth(context),
        pattern_fallback: context.patterns.need_fallback(),
    }
}
