use alloc::string::ToString as _;

use time::format_description::well_known::Rfc3339;
use time::OffsetDateTime;

use super::*;

fn at(seconds: i64, nanoseconds: u32) -> Timestamp {
    Timestamp::from_unix(seconds, nanoseconds).unwrap()
}

fn same_as_oracle(seconds: i64, nanoseconds: u32) {
    let ours = at(seconds, nanoseconds);
    let total = i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
    let theirs = OffsetDateTime::from_unix_timestamp_nanos(total).unwrap();
    let text = ours.to_string();
    assert_eq!(text, theirs.format(&Rfc3339).unwrap());
    assert_eq!(text.parse(), Ok(ours));
    let http = ours.format(TimestampFormat::HttpDate).to_string();
    let (day, month, year) = (theirs.day(), theirs.month().to_string(), theirs.year());
    let (hour, minute, second) = theirs.to_hms();
    let weekday = theirs.weekday().to_string();
    assert_eq!(
        http,
        format!(
            "{}, {day:02} {} {year:04} {hour:02}:{minute:02}:{second:02} GMT",
            &weekday[..3],
            &month[..3]
        )
    );
    assert_eq!(Timestamp::parse(&http, TimestampFormat::HttpDate), Ok(at(seconds, 0)));
    let epoch = ours.format(TimestampFormat::EpochSeconds).to_string();
    assert_eq!(Timestamp::parse(&epoch, TimestampFormat::EpochSeconds), Ok(ours), "{epoch}");
}

#[test]
fn ten_thousand_years_agree_with_the_time_crate() {
    let mut seconds = Timestamp::MIN.seconds();
    let mut nanoseconds = 0;
    while seconds <= Timestamp::MAX.seconds() {
        same_as_oracle(seconds, nanoseconds);
        // Nearly a month, so that the day of the month and the time of day move as well.
        seconds += 29 * 86_399;
        nanoseconds = (nanoseconds + 123_456_780) % 1_000_000_000;
    }
    same_as_oracle(Timestamp::MIN.seconds(), 0);
    same_as_oracle(Timestamp::MAX.seconds(), 999_999_999);
}

#[test]
fn offsets_are_taken_into_account() {
    assert_eq!("1996-12-19T16:39:57-08:00".parse(), Ok(at(851_042_397, 0)));
    assert_eq!("2019-12-17T00:48:18+01:00".parse(), Ok(at(1_576_540_098, 0)));
    assert_eq!("1985-04-12t23:20:50.52z".parse(), Ok(at(482_196_050, 520_000_000)));
    assert_eq!("1985-04-12T23:20:50.1234567899999Z".parse(), Ok(at(482_196_050, 123_456_789)));
}

#[test]
fn a_leap_second_is_the_first_second_after_it() {
    assert_eq!("1990-12-31T23:59:60Z".parse::<Timestamp>(), "1991-01-01T00:00:00Z".parse());
    assert_eq!("1990-12-31T15:59:60-08:00".parse::<Timestamp>(), "1991-01-01T00:00:00Z".parse());
    assert!("9999-12-31T23:59:60Z".parse::<Timestamp>().is_err());
}

#[test]
fn other_texts_are_refused() {
    // Those of the protocol tests, and dates that do not exist.
    for text in [
        "",
        "1996-12-19T16:39:57+00",
        "1996-12-19T16:39:57+00Z",
        "1996-12-19T16:39:57",
        "1996-12-19T163957",
        "19961219T163957Z",
        "1996-12-19T16:39Z",
        "1996-12-19 16:39:57Z",
        "2011-12-03T10:15:30+01:00[Europe/Paris]",
        "1515531081",
        "Tue, 29 Apr 2014 18:30:38 GMT",
        "2023-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2023-13-01T00:00:00Z",
        "2023-00-01T00:00:00Z",
        "2023-01-32T00:00:00Z",
        "2023-01-01T24:00:00Z",
        "2023-01-01T00:60:00Z",
        "2023-01-01T00:00:61Z",
        "2023-01-01T00:00:00.Z",
        "0000-01-01T00:00:00Z",
        "2023-01-01T00:00:00+24:00",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "٢٠٢٣-01-01T00:00:00Z",
        "+2023-01-01T00:00:00Z",
        "-2023-01-01T00:00:00Z",
    ] {
        assert!(text.parse::<Timestamp>().is_err(), "{text}");
    }
    for text in [
        "",
        "1985-04-12T23:20:50.52Z",
        "1515531081",
        "Tue, 29 Apr 2014 18:30:38",
        "Tue, 31 Apr 2014 18:30:38 GMT",
        "Foo, 29 Apr 2014 18:30:38 GMT",
        "Tue, 29 Foo 2014 18:30:38 GMT",
        "Tue, 9 Apr 2014 18:30:38 GMT",
        "Tue, 29 Apr 2014 18:30:38. GMT",
        "Tue, 29 Apr 2014 18:30:38 GMT ",
    ] {
        assert!(Timestamp::parse(text, TimestampFormat::HttpDate).is_err(), "{text}");
    }
    for text in [
        "",
        "true",
        "1515531081ABC",
        "0x42",
        "1515531081.123.456",
        "Infinity",
        "-Infinity",
        "NaN",
        "1e13",
        "-1e12",
        "253402300800",
        "-62135596801",
        "1e999999999999999999999",
    ] {
        assert!(Timestamp::parse(text, TimestampFormat::EpochSeconds).is_err(), "{text}");
    }
}

