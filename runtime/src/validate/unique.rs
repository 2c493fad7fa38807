//! Finding equal entries of a list (`uniqueItems` trait).
//!
//! Each entry is written as bytes that are equal exactly where the values are, and the bytes are
//! sorted into a set: no comparing of every entry with every other.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::ops::ControlFlow;

use crate::document::Document;
use crate::number::Decimal;
use crate::shape::{List, Value};

/// Whether all entries differ; what is nested deeper than the limit counts as equal.
pub(super) fn all_differ(list: &dyn List, depth: usize) -> bool {
    let mut seen = BTreeSet::new();
    (0..list.len()).all(|index| {
        let mut bytes = Vec::new();
        write(list.get(index).map_or(Value::Absent, |entry| entry.get()), depth, &mut bytes);
        seen.insert(bytes)
    })
}

/// Every value begins with a byte for its kind, and has a length where it is not of a fixed size.
fn write(value: Value<'_>, depth: usize, bytes: &mut Vec<u8>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::Absent => bytes.push(0),
        Value::Boolean(value) => bytes.extend([1, u8::from(value)]),
        Value::Integer(value) => fixed(2, value.to_be_bytes(), bytes),
        Value::Float(value) => double(f64::from(value), bytes),
        Value::Double(value) => double(value, bytes),
        Value::BigInteger(value) => decimal(&value.decimal(), bytes),
        Value::BigDecimal(value) => decimal(&value.decimal(), bytes),
        Value::String(value) => sized(5, value.as_bytes(), bytes),
        Value::Blob(value) => sized(6, value, bytes),
        Value::Timestamp(value) => {
            fixed(7, value.seconds().to_be_bytes(), bytes);
            bytes.extend(value.nanoseconds().to_be_bytes());
        }
        Value::Document(value) => document(value, depth, bytes),
        Value::List(list) => {
            count(8, list.len(), bytes);
            for index in 0..list.len() {
                write(list.get(index).map_or(Value::Absent, |entry| entry.get()), depth, bytes);
            }
        }
        Value::Map(map) => {
            count(9, map.len(), bytes);
            let _: ControlFlow<()> = map.visit(&mut |key, entry| {
                sized(5, key.as_bytes(), bytes);
                write(entry.get(), depth, bytes);
                ControlFlow::Continue(())
            });
        }
        Value::Structure(structure) => {
            bytes.push(10);
            for index in 0..structure.schema().members().len() {
                write(
                    structure.member(index).map_or(Value::Absent, |member| member.get()),
                    depth,
                    bytes,
                );
            }
            sized(5, structure.unknown().unwrap_or_default().as_bytes(), bytes);
        }
        #[cfg(feature = "http")]
        Value::Stream => bytes.push(11),
    }
}

fn document(value: &Document, depth: usize, bytes: &mut Vec<u8>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Document::Null => bytes.push(0),
        Document::Boolean(value) => bytes.extend([1, u8::from(*value)]),
        Document::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(value), _) => fixed(2, value.to_be_bytes(), bytes),
            (None, Some(value)) => fixed(3, value.to_be_bytes(), bytes),
            (None, None) => double(number.as_f64(), bytes),
        },
        Document::String(value) => sized(5, value.as_bytes(), bytes),
        Document::List(values) => {
            count(8, values.len(), bytes);
            for value in values {
                document(value, depth, bytes);
            }
        }
        Document::Map(values) => {
            count(9, values.len(), bytes);
            for (key, value) in values {
                sized(5, key.as_bytes(), bytes);
                document(value, depth, bytes);
            }
        }
    }
}

fn fixed(kind: u8, value: [u8; 8], bytes: &mut Vec<u8>) {
    bytes.push(kind);
    bytes.extend(value);
}

fn count(kind: u8, length: usize, bytes: &mut Vec<u8>) {
    fixed(kind, (length as u64).to_be_bytes(), bytes);
}

fn sized(kind: u8, value: &[u8], bytes: &mut Vec<u8>) {
    count(kind, value.len(), bytes);
    bytes.extend(value);
}

/// Zero has two representations that are equal; adding zero leaves the positive one.
fn double(value: f64, bytes: &mut Vec<u8>) {
    fixed(4, (value + 0.0).to_bits().to_be_bytes(), bytes);
}

fn decimal(value: &Decimal, bytes: &mut Vec<u8>) {
    fixed(12, value.point.to_be_bytes(), bytes);
    bytes.push(u8::from(value.negative));
    sized(5, &value.digits, bytes);
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString as _};

    use super::*;
    use crate::number::BigDecimal;

    #[test]
    fn equal_values_are_found_wherever_they_stand() {
        let list =
            |texts: &[&str]| texts.iter().map(|text| String::from(*text)).collect::<Vec<_>>();
        assert!(all_differ(&list(&[]), 64));
        assert!(all_differ(&list(&["a", "b", "ab", ""]), 64));
        assert!(!all_differ(&list(&["a", "b", "a"]), 64));
        assert!(all_differ(&vec![list(&["a", "b"]), list(&["ab"]), list(&["b", "a"])], 64));
        assert!(!all_differ(&vec![list(&["a"]), list(&["b"]), list(&["a"])], 64));
        assert!(all_differ(&vec![None, Some(0)], 64));
        assert!(!all_differ(&vec![None::<i32>, None], 64));
        assert!(!all_differ(&vec![0.0, -0.0], 64));
        let decimals: Vec<BigDecimal> =
            ["1.0", "1"].iter().map(|text| text.parse().unwrap()).collect();
        assert!(!all_differ(&decimals, 64));
    }

    #[test]
    fn a_hundred_thousand_entries_take_no_square_of_steps() {
        let mut list: Vec<String> = (0..100_000).map(|number| number.to_string()).collect();
        assert!(all_differ(&list, 64));
        list.push(String::from("77"));
        assert!(!all_differ(&list, 64));
    }
}
