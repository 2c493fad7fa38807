//! Patterns for which a static matcher is impossible, on the ECMA-262 engine `regress`.

use std::sync::OnceLock;

/// An engine that is set up at first use.
pub(super) struct Fallback {
    unicode: bool,
    engine: OnceLock<Option<regress::Regex>>,
}

impl Fallback {
    pub(super) const fn new(unicode: bool) -> Self {
        Self { unicode, engine: OnceLock::new() }
    }

    pub(super) fn is_match(&self, source: &str, value: &str) -> bool {
        let flags = regress::Flags { unicode: self.unicode, ..regress::Flags::default() };
        let engine = self.engine.get_or_init(|| regress::Regex::with_flags(source, flags).ok());
        // A constraint that cannot be checked must not make a right value unusable.
        engine.as_ref().is_none_or(|engine| engine.find(value).is_some())
    }
}
