//! The outcome of a comparison.

use serde::Serialize;

use crate::cost::Cost;
use crate::object::Subject;
use model::Risk;

/// What differs between two snapshots.
#[derive(Clone, Debug)]
pub struct Report {
    /// The changes, the riskiest first.
    pub changes: Vec<Change>,
    /// What they cost.
    pub cost: Cost,
}

/// What became of an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case", tag = "action", content = "from")]
pub enum Action {
    /// It is in the second snapshot only.
    Added,
    /// It is in the first only.
    Removed,
    /// It had this name in the first.
    Moved(String),
    /// It is in both and differs.
    Changed,
}

/// The same change of one object or of several, in one environment or in several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The greatest risk of its details.
    pub risk: Risk,
    /// What became of them.
    pub action: Action,
    /// The objects; all of one sort.
    pub subjects: Vec<Subject>,
    /// The environments (or organisations) in which this is so, the one that wakes people last.
    pub environments: Vec<String>,
    /// What differs, the riskiest first; may be empty for what was added, removed or moved.
    pub details: Vec<Detail>,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Detail {
    /// How much it should worry.
    pub risk: Risk,
    /// Which facet.
    pub what: String,
    /// How it differs; several entries where it does so in another way in some environments.
    pub values: Vec<Value>,
}

/// How a facet differs in these environments.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Value {
    /// The environments, all of those of the change unless the facet differs in some only.
    pub environments: Vec<String>,
    /// `5 -> 10`; empty where the facet says all. `{env}` stands for the environment's name.
    pub how: String,
}

/// How many objects, each counted in every environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// New ones.
    pub added: usize,
    /// Gone ones.
    pub removed: usize,
    /// Renamed ones.
    pub moved: usize,
    /// Different ones.
    pub changed: usize,
}

impl Report {
    /// The greatest risk; `None` when nothing differs.
    #[must_use]
    pub fn risk(&self) -> Option<Risk> {
        self.changes.iter().map(|change| change.risk).min()
    }

    /// Whether any change or detail carries this risk.
    #[must_use]
    pub fn has(&self, risk: Risk) -> bool {
        self.changes
            .iter()
            .any(|change| change.risk == risk || change.details.iter().any(|detail| detail.risk == risk))
    }

    /// How many objects there are of each action.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for change in &self.changes {
            let of = match change.action {
                Action::Added => &mut counts.added,
                Action::Removed => &mut counts.removed,
                Action::Moved(_) => &mut counts.moved,
                Action::Changed => &mut counts.changed,
            };
            *of += change.subjects.len() * change.environments.len();
        }
        counts
    }
}

impl Detail {
    /// In words: `critical 20 -> 30 in dev, 5 -> 10 in prod`. An environment is named where the detail is not the same in all of `environments`.
    #[must_use]
    pub fn words(&self, environments: &[String]) -> String {
        let part = |value: &Value| {
            let space = if value.how.is_empty() || self.what.is_empty() {
                ""
            } else {
                " "
            };
            let everywhere = value.environments == environments;
            let place = if everywhere {
                String::new()
            } else {
                format!(" in {}", value.environments.join(", "))
            };
            (format!("{space}{}", value.how), place)
        };
        let parts: Vec<String> = self.values.iter().map(part).map(|(how, place)| how + &place).collect();
        format!("{}{}", self.what, parts.join(","))
    }
}
