//! Evaluates units, on as many threads as there are processors, and puts together what they answer.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::ScopedJoinHandle;

use diagnostics::Diagnostic;
use estate::{Artifact, Inventory, Source};
use model::{Kind, ObjectPath};
use rsjsonnet_lang::arena::Arena;
use serde::Deserialize;
use serde_json::Value;

use crate::artifact;
use crate::cache::{Cache, Entry, tool_key};
use crate::catalog::Catalog;
use crate::nesting;
use crate::object::{self, BOARDS, Evaluated, Object};
use crate::plan::{self, Selection};
use crate::registry;
use crate::session::Session;
use crate::unit::{self, Unit};

/// The rendered files of a selection.
#[derive(Debug)]
pub struct Rendered {
    /// Every file; those without a text stand in the tree already.
    pub artifacts: Vec<Artifact>,
    /// The folders in which nothing else may stand.
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
pub struct Estate {
    /// The policy and the declarations.
    pub catalog: Catalog,
    /// Every object, by scope, service, kind and name.
    pub objects: Vec<Object>,
}

/// Renders the selected part of the tree. With `cache`, what it knows to be unchanged is not evaluated again.
///
/// # Errors
/// Every finding of every unit, each once.
pub fn render(inventory: &Inventory, selection: &Selection, cache: Option<Cache>) -> Result<Rendered, Vec<Diagnostic>> {
    let sources = registry::sources(inventory);
    let catalog = policy(inventory, &sources)?;
    selection.check(inventory, &catalog)?;
    let units = selection.units(inventory, &catalog);
    let (tool, common) = (tool_key(), unit::common_key(&sources));
    let cached = cache.as_ref();
    let results = in_parallel(&sources, &units, |session, unit| {
        let snippet = unit.snippet(inventory);
        let key = unit::key(tool, unit, &snippet, common, &sources);
        if let Some(entry) = cached.and_then(|cache| cache.fresh(&inventory.root, &unit.name(), key)) {
            return Ok((entry.clone(), None));
        }
        let json = session.evaluate(unit, &snippet)?;
        let artifacts = artifacts(&catalog, unit, &json)?;
        let files = artifacts
            .iter()
            .map(|a| (a.path.clone(), format!("{:x}", estate::hash(a.text.as_deref().unwrap_or_default().as_bytes()))))
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
    rendered.cache = Cache::of(entries).with_rest_of(cache.unwrap_or_default());
    Ok(rendered)
}

/// Evaluates every object of the tree.
///
/// # Errors
/// Every finding of every unit, each once.
pub fn estate(inventory: &Inventory) -> Result<Estate, Vec<Diagnostic>> {
    let sources = registry::sources(inventory);
    let catalog = policy(inventory, &sources)?;
    let units = Selection::default().units(inventory, &catalog);
    let results = in_parallel(&sources, &units, |session, unit| match unit {
        Unit::Service { .. } | Unit::ServiceBoards { .. } | Unit::Boards { .. } => {
            let json = session.evaluate(unit, &unit.snippet(inventory))?;
            objects(unit, &json)
        }
        Unit::Policy | Unit::Agent { .. } | Unit::ArgoCd => Ok(Vec::new()),
    })?;
    Ok(Estate {
        catalog,
        objects: results.into_iter().flatten().collect(),
    })
}

/// The policy, the metric catalog and the declarations, checked.
///
/// # Errors
/// The first finding in any of them: everything else stands on them, so it comes alone.
pub fn catalog(inventory: &Inventory) -> Result<Catalog, Vec<Diagnostic>> {
    policy(inventory, &registry::sources(inventory))
}

fn policy(inventory: &Inventory, sources: &BTreeMap<String, Source>) -> Result<Catalog, Vec<Diagnostic>> {
    let evaluate = || {
        let arena = Arena::new();
        Session::new(&arena, sources).evaluate(&Unit::Policy.name(), &Unit::Policy.snippet(inventory), &|path| Unit::Policy.file_of(path))
    };
    let json = std::thread::scope(|scope| joined(nesting::spawn(scope, evaluate)))?.map_err(|finding| vec![*finding])?;
    let catalog: Catalog = serde_json::from_str(&json).map_err(|error| vec![mistyped("the policy", "jsonnet/policy", &error)])?;
    let findings = plan::check_scopes(inventory, &catalog);
    if findings.is_empty() { Ok(catalog) } else { Err(findings) }
}

/// A session that is only made when the first unit must be evaluated: an unchanged tree needs none.
struct Lazy<'p> {
    arena: &'p Arena,
    sources: &'p BTreeMap<String, Source>,
    session: Option<Session<'p>>,
}

impl<'p> Lazy<'p> {
    fn get(&mut self) -> &mut Session<'p> {
        let Self { arena, sources, session } = self;
        session.get_or_insert_with(|| Session::new(arena, sources))
    }

    /// Evaluates one unit. After an error the session is given up: values that were being made stay half-made in it, and the next
    /// unit that needs one would be told of a recursion that is none.
    fn evaluate(&mut self, unit: &Unit, snippet: &str) -> Result<String, Vec<Diagnostic>> {
        self.get().evaluate(&unit.name(), snippet, &|path| unit.file_of(path)).map_err(|finding| {
            self.session = None;
            vec![*finding]
        })
    }
}

/// Runs `work` for every unit and answers the results in the order of the units. The units of one service run on one thread, one after the other: its
/// files are then read and parsed once.
fn in_parallel<T: Send>(
    sources: &BTreeMap<String, Source>,
    units: &[Unit],
    work: impl Fn(&mut Lazy<'_>, &Unit) -> Result<T, Vec<Diagnostic>> + Sync,
) -> Result<Vec<T>, Vec<Diagnostic>> {
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.sort_by_key(|n| units[*n].room());
    let batches: Vec<&[usize]> = order.chunk_by(|a, b| units[*a].room() == units[*b].room()).collect();
    let next = AtomicUsize::new(0);
    let worker = || {
        let arena = Arena::new();
        let mut session = Lazy {
            arena: &arena,
            sources,
            session: None,
        };
        let mut done = Vec::new();
        while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.extend(batch.iter().map(|n| (*n, work(&mut session, &units[*n]))));
        }
        done
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(batches.len().max(1));
    let mut results = Vec::with_capacity(units.len());
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| nesting::spawn(scope, worker)).collect();
        for handle in handles {
            results.extend(joined(handle)?);
        }
        Ok::<(), Vec<Diagnostic>>(())
    })?;
    results.sort_by_key(|(n, _)| *n);
    let (mut good, mut findings) = (Vec::with_capacity(units.len()), Vec::new());
    for (_, result) in results {
        match result {
            Ok(value) => good.push(value),
            Err(more) => findings.extend(more),
        }
    }
    if findings.is_empty() { Ok(good) } else { Err(distinct(findings)) }
}

