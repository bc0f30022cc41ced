//! Everything that rules look at, read once and shared.

mod board;
mod helm;
mod monitor;
mod pages;
mod slo;
mod tags;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use estate::{Archetype, Source};
use model::{Date, Suppressions};
use render::{Catalog, Estate, Metric, Object, Spec};
use runbooks::Page;
use serde_json::{Map, Value};

pub(crate) use board::{BoardFacts, Widget};
pub(crate) use helm::checks_of;
pub(crate) use monitor::MonitorFacts;
pub(crate) use pages::PageFacts;
pub(crate) use slo::SloFacts;
pub(crate) use tags::Tags;

/// What the facts are read from. Nothing else is looked at: the same input has the same findings.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The policy, the declarations and every object.
    pub estate: &'a Estate,
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
    /// Where an object carries its suppressions: [`suppressions_of`], or what a test says.
    pub suppress: fn(&Object) -> Suppressions,
}

/// What rules look at.
#[derive(Debug)]
pub struct Facts<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) objects: &'a [Object],
    pub(crate) monitors: Vec<MonitorFacts<'a>>,
    pub(crate) slos: Vec<SloFacts<'a>>,
    pub(crate) boards: Vec<BoardFacts<'a>>,
    /// The pages that people write.
    pub(crate) pages: Vec<PageFacts<'a>>,
    /// The pages that follow from templates, by path: the template.
    pub(crate) made: BTreeMap<String, String>,
    pub(crate) archetypes: &'a BTreeMap<String, Archetype>,
    agent: BTreeMap<&'a str, &'a Map<String, Value>>,
    pub(crate) today: Date,
    files: &'a BTreeSet<String>,
    /// The names of the catalog's metrics, with their prefix.
    metric_names: BTreeSet<&'a str>,
    /// Those of them that count events.
    counters: BTreeSet<&'a str>,
    /// The queries of boards that read a counter as it is, with the counters.
    raw: BTreeMap<&'a str, Vec<String>>,
    /// Every word of every query, as far as it could be a metric's name.
    read: BTreeSet<&'a str>,
    sources: &'a BTreeMap<String, Source>,
    /// Every page, by its path.
    pub(crate) texts: &'a BTreeMap<String, Arc<str>>,
    /// By scope and path of the object.
    suppressions: BTreeMap<(&'a str, &'a model::ObjectPath), Suppressions>,
}

/// The one place that knows where an object carries its suppressions.
///
/// The constructors do not hand them on yet: until `render`'s types have the field, no object suppresses anything, and a monitor with a field `suppress` is refused as one
/// with an unknown field.
#[must_use]
pub fn suppressions_of(_object: &Object) -> Suppressions {
    Suppressions::new()
}

static NONE: Suppressions = Suppressions::new();

impl<'a> Facts<'a> {
    /// Reads the facts.
    #[must_use]
    pub fn read(input: Input<'a>) -> Self {
        let objects = &input.estate.objects;
        let (mut monitors, mut slos, mut boards) = (Vec::new(), Vec::new(), Vec::new());
        let mut suppressions = BTreeMap::new();
        for object in objects {
            match &object.spec {
                Spec::Monitor(monitor) => monitors.push(MonitorFacts::read(object, monitor)),
                Spec::Slo(slo) => slos.push(SloFacts::read(object, slo)),
                Spec::Dashboard(board) => boards.push(BoardFacts::read(object, board)),
            }
            let suppress = (input.suppress)(object);
            if !suppress.is_empty() {
                suppressions.insert((object.scope.as_str(), &object.path), suppress);
            }
        }
        let agent = input
            .values
            .iter()
            .filter_map(|(env, charts)| Some((env.as_str(), charts.get("datadog")?.as_object()?)));
        let counts = input.estate.catalog.metrics.values().filter(|metric| metric.kind == "count");
        let counters: BTreeSet<&str> = counts.map(|metric| metric.name.as_str()).collect();
        let pages = pages::read(input.pages);
        let made = pages::made(&monitors, &pages);
        Self {
            catalog: &input.estate.catalog,
            objects,
            raw: raw(&counters, &boards),
            counters,
            read: words(&monitors, &slos, &boards, &pages),
            monitors,
            slos,
            boards,
            pages,
            made,
            archetypes: input.archetypes,
            agent: agent.collect(),
            today: input.today,
            files: input.files,
            metric_names: input.estate.catalog.metrics.values().map(|metric| metric.name.as_str()).collect(),
            sources: input.sources,
            texts: input.pages,
            suppressions,
        }
    }

