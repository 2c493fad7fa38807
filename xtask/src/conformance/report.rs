//! What is printed: a table, what failed and what was not run, and the closing line.

use std::fmt::Write as _;

use ferrosmith_conformance::{Json, Outcome, Verdict};

use super::plan::Suite;
use crate::terminal;

/// A suite and what became of its tests.
#[derive(Debug)]
pub(super) struct Results<'a> {
    pub(super) suite: &'a Suite,
    pub(super) outcomes: Vec<Outcome>,
}

/// How many tests came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) skipped: usize,
    needs_facts: usize,
    not_for_clients: usize,
}

impl Tally {
    fn of<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> Self {
        let mut tally = Self::default();
        for outcome in outcomes {
            *match outcome.verdict {
                Verdict::Passed => &mut tally.passed,
                Verdict::Failed(_) => &mut tally.failed,
                Verdict::Skipped(_) => &mut tally.skipped,
                Verdict::NeedsFacts(_) => &mut tally.needs_facts,
                Verdict::NotForClients => &mut tally.not_for_clients,
            } += 1;
        }
        tally
    }

    fn cells(self) -> [String; 5] {
        [self.passed, self.failed, self.skipped, self.needs_facts, self.not_for_clients]
            .map(|count| count.to_string())
    }

    /// The closing line. Tests that need facts were not passed either, so they count as skipped.
    pub(super) fn line(self) -> String {
        let skipped = self.skipped + self.needs_facts;
        format!("{} passed, {} failed, {skipped} skipped\n", self.passed, self.failed)
    }
}

/// The whole report, and the sum of it.
pub(super) fn render(results: &[Results<'_>]) -> (String, Tally) {
    let total = Tally::of(results.iter().flat_map(|result| &result.outcomes));
    let mut text = table(results, total);
    for (heading, pick) in SECTIONS {
        let lines: String = results.iter().map(|result| section(result, pick)).collect();
        if !lines.is_empty() {
            // Writing to a String cannot fail.
            let _ = write!(text, "\n{}\n{lines}", terminal::strong(heading));
        }
    }
    text.push('\n');
    text += &total.line();
    (text, total)
}

type Pick = fn(&Verdict) -> bool;

/// What is listed below the table.
const SECTIONS: [(&str, Pick); 3] = [
    ("needs facts outside the model", |verdict| matches!(verdict, Verdict::NeedsFacts(_))),
    ("skipped", |verdict| matches!(verdict, Verdict::Skipped(_))),
    ("failed", |verdict| matches!(verdict, Verdict::Failed(_))),
];

/// One row a suite and protocol.
fn table(results: &[Results<'_>], total: Tally) -> String {
    let headings =
        ["suite", "protocol", "passed", "failed", "skipped", "needs facts", "not for clients"];
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    for result in results {
        let mut protocols: Vec<&str> =
            result.outcomes.iter().map(|outcome| outcome.protocol.as_str()).collect();
        protocols.sort_unstable();
        protocols.dedup();
        for protocol in protocols {
            let tally =
                Tally::of(result.outcomes.iter().filter(|outcome| outcome.protocol == protocol));
            let mut row = vec![result.suite.service.clone(), bare(protocol).to_owned()];
            row.extend(tally.cells());
            rows.push(row);
        }
        if result.outcomes.is_empty() {
            let mut row = vec![result.suite.service.clone(), "no tests".to_owned()];
            row.extend(Tally::default().cells());
            rows.push(row);
        }
    }
    let mut sum = vec!["all".to_owned(), String::new()];
    sum.extend(total.cells());
    rows.push(sum);
    aligned(&rows)
}

/// Columns as wide as their widest cell; numbers to the right.
fn aligned(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let width = width(column);
            if column < 2 {
                format!("{cell:<width$}")
            } else {
                format!("{cell:>width$}")
            }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// The tests of a suite that came out so, those with the same reason together.
fn section(result: &Results<'_>, pick: Pick) -> String {
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for outcome in result.outcomes.iter().filter(|outcome| pick(&outcome.verdict)) {
        let reason = outcome.verdict.reason().unwrap_or_default();
        match groups.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, ids)) => ids.push(name(result, outcome)),
            None => groups.push((reason, vec![name(result, outcome)])),
        }
    }
    if groups.is_empty() {
        return String::new();
    }
    let mut text = format!("  {}\n", result.suite.service);
    for (reason, ids) in groups {
        let reason = reason.replace('\n', "\n      ");
        // Writing to a String cannot fail.
        let _ = writeln!(text, "    {}\n      {reason}", ids.join(", "));
    }
    text
}

/// The test's name, with what it is about where the suite has several of that name.
fn name(result: &Results<'_>, outcome: &Outcome) -> String {
    let is_namesake = |other: &&Outcome| other.id == outcome.id;
    if result.outcomes.iter().filter(is_namesake).count() > 1 {
        format!("{} ({})", outcome.id, outcome.kind)
    } else {
        outcome.id.clone()
    }
}

/// One object a test and line.
pub(super) fn json(results: &[Results<'_>]) -> String {
    let mut text = String::new();
    for result in results {
        for outcome in &result.outcomes {
            let mut json = outcome.to_json();
            if let Json::Object(entries) = &mut json {
                entries.insert("suite".to_owned(), result.suite.service.as_str().into());
            }
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{json}");
        }
    }
    text
}

fn bare(protocol: &str) -> &str {
    protocol.rsplit_once('#').map_or(protocol, |(_, name)| name)
}
