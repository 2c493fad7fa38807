//! What the model says of an operation and of its service, as data.

use alloc::vec::Vec;

use crate::auth::AuthScheme;
use crate::error::OperationError;
use crate::protocol::Protocol;
use crate::schema::Schema;
use crate::shape::Structure;

/// The request of an operation: what a client needs to know in order to send it.
pub trait Operation: Structure + 'static {
    /// What a success holds.
    type Response: Structure + 'static;
    /// What the call can end with instead.
    type Error: OperationError;

    /// What the model says of the operation.
    fn operation() -> &'static OperationSchema;
}

/// The request of an operation whose answers are pages of a list (`paginated`).
pub trait Paginated: Operation {
    /// An entry of the list.
    type Item: Send + Sync + 'static;

    /// The entries of one page.
    fn items(response: Self::Response) -> Vec<Self::Item>;
}

/// An operation of a service.
#[derive(Debug)]
pub struct OperationSchema {
    name: &'static str,
    service: &'static ServiceSchema,
    input: &'static Schema,
    output: &'static Schema,
    http: Option<HttpBinding>,
    host_prefix: Option<&'static str>,
    safety: Safety,
    /// The schemes of the operation, where they are not the service's.
    auth: Option<&'static [AuthScheme]>,
    /// What is so or not: the constants below.
    flags: u8,
    pagination: Option<Pagination>,
    errors: &'static [&'static Schema],
}

const OPTIONAL_AUTH: u8 = 1;
const UNSIGNED_PAYLOAD: u8 = 1 << 1;
const COMPRESSED: u8 = 1 << 2;
const CONTENT_MD5: u8 = 1 << 3;

/// The `http` trait: method, URI pattern and the status code of a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpBinding {
    /// The method, such as `PUT`.
    pub method: &'static str,
    /// The URI pattern with its labels, such as `/v1/spaces/{name}`.
    pub uri: &'static str,
    /// The status code of a success.
    pub code: u16,
}

/// Whether a request may be repeated when it is not known what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// It changes nothing (`readonly`).
    Readonly,
    /// Doing it twice is the same as once (`idempotent`).
    Idempotent,
    /// It must not be repeated on a guess, unless it carries an idempotency token.
    Unsafe,
}

/// The `paginated` trait: paths of member names, from the input or the output structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// The input member that takes the token of the next page.
    pub input_token: &'static str,
    /// The path to the output member that gives it.
    pub output_token: &'static [&'static str],
}

/// A service, with the facts about it that are configuration rather than model.
#[derive(Debug)]
pub struct ServiceSchema {
    /// The absolute shape id.
    pub id: &'static str,
    /// The version of the API.
    pub version: &'static str,
    /// The protocol that its clients speak.
    pub protocol: &'static dyn Protocol,
    /// The endpoint to call when the caller sets none.
    pub endpoint: Option<&'static str>,
    /// How callers prove who they are, the preferred way first.
    pub auth: &'static [AuthScheme],
    /// Environment variables that may hold a bearer token, the first one set wins.
    pub token_variables: &'static [&'static str],
    /// Response headers that may hold the request id, the first one present wins.
    pub request_id_headers: &'static [&'static str],
    /// Headers that every request carries.
    pub headers: &'static [(&'static str, &'static str)],
    /// What the client calls itself, `name/version` of the generated crate.
    pub user_agent: &'static str,
}

impl OperationSchema {
    /// An operation without traits.
    #[must_use]
    pub const fn new(
        name: &'static str,
        service: &'static ServiceSchema,
        input: &'static Schema,
        output: &'static Schema,
    ) -> Self {
        Self {
            name,
            service,
            input,
            output,
            http: None,
            host_prefix: None,
            safety: Safety::Unsafe,
            auth: None,
            flags: 0,
            pagination: None,
            errors: &[],
        }
    }

    /// Sets method, URI pattern and success code (`http`).
    #[must_use]
    pub const fn http(mut self, method: &'static str, uri: &'static str, code: u16) -> Self {
        self.http = Some(HttpBinding { method, uri, code });
        self
    }

    /// Sets what goes before the host, with labels that name members (`endpoint`).
    #[must_use]
    pub const fn host_prefix(mut self, pattern: &'static str) -> Self {
        self.host_prefix = Some(pattern);
        self
    }

    /// Says that requests may be compressed with gzip (`requestCompression`).
    #[cfg(feature = "compression")]
    #[must_use]
    pub const fn compressed(mut self) -> Self {
        self.flags |= COMPRESSED;
        self
    }

