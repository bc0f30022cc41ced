//! `cargo xtask live orphans`

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cli::report::{self, count};
use cli::{Exit, Failure, LiveOrphansArgs, OutputFormat, VerbResult};
use datadog_api::{Client, ErrorKind, LiveObject};
use diagnostics::Diagnostic;
use model::ObjectKind;
use serde::Serialize;
use serde_json::json;

use crate::cluster::Cluster;
use crate::confirm;
use crate::describe;
use crate::progress::Progress;
use crate::pup::Pup;
use crate::session::Session;
use crate::states::States;

/// Why an object is an orphan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Class {
    /// It carries our mark, and nothing declares it.
    Undeclared,
    /// A declared object exists more than once.
    Double,
    /// It has the name of a declared object that does not exist: the next sync would make a second.
    Namesake,
}

impl Class {
    const fn heading(self) -> &'static str {
        match self {
            Self::Undeclared => "tagged as ours, and nothing declares them",
            Self::Double => "exist more than once",
            Self::Namesake => {
                "have the name of a declared object that does not exist yet: the next sync would make a second one"
            }
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::Undeclared => "delete them with `--delete`, or declare them",
            Self::Double => "delete those that no resource holds with `--delete`",
            Self::Namesake => "adopt them before the sync: `cargo xtask live adopt`",
        }
    }
}

/// An orphan.
struct Orphan<'s> {
    class: Class,
    object: &'s LiveObject,
    /// The declared object that it is a double or namesake of, or the path that it would have.
    path: String,
    /// The resource that holds it, where the cluster was asked.
    holder: Option<String>,
    /// Of a double: whether a resource holds another one of the same.
    another_held: bool,
    deleted: bool,
}

impl Orphan<'_> {
    /// Whether it may be deleted. Of doubles, one that the operator holds has to remain.
    fn is_deletable(&self) -> bool {
        self.holder.is_none()
            && match self.class {
                Class::Undeclared => true,
                Class::Double => self.another_held,
                Class::Namesake => false,
            }
    }
}

pub(crate) async fn run(root: &Path, args: &LiveOrphansArgs, pup: &Pup) -> VerbResult {
    if args.delete {
        confirm::writable(pup, "--delete")?;
    }
    let session = Session::open(root, &args.scope, pup)?;
    if args.delete {
        session.refuse_outdated()?;
    }
    let progress = Progress::new();
    let holders = if args.delete && !args.without_cluster {
        holders(&session, args.context.as_deref(), &progress).await?
    } else {
        BTreeMap::new()
    };
    let states = States::read(root, &session, &progress).await?;
    drop(progress);
    let mut orphans = orphans(&states, &session, &holders);
    if args.format == OutputFormat::Text {
        report::print_all(&text(&orphans));
    }
    report::eprint_findings(session.outdated.as_slice());
    let mut findings = Vec::new();
    if args.delete {
        let chosen = orphans.iter().filter(|orphan| orphan.is_deletable()).count();
        let question = format!("delete {} in {}?", count(chosen, "object"), session.selection.title());
        if chosen > 0 && cli::question::ask(&question, args.yes || pup.auto_approve)? {
            findings = delete(&session.client, &mut orphans, args.format).await;
        }
    }
    if args.format == OutputFormat::Json {
        let object = json!({
            "orphans": orphans.iter().map(as_json).collect::<Vec<_>>(),
            "findings": diagnostics::json_list(&findings),
        });
        pup.print(&object, "orphans")?;
    } else {
        report::eprint_findings(&findings);
    }
    let clean = findings.is_empty() && orphans.iter().all(|orphan| orphan.deleted);
    Ok(if clean { Exit::Clean } else { Exit::Findings })
}

/// The ids that resources hold, with the resource and its environment, in all clusters of the selection.
async fn holders(
    session: &Session,
    context: Option<&str>,
    progress: &Progress,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut holders = BTreeMap::new();
    for env in &session.selection.environments {
        progress.show(|| format!("asking the cluster of {env}"));
        let cluster = Cluster::connect(&session.catalog, env, context).await?;
        for resource in cluster.resources().await?.into_values() {
            if let Some(id) = resource.id {
                holders.insert(id, format!("{} in {env}", resource.name));
            }
        }
    }
    Ok(holders)
}

