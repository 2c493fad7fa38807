use std::collections::BTreeMap;

use super::*;
use crate::blob::Blob;
use crate::document::Document;
use crate::number::{BigDecimal, BigInteger};
use crate::schema::{Kind, Member, Schema, TimestampFormat};
use crate::serde::{Format, Secrets, Timestamps};
use crate::testing::{structure, Choice, Node, CHOICE, LONG, SPARSE, STRING, STRINGS, STRING_MAP};
use crate::timestamp::Timestamp;

static BIG: Schema = Schema::simple("smithy.api#BigInteger", Kind::BigInteger);
static DECIMAL: Schema = Schema::simple("smithy.api#BigDecimal", Kind::BigDecimal);
static TIMESTAMP: Schema = Schema::simple("smithy.api#Timestamp", Kind::Timestamp);
static FLOAT: Schema = Schema::simple("smithy.api#Float", Kind::Float);
static DOUBLE: Schema = Schema::simple("smithy.api#Double", Kind::Double);
static BOOLEAN: Schema = Schema::simple("smithy.api#Boolean", Kind::Boolean);
static BLOB: Schema = Schema::simple("smithy.api#Blob", Kind::Blob);
static DOCUMENT: Schema = Schema::simple("smithy.api#Document", Kind::Document);

structure!(Sample {
    long: Option<i64> = Member::new("l", &LONG),
    float: Option<f32> = Member::new("f", &FLOAT),
    double: Option<f64> = Member::new("d", &DOUBLE),
    boolean: Option<bool> = Member::new("o", &BOOLEAN),
    string: Option<String> = Member::new("s", &STRING).json_name("other"),
    blob: Option<Blob> = Member::new("b", &BLOB),
    at: Option<Timestamp> = Member::new("t", &TIMESTAMP).timestamp_format(TimestampFormat::HttpDate),
    big: Option<BigInteger> = Member::new("i", &BIG),
    decimal: Option<BigDecimal> = Member::new("e", &DECIMAL),
    list: Option<Vec<String>> = Member::new("v", &STRINGS),
    sparse: Option<Vec<Option<String>>> = Member::new("p", &SPARSE),
    map: Option<BTreeMap<String, String>> = Member::new("m", &STRING_MAP),
    choice: Option<Choice> = Member::new("c", &CHOICE),
    document: Option<Document> = Member::new("x", &DOCUMENT),
});

const CODEC: Codec = Codec {
    json_names: false,
    format: Format::Cbor,
    quoted_numbers: false,
    timestamps: Timestamps::Fixed(TimestampFormat::EpochSeconds),
    milliseconds: true,
    secrets: Secrets::Shown,
};