fn joined<T>(handle: std::io::Result<ScopedJoinHandle<'_, T>>) -> Result<T, Vec<Diagnostic>> {
    match handle.map(ScopedJoinHandle::join) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(error) => Err(vec![
            Diagnostic::error("usage/threads", format!("a thread cannot be started: {error}")).help("the system is short of memory or of processes"),
        ]),
    }
}

/// The same mistake is found once per environment; it is told once.
fn distinct(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::new();
    for finding in findings {
        let same = |k: &&mut Diagnostic| k.rule == finding.rule && k.message == finding.message && k.place == finding.place;
        if kept.iter_mut().find(same).is_none() {
            kept.push(finding);
        }
    }
    kept
}

fn artifacts(catalog: &Catalog, unit: &Unit, json: &str) -> Result<Vec<Artifact>, Vec<Diagnostic>> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Files {
        #[serde(default)]
        values: BTreeMap<String, Value>,
        manifests: BTreeMap<String, Vec<Value>>,
    }
    let files = |folder: &str, kind: &str, values_folder: &str| -> Result<Vec<Artifact>, Vec<Diagnostic>> {
        let files: Files = serde_json::from_str(json).map_err(|error| vec![mistyped(&unit.name(), "jsonnet", &error)])?;
        let values = files
            .values
            .iter()
            .map(|(name, value)| artifact::values(format!("{values_folder}/{name}.yaml"), &format!("jsonnet/agent/values/{name}.libsonnet"), value));
        let manifests = files
            .manifests
            .iter()
            .map(|(name, objects)| artifact::manifests(format!("{folder}/{name}.yaml"), &format!("jsonnet/{kind}/{name}.libsonnet"), objects));
        collect(values.chain(manifests))
    };
    match unit {
        Unit::Agent { env } => files(&format!("manifests/{env}/{BOARDS}"), "agent/manifests", &format!("helm-values/{env}")),
        Unit::ArgoCd => files("manifests/argocd", "argocd", ""),
        _ => {
            let (namespace, part_of) = (&catalog.platform.agent_namespace, &catalog.platform.managed_by);
            collect(objects(unit, json)?.iter().map(|object| artifact::generic_resource(object, namespace, part_of)))
        }
    }
}

