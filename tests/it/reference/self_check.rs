//! Finds where the reference contradicts itself, so that the list in the README of the model is
//! known to be complete.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use super::corrections::{self, CORRECTIONS};
use super::printed::{self, Page, Reference, Row};

/// A contradiction: what it is about, and the names that an explanation has to mention.
pub(super) struct Finding {
    kind: &'static str,
    about: String,
    names: Vec<String>,
}

impl Finding {
    /// Whether a table of the README has a row for this that mentions every name.
    pub(super) fn is_named_in(&self, readme: &str) -> bool {
        let start = format!("| `{}` |", self.about);
        readme
            .lines()
            .filter(|line| line.starts_with(&start))
            .any(|line| self.names.iter().all(|n| line.contains(&format!("`{n}`"))))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.names.join("`, `");
        write!(f, "{}: `{}`: `{names}`", self.kind, self.about)
    }
}

pub(super) fn findings(reference: &Reference) -> Vec<Finding> {
    let mut found = Vec::new();
    for correction in CORRECTIONS {
        found.push(Finding {
            kind: correction.reason,
            about: correction.member.to_owned(),
            names: Vec::new(),
        });
    }
    differing_members(reference, &mut found);
    impossible_minimums(reference, &mut found);
    forgotten_actions(reference, &mut found);
    for page in &reference.actions {
        check_listings(reference, page, &mut found);
        check_samples(reference, page, &mut found);
        check_sample_lines(reference, page, &mut found);
    }
    found
}

/// Members of one name that are not printed alike everywhere; the places named are those that are
/// not in the majority.
fn differing_members(reference: &Reference, found: &mut Vec<Finding>) {
    let mut facts = printed::facts(reference);
    corrections::correct(&mut facts);
    let aspects = ["length", "range", "array members", "pattern", "values"];
    let members: Vec<&str> = facts.members().collect();
    let inputs: Vec<&str> = members.iter().copied().filter(|id| id.contains("Request$")).collect();
    report_minority(&members, "types differ", found, |id| vec![facts.get(id, "type")]);
    // Members of different types have different constraints anyway.
    for printed_type in ["string", "integer", "enum"] {
        let members: Vec<&str> = members
            .iter()
            .copied()
            .filter(|id| facts.get(id, "type") == Some(printed_type))
            .collect();
        report_minority(&members, "constraints differ", found, |id| {
            aspects.map(|aspect| facts.get(id, aspect)).to_vec()
        });
    }
    report_minority(&inputs, "required and optional", found, |id| vec![facts.get(id, "required")]);
}

