//! The body of a success, and where it is a stream of events, those.

use http::response::Parts;

use crate::error::Failure;
use crate::http::Body;
use crate::operation::OperationSchema;

/// What a success consists of besides its head.
pub(crate) struct Success {
    /// What the protocol reads.
    pub(crate) body: Body,
    /// The messages after that, of an operation whose output has events.
    #[cfg(feature = "event-stream")]
    pub(super) messages: Option<crate::event_stream::Messages>,
}

impl From<Body> for Success {
    fn from(body: Body) -> Self {
        Self {
            body,
            #[cfg(feature = "event-stream")]
            messages: None,
        }
    }
}

impl Success {
    /// A success whose body comes bit by bit. `limit` is the greatest length of a message in it.
    #[cfg(feature = "client")]
    #[cfg_attr(
        not(feature = "event-stream"),
        allow(clippy::unused_async, unused_variables, reason = "only events are waited for")
    )]
    pub(crate) async fn open(
        operation: &'static OperationSchema,
        head: &Parts,
        body: Body,
        limit: u64,
    ) -> Result<Self, Failure> {
        #[cfg(feature = "event-stream")]
        if operation.output().events().is_some() {
            return super::events::open(operation, head, body, limit).await;
        }
        Ok(body.into())
    }

    /// A success whose body is at hand.
    #[cfg_attr(
        not(feature = "event-stream"),
        allow(clippy::unnecessary_wraps, unused_variables, reason = "only events can be wrong")
    )]
    pub(crate) fn whole(
        operation: &'static OperationSchema,
        head: &Parts,
        body: Body,
    ) -> Result<Self, Failure> {
        #[cfg(feature = "event-stream")]
        if operation.output().events().is_some() {
            return super::events::open_whole(operation, head, body);
        }
        Ok(body.into())
    }
}
