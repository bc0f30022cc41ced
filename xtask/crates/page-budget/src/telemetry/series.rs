//! The values of metrics.

use std::collections::BTreeMap;

use datadog_simulator::world::{MetricKind, Series, Tags};

use super::rules::{Rule, has_role, selects};
use super::tags::{Senders, Source};
use super::{Derived, MONDAY_S, Maker};
use crate::demand::Wanted;
use crate::file::{Role, Shape, Signal};
use crate::random::{Random, hash};
use crate::topology::Group;
use datadog_query::wildcard;

/// Seconds between the values of a series.
const STEP_S: i64 = 60;
/// The most values of a distribution that a service's pods send in a minute. More would change no percentile.
const VALUES_MAX: f64 = 30.0;
/// How far metrics may be shares of shares.
const DEPTH_MAX: u8 = 8;

/// Whether a query reads a series.
type Reads<'a> = dyn Fn(&Series) -> bool + 'a;

/// An entry, and the metric that it is a share of.
type LineRule<'a> = (&'a Rule<'a, Signal>, Shape, Option<Box<Line<'a>>>);

/// The values of one metric from one source.
struct Line<'a> {
    source: Source<'a>,
    /// How its values are made. A cumulative gauge is made as a count, whose values are then added up.
    kind: MetricKind,
    cumulative: bool,
    /// The entries for it, and the metrics that they are shares of.
    rules: Vec<LineRule<'a>>,
    derived: Option<f64>,
    name: u64,
}

