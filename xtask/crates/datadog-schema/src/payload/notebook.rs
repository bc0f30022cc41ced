//! Notebooks. Version 1 of the API.

mod variable;

use crate::payload::declare::{choice, object};
use crate::payload::widget::{distribution, heatmap, log_stream, timeseries, toplist};

object! {
    pub(crate) NOTEBOOK = "notebook" {
        data: required Object(DATA),
    }
}

object! {
    DATA = "data of a notebook" {
        attributes: required Object(ATTRIBUTES),
        type: required Only("notebooks"),
        id: read_only Integer,
    }
}

object! {
    ATTRIBUTES = "attributes of a notebook" {
        cells: required List(Object(CELL)),
        name: required Text(0..=80),
        time: required Choice(TIME),
        author: read_only Any,
        created: read_only Text,
        metadata: Object(METADATA),
        modified: read_only Text,
        status: Only("published"),
        template_variables: nullable List(Object(variable::VARIABLE)),
    }
}

object! {
    METADATA = "metadata of a notebook" {
        is_template: Bool,
        take_snapshots: Bool,
        type: nullable Only("postmortem", "runbook", "investigation", "documentation", "report"),
    }
}

object! {
    CELL = closed "cell of a notebook" {
        attributes: required Choice(CELL_ATTRIBUTES),
        type: required Only("notebook_cells"),
        id: read_only Text,
    }
}

choice! {
    CELL_ATTRIBUTES = "attributes of a cell" by "/definition/type" {
        is("markdown") => Object(MARKDOWN),
        is("timeseries") => Object(TIMESERIES),
        is("toplist") => Object(TOPLIST),
        is("heatmap") => Object(HEAT_MAP),
        is("distribution") => Object(DISTRIBUTION),
        is("log_stream") => Object(LOG_STREAM),
    }
}

object! {
    MARKDOWN = "markdown cell" {
        definition: required Object(MARKDOWN_DEFINITION),
    }
}

object! {
    MARKDOWN_DEFINITION = "definition of a markdown cell" {
        text: required Text,
        type: required Only("markdown"),
    }
}

object! {
    TIMESERIES = "time series cell" {
        definition: required Object(timeseries::WIDGET),
        graph_size: In(SIZES),
        split_by: Object(SPLIT_BY),
        time: nullable Choice(CELL_TIME),
    }
}

object! {
    TOPLIST = "top list cell" {
        definition: required Object(toplist::WIDGET),
        graph_size: In(SIZES),
        split_by: Object(SPLIT_BY),
        time: nullable Choice(CELL_TIME),
    }
}

object! {
    HEAT_MAP = "heat map cell" {
        definition: required Object(heatmap::WIDGET),
        graph_size: In(SIZES),
        split_by: Object(SPLIT_BY),
        time: nullable Choice(CELL_TIME),
    }
}

object! {
    DISTRIBUTION = "distribution cell" {
        definition: required Object(distribution::WIDGET),
        graph_size: In(SIZES),
        split_by: Object(SPLIT_BY),
        time: nullable Choice(CELL_TIME),
    }
}

object! {
    LOG_STREAM = "log stream cell" {
        definition: required Object(log_stream::WIDGET),
        graph_size: In(SIZES),
        time: nullable Choice(CELL_TIME),
    }
}

object! {
    SPLIT_BY = "split of a cell" {
        keys: required List(Text),
        tags: required List(Text),
    }
}

choice! {
    TIME = "time frame of a notebook" by "" {
        has("live_span") => Object(RELATIVE_TIME),
        has("start") => Object(ABSOLUTE_TIME),
    }
}

choice! {
    CELL_TIME = "time frame of a cell" by "" {
        has("live_span") => Object(RELATIVE_TIME),
        has("start") => Object(ABSOLUTE_TIME),
    }
}

object! {
    RELATIVE_TIME = "relative time frame" {
        live_span: required Only(
            "1m", "5m", "10m", "15m", "30m", "1h", "4h", "1d", "2d", "1w", "1mo", "3mo", "6mo", "week_to_date", "month_to_date", "1y", "alert"
        ),
    }
}

object! {
    ABSOLUTE_TIME = "absolute time frame" {
        end: required Text,
        start: required Text,
        live: Bool,
    }
}

/// Heights of a cell.
const SIZES: &[&str] = &["xs", "s", "m", "l", "xl"];
