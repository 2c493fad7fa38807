//! Settings of a client.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use http::header::USER_AGENT;
use http::{HeaderMap, HeaderValue};

use super::call::parse_header;
use super::identities::Identities;
use super::{
    defaults, BuildError, Client, Clock, Hook, Random, Settings, Sleep, Timeouts, Validation,
};
use crate::credentials::{ProvideToken, StaticToken, Token};
use crate::exchange::{Endpoint, Shaping};
use crate::operation::ServiceSchema;
use crate::retry::{Budget, RetryPolicy};
use crate::transport::Transport;

/// The most bytes of a response that are kept in memory, unless said otherwise: 64 MiB.
const MAX_RESPONSE_BYTES: u64 = 64 * 1024 * 1024;

/// Settings of a client, each with a default; `C` is the type of client that comes out.
///
/// Nothing is checked before [`Builder::build`], which never panics.
pub struct Builder<C = Client> {
    service: &'static ServiceSchema,
    endpoint: Option<String>,
    allow_insecure: bool,
    identities: Identities,
    shaping: Shaping,
    transport: Option<Box<dyn Transport>>,
    clock: Option<Box<dyn Clock>>,
    sleep: Option<Box<dyn Sleep>>,
    random: Option<Box<dyn Random>>,
    retry: RetryPolicy,
    timeouts: Timeouts,
    validation: Validation,
    max_response_bytes: u64,
    application: Option<String>,
    headers: Vec<(String, String)>,
    hooks: Vec<Box<dyn Hook>>,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> Builder<C> {
    /// The defaults, for a client of this service.
    #[must_use]
    pub fn new(service: &'static ServiceSchema) -> Self {
        Self {
            service,
            endpoint: None,
            allow_insecure: false,
            identities: Identities::default(),
            shaping: Shaping::default(),
            transport: None,
            clock: None,
            sleep: None,
            random: None,
            retry: RetryPolicy::standard(),
            timeouts: Timeouts::default(),
            validation: Validation::default(),
            max_response_bytes: MAX_RESPONSE_BYTES,
            application: None,
            headers: Vec::new(),
            hooks: Vec::new(),
            client: PhantomData,
        }
    }

    /// Sets the bearer token. Without it, and without [`Builder::credentials`], the token comes
    /// from the service's environment variables and then, with the feature `aws-sign-in`, from
    /// the files that `aws sso login` writes; both are looked at when a call is made.
    #[must_use]
    pub fn bearer_token(self, token: impl Into<Token>) -> Self {
        self.credentials(StaticToken::new(token))
    }

    /// Sets where bearer tokens come from.
    #[must_use]
    pub fn credentials(mut self, credentials: impl ProvideToken + 'static) -> Self {
        self.identities.bearer = Some(Box::new(credentials));
        self
    }

    /// Sets the key that proves who calls.
    #[cfg(feature = "api-key-auth")]
    #[must_use]
    pub fn api_key(self, key: impl Into<Token>) -> Self {
        self.api_keys(StaticToken::new(key))
    }

    /// Sets where keys come from that prove who calls.
    #[cfg(feature = "api-key-auth")]
    #[must_use]
    pub fn api_keys(mut self, keys: impl ProvideToken + 'static) -> Self {
        self.identities.api_key = Some(Box::new(keys));
        self
    }

    /// Sets the user name and the password.
    #[cfg(feature = "basic-auth")]
    #[must_use]
    pub fn basic_auth(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        let (user, password) = (user.into(), password.into());
        self.identities.login = Some(crate::credentials::Login { user, password });
        self
    }

    /// Sets where the keys come from that requests are signed with. Without it they come from
    /// `AWS_ACCESS_KEY_ID` and its like, unless credentials of another kind are set.
    #[cfg(feature = "sigv4")]
    #[must_use]
    pub fn aws_credentials(
        mut self,
        credentials: impl crate::credentials::ProvideAwsCredentials + 'static,
    ) -> Self {
        self.identities.aws = Some(Box::new(credentials));
        self
    }

    /// Sets the region that signatures are made for. Without it `AWS_REGION` names it.
    #[cfg(feature = "sigv4")]
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.identities.region = Some(region.into());
        self
    }

    /// Sets the address of the service, such as `https://example.com/base`.
    #[must_use]
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Lets tokens and other credentials travel unencrypted to other hosts than this one.
    #[must_use]
    pub fn allow_insecure(mut self) -> Self {
        self.allow_insecure = true;
        self
    }

    /// Sets whether operations may put a prefix before the host, as the model says; they do unless
    /// this is turned off, for a stand-in that has one host for all.
    #[must_use]
    pub fn host_prefix(mut self, on: bool) -> Self {
        self.shaping.host_prefix = on;
        self
    }

    /// Sets the least number of bytes of a request that are compressed, where the model lets them:
    /// 10,240 by default, at most 10,485,760. `None` compresses nothing.
    #[cfg(feature = "compression")]
    #[must_use]
    pub fn compression(mut self, least: impl Into<Option<u64>>) -> Self {
        self.shaping.compression = least.into();
        self
    }

