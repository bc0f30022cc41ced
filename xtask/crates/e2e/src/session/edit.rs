//! Edits of manifests, as a pull request would make them. Payloads are pretty-printed, so that a line is a field.

/// A monitor with another tag.
pub(crate) fn tagged(manifest: &str, tag: &str) -> String {
    manifest.replacen("\"tags\": [\n", &format!("\"tags\": [\n        \"{tag}\",\n"), 1)
}

/// The objects of a service under another name: those in the cluster, and in Datadog, where two monitors must not be the same.
pub(crate) fn renamed(manifest: &str, service: &str, name: &str) -> String {
    manifest
        .replace(&format!("  name: {service}-"), &format!("  name: {name}-"))
        .replace(&format!("resource: {service}-"), &format!("resource: {name}-"))
        .replace("\n      \"name\": \"", &format!("\n      \"name\": \"{name} "))
        .replace("\n      \"title\": \"", &format!("\n      \"title\": \"{name} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "metadata:\n  name: kafka-monitor-lag\n  labels:\n    app.kubernetes.io/name: kafka\nspec:\n  jsonSpec: |-\n    {\n      \"name\": \"Kafka: lag\",\n      \"tags\": [\n        \"env:prod\"\n      ]\n    }\n";

    #[test]
    fn a_tag_more() {
        let edited = tagged(MANIFEST, "e2e:change");
        assert!(
            edited.contains("\"tags\": [\n        \"e2e:change\",\n        \"env:prod\""),
            "{edited}"
        );
    }

    #[test]
    fn another_name_in_both_places() {
        let edited = renamed(MANIFEST, "kafka", "e2e-new");
        assert!(edited.contains("  name: e2e-new-monitor-lag\n"), "{edited}");
        assert!(edited.contains("\"name\": \"e2e-new Kafka: lag\""), "{edited}");
        assert!(edited.contains("app.kubernetes.io/name: kafka\n"), "{edited}");
    }
}
