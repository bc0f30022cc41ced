//! A world at a time, as graphs read it.

use datadog_query::metric::{self, Context};
use datadog_query::search;
use page_budget::Estate;
use page_budget::file::Excuse;

use crate::fixture::{NORMAL, catalog, sources};

const WORLD: &str = "
title: a stop
about: the worker stops
start: Mon 06:00
lasts: 12h
happens:
  - what: the worker stops
    at: Mon 09:00
    for: 20m
    metrics: [{metric: jobs.total, per_minute: 0}]
    pods: [{deploy: scribe}]
";

const WIDGETS: &str = "widgets:
  - {paths: ['db/overview/*', 'gone/*'], may: empty, because: nothing happens}
";

#[test]
fn a_graph_reads_what_its_query_asks_for() {
    let catalog = catalog();
    let files = sources(&format!("{NORMAL}{WIDGETS}"), WORLD);
    let estate =
        Estate::new(&catalog, &[], &files).unwrap_or_else(|findings| panic!("{}", diagnostics::text(&findings, false)));
    let query = |text: &str| metric::parse(text, Context::Dashboard).expect("a query").leaves()[0].clone();
    let asked = [query("sum:jobs.total{service:scribe}.as_count()")];
    let scene = estate.scene(Some("w"), None, &asked).expect("the world exists");
    // shown until ten minutes after what happens
    assert_eq!(scene.clock(), "Mon 09:30");
    let now = scene.now();
    let last = |text: &str, from: i64, to: i64| {
        let query = query(text);
        let series = scene.series(&[&query], from, to)?;
        Ok::<_, String>(
            series
                .iter()
                .flat_map(|series| series.points().map(|(_, value)| value).collect::<Vec<_>>())
                .sum::<f64>(),
        )
    };
    let while_it_stops = last(
        "sum:jobs.total{env:prod,service:scribe} by {queue}",
        now - 1500,
        now - 900,
    );
    assert_eq!(while_it_stops, Ok(0.0));
    // by those who send it, where the query does not say
    assert!(last("sum:jobs.total{*}", now - 7200, now - 3600).is_ok_and(|jobs| jobs > 1000.0));
    assert_eq!(
        last("sum:no.such{*}", now - 60, now),
        Err("no metric of the catalog is named 'no.such'".to_owned())
    );
    assert_eq!(
        last("sum:jobs.total{*} by {shelf}", now - 60, now),
        Err("'jobs.total' is not sent with the tag 'shelf'".to_owned())
    );
    let values = last("avg:jobs.age{*}", now - 60, now);
    assert_eq!(
        values,
        Err("jsonnet/worlds/normal.yaml gives 'jobs.age' no values".to_owned())
    );
    let starts = |text: &str| {
        scene
            .starts(&search::parse(text).expect("a search"), now - 3600, now)
            .len()
    };
    assert_eq!(
        (starts("source:kubernetes kube_deployment:scribe"), starts("service:db")),
        (3, 0)
    );
    assert!(estate.scene(Some("no-such"), None, &asked).is_none());
}

#[test]
fn an_excuse_that_no_widget_needs_is_a_finding() {
    let catalog = catalog();
    let files = sources(&format!("{NORMAL}{WIDGETS}"), WORLD);
    let estate =
        Estate::new(&catalog, &[], &files).unwrap_or_else(|findings| panic!("{}", diagnostics::text(&findings, false)));
    assert!(estate.excuse("db/overview/Locks", Excuse::Empty).is_some());
    assert!(estate.excuse("db/overview/Locks", Excuse::Late).is_none());
    let found = estate.unneeded(&files[0], Excuse::Empty, ["db/overview/Locks"].into_iter());
    let found: Vec<_> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, ["no widget needs the entry for 'gone/*'"]);
}