fn bytes(hex: &str) -> Vec<u8> {
    let digits: String = hex.split_whitespace().collect();
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

fn read_sample(bytes: &[u8]) -> Result<Sample, CborError> {
    let mut sample = Sample::empty();
    read(bytes, Target::Members(&mut sample, Members::All), CODEC).map(|_| sample)
}

/// The member of this name, of one letter, read from these bytes.
fn member(name: char, item: &str) -> Sample {
    read_sample(&bytes(&format!("a161{:02x}{item}", name as u32))).unwrap()
}

fn error(hex: &str) -> CborError {
    read_sample(&bytes(hex)).unwrap_err()
}

fn written(sample: &Sample) -> String {
    hex(&write_members(sample, Members::All, CODEC).unwrap())
}

#[test]
fn whole_numbers_are_read_and_take_the_least_bytes() {
    // RFC 8949, appendix A.
    for (item, value) in [
        ("00", 0),
        ("17", 23),
        ("1818", 24),
        ("18ff", 255),
        ("190100", 256),
        ("1a000f4240", 1_000_000),
        ("1b000000e8d4a51000", 1_000_000_000_000),
        ("1b7fffffffffffffff", i64::MAX),
        ("20", -1),
        ("3863", -100),
        ("3903e7", -1000),
        ("3b7fffffffffffffff", i64::MIN),
    ] {
        assert_eq!(member('l', item).long, Some(value));
        let sample = Sample { long: Some(value), ..Sample::empty() };
        assert_eq!(written(&sample), format!("a1616c{item}"));
    }
    // More bytes than needed are read all the same, and so is a number without a fraction.
    assert_eq!(member('l', "1b0000000000000007").long, Some(7));
    assert_eq!(member('l', "fa41200000").long, Some(10));
    assert_eq!(
        error("a1616c1bffffffffffffffff").message,
        "expected a whole number of 64 bits, found a number before byte 12"
    );
}

#[test]
fn doubles_of_all_widths_are_read_and_take_the_least_bytes_but_two() {
    // RFC 8949, appendix A: halves, singles, doubles, and whole numbers that stand for one.
    for (item, value) in [
        ("f90000", 0.0),
        ("f93c00", 1.0),
        ("f93e00", 1.5),
        ("f97bff", 65504.0),
        ("f90001", 5.960_464_477_539_063e-8),
        ("f90400", 0.000_061_035_156_25),
        ("f9c400", -4.0),
        ("f97c00", f64::INFINITY),
        ("f9fc00", f64::NEG_INFINITY),
        ("fa7f7fffff", 3.402_823_466_385_288_6e38),
        ("fb3ff199999999999a", 1.1),
        ("fb7e37e43c8800759c", 1e300),
        ("fbc010666666666666", -4.1),
        ("05", 5.0),
        ("3bffffffffffffffff", -18_446_744_073_709_551_616.0),
        ("1bffffffffffffffff", 18_446_744_073_709_551_616.0),
    ] {
        assert_eq!(member('d', item).double, Some(value), "{item}");
    }
    assert!(member('d', "f98000")
        .double
        .is_some_and(|zero| zero == 0.0 && zero.is_sign_negative()));
    for item in ["f97e00", "f97c01", "fa7fc00000", "fb7ff8000000000000"] {
        assert!(member('d', item).double.unwrap().is_nan());
        assert!(member('f', item).float.unwrap().is_nan());
    }
    for (value, item) in [
        (1.0, "fa3f800000"),
        (1.1, "fb3ff199999999999a"),
        (-0.0, "fa80000000"),
        (f64::NAN, "fa7fc00000"),
        (f64::NEG_INFINITY, "faff800000"),
    ] {
        let sample = Sample { double: Some(value), ..Sample::empty() };
        assert_eq!(written(&sample), format!("a16164{item}"));
    }
    let sample = Sample { float: Some(f32::INFINITY), ..Sample::empty() };
    assert_eq!(written(&sample), "a16166fa7f800000");
}

#[test]
fn timestamps_are_tagged_seconds() {
    for (item, seconds, nanoseconds) in [
        ("c11a514b67b0", 1_363_896_240, 0),
        ("c1fb41d452d9ec200000", 1_363_896_240, 500_000_000),
        ("c1fb41cc37db380fbe77", 946_845_296, 123_000_000),
        ("c1f90000", 0, 0),
        ("c13a5944fc1f", -1_497_693_216, 0),
        ("1a514b67b0", 1_363_896_240, 0),
    ] {
        assert_eq!(member('t', item).at, Timestamp::from_unix(seconds, nanoseconds), "{item}");
    }
    let mut sample = Sample { at: Timestamp::from_unix(946_845_296, 0), ..Sample::empty() };
    assert_eq!(written(&sample), "a16174c11a386fb670");
    sample.at = Timestamp::from_unix(946_845_296, 123_456_789);
    assert_eq!(written(&sample), "a16174c1fb41cc37db380fbe77");
    for item in ["c163616263", "63616263", "c1fb7ff8000000000000", "c11bffffffffffffffff"] {
        assert_eq!(error(&format!("a16174{item}")).at, "/t");
    }
    assert_eq!(
        error("a1616cc100").message,
        "expected a whole number of 64 bits, found a timestamp before byte 4"
    );
}

#[test]
fn numbers_of_any_size_are_tagged() {
    for (item, digits) in [
        ("c249010000000000000000", "18446744073709551616"),
        ("c349010000000000000000", "-18446744073709551617"),
        ("c25f4101 48 0000000000000000 ff", "18446744073709551616"),
        ("c240", "0"),
        ("c241 00", "0"),
        ("07", "7"),
        ("3bffffffffffffffff", "-18446744073709551616"),
    ] {
        assert_eq!(member('i', item).big.unwrap().as_str(), digits);
    }
    for (item, decimal) in [
        ("c48221196ab3", "273.15"),
        ("c4822119fe9c", "651.80"),
        ("c49f2001ff", "0.1"),
        ("c4820005", "5"),
        ("c4823901f3c249010000000000000000", "18446744073709551616e-500"),
        ("19012c", "300"),
        ("fb3ff8000000000000", "1.5"),
        ("c24101", "1"),
    ] {
        assert_eq!(member('e', item).decimal.unwrap().as_str(), decimal);
    }
    let sample = Sample {
        big: "-18446744073709551617".parse().ok(),
        decimal: "273.15".parse().ok(),
        ..Sample::empty()
    };
    assert_eq!(written(&sample), "a26169c3490100000000000000006165c48221196ab3");
    let sample = Sample { decimal: "1e99999999999999999999".parse().ok(), ..Sample::empty() };
    assert_eq!(write_members(&sample, Members::All, CODEC), Err(("e", "has too many digits")));
    for item in ["c4811a", "c483010203", "c4820162", "c482c10001", "c482fa3f80000001", "c26161"] {
        assert_eq!(error(&format!("a16165{item}00")).at, "/e", "{item}");
    }
}

#[test]
fn text_and_bytes_come_in_one_piece_or_in_chunks() {
    assert_eq!(member('s', "62c3bc").string.as_deref(), Some("\u{fc}"));
    assert_eq!(member('s', "7f657374726561646d696e67ff").string.as_deref(), Some("streaming"));
    assert_eq!(member('s', "7fff").string.as_deref(), Some(""));
    assert_eq!(member('b', "5f42010243030405ff").blob.unwrap().as_bytes(), [1, 2, 3, 4, 5]);
    let sample = Sample { blob: Some(Blob::from(b"\x01\xff")), ..Sample::empty() };
    assert_eq!(written(&sample), "a161624201ff");
    for (item, message) in [
        // Chunks of another type, and chunks in chunks.
        ("7f4161ff", "a chunk of another type before byte 5"),
        ("7f7f6161ffff", "a chunk of another type before byte 5"),
        // A character may not span chunks.
        ("7f61c361bcff", "text that is not UTF-8 before byte 6"),
        ("61ff", "text that is not UTF-8 before byte 5"),
        // Bytes are no text, and the other way round: there is no base64 here.
        ("4161", "expected a string, found bytes before byte 5"),
    ] {
        let error = error(&format!("a16173{item}"));
        assert_eq!((error.at.as_str(), error.message.as_str()), ("/s", message));
    }
    assert_eq!(error("a161626161").at, "/b");
}

#[test]
fn null_and_undefined_are_nothing() {
    for nothing in ["f6", "f7"] {
        for name in ["6c", "64", "73", "62", "74", "69", "65", "76", "70", "6d", "63", "78"] {
            assert_eq!(read_sample(&bytes(&format!("a161{name}{nothing}"))), Ok(Sample::empty()));
        }
        let list = member('v', &format!("83 6161 {nothing} 6162")).list;
        assert_eq!(list, Some(vec!["a".into(), "b".into()]));
        let sparse = member('p', &format!("9f {nothing} 6162 ff")).sparse;
        assert_eq!(sparse, Some(vec![None, Some("b".into())]));
        let map = member('m', &format!("a2 6161 {nothing} 6162 6163")).map;
        assert_eq!(map, Some(BTreeMap::from([("b".into(), "c".into())])));
        let choice = member('c', &format!("a2 666e756d626572 {nothing} 6474657874 6161")).choice;
        assert_eq!(choice, Some(Choice::Text("a".into())));
    }
}

#[test]
fn what_the_model_does_not_know_is_passed_over() {
    for item in [
        "00",
        "20",
        "41ff",
        "6161",
        "5f4100ff",
        "7f6161ff",
        "80",
        "9f01ff",
        "a10000",
        "bf4100a0ff",
        "c100",
        "d9d9f7c249010000000000000000",
        "f0",
        "f8ff",
        "f93c00",
        "fa00000000",
        "fb0000000000000000",
    ] {
        let sample = read_sample(&bytes(&format!("a2617a{item}616c07")));
        assert_eq!(sample.map(|sample| sample.long), Ok(Some(7)), "{item}");
    }
    // Tags without a meaning are passed over too, around everything (RFC 8949, section 3.4.6).
    assert_eq!(read_sample(&bytes("d9d9f7a1616cd82a07")).unwrap().long, Some(7));
    assert_eq!(
        member('c', "a1 67 756e6b6e6f776e 01").choice,
        Some(Choice::Unknown("unknown".into()))
    );
    assert_eq!(
        member('x', "a2 6161 83f501fb3ff8000000000000 6162 f6").document.unwrap().to_string(),
        r#"{"a":[true,1,1.5],"b":null}"#
    );
}

#[test]
fn keys_are_text() {
    for (item, found) in [("4161", "bytes"), ("01", "a number"), ("f6", "null"), ("80", "a list")] {
        for place in ["a1", "a1616da1", "a16163a1", "a16178a1"] {
            let error = error(&format!("{place}{item}00"));
            assert!(
                error.message.contains(&format!("expected a string, found {found}")),
                "{error:?}"
            );
        }
    }
}

#[test]
fn what_is_no_cbor_is_refused() {
    for (hex, message) in [
        ("", "the end where more is expected before byte 0"),
        ("a000", "bytes after the value before byte 1"),
        ("ff", "a break where a value is expected before byte 1"),
        ("bf616cff", "a break where a value is expected before byte 4"),
        ("a1617abf00ff", "a break where a value is expected before byte 6"),
        ("a1617ac1ff", "a break where a value is expected before byte 5"),
        ("a1616c1c", "a length that CBOR does not have before byte 4"),
        ("a1616c1f", "a number without an end before byte 4"),
        ("a1616cdf", "a number without an end before byte 4"),
        ("a1616cf818", "a simple value in two bytes that fits one before byte 5"),
        ("a1616cfc", "a simple value that CBOR does not have before byte 4"),
        ("a1616cf0", "a simple value that means nothing here before byte 4"),
        ("80", "expected an object, found a list before byte 1"),
        ("6161", "expected an object, found a string before byte 2"),
        ("c100", "expected an object, found an enum before byte 1"),
        ("a1617a61ff", "text that is not UTF-8 before byte 5"),
    ] {
        assert_eq!(error(hex).message, message, "{hex}");
    }
}

#[test]
fn errors_name_the_place_and_no_value() {
    let error = error("a16176 82 6161 6768756e74657232".replace("67", "a167").as_str());
    assert_eq!(error.at, "/v/1");
    assert!(!format!("{error:?}").contains("hunter2"));
    let error = self::error("a1616c6768756e74657232");
    assert_eq!(error.message, "expected a whole number of 64 bits, found a string before byte 11");
    assert!(!format!("{error:?}").contains("hunter2"));
}

fn full() -> Sample {
    Sample {
        long: Some(-500),
        float: Some(1.5),
        double: Some(1.1),
        boolean: Some(true),
        string: Some("text".into()),
        blob: Some("blob".into()),
        at: Timestamp::from_unix(946_845_296, 123_000_000),
        big: "123456789012345678901234567890".parse().ok(),
        decimal: "-1.00".parse().ok(),
        list: Some(vec!["a".into(), String::new()]),
        sparse: Some(vec![None, Some("b".into())]),
        map: Some(BTreeMap::from([("k".into(), "v".into())])),
        choice: Some(Choice::Many(vec![Choice::Number(1), Choice::Text("t".into())])),
        document: Some([("a".to_string(), Document::from(1.5))].into_iter().collect()),
    }
}

#[test]
fn what_was_written_is_read_back() {
    let written = write_members(&full(), Members::All, CODEC).unwrap();
    assert_eq!(read_sample(&written).unwrap(), full());
}

#[test]
fn a_message_that_is_cut_off_anywhere_is_refused() {
    let written = write_members(&full(), Members::All, CODEC).unwrap();
    for end in 0..written.len() {
        let error = read_sample(&written[..end]).unwrap_err();
        assert!(error.message.contains("the end where more is expected"), "{end}: {error:?}");
    }
}

#[test]
fn a_message_with_any_byte_replaced_is_read_or_refused() {
    let written = write_members(&full(), Members::All, CODEC).unwrap();
    for at in 0..written.len() {
        for byte in 0..=255 {
            let mut changed = written.clone();
            changed[at] = byte;
            if let Ok(sample) = read_sample(&changed) {
                // What can be read can be written, unless its union is one that nobody knows.
                let known = !format!("{:?}", sample.choice).contains("Unknown");
                assert_eq!(write_members(&sample, Members::All, CODEC).is_ok(), known);
            }
        }
    }
}

#[test]
fn depth_is_limited_everywhere() {
    const LEVELS: usize = 100_000;
    for (start, level) in [
        ("", "81"),
        ("", "a16161"),
        ("", "d82a"),
        ("", "c1"),
        ("a1617a", "81"),
        ("a1617a", "9f"),
        ("a1617a", "a100"),
        ("a1617a", "c6"),
        ("a16178", "81"),
        ("a16178", "a16161"),
        ("a16174", "c1"),
        ("a16163", "a1646d616e7981"),
        ("a1616c", "d82a"),
        ("a16165", "c482"),
        ("a16165", "c2"),
    ] {
        let mut message = bytes(start);
        let level = bytes(level);
        for _ in 0..LEVELS {
            message.extend_from_slice(&level);
        }
        assert!(read_sample(&message).is_err());
    }
    let mut node = Node { children: Vec::new() };
    for _ in 0..100 {
        node = Node { children: vec![node] };
    }
    assert_eq!(
        write_members(&node, Members::All, CODEC),
        Err(("children", "is nested too deeply"))
    );
}

#[test]
fn lengths_are_not_trusted() {
    for major in ["5b", "7b", "9b", "bb"] {
        for length in ["ffffffffffffffff", "7fffffffffffffff", "0000000100000000"] {
            for place in
                ["", "a1617a", "a16173", "a16162", "a16176", "a1616d", "a16178", "a16169c2"]
            {
                assert!(read_sample(&bytes(&format!("{place}{major}{length}"))).is_err());
            }
        }
    }
    // A bignum that would take a second to turn into digits.
    let mut message = bytes("a16169c25a00010000");
    message.extend(vec![0xff; 65_536]);
    assert_eq!(read_sample(&message).unwrap_err().at, "/i");
}
