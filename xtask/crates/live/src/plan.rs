//! `cargo xtask live plan` and `live drift`

use std::io::IsTerminal;
use std::path::Path;

use cli::report::{self, count};
use cli::{DiffFormat, Exit, LiveScope, VerbResult};
use diff::Sides;
use jiff::Timestamp;
use serde_json::json;

use crate::by_hand;
use crate::progress::Progress;
use crate::pup::Pup;
use crate::session::Session;
use crate::states::States;

/// Why the two states are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To see what a sync would do.
    Plan,
    /// To find what was changed or muted by hand: a difference is a finding.
    Drift,
}

pub(crate) async fn run(root: &Path, scope: &LiveScope, format: DiffFormat, purpose: Purpose, pup: &Pup) -> VerbResult {
    let session = Session::open(root, scope, pup)?;
    if purpose == Purpose::Drift {
        session.refuse_outdated()?;
    }
    let progress = Progress::new();
    let states = States::read(root, &session, &progress).await?;
    let (report, warnings) = (states.compare(&session), states.warnings(&session));
    let sides = Sides {
        base: session.selection.title(),
        head: "the working tree".to_owned(),
    };
    let compared = states.selected(&session).count();
    let muted = match purpose {
        Purpose::Plan => None,
        Purpose::Drift => Some(by_hand::find(root, &session, &states, Timestamp::now(), &progress).await?),
    };
    let listed = muted.as_deref().unwrap_or_default();
    let seconds = progress.seconds();
    drop(progress);
    match format {
        DiffFormat::Json => {
            let mut object = diff::json(&report, &sides);
            object["compared"] = json!(compared);
            object["warnings"] = diagnostics::json_list(&warnings);
            if muted.is_some() {
                object["muted_by_hand"] = json!(listed);
            }
            pup.print(&object, "changes")?;
        }
        DiffFormat::Markdown => {
            report::print_all(&(diff::markdown(&report, &sides) + &by_hand::markdown(listed)));
        }
        DiffFormat::Text => {
            let differences = diff::text(&report, &sides, std::io::stdout().is_terminal());
            report::print_all(&(differences + &by_hand::text(listed)));
        }
    }
    if format != DiffFormat::Json {
        report::eprint_findings(&warnings);
        report::eprint_all(&format!(
            "compared {} in {seconds:.1} s\n",
            count(compared, "declared object")
        ));
    }
    let refused = listed.iter().any(|one| one.severity == by_hand::Severity::Error);
    let differs = purpose == Purpose::Drift && !report.changes.is_empty();
    Ok(if differs || refused {
        Exit::Findings
    } else {
        Exit::Clean
    })
}
