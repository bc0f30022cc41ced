use datadog_simulator::state::{NoDataOutcome, OnMissingData, Reason, State};
use datadog_simulator::{GroupOutcome, MessageBranch, Monitor, Outcome};

use crate::coverage::Point;

/// The points of one monitor, and which of them tests have reached.
#[derive(Clone, Debug)]
pub struct Coverage {
    points: Vec<PointState>,
    missing: OnMissingData,
    /// Conditional sections that no notification of this monitor can show, as [`Point::ConditionalSection`].
    pub unreachable: Vec<Point>,
}

#[derive(Clone, Debug)]
struct PointState {
    point: Point,
    /// For a conditional section, how notifications name it.
    shown: Option<MessageBranch>,
    reached: bool,
}

impl Coverage {
    /// The points that tests of `monitor` can reach.
    ///
    /// Composites, SLO alerts and monitors with given verdicts have no missing data: they do not read telemetry. A warning needs a warning threshold, and two
    /// groups need a group key.
    #[must_use]
    pub fn new(monitor: &Monitor) -> Self {
        let reads_data =
            monitor.unsupported_reason().is_none() && monitor.constituents().is_empty() && monitor.slo_id().is_none();
        let candidates = [
            (Point::Alert, true),
            (Point::Warning, monitor.thresholds().warning.is_some()),
            (Point::Recovery, true),
            (Point::MissingData, reads_data),
            (Point::Groups, !monitor.group_keys().is_empty()),
        ];
        let mut points: Vec<PointState> = candidates
            .into_iter()
            .filter(|(_, applies)| *applies)
            .map(|(point, _)| PointState {
                point,
                shown: None,
                reached: false,
            })
            .collect();
        let mut unreachable = Vec::new();
        let sections = monitor.sections();
        for (i, section) in sections.iter().enumerate() {
            let alike = |other: &&datadog_simulator::ConditionalSection| {
                other.branch.field == section.branch.field && other.tag == section.tag
            };
            let number = sections[..i].iter().filter(alike).count() + 1;
            let point = Point::section(section.branch.field, &section.tag, number);
            if section.reachable {
                points.push(PointState {
                    point,
                    shown: Some(section.branch),
                    reached: false,
                });
            } else {
                unreachable.push(point);
            }
        }
        Self {
            points,
            missing: monitor.on_missing_data(),
            unreachable,
        }
    }

    /// Adds the outcome of a test.
    pub fn record(&mut self, outcome: &Outcome) {
        let missing = self.missing;
        for reach in self.points.iter_mut().filter(|reach| !reach.reached) {
            reach.reached = match (&reach.point, reach.shown) {
                (Point::Alert, _) => outcome.groups.iter().any(|group| reaches_state(group, State::Alert)),
                (Point::Warning, _) => outcome.groups.iter().any(|group| reaches_state(group, State::Warn)),
                (Point::Recovery, _) => outcome.groups.iter().any(recovers),
                (Point::MissingData, _) => outcome.groups.iter().any(|group| handles_missing_data(group, missing)),
                (Point::Groups, _) => {
                    outcome
                        .groups
                        .iter()
                        .filter(|group| group.transitions.iter().any(|t| t.to.is_some()))
                        .count()
                        > 1
                }
                // a muted notification has not been read
                (Point::ConditionalSection { .. }, Some(shown)) => outcome
                    .sent()
                    .any(|notification| notification.branches.contains(&shown)),
                (Point::ConditionalSection { .. }, None) => false,
            };
        }
    }

    /// Adds what an earlier run reached, in the order of [`Coverage::points`].
    pub(crate) fn reach(&mut self, points: &[bool]) {
        for (point, reached) in self.points.iter_mut().zip(points) {
            point.reached |= reached;
        }
    }

    /// All points, and whether a test has reached them.
    pub fn points(&self) -> impl Iterator<Item = (&Point, bool)> {
        self.points.iter().map(|reach| (&reach.point, reach.reached))
    }

    /// The points that no test has reached.
    pub fn unreached(&self) -> impl Iterator<Item = &Point> {
        self.points().filter(|(_, reached)| !reached).map(|(point, _)| point)
    }
}

fn reaches_state(group: &GroupOutcome, state: State) -> bool {
    group.transitions.iter().any(|change| change.to == Some(state))
}

/// Whether the group alerts and later becomes OK because of its data.
fn recovers(group: &GroupOutcome) -> bool {
    let mut alerted = false;
    for change in &group.transitions {
        alerted |= change.to == Some(State::Alert);
        if alerted && change.to == Some(State::Ok) {
            let seen = group.evaluations.iter().find(|evaluation| evaluation.at == change.at);
            if seen.is_some_and(|evaluation| !matches!(evaluation.reason, Reason::NoValues(_))) {
                return true;
            }
        }
    }
    false
}

/// Whether an evaluation without values did what the monitor's option for missing data says.
fn handles_missing_data(group: &GroupOutcome, missing: OnMissingData) -> bool {
    group.evaluations.iter().any(|evaluation| match missing {
        OnMissingData::Zero => matches!(evaluation.reason, Reason::ZeroForMissing { .. }),
        OnMissingData::Resolve => evaluation.reason == Reason::NoValues(NoDataOutcome::Resolved),
        OnMissingData::LastStatus | OnMissingData::Legacy { notify: false, .. } => {
            evaluation.reason == Reason::NoValues(NoDataOutcome::LastStatus)
        }
        OnMissingData::ShowNoData | OnMissingData::NotifyNoData | OnMissingData::Legacy { notify: true, .. } => {
            evaluation.reason == Reason::NoValues(NoDataOutcome::NoData)
        }
    })
}
