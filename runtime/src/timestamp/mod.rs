//! A moment in time, the `timestamp` shape.

mod civil;
#[cfg(test)]
mod tests;
mod text;

use core::fmt;
use core::str::FromStr;

use crate::schema::TimestampFormat;

/// A moment in UTC, in nanoseconds, of the years 1 to 9999.
///
/// Leap seconds are not counted, as POSIX has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    seconds: i64,
    nanoseconds: u32,
}

/// Text or a number that is not a moment of the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimestampError {
    expected: &'static str,
}

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl core::error::Error for TimestampError {}

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self { seconds: 0, nanoseconds: 0 };
    /// 0001-01-01T00:00:00Z, the earliest moment.
    pub const MIN: Self = Self { seconds: -62_135_596_800, nanoseconds: 0 };
    /// 9999-12-31T23:59:59.999999999Z, the latest moment.
    pub const MAX: Self = Self { seconds: 253_402_300_799, nanoseconds: 999_999_999 };

    /// The moment so many seconds after the epoch, and so many nanoseconds after that second.
    ///
    /// There is none if the nanoseconds make a second, or outside the years 1 to 9999.
    #[must_use]
    pub const fn from_unix(seconds: i64, nanoseconds: u32) -> Option<Self> {
        if seconds < Self::MIN.seconds || seconds > Self::MAX.seconds || nanoseconds > 999_999_999 {
            return None;
        }
        Some(Self { seconds, nanoseconds })
    }

    /// Like [`Timestamp::from_unix`], with the nearest moment where there is none.
    #[must_use]
    pub const fn saturating_from_unix(seconds: i64, nanoseconds: u32) -> Self {
        match Self::from_unix(seconds, nanoseconds) {
            Some(timestamp) => timestamp,
            None if seconds < Self::MIN.seconds => Self::MIN,
            None if seconds > Self::MAX.seconds => Self::MAX,
            None => Self { seconds, nanoseconds: 999_999_999 },
        }
    }

    /// Whole seconds since the epoch, rounded down.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds after [`Timestamp::seconds`], less than a second.
    #[must_use]
    pub const fn nanoseconds(self) -> u32 {
        self.nanoseconds
    }

    /// The millisecond that holds the moment; what the formats of the wire can say.
    #[must_use]
    pub const fn truncated_to_milliseconds(self) -> Self {
        Self { seconds: self.seconds, nanoseconds: self.nanoseconds - self.nanoseconds % 1_000_000 }
    }

    /// The moment in this format, with all its digits; only `http-date` has no fraction.
    #[must_use]
    pub const fn format(self, format: TimestampFormat) -> Formatted {
        Formatted { timestamp: self, format }
    }

    /// Reads text in this format. A fraction is accepted in all of them, an offset in `date-time`.
    ///
    /// # Errors
    /// Text that is not in this format, or not of the years 1 to 9999.
    pub fn parse(text: &str, format: TimestampFormat) -> Result<Self, TimestampError> {
        let (read, expected) = match format {
            TimestampFormat::DateTime => {
                (text::read_date_time(text), "a date and time as of RFC 3339")
            }
            TimestampFormat::HttpDate => (text::read_http_date(text), "a date as of RFC 9110"),
            TimestampFormat::EpochSeconds => {
                (text::read_epoch_seconds(text), "seconds since the epoch")
            }
        };
        read.ok_or(TimestampError { expected })
    }

    /// The nearest millisecond.
    #[cfg(any(feature = "json", feature = "cbor", feature = "serde"))]
    pub(crate) fn rounded_to_milliseconds(self) -> Self {
        let milliseconds = (self.nanoseconds + 500_000) / 1_000_000;
        // The last millisecond of the last year has none after it.
        let next = Self::from_unix(self.seconds.saturating_add(i64::from(milliseconds / 1000)), 0);
        next.map_or(Self::MAX, |second| Self {
            nanoseconds: milliseconds % 1000 * 1_000_000,
            ..second
        })
    }

    /// The moment so many seconds after the epoch, to the nanosecond nearest the double.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)]
    #[cfg(any(feature = "json", feature = "cbor", feature = "serde"))]
    pub(crate) fn from_double(seconds: f64) -> Option<Self> {
        // Casts saturate, and NaN becomes zero, so both are turned away first.
        if !seconds.is_finite() {
            return None;
        }
        let truncated = seconds as i64;
        let fraction = seconds - truncated as f64;
        let (whole, fraction) = if fraction < 0.0 {
            (truncated.checked_sub(1)?, fraction + 1.0)
        } else {
            (truncated, fraction)
        };
        let nanoseconds = (fraction * 1e9 + 0.5) as u32;
        if nanoseconds > 999_999_999 {
            return Self::from_unix(whole.checked_add(1)?, 0);
        }
        Self::from_unix(whole, nanoseconds)
    }

    /// Seconds since the epoch as the nearest double, exact to the millisecond.
    #[allow(clippy::cast_precision_loss)] // Milliseconds of the years 1 to 9999 have 48 bits.
    #[cfg(any(feature = "json", feature = "cbor", feature = "serde"))]
    pub(crate) fn to_double(self) -> f64 {
        if self.nanoseconds % 1_000_000 == 0 {
            (self.seconds * 1000 + i64::from(self.nanoseconds / 1_000_000)) as f64 / 1e3
        } else {
            self.seconds as f64 + f64::from(self.nanoseconds) / 1e9
        }
    }
}

