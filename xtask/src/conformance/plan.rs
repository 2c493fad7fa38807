//! From a model to what has to be built: the crate, the list of its operations and the tests.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ferrosmith::diagnostic::{Diagnostic, Diagnostics, Severity};
use ferrosmith::model::{Model, ShapeId};
use ferrosmith::{GeneratedFile, InputRequired, Options, Source};
use ferrosmith_conformance::{collect, Case, Outcome, Settings, Verdict};

use super::prune;
use super::scratch::Scratch;
use super::settings::{AllSettings, ServiceSettings};
use crate::config::FIRST_VERSION;
use crate::error::Error;
use crate::job::{read_models, ModelFile};

/// A service with its tests.
#[derive(Debug)]
pub(super) struct Suite {
    /// The package's name.
    pub(super) name: String,
    /// The service's shape id.
    pub(super) service: String,
    /// The tests that can be run.
    pub(super) cases: Vec<Case>,
    /// The tests of operations that are not generated, and why they are not.
    left_out: Vec<(Case, Verdict)>,
    pub(super) settings: Settings,
    /// The crate, unless the service cannot be generated at all.
    pub(super) generated: Option<Generated>,
}

/// What is written for a service.
#[derive(Debug)]
pub(super) struct Generated {
    pub(super) files: Vec<GeneratedFile>,
    /// The shape id of the protocol that the crate speaks.
    protocol: &'static str,
    /// The names of the operations, and the paths of their requests below the crate.
    pub(super) operations: Vec<(String, String)>,
}

impl Suite {
    /// The outcomes of tests that could not be built.
    pub(super) fn refused(&self) -> impl Iterator<Item = Outcome> + '_ {
        self.left_out.iter().map(|(case, verdict)| Outcome::new(case, verdict.clone()))
    }

    pub(super) fn retain(&mut self, keep: impl Fn(&Case) -> bool) {
        self.cases.retain(|case| keep(case));
        self.left_out.retain(|(case, _)| keep(case));
    }
}

