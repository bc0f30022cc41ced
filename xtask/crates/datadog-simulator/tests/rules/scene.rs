//! Builds a monitor and its telemetry in a few calls, and checks the outcome as one line of text.

use datadog_simulator::world::{CheckRun, CheckStatus, Event, MetricKind, Series, Tags};
use datadog_simulator::{Monitor, NotificationKind, Outcome, Semantics, Span, World};
use serde_json::{Value, json};

pub(crate) const MINUTE: i64 = 60;

/// A monitor and its telemetry: one point per minute from the epoch on, unless a test says otherwise.
pub(crate) struct Scene {
    pub(crate) payload: Value,
    pub(crate) world: World,
    pub(crate) semantics: Semantics,
    from_min: i64,
    to_min: i64,
}

impl Scene {
    pub(crate) fn new(kind: &str, query: &str) -> Self {
        Self {
            payload: json!({ "type": kind, "name": "a monitor", "message": "", "query": query, "options": {} }),
            world: World::default(),
            semantics: Semantics::default(),
            from_min: 0,
            to_min: 60,
        }
    }

    pub(crate) fn metric(query: &str) -> Self {
        Self::new("query alert", query)
    }

    pub(crate) fn options(mut self, options: Value) -> Self {
        self.payload["options"] = options;
        self
    }

    pub(crate) fn message(mut self, message: &str) -> Self {
        self.payload["message"] = json!(message);
        self
    }

    pub(crate) fn semantics(mut self, change: impl FnOnce(&mut Semantics)) -> Self {
        change(&mut self.semantics);
        self
    }

    pub(crate) fn minutes(mut self, from: i64, to: i64) -> Self {
        (self.from_min, self.to_min) = (from, to);
        self
    }

    /// `5x3 _ 7x2`: three fives, a gap, two sevens; one point per minute from minute 0.
    pub(crate) fn series(self, kind: MetricKind, metric: &str, tags: &str, values: &str) -> Self {
        self.series_every(MINUTE, kind, metric, tags, values)
    }

    pub(crate) fn series_every(
        mut self,
        interval_s: i64,
        kind: MetricKind,
        metric: &str,
        tags: &str,
        values: &str,
    ) -> Self {
        let points = expand(values)
            .into_iter()
            .enumerate()
            .filter_map(|(i, v)| Some((i as i64 * interval_s, v?)));
        self.world.series.push(Series::new(
            metric,
            tags_of(tags),
            kind,
            u32::try_from(interval_s).expect("a positive interval"),
            points,
        ));
        self
    }

    pub(crate) fn gauge(self, tags: &str, values: &str) -> Self {
        self.series(MetricKind::Gauge, "m", tags, values)
    }

    pub(crate) fn count(self, metric: &str, tags: &str, values: &str) -> Self {
        self.series(MetricKind::Count, metric, tags, values)
    }

    /// `runs` are `minute status` pairs, separated by commas.
    pub(crate) fn check(mut self, name: &str, tags: &str, runs: &str) -> Self {
        for run in runs.split(',') {
            let (minute, status) = run.trim().split_once(' ').expect("minute and status");
            self.world.checks.push(CheckRun {
                check: name.to_owned(),
                tags: tags_of(tags),
                at: minute.parse::<i64>().expect("a minute") * MINUTE,
                status: match status {
                    "ok" => CheckStatus::Ok,
                    "warning" => CheckStatus::Warning,
                    "critical" => CheckStatus::Critical,
                    _ => CheckStatus::Unknown,
                },
                message: format!("{status} at {minute}"),
            });
        }
        self
    }

    pub(crate) fn log(self, minute: i64, body: Value) -> Self {
        self.event("logs", minute, body)
    }

    pub(crate) fn event(mut self, source: &str, minute: i64, body: Value) -> Self {
        self.world.events.push(Event {
            source: source.to_owned(),
            at: minute * MINUTE,
            body,
        });
        self
    }

