//! Which scheme a call uses to prove who calls, and how each attempt carries the proof.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use http::header::{HeaderName, AUTHORIZATION};
use http::HeaderValue;

use super::Settings;
#[cfg(feature = "api-key-auth")]
use crate::auth::ApiKeyPlace;
use crate::auth::AuthScheme;
#[cfg(feature = "sigv4")]
use crate::credentials::{AwsCredentials, AwsEnvironment, ProvideAwsCredentials as _};
use crate::credentials::{CredentialsError, Token};
use crate::error::{printable, ErrorKind, Failure};
use crate::exchange::{misconfigured, Endpoint};
use crate::http::Body;
use crate::operation::OperationSchema;
use crate::timestamp::Timestamp;

/// What the attempts of a call carry.
pub(super) enum Proof {
    /// Nothing.
    Nothing,
    /// This header.
    Header(HeaderName, HeaderValue),
    /// This parameter of the query, name and value escaped.
    #[cfg(feature = "api-key-auth")]
    Parameter(String),
    /// A signature, made anew for each.
    #[cfg(feature = "sigv4")]
    Signature { credentials: AwsCredentials, region: String, service: &'static str },
}

/// Why a scheme gives no proof.
enum Unproven {
    /// There is nothing for it, so that another one may be tried.
    Absent(CredentialsError),
    /// What there is cannot be used.
    Failed(Failure),
}

/// Finds the first scheme of the operation that there is something for. What the caller set goes
/// before what the environment holds: with anything set, nobody looks there.
pub(super) async fn prove(
    settings: &Settings,
    operation: &'static OperationSchema,
    endpoint: &Endpoint,
) -> Result<Proof, Failure> {
    let schemes = operation.auth_schemes();
    let set = schemes.iter().any(|scheme| settings.identities.has(*scheme));
    let mut schemes = schemes
        .iter()
        .copied()
        .filter(|scheme| !set || settings.identities.has(*scheme))
        .peekable();
    let Some(first) = schemes.peek().copied() else { return Ok(Proof::Nothing) };
    // Nothing is asked for a secret that could be read by others on its way.
    if endpoint.is_exposed() && !settings.allow_insecure {
        if operation.is_auth_optional() && !set {
            return Ok(Proof::Nothing);
        }
        let text = format!(
            "the {} would travel unencrypted to {}: use https, or `allow_insecure` if that is meant",
            first.secret(),
            printable(endpoint.host(), 255)
        );
        return Err(misconfigured(operation.name(), text));
    }
    let mut absent = Vec::new();
    for scheme in schemes {
        match identify(settings, operation, scheme).await {
            Ok(proof) => return Ok(proof),
            Err(Unproven::Absent(error)) => absent.push(error),
            Err(Unproven::Failed(failure)) => return Err(failure),
        }
    }
    if operation.is_auth_optional() {
        return Ok(Proof::Nothing);
    }
    let what = if absent.len() == 1 { first.secret() } else { "credential" };
    let advice: Vec<String> = absent.iter().map(ToString::to_string).collect();
    let text = format!("there is no {what}: {}", advice.join(", or "));
    let failure = Failure::new(operation.name(), ErrorKind::Credentials, text);
    Err(match absent.pop() {
        Some(error) => failure.with_source(error),
        None => failure,
    })
}

async fn identify(
    settings: &Settings,
    operation: &'static OperationSchema,
    scheme: AuthScheme,
) -> Result<Proof, Unproven> {
    let subject = Subject { operation, secret: scheme.secret() };
    match scheme {
        AuthScheme::Bearer => {
            let source = settings.identities.bearer.as_ref().unwrap_or(&settings.found_tokens);
            let token = source.token(settings.clock.now()).await;
            let token = subject.good(token, settings)?;
            subject.header(AUTHORIZATION, &format!("Bearer {}", token.secret()))
        }
        #[cfg(feature = "basic-auth")]
        AuthScheme::Basic => match &settings.identities.login {
            None => Err(Unproven::Absent(CredentialsError::absent("set `basic_auth`"))),
            Some(login) => {
                let text = login.header().map_err(|reason| subject.refuse(reason))?;
                subject.header(AUTHORIZATION, &text)
            }
        },
        #[cfg(feature = "api-key-auth")]
        AuthScheme::ApiKey(place) => match &settings.identities.api_key {
            None => Err(Unproven::Absent(CredentialsError::absent("set `api_key`"))),
            Some(source) => {
                let key = source.token(settings.clock.now()).await;
                subject.api_key(place, &subject.good(key, settings)?)
            }
        },
        #[cfg(feature = "sigv4")]
        AuthScheme::SigV4 { name } => {
            let now = settings.clock.now();
            let found = match &settings.identities.aws {
                Some(source) => source.credentials(now).await,
                None => AwsEnvironment.credentials(now).await,
            };
            let credentials = found.map_err(|error| subject.unavailable(error))?;
            subject.check_expiry(credentials.expires(), settings.clock.now())?;
            if credentials.access_key_id().is_empty() || credentials.secret_access_key().is_empty()
            {
                return Err(subject.refuse("the access key is empty"));
            }
            let region = settings.identities.region.clone().or_else(found_region);
            let region = region.ok_or_else(|| {
                let text =
                    "there is no region: set `region` or the environment variable AWS_REGION";
                Unproven::Failed(misconfigured(operation.name(), text))
            })?;
            Ok(Proof::Signature { credentials, region, service: name })
        }
    }
}

/// The region that the environment names.
#[cfg(feature = "sigv4")]
fn found_region() -> Option<String> {
    let region = std::env::var("AWS_REGION").ok()?;
    Some(region.trim().to_string()).filter(|region| !region.is_empty())
}

/// What an error message is about.
#[derive(Clone, Copy)]
struct Subject {
    operation: &'static OperationSchema,
    secret: &'static str,
}

impl Subject {
    fn refuse(self, text: impl Into<String>) -> Unproven {
        Unproven::Failed(Failure::new(self.operation.name(), ErrorKind::Credentials, text.into()))
    }

