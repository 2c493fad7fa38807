//! CBOR (RFC 8949) as far as comparing takes: a reader of its own, so that a mistake of the codec
//! under test is not repeated here.

use std::fmt;

use crate::show;

/// The tag of a moment, in seconds since the epoch.
const TIMESTAMP: u64 = 1;
/// How deep values may nest.
const DEEPEST: usize = 128;

/// A decoded item. Lengths that were not known in advance, and the width of numbers, are gone.
#[derive(Clone, Debug)]
pub(super) enum Cbor {
    Integer(i128),
    Float(f64),
    Bytes(Vec<u8>),
    Text(String),
    Array(Vec<Cbor>),
    Map(Vec<(Cbor, Cbor)>),
    Tag(u64, Box<Cbor>),
    Simple(u8),
}

/// Reads one item that fills the bytes.
pub(super) fn decode(bytes: &[u8]) -> Result<Cbor, String> {
    let mut reader = Reader { bytes };
    let item = reader.item(DEEPEST)?;
    if reader.bytes.is_empty() {
        Ok(item)
    } else {
        Err(format!("{} bytes follow the item", reader.bytes.len()))
    }
}

impl Cbor {
    /// Whether both are the same value: maps in any order, floats of any width, NaN equal to NaN.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => left == right,
            #[allow(clippy::float_cmp)] // The same value is what is asked for.
            (Self::Float(left), Self::Float(right)) => {
                left == right || left.is_nan() && right.is_nan()
            }
            (Self::Bytes(left), Self::Bytes(right)) => left == right,
            (Self::Text(left), Self::Text(right)) => left == right,
            (Self::Array(left), Self::Array(right)) => {
                left.len() == right.len()
                    && left.iter().zip(right).all(|(left, right)| left.is_same(right))
            }
            (Self::Map(left), Self::Map(right)) => {
                let has = |entries: &[(Self, Self)], key: &Self, value: &Self| {
                    entries.iter().any(|(other, found)| other.is_same(key) && found.is_same(value))
                };
                left.len() == right.len() && left.iter().all(|(key, value)| has(right, key, value))
            }
            (Self::Tag(left, inner), Self::Tag(right, other)) => {
                left == right
                    && (inner.is_same(other) || *left == TIMESTAMP && inner.is_same_moment(other))
            }
            (Self::Simple(left), Self::Simple(right)) => left == right,
            _ => false,
        }
    }
}

impl Cbor {
    /// Whether both are the same number of seconds: an integer or a float, as the writer likes
    /// (RFC 8949, section 3.4.2).
    #[allow(clippy::cast_precision_loss, clippy::float_cmp)]
    fn is_same_moment(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Integer(whole), Self::Float(seconds))
            | (Self::Float(seconds), Self::Integer(whole)) => *whole as f64 == *seconds,
            _ => false,
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
}

/// The first byte of an item with the number that follows it; `None` for an indefinite length.
struct Head {
    major: u8,
    info: u8,
    argument: Option<u64>,
}

