//! The results of all mutants.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::mutation::MutantKind;
use crate::mutation::trial::{Score, Survivor, Trial};

/// The percentage of mutants that the tests of each file must kill. Of all files together it would be no bound for a new one: among hundreds of good files, dozens of
/// monitors without a real test would not be noticed.
pub const PERCENT_MIN: f64 = 95.0;

/// The mutants of one monitor in one environment.
#[derive(Clone, Debug)]
pub struct MutationRow {
    /// `<service>/<name>`
    pub monitor: String,
    /// The environment.
    pub env: String,
    /// The path of its test file, which need not exist.
    pub tests: String,
    /// Value and name of its variables: `transcription` is `$service`. Survivors that differ only in these are reported once.
    pub variables: Vec<(String, String)>,
    /// The result of its mutants.
    pub trial: Trial,
}

/// The results of all mutants.
#[derive(Clone, Debug, Default)]
pub struct MutationReport {
    /// The rows, in the order of the report.
    pub rows: Vec<MutationRow>,
}

/// A survivor with variables instead of values, and by monitor the environments in which it survives.
type Line<'r> = (Survivor, BTreeMap<&'r str, Vec<&'r str>>);

impl MutationReport {
    /// The scores by kind.
    #[must_use]
    pub fn scores(&self) -> BTreeMap<MutantKind, Score> {
        let mut scores: BTreeMap<MutantKind, Score> = BTreeMap::new();
        for (kind, score) in self.rows.iter().flat_map(|row| &row.trial.scores) {
            scores.entry(*kind).or_default().add(*score);
        }
        scores
    }

    /// The score of all mutants.
    #[must_use]
    pub fn total(&self) -> Score {
        let mut total = Score::default();
        self.scores().into_values().for_each(|score| total.add(score));
        total
    }

    /// The files of tests that kill less than [`PERCENT_MIN`] percent of their monitors' mutants, with their scores.
    #[must_use]
    pub fn weak_files(&self) -> BTreeMap<&str, Score> {
        let mut files: BTreeMap<&str, Score> = BTreeMap::new();
        for row in &self.rows {
            let file = files.entry(&row.tests).or_default();
            row.trial.scores.values().for_each(|score| file.add(*score));
        }
        files.retain(|_, score| score.percent() < PERCENT_MIN);
        files
    }

    /// Whether the tests of each file kill at least [`PERCENT_MIN`] percent.
    #[must_use]
    pub fn meets_minimum(&self) -> bool {
        self.weak_files().is_empty()
    }

    /// The survivors by test file, and a table. Survivors that are equal in several environments or services are reported once.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        let survivors = self.survivors();
        for file in survivors.chunk_by(|(a, ..), (b, ..)| a == b) {
            out += &format!("{}\n", file[0].0);
            for (_, survivor, places) in file {
                out += &format!(
                    "  survived: {} ({})\n    {places}\n    add {}\n",
                    survivor.change, survivor.kind, survivor.killed_by
                );
            }
            out.push('\n');
        }
        out += &format!("{:<18} {:>8} {:>8} {:>9}\n", "mutants", "killed", "of", "share");
        let line = |name: &str, score: Score| {
            format!(
                "{name:<18} {:>8} {:>8} {:>7.2} %\n",
                score.killed,
                score.of,
                score.percent()
            )
        };
        for (kind, score) in self.scores() {
            out += &line(kind.name(), score);
        }
        out += &line("all", self.total());
        let weak = self.weak_files();
        if !weak.is_empty() {
            out += "\ntoo few killed\n";
            for (file, score) in weak {
                out += &line(file, score);
            }
        }
        out
    }

    /// The survivors, with variables instead of values: test file, survivor, and where it survived (`a/m, b/m in dev, prod; c/m in prod`).
    #[must_use]
    pub fn survivors(&self) -> Vec<(&str, Survivor, String)> {
        let lines = self
            .by_file()
            .into_iter()
            .flat_map(|(tests, lines)| lines.into_iter().map(move |line| (tests, line)));
        lines
            .map(|(tests, (survivor, monitors))| (tests, survivor, places(&monitors)))
            .collect()
    }

    fn by_file(&self) -> BTreeMap<&str, Vec<Line<'_>>> {
        let mut files: BTreeMap<&str, Vec<Line<'_>>> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| !row.trial.survivors.is_empty()) {
            let lines = files.entry(&row.tests).or_default();
            for survivor in &row.trial.survivors {
                let generalized = Survivor {
                    kind: survivor.kind,
                    change: generalize(&survivor.change, &row.variables),
                    killed_by: generalize(&survivor.killed_by, &row.variables),
                };
                let at = lines
                    .iter()
                    .position(|(other, _)| *other == generalized)
                    .unwrap_or_else(|| {
                        lines.push((generalized, BTreeMap::new()));
                        lines.len() - 1
                    });
                lines[at].1.entry(&row.monitor).or_default().push(&row.env);
            }
        }
        for lines in files.values_mut() {
            lines.sort_by_key(|(survivor, _)| survivor.kind);
        }
        files
    }
}

/// `a/m, b/m in dev, prod; c/m in prod`
fn places(monitors: &BTreeMap<&str, Vec<&str>>) -> String {
    let mut by_envs: Vec<(&Vec<&str>, Vec<&str>)> = Vec::new();
    for (monitor, envs) in monitors {
        match by_envs.iter_mut().find(|(other, _)| *other == envs) {
            Some((_, alike)) => alike.push(monitor),
            None => by_envs.push((envs, vec![monitor])),
        }
    }
    let places = by_envs
        .into_iter()
        .map(|(envs, monitors)| format!("{} in {}", monitors.join(", "), envs.join(", ")));
    places.collect::<Vec<_>>().join("; ")
}

/// `text` with values replaced by their variables, if they are whole words. In a handle a hyphen ends a word.
fn generalize(text: &str, variables: &[(String, String)]) -> String {
    let in_word = |handle: bool| move |c: char| c.is_alphanumeric() || matches!(c, '_' | '.') || (c == '-' && !handle);
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let in_word = in_word(word.starts_with('@'));
        let mut word = word.to_owned();
        for (value, name) in variables.iter().filter(|(value, _)| !value.is_empty()) {
            let mut from = 0;
            while let Some(at) = word[from..].find(value.as_str()).map(|at| from + at) {
                let end = at + value.len();
                let whole =
                    !word[..at].ends_with(in_word) && !word[end..].starts_with(in_word) && !word[..at].ends_with('$');
                if whole {
                    word.replace_range(at..end, name);
                }
                from = if whole { at + name.len() } else { end };
            }
        }
        words.push(word);
    }
    words.join(" ")
}

/// `{"total": {"killed": 9, "of": 10}, "kinds": {"comparator": {...}}, "survivors": [{"monitor", "env", "tests", "kind", "change", "killed_by"}]}`
impl Serialize for MutationReport {
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
            kinds: BTreeMap<MutantKind, Score>,
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
