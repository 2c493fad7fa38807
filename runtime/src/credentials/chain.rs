//! Several sources of tokens, asked in turn.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{CredentialsError, ProvideToken, Token};
use crate::future::BoxFuture;
use crate::timestamp::Timestamp;

/// Asks several sources in turn. See [`first_of`].
pub struct FirstOf(Vec<Box<dyn ProvideToken>>);

/// The token of the first source that has one. A source that should have one and fails ends the
/// search, so that a mistake there does not go unnoticed.
#[must_use]
pub fn first_of(sources: Vec<Box<dyn ProvideToken>>) -> FirstOf {
    FirstOf(sources)
}

impl core::fmt::Debug for FirstOf {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("FirstOf").field("sources", &self.0.len()).finish_non_exhaustive()
    }
}

impl ProvideToken for FirstOf {
    fn token(&self, now: Timestamp) -> BoxFuture<'_, Result<Token, CredentialsError>> {
        Box::pin(async move {
            let mut advice: Vec<String> = Vec::new();
            for source in &self.0 {
                match source.token(now).await {
                    Err(error) if error.is_absent() => advice.push(error.to_string()),
                    found => return found,
                }
            }
            Err(CredentialsError::absent(advice.join(", or ")))
        })
    }
}
