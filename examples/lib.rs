//! Programs that use the generated crate `codecatalyst`: see the examples beside this file. The
//! examples of the README are tests of this crate, and it stands below.
#![doc = include_str!("../README.md")]
#![allow(clippy::doc_markdown, reason = "the README names products as their owners write them")]
