//! What came of the mutants of an estate.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::Kind;
use crate::trial::{Score, Survivor, Trial};

/// Percent of the mutants that the tests of an estate must kill.
pub const PERCENT_MIN: f64 = 95.0;

/// The trial of a monitor in an environment.
#[derive(Clone, Debug)]
pub struct Row {
    /// `<service>/<name>`
    pub monitor: String,
    /// The environment.
    pub env: String,
    /// Where its tests stand, or would.
    pub tests: String,
    /// What came of its mutants.
    pub trial: Trial,
}

/// What came of all mutants.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In the order in which they are told.
    pub rows: Vec<Row>,
}

/// A mutant that survives, with the monitors and environments in which it does.
type Line<'r> = (&'r Survivor, Vec<(&'r str, Vec<&'r str>)>);

impl Report {
    /// How many were killed, by kind.
    #[must_use]
    pub fn scores(&self) -> BTreeMap<Kind, Score> {
        let mut scores: BTreeMap<Kind, Score> = BTreeMap::new();
        for (kind, score) in self.rows.iter().flat_map(|row| &row.trial.scores) {
            scores.entry(*kind).or_default().add(*score);
        }
        scores
    }

    /// How many were killed.
    #[must_use]
    pub fn total(&self) -> Score {
        let mut total = Score::default();
        self.scores().into_values().for_each(|score| total.add(score));
        total
    }

    /// Whether enough were killed: [`PERCENT_MIN`].
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.total().percent() >= PERCENT_MIN
    }

    /// The survivors by the file their tests stand in, and a table. What is alike in several environments or services is said once.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (tests, lines) in self.by_file() {
            out += &format!("{tests}\n");
            for (survivor, monitors) in lines {
                let places: Vec<String> = monitors.iter().map(|(monitor, envs)| format!("{monitor} in {}", envs.join(", "))).collect();
                out += &format!(
                    "  survives: {} ({})\n    {}\n    would be killed by {}\n",
                    survivor.change,
                    survivor.kind,
                    places.join("; "),
                    survivor.killed_by
                );
            }
            out.push('\n');
        }
        out += &format!("{:<18} {:>8} {:>8} {:>9}\n", "mutants", "killed", "of", "share");
        let line = |name: &str, score: Score| format!("{name:<18} {:>8} {:>8} {:>7.2} %\n", score.killed, score.of, score.percent());
        for (kind, score) in self.scores() {
            out += &line(kind.name(), score);
        }
        out + &line("all", self.total())
    }

    fn by_file(&self) -> BTreeMap<&str, Vec<Line<'_>>> {
        let mut files: BTreeMap<&str, Vec<Line<'_>>> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| !row.trial.survivors.is_empty()) {
            let lines = files.entry(&row.tests).or_default();
            for survivor in &row.trial.survivors {
                let monitors = match lines.iter().position(|(other, _)| *other == survivor) {
                    Some(at) => &mut lines[at].1,
                    None => {
                        lines.push((survivor, Vec::new()));
                        let last = lines.len() - 1;
                        &mut lines[last].1
                    }
                };
                match monitors.iter_mut().find(|(monitor, _)| *monitor == row.monitor) {
                    Some((_, envs)) => envs.push(&row.env),
                    None => monitors.push((&row.monitor, vec![&row.env])),
                }
            }
        }
        for lines in files.values_mut() {
            lines.sort_by_key(|(survivor, _)| survivor.kind);
        }
        files
    }
}

/// `{"total": {"killed": 9, "of": 10}, "kinds": {"comparator": {...}}, "survivors": [{"monitor", "env", "tests", "kind", "change", "killed_by"}]}`
impl Serialize for Report {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Line<'r> {
            monitor: &'r str,
            env: &'r str,
            tests: &'r str,
            #[serde(flatten)]
            survivor: &'r Survivor,
        }
        #[derive(Serialize)]
        struct Whole<'r> {
            total: Score,
            kinds: BTreeMap<Kind, Score>,
            survivors: Vec<Line<'r>>,
        }
        let lines = self.rows.iter().flat_map(|row| {
            row.trial.survivors.iter().map(move |survivor| Line {
                monitor: &row.monitor,
                env: &row.env,
                tests: &row.tests,
                survivor,
            })
        });
        Whole {
            total: self.total(),
            kinds: self.scores(),
            survivors: lines.collect(),
        }
        .serialize(serializer)
    }
}
