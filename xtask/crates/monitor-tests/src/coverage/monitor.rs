use datadog_simulator::state::{Absence, Missing, State, Verdict};
use datadog_simulator::{GroupOutcome, Monitor, Outcome, Shown};

use crate::coverage::Point;

/// The points of one monitor, and which of them tests have reached.
#[derive(Clone, Debug)]
pub struct Coverage {
    points: Vec<PointState>,
    missing: Missing,
    /// Conditional sections that no notification of this monitor can show, as [`Point::Section`].
    pub unreachable: Vec<Point>,
}

#[derive(Clone, Debug)]
struct PointState {
    point: Point,
    /// For a conditional section, how notifications name it.
    shown: Option<Shown>,
    reached: bool,
}

impl Coverage {
    /// The points that tests of `monitor` can reach.
    ///
    /// Composites, SLO alerts and monitors with given verdicts have no missing data: they do not read telemetry. A warning needs a warning threshold, and two
    /// groups need a group key.
    #[must_use]
    pub fn new(monitor: &Monitor) -> Self {
        let reads_data = monitor.refusal().is_none() && monitor.constituents().is_empty() && monitor.slo_id().is_none();
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
            let alike = |other: &&datadog_simulator::Section| {
                other.shown.text == section.shown.text && other.tag == section.tag
            };
            let number = sections[..i].iter().filter(alike).count() + 1;
            let point = Point::section(section.shown.text, &section.tag, number);
            if section.reachable {
                points.push(PointState {
                    point,
                    shown: Some(section.shown),
                    reached: false,
                });
            } else {
                unreachable.push(point);
            }
        }
        Self {
            points,
            missing: monitor.missing(),
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
                (Point::Section { .. }, Some(shown)) => outcome
                    .sent()
                    .any(|notification| notification.branches.contains(&shown)),
                (Point::Section { .. }, None) => false,
            };
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
            if seen.is_some_and(|evaluation| !matches!(evaluation.verdict, Verdict::NoValues(_))) {
                return true;
            }
        }
    }
    false
}

/// Whether an evaluation without values did what the monitor's option for missing data says.
fn handles_missing_data(group: &GroupOutcome, missing: Missing) -> bool {
    group.evaluations.iter().any(|evaluation| match missing {
        Missing::Zero => matches!(evaluation.verdict, Verdict::ZeroForMissing { .. }),
        Missing::Resolve => evaluation.verdict == Verdict::NoValues(Absence::Resolved),
        Missing::LastStatus | Missing::Legacy { notify: false, .. } => {
            evaluation.verdict == Verdict::NoValues(Absence::LastStatus)
        }
        Missing::ShowNoData | Missing::NotifyNoData | Missing::Legacy { notify: true, .. } => {
            evaluation.verdict == Verdict::NoValues(Absence::NoData)
        }
    })
}
