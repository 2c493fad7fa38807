//! The distinct patterns of a closure, compiled once.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Engine, Matcher};
use crate::model::{traits, Model, Shape, Traits};
use crate::names::{self, Scope, Separator};
use crate::pattern::{self, PatternError};

/// The patterns of a closure by their text.
#[derive(Debug, Default)]
pub(super) struct Patterns<'a> {
    matchers: IndexMap<&'a str, Matcher>,
}

impl<'a> Patterns<'a> {
    /// Compiles every pattern in the closure. One that cannot be compiled is reported and left
    /// out: its members are then not checked.
    pub(super) fn new(
        model: &'a Model,
        closure: &[&'a Shape],
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut patterns = Self::default();
        let mut statics = Scope::default();
        for shape in closure {
            let own = std::iter::once((shape.id.name(), &shape.traits, shape.id.to_string()));
            let members = shape
                .members()
                .map(|member| (member.name.as_ref(), &member.traits, member.id.to_string()));
            for (name, traits, id) in own.chain(members) {
                let Some(source) =
                    traits.pattern().filter(|source| !patterns.matchers.contains_key(source))
                else {
                    continue;
                };
                let engine = match pattern::compile(source) {
                    Ok(compiled) => Engine::Static(compiled),
                    Err(PatternError::Unsupported { mode, .. }) => Engine::Fallback(mode),
                    Err(error) => {
                        diagnostics.push(report(model, traits, &id, source, &error));
                        continue;
                    }
                };
                let name = statics.take(&names::constant(name), Separator::Underscore);
                patterns
                    .matchers
                    .insert(source, Matcher { name, source: source.to_owned(), engine });
            }
        }
        patterns
    }

    /// The name of the static that matches this pattern.
    pub(super) fn name(&self, source: &str) -> Option<&str> {
        self.matchers.get(source).map(|matcher| matcher.name.as_str())
    }

    /// Whether a pattern is beyond an automaton, and needs an engine at run time.
    pub(super) fn need_fallback(&self) -> bool {
        self.matchers.values().any(|matcher| matches!(matcher.engine, Engine::Fallback(_)))
    }

    /// All matchers, in the order of first use.
    pub(super) fn into_matchers(self) -> Vec<Matcher> {
        self.matchers.into_values().collect()
    }
}

fn report(
    model: &Model,
    traits: &Traits,
    id: &str,
    source: &str,
    error: &PatternError,
) -> Diagnostic {
    let position = traits.applied(traits::PATTERN).map(|applied| applied.value.position);
    Diagnostic::warning(Code::PATTERN, format!("the pattern `{source}` cannot be checked: {error}"))
        .at(position.and_then(|position| model.location(position)))
        .shape(id)
        .help("patterns are ECMA-262 regular expressions; values are not checked against this one")
}
