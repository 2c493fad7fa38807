//! How callers prove who they are (Smithy 2.0, "Authentication traits"): what the model says, as
//! data, and the schemes that need more than a header.

#[cfg(feature = "sigv4")]
pub(crate) mod sigv4;

/// A way for a caller to prove who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthScheme {
    /// A bearer token in the `Authorization` header (`httpBearerAuth`, RFC 6750).
    Bearer,
    /// A user name and a password in the `Authorization` header (`httpBasicAuth`, RFC 7617).
    #[cfg(feature = "basic-auth")]
    Basic,
    /// A key in a header or in the query (`httpApiKeyAuth`).
    #[cfg(feature = "api-key-auth")]
    ApiKey(ApiKeyPlace),
    /// A signature of the message (`aws.auth#sigv4`).
    #[cfg(feature = "sigv4")]
    SigV4 {
        /// The name under which the service checks signatures.
        name: &'static str,
    },
}

/// Where an API key travels.
#[cfg(feature = "api-key-auth")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiKeyPlace {
    /// In this header.
    Header {
        /// The header's name.
        name: &'static str,
        /// The scheme that goes before the key, if any (RFC 9110, section 11.4).
        scheme: Option<&'static str>,
    },
    /// In this parameter of the query.
    Query {
        /// The parameter's name.
        name: &'static str,
    },
}

impl AuthScheme {
    /// What a caller needs for it, in the words of error messages.
    #[cfg(feature = "client")]
    pub(crate) const fn secret(self) -> &'static str {
        match self {
            Self::Bearer => "bearer token",
            #[cfg(feature = "basic-auth")]
            Self::Basic => "password",
            #[cfg(feature = "api-key-auth")]
            Self::ApiKey(_) => "API key",
            #[cfg(feature = "sigv4")]
            Self::SigV4 { .. } => "access key",
        }
    }
}
