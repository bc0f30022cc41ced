//! Properties of every text and every history.

use crate::support::{MONDAY, monitor, read, target};
use monitor_tests::replay::{Replay, Sweep, history, print};
use proptest::prelude::*;

/// Texts similar to histories: pieces of both formats, and arbitrary text.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{".to_owned()),
        Just("}".to_owned()),
        Just("\"series\":[".to_owned()),
        Just("\"pointlist\":[[1793577600000.0,1.5],[1793577660000,null]]".to_owned()),
        Just("\"expression\":\"sum:m{a:b} by {h}.as_count()\",".to_owned()),
        Just("\"interval\":60,".to_owned()),
        Just("\"query\":\"avg:m{*},sum:(\",".to_owned()),
        Just("\"from_date\":-9223372036854775808,\"to_date\":9223372036854775807,".to_owned()),
        Just("]".to_owned()),
        Just("time,value,query,group,interval\n".to_owned()),
        Just("1793577600,1,avg:m{*},h:a,60\n".to_owned()),
        Just("9223372036854775807,1e308,\"".to_owned()),
        "\\PC{0,12}",
        any::<i64>().prop_map(|n| n.to_string()),
        any::<i64>().prop_map(|n| format!(
            "{{\"series\":[{{\"expression\":\"avg:m{{*}}\",\"interval\":{n},\"pointlist\":[[1793577600000,1]]}}]}}"
        )),
        any::<f64>().prop_map(|n| format!("{n}\n")),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_text_is_parsed_or_rejected_with_valid_spans(text in text()) {
        match history::read("h", &text) {
            Err(findings) => {
                prop_assert!(!findings.is_empty());
                prop_assert!(findings.iter().all(|f| f.place.is_some()));
                prop_assert!(!diagnostics::text(&findings, false).is_empty());
            }
            Ok(exports) => {
                for export in &exports {
                    prop_assert!(export.covers.0 <= export.covers.1);
                    for series in &export.series {
                        prop_assert!(text.get(series.span.clone()).is_some());
                        prop_assert!(series.points.windows(2).all(|p| p[0].0 < p[1].0));
                        prop_assert!(series.bucket_s.is_none_or(|s| s > 0));
                    }
                }
                let monitor = monitor(&crate::support::payload());
                if let Ok(replay) = Replay::new(target(&monitor), &exports) {
                    prop_assert!(!print::svg(&replay).is_empty());
                }
            }
        }
    }

    #[test]
    fn a_printed_sweep_parses_to_itself(from in -1e6..1e6_f64, length in 0.0..1e3_f64, step in 1.0..1e3_f64, critical: bool) {
        let name = if critical { "critical" } else { "warning" };
        let sweep: Sweep = format!("{name}={from}..{}/{step}", from + length).parse().expect("a sweep");
        prop_assert_eq!(sweep.to_string().parse::<Sweep>(), Ok(sweep));
        let values = sweep.values();
        prop_assert!(values.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(values.iter().all(|v| *v <= sweep.to + 1e-6 * sweep.to.abs().max(1.0)));
    }

    #[test]
    fn no_sweep_causes_a_panic(text in "(critical|warning|c)?=?-?[0-9.e]{0,6}(\\.\\.)?[0-9.e-]{0,6}(/[0-9.e]{0,4})?") {
        if let Ok(sweep) = text.parse::<Sweep>() {
            prop_assert!(!sweep.values().is_empty());
        }
    }

    /// Every history has all output formats, and the picture is valid XML for every label.
    #[test]
    fn every_history_can_be_printed(values in proptest::collection::vec(proptest::option::of(-1e9..1e9_f64), 20..200), host in "[a-z<&\"]{1,8}") {
        let monitor = monitor(&serde_json::json!({
            "type": "query alert", "name": "m", "message": "@pagerduty-a", "query": "avg(last_5m):avg:m{*} by {host} > 0", "options": {},
        }));
        let host = host.replace('"', "'");
        let rows: String = values.iter().enumerate().map(|(i, v)| format!("{},{},\"host:{host}\"\n", MONDAY + i as i64 * 60, v.map(|v| v.to_string()).unwrap_or_default())).collect();
        let table = format!("time,value,group\n{rows}");
        if values.iter().flatten().count() < 2 {
            return Ok(());
        }
        let exports = read(&table);
        let Ok(replay) = Replay::new(target(&monitor), &exports) else {
            // values so sparse that they look like longer buckets
            return Ok(());
        };
        let now = replay.current();
        prop_assert!(now.pages <= now.notified);
        prop_assert!(now.longest_s <= now.alert_s);
        let picture = print::svg(&replay);
        prop_assert!(!picture.contains("NaN") && !picture.contains("inf"));
        let open = picture.matches('<').count();
        prop_assert_eq!(open, picture.matches('>').count());
        prop_assert!(print::json(&replay, &[]).is_object());
        prop_assert!(print::text(&replay, &[], None).contains("replayed from"));
    }
}
