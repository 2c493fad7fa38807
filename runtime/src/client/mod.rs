//! The client that generated crates wrap: settings, calls, pages.

mod authorization;
mod build_error;
mod builder;
mod call;
mod collect;
mod defaults;
mod failed;
mod hook;
mod identities;
mod metadata;
mod pages;
mod platform;
mod send;
mod settings;
#[cfg(all(test, feature = "canned"))]
pub(crate) mod tests;
pub(crate) mod time;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod tokio_sleep;
mod trace;

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use http::HeaderMap;

use crate::credentials::ProvideToken;
use crate::exchange::{Endpoint, Shaping};
use crate::operation::{Operation, ServiceSchema};
use crate::retry::{Budget, RetryPolicy};
use crate::transport::Transport;

pub use self::build_error::BuildError;
pub use self::builder::Builder;
pub use self::call::Call;
pub use self::hook::{Attempt, Hook};
pub use self::metadata::Metadata;
pub use self::pages::{Items, Pages};
pub use self::platform::{Clock, Random, Sleep, SleepError};
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use self::platform::{SystemClock, SystemRandom};
pub use self::settings::{Timeouts, Validation};
#[cfg(any(feature = "hyper", feature = "reqwest"))]
pub use self::tokio_sleep::TokioSleep;

/// A client of one service. Cloning it is cheap, and the clones share connections and the budget
/// for retries.
#[derive(Clone)]
pub struct Client(Arc<Settings>);

/// What a client was built with.
struct Settings {
    service: &'static ServiceSchema,
    endpoint: Endpoint,
    allow_insecure: bool,
    identities: identities::Identities,
    shaping: Shaping,
    /// Where bearer tokens come from if the caller set nothing.
    found_tokens: Box<dyn ProvideToken>,
    transport: Box<dyn Transport>,
    clock: Box<dyn Clock>,
    sleep: Option<Box<dyn Sleep>>,
    random: Box<dyn Random>,
    retry: RetryPolicy,
    budget: Arc<Budget>,
    timeouts: Timeouts,
    validation: Validation,
    max_response_bytes: u64,
    headers: HeaderMap,
    hooks: Vec<Box<dyn Hook>>,
}

impl Client {
    /// A builder of a client of this service.
    #[must_use]
    pub fn builder(service: &'static ServiceSchema) -> Builder {
        Builder::new(service)
    }

    /// A call of the operation that this is the request of.
    pub fn call<O: Operation>(&self, request: O) -> Call<O> {
        Call::new(self, request)
    }

    /// The service that this is a client of.
    #[must_use]
    pub fn service(&self) -> &'static ServiceSchema {
        self.0.service
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("service", &self.0.service.id)
            .field("endpoint", &format_args!("{}", self.0.endpoint))
            .field("retry", &self.0.retry)
            .field("timeouts", &self.0.timeouts)
            .field("validation", &self.0.validation)
            .finish_non_exhaustive()
    }
}
