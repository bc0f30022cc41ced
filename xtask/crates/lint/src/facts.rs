//! Everything that rules look at, read once and shared.

mod board;
mod monitor;
mod pages;
mod slo;
mod tags;

use std::collections::BTreeMap;
use std::sync::Arc;

use estate::{Archetype, Source};
use model::{Date, Suppressions};
use render::{Catalog, Estate, Object, Spec};
use serde_json::{Map, Value};

pub(crate) use board::{BoardFacts, Widget};
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
    /// The values of the agent's chart, by environment.
    pub(crate) agent: BTreeMap<&'a str, &'a Map<String, Value>>,
    pub(crate) today: Date,
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
        let agent = input.values.iter().filter_map(|(env, charts)| Some((env.as_str(), charts.get("datadog")?.as_object()?)));
        let pages = pages::read(input.pages);
        let made = pages::made(&monitors, &pages);
        Self {
            catalog: &input.estate.catalog,
            objects,
            monitors,
            slos,
            boards,
            pages,
            made,
            archetypes: input.archetypes,
            agent: agent.collect(),
            today: input.today,
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
}
