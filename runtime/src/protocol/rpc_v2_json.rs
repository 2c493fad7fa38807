//! `smithy.protocols#rpcv2Json`.

#[cfg(test)]
mod tests;

use super::encoding::Json;
use super::{rpc, RpcV2};
use crate::schema::TimestampFormat;
use crate::serde::{Codec, Timestamps};

const CODEC: Codec = Codec {
    quoted_numbers: true,
    timestamps: Timestamps::Fixed(TimestampFormat::EpochSeconds),
    ..rpc::CODEC
};

/// The protocol `smithy.protocols#rpcv2Json`.
pub const RPC_V2_JSON: RpcV2 = RpcV2 {
    id: "smithy.protocols#rpcv2Json",
    name: "rpc-v2-json",
    content_type: "application/json",
    encoding: &Json(CODEC),
    #[cfg(feature = "event-stream")]
    events: &crate::event_stream::JsonEvents { codec: CODEC, initial_messages: true },
};
