//! What callers prove with who they are, and where it comes from.

#[cfg(feature = "sigv4")]
mod aws;
#[cfg(feature = "aws-sign-in")]
pub mod aws_sign_in;
mod chain;
mod environment;
#[cfg(feature = "basic-auth")]
mod login;
mod token;

use crate::future::BoxFuture;
use crate::timestamp::Timestamp;

#[cfg(feature = "sigv4")]
pub use aws::{AwsCredentials, AwsEnvironment, ProvideAwsCredentials};
pub use chain::{first_of, FirstOf};
pub use environment::EnvironmentTokens;
pub use token::{CredentialsError, StaticToken, Token};

#[cfg(feature = "basic-auth")]
pub(crate) use login::Login;

/// Gives bearer tokens. It is asked once a call, so an implementation that fetches a token should
/// keep it while it lasts.
pub trait ProvideToken: Send + Sync {
    /// A token that is good at this time.
    ///
    /// # Errors
    /// There is none, or it cannot be had; [`CredentialsError::is_absent`] tells the two apart,
    /// since a chain of providers goes on after the first and stops at the second.
    fn token(&self, now: Timestamp) -> BoxFuture<'_, Result<Token, CredentialsError>>;
}

impl<T: ProvideToken + ?Sized> ProvideToken for alloc::sync::Arc<T> {
    fn token(&self, now: Timestamp) -> BoxFuture<'_, Result<Token, CredentialsError>> {
        (**self).token(now)
    }
}
