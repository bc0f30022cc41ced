//! Groups by two values.

use crate::payload::declare::object;
use crate::payload::part::{axis, formula, link, time, title};
use crate::payload::query;
use crate::payload::query::legacy;
use crate::payload::shape::Needs;

object! {
    pub(crate) WIDGET = "scatter plot widget" with [title::TITLE] {
        type: required Only("scatterplot"),
        requests: required Object(REQUESTS),
        color_by_groups: List(Text),
        custom_links: List(Object(link::LINK)),
        time: Choice(time::TIME),
        xaxis: Object(axis::AXIS),
        yaxis: Object(axis::AXIS),
    }
}

object! {
    TABLE = "table request of a scatter plot" needs formula::ASKS {
        formulas: List(Object(FORMULA)),
        queries: List(Choice(query::QUERY)),
        response_format: In(formula::RESPONSE_FORMATS),
    }
}

object! {
    REQUEST = "request of a scatter plot" with [legacy::SEARCHES] needs formula::ASKS {
        aggregator: Only("avg", "last", "max", "min", "sum"),
        event_query: Object(legacy::SEARCH_QUERY),
        q: Text,
    }
}

object! {
    REQUESTS = "requests of a scatter plot" needs POINTS {
        table: Object(TABLE),
        x: Object(REQUEST),
        y: Object(REQUEST),
    }
}

object! {
    FORMULA = "formula of a scatter plot" {
        dimension: required Only("x", "y", "radius", "color"),
        formula: required Text,
        alias: Text,
    }
}

static POINTS: Needs = Needs {
    fields: &["table", "x", "y"],
    lack: "ask nothing",
    help: "set 'table' with queries and formulas, or 'x' and 'y'",
};
