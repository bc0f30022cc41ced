//! Where Datadog's sources disagree or are silent, the reading is an option.

/// The readings that an evaluation follows. Each field names its sources; the default is the reading that the more specific page supports.
#[derive(Clone, Debug, PartialEq)]
pub struct Semantics {
    /// Which points belong to a window.
    pub bounds: Bounds,
    /// Which metric types are interpolated without an explicit `fill`.
    pub interpolated: Interpolated,
    /// In which buckets interpolation puts values.
    pub fill_at: FillAt,
    /// The longest gap that `fill` bridges, in seconds. 600: `dashboards/functions/interpolation`. The guide on sparse metrics uses `fill(last,900)`.
    pub fill_max_s: u32,
    /// What a missing point of an `as_count` or `as_rate` operand is in arithmetic.
    pub count_alignment: CountAlignment,
    /// How a grouped event monitor with a `<` or `<=` condition sees a group without events while other groups have some.
    pub quiet_group: QuietGroup,
    /// Hours after the first alert at which renotification stops. 30: `monitors/notify`.
    pub renotify_stop_h: u32,
    /// Whether a downtime's end notifies about a group that is still in an alerting state (`monitors/downtimes`: "by default" it does).
    pub notify_downtime_end: bool,
    /// Hours without data after which a group is dropped. 24: `monitors/configuration`.
    pub retention_default_h: u32,
    /// The same for groups by `host`.
    pub retention_host_h: u32,
}

/// Which points a window from `a` to `b` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// `a <= t < b`: a window of 10 minutes of minute data has 10 points. Read from the bucket table of `monitors/types/metric` (2 h are 12 buckets of 10
    /// minutes) and the five points of five minutes in `monitors/guide/as-count-in-monitor-evaluations`.
    ClosedOpen,
    /// `a <= t <= b`: 11 points. Read from `monitors/guide/monitor_aggregators` and `monitors/guide/monitor-arithmetic-and-sparse-metrics`.
    Closed,
}

/// Which metric types have an interpolation by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interpolated {
    /// Gauges: `monitors/guide/monitor-arithmetic-and-sparse-metrics`, which is the guide on monitors.
    Gauges,
    /// Every type unless `as_count` or `as_rate` is used: `metrics/guide/interpolation-the-fill-modifier-explained`.
    AllTypes,
}

/// Where interpolated values stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FillAt {
    /// In buckets where another series of the whole query reports: interpolation aligns series and does not fill gaps
    /// (`metrics/guide/interpolation-the-fill-modifier-explained`).
    ReportedBuckets,
    /// In every bucket of the window ("a monitor uses a rollup of a time frame to evaluate interpolated values", the same page).
    EveryBucket,
}

/// What a missing point of a count is beside one that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountAlignment {
    /// Zero: `dashboards/functions/interpolation` ("always aligned as 0").
    Zero,
    /// Nothing: `monitors/guide/monitor-arithmetic-and-sparse-metrics` (`10/NaN` drops out).
    Null,
}

/// A group without events while other groups have some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuietGroup {
    /// It is not compared: below conditions hold "if and only if there are logs for a given group ... or there are no logs for all of the groups"
    /// (`monitors/types/log`).
    NotCompared,
    /// It is compared as zero: `monitors/configuration`, evaluate as zero.
    Zero,
}

impl Default for Semantics {
    fn default() -> Self {
        Self {
            bounds: Bounds::ClosedOpen,
            interpolated: Interpolated::Gauges,
            fill_at: FillAt::ReportedBuckets,
            fill_max_s: 600,
            count_alignment: CountAlignment::Zero,
            quiet_group: QuietGroup::NotCompared,
            renotify_stop_h: 30,
            notify_downtime_end: true,
            retention_default_h: 24,
            retention_host_h: 48,
        }
    }
}
