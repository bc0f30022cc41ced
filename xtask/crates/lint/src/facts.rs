//! The facts that rules check, read once and shared by all rules.

mod dashboard;
mod helm;
mod metrics;
mod monitor;
mod runbooks;
mod slo;
mod synthetic;
mod tags;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::sync::Arc;

use documents::runbook::{Place, Runbook, is_generated};
use model::{Date, ObjectKind};
use rayon::prelude::*;
use render::{Catalog, Definitions, Object, Service, Spec};
use repository::{Archetype, Source};
use serde_json::Value;

pub(crate) use dashboard::{DashboardFacts, Widget};
pub(crate) use helm::{checks_of, configurations, integration_of};
pub(crate) use metrics::{counted, metric_file, service_of};
pub(crate) use monitor::MonitorFacts;
pub(crate) use runbooks::RunbookFacts;
pub(crate) use slo::SloFacts;
pub(crate) use synthetic::SyntheticFacts;
pub(crate) use tags::{DistinctTags, Tags};

use metrics::MetricFacts;

/// The file that names the owners of folders.
pub(crate) const CODEOWNERS: &str = "CODEOWNERS";

/// The input. The same input gives the same findings.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The policy, the declarations and every object.
    pub definitions: &'a Definitions,
    /// Every file that rendering reads, by its path below `jsonnet/`.
    pub sources: &'a BTreeMap<String, Source>,
    /// The archetypes' files, by archetype.
    pub archetypes: &'a BTreeMap<String, Archetype>,
    /// The text of every file below `runbooks/`, by its path from the root of the repository.
    pub runbooks: &'a BTreeMap<String, Arc<str>>,
    /// Other files to which a runbook may link, by their paths from the root of the repository.
    pub files: &'a BTreeSet<String>,
    /// The texts of game days, maintenance windows, log pipelines, tests of monitors and worlds, by their paths from the root of the repository.
    pub operations: &'a BTreeMap<String, Arc<str>>,
    /// Helm values: environment -> chart -> values.
    pub values: &'a BTreeMap<String, BTreeMap<String, Value>>,
    /// The text of `CODEOWNERS`, if there is one.
    pub codeowners: Option<&'a Arc<str>>,
    /// Today.
    pub today: Date,
}

/// Everything a rule can check.
#[derive(Debug)]
pub struct Facts<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) objects: &'a [Object],
    pub(crate) monitors: Vec<MonitorFacts<'a>>,
    /// The monitors that services tune, as their archetypes declare them.
    pub(crate) untuned: Vec<MonitorFacts<'a>>,
    pub(crate) slos: Vec<SloFacts<'a>>,
    pub(crate) synthetics: Vec<SyntheticFacts<'a>>,
    pub(crate) dashboards: Vec<DashboardFacts<'a>>,
    /// The tags of all objects.
    pub(crate) tags: DistinctTags<'a>,
    /// The handwritten runbooks and templates, sorted by path.
    pub(crate) runbooks: Vec<RunbookFacts<'a>>,
    /// The runbooks that are generated from templates: path -> path of the template.
    pub(crate) generated: BTreeMap<String, String>,
    pub(crate) archetypes: &'a BTreeMap<String, Archetype>,
    agent: BTreeMap<&'a str, &'a Value>,
    pub(crate) today: Date,
    files: &'a BTreeSet<String>,
    metrics: MetricFacts<'a>,
    sources: &'a BTreeMap<String, Source>,
    /// The text of `CODEOWNERS`.
    pub(crate) codeowners: Option<&'a Arc<str>>,
    /// The text of every file below `runbooks/`, generated ones included, by path.
    pub(crate) runbook_texts: &'a BTreeMap<String, Arc<str>>,
    /// The text of every game day, maintenance window and log pipeline, by path.
    operations: &'a BTreeMap<String, Arc<str>>,
}

