//! The functions of the renderer: a selection of units, the cache, and the combined results.

use std::collections::BTreeMap;

use diagnostics::Diagnostic;
use model::Catalog;
use repository::{Artifact, Inventory, Source};
use rsjsonnet_lang::arena::Arena;

use crate::assemble::{Facts, artifacts, mistyped, objects};
use crate::cache::{Cache, Entry, tool_key};
use crate::declared;
use crate::environments;
use crate::limits::{self, LIMITS, Running};
use crate::metadata;
use crate::nesting;
use crate::object::{OWN, Object};
use crate::parallel::{Lazy, distinct, in_parallel, joined};
use crate::parts;
use crate::plan::{self, Selection};
use crate::references;
use crate::registry;
use crate::session::Session;
use crate::terraform;
use crate::unit::{self, Unit};
use crate::vocabulary;

/// The rendered files of a selection.
#[derive(Debug)]
pub struct Rendered {
    /// Every file; those without a text are in the tree already.
    pub artifacts: Vec<Artifact>,
    /// The folders that hold no other file.
    pub folders: Vec<String>,
    /// How many units were evaluated, and how many the cache knew.
    pub evaluated: usize,
    /// See [`Rendered::evaluated`].
    pub cached: usize,
    /// What to store once the files are written.
    pub cache: Cache,
}

/// The evaluated objects, for what reads them rather than writes them.
#[derive(Debug)]
pub struct Definitions {
    /// The policy and the declarations.
    pub catalog: Catalog,
    /// Every object, by scope, service, kind and name.
    pub objects: Vec<Object>,
    /// The archetypes' monitors that services tune, as the archetypes declare them: what their tests test. Without those that exist only as they are tuned.
    pub untuned: Vec<Object>,
}

/// Renders the selected part of the tree. With `cache`, what it knows to be unchanged is not evaluated again.
///
/// # Errors
/// Every finding of every unit, each once.
pub fn render(inventory: &Inventory, selection: &Selection, cache: Option<Cache>) -> Result<Rendered, Vec<Diagnostic>> {
    let selection = selection.clone();
    limits::within(LIMITS, inventory, move |inventory| {
        unbounded_render(inventory, &selection, cache)
    })
}

fn unbounded_render(
    inventory: &Inventory,
    selection: &Selection,
    cache: Option<Cache>,
) -> Result<Rendered, Vec<Diagnostic>> {
    let sources = registry::sources(inventory);
    let catalog = policy(inventory, &sources)?;
    selection.check(inventory, &catalog)?;
    let units = selection.units(inventory, &catalog);
    let facts = Facts::new(&catalog, &sources);
    let (tool, common) = (tool_key(), unit::common_key(&sources));
    let cached = cache.as_ref();
    let results = in_parallel(&sources, &units, |session, unit| {
        let snippet = unit.snippet(inventory);
        let key = unit::key(tool, unit, &snippet, common, &sources);
        if let Some(entry) = cached.and_then(|cache| cache.fresh(&inventory.root, &unit.name(), key)) {
            return Ok((entry.clone(), None));
        }
        let json = session.evaluate(unit, &snippet)?;
        let artifacts = artifacts(&facts, unit, &json)?;
        let files = artifacts
            .iter()
            .map(|a| {
                (
                    a.path.clone(),
                    format!(
                        "{:x}",
                        repository::hash(a.text.as_deref().unwrap_or_default().as_bytes())
                    ),
                )
            })
            .collect();
        Ok((
            Entry {
                key: format!("{key:x}"),
                files,
            },
            Some(artifacts),
        ))
    })?;
    let mut rendered = Rendered {
        artifacts: Vec::new(),
        folders: selection.folders(&catalog),
        evaluated: 0,
        cached: 0,
        cache: Cache::default(),
    };
    let mut entries = Vec::with_capacity(units.len());
    for (unit, (entry, artifacts)) in units.iter().zip(results) {
        match artifacts {
            Some(artifacts) => {
                rendered.evaluated += 1;
                rendered.artifacts.extend(artifacts);
            }
            None => {
                rendered.cached += 1;
                rendered.artifacts.extend(entry.files.iter().map(|(path, _)| Artifact {
                    path: path.clone(),
                    text: None,
                }));
            }
        }
        entries.push((unit.name(), entry));
    }
    rendered.artifacts.extend(terraform::artifacts(&catalog, selection));
    if selection.is_everything() {
        rendered
            .artifacts
            .extend(vocabulary::artifacts(&catalog, &inventory.packages));
    }
    rendered.cache = Cache::of(entries).with_rest_of(cache.unwrap_or_default());
    Ok(rendered)
}

