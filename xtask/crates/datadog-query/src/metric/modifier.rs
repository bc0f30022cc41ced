//! Modifiers of a query: `.as_count()`, `.rollup(avg, 60)` (doc: metrics/custom_metrics/type_modifiers, dashboards/functions/rollup, interpolation, smoothing).

use crate::{Number, Span, Word};

/// A modifier.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Modifier {
    /// The modifier.
    pub kind: ModifierKind,
    /// From the dot to the closing parenthesis.
    pub span: Span,
}

/// A modifier.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum ModifierKind {
    /// `.as_count()`: values are totals of their interval.
    AsCount,
    /// `.as_rate()`: values are rates by second.
    AsRate,
    /// `.weighted()`: short-lived series are weighted by their lifetime.
    Weighted,
    /// `.rollup(avg, 60)`
    Rollup(Rollup),
    /// `.fill(last, 600)`
    Fill(Fill),
}

impl ModifierKind {
    /// Whether it sets the type of the values: `.as_count()` or `.as_rate()`.
    #[must_use]
    pub fn is_type(&self) -> bool {
        matches!(self, Self::AsCount | Self::AsRate)
    }
}

/// How points are combined over time; at least one of the two is set.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Rollup {
    /// How the points are combined.
    pub aggregator: Option<RollupAggregator>,
    /// The length of the intervals.
    pub interval: Option<Interval>,
}

/// How the points of an interval are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum RollupAggregator {
    /// `avg`
    Avg,
    /// `sum`
    Sum,
    /// `min`
    Min,
    /// `max`
    Max,
    /// `count`
    Count,
}

/// The length of a rollup's intervals.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Interval {
    /// A number of seconds, at least one, aligned to the UNIX epoch.
    Seconds(Number),
    /// Aligned to the calendar.
    Calendar {
        /// The unit.
        unit: CalendarUnit,
        /// The start of the unit, if it is not the usual one: `9am`, `monday`.
        start: Option<Word>,
        /// The time zone, if it is not UTC: `America/New_York`.
        time_zone: Option<Word>,
    },
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum CalendarUnit {
    /// `hourly`
    Hour,
    /// `daily`
    Day,
    /// `weekly`
    Week,
    /// `monthly`
    Month,
    /// `quarterly`
    Quarter,
    /// `yearly`
    Year,
}

/// How gaps are filled; at least one of the two is set.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Fill {
    /// The value that fills them.
    pub method: Option<FillMethod>,
    /// The longest gap that is filled, in seconds.
    pub limit: Option<Number>,
}

/// The value that fills a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum FillMethod {
    /// Interpolated between the points around the gap.
    Linear,
    /// The value before the gap.
    Last,
    /// Zero.
    Zero,
    /// None: the gap stays.
    Null,
}

pub(super) const ROLLUP_AGGREGATORS: &[(&str, RollupAggregator)] = &[
    ("avg", RollupAggregator::Avg),
    ("sum", RollupAggregator::Sum),
    ("min", RollupAggregator::Min),
    ("max", RollupAggregator::Max),
    ("count", RollupAggregator::Count),
];

pub(super) const CALENDAR_UNITS: &[(&str, CalendarUnit)] = &[
    ("hourly", CalendarUnit::Hour),
    ("daily", CalendarUnit::Day),
    ("weekly", CalendarUnit::Week),
    ("monthly", CalendarUnit::Month),
    ("quarterly", CalendarUnit::Quarter),
    ("yearly", CalendarUnit::Year),
];

pub(super) const FILL_METHODS: &[(&str, FillMethod)] = &[
    ("linear", FillMethod::Linear),
    ("last", FillMethod::Last),
    ("zero", FillMethod::Zero),
    ("null", FillMethod::Null),
];

/// The value that `word` names in `table`.
pub(super) fn value_of<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The name of `value` in `table`.
pub(super) fn name_of<T: PartialEq>(table: &[(&'static str, T)], value: &T) -> &'static str {
    table
        .iter()
        .find(|(_, known)| known == value)
        .map_or("", |(name, _)| name)
}
