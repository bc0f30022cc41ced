use model::{Tag, TagValues};

use super::*;
use crate::policy::{Environment, Logs};

fn policy() -> Policy {
    let environment = |weight, log_retention_days| Environment {
        weight,
        log_retention_days,
    };
    let metric = |kind: &str, tags: &[&str]| Metric {
        kind: kind.to_owned(),
        percentiles: false,
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
    };
    let tag = |(key, cardinality): (&str, u64)| {
        let tag = Tag {
            on: Vec::new(),
            cardinality,
            per_service: None,
            implies: Vec::new(),
            meaning: String::new(),
            title: None,
            values: None,
        };
        (key.to_owned(), tag)
    };
    Policy {
        environments: BTreeMap::from([
            ("dev".to_owned(), environment(0, 3)),
            ("prod".to_owned(), environment(2, 30)),
        ]),
        tag_values: TagValues {
            tags: [("service", 10), ("team", 4), ("queue", 3)].map(tag).into(),
            ..TagValues::default()
        },
        metrics: BTreeMap::from([("x.jobs".to_owned(), metric("count", &["service", "team", "queue"]))]),
        logs: Some(Logs {
            assumed: [("dev", 0.1), ("prod", 1.0)]
                .map(|(env, volume)| (env.to_owned(), volume))
                .into(),
            services: BTreeMap::from([("a".to_owned(), None)]),
            bytes_per_event: 1000.0,
        }),
        prices: Some(Prices {
            currency: "EUR".to_owned(),
            as_of: "2026-01-01".to_owned(),
            source: "a contract".to_owned(),
            custom_metric_month: 0.5,
            ingested_gb: 0.1,
            indexed_million: BTreeMap::from([(3, 1.0), (30, 2.0)]),
        }),
        ..Policy::default()
    }
}

/// The cost of an edit of the policy.
fn check(edit: impl FnOnce(&mut Policy)) -> Cost {
    let mut head = policy();
    edit(&mut head);
    cost(&Ok(policy()), &Ok(head))
}

#[test]
fn a_metric_counts_its_tag_combinations_in_every_environment() {
    let cost = check(|head| {
        let duration = Metric {
            kind: "distribution".to_owned(),
            percentiles: true,
            tags: vec!["service".to_owned(), "team".to_owned()],
        };
        head.metrics.insert("x.duration".to_owned(), duration);
    });
    let totals = cost.totals.expect("both policies are known");
    // 10 services x 3 queues; the team follows from the service; 2 environments.
    assert_eq!(totals.custom_metrics.base, 60);
    // 10 services, ten for the distribution, 2 environments.
    assert_eq!(totals.custom_metrics.head, 260);
    assert_eq!(cost.metrics[0].head, Some(200));
    assert!((cost.money.expect("prices").custom_metrics - 100.0).abs() < 1e-9);
}

#[test]
fn the_cost_of_logs_depends_on_retention() {
    let cost = check(|head| {
        head.logs
            .as_mut()
            .expect("logs")
            .services
            .insert("b".to_owned(), Some(BTreeMap::from([("prod".to_owned(), 2.0)])));
    });
    assert_eq!(cost.logs.len(), 1);
    assert!(!cost.logs[0].assumed);
    // 60 million events a month at 2, and 60 GB at 0.1.
    assert!((cost.money.expect("prices").logs - 126.0).abs() < 1e-9);
    let kept = check(|head| head.environments.get_mut("prod").expect("prod").log_retention_days = 3);
    // 30 million events at 1 instead of 2.
    assert!((kept.money.expect("prices").logs + 30.0).abs() < 1e-9);
}

#[test]
fn unknown_costs_are_reported() {
    assert!(check(|_| ()).is_unchanged());
    let cost = cost(&Err("it does not evaluate".to_owned()), &Ok(policy()));
    assert_eq!(cost.unknown, ["the base policy: it does not evaluate"]);
    let unpriced = check(|head| head.environments.get_mut("prod").expect("prod").log_retention_days = 7);
    assert_eq!(
        unpriced.unknown,
        ["the price of logs kept for 7 days: the policy declares none"]
    );
    assert_eq!(unpriced.money, None);
    let huge = check(|head| {
        head.tag_values.tags.get_mut("queue").expect("a tag").cardinality = u64::MAX;
    });
    assert_eq!(huge.metrics[0].head, Some(u64::MAX));
}
