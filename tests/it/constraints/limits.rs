//! The bounds of lengths and numbers: on each side the last valid and the first invalid value.

use super::model::{Constraint, Site};
use super::value::Content;

/// The bounds of a shape or member.
pub(super) struct Row {
    pub(super) place: &'static str,
    /// What a violation says after "Member must".
    pub(super) member_must: &'static str,
    pub(super) ends: &'static [End],
}

/// One side of the bounds.
pub(super) struct End {
    pub(super) constraint: Constraint,
    /// The last valid value.
    pub(super) inside: Sample,
    /// The first invalid one; there is none below a length of zero.
    pub(super) outside: Option<Sample>,
}

/// A value, and whether it breaks the pattern of its place as well.
#[derive(Clone, Copy)]
pub(super) struct Sample {
    kind: Kind,
    pub(super) breaks_pattern: bool,
}

#[derive(Clone, Copy)]
enum Kind {
    /// A character, this many times.
    Repeated(char, usize),
    Text(&'static str),
    Number(i64),
    Entries(usize),
}

impl Sample {
    pub(super) fn content(&self) -> Content {
        match self.kind {
            Kind::Repeated(character, count) => {
                Content::Text(std::iter::repeat_n(character, count).collect())
            }
            Kind::Text(text) => Content::Text(text.to_owned()),
            Kind::Number(number) => Content::Number(number),
            Kind::Entries(count) => Content::Entries(count),
        }
    }

    /// The length that a violation tells.
    pub(super) fn length(&self) -> usize {
        match self.kind {
            Kind::Repeated(_, count) | Kind::Entries(count) => count,
            Kind::Text(text) => text.len(),
            Kind::Number(_) => 0,
        }
    }

