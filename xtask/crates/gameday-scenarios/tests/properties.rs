//! Any text is a scenario or an error within it, and any plan and observation have a verdict and a picture.

use gameday_scenarios::{Change, Facts, Observed, Source, judge};
use proptest::prelude::*;

const TEXT: &str = include_str!("../../../../gamedays/vector-store-outage.yaml");

fn source(text: &str) -> Source {
    Source {
        path: "gamedays/a.yaml".to_owned(),
        text: text.into(),
    }
}

/// The file of a scenario with a part of it replaced.
fn mutated() -> impl Strategy<Value = String> {
    (0..TEXT.len(), 0..40_usize, ".{0,12}").prop_map(|(start, length, with)| {
        // The file is ASCII.
        let end = (start + length).min(TEXT.len());
        format!("{}{with}{}", &TEXT[..start], &TEXT[end..])
    })
}

proptest! {
    #[test]
    fn any_text_is_a_scenario_or_an_error(text in prop_oneof![any::<String>(), mutated()]) {
        if let Err(finding) = source(&text).parse() {
            prop_assert_eq!(finding.rule, "gameday/file");
            prop_assert!(!finding.message.contains('\n'), "{}", finding.message);
        }
    }

    #[test]
    fn any_observation_has_a_verdict_and_a_picture(
        changes in prop::collection::vec((0..6000_i64, 0..6000_i64, 0..3_usize, prop::option::of(0..4_usize)), 0..20)
    ) {
        let scenario = source(TEXT).parse().expect("a scenario of the repository");
        let monitors = ["pgvector/outage", "rag-retrieval/error-rate", "rag-retrieval/grpc-error-rate"];
        let known = gameday_scenarios::Known {
            environments: ["prod".to_owned()].into(),
            monitors: monitors.into_iter().chain(["api-gateway/a", "ingestion/a", "transcription/a", "note-generation/a", "postgresql/a"]).map(str::to_owned).collect(),
            services: Default::default(),
            pages: true,
            teams: ["data-platform".to_owned()].into(),
            handles: ["pagerduty-data-platform", "pagerduty-ml-platform-low"].map(str::to_owned).into(),
            dashboards: [("pgvector/overview", "Vector search/Failed requests"), ("platform/data-stores", "Vector database/Failed requests")]
                .map(|(dashboard, graph)| (dashboard.to_owned(), [graph.to_owned()].into()))
                .into(),
        };
        let plan = gameday_scenarios::check(&source(TEXT), scenario, &known).expect("a plan");
        let mut observed = Observed::default();
        let states = ["OK", "Alert", "Warn", "No Data"];
        observed.see(
            changes
                .into_iter()
                .map(|(at, seen, monitor, to)| Change {
                    monitor: monitors[monitor].to_owned(),
                    group: String::new(),
                    at,
                    seen,
                    to: to.map(|to| states[to].to_owned()),
                })
                .collect(),
            Vec::new(),
        );
        let verdict = judge(&plan, &observed, &Facts::default());
        prop_assert_eq!(verdict.len(), 13);
        prop_assert!(gameday_scenarios::timeline::svg(&plan, &observed, &Facts::default()).ends_with("</svg>\n"));
    }
}