/// The services of a model, each with its tests.
pub(super) fn suites(
    scratch: &Scratch,
    path: &Path,
    settings: &AllSettings,
) -> Result<Vec<Suite>, Error> {
    let sources = read_models(&[ModelFile::typed(path)])?;
    let mut diagnostics = Diagnostics::new();
    let model = Model::load(sources.clone(), &mut diagnostics);
    let services: Vec<&ShapeId> = model.services().map(|shape| &shape.id).collect();
    if services.is_empty() {
        return Err(Error::file(
            path,
            "it has no service, or it is no model: see `cargo xtask validate`",
        ));
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let nothing = ServiceSettings::default();
    services
        .iter()
        .map(|service| {
            let own = settings.get(service.as_str()).unwrap_or(&nothing);
            let name = package_name(&stem, service.name());
            suite(scratch, &model, &sources, service, name, own)
        })
        .collect()
}

/// Gives packages of the same name a number each.
pub(super) fn tell_apart(suites: &mut [Suite]) {
    let mut taken = BTreeSet::new();
    for suite in suites {
        let stem = suite.name.clone();
        for number in 2.. {
            if taken.insert(suite.name.clone()) {
                break;
            }
            suite.name = format!("{stem}-{number}");
        }
    }
}

fn package_name(stem: &str, service: &str) -> String {
    let text = if stem.ends_with(service) { stem.to_owned() } else { format!("{stem}-{service}") };
    let letters = text.chars().map(|letter| {
        if letter.is_ascii_alphanumeric() {
            letter.to_ascii_lowercase()
        } else {
            '-'
        }
    });
    format!("conformance-{}", letters.collect::<String>())
}

fn suite(
    scratch: &Scratch,
    model: &Model,
    sources: &[Source],
    service: &ShapeId,
    name: String,
    settings: &ServiceSettings,
) -> Result<Suite, Error> {
    let attempt = attempt(model, sources, service, &options(scratch, service, &name, settings))?;
    let (mut cases, mut left_out) = (Vec::new(), Vec::new());
    for case in collect(model, service) {
        match refusal(model, service, &case, &attempt) {
            None => cases.push(case),
            Some(verdict) if case.applies_to_clients() => left_out.push((case, verdict)),
            Some(_) => left_out.push((case, Verdict::NotForClients)),
        }
    }
    let generated = attempt.generated.ok();
    Ok(Suite {
        name,
        service: service.to_string(),
        cases,
        left_out,
        settings: settings.runner(),
        generated,
    })
}

fn options(
    scratch: &Scratch,
    service: &ShapeId,
    name: &str,
    settings: &ServiceSettings,
) -> Options {
    Options {
        crate_name: name.to_owned(),
        crate_version: FIRST_VERSION.to_owned(),
        style: "client".to_owned(),
        service: Some(service.to_string()),
        runtime: scratch.runtime(),
        input_required: InputRequired::default(),
        strict: false,
        facts: settings.facts(),
        license: None,
        repository: None,
        description: None,
    }
}

/// What came of generating a service.
struct Attempt {
    /// The crate, or why there is none.
    generated: Result<Generated, Verdict>,
    /// Operations by shape id that the crate does without, each with the reason.
    left_out: BTreeMap<String, Verdict>,
}

/// Generates the crate. Operations that it cannot be generated with are left out, so that the
/// others are tested all the same.
fn attempt(
    model: &Model,
    sources: &[Source],
    service: &ShapeId,
    options: &Options,
) -> Result<Attempt, Error> {
    let mut left_out: BTreeMap<String, Verdict> = BTreeMap::new();
    loop {
        let findings = match generate(prune::leave_out(sources, &left_out)?, options) {
            Ok(generated) => return Ok(Attempt { generated: Ok(generated), left_out }),
            Err(findings) => findings,
        };
        let before = left_out.len();
        for (operation, verdict) in prune::affected(model, service, &findings) {
            left_out.entry(operation).or_insert(verdict);
        }
        if left_out.len() == before {
            let reason = findings.first().map_or("not generated".to_owned(), prune::describe);
            return Ok(Attempt { generated: Err(Verdict::Failed(reason)), left_out });
        }
    }
}

/// Why a test cannot be run, if it cannot.
fn refusal(model: &Model, service: &ShapeId, case: &Case, attempt: &Attempt) -> Option<Verdict> {
    let is_its = |id: &str| {
        model.lookup(id).is_some_and(|shape| model.name_in(service, &shape.id) == case.operation)
    };
    let left_out = attempt.left_out.iter().find(|(id, _)| is_its(id)).map(|(_, verdict)| verdict);
    match (left_out, &attempt.generated) {
        (Some(verdict), _) | (None, Err(verdict)) => Some(verdict.clone()),
        (None, Ok(generated)) if generated.protocol != case.protocol() => {
            Some(Verdict::Skipped(format!("the generated crate speaks {}", generated.protocol)))
        }
        (None, Ok(_)) => None,
    }
}

fn generate(sources: Vec<Source>, options: &Options) -> Result<Generated, Vec<Diagnostic>> {
    let (package, diagnostics) = ferrosmith::plan(sources.clone(), options);
    let errors = |diagnostics: &Diagnostics| {
        diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Error)
            .cloned()
            .collect::<Vec<_>>()
    };
    let package = package.ok_or_else(|| errors(&diagnostics))?;
    let outcome = ferrosmith::generate(sources, options);
    let files = outcome.files.ok_or_else(|| errors(&outcome.diagnostics))?;
    let path = |operation: &ferrosmith::ir::Operation| {
        let name = &operation.request.structure().name;
        (operation.name.clone(), format!("{}::{}::{}", package.library, name.home, name.name))
    };
    let protocol = package.service.protocol.id;
    Ok(Generated { protocol, operations: package.operations.iter().map(path).collect(), files })
}
