//! The coverage of all monitors.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use crate::coverage::{Coverage, Point};

/// The coverage of one monitor in one environment.
#[derive(Clone, Debug)]
pub struct CoverageRow {
    /// `<service>/<name>`
    pub monitor: String,
    /// The environment.
    pub env: String,
    /// The path of its test file, which need not exist.
    pub tests: String,
    /// Its coverage.
    pub coverage: Coverage,
}

/// The points of a monitor that no test reaches; equal gaps of several environments are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap<'r> {
    /// `<service>/<name>`
    pub monitor: &'r str,
    /// The path of its test file, which need not exist.
    pub tests: &'r str,
    /// The environments, at least one.
    pub envs: Vec<&'r str>,
    /// The points, at least one.
    pub points: Vec<&'r Point>,
}

/// How many points were reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The number of points that were reached.
    pub reached: usize,
    /// The number of all points.
    pub of: usize,
}

/// The coverage of all monitors.
#[derive(Clone, Debug, Default)]
pub struct CoverageReport {
    /// The rows, in the order of the report.
    pub rows: Vec<CoverageRow>,
}

/// The kinds of points, in the order of the report.
const KINDS: [&str; 6] = [
    "alert",
    "recovery",
    "missing data",
    "warning",
    "groups",
    "message branches",
];

impl CoverageReport {
    /// The coverage by kind of point.
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

    /// The required points that no test reached. The monitors are covered if there are none.
    pub fn failures(&self) -> impl Iterator<Item = (&CoverageRow, &Point)> {
        self.rows.iter().flat_map(|row| {
            row.coverage
                .unreached()
                .filter(|point| point.is_required())
                .map(move |point| (row, point))
        })
    }

    /// A table, followed by the gaps: required ones first. Equal gaps of several environments are one line.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("{:<18} {:>8} {:>8} {:>9}\n", "coverage", "reached", "of", "share");
        for (kind, share) in self.shares() {
            out += &format!(
                "{kind:<18} {:>8} {:>8} {:>7.2} %\n",
                share.reached,
                share.of,
                share.percent()
            );
        }
        for (title, required) in [("not covered, required", true), ("not covered, optional", false)] {
            section(&mut out, title, &self.unreached(required));
        }
        let dead = self.gaps(|row| row.coverage.unreachable.iter().collect());
        section(&mut out, "unreachable: no notification can show", &dead);
        out
    }

    /// The gaps of the required points, or of the optional ones.
    #[must_use]
    pub fn unreached(&self, required: bool) -> Vec<Gap<'_>> {
        self.gaps(|row| {
            row.coverage
                .unreached()
                .filter(|point| point.is_required() == required)
                .collect()
        })
    }

    /// How tests reach the required points that are missing, each kind once: `missing data: let a series end, ...`.
    #[must_use]
    pub fn advice(&self) -> Vec<String> {
        let missing: BTreeSet<&Point> = self.failures().map(|(_, point)| point).collect();
        missing
            .into_iter()
            .map(|point| format!("{point}: {}", point.advice()))
            .collect()
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
            *out += &format!("  {} in {}: {}\n", gap.monitor, gap.envs.join(", "), gap.point_list());
        }
    }
}

impl Gap<'_> {
    /// The points, separated by commas.
    #[must_use]
    pub fn point_list(&self) -> String {
        self.points
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// How tests reach these points.
    #[must_use]
    pub fn advice(&self) -> String {
        let points = self.points.iter().map(|point| format!("{point}: {}", point.advice()));
        points.collect::<Vec<_>>().join("; ")
    }
}

impl Share {
    /// The share in percent; 100 if there are no points.
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
