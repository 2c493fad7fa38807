//! Facts about retries that need no client.

use alloc::sync::Arc;
use core::time::Duration;

use super::{Budget, Decision, GiveUp, Outcome, RetryPolicy, Session};
use crate::error::{ErrorKind, Timeout};
use crate::schema::Fault;

const SERVER: ErrorKind = ErrorKind::Service { fault: Fault::Server, retryable: true };
const CLIENT: ErrorKind = ErrorKind::Service { fault: Fault::Client, retryable: false };

fn outcome(kind: ErrorKind) -> Outcome {
    Outcome { kind, modeled_retryable: false, retry_after: None }
}

fn started(repeatable: bool, replayable: bool) -> Session {
    let mut session =
        Session::new(RetryPolicy::standard(), Arc::new(Budget::new()), repeatable, replayable);
    session.start();
    session
}

#[test]
fn what_is_retried() {
    let again = Decision::Retry(Duration::ZERO);
    let no = |reason| Decision::GiveUp(reason);
    // What went wrong; the decision where twice is once; the decision where it is not.
    let table = [
        (ErrorKind::Validation, no(GiveUp::NotRetryable), no(GiveUp::NotRetryable)),
        (ErrorKind::Encode, no(GiveUp::NotRetryable), no(GiveUp::NotRetryable)),
        (ErrorKind::Configuration, no(GiveUp::NotRetryable), no(GiveUp::NotRetryable)),
        (ErrorKind::Credentials, no(GiveUp::NotRetryable), no(GiveUp::NotRetryable)),
        (ErrorKind::Connect, again, again),
        (ErrorKind::Timeout(Timeout::Connect), again, again),
        (ErrorKind::Timeout(Timeout::Attempt), again, no(GiveUp::NotRepeatable)),
        (ErrorKind::Timeout(Timeout::Total), no(GiveUp::NoTimeLeft), no(GiveUp::NoTimeLeft)),
        (ErrorKind::Transport, again, no(GiveUp::NotRepeatable)),
        (ErrorKind::Response, no(GiveUp::NotRetryable), no(GiveUp::NotRetryable)),
        (ErrorKind::ResponseTooLarge, no(GiveUp::NotRetryable), no(GiveUp::NotRetryable)),
        (ErrorKind::Redirect, no(GiveUp::NotRetryable), no(GiveUp::NotRetryable)),
        (SERVER, again, no(GiveUp::NotRepeatable)),
        (CLIENT, no(GiveUp::NotRetryable), no(GiveUp::NotRetryable)),
        (ErrorKind::Throttling, again, again),
        (ErrorKind::Pagination, no(GiveUp::NotRetryable), no(GiveUp::NotRetryable)),
    ];
    for (kind, repeatable, unrepeatable) in table {
        assert_eq!(started(true, true).failed(outcome(kind), None, 0), repeatable, "{kind:?}");
        assert_eq!(started(false, true).failed(outcome(kind), None, 0), unrepeatable, "{kind:?}");
        let gone = started(true, false).failed(outcome(kind), None, 0);
        assert!(matches!(gone, Decision::GiveUp(_)), "{kind:?} after a body that was a stream");
    }
}

#[test]
fn the_model_s_word_counts_for_every_operation() {
    let modeled = Outcome { modeled_retryable: true, ..outcome(SERVER) };
    assert_eq!(started(false, true).failed(modeled, None, 0), Decision::Retry(Duration::ZERO));
}

#[test]
fn attempts_are_counted() {
    for (most, retries) in [(0, 0), (1, 0), (2, 1), (5, 4)] {
        let policy = RetryPolicy::standard().with_max_attempts(most);
        let mut session = Session::new(policy, Arc::new(Budget::new()), true, true);
        for number in 1..=retries + 1 {
            assert_eq!(session.start(), number);
            let decision = session.failed(outcome(SERVER), None, 0);
            let expected = if number <= retries {
                Decision::Retry(Duration::ZERO)
            } else {
                Decision::GiveUp(GiveUp::NoAttemptsLeft)
            };
            assert_eq!(decision, expected);
        }
    }
}

#[test]
fn a_pause_lies_between_nothing_and_its_doubling_bound() {
    let policy = RetryPolicy::standard();
    let bounds = [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 20), (40, 20), (u32::MAX, 20)];
    for (attempts, seconds) in bounds {
        let bound = Duration::from_secs(seconds);
        assert_eq!(policy.pause(attempts, 0), Duration::ZERO);
        let longest = policy.pause(attempts, u64::MAX);
        assert!(
            longest <= bound && longest + Duration::from_micros(1) > bound,
            "{attempts}: {longest:?}"
        );
        assert_eq!(policy.pause(attempts, 1 << 63), bound / 2);
    }
    let vast = RetryPolicy::standard().with_base(Duration::MAX).with_cap(Duration::MAX);
    assert!(vast.pause(9, u64::MAX) > Duration::from_secs(1 << 33), "no overflow");
}

#[test]
fn a_pause_must_end_before_the_call_does() {
    let asked = Outcome { retry_after: Some(Duration::from_secs(5)), ..outcome(SERVER) };
    let decide = |left| started(true, true).failed(asked, Some(Duration::from_secs(left)), 0);
    assert_eq!(decide(5), Decision::GiveUp(GiveUp::NoTimeLeft));
    assert_eq!(decide(6), Decision::Retry(Duration::from_secs(5)));
}

#[test]
fn an_empty_budget_stops_retries_and_successes_refill_it() {
    let budget = Arc::new(Budget::new());
    let session = || {
        let mut session = Session::new(RetryPolicy::standard(), budget.clone(), true, true);
        session.start();
        session
    };
    for _ in 0..99 {
        assert!(matches!(session().failed(outcome(SERVER), None, 0), Decision::Retry(_)));
    }
    assert_eq!(budget.left(), 5);
    let slow = outcome(ErrorKind::Timeout(Timeout::Attempt));
    assert_eq!(
        session().failed(slow, None, 0),
        Decision::GiveUp(GiveUp::NoBudgetLeft),
        "a timeout costs 10"
    );
    let mut last = session();
    assert!(matches!(last.failed(outcome(SERVER), None, 0), Decision::Retry(_)));
    assert_eq!(budget.left(), 0);
    assert_eq!(session().failed(outcome(SERVER), None, 0), Decision::GiveUp(GiveUp::NoBudgetLeft));
    last.succeeded();
    assert_eq!(budget.left(), 5, "the call that went well in the end pays back its retry");
    session().succeeded();
    assert_eq!(budget.left(), 6);
    for _ in 0..1000 {
        session().succeeded();
    }
    assert_eq!(budget.left(), Budget::FULL);
}
