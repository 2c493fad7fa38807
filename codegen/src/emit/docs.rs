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

/// One paragraph as `///` lines of at most 100 columns inside a type.
///
/// Lines break before words that start with a letter, so none comes to look like a list or heading.
pub(crate) fn paragraph(text: &str) -> TokenStream {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let breaks = word.starts_with(|first: char| first.is_ascii_alphabetic());
        match lines.last_mut() {
            Some(line) if !breaks || line.chars().count() + word.chars().count() < 92 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    docs(&lines.join("\n"))
}

/// `#[deprecated]` with its note, where there is one.
pub(crate) fn deprecated(note: Option<&str>) -> TokenStream {
    match note {
        None => TokenStream::new(),
        Some("") => quote!(#[deprecated]),
        Some(note) => quote!(#[deprecated(note = #note)]),
    }
}
