//! Stand-ins for time and chance, so that nothing here has to wait or to be lucky.

use std::future::{pending, ready, Future};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use codecatalyst::transport::BoxFuture;
use codecatalyst::{Clock, Random, Sleep, SleepError, Timestamp};

/// 2026-11-23T10:20:30Z, when all tests with a [`Time`] start.
pub(crate) const START: i64 = 1_795_429_230;
/// A time limit that is never reached: [`Time`] takes it for one, and not for a pause.
pub(crate) const LIMIT: Duration = Duration::from_secs(3600);

type Alarm = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A clock that only moves by the pauses made with it. Pauses are over at once and are noted;
/// waiting for [`LIMIT`] never ends, unless an alarm was set for it.
#[derive(Clone, Default)]
pub(crate) struct Time(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    passed: Duration,
    pauses: Vec<Duration>,
    alarm: Option<Alarm>,
}

impl Time {
    /// Lets the next wait for [`LIMIT`] end when this does.
    pub(crate) fn set_alarm(&self, alarm: impl Future<Output = ()> + Send + 'static) {
        self.0.lock().unwrap().alarm = Some(Box::pin(alarm));
    }

    /// The pauses so far.
    pub(crate) fn pauses(&self) -> Vec<Duration> {
        self.0.lock().unwrap().pauses.clone()
    }
}

impl Clock for Time {
    fn now(&self) -> Timestamp {
        let passed = self.elapsed();
        Timestamp::from_unix(
            START + i64::try_from(passed.as_secs()).unwrap(),
            passed.subsec_nanos(),
        )
        .unwrap()
    }

    fn elapsed(&self) -> Duration {
        self.0.lock().unwrap().passed
    }
}

impl Sleep for Time {
    fn sleep(&self, duration: Duration) -> Result<BoxFuture<'static, ()>, SleepError> {
        let mut state = self.0.lock().unwrap();
        if duration >= LIMIT {
            return Ok(state.alarm.take().unwrap_or_else(|| Box::pin(pending())));
        }
        state.passed += duration;
        state.pauses.push(duration);
        Ok(Box::pin(ready(())))
    }
}

/// Counts up, so that no two draws are the same and pauses are as short as they can be: only the
/// upper half of a draw decides about those.
#[derive(Default)]
pub(crate) struct Counting(Mutex<u64>);

impl Random for Counting {
    fn next(&self) -> u64 {
        let mut next = self.0.lock().unwrap();
        *next += 1;
        *next
    }
}
