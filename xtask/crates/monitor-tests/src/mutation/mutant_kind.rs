use std::fmt;

use serde::Serialize;

/// The kinds of mistakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MutantKind {
    /// The comparator is reversed.
    Comparator,
    /// The comparator includes or excludes the threshold itself.
    Boundary,
    /// A threshold and its recovery threshold are halved or doubled; thresholds of size 1, and those of service checks, move by 1.
    Threshold,
    /// A recovery threshold is dropped; a service check needs one more OK.
    Recovery,
    /// A handle is dropped, replaced or moved out of its conditional, or a pager is added.
    Route,
    /// A filter of a query is dropped, or has another value.
    Scope,
    /// Missing data are handled differently.
    MissingData,
    /// The window, or the shift of a change comparison, is halved or doubled.
    Window,
    /// The points of the window are aggregated differently.
    TimeAggregator,
    /// Series are aggregated differently.
    SpaceAggregator,
    /// A group key is dropped, or the grouping of notifications.
    Grouping,
    /// A conditional of the title or a message is dropped, with or without its text.
    Conditional,
}

impl MutantKind {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::Comparator,
        Self::Boundary,
        Self::Threshold,
        Self::Recovery,
        Self::Route,
        Self::Scope,
        Self::MissingData,
        Self::Window,
        Self::TimeAggregator,
        Self::SpaceAggregator,
        Self::Grouping,
        Self::Conditional,
    ];

    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Comparator => "comparator",
            Self::Boundary => "boundary",
            Self::Threshold => "threshold",
            Self::Recovery => "recovery",
            Self::Route => "route",
            Self::Scope => "scope",
            Self::MissingData => "missing-data",
            Self::Window => "window",
            Self::TimeAggregator => "time-aggregator",
            Self::SpaceAggregator => "space-aggregator",
            Self::Grouping => "grouping",
            Self::Conditional => "conditional",
        }
    }

    /// What the mutation does, in one line.
    #[must_use]
    pub fn summary(self) -> &'static str {
        match self {
            Self::Comparator => "the comparator is reversed: `>` becomes `<`",
            Self::Boundary => "the threshold itself is included or excluded: `>` becomes `>=`",
            Self::Threshold => {
                "a threshold and its recovery threshold are halved or doubled; thresholds of size 1, and those of service checks, move by 1"
            }
            Self::Recovery => "a recovery threshold is dropped; a service check needs one more OK",
            Self::Route => "a handle is dropped, replaced or moved out of its conditional, or a pager is added",
            Self::Scope => "a filter of a query is dropped, or has another value",
            Self::MissingData => {
                "`on_missing_data` has another mode; `notify_no_data` is inverted, `no_data_timeframe` halved or doubled"
            }
            Self::Window => "the window, or the shift of a change comparison, is halved or doubled",
            Self::TimeAggregator => "the points of the window are aggregated differently: `avg` becomes `max`",
            Self::SpaceAggregator => {
                "series are aggregated differently: `sum:` becomes `avg:`, or values that equal a limit are counted the other way: `count(v: v>60):` becomes `count(v: v>=60):`"
            }
            Self::Grouping => "a group key is dropped, or `notify_by`",
            Self::Conditional => "a conditional of the title or a message is dropped, with or without its text",
        }
    }

    /// Whether it changes only recipients and text of notifications, not states.
    #[must_use]
    pub fn only_affects_messages(self) -> bool {
        matches!(self, Self::Route | Self::Conditional)
    }
}

impl fmt::Display for MutantKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
