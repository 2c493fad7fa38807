//! The pause that a service asks for.

use core::time::Duration;

use http::header::RETRY_AFTER;
use http::HeaderMap;

use crate::client::time;
use crate::timestamp::Timestamp;

/// The pause that a response asks for in `Retry-After`: seconds, or a date, of which the time
/// until then is meant. A header that says neither is as good as none.
#[must_use]
pub fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number can hold are a long time all the same.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    time::http_date(value).map(|then| time::between(now, then))
}
