//! Arithmetic on moments.

use core::time::Duration;

use crate::schema::TimestampFormat;
use crate::timestamp::Timestamp;

/// The moment that a date of HTTP stands for.
pub(crate) fn http_date(text: &str) -> Option<Timestamp> {
    Timestamp::parse(text, TimestampFormat::HttpDate).ok()
}

/// The time from one moment to a later one; none if it is not later.
pub(crate) fn between(from: Timestamp, to: Timestamp) -> Duration {
    let nanoseconds = |moment: Timestamp| {
        i128::from(moment.seconds()) * 1_000_000_000 + i128::from(moment.nanoseconds())
    };
    let difference = nanoseconds(to).saturating_sub(nanoseconds(from)).max(0);
    let (seconds, rest) = (difference / 1_000_000_000, difference % 1_000_000_000);
    Duration::new(u64::try_from(seconds).unwrap_or(u64::MAX), u32::try_from(rest).unwrap_or(0))
}
