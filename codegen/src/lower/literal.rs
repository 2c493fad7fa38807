//! Default values, as they stand in code.

use base64::Engine;
use ferrosmith_runtime::schema::TimestampFormat;
use ferrosmith_runtime::timestamp::Timestamp;

use crate::ir::{DocumentLiteral, Literal, Type};
use crate::model::{Node, Value};

/// The default of a member, or `None` where it is `null`.
pub(super) fn default_value(node: &Node, kind: &Type) -> Option<Literal> {
    if node.is_null() {
        return None;
    }
    let literal = match kind {
        Type::Boxed(inner) => default_value(node, inner)?,
        Type::Boolean => Literal::Boolean(node.as_bool()?),
        Type::Byte | Type::Short | Type::Integer | Type::Long => Literal::Integer(node.as_i64()?),
        Type::Float | Type::Double => Literal::Decimal(node.as_number()?.as_f64()?),
        Type::BigInteger | Type::BigDecimal => Literal::Text(node.as_number()?.as_str().to_owned()),
        Type::String => Some(node.as_str()?)
            .filter(|text| !text.is_empty())
            .map_or(Literal::Empty, |text| Literal::Text(text.to_owned())),
        Type::Enumeration(_) => match node.as_i64() {
            Some(number) => Literal::EnumerationNumber(i32::try_from(number).ok()?),
            None => Literal::Text(node.as_str()?.to_owned()),
        },
        Type::Blob | Type::Stream => {
            Literal::Bytes(base64::engine::general_purpose::STANDARD.decode(node.as_str()?).ok()?)
        }
        Type::Timestamp => timestamp(node)?,
        Type::Document => Literal::Document(document(node)?),
        Type::List { .. }
        | Type::Map { .. }
        | Type::Aggregate(_)
        | Type::EventStream { .. }
        | Type::Unit => Literal::Empty,
    };
    Some(if is_empty(&literal) { Literal::Empty } else { literal })
}

/// Whether the literal is what `Shape::empty` gives for its type.
fn is_empty(literal: &Literal) -> bool {
    match literal {
        Literal::Boolean(value) => !value,
        Literal::Integer(value) => *value == 0,
        Literal::Decimal(value) => *value == 0.0 && value.is_sign_positive(),
        Literal::Bytes(bytes) => bytes.is_empty(),
        Literal::Timestamp(seconds, nanoseconds) => *seconds == 0 && *nanoseconds == 0,
        Literal::Document(document) => *document == DocumentLiteral::Null,
        Literal::Empty => true,
        Literal::Text(_) | Literal::EnumerationNumber(_) => false,
    }
}

/// A timestamp's default is a number of seconds, or RFC 3339 text (Smithy 2.0, `default` trait).
fn timestamp(node: &Node) -> Option<Literal> {
    let moment = match node.as_str() {
        Some(text) => Timestamp::parse(text, TimestampFormat::DateTime),
        None => Timestamp::parse(node.as_number()?.as_str(), TimestampFormat::EpochSeconds),
    };
    moment.ok().map(|moment| Literal::Timestamp(moment.seconds(), moment.nanoseconds()))
}

fn document(node: &Node) -> Option<DocumentLiteral> {
    Some(match &node.value {
        Value::Null => DocumentLiteral::Null,
        Value::Bool(value) => DocumentLiteral::Boolean(*value),
        Value::String(text) => DocumentLiteral::String(text.to_string()),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => DocumentLiteral::Integer(whole),
            None => DocumentLiteral::Decimal(number.as_f64()?),
        },
        Value::Array(_) => DocumentLiteral::EmptyList,
        Value::Object(_) => DocumentLiteral::EmptyMap,
    })
}