    /// The text of a file, by its path from the root of the repository.
    pub(crate) fn file(&self, path: &str) -> Option<Arc<str>> {
        let source = |path: &str| self.sources.get(path).map(|source| &source.text);
        path.strip_prefix("jsonnet/").and_then(source).or_else(|| self.texts.get(path)).cloned()
    }

    /// What an object suppresses.
    pub(crate) fn suppressions(&self, object: &'a Object) -> &Suppressions {
        self.suppressions.get(&(object.scope.as_str(), &object.path)).unwrap_or(&NONE)
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
        let own = self.texts.keys().filter(|path| runbooks::place(path) == Ok(runbooks::Place::About));
        let written = self.pages.iter().map(|page| page.page.path);
        written.chain(self.made.keys().map(String::as_str)).chain(own.map(String::as_str))
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

    /// Every object with its tags.
    pub(crate) fn tagged_all(&self) -> impl Iterator<Item = (&'a Object, &Tags<'a>)> {
        self.tagged().chain(self.boards.iter().map(|board| (board.object, &board.tags)))
    }

    /// The metrics that our own services send, by name without their prefix.
    pub(crate) fn custom_metrics(&self) -> impl Iterator<Item = (&'a str, &'a Metric)> {
        let metrics = self.catalog.metrics.iter();
        metrics
            .filter(|(_, metric)| metric.source == CUSTOM)
            .map(|(name, metric)| (name.as_str(), metric))
    }

    /// Whether the catalog has a metric of this name.
    pub(crate) fn knows_metric(&self, name: &str) -> bool {
        self.metric_names.contains(name)
    }

    /// Whether the catalog says that this metric counts events.
    pub(crate) fn is_counter(&self, name: &str) -> bool {
        self.counters.contains(name)
    }

    /// The counters that a query of a board reads neither as counts nor as a rate. What is no metric query has none.
    pub(crate) fn raw_counters(&self, query: &str) -> &[String] {
        self.raw.get(query).map_or(&[], Vec::as_slice)
    }

    /// Whether a monitor, SLO, board or runbook reads this metric.
    pub(crate) fn reads(&self, metric: &str) -> bool {
        self.read.contains(metric)
    }

    /// The values of the agent's chart, by environment.
    pub(crate) fn agent(&self) -> impl Iterator<Item = (&'a str, &'a Map<String, Value>)> {
        self.agent.iter().map(|(env, values)| (*env, *values))
    }
}

/// The source of the catalog whose metrics our own services send.
const CUSTOM: &str = "custom";

/// The file of the catalog in which the metrics of a source stand.
pub(crate) fn metric_file(source: &str) -> String {
    format!("jsonnet/policy/metrics/{source}.libsonnet")
}

/// Every word that objects and pages hold where a metric's name may stand.
fn words<'a>(monitors: &[MonitorFacts<'a>], slos: &[SloFacts<'a>], boards: &[BoardFacts<'a>], pages: &[PageFacts<'a>]) -> BTreeSet<&'a str> {
    let named = monitors
        .iter()
        .flat_map(|monitor| &monitor.spec.metrics)
        .chain(slos.iter().flat_map(|slo| &slo.spec.metrics));
    let mut words: BTreeSet<&str> = named.map(String::as_str).collect();
    let in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let queries = boards.iter().flat_map(|board| &board.widgets).flat_map(|widget| widget.queries.iter().copied());
    for text in queries.chain(pages.iter().map(|page| &**page.page.text)) {
        words.extend(
            text.split(|c| !in_name(c))
                .map(|word| word.trim_end_matches('.'))
                .filter(|word| word.contains('.')),
        );
    }
    words
}

/// Which queries of boards read which counters as they are; each text is parsed once.
fn raw<'a>(counters: &BTreeSet<&str>, boards: &[BoardFacts<'a>]) -> BTreeMap<&'a str, Vec<String>> {
    let widgets = boards.iter().flat_map(|board| &board.widgets);
    let texts: BTreeSet<&str> = widgets.flat_map(|widget| widget.queries.iter().copied()).collect();
    let mut raw = BTreeMap::new();
    for text in texts {
        // A search or a check is no metric query; a metric query that does not parse, `validate` tells.
        let Ok(expression) = query::metric::parse(text, query::metric::Context::Dashboard) else {
            continue;
        };
        let leaves = expression.leaves().into_iter();
        let found: Vec<String> = leaves
            .filter(|leaf| counters.contains(leaf.metric.text.as_str()) && !crate::rules::monitor::raw_counter::counted(leaf))
            .map(|leaf| leaf.metric.text.clone())
            .collect();
        if !found.is_empty() {
            raw.insert(text, found);
        }
    }
    raw
}
