//! Compressed requests (`requestCompression`): gzip, the one encoding that the trait knows.

use alloc::vec::Vec;
use core::pin::Pin;
use core::task::{ready, Context, Poll};
use std::io::Write as _;

use bytes::Bytes;
use flate2::write::GzEncoder;
use flate2::Compression;
use futures_core::Stream;
use http::header::CONTENT_ENCODING;
use http::HeaderValue;

use crate::http::{Body, BodyError, ByteStream};
use crate::protocol::EncodeError;
use crate::schema::{Place, Schema};

/// Compresses a body that is long enough, and says so in the header. A stream is compressed
/// whatever its length, unless that has to be known before.
pub(super) fn compress(
    input: &'static Schema,
    request: &mut http::Request<Body>,
    least: u64,
) -> Result<(), EncodeError> {
    let payload = input.payload().and_then(|index| input.members().get(index)).map(Place::from);
    let streams = payload.is_some_and(|place| place.is_streaming());
    if payload.is_some_and(|place| place.requires_length()) {
        return Ok(());
    }
    let body = core::mem::take(request.body_mut());
    let compressed = match body {
        Body::Bytes(bytes)
            if streams || u64::try_from(bytes.len()).is_ok_and(|length| length >= least) =>
        {
            Body::Bytes(gzip(&bytes).map_err(|_| FAILED)?.into())
        }
        Body::Stream { stream, .. } => {
            Body::from_stream(Gzip { stream, encoder: Some(encoder()) }, None)
        }
        short => {
            *request.body_mut() = short;
            return Ok(());
        }
    };
    *request.body_mut() = compressed;
    append_encoding(request)
}

const FAILED: EncodeError = EncodeError { member: "body", reason: "cannot be compressed" };

/// Encodings stand in the order in which they were applied (RFC 9110, section 8.4).
fn append_encoding(request: &mut http::Request<Body>) -> Result<(), EncodeError> {
    let mut text = Vec::new();
    for value in request.headers().get_all(CONTENT_ENCODING) {
        text.extend_from_slice(value.as_bytes());
        text.extend_from_slice(b", ");
    }
    text.extend_from_slice(b"gzip");
    let value = HeaderValue::from_bytes(&text).map_err(|_| FAILED)?;
    request.headers_mut().insert(CONTENT_ENCODING, value);
    Ok(())
}

fn encoder() -> GzEncoder<Vec<u8>> {
    GzEncoder::new(Vec::new(), Compression::default())
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = encoder();
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// A stream on its way through the encoder, which is gone once the last bytes are out.
struct Gzip {
    stream: ByteStream,
    encoder: Option<GzEncoder<Vec<u8>>>,
}

impl Stream for Gzip {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { stream, encoder } = self.get_mut();
        let failed = |error: std::io::Error| BodyError::with_source("compression failed", error);
        loop {
            let Some(working) = encoder else { return Poll::Ready(None) };
            let written = match ready!(stream.as_mut().poll_next(context)) {
                Some(Ok(chunk)) => {
                    working.write_all(&chunk).map(|()| core::mem::take(working.get_mut()))
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => encoder.take().map_or(Ok(Vec::new()), GzEncoder::finish),
            };
            match written {
                // The encoder keeps short chunks to itself for a while.
                Ok(bytes) if bytes.is_empty() => {}
                Ok(bytes) => return Poll::Ready(Some(Ok(bytes.into()))),
                Err(error) => return Poll::Ready(Some(Err(failed(error)))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Kind, Member};
    use core::future::Future as _;
    use std::io::Read as _;

    static STREAM: Schema = Schema::simple("test#Stream", Kind::Blob).streaming();
    static SIZED: Schema = Schema::simple("test#Sized", Kind::Blob).streaming().requires_length();
    static STREAMED: Schema =
        Schema::structure("test#Streamed", &[Member::new("content", &STREAM).payload()]);
    static MEASURED: Schema =
        Schema::structure("test#Measured", &[Member::new("content", &SIZED).payload()]);

    /// Chunks that are there at once.
    struct Chunks(Vec<&'static [u8]>);

    impl Stream for Chunks {
        type Item = Result<Bytes, BodyError>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            let next = if self.0.is_empty() { None } else { Some(self.0.remove(0)) };
            Poll::Ready(next.map(|chunk| Ok(Bytes::from_static(chunk))))
        }
    }

    fn collected(body: Body) -> Bytes {
        let mut context = Context::from_waker(core::task::Waker::noop());
        match core::pin::pin!(body.collect(1 << 20)).poll(&mut context) {
            Poll::Ready(bytes) => bytes.unwrap(),
            Poll::Pending => panic!("all chunks are there"),
        }
    }

    fn request(body: Body, encodings: &[&str]) -> http::Request<Body> {
        let mut request = http::Request::builder();
        for encoding in encodings {
            request = request.header("content-encoding", *encoding);
        }
        request.body(body).unwrap()
    }

    #[test]
    fn a_stream_is_compressed_whatever_its_length() {
        let stream = Body::from_stream(Chunks([b"one ".as_slice(), b"two"].into()), Some(7));
        let mut message = request(stream, &["custom", "br"]);
        compress(&STREAMED, &mut message, 10_240).unwrap();
        assert_eq!(message.headers()["content-encoding"], "custom, br, gzip");
        let body = core::mem::take(message.body_mut());
        assert_eq!(body.length(), None);
        let mut plain = Vec::new();
        let bytes = collected(body);
        flate2::read::GzDecoder::new(bytes.as_ref()).read_to_end(&mut plain).unwrap();
        assert_eq!(plain, b"one two");
        let mut message = request(Body::from("short"), &[]);
        compress(&STREAMED, &mut message, 10_240).unwrap();
        assert_eq!(message.headers()["content-encoding"], "gzip");
    }

    #[test]
    fn a_stream_whose_length_must_be_known_is_left_alone() {
        let stream = Body::from_stream(Chunks([b"one".as_slice()].into()), Some(3));
        let mut message = request(stream, &[]);
        compress(&MEASURED, &mut message, 0).unwrap();
        assert!(message.headers().is_empty());
        assert_eq!(message.body().length(), Some(3));
    }
}
