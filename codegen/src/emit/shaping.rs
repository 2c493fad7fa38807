//! What operations ask of a whole message.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Shaping;

/// What the schema of an operation says of it, as calls.
pub(crate) fn calls(shaping: &Shaping) -> TokenStream {
    let host_prefix = shaping.host_prefix.as_ref().map(|prefix| quote!(.host_prefix(#prefix)));
    let compressed = shaping.compressed.then(|| quote!(.compressed()));
    let content_md5 = shaping.content_md5.then(|| quote!(.content_md5()));
    quote!(#host_prefix #compressed #content_md5)
}