    /// Says that requests carry the checksum of their body (`httpChecksumRequired`).
    #[cfg(feature = "content-md5")]
    #[must_use]
    pub const fn content_md5(mut self) -> Self {
        self.flags |= CONTENT_MD5;
        self
    }

    /// Says that the operation changes nothing (`readonly`).
    #[must_use]
    pub const fn readonly(mut self) -> Self {
        self.safety = Safety::Readonly;
        self
    }

    /// Says that doing it twice is the same as once (`idempotent`).
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.safety = Safety::Idempotent;
        self
    }

    /// Sets how callers prove who they are, the preferred way first, where it is not as the
    /// service has it (`auth`).
    #[must_use]
    pub const fn auth(mut self, schemes: &'static [AuthScheme]) -> Self {
        self.auth = Some(schemes);
        self
    }

    /// Says that the operation is called without credentials (`auth` with an empty list).
    #[must_use]
    pub const fn without_auth(mut self) -> Self {
        self.auth = Some(&[]);
        self
    }

    /// Says that the operation may be called without credentials (`optionalAuth`).
    #[must_use]
    pub const fn optional_auth(mut self) -> Self {
        self.flags |= OPTIONAL_AUTH;
        self
    }

    /// Leaves the body out of signatures (`aws.auth#unsignedPayload`).
    #[cfg(feature = "sigv4")]
    #[must_use]
    pub const fn unsigned_payload(mut self) -> Self {
        self.flags |= UNSIGNED_PAYLOAD;
        self
    }

    /// Sets the members that carry page tokens (`paginated`).
    #[must_use]
    pub const fn paginated(
        mut self,
        input_token: &'static str,
        output_token: &'static [&'static str],
    ) -> Self {
        self.pagination = Some(Pagination { input_token, output_token });
        self
    }

    /// Sets the errors that the model lists for the operation or its service.
    #[must_use]
    pub const fn errors(mut self, errors: &'static [&'static Schema]) -> Self {
        self.errors = errors;
        self
    }

    /// Whether a message of the operation can hold a `sensitive` value, be it a request that an
    /// error page repeats, a response or an error.
    #[must_use]
    pub fn holds_sensitive(&self) -> bool {
        self.input.holds_sensitive()
            || self.output.holds_sensitive()
            || self.errors.iter().any(|error| error.holds_sensitive())
    }

    /// The operation's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The service that offers it.
    #[must_use]
    pub const fn service(&self) -> &'static ServiceSchema {
        self.service
    }

    /// The shape of its input.
    #[must_use]
    pub const fn input(&self) -> &'static Schema {
        self.input
    }

    /// The shape of its output.
    #[must_use]
    pub const fn output(&self) -> &'static Schema {
        self.output
    }

    /// Its HTTP binding, for protocols that use one.
    #[must_use]
    pub const fn http_binding(&self) -> Option<HttpBinding> {
        self.http
    }

    /// What goes before the host, with labels that name members.
    #[must_use]
    pub const fn host_prefix_pattern(&self) -> Option<&'static str> {
        self.host_prefix
    }

    /// Whether requests may be compressed with gzip.
    #[must_use]
    pub const fn compresses_requests(&self) -> bool {
        self.flags & COMPRESSED != 0
    }

    /// Whether requests carry the checksum of their body.
    #[must_use]
    pub const fn needs_content_md5(&self) -> bool {
        self.flags & CONTENT_MD5 != 0
    }

    /// Whether it may be repeated.
    #[must_use]
    pub const fn safety(&self) -> Safety {
        self.safety
    }

    /// How callers prove who they are, the preferred way first; empty if they need not.
    #[must_use]
    pub const fn auth_schemes(&self) -> &'static [AuthScheme] {
        match self.auth {
            Some(schemes) => schemes,
            None => self.service.auth,
        }
    }

    /// Whether it may also be called without credentials.
    #[must_use]
    pub const fn is_auth_optional(&self) -> bool {
        self.flags & OPTIONAL_AUTH != 0
    }

    /// Whether the body is left out of signatures.
    #[must_use]
    pub const fn has_unsigned_payload(&self) -> bool {
        self.flags & UNSIGNED_PAYLOAD != 0
    }

    /// The members that carry page tokens.
    #[must_use]
    pub const fn pagination(&self) -> Option<Pagination> {
        self.pagination
    }
}
