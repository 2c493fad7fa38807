//! Comparing numbers of every shape with the bounds of the `range` trait, without rounding.

use alloc::string::ToString as _;
use core::cmp::Ordering;

use crate::number::Decimal;
use crate::schema::{Bound, Range};
use crate::shape::Value;

/// Whether the number is in range; a value that is no number is. NaN is in no range.
pub(super) fn holds(value: Value<'_>, range: Range) -> bool {
    let is_number = matches!(
        value,
        Value::Integer(_)
            | Value::Float(_)
            | Value::Double(_)
            | Value::BigInteger(_)
            | Value::BigDecimal(_)
    );
    let at_least = |min| compare(value, min).is_some_and(Ordering::is_ge);
    let at_most = |max| compare(value, max).is_some_and(Ordering::is_le);
    !is_number || (range.min.is_none_or(at_least) && range.max.is_none_or(at_most))
}

/// How the number compares to the bound; nothing for NaN.
// A bound of a `float` is the float that the model's text stands for, so it is rounded like one.
#[allow(clippy::cast_possible_truncation)]
fn compare(value: Value<'_>, bound: Bound) -> Option<Ordering> {
    match (value, bound) {
        (Value::Integer(value), Bound::Integer(bound)) => Some(value.cmp(&bound)),
        (Value::Integer(value), Bound::Decimal(bound)) => {
            double_to_integer(bound, value).map(Ordering::reverse)
        }
        (Value::Double(value), Bound::Integer(bound)) => double_to_integer(value, bound),
        (Value::Double(value), Bound::Decimal(bound)) => value.partial_cmp(&bound),
        (Value::Float(value), Bound::Integer(bound)) => double_to_integer(f64::from(value), bound),
        (Value::Float(value), Bound::Decimal(bound)) => value.partial_cmp(&(bound as f32)),
        (Value::BigInteger(value), bound) => decimal_to_bound(&value.decimal(), bound),
        (Value::BigDecimal(value), bound) => decimal_to_bound(&value.decimal(), bound),
        _ => None,
    }
}

/// Exact, though a double cannot hold every integer of 64 bits.
// The casts are exact: the double is below 2^63 there, and its whole part is one again.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn double_to_integer(double: f64, integer: i64) -> Option<Ordering> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if double.is_nan() {
        None
    } else if double >= LIMIT {
        Some(Ordering::Greater)
    } else if double < -LIMIT {
        Some(Ordering::Less)
    } else {
        let whole = double as i64;
        match whole.cmp(&integer) {
            Ordering::Equal => double.partial_cmp(&(whole as f64)),
            unequal => Some(unequal),
        }
    }
}

/// A bound with a fraction is the shortest decimal of its double: the one in the model.
fn decimal_to_bound(value: &Decimal, bound: Bound) -> Option<Ordering> {
    let text = match bound {
        Bound::Integer(bound) => bound.to_string(),
        Bound::Decimal(bound) => bound.to_string(),
    };
    Decimal::parse(&text).map(|bound| value.compare(&bound))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::{BigDecimal, BigInteger};

    fn between(min: Bound, max: Bound) -> Range {
        Range { min: Some(min), max: Some(max) }
    }

    #[test]
    fn bounds_are_inclusive() {
        let range = between(Bound::Integer(2), Bound::Integer(8));
        for (value, fits) in [(1, false), (2, true), (8, true), (9, false)] {
            assert_eq!(holds(Value::Integer(value), range), fits);
        }
        let range = between(Bound::Decimal(2.2), Bound::Decimal(8.8));
        for (value, fits) in
            [(2.1, false), (2.2, true), (8.8, true), (8.9, false), (f32::NAN, false)]
        {
            assert_eq!(holds(Value::Float(value), range), fits, "{value}");
            // Widening by way of text, for the double that a model's text stands for.
            let double: f64 = value.to_string().parse().unwrap();
            assert_eq!(holds(Value::Double(double), range), fits, "{value}");
        }
    }

    #[test]
    fn numbers_beyond_53_bits_are_compared_exactly() {
        let limit = (1_i64 << 53) + 1;
        assert!(!holds(
            Value::Double(9_007_199_254_740_992.0),
            Range { min: Some(Bound::Integer(limit)), max: None }
        ));
        assert!(holds(
            Value::Double(9_007_199_254_740_994.0),
            Range { min: Some(Bound::Integer(limit)), max: None }
        ));
        assert!(!holds(
            Value::Double(f64::INFINITY),
            Range { min: None, max: Some(Bound::Integer(i64::MAX)) }
        ));
        assert!(!holds(
            Value::Integer(i64::MAX),
            Range { min: None, max: Some(Bound::Decimal(9.2e18)) }
        ));
    }

    #[test]
    fn big_numbers_are_compared_as_decimals() {
        let range = Range { min: Some(Bound::Decimal(0.1)), max: Some(Bound::Integer(10)) };
        for (text, fits) in [
            ("0.1", true),
            ("0.0999999999999999999999999", false),
            ("10", true),
            ("10.0000000000000000000000000001", false),
            ("-1e400", false),
        ] {
            let number: BigDecimal = text.parse().unwrap();
            assert_eq!(holds(Value::BigDecimal(&number), range), fits, "{text}");
        }
        let huge: BigInteger = "1".repeat(100).parse().unwrap();
        assert!(!holds(Value::BigInteger(&huge), range));
    }

    #[test]
    fn what_is_no_number_is_in_every_range() {
        assert!(holds(Value::String("x"), between(Bound::Integer(1), Bound::Integer(2))));
    }
}
