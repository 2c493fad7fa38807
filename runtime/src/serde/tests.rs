use std::collections::BTreeMap;

use serde_core::de::value::{Error as ValueError, MapDeserializer, StrDeserializer};
use serde_core::de::IntoDeserializer as _;

use super::*;
use crate::blob::Blob;
use crate::number::BigInteger;
use crate::redact::{self, MASK};
use crate::schema::{Kind, Schema};
use crate::testing::{structure, Choice, CHOICE, INTEGER, SECRET, STRING};
use crate::timestamp::Timestamp;

static SECRETS: Schema = Schema::list("test#Secrets", &[Member::new("member", &SECRET)]);
static SECRET_KEYS: Schema =
    Schema::map("test#SecretKeys", &[Member::new("key", &SECRET), Member::new("value", &STRING)]);
static BIG: Schema = Schema::simple("smithy.api#BigInteger", Kind::BigInteger);
static BLOB: Schema = Schema::simple("smithy.api#Blob", Kind::Blob);
static TIMESTAMP: Schema = Schema::simple("smithy.api#Timestamp", Kind::Timestamp);

structure!(Sample {
    display_name: String = Member::new("displayName", &STRING).required(),
    token: Option<String> = Member::new("token", &SECRET),
    pin: Option<i32> = Member::new("pin", &INTEGER).sensitive(),
    secrets: Option<Vec<String>> = Member::new("secrets", &SECRETS),
    keys: Option<BTreeMap<String, String>> = Member::new("keys", &SECRET_KEYS),
    choice: Option<Choice> = Member::new("choice", &CHOICE),
    big: Option<BigInteger> = Member::new("big", &BIG),
    blob: Option<Blob> = Member::new("blob", &BLOB),
    at: Option<Timestamp> = Member::new("at", &TIMESTAMP),
});

/// What a generated type's own implementations look like.
impl Serialize for Sample {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Sample {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}

fn sample() -> Sample {
    Sample {
        display_name: "Demo".into(),
        token: Some("hunter2".into()),
        pin: Some(31_337),
        secrets: Some(vec!["hunter2".into()]),
        keys: Some(BTreeMap::from([("hunter2".into(), "v".into())])),
        choice: Some(Choice::Number(1)),
        big: "123456789012345678901234567890".parse().ok(),
        blob: Some("foo".into()),
        at: Timestamp::from_unix(0, 123_456_789),
    }
}

#[test]
fn secrets_are_written_masked() {
    let text = serde_json::to_string(&sample()).unwrap();
    assert_eq!(
        text,
        format!(
            concat!(
                r#"{{"displayName":"Demo","token":"{mask}","pin":"{mask}","secrets":["{mask}"],"keys":"{mask}","#,
                r#""choice":{{"number":1}},"big":"123456789012345678901234567890","blob":"Zm9v","#,
                r#""at":"1970-01-01T00:00:00.123456789Z"}}"#
            ),
            mask = MASK
        )
    );
}

#[test]
fn a_mask_is_not_read_back() {
    for text in [
        format!(r#"{{"displayName":"a","token":"{MASK}"}}"#),
        format!(r#"{{"displayName":"a","pin":"{MASK}"}}"#),
        format!(r#"{{"displayName":"a","secrets":["{MASK}"]}}"#),
        format!(r#"{{"displayName":"a","keys":"{MASK}"}}"#),
    ] {
        let error = serde_json::from_str::<Sample>(&text).unwrap_err().to_string();
        assert!(error.starts_with("at '/"), "{error}");
        assert!(!error.contains("redacted"), "{error}");
    }
}

#[test]
fn with_secrets_is_read_back() {
    let sample = sample();
    let text = serde_json::to_string(&WithSecrets(&sample)).unwrap();
    assert!(text.contains("hunter2") && text.contains("31337"));
    assert_eq!(serde_json::from_str::<Sample>(&text).unwrap(), sample);
    // A tree of values visits other methods than a text does.
    let tree = serde_json::to_value(WithSecrets(&sample)).unwrap();
    assert_eq!(serde_json::from_value::<Sample>(tree).unwrap(), sample);
}

#[test]
fn a_missing_required_member_is_an_error() {
    let error = serde_json::from_str::<Sample>("{}").unwrap_err();
    assert!(
        error.to_string().starts_with("the required member '/displayName' is missing"),
        "{error}"
    );
}

#[test]
fn other_formats_get_no_value_into_a_message() {
    type Entries =
        MapDeserializer<'static, std::vec::IntoIter<(&'static str, &'static str)>, ValueError>;
    for member in ["pin", "secrets", "keys", "choice", "big", "blob", "at"] {
        let entries: Entries =
            MapDeserializer::new(vec![("displayName", "a"), (member, "hunter2!")].into_iter());
        let error = deserialize::<Sample, _>(entries).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("at '/{member}'")) && !error.contains("hunter"),
            "{error}"
        );
    }
    let text: StrDeserializer<'_, ValueError> = "hunter2".into_deserializer();
    assert_eq!(
        deserialize::<Sample, _>(text).unwrap_err().to_string(),
        "expected an object, found a string"
    );
    let keys: MapDeserializer<'_, _, ValueError> =
        MapDeserializer::new(vec![(31_337, "x")].into_iter());
    assert_eq!(
        deserialize::<Sample, _>(keys).unwrap_err().to_string(),
        "expected a string, found a number"
    );
}

#[test]
fn nesting_is_bounded_without_the_help_of_the_format() {
    // A tree of `serde_json` has no limit of its own.
    let mut tree = serde_json::json!({ "number": 1 });
    for _ in 0..1000 {
        tree = serde_json::json!({ "many": [tree] });
    }
    let tree = serde_json::json!({ "displayName": "a", "choice": tree });
    let error = serde_json::from_value::<Sample>(tree).unwrap_err().to_string();
    assert!(error.contains("nested too deeply"), "{error}");
}

#[test]
fn debug_shows_no_secret() {
    struct Shown(Sample);
    impl std::fmt::Debug for Shown {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            redact::debug(&self.0, f)
        }
    }
    let shown = format!("{:?}", Shown(Sample { choice: None, ..sample() }));
    assert_eq!(
        shown,
        format!(
            concat!(
                r#"Sample {{ display_name: "Demo", token: "{mask}", pin: "{mask}", secrets: ["{mask}"], keys: "{mask}", "#,
                r#"choice: None, big: 123456789012345678901234567890, blob: Blob(b"foo"), "#,
                r#"at: 1970-01-01T00:00:00.123456789Z }}"#
            ),
            mask = MASK
        )
    );
    assert!(format!("{:?}", Shown(sample())).contains("choice: Number(1)"));
}
