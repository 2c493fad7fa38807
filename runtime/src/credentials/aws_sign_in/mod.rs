//! The tokens that `aws sso login` leaves behind: found through the profile in `~/.aws/config`,
//! read from `~/.aws/sso/cache`. Nothing is written and nobody is asked.

mod cache;
mod config;

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use core::fmt;
use core::time::Duration;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use self::config::{Config, SignIn};
use super::{CredentialsError, ProvideToken, Token};
use crate::client::time::between;
use crate::error::printable;
use crate::future::BoxFuture;
use crate::timestamp::Timestamp;

/// A token that is about to expire is as good as expired: the request has yet to arrive.
const MARGIN: Duration = Duration::from_secs(30);

/// The most bytes of `~/.aws/config` that are read: 1 MiB.
const MAX_CONFIG: u64 = 1024 * 1024;

/// The most bytes of a cached token that are read: 64 KiB.
const MAX_CACHE: u64 = 64 * 1024;

/// Gives the token that `aws sso login` got.
///
/// The profile is the one that was set here, or `AWS_PROFILE`, or `default`; the file is the one
/// that was set here, or `AWS_CONFIG_FILE`, or `~/.aws/config`. The files are small and are read
/// in place, again whenever the last token has expired, so a new login is picked up.
#[derive(Default)]
pub struct AwsSignIn {
    profile: Option<String>,
    session: Option<String>,
    config_file: Option<PathBuf>,
    home: Option<PathBuf>,
    last: Mutex<Option<Token>>,
}

impl AwsSignIn {
    /// The profile and the files that the environment names.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the profile.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Sets the name of the `sso-session`, in place of a profile that refers to it.
    #[must_use]
    pub fn session(mut self, name: impl Into<String>) -> Self {
        self.session = Some(name.into());
        self
    }