fn report_minority<'a>(
    members: &[&'a str],
    kind: &'static str,
    found: &mut Vec<Finding>,
    printed: impl Fn(&'a str) -> Vec<Option<&'a str>>,
) {
    let mut groups: BTreeMap<&str, BTreeMap<_, Vec<&str>>> = BTreeMap::new();
    for id in members {
        let name = id.split_once('$').map_or(*id, |(_, member)| member);
        let group = groups.entry(name).or_default();
        group.entry(printed(id)).or_default().push(id);
    }
    for (name, group) in groups {
        let mut alike: Vec<Vec<&str>> = group.into_values().collect();
        alike.sort_by_key(Vec::len);
        alike.pop();
        if !alike.is_empty() {
            found.push(Finding {
                kind,
                about: name.to_owned(),
                names: alike.concat().into_iter().map(str::to_owned).collect(),
            });
        }
    }
}

/// Texts that may be empty by their length but not by their pattern.
fn impossible_minimums(reference: &Reference, found: &mut Vec<Finding>) {
    let facts = printed::facts(reference);
    for (id, pattern) in facts.of_aspect("pattern") {
        let may_be_empty = facts.get(id, "length").is_some_and(|l| l.starts_with("0.."));
        // Every pattern of the reference but the one with an empty alternative needs a character.
        if may_be_empty && !pattern.starts_with("$|") {
            found.push(Finding {
                kind: "the pattern rules out the minimum length",
                about: id.to_owned(),
                names: vec!["0".to_owned()],
            });
        }
    }
}

fn forgotten_actions(reference: &Reference, found: &mut Vec<Finding>) {
    for page in &reference.actions {
        if !reference.welcome.contains(&page.name) {
            found.push(Finding {
                kind: "missing from the welcome chapter",
                about: page.name.clone(),
                names: Vec::new(),
            });
        }
    }
}

/// Compares the listings of request and response with the tables.
fn check_listings(reference: &Reference, page: &Page, found: &mut Vec<Finding>) {
    for (listing, tables) in
        [("Request Syntax", &["Request Body"][..]), ("Response Syntax", &["Response Elements"][..])]
    {
        let text = page.code.get(listing).map_or(&[][..], Vec::as_slice);
        let shown = keys(text);
        let listed = table_members(reference, page, tables);
        let names: Vec<String> = shown.symmetric_difference(&listed).cloned().collect();
        if !names.is_empty() {
            found.push(Finding {
                kind: "listing and table differ",
                about: page.name.clone(),
                names,
            });
        }
        let count =
            |bracket: char| text.iter().flat_map(|l| l.chars()).filter(|c| *c == bracket).count();
        if count('{') != count('}') || count('[') != count(']') {
            found.push(Finding {
                kind: "the brackets of a listing do not match",
                about: page.name.clone(),
                names: vec![listing.to_owned()],
            });
        }
    }
}

/// Compares the bodies of the samples with the tables.
fn check_samples(reference: &Reference, page: &Page, found: &mut Vec<Finding>) {
    let Some(sample) = page.code.get("Examples") else {
        return;
    };
    let mut report = |kind, names: Vec<String>| {
        if !names.is_empty() {
            found.push(Finding { kind, about: page.name.clone(), names });
        }
    };
    let tables = ["URI Request Parameters", "Request Body", "Response Elements"];
    let unlisted = &keys(sample) - &table_members(reference, page, &tables);
    report("a sample shows members no table lists", unlisted.into_iter().collect());

    report(
        "a sample lacks required members",
        lacking_members(reference, page, "Response Elements", &keys(sample)),
    );

    // A request ends where the status line of the response begins.
    let request: Vec<String> =
        sample.iter().take_while(|line| !line.contains(" OK ")).cloned().collect();
    let parameters = table_members(reference, page, &["URI Request Parameters"]);
    let misplaced = &keys(&request) & &parameters;
    report("a sample has URI parameters in the body", misplaced.into_iter().collect());

    if page.table("Request Body").is_empty() && request.iter().any(|line| line == "{}") {
        report("a sample has a body and no table lists one", vec!["{}".to_owned()]);
    }
    let media_type = request.iter().find_map(|l| l.strip_prefix("Content-Type: "));
    if let Some(media_type) = media_type.filter(|t| *t != "application/json") {
        report("the media type of a sample differs", vec![media_type.to_owned()]);
    }
    if !is_json(sample) {
        report("a sample is not JSON", vec!["JSON".to_owned()]);
    }
}

/// Compares the first line of a sample request, and the status of the response, with the syntax.
fn check_sample_lines(reference: &Reference, page: &Page, found: &mut Vec<Finding>) {
    let Some(sample) = page.code.get("Examples") else {
        return;
    };
    let mut report = |kind, shown: &str| {
        found.push(Finding { kind, about: page.name.clone(), names: vec![shown.to_owned()] });
    };
    let facts = printed::facts(reference);
    let stated = |aspect| facts.get(&page.name, aspect).unwrap_or_default();
    let joined = sample.join("\n");
    let (method, rest) = joined.split_once(" https://").unwrap_or_default();
    if method != stated("method") {
        report("the method of a sample differs", method);
    }
    let uri = rest.split("\nHost:").next().unwrap_or_default();
    let uri: String = uri.split('{').next().unwrap_or_default().split_whitespace().collect();
    if uri.matches('/').count() != stated("uri").matches('/').count() {
        let path = uri.find('/').map_or("", |start| &uri[start..]);
        report("the URI of a sample differs", path);
    }
    let status = sample.iter().find_map(|line| line.strip_suffix('b')?.split_once(" OK "));
    if let Some((status, _)) = status.filter(|(status, _)| *status != stated("code")) {
        report("the status of a sample differs", status);
    }
}

/// Whether all that follows the first brace of a sample, save for headers, is JSON.
fn is_json(sample: &[String]) -> bool {
    let body: Vec<&str> = sample
        .iter()
        .map(String::as_str)
        .skip_while(|line| !line.starts_with('{'))
        .filter(|line| !is_header(line))
        .collect();
    serde_json::Deserializer::from_str(&body.join("\n"))
        .into_iter::<Value>()
        .all(|value| value.is_ok())
}

/// A status line or header between the body of a request and the body of a response.
fn is_header(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// Keys of JSON members at any depth. Keys within a quoted document, preceded by a backslash, are
/// text and not members.
fn keys(lines: &[String]) -> BTreeSet<String> {
    let text = lines.join("\n");
    let mut parts: Vec<&str> = text.split('"').collect();
    let mut found = BTreeSet::new();
    while let Some(after) = parts.pop() {
        let name = parts.last().copied().unwrap_or_default();
        if after.starts_with(':') && !name.ends_with('\\') {
            found.insert(name.to_owned());
        }
    }
    found
}

/// Members the tables of a page list, with the members of the data types they refer to.
fn table_members(reference: &Reference, page: &Page, tables: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (name, row) in tables.iter().flat_map(|table| page.table(table)) {
        found.insert(name.clone());
        if let Some(data_type) = linked_type(reference, row) {
            found.extend(table_members(reference, data_type, &["Contents"]));
        }
    }
    found
}

/// Members that a data type of the response requires and that the sample never shows.
fn lacking_members(
    reference: &Reference,
    page: &Page,
    table: &str,
    shown: &BTreeSet<String>,
) -> Vec<String> {
    let mut found = Vec::new();
    for (_, row) in page.table(table).iter().filter(|(n, _)| shown.contains(n)) {
        let Some(data_type) = linked_type(reference, row) else {
            continue;
        };
        for (member, row) in data_type.table("Contents") {
            let is_required = row.get("Required").is_some_and(|r| r == "Yes");
            if is_required && !shown.contains(member) {
                found.push(member.clone());
            }
        }
        found.extend(lacking_members(reference, data_type, "Contents", shown));
    }
    found
}

/// The data type that the type of a member links to.
fn linked_type<'a>(reference: &'a Reference, row: &Row) -> Option<&'a Page> {
    let (_, link) = row.get("Type")?.split_once('[')?;
    let (name, _) = link.split_once(']')?;
    reference.data_types.iter().find(|page| page.name == name)
}
