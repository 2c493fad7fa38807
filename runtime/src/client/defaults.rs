//! What a client uses where nothing was set: as much as the platform and the features offer.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::{BuildError, Clock, Random, Sleep, Timeouts};
use crate::credentials::{first_of, EnvironmentTokens, ProvideToken};
use crate::operation::ServiceSchema;
use crate::transport::Transport;

/// The service's environment variables, and then the files of `aws sso login`.
pub(super) fn credentials(service: &ServiceSchema) -> Box<dyn ProvideToken> {
    let sources: Vec<Box<dyn ProvideToken>> = alloc::vec![
        Box::new(EnvironmentTokens(service.token_variables)),
        #[cfg(feature = "aws-sign-in")]
        Box::new(crate::credentials::aws_sign_in::AwsSignIn::new()),
    ];
    Box::new(first_of(sources))
}

/// The transport over hyper, with the feature of that name.
#[cfg(feature = "hyper")]
pub(super) fn transport(timeouts: &Timeouts) -> Result<Box<dyn Transport>, BuildError> {
    match crate::transport::HyperTransport::new(timeouts.connect) {
        Ok(transport) => Ok(Box::new(transport)),
        Err(error) => {
            Err(BuildError::new("transport", alloc::format!("has no usable default: {error}")))
        }
    }
}

/// The transport over hyper, with the feature of that name.
#[cfg(not(feature = "hyper"))]
pub(super) fn transport(_timeouts: &Timeouts) -> Result<Box<dyn Transport>, BuildError> {
    Err(BuildError::new("transport", "must be set, or the feature `hyper` turned on"))
}

/// Tokio's timer, where Tokio is there anyway.
pub(super) fn sleep() -> Option<Box<dyn Sleep>> {
    #[cfg(any(feature = "hyper", feature = "reqwest"))]
    let sleep: Option<Box<dyn Sleep>> = Some(Box::new(super::TokioSleep));
    #[cfg(not(any(feature = "hyper", feature = "reqwest")))]
    let sleep = None;
    sleep
}

/// The operating system's clock, where there is one.
pub(super) fn clock() -> Option<Box<dyn Clock>> {
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    let clock: Option<Box<dyn Clock>> = Some(Box::new(super::SystemClock::default()));
    #[cfg(all(target_family = "wasm", target_os = "unknown"))]
    let clock = None;
    clock
}

/// The operating system's entropy, where there is some.
pub(super) fn random() -> Option<Box<dyn Random>> {
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    let random: Option<Box<dyn Random>> = Some(Box::new(super::SystemRandom));
    #[cfg(all(target_family = "wasm", target_os = "unknown"))]
    let random = None;
    random
}
