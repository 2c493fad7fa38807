//! The runtime as a part of the generated crate, for those who want no other dependency.

use std::fs;
use std::path::{Path, PathBuf};

use ferrosmith::GeneratedFile;
use toml::{Table, Value};

use crate::error::Error;
use crate::project::{read_text, read_toml, Project};

/// What the copy does without: it is used, not developed.
const LEFT_OUT: [&str; 6] = ["lints", "dev-dependencies", "test", "bench", "example", "workspace"];

/// The runtime's sources below `runtime/`, with a manifest that needs no workspace around it.
pub(crate) fn files(project: &Project) -> Result<Vec<GeneratedFile>, Error> {
    let folder = project.path("runtime");
    let mut found = vec![GeneratedFile {
        path: "runtime/Cargo.toml".to_owned(),
        content: manifest(project, &folder)?,
    }];
    let mut waiting = vec![(folder.join("src"), "runtime/src".to_owned())];
    while let Some((place, shown)) = waiting.pop() {
        for path in sorted_entries(&place)? {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let shown = format!("{shown}/{}", name.unwrap_or_default());
            if path.is_dir() {
                waiting.push((path, shown));
            } else {
                found.push(GeneratedFile { path: shown, content: read_text(&path)? });
            }
        }
    }
    Ok(found)
}

fn sorted_entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut entries = fs::read_dir(folder)
        .map_err(Error::io("list", folder))?
        .map(|entry| entry.map(|entry| entry.path()).map_err(Error::io("list", folder)))
        .collect::<Result<Vec<PathBuf>, Error>>()?;
    entries.sort();
    Ok(entries)
}

fn manifest(project: &Project, folder: &Path) -> Result<String, Error> {
    let path = folder.join("Cargo.toml");
    let workspace = read_toml(&project.path("Cargo.toml"))?;
    let workspace = workspace.get("workspace").and_then(Value::as_table);
    let own = read_toml(&path)?;
    let standalone = standalone(own, workspace.unwrap_or(&Table::new()))
        .map_err(|reason| Error::file(&path, reason))?;
    let text = toml::to_string(&standalone).map_err(|error| Error::file(&path, error))?;
    Ok(format!("# A copy of ferrosmith's runtime; `cargo xtask generate` keeps it.\n\n{text}"))
}

/// A member's manifest with the workspace's values in place of references to them.
fn standalone(mut member: Table, workspace: &Table) -> Result<Table, String> {
    member.retain(|key, _| !LEFT_OUT.contains(&key));
    let empty = Table::new();
    let shared = |key: &str| workspace.get(key).and_then(Value::as_table).unwrap_or(&empty);
    if let Some(package) = member.get_mut("package").and_then(Value::as_table_mut) {
        for (key, value) in package.iter_mut() {
            if is_inherited(value) {
                *value = find(shared("package"), key)?.clone();
            }
        }
        package.insert("publish".to_owned(), Value::Boolean(false));
        // Paths of files that are not copied.
        package.remove("readme");
    }
    inherit_dependencies(&mut member, shared("dependencies"))?;
    Ok(member)
}

/// Resolves `dependencies` and `build-dependencies`, those of each target included.
fn inherit_dependencies(section: &mut Table, shared: &Table) -> Result<(), String> {
    section.remove("dev-dependencies");
    for name in ["dependencies", "build-dependencies"] {
        let Some(dependencies) = section.get_mut(name).and_then(Value::as_table_mut) else {
            continue;
        };
        for (name, value) in dependencies.iter_mut() {
            if is_inherited(value) {
                *value = inherited_dependency(value, find(shared, name)?);
            }
            if value.get("path").is_some() {
                return Err(format!("`{name}` is a path dependency, which a copy cannot have"));
            }
        }
    }
    if let Some(targets) = section.get_mut("target").and_then(Value::as_table_mut) {
        for (_, target) in targets.iter_mut() {
            if let Some(target) = target.as_table_mut() {
                inherit_dependencies(target, shared)?;
            }
        }
    }
    Ok(())
}

/// The workspace's dependency with what the member adds: features, and whether it is optional.
fn inherited_dependency(member: &Value, shared: &Value) -> Value {
    let mut merged = match shared {
        Value::Table(table) => table.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    };
    for (key, value) in member.as_table().into_iter().flatten() {
        match (key.as_str(), merged.get_mut(key), value) {
            ("workspace", _, _) => {}
            ("features", Some(Value::Array(features)), Value::Array(more)) => {
                features.extend(more.iter().cloned());
            }
            _ => {
                merged.insert(key.clone(), value.clone());
            }
        }
    }
    Value::Table(merged)
}

fn is_inherited(value: &Value) -> bool {
    value.get("workspace").and_then(Value::as_bool) == Some(true)
}

fn find<'a>(shared: &'a Table, key: &str) -> Result<&'a Value, String> {
    shared.get(key).ok_or_else(|| format!("`{key}` is inherited, but the workspace has none"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(member: &str) -> Result<String, Box<dyn std::error::Error>> {
        let workspace: Table = "
            [package]
            version = '1.2.3'
            license = 'MIT'
            [dependencies]
            bytes = '1'
            http = { version = '1', default-features = false, features = ['std'] }
            sister = { path = 'sister' }
        "
        .parse()?;
        Ok(toml::to_string(&standalone(member.parse()?, &workspace)?)?)
    }

    #[test]
    fn inherited_values_are_spelled_out() -> Result<(), Box<dyn std::error::Error>> {
        let text = rewritten(
            "
            [package]
            name = 'runtime'
            version.workspace = true
            license.workspace = true
            [features]
            default = []
            [dependencies]
            bytes.workspace = true
            http = { workspace = true, optional = true, features = ['more'] }
            own = '2'
            [dev-dependencies]
            sister.workspace = true
            [target.'cfg(unix)'.dependencies]
            bytes = { workspace = true }
            [lints]
            workspace = true
            ",
        )?;
        let expected = r#"
[package]
name = "runtime"
version = "1.2.3"
license = "MIT"
publish = false

[features]
default = []

[dependencies]
own = "2"

[dependencies.bytes]
version = "1"

[dependencies.http]
version = "1"
default-features = false
features = ["std", "more"]
optional = true

[target."cfg(unix)".dependencies.bytes]
version = "1"
"#;
        assert_eq!(text.trim(), expected.trim());
        Ok(())
    }

    #[test]
    fn what_a_copy_cannot_have_is_an_error() {
        for (member, expected) in [
            ("[dependencies]\nsister.workspace = true", "path dependency"),
            ("[dependencies]\nother.workspace = true", "workspace has none"),
            ("[package]\nedition.workspace = true", "workspace has none"),
        ] {
            let error = rewritten(member).err().map(|error| error.to_string());
            let error = error.unwrap_or_default();
            assert!(error.contains(expected), "{error:?} lacks {expected:?}");
        }
    }
}
