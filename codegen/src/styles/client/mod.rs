//! A client: the types, and on top of them operations, builders and errors that know the call.

use crate::emit::library::Extent;
use crate::emit::{client, crates, error, manifest, operation, File, Scope};
use crate::ir::{Operation, Package};

/// The files of the crate.
pub(super) fn files(package: &Package) -> Vec<File> {
    let mut files = vec![
        File::text("Cargo.toml", manifest::manifest(package, Extent::Client)),
        File::text("README.md", manifest::readme(package, Extent::Client)),
        crates::root(package, Extent::Client),
        client_file(package),
        service(package),
    ];
    files.extend(crates::shared(package));
    files.push(errors(package));
    files.push(crates::operations(package, Extent::Client));
    files.extend(package.operations.iter().map(|item| operation_file(package, item)));
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
    File::source("src/service.rs", "Facts about the service that the client is made for.", &scope, items)
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
