//! The client, and the facts about the service that it is made for.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::docs;
use super::Scope;
use crate::ir::{Service, Validation};

/// The client of the service.
pub fn client(service: &Service, scope: &mut Scope<'_>) -> TokenStream {
    scope.define("Client");
    scope.define("ClientBuilder");
    let inner = scope.runtime("client", "Client");
    let builder = scope.runtime("client", "Builder");
    let call = scope.runtime("client", "Call");
    let metadata = scope.runtime("client", "Metadata");
    let operation = scope.runtime("operation", "Operation");
    let facts = scope.own("service", "SERVICE");
    let validation = validation(service, scope);
    let documentation = docs(&format!(
        "A client of {}.\n\nCloning it is cheap, and the clones share connections and the budget for retries.",
        service.title
    ));
    quote! {
        #documentation
        #[derive(Clone, Debug)]
        pub struct Client(#inner);

        /// Settings of a [`Client`], each with a default.
        pub type ClientBuilder = #builder<Client>;

        impl Client {
            /// Starts with the default settings.
            #[must_use]
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(&#facts) #validation
            }

            /// A call with this request, for settings that hold for it alone.
            pub fn call<O: #operation>(&self, request: O) -> #call<O> {
                self.0.call(request)
            }

            /// Sends a request.
            ///
            /// # Errors
            /// The service answers with an error, or there is no usable answer at all.
            pub async fn send<O: #operation>(&self, request: O) -> Result<O::Response, O::Error> {
                self.call(request).send().await
            }

            /// Sends a request and tells what came along with the response: request id, headers,
            /// number of attempts.
            ///
            /// # Errors
            /// The service answers with an error, or there is no usable answer at all.
            pub async fn send_with_metadata<O: #operation>(
                &self,
                request: O,
            ) -> Result<(O::Response, #metadata), O::Error> {
                self.call(request).send_with_metadata().await
            }
        }

        impl From<#inner> for Client {
            fn from(client: #inner) -> Self {
                Self(client)
            }
        }
    }
}

/// What the crate does with requests that break a constraint, where it is not the runtime's
/// default.
fn validation(service: &Service, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let choice = match service.validation {
        Validation::Reject => return None,
        Validation::Warn => quote!(Warn),
        Validation::Off => quote!(Off),
    };
    let kind = scope.runtime("client", "Validation");
    Some(quote!(.validation(#kind::#choice)))
}

/// The facts about the service.
pub fn facts(service: &Service, scope: &mut Scope<'_>) -> TokenStream {
    let kind = scope.runtime("operation", "ServiceSchema");
    let Service { id, version, token_variables, request_id_headers, .. } = service;
    let protocol = match service.protocol.path.rsplit_once("::") {
        Some((module, name)) => scope.runtime(&format!("protocol::{module}"), name),
        None => scope.runtime("protocol", service.protocol.path),
    };
    let protocol = if service.query_compatible {
        let compatible = scope.runtime("protocol", "QueryCompatible");
        quote!(#compatible(#protocol))
    } else {
        quote!(#protocol)
    };
    let endpoint =
        service.endpoint.as_ref().map_or_else(|| quote!(None), |endpoint| quote!(Some(#endpoint)));
    let auth = super::auth::schemes(&service.auth, scope);
    let headers = service.headers.iter().map(|(name, value)| quote!((#name, #value)));
    quote! {
        /// The service.
        pub(crate) static SERVICE: #kind = #kind {
            id: #id,
            version: #version,
            protocol: &#protocol,
            endpoint: #endpoint,
            auth: #auth,
            token_variables: &[#(#token_variables),*],
            request_id_headers: &[#(#request_id_headers),*],
            headers: &[#(#headers),*],
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
        };
    }
}
