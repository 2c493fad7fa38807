//! Builders: required members first, one type a step, then the optional ones in any order.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{deprecated, docs};
use super::parameter::Parameter;
use super::{code, Scope};
use crate::ir::{Field, Operation, Presence, Stage};

/// The types of the steps, and the builder they lead to.
pub fn builder(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let fields = &operation.request.structure().fields;
    let name = code(&operation.builder);
    let steps: Vec<_> = operation
        .stages
        .iter()
        .enumerate()
        .filter_map(|(index, stage)| {
            let next = operation.stages.get(index + 1);
            fields.get(stage.field).map(|field| step(operation, stage, field, next, scope))
        })
        .collect();
    let setters: Vec<_> = fields
        .iter()
        .filter(|field| field.presence != Presence::Required)
        .map(|field| setter(field, scope))
        .collect();
    let endings = endings(operation, scope);
    let client = scope.own("client", "Client");
    let request = scope.model(&operation.request.structure().name);
    let derives = derives(operation);
    let documentation = docs(&format!("A call of `{}` in the making.", operation.name));
    quote! {
        #(#steps)*

        #documentation
        #derives
        #[must_use = "nothing happens before the request is sent"]
        pub struct #name {
            client: #client,
            request: #request,
        }

        impl #name {
            #(#setters)*
            #endings
        }
    }
}

/// What the client's method gives first.
pub(crate) fn entrance(operation: &Operation) -> TokenStream {
    let first = operation.stages.first().map_or(&operation.builder, |stage| &stage.name);
    code(first)
}

fn derives(operation: &Operation) -> TokenStream {
    if operation.request.structure().streaming {
        quote!(#[derive(Debug)])
    } else {
        quote!(#[derive(Clone, Debug)])
    }
}

fn step(
    operation: &Operation,
    stage: &Stage,
    field: &Field,
    next: Option<&Stage>,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let name = code(&stage.name);
    let builder = code(&operation.builder);
    let about =
        docs(&format!("A call of `{}` that needs `{}` next.", operation.name, field.plain_name));
    let documentation = docs(&field.documentation);
    let note = deprecated(field.deprecated.as_deref());
    let derives = derives(operation);
    let setter = code(&field.setter);
    let Parameter { name: parameter, kind, value } = Parameter::new(field, scope);
    let (result, last) = match next {
        Some(next) => {
            let next = code(&next.name);
            (next.clone(), quote!(#next(self.0)))
        }
        None => (builder.clone(), quote!(self.0)),
    };
    quote! {
        #about
        #derives
        #[must_use = "nothing happens before the request is sent"]
        pub struct #name(#builder);

        impl #name {
            #documentation
            #note
            pub fn #setter(mut self, #parameter: #kind) -> #result {
                self.0.request.#parameter = #value;
                #last
            }
        }
    }
}

fn setter(field: &Field, scope: &mut Scope<'_>) -> TokenStream {
    let documentation = docs(&field.documentation);
    let note = deprecated(field.deprecated.as_deref());
    let setter = code(&field.setter);
    let Parameter { name: parameter, kind, value } = Parameter::new(field, scope);
    quote! {
        #documentation
        #note
        pub fn #setter(mut self, #parameter: #kind) -> Self {
            self.request.#parameter = #value;
            self
        }
    }
}

/// The methods that end the making of a request.
fn endings(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let call = scope.runtime("client", "Call");
    let request = scope.model(&operation.request.structure().name);
    let response = scope.model(&operation.response.structure().name);
    let error = code(&operation.error);
    let errors = docs(&format!("# Errors\nSee [`{}`].", operation.error));
    let pages = operation.pagination.as_ref().map(|pagination| {
        let pages = scope.runtime("client", "Pages");
        let items = pagination.items.as_ref().map(|_| {
            let items = scope.runtime("client", "Items");
            quote! {
                /// The entries of the list, over all its pages, as a stream.
                pub fn items(self) -> #items<#request> {
                    self.call().items()
                }
            }
        });
        quote! {
            /// The pages of the list, as a stream.
            pub fn pages(self) -> #pages<#request> {
                self.call().pages()
            }

            #items
        }
    });
    quote! {
        /// Sends the request.
        ///
        #errors
        pub async fn send(self) -> Result<#response, #error> {
            self.call().send().await
        }

        #pages

        /// The call, for settings that hold for it alone.
        pub fn call(self) -> #call<#request> {
            self.client.call(self.request)
        }
    }
}
