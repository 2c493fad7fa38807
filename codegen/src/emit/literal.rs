//! Values written in code.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::code;
use super::types::type_of;
use super::Scope;
use crate::ir::{Bound, DocumentLiteral, Literal, Type};

/// The expression for a default; nothing where `Shape::empty` gives the same.
pub(crate) fn default_value(
    literal: &Literal,
    kind: &Type,
    scope: &mut Scope<'_>,
) -> Option<TokenStream> {
    Some(match literal {
        Literal::Empty => return None,
        Literal::Boolean(value) => quote!(#value),
        Literal::Integer(value) => match kind {
            Type::Float | Type::Double => whole_decimal(*value),
            Type::BigInteger | Type::BigDecimal => {
                let number = integer(*value);
                quote!((#number as i64).into())
            }
            _ => integer(*value),
        },
        Literal::Decimal(value) => decimal(*value),
        Literal::Text(text) => match kind {
            Type::BigInteger | Type::BigDecimal => quote!(#text.parse().unwrap_or_default()),
            _ => quote!(#text.into()),
        },
        Literal::EnumerationNumber(number) => {
            let kind = type_of(kind, scope);
            let number = integer(i64::from(*number));
            quote!(#kind::from(#number))
        }
        Literal::Bytes(bytes) => {
            let bytes = Token::byte_string(bytes);
            quote!(#bytes.into())
        }
        Literal::Timestamp(seconds, nanoseconds) => {
            let timestamp = scope.runtime("timestamp", "Timestamp");
            let (seconds, nanoseconds) = (integer(*seconds), integer(i64::from(*nanoseconds)));
            quote!(#timestamp::saturating_from_unix(#seconds, #nanoseconds))
        }
        Literal::Document(value) => document(value, scope)?,
    })
}

fn document(value: &DocumentLiteral, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let document = scope.runtime("document", "Document");
    Some(match value {
        DocumentLiteral::Null => return None,
        DocumentLiteral::Boolean(value) => quote!(#document::Boolean(#value)),
        DocumentLiteral::Integer(value) => {
            let value = Token::i64_suffixed(*value);
            quote!(#document::from(#value))
        }
        DocumentLiteral::Decimal(value) => {
            let value = decimal(*value);
            quote!(#document::from(#value))
        }
        DocumentLiteral::String(value) => quote!(#document::from(#value)),
        DocumentLiteral::EmptyList => quote!(#document::List(Vec::new())),
        DocumentLiteral::EmptyMap => {
            let map = scope.standard("collections", "BTreeMap");
            quote!(#document::Map(#map::new()))
        }
    })
}

/// One end of a range.
pub(crate) fn bound(bound: Bound, scope: &mut Scope<'_>) -> TokenStream {
    let name = scope.runtime("schema", "Bound");
    match bound {
        Bound::Integer(value) => {
            let value = integer(value);
            quote!(#name::Integer(#value))
        }
        Bound::Decimal(value) => {
            let value = decimal(value);
            quote!(#name::Decimal(#value))
        }
    }
}

/// A whole number without a suffix, its digits in groups of three where there are many.
pub(crate) fn integer(value: i64) -> TokenStream {
    let sign = if value < 0 { "-" } else { "" };
    code(&format!("{sign}{}", grouped(&value.unsigned_abs().to_string())))
}

/// The same for a length.
pub(crate) fn length(value: u64) -> TokenStream {
    code(&grouped(&value.to_string()))
}

fn whole_decimal(value: i64) -> TokenStream {
    let number = integer(value);
    code(&format!("{}.0", number.to_string().replace(' ', "")))
}

/// A number with a fraction; one that is none (not a number, infinite) cannot come from JSON.
fn decimal(value: f64) -> TokenStream {
    let text = format!("{value:?}");
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |text| ("-", text));
    let end = text.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(text.len());
    let (whole, rest) = text.split_at(end);
    code(&format!("{sign}{}{rest}", grouped(whole)))
}

fn grouped(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}