fn collect(results: impl Iterator<Item = Result<Artifact, Box<Diagnostic>>>) -> Result<Vec<Artifact>, Vec<Diagnostic>> {
    let (mut artifacts, mut findings) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(artifact) => artifacts.push(artifact),
            Err(finding) => findings.push(*finding),
        }
    }
    if findings.is_empty() { Ok(artifacts) } else { Err(findings) }
}

/// The typed objects of an evaluated unit. One name from two origins is two objects with one path: a finding.
fn objects(unit: &Unit, json: &str) -> Result<Vec<Object>, Vec<Diagnostic>> {
    let (scope, service) = match unit {
        Unit::Service { env, service } => (env, service.as_str()),
        Unit::ServiceBoards { organisation, service } => (organisation, service.as_str()),
        Unit::Boards { organisation } => (organisation, BOARDS),
        Unit::Policy | Unit::Agent { .. } | Unit::ArgoCd => return Ok(Vec::new()),
    };
    let mut evaluated: Evaluated = serde_json::from_str(json).map_err(|error| vec![mistyped(&unit.name(), "jsonnet", &error)])?;
    let (mut objects, mut findings): (BTreeMap<ObjectPath, Object>, _) = (BTreeMap::new(), Vec::new());
    for kind in Kind::ALL {
        for (origin, named) in evaluated.remove(kind.folder()).unwrap_or_default() {
            for (name, value) in named {
                let path = ObjectPath {
                    service: service.to_owned(),
                    kind,
                    name,
                };
                if value.get("payload").is_none() {
                    findings.push(no_object(&path, &origin));
                    continue;
                }
                let spec = match object::spec(kind, value) {
                    Ok(spec) => spec,
                    Err(error) => {
                        findings.push(mistyped(&path.to_string(), "jsonnet/lib/datadog", &error));
                        continue;
                    }
                };
                let object = Object {
                    scope: scope.clone(),
                    path: path.clone(),
                    origin: origin.clone(),
                    spec,
                };
                match objects.get(&path) {
                    Some(first) => findings.push(two_objects(first, &object)),
                    None => drop(objects.insert(path, object)),
                }
            }
        }
    }
    if findings.is_empty() {
        Ok(objects.into_values().collect())
    } else {
        Err(findings)
    }
}

/// A file that answers something else than what a constructor makes.
fn no_object(path: &ObjectPath, origin: &str) -> Diagnostic {
    let kind = path.kind;
    let constructor = match kind {
        Kind::Monitor => "ctx.monitor.threshold",
        Kind::Slo => "ctx.slo.events",
        Kind::Dashboard => "ctx.board",
    };
    Diagnostic::error(
        "jsonnet/no-object",
        format!("the file of {kind} '{}/{}' answers no {kind}", path.service, path.name),
    )
    .in_file(object::source(path, origin))
    .help(format!(
        "a file under {}/ is function(ctx) {constructor}({{ ... }}), or another constructor of its kind",
        kind.folder()
    ))
}

fn two_objects(first: &Object, second: &Object) -> Diagnostic {
    let kind = first.path.kind;
    Diagnostic::error(
        "estate/two-objects",
        format!("two {kind}s of service '{}' are called '{}'", first.path.service, first.path.name),
    )
    .in_file(second.source())
    .note(format!("the other is {}", first.source()))
    .help(format!(
        "rename one; to change an archetype's {kind} use 'tune', to drop it 'without', both in jsonnet/services/{}/service.libsonnet",
        first.path.service
    ))
}

/// The libraries answered something that their types do not know: a fault of the libraries, not of who uses them.
fn mistyped(what: &str, place: &str, error: &serde_json::Error) -> Diagnostic {
    Diagnostic::error("render/type", format!("{what}: {error}"))
        .in_file(place)
        .help("the libraries and the tool disagree about this shape: see xtask/crates/render/src/object.rs and catalog.rs")
}
