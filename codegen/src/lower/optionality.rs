//! Which members can be left out: one table.
//!
//! Smithy 2.0, "Optionality" (aggregate types, structure member optionality), as a client reads
//! it, with one deliberate departure: `@required` members of an `@input` structure stay required
//! unless [`InputRequired::Optional`] is chosen.
//!
//! | member | field | stage in a builder |
//! |---|---|---|
//! | `@clientOptional` | `Option<T>` | no |
//! | `@idempotencyToken` | `Option<T>`, filled before sending | no |
//! | `@default` (not `null`), member of an `@input` structure | `Option<T>`, not sent when unset | no |
//! | `@default` (not `null`), elsewhere | `T` | no |
//! | `@default: null` | `Option<T>` | no |
//! | `@required`, in an input structure under `InputRequired::Optional` | `Option<T>` | no |
//! | `@required` | `T` | yes |
//! | a streaming blob | `Body` | only with `@required` |
//! | a stream of events | `EventStream` | only with `@required` |
//! | anything else | `Option<T>` | no |

use crate::InputRequired;

/// What decides whether a member can be left out.
#[allow(clippy::struct_excessive_bools, reason = "these are the columns of a truth table")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// `@clientOptional`
    pub(super) client_optional: bool,
    /// `@idempotencyToken`
    pub(super) idempotency_token: bool,
    /// `@default` with a value other than `null`
    pub(super) default: bool,
    /// `@required`
    pub(super) required: bool,
    /// The container is an `@input` structure, or the input of an operation.
    pub(super) in_input: bool,
    /// The target is a streaming blob, or the union of a stream's events.
    pub(super) streaming: bool,
}

/// Whether a member can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Optionality {
    /// Always there, asked for by constructors.
    Required,
    /// Always there, starting out with a default.
    Defaulted,
    /// Perhaps absent.
    Optional,
}

pub(super) fn decide(facts: Facts, input_required: InputRequired) -> Optionality {
    if facts.client_optional || facts.idempotency_token {
        return Optionality::Optional;
    }
    if facts.default {
        return if facts.in_input { Optionality::Optional } else { Optionality::Defaulted };
    }
    if facts.required && !(facts.in_input && input_required == InputRequired::Optional) {
        return Optionality::Required;
    }
    if facts.streaming {
        return Optionality::Defaulted;
    }
    Optionality::Optional
}

#[cfg(test)]
mod tests {
    use super::*;
    use Optionality::{Defaulted, Optional, Required};

    const NONE: Facts = Facts {
        client_optional: false,
        idempotency_token: false,
        default: false,
        required: false,
        in_input: false,
        streaming: false,
    };

    fn staged(facts: Facts) -> Optionality {
        decide(facts, InputRequired::Staged)
    }

    #[test]
    fn client_optional_wins_over_everything() {
        assert_eq!(
            staged(Facts { client_optional: true, required: true, default: true, ..NONE }),
            Optional
        );
    }

    #[test]
    fn an_idempotency_token_is_never_asked_for() {
        assert_eq!(
            staged(Facts { idempotency_token: true, required: true, in_input: true, ..NONE }),
            Optional
        );
    }

    #[test]
    fn a_default_is_not_sent_from_the_top_of_an_input() {
        assert_eq!(staged(Facts { default: true, in_input: true, ..NONE }), Optional);
    }

    #[test]
    fn a_default_elsewhere_is_a_plain_field() {
        assert_eq!(staged(Facts { default: true, required: true, ..NONE }), Defaulted);
    }

    #[test]
    fn required_is_asked_for_in_outputs_and_inputs() {
        assert_eq!(staged(Facts { required: true, ..NONE }), Required);
        assert_eq!(staged(Facts { required: true, in_input: true, ..NONE }), Required);
    }

    #[test]
    fn inputs_can_follow_the_specification_to_the_letter() {
        let input = Facts { required: true, in_input: true, ..NONE };
        assert_eq!(decide(input, InputRequired::Optional), Optional);
        assert_eq!(decide(Facts { in_input: false, ..input }, InputRequired::Optional), Required);
    }

    #[test]
    fn a_stream_is_always_there() {
        assert_eq!(staged(Facts { streaming: true, ..NONE }), Defaulted);
        assert_eq!(staged(Facts { streaming: true, required: true, ..NONE }), Required);
    }

    #[test]
    fn anything_else_may_be_absent() {
        assert_eq!(staged(NONE), Optional);
    }
}
