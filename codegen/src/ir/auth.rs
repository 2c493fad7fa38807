//! How callers prove who they are.

/// A scheme that clients can carry: a variant of `runtime::auth::AuthScheme`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthScheme {
    /// `Bearer`
    Bearer,
    /// `Basic`
    Basic,
    /// `ApiKey(ApiKeyPlace::Header { .. })`
    HeaderKey {
        /// The header's name.
        name: String,
        /// What goes before the key.
        scheme: Option<String>,
    },
    /// `ApiKey(ApiKeyPlace::Query { .. })`
    QueryKey {
        /// The parameter's name.
        name: String,
    },
    /// `SigV4 { .. }`
    SigV4 {
        /// The name under which the service checks signatures.
        name: String,
    },
}

/// How an operation is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auth {
    /// The schemes, the preferred one first, where they are not the service's. Empty for an
    /// operation that is called without credentials.
    pub schemes: Option<Vec<AuthScheme>>,
    /// Whether it may be called without credentials too.
    pub optional: bool,
    /// Whether the body is left out of signatures.
    pub unsigned_payload: bool,
}
