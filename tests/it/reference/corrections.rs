//! Where the reference is misprinted: every place, what it prints, and what the model has instead.
//!
//! Patterns are given as printed, that is without anchors; `anchor` adds those everywhere.

use super::facts::Facts;

pub(super) struct Correction {
    pub(super) member: &'static str,
    pub(super) printed: &'static str,
    pub(super) corrected: &'static str,
    pub(super) reason: &'static str,
}

const NAME: &str = r"[a-zA-Z0-9]+(?:[-_\.][a-zA-Z0-9]+)*";
const REPOSITORY: &str = r"(?!.*[.]git$)[\w\-.]*";
const DESCRIPTION: &str = r"[a-zA-Z0-9]+(?:[-_a-zA-Z0-9.,;:/\+=?&$% \n\t\r])*";

const STRAY_QUESTION_MARK: &str = "a stray `?` follows the class of separators";
const STRAY_BLANK: &str = "a stray blank follows the class of separators";
const ESCAPED_DOT: &str = r"`[\.]` for `[.]`";
const FOLDED_BLANKS: &str = r"` \n\t\r` was folded into one blank";

/// A pattern that carries a stray `?` after the separators.
const fn question_mark(member: &'static str) -> Correction {
    Correction {
        member,
        printed: r"[a-zA-Z0-9]+(?:[-_\.]?[a-zA-Z0-9]+)*",
        corrected: NAME,
        reason: STRAY_QUESTION_MARK,
    }
}

/// A pattern that carries a stray blank after the separators.
const fn blank(member: &'static str) -> Correction {
    Correction {
        member,
        printed: r"[a-zA-Z0-9]+(?:[-_\.] [a-zA-Z0-9]+)*",
        corrected: NAME,
        reason: STRAY_BLANK,
    }
}

/// A repository pattern with an escaped dot in its class.
const fn escaped_dot(member: &'static str) -> Correction {
    Correction {
        member,
        printed: r"(?!.*[\.]git$)[\w\-.]*",
        corrected: REPOSITORY,
        reason: ESCAPED_DOT,
    }
}

/// A description pattern whose white space was folded.
const fn folded(member: &'static str) -> Correction {
    Correction {
        member,
        printed: r"[a-zA-Z0-9]+(?:[-_a-zA-Z0-9.,;:/\+=?&$% ])*",
        corrected: DESCRIPTION,
        reason: FOLDED_BLANKS,
    }
}

pub(super) const CORRECTIONS: &[Correction] = &[
    question_mark("CreateSourceRepositoryBranchRequest$spaceName"),
    question_mark("GetWorkflowResponse$spaceName"),
    question_mark("StartDevEnvironmentSessionRequest$spaceName"),
    blank("DeleteSourceRepositoryRequest$projectName"),
    blank("DeleteSourceRepositoryRequest$spaceName"),
    escaped_dot("DeleteSourceRepositoryResponse$name"),
    escaped_dot("GetWorkflowResponse$sourceRepositoryName"),
    escaped_dot("DevEnvironmentRepositorySummary$repositoryName"),
    escaped_dot("RepositoryInput$repositoryName"),
    escaped_dot("WorkflowSummary$sourceRepositoryName"),
    folded("CreateProjectRequest$description"),
    folded("UpdateSpaceRequest$description"),
    Correction {
        member: "UpdateProjectRequest$description",
        printed: r"[a-zA-Z0-9]+(?:[-_a-zA-Z0-9.,;:\^+=?&$% ])*",
        corrected: DESCRIPTION,
        reason: r"`:/\+` was misprinted as `:\^+`, and ` \n\t\r` was folded into one blank",
    },
    Correction {
        member: "CreateProjectRequest$displayName",
        printed: r"[a-zA-Z0-9]+(?:[-_\. ] [a-zA-Z0-9]+)*",
        corrected: r"[a-zA-Z0-9]+(?:[-_\. ][a-zA-Z0-9]+)*",
        reason: STRAY_BLANK,
    },
    Correction {
        member: "GetUserDetailsRequest$userName",
        printed: "[a-zA-Z0-9_.--]{3,100}",
        corrected: "[a-zA-Z0-9_.-]{3,100}",
        reason: "the closing `-` of the class is doubled",
    },
];

/// Replaces what is misprinted. An entry that no longer describes the print is a problem: then the
/// reference has changed and the entry must go.
pub(super) fn correct(reference: &mut Facts) -> Vec<String> {
    let mut problems = Vec::new();
    for correction in CORRECTIONS {
        let member = correction.member;
        let printed = reference.get(member, "pattern").unwrap_or("no pattern");
        if printed == correction.printed {
            reference.state(member, "pattern", correction.corrected);
        } else {
            let expected = correction.printed;
            problems.push(format!(
                "{member}: the correction expects `{expected}`, the reference prints `{printed}`"
            ));
        }
    }
    problems
}

/// Puts back the anchors that the reference leaves out of every pattern: a value has to match as a
/// whole, and a Smithy pattern without anchors would accept a match anywhere in the value.
///
/// This alone also restores the alternative of an empty alias, whose outermost anchors were cut
/// off like all others: `$|^name` becomes `^$|^name$`.
pub(super) fn anchor(reference: &mut Facts) {
    let patterns: Vec<(String, String)> = reference
        .of_aspect("pattern")
        .map(|(id, pattern)| (id.to_owned(), format!("^{pattern}$")))
        .collect();
    for (id, pattern) in patterns {
        reference.state(&id, "pattern", pattern);
    }
}
