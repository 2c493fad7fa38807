//! Types like the generated ones, for tests.

use std::string::String;
use std::vec::Vec;

use crate::schema::{Member, Schema};
use crate::shape::{Shape, Structure};

/// Defines a structure with its schema: `field: type = member`.
macro_rules! structure {
    ($name:ident { $($field:ident: $type:ty = $member:expr),* $(,)? }) => {
        #[derive(Clone, Debug, PartialEq)]
        pub(crate) struct $name {
            $(pub(crate) $field: $type,)*
        }

        impl $name {
            pub(crate) fn the_schema() -> &'static crate::schema::Schema {
                static SCHEMA: crate::schema::Schema =
                    crate::schema::Schema::structure(concat!("test#", stringify!($name)), &[$($member),*]);
                &SCHEMA
            }
        }

        impl crate::shape::Structure for $name {
            fn schema(&self) -> &'static crate::schema::Schema {
                Self::the_schema()
            }

            fn empty() -> Self {
                Self { $($field: crate::shape::Shape::empty(),)* }
            }

            fn member(&self, index: usize) -> Option<&dyn crate::shape::Shape> {
                let members: &[&dyn crate::shape::Shape] = &[$(&self.$field),*];
                members.get(index).copied()
            }

            fn member_mut(&mut self, index: usize) -> Option<&mut dyn crate::shape::Shape> {
                let mut next = 0;
                $({
                    if next == index {
                        return Some(&mut self.$field);
                    }
                    next += 1;
                })*
                let _ = next;
                None
            }
        }
    };
}
pub(crate) use structure;

/// A union of a number, a text and a list of itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Choice {
    Number(i32),
    Text(String),
    Many(Vec<Choice>),
    Unknown(String),
}

pub(crate) static INTEGER: Schema =
    Schema::simple("smithy.api#Integer", crate::schema::Kind::Integer);
pub(crate) static LONG: Schema = Schema::simple("smithy.api#Long", crate::schema::Kind::Long);
pub(crate) static STRING: Schema = Schema::string("smithy.api#String");
pub(crate) static STRINGS: Schema = Schema::list("test#Strings", &[Member::new("member", &STRING)]);
pub(crate) static SPARSE: Schema =
    Schema::list("test#Sparse", &[Member::new("member", &STRING)]).sparse();
pub(crate) static STRING_MAP: Schema =
    Schema::map("test#StringMap", &[Member::new("key", &STRING), Member::new("value", &STRING)]);
pub(crate) static SECRET: Schema = Schema::string("test#Secret").sensitive();
static CHOICES: Schema = Schema::list("test#Choices", &[Member::new("member", &CHOICE)]);
pub(crate) static CHOICE: Schema = Schema::union(
    "test#Choice",
    &[Member::new("number", &INTEGER), Member::new("text", &STRING), Member::new("many", &CHOICES)],
);

impl Structure for Choice {
    fn schema(&self) -> &'static Schema {
        &CHOICE
    }

    fn empty() -> Self {
        Self::Unknown(String::new())
    }

    fn member(&self, index: usize) -> Option<&dyn Shape> {
        match (self, index) {
            (Self::Number(value), 0) => Some(value),
            (Self::Text(value), 1) => Some(value),
            (Self::Many(value), 2) => Some(value),
            _ => None,
        }
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Shape> {
        *self = match index {
            0 => Self::Number(0),
            1 => Self::Text(String::new()),
            2 => Self::Many(Vec::new()),
            _ => return None,
        };
        match self {
            Self::Number(value) => Some(value),
            Self::Text(value) => Some(value),
            Self::Many(value) => Some(value),
            Self::Unknown(_) => None,
        }
    }

    fn unknown(&self) -> Option<&str> {
        match self {
            Self::Unknown(name) => Some(name),
            _ => None,
        }
    }

    fn set_unknown(&mut self, name: &str) {
        *self = Self::Unknown(name.into());
    }
}

/// A value without members.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Nothing;

pub(crate) static NOTHING: Schema = Schema::structure("test#Nothing", &[]);

impl Structure for Nothing {
    fn schema(&self) -> &'static Schema {
        &NOTHING
    }

    fn empty() -> Self {
        Self
    }

    fn member(&self, _: usize) -> Option<&dyn Shape> {
        None
    }

    fn member_mut(&mut self, _: usize) -> Option<&mut dyn Shape> {
        None
    }
}

/// A value that holds values of its own kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) children: Vec<Node>,
}

static NODES: Schema = Schema::list("test#Nodes", &[Member::new("member", &NODE)]);
pub(crate) static NODE: Schema = Schema::structure("test#Node", &[Member::new("children", &NODES)]);

impl Structure for Node {
    fn schema(&self) -> &'static Schema {
        &NODE
    }

    fn empty() -> Self {
        Self { children: Vec::new() }
    }

    fn member(&self, index: usize) -> Option<&dyn Shape> {
        (index == 0).then_some(&self.children as &dyn Shape)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Shape> {
        (index == 0).then_some(&mut self.children as &mut dyn Shape)
    }
}
