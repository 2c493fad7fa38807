//! The generated client over real sockets, against expectations written by hand.

pub(crate) mod case;
pub(crate) mod doubles;
pub(crate) mod own_transport;
pub(crate) mod server;
pub(crate) mod transports;

mod access;
mod branches;
mod coverage;
mod dev_environment_details;
mod dev_environments;
mod errors;
mod interruptions;
mod pages;
mod projects;
mod retries;
mod safety;
mod sessions;
mod source_repositories;
mod spaces;
mod workflow_runs;
mod workflows;
