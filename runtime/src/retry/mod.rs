//! Whether and when to send a request again: decisions without clocks, sleeping or sending.
//!
//! A client tells a [`Session`] how each attempt ended; the session answers with a pause or with
//! the reason for giving up. Any client can drive it, with futures or with threads.

mod after;
mod budget;
mod session;

use core::time::Duration;

pub use after::retry_after;
pub use budget::Budget;
pub use session::{Decision, GiveUp, Outcome, Session};

/// How often and how patiently a request is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// The most attempts a call makes, the first one included; 3 by default. 0 counts as 1.
    pub max_attempts: u32,
    /// The longest pause after the first attempt, 1 second by default. It doubles with each
    /// attempt, and the real pause is drawn evenly between nothing and it.
    pub base: Duration,
    /// The longest pause at all, 20 seconds by default, also where the service asks for more.
    pub cap: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::standard()
    }
}

impl RetryPolicy {
    /// At most 3 attempts, with pauses of up to 1 second, then 2.
    #[must_use]
    pub const fn standard() -> Self {
        Self { max_attempts: 3, base: Duration::from_secs(1), cap: Duration::from_secs(20) }
    }

    /// One attempt a call.
    #[must_use]
    pub const fn off() -> Self {
        Self { max_attempts: 1, ..Self::standard() }
    }

    /// Sets the most attempts a call makes, the first one included.
    #[must_use]
    pub const fn with_max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Sets the longest pause after the first attempt.
    #[must_use]
    pub const fn with_base(mut self, base: Duration) -> Self {
        self.base = base;
        self
    }

    /// Sets the longest pause at all.
    #[must_use]
    pub const fn with_cap(mut self, cap: Duration) -> Self {
        self.cap = cap;
        self
    }

    /// The pause after this many attempts, for a number drawn evenly from all of 64 bits.
    #[must_use]
    pub fn pause(&self, attempts: u32, drawn: u64) -> Duration {
        let doublings = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        let longest = self.base.saturating_mul(doublings).min(self.cap);
        // The highest 32 bits are a fraction of one; nanoseconds times a fraction stay exact.
        let nanoseconds = longest.as_nanos().saturating_mul(u128::from(drawn >> 32)) >> 32;
        Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
mod tests;
