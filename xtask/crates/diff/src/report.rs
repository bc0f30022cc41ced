//! The result of a comparison.

use serde::Serialize;

use crate::cost::Cost;
use crate::object::ObjectId;
use model::Risk;

/// The differences between two snapshots.
#[derive(Clone, Debug)]
pub struct Report {
    /// The changes, the riskiest first.
    pub changes: Vec<Change>,
    /// Their cost.
    pub cost: Cost,
}

/// How an object changed as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case", tag = "action", content = "from")]
pub enum Action {
    /// It exists only in head.
    Added,
    /// It exists only in base.
    Removed,
    /// It had this name in base.
    Moved(String),
    /// It exists in both and differs.
    Changed,
}

/// The same change of one object or of several, in one environment or in several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The greatest risk of its details.
    pub risk: Risk,
    /// How the objects changed as a whole.
    pub action: Action,
    /// The objects, all of one kind.
    pub objects: Vec<ObjectId>,
    /// The environments (or organisations) of the change; those that page come last.
    pub environments: Vec<String>,
    /// The differences, the riskiest first; may be empty for added, removed or moved objects.
    pub details: Vec<Detail>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Detail {
    /// Its risk.
    pub risk: Risk,
    /// The field.
    pub what: String,
    /// The values; several entries if they differ between environments.
    pub values: Vec<Value>,
}

/// The values of a difference in some environments.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Value {
    /// The environments with these values.
    pub environments: Vec<String>,
    /// `5 -> 10`; may be empty. `{env}` replaces the name of the environment.
    pub how: String,
}

/// Numbers of objects, each counted in every environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// New objects.
    pub added: usize,
    /// Removed objects.
    pub removed: usize,
    /// Renamed objects.
    pub moved: usize,
    /// Objects that differ.
    pub changed: usize,
}

impl Report {
    /// The greatest risk; `None` if nothing differs.
    #[must_use]
    pub fn risk(&self) -> Option<Risk> {
        self.changes.iter().map(|change| change.risk).min()
    }

    /// Whether any change or detail has this risk.
    #[must_use]
    pub fn has(&self, risk: Risk) -> bool {
        self.changes
            .iter()
            .any(|change| change.risk == risk || change.details.iter().any(|detail| detail.risk == risk))
    }

    /// The number of objects of each action.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for change in &self.changes {
            let count = match change.action {
                Action::Added => &mut counts.added,
                Action::Removed => &mut counts.removed,
                Action::Moved(_) => &mut counts.moved,
                Action::Changed => &mut counts.changed,
            };
            *count += change.objects.len() * change.environments.len();
        }
        counts
    }
}

impl Detail {
    /// As text: `critical 20 -> 30 in dev, 5 -> 10 in prod`. Environments are named unless the values are the same in all of `environments`.
    #[must_use]
    pub fn text(&self, environments: &[String]) -> String {
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
