//! Names that are taken, and the next free one.

use std::collections::HashSet;

/// What stands between a name and the number that makes it unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `name_2`, for snake case.
    Underscore,
    /// `Name2`, for camel case.
    Nothing,
}

/// A set of names in one namespace. Names that differ only in case count as the same, since
/// they may become files on a system that cannot tell them apart.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// A scope in which these names are taken already.
    pub fn with(names: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        Self { taken: names.into_iter().map(|name| fold(name.as_ref())).collect() }
    }

    /// Takes the name, or the first free one that starts with it.
    pub fn take(&mut self, wanted: &str, separator: Separator) -> String {
        let name = self.free(wanted, separator);
        self.taken.insert(fold(&name));
        name
    }

    fn free(&self, wanted: &str, separator: Separator) -> String {
        if !self.taken.contains(&fold(wanted)) {
            return wanted.to_owned();
        }
        let between = match separator {
            Separator::Underscore => "_",
            Separator::Nothing => "",
        };
        // A name ends in a digit more often than one would think (`Ec2`): keep the number apart.
        let between =
            if wanted.ends_with(|last: char| last.is_ascii_digit()) { "_" } else { between };
        (2..=u32::MAX)
            .map(|number| format!("{wanted}{between}{number}"))
            .find(|name| !self.taken.contains(&fold(name)))
            .unwrap_or_default()
    }
}

fn fold(name: &str) -> String {
    name.trim_start_matches("r#").to_ascii_lowercase()
}
