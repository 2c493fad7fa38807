//! What a server, or something that stands in for it, can do to a client, and what values can do
//! to a request: typed errors or tolerated values, never a panic, never another request.

mod cut_short;
mod excess;
mod heads;
mod labels;
mod logs;
mod requests;
mod responses;
mod tolerated;

use std::error::Error;

use codecatalyst::operation::get_project::{GetProjectError, GetProjectResponse};
use codecatalyst::retry::RetryPolicy;
use codecatalyst::{Client, Timeouts};

use crate::end_to_end::case::{builder, PROJECT, SPACE};
use crate::end_to_end::server::{Reply, Server};

/// A client that tries once and has no time limit, so that only the response decides.
fn client(server: &Server) -> Client {
    let builder = builder(server);
    builder.retry(RetryPolicy::off()).timeouts(Timeouts::none()).build().unwrap()
}

/// What becomes of a call of `GetProject` that is answered with this.
async fn get_project(reply: impl Into<Reply>) -> Result<GetProjectResponse, GetProjectError> {
    let server = Server::start([reply]).await;
    client(&server).get_project().space_name(SPACE).name(PROJECT).send().await
}

/// Everything that an error shows: its text, its `Debug` form, and the same of all errors behind it.
fn everything_shown(error: &(dyn Error + 'static)) -> String {
    let mut shown = vec![format!("{error}\n{error:?}\n{error:#?}")];
    let mut next = error.source();
    while let Some(source) = next {
        shown.push(format!("{source}\n{source:?}"));
        next = source.source();
    }
    shown.join("\n")
}
