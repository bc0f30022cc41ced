//! The coverage of an estate.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use crate::coverage::{Coverage, Point};

/// The coverage of a monitor in an environment.
#[derive(Clone, Debug)]
pub struct CoverageRow {
    /// `<service>/<name>`
    pub monitor: String,
    /// The environment.
    pub env: String,
    /// Where its tests stand, or would.
    pub tests: String,
    /// What its tests reached.
    pub coverage: Coverage,
}

/// What no test of a monitor reached, alike in several environments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap<'r> {
    /// `<service>/<name>`
    pub monitor: &'r str,
    /// Where its tests stand, or would.
    pub tests: &'r str,
    /// The environments, at least one.
    pub envs: Vec<&'r str>,
    /// What was not reached, at least one.
    pub points: Vec<&'r Point>,
}

/// How much of what there is was reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// So many were reached.
    pub reached: usize,
    /// So many there are.
    pub of: usize,
}

/// The coverage of all monitors.
#[derive(Clone, Debug, Default)]
pub struct CoverageReport {
    /// In the order in which they are told.
    pub rows: Vec<CoverageRow>,
}

/// The kinds of points, in the order in which they are told.
const KINDS: [&str; 6] = [
    "alert",
    "recovery",
    "missing data",
    "warning",
    "groups",
    "message branches",
];

impl CoverageReport {
    /// By kind of point, how many were reached.
    #[must_use]
    pub fn shares(&self) -> Vec<(&'static str, Share)> {
        let mut shares: BTreeMap<&str, Share> = BTreeMap::new();
        for (point, reached) in self.rows.iter().flat_map(|row| row.coverage.points()) {
            let share = shares.entry(point.kind()).or_default();
            share.of += 1;
            share.reached += usize::from(reached);
        }
        KINDS
            .into_iter()
            .filter_map(|kind| Some((kind, *shares.get(kind)?)))
            .collect()
    }

    /// The required points that no test reached; without any the estate is covered.
    pub fn failures(&self) -> impl Iterator<Item = (&CoverageRow, &Point)> {
        self.rows.iter().flat_map(|row| {
            row.coverage
                .unreached()
                .filter(|point| point.is_required())
                .map(move |point| (row, point))
        })
    }

    /// A table, and beneath it what no test reached: what is required first. What is alike in several environments is said once.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!(
            "{:<18} {:>8} {:>8} {:>9}\n",
            "reached by tests", "reached", "of", "share"
        );
        for (kind, share) in self.shares() {
            out += &format!(
                "{kind:<18} {:>8} {:>8} {:>7.2} %\n",
                share.reached,
                share.of,
                share.percent()
            );
        }
        for (title, required) in [("no test reaches", true), ("no test reaches, nor must it", false)] {
            section(&mut out, title, &self.unreached(required));
        }
        let dead = self.gaps(|row| row.coverage.unreachable.iter().collect());
        section(&mut out, "no notification can ever show", &dead);
        out
    }

    /// What no test reached: what is required, or the rest.
    #[must_use]
    pub fn unreached(&self, required: bool) -> Vec<Gap<'_>> {
        self.gaps(|row| {
            row.coverage
                .unreached()
                .filter(|point| point.is_required() == required)
                .collect()
        })
    }

    fn gaps<'r>(&'r self, points: impl Fn(&'r CoverageRow) -> Vec<&'r Point>) -> Vec<Gap<'r>> {
        let mut gaps: Vec<Gap<'_>> = Vec::new();
        for row in &self.rows {
            let points = points(row);
            match gaps
                .iter_mut()
                .find(|gap| gap.monitor == row.monitor && gap.points == points)
            {
                _ if points.is_empty() => {}
                Some(gap) => gap.envs.push(&row.env),
                None => gaps.push(Gap {
                    monitor: &row.monitor,
                    tests: &row.tests,
                    envs: vec![&row.env],
                    points,
                }),
            }
        }
        gaps
    }
}

fn section(out: &mut String, title: &str, gaps: &[Gap<'_>]) {
    if !gaps.is_empty() {
        *out += &format!("\n{title}\n");
        for gap in gaps {
            *out += &format!("  {} in {}: {}\n", gap.monitor, gap.envs.join(", "), gap.words());
        }
    }
}

impl Gap<'_> {
    /// The points with commas between them.
    #[must_use]
    pub fn words(&self) -> String {
        self.points
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    }
}

impl Share {
    /// The share in percent; all of nothing is all.
    #[must_use]
    pub fn percent(self) -> f64 {
        if self.of == 0 {
            100.0
        } else {
            100.0 * self.reached as f64 / self.of as f64
        }
    }
}

/// `{"shares": {"alert": {"reached": 3, "of": 3}}, "monitors": [{"monitor", "env", "points": [{"point", "reached", "required"}], "unreachable"}]}`
impl Serialize for CoverageReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("shares", &self.shares().into_iter().collect::<BTreeMap<_, _>>())?;
        map.serialize_entry("monitors", &self.rows)?;
        map.end()
    }
}

impl Serialize for CoverageRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("monitor", &self.monitor)?;
        map.serialize_entry("env", &self.env)?;
        map.serialize_entry("points", &Points(&self.coverage))?;
        map.serialize_entry("unreachable", &self.coverage.unreachable)?;
        map.end()
    }
}

struct Points<'c>(&'c Coverage);

impl Serialize for Points<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Line<'p> {
            #[serde(flatten)]
            point: &'p Point,
            reached: bool,
            required: bool,
        }
        let mut seq = serializer.serialize_seq(None)?;
        for (point, reached) in self.0.points() {
            seq.serialize_element(&Line {
                point,
                reached,
                required: point.is_required(),
            })?;
        }
        seq.end()
    }
}
