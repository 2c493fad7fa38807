//! The file that a login leaves behind.

use alloc::format;
use alloc::string::String;

use super::super::Token;
use crate::schema::TimestampFormat;
use crate::timestamp::Timestamp;

/// The name of the file for a session name or a start address.
pub(super) fn file_name(key: &str) -> String {
    format!("{}.json", sha1_smol::Sha1::from(key).digest())
}

/// The token in the text of such a file, or what is wrong, to follow the file's name. The text
/// itself is never repeated.
pub(super) fn parse(text: &str) -> Result<Token, &'static str> {
    let file: serde_json::Value = serde_json::from_str(text).map_err(|_| "is not JSON")?;
    let field =
        |name| file.get(name).and_then(serde_json::Value::as_str).filter(|value| !value.is_empty());
    let secret = field("accessToken").ok_or("has no accessToken")?;
    let expires = field("expiresAt").ok_or("has no expiresAt")?;
    let expires = moment(expires).ok_or("has an expiresAt that is no time")?;
    Ok(Token::new(secret).with_expiry(expires))
}

/// A moment as of RFC 3339, or as older versions of the command line wrote it: with `UTC` for `Z`.
fn moment(text: &str) -> Option<Timestamp> {
    match text.strip_suffix("UTC") {
        Some(local) => Timestamp::parse(&format!("{local}Z"), TimestampFormat::DateTime).ok(),
        None => Timestamp::parse(text, TimestampFormat::DateTime).ok(),
    }
}
