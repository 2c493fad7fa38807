//! What came along with a response.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use http::{HeaderMap, StatusCode};

/// What came along with a response.
#[derive(Clone)]
pub struct Metadata {
    pub(crate) status: StatusCode,
    pub(crate) request_id: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) attempts: u32,
    pub(crate) missing: Vec<String>,
}

impl Metadata {
    /// The status code.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The id that the service gave the request, if it named one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The headers of the response. Their `Debug` form may show whatever the service put there.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// How often the request was sent: 1 if the first attempt succeeded.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// JSON pointers to the required members that the service left out; they hold an empty value.
    #[must_use]
    pub fn missing(&self) -> &[String] {
        &self.missing
    }
}

impl fmt::Debug for Metadata {
    // Header values stay out: an output may have a sensitive member that is bound to one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metadata")
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("attempts", &self.attempts)
            .field("missing", &self.missing)
            .finish_non_exhaustive()
    }
}
