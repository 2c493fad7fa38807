//! One test of a protocol-test model.

use crate::json::Json;

/// What a test is about, one for each trait of `smithy.test`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `httpRequestTests`: the message that a request becomes.
    Request,
    /// `httpResponseTests`: the values that a response holds.
    Response,
    /// `eventStreamTests`: events in either direction.
    EventStream,
    /// `httpMalformedRequestTests`: what a server answers to a request that is none.
    MalformedRequest,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Request, Self::Response, Self::EventStream, Self::MalformedRequest];

    /// The shape id of the trait that holds such tests.
    #[must_use]
    pub const fn trait_id(self) -> &'static str {
        match self {
            Self::Request => "smithy.test#httpRequestTests",
            Self::Response => "smithy.test#httpResponseTests",
            Self::EventStream => "smithy.test#eventStreamTests",
            Self::MalformedRequest => "smithy.test#httpMalformedRequestTests",
        }
    }

    /// One word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::EventStream => "event-stream",
            Self::MalformedRequest => "malformed-request",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One test of a protocol-test model.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What it is about.
    pub kind: Kind,
    /// The name of the operation that runs it. For a test of an error, one that can end with it.
    pub operation: String,
    /// The shape id of the error, for a test of one.
    pub error: Option<String>,
    /// The entry of the trait, as the model has it.
    pub test: Json,
}

impl Case {
    /// A text of the test.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        self.test.get(field)?.as_str()
    }

    /// The test's name.
    #[must_use]
    pub fn id(&self) -> &str {
        self.text("id").unwrap_or_default()
    }

    /// The shape id of the protocol that it tests.
    #[must_use]
    pub fn protocol(&self) -> &str {
        self.text("protocol").unwrap_or_default()
    }

    /// Whether the test says something about clients: `appliesTo`, or its very kind.
    #[must_use]
    pub fn applies_to_clients(&self) -> bool {
        self.kind != Kind::MalformedRequest && self.text("appliesTo") != Some("server")
    }

    /// A list of texts of the test; empty if there is none.
    pub(crate) fn texts(&self, field: &str) -> Vec<&str> {
        let values = self.test.get(field).and_then(Json::as_array).unwrap_or_default();
        values.iter().filter_map(Json::as_str).collect()
    }

    /// The test's headers: names and values.
    pub(crate) fn headers(&self) -> Vec<(&str, &str)> {
        let entries = self.test.get("headers").and_then(Json::as_object).into_iter().flatten();
        entries.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?))).collect()
    }

    /// The values that go with the message, by member names.
    pub(crate) fn parameters(&self) -> Option<&Json> {
        self.test.get("params")
    }

    /// For a file of cases.
    #[must_use]
    pub fn to_json(&self) -> Json {
        Json::object([
            ("kind", self.kind.name().into()),
            ("operation", self.operation.as_str().into()),
            ("error", self.error.as_deref().map_or(Json::Null, Json::from)),
            ("test", self.test.clone()),
        ])
    }

    /// From a file of cases.
    #[must_use]
    pub fn from_json(json: &Json) -> Option<Self> {
        Some(Self {
            kind: Kind::from_name(json.get("kind")?.as_str()?)?,
            operation: json.get("operation")?.as_str()?.to_owned(),
            error: json.get("error").and_then(Json::as_str).map(str::to_owned),
            test: json.get("test")?.clone(),
        })
    }
}
