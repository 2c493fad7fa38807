//! The format of `conformance/settings.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use ferrosmith::ServiceFacts;
use ferrosmith_conformance::Settings;
use serde::Deserialize;

use crate::error::Error;
use crate::project::read_text;

/// Facts of each service, by its shape id.
pub(super) type AllSettings = BTreeMap<String, ServiceSettings>;

/// What a service's tests assume and its model does not hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ServiceSettings {
    headers: BTreeMap<String, String>,
    defaults: BTreeMap<String, String>,
    endpoints: BTreeMap<String, String>,
    beyond: BTreeMap<String, String>,
}

impl ServiceSettings {
    /// What the generated crate is told.
    pub(super) fn facts(&self) -> ServiceFacts {
        let headers = self.headers.clone().into_iter().collect();
        ServiceFacts { headers, ..ServiceFacts::default() }
    }

    /// What the program that runs the tests is told.
    pub(super) fn runner(&self) -> Settings {
        Settings {
            defaults: self.defaults.clone(),
            endpoints: self.endpoints.clone(),
            beyond: self.beyond.clone(),
        }
    }
}

/// Reads a settings file.
pub(super) fn read(path: &Path) -> Result<AllSettings, Error> {
    toml::from_str(&read_text(path)?).map_err(|error| Error::file(path, error))
}
