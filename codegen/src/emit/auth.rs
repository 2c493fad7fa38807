//! How callers prove who they are, as data.

use proc_macro2::TokenStream;
use quote::quote;

use super::Scope;
use crate::ir::{Auth, AuthScheme};

/// A list of schemes.
pub(crate) fn schemes(schemes: &[AuthScheme], scope: &mut Scope<'_>) -> TokenStream {
    let schemes = schemes.iter().map(|item| scheme(item, scope));
    quote!(&[#(#schemes),*])
}

fn scheme(scheme: &AuthScheme, scope: &mut Scope<'_>) -> TokenStream {
    let kind = scope.runtime("auth", "AuthScheme");
    match scheme {
        AuthScheme::Bearer => quote!(#kind::Bearer),
        AuthScheme::Basic => quote!(#kind::Basic),
        AuthScheme::HeaderKey { name, scheme } => {
            let place = scope.runtime("auth", "ApiKeyPlace");
            let scheme =
                scheme.as_ref().map_or_else(|| quote!(None), |scheme| quote!(Some(#scheme)));
            quote!(#kind::ApiKey(#place::Header { name: #name, scheme: #scheme }))
        }
        AuthScheme::QueryKey { name } => {
            let place = scope.runtime("auth", "ApiKeyPlace");
            quote!(#kind::ApiKey(#place::Query { name: #name }))
        }
        AuthScheme::SigV4 { name } => quote!(#kind::SigV4 { name: #name }),
    }
}

/// What the schema of an operation says of it, as calls.
pub(crate) fn calls(auth: &Auth, scope: &mut Scope<'_>) -> TokenStream {
    let list = match auth.schemes.as_deref() {
        None => TokenStream::new(),
        Some([]) => quote!(.without_auth()),
        Some(list) => {
            let list = schemes(list, scope);
            quote!(.auth(#list))
        }
    };
    let optional = auth.optional.then(|| quote!(.optional_auth()));
    let unsigned = auth.unsigned_payload.then(|| quote!(.unsigned_payload()));
    quote!(#list #optional #unsigned)
}
