//! Numbers of any size, the `bigInteger` and `bigDecimal` shapes.
//!
//! They are decimal text that is known to be a number. Nothing is rounded on the way through, and
//! no arithmetic library is imposed: `as_str` and `FromStr` connect to the one of your choice.

#[cfg(feature = "cbor")]
pub(crate) mod binary;

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;

/// A whole number of any size.
///
/// Two of them are equal if their digits are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BigInteger(String);

/// A decimal number of any size and precision.
///
/// Two of them are equal if their text is: `1.0` and `1.00` differ, so that what was read can be
/// written back as it was. [`BigDecimal::compare`] goes by the number.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BigDecimal(String);

/// Text that is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseNumberError {
    expected: &'static str,
}

impl fmt::Display for ParseNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl core::error::Error for ParseNumberError {}

/// A number taken apart: `0.digits * 10^point`, without zeros at either end of `digits`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    pub(crate) negative: bool,
    pub(crate) digits: Vec<u8>,
    pub(crate) point: i64,
}

impl Decimal {
    /// Takes apart a number as RFC 8259, section 6 writes it; an exponent beyond 64 bits is cut
    /// off there, where no number that could be told apart is left.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (text, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        let canonical = whole == "0" || !(whole.is_empty() || whole.starts_with('0'));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !canonical || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let all = || whole.bytes().chain(fraction.bytes());
        let leading = all().take_while(|digit| *digit == b'0').count();
        let mut digits: Vec<u8> = all().skip(leading).collect();
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        if digits.is_empty() {
            return Some(Self { negative: false, digits, point: 0 });
        }
        let offset = i64::try_from(whole.len()).ok()?.checked_sub(i64::try_from(leading).ok()?)?;
        Some(Self { negative, digits, point: offset.saturating_add(exponent) })
    }

    /// Compares by the number, exactly.
    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        let sign = |number: &Self| match (number.digits.is_empty(), number.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let magnitude =
            || self.point.cmp(&other.point).then_with(|| self.digits.cmp(&other.digits));
        match (sign(self), sign(other)) {
            (0, 0) => Ordering::Equal,
            (-1, -1) => magnitude().reverse(),
            (1, 1) => magnitude(),
            (mine, theirs) => mine.cmp(&theirs),
        }
    }
}

fn parse_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Half the range, so that adding the length of a text never overflows.
    let limit = i64::MAX / 2;
    let value = digits.parse::<i64>().unwrap_or(limit).min(limit);
    Some(if negative { -value } else { value })
}

/// What the specification calls a double that has no digits, bare and as a JSON string.
pub(crate) fn special_name(value: f64) -> Option<(&'static str, &'static str)> {
    if value.is_nan() {
        Some(("NaN", "\"NaN\""))
    } else if value == f64::INFINITY {
        Some(("Infinity", "\"Infinity\""))
    } else if value == f64::NEG_INFINITY {
        Some(("-Infinity", "\"-Infinity\""))
    } else {
        None
    }
}

/// The double that the specification calls by this name.
#[cfg(any(feature = "json", feature = "cbor", feature = "serde"))]
pub(crate) fn special_value(name: &str) -> Option<f64> {
    match name {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

impl BigInteger {
    /// The number in decimal digits, after a minus sign where it is negative.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Compares by the number.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        self.decimal().compare(&other.decimal())
    }

    pub(crate) fn decimal(&self) -> Decimal {
        decimal(&self.0)
    }
}

impl BigDecimal {
    /// The number as JSON writes it, perhaps with a fraction and an exponent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Compares by the number.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        self.decimal().compare(&other.decimal())
    }

    pub(crate) fn decimal(&self) -> Decimal {
        decimal(&self.0)
    }
}

/// Text that was checked when the number was made, so the zero is never used.
fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap_or(Decimal { negative: false, digits: Vec::new(), point: 0 })
}

impl Default for BigInteger {
    fn default() -> Self {
        Self(String::from("0"))
    }
}

impl Default for BigDecimal {
    fn default() -> Self {
        Self(String::from("0"))
    }
}

impl FromStr for BigInteger {
    type Err = ParseNumberError;