#[test]
fn fractions_are_exact_in_text() {
    let epoch = |text: &str| Timestamp::parse(text, TimestampFormat::EpochSeconds).unwrap();
    assert_eq!(epoch("1515531081.123456789"), at(1_515_531_081, 123_456_789));
    assert_eq!(epoch("1.515531081123456789e9"), at(1_515_531_081, 123_456_789));
    assert_eq!(epoch("15e8"), at(1_500_000_000, 0));
    assert_eq!(epoch("-1.25"), at(-2, 750_000_000));
    assert_eq!(epoch("0.0000000019"), at(0, 1));
    assert_eq!(epoch("1e-400"), Timestamp::EPOCH);
    assert_eq!(at(-2, 750_000_000).format(TimestampFormat::EpochSeconds).to_string(), "-1.25");
    assert_eq!(at(-1, 500_000_000).format(TimestampFormat::EpochSeconds).to_string(), "-0.5");
    let http = "Sun, 02 Jan 2000 20:34:56.456 GMT";
    assert_eq!(Timestamp::parse(http, TimestampFormat::HttpDate), Ok(at(946_845_296, 456_000_000)));
}

#[cfg(any(feature = "json", feature = "cbor", feature = "serde"))]
#[test]
fn doubles_hold_milliseconds_exactly() {
    for seconds in [-62_135_596_800, -1, 0, 1_515_531_081, 253_402_300_798] {
        for milliseconds in [0, 1, 123, 520, 999] {
            let timestamp = at(seconds, milliseconds * 1_000_000);
            let text = timestamp.format(TimestampFormat::EpochSeconds).to_string();
            assert_eq!(timestamp.to_double(), text.parse::<f64>().unwrap());
            let back = Timestamp::from_double(timestamp.to_double()).unwrap();
            // A double of this size is within 16 microseconds of the decimal.
            let rounded = back.nanoseconds().abs_diff(timestamp.nanoseconds());
            assert!(back.seconds() == seconds && rounded < 20_000, "{back} {timestamp}");
        }
    }
    for seconds in [f64::NAN, f64::INFINITY, -1e300, 1e300, 253_402_300_800.0] {
        assert_eq!(Timestamp::from_double(seconds), None);
    }
}

#[test]
fn construction_stays_in_range() {
    assert_eq!(Timestamp::from_unix(0, 1_000_000_000), None);
    assert_eq!(Timestamp::from_unix(i64::MAX, 0), None);
    assert_eq!(Timestamp::from_unix(i64::MIN, 0), None);
    assert_eq!(Timestamp::saturating_from_unix(i64::MIN, 0), Timestamp::MIN);
    assert_eq!(Timestamp::saturating_from_unix(i64::MAX, 0), Timestamp::MAX);
    assert_eq!(Timestamp::saturating_from_unix(1, u32::MAX), at(1, 999_999_999));
    assert_eq!(at(-1, 999_999_999).truncated_to_milliseconds(), at(-1, 999_000_000));
}

#[cfg(feature = "std")]
#[test]
fn system_time_goes_both_ways() {
    use std::time::SystemTime;
    for timestamp in
        [Timestamp::EPOCH, at(-2, 750_000_000), at(1_515_531_081, 123_456_700), at(-1, 0)]
    {
        let time = SystemTime::try_from(timestamp).unwrap();
        assert_eq!(Timestamp::try_from(time), Ok(timestamp));
    }
}
