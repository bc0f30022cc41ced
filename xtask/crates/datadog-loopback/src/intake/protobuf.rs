//! The messages of the agent that the server reads, with the fields it needs. The names and numbers are those of Datadog's published definitions
//! (`agent_payload.proto`, `agent_payload.proto` of traces, `ddsketch.proto`).

use std::collections::HashMap;

/// Series of version 2.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct MetricPayload {
    #[prost(message, repeated, tag = "1")]
    pub(crate) series: Vec<MetricSeries>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct MetricSeries {
    #[prost(message, repeated, tag = "1")]
    pub(crate) resources: Vec<Resource>,
    #[prost(string, tag = "2")]
    pub(crate) metric: String,
    #[prost(string, repeated, tag = "3")]
    pub(crate) tags: Vec<String>,
    #[prost(message, repeated, tag = "4")]
    pub(crate) points: Vec<MetricPoint>,
    /// 0 unspecified, 1 count, 2 rate, 3 gauge.
    #[prost(int32, tag = "5")]
    pub(crate) kind: i32,
    #[prost(int64, tag = "8")]
    pub(crate) interval: i64,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Resource {
    #[prost(string, tag = "1")]
    pub(crate) kind: String,
    #[prost(string, tag = "2")]
    pub(crate) name: String,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct MetricPoint {
    #[prost(double, tag = "1")]
    pub(crate) value: f64,
    #[prost(int64, tag = "2")]
    pub(crate) timestamp: i64,
}

/// Sketches of distributions.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct SketchPayload {
    #[prost(message, repeated, tag = "1")]
    pub(crate) sketches: Vec<Sketch>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Sketch {
    #[prost(string, tag = "1")]
    pub(crate) metric: String,
    #[prost(string, tag = "2")]
    pub(crate) host: String,
    #[prost(string, repeated, tag = "4")]
    pub(crate) tags: Vec<String>,
    #[prost(message, repeated, tag = "7")]
    pub(crate) dogsketches: Vec<Dogsketch>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Dogsketch {
    #[prost(int64, tag = "1")]
    pub(crate) ts: i64,
    #[prost(int64, tag = "2")]
    pub(crate) cnt: i64,
    #[prost(double, tag = "3")]
    pub(crate) min: f64,
    #[prost(double, tag = "4")]
    pub(crate) max: f64,
    #[prost(sint32, repeated, tag = "7")]
    pub(crate) k: Vec<i32>,
    #[prost(uint32, repeated, tag = "8")]
    pub(crate) n: Vec<u32>,
}

/// Traces of an agent.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct AgentPayload {
    #[prost(string, tag = "1")]
    pub(crate) host_name: String,
    #[prost(string, tag = "2")]
    pub(crate) env: String,
    #[prost(message, repeated, tag = "5")]
    pub(crate) tracer_payloads: Vec<TracerPayload>,
    #[prost(map = "string, string", tag = "6")]
    pub(crate) tags: HashMap<String, String>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct TracerPayload {
    #[prost(message, repeated, tag = "6")]
    pub(crate) chunks: Vec<TraceChunk>,
    #[prost(map = "string, string", tag = "7")]
    pub(crate) tags: HashMap<String, String>,
    #[prost(string, tag = "8")]
    pub(crate) env: String,
    #[prost(string, tag = "9")]
    pub(crate) hostname: String,
    #[prost(string, tag = "10")]
    pub(crate) app_version: String,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct TraceChunk {
    #[prost(message, repeated, tag = "3")]
    pub(crate) spans: Vec<ProtobufSpan>,
    #[prost(bool, tag = "5")]
    pub(crate) dropped_trace: bool,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct ProtobufSpan {
    #[prost(string, tag = "1")]
    pub(crate) service: String,
    #[prost(string, tag = "2")]
    pub(crate) name: String,
    #[prost(string, tag = "3")]
    pub(crate) resource: String,
    #[prost(uint64, tag = "4")]
    pub(crate) trace_id: u64,
    #[prost(uint64, tag = "5")]
    pub(crate) span_id: u64,
    #[prost(uint64, tag = "6")]
    pub(crate) parent_id: u64,
    #[prost(int64, tag = "7")]
    pub(crate) start: i64,
    #[prost(int64, tag = "8")]
    pub(crate) duration: i64,
    #[prost(int32, tag = "9")]
    pub(crate) error: i32,
    #[prost(map = "string, string", tag = "10")]
    pub(crate) meta: HashMap<String, String>,
    #[prost(map = "string, double", tag = "11")]
    pub(crate) metrics: HashMap<String, f64>,
    #[prost(string, tag = "12")]
    pub(crate) kind: String,
}

/// The sketch of latencies in statistics of traces.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct DdSketch {
    #[prost(message, optional, tag = "1")]
    pub(crate) mapping: Option<IndexMapping>,
    #[prost(message, optional, tag = "2")]
    pub(crate) positive_values: Option<BinStore>,
    #[prost(message, optional, tag = "3")]
    pub(crate) negative_values: Option<BinStore>,
    #[prost(double, tag = "4")]
    pub(crate) zero_count: f64,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct IndexMapping {
    #[prost(double, tag = "1")]
    pub(crate) gamma: f64,
    #[prost(double, tag = "2")]
    pub(crate) index_offset: f64,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct BinStore {
    #[prost(map = "sint32, double", tag = "1")]
    pub(crate) bin_counts: HashMap<i32, f64>,
    #[prost(double, repeated, tag = "2")]
    pub(crate) contiguous_bin_counts: Vec<f64>,
    #[prost(sint32, tag = "3")]
    pub(crate) contiguous_bin_index_offset: i32,
}
