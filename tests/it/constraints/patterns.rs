//! Texts on both sides of every pattern, by the shapes and members that have it.
//!
//! The meaning is that of ECMA-262: `$` is the very end, not the place before a last line break,
//! and `\w` and `\d` are ASCII.

use super::model::Site;

/// A pattern and texts that it matches, and texts that it does not.
pub(super) struct Pattern {
    pub(super) source: &'static str,
    /// Shapes and members.
    pub(super) places: &'static [&'static str],
    pub(super) matches: &'static [&'static str],
    pub(super) rejects: &'static [&'static str],
}

pub(super) const PATTERNS: &[Pattern] = &[
    Pattern {
        source: r"^[a-zA-Z0-9]+(?:[-_\.][a-zA-Z0-9]+)*$",
        places: &["NameString", "DevEnvironmentAlias", "StartWorkflowRunRequest$clientToken"],
        matches: &["abc", "A1z", "a-b", "a_b", "a.b", "a.b-c_d", "0-0", "aaa-bbb.ccc"],
        rejects: &[
            "",
            "-ab",
            "ab-",
            "a--b",
            "a._b",
            "a b",
            "abc\n",
            "\nabc",
            "abc\nabc",
            "abc\0",
            "a/b",
            "ábc",
            "a-\u{661}",
            "\u{ff41}bc",
            "a\u{2010}b",
            "abc ",
            "...",
            "a\\b",
        ],
    },
    Pattern {
        source: r"^$|^[a-zA-Z0-9]+(?:[-_\.][a-zA-Z0-9]+)*$",
        places: &["UpdateDevEnvironmentRequest$alias"],
        matches: &["", "a", "abc", "a-b.c_d"],
        rejects: &["-", "a-", "\n", " ", "a\n", "a--b", "é", "a b"],
    },
    Pattern {
        source: r"^[a-zA-Z0-9]+(?:[-_\. ][a-zA-Z0-9]+)*$",
        places: &["ProjectDisplayName"],
        matches: &["abc", "a b", "My Project 2", "a-b_c.d e"],
        rejects: &["", " ab", "ab ", "a  b", "a- b", "a\tb", "a\u{a0}b", "a b\n", "a b c!", "ünï"],
    },
    Pattern {
        source: r"^[a-zA-Z0-9]+(?:[-_a-zA-Z0-9.,;:/\+=?&$% \n\t\r])*$",
        places: &["Description"],
        matches: &["a", "0", "a\n", "a \t\r\n b", "a-_.,;:/+=?&$%", "A service: 1+1=2?"],
        rejects: &[
            "",
            " a",
            "-a",
            "\na",
            "a!",
            "a'b",
            "a\"b",
            "a(b)",
            "a#b",
            "a@b",
            "a\\b",
            "a\u{b}",
            "a\u{2028}",
            "é",
            "aé",
            "a\u{661}",
            "a<b>",
            "a*",
        ],
    },
    Pattern {
        source: r"^(us(?:-gov)?|af|ap|ca|cn|eu|sa)-(central|(?:north|south)?(?:east|west)?)-(\d+)$",
        places: &["RegionName"],
        matches: &[
            "us-east-1",
            "us-gov-west-1",
            "eu-central-1",
            "ap-southeast-2",
            "sa-east-1",
            "us--1",
            "cn-north-1",
            "af-south-0123",
        ],
        rejects: &[
            "",
            "us-east-",
            "us-east-1\n",
            "us-east-\u{661}",
            "us-east-1a",
            "US-EAST-1",
            "me-south-1",
            "us-eastwest-1",
            "eu-gov-west-1",
            "us-centraleast-1",
            " us-east-1",
            "us-east1",
            "us-1",
        ],
    },
    // The look-ahead looks for `.git` at the end of a line, and `.` matches no line break.
    Pattern {
        source: r"^(?!.*[.]git$)[\w\-.]*$",
        places: &["SourceRepositoryName"],
        matches: &[
            "",
            "git",
            "a",
            "a.gi",
            "a.gits",
            "a.git.",
            "a.git-b",
            ".gitignore",
            "a.GIT",
            "agit",
            "-",
            "_",
            ".",
            "..",
            "a-git",
            "x_git",
            ".git.x",
        ],
        rejects: &[
            ".git",
            "a.git",
            "a.git.git",
            "..git",
            "a.git\n",
            "a.git\nb",
            "a\n",
            "a b",
            "a/b",
            "é",
            "a\u{661}",
            "a+b",
            "a\r.git",
            "a~",
        ],
    },
    Pattern {
        source: r"^[a-zA-Z0-9_.-]{3,100}$",
        places: &["UserName"],
        matches: &["abc", "...", "---", "a_b.c-d", "000"],
        rejects: &["", "ab", "ab\n", "abc\n", "a b", "a@b", "\u{661}\u{662}\u{663}", "äöü", "abc/"],
    },
    Pattern {
        source: r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
        places: &["Uuid"],
        matches: &["01234567-89ab-cdef-0123-456789abcdef", "ABCDEFab-0000-ffff-FFFF-000000000000"],
        rejects: &[
            "",
            "0123456-89ab-cdef-0123-456789abcdef",
            "01234567-89ab-cdef-0123-456789abcde",
            "01234567-89ab-cdef-0123-456789abcdef0",
            "g1234567-89ab-cdef-0123-456789abcdef",
            "0123456789abcdef0123456789abcdef",
            "01234567-89ab-cdef-0123-456789abcdef\n",
            "{01234567-89ab-cdef-0123-456789abcdef}",
            "0123456\u{667}-89ab-cdef-0123-456789abcdef",
            "01234567_89ab-cdef-0123-456789abcdef",
        ],
    },
];

/// The samples for a place: those of the member, else those of the shape it targets.
pub(super) fn find(site: &Site) -> Option<(&'static str, &'static Pattern)> {
    let of = |wanted: &str| {
        let pattern = PATTERNS.iter().find(|pattern| pattern.places.contains(&wanted))?;
        Some((*pattern.places.iter().find(|place| **place == wanted)?, pattern))
    };
    of(&site.place).or_else(|| of(&site.target))
}

/// What a violation of the pattern at this place says.
pub(super) fn message(site: &Site) -> String {
    let source = find(site).map_or("", |(_, pattern)| pattern.source);
    format!("Member must satisfy regular expression pattern: {source}")
}
