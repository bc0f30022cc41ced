//! The two sides of a comparison as rendered files, which `diff` compares: what Datadog has, and what is declared.

use std::collections::BTreeMap;
use std::path::Path;

use cli::Failure;
use datadog_api::LiveObject;
use diagnostics::{Diagnostic, Severity};
use diff::{Policy, Report, Snapshot};
use linked::Id;
use model::{ObjectKind, Platform};
use serde_json::{Value, json};

use crate::declared::{self, Declared};
use crate::describe;
use crate::identity;
use crate::kind_names;
use crate::live_state;
use crate::matching::{self, Matches, Reason};
use crate::progress::Progress;
use crate::session::{Session, failed};

/// What is declared, what Datadog has, and which is which.
pub(crate) struct States {
    pub(crate) declared: Vec<Declared>,
    pub(crate) live: Vec<LiveObject>,
    pub(crate) matches: Matches,
}

impl States {
    /// Reads both sides. Objects that others refer to are read too, whatever the selection; [`States::selected`] leaves them out.
    pub(crate) async fn read(root: &Path, session: &Session, progress: &Progress) -> Result<Self, Failure> {
        let declared =
            declared::read(root, &session.selection.whole()).map_err(|findings| Failure::from(findings).as_usage())?;
        let kinds = needed(&declared, session);
        let declared: Vec<Declared> = declared
            .into_iter()
            .filter(|object| kinds.contains(&object.path.kind))
            .collect();
        let titles = declared
            .iter()
            .filter(|object| object.path.kind == ObjectKind::Dashboard);
        let titles: Vec<&str> = titles
            .filter_map(|object| identity::name(object.path.kind, &object.payload))
            .collect();
        let platform = &session.catalog.platform;
        let live = live_state::read(&session.client, &kinds, platform, &titles, progress).await;
        let live = live.map_err(failed)?;
        let mut states = Self {
            matches: matching::matches(&declared, &live, platform),
            declared,
            live,
        };
        states.resolve();
        Ok(states)
    }

    /// Puts ids in the place of placeholders, as far as they are known.
    fn resolve(&mut self) {
        let ids = self.ids();
        for object in &mut self.declared {
            let Some((template, resources)) = &object.links else {
                continue;
            };
            let known = resources.iter().filter_map(|(path, resource)| {
                let id = ids.get(&(object.env.clone(), resource.clone()))?;
                Some((path.clone(), id.clone()))
            });
            if let Ok(payload) = template.resolve(&known.collect()) {
                object.payload = payload;
            }
        }
    }

    /// The ids of the declared objects that exist, by environment and resource.
    fn ids(&self) -> BTreeMap<(String, String), Id> {
        let objects = self.declared.iter().zip(&self.matches.found);
        let ids = objects.filter_map(|(object, found)| {
            let (at, _) = found.object?;
            let id = Id::parse(&self.live[at].id).ok()?;
            Some(((object.env.clone(), object.resource.clone()), id))
        });
        ids.collect()
    }

