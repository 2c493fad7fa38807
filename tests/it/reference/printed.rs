//! Reads the API reference, a PDF that was turned into text with Markdown-like marks.
//!
//! The conversion left noise behind. What can be undone by a rule is undone here, each rule with
//! its reason; misprints, which no rule can recognise, are listed one by one in `corrections`.

use std::collections::BTreeMap;

use super::facts::{bounds, value_set, Facts};

/// The lines a table prints below a member or an error, by label (`Type`, `Pattern`, ...).
pub(super) type Row = BTreeMap<String, String>;

/// One page of the reference: an action or a data type.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) name: String,
    /// Tables by section title, each a list of names with their rows, in print order.
    pub(super) tables: BTreeMap<String, Vec<(String, Row)>>,
    /// Code blocks by section title, lines in print order, fences removed.
    ///
    /// A page break closes one block and opens another in the middle of a listing, so blocks of
    /// one section are joined.
    pub(super) code: BTreeMap<String, Vec<String>>,
}

impl Page {
    pub(super) fn table(&self, section: &str) -> &[(String, Row)] {
        self.tables.get(section).map_or(&[], Vec::as_slice)
    }

    /// The code of a section as one line without blanks: long URIs are wrapped at a `/` or `?`,
    /// and a URI never contains a blank itself.
    fn code_without_blanks(&self, section: &str) -> String {
        let lines = self.code.get(section).map_or(&[][..], Vec::as_slice);
        lines.iter().flat_map(|line| line.split_whitespace()).collect()
    }
}

/// The reference, page by page.
#[derive(Debug, Default)]
pub(super) struct Reference {
    pub(super) version: String,
    /// Actions the welcome chapter lists by subject.
    pub(super) welcome: Vec<String>,
    pub(super) actions: Vec<Page>,
    pub(super) data_types: Vec<Page>,
}

const SECTIONS: [&str; 9] = [
    "Request Syntax",
    "URI Request Parameters",
    "Request Body",
    "Response Syntax",
    "Response Elements",
    "Errors",
    "Examples",
    "See Also",
    "Contents",
];

const LABELS: [&str; 8] = [
    "Type",
    "Length Constraints",
    "Pattern",
    "Required",
    "Valid Values",
    "Valid Range",
    "Array Members",
    "HTTP Status Code",
];

/// Splits the text into pages, tables and rows.
pub(super) fn read(text: &str) -> Reference {
    let lines: Vec<&str> = text.lines().collect();
    let version = lines
        .iter()
        .find_map(|line| line.trim_matches('*').strip_prefix("API Version "))
        .unwrap_or_default();
    // Title page, table of contents and welcome come before the chapters with the contract.
    let chapter = |title: &str| {
        let start = lines.iter().position(|line| *line == title);
        start.unwrap_or(lines.len())
    };
    let (front, actions) = lines.split_at(chapter("# Actions"));
    let (actions, data_types) = actions.split_at(chapter("# Data Types") - front.len());
    Reference {
        version: version.to_owned(),
        welcome: index(front).map(str::to_owned).collect(),
        actions: read_pages(actions),
        data_types: read_pages(data_types),
    }
}

/// The pages a chapter links to, one in each item of a list.
///
/// "See Also" lists further items on every page, but none of them is the title of a page.
fn index<'a>(lines: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    let items = lines.iter().filter_map(|line| line.strip_prefix("- ["));
    items.filter_map(|item| Some(item.split_once(']')?.0))
}