impl Maker<'_> {
    /// Adds the series of a metric that these services send and `reads` accepts, with their values from `before` on.
    pub(crate) fn series(
        &self,
        (services, reads): (&[String], &Reads<'_>),
        wanted: &Wanted,
        keys: &[String],
        derived: &Derived,
        before: i64,
        found: &mut BTreeMap<(String, Tags), Series>,
    ) -> Result<(), String> {
        for service in services {
            for source in self.sources(service, wanted, keys)? {
                let tags = Tags::new(source.tags.iter().map(|(key, value)| format!("{key}:{value}")));
                let kind = self.kind(&wanted.name);
                let probe = Series::new(&*wanted.name, tags.clone(), kind, 60, []);
                let key = (wanted.name.clone(), tags);
                if found.contains_key(&key) || !reads(&probe) {
                    continue;
                }
                let line = self.line(&wanted.name, source, derived, DEPTH_MAX);
                let points = self.points(&line, before);
                found.insert(key.clone(), Series::new(key.0, key.1, kind, 60, points));
            }
        }
        Ok(())
    }

    fn kind(&self, metric: &str) -> MetricKind {
        match self.estate.metric(metric).map(|m| m.kind.as_str()) {
            Some("count") => MetricKind::Count,
            Some("rate") => MetricKind::Rate,
            Some("distribution") => MetricKind::Distribution,
            _ => MetricKind::Gauge,
        }
    }

    fn line<'s>(&'s self, metric: &str, source: Source<'s>, derived: &Derived, depth: u8) -> Line<'s> {
        let mut rules = Vec::new();
        let of_line = |(rule, _): &&(Rule<'s, Signal>, Shape)| {
            let Signal {
                services,
                tags,
                metric: pattern,
                ..
            } = rule.entry;
            wildcard::matches(pattern, metric) && selects(services, tags, &source.service, &source.tags)
        };
        for (rule, shape) in self.rules.signals.iter().filter(of_line) {
            let of = rule.entry.of.as_ref().filter(|_| depth > 0).map(|of| {
                let mut source = source.clone();
                let known = self.estate.metric(of);
                source.tags.retain(|key, _| {
                    ["service", "env", "pod_name", "host"].contains(&key.as_str())
                        || known.is_none_or(|metric| metric.tags.contains_key(key))
                });
                Box::new(self.line(of, source, derived, depth - 1))
            });
            rules.push((rule, *shape, of));
        }
        let cumulative = self.estate.metric(metric).is_some_and(|known| known.cumulative);
        Line {
            kind: if cumulative {
                MetricKind::Count
            } else {
                self.kind(metric)
            },
            cumulative,
            name: hash(self.estate.normal.seed, &format!("{metric}{{{}}}", source.identity())),
            derived: derived.get(metric).copied(),
            source,
            rules,
        }
    }

    fn points(&self, line: &Line<'_>, before: i64) -> Vec<(i64, f64)> {
        let mut points = Vec::new();
        let mut total = 0.0;
        let mut minute = before.div_euclid(STEP_S);
        while minute * STEP_S < self.to {
            let t = minute * STEP_S;
            if let Some(sender) = line.source.senders.at(t) {
                let role = sender.map(|(group, unit)| group.role(unit, t));
                if line.source.role.is_none() || line.source.role == role {
                    let share = share_of(line, sender.map(|(group, _)| group), t);
                    self.sample(line, t, role, share, &mut |value| {
                        total = if line.cumulative { total + value } else { value };
                        points.push((MONDAY_S + t, total));
                    });
                }
            }
            minute += 1;
        }
        points
    }

    /// The values of a minute. `share` is the share of the service's events that this line has.
    fn sample(&self, line: &Line<'_>, t: i64, role: Option<Role>, share: f64, out: &mut dyn FnMut(f64)) {
        let Some((rule, shape, of, times)) = active(line, t, role) else {
            match line.derived {
                Some(value) if line.source.role.is_none() || role == line.source.role => out(value),
                _ => {}
            }
            return;
        };
        let entry = rule.entry;
        let mut random = Random::new(line.name, t.div_euclid(STEP_S));
        let rhythm = |by_default: bool| {
            if entry.rhythm.unwrap_or(by_default) {
                self.rhythm(t)
            } else {
                1.0
            }
        };
        if line.kind == MetricKind::Distribution {
            let events = match shape {
                Shape::PerMinute(rate) => random.poisson((rate * rhythm(true)).min(VALUES_MAX) * share),
                Shape::Share(part) => {
                    let events = of.map_or(0.0, |of| self.number(of, t, role, share));
                    random.binomial(events, part.min(1.0)).min((VALUES_MAX * share).ceil())
                }
                Shape::Level(_) => 1.0,
                Shape::Replicas(_) | Shape::Times(_) | Shape::Missing => 0.0,
            };
            let typical = entry.typical.unwrap_or(1.0);
            // one of a hundred values is this many deviations above the median
            let deviation = entry.slow.map_or(0.0, |slow| (slow / typical).ln() / 2.326);
            for _ in 0..events as usize {
                let value = match shape {
                    Shape::Level(values) => values.from + (values.to - values.from) * rule.passed(t),
                    _ => typical * (deviation * random.normal()).exp(),
                };
                out(value * times);
            }
            return;
        }
        let spread = |random: &mut Random| 1.0 + entry.spread.unwrap_or(0.0) * (2.0 * random.unit() - 1.0);
        let value = match shape {
            Shape::Level(values) => {
                let level = values.from + (values.to - values.from) * rule.passed(t);
                level * rhythm(false) * spread(&mut random) * times
            }
            Shape::PerMinute(rate) => random.poisson(rate * rhythm(true) * share * times),
            Shape::Share(part) => {
                let whole = of.map_or(0.0, |of| self.number(of, t, role, share));
                if line.kind == MetricKind::Count {
                    random.binomial(whole, part * times)
                } else {
                    whole * part * spread(&mut random) * times
                }
            }
            Shape::Replicas(count) => match self.topology.group(&line.source.service) {
                Some(group) => f64::from(group.count(count, t)),
                None => return,
            },
            Shape::Times(_) | Shape::Missing => return,
        };
        out(value);
    }

    /// The value of a metric that another one is a share of; for a distribution the number of its values.
    fn number(&self, of: &Line<'_>, t: i64, role: Option<Role>, share: f64) -> f64 {
        let (mut last, mut values) = (0.0, 0.0);
        self.sample(of, t, role, share, &mut |value| {
            last = value;
            values += 1.0;
        });
        if of.kind == MetricKind::Distribution {
            values
        } else {
            last
        }
    }

    /// How busy the clinics are, between the hours in proportion.
    pub(super) fn rhythm(&self, t: i64) -> f64 {
        let (day, second) = (t.div_euclid(86_400).rem_euclid(7), t.rem_euclid(86_400));
        let hours = |day: i64| {
            let rhythm = &self.estate.normal.rhythm;
            if day % 7 < 5 { &rhythm.weekday } else { &rhythm.weekend }
        };
        let hour = usize::try_from(second / 3600).unwrap_or_default();
        let this = hours(day)[hour];
        let next = if hour == 23 {
            hours(day + 1)[0]
        } else {
            hours(day)[hour + 1]
        };
        this + (next - this) * (second % 3600) as f64 / 3600.0
    }
}

/// The share of the service's events that a sender of the line has.
fn share_of(line: &Line<'_>, group: Option<&Group>, t: i64) -> f64 {
    let senders = match (&line.source.senders, line.source.role) {
        // the events of a role are those of its sender
        (Senders::Once, _) | (_, Some(_)) => 1,
        (Senders::Units(..), None) => group.map_or(1, |g| g.count(crate::file::Count::Available, t)),
    };
    1.0 / (line.source.combinations * f64::from(senders.max(1)))
}

type Active<'l, 'a> = (&'l Rule<'a, Signal>, Shape, Option<&'l Line<'a>>, f64);

/// The entry that applies, and the product of all multiples after it.
fn active<'l, 'a>(line: &'l Line<'a>, t: i64, role: Option<Role>) -> Option<Active<'l, 'a>> {
    let mut times = 1.0;
    for (rule, shape, of) in line.rules.iter().rev() {
        if !rule.applies_at(t) || !has_role(rule.entry.on, role) {
            continue;
        }
        match shape {
            Shape::Times(factor) => times *= factor,
            shape => return Some((rule, *shape, of.as_deref(), times)),
        }
    }
    None
}
