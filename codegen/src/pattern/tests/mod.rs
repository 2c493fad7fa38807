//! Tests of the pattern compiler together with the run-time matcher.

mod differential;
mod facts;
mod generate;
mod limits;
mod load;
