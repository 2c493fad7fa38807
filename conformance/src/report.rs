//! What became of a test.

use crate::case::Case;
use crate::json::Json;

/// What became of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The generated code does what the test asks for.
    Passed,
    /// It does not; one line a difference.
    Failed(String),
    /// It was not run. That counts against the figure.
    Skipped(String),
    /// It needs a fact about the service that no trait of the model carries, and nobody gave it.
    NeedsFacts(String),
    /// The test itself says that it is not about clients.
    NotForClients,
}

impl Verdict {
    /// Passed if there is no difference.
    #[must_use]
    pub fn of(differences: &[String]) -> Self {
        if differences.is_empty() {
            Self::Passed
        } else {
            Self::Failed(differences.join("\n"))
        }
    }

    /// One word for it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed(_) => "failed",
            Self::Skipped(_) => "skipped",
            Self::NeedsFacts(_) => "needs-facts",
            Self::NotForClients => "not-for-clients",
        }
    }

    /// Why, where there is something to say.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Failed(reason) | Self::Skipped(reason) | Self::NeedsFacts(reason) => Some(reason),
            Self::Passed | Self::NotForClients => None,
        }
    }

    fn from_parts(name: &str, reason: &str) -> Option<Self> {
        Some(match name {
            "passed" => Self::Passed,
            "failed" => Self::Failed(reason.to_owned()),
            "skipped" => Self::Skipped(reason.to_owned()),
            "needs-facts" => Self::NeedsFacts(reason.to_owned()),
            "not-for-clients" => Self::NotForClients,
            _ => return None,
        })
    }
}

/// A test and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The test's name.
    pub id: String,
    /// The shape id of the protocol that it tests.
    pub protocol: String,
    /// What it is about: `request`, `response`, `event-stream` or `malformed-request`.
    pub kind: String,
    /// The operation.
    pub operation: String,
    /// What became of it.
    pub verdict: Verdict,
}

impl Outcome {
    /// The outcome of a test.
    #[must_use]
    pub fn new(case: &Case, verdict: Verdict) -> Self {
        Self {
            id: case.id().to_owned(),
            protocol: case.protocol().to_owned(),
            kind: case.kind.name().to_owned(),
            operation: case.operation.clone(),
            verdict,
        }
    }

    /// For machines.
    #[must_use]
    pub fn to_json(&self) -> Json {
        Json::object([
            ("id", self.id.as_str().into()),
            ("protocol", self.protocol.as_str().into()),
            ("kind", self.kind.as_str().into()),
            ("operation", self.operation.as_str().into()),
            ("outcome", self.verdict.name().into()),
            ("reason", self.verdict.reason().map_or(Json::Null, Json::from)),
        ])
    }

    /// Reads what [`Outcome::to_json`] writes.
    #[must_use]
    pub fn from_json(json: &Json) -> Option<Self> {
        let text = |field: &str| Some(json.get(field)?.as_str()?.to_owned());
        Some(Self {
            id: text("id")?,
            protocol: text("protocol")?,
            kind: text("kind")?,
            operation: text("operation")?,
            verdict: Verdict::from_parts(&text("outcome")?, &text("reason").unwrap_or_default())?,
        })
    }
}
