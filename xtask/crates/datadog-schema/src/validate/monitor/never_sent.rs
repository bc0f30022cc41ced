//! Conditional parts of a message that the monitor never sends, because of its options (doc: monitors/notify/variables, "Conditional variables").

use crate::payload::Problem;
use datadog_query::message::{Status, Template, Transition, WrittenBranch};
use datadog_query::monitor::Monitor;

use super::MonitorContext;

/// The mode of missing data in which a group is NO DATA without a notification.
const SHOWS_NO_DATA: &str = "show_no_data";

/// What a monitor may lack.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lack {
    Warning,
    NoData,
    Unknown,
    Renotify,
}

/// Warns of the outermost parts that no notification of the monitor has.
pub(crate) fn check(template: &Template, text: &str, path: &str, context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let lacks = lacks(context);
    for branch in template.branches() {
        let depth = branch.guards.len();
        let shown = |lacks: &[Lack]| may_show(&branch, depth, lacks, context);
        // Most are shown, so that is asked first.
        if shown(&lacks) || !may_show(&branch, depth.saturating_sub(1), &lacks, context) {
            continue;
        }
        // The parser reports a part that no monitor sends.
        if !branch.may_show(&Transition::all().collect::<Vec<_>>()) {
            continue;
        }
        // The option without which it would be sent; all of them if one is not enough.
        let without = |lack: &Lack| lacks.iter().copied().filter(|other| other != lack).collect::<Vec<_>>();
        let by_options = shown(&[]);
        let cause = lacks.iter().find(|lack| shown(&without(lack))).or(lacks.first());
        let cause = cause.filter(|_| by_options);
        let (why, help) = cause.map_or(
            (
                "renotify_statuses does not have its status",
                "add the status to renotify_statuses, or remove the block",
            ),
            |lack| lack.wording(),
        );
        let message = format!("the text of {} is never sent: {why}", branch.tag);
        let problem = Problem::warning("monitor/never-sent", path, message).help(help);
        out.push(problem.at(opening(&branch, text)));
    }
}

fn lacks(context: &MonitorContext<'_>) -> Vec<Lack> {
    let options = &context.monitor.options;
    let compares = context.query.as_ref().is_some_and(|query| query.comparison().is_some());
    let checks = matches!(context.query, Some(Monitor::Check(_)));
    let mut lacks = Vec::new();
    if compares && options.thresholds.warning.is_none() && options.threshold_queries.is_empty() {
        lacks.push(Lack::Warning);
    }
    // A composite has no data where its monitors have none.
    if (compares || checks) && !options.notifies_on_no_data() {
        lacks.push(Lack::NoData);
    }
    if compares {
        lacks.push(Lack::Unknown);
    }
    if options.renotify_interval.unwrap_or(0) == 0 {
        lacks.push(Lack::Renotify);
    }
    lacks
}

/// Whether a notification may show what the first `depth` conditions of the branch surround.
fn may_show(branch: &WrittenBranch<'_>, depth: usize, lacks: &[Lack], context: &MonitorContext<'_>) -> bool {
    Transition::all()
        .filter(|transition| is_notified(*transition, lacks, context))
        .any(|transition| branch.guards[..depth].iter().all(|guard| guard.may_pass(transition)))
}

fn is_notified(transition: Transition, lacks: &[Lack], context: &MonitorContext<'_>) -> bool {
    let Transition { from, to, renotify } = transition;
    let options = &context.monitor.options;
    let may_have_no_data = options.on_missing_data == Some(SHOWS_NO_DATA);
    let lacking = |lack: &Lack| match lack {
        Lack::Warning => from == Status::Warn || to == Status::Warn,
        Lack::NoData => to == Status::NoData || (from == Status::NoData && to == Status::Ok && !may_have_no_data),
        Lack::Unknown => from == Status::Unknown || to == Status::Unknown,
        Lack::Renotify => renotify,
    };
    let repeated = !renotify
        || match to {
            Status::Alert => renotifies("alert", context),
            Status::NoData => renotifies("no data", context),
            Status::Warn => renotifies("warn", context),
            Status::Ok | Status::Unknown => true,
        };
    repeated && !lacks.iter().any(lacking)
}

/// Without a list, alerts and missing data are notified again (doc: api/latest/monitors, `renotify_statuses`).
fn renotifies(status: &str, context: &MonitorContext<'_>) -> bool {
    let statuses = &context.monitor.options.renotify_statuses;
    match statuses.is_empty() {
        true => status != "warn",
        false => statuses.contains(&status),
    }
}

/// The opening tag.
fn opening(branch: &WrittenBranch<'_>, text: &str) -> std::ops::Range<usize> {
    let start = branch.branch.open;
    let rest = text.get(start..).unwrap_or_default();
    let braces = rest.find("}}").map_or(0, |end| end + 2);
    start..start + braces
}

impl Lack {
    /// Why the part is not sent, and what to do.
    fn wording(self) -> (&'static str, &'static str) {
        match self {
            Self::Warning => (
                "the monitor has no warning threshold",
                "set thresholds.warning, or remove the block",
            ),
            Self::NoData => ("the monitor does not notify on missing data", NO_DATA_HELP),
            Self::Unknown => ("only service checks have the status UNKNOWN", "remove the block"),
            Self::Renotify => (
                "the monitor does not notify again",
                "set renotify_interval, or remove the block",
            ),
        }
    }
}

const NO_DATA_HELP: &str =
    "set on_missing_data: 'show_and_notify_no_data' (notify_no_data on service checks), or remove the block";
