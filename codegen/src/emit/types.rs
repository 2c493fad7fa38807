//! Types as they are written in fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::Scope;
use crate::ir::{Field, Presence, Type};

/// The type of a field: what is inside, or an `Option` of it.
pub(crate) fn field_type(field: &Field, scope: &mut Scope<'_>) -> TokenStream {
    let inner = type_of(&field.kind, scope);
    match field.presence {
        Presence::Optional => quote!(Option<#inner>),
        Presence::Required | Presence::Default(_) => inner,
    }
}

/// A type.
pub(crate) fn type_of(kind: &Type, scope: &mut Scope<'_>) -> TokenStream {
    match kind {
        Type::Boolean => quote!(bool),
        Type::Byte => quote!(i8),
        Type::Short => quote!(i16),
        Type::Integer => quote!(i32),
        Type::Long => quote!(i64),
        Type::Float => quote!(f32),
        Type::Double => quote!(f64),
        Type::String => quote!(String),
        Type::BigInteger => scope.runtime("number", "BigInteger"),
        Type::BigDecimal => scope.runtime("number", "BigDecimal"),
        Type::Blob => scope.runtime("blob", "Blob"),
        Type::Timestamp => scope.runtime("timestamp", "Timestamp"),
        Type::Document => scope.runtime("document", "Document"),
        Type::Stream => scope.runtime("http", "Body"),
        Type::EventStream { events, errors } => {
            let stream = scope.runtime("event_stream", "EventStream");
            let events = scope.model(events);
            let errors = errors.as_ref().map(|errors| scope.model(errors));
            let errors = errors.map(|errors| quote!(, #errors));
            quote!(#stream<#events #errors>)
        }
        Type::Unit => scope.runtime("prelude", "Unit"),
        Type::Aggregate(name) | Type::Enumeration(name) => scope.model(name),
        Type::List { item, sparse } => {
            let item = entry(item, *sparse, scope);
            quote!(Vec<#item>)
        }
        Type::Map { key, value, sparse } => {
            let map = scope.standard("collections", "BTreeMap");
            let key = type_of(key, scope);
            let value = entry(value, *sparse, scope);
            quote!(#map<#key, #value>)
        }
        Type::Boxed(inner) => {
            let inner = type_of(inner, scope);
            quote!(Box<#inner>)
        }
    }
}

/// An entry of a list or map, which may be absent in a sparse one.
pub(crate) fn entry(kind: &Type, sparse: bool, scope: &mut Scope<'_>) -> TokenStream {
    let inner = type_of(kind, scope);
    if sparse {
        quote!(Option<#inner>)
    } else {
        inner
    }
}
