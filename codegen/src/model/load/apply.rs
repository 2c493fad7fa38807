//! `apply` statements, which count as if the traits were written in the definition (model.rst,
//! "Applying traits externally").

use indexmap::IndexMap;

use super::super::{Shape, ShapeId};
use super::report::Report;
use super::{merge, Application, Draft, Introduced};
use crate::diagnostic::Code;

/// Applies what can be applied now; what is meant for members that mixins will bring is returned.
pub(super) fn apply(
    draft: &mut Draft,
    prelude: &IndexMap<ShapeId, Shape>,
    report: &mut Report<'_>,
) -> Introduced {
    let mut introduced = Introduced::new();
    for application in std::mem::take(&mut draft.applications) {
        let container = application.target.container();
        if prelude.contains_key(&container) {
            let message =
                format!("`apply` changes `{}`, a shape of the prelude", application.target);
            let help = "define a shape of your own, or apply the trait to the member that uses it";
            let position = application.position;
            report.error(Code::APPLY_TO_PRELUDE, position, &application.target, message, help);
            continue;
        }
        let Some(shape) = draft.shapes.get_mut(&container) else {
            unknown(&application, "there is no such shape", report);
            continue;
        };
        let Some(member) = application.target.member() else {
            for applied in application.traits {
                merge::traits(&mut shape.traits, applied, &container, report);
            }
            continue;
        };
        let inherits = !shape.mixins.is_empty();
        let own = shape.member_mut(member).filter(|own| !own.target.as_str().is_empty());
        match own {
            Some(own) => {
                for applied in application.traits {
                    merge::traits(&mut own.traits, applied, &application.target, report);
                }
            }
            None if inherits => {
                introduced.entry(container).or_default().push(application);
            }
            None => unknown(&application, "the shape has no such member", report),
        }
    }
    introduced
}

/// Reports an application without a target.
pub(super) fn unknown(application: &Application, why: &str, report: &mut Report<'_>) {
    let message = format!("`apply` names `{}`, but {why}", application.target);
    let help = "correct the name, or load the file that defines it";
    report.error(Code::APPLY_TARGET, application.position, &application.target, message, help);
}
