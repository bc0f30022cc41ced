use std::fmt;

use serde::Serialize;

/// Kinds of mistakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MutantKind {
    /// The comparator is turned round.
    Comparator,
    /// The comparator takes in the threshold itself, or no longer does.
    Boundary,
    /// A threshold, with its recovery threshold, is halved or doubled; one of size 1 is moved by 1, and so are thresholds of service checks.
    Threshold,
    /// A recovery threshold is dropped; a service check needs one more OK.
    Recovery,
    /// A handle is dropped, replaced, taken out of its conditional, or a pager is added.
    Route,
    /// A filter of a query is dropped, or its value is another.
    Scope,
    /// Missing data are treated otherwise.
    MissingData,
    /// The window, or how far back a change is compared, is halved or doubled.
    Window,
    /// Points of the window are combined otherwise.
    TimeAggregator,
    /// Series are combined otherwise.
    SpaceAggregator,
    /// A group key is dropped.
    Grouping,
    /// A conditional of the title or a message is dropped, with or without what it holds.
    Conditional,
}

impl MutantKind {
    /// All of them.
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

    /// What is done, in a line.
    #[must_use]
    pub fn summary(self) -> &'static str {
        match self {
            Self::Comparator => "the comparator is turned round: `>` becomes `<`",
            Self::Boundary => "the threshold itself is taken in, or no longer: `>` becomes `>=`",
            Self::Threshold => {
                "a threshold with its recovery threshold is halved or doubled; one of size 1, and those of checks, are moved by 1"
            }
            Self::Recovery => "a recovery threshold is dropped; a check needs one more OK",
            Self::Route => "a handle is dropped, replaced or taken out of its conditional, or a pager is added",
            Self::Scope => "a filter of a query is dropped, or its value is another",
            Self::MissingData => {
                "`on_missing_data` is another mode; `notify_no_data` is turned, its time halved or doubled"
            }
            Self::Window => "the window, or how far back a change is compared, is halved or doubled",
            Self::TimeAggregator => "points of the window are combined otherwise: `avg` becomes `max`",
            Self::SpaceAggregator => "series are combined otherwise: `sum:` becomes `avg:`",
            Self::Grouping => "a group key is dropped",
            Self::Conditional => "a conditional of the title or a message is dropped, with or without what it holds",
        }
    }

    /// Whether it changes only who is told and with which words: states stay as they are.
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
