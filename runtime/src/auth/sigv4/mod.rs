//! `aws.auth#sigv4`: a signature over the message, made from a secret that stays here.
//!
//! Written on a crate that has SHA-256 and HMAC and nothing else: at the time of the choice
//! `aws-sigv4` and the signers of `reqsign` and `rusty-s3` brought 50 to 60 crates, `hmac` with
//! `sha2` 10, and `hmac-sha256` one.

mod canonical;
#[cfg(test)]
mod tests;

use alloc::format;
use alloc::string::String;
use core::fmt::Write as _;

use hmac_sha256::{Hash, HMAC};
use http::header::{HeaderName, HeaderValue, AUTHORIZATION};

use crate::credentials::AwsCredentials;
use crate::http::Body;
use crate::schema::TimestampFormat;
use crate::timestamp::Timestamp;

const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const SESSION: HeaderName = HeaderName::from_static("x-amz-security-token");
const CONTENT_HASH: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";
const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// What a message is signed with.
pub(crate) struct Signer<'a> {
    pub(crate) credentials: &'a AwsCredentials,
    pub(crate) region: &'a str,
    /// The name under which the service checks signatures.
    pub(crate) service: &'a str,
    /// Whether the model leaves the body out of the signature (`aws.auth#unsignedPayload`).
    pub(crate) unsigned_payload: bool,
}

impl Signer<'_> {
    /// Adds the headers that sign the message as it stands; nothing may change it afterwards.
    ///
    /// The error is what is wrong with the credentials or the region, without their values.
    pub(crate) fn sign(
        &self,
        request: &mut http::Request<Body>,
        now: Timestamp,
    ) -> Result<(), &'static str> {
        let moment = moment(now);
        let (day, _) = moment.split_once('T').unwrap_or_default();
        let plain = |text: &str| HeaderValue::from_str(text).map_err(|_| UNSENDABLE);
        let secret = |text: &str| {
            let mut value = plain(text)?;
            value.set_sensitive(true);
            Ok::<_, &'static str>(value)
        };
        request.headers_mut().insert(DATE, plain(&moment)?);
        if let Some(session) = self.credentials.session_token() {
            request.headers_mut().insert(SESSION, secret(session)?);
        }
        let content_hash = self.content_hash(request)?;
        let (canonical, names) = canonical::request(request, &content_hash);
        let scope = format!("{day}/{}/{}/aws4_request", self.region, self.service);
        let text = format!("{ALGORITHM}\n{moment}\n{scope}\n{}", hex(&Hash::hash(&canonical)));
        let signature = hex(&HMAC::mac(text.as_bytes(), self.key(day)));
        let authorization = format!(
            "{ALGORITHM} Credential={}/{scope}, SignedHeaders={names}, Signature={signature}",
            self.credentials.access_key_id()
        );
        request.headers_mut().insert(AUTHORIZATION, secret(&authorization)?);
        Ok(())
    }

    /// The hash of the body. One that is in the message already stands, for callers who know that
    /// of a stream. A body that cannot be read ahead goes unsigned, and says so.
    fn content_hash(&self, request: &mut http::Request<Body>) -> Result<String, &'static str> {
        let known = request.headers().get(CONTENT_HASH);
        if let Some(known) = known.filter(|_| !self.unsigned_payload) {
            return known.to_str().map(String::from).map_err(|_| UNSENDABLE);
        }
        match request.body() {
            Body::Empty if !self.unsigned_payload => Ok(hex(&Hash::hash(b""))),
            Body::Bytes(bytes) if !self.unsigned_payload => Ok(hex(&Hash::hash(bytes))),
            _ => {
                request.headers_mut().insert(CONTENT_HASH, HeaderValue::from_static(UNSIGNED));
                Ok(UNSIGNED.into())
            }
        }
    }

    /// The key for a day, a region and a service.
    fn key(&self, day: &str) -> [u8; 32] {
        let start = format!("AWS4{}", self.credentials.secret_access_key());
        let day = HMAC::mac(day.as_bytes(), start.as_bytes());
        let region = HMAC::mac(self.region.as_bytes(), day);
        let service = HMAC::mac(self.service.as_bytes(), region);
        HMAC::mac(b"aws4_request", service)
    }
}

const UNSENDABLE: &str = "has characters that cannot be sent";

/// A moment in the compact form of ISO 8601, such as `20150830T123600Z`.
fn moment(now: Timestamp) -> String {
    let whole = Timestamp::saturating_from_unix(now.seconds(), 0);
    let mut text = format!("{}", whole.format(TimestampFormat::DateTime));
    text.retain(|character| !matches!(character, '-' | ':'));
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
