//! The address of a service.

use alloc::string::{String, ToString};
use core::fmt;

use http::uri::{Authority, PathAndQuery, Scheme};
use http::Uri;

/// The address of a service: scheme, host and port, and a path that goes before every other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    scheme: Scheme,
    authority: Authority,
    prefix: String,
}

impl Endpoint {
    /// Reads an address, or says what is wrong with it, to follow the name of the setting.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let uri: Uri = text.parse().map_err(|_| "is not a URL".to_string())?;
        let parts = uri.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err("must be a URL with scheme and host, such as https://example.com".to_string());
        };
        if scheme != Scheme::HTTPS && scheme != Scheme::HTTP {
            return Err("must start with https:// or http://".to_string());
        }
        if authority.as_str().contains('@') {
            return Err("must not hold a user name or password".to_string());
        }
        if authority.host().is_empty() {
            return Err("must name a host".to_string());
        }
        let path = parts.path_and_query.unwrap_or_else(|| PathAndQuery::from_static("/"));
        if path.query().is_some() {
            return Err("must not have a query".to_string());
        }
        Ok(Self { scheme, authority, prefix: path.path().trim_end_matches('/').to_string() })
    }

    /// The host, to be shown.
    #[cfg(feature = "client")]
    pub(crate) fn host(&self) -> &str {
        self.authority.host()
    }

    /// Whether what is sent there can be read by others: not under TLS, and not to this machine.
    #[cfg(feature = "client")]
    pub(crate) fn is_exposed(&self) -> bool {
        self.scheme != Scheme::HTTPS && !is_loopback(self.authority.host())
    }

    /// The address of a path and query of this service; both stay as they are.
    pub(crate) fn join(&self, relative: &Uri) -> Result<Uri, String> {
        let relative = relative.path_and_query().map_or("/", PathAndQuery::as_str);
        let path =
            if self.prefix.is_empty() { relative.to_string() } else { alloc::format!("{}{relative}", self.prefix) };
        Uri::builder()
            .scheme(self.scheme.clone())
            .authority(self.authority.clone())
            .path_and_query(path)
            .build()
            .map_err(|error| error.to_string())
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.prefix)
    }
}

/// Whether the host is this machine by its very form. A name that merely resolves to it does not
/// count, since name servers are not to be trusted with tokens; `localhost` never asks one
/// (RFC 6761, section 6.3).
#[cfg(feature = "client")]
fn is_loopback(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    address.eq_ignore_ascii_case("localhost")
        || address.parse::<core::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}