    pub(crate) fn monitor(&self) -> Monitor {
        Monitor::from_payload(&self.payload).expect("a monitor of this test")
    }

    pub(crate) fn run(&self) -> Outcome {
        let span = Span {
            from: self.from_min * MINUTE,
            to: self.to_min * MINUTE,
        };
        self.monitor()
            .run(&self.world, span, &self.semantics)
            .expect("a world of this test")
    }

    /// The error message from compiling or running the monitor.
    pub(crate) fn error(&self) -> String {
        let span = Span { from: 0, to: 60 };
        match Monitor::from_payload(&self.payload).and_then(|m| m.run(&self.world, span, &self.semantics)) {
            Ok(_) => "no error".to_owned(),
            Err(error) => error.message,
        }
    }

    /// Checks every transition, group by group: `host:a OK@0m Alert@5m; host:b ...`
    #[track_caller]
    pub(crate) fn states(&self, expected: &str) {
        let groups: Vec<String> = self
            .run()
            .groups
            .iter()
            .map(|g| {
                let name = if g.group.is_empty() {
                    String::new()
                } else {
                    format!("{} ", g.name())
                };
                let changes: Vec<String> = g
                    .transitions
                    .iter()
                    .map(|t| {
                        format!(
                            "{}@{}m",
                            t.to.map_or("dropped".to_owned(), |s| s.to_string()),
                            t.at / MINUTE
                        )
                    })
                    .collect();
                format!("{name}{}", changes.join(" "))
            })
            .collect();
        assert_eq!(groups.join("; "), expected);
    }

    /// Checks the values at a minute, group by group; `-` for a group without a value.
    #[track_caller]
    pub(crate) fn value_at(&self, minute: i64, expected: &str) {
        let values: Vec<String> = self
            .run()
            .groups
            .iter()
            .map(|g| {
                let evaluation = g
                    .evaluations
                    .iter()
                    .find(|e| e.at == minute * MINUTE)
                    .expect("an evaluation at this minute");
                evaluation
                    .value
                    .map_or("-".to_owned(), |v| format!("{}", (v * 1e6).round() / 1e6))
            })
            .collect();
        assert_eq!(values.join(" "), expected);
    }

    /// Checks the notifications: `5m Triggered Alert; 9m Recovered OK muted by x`
    #[track_caller]
    pub(crate) fn notifies(&self, expected: &str) {
        let notifications: Vec<String> = self
            .run()
            .notifications
            .iter()
            .map(|n| {
                let kind = match n.kind {
                    NotificationKind::Renotified(times) => format!("Renotified({times})"),
                    other => format!("{other:?}"),
                };
                let group = if n.group.is_empty() {
                    String::new()
                } else {
                    format!(" {}", n.group)
                };
                let muted = n
                    .muted_by
                    .as_ref()
                    .map_or(String::new(), |by| format!(" muted by {by}"));
                format!("{}m {kind} {}{group}{muted}", n.at / MINUTE, n.state)
            })
            .collect();
        assert_eq!(notifications.join("; "), expected);
    }

    /// Checks the reason for the result of the first group's evaluation at a minute.
    #[track_caller]
    pub(crate) fn reason_at(&self, minute: i64, expected: &str) {
        let outcome = self.run();
        let evaluation = outcome.groups[0]
            .evaluations
            .iter()
            .find(|e| e.at == minute * MINUTE)
            .expect("an evaluation at this minute");
        assert_eq!(format!("{:?}", evaluation.reason), expected);
    }
}

pub(crate) fn tags_of(tags: &str) -> Tags {
    Tags::new(tags.split(','))
}

fn expand(values: &str) -> Vec<Option<f64>> {
    values
        .split_whitespace()
        .flat_map(|token| {
            let (value, times) = token.split_once('x').unwrap_or((token, "1"));
            let value = if value == "_" {
                None
            } else {
                Some(value.parse().expect("a number"))
            };
            std::iter::repeat_n(value, times.parse().expect("a count"))
        })
        .collect()
}
