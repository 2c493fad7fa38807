//! Numbers of any size as CBOR holds them: a bignum is bytes, the most significant one first, and
//! a decimal fraction is a whole number with a power of ten (RFC 8949, sections 3.4.3 and 3.4.4).

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::fmt::Write as _;

/// The most bytes that a bignum may have, in both directions. Changing the base takes time with
/// the square of the length; this many bytes, 9864 digits, take about a millisecond.
const LIMIT: usize = 4096;

/// Decimal digits are handled nine at a time.
const GROUP: usize = 9;
const GROUP_BASE: u64 = 1_000_000_000;
const WORD_BASE: u64 = 1 << 32;

/// Multiplies a number by one base and adds to it, where its own digits, the least significant one
/// first, are of another base. Both are 2^32 at most, so no step leaves 64 bits.
// A remainder is less than its base, and no base is greater than 2^32.
#[allow(clippy::cast_possible_truncation)]
fn scale(digits: &mut Vec<u32>, own: u64, factor: u64, addend: u32) {
    let mut carry = u64::from(addend);
    for digit in digits.iter_mut() {
        carry += u64::from(*digit) * factor;
        *digit = (carry % own) as u32;
        carry /= own;
    }
    while carry > 0 {
        digits.push((carry % own) as u32);
        carry /= own;
    }
}

/// The number that the bytes hold, or -1 minus it, in decimal digits; nothing if it is too long.
pub(crate) fn digits_of(bytes: &[u8], negative: bool) -> Option<String> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let bytes = bytes.get(zeros..).filter(|bytes| bytes.len() <= LIMIT)?;
    let value = |chunk: &[u8]| chunk.iter().fold(0, |value, byte| value << 8 | u32::from(*byte));
    let mut words: Vec<u32> = bytes.rchunks(4).map(value).collect();
    if negative {
        let carried = words.iter_mut().all(|word| {
            *word = word.wrapping_add(1);
            *word == 0
        });
        if carried {
            words.push(1);
        }
    }
    let mut groups = Vec::new();
    for word in words.iter().rev() {
        scale(&mut groups, GROUP_BASE, WORD_BASE, *word);
    }
    let mut text = String::from(if negative { "-" } else { "" });
    let mut groups = groups.iter().rev();
    text.push_str(&groups.next().copied().unwrap_or_default().to_string());
    for group in groups {
        write!(text, "{group:09}").ok()?;
    }
    Some(text)
}

/// The bytes of a number in decimal digits, or of -1 minus it where it is negative; nothing if
/// there are too many.
pub(crate) fn bytes_of(digits: &str) -> Option<(bool, Vec<u8>)> {
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, digits),
    };
    // A byte is good for more than two digits.
    if digits.len() > LIMIT * 5 / 2 {
        return None;
    }
    let mut words = Vec::new();
    let (head, tail) = digits.split_at_checked(digits.len() % GROUP)?;
    let group = |bytes: &[u8]| core::str::from_utf8(bytes).ok()?.parse().ok();
    if !head.is_empty() {
        scale(&mut words, WORD_BASE, GROUP_BASE, group(head.as_bytes())?);
    }
    for chunk in tail.as_bytes().chunks(GROUP) {
        scale(&mut words, WORD_BASE, GROUP_BASE, group(chunk)?);
    }
    if negative {
        // There is no negative zero, so something is left to take one from.
        let _ = words.iter_mut().all(|word| {
            *word = word.wrapping_sub(1);
            *word == u32::MAX
        });
    }
    let bytes = words.iter().rev().flat_map(|word| word.to_be_bytes());
    let mut bytes: Vec<u8> = bytes.skip_while(|byte| *byte == 0).collect();
    // Not empty, although zero may be: there are readers that take nothing for a mistake.
    if bytes.is_empty() {
        bytes.push(0);
    }
    (bytes.len() <= LIMIT).then_some((negative, bytes))
}

/// The decimal number with these digits and this power of ten.
pub(crate) fn decimal_of(digits: &str, exponent: i64) -> String {
    let (sign, magnitude) = match digits.strip_prefix('-') {
        Some(magnitude) => ("-", magnitude),
        None => ("", digits),
    };
    // A few zeros are spelled out; more of them are the exponent's to say, as it can be any.
    let places = exponent.checked_neg().and_then(|places| usize::try_from(places).ok());
    match places {
        Some(0) => digits.into(),
        Some(places) if places < magnitude.len().saturating_add(GROUP) => {
            let padded = format!("{magnitude:0>width$}", width = places + 1);
            let (whole, fraction) = padded.split_at(padded.len() - places);
            format!("{sign}{whole}.{fraction}")
        }
        _ => format!("{digits}e{exponent}"),
    }
}

