//! Tables: calls of the runtime's macros with one entry a line, such as `0 => name = ...,`.
//!
//! `prettyplease` fills lines with the tokens of a macro that it does not know. The parts of an
//! entry are ordinary code, though, so each is printed as a statement of its own.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;
use syn::{Item, ItemMacro};

/// The text of a call with braces.
pub(super) fn print(mut call: ItemMacro) -> String {
    let tokens = std::mem::take(&mut call.mac.tokens);
    let shell = prettyplease::unparse(&file(Item::Macro(call)));
    let mut text = shell.trim_end().trim_end_matches('}').trim_end().to_owned();
    for entry in split_entries(tokens) {
        text.push_str("\n    ");
        text.push_str(&print_entry(entry));
    }
    text.push_str("\n}\n");
    text
}

/// A file of one item.
pub(super) fn file(item: Item) -> syn::File {
    syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] }
}

struct Entry {
    tokens: TokenStream,
    end: &'static str,
}

/// The tokens up to each comma or semicolon.
fn split_entries(tokens: TokenStream) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut entry = TokenStream::new();
    for token in tokens {
        let end = match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => ",",
            TokenTree::Punct(punct) if punct.as_char() == ';' => ";",
            _ => {
                entry.extend([token]);
                continue;
            }
        };
        entries.push(Entry { tokens: std::mem::take(&mut entry), end });
    }
    if !entry.is_empty() {
        entries.push(Entry { tokens: entry, end: "" });
    }
    entries
}

fn print_entry(entry: Entry) -> String {
    let parts: Vec<String> = split_arrows(entry.tokens).iter().map(print_part).collect();
    parts.join(" => ") + entry.end
}

/// The tokens between `=>`.
fn split_arrows(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = Vec::new();
    let mut part = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_equals = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '=' && punct.spacing() == Spacing::Joint);
        let is_arrow = is_equals
            && matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == '>');
        if is_arrow {
            tokens.next();
            parts.push(std::mem::take(&mut part));
        } else {
            part.extend([token]);
        }
    }
    parts.push(part);
    parts
}

/// Prints a part as the statement of a function, which has the same depth as an entry. What is no
/// statement consists of a few words, and is printed as it stands.
fn print_part(part: &TokenStream) -> String {
    let Ok(function) = syn::parse2::<syn::File>(quote!(fn part() { #part; })) else {
        return part.to_string();
    };
    let printed = prettyplease::unparse(&function);
    let body = printed.trim_start_matches("fn part() {").trim_end().trim_end_matches('}').trim();
    body.trim_end_matches(';').to_owned()
}
