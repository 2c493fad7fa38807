//! The checksum that an operation requires (`httpChecksumRequired`; `aws.protocols#httpChecksum`
//! where no algorithm is chosen): MD5, in a header.

use base64::Engine as _;
use http::header::HeaderName;
use http::HeaderValue;

use crate::http::Body;
use crate::protocol::EncodeError;

const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

/// Adds the checksum of the body, unless the message carries one already.
pub(super) fn add(request: &mut http::Request<Body>) -> Result<(), EncodeError> {
    let is_checksum =
        |name: &HeaderName| *name == CONTENT_MD5 || name.as_str().starts_with("x-amz-checksum-");
    if request.headers().keys().any(is_checksum) {
        return Ok(());
    }
    let digest = match request.body() {
        Body::Empty => md5::compute([]),
        Body::Bytes(bytes) => md5::compute(bytes),
        Body::Stream { .. } => {
            let reason = "must be bytes or come with a checksum: it travels in a header before it";
            return Err(EncodeError { member: "body", reason });
        }
    };
    let text = base64::engine::general_purpose::STANDARD.encode(digest.0);
    let value = HeaderValue::from_str(&text)
        .map_err(|_| EncodeError { member: "body", reason: "has no checksum" })?;
    request.headers_mut().insert(CONTENT_MD5, value);
    Ok(())
}