impl Reader<'_> {
    fn take(&mut self, count: usize) -> Result<&[u8], String> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or("it ends too early")?;
        self.bytes = rest;
        Ok(taken)
    }

    fn head(&mut self) -> Result<Head, String> {
        let first = self.take(1)?.first().copied().unwrap_or_default();
        let (major, info) = (first >> 5, first & 0x1f);
        let width = match info {
            0..=23 => return Ok(Head { major, info, argument: Some(info.into()) }),
            24..=27 => 1_usize << (info - 24),
            31 => return Ok(Head { major, info, argument: None }),
            _ => return Err(format!("{first:#04x} is reserved")),
        };
        let number =
            self.take(width)?.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        Ok(Head { major, info, argument: Some(number) })
    }

    fn item(&mut self, deeper: usize) -> Result<Cbor, String> {
        let head = self.head()?;
        self.rest(&head, deeper)
    }

    fn rest(&mut self, head: &Head, deeper: usize) -> Result<Cbor, String> {
        let deeper = deeper.checked_sub(1).ok_or("it nests too deeply")?;
        let number = head.argument;
        Ok(match (head.major, number) {
            (0, Some(number)) => Cbor::Integer(number.into()),
            (1, Some(number)) => Cbor::Integer(-1 - i128::from(number)),
            (2, _) => Cbor::Bytes(self.string(2, number)?),
            (3, _) => Cbor::Text(
                String::from_utf8(self.string(3, number)?).map_err(|error| error.to_string())?,
            ),
            (4, _) => {
                let mut items = Vec::new();
                while let Some(head) = self.next(number, items.len())? {
                    items.push(self.rest(&head, deeper)?);
                }
                Cbor::Array(items)
            }
            (5, _) => {
                let mut entries = Vec::new();
                while let Some(head) = self.next(number, entries.len())? {
                    entries.push((self.rest(&head, deeper)?, self.item(deeper)?));
                }
                Cbor::Map(entries)
            }
            (6, Some(tag)) => Cbor::Tag(tag, Box::new(self.item(deeper)?)),
            (7, Some(bits)) => simple(head.info, bits),
            _ => return Err("a length is missing".to_owned()),
        })
    }

    /// The head of the next entry, unless there is none left.
    fn next(&mut self, length: Option<u64>, read: usize) -> Result<Option<Head>, String> {
        if length.is_some_and(|length| read as u64 >= length) {
            return Ok(None);
        }
        let head = self.head()?;
        let ends = length.is_none() && head.major == 7 && head.argument.is_none();
        Ok((!ends).then_some(head))
    }

    fn string(&mut self, major: u8, length: Option<u64>) -> Result<Vec<u8>, String> {
        if let Some(length) = length {
            let length = usize::try_from(length).map_err(|error| error.to_string())?;
            return self.take(length).map(<[u8]>::to_vec);
        }
        let mut whole = Vec::new();
        while let Some(head) = self.next(None, 0)? {
            if head.major != major || head.argument.is_none() {
                return Err("a chunk of a string is none".to_owned());
            }
            whole.extend(self.string(major, head.argument)?);
        }
        Ok(whole)
    }
}

fn simple(info: u8, bits: u64) -> Cbor {
    match info {
        25 => Cbor::Float(half(bits)),
        // The head read four bytes, so nothing is cut off.
        26 => Cbor::Float(f32::from_bits(u32::try_from(bits).unwrap_or_default()).into()),
        27 => Cbor::Float(f64::from_bits(bits)),
        _ => Cbor::Simple(u8::try_from(bits).unwrap_or_default()),
    }
}

/// The number of a half-precision float (RFC 8949, appendix D).
fn half(bits: u64) -> f64 {
    let exponent = i32::try_from(bits >> 10 & 0x1f).unwrap_or_default();
    #[allow(clippy::cast_precision_loss)] // Ten bits.
    let fraction = (bits & 0x3ff) as f64;
    let magnitude = match exponent {
        0 => fraction * 2_f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (fraction + 1024.0) * 2_f64.powi(exponent - 25),
    };
    if bits & 0x8000 == 0 {
        magnitude
    } else {
        -magnitude
    }
}

/// In the diagnostic notation of RFC 8949, section 8.
impl fmt::Display for Cbor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Float(number) => write!(f, "{number:?}"),
            Self::Bytes(bytes) => write!(f, "h'{}'", show::hexadecimal(bytes)),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Array(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Map(entries) => {
                f.write_str("{")?;
                for (index, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{}{key}: {value}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str("}")
            }
            Self::Tag(tag, inner) => write!(f, "{tag}({inner})"),
            Self::Simple(20) => f.write_str("false"),
            Self::Simple(21) => f.write_str("true"),
            Self::Simple(22) => f.write_str("null"),
            Self::Simple(23) => f.write_str("undefined"),
            Self::Simple(number) => write!(f, "simple({number})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_the_specification() -> Result<(), String> {
        for (bytes, shown) in [
            (&[0x18, 0x64][..], "100"),
            (&[0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], "-18446744073709551616"),
            (&[0xf9, 0x3e, 0x00], "1.5"),
            (&[0xf9, 0x00, 0x01], "5.960464477539063e-8"),
            (&[0xf9, 0xfc, 0x00], "-inf"),
            (&[0xc1, 0x1a, 0x51, 0x4b, 0x67, 0xb0], "1(1363896240)"),
            (&[0x5f, 0x42, 1, 2, 0x43, 3, 4, 5, 0xff], "h'0102030405'"),
            (&[0x9f, 1, 0x82, 2, 3, 0xff], "[1, [2, 3]]"),
            (&[0xbf, 0x61, 0x61, 1, 0x61, 0x62, 0xf6, 0xff], "{\"a\": 1, \"b\": null}"),
        ] {
            assert_eq!(decode(bytes)?.to_string(), shown);
        }
        Ok(())
    }

    #[test]
    fn what_is_no_item_is_refused() {
        for bytes in [&[][..], &[0x18], &[0x1c], &[0x9f, 1], &[1, 1], &[0x61, 0xff], &[0x81; 200]] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