impl<'a> Facts<'a> {
    /// Reads the facts.
    #[must_use]
    pub fn read(input: Input<'a>) -> Self {
        let objects = &input.definitions.objects;
        let of_monitor = |object: &'a Object| match &object.spec {
            Spec::Monitor(monitor) => Some(MonitorFacts::read(object, monitor)),
            _ => None,
        };
        let of_slo = |object: &'a Object| match &object.spec {
            Spec::Slo(slo) => Some(SloFacts::read(object, slo)),
            _ => None,
        };
        let of_dashboard = |object: &'a Object| match &object.spec {
            Spec::Dashboard(dashboard) => Some(DashboardFacts::read(object, dashboard)),
            _ => None,
        };
        let of_synthetic = |object: &'a Object| match &object.spec {
            Spec::Synthetic(test) => Some(SyntheticFacts::read(object, test)),
            _ => None,
        };
        // Queries are parsed here, which is most of the reading.
        let monitors: Vec<_> = objects.par_iter().filter_map(of_monitor).collect();
        let dashboards: Vec<_> = objects.par_iter().filter_map(of_dashboard).collect();
        let untuned: Vec<_> = input.definitions.untuned.iter().filter_map(of_monitor).collect();
        let slos: Vec<_> = objects.iter().filter_map(of_slo).collect();
        let synthetics: Vec<_> = objects.iter().filter_map(of_synthetic).collect();
        let agent = input
            .values
            .iter()
            .filter_map(|(env, charts)| Some((env.as_str(), charts.get("datadog")?)));
        let runbooks = runbooks::read(input.runbooks);
        let generated = runbooks::generated(&monitors, &runbooks);
        Self {
            catalog: &input.definitions.catalog,
            objects,
            metrics: MetricFacts::read(&input.definitions.catalog, &monitors, &slos, &dashboards, &runbooks),
            tags: DistinctTags::collect(
                monitors
                    .iter()
                    .map(|monitor| &monitor.tags)
                    .chain(slos.iter().map(|slo| &slo.tags))
                    .chain(synthetics.iter().map(|test| &test.tags))
                    .chain(dashboards.iter().map(|dashboard| &dashboard.tags)),
            ),
            monitors,
            untuned,
            slos,
            synthetics,
            dashboards,
            runbooks,
            generated,
            archetypes: input.archetypes,
            agent: agent.collect(),
            today: input.today,
            files: input.files,
            sources: input.sources,
            codeowners: input.codeowners,
            runbook_texts: input.runbooks,
            operations: input.operations,
        }
    }

    /// The text of a file, by its path from the root of the repository.
    pub(crate) fn file(&self, path: &str) -> Option<Arc<str>> {
        if path == CODEOWNERS {
            return self.codeowners.cloned();
        }
        let source = |path: &str| self.sources.get(path).map(|source| &source.text);
        path.strip_prefix("jsonnet/")
            .and_then(source)
            .or_else(|| self.runbook_texts.get(path))
            .or_else(|| self.operations.get(path))
            .cloned()
    }

    /// The files below `jsonnet/`, by path from the root of the repository.
    pub(crate) fn source_texts(&self) -> impl Iterator<Item = (String, &str)> {
        let sources = self.sources.iter();
        sources.map(|(path, source)| (format!("jsonnet/{path}"), &*source.text))
    }

    /// Every file that people write, by path from the root of the repository.
    pub(crate) fn written(&self) -> impl Iterator<Item = (String, &str)> {
        let runbooks = self.runbook_texts.iter().filter(|(_, text)| !is_generated(text));
        let others = runbooks.chain(self.operations);
        self.source_texts()
            .chain(others.map(|(path, text)| (path.clone(), &**text)))
    }

    /// The handwritten runbook or template at `path`.
    pub(crate) fn handwritten(&self, path: &str) -> Option<&RunbookFacts<'a>> {
        runbooks::find(&self.runbooks, path)
    }

    /// Whether a runbook exists at `path`, handwritten or generated.
    pub(crate) fn has_runbook(&self, path: &str) -> bool {
        self.handwritten(path).is_some() || self.generated.contains_key(path)
    }

    /// Whether `path` is the page of a monitor that its service leaves out, which `docs` writes.
    fn is_left_out(&self, path: &str) -> bool {
        matches!(Place::parse(path), Ok(Place::Monitor(service, monitor)) if self.is_without(service, monitor))
    }

    /// The service of a monitor if it tunes it.
    pub(crate) fn tuning(&self, object: &Object) -> Option<&'a Service> {
        let service = self.catalog.services.get(&object.path.service)?;
        (object.path.kind == ObjectKind::Monitor && service.tune.contains_key(&object.path.name)).then_some(service)
    }

    /// Whether the service leaves the monitor out.
    pub(crate) fn is_without(&self, service: &str, monitor: &str) -> bool {
        let service = self.catalog.services.get(service);
        service.is_some_and(|service| service.without.contains_key(monitor))
    }

    /// Whether a runbook may link to `path`: a runbook, a source, another file, or a folder that contains one.
    pub(crate) fn has_file(&self, path: &str) -> bool {
        let is = |known: &str| known == path || known.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        self.has_runbook(path)
            || self.is_left_out(path)
            || self.runbook_paths().any(is)
            || self.files.iter().any(|file| is(file))
            || self.sources.keys().any(|source| is(&format!("jsonnet/{source}")))
    }

    /// The paths of all runbooks: handwritten, generated, and the README.
    pub(crate) fn runbook_paths(&self) -> impl Iterator<Item = &str> {
        let own = self
            .runbook_texts
            .keys()
            .filter(|path| Place::parse(path) == Ok(Place::Readme));
        let handwritten = self.runbooks.iter().map(|facts| facts.runbook.path);
        handwritten
            .chain(self.generated.keys().map(String::as_str))
            .chain(own.map(String::as_str))
    }

    /// The handwritten runbooks with the day of their last review and its bytes.
    pub(crate) fn reviews(&self) -> impl Iterator<Item = (&Runbook<'a>, Date, Range<usize>)> {
        self.runbooks.iter().filter_map(|facts| {
            let runbook = &facts.runbook;
            let reviewed = runbook.front.as_ref().ok()?.reviewed;
            let text = reviewed.to_string();
            let start = runbook.text[..runbook.body].find(&text)?;
            Some((runbook, reviewed, start..start + text.len()))
        })
    }

    /// What has a runbook, with its message: monitors, and synthetic tests, of which Datadog makes a monitor.
    pub(crate) fn alerting(&self) -> impl Iterator<Item = (&'a Object, &'a str)> {
        let monitors = self.monitors.iter().map(|monitor| (monitor.object, monitor.message));
        monitors.chain(self.synthetics.iter().map(|test| (test.object, test.message)))
    }

    /// The monitors, SLOs and synthetic tests with their tags.
    pub(crate) fn tagged(&self) -> impl Iterator<Item = (&'a Object, &Tags<'a>)> {
        let monitors = self.monitors.iter().map(|monitor| (monitor.object, &monitor.tags));
        let slos = self.slos.iter().map(|slo| (slo.object, &slo.tags));
        let synthetics = self.synthetics.iter().map(|test| (test.object, &test.tags));
        monitors.chain(slos).chain(synthetics)
    }

    /// The objects with a tag for which `is_wrong`, called with the tag and its key, is true; with that tag and key. Each distinct tag is checked once.
    pub(crate) fn objects_with_tag(
        &self,
        is_wrong: impl Fn(&str, &str) -> bool,
    ) -> Vec<(&'a Object, &'a str, &'a str)> {
        let key = |whole: &'a str| whole.split(':').next().unwrap_or_default();
        let wrong: HashSet<&str> = self
            .tags
            .whole
            .iter()
            .copied()
            .filter(|whole| is_wrong(whole, key(whole)))
            .collect();
        if wrong.is_empty() {
            return Vec::new();
        }
        let all = self
            .tagged_all()
            .flat_map(|(object, tags)| tags.iter().map(move |(whole, key, _)| (object, whole, key)));
        all.filter(|(_, whole, _)| wrong.contains(whole)).collect()
    }

    /// Every object with its tags.
    pub(crate) fn tagged_all(&self) -> impl Iterator<Item = (&'a Object, &Tags<'a>)> {
        self.tagged().chain(
            self.dashboards
                .iter()
                .map(|dashboard| (dashboard.object, &dashboard.tags)),
        )
    }

    /// The values of the agent's chart, by environment.
    pub(crate) fn agent(&self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.agent.iter().map(|(env, values)| (*env, *values))
    }
}
