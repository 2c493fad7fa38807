//! Structures: the type, its constructor and setters, its schema.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{deprecated, docs};
use super::literal::default_value;
use super::parameter::Parameter;
use super::schema;
use super::types::field_type;
use super::{code, Scope};
use crate::ir::{Field, Presence, Role, Structure};

/// What a structure consists of, so that a file can show what users meet first and keep the
/// machinery for its end.
pub struct Parts {
    /// The type with its constructor and setters.
    pub interface: TokenStream,
    /// The schema, and how the members are reached through it.
    pub machinery: TokenStream,
}

/// A structure.
pub fn structure(structure: &Structure, scope: &mut Scope<'_>) -> Parts {
    parts(structure, None, scope)
}

/// A structure with a private field besides its members, which starts out as its type's default.
pub(crate) fn parts(
    structure: &Structure,
    context: Option<(&TokenStream, &TokenStream)>,
    scope: &mut Scope<'_>,
) -> Parts {
    let definition = definition(structure, context, scope);
    let methods = methods(structure, context.is_some(), scope);
    let default = default(structure, scope);
    let debug = structure.redacted.then(|| redacted_debug(&structure.name.name, scope));
    let name = code(&structure.name.name);
    let private = matches!(structure.role, Role::Request | Role::Response)
        && structure.name.home == structure.name.file;
    let head =
        schema::head(&structure.schema, !private, &name, &structure.id, &structure.traits, scope);
    let table: TokenStream = structure
        .fields
        .iter()
        .enumerate()
        .map(|(index, field)| entry(index, field, scope))
        .collect();
    let extra = context.map(|(field, _)| quote!(_ => #field,));
    let request =
        (structure.role == Role::Request).then(|| quote!(crate::runtime::request!(#name);));
    Parts {
        interface: quote!(#definition #methods #default #debug),
        machinery: quote! {
            crate::runtime::structure! { #head #table #extra }
            #request
        },
    }
}

/// A line of the table of members.
fn entry(index: usize, field: &Field, scope: &mut Scope<'_>) -> TokenStream {
    let index = Literal::usize_unsuffixed(index);
    let name = code(&field.name);
    let member = schema::member(&field.schema, scope);
    let default = match &field.presence {
        Presence::Default(literal) => {
            default_value(literal, &field.kind, scope).map(|value| quote!(=> #value))
        }
        Presence::Required | Presence::Optional => None,
    };
    quote!(#index => #name = #member #default,)
}

fn definition(
    structure: &Structure,
    context: Option<(&TokenStream, &TokenStream)>,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let name = code(&structure.name.name);
    let documentation = docs(&structure.documentation);
    let note = deprecated(structure.deprecated.as_deref());
    let derives = derives(structure.streaming, structure.redacted, structure.default);
    let open = matches!(structure.role, Role::Response | Role::Output | Role::Error)
        .then(|| quote!(#[non_exhaustive]));
    let fields: Vec<_> = structure
        .fields
        .iter()
        .map(|field| {
            let documentation = docs(&field.documentation);
            let note = deprecated(field.deprecated.as_deref());
            let kind = field_type(field, scope);
            let name = code(&field.name);
            quote!(#documentation #note pub #name: #kind,)
        })
        .collect();
    let context = context.map(|(field, kind)| quote!(#field: #kind,));
    quote! {
        #documentation
        #note
        #derives
        #open
        pub struct #name { #(#fields)* #context }
    }
}

/// The derives that a type with these properties can have.
pub(crate) fn derives(streaming: bool, redacted: bool, default: bool) -> TokenStream {
    let clone = (!streaming).then(|| quote!(Clone,));
    let debug = (!redacted).then(|| quote!(Debug,));
    let default = default.then(|| quote!(Default,));
    let equality = (!streaming).then(|| quote!(PartialEq,));
    let list = quote!(#clone #debug #default #equality);
    if list.is_empty() {
        list
    } else {
        quote!(#[derive(#list)])
    }
}

/// `Debug` that masks what must not be shown.
pub(crate) fn redacted_debug(name: &str, scope: &mut Scope<'_>) -> TokenStream {
    let name = code(name);
    let format = scope.standard("", "fmt");
    let redact = scope.runtime("", "redact");
    quote! {
        impl #format::Debug for #name {
            fn fmt(&self, f: &mut #format::Formatter<'_>) -> #format::Result {
                #redact::debug(self, f)
            }
        }
    }
}

/// `Default` for a structure without required members that cannot derive it, since the model gives
/// its members defaults of their own.
fn default(structure: &Structure, scope: &mut Scope<'_>) -> Option<TokenStream> {
    (structure.required.is_empty() && !structure.default).then(|| {
        let name = code(&structure.name.name);
        let shape = scope.runtime("shape", "Structure");
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    #shape::empty()
                }
            }
        }
    })
}

fn methods(structure: &Structure, has_context: bool, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let name = code(&structure.name.name);
    let new = (!structure.required.is_empty()).then(|| constructor(structure, has_context, scope));
    let setters: Vec<_> = structure
        .fields
        .iter()
        .filter(|field| structure.role != Role::Request && field.presence != Presence::Required)
        .map(|field| setter(field, scope))
        .collect();
    if new.is_none() && setters.is_empty() {
        return None;
    }
    Some(quote! {
        impl #name {
            #new
            #(#setters)*
        }
    })
}

fn constructor(structure: &Structure, has_context: bool, scope: &mut Scope<'_>) -> TokenStream {
    let fields: Vec<&Field> =
        structure.required.iter().filter_map(|index| structure.fields.get(*index)).collect();
    let parameters: Vec<_> = fields.iter().map(|field| Parameter::new(field, scope)).collect();
    let takes = parameters.iter().map(|parameter| {
        let (name, kind) = (&parameter.name, &parameter.kind);
        quote!(#name: #kind)
    });
    let sets = parameters.iter().map(|parameter| {
        let (name, value) = (&parameter.name, &parameter.value);
        if name.to_string() == value.to_string() {
            quote!(#name,)
        } else {
            quote!(#name: #value,)
        }
    });
    let rest = (has_context || fields.len() < structure.fields.len()).then(|| {
        let shape = scope.runtime("shape", "Structure");
        quote!(..#shape::empty())
    });
    let documentation = docs(match (structure.role, rest.is_some()) {
        (Role::Request, true) => "A request with its required members.",
        (Role::Request, false) => "A request with its members, all of them required.",
        (Role::Response | Role::Output | Role::Error, _) => {
            "A value with its required members, for tests."
        }
        (Role::Input, _) => "A value with its required members.",
    });
    // Clippy's limit; a structure of which more members are required has no shorter way.
    let many = (fields.len() > 7).then(
        || quote!(#[allow(clippy::too_many_arguments, reason = "the model requires all of them")]),
    );
    let similar = are_similar(&fields).then(
        || quote!(#[allow(clippy::similar_names, reason = "the names are those of the model")]),
    );
    quote! {
        #documentation
        #[must_use]
        #many
        #similar
        pub fn new(#(#takes),*) -> Self {
            Self { #(#sets)* #rest }
        }
    }
}

/// Whether the names of two fields are one letter apart, which is what Clippy warns of.
fn are_similar(fields: &[&Field]) -> bool {
    let is_close = |left: &str, right: &str| {
        let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
        let same =
            short.bytes().zip(long.bytes()).take_while(|(left, right)| left == right).count();
        let rest =
            |name: &str, skipped: usize| name.bytes().skip(same + skipped).collect::<Vec<_>>();
        rest(long, 1) == rest(short, 0) || rest(long, 1) == rest(short, 1)
    };
    fields.iter().enumerate().any(|(index, field)| {
        fields.iter().skip(index + 1).any(|other| is_close(&field.plain_name, &other.plain_name))
    })
}

fn setter(field: &Field, scope: &mut Scope<'_>) -> TokenStream {
    let name = code(&format!("with_{}", field.plain_name));
    let documentation = docs(&format!("Sets `{}`.", field.plain_name));
    let note = deprecated(field.deprecated.as_deref());
    let Parameter { name: parameter, kind, value } = Parameter::new(field, scope);
    quote! {
        #documentation
        #note
        #[must_use]
        pub fn #name(mut self, #parameter: #kind) -> Self {
            self.#parameter = #value;
            self
        }
    }
}
