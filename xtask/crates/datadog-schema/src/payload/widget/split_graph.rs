//! One graph a group.

use crate::payload::declare::{choice, object};
use crate::payload::part::{align, time};
use crate::payload::query::order;
use crate::payload::widget::{
    bar_chart, change, geomap, query_value, scatterplot, sunburst, table, timeseries, toplist, treemap,
};

object! {
    pub(crate) WIDGET = "split graph widget" {
        type: required Only("split_group"),
        size: required Only("xs", "sm", "md", "lg"),
        source_widget_definition: required Choice(SOURCE),
        split_config: required Object(CONFIG),
        has_uniform_y_axes: Bool,
        time: Choice(time::TIME),
        title: Text,
        title_align: ExactlyIn(align::TEXT),
        title_size: Text,
    }
}

choice! {
    SOURCE = "widget of a split graph" by "/type" {
        is("bar_chart") => Object(bar_chart::WIDGET),
        is("change") => Object(change::WIDGET),
        is("geomap") => Object(geomap::WIDGET),
        is("query_value") => Object(query_value::WIDGET),
        is("scatterplot") => Object(scatterplot::WIDGET),
        is("sunburst") => Object(sunburst::WIDGET),
        is("query_table") => Object(table::WIDGET),
        is("timeseries") => Object(timeseries::WIDGET),
        is("toplist") => Object(toplist::WIDGET),
        is("treemap") => Object(treemap::WIDGET),
    }
}

object! {
    CONFIG = "split config" {
        limit: required Integer(1..=500),
        sort: required Object(SORT),
        split_dimensions: required List(Object(DIMENSION), 1..=1),
        static_splits: List(List(Object(ENTRY), 1..), 0..=500),
    }
}

object! {
    SORT_COMPUTE = "compute of a split" {
        aggregation: required Text,
        metric: required Text,
    }
}

object! {
    DIMENSION = "dimension of a split graph" {
        one_graph_per: required Text,
    }
}

object! {
    SORT = "sort of a split graph" {
        order: required ExactlyIn(order::ORDER),
        compute: Object(SORT_COMPUTE),
    }
}

object! {
    ENTRY = "static split" {
        tag_key: required Text(1..),
        tag_values: required List(Text(1..)),
    }
}
