//! A bearer token, and why there is none.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use super::ProvideToken;
use crate::error::Source;
use crate::future::BoxFuture;
use crate::timestamp::Timestamp;

/// A bearer token. Its `Debug` form does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    secret: String,
    expires: Option<Timestamp>,
}

impl Token {
    /// A token that does not expire, as far as is known.
    #[must_use]
    pub fn new(secret: impl Into<String>) -> Self {
        Self { secret: secret.into(), expires: None }
    }

    /// Sets the time at which the token stops being good.
    #[must_use]
    pub fn with_expiry(mut self, expires: Timestamp) -> Self {
        self.expires = Some(expires);
        self
    }

    /// The secret itself, for the `Authorization` header.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// The time at which the token stops being good.
    #[must_use]
    pub fn expires(&self) -> Option<Timestamp> {
        self.expires
    }
}

impl From<String> for Token {
    fn from(secret: String) -> Self {
        Self::new(secret)
    }
}

impl From<&str> for Token {
    fn from(secret: &str) -> Self {
        Self::new(secret)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// Always the same token.
#[derive(Clone, Debug)]
pub struct StaticToken(Token);

impl StaticToken {
    /// Always this token.
    #[must_use]
    pub fn new(token: impl Into<Token>) -> Self {
        Self(token.into())
    }
}

impl ProvideToken for StaticToken {
    fn token(&self, _now: Timestamp) -> BoxFuture<'_, Result<Token, CredentialsError>> {
        Box::pin(core::future::ready(Ok(self.0.clone())))
    }
}

/// Why there is no token.
#[derive(Debug)]
pub struct CredentialsError {
    message: String,
    absent: bool,
    source: Option<Source>,
}

impl CredentialsError {
    /// This source holds no token, so that another one may be asked. The message says where it
    /// looked and what would have to be done there.
    #[must_use]
    pub fn absent(message: impl Into<String>) -> Self {
        Self { message: message.into(), absent: true, source: None }
    }

    /// This source should have a token and cannot give it. The message says what to do.
    #[must_use]
    pub fn failed(message: impl Into<String>) -> Self {
        Self { message: message.into(), absent: false, source: None }
    }

    /// Sets the error behind this one.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Whether there simply is no token here, so that another source may be asked.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.absent
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for CredentialsError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn core::error::Error + 'static))
    }
}
