//! Errors: the structures of the model, one enum an operation, and one for the whole service.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{docs, paragraph};
use super::structure::{self, Parts};
use super::{code, Scope};
use crate::ir::{ErrorVariant, Operation, Package, Structure};

/// An error structure that knows the call it ended.
pub fn modeled(error: &Structure, scope: &mut Scope<'_>) -> Parts {
    let field = quote!(context);
    let context = scope.runtime("error", "ErrorContext");
    let Parts { interface, machinery } = structure::parts(error, Some((&field, &context)), scope);
    let name = code(&error.name.name);
    Parts { interface, machinery: quote!(#machinery crate::runtime::error_structure!(#name);) }
}

/// An error structure that is a plain value.
pub fn plain(error: &Structure, scope: &mut Scope<'_>) -> Parts {
    let Parts { interface, machinery } = structure::structure(error, scope);
    let name = code(&error.name.name);
    Parts { interface, machinery: quote!(#machinery crate::runtime::plain_error!(#name);) }
}

/// The errors of one operation.
pub fn of_operation(operation: &Operation, scope: &mut Scope<'_>) -> Parts {
    let name = code(&operation.error);
    let documentation =
        docs(&format!("What `{}` can end with instead of a response.", operation.name));
    let service_error = scope.own("error", "Error");
    enumeration(&name, &documentation, Some(&service_error), &operation.errors, scope)
}

/// The errors of all operations.
pub fn of_service(package: &Package, scope: &mut Scope<'_>) -> Parts {
    let mut variants: Vec<ErrorVariant> = Vec::new();
    for error in package.operations.iter().flat_map(|operation| &operation.errors) {
        if variants.iter().all(|known| known.kind != error.kind) {
            variants.push(error.clone());
        }
    }
    let name = quote!(Error);
    let documentation = docs(
        "What a call of any operation can end with instead of a response.\n\n\
         The error of each operation converts into it, so that `?` works across operations.",
    );
    enumeration(&name, &documentation, None, &variants, scope)
}

fn enumeration(
    name: &TokenStream,
    documentation: &TokenStream,
    service_error: Option<&TokenStream>,
    errors: &[ErrorVariant],
    scope: &mut Scope<'_>,
) -> Parts {
    let failure = scope.runtime("error", "Failure");
    let mut variants = TokenStream::new();
    let mut table = TokenStream::new();
    for error in errors {
        let documentation = paragraph(&error.summary);
        let variant = code(&error.variant);
        let predicate = code(&error.predicate);
        let kind = scope.model(&error.kind);
        variants.extend(quote!(#documentation #variant(#kind),));
        table.extend(quote!(#variant(#kind) => #predicate,));
    }
    let head = match service_error {
        Some(error) => quote!(#name into #error),
        None => name.clone(),
    };
    Parts {
        interface: quote! {
            #documentation
            #[derive(Debug)]
            #[non_exhaustive]
            pub enum #name {
                #variants
                /// Everything that the model does not list.
                Other(#failure),
            }
        },
        machinery: quote! { crate::runtime::modeled_errors! { #head; #table _ => Other, } },
    }
}
