//! What a client proves with who calls, as far as the caller set it.

use alloc::boxed::Box;
#[cfg(feature = "sigv4")]
use alloc::string::String;

use crate::auth::AuthScheme;
#[cfg(feature = "basic-auth")]
use crate::credentials::Login;
#[cfg(feature = "sigv4")]
use crate::credentials::ProvideAwsCredentials;
use crate::credentials::ProvideToken;

/// What the caller set, a field a scheme.
#[derive(Default)]
pub(super) struct Identities {
    pub(super) bearer: Option<Box<dyn ProvideToken>>,
    #[cfg(feature = "basic-auth")]
    pub(super) login: Option<Login>,
    #[cfg(feature = "api-key-auth")]
    pub(super) api_key: Option<Box<dyn ProvideToken>>,
    #[cfg(feature = "sigv4")]
    pub(super) aws: Option<Box<dyn ProvideAwsCredentials>>,
    #[cfg(feature = "sigv4")]
    pub(super) region: Option<String>,
}

impl Identities {
    /// Whether the caller set what this scheme needs.
    pub(super) fn has(&self, scheme: AuthScheme) -> bool {
        match scheme {
            AuthScheme::Bearer => self.bearer.is_some(),
            #[cfg(feature = "basic-auth")]
            AuthScheme::Basic => self.login.is_some(),
            #[cfg(feature = "api-key-auth")]
            AuthScheme::ApiKey(_) => self.api_key.is_some(),
            #[cfg(feature = "sigv4")]
            AuthScheme::SigV4 { .. } => self.aws.is_some(),
        }
    }
}