    /// The declared objects of the selection, with what was found of each.
    pub(crate) fn selected<'s>(
        &'s self,
        session: &'s Session,
    ) -> impl Iterator<Item = (&'s Declared, &'s matching::Found)> {
        let objects = self.declared.iter().zip(&self.matches.found);
        objects.filter(|(object, _)| session.selection.contains(&object.path.service, object.path.kind))
    }

    /// The undeclared objects of the selection, by the path of the file that would declare them.
    pub(crate) fn undeclared(&self, session: &Session) -> Vec<(String, &LiveObject)> {
        let objects = self.matches.undeclared.iter().map(|at| &self.live[*at]);
        objects
            .filter_map(|object| {
                Some((
                    describe::file(object, &session.selection, &session.catalog.platform)?,
                    object,
                ))
            })
            .collect()
    }

    /// What the next sync would change.
    pub(crate) fn compare(&self, session: &Session) -> Report {
        let (mut base, mut head) = (BTreeMap::new(), BTreeMap::new());
        for (object, found) in self.selected(session) {
            let live = found.object.map(|(at, _)| &self.live[at]);
            add(object, live, &mut base, &mut head);
        }
        for (file, object) in self.undeclared(session) {
            let kind = describe::kind(object);
            let payload = kind_names::of_payload(kind).comparable(&object.payload, &Value::Null);
            let file = if base.contains_key(&file) || head.contains_key(&file) {
                // Another object has the same tags.
                file.replace(".yaml", &format!("-{}.yaml", object.id))
            } else {
                file
            };
            base.insert(file, rendered(kind, &payload));
        }
        let snapshot = |files| Snapshot {
            files,
            policy: Ok(Policy::of(&session.catalog)),
        };
        diff::compare(&snapshot(base), &snapshot(head))
    }

    /// What somebody should know who reads the comparison.
    pub(crate) fn warnings(&self, session: &Session) -> Vec<Diagnostic> {
        let platform = &session.catalog.platform;
        let mut warnings: Vec<Diagnostic> = session.outdated.iter().cloned().collect();
        let (mut wanted, mut existing) = (0, 0);
        for (object, found) in self.selected(session) {
            wanted += 1;
            existing += usize::from(found.object.is_some());
            warnings.extend(self.warning(object, found, platform));
        }
        if wanted > 0 && existing == 0 {
            let message = format!(
                "none of the {wanted} declared objects exists in this organisation: it is another one than '{}', or nothing has been synced yet",
                session.selection.organisation
            );
            warnings.insert(
                0,
                warning("live/organisation", message)
                    .help("check which organisation DD_API_KEY and DD_APP_KEY belong to"),
            );
        }
        warnings
    }

    fn warning(&self, object: &Declared, found: &matching::Found, platform: &Platform) -> Option<Diagnostic> {
        let name = format!("{} in {}", describe::declared(object), object.env);
        let ids = |list: &[usize]| {
            list.iter()
                .map(|at| self.live[*at].id.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        if !found.doubles.is_empty() {
            let message = format!("{name} exists more than once: also as {}", ids(&found.doubles));
            return Some(warning("live/double", message).help("run `cargo xtask live orphans`"));
        }
        if let Some((at, Reason::Name)) = found.object
            && !identity::is_ours(object.path.kind, &self.live[at].payload, platform)
        {
            let message = format!(
                "{name} has the name of {}, which is not tagged as ours",
                self.live[at].id
            );
            let help =
                "if the operator does not hold it, the next sync makes a second one: run `cargo xtask live adopt`";
            return Some(warning("live/untagged", message).help(help));
        }
        if found.object.is_none() && found.namesakes.len() > 1 {
            let message = format!("{name} has the name of several objects: {}", ids(&found.namesakes));
            return Some(warning("live/ambiguous", message).help("run `cargo xtask live adopt --pairs FILE`"));
        }
        None
    }
}

/// The kinds that have to be read: those of the selection, and those that linked objects of it refer to.
fn needed(declared: &[Declared], session: &Session) -> Vec<ObjectKind> {
    let mut kinds = session.selection.kinds.clone();
    loop {
        let links = declared.iter().filter(|object| kinds.contains(&object.path.kind));
        let resources = links
            .filter_map(|object| object.links.as_ref())
            .flat_map(|(_, resources)| resources.values());
        let resources: Vec<&String> = resources.collect();
        let referred = declared.iter().filter(|object| resources.contains(&&object.resource));
        let more: Vec<ObjectKind> = referred
            .map(|object| object.path.kind)
            .filter(|kind| !kinds.contains(kind))
            .collect();
        if more.is_empty() {
            return ObjectKind::ALL
                .into_iter()
                .filter(|kind| kinds.contains(kind))
                .collect();
        }
        kinds.extend(more);
    }
}

/// Adds one object to both sides.
pub(crate) fn add(
    object: &Declared,
    live: Option<&LiveObject>,
    base: &mut BTreeMap<String, Vec<u8>>,
    head: &mut BTreeMap<String, Vec<u8>>,
) {
    let kind = object.path.kind;
    let comparable = |one: &Value, other: &Value| rendered(kind, &kind_names::of_payload(kind).comparable(one, other));
    let other = live.map_or(Value::Null, |live| live.payload.clone());
    head.insert(object.file.clone(), comparable(&object.payload, &other));
    if let Some(live) = live {
        base.insert(object.file.clone(), comparable(&live.payload, &object.payload));
    }
}

/// A payload as a rendered file has it.
fn rendered(kind: ObjectKind, payload: &Value) -> Vec<u8> {
    let manifest = json!({
        "kind": "DatadogGenericResource",
        "spec": { "type": kind.resource_type(), "jsonSpec": payload.to_string() },
    });
    manifest.to_string().into_bytes()
}

fn warning(rule: &str, message: String) -> Diagnostic {
    Diagnostic::new(Severity::Warning, rule, message)
}
