//! The tables and Datadog's OpenAPI documents: where they differ, and tables written from a document. No I/O: the documents come in as JSON.
//!
//! The documents have no table for what Datadog does not publish and lag behind what it exports, so the tables stay written by hand. `tests/openapi` compares
//! both; `cargo run -p datadog-schema --example table` writes a first table of a new kind.

mod compare;
mod declaration;
mod notation;
mod schemas;

use serde_json::Value;

use crate::payload::PayloadKind;

pub use compare::{Comparison, Difference, Pair, table};
pub use declaration::declaration;

/// A version of the API, each with a document of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// Version 1.
    V1,
    /// Version 2.
    V2,
}

/// The schemas of a kind of payload.
#[derive(Clone, Copy, Debug)]
pub struct Root {
    /// The document that has them.
    pub version: Version,
    /// The schema of what the API accepts.
    pub request: &'static str,
    /// The schema of what the API returns, and so exports, if it is a different one. Fields that only this schema has are read-only.
    pub response: Option<&'static str>,
    /// The kind whose tables the schemas describe.
    pub kind: PayloadKind,
}

const fn root(version: Version, request: &'static str, response: Option<&'static str>, kind: PayloadKind) -> Root {
    Root {
        version,
        request,
        response,
        kind,
    }
}

/// The schemas of every kind of payload.
pub const ROOTS: &[Root] = &[
    root(Version::V1, "Monitor", None, PayloadKind::Monitor),
    root(Version::V1, "Dashboard", None, PayloadKind::Dashboard),
    root(Version::V1, "ServiceLevelObjective", None, PayloadKind::Slo),
    root(Version::V1, "SLOCorrectionCreateRequest", None, PayloadKind::Slo),
    root(Version::V1, "Downtime", None, PayloadKind::Downtime),
    root(
        Version::V2,
        "DowntimeCreateRequest",
        Some("DowntimeResponse"),
        PayloadKind::Downtime,
    ),
    root(
        Version::V2,
        "MonitorNotificationRuleCreateRequest",
        Some("MonitorNotificationRuleResponse"),
        PayloadKind::NotificationRule,
    ),
    root(
        Version::V1,
        "NotebookCreateRequest",
        Some("NotebookResponse"),
        PayloadKind::Notebook,
    ),
    root(
        Version::V1,
        "SyntheticsAPITest",
        Some("SyntheticsTestDetails"),
        PayloadKind::SyntheticTest,
    ),
    root(
        Version::V1,
        "SyntheticsBrowserTest",
        Some("SyntheticsTestDetails"),
        PayloadKind::SyntheticTest,
    ),
    root(
        Version::V2,
        "LogsArchiveCreateRequest",
        Some("LogsArchive"),
        PayloadKind::LogArchive,
    ),
    root(
        Version::V2,
        "LogsMetricCreateRequest",
        Some("LogsMetricResponse"),
        PayloadKind::LogMetric,
    ),
    root(
        Version::V2,
        "RestrictionQueryCreatePayload",
        Some("RestrictionQueryWithoutRelationshipsResponse"),
        PayloadKind::RestrictionQuery,
    ),
];

/// The names of the schemas that are compared in the document of `version`.
#[must_use]
pub fn names(version: Version) -> Vec<&'static str> {
    let roots = ROOTS.iter().filter(|root| root.version == version);
    roots
        .flat_map(|root| std::iter::once(root.request).chain(root.response))
        .collect()
}

/// Compares the tables with the document of `version`, whose `schemas` are those of [`names`] and all that they refer to.
#[must_use]
pub fn compare(version: Version, schemas: &Value) -> Comparison<'_> {
    let mut comparison = Comparison::new(schemas);
    for root in ROOTS.iter().filter(|root| root.version == version) {
        let pair = Pair {
            request: &schemas[root.request],
            response: root.response.map(|name| &schemas[name]),
        };
        comparison.compare(root.request, pair, &root.kind.shape());
    }
    comparison
}
