//! Facts of the service: protocol, authentication, and what the configuration says.

use super::{documentation, Context};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{AuthScheme, Operation, Protocol, Service};
use crate::model::traits::TITLE;
use crate::model::{Model, Shape, ShapeId};

/// The protocols that the runtime speaks, the preferred one first.
pub(crate) const PROTOCOLS: &[Protocol] = &[
    line("aws.protocols#restJson1", "RestJson", "rest-json", true),
    line("smithy.protocols#rpcv2Cbor", "RPC_V2_CBOR", "rpc-v2-cbor", false),
    line("smithy.protocols#rpcv2Json", "RPC_V2_JSON", "rpc-v2-json", false),
    line("aws.protocols#awsJson1_0", "AWS_JSON_1_0", "aws-json", false),
    line("aws.protocols#awsJson1_1", "AWS_JSON_1_1", "aws-json", false),
];

const fn line(
    id: &'static str,
    path: &'static str,
    feature: &'static str,
    http_bindings: bool,
) -> Protocol {
    Protocol { id, path, feature, http_bindings }
}

/// The trait of services whose callers know errors by the codes of an earlier protocol.
const QUERY_COMPATIBLE: &str = "aws.protocols#awsQueryCompatible";

/// The service to generate: the one that was asked for, or the only one.
///
/// # Errors
/// A diagnostic that says which services there are.
pub(crate) fn choose_service<'a>(
    model: &'a Model,
    wanted: Option<&str>,
) -> Result<&'a Shape, Box<Diagnostic>> {
    let services: Vec<&Shape> = model.services().collect();
    let names =
        || services.iter().map(|shape| format!("`{}`", shape.id)).collect::<Vec<_>>().join(", ");
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
pub(super) fn protocol(
    model: &Model,
    service: &Shape,
    needed: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Protocol> {
    let found = PROTOCOLS.iter().find(|protocol| service.traits.has(protocol.id));
    if found.is_some() || !needed {
        return found.or(PROTOCOLS.first()).copied();
    }
    let known = PROTOCOLS
        .iter()
        .map(|protocol| format!("`{}`", protocol.id))
        .collect::<Vec<_>>()
        .join(", ");
    diagnostics.push(
        Diagnostic::error(
            Code::NO_PROTOCOL,
            "the service has no protocol that clients can speak".to_owned(),
        )
        .at(model.location(service.position))
        .shape(&service.id)
        .help(format!("apply one of {known} to the service")),
    );
    None
}

/// What the configuration and the model say of the service.
pub(super) fn facts(
    context: &Context<'_>,
    protocol: Protocol,
    operations: &[Operation],
) -> Service {
    let auth = super::auth::of_service(context.service);
    let bearer_auth =
        super::auth::used(&auth, operations).any(|scheme| *scheme == AuthScheme::Bearer);
    let mut client_features = super::auth::features(super::auth::used(&auth, operations));
    client_features.extend(super::shaping::features(operations));
    if operations.iter().any(Operation::carries_events) {
        client_features.insert("event-stream");
    }
    let service = context.service;
    let id: &ShapeId = &service.id;
    let facts = &context.options.facts;
    let title = service.traits.get(TITLE).and_then(|node| node.as_str()).unwrap_or(id.name());
    Service {
        id: id.to_string(),
        title: documentation::inline(title),
        plain_title: title.chars().filter(|letter| !letter.is_control()).collect(),
        version: service
            .as_service()
            .map(|service| service.version.to_string())
            .unwrap_or_default(),
        documentation: super::types::describe(&service.traits),
        protocol,
        query_compatible: service.traits.has(QUERY_COMPATIBLE),
        endpoint: facts.endpoint.clone(),
        token_variables: facts.token_variables.clone(),
        request_id_headers: facts.request_id_headers.clone(),
        headers: facts.headers.clone(),
        validation: facts.validation,
        auth,
        bearer_auth,
        client_features: client_features.into_iter().collect(),
        pattern_fallback: context.patterns.need_fallback(),
    }
}