    /// Sets what carries the messages. Without it, the feature `hyper` brings a default.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Sets what tells the time; by default the operating system, where there is one.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Box::new(clock));
        self
    }

    /// Sets what waits, for time limits and for the pauses between attempts; by default Tokio's
    /// timer, with the features `hyper` and `reqwest`.
    #[must_use]
    pub fn sleep(mut self, sleep: impl Sleep + 'static) -> Self {
        self.sleep = Some(Box::new(sleep));
        self
    }

    /// Sets what draws random numbers; by default the operating system, where there is one.
    #[must_use]
    pub fn random(mut self, random: impl Random + 'static) -> Self {
        self.random = Some(Box::new(random));
        self
    }

    /// Sets how often and how patiently a request is sent again.
    #[must_use]
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// Sets the time limits.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Sets what happens to a request that breaks a constraint of the model.
    #[must_use]
    pub fn validation(mut self, validation: Validation) -> Self {
        self.validation = validation;
        self
    }

    /// Sets the most bytes of a response's body that are kept in memory, 64 MiB by default. A
    /// body that is handed out as a stream is not bounded.
    #[must_use]
    pub fn max_response_bytes(mut self, limit: u64) -> Self {
        self.max_response_bytes = limit;
        self
    }

    /// Adds the application's name to the `User-Agent` header, best as `name/version`.
    #[must_use]
    pub fn application(mut self, name: impl Into<String>) -> Self {
        self.application = Some(name.into());
        self
    }

    /// Adds a header to every request. The ones that the client itself needs (`Authorization`,
    /// `Host`, and those about length and connection) cannot be set.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a hook that sees each attempt; several are called in the order they were added.
    #[must_use]
    pub fn hook(mut self, hook: impl Hook + 'static) -> Self {
        self.hooks.push(Box::new(hook));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// A setting is missing or wrong; the error names it.
    pub fn build(self) -> Result<C, BuildError> {
        let settings = self.settings()?;
        Ok(C::from(Client(Arc::new(settings))))
    }

    fn settings(self) -> Result<Settings, BuildError> {
        let endpoint = self.endpoint.as_deref().or(self.service.endpoint).ok_or_else(|| {
            BuildError::new("endpoint", "must be set, the service has no default")
        })?;
        let endpoint =
            Endpoint::parse(endpoint).map_err(|reason| BuildError::new("endpoint", reason))?;
        #[cfg(feature = "compression")]
        self.shaping.check().map_err(|reason| BuildError::new("compression", reason))?;
        let headers = headers(self.service, self.application.as_deref(), &self.headers)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => defaults::transport(&self.timeouts)?,
        };
        let sleep = self.sleep.or_else(defaults::sleep);
        let waits = self.timeouts.attempt.is_some()
            || self.timeouts.total.is_some()
            || self.retry.max_attempts > 1;
        if sleep.is_none() && waits {
            return Err(BuildError::new(
                "sleep",
                "must be set, or time limits and retries turned off",
            ));
        }
        Ok(Settings {
            service: self.service,
            endpoint,
            allow_insecure: self.allow_insecure,
            identities: self.identities,
            shaping: self.shaping,
            found_tokens: defaults::credentials(self.service),
            transport,
            clock: self
                .clock
                .or_else(defaults::clock)
                .ok_or_else(|| BuildError::new("clock", "must be set, this platform has none"))?,
            sleep,
            random: self
                .random
                .or_else(defaults::random)
                .ok_or_else(|| BuildError::new("random", "must be set, this platform has none"))?,
            retry: self.retry,
            budget: Arc::new(Budget::new()),
            timeouts: self.timeouts,
            validation: self.validation,
            max_response_bytes: self.max_response_bytes,
            headers,
            hooks: self.hooks,
        })
    }
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("service", &self.service.id)
            .field("retry", &self.retry)
            .field("timeouts", &self.timeouts)
            .field("validation", &self.validation)
            .finish_non_exhaustive()
    }
}

/// What every request carries: the service's headers, the caller's, and the user agent.
fn headers(
    service: &ServiceSchema,
    application: Option<&str>,
    added: &[(String, String)],
) -> Result<HeaderMap, BuildError> {
    let wrong = |reason: String| BuildError::new("header", reason);
    let mut headers = HeaderMap::new();
    for (name, value) in service.headers {
        let (name, value) = parse_header(name, value).map_err(wrong)?;
        headers.insert(name, value);
    }
    let user_agent = match application {
        Some(application) => format!("{} {application}", service.user_agent),
        None => service.user_agent.to_owned(),
    };
    let user_agent = HeaderValue::from_str(&user_agent)
        .map_err(|_| BuildError::new("application", "must be printable ASCII".to_string()))?;
    headers.insert(USER_AGENT, user_agent);
    for (name, value) in added {
        let (name, value) = parse_header(name, value).map_err(wrong)?;
        headers.insert(name, value);
    }
    Ok(headers)
}