/// A decimal number as digits and a power of ten, with all its zeros; nothing if the power is
/// beyond 64 bits.
pub(crate) fn parts_of(decimal: &str) -> Option<(String, i64)> {
    let (sign, magnitude) = match decimal.strip_prefix('-') {
        Some(magnitude) => ("-", magnitude),
        None => ("", decimal),
    };
    let (mantissa, exponent) = match magnitude.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse().ok()?),
        None => (magnitude, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let places = i64::try_from(fraction.len()).ok()?;
    let digits = format!("{whole}{fraction}");
    let digits = match digits.trim_start_matches('0') {
        "" => "0".into(),
        digits => format!("{sign}{digits}"),
    };
    Some((digits, i64::checked_sub(exponent, places)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bignums_come_and_go() {
        // RFC 8949, appendix A, and both sides of each border of a word.
        for (bytes, negative, digits) in [
            (&[1, 0, 0, 0, 0, 0, 0, 0, 0][..], false, "18446744073709551616"),
            (&[1, 0, 0, 0, 0, 0, 0, 0, 0], true, "-18446744073709551617"),
            (&[0], false, "0"),
            (&[0], true, "-1"),
            (&[0xff], true, "-256"),
            (&[0xff, 0xff, 0xff, 0xff], false, "4294967295"),
            (&[0xff, 0xff, 0xff, 0xff], true, "-4294967296"),
            (&[1, 0, 0, 0, 0], false, "4294967296"),
            (&[1, 0, 0, 0, 0], true, "-4294967297"),
            (&[0x3b, 0x9a, 0xca, 0x00], false, "1000000000"),
            (&[0x3b, 0x9a, 0xc9, 0xff], false, "999999999"),
        ] {
            assert_eq!(digits_of(bytes, negative).as_deref(), Some(digits));
            assert_eq!(bytes_of(digits), Some((negative, bytes.to_vec())), "{digits}");
        }
        assert_eq!(digits_of(&[], false).as_deref(), Some("0"));
        assert_eq!(digits_of(&[0, 0, 0, 0, 0, 7], false).as_deref(), Some("7"));
        for value in [i128::MIN, i128::MAX, -1, 1 << 96, -(1 << 64)] {
            let (negative, bytes) = bytes_of(&value.to_string()).unwrap();
            assert_eq!(digits_of(&bytes, negative), Some(value.to_string()));
        }
    }

    #[test]
    fn bignums_that_are_too_long_are_refused() {
        let longest = digits_of(&[0xff; LIMIT], false).unwrap();
        assert_eq!(longest.len(), 9865);
        assert_eq!(bytes_of(&longest), Some((false, alloc::vec![0xff; LIMIT])));
        assert_eq!(digits_of(&[0xff; LIMIT + 1], false), None);
        assert_eq!(bytes_of(&"9".repeat(9866)), None);
        assert_eq!(bytes_of(&"9".repeat(1_000_000)), None);
    }

    #[test]
    fn decimals_come_and_go() {
        for (decimal, digits, exponent) in [
            ("273.15", "27315", -2),
            ("-273.15", "-27315", -2),
            ("1.00", "100", -2),
            ("0.001", "1", -3),
            ("-0.05", "-5", -2),
            ("0.00", "0", -2),
            ("12", "12", 0),
            ("12e3", "12", 3),
            ("1e-400", "1", -400),
            ("5e9223372036854775807", "5", i64::MAX),
        ] {
            assert_eq!(decimal_of(digits, exponent), decimal);
            assert_eq!(parts_of(decimal), Some((digits.into(), exponent)));
        }
        assert_eq!(decimal_of("1", i64::MIN), "1e-9223372036854775808");
        assert_eq!(parts_of("1.5E+3"), Some(("15".into(), 2)));
        assert_eq!(parts_of("-0"), Some(("0".into(), 0)));
        assert_eq!(parts_of("1e9223372036854775808"), None);
        assert_eq!(parts_of("1.5e-9223372036854775808"), None);
    }
}
