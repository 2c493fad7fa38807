//! Tokens from environment variables.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;

use super::{CredentialsError, ProvideToken, Token};
use crate::future::BoxFuture;
use crate::timestamp::Timestamp;

/// The token in the first of these environment variables that is set and not empty. They are read
/// at each call.
#[derive(Clone, Copy, Debug)]
pub struct EnvironmentTokens(pub &'static [&'static str]);

impl EnvironmentTokens {
    fn read(self) -> Result<Token, CredentialsError> {
        for name in self.0 {
            if let Some(value) = variable(name)? {
                return Ok(Token::new(value));
            }
        }
        Err(CredentialsError::absent(match self.0 {
            [] => "no environment variable is known to hold a token".into(),
            names => format!("set the environment variable {}", names.join(" or ")),
        }))
    }
}

/// The value of an environment variable that is set and not blank.
pub(super) fn variable(name: &str) -> Result<Option<String>, CredentialsError> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value.trim().to_owned()).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        // The error would repeat the value, so it is not passed on.
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(CredentialsError::failed(format!("the environment variable {name} is not UTF-8")))
        }
    }
}

impl ProvideToken for EnvironmentTokens {
    fn token(&self, _now: Timestamp) -> BoxFuture<'_, Result<Token, CredentialsError>> {
        Box::pin(core::future::ready(self.read()))
    }
}
