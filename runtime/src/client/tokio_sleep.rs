//! Waiting on Tokio, for the transports that run on it.

use alloc::boxed::Box;
use core::time::Duration;

use super::{Sleep, SleepError};
use crate::future::BoxFuture;

/// Waits on Tokio's timer.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioSleep;

impl Sleep for TokioSleep {
    fn sleep(&self, duration: Duration) -> Result<BoxFuture<'static, ()>, SleepError> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(SleepError { reason: "it must be made inside a Tokio runtime" });
        }
        Ok(Box::pin(tokio::time::sleep(duration)))
    }
}
