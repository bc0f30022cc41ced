//! What care and operations depend on, and must not be changed.

use super::stage::Stage;

/// Texts, and the lines that hold them.
pub(crate) const SURVIVORS: &[(&str, &[&str])] = &[
    ("diagnosis (ICD-10)", &["E11.9", "S72.001A", "Z99.89"]),
    ("procedure (CPT)", &["99213", "93000-26"]),
    (
        "drug (NDC), laboratory (LOINC), term (SNOMED CT)",
        &["0002-8215-01", "2345-7", "73211009"],
    ),
    ("dose", &["metformin 500 mg twice daily", "5 mg", "0.25 mL"]),
    ("vital signs", &["120/80", "72 bpm", "37.5 C"]),
    ("UUID", &["3f2504e0-4f89-41d3-9a0c-0305e82c3301"]),
    (
        "trace and span",
        &["6b0c21c0000000006265839b3add7c71", "7090217891095477361"],
    ),
    (
        "time",
        &[
            "2026-11-29T08:15:30.123Z",
            "2026-11-29 08:15:30+01:00",
            "14 Mar 2026 10:00:00.123",
            "Nov 29, 2026 10:31:16 AM",
            "03/14/2026 10:00",
        ],
    ),
    ("duration, size", &["1234.5 ms", "10485760 bytes", "1425us"]),
    (
        "address of our own",
        &["10.0.12.34:8126", "192.168.4.7", "rabbitmq.svc.cluster.local:5672"],
    ),
    ("version", &["1.12.3", "10.2.26", "1.2.3-rc.4"]),
    (
        "code location",
        &["/app/src/jobs/consumer.ts:120:7", "file:///app/dist/store.js:13:30"],
    ),
    (
        "queue, topic, container",
        &["transcription.jobs", "workflow.events", "ingestion-7d9f8b6c5d-x2x4z"],
    ),
    (
        "hash, digest",
        &["sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ),
];

/// The texts that are changed: in a message, and as a field of a name that says nothing.
pub(crate) fn changed(stage: &Stage) -> Vec<String> {
    let mut changed = Vec::new();
    for (kind, texts) in SURVIVORS {
        for text in *texts {
            let line = serde_json::json!({ "timestamp": "2026-11-29T12:59:44.310Z", "message": format!("stored {text} now"), "value": text }).to_string();
            let log = stage.indexed(&line, "python");
            if log.message != format!("stored {text} now")
                || log.attributes.get("value").and_then(|value| value.as_str()) != Some(text)
                || !log.tags.is_empty()
            {
                changed.push(format!(
                    "{kind}: {text}: {:?} {:?} {:?}",
                    log.message,
                    log.attributes.get("value"),
                    log.tags
                ));
            }
        }
    }
    changed
}

/// The samples of the pipelines.
pub(crate) struct RealLines {
    pub(crate) all: usize,
    /// Lines in which the scanner found something.
    pub(crate) tagged: Vec<String>,
}

/// The samples of `terraform/pipelines`, through all pipelines and the scanner.
pub(crate) fn real_lines(stage: &Stage) -> RealLines {
    let mut lines = RealLines {
        all: 0,
        tagged: Vec::new(),
    };
    for (source, sample) in stage.samples() {
        lines.all += 1;
        let log = stage.indexed(&sample, &source);
        if log.tags.iter().any(|tag| tag.starts_with("sensitive_data")) {
            let kinds: Vec<&str> = log
                .tags
                .iter()
                .filter_map(|tag| tag.strip_prefix("sensitive_data_kind:"))
                .collect();
            lines.tagged.push(format!("{source}: {}", kinds.join(", ")));
        }
    }
    lines
}
