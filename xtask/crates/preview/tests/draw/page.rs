//! Pages of small dashboards.

use preview::{Recorded, State, draw, unmoved};
use serde_json::json;

use crate::fixture::{dashboard, data, drawn, every_kind, request, view, widget};

#[test]
fn every_kind_is_drawn_with_its_data() {
    let preview = drawn(&every_kind());
    let wrong: Vec<_> = preview
        .widgets
        .iter()
        .filter(|widget| widget.state.reason().is_some())
        .collect();
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!(
        wrong[0].state,
        State::NotDrawn("widgets of the kind 'treemap' are not drawn".to_owned())
    );
    for shown in [
        "Numbers/Now",
        "↑",
        "P1",
        "SLO",
        "a job &lt;failed&gt;",
        "99.99 %",
        "CRITICAL",
        "white_on_red",
        "<a href=\"https://example.com\">",
    ] {
        let is_path = preview.widgets.iter().any(|widget| widget.path == shown);
        assert!(
            is_path || preview.html.contains(shown) || shown == "white_on_red" && preview.html.contains("#c9302c"),
            "{shown}"
        );
    }
}

#[test]
fn equal_inputs_give_equal_pages_that_load_nothing() {
    let html = drawn(&every_kind()).html;
    assert_eq!(html, drawn(&every_kind()).html);
    for loads in ["<script", "<img", "<link", "src=", "url(", "@import"] {
        assert!(!html.contains(loads), "{loads}");
    }
}

#[test]
fn a_small_page_looks_like_this() {
    let lines = json!({ "type": "timeseries", "title": "Latency", "requests": [request("timeseries", "max:latency{$env,service:a}.rollup(max, 600)", "second")] });
    let note = json!({ "type": "note", "content": "a *note*" });
    let html = drawn(&[widget(lines, (0, 0, 4, 2)), widget(note, (4, 0, 4, 2))]).html;
    let body = html.split_once("</head>").expect("a head").1;
    insta::assert_snapshot!(body);
}

#[test]
fn a_widget_without_data_says_why() {
    let of = |query: &str| json!({ "type": "timeseries", "title": "T", "requests": [request("timeseries", query, "second")] });
    let state = |query: &str| drawn(&[widget(of(query), (0, 0, 4, 2))]).widgets[0].state.clone();
    assert_eq!(state("avg:latency{$env}"), State::Data);
    assert_eq!(
        state("avg:no.such.metric{$env}"),
        State::Empty("its queries return no data".to_owned())
    );
    assert!(matches!(state("avg:latency{"), State::Broken(_)));
    assert!(matches!(
        state("anomalies(avg:latency{*}, 'basic', 2)"),
        State::Broken(_)
    ));
}

#[test]
fn one_of_several_curves_without_data_is_named() {
    let widget_of = json!({ "type": "timeseries", "title": "T", "requests": [request("timeseries", "avg:latency{*}", "second"), request("timeseries", "avg:gone{*}", "second")] });
    let preview = drawn(&[widget(widget_of, (0, 0, 4, 2))]);
    assert_eq!(preview.widgets[0].state, State::Empty("without data: it".to_owned()));
    assert!(preview.html.contains("class=\"why\""));
}

#[test]
fn titles_and_names_are_text() {
    let named = json!({ "type": "timeseries", "title": "<b>\"T\"</b>", "requests": [request("timeseries", "avg:latency{*}", "second")] });
    let html = drawn(&[widget(named, (0, 0, 4, 2))]).html;
    assert!(!html.contains("<b>\"T"), "a title is no markup");
    assert!(html.contains("&lt;b&gt;&quot;T&quot;&lt;/b&gt;"));
}

#[test]
fn a_widget_that_averages_over_a_long_time_follows_late() {
    let of = |query: &str| {
        widget(
            json!({ "type": "query_value", "title": query, "precision": 0, "requests": [request("scalar", query, "job")] }),
            (0, 0, 2, 2),
        )
    };
    let quick = "max:latency{$env}";
    let late = "min:latency{$env}";
    let mut last = of(late);
    last["definition"]["requests"][0]["queries"][0]["aggregator"] = json!("min");
    let found = unmoved(&dashboard(&[of(quick), last]), &data(), &view());
    let found: Vec<_> = found
        .iter()
        .map(|unmoved| (unmoved.path.as_str(), unmoved.metric.as_str()))
        .collect();
    assert_eq!(found, [("min:latency{env:prod}", "latency")]);
}

#[test]
fn a_share_of_nothing_follows_its_whole_once_there_is_something() {
    let query = |name: &str, query: &str| json!({ "data_source": "metrics", "name": name, "query": query, "aggregator": "sum" });
    let share = json!({
        "response_format": "scalar", "formulas": [{ "formula": "100 * part / whole" }],
        "queries": [query("part", "sum:errors{*}.as_count()"), query("whole", "sum:hits{*}.as_count()")],
    });
    let shown = widget(
        json!({ "type": "query_value", "title": "T", "precision": 4, "requests": [share] }),
        (0, 0, 2, 2),
    );
    assert_eq!(unmoved(&dashboard(&[shown]), &data(), &view()), []);
}

#[test]
fn nothing_recorded_is_empty_everywhere() {
    let preview = draw(&dashboard(&every_kind()), &Recorded::default(), &view());
    let data: Vec<_> = preview
        .widgets
        .iter()
        .filter(|widget| widget.state == State::Data)
        .map(|widget| &widget.path)
        .collect();
    assert!(data.is_empty(), "{data:?}");
}
