//! Keys for signing requests (`aws.auth#sigv4`).

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use core::fmt;

use super::{environment, CredentialsError};
use crate::future::BoxFuture;
use crate::timestamp::Timestamp;

/// Gives keys for signing. It is asked once a call, so an implementation that fetches them should
/// keep them while they last.
pub trait ProvideAwsCredentials: Send + Sync {
    /// Keys that are good at this time.
    ///
    /// # Errors
    /// There are none, or they cannot be had; [`CredentialsError::is_absent`] tells the two apart.
    fn credentials(
        &self,
        now: Timestamp,
    ) -> BoxFuture<'_, Result<AwsCredentials, CredentialsError>>;
}

impl<T: ProvideAwsCredentials + ?Sized> ProvideAwsCredentials for alloc::sync::Arc<T> {
    fn credentials(
        &self,
        now: Timestamp,
    ) -> BoxFuture<'_, Result<AwsCredentials, CredentialsError>> {
        (**self).credentials(now)
    }
}

/// A key to sign requests with. Its `Debug` form shows the key's id and no secret. Given to a
/// client as they are, they are used for every call.
#[derive(Clone, PartialEq, Eq)]
pub struct AwsCredentials {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    expires: Option<Timestamp>,
}

impl AwsCredentials {
    /// Keys that do not expire, as far as is known.
    #[must_use]
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: None,
            expires: None,
        }
    }

    /// Sets the token that comes with temporary keys.
    #[must_use]
    pub fn with_session_token(mut self, token: impl Into<String>) -> Self {
        self.session_token = Some(token.into());
        self
    }

    /// Sets the time at which the keys stop being good.
    #[must_use]
    pub fn with_expiry(mut self, expires: Timestamp) -> Self {
        self.expires = Some(expires);
        self
    }

    /// The public part, which the service finds the secret by.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The secret itself, which never travels.
    #[must_use]
    pub fn secret_access_key(&self) -> &str {
        &self.secret_access_key
    }

    /// The token that comes with temporary keys.
    #[must_use]
    pub fn session_token(&self) -> Option<&str> {
        self.session_token.as_deref()
    }

    /// The time at which the keys stop being good.
    #[must_use]
    pub fn expires(&self) -> Option<Timestamp> {
        self.expires
    }
}

impl ProvideAwsCredentials for AwsCredentials {
    fn credentials(
        &self,
        _now: Timestamp,
    ) -> BoxFuture<'_, Result<AwsCredentials, CredentialsError>> {
        Box::pin(core::future::ready(Ok(self.clone())))
    }
}

impl fmt::Debug for AwsCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AwsCredentials")
            .field("access_key_id", &self.access_key_id)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

/// The keys in `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, with the token in
/// `AWS_SESSION_TOKEN` where there is one. They are read at each call.
#[derive(Clone, Copy, Debug, Default)]
pub struct AwsEnvironment;

impl AwsEnvironment {
    pub(super) fn read(
        get: &dyn Fn(&str) -> Result<Option<String>, CredentialsError>,
    ) -> Result<AwsCredentials, CredentialsError> {
        let (id, secret) = (get(KEY_ID)?, get(SECRET)?);
        let (id, secret) = match (id, secret) {
            (Some(id), Some(secret)) => (id, secret),
            (None, None) => {
                let text = format!("set the environment variables {KEY_ID} and {SECRET}");
                return Err(CredentialsError::absent(text));
            }
            // Half of a pair is a mistake, which another source must not cover up.
            (Some(_), None) => {
                return Err(CredentialsError::failed(format!("{KEY_ID} is set without {SECRET}")))
            }
            (None, Some(_)) => {
                return Err(CredentialsError::failed(format!("{SECRET} is set without {KEY_ID}")))
            }
        };
        let credentials = AwsCredentials::new(id, secret);
        Ok(match get("AWS_SESSION_TOKEN")? {
            Some(token) => credentials.with_session_token(token),
            None => credentials,
        })
    }
}

const KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET: &str = "AWS_SECRET_ACCESS_KEY";

impl ProvideAwsCredentials for AwsEnvironment {
    fn credentials(
        &self,
        _now: Timestamp,
    ) -> BoxFuture<'_, Result<AwsCredentials, CredentialsError>> {
        Box::pin(core::future::ready(Self::read(&environment::variable)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn read(variables: &[(&str, &str)]) -> Result<AwsCredentials, CredentialsError> {
        AwsEnvironment::read(&|name| {
            let found = variables.iter().find(|(key, _)| *key == name);
            Ok(found.map(|(_, value)| (*value).to_string()))
        })
    }

    #[test]
    fn a_pair_is_needed_and_a_session_token_is_taken_along() {
        let pair = [(KEY_ID, "AKID"), (SECRET, "s3cret")];
        assert_eq!(read(&pair).unwrap(), AwsCredentials::new("AKID", "s3cret"));
        let whole = [pair[0], pair[1], ("AWS_SESSION_TOKEN", "session")];
        assert_eq!(read(&whole).unwrap().session_token(), Some("session"));
        assert!(read(&[]).unwrap_err().is_absent());
        for half in [&pair[..1], &pair[1..]] {
            let error = read(half).unwrap_err();
            assert!(!error.is_absent());
            assert!(!error.to_string().contains("s3cret"));
        }
    }

    #[test]
    fn the_debug_form_shows_no_secret() {
        let credentials = AwsCredentials::new("AKID", "s3cret").with_session_token("s3cret too");
        let shown = format!("{credentials:?}");
        assert!(shown.contains("AKID") && !shown.contains("s3cret"), "{shown}");
    }
}
