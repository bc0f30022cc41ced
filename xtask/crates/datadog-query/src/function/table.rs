//! The table of functions. The comments name the page of Datadog's documentation that each group stands on.

use super::text::{is_calendar_shift, is_percentile_text, is_reducer, is_time_aggregator, is_time_zone};
use super::{Function, Kind, Need, Param, Place};

const EVERYWHERE: &[Place] = &[Place::Metric, Place::Formula, Place::Monitor];
/// `autosmooth` chooses its span anew at each evaluation (doc: dashboards/functions/smoothing).
const DASHBOARDS: &[Place] = &[Place::Metric, Place::Formula];

const fn required(name: &'static str, kind: Kind) -> Param {
    Param {
        name,
        kind,
        need: Need::Required,
    }
}

const fn function(name: &'static str, params: &'static [Param]) -> Function {
    Function {
        name,
        params,
        named: &[],
        places: EVERYWHERE,
    }
}

const QUERY: Param = required("query", Kind::Series);
const GROUPS: Param = required("groups", Kind::Groups);
const RANKING: Param = required(
    "ranking",
    Kind::Choice(&["max", "mean", "min", "sum", "last", "l2norm", "area"]),
);
const DIRECTION: Param = required("direction", Kind::Choice(&["asc", "desc"]));
const LIMIT: Param = required("limit", Kind::Count);
const THRESHOLD: Param = required("threshold", Kind::Number);
const TIME_AGGREGATOR: Kind = Kind::Text(is_time_aggregator);

const ONE: &[Param] = &[QUERY];
const REGROUP: &[Param] = &[QUERY, GROUPS];
const BOUND: &[Param] = &[QUERY, THRESHOLD];
/// The greatest or the least of several series, or of the series of a group.
const EXTREME: &[Param] = &[
    QUERY,
    Param {
        name: "query or {tag}",
        kind: Kind::SeriesOrGroups,
        need: Need::Repeated,
    },
];

