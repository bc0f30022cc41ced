//! Compares what was recorded with what is declared and asked for.

use std::collections::BTreeSet;

use datadog_query::metric::MetricQuery;
use datadog_query::search::Search;
use datadog_simulator::selection;
use datadog_simulator::world::Tags;
use diagnostics::{Diagnostic, suggestion_or_declaration};
use render::{Catalog, Metric, Object};

use super::asked::{self, Asked};
use super::recording::{Emitted, Recording};

const METRICS: &str = "jsonnet/policy/metrics/custom.libsonnet";
const SPANS: &str = "jsonnet/policy/spans.libsonnet";

/// The tags that every metric has without being declared with them.
const UNIFIED: [&str; 3] = ["env", "service", "version"];

/// How many recorded series a finding shows.
const SERIES_SHOWN: usize = 3;

/// The findings, and how much was compared; with a service, how many metrics and spans were recorded.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    pub(super) findings: Vec<Diagnostic>,
    pub(super) metrics: usize,
    pub(super) spans: usize,
    pub(super) queries: usize,
    pub(super) searches: usize,
}

/// Compares a recording of the environment `env`, with the objects of one service or with everything.
pub(super) fn compare(
    recording: &Recording,
    catalog: &Catalog,
    objects: &[Object],
    env: &str,
    service: Option<&str>,
) -> Comparison {
    let mut comparison = Comparison::default();
    comparison.undeclared(recording, catalog);
    if service.is_none() {
        comparison.unemitted(recording, catalog);
    } else {
        comparison.metrics = recording.metrics.len();
        comparison.spans = recording.spans.len();
    }
    let organisation = catalog
        .environments
        .get(env)
        .map(|environment| environment.organisation.as_str());
    let of_env = |object: &&Object| object.scope == env || Some(object.scope.as_str()) == organisation;
    let of_service = |object: &&Object| service.is_none_or(|service| object.path.service == service);
    for object in objects.iter().filter(of_env).filter(of_service) {
        for asked in asked::of_object(object) {
            match asked {
                Asked::Metric(query) => comparison.query(recording, catalog, object, &query, service.is_some()),
                Asked::Logs(search) => comparison.search(recording, catalog, object, &search),
            }
        }
    }
    if let Some(name) = service.filter(|_| comparison.queries + comparison.searches == 0) {
        let what = format!("no object of service '{name}' asks for what services emit, so nothing was compared");
        let finding = Diagnostic::error("emitted/nothing-asked", what);
        comparison
            .findings
            .push(finding.help("leave out --service, or name a service that runs our own code"));
    }
    comparison
}

/// Whether services emit it themselves, or Datadog makes it of their spans.
fn is_of_services(metric: &Metric) -> bool {
    metric.is_own() || metric.source == "apm"
}

impl Comparison {
    /// Recorded metrics that the policy does not declare, or declares otherwise.
    fn undeclared(&mut self, recording: &Recording, catalog: &Catalog) {
        let names = || catalog.metrics.values().map(|metric| metric.name.as_str());
        // Every span has trace metrics; the policy declares those that are used. `datadog.` is what Datadog's own clients say of themselves, which is not billed.
        let foreign = |name: &str| name.starts_with("trace.") || name.starts_with("datadog.");
        let own = recording.metrics.iter().filter(|(name, _)| !foreign(name));
        for (name, emitted) in own {
            let Some(metric) = catalog.metrics.values().find(|metric| metric.name == *name) else {
                let finding = at(
                    emitted,
                    "emitted/undeclared",
                    format!("the metric '{name}' is not declared"),
                );
                self.findings
                    .push(finding.help(suggestion_or_declaration(name, names(), METRICS)));
                continue;
            };
            for kind in emitted.kinds.iter().filter(|kind| **kind != metric.kind) {
                let what = format!("'{name}' is emitted as a {kind}, but declared as a {}", metric.kind);
                let finding = at(emitted, "emitted/type", what);
                self.findings
                    .push(finding.help(format!("emit it as a {}, or correct {METRICS}", metric.kind)));
            }
            let keys: BTreeSet<&str> = emitted
                .series
                .iter()
                .flat_map(|tags| tags.pairs().map(|(key, _)| key))
                .collect();
            for key in UNIFIED {
                if emitted.series.iter().any(|tags| tags.value(key).is_none()) {
                    let finding = at(
                        emitted,
                        "emitted/tag",
                        format!("'{name}' is emitted without the tag '{key}'"),
                    );
                    self.findings
                        .push(finding.help("emit it with the shared monitoring package, which adds it"));
                }
            }
            for key in keys {
                if !metric.tags.contains_key(key) && !UNIFIED.contains(&key) {
                    let what = format!("'{name}' is emitted with the tag '{key}', which is not declared");
                    let finding = at(emitted, "emitted/tag", what);
                    self.findings
                        .push(finding.help(format!("leave the tag out, or add it in {METRICS}")));
                }
            }
        }
    }

