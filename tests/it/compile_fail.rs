//! What must not compile, and what the compiler says of it.
//!
//! The expected messages stand beside the programs;
//! `TRYBUILD=overwrite cargo test -p ferrosmith-compile-fail` writes them anew. It is a package of
//! its own because each program is built with everything that its package depends on.

#[test]
fn mistakes_that_do_not_compile() {
    trybuild::TestCases::new().compile_fail("*.rs");
}
