//! The decisions of one call.

use alloc::sync::Arc;
use core::time::Duration;

use super::{Budget, RetryPolicy};
use crate::error::{ErrorKind, Timeout};

/// How an attempt ended, where it did not end well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What went wrong.
    pub kind: ErrorKind,
    /// Whether the model itself says of this error that a client may try again (`retryable`).
    pub modeled_retryable: bool,
    /// How long the service asks to wait (`Retry-After`).
    pub retry_after: Option<Duration>,
}

/// What to do after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Send again after this pause.
    Retry(Duration),
    /// Tell the caller.
    GiveUp(GiveUp),
}

/// Why a request is not sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GiveUp {
    /// Trying again would bring the same.
    NotRetryable,
    /// The request may have taken effect, and doing it twice is not the same as once.
    NotRepeatable,
    /// The body was a stream, which is gone.
    NotReplayable,
    /// All attempts are made.
    NoAttemptsLeft,
    /// The budget that all calls of the client share is spent.
    NoBudgetLeft,
    /// The pause would outlast the call's time limit.
    NoTimeLeft,
}

/// The state of one call: how often it was tried, and what it has drawn from the budget.
#[derive(Debug)]
pub struct Session {
    policy: RetryPolicy,
    budget: Arc<Budget>,
    repeatable: bool,
    replayable: bool,
    attempts: u32,
    drawn: u32,
}

impl Session {
    /// A call that was not tried yet. `repeatable` says that doing it twice is the same as once,
    /// `replayable` that the body can be sent again.
    #[must_use]
    pub fn new(
        policy: RetryPolicy,
        budget: Arc<Budget>,
        repeatable: bool,
        replayable: bool,
    ) -> Self {
        Self { policy, budget, repeatable, replayable, attempts: 0, drawn: 0 }
    }

    /// Counts an attempt that is about to start, and gives its number, from 1.
    pub fn start(&mut self) -> u32 {
        self.attempts = self.attempts.saturating_add(1);
        self.attempts
    }

    /// How many attempts were started.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Pays back what a call that ended well has drawn, or the reward for one that needed nothing.
    pub fn succeeded(&mut self) {
        let amount = if self.drawn == 0 { Budget::REWARD } else { self.drawn };
        self.budget.refund(amount);
        self.drawn = 0;
    }

    /// What to do after an attempt that ended like this, with so much left of the call's time
    /// limit, if it has one, and a number drawn evenly from all of 64 bits.
    pub fn failed(
        &mut self,
        outcome: Outcome,
        time_left: Option<Duration>,
        drawn: u64,
    ) -> Decision {
        if let Err(reason) = self.allowed(outcome) {
            return Decision::GiveUp(reason);
        }
        let pause = self.policy.pause(self.attempts, drawn);
        let pause =
            outcome.retry_after.map_or(pause, |asked| pause.max(asked.min(self.policy.cap)));
        if time_left.is_some_and(|left| pause >= left) {
            return Decision::GiveUp(GiveUp::NoTimeLeft);
        }
        let cost = match outcome.kind {
            ErrorKind::Timeout(_) => Budget::TIMEOUT,
            _ => Budget::RETRY,
        };
        if !self.budget.draw(cost) {
            return Decision::GiveUp(GiveUp::NoBudgetLeft);
        }
        // A success pays back what the last retry cost, so that a call which needed two leaves
        // the budget poorer: trouble counts, even when it passes.
        self.drawn = cost;
        Decision::Retry(pause)
    }

    fn allowed(&self, outcome: Outcome) -> Result<(), GiveUp> {
        let nothing_happened = match outcome.kind {
            // The service refused before doing anything, or the model says so.
            ErrorKind::Throttling | ErrorKind::Connect | ErrorKind::Timeout(Timeout::Connect) => {
                true
            }
            kind if kind.is_retryable() || outcome.modeled_retryable => outcome.modeled_retryable,
            _ => return Err(GiveUp::NotRetryable),
        };
        if outcome.kind == ErrorKind::Timeout(Timeout::Total) {
            return Err(GiveUp::NoTimeLeft);
        }
        if !nothing_happened && !self.repeatable {
            return Err(GiveUp::NotRepeatable);
        }
        if !self.replayable {
            return Err(GiveUp::NotReplayable);
        }
        if self.attempts >= self.policy.max_attempts.max(1) {
            return Err(GiveUp::NoAttemptsLeft);
        }
        Ok(())
    }
}
