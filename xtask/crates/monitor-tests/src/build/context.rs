//! The monitor's context: downtimes, notification rules, SLOs, states of other monitors. Also reports telemetry that the monitor does not read.

use datadog_query::search;
use datadog_simulator::world::{self, DowntimeSchedule, DowntimeTarget, NotificationRule, Slo, SuppliedVerdict};
use datadog_simulator::{SimulationError, World};
use documents::yaml::Located;

use super::{Builder, Finding};
use crate::file::{Downtime, Test, Text, Verdicts};
use crate::notation::{self, Times};

impl Builder<'_> {
    pub(super) fn add_context(&mut self, test: &Test, world: &mut World) {
        for downtime in &test.downtimes {
            world.downtimes.extend(self.downtime(downtime));
        }
        for rule in &test.rules {
            if let Some(payload) = self.value(&rule.value, &rule.span) {
                match NotificationRule::from_payload(&payload) {
                    Ok(rule) => world.rules.push(rule),
                    Err(refusal) => self.report_refusal(refusal, &rule.span),
                }
            }
        }
        for (id, slo) in &test.slos {
            if let Some(payload) = self.value(&slo.value, &slo.span) {
                match Slo::from_payload(&payload) {
                    Ok(read) => drop(world.slos.insert(id.clone(), read)),
                    Err(refusal) => self.report_refusal(refusal, &slo.span),
                }
            }
        }
        for verdicts in &test.verdicts {
            world.verdicts.extend(self.verdicts(verdicts));
        }
    }

    fn report_refusal(&mut self, refusal: SimulationError, span: &std::ops::Range<usize>) {
        let finding = Finding::new("monitors/test-file", span.clone(), refusal.message);
        self.find(match refusal.help {
            Some(help) => finding.help(help),
            None => finding,
        });
    }

    fn downtime(&mut self, written: &Located<Downtime>) -> Option<world::Downtime> {
        let between = notation::times(&written.between, &self.monitor.variables);
        let Times { from, to } = self.report_error(between, &written.between, &written.between.span)?;
        let (scope, span) = match &written.scope {
            Some(scope) => (self.filled(scope)?, scope.span.clone()),
            None => ("*".to_owned(), written.between.span.clone()),
        };
        let scope = match search::parse_with(&scope, search::Options::MONITOR) {
            Ok(scope) => scope,
            Err(error) => {
                self.find(Finding::new(
                    "monitors/notation",
                    span,
                    format!("the scope '{scope}' is not a valid search: {error}"),
                ));
                return None;
            }
        };
        let tags = match &written.monitor_tags {
            Some(tags) => tags
                .0
                .iter()
                .map(|tag| self.filled_at(tag, &tags.span))
                .collect::<Option<Vec<_>>>()?,
            None => vec!["*".to_owned()],
        };
        Some(world::Downtime {
            name: format!("downtime {}", written.between.0),
            monitors: DowntimeTarget::Tags(tags),
            scope,
            schedule: DowntimeSchedule::Once {
                from: self.start + from,
                to: Some(self.start + to),
            },
            mutes_first_recovery: written.mutes_first_recovery,
            notify_end_states: vec![
                datadog_simulator::state::State::Alert,
                datadog_simulator::state::State::Warn,
                datadog_simulator::state::State::NoData,
            ],
        })
    }

    fn verdicts(&mut self, written: &Located<Verdicts>) -> Vec<SuppliedVerdict> {
        let mut out = Vec::new();
        let monitor = match &written.monitor {
            None => None,
            Some(text) => match self.monitor_id(text) {
                Some(id) => Some(id),
                None => return out,
            },
        };
        for (group, changes) in &written.states.0 {
            let tags = match (monitor, self.filled(group)) {
                // another monitor has its own groups
                (Some(_), Some(name)) if name == "*" => world::Tags::default(),
                (Some(_), Some(name)) => world::Tags::new(name.split(',')),
                (None, Some(_)) => match self.group(group) {
                    Some(tags) => tags,
                    None => continue,
                },
                (_, None) => continue,
            };
            for change in changes {
                let read = notation::change(change, &self.monitor.variables);
                let Some(read) = self.report_error(read, change, &change.span) else {
                    continue;
                };
                let Some(state) = read.to else {
                    self.find(Finding::new(
                        "monitors/notation",
                        change.span.clone(),
                        "a verdict must be a state: OK, Warn, Alert or No Data",
                    ));
                    continue;
                };
                self.end_s = self.end_s.max(read.at.from);
                out.push(SuppliedVerdict {
                    monitor,
                    group: tags.clone(),
                    at: self.start + read.at.from,
                    state,
                    value: None,
                });
            }
        }
        out
    }

    fn monitor_id(&mut self, text: &Text) -> Option<u64> {
        let filled = self.filled(text)?;
        let id = filled.parse().ok();
        if id.is_none() {
            let message = format!("'{filled}' is not the id of a monitor");
            let finding = Finding::new("monitors/notation", text.span.clone(), message);
            self.find(
                finding.help("write $monitor_1 for the first monitor of the condition, $monitor_2 for the second"),
            );
        }
        id
    }

    /// Reports telemetry that the monitor does not read, because it proves nothing, unless it is a decoy. Reports a decoy that the monitor reads.
    pub(super) fn check_used(&mut self, test: &Test, world: &World) {
        if !self.findings.is_empty() {
            return; // series that could not be built would be reported again
        }
        let monitor = &self.monitor.compiled;
        let mut findings = Vec::new();
        for (written, series) in test.series.iter().zip(&world.series) {
            let read = monitor.reads_series(series)
                || world.slos.values().any(|slo| slo.reads_series(series))
                || world.monitors.values().any(|monitor| monitor.reads_series(series));
            let named = monitor.metrics().contains(&series.metric.as_str())
                || world
                    .monitors
                    .values()
                    .any(|monitor| monitor.metrics().contains(&series.metric.as_str()));
            let what = format!("series '{}{{{}}}'", series.metric, series.tags);
            findings.extend(self.used(&what, &written.metric.span, read, written.decoy, named));
        }
        for written in &test.checks {
            let Some(check) = self.filled(&written.check) else {
                continue;
            };
            let Some(tags) = self.tags(&written.tags) else { continue };
            let runs = || world.checks.iter().filter(|r| r.check == check && r.tags == tags);
            let monitors = || world.monitors.values().chain([&self.monitor.compiled]);
            let read = runs().any(|r| monitors().any(|monitor| monitor.reads_check(r)));
            let named = monitors().any(|monitor| monitor.definition().query.contains(&format!("\"{check}\"")));
            findings.extend(self.used(
                &format!("check '{check}{{{tags}}}'"),
                &written.check.span,
                read,
                written.decoy,
                named,
            ));
        }
        for written in &test.events {
            let Some(body) = self.body(&written.body) else { continue };
            let event = world::Event {
                source: written.source.0.clone(),
                at: self.start,
                body,
            };
            let read = world
                .monitors
                .values()
                .chain([&self.monitor.compiled])
                .any(|monitor| monitor.reads_event(&event));
            findings.extend(self.used(
                &format!("event of '{}'", written.source.0),
                &written.source.span,
                read,
                written.decoy,
                true,
            ));
        }
        self.findings.extend(findings);
    }

    fn used(&self, what: &str, span: &std::ops::Range<usize>, read: bool, decoy: bool, named: bool) -> Option<Finding> {
        let title = self.monitor.title();
        let finding = |message: String| Finding::new("monitors/unused-series", span.clone(), message);
        match (read, decoy) {
            (false, false) => Some(finding(format!("monitor '{title}' does not read {what}")).help(format!(
                "its query is: {}; if the monitor should ignore this, mark it 'decoy: true'",
                self.monitor.compiled.definition().query
            ))),
            (true, true) => Some(
                finding(format!("monitor '{title}' reads {what}, which is marked as a decoy"))
                    .help("give it tags that the query excludes, or remove 'decoy'"),
            ),
            (false, true) if !named => Some(
                finding(format!(
                    "{what} cannot be a decoy for monitor '{title}': its query does not name it"
                ))
                .help("a decoy has a metric of the query, and tags that the query's scope excludes"),
            ),
            _ => None,
        }
    }
}