/// The functions that go by their own name. [`RANKED`] has the others.
pub const FUNCTIONS: &[Function] = &[
    // dashboards/functions/arithmetic; `round` is in dashboards that Datadog ships
    function("abs", ONE),
    function("log2", ONE),
    function("log10", ONE),
    function("cumsum", ONE),
    function("integral", ONE),
    function("round", ONE),
    // dashboards/functions/interpolation; `default` was there before `default_zero`
    function("default_zero", ONE),
    function("default", &[QUERY, required("value", Kind::Number)]),
    // dashboards/functions/timeshift
    function("timeshift", &[QUERY, required("seconds", Kind::Number)]),
    function(
        "calendar_shift",
        &[
            QUERY,
            required("shift", Kind::Text(is_calendar_shift)),
            required("time zone", Kind::Text(is_time_zone)),
        ],
    ),
    function("hour_before", ONE),
    function("day_before", ONE),
    function("week_before", ONE),
    function("month_before", ONE),
    // dashboards/functions/rate; `rate` is the old name of `per_second`
    function("per_second", ONE),
    function("per_minute", ONE),
    function("per_hour", ONE),
    function("dt", ONE),
    function("diff", ONE),
    function("monotonic_diff", ONE),
    function("derivative", ONE),
    function("throughput", ONE),
    function("rate", ONE),
    // dashboards/functions/smoothing and beta
    Function {
        name: "autosmooth",
        params: ONE,
        named: &[],
        places: DASHBOARDS,
    },
    function("ewma_3", ONE),
    function("ewma_5", ONE),
    function("ewma_7", ONE),
    function("ewma_10", ONE),
    function("ewma_20", ONE),
    function("median_3", ONE),
    function("median_5", ONE),
    function("median_7", ONE),
    function("median_9", ONE),
    function("rollingavg_5", ONE),
    function("rollingavg_13", ONE),
    function("rollingavg_21", ONE),
    function("rollingavg_29", ONE),
    // dashboards/functions/rollup and metrics/nested_queries
    function(
        "moving_rollup",
        &[
            QUERY,
            required("seconds", Kind::Count),
            required("aggregator", Kind::Choice(&["avg", "sum", "min", "max", "count"])),
        ],
    ),
    function(
        "rollup",
        &[
            QUERY,
            required("aggregator", TIME_AGGREGATOR),
            Param {
                name: "seconds",
                kind: Kind::Count,
                need: Need::Optional,
            },
        ],
    ),
    function("reduce", &[QUERY, required("aggregator", Kind::Text(is_reducer))]),
    function("avg", REGROUP),
    function("sum", REGROUP),
    function("stddev", REGROUP),
    function("min", EXTREME),
    function("max", EXTREME),
    // metrics/nested_queries: percentile(avg:a{*} by {env,host}, 'p95', {env})
    function(
        "percentile",
        &[QUERY, required("percentile", Kind::Text(is_percentile_text)), GROUPS],
    ),
    // dashboards/functions/rank, which has no `bottom`: its direction is 'asc'. graphing_json: top_offset(avg:a{*} by {host}, 5, 'max', 'desc', 5)
    function("top", &[QUERY, LIMIT, RANKING, DIRECTION]),
    function(
        "top_offset",
        &[QUERY, LIMIT, RANKING, DIRECTION, required("offset", Kind::Count)],
    ),
    // dashboards/functions/count
    function("count_nonzero", ONE),
    function("count_nonzero_finite", ONE),
    function("count_not_null", ONE),
    // dashboards/functions/regression
    function("robust_trend", ONE),
    function("trend_line", ONE),
    function("piecewise_constant", ONE),
    // dashboards/functions/algorithms; the named arguments are in monitors/types/anomaly and forecasts
    Function {
        name: "anomalies",
        params: &[
            QUERY,
            required("algorithm", Kind::Choice(&["basic", "agile", "robust"])),
            required("bounds", Kind::Number),
        ],
        named: &[
            "direction",
            "alert_window",
            "interval",
            "count_default_zero",
            "seasonality",
            "timezone",
        ],
        places: EVERYWHERE,
    },
    function(
        "outliers",
        &[
            QUERY,
            required(
                "algorithm",
                Kind::Choice(&["DBSCAN", "MAD", "scaledDBSCAN", "scaledMAD"]),
            ),
            required("tolerance", Kind::Number),
            Param {
                name: "percentage",
                kind: Kind::Number,
                need: Need::Optional,
            },
        ],
    ),
    Function {
        name: "forecast",
        params: &[
            QUERY,
            required("algorithm", Kind::Choice(&["linear", "seasonal"])),
            required("deviations", Kind::Number),
        ],
        named: &["interval", "history", "model", "seasonality", "timezone"],
        places: EVERYWHERE,
    },
    // dashboards/functions/exclusion
    function("exclude_null", ONE),
    function("clamp_min", BOUND),
    function("clamp_max", BOUND),
    function("cutoff_min", BOUND),
    function("cutoff_max", BOUND),
];

/// What the functions of [`RANKED`] have in common; each has its own name.
pub(super) const RANK: Function = function("", ONE);

/// `top` and `bottom` of a fixed size and ranking, by the mean where none is named (doc: dashboards/functions/rank).
#[rustfmt::skip]
pub(super) const RANKED: &[&str] = &[
    "top5", "top5_mean", "top5_min", "top5_max", "top5_last", "top5_area", "top5_l2norm",
    "top10", "top10_mean", "top10_min", "top10_max", "top10_last", "top10_area", "top10_l2norm",
    "top15", "top15_mean", "top15_min", "top15_max", "top15_last", "top15_area", "top15_l2norm",
    "top20", "top20_mean", "top20_min", "top20_max", "top20_last", "top20_area", "top20_l2norm",
    "bottom5", "bottom5_mean", "bottom5_min", "bottom5_max", "bottom5_last", "bottom5_area", "bottom5_l2norm",
    "bottom10", "bottom10_mean", "bottom10_min", "bottom10_max", "bottom10_last", "bottom10_area", "bottom10_l2norm",
    "bottom15", "bottom15_mean", "bottom15_min", "bottom15_max", "bottom15_last", "bottom15_area", "bottom15_l2norm",
    "bottom20", "bottom20_mean", "bottom20_min", "bottom20_max", "bottom20_last", "bottom20_area", "bottom20_l2norm",
];
