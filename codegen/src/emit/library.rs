//! The root of a crate, and the roots of its modules.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::docs;
use super::{code, operation};
use crate::ir::{Definition, Message, Operation, Package};

/// What a crate holds besides types, for its root module and its documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Types alone.
    Types,
    /// A client of the service.
    Client,
}

/// The documentation of the crate.
#[must_use]
pub fn documentation(package: &Package, extent: Extent) -> String {
    let service = &package.service;
    let mut text = format!("{} ({}).", service.title, service.version);
    if !service.documentation.is_empty() {
        text.push_str("\n\n");
        text.push_str(service.documentation.trim_end());
    }
    match extent {
        Extent::Types => text.push_str(
            "\n\nThis crate holds the types of the service: requests, responses, errors and what they consist \
             of.\nRequests check themselves against the constraints of the model.\n\n# Features\n\n\
             - `serde`: every type is `Serialize` and `Deserialize`, with the names of the wire.",
        ),
        Extent::Client => {
            if let Some(example) = operation::quick_start(package) {
                text.push_str("\n\n# Quick start\n\n");
                text.push_str(&example);
            }
            text.push_str(
                "\n\nEach operation is a method of [`Client`]: required members come first, in a fixed order, then \
                 the\noptional ones. The request of each operation is also plain data: fill in a structure of \
                 [`operation`]\nand pass it to [`Client::send`].\n\n# Features\n\n\
                 - `hyper` (default): the default transport, with rustls.\n\
                 - `reqwest`: a transport over a `reqwest` client of your own.\n",
            );
            if service.bearer_auth {
                text.push_str("- `aws-sign-in` (default): tokens from the files that `aws sso login` writes.\n");
            }
            text.push_str(
                "- `serde`: every type is `Serialize` and `Deserialize`, with the names of the wire.\n\
                 - `tracing`: a span a call.\n\nWithout default features no transport is part of the crate: see \
                 [`transport`].",
            );
        }
    }
    text
}

/// The root module.
#[must_use]
pub fn root(package: &Package, extent: Extent) -> TokenStream {
    let mut modules = TokenStream::new();
    let mut module = |is_public: bool, about: &str, name: &str| {
        let name = code(name);
        let about = docs(about);
        modules.extend(if is_public { quote!(#about pub mod #name;) } else { quote!(mod #name;) });
    };
    if extent == Extent::Client {
        module(false, "", "client");
    }
    module(true, "", "error");
    module(true, "", "operation");
    if !package.patterns.is_empty() {
        module(false, "", "pattern");
    }
    if !package.schemas.is_empty() {
        module(false, "", "schema");
    }
    if extent == Extent::Client {
        module(false, "", "service");
    }
    module(true, "", "types");
    let client = (extent == Extent::Client).then(|| {
        quote! {
            pub use client::{Client, ClientBuilder};
            pub use error::Error;
        }
    });
    let calls = (extent == Extent::Client).then(|| {
        quote! {
            pub use runtime::client::{
                Attempt, BuildError, Call, Clock, Hook, Items, Metadata, Pages, Random, Sleep, SleepError,
                Timeouts, Validation,
            };
        }
    });
    let events = package.operations.iter().any(Operation::carries_events).then(|| {
        quote!(
            pub use runtime::event_stream::EventStream;
        )
    });
    let messages = (extent == Extent::Client).then(|| {
        quote! {
            pub use runtime::error::{
                ErrorContext, ErrorKind, Failure, ModeledError, OperationError, Timeout,
            };
            #events
            pub use runtime::exchange::Exchange;
            pub use runtime::http::{Body, BodyError, ByteStream};
        }
    });
    let parts = (extent == Extent::Client).then(|| {
        quote! {
            pub use runtime::operation::{Operation, Paginated};
            pub use runtime::schema::Fault;
            pub use runtime::{credentials, retry, transport};
        }
    });
    quote! {
        #modules

        #[doc(no_inline)]
        pub use ferrosmith_runtime as runtime;

        #client
        pub use runtime::blob::Blob;
        #calls
        pub use runtime::document::Document;
        #messages
        pub use runtime::number::{BigDecimal, BigInteger};
        #[cfg(feature = "serde")]
        pub use runtime::serde::WithSecrets;
        pub use runtime::timestamp::Timestamp;
        pub use runtime::validate::{Violation, Violations};
        #parts
    }
}

/// `#![allow(deprecated)]` where the model deprecates something, which the crate has to go on
/// using itself.
#[must_use]
pub fn attributes(package: &Package) -> TokenStream {
    if deprecates(package) {
        quote!(#![allow(deprecated)])
    } else {
        TokenStream::new()
    }
}

fn deprecates(package: &Package) -> bool {
    let structure = |structure: &crate::ir::Structure| {
        structure.deprecated.is_some()
            || structure.fields.iter().any(|field| field.deprecated.is_some())
    };
    let definition = |definition: &Definition| match definition {
        Definition::Structure(item) => structure(item),
        Definition::Union(item) => {
            item.deprecated.is_some()
                || item.variants.iter().any(|variant| variant.deprecated.is_some())
        }
        Definition::Enumeration(item) => {
            item.deprecated.is_some()
                || item.variants.iter().any(|variant| variant.deprecated.is_some())
        }
        Definition::IntEnumeration(item) => {
            item.deprecated.is_some()
                || item.variants.iter().any(|variant| variant.deprecated.is_some())
        }
    };
    package.types.iter().any(definition)
        || package.errors.iter().any(structure)
        || package.operations.iter().any(|operation| {
            structure(operation.request.structure()) || structure(operation.response.structure())
        })
}

/// The root of the shared types: one private module each.
#[must_use]
pub fn types(package: &Package) -> TokenStream {
    let mut files: Vec<(&str, &str)> = package
        .types
        .iter()
        .map(|definition| {
            let name = definition.name();
            (name.file.rsplit("::").next().unwrap_or_default(), name.name.as_str())
        })
        .collect();
    files.sort_unstable();
    let (modules, names): (Vec<_>, Vec<_>) =
        files.iter().map(|(module, name)| (code(module), code(name))).unzip();
    quote! {
        #(pub(crate) mod #modules;)*
        #(pub use #modules::#names;)*
    }
}

/// The root of the operations: one public module each, and their types beside.
#[must_use]
pub fn operations(package: &Package, extent: Extent) -> TokenStream {
    let mut operations: Vec<&Operation> = package.operations.iter().collect();
    operations.sort_unstable_by_key(|operation| &operation.module);
    let modules = operations.iter().map(|operation| code(&operation.module));
    let reexports = operations.iter().filter_map(|operation| {
        let module = code(&operation.module);
        let names = names(operation, extent);
        match names.as_slice() {
            [] => None,
            [name] => Some(quote!(pub use #module::#name;)),
            names => Some(quote!(pub use #module::{#(#names),*};)),
        }
    });
    quote! {
        #(pub mod #modules;)*
        #(#reexports)*
    }
}

fn names(operation: &Operation, extent: Extent) -> Vec<TokenStream> {
    let own = |message: &Message| match message {
        Message::Own(structure) => Some(structure.name.name.clone()),
        Message::Shared(_) => None,
    };
    let mut names: Vec<String> =
        [&operation.request, &operation.response].into_iter().filter_map(own).collect();
    if extent == Extent::Client {
        names.extend([operation.builder.clone(), operation.error.clone()]);
    }
    names.sort();
    names.iter().map(|name| code(name)).collect()
}
