//! Absolute shape identifiers.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// An absolute shape ID: `namespace#Name` or `namespace#Name$member`. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeId(Arc<str>);

impl ShapeId {
    /// The given text as an identifier, if it follows the specification's grammar
    /// (model.rst, "Shape ID ABNF").
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (root, member) = match text.split_once('$') {
            Some((root, member)) => (root, Some(member)),
            None => (text, None),
        };
        let (namespace, name) = root.split_once('#')?;
        let valid = namespace.split('.').all(is_identifier)
            && is_identifier(name)
            && member.is_none_or(is_identifier);
        valid.then(|| Self(Arc::from(text)))
    }

    /// The text as it is, whether or not it is well-formed; [`crate::check`] reports those that
    /// are not.
    pub fn unchecked(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is before `#`.
    #[must_use]
    pub fn namespace(&self) -> &str {
        self.0.split_once('#').map_or("", |(namespace, _)| namespace)
    }

    /// The name of the shape, or of the shape that contains the member.
    #[must_use]
    pub fn name(&self) -> &str {
        let rest = self.0.split_once('#').map_or(self.as_str(), |(_, rest)| rest);
        rest.split_once('$').map_or(rest, |(name, _)| name)
    }

    /// The name of the member, if this identifies one.
    #[must_use]
    pub fn member(&self) -> Option<&str> {
        self.0.split_once('$').map(|(_, member)| member)
    }

    /// The identifier of this shape's member.
    #[must_use]
    pub fn with_member(&self, member: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + 1 + member.len());
        text.push_str(&self.0);
        text.push('$');
        text.push_str(member);
        Self(Arc::from(text))
    }

    /// The identifier of the shape that contains this member; itself for a shape.
    #[must_use]
    pub fn container(&self) -> Self {
        self.0.split_once('$').map_or_else(|| self.clone(), |(root, _)| Self(Arc::from(root)))
    }

    /// Whether the shape belongs to Smithy's prelude.
    #[must_use]
    pub fn is_prelude(&self) -> bool {
        self.0.starts_with("smithy.api#")
    }
}

impl Borrow<str> for ShapeId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for ShapeId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for ShapeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

/// Whether a name follows the grammar of identifiers: letters, digits and underscores, and before
/// the first letter or digit at most underscores (model.rst, "Shape ID ABNF").
#[must_use]
pub fn is_identifier(name: &str) -> bool {
    let significant = name.trim_start_matches('_');
    let starts_well = significant.starts_with(|first: char| {
        first.is_ascii_alphabetic() || (significant.len() < name.len() && first.is_ascii_digit())
    });
    starts_well && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
