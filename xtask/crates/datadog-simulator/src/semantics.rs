//! Options for rules on which Datadog's sources disagree or that they leave open.

/// How an evaluation reads the disputed rules. Each field names its sources; the default follows the more specific page.
#[derive(Clone, Debug, PartialEq)]
pub struct Semantics {
    /// Which points belong to a window.
    pub bounds: Bounds,
    /// Which metric types are interpolated without an explicit `fill`.
    pub interpolated: Interpolated,
    /// Which buckets interpolation fills.
    pub fill_at: FillAt,
    /// The longest gap that `fill` fills, in seconds. 600 comes from `dashboards/functions/interpolation`; the guide on sparse metrics uses
    /// `fill(last,900)`.
    pub fill_max_s: u32,
    /// How arithmetic treats a missing point of an `as_count` or `as_rate` operand.
    pub count_alignment: CountAlignment,
    /// How a grouped event monitor with a `<` or `<=` condition treats a group without events while other groups have events.
    pub quiet_group: QuietGroup,
    /// Hours after the first alert at which renotification stops. 30 comes from `monitors/notify`.
    pub renotify_stop_h: u32,
    /// Whether the end of a downtime notifies about a group that is still in an alerting state (`monitors/downtimes`: "by default" it does).
    pub notify_downtime_end: bool,
    /// Hours without data after which a group is dropped. 24 comes from `monitors/configuration`.
    pub retention_default_h: u32,
    /// The same for monitors grouped by `host`.
    pub retention_host_h: u32,
}

/// Which points belong to a window from `a` to `b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// `a <= t < b`: a window of 10 minutes with one point per minute has 10 points. Sources: the bucket table of `monitors/types/metric` (2 h are 12
    /// buckets of 10 minutes), and `monitors/guide/as-count-in-monitor-evaluations` (five points in five minutes).
    ClosedOpen,
    /// `a <= t <= b`: 11 points. Sources: `monitors/guide/monitor_aggregators` and `monitors/guide/monitor-arithmetic-and-sparse-metrics`.
    Closed,
}

/// Which metric types are interpolated by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interpolated {
    /// Gauges only: `monitors/guide/monitor-arithmetic-and-sparse-metrics`, which is specific to monitors.
    Gauges,
    /// Every type unless `as_count` or `as_rate` is used: `metrics/guide/interpolation-the-fill-modifier-explained`.
    AllTypes,
}

/// Which buckets interpolation fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FillAt {
    /// Buckets in which any other series of the query reports: interpolation aligns series, it does not fill gaps
    /// (`metrics/guide/interpolation-the-fill-modifier-explained`).
    ReportedBuckets,
    /// Every bucket of the window ("a monitor uses a rollup of a time frame to evaluate interpolated values", the same page).
    EveryBucket,
}

/// How a missing point of a count is treated when the other operand has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountAlignment {
    /// As zero: `dashboards/functions/interpolation` ("always aligned as 0").
    Zero,
    /// As missing, so that the result is dropped: `monitors/guide/monitor-arithmetic-and-sparse-metrics` (`10/NaN`).
    Null,
}

/// How a group without events is treated while other groups have events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuietGroup {
    /// It is not compared. A `<` condition is true "if and only if there are logs for a given group ... or there are no logs for all of the groups"
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