/// Evaluates every object of the tree, to read rather than to write.
///
/// # Errors
/// Every finding of every unit, each once, then those of references between them.
pub fn definitions(inventory: &Inventory) -> Result<Definitions, Vec<Diagnostic>> {
    limits::within(LIMITS, inventory, unbounded_definitions)
}

fn unbounded_definitions(inventory: &Inventory) -> Result<Definitions, Vec<Diagnostic>> {
    let sources = registry::sources(inventory);
    let catalog = policy(inventory, &sources)?;
    let units = Selection::default().units(inventory, &catalog);
    let facts = Facts::new(&catalog, &sources);
    let results = in_parallel(&sources, &units, |session, unit| match unit {
        Unit::Service { .. } | Unit::ServiceDashboards { .. } | Unit::Dashboards { .. } => {
            let json = session.evaluate(unit, &unit.snippet(inventory))?;
            Ok((objects(&facts, unit, &json)?, untuned(&facts, inventory, session, unit)))
        }
        Unit::Policy | Unit::Agent { .. } | Unit::ArgoCd => Ok((Vec::new(), Vec::new())),
    })?;
    let (objects, untuned): (Vec<_>, Vec<_>) = results.into_iter().unzip();
    let (objects, untuned) = (objects.concat(), untuned.concat());
    let findings = references::check(&catalog, &sources, &objects);
    if findings.is_empty() {
        Ok(Definitions {
            catalog,
            objects,
            untuned,
        })
    } else {
        Err(findings)
    }
}

/// The monitors of archetypes that the unit's service tunes, as the archetypes declare them. One that cannot be evaluated or built without what is tuned
/// (its threshold is an SLO's target that the service does not have, say) is left out.
fn untuned(facts: &Facts<'_>, inventory: &Inventory, session: &mut Lazy<'_>, unit: &Unit) -> Vec<Object> {
    let Unit::Service { service, .. } = unit else {
        return Vec::new();
    };
    let tuned = facts.catalog.services.get(service).map(|service| service.tune.keys());
    let mut found = Vec::new();
    for name in tuned.into_iter().flatten() {
        let json = unit
            .untuned_snippet(inventory, name)
            .and_then(|snippet| session.try_evaluate(unit, &snippet));
        if let Some(Ok(objects)) = json.map(|json| objects(facts, unit, &json)) {
            found.extend(objects.into_iter().filter(|object| object.origin != OWN));
        }
    }
    found
}

/// The policy, the metric catalog and the declarations, checked.
///
/// # Errors
/// Every finding in any of them. Everything else depends on them, so these findings come alone, but for values that an environment lacks: those of
/// the other files follow.
pub fn catalog(inventory: &Inventory) -> Result<Catalog, Vec<Diagnostic>> {
    limits::within(LIMITS, inventory, unbounded_catalog)
}

pub(crate) fn unbounded_catalog(inventory: &Inventory) -> Result<Catalog, Vec<Diagnostic>> {
    policy(inventory, &registry::sources(inventory))
}

fn policy(inventory: &Inventory, sources: &BTreeMap<String, Source>) -> Result<Catalog, Vec<Diagnostic>> {
    let evaluate = || {
        let snippet = Unit::Policy.snippet(inventory);
        let running = limits::begin(|| Running::whole(&Unit::Policy, &snippet));
        let result = Session::new(&Arena::new(), sources).evaluate(&Unit::Policy.name(), &snippet, &[], &|_| None);
        drop(running);
        result.map_err(|first| parts::every_finding(sources, &Unit::Policy, &snippet, first))
    };
    let json = std::thread::scope(|scope| joined(nesting::spawn(scope, evaluate)))?
        .map_err(|findings| environments::with_missing_values(inventory, sources, distinct(findings)))?;
    let catalog: Catalog =
        serde_json::from_str(&json).map_err(|error| vec![mistyped("the policy", "jsonnet/policy", &error)])?;
    let mut findings = plan::check_scopes(inventory, &catalog);
    findings.extend(declared::check(inventory, sources, &catalog));
    findings.extend(metadata::check(sources, &catalog));
    if findings.is_empty() {
        Ok(catalog)
    } else {
        Err(findings)
    }
}
