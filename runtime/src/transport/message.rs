//! Our bodies as those of the `http-body` crate, and back.

use core::pin::Pin;
use core::task::{ready, Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use crate::error::{chain, Source};
use crate::http::{Body, BodyError};

/// A body on its way out.
pub(super) struct Outgoing(pub(super) Body);

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let body = &mut self.get_mut().0;
        match body {
            Body::Empty => Poll::Ready(None),
            Body::Bytes(bytes) => {
                let bytes = core::mem::take(bytes);
                *body = Body::Empty;
                Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
            }
            Body::Stream { stream, length } => {
                let chunk = ready!(stream.as_mut().poll_next(context));
                if let (Some(Ok(chunk)), Some(length)) = (&chunk, length) {
                    *length = length.saturating_sub(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
                }
                Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Body::Empty => true,
            Body::Bytes(bytes) => bytes.is_empty(),
            Body::Stream { .. } => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Body::Empty => SizeHint::with_exact(0),
            Body::Bytes(bytes) => {
                SizeHint::with_exact(u64::try_from(bytes.len()).unwrap_or(u64::MAX))
            }
            Body::Stream { length: Some(length), .. } => SizeHint::with_exact(*length),
            Body::Stream { length: None, .. } => SizeHint::default(),
        }
    }
}

/// A body on its way in.
pub(super) fn incoming<B>(body: B) -> Body
where
    B: http_body::Body<Data = Bytes> + Send + Sync + Unpin + 'static,
    B::Error: Into<Source>,
{
    if body.is_end_stream() {
        return Body::Empty;
    }
    let length = body.size_hint().exact();
    Body::from_stream(Chunks(body), length)
}

/// The chunks of a body, without the trailers, which no protocol here uses.
struct Chunks<B>(B);

impl<B> Stream for Chunks<B>
where
    B: http_body::Body<Data = Bytes> + Unpin,
    B::Error: Into<Source>,
{
    type Item = Result<Bytes, BodyError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let body = &mut self.get_mut().0;
        loop {
            match ready!(Pin::new(&mut *body).poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Ok(frame)) => {
                    if let Ok(chunk) = frame.into_data() {
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                }
                Some(Err(error)) => {
                    let source: Source = error.into();
                    let text = chain(&*source);
                    return Poll::Ready(Some(Err(BodyError::with_source(text, source))));
                }
            }
        }
    }
}
