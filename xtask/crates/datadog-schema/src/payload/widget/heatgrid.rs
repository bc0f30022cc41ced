//! Values of groups over time, as colours in a grid.

use crate::payload::declare::{choice, object};
use crate::payload::part::{conditional_format, formula, link, number_format, time, title};
use crate::payload::query;

object! {
    pub(crate) WIDGET = closed "heat grid widget" with [title::TITLE] {
        requests: required List(Object(REQUEST), 1..),
        sort: required Object(SORT),
        type: required Only("heatgrid"),
        color: Choice(COLORS),
        custom_links: List(Object(link::LINK)),
        label_column: Object(LABEL_COLUMN),
        legend: Object(LEGEND),
        time: Choice(time::TIME),
    }
}

object! {
    REQUEST = closed "request of a heat grid" needs formula::ASKS {
        queries: required List(Choice(query::QUERY)),
        response_format: required Only("timeseries"),
        formulas: List(Object(FORMULA)),
    }
}

object! {
    FORMULA = closed "formula of a heat grid" {
        formula: required Text,
        alias: Text,
        conditional_formats: List(Choice(conditional_format::FORMAT)),
        limit: Object(formula::LIMIT),
        number_format: Object(number_format::NUMBER_FORMAT),
        style: Object(formula::STYLE),
    }
}

object! {
    SORT = closed "order of a heat grid" {
        nesting_display: required Only("flat"),
        sort_by: required Choice(SORT_BY),
    }
}

choice! {
    SORT_BY = "order of the rows of a heat grid" by "/property" {
        is("value") => Object(SORT_BY_VALUE),
        is("label") => Object(SORT_BY_LABEL),
    }
}

object! {
    SORT_BY_VALUE = closed "order by value" {
        aggregation: required Only("avg", "min", "max", "sum"),
        order: required Exactly("asc", "desc"),
        property: required Only("value"),
    }
}

object! {
    SORT_BY_LABEL = closed "order by label" {
        order: required Exactly("asc", "desc"),
        property: required Only("label"),
    }
}

choice! {
    COLORS = "colours of a heat grid" by "/mode" {
        has("stops") => Object(CUSTOM_GRADIENT),
        has("bins") => Object(CUSTOM_BINS),
        is("gradient") => Object(PRESET_GRADIENT),
        is("discrete") => Object(PRESET_BINS),
    }
}

object! {
    CUSTOM_GRADIENT = closed "custom gradient" {
        mode: required Only("gradient"),
        source: required Only("custom"),
        stops: required List(Object(STOP), 2..=6),
    }
}

object! {
    STOP = closed "stop of a gradient" {
        color: required Choice(COLOR),
        position: required Integer(0..=100),
    }
}

object! {
    PRESET_GRADIENT = closed "preset gradient" {
        mode: required Only("gradient"),
        preset_name: required Text,
        source: required Only("preset"),
    }
}

object! {
    CUSTOM_BINS = closed "custom colour bins" {
        bins: required List(Object(BIN), 2..=6),
        mode: required Only("discrete"),
        source: required Only("custom"),
    }
}

object! {
    BIN = closed "colour bin" {
        color: required Choice(COLOR),
        lower_bound: Number,
    }
}

object! {
    PRESET_BINS = closed "preset colour bins" {
        mode: required Only("discrete"),
        preset_name: required Text,
        source: required Only("preset"),
    }
}

choice! {
    COLOR = "colour" by "" {
        text => Text,
        list => List(Text, 2..=2),
    }
}

object! {
    LABEL_COLUMN = closed "label column of a heat grid" {
        width: required Only("xs", "s", "m", "l", "xl"),
    }
}

object! {
    LEGEND = closed "legend of a heat grid" {
        show_caption: Bool,
    }
}
