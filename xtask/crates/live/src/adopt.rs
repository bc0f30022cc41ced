//! `cargo xtask live adopt`

mod candidate;
mod pairs;

use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::Path;

use cli::report::{self, count};
use cli::{Exit, Failure, LiveAdoptArgs, OutputFormat, VerbResult};
use diagnostics::Diagnostic;
use diff::{Policy, Report, Sides, Snapshot};
use serde_json::{Value, json};

use self::candidate::{Candidate, Outcome, Wanted};
use self::pairs::List;
use crate::cluster::{Cluster, Resource};
use crate::confirm;
use crate::describe;
use crate::progress::Progress;
use crate::pup::Pup;
use crate::session::{Session, usage};
use crate::states::{self, States};

/// A declared object, and what is to become of it.
struct Row<'s> {
    wanted: Wanted<'s>,
    outcome: Outcome,
    /// Whether its id has been written, or why not.
    written: Option<Result<(), String>>,
}

pub(crate) async fn run(root: &Path, args: &LiveAdoptArgs, pup: &Pup) -> VerbResult {
    if args.write {
        confirm::writable(pup, "--write")?;
    }
    let session = Session::open(root, &args.scope, pup)?;
    let list = List::read(args.pairs.as_deref(), &session.selection)?;
    let progress = Progress::new();
    let mut clusters = BTreeMap::new();
    for env in &session.selection.environments {
        progress.show(|| format!("asking the cluster of {env}"));
        let cluster = Cluster::connect(&session.catalog, env, args.context.as_deref()).await?;
        let resources = cluster.resources().await?;
        clusters.insert(env.clone(), (cluster, resources));
    }
    let states = States::read(root, &session, &progress).await?;
    let pairs = list.find(&states, &session).await?;
    drop(progress);
    let live: BTreeSet<&str> = states.live.iter().map(|object| object.id.as_str()).collect();
    let mut rows = Vec::new();
    for (declared, found) in states.selected(&session) {
        let Some((_, resources)) = clusters.get(&declared.env) else {
            continue;
        };
        let wanted = Wanted {
            declared,
            found,
            resource: resources.get(&declared.resource),
        };
        let outcome = candidate::choose(&wanted, &states.live, &pairs, resources);
        rows.push(Row {
            wanted,
            outcome,
            written: None,
        });
    }
    same_organisation(&rows, &live)?;
    let report = compare(&rows, &session);
    report::eprint_findings(session.outdated.as_slice());
    if args.format == OutputFormat::Text {
        report::print_all(&text(&rows));
        if rows.iter().any(|row| matches!(row.outcome, Outcome::Adopt(_))) {
            report::print_all(&format!(
                "\n{}",
                diff::text(&report, &sides(&session), std::io::stdout().is_terminal())
            ));
        }
    }
    if args.write {
        write(&mut rows, &clusters, args, pup).await?;
    }
    print(&rows, &report, &session, args, pup)?;
    let bad = rows.iter().any(|row| {
        matches!(row.outcome, Outcome::Ambiguous(_) | Outcome::Refused(_)) || matches!(row.written, Some(Err(_)))
    });
    Ok(if bad { Exit::Findings } else { Exit::Clean })
}

fn sides(session: &Session) -> Sides {
    Sides {
        base: session.selection.title(),
        head: "the working tree".to_owned(),
    }
}

/// Refuses keys of another organisation than the operator's: the ids would be of other objects, or of none.
fn same_organisation(rows: &[Row<'_>], live: &BTreeSet<&str>) -> Result<(), Failure> {
    let held: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.wanted.resource?.id.as_deref())
        .collect();
    if held.is_empty() || held.iter().any(|id| live.contains(id)) {
        return Ok(());
    }
    let message = format!(
        "none of the {} that resources in the cluster hold exists in this organisation: the keys are of another one than the operator's",
        count(held.len(), "object")
    );
    let mut failure = usage(message);
    failure.findings = failure
        .findings
        .into_iter()
        .map(|finding| finding.help("use keys of the organisation that the operator's keys belong to"))
        .collect();
    Err(failure)
}

