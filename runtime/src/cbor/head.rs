//! The heads of CBOR data items (RFC 8949, section 3): what follows, and how much of it.

use super::Fault;

/// The head of a data item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Head {
    /// A whole number.
    Unsigned(u64),
    /// -1 minus this number.
    Negative(u64),
    /// So many bytes, or chunks up to a break.
    Bytes(Option<u64>),
    /// The same, of text in UTF-8.
    Text(Option<u64>),
    /// So many items, or items up to a break.
    List(Option<u64>),
    /// So many pairs, or pairs up to a break.
    Map(Option<u64>),
    /// The item that follows is to be understood in this way.
    Tag(u64),
    /// A value of this number.
    Simple(u8),
    /// A number of 16, 32 or 64 bits.
    Float(f64),
    /// The end of an item of unknown length.
    Break,
}

pub(super) const FALSE: u8 = 20;
pub(super) const TRUE: u8 = 21;
pub(super) const NULL: u8 = 22;
pub(super) const UNDEFINED: u8 = 23;
pub(super) const BREAK: u8 = 0xff;

/// The low bits of a head whose argument is in the next byte, or in the next two, four or eight.
pub(super) const ONE: u8 = 0x18;
pub(super) const TWO: u8 = 0x19;
pub(super) const FOUR: u8 = 0x1a;
pub(super) const EIGHT: u8 = 0x1b;
/// Those of a head without an argument.
pub(super) const ENDLESS: u8 = 0x1f;

/// Bytes that are taken one piece after another.
pub(super) struct Input<'de> {
    bytes: &'de [u8],
    at: usize,
}

impl<'de> Input<'de> {
    pub(super) const fn new(bytes: &'de [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The number of bytes that were taken.
    pub(super) const fn position(&self) -> usize {
        self.at
    }

    /// The next byte, which is left where it is.
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// So many bytes, if they are there: a length is never trusted further than that.
    pub(super) fn take(&mut self, length: u64) -> Result<&'de [u8], Fault> {
        let end = usize::try_from(length).ok().and_then(|length| self.at.checked_add(length));
        let taken = end.and_then(|end| self.bytes.get(self.at..end)).ok_or(Fault::END)?;
        self.at += taken.len();
        Ok(taken)
    }

    fn number<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let taken = self.bytes.get(self.at..).and_then(<[u8]>::first_chunk).ok_or(Fault::END)?;
        self.at += N;
        Ok(*taken)
    }

    /// The next head.
    pub(super) fn head(&mut self) -> Result<Head, Fault> {
        let [initial] = self.number()?;
        let information = initial & 0x1f;
        if initial >> 5 == 7 {
            return self.simple(information);
        }
        let argument = match information {
            0..=23 => Some(u64::from(information)),
            ONE => Some(u64::from(u8::from_be_bytes(self.number()?))),
            TWO => Some(u64::from(u16::from_be_bytes(self.number()?))),
            FOUR => Some(u64::from(u32::from_be_bytes(self.number()?))),
            EIGHT => Some(u64::from_be_bytes(self.number()?)),
            ENDLESS => None,
            _ => return Err(Fault::new("a length that CBOR does not have")),
        };
        match (initial >> 5, argument) {
            (0, Some(value)) => Ok(Head::Unsigned(value)),
            (1, Some(value)) => Ok(Head::Negative(value)),
            (2, length) => Ok(Head::Bytes(length)),
            (3, length) => Ok(Head::Text(length)),
            (4, length) => Ok(Head::List(length)),
            (5, length) => Ok(Head::Map(length)),
            (6, Some(tag)) => Ok(Head::Tag(tag)),
            _ => Err(Fault::new("a number without an end")),
        }
    }

    /// A head of major type 7 (RFC 8949, section 3.3).
    fn simple(&mut self, information: u8) -> Result<Head, Fault> {
        Ok(match information {
            0..=23 => Head::Simple(information),
            ONE => match u8::from_be_bytes(self.number()?) {
                value @ 32.. => Head::Simple(value),
                _ => return Err(Fault::new("a simple value in two bytes that fits one")),
            },
            TWO => Head::Float(half(u16::from_be_bytes(self.number()?))),
            FOUR => Head::Float(f64::from(f32::from_be_bytes(self.number()?))),
            EIGHT => Head::Float(f64::from_be_bytes(self.number()?)),
            ENDLESS => Head::Break,
            _ => return Err(Fault::new("a simple value that CBOR does not have")),
        })
    }
}

/// The double that is the same as these 16 bits (IEEE 754, binary16).
fn half(bits: u16) -> f64 {
    /// 2^-24, the least number above zero.
    const STEP: f64 = 1.0 / 16_777_216.0;
    let exponent = u64::from(bits >> 10 & 0x1f);
    let fraction = u64::from(bits & 0x3ff);
    let magnitude = match exponent {
        0 => f64::from(bits & 0x3ff) * STEP,
        // The exponent that is all ones stays so: infinity, or not a number.
        31 => f64::from_bits(0x7ff << 52 | fraction << 42),
        // The exponents count from -15 and from -1023.
        _ => f64::from_bits((exponent + 1008) << 52 | fraction << 42),
    };
    if bits >> 15 == 0 {
        magnitude
    } else {
        -magnitude
    }
}
