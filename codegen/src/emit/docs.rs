//! Documentation comments and the attributes beside them.

use proc_macro2::TokenStream;
use quote::quote;

/// Markdown as `///` lines.
pub(crate) fn docs(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        let line = line.trim_end();
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// `#[deprecated]` with its note, where there is one.
pub(crate) fn deprecated(note: Option<&str>) -> TokenStream {
    match note {
        None => TokenStream::new(),
        Some("") => quote!(#[deprecated]),
        Some(note) => quote!(#[deprecated(note = #note)]),
    }
}
