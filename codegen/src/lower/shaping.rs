//! What operations ask of a whole message: a prefix of the host, compression, a checksum
//! (endpoint-traits.rst; behavior-traits.rst, "Compression"; http-bindings.rst,
//! "httpChecksumRequired trait"; aws-core.rst, "httpChecksum trait").

use crate::ir::{Operation, Shaping};
use crate::model::traits::{HTTP_CHECKSUM, HTTP_CHECKSUM_REQUIRED};
use crate::model::{Node, Shape};

/// The encodings of `requestCompression` that clients know.
const ENCODING: &str = "gzip";

/// What an operation asks.
pub(super) fn of_operation(operation: &Shape) -> Shaping {
    let traits = &operation.traits;
    let compressed = traits.request_compression().is_some_and(|compression| {
        compression.encodings.iter().any(|encoding| encoding.eq_ignore_ascii_case(ENCODING))
    });
    // `httpChecksum` supersedes the plain trait.
    let content_md5 = match traits.get(HTTP_CHECKSUM) {
        Some(checksum) => {
            checksum.get("requestChecksumRequired").and_then(Node::as_bool) == Some(true)
        }
        None => traits.has(HTTP_CHECKSUM_REQUIRED),
    };
    Shaping { host_prefix: traits.endpoint().map(str::to_owned), compressed, content_md5 }
}

/// The features of the runtime that these operations need.
pub(super) fn features(operations: &[Operation]) -> impl Iterator<Item = &'static str> {
    let any = |asks: fn(&Shaping) -> bool| operations.iter().any(|item| asks(&item.shaping));
    let compressed = any(|shaping| shaping.compressed).then_some("compression");
    let content_md5 = any(|shaping| shaping.content_md5).then_some("content-md5");
    compressed.into_iter().chain(content_md5)
}
