//! Programs that use the generated crate `codecatalyst`: see the examples beside this file.
