//! The table of functions: one row a function. The comments name the page of Datadog's documentation that each group is from.
//!
//! To add a function, add a row. [`Function`] gets a variant of it, so that everything that matches on [`Function`], such as its evaluation in the simulator,
//! does not compile until it handles the new function.

use super::ranking::{Direction, RankBy, RankBy::*, Ranking};
use super::text::{CALENDAR_SHIFT, DURATION, PERCENTILE, REDUCER, ROLLING_WINDOW, TIME_AGGREGATOR, TIME_ZONE};
use super::{CallSite, Need, Param, ParamKind, Signature};

/// Defines [`Function`] and [`SIGNATURES`]. A row is `Variant: "name" => parameters;`. A function with several names has them separated by commas; what is fixed by
/// the name (`ewma_5`) is the data of the variant: `Variant(type): "name" = value, ... => parameters;`.
macro_rules! functions {
    ($(
        $(#[$doc:meta])+
        $function:ident $(($data:ty))?: $($name:literal $(= $value:expr)?),+ => $takes:expr;
    )+) => {
        /// A function of metric queries and formulas.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Function {
            $($(#[$doc])+ $function $(($data))?,)+
        }

        /// The signature of every function, by each of its names.
        pub static SIGNATURES: &[Signature] = &[
            $($(Signature::new(Function::$function $(($value))?, $name, $takes),)+)+
        ];
    };
}

functions! {
    // dashboards/functions/arithmetic; `round` is in dashboards that Datadog ships

    /// The absolute value.
    Abs: "abs" => SERIES;
    /// The logarithm to base 2.
    Log2: "log2" => SERIES;
    /// The logarithm to base 10.
    Log10: "log10" => SERIES;
    /// The sum of all values so far.
    CumulativeSum: "cumsum" => SERIES;
    /// The sum of time by value so far.
    Integral: "integral" => SERIES;
    /// The nearest whole number.
    Round: "round" => SERIES;

    // dashboards/functions/interpolation; `default` is older than `default_zero`

    /// Zero for missing values.
    DefaultZero: "default_zero" => SERIES;
    /// A given value for missing values.
    Default: "default" => takes(&[QUERY, required("value", ParamKind::Number)]);

    // dashboards/functions/timeshift

    /// The values of some seconds ago.
    Timeshift: "timeshift" => takes(&[QUERY, required("seconds", ParamKind::Number)]);
    /// The values of some days, weeks or months ago.
    CalendarShift: "calendar_shift" => takes(&[
        QUERY,
        required("shift", ParamKind::Text(&CALENDAR_SHIFT)),
        required("time zone", ParamKind::Text(&TIME_ZONE)),
        // Dashboards that Datadog exports have it; no documentation explains it.
        optional("alignment", ParamKind::Scalar),
    ]);
    /// The values of an hour ago.
    HourBefore: "hour_before" => SERIES;
    /// The values of a day ago.
    DayBefore: "day_before" => SERIES;
    /// The values of a week ago.
    WeekBefore: "week_before" => SERIES;
    /// The values of four weeks ago.
    MonthBefore: "month_before" => SERIES;

    // dashboards/functions/rate; `rate` is the old name of `per_second`

    /// The change by second.
    PerSecond: "per_second", "rate" => SERIES;
    /// The change by minute.
    PerMinute: "per_minute" => SERIES;
    /// The change by hour.
    PerHour: "per_hour" => SERIES;
    /// The seconds between points.
    TimeDifference: "dt" => SERIES;
    /// The difference between points.
    Difference: "diff" => SERIES;
    /// The difference between points where it is not negative.
    MonotonicDifference: "monotonic_diff" => SERIES;
    /// The change by second.
    Derivative: "derivative" => SERIES;
    /// Totals as values by second.
    Throughput: "throughput" => SERIES;

    // dashboards/functions/smoothing and beta

    /// A moving average whose span Datadog chooses anew at each evaluation, so that monitors cannot have it.
    Autosmooth: "autosmooth" => SERIES.only_on_dashboards();
    /// The exponentially weighted moving average over so many points.
    Ewma(u32): "ewma_3" = 3, "ewma_5" = 5, "ewma_7" = 7, "ewma_10" = 10, "ewma_20" = 20 => SERIES;
    /// The median of so many points.
    Median(u32): "median_3" = 3, "median_5" = 5, "median_7" = 7, "median_9" = 9 => SERIES;
    /// The average of so many points.
    RollingAverage(u32): "rollingavg_5" = 5, "rollingavg_13" = 13, "rollingavg_21" = 21, "rollingavg_29" = 29 => SERIES;

    // dashboards/functions/rollup and metrics/nested_queries

    /// The aggregate of the last seconds, at each point.
    MovingRollup: "moving_rollup" => takes(&[
        QUERY,
        required("seconds", ParamKind::Count),
        required("aggregator", ParamKind::Choice(&["avg", "sum", "min", "max", "count"])),
    ]);
    /// A second rollup over time.
    Rollup: "rollup" => takes(&[
        QUERY,
        required("aggregator", ParamKind::Text(&TIME_AGGREGATOR)),
        optional("seconds", ParamKind::Count),
    ]);
    /// The aggregate of the whole series.
    Reduce: "reduce" => takes(&[QUERY, required("aggregator", ParamKind::Text(&REDUCER))]);
    /// The average of the series of each group.
    Avg: "avg" => REGROUP;
    /// The sum of the series of each group.
    Sum: "sum" => REGROUP;
    /// The standard deviation of the series of each group.
    StdDev: "stddev" => REGROUP;
    /// The least of several series, or of the series of each group.
    Min: "min" => EXTREME;
    /// The greatest of several series, or of the series of each group.
    Max: "max" => EXTREME;
    /// A percentile of the series of each group: `percentile(avg:a{*} by {env,host}, 'p95', {env})` (metrics/nested_queries).
    Percentile: "percentile" => takes(&[QUERY, required("percentile", ParamKind::Text(&PERCENTILE)), GROUPS]);

    // dashboards/functions/rank; there is no `bottom`, its direction is 'asc'

    /// The first groups in a ranking.
    Top: "top" => takes(&[QUERY, LIMIT, RANKING, DIRECTION]);
    /// The first groups in a ranking after some that are skipped: `top_offset(avg:a{*} by {host}, 5, 'max', 'desc', 5)` (graphing_json).
    TopOffset: "top_offset" => takes(&[QUERY, LIMIT, RANKING, DIRECTION, required("offset", ParamKind::Count)]);
    /// `top` with the ranking in its name; where no measure is named, it is the mean.
    Ranked(Ranking):
        "top5" = top(5, Mean), "top5_mean" = top(5, Mean), "top5_min" = top(5, Min), "top5_max" = top(5, Max),
        "top5_last" = top(5, Last), "top5_area" = top(5, Area), "top5_l2norm" = top(5, L2Norm),
        "top10" = top(10, Mean), "top10_mean" = top(10, Mean), "top10_min" = top(10, Min),
        "top10_max" = top(10, Max), "top10_last" = top(10, Last), "top10_area" = top(10, Area),
        "top10_l2norm" = top(10, L2Norm), "top15" = top(15, Mean), "top15_mean" = top(15, Mean),
        "top15_min" = top(15, Min), "top15_max" = top(15, Max), "top15_last" = top(15, Last),
        "top15_area" = top(15, Area), "top15_l2norm" = top(15, L2Norm), "top20" = top(20, Mean),
        "top20_mean" = top(20, Mean), "top20_min" = top(20, Min), "top20_max" = top(20, Max),
        "top20_last" = top(20, Last), "top20_area" = top(20, Area), "top20_l2norm" = top(20, L2Norm),
        "bottom5" = bottom(5, Mean), "bottom5_mean" = bottom(5, Mean), "bottom5_min" = bottom(5, Min),
        "bottom5_max" = bottom(5, Max), "bottom5_last" = bottom(5, Last), "bottom5_area" = bottom(5, Area),
        "bottom5_l2norm" = bottom(5, L2Norm), "bottom10" = bottom(10, Mean), "bottom10_mean" = bottom(10, Mean),
        "bottom10_min" = bottom(10, Min), "bottom10_max" = bottom(10, Max), "bottom10_last" = bottom(10, Last),
        "bottom10_area" = bottom(10, Area), "bottom10_l2norm" = bottom(10, L2Norm), "bottom15" = bottom(15, Mean),
        "bottom15_mean" = bottom(15, Mean), "bottom15_min" = bottom(15, Min), "bottom15_max" = bottom(15, Max),
        "bottom15_last" = bottom(15, Last), "bottom15_area" = bottom(15, Area),
        "bottom15_l2norm" = bottom(15, L2Norm), "bottom20" = bottom(20, Mean), "bottom20_mean" = bottom(20, Mean),
        "bottom20_min" = bottom(20, Min), "bottom20_max" = bottom(20, Max), "bottom20_last" = bottom(20, Last),
        "bottom20_area" = bottom(20, Area), "bottom20_l2norm" = bottom(20, L2Norm)
        => SERIES;

    // dashboards/functions/count

    /// How many groups have a value that is not zero.
    CountNonzero: "count_nonzero", "count_nonzero_finite" => SERIES;
    /// How many groups have a value.
    CountNotNull: "count_not_null" => SERIES;

    // dashboards/functions/regression

    /// A straight line through the points that outliers do not bend.
    RobustTrend: "robust_trend" => SERIES;
    /// The least squares line through the points.
    TrendLine: "trend_line" => SERIES;
    /// Steps that approximate the points.
    PiecewiseConstant: "piecewise_constant" => SERIES;

    // dashboards/functions/algorithms; the named arguments and the functions that cannot be called within are in monitors/types/anomaly and forecasts

    /// The points outside of the expected range.
    Anomalies: "anomalies" => takes(&[
        QUERY,
        required("algorithm", ParamKind::Choice(&["basic", "agile", "robust"])),
        required("bounds", ParamKind::Above(0.0)),
    ])
    .named(&[
        optional("direction", ParamKind::Choice(&["above", "below", "both"])),
        optional("alert_window", ParamKind::Text(&ROLLING_WINDOW)),
        INTERVAL,
        optional("count_default_zero", ParamKind::Choice(&["true", "false"])),
        SEASONALITY,
        NAMED_TIME_ZONE,
    ])
    .without(NO_BASELINE);
    /// The groups that differ from the others.
    Outliers: "outliers" => takes(&[
        QUERY,
        required("algorithm", ParamKind::Choice(&["DBSCAN", "MAD", "scaledDBSCAN", "scaledMAD"])),
        required("tolerance", ParamKind::Number),
        optional("percentage", ParamKind::Number),
    ])
    .without(ALGORITHMS);
    /// The expected values of the future.
    Forecast: "forecast" => takes(&[
        QUERY,
        required("algorithm", ParamKind::Choice(&["linear", "seasonal"])),
        required("deviations", ParamKind::AtLeast(1.0)),
    ])
    .named(&[
        INTERVAL,
        optional("history", ParamKind::Text(&DURATION)),
        optional("model", ParamKind::Choice(&["default", "simple", "reactive"])),
        SEASONALITY,
        NAMED_TIME_ZONE,
    ])
    .without(NO_BASELINE);

    // dashboards/functions/exclusion

    /// The groups whose tags all have a value.
    ExcludeNull: "exclude_null" => SERIES;
    /// Values below the threshold become the threshold.
    ClampMin: "clamp_min" => BOUNDED;
    /// Values above the threshold become the threshold.
    ClampMax: "clamp_max" => BOUNDED;
    /// Values below the threshold are dropped.
    CutoffMin: "cutoff_min" => BOUNDED;
    /// Values above the threshold are dropped.
    CutoffMax: "cutoff_max" => BOUNDED;
}

/// What a row says about the arguments of its function.
#[derive(Clone, Copy)]
pub(super) struct Takes {
    pub(super) params: &'static [Param],
    pub(super) named: &'static [Param],
    pub(super) excludes: &'static [Function],
    pub(super) call_sites: &'static [CallSite],
}

const fn takes(params: &'static [Param]) -> Takes {
    Takes {
        params,
        named: &[],
        excludes: &[],
        call_sites: &[CallSite::MetricQuery, CallSite::Formula, CallSite::Monitor],
    }
}

/// One series.
const SERIES: Takes = takes(&[QUERY]);
/// One series and the tag keys that remain.
const REGROUP: Takes = takes(&[QUERY, GROUPS]);
/// One series and a threshold.
const BOUNDED: Takes = takes(&[QUERY, required("threshold", ParamKind::Number)]);
/// Several series, or one and the tag keys that remain.
const EXTREME: Takes = takes(&[
    QUERY,
    Param {
        name: "query or {tag}",
        kind: ParamKind::SeriesOrGroups,
        need: Need::Repeated,
    },
]);

impl Takes {
    const fn named(self, named: &'static [Param]) -> Self {
        Self { named, ..self }
    }

    const fn without(self, excludes: &'static [Function]) -> Self {
        Self { excludes, ..self }
    }

    const fn only_on_dashboards(self) -> Self {
        Self {
            call_sites: &[CallSite::MetricQuery, CallSite::Formula],
            ..self
        }
    }
}

const QUERY: Param = required("query", ParamKind::Series);
const GROUPS: Param = required("groups", ParamKind::Groups);
const INTERVAL: Param = optional("interval", ParamKind::Seconds);
const SEASONALITY: Param = optional("seasonality", ParamKind::Choice(&["hourly", "daily", "weekly"]));
const NAMED_TIME_ZONE: Param = optional("timezone", ParamKind::Text(&TIME_ZONE));
const LIMIT: Param = required("limit", ParamKind::Count);
const RANKING: Param = required("ranking", ParamKind::Choice(RankBy::NAMES));
const DIRECTION: Param = required("direction", ParamKind::Choice(Direction::NAMES));

/// The algorithms, none of which takes the result of another.
const ALGORITHMS: &[Function] = &[Function::Anomalies, Function::Outliers, Function::Forecast];
/// The functions whose value at a point depends on where the window begins, and the algorithms.
const NO_BASELINE: &[Function] = &[
    Function::CumulativeSum,
    Function::Integral,
    Function::PiecewiseConstant,
    Function::RobustTrend,
    Function::TrendLine,
    Function::Anomalies,
    Function::Outliers,
    Function::Forecast,
];

const fn required(name: &'static str, kind: ParamKind) -> Param {
    Param {
        name,
        kind,
        need: Need::Required,
    }
}

const fn optional(name: &'static str, kind: ParamKind) -> Param {
    Param {
        name,
        kind,
        need: Need::Optional,
    }
}

const fn top(limit: u32, by: RankBy) -> Ranking {
    Ranking {
        limit,
        by,
        direction: Direction::Descending,
    }
}

const fn bottom(limit: u32, by: RankBy) -> Ranking {
    Ranking {
        limit,
        by,
        direction: Direction::Ascending,
    }
}
