//! `smithy.protocols#rpcv2Cbor`.

#[cfg(test)]
mod tests;

use super::encoding::Cbor;
use super::{rpc, RpcV2};
use crate::schema::TimestampFormat;
use crate::serde::{Codec, Format, Timestamps};

const CODEC: Codec = Codec {
    format: Format::Cbor,
    timestamps: Timestamps::Fixed(TimestampFormat::EpochSeconds),
    ..rpc::CODEC
};

/// The protocol `smithy.protocols#rpcv2Cbor`.
pub const RPC_V2_CBOR: RpcV2 = RpcV2 {
    id: "smithy.protocols#rpcv2Cbor",
    name: "rpc-v2-cbor",
    content_type: "application/cbor",
    encoding: &Cbor(CODEC),
    #[cfg(feature = "event-stream")]
    events: &crate::event_stream::CborEvents { codec: CODEC },
};