    /// Sets the file that lists the profiles.
    #[must_use]
    pub fn config_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.config_file = Some(path.into());
        self
    }

    /// Sets the folder that holds `.aws`.
    #[must_use]
    pub fn home(mut self, path: impl Into<PathBuf>) -> Self {
        self.home = Some(path.into());
        self
    }

    fn current(&self, now: Timestamp) -> Result<Token, CredentialsError> {
        // What a panicking thread left behind is a whole token or none.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(token) = last.as_ref().filter(|token| is_good(token, now)) {
            return Ok(token.clone());
        }
        let token =
            self.read(now, &|name| std::env::var(name).ok().filter(|value| !value.is_empty()))?;
        *last = Some(token.clone());
        Ok(token)
    }

    fn read(
        &self,
        now: Timestamp,
        environment: &Environment<'_>,
    ) -> Result<Token, CredentialsError> {
        let home = self
            .home
            .clone()
            .or_else(|| Some(environment("HOME").or_else(|| environment("USERPROFILE"))?.into()))
            .ok_or_else(|| {
                CredentialsError::absent("set HOME, where `.aws/config` is looked for")
            })?;
        let (key, login) = self.sign_in(&home, environment)?;
        let path = home.join(".aws").join("sso").join("cache").join(cache::file_name(&key));
        let token = match read_file(&path, MAX_CACHE) {
            Ok(text) => cache::parse(&text).map_err(|reason| {
                CredentialsError::failed(format!("{} {reason}: run `{login}`", show(&path)))
            })?,
            Err(Unread::Missing) => {
                let text = format!("not signed in, there is no {}: run `{login}`", show(&path));
                return Err(CredentialsError::failed(text));
            }
            Err(Unread::Other(reason)) => {
                return Err(CredentialsError::failed(format!("{} {reason}", show(&path))));
            }
        };
        if is_good(&token, now) {
            return Ok(token);
        }
        let expired = token.expires().map_or_else(String::new, |expires| format!(" at {expires}"));
        let text = format!("the sign-in in {} expired{expired}: run `{login}`", show(&path));
        Err(CredentialsError::failed(text))
    }

    /// What the cached token is filed under, and the command that gets a new one.
    fn sign_in(
        &self,
        home: &Path,
        environment: &Environment<'_>,
    ) -> Result<(String, String), CredentialsError> {
        if let Some(session) = &self.session {
            return Ok((
                session.clone(),
                format!("aws sso login --sso-session {}", printable(session, 100)),
            ));
        }
        let chosen = self.profile.clone().or_else(|| environment("AWS_PROFILE"));
        let profile = chosen.as_deref().unwrap_or("default");
        let path = self
            .config_file
            .clone()
            .or_else(|| environment("AWS_CONFIG_FILE").map(PathBuf::from))
            .unwrap_or_else(|| home.join(".aws").join("config"));
        // A profile that somebody named has to be there; the default one may be missing.
        let missing = |text: String| match chosen {
            Some(_) => CredentialsError::failed(text),
            None => CredentialsError::absent(text),
        };
        let text = match read_file(&path, MAX_CONFIG) {
            Ok(text) => text,
            Err(Unread::Missing) => {
                let text = format!("sign in with `aws configure sso`, there is no {}", show(&path));
                return Err(missing(text));
            }
            Err(Unread::Other(reason)) => {
                return Err(CredentialsError::failed(format!("{} {reason}", show(&path))));
            }
        };
        let shown = printable(profile, 100);
        let login = match &chosen {
            Some(_) => format!("aws sso login --profile {shown}"),
            None => "aws sso login".into(),
        };
        match Config::parse(&text).sign_in(profile) {
            SignIn::Session(key) | SignIn::StartUrl(key) => Ok((key, login)),
            SignIn::UnknownSession(session) => Err(CredentialsError::failed(format!(
                "profile {shown} refers to the sso-session {}, which {} does not have",
                printable(&session, 100),
                show(&path)
            ))),
            SignIn::Unset => Err(missing(format!(
                "sign in with `aws configure sso`, profile {shown} in {} has neither sso_session nor sso_start_url",
                show(&path)
            ))),
            SignIn::NoProfile => {
                Err(missing(format!("sign in with `aws configure sso`, {} has no profile {shown}", show(&path))))
            }
        }
    }
}

/// The value of an environment variable that is set and not empty.
type Environment<'a> = dyn Fn(&str) -> Option<String> + 'a;

impl ProvideToken for AwsSignIn {
    fn token(&self, now: Timestamp) -> BoxFuture<'_, Result<Token, CredentialsError>> {
        Box::pin(async move { self.current(now) })
    }
}

impl fmt::Debug for AwsSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AwsSignIn")
            .field("profile", &self.profile)
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}

fn is_good(token: &Token, now: Timestamp) -> bool {
    token.expires().is_none_or(|expires| between(now, expires) > MARGIN)
}

fn show(path: &Path) -> String {
    printable(&path.to_string_lossy(), 1024)
}

/// Why a file was not read.
enum Unread {
    /// There is none.
    Missing,
    /// What is wrong with it, to follow its name.
    Other(String),
}

/// The text of a file of at most so many bytes.
fn read_file(path: &Path, limit: u64) -> Result<String, Unread> {
    use std::io::{ErrorKind, Read};

    let unread = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Unread::Missing,
        _ => Unread::Other(format!("cannot be read: {error}")),
    };
    // Asked before opening: to open a pipe is to wait for its writer.
    if !std::fs::metadata(path).map_err(unread)?.is_file() {
        return Err(Unread::Other("is not a file".into()));
    }
    let file = std::fs::File::open(path).map_err(unread)?;
    let mut bytes = alloc::vec::Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(unread)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(Unread::Other(format!("is longer than {limit} bytes")));
    }
    // The error would show a part of the text, so it is not passed on.
    String::from_utf8(bytes).map_err(|_| Unread::Other("is not UTF-8".into()))
}

#[cfg(test)]
mod tests;
