//! What all calls of a client may spend on retries together.

use core::sync::atomic::{AtomicU32, Ordering};

/// What all calls of a client may spend on retries together, so that a service in trouble is not
/// flooded: retries draw from it, successes pay back.
#[derive(Debug)]
pub struct Budget {
    left: AtomicU32,
}

impl Default for Budget {
    fn default() -> Self {
        Self::new()
    }
}

impl Budget {
    /// What a full budget holds.
    pub const FULL: u32 = 500;
    /// What a retry costs.
    pub const RETRY: u32 = 5;
    /// What a retry after a timeout costs.
    pub const TIMEOUT: u32 = 10;
    /// What a call pays in that succeeds at once.
    pub const REWARD: u32 = 1;

    /// A full budget.
    #[must_use]
    pub const fn new() -> Self {
        Self { left: AtomicU32::new(Self::FULL) }
    }

    /// What is left.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.left.load(Ordering::Relaxed)
    }

    /// Draws the cost; says no, and draws nothing, if less is left.
    pub(crate) fn draw(&self, cost: u32) -> bool {
        // The number guards nothing but itself, so no ordering with other memory is needed.
        self.left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(cost))
            .is_ok()
    }

    /// Pays back, up to a full budget.
    pub(crate) fn refund(&self, amount: u32) {
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            Some(left.saturating_add(amount).min(Self::FULL))
        });
    }
}