    fn unavailable(self, error: CredentialsError) -> Unproven {
        if error.is_absent() {
            return Unproven::Absent(error);
        }
        let failure =
            Failure::new(self.operation.name(), ErrorKind::Credentials, error.to_string());
        Unproven::Failed(failure.with_source(error))
    }

    fn check_expiry(self, expires: Option<Timestamp>, now: Timestamp) -> Result<(), Unproven> {
        match expires.filter(|expires| *expires <= now) {
            Some(expires) => Err(self.refuse(format!("the {} expired at {expires}", self.secret))),
            None => Ok(()),
        }
    }

    /// A token that is there, not empty, and not expired, however long it took to get it.
    fn good(
        self,
        token: Result<Token, CredentialsError>,
        settings: &Settings,
    ) -> Result<Token, Unproven> {
        let token = token.map_err(|error| self.unavailable(error))?;
        self.check_expiry(token.expires(), settings.clock.now())?;
        if token.secret().is_empty() {
            return Err(self.refuse(format!("the {} is empty", self.secret)));
        }
        Ok(token)
    }

    fn header(self, name: HeaderName, text: &str) -> Result<Proof, Unproven> {
        // The parser's error is not passed on: it would be the only thing to know the value.
        let mut value = HeaderValue::from_str(text).map_err(|_| {
            self.refuse(format!("the {} has characters that cannot be sent", self.secret))
        })?;
        value.set_sensitive(true);
        Ok(Proof::Header(name, value))
    }

    #[cfg(feature = "api-key-auth")]
    fn api_key(self, place: ApiKeyPlace, key: &Token) -> Result<Proof, Unproven> {
        match place {
            ApiKeyPlace::Header { name, scheme } => {
                let parsed = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|_| self.refuse(format!("`{name}` is not the name of a header")))?;
                match scheme {
                    Some(scheme) => self.header(parsed, &format!("{scheme} {}", key.secret())),
                    None => self.header(parsed, key.secret()),
                }
            }
            ApiKeyPlace::Query { name } => {
                let mut text = String::new();
                escape(name, &mut text);
                text.push('=');
                escape(key.secret(), &mut text);
                Ok(Proof::Parameter(text))
            }
        }
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986, section 2.3.
#[cfg(feature = "api-key-auth")]
fn escape(plain: &str, text: &mut String) {
    use core::fmt::Write as _;
    for byte in plain.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
}

impl Proof {
    /// Adds the proof to an attempt's message, which does not change any more afterwards.
    // Which of the parameters matter, and whether it can fail, depends on the schemes.
    #[cfg_attr(not(feature = "sigv4"), allow(unused_variables, clippy::unnecessary_wraps))]
    pub(super) fn add_to(
        &self,
        request: &mut http::Request<Body>,
        operation: &'static OperationSchema,
        now: Timestamp,
    ) -> Result<(), Failure> {
        match self {
            Self::Nothing => {}
            Self::Header(name, value) => {
                request.headers_mut().insert(name, value.clone());
            }
            #[cfg(feature = "api-key-auth")]
            Self::Parameter(parameter) => {
                *request.uri_mut() = with_parameter(request.uri(), parameter).ok_or_else(|| {
                    misconfigured(operation.name(), "the request has no room for the API key")
                })?;
            }
            #[cfg(feature = "sigv4")]
            Self::Signature { credentials, region, service } => {
                let unsigned_payload = operation.has_unsigned_payload();
                let signer =
                    crate::auth::sigv4::Signer { credentials, region, service, unsigned_payload };
                signer.sign(request, now).map_err(|reason| {
                    let text = format!("the access key or the region {reason}");
                    Failure::new(operation.name(), ErrorKind::Credentials, text)
                })?;
            }
        }
        Ok(())
    }
}

/// The address with one more parameter.
#[cfg(feature = "api-key-auth")]
fn with_parameter(uri: &http::Uri, parameter: &str) -> Option<http::Uri> {
    let mut parts = uri.clone().into_parts();
    let before = parts.path_and_query.as_ref().map_or("/", http::uri::PathAndQuery::as_str);
    let separator = if before.contains('?') { '&' } else { '?' };
    parts.path_and_query = Some(format!("{before}{separator}{parameter}").parse().ok()?);
    http::Uri::from_parts(parts).ok()
}
