//! URI patterns of the `http` trait (http-bindings.rst, "http trait").

use std::fmt;

/// A parsed pattern such as `/a/{b}/{c+}?x=y`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UriPattern {
    /// The parts of the path between slashes.
    pub segments: Vec<Segment>,
    /// Whether the path ends with a slash after its last segment.
    pub trailing_slash: bool,
    /// Constant query parameters in order; a parameter without `=` has an empty value.
    pub query: Vec<(String, String)>,
}

/// One part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Constant text.
    Literal(String),
    /// `{name}`: the value of one member, within this segment.
    Label(String),
    /// `{name+}`: the value of one member, slashes included.
    GreedyLabel(String),
}

/// Why a pattern is not one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UriError {
    /// It does not start with `/`.
    NoLeadingSlash,
    /// It has a `#`.
    Fragment,
    /// It ends with `?`.
    EmptyQuery,
    /// It has a character that no URI may have.
    BadCharacter(char),
    /// Two slashes in a row.
    EmptySegment,
    /// A segment `.` or `..`.
    DotSegment,
    /// A brace that is not part of a label of its own segment.
    StrayBrace(String),
    /// The name in a label is not an identifier.
    BadLabelName(String),
    /// A label occurs twice.
    DuplicateLabel(String),
    /// A greedy label is not the last label, or there are several.
    GreedyNotLast(String),
    /// A label in the query.
    LabelInQuery(String),
    /// A query parameter occurs twice.
    DuplicateQuery(String),
    /// A query parameter without a name.
    EmptyQueryName,
}

impl fmt::Display for UriError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLeadingSlash => write!(formatter, "it does not start with `/`"),
            Self::Fragment => write!(formatter, "it has a fragment (`#`)"),
            Self::EmptyQuery => write!(formatter, "it ends with `?`"),
            Self::BadCharacter(found) => {
                write!(formatter, "it contains {found:?}, which no URI may")
            }
            Self::EmptySegment => write!(formatter, "it has an empty segment (`//`)"),
            Self::DotSegment => write!(formatter, "it has a segment `.` or `..`"),
            Self::StrayBrace(segment) => {
                write!(formatter, "the braces in `{segment}` do not enclose the whole segment")
            }
            Self::BadLabelName(name) => {
                write!(formatter, "the label `{name}` is not a member name")
            }
            Self::DuplicateLabel(name) => write!(formatter, "the label `{name}` occurs twice"),
            Self::GreedyNotLast(name) => {
                write!(formatter, "the greedy label `{name}` is followed by another label")
            }
            Self::LabelInQuery(text) => {
                write!(formatter, "the query `{text}` has a label; labels belong in the path")
            }
            Self::DuplicateQuery(name) => {
                write!(formatter, "the query parameter `{name}` occurs twice")
            }
            Self::EmptyQueryName => write!(formatter, "a query parameter has no name"),
        }
    }
}

impl UriPattern {
    /// Parses a pattern.
    ///
    /// # Errors
    /// The first rule that the text breaks.
    pub fn parse(text: &str) -> Result<Self, UriError> {
        if text.contains('#') {
            return Err(UriError::Fragment);
        }
        if let Some(found) = text.chars().find(|found| !may_occur(*found)) {
            return Err(UriError::BadCharacter(found));
        }
        let (path, query) = match text.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (text, None),
        };
        if query == Some("") {
            return Err(UriError::EmptyQuery);
        }
        let segments = segments(path)?;
        let trailing_slash = !segments.is_empty() && path.ends_with('/');
        let query = query.map_or(Ok(Vec::new()), parameters)?;
        Ok(Self { segments, trailing_slash, query })
    }

    /// The names of all labels in order, greedy ones included.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Label(name) | Segment::GreedyLabel(name) => Some(name.as_str()),
            Segment::Literal(_) => None,
        })
    }
}

impl fmt::Display for UriPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.segments.is_empty() {
            formatter.write_str("/")?;
        }
        for segment in &self.segments {
            match segment {
                Segment::Literal(text) => write!(formatter, "/{text}")?,
                Segment::Label(name) => write!(formatter, "/{{{name}}}")?,
                Segment::GreedyLabel(name) => write!(formatter, "/{{{name}+}}")?,
            }
        }
        if self.trailing_slash {
            formatter.write_str("/")?;
        }
        for (index, (name, value)) in self.query.iter().enumerate() {
            let separator = if index == 0 { '?' } else { '&' };
            let equals = if value.is_empty() { "" } else { "=" };
            write!(formatter, "{separator}{name}{equals}{value}")?;
        }
        Ok(())
    }
}

/// What RFC 3986 allows, and braces.
fn may_occur(character: char) -> bool {
    character.is_ascii_graphic() && !matches!(character, '"' | '<' | '>' | '\\' | '^' | '`' | '|')
}

fn segments(path: &str) -> Result<Vec<Segment>, UriError> {
    let rest = path.strip_prefix('/').ok_or(UriError::NoLeadingSlash)?;
    let mut parts: Vec<&str> = rest.split('/').collect();
    // A trailing slash is allowed and names no segment; a path of one slash has none.
    if parts.last().is_some_and(|last| last.is_empty()) {
        parts.pop();
    }
    let mut found = Vec::with_capacity(parts.len());
    let mut labels: Vec<String> = Vec::new();
    let mut greedy: Option<String> = None;
    for part in parts {
        let segment = segment(part)?;
        if let Segment::Label(name) | Segment::GreedyLabel(name) = &segment {
            if let Some(greedy) = greedy {
                return Err(UriError::GreedyNotLast(greedy));
            }
            if labels.contains(name) {
                return Err(UriError::DuplicateLabel(name.clone()));
            }
            labels.push(name.clone());
        }
        if let Segment::GreedyLabel(name) = &segment {
            greedy = Some(name.clone());
        }
        found.push(segment);
    }
    Ok(found)
}

fn segment(part: &str) -> Result<Segment, UriError> {
    match part {
        "" => return Err(UriError::EmptySegment),
        "." | ".." => return Err(UriError::DotSegment),
        _ => {}
    }
    let inner = part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let Some(inner) = inner.filter(|inner| !inner.contains(['{', '}'])) else {
        return if part.contains(['{', '}']) {
            Err(UriError::StrayBrace(part.to_owned()))
        } else {
            Ok(Segment::Literal(part.to_owned()))
        };
    };
    let (name, greedy) = match inner.strip_suffix('+') {
        Some(name) => (name, true),
        None => (inner, false),
    };
    if !super::is_identifier(name) {
        return Err(UriError::BadLabelName(name.to_owned()));
    }
    let name = name.to_owned();
    Ok(if greedy { Segment::GreedyLabel(name) } else { Segment::Label(name) })
}

fn parameters(query: &str) -> Result<Vec<(String, String)>, UriError> {
    let mut found: Vec<(String, String)> = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        if part.contains(['{', '}']) {
            return Err(UriError::LabelInQuery(part.to_owned()));
        }
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        if name.is_empty() {
            return Err(UriError::EmptyQueryName);
        }
        if found.iter().any(|(present, _)| present == name) {
            return Err(UriError::DuplicateQuery(name.to_owned()));
        }
        found.push((name.to_owned(), value.to_owned()));
    }
    Ok(found)
}
