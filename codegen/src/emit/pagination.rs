//! Lists that come in pages.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::type_of;
use super::{code, Scope};
use crate::ir::{Items, Operation, StepInto};

/// `Paginated` for the request of a list.
///
/// Where the model does not say which the entries are, a page is its own only entry.
pub fn paginated(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let pagination = operation.pagination.as_ref()?;
    let paginated = scope.runtime("operation", "Paginated");
    let request = scope.model(&operation.request.structure().name);
    let response = scope.model(&operation.response.structure().name);
    let (item, items) = match &pagination.items {
        Some(items) => (item_type(items, scope), entries(items)),
        None => (response.clone(), quote!(vec![response])),
    };
    Some(quote! {
        impl #paginated for #request {
            type Item = #item;

            fn items(response: #response) -> Vec<#item> {
                #items
            }
        }
    })
}

fn item_type(items: &Items, scope: &mut Scope<'_>) -> TokenStream {
    let item = type_of(&items.item, scope);
    match &items.key {
        Some(key) => {
            let key = type_of(key, scope);
            quote!((#key, #item))
        }
        None => item,
    }
}

/// The way from a response to its entries.
fn entries(items: &Items) -> TokenStream {
    let mut value = quote!(response);
    let mut is_option = false;
    for StepInto { field, optional } in &items.path {
        let field = code(field);
        value = match (is_option, optional) {
            (false, _) => quote!(#value.#field),
            (true, true) => quote!(#value.and_then(|inner| inner.#field)),
            (true, false) => quote!(#value.map(|inner| inner.#field)),
        };
        is_option |= optional;
    }
    let value = if is_option { quote!(#value.unwrap_or_default()) } else { value };
    if items.key.is_some() {
        quote!(#value.into_iter().collect())
    } else {
        value
    }
}
