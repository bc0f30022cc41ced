//! Exported history, as JSON and as CSV.
#![no_main]

use libfuzzer_sys::fuzz_target;
use monitor_tests::replay::history;

fuzz_target!(|text: &str| {
    match history::read("history", text) {
        Err(findings) => assert!(!findings.is_empty() && findings.iter().all(|f| f.place.is_some())),
        Ok(exports) => {
            for export in &exports {
                assert!(export.covers.0 <= export.covers.1);
                for series in &export.series {
                    assert!(text.get(series.span.clone()).is_some());
                    assert!(series.points.windows(2).all(|pair| pair[0].0 < pair[1].0));
                    assert!(series.bucket_s.is_none_or(|s| s > 0));
                }
            }
        }
    }
});
