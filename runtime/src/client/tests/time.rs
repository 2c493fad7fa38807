//! A clock without waiting: when a future can only wait, the clock jumps to the next alarm.

use alloc::boxed::Box;
use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;
use core::future::{poll_fn, Future};
use core::pin::pin;
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::sync::Mutex;

use crate::client::{Clock, Sleep, SleepError};
use crate::future::BoxFuture;
use crate::timestamp::Timestamp;

/// 2026-01-01T00:00:00Z, when every test starts.
pub(crate) const START: i64 = 1_767_225_600;

#[derive(Default)]
pub(crate) struct FakeTime {
    elapsed: Mutex<Duration>,
    alarms: Mutex<Vec<(Duration, Weak<()>)>>,
    asked: Mutex<Vec<Duration>>,
}

impl FakeTime {
    pub(crate) fn new() -> Arc<Self> {
        Arc::default()
    }

    /// All durations that were asked for, in their order.
    pub(crate) fn asked(&self) -> Vec<Duration> {
        self.asked.lock().unwrap().clone()
    }

    /// Runs the future to its end; one that waits for nothing fails the test.
    pub(crate) fn run<T>(&self, future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        let mut context = Context::from_waker(Waker::noop());
        loop {
            if let Poll::Ready(done) = future.as_mut().poll(&mut context) {
                return done;
            }
            let mut alarms = self.alarms.lock().unwrap();
            alarms.retain(|(_, alive)| alive.strong_count() > 0);
            let now = *self.elapsed.lock().unwrap();
            let next = alarms.iter().map(|(at, _)| *at).filter(|at| *at > now).min();
            *self.elapsed.lock().unwrap() = next.expect("the future waits for nothing");
        }
    }
}

impl Clock for Arc<FakeTime> {
    fn now(&self) -> Timestamp {
        let seconds = i64::try_from(self.elapsed().as_secs()).unwrap();
        Timestamp::from_unix(START + seconds, 0).unwrap()
    }

    fn elapsed(&self) -> Duration {
        *self.elapsed.lock().unwrap()
    }
}

impl Sleep for Arc<FakeTime> {
    fn sleep(&self, duration: Duration) -> Result<BoxFuture<'static, ()>, SleepError> {
        self.asked.lock().unwrap().push(duration);
        let at = self.elapsed() + duration;
        let alive = Arc::new(());
        self.alarms.lock().unwrap().push((at, Arc::downgrade(&alive)));
        let time = self.clone();
        Ok(Box::pin(poll_fn(move |_| {
            // The future owns this, so that an alarm nobody waits for any more is forgotten.
            let _: &Arc<()> = &alive;
            if time.elapsed() >= at {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })))
    }
}
