//! Facts of a service that its tests assume and that no trait of its model carries.

use std::collections::BTreeMap;

use crate::json::Json;

/// Facts of a service that its tests assume and that no trait of its model carries. Constant
/// headers are not among them: the generated crate has those.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// What callers of the service pass for a member of an input that is empty or absent.
    pub defaults: BTreeMap<String, String>,
    /// The members that hold the address which an operation is to be called at, by operation.
    pub endpoints: BTreeMap<String, String>,
    /// Tests that need more than this, each with what they need.
    pub beyond: BTreeMap<String, String>,
}

impl Settings {
    /// For a file.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let map = |entries: &BTreeMap<String, String>| {
            Json::Object(
                entries.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect(),
            )
        };
        Json::object([
            ("defaults", map(&self.defaults)),
            ("endpoints", map(&self.endpoints)),
            ("beyond", map(&self.beyond)),
        ])
    }

    /// From a file; what is not there is empty.
    #[must_use]
    pub fn from_json(json: &Json) -> Self {
        let map = |field: &str| {
            let entries = json.get(field).and_then(Json::as_object).into_iter().flatten();
            entries
                .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
                .collect()
        };
        Self { defaults: map("defaults"), endpoints: map("endpoints"), beyond: map("beyond") }
    }
}