/// What the next sync would change in the objects that are adopted.
fn compare(rows: &[Row<'_>], session: &Session) -> Report {
    let (mut base, mut head) = (BTreeMap::new(), BTreeMap::new());
    for row in rows {
        if let Outcome::Adopt(candidate) = &row.outcome {
            states::add(row.wanted.declared, Some(&candidate.object), &mut base, &mut head);
        }
    }
    let snapshot = |files| Snapshot {
        files,
        policy: Ok(Policy::of(&session.catalog)),
    };
    diff::compare(&snapshot(base), &snapshot(head))
}

/// Writes the ids, after a question. One that cannot be written does not stop the others.
async fn write(
    rows: &mut [Row<'_>],
    clusters: &BTreeMap<String, (Cluster, BTreeMap<String, Resource>)>,
    args: &LiveAdoptArgs,
    pup: &Pup,
) -> Result<(), Failure> {
    let chosen = rows
        .iter()
        .filter(|row| matches!(row.outcome, Outcome::Adopt(_)))
        .count();
    let question = format!("write the ids of {} into the cluster?", count(chosen, "object"));
    if chosen == 0 || !cli::question::ask(&question, args.yes || pup.auto_approve)? {
        return Ok(());
    }
    for row in rows {
        let (Outcome::Adopt(candidate), Some(resource)) = (&row.outcome, row.wanted.resource) else {
            continue;
        };
        if let Some((cluster, _)) = clusters.get(&row.wanted.declared.env) {
            row.written = Some(cluster.write_id(resource, &candidate.object.id).await);
        }
    }
    Ok(())
}

fn text(rows: &[Row<'_>]) -> String {
    let mut out = String::new();
    for row in rows {
        let name = name(row);
        match &row.outcome {
            Outcome::Adopt(Candidate { object, reason }) => {
                out += &format!("adopt {name}: {} ({reason})\n", describe::live(object));
            }
            Outcome::Ambiguous(ids) => {
                out += &format!("ambiguous {name}: {} (give one with --pairs)\n", ids.join(", "));
            }
            Outcome::Refused(why) => out += &format!("refused {name}: {why}\n"),
            Outcome::Waiting => {
                out += &format!(
                    "waiting {name}: the cluster has no resource '{}' yet\n",
                    row.wanted.declared.resource
                )
            }
            Outcome::Held | Outcome::New => {}
        }
    }
    let number = |keep: fn(&Outcome) -> bool| rows.iter().filter(|row| keep(&row.outcome)).count();
    let counts = [
        (number(|outcome| matches!(outcome, Outcome::Adopt(_))), "to adopt"),
        (number(|outcome| matches!(outcome, Outcome::Held)), "held already"),
        (
            number(|outcome| matches!(outcome, Outcome::New)),
            "that do not exist in Datadog",
        ),
        (
            number(|outcome| matches!(outcome, Outcome::Waiting)),
            "not in the cluster yet",
        ),
        (number(|outcome| matches!(outcome, Outcome::Ambiguous(_))), "ambiguous"),
        (number(|outcome| matches!(outcome, Outcome::Refused(_))), "refused"),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    out + &format!(
        "objects: {}\n",
        if counts.is_empty() {
            "none".to_owned()
        } else {
            counts.join(", ")
        }
    )
}

fn name(row: &Row<'_>) -> String {
    format!(
        "{} in {}",
        describe::declared(row.wanted.declared),
        row.wanted.declared.env
    )
}

fn print(rows: &[Row<'_>], report: &Report, session: &Session, args: &LiveAdoptArgs, pup: &Pup) -> Result<(), Failure> {
    if args.format == OutputFormat::Json {
        let mut object = diff::json(report, &sides(session));
        object["objects"] = rows.iter().map(as_json).collect();
        return pup.print(&object, "objects");
    }
    let mut findings = Vec::new();
    let mut done = 0;
    for row in rows {
        match &row.written {
            Some(Ok(())) => done += 1,
            Some(Err(why)) => findings.push(Diagnostic::error(
                "live/adopt",
                format!("{} is not adopted: {why}", name(row)),
            )),
            None => {}
        }
    }
    report::eprint_findings(&findings);
    if done > 0 {
        report::print_all(&format!(
            "wrote {}; the operator updates them at its next try, at most one force-sync period later\n",
            count(done, "id")
        ));
    } else if !args.write && rows.iter().any(|row| matches!(row.outcome, Outcome::Adopt(_))) {
        report::eprint_all("help: run it with --write to adopt them\n");
    }
    Ok(())
}

fn as_json(row: &Row<'_>) -> Value {
    let (outcome, detail) = match &row.outcome {
        Outcome::Adopt(candidate) => (
            "adopt",
            json!({ "id": candidate.object.id, "because": candidate.reason.to_string() }),
        ),
        Outcome::Held => (
            "held",
            json!({ "id": row.wanted.resource.and_then(|resource| resource.id.as_ref()) }),
        ),
        Outcome::New => ("new", Value::Null),
        Outcome::Waiting => ("waiting", Value::Null),
        Outcome::Ambiguous(ids) => ("ambiguous", json!({ "ids": ids })),
        Outcome::Refused(why) => ("refused", json!({ "why": why })),
    };
    json!({
        "path": describe::declared(row.wanted.declared),
        "environment": row.wanted.declared.env,
        "outcome": outcome,
        "detail": detail,
        "written": row.written.as_ref().map(Result::is_ok),
        "error": row.written.as_ref().and_then(|written| written.as_ref().err()),
    })
}
