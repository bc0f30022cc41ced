//! `cargo xtask live validate`

use std::collections::BTreeSet;
use std::path::Path;

use cli::report::{self, count};
use cli::{Exit, Failure, FindingFormat, LiveValidateArgs, VerbResult};
use datadog_api::{Error, Verdict};
use datadog_schema::payload::{PayloadKind, Problem};
use diagnostics::{Diagnostic, Severity};
use futures::{StreamExt, TryStreamExt, stream};
use model::ObjectKind;
use revisions::Side;
use serde_json::json;

use crate::declared::{self, Declared};
use crate::describe;
use crate::progress::Progress;
use crate::pup::Pup;
use crate::session::{Session, failed};
use crate::states::States;

/// How many monitors are asked about at once.
const REQUESTS_MAX: usize = 4;

pub(crate) async fn run(root: &Path, args: &LiveValidateArgs, pup: &Pup) -> VerbResult {
    let mut session = Session::open(root, &args.scope, pup)?;
    session.selection.kinds = vec![ObjectKind::Monitor];
    let changed = args.base.as_deref().map(|base| changed(root, base)).transpose()?;
    let progress = Progress::new();
    let (monitors, waiting) = monitors(root, &session, changed.as_ref(), &progress).await?;
    report::eprint_findings(session.outdated.as_slice());
    report::eprint_findings(&waiting);
    let total = monitors.len();
    let session = &session;
    let mut verdicts = stream::iter(&monitors)
        .map(|monitor| async move {
            let verdict = session.client.validate_monitor(&monitor.payload, None).await?;
            Ok::<_, Error>((monitor, verdict))
        })
        .buffered(REQUESTS_MAX);
    let (mut asked, mut findings) = (0, Vec::new());
    while let Some((monitor, verdict)) = verdicts.try_next().await.map_err(failed)? {
        asked += 1;
        progress.show(|| format!("asking Datadog: {asked} of {total} monitors"));
        findings.extend(judge(monitor, &verdict));
    }
    drop(verdicts);
    drop(progress);
    if args.format == FindingFormat::Json {
        pup.print(&json!({ "findings": diagnostics::json_list(&findings) }), "findings")?;
        return Ok(Exit::of_findings(&findings));
    }
    if findings.is_empty() {
        if args.format == FindingFormat::Text {
            report::print_all(&accepted(total, waiting.len(), args.base.as_deref()));
        } else {
            report::print_findings(&[], args.format, |_| None);
        }
        return Ok(Exit::Clean);
    }
    report::print_findings(&findings, args.format, |_| None);
    Ok(Exit::of_findings(&findings))
}

/// What is printed if nothing was refused.
fn accepted(asked: usize, waiting: usize, base: Option<&str>) -> String {
    match (asked, waiting, base) {
        (0, 0, Some(base)) => format!("no selected monitor differs from '{base}', so Datadog was not asked\n"),
        (0, 0, None) => "no monitor is selected, so Datadog was not asked\n".to_owned(),
        (0, ..) => "Datadog was not asked\n".to_owned(),
        _ => format!("Datadog accepts {}, and so does validate\n", count(asked, "monitor")),
    }
}

/// The rendered files that differ from a revision.
fn changed(root: &Path, base: &str) -> Result<BTreeSet<String>, Failure> {
    let base = Side::Commit(revisions::commit(root, base)?);
    let snapshots = revisions::snapshots(root, &base, &Side::WorkingTree);
    let (old, new) = snapshots.map_err(|findings| Failure::from(findings).as_usage())?;
    let files = new
        .files
        .into_iter()
        .filter(|(path, content)| old.files.get(path) != Some(content));
    Ok(files.map(|(path, _)| path).collect())
}

/// The monitors to ask about. Those that need ids of others are asked about with the real ones; where these do not exist yet, they are left out, each with a warning.
async fn monitors(
    root: &Path,
    session: &Session,
    changed: Option<&BTreeSet<String>>,
    progress: &Progress,
) -> Result<(Vec<Declared>, Vec<Diagnostic>), Failure> {
    let wanted = |object: &Declared| changed.is_none_or(|changed| changed.contains(&object.file));
    let declared = declared::read(root, &session.selection).map_err(|findings| Failure::from(findings).as_usage())?;
    let mut monitors: Vec<Declared> = declared.into_iter().filter(wanted).collect();
    if monitors.iter().any(|monitor| monitor.links.is_some()) {
        let states = States::read(root, session, progress).await?;
        let objects = states.selected(session).map(|(object, _)| object.clone());
        monitors = objects.filter(wanted).collect();
    }
    let (ready, waiting): (Vec<_>, Vec<_>) = monitors.into_iter().partition(|monitor| {
        monitor.links.is_none() || linked::Template::read(&monitor.payload).is_ok_and(|template| template.is_none())
    });
    let warning = |monitor: &Declared| {
        let name = describe::declared(monitor);
        let message = format!("{name} needs the ids of objects that do not exist yet, and is not asked about");
        Diagnostic::new(Severity::Warning, "live/waiting", message).in_file(monitor.file.clone())
    };
    Ok((ready, waiting.iter().map(warning).collect()))
}

/// A refusal, or a disagreement between Datadog and our own validation.
fn judge(monitor: &Declared, verdict: &Verdict) -> Option<Diagnostic> {
    let problems = datadog_schema::validate::payload(PayloadKind::Monitor, &monitor.payload);
    let errors: Vec<&Problem> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .collect();
    let name = describe::declared(monitor);
    const BUG: &str = "this is an error of the tool: report it, with the payload and Datadog's words";
    let (rule, message, help) = match (verdict, errors.is_empty()) {
        (Verdict::Accepted, true) => return None,
        (Verdict::Accepted, false) => (
            "live/too-strict",
            format!("Datadog accepts '{name}', but validate does not"),
            BUG,
        ),
        (Verdict::Refused(_), true) => (
            "live/too-lax",
            format!("Datadog refuses '{name}', but validate accepts it"),
            BUG,
        ),
        (Verdict::Refused(_), false) => (
            "live/refused",
            format!("Datadog refuses '{name}'"),
            "run `cargo xtask validate`",
        ),
    };
    let mut finding = Diagnostic::error(rule, message)
        .in_file(monitor.file.clone())
        .help(help);
    if let Verdict::Refused(words) = verdict {
        finding = words
            .iter()
            .fold(finding, |finding, words| finding.note(format!("Datadog: {words}")));
    }
    Some(errors.iter().fold(finding, |finding, problem| {
        finding.note(format!("validate: {}", problem.message))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_asked_is_not_accepted() {
        assert_eq!(
            accepted(2, 1, None),
            "Datadog accepts 2 monitors, and so does validate\n"
        );
        assert_eq!(
            accepted(0, 0, Some("main")),
            "no selected monitor differs from 'main', so Datadog was not asked\n"
        );
        assert_eq!(
            accepted(0, 0, None),
            "no monitor is selected, so Datadog was not asked\n"
        );
        assert_eq!(accepted(0, 1, Some("main")), "Datadog was not asked\n");
    }
}
