//! The address of a service.

use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;

use http::uri::{Authority, PathAndQuery, Scheme};
use http::Uri;

use crate::error::printable;

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
            return Err(
                "must be a URL with scheme and host, such as https://example.com".to_string()
            );
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

    /// The same address with this before its host, or what is wrong with that.
    pub(crate) fn with_host_prefix(&self, prefix: &str) -> Result<Self, String> {
        let refused = |reason: &str| {
            let shown = printable(&format!("{prefix}{}", self.authority.host()), 255);
            format!("the host {shown} {reason}: if the service has no such host, turn `host_prefix` off")
        };
        let host = self.authority.host();
        // An address of numbers has no place for a name before it.
        if host.starts_with('[') || host.parse::<core::net::IpAddr>().is_ok() {
            return Err(refused("is neither a name nor an address"));
        }
        let whole = format!("{prefix}{host}");
        // RFC 1035, section 2.3.4, and RFC 1123, section 2.1, of what the prefix has a part in.
        let changed = prefix.matches('.').count() + usize::from(!prefix.ends_with('.'));
        let is_label = |label: &str| {
            (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
        };
        if whole.len() > 253 || !whole.split('.').take(changed).all(is_label) {
            return Err(refused("is not a valid name"));
        }
        let authority = format!("{prefix}{}", self.authority);
        let authority = authority.parse().map_err(|_| refused("is not a valid name"))?;
        Ok(Self { authority, ..self.clone() })
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
        let path = if self.prefix.is_empty() {
            relative.to_string()
        } else {
            format!("{}{relative}", self.prefix)
        };
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
