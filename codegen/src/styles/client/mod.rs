//! A client: the types, and on top of them operations, builders and errors that know the call.

use crate::emit::library::Extent;
use crate::emit::{client, crates, error, manifest, operation, Draft, File, Scope};
use crate::ir::{Operation, Package};
use crate::styles::Style;

/// The entry of the registry.
pub(super) const STYLE: Style = Style {
    name: "client",
    summary: "types, operation builders and a client",
    speaks: true,
    files,
};

/// The files of the crate.
fn files(package: &Package) -> Vec<Draft<'_>> {
    let mut files: Vec<Draft<'_>> = vec![
        Box::new(|| File::text("Cargo.toml", manifest::manifest(package, Extent::Client))),
        Box::new(|| File::text("README.md", manifest::readme(package, Extent::Client))),
        Box::new(|| crates::root(package, Extent::Client)),
        Box::new(|| client_file(package)),
        Box::new(|| service(package)),
    ];
    files.extend(crates::shared(package));
    files.push(Box::new(|| errors(package)));
    files.push(Box::new(|| crates::operations(package, Extent::Client)));
    for item in &package.operations {
        files.push(Box::new(|| operation_file(package, item)));
    }
    files
}

fn client_file(package: &Package) -> File {
    let mut scope = Scope::new(package, "client");
    let items = client::client(&package.service, &mut scope);
    File::source("src/client.rs", "The client.", &scope, items)
}

fn service(package: &Package) -> File {
    let mut scope = Scope::new(package, "service");
    let items = client::facts(&package.service, &mut scope);
    File::source(
        "src/service.rs",
        "Facts about the service that the client is made for.",
        &scope,
        items,
    )
}

fn errors(package: &Package) -> File {
    let mut scope = Scope::new(package, "error");
    scope.define("Error");
    let mut parts = vec![error::of_service(package, &mut scope)];
    parts.extend(package.errors.iter().map(|item| error::modeled(item, &mut scope)));
    crates::errors(&scope, &parts)
}

fn operation_file(package: &Package, item: &Operation) -> File {
    let mut scope = Scope::new(package, &format!("operation::{}", item.module));
    let items = operation::operation(item, &mut scope);
    crates::operation(item, &scope, items)
}
