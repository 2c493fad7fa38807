//! Parameters of constructors and setters: what callers may pass, and how it becomes the field.

use proc_macro2::TokenStream;
use quote::quote;

use super::code;
use super::types::entry;
use super::Scope;
use crate::ir::{Field, Presence, Type};

/// A parameter that sets a field.
pub(crate) struct Parameter {
    /// The parameter's name, the field's own.
    pub(crate) name: TokenStream,
    /// Its type.
    pub(crate) kind: TokenStream,
    /// The expression for the field's value, `Some` included.
    pub(crate) value: TokenStream,
}

impl Parameter {
    /// The parameter for a field; it takes the value itself even if the field is an `Option`.
    pub(crate) fn new(field: &Field, scope: &mut Scope<'_>) -> Self {
        let name = code(&field.name);
        let kind = parameter_type(&field.kind, scope);
        let value = conversion(&field.kind, &name);
        let value = match field.presence {
            Presence::Optional => quote!(Some(#value)),
            Presence::Required | Presence::Default(_) => value,
        };
        Self { name, kind, value }
    }
}

fn parameter_type(kind: &Type, scope: &mut Scope<'_>) -> TokenStream {
    match kind {
        Type::List { item, sparse } => {
            let item = element_type(item, *sparse, scope);
            quote!(impl IntoIterator<Item = #item>)
        }
        Type::Map { key, value, sparse } => {
            let key = element_type(key, false, scope);
            let value = element_type(value, *sparse, scope);
            quote!(impl IntoIterator<Item = (#key, #value)>)
        }
        Type::Boxed(inner) => parameter_type(inner, scope),
        kind => element_type(kind, false, scope),
    }
}

/// The type of a single value: `impl Into<...>` where there is something to convert from.
fn element_type(kind: &Type, sparse: bool, scope: &mut Scope<'_>) -> TokenStream {
    let kind_tokens = entry(kind, sparse, scope);
    if !sparse && converts(kind) {
        quote!(impl Into<#kind_tokens>)
    } else {
        kind_tokens
    }
}

/// Whether callers often have the value in another form.
fn converts(kind: &Type) -> bool {
    matches!(
        kind,
        Type::String
            | Type::Enumeration(_)
            | Type::Blob
            | Type::Document
            | Type::Stream
            | Type::BigInteger
            | Type::BigDecimal
    )
}

/// The expression that turns what was passed into the field's type.
fn conversion(kind: &Type, value: &TokenStream) -> TokenStream {
    match kind {
        Type::List { item, sparse: false } if converts(item) => {
            quote!(#value.into_iter().map(Into::into).collect())
        }
        Type::Map { key, value: element, sparse } => {
            match (converts(key), !sparse && converts(element)) {
                (true, true) => {
                    quote!(#value.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
                }
                (true, false) => {
                    quote!(#value.into_iter().map(|(key, value)| (key.into(), value)).collect())
                }
                _ => quote!(#value.into_iter().collect()),
            }
        }
        Type::List { .. } => quote!(#value.into_iter().collect()),
        Type::Boxed(inner) => {
            let inner = conversion(inner, value);
            quote!(Box::new(#inner))
        }
        kind if converts(kind) => quote!(#value.into()),
        _ => quote!(#value),
    }
}