/// Reads a chapter: first a bulleted index of the pages, then the pages.
fn read_pages(lines: &[&str]) -> Vec<Page> {
    let index: Vec<&str> = index(lines).collect();
    let mut pages: Vec<Page> = Vec::new();
    let mut section = String::new();
    let mut label = "";
    let mut in_code = false;
    for &line in lines {
        if line.starts_with("```") {
            in_code = !in_code;
            continue;
        }
        let title = if in_code { None } else { heading(line) };
        if let Some(name) = title.filter(|name| index.contains(name) && line.starts_with("# ")) {
            let name = name.to_owned();
            pages.push(Page { name, ..Page::default() });
            section = String::new();
            continue;
        }
        let Some(page) = pages.last_mut() else {
            continue;
        };
        if in_code {
            let code = page.code.entry(section.clone()).or_default();
            code.push(line.to_owned());
        } else if let Some(title) = title {
            if SECTIONS.contains(&title) {
                title.clone_into(&mut section);
            } else if is_row_title(&section, title) {
                let table = page.tables.entry(section.clone()).or_default();
                table.push((title.to_owned(), Row::new()));
            }
            label = "";
        } else if let Some((_, row)) = page.tables.get_mut(&section).and_then(|t| t.last_mut()) {
            label = read_row_line(row, label, line);
        }
    }
    pages
}

/// Adds a line below a member to its row and returns the label that a following line continues.
fn read_row_line(row: &mut Row, label: &'static str, line: &str) -> &'static str {
    let known = line
        .split_once(':')
        .and_then(|(name, value)| Some((LABELS.into_iter().find(|l| *l == name)?, value)));
    if let Some((name, value)) = known {
        row.insert(name.to_owned(), value.trim().to_owned());
        return name;
    }
    // A long list of values is wrapped onto the next line; no other entry is.
    if label == "Valid Values" && !line.trim().is_empty() {
        let values = row.entry(label.to_owned()).or_default();
        values.push(' ');
        values.push_str(line.trim());
    }
    label
}

/// The text of a heading: `## name`, `### **name**`, `### [name](#)`, or a line that is nothing but
/// `**name**`, because some headings lost their `#` and the others vary in level at random.
fn heading(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let title = match line.trim_start_matches('#').strip_prefix(' ') {
        Some(title) if line.starts_with('#') => title,
        _ => line.strip_prefix("**")?.strip_suffix("**")?,
    };
    let title = title.trim_matches('*');
    let linked = title.strip_prefix('[').and_then(|t| t.split_once(']'));
    Some(linked.map_or(title, |(name, _)| name))
}

/// Tables list errors by shape name and members by member name; "Note" and the like are boxes
/// within a description, which a capital letter tells from a member.
fn is_row_title(section: &str, title: &str) -> bool {
    match section {
        "Errors" => title.ends_with("Exception"),
        "URI Request Parameters" | "Request Body" | "Response Elements" | "Contents" => {
            title.starts_with(|c: char| c.is_ascii_lowercase())
        }
        _ => false,
    }
}

/// Everything the pages state, with values as printed except for the noise that a rule undoes.
pub(super) fn facts(reference: &Reference) -> Facts {
    let mut facts = Facts::default();
    facts.state("CodeCatalyst", "version", &reference.version);
    for page in &reference.actions {
        action_facts(&mut facts, page);
    }
    for page in &reference.data_types {
        facts.state(&page.name, "kind", "structure");
        for (name, row) in page.table("Contents") {
            row_facts(&mut facts, &format!("{}${name}", page.name), row);
        }
    }
    facts
}

fn action_facts(facts: &mut Facts, page: &Page) {
    let name = &page.name;
    let syntax = page.code_without_blanks("Request Syntax");
    let line = syntax.split("HTTP/1.1").next().unwrap_or_default();
    let (method, uri) = line.split_at(line.find('/').unwrap_or(line.len()));
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let parameters = page.table("URI Request Parameters");
    let is_parameter = |segment: &str| parameters.iter().any(|(name, _)| name == segment);
    // The print lost the braces around labels: a path segment that is the name of a listed
    // parameter is a label.
    let label = |segment: &str| {
        if is_parameter(segment) {
            format!("{{{segment}}}")
        } else {
            segment.to_owned()
        }
    };
    let path: Vec<String> = path.split('/').map(label).collect();
    let status = page.code_without_blanks("Response Syntax");
    let status = status.strip_prefix("HTTP/1.1").unwrap_or_default();
    facts.state(name, "kind", "operation");
    facts.state(name, "method", method);
    facts.state(name, "uri", path.join("/"));
    facts.state(name, "code", status.get(..3).unwrap_or_default());
    for (error, row) in page.table("Errors") {
        let status = row.get("HTTP Status Code").cloned().unwrap_or_default();
        facts.state(name, &format!("error {error}"), status.clone());
        facts.state(error, "kind", "error");
        facts.state(error, "status", status);
    }
    for (member, row) in parameters {
        let id = format!("{name}Request${member}");
        let key = query.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            (value == member).then_some(key)
        });
        let binding = key.map_or_else(|| "label".to_owned(), |key| format!("query {key}"));
        facts.state(&id, "binding", binding);
        row_facts(facts, &id, row);
    }
    for (member, row) in page.table("Request Body") {
        row_facts(facts, &format!("{name}Request${member}"), row);
    }
    for (member, row) in page.table("Response Elements") {
        row_facts(facts, &format!("{name}Response${member}"), row);
    }
    let has_input = !parameters.is_empty() || !page.table("Request Body").is_empty();
    if has_input {
        facts.state(&format!("{name}Request"), "kind", "input");
    }
    facts.state(&format!("{name}Response"), "kind", "output");
}

