//! Everything that rules look at, read once and shared.

mod dashboard;
mod helm;
mod metrics;
mod monitor;
mod pages;
mod slo;
mod tags;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::sync::Arc;

use documents::runbook::Page;
use model::Date;
use rayon::prelude::*;
use render::{Catalog, Definitions, Object, Spec};
use repository::{Archetype, Source};
use serde_json::Value;

pub(crate) use dashboard::{DashboardFacts, Widget};
pub(crate) use helm::checks_of;
pub(crate) use metrics::{counted, metric_file};
pub(crate) use monitor::MonitorFacts;
pub(crate) use pages::PageFacts;
pub(crate) use slo::SloFacts;
pub(crate) use tags::{DistinctTags, Tags};

use metrics::MetricFacts;

/// What the facts are read from. Nothing else is looked at: the same input has the same findings.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The policy, the declarations and every object.
    pub estate: &'a Definitions,
    /// Every file below `jsonnet/`, by its path from there.
    pub sources: &'a BTreeMap<String, Source>,
    /// The archetypes' files, by archetype.
    pub archetypes: &'a BTreeMap<String, Archetype>,
    /// Every page below `runbooks/`, by its path from the root of the repository.
    pub pages: &'a BTreeMap<String, Arc<str>>,
    /// The files beside these to which a page may link, by their paths from the root of the repository.
    pub files: &'a BTreeSet<String>,
    /// Helm values: environment -> chart -> values.
    pub values: &'a BTreeMap<String, BTreeMap<String, Value>>,
    /// Today.
    pub today: Date,
}

/// What rules look at.
#[derive(Debug)]
pub struct Facts<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) objects: &'a [Object],
    pub(crate) monitors: Vec<MonitorFacts<'a>>,
    pub(crate) slos: Vec<SloFacts<'a>>,
    pub(crate) dashboards: Vec<DashboardFacts<'a>>,
    /// The tags of all objects.
    pub(crate) tags: DistinctTags<'a>,
    /// The pages that people write.
    pub(crate) pages: Vec<PageFacts<'a>>,
    /// The pages that follow from templates, by path: the template.
    pub(crate) made: BTreeMap<String, String>,
    pub(crate) archetypes: &'a BTreeMap<String, Archetype>,
    agent: BTreeMap<&'a str, &'a Value>,
    pub(crate) today: Date,
    files: &'a BTreeSet<String>,
    metrics: MetricFacts<'a>,
    sources: &'a BTreeMap<String, Source>,
    /// Every page, by its path.
    pub(crate) texts: &'a BTreeMap<String, Arc<str>>,
}

impl<'a> Facts<'a> {
    /// Reads the facts.
    #[must_use]
    pub fn read(input: Input<'a>) -> Self {
        let objects = &input.estate.objects;
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
        // Queries are parsed here, which is most of the reading.
        let monitors: Vec<_> = objects.par_iter().filter_map(of_monitor).collect();
        let dashboards: Vec<_> = objects.par_iter().filter_map(of_dashboard).collect();
        let slos: Vec<_> = objects.iter().filter_map(of_slo).collect();
        let agent = input
            .values
            .iter()
            .filter_map(|(env, charts)| Some((env.as_str(), charts.get("datadog")?)));
        let pages = pages::read(input.pages);
        let made = pages::made(&monitors, &pages);
        Self {
            catalog: &input.estate.catalog,
            objects,
            metrics: MetricFacts::read(&input.estate.catalog, &monitors, &slos, &dashboards, &pages),
            tags: DistinctTags::of(
                monitors
                    .iter()
                    .map(|monitor| &monitor.tags)
                    .chain(slos.iter().map(|slo| &slo.tags))
                    .chain(dashboards.iter().map(|dashboard| &dashboard.tags)),
            ),
            monitors,
            slos,
            dashboards,
            pages,
            made,
            archetypes: input.archetypes,
            agent: agent.collect(),
            today: input.today,
            files: input.files,
            sources: input.sources,
            texts: input.pages,
        }
    }

    /// The text of a file, by its path from the root of the repository.
    pub(crate) fn file(&self, path: &str) -> Option<Arc<str>> {
        let source = |path: &str| self.sources.get(path).map(|source| &source.text);
        path.strip_prefix("jsonnet/")
            .and_then(source)
            .or_else(|| self.texts.get(path))
            .cloned()
    }

    /// The page at `path` that somebody wrote.
    pub(crate) fn written(&self, path: &str) -> Option<&PageFacts<'a>> {
        pages::find(&self.pages, path)
    }

    /// Whether a page of this path exists: one that somebody wrote, or one that follows from a template for a monitor that exists.
    pub(crate) fn has_page(&self, path: &str) -> bool {
        self.written(path).is_some() || self.made.contains_key(path)
    }

    /// Whether a page may link to this path: a page, a source, another file, or the folder of one.
    pub(crate) fn has_file(&self, path: &str) -> bool {
        let is = |known: &str| known == path || known.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        self.has_page(path)
            || self.page_paths().any(is)
            || self.files.iter().any(|file| is(file))
            || self.sources.keys().any(|source| is(&format!("jsonnet/{source}")))
    }

    /// The paths of all pages, written, made and the folder's own.
    pub(crate) fn page_paths(&self) -> impl Iterator<Item = &str> {
        let own = self
            .texts
            .keys()
            .filter(|path| documents::runbook::place(path) == Ok(documents::runbook::Place::About));
        let written = self.pages.iter().map(|page| page.page.path);
        written
            .chain(self.made.keys().map(String::as_str))
            .chain(own.map(String::as_str))
    }

    /// The pages with the day of their review and where it stands.
    pub(crate) fn reviews(&self) -> impl Iterator<Item = (&Page<'a>, Date, Range<usize>)> {
        self.pages.iter().filter_map(|page| {
            let page = &page.page;
            let reviewed = page.front.as_ref().ok()?.reviewed;
            let text = reviewed.to_string();
            let start = page.text[..page.body].find(&text)?;
            Some((page, reviewed, start..start + text.len()))
        })
    }

    /// The monitors and SLOs with their tags.
    pub(crate) fn tagged(&self) -> impl Iterator<Item = (&'a Object, &Tags<'a>)> {
        let monitors = self.monitors.iter().map(|monitor| (monitor.object, &monitor.tags));
        monitors.chain(self.slos.iter().map(|slo| (slo.object, &slo.tags)))
    }

    /// The objects that carry a tag (whole, key) of which `is_wrong` is true, with the tag and its key. Each distinct tag is judged once.
    pub(crate) fn tagged_wrongly(&self, is_wrong: impl Fn(&str, &str) -> bool) -> Vec<(&'a Object, &'a str, &'a str)> {
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