    /// Declared metrics and critical spans that were not recorded.
    fn unemitted(&mut self, recording: &Recording, catalog: &Catalog) {
        for (name, metric) in catalog.metrics.iter().filter(|(_, metric)| is_of_services(metric)) {
            self.metrics += 1;
            if !recording.metrics.contains_key(&metric.name) {
                let what = format!("the metric '{}' is declared, but was not recorded", metric.name);
                let file = format!("jsonnet/policy/metrics/{}.libsonnet", metric.source);
                let help = format!("emit '{name}' in a service, or remove it from the catalog and from what uses it");
                self.findings
                    .push(Diagnostic::error("emitted/missing", what).in_file(file).help(help));
            }
        }
        for name in catalog.spans.keys() {
            self.spans += 1;
            if !recording.spans.contains(name) {
                let what = format!("the critical span '{name}' is declared, but was not recorded");
                let finding = Diagnostic::error("emitted/missing", what).in_file(SPANS);
                self.findings
                    .push(finding.help("run its step in a service, or remove it"));
            }
        }
    }

    /// A query of a metric that services emit. `alone`: that the metric is missing was not reported for all services together.
    fn query(&mut self, recording: &Recording, catalog: &Catalog, object: &Object, query: &MetricQuery, alone: bool) {
        let name = query.metric.text.as_str();
        let declared = catalog.metrics.values().find(|metric| metric.name == name);
        if !declared.is_some_and(is_of_services) {
            return;
        }
        self.queries += 1;
        let finding = |what: &str| {
            Diagnostic::error("emitted/unread", format!("{} asks for '{query}': {what}", object.path))
                .in_file(object.source())
                .help("emit it with the tags of the query, or correct the query")
        };
        match recording.metrics.get(name) {
            None if alone => self.findings.push(finding("the metric was not recorded")),
            Some(emitted) if !emitted.series.iter().any(|tags| selection::reads(query, tags)) => {
                let some = emitted.series.iter().take(SERIES_SHOWN);
                let series: Vec<String> = some.map(|tags| shown(tags, catalog)).collect();
                let finding = finding("no recorded series has such tags");
                self.findings
                    .push(finding.note(format!("recorded: {}", series.join("; "))));
            }
            _ => {}
        }
    }

    fn search(&mut self, recording: &Recording, catalog: &Catalog, object: &Object, search: &Search) {
        // Brokers and databases write no lines of ours.
        let service = catalog.services.get(&object.path.service);
        if service.is_none_or(|service| service.runs.language.is_none()) {
            return;
        }
        self.searches += 1;
        if !recording.logs.iter().any(|line| selection::finds(search, line)) {
            let what = format!("{} searches for '{search}': no recorded line is found", object.path);
            let finding = Diagnostic::error("emitted/unfound", what).in_file(object.source());
            self.findings
                .push(finding.help("log the line that the monitor needs, or correct the search"));
        }
    }
}

fn at(emitted: &Emitted, rule: &str, what: String) -> Diagnostic {
    Diagnostic::error(rule, what).in_file(&emitted.place)
}

/// The tags of a series with the values of those that the policy declares. Others may hold what must not be shown.
fn shown(tags: &Tags, catalog: &Catalog) -> String {
    let is_declared = |key: &str| UNIFIED.contains(&key) || catalog.tags.contains_key(key);
    let parts: Vec<String> = tags
        .pairs()
        .map(|(key, value)| {
            if is_declared(key) {
                format!("{key}:{value}")
            } else {
                key.to_owned()
            }
        })
        .collect();
    parts.join(",")
}
