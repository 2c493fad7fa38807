//! A user name and a password (`httpBasicAuth`).

use alloc::string::String;
use core::fmt;

/// A user name and a password. Its `Debug` form shows neither.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Login {
    pub(crate) user: String,
    pub(crate) password: String,
}

impl Login {
    /// The value of the `Authorization` header (RFC 7617, section 2), or what is wrong.
    pub(crate) fn header(&self) -> Result<String, &'static str> {
        use base64::Engine as _;
        if self.user.contains(':') {
            // The colon ends the name.
            return Err("the user name must not have a colon");
        }
        let is_control = |text: &str| text.chars().any(char::is_control);
        if is_control(&self.user) || is_control(&self.password) {
            return Err("the user name and the password must not have control characters");
        }
        let pair = alloc::format!("{}:{}", self.user, self.password);
        let pair = base64::engine::general_purpose::STANDARD.encode(pair);
        Ok(alloc::format!("Basic {pair}"))
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login(user: &str, password: &str) -> Login {
        Login { user: user.into(), password: password.into() }
    }

    /// The pairs of RFC 7617, sections 2 and 2.1.
    #[test]
    fn the_pairs_of_the_specification() {
        let header = login("Aladdin", "open sesame").header();
        assert_eq!(header.as_deref(), Ok("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
        let header = login("test", "123\u{a3}").header();
        assert_eq!(header.as_deref(), Ok("Basic dGVzdDoxMjPCow=="));
    }

    #[test]
    fn what_would_change_the_pair_is_refused() {
        assert!(login("a:b", "c").header().is_err());
        assert!(login("a", "b\nc").header().is_err());
        assert!(login("", "a:b").header().is_ok());
    }
}
