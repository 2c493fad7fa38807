//! Emits the expression that goes into the `static` of a pattern.

use crate::pattern::{ClassRange, Compiled, Mode, Node};
use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::quote;

/// The expression for a compiled pattern. `Pattern` and `Node` of the run-time crate's module
/// `pattern` must be in scope.
#[must_use]
pub fn expression(compiled: &Compiled) -> TokenStream {
    let source = text(&compiled.source);
    let empty = compiled.program.empty;
    let ascii = compiled.program.ascii.iter().map(range);
    let wide = compiled.program.wide.iter().map(range);
    let nodes = compiled.program.nodes.iter().map(node);
    quote! {
        Pattern::new(#source, #empty, &[#(#ascii),*], &[#(#wide),*], &[#(#nodes),*])
    }
}

/// The expression for a pattern that is left to an engine at run time.
#[must_use]
pub fn fallback(source: &str, mode: Mode) -> TokenStream {
    let (source, unicode) = (text(source), mode == Mode::Unicode);
    quote!(Pattern::fallback(#source, #unicode))
}

/// A raw literal where that spares backslashes: a pattern is read more often than written.
fn text(text: &str) -> TokenStream {
    let plain = Literal::string(text).into();
    let printable = text.chars().all(|letter| letter.is_ascii_graphic() || letter == ' ');
    if !printable || !text.contains(['\\', '"']) {
        return TokenTree::into(plain);
    }
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}").parse().unwrap_or_else(|_| TokenTree::into(plain))
}

fn range(range: &ClassRange) -> TokenStream {
    let ClassRange { first, last, class } = *range;
    let (first, last, class) = (character(first), character(last), Literal::u8_unsuffixed(class));
    quote!((#first, #last, #class))
}

/// A character by itself only where nobody can mistake it for another: beyond ASCII there are some
/// that look alike and some that editors put into another form.
fn character(character: char) -> TokenStream {
    let plain = quote!(#character);
    if character.is_ascii() {
        return plain;
    }
    format!("'\\u{{{:x}}}'", u32::from(character)).parse().unwrap_or(plain)
}

fn node(node: &Node) -> TokenStream {
    match node {
        Node::Fail => quote!(Node::Fail),
        Node::Match => quote!(Node::Match),
        Node::Text { text, ends, then } => {
            let then = Literal::u16_unsuffixed(*then);
            quote!(Node::Text { text: #text, ends: #ends, then: #then })
        }
        Node::Exact { of, times, ends, then } => {
            let (of, times, then) =
                (mask(*of), Literal::u32_unsuffixed(*times), Literal::u16_unsuffixed(*then));
            quote!(Node::Exact { of: #of, times: #times, ends: #ends, then: #then })
        }
        Node::Row { stay, ends, to } => {
            let (stay, ends, to) = (mask(*stay), mask(*ends), row(to));
            quote!(Node::Row { stay: #stay, ends: #ends, to: #to })
        }
        Node::Count { stay, ends, step, times, to, last } => {
            let (stay, ends, step) = (mask(*stay), mask(*ends), mask(*step));
            let (to, last) = (row(to), row(last));
            let times = Literal::u32_unsuffixed(*times);
            quote! {
                Node::Count { stay: #stay, ends: #ends, step: #step, times: #times, to: #to, last: #last }
            }
        }
    }
}

fn row(row: &[u16]) -> TokenStream {
    let row = row.iter().map(|target| Literal::u16_unsuffixed(*target));
    quote!(&[#(#row),*])
}

/// A binary literal, in which the classes can be counted.
fn mask(mask: u64) -> TokenStream {
    if mask == 0 {
        return quote!(0);
    }
    let digits = format!("{mask:b}");
    let mut text = String::from("0b");
    for (index, digit) in digits.char_indices() {
        // Groups of four, as soon as there are two of them.
        if index > 0 && digits.len() > 4 && (digits.len() - index) % 4 == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    text.parse().unwrap_or_else(|_| {
        let mask = Literal::u64_unsuffixed(mask);
        quote!(#mask)
    })
}
