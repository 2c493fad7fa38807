//! Reading and writing the three formats of the `timestampFormat` trait.

use core::fmt;

use super::civil::{weekday, Civil};
use super::Timestamp;
use crate::number::Decimal;

const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What is left of a text while it is read from the front.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn expect(&mut self, text: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(text.as_bytes())?;
        Some(())
    }

    fn one_of(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        bytes.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    fn number(&mut self, digits: usize) -> Option<i64> {
        self.take(digits)?.iter().try_fold(0, |sum, byte| {
            byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0'))
        })
    }

    fn small(&mut self) -> Option<u8> {
        u8::try_from(self.number(2)?).ok()
    }

    /// A point and at least one digit, if there is a point; digits beyond the ninth are dropped.
    fn fraction(&mut self) -> Option<u32> {
        if self.one_of(b".").is_none() {
            return Some(0);
        }
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then_some(())?;
        nanoseconds(self.take(count)?)
    }

    fn name(&mut self, names: &[&str]) -> Option<usize> {
        let taken = self.take(3)?;
        names.iter().position(|name| name.as_bytes() == taken)
    }

    fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

/// The digits after a decimal point of a second.
fn nanoseconds(digits: &[u8]) -> Option<u32> {
    let mut padded = digits.iter().copied().chain(core::iter::repeat(b'0')).take(9);
    padded.try_fold(0, |sum, digit| Some(sum * 10 + u32::from(digit.checked_sub(b'0')?)))
}

/// RFC 3339, section 5.6, with any offset; a leap second is the first second after it.
pub(super) fn read_date_time(text: &str) -> Option<Timestamp> {
    let mut cursor = Cursor(text.as_bytes());
    let year = cursor.number(4)?;
    cursor.expect("-")?;
    let month = cursor.small()?;
    cursor.expect("-")?;
    let day = cursor.small()?;
    cursor.one_of(b"Tt")?;
    let hour = cursor.small()?;
    cursor.expect(":")?;
    let minute = cursor.small()?;
    cursor.expect(":")?;
    let second = cursor.small()?;
    let nanoseconds = cursor.fraction()?;
    let offset = match cursor.one_of(b"Zz+-")? {
        sign @ (b'+' | b'-') => {
            let hours = cursor.number(2)?;
            cursor.expect(":")?;
            let minutes = cursor.number(2)?;
            (hours <= 23 && minutes <= 59).then_some(())?;
            let offset = hours * 3600 + minutes * 60;
            if sign == b'-' {
                -offset
            } else {
                offset
            }
        }
        _ => 0,
    };
    cursor.end()?;
    let civil = Civil { year, month, day, hour, minute, second };
    civil.is_valid().then_some(())?;
    Timestamp::from_unix(civil.to_unix() - offset, nanoseconds)
}

/// RFC 9110, section 5.6.7 (IMF-fixdate), with an optional fraction. The name of the day says
/// nothing that the date does not, so it must only be one.
pub(super) fn read_http_date(text: &str) -> Option<Timestamp> {
    let mut cursor = Cursor(text.as_bytes());
    cursor.name(&WEEKDAYS)?;
    cursor.expect(", ")?;
    let day = cursor.small()?;
    cursor.expect(" ")?;
    let month = u8::try_from(cursor.name(&MONTHS)? + 1).ok()?;
    cursor.expect(" ")?;
    let year = cursor.number(4)?;
    cursor.expect(" ")?;
    let hour = cursor.small()?;
    cursor.expect(":")?;
    let minute = cursor.small()?;
    cursor.expect(":")?;
    let second = cursor.small()?;
    let nanoseconds = cursor.fraction()?;
    cursor.expect(" GMT")?;
    cursor.end()?;
    let civil = Civil { year, month, day, hour, minute, second };
    civil.is_valid().then_some(())?;
    Timestamp::from_unix(civil.to_unix(), nanoseconds)
}

/// A decimal number of seconds as JSON writes it; digits beyond the nanosecond are dropped.
pub(super) fn read_epoch_seconds(text: &str) -> Option<Timestamp> {
    let decimal = Decimal::parse(text)?;
    // The greatest number of seconds in range has twelve digits.
    if decimal.point > 12 {
        return None;
    }
    let whole_digits = usize::try_from(decimal.point).unwrap_or(0);
    let seconds = decimal
        .digits
        .iter()
        .copied()
        .chain(core::iter::repeat(b'0'))
        .take(whole_digits)
        .fold(0, |sum, digit| sum * 10 + i64::from(digit) - i64::from(b'0'));
    let zeros = usize::try_from(decimal.point.saturating_neg()).unwrap_or(0).min(9);
    let fraction =
        core::iter::repeat_n(b'0', zeros).chain(decimal.digits.iter().copied().skip(whole_digits));
    let mut nanoseconds_text = [b'0'; 9];
    for (place, digit) in nanoseconds_text.iter_mut().zip(fraction) {
        *place = digit;
    }
    let nanoseconds = nanoseconds(&nanoseconds_text)?;
    match (decimal.negative, nanoseconds) {
        (false, _) => Timestamp::from_unix(seconds, nanoseconds),
        (true, 0) => Timestamp::from_unix(-seconds, 0),
        (true, _) => Timestamp::from_unix(-seconds - 1, 1_000_000_000 - nanoseconds),
    }
}

/// A point and the digits of a fraction, without zeros at the end; nothing if it is zero.
fn write_fraction(f: &mut fmt::Formatter<'_>, nanoseconds: u32) -> fmt::Result {
    if nanoseconds == 0 {
        return Ok(());
    }
    let (mut digits, mut width) = (nanoseconds, 9);
    while digits % 10 == 0 {
        digits /= 10;
        width -= 1;
    }
    write!(f, ".{digits:0width$}")
}

/// Writes a number in decimal digits, as many as there are places.
fn put(places: &mut [u8], mut value: u32) {
    for place in places.iter_mut().rev() {
        *place = b"0123456789".get(value as usize % 10).copied().unwrap_or_default();
        value /= 10;
    }
}

/// Into an array first: lists of timestamps are common, and the formatting machinery is slow.
pub(super) fn write_date_time(timestamp: Timestamp, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Civil { year, month, day, hour, minute, second } = Civil::from_unix(timestamp.seconds());
    let mut text = *b"0000-00-00T00:00:00.000000000Z";
    put(&mut text[0..4], u32::try_from(year).unwrap_or_default());
    put(&mut text[5..7], month.into());
    put(&mut text[8..10], day.into());
    put(&mut text[11..13], hour.into());
    put(&mut text[14..16], minute.into());
    put(&mut text[17..19], second.into());
    let mut end = 19;
    if timestamp.nanoseconds() > 0 {
        put(&mut text[20..29], timestamp.nanoseconds());
        end = text.iter().rposition(|byte| matches!(byte, b'1'..=b'9')).map_or(19, |last| last + 1);
    }
    text[end] = b'Z';
    f.write_str(core::str::from_utf8(&text[..=end]).unwrap_or_default())
}

pub(super) fn write_http_date(timestamp: Timestamp, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Civil { year, month, day, hour, minute, second } = Civil::from_unix(timestamp.seconds());
    let name = |names: &[&'static str], index: Option<usize>| {
        index.and_then(|index| names.get(index).copied()).unwrap_or_default()
    };
    let weekday = name(&WEEKDAYS, usize::try_from(weekday(timestamp.seconds())).ok());
    let month = name(&MONTHS, usize::from(month).checked_sub(1));
    write!(f, "{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
}

pub(super) fn write_epoch_seconds(timestamp: Timestamp, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (seconds, nanoseconds) = (timestamp.seconds(), timestamp.nanoseconds());
    if seconds < 0 && nanoseconds > 0 {
        // -1.25 is held as -2 and 750 million nanoseconds.
        write!(f, "-{}", (seconds + 1).unsigned_abs())?;
        write_fraction(f, 1_000_000_000 - nanoseconds)
    } else {
        write!(f, "{seconds}")?;
        write_fraction(f, nanoseconds)
    }
}
