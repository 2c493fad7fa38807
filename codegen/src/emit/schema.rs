//! Schemas: `static` descriptions of shapes.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal::{bound, length};
use super::{code, Scope};
use crate::ir::{MemberSchema, Schema, SchemaKind, SchemaTrait};

/// The schema of a shape without a Rust type of its own.
pub fn shape(schema: &Schema, scope: &mut Scope<'_>) -> TokenStream {
    let kind = scope.runtime("schema", "Schema");
    let name = code(&schema.name);
    let id = &schema.id;
    let start = match &schema.kind {
        SchemaKind::Simple("String") => quote!(#kind::string(#id)),
        SchemaKind::Simple(simple) => {
            let kinds = scope.runtime("schema", "Kind");
            let simple = code(simple);
            quote!(#kind::simple(#id, #kinds::#simple))
        }
        SchemaKind::List(item) => {
            let item = member(item, scope);
            quote!(#kind::list(#id, &[#item]))
        }
        SchemaKind::Map { key, value } => {
            let key = member(key, scope);
            let value = member(value, scope);
            quote!(#kind::map(#id, &[#key, #value]))
        }
    };
    let traits = traits(&schema.traits, scope);
    quote! { pub(crate) static #name: #kind = #start #traits; }
}

/// The head of a table that makes the schema of a structure or union: private to its file unless
/// `shared`.
pub(crate) fn head(
    name: &str,
    shared: bool,
    kind: &TokenStream,
    id: &str,
    shape_traits: &[SchemaTrait],
    scope: &mut Scope<'_>,
) -> TokenStream {
    let name = code(name);
    let traits = traits(shape_traits, scope);
    let visibility = shared.then(|| quote!(pub(crate)));
    quote!(#visibility static #name: #kind = #id #traits;)
}

/// The schema of an enum, called `enumeration` or `int_enumeration`; its values are the type's.
pub(crate) fn enumeration(
    name: &str,
    id: &str,
    constructor: &str,
    kind: &TokenStream,
    shape_traits: &[SchemaTrait],
    scope: &mut Scope<'_>,
) -> TokenStream {
    let schema = scope.runtime("schema", "Schema");
    let name = code(name);
    let constructor = code(constructor);
    let traits = traits(shape_traits, scope);
    quote! { pub(crate) static #name: #schema = #schema::#constructor(#id, #kind::VALUES) #traits; }
}

/// A member's entry.
pub(crate) fn member(member: &MemberSchema, scope: &mut Scope<'_>) -> TokenStream {
    let kind = scope.runtime("schema", "Member");
    let name = &member.name;
    let target = scope.schema(&member.target);
    let traits = traits(&member.traits, scope);
    quote!(#kind::new(#name, &#target) #traits)
}

fn traits(traits: &[SchemaTrait], scope: &mut Scope<'_>) -> TokenStream {
    traits.iter().map(|entry| call(entry, scope)).collect()
}

fn call(entry: &SchemaTrait, scope: &mut Scope<'_>) -> TokenStream {
    match entry {
        SchemaTrait::Required => quote!(.required()),
        SchemaTrait::JsonName(name) => quote!(.json_name(#name)),
        SchemaTrait::Label => quote!(.label()),
        SchemaTrait::Query(name) => quote!(.query(#name)),
        SchemaTrait::QueryParams => quote!(.query_params()),
        SchemaTrait::Header(name) => quote!(.header(#name)),
        SchemaTrait::PrefixHeaders(prefix) => quote!(.prefix_headers(#prefix)),
        SchemaTrait::Payload => quote!(.payload()),
        SchemaTrait::ResponseCode => quote!(.response_code()),
        SchemaTrait::EventHeader => quote!(.event_header()),
        SchemaTrait::EventPayload => quote!(.event_payload()),
        SchemaTrait::Length { min, max } => match (min.map(length), max.map(length)) {
            (Some(min), Some(max)) => quote!(.length(#min, #max)),
            (Some(min), None) => quote!(.min_length(#min)),
            (None, Some(max)) => quote!(.max_length(#max)),
            (None, None) => TokenStream::new(),
        },
        SchemaTrait::Range { min, max } => {
            match (min.map(|end| bound(end, scope)), max.map(|end| bound(end, scope))) {
                (Some(min), Some(max)) => quote!(.range(#min, #max)),
                (Some(min), None) => quote!(.min(#min)),
                (None, Some(max)) => quote!(.max(#max)),
                (None, None) => TokenStream::new(),
            }
        }
        SchemaTrait::Pattern(name) => {
            let pattern = scope.module("pattern");
            let name = code(name);
            quote!(.pattern(&#pattern::#name))
        }
        SchemaTrait::UniqueItems => quote!(.unique_items()),
        SchemaTrait::Sparse => quote!(.sparse()),
        SchemaTrait::Sensitive => quote!(.sensitive()),
        SchemaTrait::IdempotencyToken => quote!(.idempotency_token()),
        SchemaTrait::TimestampFormat(format) => {
            let formats = scope.runtime("schema", "TimestampFormat");
            let format = code(format);
            quote!(.timestamp_format(#formats::#format))
        }
        SchemaTrait::MediaType(media_type) => quote!(.media_type(#media_type)),
        SchemaTrait::Streaming => quote!(.streaming()),
        SchemaTrait::RequiresLength => quote!(.requires_length()),
        SchemaTrait::Error { server, status } => {
            let fault = scope.runtime("schema", "Fault");
            let side = if *server { quote!(Server) } else { quote!(Client) };
            let status = length(u64::from(*status));
            quote!(.error(#fault::#side, #status))
        }
        SchemaTrait::Retryable { throttling } => quote!(.retryable(#throttling)),
    }
}
