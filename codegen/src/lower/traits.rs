//! Traits of the model, as calls on a schema's builder.

use super::Context;
use crate::ir::{Bound, SchemaTrait};
use crate::model::decimal::Decimal;
use crate::model::traits::{SENSITIVE, UNIQUE_ITEMS};
use crate::model::{traits, Member, Number, Shape, ShapeKind, TimestampFormat, Traits};

/// The traits of a shape that its schema carries.
pub(super) fn of_shape(context: &Context<'_>, shape: &Shape) -> Vec<SchemaTrait> {
    let mut calls = shared(context, &shape.traits, &shape.kind);
    let has = |id| shape.traits.has(id);
    if has(traits::SPARSE) {
        calls.push(SchemaTrait::Sparse);
    }
    if has(traits::STREAMING) {
        calls.push(SchemaTrait::Streaming);
    }
    if has(traits::REQUIRES_LENGTH) {
        calls.push(SchemaTrait::RequiresLength);
    }
    if let Some(fault) = shape.traits.error() {
        let server = fault == crate::model::ErrorKind::Server;
        let status = shape.traits.http_error().unwrap_or(if server { 500 } else { 400 });
        calls.push(SchemaTrait::Error { server, status });
    }
    if let Some(retryable) = shape.traits.retryable() {
        calls.push(SchemaTrait::Retryable { throttling: retryable.throttling });
    }
    calls
}

/// The traits of a member that its entry in the container's schema carries.
pub(super) fn of_member(
    context: &Context<'_>,
    member: &Member,
    target: &Shape,
) -> Vec<SchemaTrait> {
    let has = |id| member.traits.has(id);
    let mut calls = Vec::new();
    if has(traits::REQUIRED) {
        calls.push(SchemaTrait::Required);
    }
    if let Some(name) = member.traits.json_name() {
        calls.push(SchemaTrait::JsonName(name.to_owned()));
    }
    if has(traits::HTTP_LABEL) {
        calls.push(SchemaTrait::Label);
    }
    if let Some(name) = member.traits.http_query() {
        calls.push(SchemaTrait::Query(name.to_owned()));
    }
    if has(traits::HTTP_QUERY_PARAMS) {
        calls.push(SchemaTrait::QueryParams);
    }
    if let Some(name) = member.traits.http_header() {
        calls.push(SchemaTrait::Header(name.to_owned()));
    }
    if let Some(prefix) = member.traits.http_prefix_headers() {
        calls.push(SchemaTrait::PrefixHeaders(prefix.to_owned()));
    }
    if has(traits::HTTP_PAYLOAD) {
        calls.push(SchemaTrait::Payload);
    }
    if has(traits::HTTP_RESPONSE_CODE) {
        calls.push(SchemaTrait::ResponseCode);
    }
    if has(traits::EVENT_HEADER) {
        calls.push(SchemaTrait::EventHeader);
    }
    if has(traits::EVENT_PAYLOAD) {
        calls.push(SchemaTrait::EventPayload);
    }
    calls.extend(shared(context, &member.traits, &target.kind));
    if has(traits::IDEMPOTENCY_TOKEN) {
        calls.push(SchemaTrait::IdempotencyToken);
    }
    calls
}

/// The traits that shapes and members both can carry.
fn shared(context: &Context<'_>, traits: &Traits, kind: &ShapeKind) -> Vec<SchemaTrait> {
    let mut calls = Vec::new();
    if let Some(length) = traits.length() {
        calls.push(SchemaTrait::Length { min: length.min, max: length.max });
    }
    if let Some(range) = traits.range() {
        calls.push(SchemaTrait::Range {
            min: range.min.as_ref().and_then(bound),
            max: range.max.as_ref().and_then(bound),
        });
    }
    // The pattern of an enum would repeat its list of values (the enum trait of Smithy 1.0).
    let pattern = traits.pattern().filter(|_| matches!(kind, ShapeKind::String));
    if let Some(name) = pattern.and_then(|pattern| context.patterns.name(pattern)) {
        calls.push(SchemaTrait::Pattern(name.to_owned()));
    }
    if traits.has(UNIQUE_ITEMS) {
        calls.push(SchemaTrait::UniqueItems);
    }
    if traits.has(SENSITIVE) {
        calls.push(SchemaTrait::Sensitive);
    }
    if let Some(format) = traits.timestamp_format() {
        calls.push(SchemaTrait::TimestampFormat(match format {
            TimestampFormat::DateTime => "DateTime",
            TimestampFormat::HttpDate => "HttpDate",
            TimestampFormat::EpochSeconds => "EpochSeconds",
        }));
    }
    if let Some(media_type) = traits.media_type() {
        calls.push(SchemaTrait::MediaType(media_type.to_owned()));
    }
    calls
}

/// A bound of a range, exact where it is a whole number.
fn bound(number: &Number) -> Option<Bound> {
    let whole = Decimal::parse(number.as_str())
        .filter(Decimal::is_integer)
        .and_then(|decimal| decimal.to_i64());
    whole.map(Bound::Integer).or_else(|| number.as_f64().map(Bound::Decimal))
}
