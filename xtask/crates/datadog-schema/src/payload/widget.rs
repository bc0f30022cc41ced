//! Widgets by type, and their layout.

mod alert_graph;
mod alert_value;
mod app;
mod bar_chart;
mod change;
mod check_status;
mod cohort;
pub(crate) mod distribution;
mod event_stream;
mod event_timeline;
mod flame_graph;
mod free_text;
mod funnel;
mod geomap;
mod group;
mod heatgrid;
pub(crate) mod heatmap;
mod hostmap;
mod iframe;
mod image;
mod list_stream;
pub(crate) mod log_stream;
mod monitor_summary;
mod note;
mod point_plot;
mod powerpack;
mod product_analytics_funnel;
mod query_value;
mod retention_curve;
mod run_workflow;
mod sankey;
mod scatterplot;
mod service_summary;
mod servicemap;
mod slo;
mod slo_list;
mod split_graph;
mod sunburst;
mod table;
pub(crate) mod timeseries;
pub(crate) mod toplist;
mod topology_map;
mod treemap;
mod wildcard;

use crate::payload::declare::{choice, object};

object! {
    pub(crate) WIDGET = "widget" {
        definition: required Choice(DEFINITION),
        id: Integer,
        layout: Object(LAYOUT),
    }
}

object! {
    LAYOUT = "layout of a widget" {
        height: required Number,
        width: required Number,
        x: required Number,
        y: required Number,
        is_column_break: Bool,
    }
}

choice! {
    DEFINITION = "widget" by "/type" {
        is("alert_graph") => Object(alert_graph::WIDGET),
        is("alert_value") => Object(alert_value::WIDGET),
        is("bar_chart") => Object(bar_chart::WIDGET),
        is("change") => Object(change::WIDGET),
        is("check_status") => Object(check_status::WIDGET),
        is("cohort") => Object(cohort::WIDGET),
        is("distribution") => Object(distribution::WIDGET),
        is("event_stream") => Object(event_stream::WIDGET),
        is("event_timeline") => Object(event_timeline::WIDGET),
        is("free_text") => Object(free_text::WIDGET),
        at("/requests/0/request_type", "user_journey_funnel") => Object(product_analytics_funnel::WIDGET),
        is("funnel") => Object(funnel::WIDGET),
        is("geomap") => Object(geomap::WIDGET),
        is("flame_graph") => Object(flame_graph::WIDGET),
        is("custom", "embedded_app") => Object(app::WIDGET),
        is("group") => Object(group::WIDGET),
        is("heatgrid") => Object(heatgrid::WIDGET),
        is("heatmap") => Object(heatmap::WIDGET),
        is("hostmap") => Object(hostmap::WIDGET),
        is("iframe") => Object(iframe::WIDGET),
        is("image") => Object(image::WIDGET),
        is("list_stream") => Object(list_stream::WIDGET),
        is("log_stream") => Object(log_stream::WIDGET),
        is("manage_status") => Object(monitor_summary::WIDGET),
        is("note") => Object(note::WIDGET),
        is("powerpack") => Object(powerpack::WIDGET),
        is("point_plot") => Object(point_plot::WIDGET),
        is("query_value") => Object(query_value::WIDGET),
        is("retention_curve") => Object(retention_curve::WIDGET),
        is("run_workflow") => Object(run_workflow::WIDGET),
        is("slo_list") => Object(slo_list::WIDGET),
        is("slo") => Object(slo::WIDGET),
        is("scatterplot") => Object(scatterplot::WIDGET),
        is("sankey") => Object(sankey::WIDGET),
        is("servicemap") => Object(servicemap::WIDGET),
        is("trace_service") => Object(service_summary::WIDGET),
        is("split_group") => Object(split_graph::WIDGET),
        is("sunburst") => Object(sunburst::WIDGET),
        is("query_table") => Object(table::WIDGET),
        is("timeseries") => Object(timeseries::WIDGET),
        is("toplist") => Object(toplist::WIDGET),
        is("topology_map") => Object(topology_map::WIDGET),
        is("treemap") => Object(treemap::WIDGET),
        is("wildcard") => Object(wildcard::WIDGET),
    }
}
