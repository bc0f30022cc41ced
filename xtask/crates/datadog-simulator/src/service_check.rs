//! Service checks, by consecutive statuses or by the percentage of a cluster (doc: `monitors/types/service_check`, `developers/service_checks`).

use std::collections::BTreeMap;

use crate::run::Observe;
use crate::state::{Observation, State, Thresholds};
use crate::time::Frame;
use crate::world::{CheckRun, CheckStatus, Tags};

/// The query of a service check monitor.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ServiceCheckQuery {
    pub(crate) check: String,
    pub(crate) over: Vec<String>,
    pub(crate) exclude: Vec<String>,
    /// The keys it is grouped by; `*` for every combination of tags.
    pub(crate) by: Vec<String>,
    /// The number of latest runs that count.
    pub(crate) last: usize,
    /// Whether the percentage of checks in a status is compared, instead of the number of consecutive statuses.
    pub(crate) percent: bool,
    pub(crate) thresholds: Thresholds,
}

/// A service check query with the runs that it selects.
pub(crate) struct ServiceCheckSource<'w> {
    query: &'w ServiceCheckQuery,
    groups: Vec<Tags>,
    /// The runs of each group in ascending order of time.
    runs: Vec<Vec<&'w CheckRun>>,
    states: Vec<State>,
    /// The number of runs of each group that previous evaluations have used.
    seen: Vec<usize>,
    /// For each group, the last status of each combination of tags.
    last: Vec<BTreeMap<&'w Tags, CheckStatus>>,
}

impl ServiceCheckQuery {
    pub(crate) fn selects(&self, run: &CheckRun) -> bool {
        run.check == self.check
            && self.over.iter().all(|tag| tag == "*" || run.tags.contains(tag))
            && !self.exclude.iter().any(|tag| run.tags.contains(tag))
    }

    pub(crate) fn group(&self, tags: &Tags) -> Option<Tags> {
        if self.by.iter().any(|k| k == "*") {
            return Some(tags.clone());
        }
        let group = tags.project(&self.by);
        self.by.iter().all(|k| group.value(k).is_some()).then_some(group)
    }
}

impl<'w> ServiceCheckSource<'w> {
    pub(crate) fn new(query: &'w ServiceCheckQuery, world: &'w [CheckRun]) -> Self {
        let mut by_group: BTreeMap<Tags, Vec<&'w CheckRun>> = BTreeMap::new();
        if query.by.is_empty() {
            by_group.insert(Tags::default(), Vec::new());
        }
        for run in world.iter().filter(|r| query.selects(r)) {
            if let Some(group) = query.group(&run.tags) {
                by_group.entry(group).or_default().push(run);
            }
        }
        by_group.values_mut().for_each(|runs| runs.sort_by_key(|r| r.at));
        let (groups, runs): (Vec<_>, Vec<_>) = by_group.into_iter().unzip();
        Self {
            query,
            states: vec![State::Ok; groups.len()],
            seen: vec![0; groups.len()],
            last: vec![BTreeMap::new(); groups.len()],
            groups,
            runs,
        }
    }

    /// The last run of `group` before `t`.
    pub(crate) fn last_run(&self, group: &Tags, t: i64) -> Option<&'w CheckRun> {
        let runs = &self.runs[self.groups.iter().position(|g| g == group)?];
        let end = runs.partition_point(|r| r.at < t);
        runs[..end].last().copied()
    }

    fn consecutive(&self, runs: &[&CheckRun], previous: State) -> State {
        let recent = &runs[runs.len().saturating_sub(self.query.last)..];
        let reached = |status: CheckStatus, threshold: Option<f64>| {
            let streak = recent.iter().rev().take_while(|r| r.status == status).count();
            threshold.is_some_and(|t| streak as f64 >= t.max(1.0))
        };
        let t = &self.query.thresholds;
        if reached(CheckStatus::Critical, t.critical) {
            State::Alert
        } else if reached(CheckStatus::Warning, t.warning) {
            State::Warn
        } else if reached(CheckStatus::Unknown, t.unknown) {
            State::NoData
        } else if reached(CheckStatus::Ok, t.ok.or(Some(1.0))) {
            State::Ok
        } else {
            previous
        }
    }

    /// The state of a cluster, and the percentage of critical checks. Only the last status of each combination of tags counts.
    fn percentage(&self, last: &BTreeMap<&Tags, CheckStatus>) -> (State, f64) {
        let percent =
            |status| 100.0 * last.values().filter(|s| **s == status).count() as f64 / last.len().max(1) as f64;
        let (critical, warning) = (percent(CheckStatus::Critical), percent(CheckStatus::Warning));
        let t = &self.query.thresholds;
        if t.critical.is_some_and(|t| critical > t) {
            (State::Alert, critical)
        } else if t.warning.is_some_and(|t| warning > t) {
            (State::Warn, warning)
        } else {
            (State::Ok, critical)
        }
    }
}

impl Observe for ServiceCheckSource<'_> {
    fn groups(&self) -> &[Tags] {
        &self.groups
    }

    fn observe(&mut self, window: Frame, _: i64, out: &mut Vec<Observation>) {
        for i in 0..self.groups.len() {
            let end = self.runs[i].partition_point(|r| r.at < window.to);
            let seen = std::mem::replace(&mut self.seen[i], end);
            if end <= seen {
                out.push(Observation::Empty);
                continue;
            }
            let runs = &self.runs[i][..end];
            if self.query.percent {
                self.last[i].extend(runs[seen..].iter().map(|r| (&r.tags, r.status)));
                let (state, value) = self.percentage(&self.last[i]);
                out.push(Observation::State(state, value));
            } else {
                self.states[i] = self.consecutive(runs, self.states[i]);
                out.push(Observation::State(self.states[i], f64::NAN));
            }
        }
    }
}
