//! Tokens from environment variables.

use alloc::boxed::Box;
use alloc::format;

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
            match std::env::var(name) {
                Ok(value) if value.trim().is_empty() => {}
                Ok(value) => return Ok(Token::new(value.trim())),
                Err(std::env::VarError::NotPresent) => {}
                // The error would repeat the value, so it is not passed on.
                Err(std::env::VarError::NotUnicode(_)) => {
                    return Err(CredentialsError::failed(format!("the environment variable {name} is not UTF-8")));
                }
            }
        }
        Err(CredentialsError::absent(match self.0 {
            [] => "no environment variable is known to hold a token".into(),
            names => format!("set the environment variable {}", names.join(" or ")),
        }))
    }
}

impl ProvideToken for EnvironmentTokens {
    fn token(&self, _now: Timestamp) -> BoxFuture<'_, Result<Token, CredentialsError>> {
        Box::pin(core::future::ready(self.read()))
    }
}
