//! Futures without a runtime: a boxed one for object-safe traits, and a race of two.

use alloc::boxed::Box;
use core::future::{poll_fn, Future};
use core::pin::{pin, Pin};
use core::task::Poll;

/// A boxed future; it can move between threads, except on WebAssembly, where hosts hand out
/// futures that cannot and where there is one thread anyway.
#[cfg(not(target_arch = "wasm32"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A boxed future; it can move between threads, except on WebAssembly, where hosts hand out
/// futures that cannot and where there is one thread anyway.
#[cfg(target_arch = "wasm32")]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Runs the work until it is done or the alarm goes off; the work is asked first, so a result
/// that is ready at the last moment is not lost.
pub(crate) async fn until<T>(
    work: impl Future<Output = T>,
    alarm: Option<BoxFuture<'_, ()>>,
) -> Option<T> {
    let Some(mut alarm) = alarm else {
        return Some(work.await);
    };
    let mut work = pin!(work);
    poll_fn(move |context| {
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(Some(done));
        }
        alarm.as_mut().poll(context).map(|()| None)
    })
    .await
}
