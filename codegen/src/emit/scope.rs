//! The names that a file uses, and the imports that bring them.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::code;
use crate::ir::{Package, SchemaPath, TypeName};

/// The scope of one file: hands out names as they are to be written there, and remembers what has
/// to be imported for them.
pub struct Scope<'a> {
    package: &'a Package,
    module: String,
    imports: BTreeMap<String, BTreeSet<String>>,
    taken: BTreeMap<String, String>,
}

impl<'a> Scope<'a> {
    /// The scope of the file of this module, a path below the crate such as `types::project`;
    /// empty for the root.
    #[must_use]
    pub fn new(package: &'a Package, module: &str) -> Self {
        Self {
            package,
            module: module.to_owned(),
            imports: BTreeMap::new(),
            taken: BTreeMap::new(),
        }
    }

    /// The crate that is being made.
    #[must_use]
    pub fn package(&self) -> &'a Package {
        self.package
    }

    /// Reserves the name of an item that the file itself defines and that stands for no shape.
    pub fn define(&mut self, name: &str) {
        self.taken.insert(name.to_owned(), String::new());
    }

    /// An item of the runtime; `module` is empty for one at its root.
    pub fn runtime(&mut self, module: &str, name: &str) -> TokenStream {
        let parent = join("crate::runtime", module);
        if self.package.type_names.contains(name) || !self.import(&parent, name) {
            self.import("crate", "runtime");
            return code(&join(&join("runtime", module), name));
        }
        code(name)
    }

    /// An item of the crate that stands for no shape, such as `Client` in `client`.
    pub fn own(&mut self, module: &str, name: &str) -> TokenStream {
        let parent = join("crate", module);
        if self.module != module
            && (self.package.type_names.contains(name) || !self.import(&parent, name))
        {
            return code(&join(&parent, name));
        }
        code(name)
    }

    /// An item of the standard library that the prelude lacks.
    pub fn standard(&mut self, module: &str, name: &str) -> TokenStream {
        let parent = join("std", module);
        if self.package.type_names.contains(name) || !self.import(&parent, name) {
            return code(&join(&parent, name));
        }
        code(name)
    }

    /// A generated type.
    pub fn model(&mut self, name: &TypeName) -> TokenStream {
        let parent = join("crate", &name.home);
        let defined_here = self.module == name.home || self.module == name.file;
        if !defined_here && !self.import(&parent, &name.name) {
            return code(&join(&parent, &name.name));
        }
        code(&name.name)
    }

    /// A static that holds a schema.
    pub fn schema(&mut self, path: &SchemaPath) -> TokenStream {
        let local = path.0.rsplit_once("::").is_some_and(|(module, _)| module == self.module);
        if local {
            return code(path.0.rsplit("::").next().unwrap_or_default());
        }
        // The module beside the static is enough: `prelude::STRING` for `runtime::prelude::STRING`.
        if let Some(rest) = path.0.strip_prefix("runtime::") {
            let module = rest.split("::").next().unwrap_or_default();
            self.import("crate::runtime", module);
            return code(rest);
        }
        let root = path.0.split("::").next().unwrap_or_default();
        self.import("crate", root);
        code(&path.0)
    }

    /// A module at the root of the crate, by its name.
    pub fn module(&mut self, name: &str) -> TokenStream {
        if self.module != name {
            self.import("crate", name);
        }
        code(name)
    }

    /// The import declarations, sorted: those of the standard library first.
    #[must_use]
    pub fn imports(&self) -> Vec<TokenStream> {
        let mut declarations: Vec<(String, TokenStream)> = self
            .imports
            .iter()
            .map(|(parent, names)| {
                let path = code(parent);
                let names = sorted(names);
                let tokens: Vec<_> = names.iter().map(|name| code(name)).collect();
                match (names.as_slice(), tokens.as_slice()) {
                    ([name], [token]) => (format!("{parent}::{name}"), quote!(use #path::#token;)),
                    (_, tokens) => (format!("{parent}::{{"), quote!(use #path::{ #(#tokens),* };)),
                }
            })
            .collect();
        declarations.sort_by_key(|(path, _)| (!path.starts_with("std::"), path.clone()));
        declarations.into_iter().map(|(_, declaration)| declaration).collect()
    }

    /// Adds an import, unless the name already stands for something else.
    pub(crate) fn import(&mut self, parent: &str, name: &str) -> bool {
        let owner = self.taken.entry(name.to_owned()).or_insert_with(|| parent.to_owned());
        if owner != parent {
            return false;
        }
        self.imports.entry(parent.to_owned()).or_default().insert(name.to_owned());
        true
    }
}

/// Functions and modules first, then types, then statics, as rustfmt sorts them.
fn sorted(names: &BTreeSet<String>) -> Vec<&str> {
    let rank = |name: &str| {
        let first_is_lower = name.chars().next().is_some_and(char::is_lowercase);
        let shouts = name.len() > 1 && !name.chars().any(char::is_lowercase);
        (!first_is_lower, shouts)
    };
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_by_key(|name| rank(name));
    names
}

fn join(parent: &str, name: &str) -> String {
    match (parent, name) {
        ("", name) => name.to_owned(),
        (parent, "") => parent.to_owned(),
        (parent, name) => format!("{parent}::{name}"),
    }
}
