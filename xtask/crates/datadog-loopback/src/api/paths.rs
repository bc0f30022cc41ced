//! What a path is about.

use crate::store::{Id, Kind};

/// The beginnings of paths that end with the id of an object, longer ones first.
const OBJECTS: [(&str, Kind); 13] = [
    ("/api/v1/monitor/", Kind::Monitor),
    ("/api/v1/dashboard/", Kind::Dashboard),
    ("/api/v1/slo/correction/", Kind::SloCorrection),
    ("/api/v1/slo/", Kind::Slo),
    ("/api/v1/downtime/", Kind::Downtime),
    ("/api/v2/downtime/", Kind::Downtime),
    ("/api/v2/monitor/notification_rule/", Kind::NotificationRule),
    ("/api/v1/synthetics/tests/api/", Kind::SyntheticTest),
    ("/api/v1/synthetics/tests/browser/", Kind::SyntheticTest),
    ("/api/v1/synthetics/tests/", Kind::SyntheticTest),
    ("/api/v1/notebooks/", Kind::Notebook),
    ("/api/v1/logs/config/pipelines/", Kind::LogPipeline),
    ("/api/v1/logs/config/indexes/", Kind::LogIndex),
];

/// The words in the place of an id that are none.
const WORDS: [&str; 6] = ["validate", "search", "can_delete", "bulk_delete", "delete", "groups"];

/// Ids of these kinds are numbers.
fn numbered(kind: Kind) -> bool {
    matches!(kind, Kind::Monitor | Kind::Notebook)
}

/// The id that a path names.
pub(crate) fn id(kind: Kind, text: &str) -> Option<Id> {
    if numbered(kind) {
        text.parse().ok().map(Id::Number)
    } else {
        Some(Id::from(text))
    }
}

/// The object that a path names.
pub(crate) fn object(path: &str) -> Option<(Kind, Id)> {
    let (kind, rest) = OBJECTS
        .into_iter()
        .find_map(|(start, kind)| Some((kind, path.strip_prefix(start)?)))?;
    let text = rest
        .split('/')
        .next()
        .filter(|text| !text.is_empty() && !WORDS.contains(text))?;
    Some((kind, id(kind, text)?))
}

/// Whether a path takes telemetry, for which the API key is enough.
pub(crate) fn is_intake(path: &str) -> bool {
    const INTAKES: [&str; 17] = [
        "/api/v1/validate",
        "/api/v2/validate",
        "/api/v1/series",
        "/api/v2/series",
        "/api/beta/sketches",
        "/api/v1/distribution_points",
        "/api/v1/check_run",
        "/api/v2/logs",
        "/v1/input",
        "/api/v0.2/traces",
        "/api/v0.2/stats",
        "/api/v1/metadata",
        "/api/v2/host_metadata",
        "/api/v1/container",
        "/api/v1/collector",
        "/intake",
        "/intake/",
    ];
    INTAKES.contains(&path) || is_tracer(path) || path.starts_with("/v1/input/")
}

/// Whether a path belongs to the agent's port for tracers, which asks for no key.
pub(crate) fn is_tracer(path: &str) -> bool {
    [
        "/v0.3/",
        "/v0.4/",
        "/v0.5/",
        "/v0.6/",
        "/v0.7/",
        "/telemetry/",
        "/evp_proxy/",
    ]
    .into_iter()
    .any(|start| path.starts_with(start))
        || path == "/info"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_found_in_paths() {
        for (path, expected) in [
            ("/api/v1/monitor/12", Some((Kind::Monitor, Id::Number(12)))),
            ("/api/v1/monitor/12/validate", Some((Kind::Monitor, Id::Number(12)))),
            ("/api/v1/monitor/validate", None),
            ("/api/v1/monitor", None),
            ("/api/v1/slo/search", None),
            ("/api/v1/slo/abc/history", Some((Kind::Slo, Id::from("abc")))),
            (
                "/api/v1/slo/correction/abc",
                Some((Kind::SloCorrection, Id::from("abc"))),
            ),
            ("/api/v1/synthetics/tests/delete", None),
            (
                "/api/v1/synthetics/tests/api/a-b-c",
                Some((Kind::SyntheticTest, Id::from("a-b-c"))),
            ),
        ] {
            assert_eq!(object(path), expected, "{path}");
        }
    }
}
