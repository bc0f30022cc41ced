//! What the controller counts, in the OpenMetrics text format.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// The counters of one process.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    pub(crate) reconciles: Counter,
    pub(crate) errors: Counter,
    pub(crate) resource_writes: Counter,
    pub(crate) resource_deletes: Counter,
    pub(crate) status_writes: Counter,
    pub(crate) finalizer_writes: Counter,
    pub(crate) watch_errors: Counter,
    pub(crate) leads: AtomicBool,
}

/// A number that grows.
#[derive(Debug, Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn value(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Metrics {
    /// All of them, with the numbers of linked resources and of those that wait, which the caller counts.
    pub(crate) fn text(&self, resources: usize, waiting: usize) -> String {
        let mut text = String::new();
        let leads = u64::from(self.leads.load(Ordering::Relaxed));
        gauge(&mut text, "leader", "Whether this replica writes", leads);
        gauge(
            &mut text,
            "resources",
            "Linked resources in the namespace",
            resources as u64,
        );
        gauge(
            &mut text,
            "waiting",
            "Linked resources that are not in Datadog as declared",
            waiting as u64,
        );
        counter(
            &mut text,
            "reconciles",
            "Linked resources looked at",
            &[("", &self.reconciles)],
        );
        counter(
            &mut text,
            "errors",
            "Reconciles that failed and are tried again",
            &[("", &self.errors)],
        );
        counter(
            &mut text,
            "watch_errors",
            "Interruptions of a watch",
            &[("", &self.watch_errors)],
        );
        let writes = [
            ("{kind=\"finalizer\"}", &self.finalizer_writes),
            ("{kind=\"resource\"}", &self.resource_writes),
            ("{kind=\"resource_delete\"}", &self.resource_deletes),
            ("{kind=\"status\"}", &self.status_writes),
        ];
        counter(&mut text, "writes", "Requests that change the cluster", &writes);
        text.push_str("# EOF\n");
        text
    }
}

const PREFIX: &str = "datadog_link_";

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    *text += &format!("# HELP {PREFIX}{name} {help}.\n# TYPE {PREFIX}{name} {kind}\n");
}

fn gauge(text: &mut String, name: &str, help: &str, value: u64) {
    head(text, name, "gauge", help);
    *text += &format!("{PREFIX}{name} {value}\n");
}

fn counter(text: &mut String, name: &str, help: &str, series: &[(&str, &Counter)]) {
    head(text, name, "counter", help);
    for (labels, counter) in series {
        *text += &format!("{PREFIX}{name}_total{labels} {}\n", counter.value());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_openmetrics() {
        let metrics = Metrics::default();
        metrics.reconciles.count();
        metrics.status_writes.count();
        metrics.status_writes.count();
        let text = metrics.text(3, 2);
        assert!(
            text.contains("# TYPE datadog_link_reconciles counter\ndatadog_link_reconciles_total 1\n"),
            "{text}"
        );
        assert!(
            text.contains("datadog_link_writes_total{kind=\"status\"} 2\n"),
            "{text}"
        );
        assert!(text.contains("\ndatadog_link_waiting 2\n"), "{text}");
        assert!(text.ends_with("# EOF\n"), "{text}");
    }
}
