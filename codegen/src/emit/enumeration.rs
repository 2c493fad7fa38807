//! Enums of strings and of numbers, open for values that the model does not list.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{deprecated, docs};
use super::literal::integer;
use super::{code, schema, Scope};
use crate::ir::{Enumeration, IntEnumeration};

/// A set of strings.
pub fn enumeration(enumeration: &Enumeration, scope: &mut Scope<'_>) -> TokenStream {
    let name = code(&enumeration.name.name);
    let unknown = code(&enumeration.unknown);
    let documentation = docs(&enumeration.documentation);
    let note = deprecated(enumeration.deprecated.as_deref());
    let variants = enumeration.variants.iter().map(|variant| {
        let documentation = docs(&variant.documentation);
        let note = deprecated(variant.deprecated.as_deref());
        let name = code(&variant.name);
        quote!(#documentation #note #name,)
    });
    let table = enumeration.variants.iter().map(|variant| {
        let name = code(&variant.name);
        let value = &variant.value;
        quote!(#name = #value,)
    });
    let schema = schema::enumeration(
        &enumeration.schema,
        &enumeration.id,
        "enumeration",
        &name,
        &enumeration.traits,
        scope,
    );
    quote! {
        #documentation
        #note
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that this version of the crate does not know.
            #unknown(String),
        }

        #schema

        crate::runtime::enumeration! { #name, #(#table)* _ => #unknown, }
    }
}

/// A set of numbers.
pub fn int_enumeration(enumeration: &IntEnumeration, scope: &mut Scope<'_>) -> TokenStream {
    let name = code(&enumeration.name.name);
    let unknown = code(&enumeration.unknown);
    let documentation = docs(&enumeration.documentation);
    let note = deprecated(enumeration.deprecated.as_deref());
    let variants = enumeration.variants.iter().map(|variant| {
        let documentation = docs(&variant.documentation);
        let note = deprecated(variant.deprecated.as_deref());
        let name = code(&variant.name);
        quote!(#documentation #note #name,)
    });
    let table = enumeration.variants.iter().map(|variant| {
        let name = code(&variant.name);
        let value = integer(i64::from(variant.value));
        quote!(#name = #value,)
    });
    let schema = schema::enumeration(
        &enumeration.schema,
        &enumeration.id,
        "int_enumeration",
        &name,
        &enumeration.traits,
        scope,
    );
    quote! {
        #documentation
        #note
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that this version of the crate does not know.
            #unknown(i32),
        }

        #schema

        crate::runtime::int_enumeration! { #name, #(#table)* _ => #unknown, }
    }
}