    /// Takes digits after an optional minus sign, without leading zeros.
    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        let whole = !text.contains(['.', 'e', 'E']) && Decimal::parse(text).is_some();
        if !whole {
            return Err(ParseNumberError { expected: "a whole number in decimal digits" });
        }
        Ok(Self(String::from(if text == "-0" { "0" } else { text })))
    }
}

impl FromStr for BigDecimal {
    type Err = ParseNumberError;

    /// Takes a number as JSON writes it (RFC 8259, section 6).
    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        match Decimal::parse(text) {
            Some(_) => Ok(Self(String::from(text))),
            None => Err(ParseNumberError { expected: "a decimal number" }),
        }
    }
}

impl TryFrom<f64> for BigDecimal {
    type Error = ParseNumberError;

    /// Takes the shortest decimal that stands for this double; NaN and the infinities have none.
    fn try_from(value: f64) -> Result<Self, ParseNumberError> {
        value.to_string().parse()
    }
}

impl From<BigInteger> for BigDecimal {
    fn from(value: BigInteger) -> Self {
        Self(value.0)
    }
}

/// Implements the traits that both types share.
macro_rules! number_traits {
    ($type:ident: $($integer:ty)*) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        $(impl From<$integer> for $type {
            fn from(value: $integer) -> Self {
                Self(value.to_string())
            }
        })*
    };
}

number_traits!(BigInteger: i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);
number_traits!(BigDecimal: i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal_of(text: &str) -> BigDecimal {
        text.parse().unwrap()
    }

    #[test]
    fn text_of_any_size_survives() {
        let digits = "9".repeat(1000);
        assert_eq!(digits.parse::<BigInteger>().unwrap().as_str(), digits);
        let decimal = format!("-{digits}.{digits}e-{digits}");
        assert_eq!(decimal.parse::<BigDecimal>().unwrap().as_str(), decimal);
    }

    #[test]
    fn text_that_is_no_json_number_is_refused() {
        for text in [
            "", "-", "+1", "01", ".5", "1.", "1e", "1e+", "0x10", "NaN", "Infinity", "1 ", "1.2.3",
            "--1", "1e1.5", "١",
        ] {
            assert!(text.parse::<BigDecimal>().is_err(), "{text}");
            assert!(text.parse::<BigInteger>().is_err(), "{text}");
        }
        assert!("1.0".parse::<BigInteger>().is_err());
        assert!("1e3".parse::<BigInteger>().is_err());
        assert!(BigDecimal::try_from(f64::NAN).is_err());
    }

    #[test]
    fn comparing_goes_by_the_number() {
        let ascending = [
            "-1e400",
            "-10.01",
            "-10",
            "-9.99",
            "-1e-400",
            "0",
            "1e-400",
            "0.1",
            "0.10000000000000000001",
            "2",
            "10",
            "10.5",
            "1e2",
            "123456789012345678901234567890",
            "1e400",
        ];
        for (index, left) in ascending.iter().enumerate() {
            for (other, right) in ascending.iter().enumerate() {
                assert_eq!(
                    decimal_of(left).compare(&decimal_of(right)),
                    index.cmp(&other),
                    "{left} {right}"
                );
            }
        }
        for (left, right) in
            [("1.0", "1.00"), ("-0", "0.000"), ("100", "1e2"), ("0.001", "1E-3"), ("0e9", "0")]
        {
            assert_eq!(
                decimal_of(left).compare(&decimal_of(right)),
                Ordering::Equal,
                "{left} {right}"
            );
        }
        let endless = format!("1e{}", "9".repeat(50));
        assert_eq!(decimal_of(&endless).compare(&decimal_of("1e400")), Ordering::Greater);
    }

    #[test]
    fn integers_convert() {
        assert_eq!(BigInteger::from(i128::MIN).as_str(), i128::MIN.to_string());
        assert_eq!(BigDecimal::from(u128::MAX).as_str(), u128::MAX.to_string());
        assert_eq!(BigDecimal::try_from(1e-7).unwrap().as_str(), "0.0000001");
        assert_eq!("-0".parse::<BigInteger>().unwrap(), BigInteger::default());
    }
}
