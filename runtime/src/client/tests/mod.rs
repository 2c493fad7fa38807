//! Facts about calls, over canned replies and a clock that only moves when all is waiting.

#[cfg(all(
    feature = "api-key-auth",
    feature = "basic-auth",
    feature = "compression",
    feature = "content-md5",
    feature = "sigv4"
))]
mod auth;
mod calls;
mod limits;
mod pages;
mod repeats;
mod secrets;
pub(crate) mod service;
#[cfg(all(
    feature = "api-key-auth",
    feature = "basic-auth",
    feature = "compression",
    feature = "content-md5",
    feature = "sigv4"
))]
mod shaping;
#[cfg(feature = "tracing")]
mod spans;
pub(crate) mod time;

use alloc::sync::Arc;

use self::service::SERVICE;
use self::time::FakeTime;
use super::{Builder, Client, Random};
use crate::transport::canned::CannedTransport;

/// Random numbers that are all the same.
#[derive(Clone, Copy)]
pub(crate) struct Fixed(pub(crate) u64);

impl Random for Fixed {
    fn next(&self) -> u64 {
        self.0
    }
}

/// Settings over this transport and this clock, with a token and full pauses.
fn builder(transport: &CannedTransport, time: &Arc<FakeTime>) -> Builder<Client> {
    Client::builder(&SERVICE)
        .bearer_token("s3cret-token")
        .endpoint("https://things.test")
        .transport(transport.clone())
        .clock(time.clone())
        .sleep(time.clone())
        .random(Fixed(u64::MAX))
}

fn client(transport: &CannedTransport, time: &Arc<FakeTime>) -> Client {
    builder(transport, time).build().unwrap()
}
