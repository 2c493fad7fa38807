//! What the caller decides.

use indexmap::IndexMap;

use crate::ir::{RuntimeDependency, Validation};

/// How to generate a crate.
#[derive(Clone, Debug)]
pub struct Options {
    /// The package's name.
    pub crate_name: String,
    /// The package's version.
    pub crate_version: String,
    /// The name of the style.
    pub style: String,
    /// The service's shape id or name; may be left out if the model has only one.
    pub service: Option<String>,
    /// Where the generated crate finds the runtime.
    pub runtime: Runtime,
    /// Whether required members of inputs are asked for at compile time.
    pub input_required: InputRequired,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// Facts of the service that a model does not hold.
    pub facts: ServiceFacts,
    /// A licence expression for `Cargo.toml`.
    pub license: Option<String>,
    /// The repository's address for `Cargo.toml`.
    pub repository: Option<String>,
    /// One line for `Cargo.toml`.
    pub description: Option<String>,
}

/// Where the generated crate finds the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// A folder, relative to the generated crate.
    Path(String),
    /// A published version.
    Version(String),
    /// A copy below the generated crate, in `runtime/`; whoever writes the files adds it.
    Vendored,
}

/// What `@required` means for a member of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InputRequired {
    /// The member is asked for at compile time.
    #[default]
    Staged,
    /// The member is an `Option`, as the specification has it for clients, and is missed when the
    /// request is validated.
    Optional,
}

/// Facts of a service that a model does not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServiceFacts {
    /// The endpoint to call when the caller sets none.
    pub endpoint: Option<String>,
    /// Environment variables that may hold a bearer token; the first one set wins.
    pub token_variables: Vec<String>,
    /// Response headers that may hold the request id; the first one present wins.
    pub request_id_headers: Vec<String>,
    /// Headers that every request carries.
    pub headers: IndexMap<String, String>,
    /// What a client does with a request that breaks a constraint.
    pub validation: Validation,
}

impl From<Runtime> for RuntimeDependency {
    fn from(runtime: Runtime) -> Self {
        match runtime {
            Runtime::Path(path) => Self::Path(path),
            Runtime::Version(version) => Self::Version(version),
            Runtime::Vendored => Self::Path("runtime".to_owned()),
        }
    }
}
