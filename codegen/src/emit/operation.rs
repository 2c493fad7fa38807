//! Operations: request, response, error, builder, the client's method, and what connects them.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{deprecated, docs};
use super::literal::length;
use super::structure::{structure, Parts};
use super::{auth, code, error, pagination, shaping, stage, Scope};
use crate::ir::{Message, Operation, Package, Safety};

/// The messages of an operation as plain types.
pub fn messages(operation: &Operation, scope: &mut Scope<'_>) -> Parts {
    let parts = [&operation.request, &operation.response].map(|message| match message {
        Message::Own(message) => structure(message, scope),
        Message::Shared(_) => {
            Parts { interface: TokenStream::new(), machinery: TokenStream::new() }
        }
    });
    let interfaces = parts.iter().map(|part| &part.interface);
    let machinery = parts.iter().map(|part| &part.machinery);
    Parts { interface: quote!(#(#interfaces)*), machinery: quote!(#(#machinery)*) }
}

/// Everything about an operation: what callers use first, what connects it last.
pub fn operation(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let messages = messages(operation, scope);
    let errors = error::of_operation(operation, scope);
    let method = client_method(operation, scope);
    let builder = stage::builder(operation, scope);
    let binding = binding(operation, scope);
    let paginated = pagination::paginated(operation, scope);
    let (message_types, message_machinery) = (messages.interface, messages.machinery);
    let (error_type, error_machinery) = (errors.interface, errors.machinery);
    quote! {
        #method
        #message_types
        #error_type
        #builder
        #binding
        #paginated
        #message_machinery
        #error_machinery
    }
}

/// What the model says of the operation, and what belongs to its request.
fn binding(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let service = scope.own("service", "SERVICE");
    let request = scope.model(&operation.request.structure().name);
    let response = scope.model(&operation.response.structure().name);
    let error = code(&operation.error);
    let name = &operation.name;
    let http = operation.http.as_ref().map(|(method, uri, code)| {
        let code = length(u64::from(*code));
        quote!(.http(#method, #uri, #code))
    });
    let safety = match operation.safety {
        Safety::Readonly => quote!(.readonly()),
        Safety::Idempotent => quote!(.idempotent()),
        Safety::Unsafe => TokenStream::new(),
    };
    let auth = auth::calls(&operation.auth, scope);
    let shaping = shaping::calls(&operation.shaping);
    let paginated = operation.pagination.as_ref().map(|pagination| {
        let (input, output) = (&pagination.input_token, &pagination.output_token);
        quote!(.paginated(#input, &[#(#output),*]))
    });
    quote! {
        crate::runtime::operation! {
            static OPERATION: #request = #service.operation(#name) #http #safety #auth #shaping #paginated;
            type Response = #response;
            type Error = #error;
        }
    }
}

fn client_method(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let client = scope.own("client", "Client");
    let structure = scope.runtime("shape", "Structure");
    let method = code(&operation.method);
    let builder = code(&operation.builder);
    let first = stage::entrance(operation);
    let note = deprecated(operation.deprecated.as_deref());
    let documentation = docs(&method_documentation(operation, scope));
    let made = quote!(#builder { client: self.clone(), request: #structure::empty() });
    let made = if operation.stages.is_empty() { made } else { quote!(#first(#made)) };
    quote! {
        impl #client {
            #documentation
            #note
            pub fn #method(&self) -> #first {
                #made
            }
        }
    }
}

fn method_documentation(operation: &Operation, scope: &Scope<'_>) -> String {
    let mut parts = vec![operation.documentation.trim_end().to_owned()];
    if let Some((method, uri, _)) = &operation.http {
        parts.push(format!("`{method} {uri}`"));
    }
    if !operation.errors.is_empty() {
        let head = "# Errors\n\n| Error | Status | Meaning |\n|---|---|---|".to_owned();
        let rows = operation.errors.iter().map(|error| {
            let (kind, variant, status) = (&operation.error, &error.variant, error.status);
            let meaning = error.summary.replace('|', "\\|").replace('\n', " ");
            format!("| [`{variant}`]({kind}::{variant}) | {status} | {meaning} |")
        });
        parts.push(std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n"));
    }
    parts.push(format!("# Examples\n\n{}", example(operation, &scope.package().library)));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// A call as a caller writes it, compiled as a test but not run.
fn example(operation: &Operation, library: &str) -> String {
    format!(
        "```no_run\n# async fn example(client: &{library}::Client) -> Result<(), {library}::Error> {{\n{}\n# Ok(())\n# }}\n```",
        example_call(operation)
    )
}

/// The first call that a newcomer makes, from the client on.
pub(crate) fn quick_start(package: &Package) -> Option<String> {
    let lists = |operation: &&Operation| {
        operation.pagination.as_ref().is_some_and(|pages| pages.items.is_some())
    };
    let operation = package.operations.iter().find(lists).or_else(|| package.operations.first())?;
    let library = &package.library;
    Some(format!(
        "```no_run\nuse {library}::Client;\n\n# async fn example() -> Result<(), Box<dyn std::error::Error>> {{\n\
         let client = Client::builder().build()?;\n{}\n# Ok(())\n# }}\n```",
        example_call(operation)
    ))
}

fn example_call(operation: &Operation) -> String {
    let setters = operation.example.iter().map(|(setter, value)| format!(".{setter}({value})"));
    let calls: Vec<String> =
        std::iter::once(format!(".{}()", operation.method)).chain(setters).collect();
    match &operation.pagination {
        Some(pagination) if pagination.items.is_some() => format!(
            "let mut items = {};\nwhile let Some(item) = items.try_next().await? {{\n    println!(\"{{item:?}}\");\n}}",
            chain(&calls, ".items()")
        ),
        _ => format!("let response = {};", chain(&calls, ".send().await?")),
    }
}

/// A chain of calls, on one line where it is short.
fn chain(calls: &[String], end: &str) -> String {
    let line = format!("client{}{end}", calls.concat());
    if line.len() <= 60 {
        return line;
    }
    let end = end.replace(".await", "\n    .await");
    format!("client\n    {}\n    {end}", calls.join("\n    "))
}
