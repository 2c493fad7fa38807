//! What the model asks of a whole message, beyond where members travel: a prefix of the host,
//! compression, a checksum.

use alloc::borrow::Cow;

use super::{host, misconfigured, unsendable, Endpoint};
use crate::error::Failure;
use crate::http::Body;
use crate::operation::OperationSchema;
use crate::shape::Structure;

/// The least number of bytes that are compressed, unless said otherwise (behavior-traits.rst,
/// "Client Implementation" of compression).
#[cfg(feature = "compression")]
const LEAST_COMPRESSED: u64 = 10_240;

/// What callers decide about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shaping {
    /// Whether operations may put a prefix before the host.
    pub(crate) host_prefix: bool,
    /// The least number of bytes that are compressed; `None` compresses nothing.
    #[cfg(feature = "compression")]
    pub(crate) compression: Option<u64>,
}

impl Default for Shaping {
    fn default() -> Self {
        Self {
            host_prefix: true,
            #[cfg(feature = "compression")]
            compression: Some(LEAST_COMPRESSED),
        }
    }
}

impl Shaping {
    /// Says what is wrong with a setting, to follow its name.
    #[cfg(all(feature = "client", feature = "compression"))]
    pub(crate) fn check(self) -> Result<(), &'static str> {
        match self.compression {
            Some(10_485_761..) => Err("must be at most 10485760 bytes"),
            _ => Ok(()),
        }
    }

    /// The address of an operation, with the prefix that the model puts before the host.
    pub(crate) fn address<'a>(
        self,
        operation: &'static OperationSchema,
        endpoint: &'a Endpoint,
        input: &dyn Structure,
    ) -> Result<Cow<'a, Endpoint>, Failure> {
        let Some(pattern) = operation.host_prefix_pattern().filter(|_| self.host_prefix) else {
            return Ok(Cow::Borrowed(endpoint));
        };
        let prefix = host::expand(pattern, input).map_err(|error| unsendable(operation, error))?;
        let prefixed = endpoint.with_host_prefix(&prefix);
        prefixed.map(Cow::Owned).map_err(|reason| misconfigured(operation.name(), reason))
    }

    /// Compresses the body, and then adds its checksum: what is signed or sent afterwards is what
    /// the other side gets.
    #[cfg_attr(
        not(all(feature = "compression", feature = "content-md5")),
        allow(clippy::unused_self, clippy::unnecessary_wraps, unused_variables)
    )]
    pub(crate) fn finish(
        self,
        operation: &'static OperationSchema,
        request: &mut http::Request<Body>,
    ) -> Result<(), Failure> {
        #[cfg(feature = "compression")]
        if let (true, Some(least)) = (operation.compresses_requests(), self.compression) {
            super::compression::compress(operation.input(), request, least)
                .map_err(|error| unsendable(operation, error))?;
        }
        #[cfg(feature = "content-md5")]
        if operation.needs_content_md5() {
            super::checksum::add(request).map_err(|error| unsendable(operation, error))?;
        }
        Ok(())
    }
}