fn row_facts(facts: &mut Facts, id: &str, row: &Row) {
    let printed = |label: &str| row.get(label).map(|value| unmark(value));
    facts.state(id, "type", printed_type(row));
    for (label, aspect) in [
        ("Length Constraints", "length"),
        ("Valid Range", "range"),
        ("Array Members", "array members"),
    ] {
        let stated = printed(label).and_then(|text| printed_bounds(&text));
        if let Some(stated) = stated {
            facts.state(id, aspect, stated);
        }
    }
    if let Some(pattern) = printed("Pattern") {
        facts.state(id, "pattern", pattern);
    }
    if let Some(values) = printed("Valid Values") {
        facts.state(id, "values", value_set(values.split(" | ")));
    }
    // Response tables print no "Required" at all; what a response always carries comes from the
    // service facts.
    facts.state_if(printed("Required").as_deref() == Some("Yes"), id, "required");
}

/// The type in model terms.
///
/// URI parameters are printed without a type. Only numbers have a range, and the others have
/// lengths and patterns, so the constraint tells which of the two types such a parameter has.
fn printed_type(row: &Row) -> String {
    let Some(printed) = row.get("Type") else {
        let numeric = row.contains_key("Valid Range");
        return if numeric { "integer" } else { "string" }.to_owned();
    };
    if row.contains_key("Valid Values") {
        return "enum".to_owned();
    }
    let name: String = printed.replace("(#)", "").replace(['[', ']'], "");
    match name.strip_prefix("Array of ") {
        Some("strings") => "list of string".to_owned(),
        Some(element) => format!("list of {}", element.trim_end_matches(" objects")),
        None => match name.strip_suffix(" object") {
            Some(structure) => structure.to_owned(),
            None => name.to_lowercase(),
        },
    }
}

/// `Minimum length of 1. Maximum length of 63.`, where either sentence may be absent.
fn printed_bounds(text: &str) -> Option<String> {
    let bound = |word: &str| {
        let sentence = text.split(". ").find(|s| s.starts_with(word))?;
        let number =
            sentence.split_whitespace().find(|w| w.starts_with(|c: char| c.is_ascii_digit()))?;
        number.trim_end_matches('.').parse().ok()
    };
    bounds(bound("Minimum"), bound("Maximum"))
}

/// Undoes Markdown in a value: code quotes are removed, and text outside code quotes has the
/// characters that Markdown would interpret (`*`, `_`, `$`) escaped. Other backslashes belong to
/// the value.
fn unmark(value: &str) -> String {
    if value.contains('`') {
        value.replace('`', "")
    } else {
        value.replace("\\*", "*").replace("\\_", "_").replace("\\$", "$")
    }
}