    const fn and_pattern(self) -> Self {
        Self { breaks_pattern: true, ..self }
    }
}

const fn sample(kind: Kind) -> Sample {
    Sample { kind, breaks_pattern: false }
}

/// ASCII letters, for places with a pattern.
const fn letters(count: usize) -> Sample {
    sample(Kind::Repeated('a', count))
}

/// A character of four bytes in UTF-8 and two units in UTF-16: neither is what a length counts.
const fn crabs(count: usize) -> Sample {
    sample(Kind::Repeated('\u{1f980}', count))
}

const fn text(text: &'static str) -> Sample {
    sample(Kind::Text(text))
}

const fn number(number: i64) -> Sample {
    sample(Kind::Number(number))
}

const fn entries(count: usize) -> Sample {
    sample(Kind::Entries(count))
}

const fn shortest(inside: Sample, outside: Sample) -> End {
    End { constraint: Constraint::LengthMin, inside, outside: Some(outside) }
}

/// A length that may be zero.
const fn empty(inside: Sample) -> End {
    End { constraint: Constraint::LengthMin, inside, outside: None }
}

const fn longest(inside: Sample, outside: Sample) -> End {
    End { constraint: Constraint::LengthMax, inside, outside: Some(outside) }
}

const fn least(inside: i64, outside: i64) -> End {
    End { constraint: Constraint::RangeMin, inside: number(inside), outside: Some(number(outside)) }
}

const fn greatest(inside: i64, outside: i64) -> End {
    End { constraint: Constraint::RangeMax, inside: number(inside), outside: Some(number(outside)) }
}

const fn row(place: &'static str, member_must: &'static str, ends: &'static [End]) -> Row {
    Row { place, member_must, ends }
}

/// A name with at least one character and no greatest length.
const fn unbounded_name(place: &'static str) -> Row {
    const ENDS: &[End] = &[shortest(letters(1), letters(0).and_pattern())];
    row(place, "have length greater than or equal to 1", ENDS)
}

pub(super) const ROWS: &[Row] = &[
    row(
        "AccessTokenId",
        "have length between 1 and 36, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(36), crabs(37))],
    ),
    row(
        "AccessTokenName",
        "have length between 1 and 100, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(100), crabs(101))],
    ),
    row(
        "AccessTokenSecret",
        "have length between 1 and 4000, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(4000), crabs(4001))],
    ),
    row(
        "BranchName",
        "have length between 1 and 100, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(100), crabs(101))],
    ),
    row(
        "ClearableDevEnvironmentAlias",
        "have length between 0 and 128, inclusive",
        &[empty(letters(0)), longest(letters(128), letters(129))],
    ),
    row(
        "ClientToken",
        "have length between 1 and 1024, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(1024), crabs(1025))],
    ),
    row(
        "CommandWord",
        "have length between 1 and 255, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(255), crabs(256))],
    ),
    row(
        "CreatorId",
        "have length between 0 and 1024, inclusive",
        &[empty(crabs(0)), longest(crabs(1024), crabs(1025))],
    ),
    // The pattern asks for a character although the length does not.
    row(
        "Description",
        "have length between 0 and 200, inclusive",
        &[empty(letters(0).and_pattern()), longest(letters(200), letters(201))],
    ),
    row(
        "DevEnvironmentAlias",
        "have length between 1 and 128, inclusive",
        &[shortest(letters(1), letters(0).and_pattern()), longest(letters(128), letters(129))],
    ),
    row(
        "DevEnvironmentSessionId",
        "have length between 1 and 96, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(96), crabs(97))],
    ),
    row(
        "GitRef",
        "have length between 1 and 255, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(255), crabs(256))],
    ),
    row(
        "IdeConfigurationList",
        "have length between 0 and 1, inclusive",
        &[empty(entries(0)), longest(entries(1), entries(2))],
    ),
    row(
        "IdeList",
        "have length between 0 and 1, inclusive",
        &[empty(entries(0)), longest(entries(1), entries(2))],
    ),
    row(
        "IdeName",
        "have length between 1 and 128, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(128), crabs(129))],
    ),
    row(
        "IdeRuntime",
        "have length between 1 and 400, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(400), crabs(401))],
    ),
    row(
        "InactivityTimeoutMinutes",
        "be between 0 and 1200, inclusive",
        &[least(0, -1), greatest(1200, 1201)],
    ),
    row(
        "NameString",
        "have length between 3 and 63, inclusive",
        &[shortest(letters(3), letters(2)), longest(letters(63), letters(64))],
    ),
    row(
        "PageToken",
        "have length between 1 and 10000, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(10_000), crabs(10_001))],
    ),
    row(
        "ProjectDisplayName",
        "have length between 3 and 63, inclusive",
        &[shortest(letters(3), letters(2)), longest(letters(63), letters(64))],
    ),
    // No text of three characters matches the pattern.
    row(
        "RegionName",
        "have length between 3 and 16, inclusive",
        &[
            shortest(text("us-").and_pattern(), text("us").and_pattern()),
            longest(text("us-gov-central-1"), text("us-gov-central-12")),
        ],
    ),
    row(
        "SourceRepositoryDescription",
        "have length between 1 and 255, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(255), crabs(256))],
    ),
    row(
        "SourceRepositoryName",
        "have length between 1 and 100, inclusive",
        &[shortest(letters(1), letters(0)), longest(letters(100), letters(101))],
    ),
    row(
        "StatusReason",
        "have length between 0 and 1024, inclusive",
        &[empty(crabs(0)), longest(crabs(1024), crabs(1025))],
    ),
    row("StorageSizeInGiB", "be between 0 and 64, inclusive", &[least(0, -1), greatest(64, 65)]),
    row(
        "UserId",
        "have length between 1 and 256, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(256), crabs(257))],
    ),
    // The pattern counts as well.
    row(
        "UserName",
        "have length between 3 and 100, inclusive",
        &[
            shortest(letters(3), letters(2).and_pattern()),
            longest(letters(100), letters(101).and_pattern()),
        ],
    ),
    row(
        "WorkflowRunSortCriteriaList",
        "have length between 0 and 1, inclusive",
        &[empty(entries(0)), longest(entries(1), entries(2))],
    ),
    row(
        "WorkflowSortCriteriaList",
        "have length between 0 and 1, inclusive",
        &[empty(entries(0)), longest(entries(1), entries(2))],
    ),
    unbounded_name("GetWorkflowRequest$projectName"),
    unbounded_name("GetWorkflowRunRequest$projectName"),
    unbounded_name("ListWorkflowRunsRequest$projectName"),
    unbounded_name("ListWorkflowsRequest$spaceName"),
    unbounded_name("StartWorkflowRunRequest$projectName"),
    unbounded_name("StartWorkflowRunRequest$spaceName"),
    row("ListAccessTokensRequest$maxResults", "be less than or equal to 10", &[greatest(10, 11)]),
    row(
        "ListDevEnvironmentsRequest$maxResults",
        "be between 1 and 50, inclusive",
        &[least(1, 0), greatest(50, 51)],
    ),
    row(
        "ListDevEnvironmentSessionsRequest$maxResults",
        "be between 1 and 200, inclusive",
        &[least(1, 0), greatest(200, 201)],
    ),
    row(
        "ListEventLogsRequest$maxResults",
        "be between 1 and 250, inclusive",
        &[least(1, 0), greatest(250, 251)],
    ),
    row(
        "ListProjectsRequest$maxResults",
        "be between 1 and 100, inclusive",
        &[least(1, 0), greatest(100, 101)],
    ),
    row(
        "ListSourceRepositoriesRequest$maxResults",
        "be between 1 and 200, inclusive",
        &[least(1, 0), greatest(200, 201)],
    ),
    row(
        "ListSourceRepositoryBranchesRequest$maxResults",
        "be between 1 and 50, inclusive",
        &[least(1, 0), greatest(50, 51)],
    ),
    row(
        "ListWorkflowRunsRequest$maxResults",
        "be between 1 and 50, inclusive",
        &[least(1, 0), greatest(50, 51)],
    ),
    row(
        "ListWorkflowsRequest$maxResults",
        "be between 1 and 100, inclusive",
        &[least(1, 0), greatest(100, 101)],
    ),
    row(
        "ListWorkflowRunsRequest$nextToken",
        "have length between 1 and 2048, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(2048), crabs(2049))],
    ),
    row(
        "ListWorkflowsRequest$nextToken",
        "have length between 1 and 2048, inclusive",
        &[shortest(crabs(1), crabs(0)), longest(crabs(2048), crabs(2049))],
    ),
    row(
        "StartWorkflowRunRequest$clientToken",
        "have length between 1 and 64, inclusive",
        &[shortest(letters(1), letters(0).and_pattern()), longest(letters(64), letters(65))],
    ),
];

/// The bounds of a place: those of the member, else those of the shape it targets.
pub(super) fn find(site: &Site) -> Option<(&'static Row, &'static End)> {
    let of = |place: &str| {
        let row = ROWS.iter().find(|row| row.place == place)?;
        Some((row, row.ends.iter().find(|end| end.constraint == site.constraint)?))
    };
    of(&site.place).or_else(|| of(&site.target))
}