fn orphans<'s>(states: &'s States, session: &Session, holders: &BTreeMap<String, String>) -> Vec<Orphan<'s>> {
    let orphan = |class, object: &'s LiveObject, path: String, another_held| Orphan {
        class,
        object,
        path,
        holder: holders.get(&object.id).cloned(),
        another_held,
        deleted: false,
    };
    let undeclared = states.undeclared(session).into_iter();
    let mut orphans: Vec<_> = undeclared
        .map(|(path, object)| orphan(Class::Undeclared, object, path, false))
        .collect();
    for (declared, found) in states.selected(session) {
        let path = format!("{} in {}", describe::declared(declared), declared.env);
        let group: BTreeSet<usize> = found
            .object
            .iter()
            .map(|(at, _)| *at)
            .chain(found.doubles.iter().copied())
            .collect();
        let held = group.iter().any(|at| holders.contains_key(&states.live[*at].id));
        // Without a holder, the oldest one counts as the declared object.
        let doubles: Vec<usize> = if held {
            group
                .into_iter()
                .filter(|at| !holders.contains_key(&states.live[*at].id))
                .collect()
        } else {
            found.doubles.clone()
        };
        orphans.extend(
            doubles
                .iter()
                .map(|at| orphan(Class::Double, &states.live[*at], path.clone(), held)),
        );
        let named = found
            .object
            .filter(|(_, reason)| *reason == crate::matching::Reason::Name);
        let namesakes: Vec<usize> = if found.object.is_none() {
            found.namesakes.clone()
        } else {
            Vec::new()
        };
        let namesakes = namesakes.into_iter().chain(named.map(|(at, _)| at));
        orphans.extend(namesakes.map(|at| orphan(Class::Namesake, &states.live[at], path.clone(), false)));
    }
    orphans.sort_by(|one, other| {
        (one.class, rank(one.object), &one.path).cmp(&(other.class, rank(other.object), &other.path))
    });
    orphans
}

/// The order in which Datadog accepts deletions: what refers to something goes before it.
fn rank(object: &LiveObject) -> u8 {
    let refers = object.payload.get("type").and_then(serde_json::Value::as_str);
    match describe::kind(object) {
        ObjectKind::Dashboard => 0,
        ObjectKind::Monitor if matches!(refers, Some("composite" | "slo alert")) => 1,
        ObjectKind::Slo => 2,
        ObjectKind::Monitor | ObjectKind::Downtime | ObjectKind::Synthetic => 3,
    }
}

/// Deletes what may be deleted. One that Datadog refuses does not stop the others; no access does.
async fn delete(client: &Client, orphans: &mut [Orphan<'_>], format: OutputFormat) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for orphan in orphans.iter_mut().filter(|orphan| orphan.is_deletable()) {
        let name = describe::live(orphan.object);
        match client.delete(orphan.object.kind, &orphan.object.id).await {
            Ok(()) => {
                orphan.deleted = true;
                if format == OutputFormat::Text {
                    report::print_all(&format!("deleted {name}\n"));
                }
            }
            Err(error) => {
                let refused = error.kind == ErrorKind::Refused;
                let mut finding = *Box::<Diagnostic>::from(error);
                finding.message = format!("{name} is not deleted: {}", finding.message);
                findings.push(finding);
                if !refused {
                    break;
                }
            }
        }
    }
    findings
}

fn text(orphans: &[Orphan<'_>]) -> String {
    if orphans.is_empty() {
        return "no orphans\n".to_owned();
    }
    let mut out = String::new();
    let mut last = None;
    for orphan in orphans {
        if last != Some(orphan.class) {
            let separator = if last.is_some() { "\n" } else { "" };
            out += &format!("{separator}{} ({})\n", orphan.class.heading(), orphan.class.help());
            last = Some(orphan.class);
        }
        let holder = orphan
            .holder
            .as_ref()
            .map(|holder| format!(" (held by {holder})"))
            .unwrap_or_default();
        out += &format!("  {}: {}{holder}\n", orphan.path, describe::live(orphan.object));
    }
    out
}

fn as_json(orphan: &Orphan<'_>) -> serde_json::Value {
    json!({
        "class": orphan.class,
        "kind": describe::kind(orphan.object),
        "id": orphan.object.id,
        "name": crate::identity::name(describe::kind(orphan.object), &orphan.object.payload),
        "path": orphan.path,
        "held_by": orphan.holder,
        "deleted": orphan.deleted,
    })
}