/// A moment to be shown in a format.
#[derive(Clone, Copy, Debug)]
pub struct Formatted {
    timestamp: Timestamp,
    format: TimestampFormat,
}

impl fmt::Display for Formatted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.format {
            TimestampFormat::DateTime => text::write_date_time(self.timestamp, f),
            TimestampFormat::HttpDate => text::write_http_date(self.timestamp, f),
            TimestampFormat::EpochSeconds => text::write_epoch_seconds(self.timestamp, f),
        }
    }
}

/// As of RFC 3339, in UTC.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::write_date_time(*self, f)
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    /// Reads a date and time as of RFC 3339.
    fn from_str(text: &str) -> Result<Self, TimestampError> {
        Self::parse(text, TimestampFormat::DateTime)
    }
}

#[cfg(feature = "std")]
impl TryFrom<std::time::SystemTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: std::time::SystemTime) -> Result<Self, TimestampError> {
        let timestamp = match time.duration_since(std::time::SystemTime::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs())
                .ok()
                .and_then(|seconds| Self::from_unix(seconds, after.subsec_nanos())),
            Err(error) => {
                let before = error.duration();
                let seconds = i64::try_from(before.as_secs()).ok().map(core::ops::Neg::neg);
                match before.subsec_nanos() {
                    0 => seconds.and_then(|seconds| Self::from_unix(seconds, 0)),
                    nanoseconds => seconds.and_then(|seconds| {
                        Self::from_unix(seconds - 1, 1_000_000_000 - nanoseconds)
                    }),
                }
            }
        };
        timestamp.ok_or(TimestampError { expected: "a time of the years 1 to 9999" })
    }
}

#[cfg(feature = "std")]
impl TryFrom<Timestamp> for std::time::SystemTime {
    type Error = TimestampError;

    /// Fails where the platform's clock cannot tell the moment.
    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        let seconds = core::time::Duration::from_secs(timestamp.seconds.unsigned_abs());
        let whole = if timestamp.seconds < 0 {
            Self::UNIX_EPOCH.checked_sub(seconds)
        } else {
            Self::UNIX_EPOCH.checked_add(seconds)
        };
        whole
            .and_then(|time| {
                time.checked_add(core::time::Duration::from_nanos(timestamp.nanoseconds.into()))
            })
            .ok_or(TimestampError { expected: "a time that the platform can tell" })
    }
}
