//! What a client asks of the platform: the time, a pause, and chance.

use alloc::format;
use alloc::string::String;
use core::fmt;
use core::time::Duration;

use crate::future::BoxFuture;
use crate::timestamp::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The time of day, for expiry dates.
    fn now(&self) -> Timestamp;

    /// The time since a moment of the clock's choice, which never goes back, for durations.
    fn elapsed(&self) -> Duration;
}

/// Waits.
pub trait Sleep: Send + Sync {
    /// A future that is ready after this long.
    ///
    /// # Errors
    /// There is nothing here to wait with, such as a runtime's timer.
    fn sleep(&self, duration: Duration) -> Result<BoxFuture<'static, ()>, SleepError>;
}

/// Why there is nothing to wait with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SleepError {
    /// What is missing.
    pub reason: &'static str,
}

impl fmt::Display for SleepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason)
    }
}

impl core::error::Error for SleepError {}

/// Draws random numbers: for idempotency tokens and for the spread of retries.
pub trait Random: Send + Sync {
    /// A number of 64 random bits.
    fn next(&self) -> u64;
}

/// The clock of the operating system.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    start: std::time::Instant,
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
impl Default for SystemClock {
    fn default() -> Self {
        Self { start: std::time::Instant::now() }
    }
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::try_from(std::time::SystemTime::now()).unwrap_or(Timestamp::MAX)
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}

/// Random numbers from the operating system's entropy.
///
/// The standard library keys each thread's hashers with 128 bits of it; hashing under such a key
/// gives numbers that do not repeat and cannot be foreseen. That is what idempotency tokens need,
/// and it costs no dependency. It is no source for cryptographic keys.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
impl Random for SystemRandom {
    fn next(&self) -> u64 {
        use core::hash::{BuildHasher, Hasher};
        // Each `new` takes the thread's key, changed by one, so no two hashers are the same.
        std::hash::RandomState::new().build_hasher().finish()
    }
}

/// A UUID of version 4, the form that services expect of an idempotency token.
pub(crate) fn uuid(random: &dyn Random) -> String {
    let high = random.next() & 0xffff_ffff_ffff_0fff | 0x4000;
    let low = random.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000;
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}
