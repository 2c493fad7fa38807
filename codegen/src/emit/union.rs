//! Unions: one variant a member, and one for members that the model does not list.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{deprecated, docs};
use super::structure::{derives, redacted_debug};
use super::types::type_of;
use super::{code, schema, Scope};
use crate::ir::{Type, Union, UnionVariant};

/// A union.
pub fn union(union: &Union, scope: &mut Scope<'_>) -> TokenStream {
    let name = code(&union.name.name);
    let unknown = code(&union.unknown);
    let documentation = docs(&union.documentation);
    let note = deprecated(union.deprecated.as_deref());
    let derives = derives(union.streaming, union.redacted, false);
    let variants: Vec<_> =
        union.variants.iter().map(|variant| definition(variant, scope)).collect();
    let debug = union.redacted.then(|| redacted_debug(&union.name.name, scope));
    let conversions: Vec<_> =
        union.variants.iter().filter_map(|variant| conversion(union, variant, scope)).collect();
    let head = schema::head(&union.schema, true, &name, &union.id, &union.traits, scope);
    let table: Vec<_> = union
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            let index = Literal::usize_unsuffixed(index);
            let name = code(&variant.name);
            let member = schema::member(&variant.schema, scope);
            quote!(#index => #name = #member,)
        })
        .collect();
    // A structure may be large beside the name of an unknown member. How large is for the compiler
    // to know, and to box what is seldom large would burden everybody.
    let holds_structure =
        union.variants.iter().any(|variant| matches!(variant.kind, Type::Aggregate(_)));
    let sizes = holds_structure.then(|| {
        quote!(#[allow(clippy::large_enum_variant, reason = "the variants are those of the model")])
    });
    quote! {
        #documentation
        #note
        #derives
        #[non_exhaustive]
        #sizes
        pub enum #name {
            #(#variants)*
            /// A member that this version of the crate does not know, by its name. It cannot be sent.
            #unknown(String),
        }

        #debug

        #(#conversions)*

        crate::runtime::union! { #head #(#table)* _ => #unknown, }
    }
}

fn definition(variant: &UnionVariant, scope: &mut Scope<'_>) -> TokenStream {
    let documentation = docs(&variant.documentation);
    let note = deprecated(variant.deprecated.as_deref());
    let name = code(&variant.name);
    let kind = type_of(&variant.kind, scope);
    quote!(#documentation #note #name(#kind),)
}

/// `From` for a variant that carries a structure of its own, which no other variant carries.
fn conversion(union: &Union, variant: &UnionVariant, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let Type::Aggregate(_) = &variant.kind else { return None };
    let carriers = union.variants.iter().filter(|other| other.kind == variant.kind).count();
    (carriers == 1).then(|| {
        let name = code(&union.name.name);
        let variant_name = code(&variant.name);
        let kind = type_of(&variant.kind, scope);
        quote! {
            impl From<#kind> for #name {
                fn from(value: #kind) -> Self {
                    Self::#variant_name(value)
                }
            }
        }
    })
}
