//! The cases: what has to work with the real parts. Each has one purpose and leaves the stack to [`Session::restore`].

mod change;
mod drift;
mod faults;
mod first_sync;
mod game_day;
mod gitops;
mod load;
mod programs;
mod removal;
mod rights;
mod waiting;

use std::path::Path;

use futures::future::LocalBoxFuture;

use crate::parts::Parts;
use crate::problem::{Problem, Result};
use crate::session::Session;

/// What a case found out.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// How many objects took part.
    pub(crate) objects: usize,
    /// Figures and remarks for the table.
    pub(crate) notes: Vec<String>,
    /// Why it was not run, if it was not.
    pub(crate) skipped: Option<String>,
}

impl Outcome {
    pub(crate) fn of(objects: usize) -> Self {
        Self {
            objects,
            ..Self::default()
        }
    }

    pub(crate) fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    pub(crate) fn skipped(why: impl Into<String>) -> Self {
        Self {
            skipped: Some(why.into()),
            ..Self::default()
        }
    }
}

/// What the cases without a stack need.
#[derive(Debug)]
pub(crate) struct Tools<'t> {
    pub(crate) root: &'t Path,
    pub(crate) parts: &'t Parts,
    pub(crate) run: &'t Path,
}

/// What a case works on.
#[derive(Clone, Copy)]
pub(crate) enum Work {
    /// A stack with nothing of ours applied.
    Empty(for<'s> fn(&'s mut Session) -> LocalBoxFuture<'s, Result<Outcome>>),
    /// A stack after the first sync.
    Synced(for<'s> fn(&'s mut Session) -> LocalBoxFuture<'s, Result<Outcome>>),
    /// The programs alone.
    Programs(for<'t> fn(&'t Tools<'t>) -> LocalBoxFuture<'t, Result<Outcome>>),
}

#[derive(Clone, Copy)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) work: Work,
}

const fn synced(
    name: &'static str,
    summary: &'static str,
    work: for<'s> fn(&'s mut Session) -> LocalBoxFuture<'s, Result<Outcome>>,
) -> Case {
    Case {
        name,
        summary,
        work: Work::Synced(work),
    }
}

const fn programs(
    name: &'static str,
    summary: &'static str,
    work: for<'t> fn(&'t Tools<'t>) -> LocalBoxFuture<'t, Result<Outcome>>,
) -> Case {
    Case {
        name,
        summary,
        work: Work::Programs(work),
    }
}

/// All cases, in the order in which they run.
pub(crate) const ALL: &[Case] = &[
    programs(
        "health-scripts",
        "the health checks in Argo CD's own interpreter, by jsonnet/argocd/health/cases.json",
        |tools| Box::pin(programs::health(tools)),
    ),
    programs(
        "settings",
        "argocd admin settings validate on the rendered settings",
        |tools| Box::pin(programs::settings(tools)),
    ),
    programs(
        "charts",
        "helm template with the rendered values, where CHARTS_DIR has the real charts",
        |tools| Box::pin(programs::charts(tools)),
    ),
    Case {
        name: "first-sync",
        summary: "from an empty stack by the two files of the how-to: everything follows, each object once, nothing comes back",
        work: Work::Empty(|session| Box::pin(first_sync::run(session))),
    },
    synced(
        "change",
        "a changed monitor, then all of an environment, reach Datadog with one call each",
        |session| Box::pin(change::run(session)),
    ),
    synced(
        "removed-object",
        "a removed monitor leaves cluster and Datadog",
        |session| Box::pin(removal::object(session)),
    ),
    synced(
        "removed-service",
        "a removed service leaves nothing; alerts go before SLOs, SLOs before monitors",
        |session| Box::pin(removal::service(session)),
    ),
    synced(
        "renamed",
        "a renamed service: new objects there, old ones gone",
        |session| Box::pin(removal::rename(session)),
    ),
    synced(
        "new-service",
        "a new folder becomes an application and its objects",
        |session| Box::pin(removal::new_service(session)),
    ),
    synced(
        "drift-in-cluster",
        "an object edited, then deleted in the cluster is restored, once",
        |session| Box::pin(drift::in_cluster(session)),
    ),
    synced(
        "drift-in-datadog",
        "a monitor edited and one deleted in Datadog are restored by the operator's forced sync",
        |session| Box::pin(drift::in_datadog(session)),
    ),
    synced(
        "restarts",
        "operator, Argo CD and API killed in the middle: nothing lost, nothing doubled",
        |session| Box::pin(faults::restarts(session)),
    ),
    synced("throttled", "every call answered with 429 for a while", |session| {
        Box::pin(faults::throttled(session))
    }),
    synced("flaky", "one call in twenty fails", |session| {
        Box::pin(faults::flaky(session))
    }),
    synced(
        "refused-object",
        "Datadog refuses one object: the others are applied, health and Slack say which and why, the fix goes through",
        |session| Box::pin(faults::refused(session)),
    ),
    synced(
        "duplicate",
        "the answer of a creation is lost: the monitor is taken over by its id",
        |session| Box::pin(faults::duplicate(session)),
    ),
    synced(
        "fix-while-retrying",
        "a fix that is committed while a bad sync is tried again is applied",
        |session| Box::pin(gitops::fix_while_retrying(session)),
    ),
    synced(
        "environments-apart",
        "a broken environment does not hold up another",
        |session| Box::pin(gitops::environments_apart(session)),
    ),
    synced(
        "waiting-root",
        "a root names what it waits for, ends after its bound, and takes the fix",
        |session| Box::pin(waiting::run(session)),
    ),
    synced(
        "returning-difference",
        "without the defaults that the manifests state, an application stays OutOfSync: the check of first-sync finds it",
        |session| Box::pin(waiting::defaults(session)),
    ),
    synced(
        "refreshed-sets",
        "a refresh of the sets of applications syncs nothing",
        |session| Box::pin(gitops::refreshed_sets(session)),
    ),
    synced(
        "notifications",
        "Argo CD's template verb on a real application: links and words without a hole",
        |session| Box::pin(gitops::notifications(session)),
    ),
    synced("projects", "objects that the estate's project must refuse", |session| {
        Box::pin(gitops::projects(session))
    }),
    synced(
        "rbac",
        "what the service accounts of operator and link controller may not do",
        |session| Box::pin(rights::run(session)),
    ),
    synced(
        "game-day",
        "a failure that `gameday --env staging` stages in the cluster: the synced monitor alerts, and everything is reverted",
        |session| Box::pin(game_day::run(session)),
    ),
    synced("thousand-objects", "a thousand monitors in one commit", |session| {
        Box::pin(load::run(session))
    }),
];

/// The cases with these names, in the order of [`ALL`]; all without a name.
pub(crate) fn named(names: &[String]) -> Result<Vec<Case>> {
    for name in names {
        if !ALL.iter().any(|case| case.name == name) {
            let near = diagnostics::suggestion(name, ALL.iter().map(|case| case.name));
            return Err(Problem::new(format!("no case '{name}'{near}")));
        }
    }
    let wanted = |case: &&Case| names.is_empty() || names.iter().any(|name| name == case.name);
    Ok(ALL.iter().filter(wanted).copied().collect())
}
