//! The same work on several things at once.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

use crate::error::Error;

/// As much as the main thread usually has: a model that generates alone also generates in company.
const STACK_BYTES: usize = 8 * 1024 * 1024;

/// Results in the order of the items, from as many threads as there are processors.
pub(crate) fn map<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Result<Vec<R>, Error> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let workers = processors.min(items.len());
    if workers <= 1 {
        return Ok(items.iter().map(work).collect());
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else {
                return done;
            };
            done.push((index, work(item)));
        }
    };
    thread::scope(|scope| {
        let started: Result<Vec<_>, _> = (0..workers)
            .map(|_| Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, take))
            .collect();
        let mut results = Vec::new();
        for worker in started.map_err(Error::Thread)? {
            match worker.join() {
                Ok(done) => results.extend(done),
                // A defect of the work stays one; it only changes threads.
                Err(payload) => resume_unwind(payload),
            }
        }
        results.sort_by_key(|(index, _)| *index);
        Ok(results.into_iter().map(|(_, result)| result).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items() -> Result<(), Error> {
        for length in [0_usize, 1, 2, 100] {
            let items: Vec<usize> = (0..length).collect();
            let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
            assert_eq!(map(&items, |item| item * 2)?, doubled);
        }
        Ok(())
    }
}
