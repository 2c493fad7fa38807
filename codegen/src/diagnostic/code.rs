//! Stable codes of findings.

use std::fmt;

/// The stable code of a rule, such as `FS0101`.
///
/// Hundreds group them: 01 files and JSON, 02 the shape graph, 03 trait values, 04 HTTP,
/// 05 services, resources and operations, 06 generation. What a code means is in
/// [`super::explain`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u16);

impl Code {
    /// A file is not JSON.
    pub const NOT_JSON: Self = Self(101);
    /// A file is larger than the limit.
    pub const TOO_LARGE: Self = Self(102);
    /// JSON is nested deeper than the limit.
    pub const TOO_DEEP: Self = Self(103);
    /// An object has a key twice.
    pub const DUPLICATE_KEY: Self = Self(104);
    /// `smithy` is missing or names an unsupported version.
    pub const SMITHY_VERSION: Self = Self(105);
    /// A property has a value of the wrong type.
    pub const PROPERTY_TYPE: Self = Self(106);
    /// A property that the JSON AST does not have.
    pub const UNKNOWN_PROPERTY: Self = Self(107);
    /// A property that must be there is not.
    pub const MISSING_PROPERTY: Self = Self(108);
    /// A shape type that Smithy does not have.
    pub const SHAPE_TYPE: Self = Self(109);
    /// Files disagree on a metadata value.
    pub const METADATA_CONFLICT: Self = Self(110);
    /// A shape is defined twice, differently.
    pub const SHAPE_CONFLICT: Self = Self(111);
    /// A trait is applied twice with different values.
    pub const TRAIT_CONFLICT: Self = Self(112);
    /// `apply` names a shape or member that is not there.
    pub const APPLY_TARGET: Self = Self(113);
    /// `apply` changes a prelude shape.
    pub const APPLY_TO_PRELUDE: Self = Self(114);
    /// `mixins` names a shape that is not a mixin.
    pub const NOT_A_MIXIN: Self = Self(115);
    /// Mixins lead back to themselves.
    pub const MIXIN_CYCLE: Self = Self(116);
    /// A mixin is of another type than the shape, or brings what mixins may not.
    pub const MIXIN_TYPE: Self = Self(117);
    /// A member is inherited or redefined with different targets.
    pub const MIXIN_MEMBER_CONFLICT: Self = Self(118);
    /// Mixins multiply a model beyond the limit.
    pub const MIXIN_GROWTH: Self = Self(119);
    /// The old `enum` trait cannot become an enum shape.
    pub const ENUM_TRAIT_KEPT: Self = Self(120);
    /// A shape ID or member name breaks the grammar.
    pub const INVALID_IDENTIFIER: Self = Self(201);
    /// A shape that is mentioned does not exist.
    pub const UNRESOLVED_TARGET: Self = Self(202);
    /// A shape of the wrong type is mentioned.
    pub const TARGET_TYPE: Self = Self(203);
    /// Member names differ only by case.
    pub const MEMBER_CASE: Self = Self(204);
    /// Shape IDs differ only by case.
    pub const SHAPE_CASE: Self = Self(205);
    /// A union or enum has no members.
    pub const NO_MEMBERS: Self = Self(206);
    /// Shapes contain themselves without a way out.
    pub const RECURSION: Self = Self(207);
    /// Enum values are missing, of the wrong type, or clash.
    pub const ENUM_VALUES: Self = Self(208);
    /// A mixin is used as an ordinary shape.
    pub const MIXIN_REFERENCED: Self = Self(209);
    /// A trait has an ill-formed value.
    pub const TRAIT_VALUE: Self = Self(301);
    /// A trait is applied where it cannot be.
    pub const TRAIT_PLACE: Self = Self(302);
    /// Traits that exclude each other are applied together.
    pub const TRAITS_EXCLUDE: Self = Self(303);
    /// A trait that one member may have is on several.
    pub const EXCLUSIVE_MEMBERS: Self = Self(304);
    /// The lower bound is above the upper one.
    pub const BOUNDS_ORDER: Self = Self(305);
    /// A default does not fit the type.
    pub const DEFAULT_TYPE: Self = Self(306);
    /// A default breaks a constraint.
    pub const DEFAULT_CONSTRAINT: Self = Self(307);
    /// A member disagrees with the default of its target.
    pub const DEFAULT_TARGET: Self = Self(308);
    /// Two members have the same name in JSON.
    pub const JSON_NAME_CLASH: Self = Self(309);
    /// A URI pattern is ill-formed.
    pub const URI_PATTERN: Self = Self(401);
    /// A label has no member.
    pub const LABEL_WITHOUT_MEMBER: Self = Self(402);
    /// A label member has no label.
    pub const MEMBER_WITHOUT_LABEL: Self = Self(403);
    /// The member of a label is unfit for it.
    pub const LABEL_MEMBER: Self = Self(404);
    /// Two operations answer to the same requests.
    pub const URI_CONFLICT: Self = Self(405);
    /// Some operations of a service have HTTP bindings and others do not.
    pub const HTTP_MISSING: Self = Self(406);
    /// Members are left for a body that is one member's.
    pub const PAYLOAD_CONFLICT: Self = Self(407);
    /// Two members are bound to the same header or query parameter.
    pub const BINDING_CLASH: Self = Self(408);
    /// A header name is not one, or belongs to HTTP itself.
    pub const HEADER_NAME: Self = Self(409);
    /// A status code does not fit its use.
    pub const STATUS_CODE: Self = Self(410);
    /// A host prefix is ill-formed or names no member.
    pub const HOST_PREFIX: Self = Self(411);
    /// An operation or resource is bound twice.
    pub const BOUND_TWICE: Self = Self(501);
    /// An operation or resource lacks identifiers.
    pub const RESOURCE_IDENTIFIERS: Self = Self(502);
    /// Shapes of a service have the same name.
    pub const NAME_CONFLICT: Self = Self(503);
    /// A rename breaks the rules.
    pub const RENAME: Self = Self(504);
    /// Pagination names members that are missing or unfit.
    pub const PAGINATION: Self = Self(505);
    /// An error is not marked as one.
    pub const NOT_AN_ERROR: Self = Self(506);
    /// A stream is used where it cannot be.
    pub const STREAMING: Self = Self(507);
    /// Resources contain themselves.
    pub const RESOURCE_CYCLE: Self = Self(508);
    /// A protocol or authentication scheme that nobody handles.
    pub const UNHANDLED_SCHEME: Self = Self(509);
    /// The service that was asked for does not exist.
    pub const UNKNOWN_SERVICE: Self = Self(510);
    /// An input or output structure is used elsewhere.
    pub const INPUT_OUTPUT_REUSE: Self = Self(511);
    /// `auth` names a scheme that the service does not have.
    pub const AUTH_LIST: Self = Self(512);
    /// A lifecycle operation is not marked as it must be.
    pub const LIFECYCLE: Self = Self(513);

    /// A pattern that no ECMA-262 grammar accepts.
    pub const PATTERN: Self = Self(601);
    /// The service has no protocol that clients can speak.
    pub const NO_PROTOCOL: Self = Self(602);
    /// The generator cannot do this yet.
    pub const UNSUPPORTED: Self = Self(603);
    /// The generator made code that is none: a fault of ours, never of the model.
    pub const INTERNAL: Self = Self(604);
    /// Streams of events are not carried in full.
    pub const EVENTS: Self = Self(605);

    /// The code with this number. Whoever adds one also adds its explanation.
    #[must_use]
    pub const fn new(number: u16) -> Self {
        Self(number)
    }

    /// The number without its prefix.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }

    /// The code written as `FS0101`; the prefix may be left out and in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim_start_matches(['F', 'S', 'f', 's']);
        digits.parse().ok().map(Self)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "FS{:04}", self.0)
    }
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
